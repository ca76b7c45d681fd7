/** Delivers digests: plans what is due, sends each once, looks up what is unknown, tells owners of what is wrong. */
import type { Catalogue } from '../brief/catalogue.ts';
import type { Logger } from '../log.ts';
import type { Settlement, Store } from '../store/store.ts';
import { alertReply } from './alert.ts';
import { composeDigest } from './compose.ts';
import type { Courier } from './courier.ts';
import { plan } from './plan.ts';
import type { Delivery, Place } from './subscription.ts';

export type Timing = {
  /** A claim runs out after this long, far above a platform's pace and time-out, so that a process that stalled does not send late. */
  readonly claimSeconds: number;
  /** A platform may store a message this long after its connection was lost; looking sooner could miss it and double the digest. */
  readonly lookAfterSeconds: number;
  /** A look-up that nobody finished is taken up again after this long. */
  readonly lookClaimSeconds: number;
  /** At most this long passes between two looks at the store, for what the command line or another replica queued. */
  readonly pollMilliseconds: number;
};

const TIMING: Timing = { claimSeconds: 90, lookAfterSeconds: 60, lookClaimSeconds: 120, pollMilliseconds: 2_000 };

/** Attempts that end in a rate limit or a cut are not counted against a delivery for ever: after this many it is given up, with its reason. */
const ATTEMPTS_MOST = 20;
const PLAN_BATCH = 100;
const ALERT_BATCH = 10;
/** Replicas that were not seen for this long no longer share the rate limit. */
const REPLICA_SECONDS = 30;
const FORGET_EVENTS_HOURS = 48;

export type Delivering = {
  readonly store: Store;
  readonly catalogue: () => Catalogue;
  readonly couriers: readonly Courier[];
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Names this process among the replicas. */
  readonly replica: string;
  readonly newId: () => string;
  /** Shorter for a platform that is known to store sooner. */
  readonly timing?: Timing;
};

export type Deliverer = {
  /** Does what is due; called each minute by the clock and whenever something was queued. */
  readonly poke: () => void;
  /** Forgets what is old; called each day. */
  readonly tidy: () => Promise<void>;
  /** Begins nothing more and settles once what is in hand is settled. */
  readonly stop: () => Promise<void>;
};

const placeKey = ({ platform, workspace, channel }: Place): string => JSON.stringify([platform, workspace, channel]);

/** Starts delivering; a fault of the store is logged and tried again at the next look, and never ends it. */
export function startDelivering(delivering: Delivering): Deliverer {
  const { store, couriers, now, log, replica, newId, timing = TIMING } = delivering;
  const platforms = couriers.map(({ platform }) => platform);
  // Deliveries to one channel go one after another, so that the second does not tell again what the first is telling.
  const channels = new Map<string, Promise<void>>();
  const inHand = new Map<string, number>(platforms.map((platform) => [platform, 0]));
  const looking = new Set<Promise<void>>();
  let stopping = false;
  let passing: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let replicasAt = -Infinity;

  const pass = async (): Promise<void> => {
    const at = now();
    if (at.epochMilliseconds - replicasAt >= (REPLICA_SECONDS * 1_000) / 3) {
      replicasAt = at.epochMilliseconds;
      const replicas = await store.replicas(replica, at, at.subtract({ seconds: REPLICA_SECONDS }));
      for (const courier of couriers) courier.share(replicas);
    }
    const ended = await store.expireClaims(at, at.add({ seconds: timing.lookAfterSeconds }));
    if (ended.unknown + ended.waiting > 0) log.warn(ended, 'claims of a process that ended or stalled were taken back');
    for (let planned = PLAN_BATCH; planned === PLAN_BATCH;) {
      if (stopping) break;
      planned = await store.planDue(at, PLAN_BATCH, (subscription) => plan(subscription, at, newId));
    }
    for (const courier of couriers) await claim(courier);
    await lookUp();
    await tell();
  };

  const claim = async (courier: Courier): Promise<void> => {
    const free = courier.concurrency - (inHand.get(courier.platform) ?? 0);
    if (free <= 0 || stopping) return;
    const at = now();
    const claimed = await store.claimDeliveries({
      platforms: [courier.platform],
      now: at,
      until: at.add({ seconds: timing.claimSeconds }),
      most: free,
      by: replica,
    });
    for (const delivery of claimed) {
      inHand.set(courier.platform, (inHand.get(courier.platform) ?? 0) + 1);
      const key = placeKey(delivery.place);
      const before = channels.get(key) ?? Promise.resolve();
      const work = before
        .then(() => deliver(delivery, courier))
        .catch((error: unknown) =>
          log.error({ err: error, delivery: delivery.id }, 'a delivery could not be settled; its claim will run out'),
        )
        .finally(() => {
          inHand.set(courier.platform, (inHand.get(courier.platform) ?? 1) - 1);
          if (channels.get(key) === work) channels.delete(key);
          poke();
        });
      channels.set(key, work);
    }
  };

  const deliver = async (delivery: Delivery, courier: Courier): Promise<void> => {
    const settle = (settlement: Settlement): Promise<boolean> => store.settle(delivery, settlement, now());
    // Not begun yet: given back untouched, another process or the next start takes it up at once.
    if (stopping) return void (await settle({ state: 'waiting', reason: '', nextAt: delivery.nextAt ?? now() }));
    // Its channel's turn came too late. Waiting for the platform's pace all the same would make those behind it late too, for ever.
    if (!holds(delivery)) return;
    const subscription = await store.subscription(delivery.subscription);
    if (subscription === undefined)
      return void (await settle({ state: 'skipped', reason: 'removed: the subscription was removed' }));
    if (subscription.pausedBecause !== undefined && !delivery.slot.startsWith('now-')) {
      return void (await settle({ state: 'skipped', reason: `paused: ${subscription.pausedBecause}` }));
    }
    if (delivery.attempts >= ATTEMPTS_MOST) {
      log.error({ delivery: delivery.id, attempts: delivery.attempts }, 'a digest was given up');
      return void (await settle({
        state: 'refused',
        reason: `attempts: given up after ${delivery.attempts} attempts; last: ${delivery.reason}`,
      }));
    }
    const digest = composeDigest({
      catalogue: delivering.catalogue(),
      subscription,
      heard: await store.heard(delivery.place),
      now: now(),
      lateFor: delivery.late ? delivery.slot : undefined,
      marker: delivery.id,
    });
    if (digest === undefined) return void (await settle({ state: 'skipped', reason: 'nothing-new' }));

    const outcome = await courier.send(
      delivery,
      digest.reply,
      // A process that stalled while the store answered finds its claim run out: somebody else may have sent it since.
      async () => (await store.begin(delivery, replica, now(), digest.carried)) && holds(delivery),
    );
    switch (outcome.type) {
      case 'sent':
        await settle({ state: 'sent', reason: '', message: outcome.message });
        log.info({ delivery: delivery.id, platform: courier.platform }, 'digest sent');
        return;
      case 'wait':
        await settle({ state: 'waiting', reason: `rate-limit: ${outcome.detail}`, nextAt: outcome.until });
        return;
      case 'refused': {
        await settle({ state: 'refused', reason: `${outcome.because}: ${outcome.detail}` });
        const paused = await store.pause(subscription.id, outcome.because, outcome.detail, now());
        if (paused)
          log.warn(
            { subscription: subscription.id, because: outcome.because },
            'subscription paused; its owner is told',
          );
        return;
      }
      case 'invalid':
        log.error({ delivery: delivery.id, detail: outcome.detail }, 'the platform does not take this message');
        await settle({ state: 'refused', reason: `invalid: ${outcome.detail}` });
        return;
      case 'unknown':
        log.warn(
          { delivery: delivery.id, detail: outcome.detail },
          'it is unknown whether a digest arrived; it will be looked up',
        );
        await settle({
          state: 'unknown',
          reason: `no-answer: ${outcome.detail}`,
          nextAt: now().add({ seconds: timing.lookAfterSeconds }),
        });
        return;
      case 'not-begun':
        return;
    }
  };

  const holds = ({ nextAt }: Delivery): boolean => nextAt !== undefined && Temporal.Instant.compare(now(), nextAt) < 0;

  const lookUp = async (): Promise<void> => {
    if (stopping || looking.size > 0) return;
    const first = await nextLookup();
    if (first === undefined) return;
    const work = (async () => {
      // One at a time: a platform may allow one look a minute, and what is claimed waits for it where nobody else may look.
      for (let delivery: Delivery | undefined = first; delivery !== undefined; delivery = await nextLookup()) {
        const { platform } = delivery.place;
        const courier = couriers.find((one) => one.platform === platform);
        if (courier !== undefined) await look(delivery, courier);
      }
    })()
      .catch((error: unknown) => log.error({ err: error }, 'a look-up failed; it is taken up again'))
      .finally(() => {
        looking.delete(work);
        poke();
      });
    looking.add(work);
  };

  const nextLookup = async (): Promise<Delivery | undefined> => {
    if (stopping) return undefined;
    const at = now();
    const until = at.add({ seconds: timing.lookClaimSeconds });
    return (await store.claimLookups({ platforms, now: at, until, most: 1 }))[0];
  };

  const look = async (delivery: Delivery, courier: Courier): Promise<void> => {
    const settle = (settlement: Settlement): Promise<boolean> => store.settle(delivery, settlement, now());
    const sighting = await courier.look(delivery);
    switch (sighting.type) {
      case 'found':
        await settle({ state: 'sent', reason: 'looked-up: found in the channel', message: sighting.message });
        log.info({ delivery: delivery.id }, 'a digest of unknown outcome was found in its channel');
        return;
      case 'absent':
        await settle({ state: 'waiting', reason: 'looked-up: not in the channel', nextAt: now() });
        log.info({ delivery: delivery.id }, 'a digest of unknown outcome is not in its channel; it is sent again');
        return;
      case 'wait':
        await settle({ state: 'unknown', reason: delivery.reason, nextAt: sighting.until });
        return;
      case 'unreadable':
        // Without a look there is no telling, and a second post could double the first: a person decides.
        await settle({ state: 'unknown', reason: `${sighting.because}: ${sighting.detail}` });
        await store.addAlert(delivery.subscription, sighting.because, sighting.detail, now());
        return;
    }
  };

  const tell = async (): Promise<void> => {
    for (const alert of await store.claimAlerts(platforms, now(), ALERT_BATCH)) {
      const courier = couriers.find(({ platform }) => platform === alert.platform);
      const subscription = await store.subscription(alert.subscription);
      if (courier === undefined || subscription === undefined) {
        await store.settleAlert(alert.id, 'failed', 'the subscription was removed');
        continue;
      }
      const told =
        alert.owner === ''
          ? { type: 'failed' as const, detail: 'the subscription names no owner' }
          : await courier.tell(alert.owner, subscription.place, alertReply(alert, subscription));
      await store.settleAlert(alert.id, told.type, told.type === 'failed' ? told.detail : '');
      if (told.type === 'failed')
        log.warn(
          { subscription: alert.subscription, detail: told.detail },
          'an owner could not be told of a paused digest',
        );
    }
  };

  const poke = (): void => {
    if (stopping) return;
    if (passing !== undefined) {
      again = true;
      return;
    }
    clearTimeout(timer);
    again = false;
    passing = pass()
      .catch((error: unknown) => log.error({ err: error }, 'digests: the store could not be used; trying again'))
      .finally(() => {
        passing = undefined;
        if (stopping) return;
        if (again) poke();
        else timer = setTimeout(poke, timing.pollMilliseconds);
      });
  };
  poke();

  return {
    poke,
    tidy: async () => store.tidy(now().subtract({ hours: FORGET_EVENTS_HOURS })),
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await passing;
      await Promise.all([...channels.values(), ...looking]);
    },
  };
}
