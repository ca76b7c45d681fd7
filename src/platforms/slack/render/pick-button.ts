/** The button that opens the picker, below a message. Pure. */
import type { types } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';
import { LIMITS } from '../limits.ts';
import { encodeOwn, PICK } from './button-id.ts';
import type { SlackMessage } from './render.ts';
import { plainText } from './text.ts';

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
    last?.type === 'actions' && last.elements.length < LIMITS.row
      ? [...message.blocks.slice(0, -1), { ...last, elements: [...last.elements, button] }]
      : [...message.blocks, { type: 'actions', elements: [button] }];
  return { ...message, blocks };
}
