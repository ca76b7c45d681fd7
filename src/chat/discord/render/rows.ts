/** The rows of buttons and menus below a message. Pure. */
import { messages } from '../../../locales/messages.ts';
import { clip } from '../../../shared/text.ts';
import type { Page } from '../../../reply/fit.ts';
import type { Action, Choice, Reply } from '../../../reply/reply.ts';
import { LIMITS } from '../limits.ts';
import { createButtonIds, type ButtonIds } from './button-id.ts';
import { STYLE, TYPE, type ButtonPart, type DiscordMessage, type MenuPart, type RowPart } from './payload.ts';
import { plain } from './escape.ts';
import { chunks } from '../../../shared/chunks.ts';

/** A choice, or an action that has become one. */
type MenuOptionPart = Pick<Choice, 'label' | 'detail'> & Pick<Action, 'target' | 'confirm'>;

/** So many actions are buttons, more are a menu. */
const MAX_BUTTONS = 15;
/** So many items have a menu of their own actions each; of more, each action has a menu of items. */
const MAX_MENUS = 8;

/** Returns the rows below a page: the buttons that turn it, the actions of listed items, all other actions, and a menu for those that lead to a choice. */
export function rowsOf(reply: Reply, page: Pick<Page, 'number' | 'of'>, ids: ButtonIds): RowPart[] {
  const turning = turningOf(reply, page, ids);
  const grouped = groupRows(reply, ids);
  const ungrouped = reply.actions.filter((action) => action.group === undefined && !isMenu(action));
  const menus = reply.actions.filter(isMenu).map(({ label, choices }) => menu(label, choices, ids));
  if (ungrouped.length > MAX_BUTTONS) {
    const choices = ungrouped.map((action) => optionOf(action));
    const prompt = reply.title;
    return [
      ...buttonRows(turning),
      ...grouped,
      ...chunks(choices, LIMITS.options).map((some) => menu(prompt, some, ids)),
      ...menus,
    ];
  }
  const buttons = ungrouped.map((action) => actionButton(action, ids));
  const rows =
    turning.length + buttons.length <= LIMITS.buttonsInRow
      ? [...grouped, ...buttonRows([...turning, ...buttons])]
      : [...buttonRows(turning), ...grouped, ...buttonRows(buttons)];
  return [...rows, ...menus];
}

/** The actions of listed items: buttons of a single one, a menu for each of a few, and of many a menu for each action. */
function groupRows({ actions, blocks }: Reply, ids: ButtonIds): RowPart[] {
  const names = blocks.flatMap((block) => (block.type === 'list' ? block.items.map(({ label }) => label) : []));
  const grouped = actions.filter((action) => action.group !== undefined);
  const groups = Map.groupBy(grouped, ({ group }) => group);
  if (groups.size <= 1) return buttonRows(grouped.map((action) => actionButton(action, ids)));
  const nameOf = ({ group = 0 }: Action): string => names[group - 1] ?? '';
  if (groups.size <= MAX_MENUS)
    return [...groups.values()].flatMap((its) =>
      its.length === 0 || its[0] === undefined
        ? []
        : [
            menu(
              nameOf(its[0]),
              its.map((action) => optionOf(action)),
              ids,
            ),
          ],
    );
  return [...Map.groupBy(grouped, ({ label }) => label)].flatMap(([label, its]) =>
    chunks(its, LIMITS.options).map((some) =>
      menu(
        label,
        some.map((action) => optionOf(action, nameOf(action))),
        ids,
      ),
    ),
  );
}

const optionOf = ({ label, target, confirm }: Action, shown = label): MenuOptionPart => ({
  label: shown,
  detail: '',
  target,
  confirm,
});

type MenuAction = Action & { readonly choices: readonly Choice[] };

const isMenu = (action: Action): action is MenuAction =>
  action.choices !== undefined && action.choices.length > 0 && action.choices.length <= LIMITS.options;

function turningOf(
  { again: request, language }: Reply,
  { number, of }: Pick<Page, 'number' | 'of'>,
  ids: ButtonIds,
): ButtonPart[] {
  if (request === undefined) return [];
  const t = messages(language);
  const to = (page: number): string => ids.of({ verb: 'open', request, page, language });
  return [
    ...(number > 1 ? [button(t('reply.back', { page: number - 1, pages: of }), to(number - 1))] : []),
    ...(number < of ? [button(t('reply.more', { page: number + 1, pages: of }), to(number + 1), true)] : []),
  ];
}

function buttonRows(buttons: readonly ButtonPart[]): RowPart[] {
  return chunks(buttons, LIMITS.buttonsInRow).map((components) => ({ type: TYPE.row, components }));
}

const actionButton = ({ label, target, primary, confirm }: Action, ids: ButtonIds): ButtonPart =>
  button(label, ids.of(target, confirm !== undefined), primary);

/** Returns a button of an id. */
export function button(label: string, custom_id: string, primary = false): ButtonPart {
  return {
    type: TYPE.button,
    style: primary ? STYLE.primary : STYLE.secondary,
    label: labelOf(label, LIMITS.buttonLabel),
    custom_id,
  };
}

/** Returns a message with a row of buttons below it. */
export function withButtons(message: DiscordMessage, ...buttons: readonly ButtonPart[]): DiscordMessage {
  return {
    ...message,
    components: [...message.components, { type: TYPE.row, components: buttons }],
  };
}

/** Returns a menu, which fills a row of its own. */
export function menu(prompt: string, choices: readonly MenuOptionPart[], ids: ButtonIds): RowPart {
  const values = createButtonIds();
  const select: MenuPart = {
    type: TYPE.select,
    custom_id: ids.menu(),
    placeholder: labelOf(prompt, LIMITS.placeholder),
    options: choices.map(({ label, detail, target, confirm }) => ({
      label: labelOf(label, LIMITS.optionLabel),
      value: values.of(target, confirm !== undefined),
      ...(detail.trim() !== '' && { description: labelOf(detail, LIMITS.optionDescription) }),
    })),
  };
  return { type: TYPE.row, components: [select] };
}

/** A label may be of any text but must not be empty. */
function labelOf(text: string, most: number): string {
  return clip(plain(text).trim(), most) || '…';
}

/** Returns how many components rows are, with what is in them. */
export function countAll(rows: readonly RowPart[]): number {
  return rows.reduce((sum, { components }) => sum + 1 + components.length, 0);
}

/** Tells whether a menu shows the whole of choices. */
export function menuShowsAll(choices: readonly { readonly label: string; readonly detail: string }[]): boolean {
  return choices.every(
    ({ label, detail }) =>
      plain(label).length <= LIMITS.optionLabel && plain(detail).length <= LIMITS.optionDescription,
  );
}
