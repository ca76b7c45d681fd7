/** *Needs work* on Slack: what was submitted reaches the desk. */
import { submitReviewForm } from '../../../conversation/review/handle.ts';
import type { AskerOf } from './asker.ts';
import { formErrors, parseReviewForm } from '../render/forms.ts';
import { answerForm, staleForm, submitterOf, type Submitted } from './form.ts';
import type { SlackContext } from '../connection/context.ts';

/** Answers a submitted form; never rejects. */
export async function onReviewForm(slack: SlackContext, askerOf: AskerOf, submitted: Submitted): Promise<void> {
  const { body } = submitted;
  const filled = parseReviewForm(body.view.private_metadata, body.view.state.values);
  const language = filled?.language ?? 'en';
  await answerForm(slack, submitted, { language, about: 'review', field: 'text' }, async () => {
    if (filled === undefined) return { reply: staleForm(language), errors: {} };
    const asker = askerOf({ ...submitterOf(submitted), channel: filled.channel, language });
    const { reply, faults } = await submitReviewForm(filled.input, asker, slack.bot.conversation);
    return { reply, errors: formErrors(faults) };
  });
}
