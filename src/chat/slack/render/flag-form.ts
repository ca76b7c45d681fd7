/** The form behind "Something wrong?": what it asks, and what was filled in. Pure. */
import type { types, ViewStateValue } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { FlagFault, FlagForm, FlagInput } from '../../../conversation/flags/types.ts';
import { LIMITS } from '../limits.ts';
import { plainText } from './escape.ts';
import { VIEW_TITLE } from './modal.ts';

/** By this the form is known when it comes back; the number changes when its fields do. */
export const FLAG_FORM = 'attache1/flag';

/** A text input of Slack's takes no more; what is longer than we keep is refused at its field, not cut without a word. */
const MAX_INPUT = 3_000;

/** Where the form was opened: it is kept with what was flagged. */
export type FlagFormContext = { readonly topic: string; readonly language: Language; readonly channel: string };

/** Returns the form for a brief. */
export function flagForm(form: FlagForm, channel: string): types.ModalView {
  const { topic, language, statement, text, link } = form;
  const options = statement.options
    .slice(0, LIMITS.options)
    .map(({ value, label }): types.PlainTextOption => ({ text: plainText(label, LIMITS.option), value }));
  const metadata: FlagFormContext = { topic, language, channel };
  return {
    type: 'modal',
    callback_id: FLAG_FORM,
    private_metadata: JSON.stringify(metadata),
    title: plainText(form.title, VIEW_TITLE),
    submit: plainText(form.send, VIEW_TITLE),
    close: plainText(form.cancel, VIEW_TITLE),
    blocks: [
      { type: 'section', text: plainText(form.about, LIMITS.textObject) },
      {
        type: 'input',
        block_id: 'statement',
        label: plainText(statement.label, LIMITS.label),
        element: {
          type: 'static_select',
          action_id: 'statement',
          placeholder: plainText(statement.placeholder, LIMITS.placeholder),
          options,
        },
      },
      {
        type: 'input',
        block_id: 'text',
        label: plainText(text.label, LIMITS.label),
        hint: plainText(text.hint, LIMITS.label),
        element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: MAX_INPUT },
      },
      {
        type: 'input',
        block_id: 'link',
        optional: true,
        label: plainText(link.label, LIMITS.label),
        hint: plainText(link.hint, LIMITS.label),
        element: { type: 'plain_text_input', action_id: 'link', max_length: MAX_INPUT },
      },
    ],
  };
}

/** Returns what was filled in, or undefined where the form is none of ours. */
export function parseFlagForm(
  metadata: string,
  values: Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>,
): (FlagFormContext & { readonly input: FlagInput }) | undefined {
  const context = parseContext(metadata);
  if (context === undefined) return undefined;
  const of = (field: string): ViewStateValue | undefined => values[field]?.[field];
  return {
    ...context,
    input: {
      topic: context.topic,
      statement: of('statement')?.selected_option?.value,
      text: of('text')?.value ?? undefined,
      link: of('link')?.value ?? undefined,
    },
  };
}

function parseContext(metadata: string): FlagFormContext | undefined {
  try {
    const { topic, language, channel } = JSON.parse(metadata) as Readonly<Record<string, unknown>>;
    if (typeof topic !== 'string' || typeof channel !== 'string') return undefined;
    return language === 'en' || language === 'zh' ? { topic, language, channel } : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the faults by the field that each belongs to; what no field can mend stands where most was written, so that it is not lost. */
export function flagErrors(faults: readonly FlagFault[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, message } of faults) {
    const block = field === 'form' ? 'text' : field;
    errors[block] = errors[block] === undefined ? message : `${errors[block]} ${message}`;
  }
  return errors;
}
