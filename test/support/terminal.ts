/** What steers a terminal, for tests that nothing of it gets through. */

/** Control characters but the line break, and marks that turn text around. */
export const STEERING = /[^\P{Cc}\n]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

export const ESCAPE = '\u001B';

const SEQUENCES = new RegExp(String.raw`${ESCAPE}\[\d+m|${ESCAPE}\]8;;[^${ESCAPE}]*${ESCAPE}\\`, 'gu');

/** Returns what is seen of a text on a terminal that knows styles and links. */
export function seen(text: string): string {
  return text.replaceAll(SEQUENCES, '');
}
