/** Digests in Slack: the command and the form. */
import { onDigestText, submitDigestForm } from '../../../conversation/digests/converse.ts';
import { writtenIn } from '../../../conversation/parse-language.ts';
import type { AskerOf } from './asker.ts';
import { helpReply } from '../render/digest-help.ts';
import { digestFormErrors, parseDigestForm } from '../render/digest-form.ts';
import { formView } from '../render/form-view.ts';
import { answerForm, staleForm, submitterOf, type Submitted } from './form.ts';
import { render, type SlackMessage } from '../render/render.ts';
import { reportFailure, isFirst, type SlackCommandEvent, type SlackContext } from '../connection/context.ts';

export const DIGEST_COMMAND = '/digest';

/** A name that Slack did not turn into a person's id is nobody who could be told. */
const PERSON = /^[UW][A-Z0-9]{2,30}$/u;

/** Answers one command; never rejects. */
export async function onDigestCommand(
  slack: SlackContext,
  askerOf: AskerOf,
  { command, ack, respond }: SlackCommandEvent,
): Promise<void> {
  const { bot, client } = slack;
  const { text, channel_id: channel, user_id: user, team_id: workspace, trigger_id: trigger } = command;
  // Not a wish such as `language: zh`, which is for the digest.
  const typed = writtenIn(text);
  let language = typed ?? 'en';
  const notify = async (message: SlackMessage): Promise<void> => {
    const { text: fallback, blocks } = message;
    await respond({ text: fallback, blocks, response_type: 'ephemeral', replace_original: false });
  };
  try {
    // What follows asks the store and Slack: the acknowledgement does not wait for either.
    await ack();
    if (!(await isFirst(slack, `command:${trigger}`))) return;
    language = typed ?? (await slack.people.language(user)) ?? 'en';
    const asker = askerOf({ user, workspace, channel, language, eventId: trigger });
    const result = await onDigestText(text, asker, bot, {
      help: helpReply,
      isPerson: (owner) => PERSON.test(owner),
    });
    if (result.type === 'form')
      return void (await client.views.open({
        trigger_id: trigger,
        view: formView(result.form, channel, bot.catalogue()),
      }));
    for (const message of render(result.reply)) await notify(message);
  } catch (error) {
    await reportFailure(slack, error, 'digest', language, notify);
  }
}

/** Answers a form that was sent; never rejects. */
export async function onDigestForm(slack: SlackContext, askerOf: AskerOf, submitted: Submitted): Promise<void> {
  const { body } = submitted;
  const filled = parseDigestForm(body.view.private_metadata, body.view.state.values);
  const language = filled?.language ?? 'en';
  const field = filled?.id === undefined ? 'channel' : 'zone';
  await answerForm(slack, submitted, { language, about: 'digest form', field }, async () => {
    if (filled === undefined) return { reply: staleForm(language), errors: {} };
    // Any channel can be chosen in it, so that who sends it is a member of none for certain.
    const asker = askerOf({ ...submitterOf(submitted), channel: filled.channel, here: '', language });
    const { reply, faults } = await submitDigestForm(filled, asker, slack.bot);
    return { reply, errors: digestFormErrors(faults, filled.id !== undefined) };
  });
}
