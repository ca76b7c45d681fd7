/** Converts database rows to domain types and back. Pure. */
import { decodeReason } from '../digest/delivery/reason.ts';
import type { Carried, Delivery } from '../digest/delivery/delivery.ts';
import type { ChannelRef, Subscription } from '../digest/subscription.ts';
import type { Flag, FlagWithDelivery } from '../people/inbox.ts';
import type { Share } from '../conversation/sharing/share.ts';
import type { AlertRow, DeliveryRow, FlagRow, InstallationRow, ShareRow, SubscriptionRow } from './schema.ts';
import type { StoredInstallation } from '../digest/installations.ts';
import { encodeAdvice } from '../digest/refusal-advice.ts';
import type { Alert, NewDelivery, SubscriptionChanges } from '../digest/store.ts';

const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);
/** Returns the instant of a column that may be empty. */
export const optionalInstant = (at: number | null): Temporal.Instant | undefined =>
  at === null ? undefined : instant(at);

/** Returns text without U+0000, which PostgreSQL cannot store; text of platforms is untrusted. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');

export function toSubscription(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    channelRef: { platform: row.platform, workspace: row.workspace, channel: row.channel },
    topics: JSON.parse(row.topics) as Subscription['topics'],
    schedule: JSON.parse(row.schedule) as Subscription['schedule'],
    language: row.language,
    whenQuiet: row.when_quiet,
    owner: row.owner,
    createdAt: instant(row.created_at),
    pausedBecause: row.paused_because ?? undefined,
    pausedDetail: row.paused_detail,
    dueAt: optionalInstant(row.due_at),
    baseline: JSON.parse(row.baseline) as Subscription['baseline'],
    introduced: row.introduced === 1,
    rotated: row.rotated ?? undefined,
  };
}

export function fromSubscription(subscription: Subscription): SubscriptionRow {
  return {
    id: subscription.id,
    ...subscription.channelRef,
    topics: JSON.stringify(subscription.topics),
    schedule: JSON.stringify(subscription.schedule),
    language: subscription.language,
    when_quiet: subscription.whenQuiet,
    owner: subscription.owner,
    created_at: subscription.createdAt.epochMilliseconds,
    paused_because: subscription.pausedBecause ?? null,
    paused_detail: withoutNul(subscription.pausedDetail),
    due_at: subscription.dueAt?.epochMilliseconds ?? null,
    baseline: JSON.stringify(subscription.baseline),
    introduced: subscription.introduced ? 1 : 0,
    rotated: subscription.rotated ?? null,
  };
}

/** Returns the columns that a change sets, without the due instant, which depends on whether the subscription is paused. */
export function fromChanges(changes: SubscriptionChanges): Partial<SubscriptionRow> {
  return {
    ...changes.channelRef,
    ...(changes.introduced !== undefined && { introduced: changes.introduced ? 1 : 0 }),
    ...(changes.topics !== undefined && { topics: JSON.stringify(changes.topics) }),
    ...(changes.schedule !== undefined && { schedule: JSON.stringify(changes.schedule) }),
    ...(changes.language !== undefined && { language: changes.language }),
    ...(changes.whenQuiet !== undefined && { when_quiet: changes.whenQuiet }),
    ...(changes.owner !== undefined && { owner: changes.owner }),
    ...(changes.pausedDetail !== undefined && { paused_detail: withoutNul(changes.pausedDetail) }),
    ...(changes.baseline !== undefined && { baseline: JSON.stringify(changes.baseline) }),
  };
}

export function toCarried(text: string): Carried {
  const carried = JSON.parse(text) as Carried;
  // JSON leaves out what is undefined.
  return { ...carried, rotates: carried.rotates };
}

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    kind: row.kind,
    subscription: row.subscription,
    channelRef: { platform: row.platform, workspace: row.workspace, channel: row.channel },
    slot: row.slot,
    slotAt: instant(row.slot_at),
    late: row.late === 1,
    state: row.state,
    attempts: row.attempts,
    nextAt: optionalInstant(row.next_at),
    begunAt: optionalInstant(row.begun_at),
    settledAt: optionalInstant(row.settled_at),
    message: row.message ?? undefined,
    reason: row.reason,
    carried: row.carried === null ? undefined : toCarried(row.carried),
    inReplyTo: row.in_reply_to ?? undefined,
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
    platform: channelRef.platform,
    workspace: channelRef.workspace,
    channel: channelRef.channel,
    slot,
    slot_at: slotAt.epochMilliseconds,
    late: late ? 1 : 0,
    state,
    attempts: 0,
    next_at: state === 'waiting' ? nextAt.epochMilliseconds : null,
    claimed_by: null,
    begun: 0,
    begun_at: null,
    settled_at: null,
    message: null,
    reason: withoutNul(reason),
    carried: null,
    in_reply_to: null,
    holds: 0,
    look_first: 0,
    compositions: 0,
  };
}

/** An alert with the state of its delivery, and with the reason of that. */
type AlertOutcome = AlertRow & Pick<DeliveryRow, 'state' | 'next_at'> & { readonly outcome: string };

export function toAlert({ state: of, next_at: nextAt, outcome, ...row }: AlertOutcome): Alert {
  const { id, subscription, owner, reason } = row;
  const isOpen = of === 'waiting' || of === 'claimed' || (of === 'unknown' && nextAt !== null);
  const state = isOpen ? 'waiting' : of === 'sent' ? 'sent' : 'failed';
  return { id, subscription, owner, reason, state, detail: state === 'failed' ? failureOf(of, outcome) : row.detail };
}

/** Why an owner could not be told: a reason is a code, then a hint or the platform's own text. */
const failureOf = (state: DeliveryRow['state'], reason: string): string =>
  state === 'unknown' ? encodeAdvice('no-answer') : decodeReason(reason).detail;

export function toShare({ id, request, language, person, name, deleted_at }: ShareRow): Share {
  const shown = JSON.parse(request) as Share['request'];
  return { id, request: shown, language, person, name, deletedAt: optionalInstant(deleted_at) };
}

export function toFlag(row: FlagRow): Flag {
  return {
    id: row.id,
    topic: row.topic,
    statement: row.statement,
    text: row.text,
    link: row.link,
    language: row.language,
    channelRef: { platform: row.platform, workspace: row.workspace, channel: row.channel },
    person: row.person,
    createdAt: instant(row.created_at),
    doneAt: optionalInstant(row.done_at),
  };
}

/** Returns a flag with what has become of its post to the curators. */
export function toFlagWithDelivery(
  row: FlagRow & {
    readonly state: DeliveryRow['state'] | null;
    readonly due_at: number | null;
    readonly settled_at: number | null;
  },
): FlagWithDelivery {
  return {
    ...toFlag(row),
    postedAt: row.state === 'sent' ? optionalInstant(row.settled_at) : undefined,
    isWaiting: row.due_at !== null,
  };
}

export function fromFlag(flag: Flag): FlagRow {
  return {
    id: flag.id,
    topic: flag.topic,
    statement: flag.statement,
    text: withoutNul(flag.text),
    link: flag.link,
    language: flag.language,
    ...flag.channelRef,
    person: flag.person,
    created_at: flag.createdAt.epochMilliseconds,
    done_at: flag.doneAt?.epochMilliseconds ?? null,
  };
}

export function toInstallation({ platform, workspace, sealed, installed_at }: InstallationRow): StoredInstallation {
  return { platform, workspace, sealed, installedAt: instant(installed_at) };
}
