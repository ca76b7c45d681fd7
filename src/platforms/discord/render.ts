/** Renders a reply as Discord messages of text, menus and buttons (Components V2). */
import type { Language } from '../../brief/schema.ts';
import { fit, type Page } from '../../reply/fit.ts';
import type { Action, Block, Choice, Reply } from '../../reply/reply.ts';
import { wordsOf } from '../../reply/words.ts';
import { bound } from './bound.ts';
import { createIds, type Ids } from './custom-id.ts';
import { LIMITS, weight } from './limits.ts';
import { itemsOf, markdown, small, title } from './markdown.ts';
import { FLAG, STYLE, TYPE, type Button, type Menu, type Message, type Part, type Row } from './message.ts';
import { clip, plain } from './text.ts';

/** A choice, or an action that has become one. */
type Option = Pick<Choice, 'label' | 'detail'> & Pick<Action, 'target'>;

/** Kept free below Discord's limit on text. */
const MARGIN = 40;
/** The longest text that one item holds beside its citations and details; see bound.ts for these. */
const TEXT_MOST_CHARACTERS = 600;
/** So many actions are buttons, more are a menu. */
const BUTTONS_MOST = 10;

/** Returns the messages that a reply becomes, at least one, each within Discord's limits. */
export function render(reply: Reply): readonly Message[] {
  const bounded = bound(reply);
  const actions = Math.max(...[1, 2].map((of) => countAll(rowsOf(bounded, { number: 1, of }, createIds()))));
  const pages = fit(bounded, {
    characters: LIMITS.text - MARGIN - weight(headOf(bounded, { number: 999, of: 999 })),
    // Beside the blocks: the head, the line above the actions, and these.
    parts: LIMITS.components - 2 - actions,
    cost: costOf,
    text: TEXT_MOST_CHARACTERS,
    choices: LIMITS.options,
  });
  return pages.map((page) => renderPage(bounded, page));
}

/** Returns a message of one sentence. */
export function notice(text: string, language: Language): Message {
  const blocks: readonly Block[] = [{ type: 'note', text, tone: 'plain' }];
  return renderPage({ title: '', language, audience: 'asker', blocks, actions: [] }, { blocks, number: 1, of: 1 });
}

/** What a block takes behind the one before it, under whose heading it may go on. */
function costOf(block: Block, before: Block | undefined): { readonly characters: number; readonly parts: number } {
  const goesOn =
    before !== undefined &&
    'heading' in block &&
    'heading' in before &&
    block.type !== 'summary' &&
    block.type === before.type &&
    block.heading === before.heading;
  if (goesOn) return { characters: weight(itemsOf(block)) + 1, parts: 0 };
  return {
    characters: weight(markdown(block)) + 1,
    parts: block.type === 'choices' ? 3 : block.type === 'sources' ? 2 : 1,
  };
}

function renderPage(reply: Reply, page: Page): Message {
  const ids = createIds(reply.marker);
  const inside: Part[] = [];
  const say = (content: string): void => {
    if (content.trim() !== '') inside.push({ type: TYPE.text, content });
  };
  const draw = (): void => {
    if (inside.length > 0) inside.push({ type: TYPE.separator });
  };

  say(headOf(reply, page));
  for (const block of page.blocks) {
    if (block.type === 'sources') draw();
    say(markdown(block));
    if (block.type === 'choices') inside.push(menu(block.prompt, block.choices, ids));
  }
  if (inside.length === 0) say(title(wordsOf(reply.language).nothing));
  const rows = rowsOf(reply, page, ids);
  if (rows.length > 0) draw();
  inside.push(...rows);
  // A posted message without its marker could not be found again, and would be posted twice.
  if (!ids.marked()) throw new RangeError(`no button or menu has room for the marker ${reply.marker}`);

  return {
    flags: FLAG.componentsV2,
    // Without a container around them: a channel whose history holds one cannot be read, and a digest of unknown outcome is
    // looked for there. https://github.com/discord/discord-api-docs/issues/8611
    components: inside,
    allowed_mentions: { parse: [] },
  };
}

function headOf(reply: Reply, { number, of }: Pick<Page, 'number' | 'of'>): string {
  return [
    ...(reply.title.trim() === '' ? [] : [title(reply.title)]),
    ...(of === 1 ? [] : [small(wordsOf(reply.language).pageOf(number, of))]),
  ].join('\n');
}

/** The rows below a page: the button for the next page, and the actions. */
function rowsOf({ actions, again, language }: Reply, { number, of }: Pick<Page, 'number' | 'of'>, ids: Ids): Row[] {
  const next: Action[] =
    again === undefined || number >= of
      ? []
      : [
          {
            label: wordsOf(language).more(number + 1, of),
            target: { verb: 'open', request: again, page: number + 1, language },
            primary: true,
          },
        ];
  if (actions.length <= BUTTONS_MOST) return buttons([...next, ...actions], ids);
  const choices = actions.map(({ label, target }) => ({ label, detail: '', target }));
  return [...buttons(next, ids), ...chunks(choices, LIMITS.options).map((some) => menu('…', some, ids))];
}

function buttons(actions: readonly Action[], ids: Ids): Row[] {
  return chunks(actions, LIMITS.buttonsInRow).map((some) => ({
    type: TYPE.row,
    components: some.map((one) => button(one, ids)),
  }));
}

function button({ label, target, primary }: Action, ids: Ids): Button {
  return {
    type: TYPE.button,
    style: primary === true ? STYLE.primary : STYLE.secondary,
    label: labelOf(label, LIMITS.buttonLabel),
    custom_id: ids.of(target),
  };
}

/** A menu fills a row of its own. */
function menu(prompt: string, choices: readonly Option[], ids: Ids): Row {
  const values = createIds();
  const select: Menu = {
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

function countAll(rows: readonly Row[]): number {
  return rows.reduce((sum, { components }) => sum + 1 + components.length, 0);
}
