/** Digests on Slack: the command and the form. */
import { messages } from '../../../locales/messages.ts';
import { submitDigestForm } from '../../../conversation/digests/handle.ts';
import { onDigestText } from '../../../conversation/digests/typed-command.ts';
import { writtenIn } from '../../../conversation/parse-text.ts';
import type { AskerOf } from './asker.ts';
import { composeDigestHelp } from '../../../conversation/help.ts';
import { formErrors, parseDigestForm, formView } from '../render/forms.ts';
import { answerForm, staleForm, submitterOf, type Submitted } from './form.ts';
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
  const { text, channel_id: channel, user_id: user, user_name: name, team_id: workspace, trigger_id: trigger } = command;
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
      const view = Promise.resolve(formView(result.form, channel, bot.conversation.catalogue()));
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

/** Answers a submitted form; never rejects. */
export async function onDigestForm(slack: SlackContext, askerOf: AskerOf, submitted: Submitted): Promise<void> {
  const { body } = submitted;
  const filled = parseDigestForm(body.view.private_metadata, body.view.state.values);
  const language = filled?.language ?? 'en';
  const field = filled?.id === undefined ? 'channel' : 'zone';
  await answerForm(slack, submitted, { language, about: 'digest form', field }, async () => {
    if (filled === undefined) return { reply: staleForm(language), errors: {} };
    // The form lets people choose any channel, so that their membership in it is not certain.
    const asker = askerOf({ ...submitterOf(submitted), channel: filled.channel, here: '', language });
    const { id, input, channel } = filled;
    const form = { id, input: id === undefined ? input : { ...input, channel } };
    const { reply, faults } = await submitDigestForm(form, asker, slack.bot.conversation);
    return { reply, errors: formErrors(faults) };
  });
}
