/** Hints on what to do about a platform's refusal: stored as a short code with the refusal, shown in each reader's language. Pure. */
import type { Language } from '../records/schema.ts';
import { digestTexts, type DigestTexts } from '../reply/texts/digest.ts';

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
