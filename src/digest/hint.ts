/** Hints on what to do about a platform's refusal: stored as a short code with the refusal, shown in each reader's language. Pure. */
import type { Language } from '../records/schema.ts';
import { digestTexts, type DigestTexts } from '../reply/texts/digest.ts';
import type { PauseReason } from './subscription.ts';

/** What ends by itself where a person or the platform mends its cause; who paused a digest on request resumes it. */
const PASSING: ReadonlySet<PauseReason | undefined> = new Set<PauseReason>([
  'channel-gone',
  'no-permission',
  'bot-removed',
  'token-revoked',
]);

/** Returns whether a digest goes on by itself once a check finds the cause of its pause gone: a platform's own words for a refusal are about more than it looks at. */
export const isPassing = (reason: PauseReason | undefined, detail: string): boolean =>
  PASSING.has(reason) && (reason !== 'no-permission' || isHint(detail));

export type HintCode = keyof DigestTexts['advice'];

/** Returns the stored detail that encodes a hint; `bot` is the bot's name where the hint mentions it. */
export function hint(code: HintCode, bot = ''): string {
  return bot === '' ? code : `${code}:${bot}`;
}

/** Returns whether a stored detail is a hint of ours, not a platform's own words. */
export function isHint(detail: string): boolean {
  const [code = ''] = detail.split(':');
  return Object.hasOwn(digestTexts('en').advice, code);
}

/** Returns a refusal's detail in a reader's language; the platform's own text is quoted as such. */
export function hintText(detail: string, language: Language): string {
  const { advice, said } = digestTexts(language);
  const [code = '', ...bot] = detail.split(':');
  if (Object.hasOwn(advice, code)) return advice[code as HintCode](bot.join(':'));
  return detail === '' ? '' : said(detail);
}
