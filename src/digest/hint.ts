/** Hints on what to do about a platform's refusal: stored as a short code with the refusal, shown in each reader's language. Pure. */
import { isMessageKey, messages, type KeysUnder } from '../locales/messages.ts';
import type { Language } from '../records/schema.ts';
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

export type HintCode = KeysUnder<'digest.advice'>;

/** Returns the stored detail that encodes a hint; `bot` is the bot's name where the hint mentions it. */
export function hint(code: HintCode, bot = ''): string {
  return bot === '' ? code : `${code}:${bot}`;
}

/** Returns whether a stored detail is a hint of ours, not a platform's own words. */
export function isHint(detail: string): boolean {
  const [code = ''] = detail.split(':');
  return isMessageKey(`digest.advice.${code}`);
}

/** Returns a refusal's detail in a reader's language; the platform's own text is quoted as such. */
export function hintText(detail: string, language: Language): string {
  const t = messages(language);
  const [code = '', ...bot] = detail.split(':');
  const key = `digest.advice.${code}` as const;
  if (isMessageKey(key)) return t(key, { bot: bot.join(':') });
  return detail === '' ? '' : t('digest.said', { text: detail });
}
