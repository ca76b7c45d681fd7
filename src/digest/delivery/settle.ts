/** Settles a delivery by the outcome of its attempt: it is sent, tried again, looked up or refused. What follows from a refusal depends on its kind. */
import { encodeReason } from './reason.ts';
import type { Delivery, DeliveryKind } from './delivery.ts';
import type { Settlement } from '../store.ts';
import type { DeliveryContext } from './context.ts';
import type { EditOutcome } from './courier.ts';
import { TIMING } from './timing.ts';

/** What follows from a refusal. */
type RefusalRule = {
  /** What the log says. */
  readonly logMessage: string;
  /** Its subscription is paused, and the owner told. */
  readonly pausesSubscription?: true;
  /** It is tried again after so many minutes for as long as it is not settled; left out where a refusal settles it. */
  readonly retryMinutes?: number;
};

export const REFUSALS: Readonly<Record<DeliveryKind, RefusalRule>> = {
  digest: { logMessage: 'a digest was refused', pausesSubscription: true },
  // Who shares is told at once.
  share: { logMessage: 'a share was refused' },
  // The owner finds it in the list of digests.
  alert: { logMessage: 'an owner could not be told what is wrong with a digest' },
  // It is in the inbox too.
  flag: { logMessage: 'a flag could not be posted to the curators; it is kept and tried again', retryMinutes: 10 },
  // `attache recall` lists it.
  recall: { logMessage: 'a message could not be corrected' },
  // What it tells stands on the desk; it is over with its day.
  morning: {
    logMessage: 'the morning message could not be posted to the curators; it is tried again',
    retryMinutes: 10,
  },
  // Who asked sees that there is no answer.
  answer: { logMessage: 'a message could not be answered' },
};

/** Settles a delivery by what its platform answered; rejects only if the store does. */
export async function settleOutcome(
  outcome: EditOutcome,
  delivery: Delivery,
  { store, now, log, timing = TIMING }: Pick<DeliveryContext, 'store' | 'now' | 'log' | 'timing'>,
): Promise<void> {
  const { kind, subscription } = delivery;
  const settle = (settlement: Settlement): Promise<boolean> => store.settle(delivery, settlement, now());
  const { logMessage, pausesSubscription, retryMinutes } = REFUSALS[kind];
  const settleRefusal = (reason: string): Promise<boolean> =>
    settle(
      retryMinutes !== undefined
        ? { state: 'waiting', reason, nextAt: now().add({ minutes: retryMinutes }) }
        : { state: 'refused', reason },
    );
  const logFields = { delivery: delivery.id, platform: delivery.channelRef.platform };
  switch (outcome.type) {
    case 'sent': {
      const { message } = outcome;
      const settled =
        (await settle({ state: 'sent', reason: '', message })) ||
        (await store.arrived({ id: delivery.id, attempts: delivery.attempts + 1 }, message, now()));
      if (settled) log.info(logFields, `${kind} sent`);
      else log.warn({ ...logFields, message }, `${aKind(kind)} was acknowledged after others had taken it up`);
      return;
    }
    case 'wait':
      await settle({
        state: 'waiting',
        reason: encodeReason(outcome.because ?? 'rate-limit', outcome.detail),
        nextAt: outcome.until,
      });
      return;
    case 'refused': {
      const { because, detail } = outcome;
      await settleRefusal(encodeReason(because, detail));
      if (pausesSubscription !== true) return log.warn({ ...logFields, because, detail }, logMessage);
      const paused = await store.pause(subscription, because, detail, now());
      if (paused) log.warn({ subscription, because }, 'subscription paused; its owner is told');
      return;
    }
    case 'invalid':
      log.error({ ...logFields, detail: outcome.detail }, `the platform does not take this message: ${logMessage}`);
      await settleRefusal(encodeReason('invalid', outcome.detail));
      return;
    case 'unknown':
      log.warn(
        { ...logFields, detail: outcome.detail },
        `it is unknown whether ${aKind(kind)} arrived; it will be looked up`,
      );
      await settle({
        state: 'unknown',
        reason: encodeReason('no-answer', outcome.detail),
        nextAt: now().add({ seconds: timing.lookAfterSeconds }),
      });
      return;
    case 'gone':
      await settle({ state: 'skipped', reason: encodeReason('gone', 'the message was deleted') });
      return;
    case 'uneditable':
      await settle({ state: 'waiting', reason: encodeReason('fixed', outcome.detail), nextAt: now() });
      return;
    case 'not-begun':
      // Nothing was sent. Released if still claimed here, so that the channel need not wait until the claim expires.
      await settle({ state: 'waiting', reason: delivery.reason, nextAt: now() });
      return;
  }
}

/** Returns a kind of delivery with its article, for the log. */
export const aKind = (kind: DeliveryKind): string => (kind.startsWith('a') ? `an ${kind}` : `a ${kind}`);
