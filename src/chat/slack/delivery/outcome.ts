/** What an error of Slack's means for a message that was handed to it: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
import { errorCode } from '../../../shared/errors.ts';
import { encodeAdvice } from '../../../digest/refusal-advice.ts';
import type { SendOutcome } from '../../../digest/delivery/courier.ts';
import { RETRY_SECONDS, NEVER_ARRIVED } from '../../delivery.ts';

const RATE_LIMITED = 'Slack said to wait';

/** What passes by itself, and after how long it is tried again. */
const PASSING: ReadonlyMap<string, number> = new Map([
  ['ratelimited', RETRY_SECONDS],
  ['rate_limited', RETRY_SECONDS],
  // The workspace's members, all together, are sending too much.
  ['message_limit_exceeded', 300],
  ['team_quota_exceeded', 300],
  // The workspace, or a shared channel, is being moved.
  ['team_added_to_org', 1_800],
  ['external_channel_migrating', 600],
]);
const REMOVED = new Set(['not_in_channel']);
/** The message to reply to is not there, or takes no replies. */
const NO_REPLIES = new Set(['thread_not_found', 'message_not_found', 'cannot_reply_to_message']);
const CHANNEL_GONE_CODES = new Set(['channel_not_found', 'is_archived', 'channel_is_archived', 'is_inactive']);
/** The token is refused, whatever it is asked for. https://docs.slack.dev/reference/methods/auth.test#errors */
export const TOKEN_REFUSALS: ReadonlySet<string> = new Set([
  'account_inactive',
  'token_revoked',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'org_login_required',
  'team_access_not_granted',
  'team_not_found',
  'two_factor_setup_required',
  'not_allowed_token_type',
  'enterprise_is_restricted',
  'app_access_restricted',
]);
const FORBIDDEN =
  /^(?:restricted_action\w*|no_permission|access_denied|ekm_access_denied|missing_scope|posting_to_\w+_denied|messages_tab_disabled|slack_connect_\w+_blocked|channel_type_not_supported|accesslimited|user_is_restricted)$/u;
/** Slack says of these itself that the message may have been stored. */
const UNSURE = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

/** Returns Slack's own name of an error, such as not_in_channel, or undefined where Slack did not answer with one. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('data' in error)) return undefined;
  const { error: name } = error.data as { readonly error?: unknown };
  // What is not JSON comes as a whole document in the same place.
  return typeof name === 'string' && /^[a-z_]{1,60}$/u.test(name) ? name : undefined;
}

/** Returns an error fit for the log: the SDK keeps in its own the whole answer with its headers, which may repeat what was sent. */
export function withoutContent(error: unknown): unknown {
  if (
    !(error instanceof Error) ||
    (!errorCode(error).startsWith('slack_') && !('data' in error) && !('original' in error))
  )
    return error;
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? ` ${error.statusCode}` : '';
  const code = refusalOf(error) ?? errorCode(error);
  const plain = new Error(`Slack answered${status}: ${/^\w{1,60}$/u.test(code) ? code : 'nothing that is known'}`);
  plain.name = error.name;
  plain.stack = [
    `${plain.name}: ${plain.message}`,
    ...(error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)),
  ].join('\n');
  return plain;
}

/** Returns what became of a message; `name` is the bot's, for the invitation. What Slack will never take is `invalid`. */
export function outcomeOf(
  error: unknown,
  name: string,
  now: Temporal.Instant,
): Exclude<SendOutcome, { type: 'sent' | 'not-begun' }> {
  const wait = (seconds: number, detail: string): SendOutcome & { type: 'wait' } => ({
    type: 'wait',
    until: now.add({ milliseconds: Math.ceil(seconds * 1_000) }),
    detail,
  });
  if (error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number')
    return wait(error.retryAfter, RATE_LIMITED);
  const refusal = refusalOf(error);
  if (refusal === undefined) {
    const code = errorCode(error);
    return NEVER_ARRIVED.has(code)
      ? wait(RETRY_SECONDS, `Slack cannot be reached (${code})`)
      : { type: 'unknown', detail: code || 'no answer' };
  }
  const passing = PASSING.get(refusal);
  if (passing !== undefined) return wait(passing, /^rate_?limited$/u.test(refusal) ? RATE_LIMITED : refusal);
  if (REMOVED.has(refusal)) return { type: 'refused', because: 'bot-removed', detail: encodeAdvice('invite', name) };
  if (NO_REPLIES.has(refusal)) return { type: 'refused', because: 'no-permission', detail: encodeAdvice('no-replies') };
  if (CHANNEL_GONE_CODES.has(refusal))
    return { type: 'refused', because: 'channel-gone', detail: goneDetail(refusal, name) };
  if (TOKEN_REFUSALS.has(refusal)) return { type: 'refused', because: 'token-revoked', detail: refusal };
  if (FORBIDDEN.test(refusal)) return { type: 'refused', because: 'no-permission', detail: refusal };
  return UNSURE.has(refusal) ? { type: 'unknown', detail: refusal } : { type: 'invalid', detail: refusal };
}

/** Returns until when Slack said to wait with such requests; undefined where it said something else. */
export function limitedUntil(error: unknown, now: Temporal.Instant): Temporal.Instant | undefined {
  const outcome = outcomeOf(error, '', now);
  return outcome.type === 'wait' && outcome.detail === RATE_LIMITED ? outcome.until : undefined;
}

/** What can be done about a channel that cannot be found or posted in. */
function goneDetail(refusal: string, name: string): string {
  if (refusal === 'channel_not_found') return encodeAdvice('invite-if-private', name);
  return refusal === 'is_archived' ? encodeAdvice('archived') : '';
}
