/** Text as Slack takes it: cleaned of what would disturb a message, escaped once where Slack reads entities, and read back. */
import { clip } from '../../../shared/text.ts';
import type { types } from '@slack/bolt';

/** Stands where Slack wants a text and there is none. */
export const NOTHING = '—';

// One class, so that a text without any of them is passed quickly.
const UNCLEAN = /[[\p{Cc}--\n]\u202A-\u202E\u2066-\u2069]/gv;

/** Returns text without lone surrogates, control characters other than line feeds, and the marks that turn the direction of what follows. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll('\t', ' ').replace(UNCLEAN, '');
}

/** Returns clean text with Slack's three control characters as entities, for text objects and notifications; never for rich text, which is literal. */
export function escape(text: string): string {
  // https://docs.slack.dev/messaging/formatting-message-text#escaping
  return clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Returns escaped text of at most `most` characters, the last of them … where something had to be left out, never inside a character or entity. */
export const clipEscaped = (text: string, most: number): string =>
  escape(clip(clean(text), most, (one) => escape(one).length));

/** Returns a text object of one line in which nothing is read as markup, at most `most` characters long; a dash where there is no text. */
export function plainText(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: clipEscaped(text.replaceAll('\n', ' ').trim(), most) || NOTHING, emoji: false };
}

/** Returns what a person wrote, from the text of a message or command: mentions gone, links and channels by their names, entities read. */
export function parseText(text: string): string {
  if (!/[<&]/u.test(text)) return text;
  // https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
  return text
    .replace(/<[@!][^<>]{0,120}>/gu, ' ')
    .replace(/<#[A-Z0-9]{1,30}\|?([^<>|]{0,120})>/gu, ' $1 ')
    .replace(/<([^<>|\s]{1,3000})\|([^<>|]{0,3000})>/gu, ' $2 ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
