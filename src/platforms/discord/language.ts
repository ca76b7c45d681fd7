/** Which of our languages somebody on Discord is answered in. */
import type { Language } from '../../brief/schema.ts';

/** Returns Chinese where what they typed is; otherwise the channel's language if it has set one; otherwise Chinese where the person's Discord is (https://docs.discord.com/developers/reference#locales), English if nothing says so. */
export function languageOf(typed: string, locale?: string, channel?: Language): Language {
  if (/\p{Script=Han}/u.test(typed)) return 'zh';
  return channel ?? (locale?.startsWith('zh') === true ? 'zh' : 'en');
}
