/** The actions of a reply: one row of buttons, with a menu for those that it has no room for, and a menu beside each item of a list. Pure. */
import { messages } from '../../../locales/messages.ts';
import type { types } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { encodeButton } from '../../../reply/button.ts';
import type { Action } from '../../../reply/reply.ts';
import { LIMITS } from '../limits.ts';
import { encodeConfirmButton } from './button-id.ts';
import { plainText } from './escape.ts';
import { chunks } from '../../../shared/chunks.ts';

/** A menu of one option is a button. */
const MIN_MENU = 2;

/** Returns the actions of a reply that belong to no item of a list: none, or one row. */
export function actionRow(
  actions: readonly Action[],
  language: Language,
  prefix: string,
  paging: readonly Action[] = [],
): types.ActionsBlock[] {
  const all = [...paging, ...actions.filter(({ group }) => group === undefined)];
  if (all.length === 0) return [];
  const fits = all.length <= LIMITS.row;
  const behind = fits ? [] : all.slice(LIMITS.row - 1).filter(isShort);
  const shown = behind.length < MIN_MENU ? all : all.filter((action) => !behind.includes(action));
  const elements = [
    ...shown.map((action, index) => elementOf(action, `${prefix}/${index}`, language)),
    ...(behind.length < MIN_MENU ? [] : [menuOf(behind, `${prefix}/more`, language)]),
  ];
  return chunks(elements, LIMITS.actions).map((some) => ({ type: 'actions', elements: some }));
}

/** Returns the menu of the actions on one item of a list; undefined where there are none. */
export function itemMenu(
  actions: readonly Action[],
  language: Language,
  prefix: string,
): types.Overflow | types.StaticSelect | types.Button | undefined {
  const [first, ...others] = actions.filter(isShort);
  if (first === undefined) return undefined;
  return others.length === 0
    ? buttonOf(first, `${prefix}/item`, language)
    : menuOf([first, ...others], `${prefix}/item`, language);
}

/** Returns what Slack asks before an action is done. */
export function confirmation(
  label: string,
  text: string,
  language: Language,
  isDanger: boolean,
): types.ConfirmationDialog {
  const t = messages(language);
  return {
    title: plainText(label, LIMITS.confirm.title),
    text: plainText(text, LIMITS.confirm.text),
    confirm: plainText(t('slack.home.yes'), LIMITS.confirm.button),
    deny: plainText(t('slack.home.no'), LIMITS.confirm.button),
    ...(isDanger && { style: 'danger' }),
  };
}

function buttonOf({ label, target, primary, confirm }: Action, id: string, language: Language): types.Button {
  return {
    type: 'button',
    action_id: id,
    text: plainText(label, LIMITS.button),
    value: encodeButton(target),
    ...(primary === true && { style: 'primary' }),
    ...(confirm !== undefined && { confirm: confirmation(label, confirm, language, isDanger({ target })) }),
  };
}

/** What leads to a choice offers it at once, where its choices have room. */
function elementOf(action: Action, id: string, language: Language): types.Button | types.StaticSelect {
  const { label, choices = [] } = action;
  const isMenu =
    choices.length > 0 &&
    choices.length <= LIMITS.options &&
    choices.every(({ target }) => encodeButton(target).length <= LIMITS.optionValue);
  return isMenu
    ? {
        type: 'static_select',
        action_id: id,
        placeholder: plainText(label, LIMITS.placeholder),
        options: choices.map((choice) => ({
          text: plainText(choice.label, LIMITS.option),
          value: encodeButton(choice.target),
        })),
      }
    : buttonOf(action, id, language);
}

/** Returns an overflow menu, or a select where that holds too few options. */
function menuOf(actions: readonly Action[], id: string, language: Language): types.Overflow | types.StaticSelect {
  // A question of Slack's would be asked for every option of a menu, so that the bot asks for those that need it.
  const options = actions.map(({ label, target, confirm }) => ({
    text: plainText(label, LIMITS.option),
    value: confirm === undefined ? encodeButton(target) : encodeConfirmButton(target),
  }));
  return options.length <= LIMITS.overflow
    ? { type: 'overflow', action_id: id, options }
    : {
        type: 'static_select',
        action_id: id,
        placeholder: plainText(messages(language)('slack.more'), LIMITS.placeholder),
        options: options.slice(0, LIMITS.options),
      };
}

const isDanger = ({ target }: Pick<Action, 'target'>): boolean =>
  target.verb === 'digest' && target.action === 'remove';

/** Whether the id of an action is short enough for an option. */
const isShort = ({ target, confirm }: Action): boolean =>
  (confirm === undefined ? encodeButton(target) : encodeConfirmButton(target)).length <= LIMITS.optionValue;
