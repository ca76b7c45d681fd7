/** The shortcuts: "Brief a topic" opens the picker from anywhere; "Brief this" shows the topics of a message to the asker alone. */
import { messages } from '../../../locales/messages.ts';
import type { AckFn, GlobalShortcut, MessageShortcut, RespondFn } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { onRequest } from '../../../conversation/handle.ts';
import { writtenIn } from '../../../conversation/parse-text.ts';
import type { AskerOf } from './asker.ts';
import { messageText } from './message-text.ts';
import { pickerView } from '../render/picker.ts';
import { renderNotice, type SlackMessage } from '../render/render.ts';
import { reportFailure, isFirst, messagesOf, type SlackContext } from '../connection/context.ts';
import { asTimestamp, isTriggerExpired, messageView, replyView, show } from '../render/modal.ts';

/** The ids of the shortcuts in the manifest. */
export const SHORTCUTS = { global: 'attache/brief-a-topic', message: 'attache/brief-this' } as const;

type GlobalShortcutEvent = { readonly shortcut: GlobalShortcut; readonly ack: AckFn<void> };

/** Opens the picker; never rejects. */
export async function onGlobalShortcut(slack: SlackContext, { shortcut, ack }: GlobalShortcutEvent): Promise<void> {
  try {
    await ack();
    if (!(await isFirst(slack, `shortcut:${shortcut.trigger_id}`))) return;
    const language = (await slack.people.language(shortcut.user.id)) ?? 'en';
    const modalContext = { trigger: shortcut.trigger_id, channel: '', language };
    await show(
      slack,
      modalContext,
      'picker',
      Promise.resolve(pickerView(slack.bot.conversation.catalogue(), language)),
    );
  } catch (error) {
    // A global shortcut has no channel in which a message could be sent.
    slack.bot.fault(error, 'slack shortcut');
  }
}

type MessageShortcutEvent = {
  readonly shortcut: MessageShortcut;
  readonly ack: AckFn<void>;
  readonly respond: RespondFn;
};

/** Shows the topics of a message in a modal; never rejects. A modal works in every conversation, also where the bot is not a member, and in threads, unlike an ephemeral message. */
export async function onMessageShortcut(
  slack: SlackContext,
  askerOf: AskerOf,
  { shortcut, ack, respond }: MessageShortcutEvent,
): Promise<void> {
  const { trigger_id: trigger, channel, user, message } = shortcut;
  const notify = async ({ text, blocks }: SlackMessage): Promise<void> => {
    await respond({ text, blocks, response_type: 'ephemeral', replace_original: false });
  };
  let language: Language = 'en';
  try {
    await ack();
    if (!(await isFirst(slack, `shortcut:${trigger}`))) return;
    const text = messageText(message);
    language = (await slack.people.language(user.id)) ?? writtenIn(text) ?? 'en';
    const modalContext = { trigger, channel: channel.id, thread: threadOf(message), language };
    const workspace = shortcut.team?.id ?? '';
    const asker = askerOf({ user: user.id, workspace, channel: channel.id, language, eventId: trigger });
    const work =
      text === '' ? undefined : onRequest({ type: 'message', text }, 'command', asker, slack.bot.conversation);
    const noText = renderNotice(messages(language)('slack.noText'));
    try {
      const view = work?.then(({ reply }) => replyView(reply, 1, modalContext));
      await show(slack, modalContext, 'shortcut', view ?? Promise.resolve(messageView(noText, modalContext)));
    } catch (error) {
      if (!isTriggerExpired(error)) throw error;
      // The trigger has expired, but the response address lasts for half an hour.
      const [answer = noText] = work === undefined ? [] : await messagesOf(slack, work, language);
      await notify(answer);
    }
  } catch (error) {
    await reportFailure(slack, error, 'shortcut', language, notify);
  }
}

/** Returns the first message of a message's thread, which is the message itself where it has no replies: https://docs.slack.dev/reference/methods/chat.postMessage#arg_thread_ts */
const threadOf = ({ thread_ts, ts }: MessageShortcut['message']): string | undefined => asTimestamp(thread_ts ?? ts);
