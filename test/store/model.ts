/** The simplest store that keeps the contract, in memory and for one user: what the real ones are compared with. */
import type { Carried, Delivery, DeliveryState } from '../../src/digest/delivery/delivery.ts';
import type { PauseReason, Subscription } from '../../src/digest/subscription.ts';
import type { NewDelivery, Plan, Settlement } from '../../src/digest/store.ts';

type Held = Delivery & { readonly by?: string; readonly begun?: boolean; readonly holds?: boolean };

const earlier = (a: Temporal.Instant | undefined, b: Temporal.Instant): boolean =>
  a !== undefined && Temporal.Instant.compare(a, b) <= 0;
const byTime = (a: Temporal.Instant | undefined, b: Temporal.Instant | undefined): number =>
  a === undefined || b === undefined ? 0 : Temporal.Instant.compare(a, b);
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
const asked = ({ slot }: { readonly slot: string }): boolean => slot.startsWith('now-');

/** Returns a delivery without the reason's words, and without what is kept of it beyond a delivery. */
export const bare = ({ by: _by, begun: _begun, holds: _holds, reason: _reason, ...one }: Held): object => one;

const OPEN: ReadonlySet<DeliveryState> = new Set(['waiting', 'claimed', 'unknown']);

export class Model {
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #deliveries = new Map<string, Held>();
  readonly #heard = new Set<string>();

  add(subscription: Subscription): boolean {
    if (this.#subscriptions.has(subscription.id)) return false;
    this.#subscriptions.set(subscription.id, subscription);
    return true;
  }

  remove(id: string): boolean {
    for (const one of this.#of(id)) {
      if (one.attempts === 0 && (one.state === 'waiting' || one.state === 'claimed')) this.#deliveries.delete(one.id);
      else if (one.state === 'waiting') this.#set(one, { state: 'skipped', nextAt: undefined });
    }
    return this.#subscriptions.delete(id);
  }

  pause(id: string, because: PauseReason, now: Temporal.Instant): boolean {
    const one = this.#subscriptions.get(id);
    if (one === undefined || one.pausedBecause !== undefined) return false;
    this.#subscriptions.set(id, { ...one, pausedBecause: because, dueAt: undefined });
    for (const delivery of this.#of(id)) {
      if (delivery.state === 'waiting' && !asked(delivery)) {
        this.#set(delivery, { state: 'skipped', nextAt: undefined, settledAt: now });
      }
    }
    return true;
  }

  resume(id: string, dueAt: Temporal.Instant): boolean {
    const one = this.#subscriptions.get(id);
    if (one?.pausedBecause === undefined) return false;
    this.#subscriptions.set(id, { ...one, pausedBecause: undefined, dueAt });
    return true;
  }

  plan(now: Temporal.Instant, plan: (subscription: Subscription) => Plan): number {
    const due = [...this.#subscriptions.values()].filter(({ dueAt }) => earlier(dueAt, now));
    for (const one of due) {
      const { deliveries, dueAt } = plan(one);
      for (const delivery of deliveries) this.ask(one.id, delivery);
      this.#subscriptions.set(one.id, { ...one, dueAt });
    }
    return due.length;
  }

  ask(id: string, { nextAt, ...rest }: NewDelivery): Delivery | undefined {
    const there = this.#of(id).find(({ slot }) => slot === rest.slot);
    const subscription = this.#subscriptions.get(id);
    if (there !== undefined || subscription === undefined) return there;
    const delivery: Delivery = {
      ...rest,
      kind: 'digest',
      nextAt: rest.state === 'waiting' ? nextAt : undefined,
      subscription: id,
      channelRef: subscription.channelRef,
      attempts: 0,
      begunAt: undefined,
      settledAt: undefined,
      message: undefined,
      carried: undefined,
      inReplyTo: undefined,
    };
    this.#deliveries.set(delivery.id, delivery);
    return delivery;
  }

  take(
    state: 'waiting' | 'unknown',
    now: Temporal.Instant,
    until: Temporal.Instant,
    most: number,
    by: string,
  ): Delivery[] {
    const waiting = state === 'waiting';
    const all = [...this.#deliveries.values()];
    // Of digests that wait since the same moment the earlier slot comes first; look-ups keep no such order.
    const due = all
      .filter((one) => one.state === state && earlier(one.nextAt, now))
      .toSorted((a, b) => byTime(a.nextAt, b.nextAt) || (waiting ? byTime(a.slotAt, b.slotAt) : 0) || byId(a, b));
    // All are of one place, where one is in hand at a time.
    const free = all.some(({ holds }) => holds) ? 0 : 1;
    const oldest = due.slice(0, waiting ? Math.min(most, free) : most);
    const claim = waiting ? ({ state: 'claimed', by, begun: false, holds: true } as const) : {};
    return oldest
      .map((one) => this.#set(one, { ...claim, nextAt: until }))
      .toSorted((a, b) => byTime(a.slotAt, b.slotAt) || byId(a, b));
  }

  begin({ id, nextAt }: Delivery, by: string, now: Temporal.Instant, carried: Carried): boolean {
    const one = this.#deliveries.get(id);
    const subscription = this.#subscriptions.get(one?.subscription ?? '');
    if (one === undefined || subscription === undefined) return false;
    if (one.state !== 'claimed' || one.by !== by || one.begun === true || earlier(one.nextAt, now)) return false;
    if (nextAt === undefined || !one.nextAt?.equals(nextAt)) return false;
    if (subscription.pausedBecause !== undefined && !asked(one)) return false;
    this.#set(one, { begun: true, attempts: one.attempts + 1, begunAt: one.begunAt ?? now, carried });
    return true;
  }

  expire(now: Temporal.Instant, lookAt: Temporal.Instant): { readonly unknown: number; readonly waiting: number } {
    const over = [...this.#deliveries.values()].filter((one) => one.state === 'claimed' && earlier(one.nextAt, now));
    for (const one of over) {
      this.#set(
        one,
        one.begun === true ? { state: 'unknown', nextAt: lookAt } : { state: 'waiting', nextAt: now, holds: false },
      );
    }
    const unknown = over.filter(({ begun }) => begun === true).length;
    return { unknown, waiting: over.length - unknown };
  }

  settle({ id, state: from, nextAt }: Delivery, { state, ...settlement }: Settlement, now: Temporal.Instant): boolean {
    const one = this.#deliveries.get(id);
    if (one?.state !== from || String(one.nextAt) !== String(nextAt)) return false;
    const open = state === 'waiting' || state === 'unknown';
    this.#set(one, {
      state,
      nextAt: open ? (settlement.nextAt ?? (state === 'waiting' ? now : undefined)) : undefined,
      settledAt: open ? undefined : now,
      message: settlement.message ?? one.message,
      ...((state !== 'unknown' || settlement.nextAt === undefined || settlement.yields === true) && { holds: false }),
    });
    const subscription = this.#subscriptions.get(one.subscription);
    if (state !== 'sent' || one.carried === undefined) return true;
    for (const key of one.carried.keys) this.#heard.add(key);
    if (subscription !== undefined) {
      this.#subscriptions.set(subscription.id, {
        ...subscription,
        introduced: subscription.introduced || one.carried.introduces,
        rotated: one.carried.rotates ?? subscription.rotated,
      });
    }
    return true;
  }

  /** Everything, but for the reasons' words. */
  all(): object {
    return {
      subscriptions: [...this.#subscriptions.values()].toSorted(byId),
      deliveries: [...this.#deliveries.values()].toSorted(byId).map(bare),
      heard: [...this.#heard].toSorted(),
    };
  }

  nextWorkAt(): Temporal.Instant | undefined {
    const times = [
      ...[...this.#subscriptions.values()].map(({ dueAt }) => dueAt),
      ...[...this.#deliveries.values()].filter(({ state }) => OPEN.has(state)).map(({ nextAt }) => nextAt),
    ];
    return times.filter((time) => time !== undefined).toSorted(byTime)[0];
  }

  #of(id: string): Held[] {
    return [...this.#deliveries.values()].filter(({ subscription }) => subscription === id);
  }

  #set(one: Held, changes: Partial<Held>): Held {
    const changed = { ...one, ...changes };
    this.#deliveries.set(one.id, changed);
    return changed;
  }
}
