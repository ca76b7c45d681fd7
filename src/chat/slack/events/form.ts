/** Takes forms, and answers them within Slack's three seconds: with errors by field, with the outcome, or later in a direct message. */
import { messages } from '../../../locales/messages.ts';
import type { AckFn, types, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { submitForm } from '../../../conversation/handle.ts';
import type { Reply } from '../../../reply/reply.ts';
import { settlesInTime } from '../../timeout.ts';
import { render, type SlackMessage } from '../render/render.ts';
import type { AskerOf } from './asker.ts';
import { failure, isFirst, post, type SlackContext } from '../connection/context.ts';
import { plainText } from '../render/escape.ts';
import { formErrors, MAIN_FIELD, parseForm } from '../render/form.ts';
import { messageView } from '../render/modal.ts';
import { LIMITS } from '../limits.ts';
import { note, privateReply } from '../../../reply/compose/parts.ts';

/** A form must be answered within 3 seconds. */
const FORM_MS = 2_400;

/** A submitted form, with its functions to answer. */
export type Submitted = { readonly body: ViewSubmitAction; readonly ack: AckFn<ViewResponseAction> };

/** Answers a form of the conversation; never rejects. */
export async function onForm(slack: SlackContext, askerOf: AskerOf, submitted: Submitted): Promise<void> {
  const { private_metadata: metadata, state } = submitted.body.view;
  const filled = parseForm(metadata, state.values);
  const { verb = 'flag', language = 'en' } = filled?.button ?? {};
  await answerForm(slack, submitted, { language, about: `${verb} form`, field: MAIN_FIELD[verb] }, async () => {
    if (filled === undefined) return { reply: staleForm(language), errors: {} };
    const { button, values } = filled;
    const { channel = filled.channel } = values;
    // The form of a digest lets people choose any channel, so that their membership in it is not certain.
    const here = button.verb === 'digest' ? '' : channel;
    const asker = askerOf({ ...submitterOf(submitted), channel, here, language });
    const { reply, faults } = await submitForm(button, values, asker, slack.bot.conversation);
    return { reply, errors: formErrors(faults, button) };
  });
}

/** Returns the person who submitted a form, as the origin of an asker. */
export const submitterOf = ({ body }: Submitted) => ({
  user: body.user.id,
  name: body.user.name,
  workspace: body.team?.id ?? '',
  eventId: body.trigger_id,
});

/** The outcome of a form: errors by block id; without any, the reply replaces the form. */
type FormOutcome = { readonly reply: Reply; readonly errors: Readonly<Record<string, string>> };

export type FormAnswer = {
  readonly language: Language;
  readonly about: string;
  /** The block at which a fault of the bot is shown; where the form has none, the fault takes its place. */
  readonly field?: string;
};

/** Answers a form with the outcome of `work`; never rejects. */
export async function answerForm(
  slack: SlackContext,
  { body, ack }: Submitted,
  { language, about, field }: FormAnswer,
  work: () => Promise<FormOutcome>,
): Promise<void> {
  // Slack may deliver a form twice; the second delivery does nothing, and the answer to the first shows the outcome.
  const done = (async () => ((await isFirst(slack, `submit:${body.trigger_id}`)) ? await work() : undefined))();
  try {
    if (!(await settlesInTime(done, FORM_MS))) return await answerLate(slack, { body, ack }, { language, about }, done);
    const outcome = await done;
    if (outcome === undefined) return await ack();
    const { reply, errors } = outcome;
    await ack(
      Object.keys(errors).length > 0
        ? { response_action: 'errors', errors }
        : { response_action: 'update', view: doneView(reply, language) },
    );
  } catch (error) {
    const message = messages(language)('reply.failed', { reference: slack.bot.fault(error, `slack ${about}`) });
    await ack(
      field === undefined
        ? { response_action: 'update', view: doneView(faultReply(message, language), language) }
        : { response_action: 'errors', errors: { [field]: message } },
    ).catch(() => {});
  }
}

/** Closes the form in time and sends the outcome in a direct message. */
async function answerLate(
  slack: SlackContext,
  { body, ack }: Submitted,
  { language, about }: Omit<FormAnswer, 'field'>,
  done: Promise<FormOutcome | undefined>,
): Promise<void> {
  const notify = async (posts: readonly SlackMessage[]): Promise<void> => {
    for (const message of posts) await post(slack, { channel: body.user.id }, message);
  };
  try {
    await ack({ response_action: 'clear' });
    const outcome = await done;
    if (outcome !== undefined) await notify(render(outcome.reply));
  } catch (error) {
    await notify([failure(slack.bot, error, about, language)]).catch((failed: unknown) => {
      slack.bot.fault(failed, `slack ${about}: telling the asker`);
    });
  }
}

/** Returns the reply to a form that cannot be parsed, such as one of another version. */
export const staleForm = (language: Language): Reply =>
  privateReply(messages(language)('slack.staleFormTitle'), language, [note(messages(language)('slack.staleForm'))]);

const faultReply = (message: string, language: Language): Reply =>
  privateReply(messages(language)('reply.fault'), language, [note(message, 'warning')]);

/** Returns the view that replaces a form after success. */
export function doneView(reply: Reply, language: Language): types.ModalView {
  const [{ blocks } = { blocks: [] }] = render({ ...reply, actions: [] });
  return {
    ...messageView({ blocks }, { channel: '', language }),
    close: plainText(messages(language)('slack.done'), LIMITS.viewTitle),
  };
}
