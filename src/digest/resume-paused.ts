/** Resumes digests that a platform's refusal had paused, once their channel takes messages again, and tells their owners. */
import type { Logger } from '../shared/logger.ts';
import type { Courier } from './delivery/courier.ts';
import { TIMERS, type Timers } from './delivery/timing.ts';
import { resumesByItself } from './refusal-advice.ts';
import type { Schedule } from './schedule/schedule.ts';
import { nextSlot } from './schedule/next-slot.ts';
import type { DigestStore } from './store.ts';
import type { ChannelRef, Subscription } from './subscription.ts';

/** So many are looked at in one go: each costs requests to its platform. */
const BATCH = 200;
/** Events come in bursts, such as one for each role of a server: what they are about is looked at once, this much later. */
const AFTER_MS = 2_000;

export type Resumption = {
  /** Looks at the digests of a channel, a workspace or a platform that are not paused on request; returns how many go on. Rejects only if the store does. */
  readonly resumePaused: (where: Partial<ChannelRef> & Pick<ChannelRef, 'platform'>) => Promise<number>;
  /** Does the same soon, once for all that is reported of one place meanwhile; never rejects. */
  readonly resumeSoon: (where: Partial<ChannelRef> & Pick<ChannelRef, 'platform'>) => void;
};

export type ResumptionContext = {
  readonly store: Pick<DigestStore, 'subscription' | 'subscriptions' | 'resume' | 'addAlert'>;
  readonly couriers: () => ReadonlyMap<string, Courier>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  readonly timers?: Timers;
  /** Aborts when the process stops: the next start looks at all. */
  readonly ending?: AbortSignal;
};

/** Returns what lets digests go on. */
export function createResumption({
  store,
  couriers,
  now,
  log,
  timers = TIMERS,
  ending,
}: ResumptionContext): Resumption {
  const scheduled = new Set<string>();
  /** Where the last look at a platform ended, so that all of many have their turn. */
  const lastOf = new Map<string, string>();

  const resume = (id: string, schedule: Schedule): Promise<boolean> =>
    store.resume(id, nextSlot(schedule, now()).at, schedule);
  const resumeIfPostable = async ({ id, channelRef, schedule }: Subscription, courier: Courier): Promise<boolean> => {
    const checked = await courier.check(channelRef);
    if (!checked.ok || checked.isUnsure === true) return false;
    if (!(await resume(id, schedule))) {
      // Who changed its time meanwhile was told the next one.
      const changed = await store.subscription(id);
      if (changed === undefined || !(await resume(id, changed.schedule))) return false;
    }
    await store.addAlert(id, 'goes-on', '', now());
    log.info({ subscription: id }, 'a digest goes on: its channel takes messages again');
    return true;
  };

  const resumePaused: Resumption['resumePaused'] = async (where) => {
    const courier = couriers().get(where.platform);
    if (courier === undefined || courier.acceptsWork?.() === false) return 0;
    const paused = (await store.subscriptions({ ...where, isPaused: true })).filter((one) =>
      resumesByItself(one.pausedBecause, one.pausedDetail),
    );
    const last = lastOf.get(where.platform) ?? '';
    const inTurn = [...paused.filter(({ id }) => id > last), ...paused.filter(({ id }) => id <= last)].slice(0, BATCH);
    let count = 0;
    for (const subscription of inTurn) if (await resumeIfPostable(subscription, courier)) count += 1;
    if (paused.length > BATCH) lastOf.set(where.platform, inTurn.at(-1)?.id ?? '');
    return count;
  };

  return {
    resumePaused,
    resumeSoon: (where) => {
      const key = JSON.stringify([where.platform, where.workspace, where.channel]);
      if (scheduled.has(key)) return;
      scheduled.add(key);
      timers.after(AFTER_MS, () => {
        scheduled.delete(key);
        if (ending?.aborted === true) return;
        resumePaused(where).catch((error: unknown) =>
          log.error({ err: error }, 'digests that rest could not be looked at'),
        );
      });
    },
  };
}
