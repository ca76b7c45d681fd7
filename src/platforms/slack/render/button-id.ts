/** Buttons that only Slack has, beside those of replies: opening the picker, the form of a new digest, the next part of the Home tab. */
import type { types } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { BUTTON_PREFIX, decodeButton, type ButtonAction } from '../../../reply/button.ts';
import { LIMITS } from '../limits.ts';
import type { SlackMessage } from './render.ts';
import { plainText } from './text.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';

/** The picker's button, and its menu, whose options are asked for by this name. */
export const PICK = 'attache/pick';

const VERBS = ['pick', 'subscribe', 'home'] as const;

type OwnButtonOf<Verb> = {
  readonly verb: Verb;
  /** home: the first digest shown, counted from 0. */
  readonly from: number;
  readonly language: Language;
};

export type OwnButton = OwnButtonOf<'pick'> | OwnButtonOf<'subscribe'> | OwnButtonOf<'home'>;

/** Returns the value that a button of ours carries. */
export function encodeOwn({ verb, from, language }: OwnButton): string {
  return [BUTTON_PREFIX, 'slack', verb, from, language].join('/');
}

/** What a button on Slack asks for: what any button does, or what only Slack has. */
export type SlackButton = ButtonAction | OwnButton;

/** Returns what the value of a button means, or undefined if it is none of ours or was made up. */
export const decodeSlackButton = (value: string): SlackButton | undefined => decodeButton(value) ?? decodeOwn(value);

function decodeOwn(value: string): OwnButton | undefined {
  const [prefix, slack, named, from = '', language, ...rest] = value.split('/');
  const verb = VERBS.find((one) => one === named);
  if (prefix !== BUTTON_PREFIX || slack !== 'slack' || verb === undefined || rest.length > 0) return undefined;
  if (!/^\d{1,4}$/u.test(from) || (language !== 'en' && language !== 'zh')) return undefined;
  return { verb, from: Number(from), language };
}

/** Returns a message with a button that opens the picker, behind its other buttons. */
export function withPicker(message: SlackMessage, language: Language): SlackMessage {
  const button: types.Button = {
    type: 'button',
    action_id: PICK,
    text: plainText(slackTexts(language).pick, LIMITS.button),
    value: encodeOwn({ verb: 'pick', from: 0, language }),
  };
  const last = message.blocks.at(-1);
  const blocks: types.KnownBlock[] =
    last?.type === 'actions' && last.elements.length < LIMITS.actions
      ? [...message.blocks.slice(0, -1), { ...last, elements: [...last.elements, button] }]
      : [...message.blocks, { type: 'actions', elements: [button] }];
  return { ...message, blocks };
}
