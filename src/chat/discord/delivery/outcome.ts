/** What an error of Discord's means for a message that was handed to it, and what may be told of it: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes */
import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes as Code } from 'discord.js';
import { encodeAdvice } from '../../../digest/refusal-advice.ts';
import type { Removal, SendOutcome } from '../../../digest/delivery/courier.ts';
import type { PauseReason } from '../../../digest/subscription.ts';
import { RETRY_SECONDS, NEVER_ARRIVED } from '../../delivery.ts';

const DISABLED_SECONDS = 600;

type KnownError = string | number;

/** What passes by itself, and after how long it is tried again. */
const PASSING: ReadonlyMap<KnownError, number> = new Map<KnownError, number>([
  [Code.ActionCannotBePerformedDueToSlowmodeRateLimit, RETRY_SECONDS],
  [Code.ChannelSendRateLimit, RETRY_SECONDS],
  [Code.ServerSendRateLimit, RETRY_SECONDS],
  [Code.ServiceResourceIsBeingRateLimited, RETRY_SECONDS],
  // Cloudflare, which stands before Discord: no person can mend that in the channel.
  [Code.CloudflareIsBlockingYourRequest, RETRY_SECONDS],
  [Code.SendMessagesHasBeenTemporarilyDisabled, DISABLED_SECONDS],
  [Code.FeatureTemporarilyDisabledServerSide, DISABLED_SECONDS],
]);
const CHANNEL_GONE_CODES = new Set<KnownError>([
  Code.UnknownChannel,
  Code.CannotExecuteActionOnThisChannelType,
  Code.InvalidActionOnArchivedThread,
  Code.ThreadLocked,
]);
const REMOVED = new Set<KnownError>([
  Code.UnknownGuild,
  Code.MissingAccess,
  Code.UserBannedFromThisGuild,
  Code.InvalidGuild,
]);
const REVOKED = new Set<KnownError>([
  Code.Unauthorized,
  Code.VerifyYourAccount,
  Code.ConnectionHasBeenRevoked,
  Code.InvalidToken,
]);
const FORBIDDEN = new Set<KnownError>([
  Code.MissingPermissions,
  Code.CannotSendMessagesInNonTextChannel,
  Code.ChannelVerificationLevelTooHighForYouToGainAccess,
  Code.CannotReplyWithoutPermissionToReadMessageHistory,
  Code.CannotSendAMessageInAForumChannel,
  Code.TagRequiredToCreateAForumPostInThisChannel,
]);
/** A person takes no direct messages from the bot, or shares no server with it any more. */
const CLOSED = new Set<KnownError>([Code.CannotSendMessagesToThisUser, 50_278]);
/** What holds for the server, which the advice on roles would not mend. */
const RULED = new Set<KnownError>([Code.ServerNotAvailableInYourLocation, Code.TwoFactorAuthenticationIsRequired]);

/** The bot may not write there. */
const NOT_ALLOWED = new Set<KnownError>([
  Code.MissingAccess,
  Code.MissingPermissions,
  Code.CannotSendMessagesToThisUser,
  Code.UnknownChannel,
]);

/** Returns what became of a message. What Discord will never take is `invalid`. */
export function outcomeOf(error: unknown, now: Temporal.Instant): Exclude<SendOutcome, { type: 'sent' | 'not-begun' }> {
  const wait = (milliseconds: number, detail: string): SendOutcome & { type: 'wait' } => ({
    type: 'wait',
    until: now.add({ milliseconds: Math.ceil(milliseconds) }),
    detail,
  });
  if (error instanceof RateLimitError) return wait(error.retryAfter, 'Discord said to wait');
  if (error instanceof DiscordAPIError) {
    const description = withoutContent(error).message;
    // Of what a server of theirs could not finish there is no telling.
    if (error.status >= 500) return { type: 'unknown', detail: description };
    const passing = PASSING.get(error.code);
    if (passing !== undefined) return wait(passing * 1_000, description);
    if (error.status === 401 || REVOKED.has(error.code)) return refused('token-revoked', encodeAdvice('token'));
    // A page instead of an error's JSON is not Discord's.
    if (typeof error.code !== 'number') return wait(RETRY_SECONDS * 1_000, 'something before Discord blocks the bot');
    if (CHANNEL_GONE_CODES.has(error.code)) return refused('channel-gone', '');
    if (REMOVED.has(error.code)) return refused('bot-removed', encodeAdvice('add-again'));
    if (CLOSED.has(error.code)) return refused('no-permission', encodeAdvice('no-direct-messages'));
    if (isAboutReference(error)) return refused('no-permission', encodeAdvice('no-replies'));
    if (isBlockedByRule(error)) return refused('no-permission', encodeAdvice('automod'));
    if (RULED.has(error.code)) return refused('no-permission', description);
    if (FORBIDDEN.has(error.code) || error.status === 403) return refused('no-permission', encodeAdvice('role'));
    return error.status === 404 ? refused('channel-gone', '') : { type: 'invalid', detail: description };
  }
  if (error instanceof HTTPError) return { type: 'unknown', detail: withoutContent(error).message };
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (NEVER_ARRIVED.has(code)) return wait(RETRY_SECONDS * 1_000, `Discord cannot be reached (${code})`);
  return { type: 'unknown', detail: code || (error instanceof Error ? error.name : 'no answer') };
}

/** Tells whether Discord found fault with the message to reply to: that it is not there, or takes no replies. */
function isAboutReference({ code, rawError }: DiscordAPIError): boolean {
  const { errors } = 'errors' in rawError ? rawError : {};
  return code === Code.InvalidFormBodyOrContentType && typeof errors === 'object' && 'message_reference' in errors;
}

/** Returns what became of a message to delete, by Discord's error. */
export function removalOf(error: unknown, now: Temporal.Instant): Removal {
  if (error instanceof DiscordAPIError && error.code === Code.UnknownMessage) return { type: 'removed' };
  const outcome = outcomeOf(error, now);
  return {
    type: outcome.type === 'wait' || outcome.type === 'unknown' ? 'unknown' : 'refused',
    detail: outcome.detail,
  };
}

const refused = (because: PauseReason, detail: string): SendOutcome & { type: 'refused' } => ({
  type: 'refused',
  because,
  detail,
});

function codeOf(error: unknown): KnownError | undefined {
  return error instanceof DiscordAPIError ? error.code : undefined;
}

/** Tells whether Discord refused because the bot may not write there. */
export function isNotAllowed(error: unknown): boolean {
  return NOT_ALLOWED.has(codeOf(error) ?? '');
}

/** Tells whether the server's own rule for messages, AutoMod, blocked one. */
export const isBlockedByRule = (error: unknown): boolean =>
  codeOf(error) === Code.MessageWasBlockedByAutomaticModeration;

/** Tells whether Discord may have refused a message only because it is a reply. */
export const refusedAsReply = (error: unknown): boolean =>
  codeOf(error) === Code.CannotReplyWithoutPermissionToReadMessageHistory || isNotAllowed(error);

/** Tells whether an interaction was answered before, perhaps by the same request. */
export const isAlreadyAnswered = (error: unknown): boolean =>
  codeOf(error) === Code.InteractionHasAlreadyBeenAcknowledged;

/** Tells whether an interaction can be answered no more. */
export function isExpired(error: unknown): boolean {
  return codeOf(error) === Code.UnknownInteraction;
}

/** Returns an error fit for the log: discord.js keeps in its own the address, which holds a token, and the text that was sent. */
export function withoutContent(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (!(error instanceof DiscordAPIError || error instanceof HTTPError)) return error;
  const code = codeOf(error);
  const plain = new Error(
    `Discord answered ${error.method} with ${error.status}${code === undefined ? '' : `, code ${code}`}: ${error.message}`,
  );
  plain.name = error instanceof DiscordAPIError ? 'DiscordAPIError' : 'HTTPError';
  return plain;
}
