/** The language of a person's Discord. */
import type { Language } from '../../../records/schema.ts';

/** Returns Chinese where the person's Discord is in Chinese (https://docs.discord.com/developers/reference#locales), and English in all other cases. */
export const languageOf = (locale: string | undefined): Language => (locale?.startsWith('zh') === true ? 'zh' : 'en');
