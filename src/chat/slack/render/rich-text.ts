/** Blocks of a reply as Slack's rich text: structure instead of markup, so that no text of ours or others is ever read as one; and lists whose items have a menu each. */
import { messages } from '../../../locales/messages.ts';
import type { types } from '@slack/bolt';
import {
  BETWEEN_MARKS,
  listedChoices,
  type Block,
  type CitationMark,
  type ListItem,
  type Action,
  type Reply,
} from '../../../reply/reply.ts';
import { encodeButton } from '../../../reply/button.ts';
import type { Language } from '../../../records/schema.ts';
import { isChannel, isDirect, isPerson } from '../channel-id.ts';
import { LIMITS } from '../limits.ts';
import { clean, escape, plainText } from './text.ts';
import { itemMenu } from './buttons.ts';
import { titled } from './section.ts';

type RichTextElement =
  | types.RichTextText
  | types.RichTextLink
  | types.RichTextChannelMention
  | types.RichTextUserMention;
type Style = { readonly bold?: true; readonly italic?: true };

/** Links of one item beyond this many characters stay as plain marks: their source stands in the list of sources. */
const MAX_LINKS_CHARACTERS = 3_000;

const WARNING = '⚠ ';

/** The language of the reader, and what the ids of menus begin with. */
export type RenderedFor = { readonly language: Language; readonly prefix: string };

/** Returns the blocks that one block of a fitted page becomes; none where there is nothing to say. */
export function renderBlock(block: Block, how: RenderedFor): types.KnownBlock[] {
  switch (block.type) {
    case 'summary':
      return rich(
        section(
          text(block.heading, { bold: true }),
          text(block.heading === '' || block.text === '' ? '' : ' — '),
          text(block.text),
          marked(block.marks),
        ),
      );
    case 'claims':
      return listed(
        block.heading,
        block.claims.map((claim) => [
          text(claim.text),
          marked(claim.marks),
          line(claim.detail.filter((part) => part !== '').join(' · '), { italic: true }),
        ]),
      );
    case 'watch':
      return listed(
        block.heading,
        block.items.map((item) => [
          text(item.text),
          marked(item.marks),
          line(item.expected ?? '', { italic: true }),
          line(item.wouldChange),
        ]),
      );
    case 'points':
      return listed(
        block.heading,
        block.items.map((item) => [
          text(item.label, { bold: true }),
          text(item.label === '' || item.text === '' ? '' : ' — '),
          text(item.text),
          marked(item.marks),
        ]),
      );
    case 'gaps':
      return listed(
        block.heading,
        block.items.map((item) => [text(item)]),
      );
    case 'sources':
      return rich(
        section(
          heading(block.heading),
          ...block.items.flatMap((item, index) => [
            text(`${index === 0 ? '' : '\n'}[${item.number}] `),
            [{ type: 'link', url: item.url, text: clean(item.title) || item.url } as const],
            line(item.detail),
            line(item.disclosure, { italic: true }),
          ]),
        ),
      );
    case 'list':
      return listed(
        block.heading,
        block.items.map((item) => [
          text(item.label, { bold: true }),
          text(item.label !== '' && hasMore(item) ? ' — ' : ''),
          item.channel === undefined ? [] : reference(item.channel, how),
          text(item.channel !== undefined && item.person !== undefined ? ' · ' : ''),
          item.person === undefined ? [] : personReference(item.person),
          text((item.channel ?? item.person) !== undefined && item.detail !== '' ? ' · ' : ''),
          text(item.detail),
        ]),
      );
    case 'choices':
      return [
        ...(block.named === true || saysAll(block) ? [] : renderBlock(listOf(block), how)),
        ...(block.choices.length === 0 ? [] : [menu(block, how)]),
      ];
    case 'badge':
      return [
        ...(block.items.length === 0 ? [] : [context(block.items)]),
        ...(block.warning === undefined ? [] : rich(section(text(`${WARNING}${block.warning}`, { bold: true })))),
      ];
    case 'note':
      return rich(
        section(
          block.tone === 'warning' && block.text !== '' ? text(WARNING) : [],
          text(block.text),
          block.link === undefined ? [] : [...text(' '), { type: 'link', url: block.link.url, text: block.link.label }],
        ),
      );
  }
}

/** Returns the title of a card with its bottom line, as one block. */
export const renderCard = (title: string, { heading: head, text: said, marks }: Extract<Block, { type: 'summary' }>) =>
  rich(section(text(title, { bold: true }), text(head === '' ? '\n' : ` · ${head}\n`), text(said), marked(marks)));

/** Returns small grey texts that stand side by side, at most ten. */
export function context(items: readonly string[]): types.ContextBlock {
  return { type: 'context', elements: items.map((item) => plainText(item, LIMITS.textObject)) };
}

const hasMore = ({ channel, person, detail }: ListItem): boolean => (channel ?? person) !== undefined || detail !== '';

/** A person as Slack shows them, by name; only who reads the private message sees it, so that nobody is notified. */
const personReference = (person: string): RichTextElement[] =>
  isPerson(person) ? [{ type: 'user', user_id: person }] : text(person);

/** Tells whether a menu by itself says what its choices are. */
const saysAll = ({ prompt, choices }: Extract<Block, { type: 'choices' }>): boolean =>
  escape(prompt).length <= LIMITS.placeholder &&
  choices.every(({ label, detail }) => detail === '' && escape(label).length <= LIMITS.option);

/** A menu shows little of its choices until it is opened, so they are listed above it. */
const listOf = ({ prompt, choices }: Extract<Block, { type: 'choices' }>): Block => ({
  type: 'list',
  heading: prompt,
  items: listedChoices(
    choices,
    choices.every(({ detail }) => escape(detail).length <= LIMITS.option),
  ),
});

function menu({ prompt, choices }: Extract<Block, { type: 'choices' }>, { prefix }: RenderedFor): types.KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: `${prefix}/menu`,
        placeholder: plainText(prompt, LIMITS.placeholder),
        options: choices.map(({ label, detail, target }) => ({
          text: plainText(label, LIMITS.option),
          value: encodeButton(target),
          ...(detail !== '' && { description: plainText(detail, LIMITS.option) }),
        })),
      },
    ],
  };
}

function listed(head: string, items: readonly (readonly RichTextElement[][])[]): types.KnownBlock[] {
  const elements = items.map((parts) => section(...parts)).filter((item) => item.elements.length > 0);
  return rich(section(heading(head)), ...(elements.length === 0 ? [] : [bullets(elements)]));
}

const bullets = (elements: types.RichTextSection[]): types.RichTextList => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements,
});

/** Slack refuses rich text without content, so empty parts are left out, and a block of nothing else with them. */
function rich(...parts: (types.RichTextSection | types.RichTextList)[]): types.KnownBlock[] {
  const elements = parts.filter((part) => part.elements.length > 0);
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

const section = (...parts: readonly (readonly RichTextElement[])[]): types.RichTextSection => ({
  type: 'rich_text_section',
  elements: parts.flat(),
});

function text(value: string, style?: Style): RichTextElement[] {
  const cleaned = clean(value);
  return cleaned === '' ? [] : [{ type: 'text', text: cleaned, ...(style && { style }) }];
}

/** A channel as Slack shows it, by its name; who may not see it is not told that. A direct message has none. */
function reference(channel: string, { language }: Pick<RenderedFor, 'language'>): RichTextElement[] {
  if (isDirect(channel)) return text(messages(language)('slack.directMessage'));
  return isChannel(channel) ? [{ type: 'channel', channel_id: channel }] : text(channel);
}

const heading = (value: string): RichTextElement[] => (value === '' ? [] : text(`${value}\n`, { bold: true }));

const line = (value: string, style?: Style): RichTextElement[] => (value === '' ? [] : text(`\n${value}`, style));

function marked(marks: readonly CitationMark[]): RichTextElement[] {
  let spent = 0;
  return marks.flatMap((one, index) => {
    const { url } = one;
    const mark = `${index === 0 ? '[' : ''}${one.text}${index === marks.length - 1 ? ']' : ''}`;
    spent += escape(url).length;
    return [
      ...text(index === 0 ? ' ' : BETWEEN_MARKS),
      ...(spent > MAX_LINKS_CHARACTERS ? text(mark) : [{ type: 'link', url, text: mark } as const]),
    ];
  });
}

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
  { heading: above, items }: NumberedList,
  actions: readonly Action[],
  language: Language,
  prefix: string,
): types.KnownBlock[] {
  return [
    ...(above === '' ? [] : [titled(above, [])]),
    ...items.map((item: NumberedItem, index, all: readonly NumberedItem[]): types.SectionBlock => {
      const { label, channel, person, detail, number } = item;
      const isFirst = all[index - 1]?.number !== number;
      const own = isFirst
        ? itemMenu(
            actions.filter(({ group }) => group === number),
            language,
            prefix,
          )
        : undefined;
      return {
        ...titled(label, [detail], channelName(channel, language), person),
        ...(own !== undefined && { accessory: own }),
      };
    }),
  ];
}

/** A direct message has no name. */
const channelName = (channel: string | undefined, language: Language): string | undefined =>
  channel !== undefined && isDirect(channel) ? messages(language)('slack.directMessage') : channel;
