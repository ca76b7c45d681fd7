/** The form that an answer opens: a flag. */
import { useId, type ReactNode, useState, type SubmitEvent } from 'react';
import type { FormResult } from '../../server/conversation.ts';
import type { ShownReply } from '../../server/shown-reply.ts';
import { type ApiFault, faultOf, receive, api } from '../api.ts';
import type { FlagForm } from '../../../conversation/flags/flags.ts';
import { Fault } from '../components/loaded.tsx';

type FieldProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly faults?: readonly string[];
  readonly children: (field: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean;
  }) => ReactNode;
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

/** Returns what sends a form by a request and tells `onDone` once it is taken, the messages of a field's faults, and what failed. */
function useForm<Filled, Field extends string>(
  request: (
    filled: Filled,
  ) => Parameters<typeof receive<FormResult<{ readonly field: Field; readonly message: string }>>>[0],
  onDone: (shown: ShownReply) => void,
): {
  readonly send: (filled: Filled) => Promise<void>;
  readonly of: (field: Field) => string[];
  readonly failed: ApiFault | undefined;
} {
  const [faults, setFaults] = useState<readonly { readonly field: Field; readonly message: string }[]>([]);
  const [failed, setFailed] = useState<ApiFault>();
  return {
    failed,
    of: (field) => faults.filter((fault) => fault.field === field).map(({ message }) => message),
    send: async (filled) => {
      try {
        const { shown, faults: found } = await receive(request(filled));
        setFailed(undefined);
        setFaults(found);
        if (found.length === 0) onDone(shown);
      } catch (error) {
        setFailed(faultOf(error));
      }
    },
  };
}

export function FlagFields({
  form,
  onDone,
}: {
  readonly form: FlagForm;
  readonly onDone: (shown: ShownReply) => void;
}) {
  const { statement, text, link, language, topic } = form;
  const { send, of, failed } = useForm(
    (json: Parameters<typeof api.flag.$post>[0]['json']) => api.flag.$post({ json }),
    onDone,
  );
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const valueOf = (name: string): string => textsOf(given, name).join('');
    void send({
      topic,
      language,
      statement: valueOf('statement'),
      text: valueOf('text'),
      link: valueOf('link'),
    });
  };
  return (
    <form className="form card" onSubmit={submit} noValidate>
      <h3>{form.title}</h3>
      <p>{form.about}</p>
      <Field label={statement.label} faults={of('statement')}>
        {(field) => (
          <select {...field} name="statement" defaultValue="">
            <option value="">{statement.placeholder}</option>
            {statement.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={text.label} hint={text.hint} faults={of('text')}>
        {(field) => <textarea {...field} name="text" rows={4} />}
      </Field>
      <Field label={link.label} hint={link.hint} faults={of('link')}>
        {(field) => <input {...field} name="link" type="url" maxLength={4_000} />}
      </Field>
      <Faults faults={of('form')} />
      {failed && <Fault fault={failed} />}
      <button type="submit" className="primary">
        {form.send}
      </button>
    </form>
  );
}
