/** Renders a reply as Discord messages of text, menus and buttons (Components V2). */
import { shorten, wholeText, type TextLimits } from '../../../reply/shorten.ts';
import { isWhole } from './menu.ts';
import { clip } from '../../../shared/clip.ts';
import type { Language } from '../../../records/schema.ts';
import { fit, type Page } from '../../../reply/fit.ts';
import type { Action, Block, Choice, Reply } from '../../../reply/reply.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { createButtonIds, type ButtonIds } from './button-id.ts';
import { LIMITS, weight } from '../limits.ts';
import { itemsOf, markdown, small, title } from './markdown.ts';
import {
  FLAG,
  STYLE,
  TYPE,
  type ButtonPart,
  type MenuPart,
  type DiscordMessage,
  type MessagePart,
  type RowPart,
} from './payload.ts';
import { plain } from './text.ts';

/** A choice, or an action that has become one. */
type MenuOptionPart = Pick<Choice, 'label' | 'detail'> & Pick<Action, 'target'>;

/** Kept free below Discord's limit on text. */
const MARGIN = 40;
const TITLE_MOST_CHARACTERS = 200;
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
    listed: (choices) => (isWhole(choices) ? [] : choices),
    choices: Infinity,
    characters: Infinity,
    size: ({ length }) => length,
  },
};
/** The longest text that one item holds beside its citations and details. */
const TEXT_MOST_CHARACTERS = 600;
/** So many actions are buttons, more are a menu. */
const BUTTONS_MOST = 15;

/** Returns the messages that a reply becomes, at least one, each within Discord's limits. */
export function render(reply: Reply): readonly DiscordMessage[] {
  const shortened = {
    ...reply,
    title: clip(reply.title, TITLE_MOST_CHARACTERS),
    blocks: [...wholeText(reply.title, TITLE_MOST_CHARACTERS), ...shorten(reply.blocks, SHORT_TEXTS)],
  };
  // The first page of one, and one in the middle, which has most buttons.
  const actions = Math.max(
    ...[1, 3].map((of) => countAll(rowsOf(shortened, { number: Math.ceil(of / 2), of }, createButtonIds()))),
  );
  const pages = fit(shortened, {
    characters: LIMITS.text - MARGIN - weight(headOf(shortened, { number: 999, of: 999 })),
    // Beside the blocks: what holds them all, the head, the line above the actions, and these.
    parts: LIMITS.components - 3 - actions,
    cost: costOf,
    text: TEXT_MOST_CHARACTERS,
    choices: LIMITS.options,
  });
  return pages.map((page) => renderPage(shortened, page));
}

/** Returns a message of one sentence. */
export function notice(text: string, language: Language): DiscordMessage {
  const blocks: readonly Block[] = [{ type: 'note', text, tone: 'plain' }];
  return renderPage({ title: '', language, audience: 'asker', blocks, actions: [] }, { blocks, number: 1, of: 1 });
}

/** What a block takes behind the one before it, under whose heading it may go on. */
function costOf(block: Block, before: Block | undefined): { readonly characters: number; readonly parts: number } {
  const continues =
    before !== undefined &&
    'heading' in block &&
    'heading' in before &&
    block.type !== 'summary' &&
    block.type === before.type &&
    block.heading === before.heading;
  if (continues) return { characters: weight(itemsOf(block)) + 1, parts: 0 };
  return {
    characters: weight(markdown(block)) + 1,
    parts: block.type === 'choices' ? 3 : block.type === 'sources' ? 2 : 1,
  };
}

function renderPage(reply: Reply, page: Page): DiscordMessage {
  const ids = createButtonIds(reply.marker);
  const inside: MessagePart[] = [];
  const addText = (content: string): void => {
    if (content.trim() !== '') inside.push({ type: TYPE.text, content });
  };
  const draw = (): void => {
    if (inside.length > 0) inside.push({ type: TYPE.separator });
  };

  addText(headOf(reply, page));
  for (const block of page.blocks) {
    if (block.type === 'sources') draw();
    addText(markdown(block));
    if (block.type === 'choices') inside.push(menu(block.prompt, block.choices, ids));
  }
  if (inside.length === 0) addText(title(replyTexts(reply.language).nothing));
  const rows = rowsOf(reply, page, ids);
  if (rows.length > 0) draw();
  inside.push(...rows);
  // A posted message without its marker could not be found again, and would be posted twice.
  if (!ids.marked()) throw new RangeError(`no button or menu has room for the marker ${reply.marker}`);

  return {
    flags: FLAG.componentsV2,
    components: inside,
    allowed_mentions: { parse: [] },
  };
}

function headOf(reply: Reply, { number, of }: Pick<Page, 'number' | 'of'>): string {
  return [
    ...(reply.title.trim() === '' ? [] : [title(reply.title)]),
    ...(of === 1 ? [] : [small(replyTexts(reply.language).pageOf(number, of))]),
  ].join('\n');
}

/** The rows below a page: the buttons that turn it, the actions, and a menu for those that lead to a choice. */
function rowsOf(reply: Reply, page: Pick<Page, 'number' | 'of'>, ids: ButtonIds): RowPart[] {
  const turning = turningOf(reply, page, ids);
  const plainly = reply.actions.filter((action) => !isMenu(action));
  const menus = reply.actions.filter(isMenu).map(({ label, choices }) => menu(label, choices, ids));
  if (plainly.length > BUTTONS_MOST) {
    const choices = plainly.map(({ label, target }) => ({ label, detail: '', target }));
    const prompt = reply.again?.type === 'full' ? replyTexts(reply.language).partsOfBrief : reply.title;
    return [
      ...buttonRows(turning),
      ...chunks(choices, LIMITS.options).map((some) => menu(prompt, some, ids)),
      ...menus,
    ];
  }
  const buttons = plainly.map(({ label, target, primary }) => button(label, ids.of(target), primary));
  const rows =
    turning.length + buttons.length <= LIMITS.buttonsInRow
      ? buttonRows([...turning, ...buttons])
      : [...buttonRows(turning), ...buttonRows(buttons)];
  return [...rows, ...menus];
}

type MenuAction = Action & { readonly choices: readonly Choice[] };

const isMenu = (action: Action): action is MenuAction =>
  action.choices !== undefined && action.choices.length > 0 && action.choices.length <= LIMITS.options;

function turningOf(
  { again: request, language }: Reply,
  { number, of }: Pick<Page, 'number' | 'of'>,
  ids: ButtonIds,
): ButtonPart[] {
  if (request === undefined) return [];
  const texts = replyTexts(language);
  const to = (page: number): string => ids.of({ verb: 'open', request, page, language });
  return [
    ...(number > 1 ? [button(texts.back(number - 1, of), to(number - 1))] : []),
    ...(number < of ? [button(texts.more(number + 1, of), to(number + 1), true)] : []),
  ];
}

function buttonRows(buttons: readonly ButtonPart[]): RowPart[] {
  return chunks(buttons, LIMITS.buttonsInRow).map((components) => ({ type: TYPE.row, components }));
}

function button(label: string, custom_id: string, primary = false): ButtonPart {
  return {
    type: TYPE.button,
    style: primary ? STYLE.primary : STYLE.secondary,
    label: labelOf(label, LIMITS.buttonLabel),
    custom_id,
  };
}

/** A menu fills a row of its own. */
function menu(prompt: string, choices: readonly MenuOptionPart[], ids: ButtonIds): RowPart {
  const values = createButtonIds();
  const select: MenuPart = {
    type: TYPE.select,
    custom_id: ids.menu(),
    placeholder: labelOf(prompt, LIMITS.placeholder),
    options: choices.map(({ label, detail, target }) => ({
      label: labelOf(label, LIMITS.optionLabel),
      value: values.of(target),
      ...(detail.trim() !== '' && { description: labelOf(detail, LIMITS.optionDescription) }),
    })),
  };
  return { type: TYPE.row, components: [select] };
}

/** A label may be of any text but must not be empty. */
function labelOf(text: string, most: number): string {
  return clip(plain(text).trim(), most) || '…';
}

function chunks<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
    items.slice(index * most, (index + 1) * most),
  );
}

function countAll(rows: readonly RowPart[]): number {
  return rows.reduce((sum, { components }) => sum + 1 + components.length, 0);
}
