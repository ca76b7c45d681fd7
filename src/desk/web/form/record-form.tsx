/** A record as a form over its text: what is changed here is written into the text, and nothing else of it changes. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Fault } from '../../../records/fault.ts';
import { listLabel } from '../../../records/field-labels.ts';
import { wordAt, type FormEdit, type FormPath } from '../../../records/text-edit/edit-value.ts';
import { readRecord } from '../../../records/text-edit/edit-text.ts';
import type { LoadedKind } from '../../../records/load.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import type { FormView, NamedRecord } from '../../server/edit.ts';
import { useLanguage, useTranslate, type Sentence } from '../language.ts';
import { FormContext, keyOf, useForm } from './context.ts';
import { FieldFaults, useFaultsWithin } from './field-faults.tsx';
import { Group } from './field.tsx';
import { writtenIn } from './widgets.ts';

type FormPart = {
  readonly heading: Sentence;
  readonly fields: readonly string[];
  /** Whether it is closed until it is opened. */
  readonly isClosed?: boolean;
};

/** The parts of each kind of record, in the order in which they are written. */
const PARTS: Readonly<Record<LoadedKind, readonly FormPart[]>> = {
  topic: [
    {
      heading: 'desk.form.what',
      fields: [
        'title',
        'summary',
        'status',
        'retraction',
        'bottomLine',
        'keyPoints',
        'whyItMatters',
        'disagreements',
        'watch',
        'gaps',
      ],
    },
    { heading: 'desk.form.found-by', fields: ['aliases', 'questions', 'related'], isClosed: true },
    { heading: 'desk.form.dates', fields: ['verified', 'reviewEveryDays'], isClosed: true },
    { heading: 'desk.form.told', fields: ['history', 'corrections'], isClosed: true },
  ],
  document: [
    {
      heading: 'desk.form.document',
      fields: [
        'title',
        'publisher',
        'authors',
        'kind',
        'party',
        'origin',
        'url',
        'publishedOn',
        'accessedOn',
        'copy',
        'disclosure',
        'language',
      ],
    },
    { heading: 'desk.form.text', fields: ['mustCite', 'paragraphs'], isClosed: true },
  ],
  relationship: [
    { heading: 'desk.form.parties', fields: ['title', 'parties'] },
    { heading: 'desk.form.names', fields: ['aliases', 'languages', 'commandDescription', 'ambiguous'] },
  ],
  tracks: [{ heading: 'desk.form.followed', fields: ['tracks'] }],
};

/** Returns whether the form of a kind of record has a field; statements are written where their document is read. */
export const isInForm = (kind: LoadedKind, [name]: FormPath): boolean =>
  name === undefined || PARTS[kind].some(({ fields }) => fields.includes(String(name)));

type RecordFormProps = {
  readonly kind: LoadedKind;
  readonly text: string;
  readonly schema: RecordSchema;
  readonly known: FormView;
  /** The languages that the relationship declares; undefined where that is not known. */
  readonly declared: readonly string[] | undefined;
  readonly faults: readonly Fault[];
  readonly today: string;
  readonly sought: { readonly path: FormPath; readonly count: number };
  readonly onEdit: (edits: readonly FormEdit[]) => void;
};

export function RecordForm({ kind, text, schema, known, declared, faults, today, sought, onEdit }: RecordFormProps) {
  const t = useTranslate();
  const language = useLanguage();
  const record = useMemo(() => readRecord(text), [text]);
  const root = useRef<HTMLDivElement>(null);
  const parties = useMemo(() => known.parties.map(({ id }) => id), [known]);
  const [gone, setGone] = useState<RecordFormProps['sought']>({ path: [], count: 0 });
  useEffect(() => goTo(root.current, sought), [sought]);
  useEffect(() => goTo(root.current, gone), [gone]);
  const go = (path: FormPath): void => setGone(({ count }) => ({ path, count: count + 1 }));
  if (record === undefined) return <p className="callout warning">{t('desk.form.no-form')}</p>;
  const beginning = { today, parties };
  const languages = writtenIn(kind, record, declared);
  return (
    <FormContext
      value={{
        schema,
        record,
        faults,
        known,
        authors: authorsOf(record),
        beginning,
        languages,
        isEntry: false,
        wordsOf: () => ({}),
        sought,
        onEdit,
        onGo: go,
      }}
    >
      <div className="record-form" ref={root}>
        <FieldFaults path={[]} />
        <nav className="actions small" aria-label={t('desk.form.go-to')}>
          <span className="quiet">{t('desk.form.go-to')}</span>
          {PARTS[kind].flatMap(({ fields }) =>
            fields
              .filter((name) => record[name] !== undefined)
              .map((name) => (
                <button key={name} type="button" className="small-button" onClick={() => go([name])}>
                  {listLabel(name, language)}
                </button>
              )),
          )}
        </nav>
        {PARTS[kind].map(({ heading, fields, isClosed }) =>
          isClosed === true ? (
            <ClosedPart key={heading} heading={heading} fields={fields} />
          ) : (
            <section key={heading} aria-label={t(heading)}>
              <h2>{t(heading)}</h2>
              <Group path={[]} only={fields} open={['keyPoints']} />
            </section>
          ),
        )}
        <UnknownFields schema={schema} />
      </div>
    </FormContext>
  );
}

/** Returns the authors that a document names so far. */
const authorsOf = ({ authors }: Readonly<Record<string, unknown>>): readonly NamedRecord[] =>
  (Array.isArray(authors) ? authors : []).map((author) => {
    const [id, en, zh] = [wordAt(author, ['id']), wordAt(author, ['name', 'en']), wordAt(author, ['name', 'zh'])];
    return { id, name: { en: en || id, zh: zh || undefined } };
  });

/** Moves the focus to a field, or to the nearest thing around it that can be seen. */
export function goTo(root: HTMLElement | null, { path, count }: RecordFormProps['sought']): void {
  if (count === 0) return;
  for (let depth = path.length; depth > 0; depth -= 1) {
    const key = CSS.escape(keyOf(path.slice(0, depth)));
    const found = root?.querySelector<HTMLElement>(`[data-path="${key}"], [data-field="${key}"]`);
    if (!found) continue;
    for (let around = found.closest('details'); around; around = around.parentElement?.closest('details') ?? null)
      around.open = true;
    found.scrollIntoView({ block: 'center' });
    const isControl = found.matches('input, select, textarea, [tabindex]');
    (isControl ? found : found.querySelector<HTMLElement>('input, select, textarea, summary, button'))?.focus();
    return;
  }
}

function ClosedPart({ heading, fields }: FormPart) {
  const t = useTranslate();
  const { faults } = useForm();
  const count = faults.filter(({ field }) => fields.includes(field.split('.')[0] ?? '')).length;
  return (
    <details className="form-part">
      <summary>
        <h2>{t(heading)}</h2>
        {count > 0 && <span className="badge bad"> {t('desk.form.faults', { count })}</span>}
      </summary>
      <Group path={[]} only={fields} />
    </details>
  );
}

/** The faults of fields that no schema knows. */
function UnknownFields({ schema }: { readonly schema: RecordSchema }) {
  const { record } = useForm();
  const names = Object.keys(record).filter((name) => schema.properties?.[name] === undefined);
  return names.map((name) => <UnknownField key={name} name={name} />);
}

function UnknownField({ name }: { readonly name: string }) {
  const count = useFaultsWithin([name]).length;
  if (count === 0) return null;
  return (
    <div className="form-field">
      <p className="form-label">
        <strong>{name}</strong>
      </p>
      <FieldFaults path={[name]} />
    </div>
  );
}
