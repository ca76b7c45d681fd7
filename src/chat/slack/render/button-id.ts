/** Buttons that only Slack has, beside those of replies: opening the picker, the form of a new digest, the next part of the Home tab. */
import type { Language } from '../../../records/schema.ts';
import { BUTTON_PREFIX, decodeButton, encodeButton, type ButtonAction } from '../../../reply/button.ts';

/** The picker's button, and its menu, whose options are asked for by this name. */
export const PICK = 'attache/pick';

/** The ids of what is pressed below answers begin with this: an answer that one person sees is replaced by the next, a digest never is. */
export const ANSWER = 'attache/answer';

const VERBS = ['pick', 'subscribe', 'home'] as const;

type SlackOnlyButtonOf<Verb> = {
  readonly verb: Verb;
  /** home: the first digest shown, counted from 0. */
  readonly from: number;
  readonly language: Language;
};

export type SlackOnlyButton = SlackOnlyButtonOf<'pick'> | SlackOnlyButtonOf<'subscribe'> | SlackOnlyButtonOf<'home'>;

/** An option of a menu that is done only after the bot has asked. */
export type ConfirmButton = { readonly verb: 'ask'; readonly action: ButtonAction; readonly language: Language };

/** Returns the value that a button of ours carries. */
export function encodeSlackOnlyButton({ verb, from, language }: SlackOnlyButton): string {
  return [BUTTON_PREFIX, 'slack', verb, from, language].join('/');
}

/** Returns the value of an option that is done only after the bot has asked. */
export const encodeConfirmButton = (action: ButtonAction): string =>
  [BUTTON_PREFIX, 'slack', 'ask', ...encodeButton(action).split('/').slice(1)].join('/');

/** What a button on Slack asks for: what any button does, or what only Slack has. */
export type SlackButton = ButtonAction | SlackOnlyButton | ConfirmButton;

/** Returns what the value of a button means, or undefined if it is none of ours or was made up. */
export const decodeSlackButton = (value: string): SlackButton | undefined =>
  decodeButton(value) ?? decodeConfirmButton(value) ?? decodeSlackOnlyButton(value);

function decodeConfirmButton(value: string): ConfirmButton | undefined {
  const [prefix, slack, ask, ...rest] = value.split('/');
  if (prefix !== BUTTON_PREFIX || slack !== 'slack' || ask !== 'ask') return undefined;
  const action = decodeButton([BUTTON_PREFIX, ...rest].join('/'));
  return action && { verb: 'ask', action, language: action.language };
}

function decodeSlackOnlyButton(value: string): SlackOnlyButton | undefined {
  const [prefix, slack, named, from = '', language, ...rest] = value.split('/');
  const verb = VERBS.find((one) => one === named);
  if (prefix !== BUTTON_PREFIX || slack !== 'slack' || verb === undefined || rest.length > 0) return undefined;
  if (!/^\d{1,4}$/u.test(from) || (language !== 'en' && language !== 'zh')) return undefined;
  return { verb, from: Number(from), language };
}
