/** Carries digests and shared cards to Slack channels: one try each, paced by channel, and looked up in the channel's history, or in the thread, where the outcome is unknown. */
import { errorCode } from '../../../shared/errors.ts';
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../../../shared/lru-options.ts';
import type { webApi } from '@slack/bolt';
import { encodeAdvice } from '../../../digest/refusal-advice.ts';
import type { Courier, SendOutcome } from '../../../digest/delivery/courier.ts';
import type { PauseReason } from '../../../digest/subscription.ts';
import { retryLater, oneMessage, shownOn } from '../../delivery.ts';
import type { Guards } from '../../guarded.ts';
import { createGate, createPace, createLatency, type Pace } from '../../pace.ts';
import { createSlackEdit } from './edit.ts';
import { createLookups } from './lookup.ts';
import { outcomeOf, refusalOf } from './outcome.ts';
import { isChannel } from '../ids.ts';
import { messagesAtOnce, render } from '../render/render.ts';

/** One message a second in a channel: https://docs.slack.dev/apis/web-api/rate-limits#posting */
const CHANNEL_MS = 1_000;
/** Clocks do not run alike, and are read a little before or after. */
const JITTER_MS = 10;
/** So many requests are under way at once: Slack limits a workspace too, without saying how, and whoever asks meanwhile is to be answered at once. */
export const REQUESTS_AT_ONCE = 12;
/** Paces of channels are forgotten beyond this many. */
const MAX_CHANNELS = 5_000;
export type SlackCourierOptions = {
  /** A client that never retries, never waits for a rate limit or in a queue, and times out. */
  readonly client: webApi.WebClient;
  /** Guards the client's requests (guarded.ts); left out, they leave unguarded. */
  readonly during?: Guards['during'];
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
  during = (_mayLeave, work) => work(),
  name,
  now,
  ending,
  lookupMilliseconds,
  channelMilliseconds = CHANNEL_MS,
}: SlackCourierOptions): Courier {
  const paces = new LRUCache<string, Pace>(lruOptions(MAX_CHANNELS));
  const latency = createLatency();
  const gate = createGate(REQUESTS_AT_ONCE);
  const lookups = createLookups({
    client,
    now,
    ending,
    ...(lookupMilliseconds !== undefined && { lookupMilliseconds }),
  });

  const paceOf = (channel: string): Pace => {
    const known = paces.get(channel);
    if (known !== undefined) return known;
    const pace = createPace({ most: 1, milliseconds: channelMilliseconds + JITTER_MS, latency, ending });
    paces.set(channel, pace);
    return pace;
  };

  return {
    platform: 'slack',
    // Most of them wait for their channel's turn.
    concurrency: 200,
    // Posting is limited by channel, and Slack says when it is too much; reading histories by workspace.
    share: ({ of }) => lookups.share(of),

    send: async (delivery, reply, begin, stillHeld) => {
      const rendered = oneMessage(shownOn(delivery.page, render, messagesAtOnce), reply);
      if ('fault' in rendered) return { type: 'invalid', detail: rendered.fault };
      try {
        const turn = await paceOf(delivery.channelRef.channel).turn(stillHeld);
        if (turn === undefined) return { type: 'not-begun' };
        return await gate(async (): Promise<SendOutcome> => {
          if (!(await begin())) return { type: 'not-begun' };
          turn.leave();
          let isGivenUp = false;
          const canStillSend = async (): Promise<boolean> => !(isGivenUp = !(await stillHeld()));
          let storedAt: number | undefined;
          try {
            const thread = delivery.inReplyTo === undefined ? {} : { thread_ts: delivery.inReplyTo };
            const posted = { ...rendered.message, channel: delivery.channelRef.channel, ...thread };
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
            const { ts } = await during(canStillSend, () => client.chat.postMessage(posted));
            // A message's timestamp is the time at which Slack took it.
            if (ts !== undefined) storedAt = Number(ts) * 1_000;
            return ts === undefined
              ? { type: 'unknown', detail: 'Slack named no message' }
              : { type: 'sent', message: ts };
          } catch (error) {
            if (isGivenUp) return { type: 'not-begun' };
            const outcome = outcomeOf(error, name, now());
            // The advice on channels mends no direct message; that on replies holds everywhere.
            const isAboutChannel = outcome.type === 'refused' && outcome.detail !== encodeAdvice('no-replies');
            return isAboutChannel && !isChannel(delivery.channelRef.channel)
              ? { ...outcome, detail: refusalOf(error) ?? outcome.detail }
              : outcome;
          } finally {
            turn.answer(storedAt);
          }
        });
      } catch (error) {
        // Nothing has been handed to Slack yet, so nothing is lost: it waits again.
        return ending.aborted ? { type: 'not-begun' } : retryLater(now(), errorCode(error) || 'it could not be begun');
      }
    },

    look: async (delivery) => {
      try {
        return await lookups.look(delivery);
      } catch (error) {
        const outcome = outcomeOf(error, name, now());
        if (outcome.type === 'wait') return outcome;
        if (outcome.type === 'refused')
          return {
            type: 'unreadable',
            ...(refusalOf(error) === 'missing_scope'
              ? { because: 'no-history', detail: encodeAdvice('scopes') }
              : { because: outcome.because, detail: outcome.detail }),
          };
        return retryLater(now(), 'detail' in outcome ? outcome.detail : '');
      }
    },

    edit: createSlackEdit({
      client,
      during,
      name,
      now,
      turn: lookups.turn,
      onRateLimit: lookups.onRateLimit,
      isEnding: () => ending.aborted,
    }),
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

    openDirectMessages: async (person, channelRef) => {
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
          ? retryLater(now(), outcome.detail)
          : { type: 'refused', because: 'no-permission', detail: refusal ?? outcome.detail };
      }
    },

    check: async ({ channel }) => {
      let isUnsure = false;
      try {
        // Slack tells here what it would refuse a message for.
        const { channel: found } = await client.conversations.info({ channel });
        if (found?.is_archived === true) return refused('channel-gone', encodeAdvice('archived'));
        if (found?.is_read_only === true) return refused('no-permission', encodeAdvice('read-only'));
        if (found?.is_thread_only === true) return refused('no-permission', encodeAdvice('thread-only'));
        if (found?.is_member === false) return refused('bot-removed', encodeAdvice('invite', name));
      } catch (error) {
        // It needs other scopes than posting does; the history, next, tells of a channel that is not there, but not of one that is archived.
        isUnsure = outcomeOf(error, name, now()).type !== 'refused';
      }
      try {
        // Reading one message needs what a look-up needs, and tells of a channel where the bot is no member.
        await client.conversations.history({ channel, limit: 1 });
        return isUnsure ? { ok: true, isUnsure } : { ok: true };
      } catch (error) {
        const outcome = outcomeOf(error, name, now());
        if (outcome.type !== 'refused') return { ok: true, isUnsure: true };
        return refusalOf(error) === 'missing_scope'
          ? refused('no-history', encodeAdvice('scopes'))
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

const refused = (because: PauseReason, detail: string): Awaited<ReturnType<Courier['check']>> => ({
  ok: false,
  because,
  detail,
});
