/** Answers mentions and direct messages in their thread: mentions publicly, direct messages with a status while the answer is prepared. */
import { setTimeout as wait } from 'node:timers/promises';
import { messages } from '../../../locales/messages.ts';
import { onRequest } from '../../../conversation/handle.ts';
import { parseMessage, type ParsedText } from '../../../conversation/parse-text.ts';
import { asksNothing } from '../../../conversation/small-talk.ts';
import { beginStatus } from './agent.ts';
import { mayAskByMessage } from './budget.ts';
import type { AskerOf } from './asker.ts';
import { reportFailure, postEphemeral, type Recipient, type Self, type SlackContext } from '../connection/context.ts';
import type { ComposedAnswer } from '../../../digest/delivery/courier.ts';
import type { Language } from '../../../records/schema.ts';
import { composeFault } from '../../../reply/compose/fault.ts';
import type { Reply } from '../../../reply/reply.ts';
import { resolveLanguage } from '../../resolve-language.ts';
import { isDirect } from '../ids.ts';
import { withoutContent } from '../delivery/outcome.ts';
import { messagesAtOnce, renderNotice } from '../render/render.ts';
import { parseText } from '../render/escape.ts';

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

/** A message to the bot. */
type SlackQuestion = Pick<SlackMessageEvent, 'channel' | 'ts' | 'thread_ts'> & {
  readonly workspace: string;
  readonly user: string;
  readonly parsed: ParsedText;
};

/** Answers a message to the bot and ignores all others; calls `onTaken` once the message is claimed. Never rejects. */
export async function onMessage(
  slack: SlackContext,
  askerOf: AskerOf,
  event: SlackMessageEvent,
  workspace: string,
  onTaken: () => void,
): Promise<void> {
  if (!isQuestion(event, slack.self) || asksNothing(parseText(event.text ?? ''))) return;
  const { channel, user = '', ts, text } = event;
  let language: Language = 'en';
  // In the agent view every message to the bot starts a thread, as a mention does.
  const thread = event.thread_ts ?? ts;
  const recipient = { channel, user, thread };
  try {
    const parsed = parseQuestion(slack, text);
    language = parsed.language ?? 'en';
    const asked = { workspace, channel, ts, thread_ts: event.thread_ts, user, parsed };
    const counted = { workspace, user, event: `message:${channel}:${ts}` };
    if (!(await mayAskByMessage(slack, counted, recipient, parsed.language))) return;
    let end: ((posted: boolean) => Promise<void>) | undefined;
    const compose = async (): Promise<ComposedAnswer> => {
      onTaken();
      language = await languageOf(slack, asked);
      const composing = composeAnswer(slack, askerOf, asked, language);
      if (isDirect(channel)) end = await beginStatus(slack, recipient, language);
      return await composing;
    };
    // A direct message that mentions the bot arrives as two events: the message is the same.
    const message = {
      channelRef: { platform: 'slack', workspace, channel },
      message: ts,
      inReplyTo: thread,
    };
    const outcome = await slack.bot.deliveries.answer(message, compose, slack.poster);
    await end?.(outcome === 'sent');
    if (outcome === 'unconfirmed') await tellUnconfirmed(slack, recipient, language);
    if (outcome === 'failed') throw new Error('an answer could not be sent');
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

/** Between the tries to tell that an answer is not confirmed: Slack may be failing for everything. */
const TELL_AGAIN_MS = [0, 2_000, 5_000] as const;

/** Tells who asked that Slack has not confirmed the answer: nobody else sees it, so that it may be said twice. Never rejects. */
async function tellUnconfirmed(slack: SlackContext, recipient: Recipient, language: Language): Promise<void> {
  for (const delay of TELL_AGAIN_MS) {
    try {
      await wait(delay, undefined, { signal: slack.ending });
      await postEphemeral(
        slack,
        recipient,
        renderNotice(messages(language)('reply.unconfirmed', { platform: 'Slack' })),
      );
      return;
    } catch (error) {
      slack.bot.log.debug(
        { err: withoutContent(error) },
        'slack: the asker was not told that the answer is not confirmed',
      );
    }
  }
}

/** Returns what the text of a message asks for. */
const parseQuestion = ({ bot }: SlackContext, text = ''): ParsedText =>
  parseMessage(parseText(text), bot.conversation.catalogue());

/** Returns the language in which a message is answered; never rejects. */
async function languageOf(
  { bot, people }: SlackContext,
  { workspace, channel, user, parsed }: SlackQuestion,
): Promise<Language> {
  const channelRef = { platform: 'slack', workspace, channel };
  const own = (): Promise<Language | undefined> => people.language(user);
  return (await resolveLanguage({ typed: parsed.language, channelRef, own }, bot.conversation)).language;
}

/** Returns the answer to a message; never rejects. */
async function composeAnswer(
  slack: SlackContext,
  askerOf: AskerOf,
  { workspace, channel, ts, thread_ts: thread, user, parsed }: SlackQuestion,
  language: Language,
): Promise<ComposedAnswer> {
  const { bot } = slack;
  const isOpen = !isDirect(channel);
  try {
    const channelRef = { platform: 'slack', workspace, channel };
    const about = thread === undefined ? undefined : { channelRef, message: thread };
    const asker = {
      ...askerOf({ user, workspace, channel, language, eventId: ts, isTyped: true }),
      talk: { message: ts, thread, about },
    };
    const { reply } = await onRequest(parsed.request, 'message', asker, bot.conversation);
    // What is pressed below an answer that one person sees may take its place.
    const seen: Reply = isOpen ? reply : { ...reply, audience: 'asker' };
    return { reply: seen, pages: messagesAtOnce(seen).length, isOpen };
  } catch (error) {
    return { reply: composeFault(bot.fault(error, 'slack answer'), language), pages: 1, isOpen };
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
