/** The forms that an answer opens: a flag, and a digest. */
import { useId, type ReactNode, useState, type SubmitEvent, useEffect } from 'react';
import type { FormResult } from '../../server/conversation.ts';
import type { ShownReply } from '../../server/shown-reply.ts';
import { type ApiFault, faultOf, receive, api } from '../api.ts';
import type { FlagForm } from '../../../conversation/flags/flags.ts';
import { Fault } from '../components/loaded.tsx';
import type { ZoneSuggestion } from '../../../digest/schedule/zone.ts';
import type { DigestForm } from '../../server/digest-form.ts';
import { useTranslate } from '../language.ts';

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

const LANGUAGES = { en: 'English', zh: '中文' } as const;

export function DigestFields({
  form,
  onDone,
}: {
  readonly form: DigestForm;
  readonly onDone: (shown: ShownReply) => void;
}) {
  const t = useTranslate();
  const { send, of, failed } = useForm(
    (json: Parameters<typeof api.digest.$post>[0]['json']) => api.digest.$post({ json }),
    onDone,
  );
  const [zone, setZone] = useState(form.zone);
  const zones = useZones(zone, form.language);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    void send({
      ...(form.id !== undefined && { id: form.id }),
      language: form.language,
      wish: {
        topics: textsOf(given, 'topics').join(',') || 'all',
        days: textsOf(given, 'days').join(' '),
        time: textsOf(given, 'time').join(''),
        zone: textsOf(given, 'zone').join(''),
        language: textsOf(given, 'language').join(''),
        whenQuiet: textsOf(given, 'whenQuiet').join(''),
      },
    });
  };

  return (
    <form className="form card" onSubmit={submit}>
      <h3>{t(form.id === undefined ? 'desk.ask.digest-new' : 'desk.ask.digest-change')}</h3>
      {form.note === '' ? null : <p role="note">{form.note}</p>}
      <fieldset className="card">
        <legend>{t('desk.ask.topics')}</legend>
        <p className="quiet">{t('desk.ask.topics-hint')}</p>
        {[...Map.groupBy(form.topics, ({ group }) => group)].map(([group, choices]) => (
          <div key={group ?? ''} role="group" aria-label={group}>
            {group !== undefined && <h4>{group}</h4>}
            <Checks name="topics" choices={choices} />
          </div>
        ))}
        <Faults faults={of('topics')} />
      </fieldset>
      <fieldset className="card">
        <legend>{t('desk.ask.days')}</legend>
        <Checks name="days" choices={form.days} />
        <Faults faults={of('days')} />
      </fieldset>
      <Field label={t('desk.ask.time')} faults={of('time')}>
        {(field) => <input {...field} type="time" name="time" defaultValue={form.time} required />}
      </Field>
      <Field label={t('desk.ask.zone')} hint={t('desk.ask.zone-hint')} faults={of('zone')}>
        {(field) => (
          <>
            <input
              {...field}
              name="zone"
              value={zone}
              onChange={({ target }) => setZone(target.value)}
              maxLength={80}
              list={`${field.id}-zones`}
              autoComplete="off"
            />
            <datalist id={`${field.id}-zones`}>
              {zones.map((one) => (
                <option key={one.zone} value={one.zone} label={one.label} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={t('desk.ask.written')} faults={of('language')}>
        {(field) => (
          <select {...field} name="language" defaultValue={form.written}>
            {Object.entries(LANGUAGES).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('desk.ask.quiet')} faults={of('whenQuiet')}>
        {(field) => (
          <select {...field} name="whenQuiet" defaultValue={form.whenQuiet}>
            <option value="skip">{t('desk.ask.skip')}</option>
            <option value="rotate">{t('desk.ask.rotate')}</option>
          </select>
        )}
      </Field>
      <Faults faults={of('channel')} />
      {failed && <Fault fault={failed} />}
      <button type="submit" className="primary">
        {t('desk.ask.save')}
      </button>
    </form>
  );
}

function Checks({ name, choices }: { readonly name: string; readonly choices: DigestForm['days'] }) {
  return (
    <div className="checks">
      {choices.map(({ value, label, chosen }) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={chosen} /> {label}
        </label>
      ))}
    </div>
  );
}

/** Returns the zones that what is typed may mean. */
function useZones(typed: string, language: 'en' | 'zh'): readonly ZoneSuggestion[] {
  const [zones, setZones] = useState<readonly ZoneSuggestion[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    receive(
      api.zones.$get({ query: { text: typed, language } }, { init: { signal: controller.signal } }),
      controller.signal,
    )
      .then(setZones)
      // What is typed is read without suggestions too.
      .catch(() => {});
    return () => controller.abort();
  }, [typed, language]);
  return zones;
}
