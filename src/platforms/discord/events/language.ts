/** Which of our languages somebody on Discord is answered in. */
import type { Language } from '../../../records/schema.ts';
import { parseLanguage } from '../../../conversation/parse-language.ts';

/** Returns the language that what they typed wishes for or is in; otherwise the channel's language if it has set one; otherwise Chinese where the person's Discord is (https://docs.discord.com/developers/reference#locales), English if nothing says so. */
export function languageOf(typed: string, locale?: string, channel?: Language): Language {
  return parseLanguage(typed).language ?? channel ?? (locale?.startsWith('zh') === true ? 'zh' : 'en');
}
