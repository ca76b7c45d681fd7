/** Which of our languages somebody on Discord is answered in. */
import type { Language } from '../../brief/schema.ts';

/** Returns Chinese where the person's Discord is Chinese (https://docs.discord.com/developers/reference#locales) or what they typed is, English otherwise. */
export function languageOf(typed: string, locale?: string): Language {
  return locale?.startsWith('zh') === true || /\p{Script=Han}/u.test(typed) ? 'zh' : 'en';
}
