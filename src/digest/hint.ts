/** What to do about what a platform refused: kept as a short code where the refusal is kept, told in each reader's words. Pure. */
import type { Language } from '../records/schema.ts';
import { digestTexts, type DigestTexts } from '../reply/texts/digest.ts';

export type HintCode = keyof DigestTexts['advice'];

/** Returns a refusal's detail that stands for an advice; `bot` is the bot's name where the advice names it. */
export function hint(code: HintCode, bot = ''): string {
  return bot === '' ? code : `${code}:${bot}`;
}

/** Returns a refusal's detail in a reader's words; what a platform said itself is told as that. */
export function hintText(detail: string, language: Language): string {
  const { advice, said } = digestTexts(language);
  const [code = '', ...bot] = detail.split(':');
  if (Object.hasOwn(advice, code)) return advice[code as HintCode](bot.join(':'));
  return detail === '' ? '' : said(detail);
}
