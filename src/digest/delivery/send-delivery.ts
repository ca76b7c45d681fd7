/** Sends one claimed delivery: composes it, passes it to its courier once, and settles the outcome. */
import type { Settlement } from '../store.ts';
import type { Content, ContentOf } from './content.ts';
import type { Courier, EditOutcome, OpenOutcome, OutgoingMessage } from './courier.ts';
import type { Clock } from './clock.ts';
import { MAX_COMPOSITIONS } from './composing.ts';
import { TIMING, type Timing } from './timing.ts';
import { aKind, hoursAgo, type DeliveryContext } from './context.ts';
import type { Delivery, DeliveryKind } from '../subscription.ts';

type SendContext = Omit<DeliveryContext, 'couriers' | 'newId' | 'contents' | 'clock'> & {
  readonly contentOf: ContentOf;
  readonly clock?: Pick<Clock, 'isRight' | 'nowOf'>;
};
/** A courier, or what an interaction allows, which opens no direct messages and edits nothing. */
type Sends = Pick<Courier, 'send'> & Partial<Pick<Courier, 'open' | 'edit'>>;

/** Attempts that end in a rate limit or a lost connection are limited: after this many and this long the delivery fails, with its reason. */
const MAX_ATTEMPTS = 20;
const ATTEMPTS_HOURS = 24;

const COMPOSE_RETRY_MINUTES = 1;
/** The reason of one that could not be composed. */
const UNCOMPOSED = 'uncomposed: ';

/** Sends a delivery if it is still due and still claimed by this process; rejects only if the store does. */
export async function sendDelivery(delivery: Delivery, courier: Sends, context: SendContext): Promise<void> {
  const { store, now, clock, askTime, log, replica, timing = TIMING } = context;
  const { id, kind, attempts } = delivery;
  const settle = (settlement: Settlement): Promise<boolean> => store.settle(delivery, settlement, now());
  const content = await context.contentOf(delivery);
  if (content.type === 'later')
    return void (await settle({ state: 'waiting', reason: content.reason, nextAt: content.until }));
  if (content.type === 'nothing') return void (await settle({ state: 'skipped', reason: content.reason }));
  const isLimited = REFUSALS[kind].againMinutes === undefined;
  if (isLimited && attempts >= MAX_ATTEMPTS && hoursAgo(ATTEMPTS_HOURS, delivery.begunAt ?? delivery.slotAt, now())) {
    log.error({ delivery: id, attempts }, `${aKind(kind)} was given up`);
    const reason = `attempts: given up after ${attempts} attempts; last: ${delivery.reason}`;
    return void (await settle({ state: 'refused', reason }));
  }
  if (content.type === 'fault') {
    const { error, tries = MAX_COMPOSITIONS } = content;
    const isSetAside = tries >= MAX_COMPOSITIONS;
    const told = `${aKind(kind)} could not be composed`;
    log.error({ err: error, delivery: id, tries }, isSetAside ? `${told}, and was set aside` : `${told}; trying again`);
    return void (await settle({
      isUncomposed: true,
      reason: UNCOMPOSED,
      // Later, so that the others of its channel need not wait for it.
      ...(isSetAside
        ? { state: 'refused', ...(kind === 'digest' && { alert: 'uncomposed' }) }
        : { state: 'waiting', nextAt: now().add({ minutes: COMPOSE_RETRY_MINUTES }) }),
    }));
  }
  const { reply, person, page } = content;
  const carried = { ...content.carried, language: reply.language };
  const opened: OpenOutcome | undefined =
    person === undefined ? undefined : await courier.open?.(person, delivery.channelRef);
  if (opened !== undefined && opened.type !== 'open') return settleOutcome(opened, delivery, context);
  const channelRef = opened?.channelRef;
  // If this process stalled, its claim may have expired: another process may have sent the delivery since.
  const isHeld = (): boolean => clock?.isRight() !== false && holds(delivery, now(), timing);
  // A machine that was paused with all its clocks takes its own for right; the database's went on. Where that cannot be asked, ours counts.
  const stillHeld = async (): Promise<boolean> => {
    if (!isHeld()) return false;
    const their = await askTime?.().catch(() => undefined);
    return isHeld() && (their === undefined || holds(delivery, their, timing));
  };
  const begin = async (): Promise<boolean> => {
    if (!isHeld()) return false;
    // The message is dated, and looked for, by the platform's clock.
    const begunAt = clock?.nowOf(delivery.channelRef.platform);
    return (await store.begin(delivery, replica, now(), carried, { channelRef, begunAt })) && isHeld();
  };
  const outgoing = {
    ...delivery,
    ...(channelRef !== undefined && { channelRef }),
    ...(page !== undefined && { page }),
  };
  await settleOutcome(await hand(outgoing, content, courier, { begin, stillHeld }), delivery, context);
}

/** An edit that the platform refused for good is settled with this reason: the next attempt is an answer. Stores of earlier versions hold it so. */
const UNEDITABLE = 'fixed: ';

/** Sends a message, or puts it on the one that it is about; where that cannot be edited, it answers it. */
async function hand(
  outgoing: OutgoingMessage & Pick<Delivery, 'reason'>,
  { reply, edits }: Extract<Content, { readonly type: 'message' }>,
  courier: Sends,
  {
    begin,
    stillHeld,
  }: { readonly begin: () => Promise<boolean>; readonly stillHeld: () => boolean | Promise<boolean> },
): Promise<EditOutcome> {
  if (edits === undefined || courier.edit === undefined || outgoing.reason.startsWith(UNEDITABLE))
    return courier.send(outgoing, reply, begin, stillHeld);
  let hasBegun = false;
  const beginEdit = async (): Promise<boolean> => {
    hasBegun = true;
    return begin();
  };
  const edited = await courier.edit(outgoing, reply, edits, beginEdit, stillHeld);
  return edited.type === 'uneditable' && !hasBegun ? courier.send(outgoing, reply, begin, stillHeld) : edited;
}

async function settleOutcome(
  outcome: EditOutcome,
  delivery: Delivery,
  { store, now, log, timing = TIMING }: SendContext,
): Promise<void> {
  const { kind, subscription } = delivery;
  const settle = (settlement: Settlement): Promise<boolean> => store.settle(delivery, settlement, now());
  const { told, pauses, againMinutes } = REFUSALS[kind];
  const settleRefusal = (reason: string): Promise<boolean> =>
    settle(
      againMinutes !== undefined
        ? { state: 'waiting', reason, nextAt: now().add({ minutes: againMinutes }) }
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
        reason: `${outcome.because ?? 'rate-limit'}: ${outcome.detail}`,
        nextAt: outcome.until,
      });
      return;
    case 'refused': {
      const { because, detail } = outcome;
      await settleRefusal(`${because}: ${detail}`);
      if (pauses !== true) return log.warn({ ...logFields, because, detail }, told);
      const paused = await store.pause(subscription, because, detail, now());
      if (paused) log.warn({ subscription, because }, 'subscription paused; its owner is told');
      return;
    }
    case 'invalid':
      log.error({ ...logFields, detail: outcome.detail }, `the platform does not take this message: ${told}`);
      await settleRefusal(`invalid: ${outcome.detail}`);
      return;
    case 'unknown':
      log.warn(
        { ...logFields, detail: outcome.detail },
        `it is unknown whether ${aKind(kind)} arrived; it will be looked up`,
      );
      await settle({
        state: 'unknown',
        reason: `no-answer: ${outcome.detail}`,
        nextAt: now().add({ seconds: timing.lookAfterSeconds }),
      });
      return;
    case 'gone':
      await settle({ state: 'skipped', reason: 'gone: the message was deleted' });
      return;
    case 'uneditable':
      await settle({ state: 'waiting', reason: UNEDITABLE + outcome.detail, nextAt: now() });
      return;
    case 'not-begun':
      // Nothing was sent. Released if still claimed here, so that the channel need not wait until the claim expires.
      await settle({ state: 'waiting', reason: delivery.reason, nextAt: now() });
      return;
  }
}

const holds = ({ nextAt }: Delivery, now: Temporal.Instant, { apartMilliseconds }: Timing): boolean =>
  nextAt !== undefined && Temporal.Instant.compare(now.add({ milliseconds: apartMilliseconds }), nextAt) < 0;

/** What follows from a refusal: who is told, and whether it is tried again. */
type RefusalRule = {
  /** What the log says. */
  readonly told: string;
  /** Its subscription is paused, and the owner told. */
  readonly pauses?: true;
  /** It is tried again after so many minutes for as long as it is not settled; left out where a refusal settles it. */
  readonly againMinutes?: number;
};

const REFUSALS: Readonly<Record<DeliveryKind, RefusalRule>> = {
  digest: { told: 'a digest was refused', pauses: true },
  // Who shares is told at once.
  share: { told: 'a share was refused' },
  // The owner finds it in the list of digests.
  alert: { told: 'an owner could not be told what is wrong with a digest' },
  // It is in the inbox too.
  flag: { told: 'a flag could not be posted to the curators; it is kept and tried again', againMinutes: 10 },
  // `attache recall` lists it.
  recall: { told: 'a message could not be corrected' },
  // Who asked sees that there is no answer.
  answer: { told: 'a message could not be answered' },
};
