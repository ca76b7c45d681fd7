/** The form of a digest. */
import { useEffect, useState, type SubmitEvent } from 'react';
import type { ZoneSuggestion } from '../../../digest/schedule/zone.ts';
import type { DigestForm } from '../../server/digest-form.ts';
import type { RenderedReply } from '../../server/conversation.ts';
import { api, receive } from '../api.ts';
import { Fault } from '../components/loaded.tsx';
import { useTranslate } from '../text.ts';
import { Faults, Field, textsOf } from './field.tsx';
import { useForm } from './use-form.ts';
import { TEXT } from './text.ts';

const LANGUAGES = { en: 'English', zh: '中文' } as const;

export function DigestFields({
  form,
  onDone,
}: {
  readonly form: DigestForm;
  readonly onDone: (shown: RenderedReply) => void;
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
      <h3>{t(form.id === undefined ? TEXT['digest-new'] : TEXT['digest-change'])}</h3>
      {form.note === '' ? null : <p role="note">{form.note}</p>}
      <fieldset className="card">
        <legend>{t(TEXT.topics)}</legend>
        <p className="quiet">{t(TEXT['topics-hint'])}</p>
        {[...Map.groupBy(form.topics, ({ group }) => group)].map(([group, choices]) => (
          <div key={group ?? ''} role="group" aria-label={group}>
            {group !== undefined && <h4>{group}</h4>}
            <Checks name="topics" choices={choices} />
          </div>
        ))}
        <Faults faults={of('topics')} />
      </fieldset>
      <fieldset className="card">
        <legend>{t(TEXT.days)}</legend>
        <Checks name="days" choices={form.days} />
        <Faults faults={of('days')} />
      </fieldset>
      <Field label={t(TEXT.time)} faults={of('time')}>
        {(field) => <input {...field} type="time" name="time" defaultValue={form.time} required />}
      </Field>
      <Field label={t(TEXT.zone)} hint={t(TEXT['zone-hint'])} faults={of('zone')}>
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
      <Field label={t(TEXT.written)} faults={of('language')}>
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
      <Field label={t(TEXT.quiet)} faults={of('whenQuiet')}>
        {(field) => (
          <select {...field} name="whenQuiet" defaultValue={form.whenQuiet}>
            <option value="skip">{t(TEXT.skip)}</option>
            <option value="rotate">{t(TEXT.rotate)}</option>
          </select>
        )}
      </Field>
      <Faults faults={of('channel')} />
      {failed && <Fault fault={failed} />}
      <button type="submit" className="primary">
        {t(TEXT.save)}
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
