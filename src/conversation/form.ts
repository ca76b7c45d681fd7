/** A form, described once: its words, fields, choices and limits, and the button that opens it. Chats and the desk render it, and give back what stands in each field as one text. Pure. */
import type { DigestButton, FlagButton, SettingsButton } from '../reply/button.ts';
import type { Reply } from '../reply/reply.ts';

/** The button that opens a form: it says what the form is about, and comes back with what is filled in. */
export type FormButton = FlagButton | DigestButton | SettingsButton;

export type FormOption = { readonly value: string; readonly label: string };

type FieldWords = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isOptional?: boolean | undefined;
  /** Whether a platform whose forms hold few fields leaves it out; what it holds is kept. */
  readonly isSpare?: boolean | undefined;
};

type TextField = FieldWords & {
  readonly type: 'text';
  readonly value?: string | undefined;
  readonly least?: number | undefined;
  readonly most: number;
  readonly isLong?: boolean | undefined;
};

/** One of several options. */
type ChoiceField = FieldWords & {
  readonly type: 'choice';
  readonly options: readonly FormOption[];
  readonly chosen?: string | undefined;
  /** Stands where none is chosen. */
  readonly placeholder?: string | undefined;
};

/** Some of several options; a line of text where they are more than a platform lists. */
type ChoicesField = FieldWords & {
  readonly type: 'choices';
  readonly options: readonly FormOption[];
  readonly chosen: readonly string[];
  readonly line?: { readonly value: string; readonly hint: string; readonly most: number } | undefined;
};

type TimeField = FieldWords & { readonly type: 'time'; readonly value: string };

/** A channel by the platform's id; that in which the form is opened where none is known. */
type ChannelField = FieldWords & { readonly type: 'channel'; readonly value?: string | undefined };

/** Fields that a platform whose forms hold few shows as one line of text. */
type GroupField = FieldWords & {
  readonly type: 'group';
  readonly fields: readonly (ChoicesField | TimeField)[];
  readonly value: string;
  readonly most: number;
};

export type FormField = TextField | ChoiceField | ChoicesField | TimeField | ChannelField | GroupField;

export type Form = {
  readonly button: FormButton;
  /** At most 24 characters, as many as Slack allows over a form. */
  readonly title: string;
  /** What stands above the fields; a form without room for it shows each as the hint of a field, from the first that is no channel on. */
  readonly about: readonly string[];
  readonly fields: readonly FormField[];
  readonly submit: string;
  readonly cancel: string;
};

/** What stands in the fields by their ids; the values of several choices are parted by commas. */
export type FormValues = Readonly<Record<string, string | undefined>>;

/** What is wrong with what is filled in; `form` is for what no field can correct. */
export type FormFault = { readonly field: string; readonly message: string };

/** The outcome of a submitted form: the faults by field, and a reply with the same faults or with what was done. */
export type SubmitResult<Fault extends FormFault = FormFault> = {
  readonly reply: Reply;
  readonly faults: readonly Fault[];
};

/** Returns a form in which the values stand that are given. */
export const refilled = (form: Form, values: FormValues): Form => ({
  ...form,
  fields: form.fields.map((field) => {
    const value = values[field.id];
    if (value === undefined) return field;
    switch (field.type) {
      case 'choice':
        return { ...field, chosen: value };
      case 'choices':
        return { ...field, chosen: value.split(','), ...(field.line && { line: { ...field.line, value } }) };
      default:
        return { ...field, value };
    }
  }),
});
