/**
 * Slack's side panel, the agent view of the manifest: questions to begin with, and a status while an answer is made.
 * Bolt's Assistant class is of no use here: it hears the events of the older assistant view, and names a thread where it
 * suggests questions, which fails silently under the agent view.
 * https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
 */
import { errorCode } from '../../../shared/error-code.ts';
import type { Language } from '../../../records/schema.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { questions } from '../../../conversation/help.ts';
import { ready } from '../../acknowledge.ts';
import { refusalOf } from '../delivery/send.ts';
import { isFirst, type SlackContext } from '../connection/context.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';

/** What we read of an app_home_opened event. */
export type AgentOpened = {
  readonly user: string;
  readonly channel: string;
  readonly tab?: string | undefined;
};

/** An answer waits no longer than this for its status to be shown. */
const STATUS_MILLISECONDS = 1_000;

/** Suggests questions to somebody who has opened the messages; never rejects. */
export async function onMessagesOpened(
  slack: SlackContext,
  { user, channel, tab }: AgentOpened,
  eventId: string,
): Promise<void> {
  if (tab !== 'messages') return;
  const { bot, client } = slack;
  try {
    if (!(await isFirst(slack, `event:${eventId}`))) return;
    const language = (await slack.people.language(user)) ?? 'en';
    const texts = replyTexts(language);
    await client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      title: slackTexts(language).home.try,
      prompts: [
        ...questions({ catalogue: bot.catalogue(), language, now: bot.now() }).map(({ label }) => ({
          title: label,
          message: label,
        })),
        { title: texts.allTopics, message: texts.topics },
      ],
    });
  } catch (error) {
    unimportant(slack, error, 'no questions suggested');
  }
}

/** Shows in a thread that an answer is being made; returns what to call when it was posted, or was not. Never rejects. */
export async function beginStatus(
  slack: SlackContext,
  { channel, thread }: { readonly channel: string; readonly thread: string },
  language: Language,
): Promise<(posted: boolean) => Promise<void>> {
  const set = async (status: string): Promise<void> => {
    try {
      await slack.client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status });
    } catch (error) {
      unimportant(slack, error, 'no status shown');
    }
  };
  const statusSet = set(slackTexts(language).looking);
  const inTime = await ready(statusSet, STATUS_MILLISECONDS);
  return async (posted) => {
    // The message itself ends the status; one that came behind it, or without it, would stay for minutes.
    if (inTime && posted) return;
    await statusSet;
    await set('');
  };
}

/** What only decorates fails without telling anybody: where the app was installed before it had an agent view, it always does. */
const unimportant = ({ bot }: SlackContext, error: unknown, what: string): void =>
  bot.log.debug({ reason: refusalOf(error) ?? errorCode(error) }, `slack: ${what}`);
