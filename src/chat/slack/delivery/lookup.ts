/** Looks for a message of the bot's in a channel's history or in a thread, at the pace that Slack allows a workspace. */
import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { LookUpResult, OutgoingMessage } from '../../../digest/delivery/courier.ts';
import { retryLater, lookWindow } from '../../delivery.ts';
import { createPace, type Pace } from '../../pace.ts';
import { isMarked } from '../render/edited-message.ts';
import { limitedUntil, refusalOf } from './outcome.ts';

/**
 * Look-ups a minute that Slack allows by tier (3: https://docs.slack.dev/apis/web-api/rate-limits), taken a little slower. Apps that are
 * sold outside the Marketplace get one a minute, and pages of 15 messages; Slack then says each time how long to wait.
 * https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
 */
const LOOKUP_MS = 1_300;
const LOOKUP_PAGE = 200;
/** A look-up that takes more requests than this is given up for now. */
const LOOKUP_REQUESTS = 40;

export type Lookups = {
  /** Looks for the message with a delivery's id; rejects with Slack's error. */
  readonly look: (delivery: OutgoingMessage) => Promise<LookUpResult>;
  /** Resolves when another request of this pace may be made, and not before Slack takes one. */
  readonly turn: () => Promise<void>;
  /** Records until when Slack said to wait. */
  readonly onRateLimit: (until: Temporal.Instant) => void;
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
  const paceOfLookups = (): Pace => createPace({ most: 1, milliseconds: lookupMilliseconds * replicas, ending });
  let lookups = paceOfLookups();
  /** When Slack takes the next request, on the clock of performance.now(). */
  let takenFrom = -Infinity;

  const limited = (until: Temporal.Instant): void => {
    const milliseconds = until.epochMilliseconds - now().epochMilliseconds;
    takenFrom = Math.max(takenFrom, performance.now() + milliseconds);
  };

  const turn = async (): Promise<void> => {
    do {
      await wait(Math.max(0, takenFrom - performance.now()), undefined, { signal: ending });
      await lookups.turn();
      // The turn before may have been answered meanwhile.
    } while (performance.now() < takenFrom);
  };

  const look = async (delivery: OutgoingMessage): Promise<LookUpResult> => {
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
  const lookIn = async (delivery: OutgoingMessage, thread: string | undefined): Promise<LookUpResult> => {
    const { from, to } = lookWindow(delivery);
    let cursor: string | undefined;
    for (let requests = 0; requests < LOOKUP_REQUESTS; requests++) {
      await turn();
      const asked = {
        channel: delivery.channelRef.channel,
        oldest: timestampOf(from),
        ...(to !== undefined && { latest: timestampOf(to) }),
        inclusive: true,
        limit: LOOKUP_PAGE,
        ...(cursor !== undefined && { cursor }),
      };
      let page: webApi.ConversationsHistoryResponse | webApi.ConversationsRepliesResponse;
      try {
        // https://docs.slack.dev/reference/methods/conversations.replies
        page = await (thread === undefined
          ? client.conversations.history(asked)
          : client.conversations.replies({ ...asked, ts: thread }));
      } catch (error) {
        const until = limitedUntil(error, now());
        if (until === undefined) throw error;
        // From the same page on: where one is allowed a minute, a look-up of two would never end otherwise.
        limited(until);
        continue;
      }
      const found: { readonly ts?: string } | undefined = page.messages?.find((message) =>
        isMarked(message, delivery.id),
      );
      if (found?.ts !== undefined) return { type: 'found', message: found.ts };
      cursor = page.response_metadata?.next_cursor;
      if (cursor === undefined || cursor === '') {
        if (page.has_more !== true) return { type: 'absent' };
        break;
      }
    }
    return retryLater(now(), 'too many messages since to look through at once');
  };

  return {
    look,
    turn,
    onRateLimit: limited,
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
