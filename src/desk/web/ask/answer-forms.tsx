/** The form that an answer opens: a flag. */
import { useId, type ReactNode, useState } from 'react';
import type { FormField } from '../../../conversation/form.ts';
import type { FormResult, SayResult } from '../../server/conversation.ts';
import type { ShownReply } from '../../server/shown-reply.ts';
import { type ApiFault, faultOf, receive, api } from '../api.ts';
import { Fault } from '../components/loaded.tsx';

type FieldProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly faults?: readonly string[];
  readonly children: (field: ControlProps) => ReactNode;
};

type ControlProps = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
};

/** Draws a field of one control. */
function Field({ label, hint, faults = [], children }: FieldProps): ReactNode {
  const id = useId();
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(faults.length === 0 ? [] : [`${id}-fault`])];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described.join(' ') || undefined, 'aria-invalid': faults.length > 0 })}
      {hint !== undefined && (
        <p className="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Faults id={`${id}-fault`} faults={faults} />
    </div>
  );
}

/** Returns the texts that a form gives under a name. */
const textsOf = (given: FormData, name: string): string[] =>
  given.getAll(name).filter((value) => typeof value === 'string');

/** Draws what is wrong, aloud for those who hear the page. */
function Faults({ id, faults }: { readonly id?: string; readonly faults: readonly string[] }): ReactNode {
  return (
    <div id={id} role="alert">
      {faults.map((fault) => (
        <p key={fault} className="bad">
          {fault}
        </p>
      ))}
    </div>
  );
}

/** Draws a form of the conversation, and tells `onDone` once it is taken. */
export function FormFields({
  form,
  onDone,
}: {
  readonly form: Extract<SayResult, { readonly type: 'flag' }>['form'];
  readonly onDone: (shown: ShownReply) => void;
}) {
  const [faults, setFaults] = useState<FormResult['faults']>([]);
  const [failed, setFailed] = useState<ApiFault>();
  const of = (id: string): string[] => faults.filter(({ field }) => field === id).map(({ message }) => message);
  const submit = async (given: FormData): Promise<void> => {
    const valueOf = (name: string): string => textsOf(given, name).join('');
    const { topic, language } = form.button;
    const filled = { statement: valueOf('statement'), text: valueOf('text'), link: valueOf('link') };
    try {
      const { shown, faults: found } = await receive(api.flag.$post({ json: { topic, language, ...filled } }));
      setFailed(undefined);
      setFaults(found);
      if (found.length === 0) onDone(shown);
    } catch (error) {
      setFailed(faultOf(error));
    }
  };
  return (
    <form
      className="form card"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
      noValidate
    >
      <h3>{form.title}</h3>
      {form.about.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {form.fields.map((field) => (
        <Field key={field.id} label={field.label} hint={field.hint} faults={of(field.id)}>
          {(described) => <Control field={field} {...described} />}
        </Field>
      ))}
      <Faults faults={of('form')} />
      {failed && <Fault fault={failed} />}
      <button type="submit" className="primary">
        {form.submit}
      </button>
    </form>
  );
}

/** Draws what a field is filled in with; the desk has no forms with other fields. */
function Control({ field, ...described }: { readonly field: FormField } & ControlProps): ReactNode {
  if (field.type === 'choice')
    return (
      <select {...described} name={field.id} defaultValue={field.chosen ?? ''}>
        {field.placeholder !== undefined && <option value="">{field.placeholder}</option>}
        {field.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  if (field.type !== 'text') return null;
  return field.isLong === true ? (
    <textarea {...described} name={field.id} rows={4} />
  ) : (
    <input {...described} name={field.id} maxLength={4_000} />
  );
}
