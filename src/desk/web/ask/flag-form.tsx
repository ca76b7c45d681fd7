/** The form in which a reader says what is wrong in a brief. */
import type { SubmitEvent } from 'react';
import type { FlagForm } from '../../../conversation/flags/types.ts';
import type { RenderedReply } from '../../server/conversation.ts';
import { Fault } from '../components/loaded.tsx';
import { Faults, Field, textsOf } from './field.tsx';
import { api } from '../api.ts';
import { useForm } from './use-form.ts';

export function FlagFields({
  form,
  onDone,
}: {
  readonly form: FlagForm;
  readonly onDone: (shown: RenderedReply) => void;
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
