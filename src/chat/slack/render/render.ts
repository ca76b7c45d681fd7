/** Renders a reply into Slack messages, and chooses those that are sent at once. Pure. */
import { messages } from '../../../locales/messages.ts';
import type { types } from '@slack/bolt';
import { fit, join, partsOf, type MessageLimits, type Page } from '../../../reply/fit.ts';
import type { Action, Block, Reply } from '../../../reply/reply.ts';
import { LIMITS } from '../limits.ts';
import { spokenText } from '../../../reply/spoken.ts';
import { shorten, type TextLimits } from '../../../reply/shorten.ts';
import { actionRow } from './buttons.ts';
import { ANSWER, encodeSlackOnlyButton, PICK } from './button-id.ts';
import { isNumbered, listItems, numberItems, contextBlock, renderBlock, renderCard } from './blocks.ts';
import { clean, clipEscaped, escape, NOTHING, plainText } from './escape.ts';
import { note } from '../../../reply/compose/parts.ts';
import type { Language } from '../../../records/schema.ts';
import type { ReplyResult } from '../../../conversation/conversation.ts';

/** What every way of sending to Slack takes: the blocks, and the text that notifications and screen readers use. */
export type SlackMessage = {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
};

/** The longest text of one item, in characters: if each needs escaping, it fills most of a message. */
const ITEM_CHARACTERS = 700;

/** Slack gives each block an id, which counts too. */
const BLOCK_ID_CHARACTERS = 30;

/** Texts beside those that are divided; records bound most of them lower. A menu and the list above it stay on one message. */
const SHORT_TEXTS: TextLimits = {
  heading: 400,
  prompt: 400,
  label: 400,
  detail: 400,
  watch: 400,
  badge: { item: 800, row: 800, items: LIMITS.context, warning: 0 },
  source: { title: 400, detail: 400, disclosure: 400 },
  menu: {
    listed: (choices) => choices.filter(({ label, detail }) => label.length + detail.length > 400),
    choices: 20,
    characters: 4_000,
    size: (text) => escape(text).length,
  },
};

/** Headings that go on from an earlier message say so. */
const CONTINUED_CHARACTERS = 100;

/** What an item that joins the list before it does not need again. */
const LIST_CHARACTERS =
  JSON.stringify({ type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: [] }] }).length +
  BLOCK_ID_CHARACTERS -
  ','.length;

/** How the pages of a reply are wrapped: as messages, or as the pages of a modal, whose window says the title. */
type Shape = {
  readonly characters: number;
  readonly blocks: number;
  readonly text: number;
  readonly wrap: (reply: Reply, page: Page) => types.KnownBlock[];
};

const MESSAGE: Shape = {
  characters: LIMITS.message,
  blocks: LIMITS.blocks,
  text: ITEM_CHARACTERS,
  wrap: (reply, page) => wrapPage(reply, page, isCard(reply, page)),
};

/** Of the blocks of a view some are kept for those that are divided. */
const VIEW: Shape = {
  characters: LIMITS.viewPage,
  blocks: LIMITS.viewBlocks - 20,
  text: LIMITS.textObject,
  wrap: (reply, page) =>
    wrapPage(reply, { ...page, blocks: page.blocks.flatMap((block) => splitToFit(block, reply)) }, false),
};

/** Returns blocks of which none takes more than a message could hold, whatever a view may: the same under one heading. */
function splitToFit(block: Block, reply: Reply): Block[] {
  const chunks: Block[] = [];
  let size = 0;
  for (const part of partsOf(block)) {
    const cost = sizeOf(renderItem(part, reply));
    const last = chunks.at(-1);
    const joined = last !== undefined && size + cost <= LIMITS.message ? join(last, part) : undefined;
    if (joined === undefined) chunks.push(last === undefined ? part : withoutHeading(part));
    else chunks[chunks.length - 1] = joined;
    size = joined === undefined ? cost : size + cost;
  }
  return chunks;
}

const withoutHeading = (block: Block): Block => ('heading' in block ? { ...block, heading: '' } : block);

/** Returns the messages of a reply, at least one, in order; all of them carry its actions, and its marker as the block id of their first blocks. */
export function render(asked: Reply): SlackMessage[] {
  const reply = asked.audience === 'everyone' ? withoutPeople(asked) : asked;
  return divideIntoPages(reply, MESSAGE).map((page) => ({
    text: fallback(reply, page),
    blocks: MESSAGE.wrap(reply, page),
    unfurl_links: false,
    unfurl_media: false,
  }));
}

/** Slack cannot name somebody in a channel without notifying them. */
function withoutPeople(reply: Reply): Reply {
  const blocks = reply.blocks.flatMap((block): Block[] => {
    if (block.type !== 'list') return [block];
    const items = block.items.filter(({ person }) => person === undefined);
    return items.length === 0 && block.items.length > 0 ? [] : [{ ...block, items }];
  });
  return { ...reply, blocks };
}

/** Returns the blocks of each page that a reply takes in a modal, at least one page, each with its title first. */
export const renderViewPages = (reply: Reply): types.KnownBlock[][] =>
  divideIntoPages(reply, VIEW).map((page) => VIEW.wrap(reply, page));

function divideIntoPages(reply: Reply, { characters, blocks: most, text, wrap }: Shape): Page[] {
  const title = clean(reply.title).trim();
  const own = escape(title).length > LIMITS.header ? [note(title)] : [];
  const blocks = shorten([...own, ...reply.blocks], SHORT_TEXTS);
  const chrome = wrap(reply, { blocks: [], number: 98, of: 99 });
  const measure: MessageLimits = {
    characters: characters - sizeOf(chrome) - CONTINUED_CHARACTERS,
    parts: most - chrome.length,
    cost: (block, before) => {
      if (joins(block, before)) {
        const added = renderItem({ ...block, heading: '' }, reply);
        const isInList = !isNumbered(block);
        return {
          characters: sizeOf(added) - (isInList && added.length > 0 ? LIST_CHARACTERS : 0),
          parts: isInList ? 0 : added.length,
        };
      }
      const rendered = renderItem(block, reply);
      return { characters: sizeOf(rendered), parts: rendered.length };
    },
    text,
    choices: LIMITS.options,
  };
  return fit({ ...reply, blocks: numberItems(reply, blocks) }, measure);
}

const renderItem = (block: Block, reply: Reply): types.KnownBlock[] =>
  block.type === 'list' && isNumbered(block)
    ? listItems(block, reply.actions, reply.language, prefixOf(reply))
    : renderBlock(block, { language: reply.language, prefix: prefixOf(reply) });

/** A card says its title and its bottom line in one. */
const isCard = (reply: Reply, { number, blocks }: Page): boolean =>
  number === 1 &&
  blocks[0]?.type === 'summary' &&
  reply.blocks.filter(({ type }) => type === 'summary').length === 1 &&
  escape(clean(reply.title)).length <= LIMITS.header;

/** What is pressed below an answer to one person is told by its id from what is pressed below a posted message, which stays as it is. */
const prefixOf = ({ marker, audience }: Reply): string =>
  marker === undefined || audience === 'asker' ? ANSWER : 'attache';

/** Tells whether `fit` will join a block to the one before it, so that its heading is not said again. */
function joins(
  block: Block,
  before: Block | undefined,
): block is Extract<Block, { type: 'claims' | 'list' | 'points' }> {
  return (
    (block.type === 'claims' || block.type === 'list' || block.type === 'points') &&
    block.type === before?.type &&
    block.heading === before.heading
  );
}

/** Returns a message of one short text, for what is said beside answers. */
export function renderNotice(text: string): SlackMessage {
  return {
    text: escape(text),
    blocks: renderBlock(note(text), { language: 'en', prefix: ANSWER }),
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** Puts a page's blocks between its title and its buttons. */
function wrapPage(reply: Reply, page: Page, card: boolean): types.KnownBlock[] {
  const { language, again, actions } = reply;
  const t = messages(language);
  const turn = (label: string, number: number, primary: boolean): Action[] =>
    again === undefined || number < 1 || number > page.of
      ? []
      : [{ label, target: { verb: 'open', request: again, page: number, language }, primary }];
  const paging =
    page.of === 1
      ? []
      : [
          ...turn(t('reply.more', { page: page.number + 1, pages: page.of }), page.number + 1, true),
          ...turn(
            messages(language)('slack.previous', { page: page.number - 1, pages: page.of }),
            page.number - 1,
            false,
          ),
        ];
  const trailing = [
    ...(page.of === 1 ? [] : [contextBlock([t('reply.pageOf', { page: page.number, pages: page.of })])]),
    ...actionRow(actions, language, prefixOf(reply), paging),
  ];
  const [summary, ...rest] = page.blocks;
  const [first, ...others] =
    card && summary?.type === 'summary'
      ? [...renderCard(reply.title, summary), ...rest.flatMap((block) => renderItem(block, reply))]
      : [
          ...(clean(reply.title).trim() === '' && page.blocks.length > 0
            ? []
            : [{ type: 'header' as const, text: plainText(reply.title, LIMITS.header) }]),
          ...page.blocks.flatMap((block) => renderItem(block, reply)),
        ];
  return [
    ...(first === undefined
      ? []
      : [{ ...first, ...(reply.marker !== undefined && { block_id: markerOf(reply.marker, page.number) }) }]),
    ...others,
    ...trailing,
  ];
}

/** Returns the block id by which a page of a marked reply is found again: the marker itself on the first; throws if it is too long to survive. */
export function markerOf(marker: string, page: number): string {
  const id = page === 1 ? marker : `${marker}#${page}`;
  if (id.length > LIMITS.blockId || id !== clean(id))
    throw new RangeError(`A marker must be plain and have at most ${LIMITS.blockId - 4} characters`);
  return id;
}

/** The text beside the blocks: the title and what is answered, or what a page of many says of itself. */
function fallback(reply: Reply, page: Page): string {
  const title = clean(reply.title).trim();
  if (page.number > 1)
    return clipEscaped(
      `${title} (${messages(reply.language)('reply.pageOf', { page: page.number, pages: page.of })})`,
      LIMITS.fallback,
    );
  const text = spokenText({ ...reply, blocks: page.blocks });
  const about =
    text === '' || title === '' ? title || text : messages(reply.language)('reply.about', { title, what: text });
  return clipEscaped(about, LIMITS.fallback) || NOTHING;
}

/** What blocks take of a message, the way Slack seems to count: their JSON with entities, and an id each. */
export function sizeOf(blocks: readonly types.KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + escapedLength(JSON.stringify(block)) + BLOCK_ID_CHARACTERS, 0);
}

/** How long clean text is when escaped; without making it, since every block is measured on the way. */
function escapedLength(text: string): number {
  let length = text.length;
  for (const mark of text.match(/[&<>]/gu) ?? []) length += mark === '&' ? '&amp;'.length - 1 : '&lt;'.length - 1;
  return length;
}

/** Returns the messages of a reply to send: the first with a button for the rest, or all where no button can request them. */
export function messagesAtOnce(reply: Reply): SlackMessage[] {
  const { again, language } = reply;
  const shown = render(reply).slice(0, again === undefined ? LIMITS.responses : 1);
  return again?.type === 'topics' ? shown.map((message) => withPicker(message, language)) : shown;
}

/** Returns a message with a button that opens the picker, behind its other buttons. */
export function withPicker(message: SlackMessage, language: Language): SlackMessage {
  const button: types.Button = {
    type: 'button',
    action_id: PICK,
    text: plainText(messages(language)('slack.pick'), LIMITS.button),
    value: encodeSlackOnlyButton({ verb: 'pick', from: 0, language }),
  };
  const last = message.blocks.at(-1);
  const blocks: types.KnownBlock[] =
    last?.type === 'actions' && last.elements.length < LIMITS.row
      ? [...message.blocks.slice(0, -1), { ...last, elements: [...last.elements, button] }]
      : [...message.blocks, { type: 'actions', elements: [button] }];
  return { ...message, blocks };
}

/** Returns the messages on the page of a reply that a button opens: one, or all where no button can request a further one; none where the page no longer exists. */
export function pageOpened({ reply, page = 1 }: ReplyResult): readonly SlackMessage[] {
  const pages = render(reply);
  return reply.again === undefined && page === 1 ? pages : pages.slice(page - 1, page);
}
