/** The context of every listener: the bot, its identity on Slack, and functions to post messages. */
import { messages } from '../../../locales/messages.ts';
import type { AckFn, RespondArguments, RespondFn, SlashCommand, webApi } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { Bot } from '../../platform.ts';
import type { Courier } from '../../../digest/delivery/courier.ts';
import { messagesAtOnce, renderNotice, type SlackMessage } from '../render/render.ts';
import { send } from '../delivery/send.ts';

/** The bot's identity, as auth.test returns it. */
export type Self = { readonly userId: string; readonly botId: string; readonly name: string };

/** What Slack knows of a person. */
export type Person = {
  readonly zone: string | undefined;
  readonly language: Language | undefined;
  readonly admin: boolean;
  /** Whether it is a member who is no bot and not gone. */
  readonly human: boolean;
};

export type People = {
  /** Returns the person, without any field where Slack does not answer. Never rejects. */
  readonly person: (user: string) => Promise<Person>;
  /** Returns the same as Slack tells it at this moment: what gives rights. Never rejects. */
  readonly present: (user: string) => Promise<Person>;
  /** Returns the language of the person's Slack, waiting for it no longer than a second; undefined where it is not known. Never rejects. */
  readonly language: (user: string) => Promise<Language | undefined>;
};

export type SlackContext = {
  readonly bot: Bot;
  readonly client: webApi.WebClient;
  readonly self: Self;
  readonly people: People;
  /** What sends answers to messages: not behind the digests that are being sent. */
  readonly poster: Pick<Courier, 'send'>;
  /** Aborts pending waits when the bot has stopped. */
  readonly ending: AbortSignal;
};

/** A slash command, with its functions to answer. */
export type SlackCommandEvent = {
  readonly command: SlashCommand;
  readonly ack: AckFn<string | RespondArguments>;
  readonly respond: RespondFn;
};

/** The events that are being answered: a stop waits for them. */
type WorkInHand = {
  /** Resolves and rejects with the work. */
  readonly track: (work: Promise<void>) => Promise<void>;
  /** Returns a function that tracks its work, and does nothing after a stop. */
  readonly untilStopped: <Given>(work: (given: Given) => Promise<void>) => (given: Given) => Promise<void>;
  /** Ends the taking of work, and resolves once all is settled. */
  readonly stop: () => Promise<unknown>;
};

/** Returns a record of work in hand, empty at first. */
export function createWorkInHand(): WorkInHand {
  const pending = new Set<Promise<void>>();
  let isStopping = false;
  const track = async (work: Promise<void>): Promise<void> => {
    pending.add(work);
    try {
      await work;
    } finally {
      pending.delete(work);
    }
  };
  return {
    track,
    untilStopped: (work) => async (given) => {
      if (!isStopping) await track(work(given));
    },
    stop: () => {
      isStopping = true;
      return Promise.allSettled(pending);
    },
  };
}

/** Where on Slack a person is: a channel, perhaps a thread in it. */
export type Recipient = { readonly channel: string; readonly user: string; readonly thread?: string | undefined };

/** Returns whether an event is new, by any of the ids under which it may arrive; each is prefixed, since the ids of all platforms share one memory. */
export async function isFirst({ bot }: SlackContext, ...ids: readonly string[]): Promise<boolean> {
  for (const id of ids) if (!(await bot.isFirst(`slack:${id}`))) return false;
  return true;
}

/** Returns the messages of a reply to send: the first with a button for the rest, or all where no button can request them; never rejects. */
export async function messagesOf(
  { bot }: SlackContext,
  work: Promise<{ readonly reply: Reply }>,
  language: Language,
): Promise<SlackMessage[]> {
  try {
    return messagesAtOnce((await work).reply);
  } catch (error) {
    return [failure(bot, error, 'answer', language)];
  }
}

/** Logs a fault and returns the message that reports it to the asker. */
export function failure(bot: Bot, error: unknown, about: string, language: Language): SlackMessage {
  return renderNotice(messages(language)('reply.failed', { reference: bot.fault(error, `slack ${about}`) }));
}

/** Posts a message that everyone in the channel sees; rejects where Slack did not, or perhaps did not, accept it. */
export async function post(
  { client, ending }: SlackContext,
  { channel, thread }: Omit<Recipient, 'user'>,
  message: SlackMessage,
) {
  await send(
    async () =>
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
      await client.chat.postMessage({ ...message, channel, ...(thread !== undefined && { thread_ts: thread }) }),
    ending,
  );
}

/** Posts a message that only one person sees; rejects where Slack did not, or perhaps did not, accept it. */
export async function postEphemeral(
  { client, ending }: SlackContext,
  { channel, user, thread }: Recipient,
  message: SlackMessage,
) {
  const { text, blocks } = message;
  await send(
    async () =>
      await client.chat.postEphemeral({
        text,
        blocks,
        channel,
        user,
        ...(thread !== undefined && { thread_ts: thread }),
      }),
    ending,
  );
}

/** Logs a fault and reports it to the asker by the first function that succeeds; never rejects. */
export async function reportFailure(
  slack: SlackContext,
  error: unknown,
  about: string,
  language: Language,
  ...senders: readonly ((message: SlackMessage) => Promise<unknown>)[]
): Promise<void> {
  const message = failure(slack.bot, error, about, language);
  for (const sendBy of senders) {
    try {
      await sendBy(message);
      return;
    } catch (failed) {
      slack.bot.fault(failed, `slack ${about}: telling the asker`);
    }
  }
}
