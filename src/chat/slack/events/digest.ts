/** The command of digests on Slack. */
import { messages } from '../../../locales/messages.ts';
import { onDigestText } from '../../../conversation/digests/typed-command.ts';
import { writtenIn } from '../../../conversation/parse-text.ts';
import type { AskerOf } from './asker.ts';
import { composeDigestHelp } from '../../../conversation/help.ts';
import { formView } from '../render/form.ts';
import { isTriggerExpired, show } from '../render/modal.ts';
import { render, renderNotice, type SlackMessage } from '../render/render.ts';
import { reportFailure, isFirst, type SlackCommandEvent, type SlackContext } from '../connection/context.ts';

export const DIGEST_COMMAND = '/digest';

/** Answers one command; never rejects. */
export async function onDigestCommand(
  slack: SlackContext,
  askerOf: AskerOf,
  { command, ack, respond }: SlackCommandEvent,
): Promise<void> {
  const { bot } = slack;
  const {
    text,
    channel_id: channel,
    user_id: user,
    user_name: name,
    team_id: workspace,
    trigger_id: trigger,
  } = command;
  // By its characters only: a language that is named is that of the digest.
  const typed = writtenIn(text);
  let language = typed ?? 'en';
  const notify = async (message: SlackMessage): Promise<void> => {
    const { text: fallback, blocks } = message;
    await respond({ text: fallback, blocks, response_type: 'ephemeral', replace_original: false });
  };
  try {
    // The acknowledgement does not wait for the store or for Slack's API.
    await ack();
    if (!(await isFirst(slack, `command:${trigger}`))) return;
    language = typed ?? (await slack.people.language(user)) ?? 'en';
    const asker = askerOf({ user, name, workspace, channel, language, eventId: trigger, isTyped: true });
    const result = await onDigestText(text, asker, bot.conversation, (reader) => composeDigestHelp('slack', reader));
    if (result.type === 'form') {
      const view = Promise.resolve(formView(result.form, channel));
      return await show(slack, { trigger, channel, language }, 'digest', view);
    }
    for (const message of render(result.reply)) await notify(message);
  } catch (error) {
    if (isTriggerExpired(error))
      return await notify(renderNotice(messages(language)('slack.typeAgain'))).catch(
        (failed: unknown) => void bot.fault(failed, 'slack digest: telling the asker'),
      );
    await reportFailure(slack, error, 'digest', language, notify);
  }
}
