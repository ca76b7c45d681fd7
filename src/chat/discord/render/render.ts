/** Renders a reply as Discord messages of text, menus and buttons (Components V2), and chooses those that are sent at once. Pure. */
import { messages } from '../../../locales/messages.ts';
import { shorten, wholeText, type TextLimits } from '../../../reply/shorten.ts';
import { menuShowsAll, countAll, menu, rowsOf } from './rows.ts';
import { clip } from '../../../shared/text.ts';
import type { Language } from '../../../records/schema.ts';
import { fit, type Page } from '../../../reply/fit.ts';
import type { Block, Reply } from '../../../reply/reply.ts';
import { createButtonIds } from './button-id.ts';
import { LIMITS, weight } from '../limits.ts';
import { itemsOf, markdown, small, title, type CitationLinks } from './markdown.ts';
import { markerNumber } from './marker.ts';
import { FLAG, TYPE, type DiscordMessage, type MessagePart } from './payload.ts';
import { note, privateReply } from '../../../reply/compose/parts.ts';

/** Kept free below Discord's limit on text. */
const MARGIN = 40;
const MAX_TITLE_CHARACTERS = 200;
/** Texts beside those that are divided; records stay below all of them but the heading of a rare speaker. */
export const SHORT_TEXTS: TextLimits = {
  heading: 300,
  prompt: 200,
  label: 200,
  detail: 400,
  watch: 400,
  badge: { item: 400, row: 900, items: Infinity, warning: 400 },
  source: { title: 200, detail: 500, disclosure: 400 },
  menu: {
    listed: (choices) => (menuShowsAll(choices) ? [] : choices),
    choices: Infinity,
    characters: Infinity,
    size: ({ length }) => length,
  },
};
/** The longest text that one item holds beside its citations and details. */
const MAX_TEXT_CHARACTERS = 600;

/** Shorter addresses bring a reply of more messages than this into one only rarely. */
const MAX_SHORTENED = 3;

/** Returns the messages that a reply becomes, at least one, each within Discord's limits. Addresses count as text: where a reply is longer than one message only by them, its citations lead to the documents instead of the cited words, or nowhere if its sources are at hand. */
export function render(reply: Reply): readonly DiscordMessage[] {
  const shortened = {
    ...reply,
    title: clip(reply.title, MAX_TITLE_CHARACTERS),
    blocks: [...wholeText(reply.title, MAX_TITLE_CHARACTERS), ...shorten(reply.blocks, SHORT_TEXTS)],
  };
  const pages = dividedPages(shortened, 'words');
  if (pages.length === 1 || pages.length > MAX_SHORTENED) return pages.map((page) => renderPage(shortened, page));
  for (const links of ['document', ...(leadsToSources(reply) ? (['none'] as const) : [])] as const) {
    const { blocks } = shortened;
    const hint: Block[] = links === 'none' ? [note(messages(reply.language)('discord.linksInSources'))] : [];
    const [only, ...more] = dividedPages({ ...shortened, blocks: [...blocks, ...hint] }, links);
    if (only !== undefined && more.length === 0) return [renderPage(shortened, only, links)];
  }
  return pages.map((page) => renderPage(shortened, page));
}

/** Tells whether the addresses of a reply's citations are told in it, or by a button of it. */
function leadsToSources({ blocks, actions }: Reply): boolean {
  return (
    blocks.some(({ type }) => type === 'sources') ||
    actions.some(
      ({ target }) =>
        target.verb === 'open' && target.request.type === 'section' && target.request.section === 'sources',
    )
  );
}

function dividedPages(reply: Reply, links: CitationLinks): Page[] {
  // The first page of one, and one in the middle, which has most buttons.
  const actions = Math.max(
    ...[1, 3].map((of) => countAll(rowsOf(reply, { number: Math.ceil(of / 2), of }, createButtonIds()))),
  );
  return fit(reply, {
    characters: LIMITS.text - MARGIN - weight(headOf(reply, { number: 999, of: 999 })),
    // Beside the blocks: what may hold them all, the head, and the actions.
    parts: LIMITS.components - 2 - actions,
    cost: (block, before) => costOf(block, before, links),
    text: MAX_TEXT_CHARACTERS,
    choices: LIMITS.options,
  });
}

/** Returns a message of one sentence. */
export function notice(text: string, language: Language): DiscordMessage {
  const blocks: readonly Block[] = [note(text)];
  return renderPage(privateReply('', language, blocks), { blocks, number: 1, of: 1 });
}

/** What a block takes behind the one before it, under whose heading it may go on. */
function costOf(
  block: Block,
  before: Block | undefined,
  links: CitationLinks,
): { readonly characters: number; readonly parts: number } {
  const continues =
    before !== undefined &&
    'heading' in block &&
    'heading' in before &&
    block.type !== 'summary' &&
    block.type === before.type &&
    block.heading === before.heading;
  if (continues) return { characters: weight(itemsOf(block, links)) + 1, parts: 0 };
  return {
    characters: weight(markdown(block, links)) + 1,
    parts: block.type === 'choices' ? 3 : block.type === 'sources' ? 2 : 1,
  };
}

function renderPage(reply: Reply, page: Page, links: CitationLinks = 'words'): DiscordMessage {
  const ids = createButtonIds(reply.marker);
  const inside: MessagePart[] = [];
  const addText = (content: string): void => {
    if (content.trim() !== '') inside.push({ type: TYPE.text, content });
  };

  addText(headOf(reply, page));
  const rows = rowsOf(reply, page, ids);
  for (const block of page.blocks) {
    if (block.type === 'sources' && inside.length > 0) inside.push({ type: TYPE.separator });
    addText(markdown(block, links));
    if (block.type === 'choices') inside.push(menu(block.prompt, block.choices, ids));
  }
  if (inside.length === 0) addText(title(messages(reply.language)('reply.nothing')));
  inside.push(...rows);
  // A posted message without its marker could not be found again, and would be posted twice: without buttons its text bears it.
  const bearer = ids.marked() ? -1 : inside.findIndex(({ type }) => type === TYPE.text);
  const bearing = inside[bearer];
  const marked =
    bearing?.type === TYPE.text ? inside.with(bearer, { ...bearing, id: markerNumber(reply.marker ?? '') }) : inside;

  return {
    flags: FLAG.componentsV2,
    components: marked,
    allowed_mentions: { parse: [] },
  };
}

function headOf(reply: Reply, { number, of }: Pick<Page, 'number' | 'of'>): string {
  return [
    ...(reply.title.trim() === '' ? [] : [title(reply.title)]),
    ...(of === 1 ? [] : [small(messages(reply.language)('reply.pageOf', { page: number, pages: of }))]),
  ].join('\n');
}

/** The limit of a reply that is sent whole because no button can request its next page. */
const MAX_PAGES = 5;

/** Returns the messages of a reply that are sent at once: one page of it, or all if no button can request the next. */
export function messagesAtOnce(reply: Reply, page = 1): readonly DiscordMessage[] {
  const pages = render(reply);
  if (reply.again === undefined) return pages.slice(0, MAX_PAGES);
  // The brief may have become shorter since the button was made.
  return pages.slice(Math.min(page, pages.length) - 1).slice(0, 1);
}
