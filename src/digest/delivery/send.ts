/** Sends one claimed delivery: composes it, passes it to its courier once, and settles the outcome. */
import { encodeReason, hasReason } from './reason.ts';
import type { Settlement } from '../store.ts';
import { type Content, type ComposeContent, MAX_COMPOSE_TRIES } from './content.ts';
import type { Courier, EditOutcome, OpenOutcome, OutgoingMessage } from './courier.ts';
import type { Clock } from './clock.ts';
import { aKind, REFUSALS, settleOutcome } from './settle.ts';
import { hoursAgo, TIMING, type Timing } from './timing.ts';
import type { DeliveryContext } from './context.ts';
import type { Delivery } from './delivery.ts';

type SendContext = Omit<DeliveryContext, 'couriers' | 'newId' | 'contents' | 'clock'> & {
  readonly contentOf: ComposeContent;
  readonly clock?: Pick<Clock, 'isRight' | 'nowOf'>;
};
/** A courier, or what an interaction allows, which opens no direct messages and edits nothing. */
type SendingCourier = Pick<Courier, 'send'> & Partial<Pick<Courier, 'openDirectMessages' | 'edit'>>;

/** Attempts that end in a rate limit or a lost connection are limited: after this many and this long the delivery fails, with its reason. */
const MAX_ATTEMPTS = 20;
const ATTEMPTS_HOURS = 24;

const COMPOSE_RETRY_MINUTES = 1;

/** Sends a delivery if it is still due and still claimed by this process; rejects only if the store does. */
export async function sendDelivery(delivery: Delivery, courier: SendingCourier, context: SendContext): Promise<void> {
  const { store, now, clock, askTime, log, replica, timing = TIMING } = context;
  const { id, kind, attempts } = delivery;
  const settle = (settlement: Settlement): Promise<boolean> => store.settle(delivery, settlement, now());
  const content = await context.contentOf(delivery);
  if (content.type === 'later')
    return void (await settle({ state: 'waiting', reason: content.reason, nextAt: content.until }));
  if (content.type === 'nothing') return void (await settle({ state: 'skipped', reason: content.reason }));
  const isLimited = REFUSALS[kind].retryMinutes === undefined;
  if (isLimited && attempts >= MAX_ATTEMPTS && hoursAgo(ATTEMPTS_HOURS, delivery.begunAt ?? delivery.slotAt, now())) {
    log.error({ delivery: id, attempts }, `${aKind(kind)} was given up`);
    const reason = encodeReason('attempts', `given up after ${attempts} attempts; last: ${delivery.reason}`);
    return void (await settle({ state: 'refused', reason }));
  }
  if (content.type === 'fault') {
    const { error, tries = MAX_COMPOSE_TRIES } = content;
    const isSetAside = tries >= MAX_COMPOSE_TRIES;
    const failure = `${aKind(kind)} could not be composed`;
    log.error(
      { err: error, delivery: id, tries },
      isSetAside ? `${failure}, and was set aside` : `${failure}; trying again`,
    );
    return void (await settle({
      isUncomposed: true,
      reason: encodeReason('uncomposed', ''),
      // Later, so that the others of its channel need not wait for it.
      ...(isSetAside
        ? { state: 'refused', ...(kind === 'digest' && { alert: 'uncomposed' }) }
        : { state: 'waiting', nextAt: now().add({ minutes: COMPOSE_RETRY_MINUTES }) }),
    }));
  }
  const { reply, person } = content;
  const carried = { ...content.carried, language: reply.language };
  const opened: OpenOutcome | undefined =
    person === undefined ? undefined : await courier.openDirectMessages?.(person, delivery.channelRef);
  if (opened !== undefined && opened.type !== 'open') return settleOutcome(opened, delivery, context);
  const channelRef = opened?.channelRef;
  // If this process stalled, its claim may have expired: another process may have sent the delivery since.
  const isOurs = (): boolean => clock?.isRight() !== false && ownsClaim(delivery, now(), timing);
  // A machine that was paused with all its clocks takes its own for right; the database's went on. Where that cannot be asked, ours counts.
  const stillHeld = async (): Promise<boolean> => {
    if (!isOurs()) return false;
    const their = await askTime?.().catch(() => undefined);
    return isOurs() && (their === undefined || ownsClaim(delivery, their, timing));
  };
  const begin = async (): Promise<boolean> => {
    if (!isOurs()) return false;
    // The message is dated, and looked for, by the platform's clock.
    const begunAt = clock?.nowOf(delivery.channelRef.platform);
    return (await store.begin(delivery, replica, now(), carried, { channelRef, begunAt })) && isOurs();
  };
  const outgoing = { ...delivery, ...(channelRef !== undefined && { channelRef }) };
  await settleOutcome(await sendOrEdit(outgoing, content, courier, { begin, stillHeld }), delivery, context);
}

/** Sends a message, or puts it on the one that it is about; where that cannot be edited, it answers it. */
async function sendOrEdit(
  outgoing: OutgoingMessage & Pick<Delivery, 'reason'>,
  { reply, edits }: Extract<Content, { readonly type: 'message' }>,
  courier: SendingCourier,
  {
    begin,
    stillHeld,
  }: { readonly begin: () => Promise<boolean>; readonly stillHeld: () => boolean | Promise<boolean> },
): Promise<EditOutcome> {
  if (edits === undefined || courier.edit === undefined || hasReason(outgoing.reason, 'fixed'))
    return courier.send(outgoing, reply, begin, stillHeld);
  let hasBegun = false;
  const beginEdit = async (): Promise<boolean> => {
    hasBegun = true;
    return begin();
  };
  const edited = await courier.edit(outgoing, reply, edits, beginEdit, stillHeld);
  return edited.type === 'uneditable' && !hasBegun ? courier.send(outgoing, reply, begin, stillHeld) : edited;
}

const ownsClaim = ({ nextAt }: Delivery, now: Temporal.Instant, { maxSkewMilliseconds }: Timing): boolean =>
  nextAt !== undefined && Temporal.Instant.compare(now.add({ milliseconds: maxSkewMilliseconds }), nextAt) < 0;
