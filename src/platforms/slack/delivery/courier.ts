/** Carries digests to Slack channels: one try each, paced by channel, and looked up in the channel's history where the outcome is unknown. */
import { errorCode } from '../../../shared/error-code.ts';
import { LRUCache } from 'lru-cache';
import type { webApi } from '@slack/bolt';
import { hint } from '../../../digest/hint.ts';
import type { Courier, SendOutcome, OutgoingMessage, LookupResult } from '../../../digest/delivery/courier.ts';
import type { PauseReason } from '../../../digest/subscription.ts';
import { lookWindow, oneMessage } from '../../delivery.ts';
import { createGate, createPace, createLatency, type Pace } from '../../pace.ts';
import { AGAIN_SECONDS, outcomeOf, RATE_LIMITED, refusalOf } from './outcome.ts';
import { markerOf, render } from '../render/render.ts';

/** One message a second in a channel: https://docs.slack.dev/apis/web-api/rate-limits#posting */
const CHANNEL_MILLISECONDS = 1_000;
/** Clocks do not run alike, and are read a little before or after. */
const JITTER_MILLISECONDS = 10;
/** So many requests are under way at once: Slack limits a workspace too, without saying how, and whoever asks meanwhile is to be answered at once. */
export const REQUESTS_AT_ONCE = 12;
/** Paces of channels are forgotten beyond this many. */
const CHANNELS_MOST = 5_000;
/** Look-ups a minute that Slack allows by tier (3: https://docs.slack.dev/apis/web-api/rate-limits), taken a little slower. */
const LOOKUP_MILLISECONDS = 1_300;
/** What apps that are sold outside the Marketplace get instead, known by its first rate limit: one a minute. https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps */
const SLOW_LOOKUP_MILLISECONDS = 60_500;
/** A rate limit may have been another's doing: after this long without one it goes at the usual pace again. */
const SLOW_MINUTES = 5;
/** Messages a page, and how many at most those apps may ask for. */
const LOOKUP_PAGE = 200;
const SLOW_LOOKUP_PAGE = 15;
/** A look-up of more pages than this is given up for now. */
const LOOKUP_PAGES = 40;

export type SlackCourierOptions = {
  /** A client that never retries, never waits for a rate limit, and times out. */
  readonly client: webApi.WebClient;
  /** Returns such a client whose requests leave only where `mayLeave` returns true right before their first byte, and fail otherwise. */
  readonly clientWhile?: (mayLeave: () => boolean) => Pick<webApi.WebClient, 'chat'>;
  /** The bot's name, for the invitation. */
  readonly name: string;
  readonly now: () => Temporal.Instant;
  readonly ending: AbortSignal;
  /** Between two look-ups, where Slack's tier is not what counts. */
  readonly lookupMilliseconds?: number;
};

/** Returns the courier of a Slack workspace. */
export function createCourier({
  client,
  clientWhile = () => client,
  name,
  now,
  ending,
  lookupMilliseconds = LOOKUP_MILLISECONDS,
}: SlackCourierOptions): Courier {
  const paces = new LRUCache<string, Pace>({ max: CHANNELS_MOST });
  const latency = createLatency();
  const gate = createGate(REQUESTS_AT_ONCE);
  let replicas = 1;
  let slow = false;
  let slowUntil = now();
  const paceOfLookups = (): Pace =>
    createPace({
      most: 1,
      milliseconds: (slow ? SLOW_LOOKUP_MILLISECONDS : lookupMilliseconds) * replicas,
      ending,
    });
  let lookups = paceOfLookups();

  const paceOf = (channel: string): Pace => {
    const known = paces.get(channel);
    if (known !== undefined) return known;
    const pace = createPace({ most: 1, milliseconds: CHANNEL_MILLISECONDS + JITTER_MILLISECONDS, latency, ending });
    paces.set(channel, pace);
    return pace;
  };

  const setSlow = (next: boolean): void => {
    if (slow === next) return;
    slow = next;
    lookups = paceOfLookups();
  };

  const look = async (delivery: OutgoingMessage): Promise<LookupResult> => {
    if (Temporal.Instant.compare(now(), slowUntil) >= 0) setSlow(false);
    const { from, to } = lookWindow(delivery);
    const marker = markerOf(delivery.id, 1);
    let cursor: string | undefined;
    for (let page = 0; page < LOOKUP_PAGES; page++) {
      await lookups.turn();
      const { messages, has_more, response_metadata } = await client.conversations.history({
        channel: delivery.channelRef.channel,
        oldest: timestampOf(from),
        ...(to !== undefined && { latest: timestampOf(to) }),
        inclusive: true,
        limit: slow ? SLOW_LOOKUP_PAGE : LOOKUP_PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      const found = messages?.find(({ blocks }) => blocks?.some(({ block_id }) => block_id === marker));
      if (found?.ts !== undefined) return { type: 'found', message: found.ts };
      cursor = response_metadata?.next_cursor;
      if (cursor === undefined || cursor === '') {
        if (has_more !== true) return { type: 'absent' };
        break;
      }
    }
    return {
      type: 'wait',
      until: now().add({ seconds: AGAIN_SECONDS }),
      detail: 'too many messages since to look through at once',
    };
  };

  return {
    platform: 'slack',
    // Most of them wait for their channel's turn.
    concurrency: 200,
    // Posting is limited by channel, and Slack says when it is too much; reading histories by workspace.
    share: ({ of }) => {
      if (of === replicas) return;
      replicas = of;
      lookups = paceOfLookups();
    },

    send: async (delivery, reply, begin, stillHeld = () => true) => {
      const rendered = oneMessage(render, reply);
      if ('fault' in rendered) return { type: 'invalid', detail: rendered.fault };
      try {
        const turn = await paceOf(delivery.channelRef.channel).turn();
        return await gate(async (): Promise<SendOutcome> => {
          if (!(await begin())) return { type: 'not-begun' };
          turn.leave();
          let isGivenUp = false;
          const mayLeave = (): boolean => !(isGivenUp = !stillHeld());
          let storedAt: number | undefined;
          try {
            const { chat } = clientWhile(mayLeave);
            const { message } = rendered;
            const { channel } = delivery.channelRef;
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
            const { ts } = await chat.postMessage({ ...message, channel });
            // A message's timestamp is the time at which Slack took it.
            if (ts !== undefined) storedAt = Number(ts) * 1_000;
            return ts === undefined
              ? { type: 'unknown', detail: 'Slack named no message' }
              : { type: 'sent', message: ts };
          } catch (error) {
            return isGivenUp ? { type: 'not-begun' } : outcomeOf(error, name, now());
          } finally {
            turn.answer(storedAt);
          }
        });
      } catch (error) {
        // Nothing has been handed to Slack yet, so nothing is lost: it waits again.
        return ending.aborted
          ? { type: 'not-begun' }
          : {
              type: 'wait',
              until: now().add({ seconds: AGAIN_SECONDS }),
              detail: errorCode(error) || 'it could not be begun',
            };
      }
    },

    look: async (delivery) => {
      try {
        return await look(delivery);
      } catch (error) {
        const outcome = outcomeOf(error, name, now());
        if (outcome.type === 'wait') {
          if (outcome.detail === RATE_LIMITED) {
            slowUntil = now().add({ minutes: SLOW_MINUTES });
            setSlow(true);
          }
          return outcome;
        }
        if (outcome.type === 'refused')
          return {
            type: 'unreadable',
            ...(refusalOf(error) === 'missing_scope'
              ? { because: 'no-history', detail: hint('scopes') }
              : { because: outcome.because, detail: outcome.detail }),
          };
        return {
          type: 'wait',
          until: now().add({ seconds: AGAIN_SECONDS }),
          detail: 'detail' in outcome ? outcome.detail : '',
        };
      }
    },

    askTime: () => askTime(client),

    remove: async ({ channel }, message) => {
      try {
        // https://docs.slack.dev/reference/methods/chat.delete
        await client.chat.delete({ channel, ts: message });
        return { type: 'removed' };
      } catch (error) {
        if (refusalOf(error) === 'message_not_found') return { type: 'removed' };
        const outcome = outcomeOf(error, name, now());
        return {
          type: outcome.type === 'wait' || outcome.type === 'unknown' ? 'unknown' : 'refused',
          detail: outcome.detail,
        };
      }
    },

    link: async ({ channel }, message) => {
      try {
        return (await client.chat.getPermalink({ channel, message_ts: message })).permalink;
      } catch {
        return undefined;
      }
    },

    notify: async (person, _channelRef, reply) => {
      try {
        // A person's id as the channel opens the direct message with them: https://docs.slack.dev/reference/methods/chat.postMessage#app-home
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
        for (const message of render(reply)) await client.chat.postMessage({ ...message, channel: person });
        return { type: 'sent' };
      } catch (error) {
        return { type: 'failed', detail: refusalOf(error) ?? (errorCode(error) || hint('no-answer')) };
      }
    },

    check: async ({ channel }) => {
      try {
        // Slack tells here what it would refuse a message for.
        const { channel: found } = await client.conversations.info({ channel });
        if (found?.is_archived === true) return refused('channel-gone', hint('archived'));
        if (found?.is_read_only === true) return refused('no-permission', hint('read-only'));
        if (found?.is_thread_only === true) return refused('no-permission', hint('thread-only'));
        if (found?.is_member === false) return refused('bot-removed', hint('invite', name));
      } catch {
        // It needs other scopes than posting does; the history, next, tells of a channel that is not there.
      }
      try {
        // Reading one message needs what a look-up needs, and tells of a channel where the bot is no member.
        await client.conversations.history({ channel, limit: 1 });
        return { ok: true };
      } catch (error) {
        const outcome = outcomeOf(error, name, now());
        if (outcome.type !== 'refused') return { ok: true };
        return refusalOf(error) === 'missing_scope'
          ? refused('no-history', hint('scopes'))
          : refused(outcome.because, outcome.detail);
      }
    },
  };
}

/** Asks Slack for something that needs no token, so that the clock hears its answer; returns whether one came. Never rejects. */
export async function askTime(client: Pick<webApi.WebClient, 'api'>): Promise<boolean> {
  try {
    // https://docs.slack.dev/reference/methods/api.test
    await client.api.test();
    return true;
  } catch (error) {
    return refusalOf(error) !== undefined;
  }
}

const timestampOf = (at: Temporal.Instant): string => (at.epochMilliseconds / 1_000).toFixed(6);

const refused = (because: PauseReason, detail: string): Awaited<ReturnType<Courier['check']>> => ({
  ok: false,
  because,
  detail,
});
