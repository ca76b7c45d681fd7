/** Answers mentions and direct messages in their thread: mentions publicly, direct messages with a status while the answer is prepared. */
import { onText } from '../../../conversation/converse.ts';
import { parseLanguage } from '../../../conversation/parse-text.ts';
import { beginStatus } from './agent.ts';
import { mayAskByMessage } from './budget.ts';
import type { AskerOf } from './asker.ts';
import {
  reportFailure,
  isFirst,
  messagesOf,
  post,
  settingsOf,
  postEphemeral,
  type Self,
  type SlackContext,
} from '../connection/context.ts';
import { parseText } from '../render/text.ts';

/** The fields used of an app_mention or message event. */
export type SlackMessageEvent = {
  readonly type: string;
  readonly channel: string;
  readonly ts: string;
  readonly text?: string | undefined;
  readonly user?: string | undefined;
  readonly thread_ts?: string | undefined;
  readonly subtype?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly channel_type?: string | undefined;
  readonly edited?: unknown;
};

/** Subtypes of messages that people write; all others are edits, deletions, joins and bots. */
const PERSON_SUBTYPES = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast']);

/** Answers a message to the bot and ignores all others; never rejects. */
export async function onMessage(
  slack: SlackContext,
  askerOf: AskerOf,
  event: SlackMessageEvent,
  workspace: string,
  eventId: string,
): Promise<void> {
  if (!isQuestion(event, slack.self)) return;
  const { channel, user = '', ts } = event;
  const text = parseText(event.text ?? '');
  const typed = parseLanguage(text).language;
  let language = typed ?? 'en';
  const direct = event.type === 'message';
  // In the agent view every message to the bot starts a thread, as a mention does.
  const recipient = { channel, user, thread: event.thread_ts ?? ts };
  try {
    const asked = { workspace, user, event: `message:${channel}:${ts}` };
    if (!(await mayAskByMessage(slack, asked, recipient, typed))) return;
    // A direct message that mentions the bot arrives as two events.
    if (!(await isFirst(slack, `event:${eventId}`, `message:${channel}:${ts}`))) return;
    const set = await settingsOf(slack, workspace, channel);
    language = typed ?? set.language ?? (await slack.people.language(user)) ?? 'en';
    const asker = askerOf({ user, workspace, channel, language, eventId });
    const work = messagesOf(slack, onText({ type: 'message', text }, asker, slack.bot), language);
    const end = direct ? await beginStatus(slack, recipient, language) : undefined;
    let posted = false;
    try {
      for (const message of await work) await post(slack, recipient, message);
      posted = true;
    } finally {
      await end?.(posted);
    }
  } catch (error) {
    await reportFailure(
      slack,
      error,
      event.type,
      language,
      async (message) => await postEphemeral(slack, recipient, message),
    );
  }
}

function isQuestion(event: SlackMessageEvent, self: Self): boolean {
  if (event.type === 'message' && event.channel_type !== 'im') return false;
  return (
    event.user !== undefined &&
    event.user !== self.userId &&
    event.bot_id === undefined &&
    event.edited === undefined &&
    PERSON_SUBTYPES.has(event.subtype)
  );
}
