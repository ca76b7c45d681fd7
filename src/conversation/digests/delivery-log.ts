/** The deliveries of all channels for an operator, page by page, with the digests that are due next. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import type { DigestStore } from '../../digest/store.ts';
import { deliveryReason } from './log-reply.ts';
import { isByRequest, type Delivery, type DeliveryState } from '../../digest/delivery/delivery.ts';
import type { ChannelRef, Subscription } from '../../digest/subscription.ts';
import { formatInstant } from '../../digest/schedule/schedule.ts';

/** A moment by the clock of its digest, as text and in the ISO form of UTC. */
export type FormattedTime = { readonly text: string; readonly at: string };

export type DeliveryLine = {
  readonly id: string;
  readonly subscription: string;
  readonly channelRef: ChannelRef;
  readonly due: FormattedTime;
  readonly late: boolean;
  /** Whether a person requested it, rather than the schedule. */
  readonly asked: boolean;
  readonly state: DeliveryState;
  readonly stateText: string;
  /** The reason for the state; empty where there is none. */
  readonly reason: string;
  readonly attempts: number;
  /** For `waiting`: when it is sent; for `unknown`: when it is looked up. */
  readonly next?: FormattedTime | undefined;
  readonly settled?: FormattedTime | undefined;
};

export type DueLine = { readonly subscription: string; readonly channelRef: ChannelRef; readonly due: FormattedTime };

export type DeliveryPage = {
  readonly lines: readonly DeliveryLine[];
  /** The cursor of the next page; omitted on the last one. */
  readonly after?: string | undefined;
  /** The number of open deliveries in all channels. */
  readonly open: Readonly<Record<'waiting' | 'claimed' | 'unknown', number>>;
  readonly dueNext: readonly DueLine[];
};

export type DeliveryLog = {
  /** Returns a page of deliveries, newest first, or undefined where `after` is not a valid cursor; rejects only if the store does. */
  readonly page: (query: {
    readonly state?: DeliveryState | undefined;
    readonly after?: string | undefined;
    readonly language: Language;
  }) => Promise<DeliveryPage | undefined>;
};

const LINES_A_PAGE = 50;
const MAX_DUE = 10;

/** Creates the log of deliveries over a store. */
export function createDeliveryLog(
  store: Pick<DigestStore, 'digestLog' | 'dueNext' | 'unsettledDeliveries' | 'subscription'>,
): DeliveryLog {
  return {
    page: async ({ state, after, language }) => {
      const from = after === undefined ? undefined : parseCursor(after);
      if (after !== undefined && from === undefined) return undefined;
      const found = await store.digestLog({ ...(state && { state }), ...(from && { after: from }) }, LINES_A_PAGE + 1);
      const listed = found.slice(0, LINES_A_PAGE);
      const last = listed.at(-1);
      const [open, due] = [await store.unsettledDeliveries(), await store.dueNext(MAX_DUE)];
      const zones = await zonesOf(listed, store);
      return {
        lines: listed.map((one) => lineOf(one, zones.get(one.subscription) ?? 'UTC', language)),
        ...(found.length > listed.length && last !== undefined && { after: formatCursor(last) }),
        open,
        dueNext: due.flatMap((one) => dueLine(one, language)),
      };
    },
  };
}

/** The time zones of digests that still exist. */
async function zonesOf(
  deliveries: readonly Delivery[],
  store: Pick<DigestStore, 'subscription'>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(deliveries.map(({ subscription }) => subscription))];
  const existing = await Promise.all(ids.map((id) => store.subscription(id)));
  return new Map(existing.flatMap((one) => (one === undefined ? [] : [[one.id, one.schedule.zone] as const])));
}

function lineOf(delivery: Delivery, zone: string, language: Language): DeliveryLine {
  const { id, subscription, channelRef, slotAt, late, state, reason, attempts, nextAt, settledAt } = delivery;
  const format = (at: Temporal.Instant): FormattedTime => formatTime(at, zone, language);
  return {
    id,
    subscription,
    channelRef,
    due: format(slotAt),
    late,
    asked: isByRequest(delivery),
    state,
    stateText: messages(language)(`digests.states.${state}`),
    reason: reason === '' ? '' : deliveryReason(reason, language),
    attempts,
    ...(nextAt !== undefined && state !== 'claimed' && { next: format(nextAt) }),
    ...(settledAt !== undefined && { settled: format(settledAt) }),
  };
}

function dueLine({ id, channelRef, dueAt, schedule }: Subscription, language: Language): DueLine[] {
  return dueAt === undefined ? [] : [{ subscription: id, channelRef, due: formatTime(dueAt, schedule.zone, language) }];
}

const formatTime = (at: Temporal.Instant, zone: string, language: Language): FormattedTime => ({
  text: formatInstant(at, zone, language),
  at: at.toString({ smallestUnit: 'second' }),
});

const formatCursor = ({ slotAt, id }: Delivery): string => `${slotAt.epochMilliseconds}-${id}`;

function parseCursor(text: string): Pick<Delivery, 'slotAt' | 'id'> | undefined {
  const [, at, id] = /^(\d{1,15})-([a-z0-9]{1,24})$/u.exec(text) ?? [];
  if (at === undefined || id === undefined) return undefined;
  return { slotAt: Temporal.Instant.fromEpochMilliseconds(Number(at)), id };
}
