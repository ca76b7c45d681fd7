/** The forms of the conversation as Slack modals, and what was filled in. Pure. */
import type { types, ViewStateValue } from '@slack/bolt';
import type { Form, FormButton, FormField, FormOption, FormValues } from '../../../conversation/form.ts';
import { decodeButton, encodeButton } from '../../../reply/button.ts';
import { isChannel } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { plainText } from './escape.ts';

/** By this a form is known when it comes back; the number changes when the fields do. */
export const FORM = 'attache1/form';

/** Returns a form as it is opened in a channel, none where that is empty. */
export function formView(form: Form, channel: string): types.ModalView {
  const about = form.about.join(' ').trim();
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: JSON.stringify({ form: encodeButton(form.button), channel }),
    title: plainText(form.title, LIMITS.viewTitle),
    submit: plainText(form.submit, LIMITS.viewTitle),
    close: plainText(form.cancel, LIMITS.viewTitle),
    blocks: [
      ...(about === '' ? [] : [{ type: 'section', text: plainText(about, LIMITS.textObject) } as const]),
      ...form.fields
        .flatMap((field): readonly SlackField[] => (field.type === 'group' ? field.fields : [field]))
        .map((field) => inputBlock(field, channel)),
    ],
  };
}

type SlackField = Exclude<FormField, { readonly type: 'group' }>;
type InputElement = types.InputBlock['element'];
/** An element without its id, which is that of its block. */
type WithoutId<Element> = Element extends unknown ? Omit<Element, 'action_id'> : never;

/** Returns a field, by whose id its value is found again. */
function inputBlock(field: SlackField, channel: string): types.InputBlock {
  const { id, label, isOptional = false } = field;
  const isLine = isTooLong(field);
  const hint = field.type === 'choices' && isLine ? field.line?.hint : field.hint;
  const { type, ...element } = elementOf(field, channel);
  return {
    type: 'input',
    block_id: id,
    // A channel that is chosen is never left out.
    optional: isOptional && !('initial_conversation' in element),
    label: plainText(label, LIMITS.label),
    ...(hint !== undefined && { hint: plainText(hint, LIMITS.label) }),
    element: { type, action_id: id, ...element } as InputElement,
  };
}

const isTooLong = (field: SlackField): boolean => field.type === 'choices' && field.options.length > LIMITS.options;

/** So many options stand side by side, each to be seen at once. */
const MAX_RADIO = 3;

function elementOf(field: SlackField, opened: string): WithoutId<InputElement> {
  switch (field.type) {
    case 'text':
      // What is longer than we keep is refused at its field, not cut without a word.
      return textInput(field.value, field.isLong === true);
    case 'time':
      return { type: 'timepicker', initial_time: field.value };
    case 'channel': {
      const channel = field.value || opened;
      return {
        type: 'conversations_select',
        ...(isChannel(channel) && { initial_conversation: channel }),
        filter: { include: ['public', 'private'], exclude_bot_users: true },
      };
    }
    case 'choice': {
      const options = field.options.slice(0, LIMITS.options).map(optionOf);
      const initial = options.find(({ value }) => value === field.chosen);
      const chosen = { options, ...(initial && { initial_option: initial }) };
      const { placeholder } = field;
      if (placeholder === undefined && options.length <= MAX_RADIO) return { type: 'radio_buttons', ...chosen };
      return {
        type: 'static_select',
        ...(placeholder !== undefined && { placeholder: plainText(placeholder, LIMITS.placeholder) }),
        ...chosen,
      };
    }
    case 'choices': {
      if (isTooLong(field)) return textInput(field.line?.value, false);
      const options = field.options.map(optionOf);
      const initial = options.filter(({ value = '' }) => field.chosen.includes(value));
      const type = options.length > LIMITS.checkboxes ? 'multi_static_select' : 'checkboxes';
      return { type, options, ...(initial.length > 0 && { initial_options: initial }) };
    }
  }
}

const textInput = (value: string | undefined, multiline: boolean): WithoutId<types.PlainTextInput> => ({
  type: 'plain_text_input',
  ...(multiline && { multiline }),
  max_length: LIMITS.input,
  // Slack takes no empty value.
  ...(value && { initial_value: value }),
});

const optionOf = ({ label, value }: FormOption): types.PlainTextOption => ({
  text: plainText(label, LIMITS.option),
  value,
});

/** The field at which a fault stands that no field can correct: so that what was written is not lost. */
export const MAIN_FIELD: Readonly<Record<FormButton['verb'], string>> = {
  flag: 'text',
  digest: 'channel',
  settings: 'language',
};

/** Returns the faults by the field that each belongs to, several of one field together. */
export function formErrors(
  faults: readonly { readonly field: string; readonly message: string }[],
  { verb }: Pick<FormButton, 'verb'>,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, message } of faults) {
    const block = field === 'form' ? MAIN_FIELD[verb] : field;
    errors[block] = errors[block] === undefined ? message : `${errors[block]} ${message}`;
  }
  return errors;
}

/** What was filled in: the button that opens the form, and the channel in which it was opened. */
export type FilledForm = { readonly button: FormButton; readonly channel: string; readonly values: FormValues };

/** Returns what was filled in, or undefined where the form is none of ours. */
export function parseForm(
  metadata: string,
  state: Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>,
): FilledForm | undefined {
  const { form, channel } = parseMetadata(metadata);
  const button = typeof form === 'string' ? decodeButton(form) : undefined;
  if (button?.verb !== 'flag' && button?.verb !== 'digest' && button?.verb !== 'settings') return undefined;
  if (typeof channel !== 'string') return undefined;
  const values = Object.entries(state).map(([id, { [id]: value }]) => [id, value && valueOf(value)] as const);
  return { button, channel, values: Object.fromEntries(values) };
}

/** Returns what stands in a field; where it holds nothing that is nothing, and never everything. */
function valueOf({ type, ...value }: ViewStateValue): string | undefined {
  if (type === 'conversations_select') return value.selected_conversation ?? undefined;
  const one = value.selected_option?.value ?? value.selected_time ?? value.value;
  return one ?? value.selected_options?.map((option) => option.value).join(',') ?? '';
}

function parseMetadata(metadata: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(metadata);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
