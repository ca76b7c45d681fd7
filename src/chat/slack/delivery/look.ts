/** Looks for a message of the bot's in a channel's history or in a thread, at the pace that Slack allows a workspace. */
import type { webApi } from '@slack/bolt';
import type { LookupResult, OutgoingMessage } from '../../../digest/delivery/courier.ts';
import { again, lookWindow } from '../../delivery.ts';
import { createPace, type Pace } from '../../pace.ts';
import { isMarked } from '../render/corrected.ts';
import { refusalOf } from './outcome.ts';

/** Look-ups a minute that Slack allows by tier (3: https://docs.slack.dev/apis/web-api/rate-limits), taken a little slower. */
const LOOKUP_MS = 1_300;
/** What apps that are sold outside the Marketplace get instead, known by its first rate limit: one a minute. https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps */
const SLOW_LOOKUP_MS = 60_500;
/** A rate limit may have been another's doing: after this long without one it goes at the usual pace again. */
const SLOW_MINUTES = 5;
/** Messages a page, and how many at most those apps may ask for. */
const LOOKUP_PAGE = 200;
const SLOW_LOOKUP_PAGE = 15;
/** A look-up of more pages than this is given up for now. */
const LOOKUP_PAGES = 40;

export type Lookups = {
  /** Looks for the message with a delivery's id; rejects with Slack's error. */
  readonly look: (delivery: OutgoingMessage) => Promise<LookupResult>;
  /** Resolves when another request of this pace may be made. */
  readonly turn: () => Promise<void>;
  /** Records that Slack said to wait. */
  readonly limited: () => void;
  /** Sets how many replicas share the pace. */
  readonly share: (replicas: number) => void;
};

/** Returns the look-ups of a Slack workspace. */
export function createLookups({
  client,
  now,
  ending,
  lookupMilliseconds = LOOKUP_MS,
}: {
  readonly client: Pick<webApi.WebClient, 'conversations'>;
  readonly now: () => Temporal.Instant;
  readonly ending: AbortSignal;
  readonly lookupMilliseconds?: number;
}): Lookups {
  let replicas = 1;
  let slow = false;
  let slowUntil = now();
  const paceOfLookups = (): Pace =>
    createPace({
      most: 1,
      milliseconds: (slow ? SLOW_LOOKUP_MS : lookupMilliseconds) * replicas,
      ending,
    });
  let lookups = paceOfLookups();

  const setSlow = (next: boolean): void => {
    if (slow === next) return;
    slow = next;
    lookups = paceOfLookups();
  };

  const slowDown = (): void => {
    slowUntil = now().add({ minutes: SLOW_MINUTES });
    setSlow(true);
  };

  const turn = async (): Promise<void> => {
    if (slow && Temporal.Instant.compare(now(), slowUntil) >= 0) setSlow(false);
    await lookups.turn();
  };

  const look = async (delivery: OutgoingMessage): Promise<LookupResult> => {
    if (delivery.inReplyTo === undefined) return await lookIn(delivery, undefined);
    try {
      return await lookIn(delivery, delivery.inReplyTo);
    } catch (error) {
      // There is no thread: a reply to nothing would stand in the channel itself.
      if (refusalOf(error) === 'thread_not_found') return await lookIn(delivery, undefined);
      throw error;
    }
  };

  /** Looks in the history of the channel, or in a thread of it, which the history leaves out. */
  const lookIn = async (delivery: OutgoingMessage, thread: string | undefined): Promise<LookupResult> => {
    const { from, to } = lookWindow(delivery);
    let cursor: string | undefined;
    for (let page = 0; page < LOOKUP_PAGES; page++) {
      await turn();
      const asked = {
        channel: delivery.channelRef.channel,
        oldest: timestampOf(from),
        ...(to !== undefined && { latest: timestampOf(to) }),
        inclusive: true,
        limit: slow ? SLOW_LOOKUP_PAGE : LOOKUP_PAGE,
        ...(cursor !== undefined && { cursor }),
      };
      // https://docs.slack.dev/reference/methods/conversations.replies
      const { messages, has_more, response_metadata } = await (thread === undefined
        ? client.conversations.history(asked)
        : client.conversations.replies({ ...asked, ts: thread }));
      const found: { readonly ts?: string } | undefined = messages?.find((message) => isMarked(message, delivery.id));
      if (found?.ts !== undefined) return { type: 'found', message: found.ts };
      cursor = response_metadata?.next_cursor;
      if (cursor === undefined || cursor === '') {
        if (has_more !== true) return { type: 'absent' };
        break;
      }
    }
    return again(now(), 'too many messages since to look through at once');
  };

  return {
    look,
    turn,
    limited: slowDown,
    share: (of) => {
      if (of === replicas) return;
      replicas = of;
      lookups = paceOfLookups();
    },
  };
}

const timestampOf = (at: Temporal.Instant): string => (at.epochMilliseconds / 1_000).toFixed(6);

/** Returns one message of a channel, or of a thread; undefined where it is not there. Rejects as Slack's client does. */
export async function readMessage(
  { conversations }: Pick<webApi.WebClient, 'conversations'>,
  { channel, ts, thread }: { readonly channel: string; readonly ts: string; readonly thread: string | undefined },
) {
  const at = { channel, oldest: ts, latest: ts, inclusive: true, limit: 2 };
  // The first of a thread stands in the channel too.
  const { messages } = await (thread === undefined || thread === ts
    ? conversations.history(at)
    : conversations.replies({ ...at, ts: thread }));
  return messages?.find((message) => message.ts === ts);
}
