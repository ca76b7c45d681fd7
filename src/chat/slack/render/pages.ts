/** The messages of a reply that are sent at once, the first with a button for the rest. Pure. */
import { messages } from '../../../locales/messages.ts';
import type { types } from '@slack/bolt';
import type { Reply } from '../../../reply/reply.ts';
import { LIMITS } from '../limits.ts';
import { render, type SlackMessage } from './render.ts';
import type { Language } from '../../../records/schema.ts';
import { encodeOwn, PICK } from './button-id.ts';
import { plainText } from './text.ts';
import { type ReplyResult } from '../../../conversation/event.ts';

/** Returns the messages of a reply to send: the first with a button for the rest, or all where no button can request them. */
export function messagesAtOnce(reply: Reply): SlackMessage[] {
  const { again, language } = reply;
  const shown = render(reply).slice(0, again === undefined ? LIMITS.responses : 1);
  return again?.type === 'topics' ? shown.map((message) => withPicker(message, language)) : shown;
}

/** Returns a message with a button that opens the picker, behind its other buttons. */
export function withPicker(message: SlackMessage, language: Language): SlackMessage {
  const button: types.Button = {
    type: 'button',
    action_id: PICK,
    text: plainText(messages(language)('slack.pick'), LIMITS.button),
    value: encodeOwn({ verb: 'pick', from: 0, language }),
  };
  const last = message.blocks.at(-1);
  const blocks: types.KnownBlock[] =
    last?.type === 'actions' && last.elements.length < LIMITS.row
      ? [...message.blocks.slice(0, -1), { ...last, elements: [...last.elements, button] }]
      : [...message.blocks, { type: 'actions', elements: [button] }];
  return { ...message, blocks };
}

/** Returns the messages on the page of a reply that a button opens: one, or all where no button can request a further one; none where the page no longer exists. */
export function pageOpened({ reply, page = 1 }: ReplyResult): readonly SlackMessage[] {
  const pages = render(reply);
  return reply.again === undefined && page === 1 ? pages : pages.slice(page - 1, page);
}
