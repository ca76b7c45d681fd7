/** The reason of a delivery's state as it is stored: a code, then what the platform or the bot says of it. */
import type { PauseReason } from '../subscription.ts';

/** Codes that are written. */
export type ReasonCode =
  | PauseReason
  | 'attempts'
  | 'changed-before'
  | 'deleted'
  /** An edit that the platform refused for good: the next attempt is an answer. */
  | 'fixed'
  | 'forgotten'
  | 'given-up'
  | 'gone'
  | 'invalid'
  | 'late'
  | 'late-answer'
  | 'looked-up'
  | 'no-answer'
  | 'no-records'
  | 'not-running'
  | 'not-told'
  | 'nothing-new'
  | 'over'
  | 'paused'
  | 'rate-limit'
  | 'removed'
  | 'repair'
  | 'set-back'
  | 'superseded'
  | 'token-refused'
  /** It could not be composed. */
  | 'uncomposed'
  /** Its channel could not be read to look for it. */
  | 'unreadable'
  | 'withdrawn';

/** Returns a reason as it is stored. */
export const encodeReason = (code: ReasonCode, detail?: string): string =>
  detail === undefined ? code : `${code}: ${detail}`;

/** Returns the code and the detail of a stored reason; the code may be of another version. */
export function decodeReason(reason: string): { readonly code: string; readonly detail: string } {
  const [code = '', ...detail] = reason.split(': ');
  return { code, detail: detail.join(': ') };
}

/** Returns whether a stored reason has a code. */
export const hasReason = (reason: string, code: ReasonCode): boolean => decodeReason(reason).code === code;
