/** Times as the reader's language says them. */
import type { Language } from '../../../records/schema.ts';

const LOCALE: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' };

/** Returns the time of day on the reader's clock. */
export const timeOf = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALE[language], { hour: 'numeric', minute: '2-digit' }).format(at);

/** Returns the day and the time on the reader's clock, with its zone. */
export const dayAndTimeOf = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALE[language], {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
