/** Lists whose items can be acted upon: each item with a menu beside it. Pure. */
import type { types } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { Action, Block, ListItem, Reply } from '../../../reply/reply.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';
import { isChannel, isDirect } from '../channel-id.ts';
import { LIMITS } from '../limits.ts';
import { itemMenu } from './buttons.ts';
import { clipEscaped, escape } from './text.ts';

type NumberedList = Extract<Block, { type: 'list' }>;
/** An item keeps its number when the list is divided. */
type NumberedItem = ListItem & { readonly number?: number };

/** Returns the blocks of a reply with its list items numbered, where actions belong to them. */
export function numberItems({ actions }: Pick<Reply, 'actions'>, blocks: readonly Block[]): Block[] {
  if (actions.every(({ group }) => group === undefined)) return [...blocks];
  let last = 0;
  return blocks.map((block) =>
    block.type === 'list'
      ? { ...block, items: block.items.map((item): NumberedItem => ({ ...item, number: (last += 1) })) }
      : block,
  );
}

/** Tells whether an item of a list has a number, so that actions may belong to it. */
export const isNumbered = (block: Block): block is NumberedList =>
  block.type === 'list' && block.items.some((item: NumberedItem) => item.number !== undefined);

/** Returns a list of numbered items: a section each, with the menu of the actions on it. */
export function listItems(
  { heading, items }: NumberedList,
  actions: readonly Action[],
  language: Language,
  prefix: string,
): types.KnownBlock[] {
  return [
    ...(heading === '' ? [] : [titled(heading, [])]),
    ...items.map((item: NumberedItem, index, all: readonly NumberedItem[]): types.SectionBlock => {
      const { label, channel, detail, number } = item;
      const isFirst = all[index - 1]?.number !== number;
      const menu = isFirst
        ? itemMenu(
            actions.filter(({ group }) => group === number),
            language,
            prefix,
          )
        : undefined;
      return {
        ...titled(label, [detail], channelName(channel, language)),
        ...(menu !== undefined && { accessory: menu }),
      };
    }),
  ];
}

/** A direct message has no name. */
const channelName = (channel: string | undefined, language: Language): string | undefined =>
  channel !== undefined && isDirect(channel) ? slackTexts(language).directMessage : channel;

/** What no markup of Slack's can be made of. */
const SAFE = /^[\p{L}\p{N} ,.'’“”()（）《》、，：:;；·–—⚠/-]*$/u;

/** Returns a title in bold, with a channel and lines below it; where any of it could be read as markup it stays as it is. */
export function titled(title: string, lines: readonly string[], channel?: string): types.SectionBlock {
  const plain = [title, [channel ?? '', ...lines.slice(0, 1)].filter(Boolean).join(' · '), ...lines.slice(1)];
  const isSafe = [title, ...lines].every((line) => line.split('\n').every((part) => SAFE.test(part)));
  if (!isSafe || title.trim() === '')
    return {
      type: 'section',
      text: {
        type: 'plain_text',
        text: clipEscaped(plain.filter((one) => one.trim() !== '').join('\n'), LIMITS.textObject) || '—',
        emoji: false,
      },
    };
  const reference = channel === undefined ? '' : isChannel(channel) ? `<#${channel}>` : escape(channel);
  const said = [reference, lines[0] ?? ''].filter(Boolean).join(' · ');
  const text = [`*${title.trim()}*`, said, ...lines.slice(1)].filter(Boolean).join('\n');
  return {
    type: 'section',
    text: { type: 'mrkdwn', text, verbatim: true },
  };
}
