/** Converts database rows to domain types and back. Pure. */
import { decodeReason } from '../digest/delivery/reason.ts';
import type { Carried, Delivery } from '../digest/delivery/delivery.ts';
import type { ChannelRef, Subscription } from '../digest/subscription.ts';
import type { Flag } from '../people/inbox.ts';
import type { Share } from '../conversation/sharing/share.ts';
import type { AlertRow, DeliveryRow, FlagRow, ShareRow, SubscriptionRow } from './schema.ts';
import { encodeAdvice } from '../digest/refusal-advice.ts';
import type { Alert, NewDelivery, SubscriptionChanges } from '../digest/store.ts';

/** Returns a row with its channel as one. */
function withChannelRef<Row extends ChannelRef>({ platform, workspace, channel, ...row }: Row) {
  return { ...row, channelRef: { platform, workspace, channel } };
}

export function toSubscription(row: SubscriptionRow): Subscription {
  return {
    ...withChannelRef(row),
    topics: JSON.parse(row.topics) as Subscription['topics'],
    schedule: JSON.parse(row.schedule) as Subscription['schedule'],
    baseline: JSON.parse(row.baseline) as Subscription['baseline'],
    introduced: row.introduced === 1,
  };
}

export function fromSubscription({ channelRef, ...subscription }: Subscription): SubscriptionRow {
  return {
    ...subscription,
    ...channelRef,
    topics: JSON.stringify(subscription.topics),
    schedule: JSON.stringify(subscription.schedule),
    baseline: JSON.stringify(subscription.baseline),
    introduced: Number(subscription.introduced),
  };
}

/** Returns the columns that a change sets, without the due instant, which depends on whether the subscription is paused. */
export function fromChanges(changes: SubscriptionChanges): Partial<SubscriptionRow> {
  const { channelRef, dueAt: _, introduced, topics, schedule, baseline, ...same } = changes;
  return {
    ...same,
    ...channelRef,
    ...(introduced !== undefined && { introduced: Number(introduced) }),
    ...(topics !== undefined && { topics: JSON.stringify(topics) }),
    ...(schedule !== undefined && { schedule: JSON.stringify(schedule) }),
    ...(baseline !== undefined && { baseline: JSON.stringify(baseline) }),
  };
}

export function toCarried(text: string): Carried {
  const carried = JSON.parse(text) as Carried;
  // JSON leaves out what is undefined.
  return { ...carried, rotates: carried.rotates };
}

export function toDelivery(row: DeliveryRow): Delivery {
  // What only the store needs.
  const {
    claimedBy: _by,
    begun: _begun,
    holds: _holds,
    lookFirst: _look,
    compositions: _count,
    ...delivery
  } = withChannelRef(row);
  return {
    ...delivery,
    late: row.late === 1,
    carried: row.carried === undefined ? undefined : toCarried(row.carried),
  };
}

/** Returns the row of a delivery that was not begun yet. */
export function newDeliveryRow(
  kind: DeliveryRow['kind'],
  subscription: string,
  channelRef: ChannelRef,
  delivery: NewDelivery,
): DeliveryRow {
  const { id, slot, slotAt, late, state, nextAt, reason } = delivery;
  return {
    id,
    kind,
    subscription,
    ...channelRef,
    slot,
    slotAt,
    late: Number(late),
    state,
    attempts: 0,
    nextAt: state === 'waiting' ? nextAt : undefined,
    claimedBy: undefined,
    begun: 0,
    begunAt: undefined,
    settledAt: undefined,
    message: undefined,
    reason,
    carried: undefined,
    inReplyTo: undefined,
    holds: 0,
    lookFirst: 0,
    compositions: 0,
  };
}

/** An alert with the state of its delivery, and with the reason of that. */
type AlertOutcome = AlertRow & Pick<DeliveryRow, 'state' | 'nextAt'> & { readonly outcome: string };

export function toAlert({ state: of, nextAt, outcome, ...row }: AlertOutcome): Alert {
  const { id, subscription, owner, reason } = row;
  const isOpen = of === 'waiting' || of === 'claimed' || (of === 'unknown' && nextAt !== undefined);
  const state = isOpen ? 'waiting' : of === 'sent' ? 'sent' : 'failed';
  return { id, subscription, owner, reason, state, detail: state === 'failed' ? failureOf(of, outcome) : row.detail };
}

/** Why an owner could not be told: a reason is a code, then a hint or the platform's own text. */
const failureOf = (state: DeliveryRow['state'], reason: string): string =>
  state === 'unknown' ? encodeAdvice('no-answer') : decodeReason(reason).detail;

export function toShare(row: ShareRow): Share {
  const { topic: _, ...share } = row;
  return { ...share, request: JSON.parse(row.request) as Share['request'] };
}

export const toFlag = (row: FlagRow): Flag => withChannelRef(row);

export const fromFlag = ({ channelRef, ...flag }: Flag): FlagRow => ({ ...flag, ...channelRef });
