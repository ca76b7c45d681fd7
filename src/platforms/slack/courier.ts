/** Carries digests to Slack channels: one try each, paced by channel, and looked up in the channel's history where the outcome is unknown. */
import type { webApi } from '@slack/bolt';
import { advise } from '../../digest/advice.ts';
import type { Courier, Outcome, Sighting } from '../../digest/courier.ts';
import type { Delivery, PauseReason } from '../../digest/subscription.ts';
import { createGate, createPace, createWay, type Pace } from '../pace.ts';
import { markerOf, render } from './render.ts';
import { codeOf, refusalOf } from './send.ts';

/** One message a second in a channel: https://docs.slack.dev/apis/web-api/rate-limits#posting */
const CHANNEL_MILLISECONDS = 1_000;
/** Clocks do not run alike, and are read a little before or after. */
const JITTER_MILLISECONDS = 10;
/** So many requests are under way at once. */
const REQUESTS_AT_ONCE = 24;
/** Paces of channels are forgotten beyond this many. */
const CHANNELS_REMEMBERED = 5_000;
/** Look-ups a minute that Slack allows by tier (3: https://docs.slack.dev/apis/web-api/rate-limits), taken a little slower. */
const LOOKUP_MILLISECONDS = 1_300;
/** What apps that are sold outside the Marketplace get instead, known by its first rate limit: one a minute. https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps */
const SLOW_LOOKUP_MILLISECONDS = 60_500;
/** Messages a page, and how many at most those apps may ask for. */
const LOOKUP_PAGE = 200;
const SLOW_LOOKUP_PAGE = 15;
/** A look-up of more pages than this is given up for now. */
const LOOKUP_PAGES = 40;
/** Slack's clock and ours may differ by this much. */
const CLOCK_SECONDS = 300;
/** Where Slack cannot be reached at all, the next try comes after this long. */
const AGAIN_SECONDS = 30;

const GONE = new Set(['channel_not_found', 'is_archived', 'channel_is_archived']);
const REMOVED = new Set(['not_in_channel']);
const REVOKED = new Set([
  'account_inactive',
  'token_revoked',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'org_login_required',
  'team_access_not_granted',
]);
const FORBIDDEN =
  /^(?:restricted_action\w*|no_permission|access_denied|ekm_access_denied|missing_scope|posting_to_\w+_denied|messages_tab_disabled)$/u;
/** Slack says of these itself that the message may have been stored: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const UNSURE = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

export type SlackCourierOptions = {
  /** A client that never retries, never waits for a rate limit, and times out. */
  readonly client: webApi.WebClient;
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
  name,
  now,
  ending,
  lookupMilliseconds = LOOKUP_MILLISECONDS,
}: SlackCourierOptions): Courier {
  const paces = new Map<string, Pace>();
  const way = createWay();
  const gate = createGate(REQUESTS_AT_ONCE);
  let replicas = 1;
  let slow = false;
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
    const pace = createPace({ most: 1, milliseconds: CHANNEL_MILLISECONDS + JITTER_MILLISECONDS, way, ending });
    paces.set(channel, pace);
    if (paces.size > CHANNELS_REMEMBERED) for (const oldest of [...paces.keys()].slice(0, 1)) paces.delete(oldest);
    return pace;
  };

  const look = async (delivery: Delivery): Promise<Sighting> => {
    const oldest = ((delivery.begunAt ?? delivery.slotAt).epochMilliseconds / 1_000 - CLOCK_SECONDS).toFixed(6);
    const marker = markerOf(delivery.id, 1);
    let cursor: string | undefined;
    for (let page = 0; page < LOOKUP_PAGES; page++) {
      await lookups.turn();
      const { messages, has_more, response_metadata } = await client.conversations.history({
        channel: delivery.place.channel,
        oldest,
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

    send: async (delivery, reply, begin) => {
      try {
        const [message] = render(reply);
        if (message === undefined) return { type: 'invalid', detail: 'nothing to post' };
        const turn = await paceOf(delivery.place.channel).turn();
        return await gate(async (): Promise<Outcome> => {
          if (!(await begin())) return { type: 'not-begun' };
          turn.leave();
          let storedAt: number | undefined;
          try {
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
            const { ts } = await client.chat.postMessage({ ...message, channel: delivery.place.channel });
            // A message's timestamp is the time at which Slack took it.
            if (ts !== undefined) storedAt = Number(ts) * 1_000;
            return ts === undefined
              ? { type: 'unknown', detail: 'Slack named no message' }
              : { type: 'sent', message: ts };
          } catch (error) {
            return outcomeOf(error, name, now());
          } finally {
            turn.answer(storedAt);
          }
        });
      } catch (error) {
        // Nothing has been handed to Slack yet, so nothing is lost: the claim runs out and it waits again.
        return ending.aborted
          ? { type: 'not-begun' }
          : {
              type: 'wait',
              until: now().add({ seconds: AGAIN_SECONDS }),
              detail: codeOf(error) || 'it could not be begun',
            };
      }
    },

    look: async (delivery) => {
      try {
        return await look(delivery);
      } catch (error) {
        const outcome = outcomeOf(error, name, now());
        if (outcome.type === 'wait') {
          if (!slow && outcome.detail === RATE_LIMITED) {
            slow = true;
            lookups = paceOfLookups();
          }
          return outcome;
        }
        if (outcome.type === 'refused')
          return {
            type: 'unreadable',
            because: refusalOf(error) === 'missing_scope' ? 'no-history' : outcome.because,
            detail: outcome.detail,
          };
        return {
          type: 'wait',
          until: now().add({ seconds: AGAIN_SECONDS }),
          detail: 'detail' in outcome ? outcome.detail : '',
        };
      }
    },

    tell: async (person, _place, reply) => {
      try {
        // A person's id as the channel opens the direct message with them: https://docs.slack.dev/reference/methods/chat.postMessage#app-home
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
        for (const message of render(reply)) await client.chat.postMessage({ ...message, channel: person });
        return { type: 'sent' };
      } catch (error) {
        return { type: 'failed', detail: refusalOf(error) ?? (codeOf(error) || 'no answer') };
      }
    },

    check: async ({ channel }) => {
      try {
        // Reading one message needs what a look-up needs, and tells of a channel that is not there or where the bot is no member.
        await client.conversations.history({ channel, limit: 1 });
        return { ok: true };
      } catch (error) {
        const outcome = outcomeOf(error, name, now());
        if (outcome.type !== 'refused') return { ok: true };
        const because: PauseReason = refusalOf(error) === 'missing_scope' ? 'no-history' : outcome.because;
        return { ok: false, because, detail: because === 'no-history' ? advise('scopes') : outcome.detail };
      }
    },
  };
}

const RATE_LIMITED = 'Slack said to wait';

/** Returns what an error of Slack's means for a message that was handed to it. */
function outcomeOf(
  error: unknown,
  name: string,
  now: Temporal.Instant,
): Exclude<Outcome, { type: 'sent' | 'not-begun' }> {
  if (error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number') {
    return {
      type: 'wait',
      until: now.add({ milliseconds: Math.ceil(error.retryAfter * 1_000) }),
      detail: RATE_LIMITED,
    };
  }
  const refusal = refusalOf(error);
  if (refusal === undefined) {
    const code = codeOf(error);
    return NEVER_ARRIVED.has(code)
      ? { type: 'wait', until: now.add({ seconds: AGAIN_SECONDS }), detail: `Slack cannot be reached (${code})` }
      : { type: 'unknown', detail: code || 'no answer' };
  }
  if (REMOVED.has(refusal)) return { type: 'refused', because: 'bot-removed', detail: advise('invite', name) };
  if (GONE.has(refusal))
    return {
      type: 'refused',
      because: 'channel-gone',
      detail: refusal === 'channel_not_found' ? advise('invite-if-private', name) : '',
    };
  if (REVOKED.has(refusal)) return { type: 'refused', because: 'token-revoked', detail: refusal };
  if (FORBIDDEN.test(refusal)) return { type: 'refused', because: 'no-permission', detail: refusal };
  if (refusal === 'ratelimited' || refusal === 'rate_limited')
    return { type: 'wait', until: now.add({ seconds: AGAIN_SECONDS }), detail: RATE_LIMITED };
  if (UNSURE.has(refusal)) return { type: 'unknown', detail: refusal };
  return { type: 'invalid', detail: refusal };
}

/** The request cannot have arrived: no connection came about. */
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
