/** Carries digests and shared cards to Slack channels: one try each, paced by channel, and looked up in the channel's history, or in the thread, where the outcome is unknown. */
import { errorCode } from '../../../shared/error-code.ts';
import { LRUCache } from 'lru-cache';
import type { webApi } from '@slack/bolt';
import { hint } from '../../../digest/hint.ts';
import type { Courier, SendOutcome, OutgoingMessage, LookupResult } from '../../../digest/delivery/courier.ts';
import type { PauseReason } from '../../../digest/subscription.ts';
import { lookWindow, oneMessage, shownOn } from '../../delivery.ts';
import { createGate, createPace, createLatency, type Pace } from '../../pace.ts';
import { createEdit } from './edit.ts';
import { AGAIN_SECONDS, outcomeOf, RATE_LIMITED, refusalOf } from './outcome.ts';
import { isChannel } from '../channel-id.ts';
import { isMarked } from '../render/corrected.ts';
import { messagesAtOnce } from '../render/pages.ts';
import { render } from '../render/render.ts';

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
  /** The bot's name, for the invitation. */
  readonly name: string;
  readonly now: () => Temporal.Instant;
  readonly ending: AbortSignal;
  /** Between two look-ups, where Slack's tier is not what counts. */
  readonly lookupMilliseconds?: number;
  /** Between two messages to a channel; a second when omitted. */
  readonly channelMilliseconds?: number;
};

/** Returns the courier of a Slack workspace. */
export function createCourier({
  client,
  name,
  now,
  ending,
  lookupMilliseconds = LOOKUP_MILLISECONDS,
  channelMilliseconds = CHANNEL_MILLISECONDS,
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
    const pace = createPace({ most: 1, milliseconds: channelMilliseconds + JITTER_MILLISECONDS, latency, ending });
    paces.set(channel, pace);
    return pace;
  };

  const setSlow = (next: boolean): void => {
    if (slow === next) return;
    slow = next;
    lookups = paceOfLookups();
  };

  const slowDown = (): void => {
    slowUntil = now().add({ minutes: SLOW_MINUTES });
    setSlow(true);
  };

  const look = async (delivery: OutgoingMessage): Promise<LookupResult> => {
    if (Temporal.Instant.compare(now(), slowUntil) >= 0) setSlow(false);
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
      await lookups.turn();
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

    send: async (delivery, reply, begin) => {
      const rendered = oneMessage(shownOn(delivery.page, render, messagesAtOnce), reply);
      if ('fault' in rendered) return { type: 'invalid', detail: rendered.fault };
      try {
        const turn = await paceOf(delivery.channelRef.channel).turn();
        return await gate(async (): Promise<SendOutcome> => {
          if (!(await begin())) return { type: 'not-begun' };
          turn.leave();
          let storedAt: number | undefined;
          try {
            const thread = delivery.inReplyTo === undefined ? {} : { thread_ts: delivery.inReplyTo };
            const posted = { ...rendered.message, channel: delivery.channelRef.channel, ...thread };
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
            const { ts } = await client.chat.postMessage(posted);
            // A message's timestamp is the time at which Slack took it.
            if (ts !== undefined) storedAt = Number(ts) * 1_000;
            return ts === undefined
              ? { type: 'unknown', detail: 'Slack named no message' }
              : { type: 'sent', message: ts };
          } catch (error) {
            const outcome = outcomeOf(error, name, now());
            // The advice on channels mends no direct message; that on replies holds everywhere.
            const isAboutChannel = outcome.type === 'refused' && outcome.detail !== hint('no-replies');
            return isAboutChannel && !isChannel(delivery.channelRef.channel)
              ? { ...outcome, detail: refusalOf(error) ?? outcome.detail }
              : outcome;
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
          if (outcome.detail === RATE_LIMITED) slowDown();
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

    edit: createEdit({
      client,
      name,
      now,
      turn: async () => await lookups.turn(),
      limited: slowDown,
      isEnding: () => ending.aborted,
    }),

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

    open: async (person, channelRef) => {
      try {
        // https://docs.slack.dev/reference/methods/conversations.open
        const { channel } = await client.conversations.open({ users: person });
        return { type: 'open', channelRef: { ...channelRef, channel: channel?.id ?? person } };
      } catch (error) {
        const refusal = refusalOf(error);
        // Workspaces that installed the app before it asked for im:write: a person's id as the channel opens the direct
        // message too, whose history cannot be read by it: https://docs.slack.dev/reference/methods/chat.postMessage#app-home
        if (refusal === 'missing_scope') return { type: 'open', channelRef: { ...channelRef, channel: person } };
        const outcome = outcomeOf(error, name, now());
        if (outcome.type === 'wait') return outcome;
        return outcome.type === 'unknown'
          ? { type: 'wait', until: now().add({ seconds: AGAIN_SECONDS }), detail: outcome.detail }
          : { type: 'refused', because: 'no-permission', detail: refusal ?? outcome.detail };
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
        if (outcome.type !== 'refused') return { ok: true, isUnsure: true };
        return refusalOf(error) === 'missing_scope'
          ? refused('no-history', hint('scopes'))
          : refused(outcome.because, outcome.detail);
      }
    },
  };
}

const timestampOf = (at: Temporal.Instant): string => (at.epochMilliseconds / 1_000).toFixed(6);

const refused = (because: PauseReason, detail: string): Awaited<ReturnType<Courier['check']>> => ({
  ok: false,
  because,
  detail,
});
