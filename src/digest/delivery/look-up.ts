/** Looks up one delivery of unknown outcome: found, it was sent; absent, it is sent again; where the look-up fails it is repeated for some days, and the owner alerted. */
import type { Settlement } from '../store.ts';
import type { Courier, LookupResult } from './courier.ts';
import { TIMERS } from './timers.ts';
import { TIMING } from './timing.ts';
import { hoursAgo, type DeliveryContext } from './context.ts';
import type { Delivery } from '../subscription.ts';

/** Where look-ups fail for this long, the channel's other deliveries no longer wait for it, and it is looked up less often. */
const PATIENT_HOURS = 1;
const AGAIN_HOURS = 1;
/** After this long it is no longer looked up. */
const GIVE_UP_HOURS = 72;

const UNREADABLE = 'unreadable: ';

/** Looks up a delivery that was claimed for it, keeping the claim as long as that takes; rejects only if the store does. */
export async function lookUp(
  delivery: Delivery,
  courier: Courier,
  { store, now, log, timing = TIMING, timers = TIMERS }: DeliveryContext,
): Promise<void> {
  let claimed = delivery;
  let renewing = Promise.resolve();
  const settle = (settlement: Settlement): Promise<boolean> => store.settle(claimed, settlement, now());
  const dropAlerts = async (): Promise<void> => {
    if (delivery.kind === 'digest') await store.dropAlerts(delivery.subscription, 'no-history');
  };
  // A platform may allow one page a minute: nobody else may take the look-up meanwhile.
  const renew = async (): Promise<void> => {
    const nextAt = now().add({ seconds: timing.lookClaimSeconds });
    if (await settle({ state: 'unknown', reason: claimed.reason, nextAt })) claimed = { ...claimed, nextAt };
  };
  const endRenewing = timers.every((timing.lookClaimSeconds * 1_000) / 3, () => {
    renewing = renewing
      .then(renew)
      .catch((error: unknown) => log.warn({ err: error }, 'the claim on a look-up could not be renewed'));
  });
  let lookup: LookupResult;
  try {
    lookup = await courier.look(delivery);
  } finally {
    endRenewing();
    await renewing;
  }

  switch (lookup.type) {
    case 'found':
      await settle({ state: 'sent', reason: 'looked-up: found in the channel', message: lookup.message });
      log.info({ delivery: delivery.id }, `a ${delivery.kind} of unknown outcome was found in its channel`);
      return dropAlerts();
    case 'absent':
      await settle({ state: 'waiting', reason: 'looked-up: not in the channel', nextAt: now() });
      log.info(
        { delivery: delivery.id },
        `a ${delivery.kind} of unknown outcome is not in its channel; it is sent again`,
      );
      return dropAlerts();
    case 'wait':
    case 'unreadable':
  }

  const since = delivery.begunAt ?? delivery.slotAt;
  const over = hoursAgo(GIVE_UP_HOURS, since, now());
  const unreadable = lookup.type === 'unreadable' ? lookup : undefined;
  const why = unreadable === undefined ? delivery.reason : `${unreadable.because}: ${unreadable.detail}`;
  // Without a look-up the outcome stays unknown, and a second post could duplicate the first: a person decides. The other kinds have no owner to tell.
  if (delivery.kind === 'digest' && (unreadable !== undefined || over) && !delivery.reason.startsWith(UNREADABLE))
    await store.addAlert(delivery.subscription, 'no-history', unreadable?.detail ?? '', now());
  if (over) {
    log.error({ delivery: delivery.id, reason: why }, `it stays unknown whether a ${delivery.kind} arrived`);
    await settle({ state: 'unknown', reason: `given-up: ${why}` });
    return;
  }
  const yields = unreadable !== undefined || hoursAgo(PATIENT_HOURS, since, now());
  const later = now().add({ hours: AGAIN_HOURS });
  const retryAt = lookup.type === 'wait' ? lookup.until : later;
  const nextAt = yields && Temporal.Instant.compare(retryAt, later) < 0 ? later : retryAt;
  const reason = unreadable === undefined ? delivery.reason : UNREADABLE + why;
  await settle({ state: 'unknown', reason, nextAt, yields });
}
