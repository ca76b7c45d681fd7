/** A made-up locale: every message of another one between marks, so that a text shows which part of it is a message. */
import type { Locale } from '../../src/locales/messages.ts';

/** No message, record or name has this sign. */
export const MARK = '¤';

/** Returns the messages of a locale, each between marks. */
export const markedLocale = (locale: Locale): Locale =>
  Object.fromEntries(Object.entries(locale).map(([key, message]) => [key, `${MARK}${message}${MARK}`])) as Locale;
