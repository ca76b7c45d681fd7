/** Headings and sections: a title with lines below it, and something to press beside them. Pure. */
import type { types } from '@slack/bolt';
import { isChannel, isPerson } from '../channel-id.ts';
import { LIMITS } from '../limits.ts';
import { clean, clipEscaped, escape, NOTHING, plainText } from './text.ts';

/** Returns a heading. */
export const header = (value: string): types.HeaderBlock => ({
  type: 'header',
  text: plainText(value, LIMITS.header),
});

/** Returns a text in which nothing is read as markup. */
export const plainSection = (value: string): types.SectionBlock => ({
  type: 'section',
  text: { type: 'plain_text', text: clipEscaped(value, LIMITS.textObject) || NOTHING, emoji: false },
});

/** Slack makes styles, mentions, links, quotations and emoji of these; of an @ before another name it makes nothing in a text that is verbatim. */
const MARKUP = /[*_~`<>&#|]|@(?:here|channel|everyone|group)\b|:[^\s:]+:/iu;

/** Returns a title in bold, with a channel, a person and lines below it; where any of it could be read as markup it stays as it is. */
export function titled(title: string, lines: readonly string[], channel?: string, person?: string): types.SectionBlock {
  const head = clean(title).replaceAll('\n', ' ').trim();
  const below = (...named: readonly string[]): string[] => {
    const [first = '', ...others] = lines.map(clean);
    return [[...named, first].filter(Boolean).join(' · '), ...others].filter(Boolean);
  };
  const references = [
    channel === undefined ? '' : isChannel(channel) ? `<#${channel}>` : escape(channel),
    // Only who sees the list would be notified, and sees it anyway.
    person === undefined ? '' : isPerson(person) ? `<@${person}>` : escape(person),
  ];
  // Without markup an id stays an id, which says nothing to anybody.
  const unnamed = [channel !== undefined && isChannel(channel) ? '' : (channel ?? '')];
  const text = [`*${head}*`, ...below(...references)].join('\n');
  return head === '' || text.length > LIMITS.textObject || [head, ...below()].some((line) => MARKUP.test(line))
    ? plainSection([head, ...below(...unnamed)].filter(Boolean).join('\n'))
    : { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}
