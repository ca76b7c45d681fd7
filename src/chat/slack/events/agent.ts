/**
 * Slack's side panel, the agent view of the manifest: suggested questions, and a status while an answer is prepared.
 * Bolt's Assistant class does not fit: it handles the events of the older assistant view, and passes a thread where it
 * suggests questions, which fails silently under the agent view.
 * https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
 */
import { messages } from '../../../locales/messages.ts';
import { errorCode } from '../../../shared/errors.ts';
import type { Language } from '../../../records/schema.ts';
import { questions } from '../../../conversation/help.ts';
import { settlesInTime } from '../../timeout.ts';
import { refusalOf } from '../delivery/outcome.ts';
import { isFirst, type SlackContext } from '../connection/context.ts';

/** The fields used of an app_home_opened event. */
export type AgentOpened = {
  readonly user: string;
  readonly channel: string;
  readonly tab?: string | undefined;
};

/** An answer waits no longer than this for its status to appear. */
const STATUS_MS = 1_000;

/** Suggests questions to a person who has opened the messages; never rejects. */
export async function onMessagesOpened(
  slack: SlackContext,
  { user, channel, tab }: AgentOpened,
  eventId: string,
): Promise<void> {
  if (tab !== 'messages') return;
  const { bot, client } = slack;
  try {
    if (!(await isFirst(slack, `event:${eventId}`))) return;
    await bot.conversation.catalogue().prepare();
    const language = (await slack.people.language(user)) ?? 'en';
    const t = messages(language);
    await client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      title: messages(language)('slack.home.try'),
      prompts: [
        ...questions({ catalogue: bot.conversation.catalogue(), language, now: bot.now() }).map(({ label }) => ({
          title: label,
          message: label,
        })),
        { title: t('reply.allTopics'), message: t('reply.topics') },
      ],
    });
  } catch (error) {
    unimportant(slack, error, 'no questions suggested');
  }
}

/** Sets a thread's status while an answer is prepared; returns a function to call with whether it was posted. Never rejects. */
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
  const statusSet = set(messages(language)('slack.looking'));
  const inTime = await settlesInTime(statusSet, STATUS_MS);
  return async (posted) => {
    // The message itself clears the status, unless the status arrived after it or no message was posted: then it would stay for minutes.
    if (inTime && posted) return;
    await statusSet;
    await set('');
  };
}

/** Failures of decoration are only logged: where the app was installed before it had an agent view, they always occur. */
const unimportant = ({ bot }: SlackContext, error: unknown, what: string): void =>
  bot.log.debug({ reason: refusalOf(error) ?? errorCode(error) }, `slack: ${what}`);
