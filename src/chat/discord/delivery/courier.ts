/** Carries digests and shared cards to Discord channels: one try each, below the global limit, and looked up in the channel where the outcome is unknown. */
import { DiscordAPIError, HTTPError, REST, RESTJSONErrorCodes, Routes, SnowflakeUtil } from 'discord.js';
import { encodeAdvice } from '../../../digest/refusal-advice.ts';
import type { Courier, SendOutcome, OutgoingMessage, LookUpResult } from '../../../digest/delivery/courier.ts';
import type { ChannelRef } from '../../../digest/subscription.ts';
import { retryLater, lookWindow, oneMessage, shownOn } from '../../delivery.ts';
import { createGate, createPace, shareOf } from '../../pace.ts';
import { createDiscordEdit } from './edit.ts';
import { hasMarker, type Component } from '../render/marker.ts';
import type { Bot } from '../../platform.ts';
import { createOutgoingRequests, keepToken } from '../connection/outgoing-requests.ts';
import { outcomeOf, removalOf, refusedAsReply, withoutContent } from './outcome.ts';
import { messagesAtOnce, render } from '../render/render.ts';
import type { DiscordMessage } from '../render/payload.ts';

/** For all routes together: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const REQUESTS_PER_SECOND = 50;
/** Clocks do not run alike, and are read a little before or after. */
const SECOND_MS = 1_005;
/** In the long run one of the fifty is left for answers. */
const PART = 0.98;
const REQUESTS_AT_ONCE = 32;
const TIMEOUT_MS = 15_000;
/** A page of a channel's messages at most: https://docs.discord.com/developers/resources/message#get-channel-messages */
const LOOKUP_PAGE = 100;
const LOOKUP_PAGES = 40;
/** https://docs.discord.com/developers/reference#snowflakes */
const DISCORD_EPOCH = 1_420_070_400_000n;

export type DiscordCourierOptions = {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  /** Hears how Discord's answers are dated. */
  readonly clock?: Pick<Bot['clock'], 'recordDate'>;
  readonly now: () => Temporal.Instant;
  readonly ending: AbortSignal;
  /** Makes the commands that a message names clickable; left out, they are text. */
  readonly link?: (message: DiscordMessage) => DiscordMessage;
};

/** Returns the courier of a Discord bot. */
export function createCourier({
  token,
  apiUrl,
  clock,
  now,
  ending,
  link = (message) => message,
}: DiscordCourierOptions): Courier {
  const requests = createOutgoingRequests(clock);
  const rest = keepToken(
    new REST({
      retries: 0,
      timeout: TIMEOUT_MS,
      // It would sleep on a limit and send then, whatever had become of the claim meanwhile.
      rejectOnRateLimit: () => true,
      // The pace below keeps the limit; the library's own is a fixed window that lets 100 through around its edge.
      globalRequestsPerSecond: 1_000,
      makeRequest: requests.make,
      ...(apiUrl !== undefined && { api: apiUrl }),
    }),
    token,
  );
  const pace = createPace({
    most: REQUESTS_PER_SECOND,
    milliseconds: SECOND_MS,
    part: PART,
    ending,
  });
  const gate = createGate(REQUESTS_AT_ONCE);

  const messages = async (channel: string, query: Record<string, string>): Promise<readonly FetchedMessage[]> => {
    await pace.turn();
    return (await rest.get(Routes.channelMessages(channel), {
      query: new URLSearchParams(query),
    })) as readonly FetchedMessage[];
  };

  const look = async (delivery: OutgoingMessage): Promise<LookUpResult> => {
    const { channel } = delivery.channelRef;
    const { from, to } = lookWindow(delivery);
    let after = snowflakeOf(from);
    const last = to === undefined ? undefined : BigInt(snowflakeOf(to));
    let seen = 0;
    for (let page = 0; page < LOOKUP_PAGES; page++) {
      const found = await messages(channel, { after, limit: String(LOOKUP_PAGE) });
      const ours = found.find((message) => message.nonce === delivery.id || hasMarker(message.components, delivery.id));
      if (ours !== undefined) return { type: 'found', message: ours.id };
      seen += found.length;
      const newest = found.reduce((latest, { id }) => (BigInt(id) > BigInt(latest) ? id : latest), after);
      if (found.length < LOOKUP_PAGE || (last !== undefined && BigInt(newest) > last)) {
        if (seen === 0 && (await isHidden(channel, BigInt(after))))
          return { type: 'unreadable', because: 'no-history', detail: encodeAdvice('role') };
        return { type: 'absent' };
      }
      after = newest;
    }
    return retryLater(now(), 'too many messages since to look through at once');
  };

  /** Without the right to read the history, Discord answers with no messages instead of an error, as if there were none. */
  const isHidden = async (channel: string, after: bigint): Promise<boolean> => {
    await pace.turn();
    const { last_message_id: last } = (await rest.get(Routes.channel(channel))) as {
      readonly last_message_id?: string | null;
    };
    if (typeof last !== 'string' || BigInt(last) <= after) return false;
    await pace.turn();
    try {
      // It may have been deleted since: https://docs.discord.com/developers/resources/channel#channel-object
      await rest.get(Routes.channelMessage(channel, last));
      return false;
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) throw error;
      if (error.status !== 403 && error.code !== RESTJSONErrorCodes.UnknownMessage) throw error;
      return error.status === 403;
    }
  };

  return {
    platform: 'discord',
    concurrency: 40,
    share: (replicas) => pace.change(shareOf(REQUESTS_PER_SECOND, replicas)),

    send: async (delivery, reply, begin, stillHeld) => {
      const rendered = oneMessage(shownOn(delivery.page, render, messagesAtOnce), reply);
      if ('fault' in rendered) return { type: 'invalid', detail: rendered.fault };
      try {
        return await gate(async (): Promise<SendOutcome> => {
          const turn = await pace.turn(stillHeld);
          if (turn === undefined || !(await begin())) return { type: 'not-begun' };
          turn.leave();
          let isGivenUp = false;
          const canStillSend = async (): Promise<boolean> => !(isGivenUp = !(await stillHeld()));
          let storedAt: number | undefined;
          try {
            const post = async (reference: object): Promise<{ readonly id: string }> =>
              (await requests.during(canStillSend, () =>
                rest.post(Routes.channelMessages(delivery.channelRef.channel), {
                  body: { ...link(rendered.message), nonce: delivery.id, enforce_nonce: true, ...reference },
                }),
              )) as { readonly id: string };
            const { id } = await post(replyTo(delivery)).catch(async (error: unknown) => {
              // An answer may stand without what it answers: replying needs the right to read the history, posting does not.
              if (delivery.page === undefined || delivery.inReplyTo === undefined || !refusedAsReply(error))
                throw error;
              return await post({});
            });
            storedAt = SnowflakeUtil.timestampFrom(id);
            return { type: 'sent', message: id };
          } catch (error) {
            return isGivenUp ? { type: 'not-begun' } : outcomeOf(error, now());
          } finally {
            turn.answer(storedAt);
          }
        });
      } catch (error) {
        return ending.aborted ? { type: 'not-begun' } : retryLater(now(), withoutContent(error).message);
      }
    },

    look: async (delivery) => {
      try {
        return await look(delivery);
      } catch (error) {
        const outcome = outcomeOf(error, now());
        if (outcome.type === 'wait') return outcome;
        if (outcome.type === 'refused')
          return {
            type: 'unreadable',
            because:
              outcome.because === 'no-permission' || outcome.because === 'bot-removed' ? 'no-history' : outcome.because,
            detail: outcome.detail,
          };
        return retryLater(now(), 'detail' in outcome ? outcome.detail : '');
      }
    },

    edit: createDiscordEdit({ rest, now, turn: pace.turn, isEnding: () => ending.aborted, during: requests.during }),
    askTime: async () => {
      try {
        // It needs no token: https://docs.discord.com/developers/events/gateway#get-gateway
        await rest.get(Routes.gateway(), { auth: false });
        return true;
      } catch (error) {
        return error instanceof DiscordAPIError || error instanceof HTTPError;
      }
    },

    remove: async ({ channel }, message) => {
      try {
        await pace.turn();
        await rest.delete(Routes.channelMessage(channel, message));
        return { type: 'removed' };
      } catch (error) {
        return removalOf(error, now());
      }
    },

    link: async (channelRef, message) => linkOf(channelRef, message),

    openDirectMessages: async (person, channelRef) => {
      try {
        await pace.turn();
        // https://docs.discord.com/developers/resources/user#create-dm
        const { id } = (await rest.post(Routes.userChannels(), { body: { recipient_id: person } })) as {
          readonly id: string;
        };
        return { type: 'open', channelRef: { ...channelRef, channel: id } };
      } catch (error) {
        const outcome = outcomeOf(error, now());
        if (outcome.type === 'wait') return outcome;
        return outcome.type === 'unknown'
          ? retryLater(now(), outcome.detail)
          : { type: 'refused', because: 'no-permission', detail: outcome.detail };
      }
    },

    check: async ({ channel }) => {
      try {
        // The sign that somebody is typing needs just what a message needs, and leaves nothing behind.
        await pace.turn();
        await rest.post(Routes.channelTyping(channel));
        const [newest] = await messages(channel, { limit: '1' });
        return newest === undefined && (await isHidden(channel, 0n))
          ? { ok: false, because: 'no-history', detail: encodeAdvice('role') }
          : { ok: true };
      } catch (error) {
        const outcome = outcomeOf(error, now());
        return outcome.type === 'refused'
          ? { ok: false, because: outcome.because, detail: outcome.detail }
          : { ok: true, isUnsure: true };
      }
    },
  };
}

/** What makes a message a reply, which calls nobody. One to a message that is gone is refused, unless it is an answer: it would stand there without what it speaks of. https://docs.discord.com/developers/resources/message#message-reference-structure */
const replyTo = ({ inReplyTo, page }: OutgoingMessage): object =>
  inReplyTo === undefined
    ? {}
    : {
        message_reference: { message_id: inReplyTo, fail_if_not_exists: page === undefined },
        allowed_mentions: { parse: [], replied_user: false },
      };

/** Returns the address that opens a message. */
export const linkOf = ({ workspace, channel }: ChannelRef, message: string): string =>
  `https://discord.com/channels/${workspace === '' ? '@me' : workspace}/${channel}/${message}`;

/** What is read of a message in a channel's history. */
type FetchedMessage = {
  readonly id: string;
  readonly nonce?: string | number;
  readonly components?: readonly Component[];
};

/** Returns the first id that a message of this moment could have: https://docs.discord.com/developers/reference#snowflakes */
function snowflakeOf(at: Temporal.Instant): string {
  const milliseconds = BigInt(at.epochMilliseconds) - DISCORD_EPOCH;
  return String((milliseconds > 0n ? milliseconds : 0n) << 22n);
}
