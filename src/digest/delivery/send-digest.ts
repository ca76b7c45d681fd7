/** Sends one claimed delivery: composes it, passes it to its courier once, and settles the outcome. */
import type { Settlement } from '../store.ts';
import { composeDigest, type Digest } from '../compose.ts';
import type { Courier, SendOutcome } from './courier.ts';
import { TIMING } from './timing.ts';
import { hoursAgo, type DeliveryContext } from './context.ts';
import type { Delivery, Subscription } from '../subscription.ts';

/** Attempts that end in a rate limit or a lost connection are limited: after this many and this long the delivery fails, with its reason. */
const ATTEMPTS_MOST = 20;
const ATTEMPTS_HOURS = 24;

/** Sends a delivery if it is still due and still claimed by this process; rejects only if the store does. */
export async function sendDigest(delivery: Delivery, courier: Courier, context: DeliveryContext): Promise<void> {
  const { store, now, log, replica } = context;
  const settle = (settlement: Settlement): Promise<boolean> => store.settle(delivery, settlement, now());
  const subscription = await store.subscription(delivery.subscription);
  if (subscription === undefined)
    return void (await settle({ state: 'skipped', reason: 'removed: the subscription was removed' }));
  if (subscription.pausedBecause !== undefined && !delivery.slot.startsWith('now-'))
    return void (await settle({ state: 'skipped', reason: `paused: ${subscription.pausedBecause}` }));
  if (delivery.attempts >= ATTEMPTS_MOST && hoursAgo(ATTEMPTS_HOURS, delivery.begunAt ?? delivery.slotAt, now())) {
    log.error({ delivery: delivery.id, attempts: delivery.attempts }, 'a digest was given up');
    const reason = `attempts: given up after ${delivery.attempts} attempts; last: ${delivery.reason}`;
    return void (await settle({ state: 'refused', reason }));
  }
  const carriedKeys = await store.carriedKeys(delivery.channelRef);
  let digest: Digest | undefined;
  try {
    digest = compose(delivery, subscription, carriedKeys, context);
  } catch (error) {
    // Another try would compose the same: it must not hold up the channel's other digests.
    log.error({ err: error, delivery: delivery.id }, 'a digest could not be composed');
    return void (await settle({ state: 'refused', reason: 'invalid: it could not be composed' }));
  }
  if (digest === undefined) return void (await settle({ state: 'skipped', reason: 'nothing-new' }));

  const { carried } = digest;
  // If this process stalled, its claim may have expired: another process may have sent the delivery since.
  const begin = async (): Promise<boolean> =>
    (await store.begin(delivery, replica, now(), carried)) && holds(delivery, now());
  await settleOutcome(await courier.send(delivery, digest.reply, begin), delivery, subscription, context);
}

async function settleOutcome(
  outcome: SendOutcome,
  delivery: Delivery,
  subscription: Subscription,
  { store, now, log, timing = TIMING }: DeliveryContext,
): Promise<void> {
  const settle = (settlement: Settlement): Promise<boolean> => store.settle(delivery, settlement, now());
  const logFields = { delivery: delivery.id, platform: delivery.channelRef.platform };
  switch (outcome.type) {
    case 'sent': {
      const { message } = outcome;
      const settled =
        (await settle({ state: 'sent', reason: '', message })) ||
        (await store.arrived({ id: delivery.id, attempts: delivery.attempts + 1 }, message, now()));
      if (settled) log.info(logFields, 'digest sent');
      else log.warn({ ...logFields, message }, 'a digest was acknowledged after others had taken it up');
      return;
    }
    case 'wait':
      await settle({ state: 'waiting', reason: `rate-limit: ${outcome.detail}`, nextAt: outcome.until });
      return;
    case 'refused': {
      const { because, detail } = outcome;
      await settle({ state: 'refused', reason: `${because}: ${detail}` });
      const paused = await store.pause(subscription.id, because, detail, now());
      if (paused) log.warn({ subscription: subscription.id, because }, 'subscription paused; its owner is told');
      return;
    }
    case 'invalid':
      log.error({ ...logFields, detail: outcome.detail }, 'the platform does not take this message');
      await settle({ state: 'refused', reason: `invalid: ${outcome.detail}` });
      return;
    case 'unknown':
      log.warn(
        { ...logFields, detail: outcome.detail },
        'it is unknown whether a digest arrived; it will be looked up',
      );
      await settle({
        state: 'unknown',
        reason: `no-answer: ${outcome.detail}`,
        nextAt: now().add({ seconds: timing.lookAfterSeconds }),
      });
      return;
    case 'not-begun':
      // Nothing was sent. Released if still claimed here, so that the channel need not wait until the claim expires.
      await settle({ state: 'waiting', reason: delivery.reason, nextAt: now() });
      return;
  }
}

function compose(
  delivery: Delivery,
  subscription: Subscription,
  carriedKeys: ReadonlySet<string>,
  { catalogue, now }: DeliveryContext,
): Digest | undefined {
  return composeDigest({
    catalogue: catalogue(),
    subscription,
    carriedKeys,
    now: now(),
    lateFor: delivery.late ? delivery.slotAt : undefined,
    marker: delivery.id,
  });
}

const holds = ({ nextAt }: Delivery, now: Temporal.Instant): boolean =>
  nextAt !== undefined && Temporal.Instant.compare(now, nextAt) < 0;
