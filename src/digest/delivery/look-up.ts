/** Looks up one delivery of unknown outcome: found, it was sent; absent, it is sent again; where the look-up fails it is repeated for some days, and the owner alerted. */
import { encodeReason, hasReason } from './reason.ts';
import type { Settlement } from '../store.ts';
import type { Courier, LookUpResult } from './courier.ts';
import { TIMERS, TIMING, hoursAgo } from './timing.ts';
import { aKind } from './settle.ts';
import type { DeliveryContext } from './context.ts';
import type { Content } from './content.ts';
import type { Delivery } from './delivery.ts';

/** Where look-ups fail for this long, the channel's other deliveries no longer wait for it, and it is looked up less often. */
const PATIENT_HOURS = 1;
const RETRY_HOURS = 1;
/** After this long it is no longer looked up. */
const GIVE_UP_HOURS = 72;

/** Looks up a delivery that was claimed for it, keeping the claim as long as that takes; returns whether it was found, and rejects only if the store does. */
export async function lookUp(delivery: Delivery, courier: Courier, context: DeliveryContext): Promise<boolean> {
  const { store, now, log, timing = TIMING, timers = TIMERS } = context;
  let claimed = delivery;
  let renewing = Promise.resolve();
  // Where the store has forgotten that it began: as it would be now.
  let content: Content | undefined;
  const settle = (settlement: Settlement): Promise<boolean> =>
    store.settle(claimed, { ...settlement, ...(content?.type === 'fault' && { isUncomposed: true }) }, now());
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
  let lookup: LookUpResult;
  try {
    if (delivery.carried === undefined) content = await context.contents[delivery.kind](delivery);
    lookup = await lookIn(delivery, content, courier);
  } finally {
    endRenewing();
    await renewing;
  }

  switch (lookup.type) {
    case 'found':
      await settle({
        state: 'sent',
        reason: encodeReason('looked-up', 'found in the channel'),
        message: lookup.message,
        // So that its channel does not hear it again.
        ...(content?.type === 'message' && { carried: content.carried }),
      });
      log.info({ delivery: delivery.id }, `${aKind(delivery.kind)} of unknown outcome was found in its channel`);
      await dropAlerts();
      return true;
    case 'absent':
      await settle({ state: 'waiting', reason: encodeReason('looked-up', 'not in the channel'), nextAt: now() });
      log.info(
        { delivery: delivery.id },
        `${aKind(delivery.kind)} of unknown outcome is not in its channel; it is sent again`,
      );
      await dropAlerts();
      return false;
    case 'wait':
    case 'unreadable':
  }

  const unreadable = lookup.type === 'unreadable' ? lookup : undefined;
  // One that has not begun as far as the store knows may be of days ago when it is first looked up: being asked to wait does not end that.
  const isOlder = (hours: number): boolean =>
    (delivery.begunAt !== undefined || unreadable !== undefined) &&
    hoursAgo(hours, delivery.begunAt ?? delivery.slotAt, now());
  const over = isOlder(GIVE_UP_HOURS);
  const why = unreadable === undefined ? delivery.reason : encodeReason(unreadable.because, unreadable.detail);
  // Without a look-up the outcome stays unknown, and a second post could duplicate the first: a person decides. The other kinds have no owner to tell.
  if (delivery.kind === 'digest' && (unreadable !== undefined || over) && !hasReason(delivery.reason, 'unreadable'))
    await store.addAlert(delivery.subscription, 'no-history', unreadable?.detail ?? '', now());
  if (over) {
    log.error({ delivery: delivery.id, reason: why }, `it stays unknown whether ${aKind(delivery.kind)} arrived`);
    await settle({ state: 'unknown', reason: encodeReason('given-up', why) });
    return false;
  }
  const yields = unreadable !== undefined || isOlder(PATIENT_HOURS);
  const later = now().add({ hours: RETRY_HOURS });
  const retryAt = lookup.type === 'wait' ? lookup.until : later;
  const nextAt = yields && Temporal.Instant.compare(retryAt, later) < 0 ? later : retryAt;
  const reason = unreadable === undefined ? delivery.reason : encodeReason('unreadable', why);
  await settle({ state: 'unknown', reason, nextAt, yields });
  return false;
}

/** Looks in the channel of a delivery, or in the direct message in which its content goes to a person; where that cannot be opened, nothing can be in it. */
async function lookIn(delivery: Delivery, content: Content | undefined, courier: Courier): Promise<LookUpResult> {
  const person = content?.type === 'message' ? content.person : undefined;
  if (person === undefined) return await courier.look(delivery);
  const opened = await courier.openDirectMessages(person, delivery.channelRef);
  switch (opened.type) {
    case 'open':
      return await courier.look({ ...delivery, channelRef: opened.channelRef });
    case 'wait':
      return opened;
    case 'refused':
      return { type: 'absent' };
  }
}
