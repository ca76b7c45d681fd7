/** Made-up locales: every message of another one marked, so that a text shows which part of it is a message. */
import { isLiteralElement, isPluralElement, isSelectElement, parse } from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import type { Locale } from '../../src/locales/messages.ts';

/** No message, record or name has this sign. */
export const MARK = '¤';

const changed = (locale: Locale, change: (message: string) => string): Locale =>
  Object.fromEntries(Object.entries(locale).map(([key, message]) => [key, change(message)])) as Locale;

/** Returns the messages of a locale, each between marks. */
export const markedLocale = (locale: Locale): Locale => changed(locale, (message) => `${MARK}${message}${MARK}`);

/** Returns the messages of a locale with a mark for each word: what words a text still has come from elsewhere. */
export const wordlessLocale = (locale: Locale): Locale =>
  changed(locale, (message) => {
    // The printer of the same package has types of its own for the same elements.
    const elements: unknown = withoutWords(parse(message, { ignoreTag: true }));
    return printAST(elements as Parameters<typeof printAST>[0]);
  });

function withoutWords(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element) => {
    if (isLiteralElement(element)) return { ...element, value: element.value.replaceAll(/\p{L}+/gu, MARK) };
    if (isPluralElement(element) || isSelectElement(element))
      for (const option of Object.values(element.options)) option.value = withoutWords(option.value);
    return element;
  });
}
