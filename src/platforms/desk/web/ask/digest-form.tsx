/** The form of a digest. */
import { useEffect, useState, type SubmitEvent } from 'react';
import type { ZoneSuggestion } from '../../../../digest/zones/suggest.ts';
import type { DigestForm } from '../../server/digest-form.ts';
import type { RenderedReply } from '../../server/show.ts';
import { api, receive } from '../api.ts';
import { Fault } from '../parts/loaded.tsx';
import { useSay } from '../words.ts';
import { Faults, Field, textsOf } from './field.tsx';
import { useForm } from './use-form.ts';
import { WORDS } from './words.ts';

const LANGUAGES = { en: 'English', zh: '中文' } as const;

export function DigestFields({
  form,
  onDone,
}: {
  readonly form: DigestForm;
  readonly onDone: (shown: RenderedReply) => void;
}) {
  const say = useSay();
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
      <h3>{say(form.id === undefined ? WORDS['digest-new'] : WORDS['digest-change'])}</h3>
      <fieldset className="card">
        <legend>{say(WORDS.topics)}</legend>
        <p className="quiet">{say(WORDS['topics-hint'])}</p>
        <Checks name="topics" choices={form.topics} />
        <Faults faults={of('topics')} />
      </fieldset>
      <fieldset className="card">
        <legend>{say(WORDS.days)}</legend>
        <Checks name="days" choices={form.days} />
        <Faults faults={of('days')} />
      </fieldset>
      <Field label={say(WORDS.time)} faults={of('time')}>
        {(field) => <input {...field} type="time" name="time" defaultValue={form.time} required />}
      </Field>
      <Field label={say(WORDS.zone)} hint={say(WORDS['zone-hint'])} faults={of('zone')}>
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
      <Field label={say(WORDS.written)} faults={of('language')}>
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
      <Field label={say(WORDS.quiet)} faults={of('whenQuiet')}>
        {(field) => (
          <select {...field} name="whenQuiet" defaultValue={form.whenQuiet}>
            <option value="skip">{say(WORDS.skip)}</option>
            <option value="rotate">{say(WORDS.rotate)}</option>
          </select>
        )}
      </Field>
      <Faults faults={of('channel')} />
      {failed && <Fault fault={failed} />}
      <button type="submit" className="primary">
        {say(WORDS.save)}
      </button>
    </form>
  );
}

function Checks({ name, choices }: { readonly name: string; readonly choices: DigestForm['topics'] }) {
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
    const leaving = new AbortController();
    receive(api.zones.$get({ query: { text: typed, language } }, { init: { signal: leaving.signal } }), leaving.signal)
      .then(setZones)
      // What is typed is read without suggestions too.
      .catch(() => {});
    return () => leaving.abort();
  }, [typed, language]);
  return zones;
}
