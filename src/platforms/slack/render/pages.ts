/** The messages of a reply that are sent at once. Pure. */
import type { Reply } from '../../../reply/reply.ts';
import { LIMITS } from '../limits.ts';
import { withPicker } from './pick-button.ts';
import { render, type SlackMessage } from './render.ts';

/** Returns the messages of a reply to send: the first with a button for the rest, or all where no button can request them. */
export function messagesAtOnce(reply: Reply): SlackMessage[] {
  const { again, language } = reply;
  const messages = render(reply).slice(0, again === undefined ? LIMITS.responses : 1);
  return again?.type === 'topics' ? messages.map((message) => withPicker(message, language)) : messages;
}
