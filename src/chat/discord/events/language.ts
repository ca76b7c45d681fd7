/** The language in which a person on Discord is answered. */
import type { Language } from '../../../records/schema.ts';
import { parseLanguage } from '../../../conversation/parse-text.ts';

/** Returns the language that the text requests or is in; otherwise the channel's language if it has one; otherwise Chinese where the person's Discord is in Chinese (https://docs.discord.com/developers/reference#locales), and English in all other cases. */
export function languageOf(typed: string, locale?: string, channel?: Language): Language {
  return parseLanguage(typed).language ?? channel ?? (locale?.startsWith('zh') === true ? 'zh' : 'en');
}
