/** Lists whose items can be acted upon: each item with a menu beside it. Pure. */
import type { types } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { Action, Block, ListItem, Reply } from '../../../reply/reply.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';
import { isDirect } from '../channel-id.ts';
import { itemMenu } from './buttons.ts';
import { titled } from './section.ts';

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
      const { label, channel, person, detail, number } = item;
      const isFirst = all[index - 1]?.number !== number;
      const menu = isFirst
        ? itemMenu(
            actions.filter(({ group }) => group === number),
            language,
            prefix,
          )
        : undefined;
      return {
        ...titled(label, [detail], channelName(channel, language), person),
        ...(menu !== undefined && { accessory: menu }),
      };
    }),
  ];
}

/** A direct message has no name. */
const channelName = (channel: string | undefined, language: Language): string | undefined =>
  channel !== undefined && isDirect(channel) ? slackTexts(language).directMessage : channel;
