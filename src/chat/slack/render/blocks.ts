/** Blocks of a reply as Slack blocks: rich text instead of markup, so that no text is read as markup; headings, sections, and lists whose items have a menu each. */
import { listBlock } from '../../../reply/compose/parts.ts';
import { messages } from '../../../locales/messages.ts';
import type { types } from '@slack/bolt';
import { afterLead, listedChoices, type Block, type ListItem, type Action, type Reply } from '../../../reply/reply.ts';
import { BETWEEN_MARKS, type CitationMark } from '../../../views/marks.ts';
import { encodeButton } from '../../../reply/button.ts';
import type { Language } from '../../../records/schema.ts';
import { isChannel, isDirect, isPerson } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { clean, escape, plainText, clipEscaped, NOTHING } from './escape.ts';
import { itemMenu } from './buttons.ts';

type RichTextElement =
  | types.RichTextText
  | types.RichTextLink
  | types.RichTextChannelMention
  | types.RichTextUserMention
  | types.RichTextDate;
type Style = { readonly bold?: true; readonly italic?: true };

/** Links of one item beyond this many characters stay as plain marks: their source stands in the list of sources. */
const MAX_LINKS_CHARACTERS = 3_000;

const WARNING = '⚠ ';

/** The language of the reader, and what the ids of menus begin with. */
export type RenderContext = { readonly language: Language; readonly prefix: string };

/** Returns the blocks that one block of a fitted page becomes; none where there is nothing to say. */
export function renderBlock(block: Block, how: RenderContext): types.KnownBlock[] {
  switch (block.type) {
    case 'summary':
      return richText(
        section(
          textElements(block.heading, { bold: true }),
          textElements(block.heading === '' || block.text === '' ? '' : ' — '),
          textElements(block.text),
          citationElements(block.marks),
        ),
      );
    case 'claims':
      return bulletList(
        block.heading,
        block.claims.map((claim) => [
          textElements(claim.state === undefined || claim.state === '' ? '' : `${claim.state} `, { bold: true }),
          leadElements(claim.lead),
          textElements(claim.text),
          citationElements(claim.marks),
          textElements(['', ...claim.detail.filter((part) => part !== '')].join(' · '), { italic: true }),
        ]),
      );
    case 'watch':
      return bulletList(
        block.heading,
        block.items.map((item) => [
          textElements(item.text),
          citationElements(item.marks),
          lineElements(item.expected ?? '', { italic: true }),
          lineElements(item.wouldChange),
        ]),
      );
    case 'points':
      return bulletList(
        block.heading,
        block.items.map((item) => [
          textElements(item.label, { bold: true }),
          textElements(item.label === '' || item.text === '' ? '' : ' — '),
          textElements(item.text),
          citationElements(item.marks),
        ]),
      );
    case 'gaps':
      return bulletList(
        block.heading,
        block.items.map((item) => [textElements(item)]),
      );
    case 'sources':
      return richText(
        section(
          headingElements(block.heading),
          ...block.items.flatMap((item, index) => [
            textElements(`${index === 0 ? '' : '\n'}• `),
            [{ type: 'link', url: item.url, text: clean(item.title) || item.url } as const],
            lineElements(item.detail),
            lineElements(item.disclosure, { italic: true }),
          ]),
        ),
      );
    case 'list':
      return bulletList(
        block.heading,
        block.items.map((item) => [
          textElements(item.label, { bold: true }),
          textElements(item.label !== '' && hasMore(item) ? ' — ' : ''),
          item.channel === undefined ? [] : channelReference(item.channel, how),
          textElements(item.channel !== undefined && item.person !== undefined ? ' · ' : ''),
          item.person === undefined ? [] : personReference(item.person),
          textElements((item.channel ?? item.person) !== undefined && item.detail !== '' ? ' · ' : ''),
          textElements(item.detail),
          ...(item.at === undefined ? [] : [textElements(' · '), [moment(item.at)]]),
        ]),
      );
    case 'choices':
      return [
        ...(block.named === true || menuShowsAll(block) ? [] : renderBlock(listOf(block), how)),
        ...(block.choices.length === 0 ? [] : [menu(block, how)]),
      ];
    case 'badge':
      return [
        ...(block.items.length === 0 ? [] : [contextBlock(block.items)]),
        ...(block.warning === undefined
          ? []
          : richText(section(textElements(`${WARNING}${block.warning}`, { bold: true })))),
      ];
    case 'note':
      return richText(
        section(
          block.tone === 'warning' && block.text !== '' ? textElements(WARNING) : [],
          textElements(block.text),
          citationElements(block.marks ?? []),
          block.link === undefined
            ? []
            : [...textElements(' '), { type: 'link', url: block.link.url, text: block.link.label }],
        ),
      );
  }
}

/** Returns the title of a card with its bottom line, as one block. */
export const renderCard = (title: string, { heading: head, text: said, marks }: Extract<Block, { type: 'summary' }>) =>
  richText(
    section(
      textElements(title, { bold: true }),
      textElements(head === '' ? '\n' : ` · ${head}\n`),
      textElements(said),
      citationElements(marks),
    ),
  );

/** Returns small grey texts that stand side by side, at most ten. */
export function contextBlock(items: readonly string[]): types.ContextBlock {
  return { type: 'context', elements: items.map((item) => plainText(item, LIMITS.textObject)) };
}

const hasMore = ({ channel, person, detail }: ListItem): boolean => (channel ?? person) !== undefined || detail !== '';

/** A person as Slack shows them, by name; only who reads the private message sees it, so that nobody is notified. */
const personReference = (person: string): RichTextElement[] =>
  isPerson(person) ? [{ type: 'user', user_id: person }] : textElements(person);

/** A moment by the reader's own clock. https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const MOMENT = '{date_short_pretty} {time}';
const secondsOf = (at: number): number => Math.floor(at / 1_000);
/** What stands in its place where a client shows none. */
const utcOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const moment = (at: number): RichTextElement => ({
  type: 'date',
  timestamp: secondsOf(at),
  format: MOMENT,
  fallback: utcOf(at),
});

/** Tells whether a menu by itself says what its choices are. */
const menuShowsAll = ({ prompt, choices }: Extract<Block, { type: 'choices' }>): boolean =>
  escape(prompt).length <= LIMITS.placeholder &&
  choices.every(({ label, detail }) => detail === '' && escape(label).length <= LIMITS.option);

/** A menu shows little of its choices until it is opened, so they are listed above it. */
const listOf = ({ prompt, choices }: Extract<Block, { type: 'choices' }>): Block =>
  listBlock(
    prompt,
    listedChoices(
      choices,
      choices.every(({ detail }) => escape(detail).length <= LIMITS.option),
    ),
  );

function menu({ prompt, choices }: Extract<Block, { type: 'choices' }>, { prefix }: RenderContext): types.KnownBlock {
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

function bulletList(head: string, items: readonly (readonly RichTextElement[][])[]): types.KnownBlock[] {
  const elements = items.map((parts) => section(...parts)).filter((item) => item.elements.length > 0);
  return richText(section(headingElements(head)), ...(elements.length === 0 ? [] : [bullets(elements)]));
}

const bullets = (elements: types.RichTextSection[]): types.RichTextList => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements,
});

/** Slack refuses rich text without content, so empty parts are left out, and a block of nothing else with them. */
function richText(...parts: (types.RichTextSection | types.RichTextList)[]): types.KnownBlock[] {
  const elements = parts.filter((part) => part.elements.length > 0);
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

const section = (...parts: readonly (readonly RichTextElement[])[]): types.RichTextSection => ({
  type: 'rich_text_section',
  elements: parts.flat(),
});

function textElements(value: string, style?: Style): RichTextElement[] {
  const cleaned = clean(value);
  return cleaned === '' ? [] : [{ type: 'text', text: cleaned, ...(style && { style }) }];
}

/** A channel as Slack shows it, by its name; who may not see it is not told that. A direct message has none. */
function channelReference(channel: string, { language }: Pick<RenderContext, 'language'>): RichTextElement[] {
  if (isDirect(channel)) return textElements(messages(language)('slack.directMessage'));
  return isChannel(channel) ? [{ type: 'channel', channel_id: channel }] : textElements(channel);
}

const headingElements = (value: string): RichTextElement[] =>
  value === '' ? [] : textElements(`${value}\n`, { bold: true });

const lineElements = (value: string, style?: Style): RichTextElement[] =>
  value === '' ? [] : textElements(`\n${value}`, style);

function citationElements(marks: readonly CitationMark[]): RichTextElement[] {
  let spent = 0;
  return marks.flatMap((one, index) => {
    const { url, text } = one;
    spent += escape(url).length;
    return [
      ...textElements(index === 0 ? ' ' : BETWEEN_MARKS),
      ...(spent > MAX_LINKS_CHARACTERS ? textElements(text, { italic: true }) : linkElements(text, url)),
    ];
  });
}

/** Who said it, when and where, before what was said. */
const leadElements = (lead: CitationMark | undefined): RichTextElement[] =>
  lead === undefined ? [] : [...linkElements(lead.text, lead.url), ...textElements(afterLead(lead))];

function linkElements(value: string, url: string): RichTextElement[] {
  const text = clean(value);
  return text === '' ? [] : [{ type: 'link', url, text, style: { italic: true } }];
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
    ...(above === '' ? [] : [titledSection(above, [])]),
    ...items.map((item: NumberedItem, index, all: readonly NumberedItem[]): types.SectionBlock => {
      const { label, channel, person, detail, at, number } = item;
      const isFirst = all[index - 1]?.number !== number;
      const own = isFirst
        ? itemMenu(
            actions.filter(({ group }) => group === number),
            language,
            prefix,
          )
        : undefined;
      return {
        ...titledSection(label, [detail], channelName(channel, language), person, at),
        ...(own !== undefined && { accessory: own }),
      };
    }),
  ];
}

/** A direct message has no name. */
const channelName = (channel: string | undefined, language: Language): string | undefined =>
  channel !== undefined && isDirect(channel) ? messages(language)('slack.directMessage') : channel;

/** Returns a heading. */
export const headerBlock = (value: string): types.HeaderBlock => ({
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
export function titledSection(
  title: string,
  lines: readonly string[],
  channel?: string,
  person?: string,
  at?: number,
): types.SectionBlock {
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
  const token = at === undefined ? '' : ` · <!date^${secondsOf(at)}^${MOMENT}|${utcOf(at)}>`;
  const text = [`*${head}*`, ...below(...references)].join('\n') + token;
  return head === '' || text.length > LIMITS.textObject || [head, ...below()].some((line) => MARKUP.test(line))
    ? plainSection([head, ...below(...unnamed)].filter(Boolean).join('\n'))
    : { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}
