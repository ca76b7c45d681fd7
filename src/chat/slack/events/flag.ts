/** "Something wrong?" on Slack: stores what was submitted. */
import { submitFlagForm } from '../../../conversation/flags/handle.ts';
import type { AskerOf } from './asker.ts';
import { formErrors, parseFlagForm } from '../render/forms.ts';
import { answerForm, staleForm, submitterOf, type Submitted } from './form.ts';
import type { SlackContext } from '../connection/context.ts';

/** Answers a submitted form; never rejects. */
export async function onFlagForm(slack: SlackContext, askerOf: AskerOf, submitted: Submitted): Promise<void> {
  const { body } = submitted;
  const filled = parseFlagForm(body.view.private_metadata, body.view.state.values);
  const language = filled?.language ?? 'en';
  await answerForm(slack, submitted, { language, about: 'flag', field: 'text' }, async () => {
    if (filled === undefined) return { reply: staleForm(language), errors: {} };
    const asker = askerOf({ ...submitterOf(submitted), channel: filled.channel, language });
    const { reply, faults } = await submitFlagForm(filled.input, asker, slack.bot.conversation);
    return { reply, errors: formErrors(faults) };
  });
}
