/** Renders a reply into Slack messages; pure. */
import type { types } from '@slack/bolt';
import { fit, type MessageLimits, type Page } from '../../../reply/fit.ts';
import type { Action, Block, Reply } from '../../../reply/reply.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { encodeButton } from '../../../reply/button.ts';
import { LIMITS } from '../limits.ts';
import { shorten, type TextLimits } from '../../../reply/shorten.ts';
import { context, renderBlock } from './rich-text.ts';
import { clean, clipEscaped, escape, NOTHING, plainText } from './text.ts';

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

/** Returns the messages of a reply, at least one, in order; all of them carry its actions, and its marker as the block id of their headers. */
export function render(reply: Reply): SlackMessage[] {
  const title = clean(reply.title).trim();
  const blocks = shorten(
    [
      ...(escape(title).length > LIMITS.header ? [{ type: 'note', tone: 'plain', text: title } as const] : []),
      ...reply.blocks,
    ],
    SHORT_TEXTS,
  );
  const furniture = wrapPage(reply, { blocks: [], number: 98, of: 99 });
  const measure: MessageLimits = {
    characters: LIMITS.message - sizeOf(furniture) - CONTINUED_CHARACTERS,
    parts: LIMITS.blocks - furniture.length,
    cost: (block, before) => {
      if (joins(block, before)) {
        const added = renderBlock({ ...block, heading: '' });
        return { characters: sizeOf(added) - (added.length === 0 ? 0 : LIST_CHARACTERS), parts: 0 };
      }
      const rendered = renderBlock(block);
      return { characters: sizeOf(rendered), parts: rendered.length };
    },
    text: ITEM_CHARACTERS,
    choices: LIMITS.options,
  };
  return fit({ ...reply, blocks }, measure).map((page) => ({
    text: fallback(reply, page),
    blocks: wrapPage(reply, page),
    unfurl_links: false,
    unfurl_media: false,
  }));
}

/** Tells whether `fit` will join a block to the one before it, so that its heading is not said again. */
function joins(block: Block, before: Block | undefined): block is Extract<Block, { type: 'claims' | 'list' }> {
  return (
    (block.type === 'claims' || block.type === 'list') &&
    block.type === before?.type &&
    block.heading === before.heading
  );
}

/** Returns a message of one short text, for what is said beside answers. */
export function renderNotice(text: string): SlackMessage {
  return {
    text: escape(text),
    blocks: renderBlock({ type: 'note', tone: 'plain', text }),
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** Puts a page's blocks between its title and its buttons. */
function wrapPage(reply: Reply, page: Page): types.KnownBlock[] {
  const texts = replyTexts(reply.language);
  const more: Action[] =
    page.number < page.of && reply.again !== undefined
      ? [
          {
            label: texts.more(page.number + 1, page.of),
            target: { verb: 'open', request: reply.again, page: page.number + 1, language: reply.language },
            primary: true,
          },
        ]
      : [];
  return [
    {
      type: 'header',
      text: plainText(reply.title, LIMITS.header),
      ...(reply.marker !== undefined && { block_id: markerOf(reply.marker, page.number) }),
    },
    ...page.blocks.flatMap(renderBlock),
    ...(page.of === 1 ? [] : [context([texts.pageOf(page.number, page.of)])]),
    ...buttons([...more, ...reply.actions]),
  ];
}

/** Returns the block id by which a page of a marked reply is found again: the marker itself on the first; throws if it is too long to survive. */
export function markerOf(marker: string, page: number): string {
  const id = page === 1 ? marker : `${marker}#${page}`;
  if (id.length > LIMITS.blockId || id !== clean(id))
    throw new RangeError(`A marker must be plain and have at most ${LIMITS.blockId - 4} characters`);
  return id;
}

function buttons(actions: readonly Action[]): types.ActionsBlock[] {
  const elements = actions.map(({ label, target, primary }, index): types.Button => ({
    type: 'button',
    action_id: `attache/${index}`,
    text: plainText(label, LIMITS.button),
    value: encodeButton(target),
    ...(primary === true && { style: 'primary' }),
  }));
  return Array.from({ length: Math.ceil(elements.length / LIMITS.actions) }, (_, index) => ({
    type: 'actions',
    elements: elements.slice(index * LIMITS.actions, (index + 1) * LIMITS.actions),
  }));
}

/** The text beside the blocks: title and bottom line, or what a reply without one says first. */
function fallback(reply: Reply, page: Page): string {
  const title = clean(reply.title).trim() || NOTHING;
  if (page.number > 1)
    return clipEscaped(`${title} (${replyTexts(reply.language).pageOf(page.number, page.of)})`, LIMITS.fallback);
  const first = reply.blocks.find(({ type }) => type === 'summary') ?? reply.blocks.find(({ type }) => type === 'note');
  const text = first !== undefined && 'text' in first ? first.text : '';
  return clipEscaped(text === '' ? title : replyTexts(reply.language).about(title, text), LIMITS.fallback);
}

/** What blocks take of a message, the way Slack seems to count: their JSON with entities, and an id each. */
function sizeOf(blocks: readonly types.KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + escapedLength(JSON.stringify(block)) + BLOCK_ID_CHARACTERS, 0);
}

/** How long clean text is when escaped; without making it, since every block is measured on the way. */
function escapedLength(text: string): number {
  let length = text.length;
  for (const mark of text.match(/[&<>]/gu) ?? []) length += mark === '&' ? '&amp;'.length - 1 : '&lt;'.length - 1;
  return length;
}
