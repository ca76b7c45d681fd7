/** Advice on what to do about a platform's refusal: stored as a short code with the refusal, shown in each reader's language. Pure. */
import { isMessageKey, messages, type KeysUnder } from '../locales/messages.ts';
import type { Language } from '../records/schema.ts';
import type { PauseReason } from './subscription.ts';

/** What ends by itself where a person or the platform mends its cause; who paused a digest on request resumes it. */
const TEMPORARY: ReadonlySet<PauseReason | undefined> = new Set<PauseReason>([
  'channel-gone',
  'no-permission',
  'bot-removed',
  'token-revoked',
]);

/** Returns whether a digest goes on by itself once a check finds the cause of its pause gone: a platform's own words for a refusal are about more than it looks at. */
export const resumesByItself = (reason: PauseReason | undefined, detail: string): boolean =>
  TEMPORARY.has(reason) && (reason !== 'no-permission' || (isAdvice(detail) && detail !== encodeAdvice('automod')));

export type AdviceCode = KeysUnder<'digest.advice'>;

/** Returns the stored detail that encodes advice; `bot` is the bot's name where the advice mentions it. */
export function encodeAdvice(code: AdviceCode, bot = ''): string {
  return bot === '' ? code : `${code}:${bot}`;
}

/** Returns whether a stored detail is advice of ours, not a platform's own words. */
export function isAdvice(detail: string): boolean {
  const [code = ''] = detail.split(':');
  return isMessageKey(`digest.advice.${code}`);
}

/** Returns a refusal's detail in a reader's language; the platform's own text is quoted as such. */
export function refusalText(detail: string, language: Language): string {
  const t = messages(language);
  const [code = '', ...bot] = detail.split(':');
  const key = `digest.advice.${code}` as const;
  if (isMessageKey(key)) return t(key, { bot: bot.join(':') });
  return detail === '' ? '' : t('digest.said', { text: detail });
}
