/** Buttons that only Slack has, beside those of replies: opening the picker, the form of a new digest, the next part of the Home tab. */
import type { types } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { BUTTON_PREFIX } from '../../../reply/button.ts';
import { LIMITS } from '../limits.ts';
import type { SlackMessage } from './render.ts';
import { plainText } from './text.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';

/** The picker's button, and its menu, whose options are asked for by this name. */
export const PICK = 'attache/pick';

const ACTS = ['pick', 'subscribe', 'home'] as const;

export type OwnButton = {
  readonly act: (typeof ACTS)[number];
  /** home: the first digest shown, counted from 0. */
  readonly from: number;
  readonly language: Language;
};

/** Returns the value that a button of ours carries. */
export function encodeOwn({ act, from, language }: OwnButton): string {
  return [BUTTON_PREFIX, 'slack', act, from, language].join('/');
}

/** Returns what the value of a button means, or undefined if it is none of these. */
export function decodeOwn(value: string): OwnButton | undefined {
  const [prefix, slack, named, from = '', language, ...rest] = value.split('/');
  const act = ACTS.find((one) => one === named);
  if (prefix !== BUTTON_PREFIX || slack !== 'slack' || act === undefined || rest.length > 0) return undefined;
  if (!/^\d{1,4}$/u.test(from) || (language !== 'en' && language !== 'zh')) return undefined;
  return { act, from: Number(from), language };
}

/** Returns a message with a button that opens the picker, behind its other buttons. */
export function withPicker(message: SlackMessage, language: Language): SlackMessage {
  const button: types.Button = {
    type: 'button',
    action_id: PICK,
    text: plainText(slackTexts(language).pick, LIMITS.button),
    value: encodeOwn({ act: 'pick', from: 0, language }),
  };
  const last = message.blocks.at(-1);
  const blocks: types.KnownBlock[] =
    last?.type === 'actions' && last.elements.length < LIMITS.actions
      ? [...message.blocks.slice(0, -1), { ...last, elements: [...last.elements, button] }]
      : [...message.blocks, { type: 'actions', elements: [button] }];
  return { ...message, blocks };
}
