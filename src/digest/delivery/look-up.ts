/** Looks up one delivery of unknown outcome: found, it was sent; absent, it is sent again; where the look-up fails it is repeated for some days, and the owner alerted. */
import type { Settlement } from '../store.ts';
import type { Courier, LookupResult } from './courier.ts';
import { TIMING } from './timing.ts';
import { hoursAgo, type DeliveryContext } from './context.ts';
import { digestContent } from './digest-content.ts';
import type { Delivery } from '../subscription.ts';

/** Where look-ups fail for this long, the channel's other deliveries no longer wait for it, and it is looked up less often. */
const PATIENT_HOURS = 1;
const AGAIN_HOURS = 1;
/** After this long it is no longer looked up. */
const GIVE_UP_HOURS = 72;

const UNREADABLE = 'unreadable: ';

/** Looks up a delivery that was claimed for it, keeping the claim as long as that takes; rejects only if the store does. */
export async function lookUp(delivery: Delivery, courier: Courier, context: DeliveryContext): Promise<void> {
  const { store, now, log, timing = TIMING } = context;
  let claimed = delivery;
  let renewing = Promise.resolve();
  const settle = (settlement: Settlement): Promise<boolean> => store.settle(claimed, settlement, now());
  // A platform may allow one page a minute: nobody else may take the look-up meanwhile.
  const renew = async (): Promise<void> => {
    const nextAt = now().add({ seconds: timing.lookClaimSeconds });
    if (await settle({ state: 'unknown', reason: claimed.reason, nextAt })) claimed = { ...claimed, nextAt };
  };
  const timer = setInterval(
    () => {
      renewing = renewing
        .then(renew)
        .catch((error: unknown) => log.warn({ err: error }, 'the claim on a look-up could not be renewed'));
    },
    (timing.lookClaimSeconds * 1_000) / 3,
  );
  let lookup: LookupResult;
  try {
    lookup = await courier.look(delivery);
  } finally {
    clearInterval(timer);
    await renewing;
  }

  switch (lookup.type) {
    case 'found':
      await settle({
        state: 'sent',
        reason: 'looked-up: found in the channel',
        message: lookup.message,
        ...(await carriedBy(delivery, context)),
      });
      log.info({ delivery: delivery.id }, `a ${delivery.kind} of unknown outcome was found in its channel`);
      return store.dropAlerts(delivery.subscription, 'no-history');
    case 'absent':
      await settle({ state: 'waiting', reason: 'looked-up: not in the channel', nextAt: now() });
      log.info(
        { delivery: delivery.id },
        `a ${delivery.kind} of unknown outcome is not in its channel; it is sent again`,
      );
      return store.dropAlerts(delivery.subscription, 'no-history');
    case 'wait':
    case 'unreadable':
  }

  const unreadable = lookup.type === 'unreadable' ? lookup : undefined;
  // One that has not begun as far as the store knows may be of days ago when it is first looked up: being asked to wait does not end that.
  const isOlder = (hours: number): boolean =>
    (delivery.begunAt !== undefined || unreadable !== undefined) &&
    hoursAgo(hours, delivery.begunAt ?? delivery.slotAt, now());
  const over = isOlder(GIVE_UP_HOURS);
  const why = unreadable === undefined ? delivery.reason : `${unreadable.because}: ${unreadable.detail}`;
  // Without a look-up the outcome stays unknown, and a second post could duplicate the first: a person decides. A share has no owner to tell.
  if (delivery.kind === 'digest' && (unreadable !== undefined || over) && !delivery.reason.startsWith(UNREADABLE))
    await store.addAlert(delivery.subscription, 'no-history', unreadable?.detail ?? '', now());
  if (over) {
    log.error({ delivery: delivery.id, reason: why }, `it stays unknown whether a ${delivery.kind} arrived`);
    await settle({ state: 'unknown', reason: `given-up: ${why}` });
    return;
  }
  const yields = unreadable !== undefined || isOlder(PATIENT_HOURS);
  const later = now().add({ hours: AGAIN_HOURS });
  const retryAt = lookup.type === 'wait' ? lookup.until : later;
  const nextAt = yields && Temporal.Instant.compare(retryAt, later) < 0 ? later : retryAt;
  const reason = unreadable === undefined ? delivery.reason : UNREADABLE + why;
  await settle({ state: 'unknown', reason, nextAt, yields });
}

/** Returns what a delivery that was found has carried, where the store has forgotten that: what it would carry now, so that its channel does not hear it again. */
async function carriedBy(delivery: Delivery, context: DeliveryContext): Promise<Pick<Settlement, 'carried'>> {
  if (delivery.kind !== 'digest' || delivery.carried !== undefined) return {};
  const content = await digestContent(delivery, context);
  return content.type === 'message' ? { carried: content.carried } : {};
}
