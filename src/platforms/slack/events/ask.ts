/** The answer to the question before something is done that a menu offers. */
import { onClick } from '../../../conversation/converse.ts';
import { parseAskForm } from '../render/ask-form.ts';
import type { SlackContext } from '../connection/context.ts';
import type { AskerOf } from './asker.ts';
import { answerForm, staleForm, submitterOf, type Submitted } from './form.ts';

/** Does what was asked about, and shows the outcome in the place of the question; never rejects. */
export async function onAskForm(slack: SlackContext, askerOf: AskerOf, submitted: Submitted): Promise<void> {
  const asked = parseAskForm(submitted.body.view.private_metadata);
  const language = asked?.language ?? 'en';
  await answerForm(slack, submitted, { language, about: 'question' }, async () => {
    if (asked === undefined) return { reply: staleForm(language), errors: {} };
    const asker = askerOf({ ...submitterOf(submitted), channel: asked.channel, language });
    const result = await onClick(asked.action, asker, slack.bot);
    return { reply: result.type === 'form' ? staleForm(language) : result.reply, errors: {} };
  });
}
