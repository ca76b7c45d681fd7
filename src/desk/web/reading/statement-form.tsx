/** A statement being written: what it is and says, whose and when, where it stands in the document, and what it belongs to. */
import { STATEMENT_DATES } from '../../../records/statement-dates.ts';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { FaultCode } from '../../../records/fault.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { isSameValue, wordAt, type FormPath } from '../../../records/text-edit/edit-value.ts';
import type { ReaderView } from '../../server/reading/reader.ts';
import { WarningText } from '../components/fault-text.tsx';
import { Fault } from '../components/loaded.tsx';
import { SelectOne } from '../components/select-one.tsx';
import { branchFor } from '../record-schema.ts';
import { keyOf, type FieldWords } from '../form/context.ts';
import { EntryForm } from '../form/entry-form.tsx';
import { FaultsWithin } from '../form/field-faults.tsx';
import { Field, FieldFrame } from '../form/field.tsx';
import { useTitles } from '../edit/change-set.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { OtherRecordsFaults } from './faults-elsewhere.tsx';
import { Related, Topics } from './related.tsx';
import {
  entryOf,
  fieldsOfKind,
  lastOfKind,
  paragraphsOf,
  statementOf,
  attributionText,
  withEntry,
  withChosenTopic,
  type StatementDraft,
  type CitationDraft,
} from './statement-draft.ts';
import { KINDS_IN_ORDER, statementWords } from './statement-words.ts';
import { useProposals, useStatementCheck, type OpenDocument } from './statement-check.ts';
import type { Language } from '../../../records/schema.ts';

/** What the server says of a field that is not there yet. */
const MISSING: ReadonlySet<FaultCode> = new Set([
  'missing',
  'period-from-missing',
  'period-to-missing',
  'period-text-missing',
  'speaker-without-party',
  'no-topic-named',
  'no-author-named',
]);

type StatementFormProps = {
  /** The schema of statements. */
  readonly schema: RecordSchema;
  readonly view: ReaderView;
  readonly open: OpenDocument;
  readonly draft: StatementDraft;
  /** The words that are selected in the document, for proposals and quotations. */
  readonly selected: string;
  readonly onChange: (draft: StatementDraft) => void;
  /** Takes the text of the record with the statement, and the statement's id. */
  readonly onWritten: (text: string, id: string) => void;
  readonly onRemove: (() => void) | undefined;
  readonly onClose: () => void;
};

export function StatementForm(props: StatementFormProps) {
  const { schema, view, open, draft, selected, onChange, onWritten, onRemove, onClose } = props;
  const t = useTranslate();
  const language = useLanguage();
  const own = useRef<HTMLFormElement>(null);
  const titleOf = useTitles([]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [tries, setTries] = useState(0);
  const isTried = tries > 0;
  const [isWanted, setWanted] = useState(false);
  const [otherTopic, setOtherTopic] = useState('');
  const statement = statementOf(draft, schema);
  const isBegun = draft.kind !== '' && draft.en.trim() !== '';
  const { written, fault, isChecking } = useStatementCheck(open, statement, draft.replaces, isBegun, tries);
  const words = [...new Set([selected, ...draft.citations.map(({ find }) => find)])].join(' ');
  const text = { en: draft.en, zh: draft.zh };
  const except = `${open.id}/${draft.replaces ?? ''}`;
  const { topics, related } = useProposals(open, { words, paragraphs: paragraphsOf(draft, view) }, text, except);
  const found = isBegun ? (written?.faults ?? []) : [];
  const set = (part: Partial<StatementDraft>): void => {
    setWanted(false);
    onChange({ ...draft, ...part });
  };
  const setField = (name: string, value: unknown): void => set({ fields: { ...draft.fields, [name]: value } });
  const wordsOf = (path: FormPath): FieldWords => {
    const said = statementWords(keyOf(path), language);
    if (path[0] === 'quote') return { ...said, lang: view.language === 'zh' ? 'zh-CN' : 'en' };
    return path.join() === 'text'
      ? { ...said, about: t(`desk.reading.${draft.kind === 'position' ? 'own' : 'own-told'}`) }
      : said;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // Where the server could not be asked, it is asked again.
    if (tries === 0 || fault !== undefined) setTries(tries + 1);
    // A topic that was chosen, though not added by its own button, was meant: the statement is checked with it first.
    const meant = withChosenTopic(draft.topics, otherTopic, topics);
    setOtherTopic('');
    if (meant !== draft.topics) set({ topics: meant });
    else if (isBegun && !isChecking && written?.text !== undefined && written.faults.length === 0)
      return onWritten(written.text, written.id);
    setWanted(true);
  };
  // What is to be added while it is still being checked is added once that has found no fault.
  useEffect(() => {
    if (!isWanted || isChecking) return;
    setWanted(false);
    if (isBegun && fault === undefined && written?.text !== undefined && written.faults.length === 0)
      onWritten(written.text, written.id);
    else showFault(own.current);
  }, [isWanted, isChecking]);
  // Whoever speaks for one of the two speaks for no other.
  const fields = fieldsOfKind(schema, draft.kind).filter((name) => name !== 'other' || !draft.fields.party);
  const needed = new Set(branchFor(schema, { kind: draft.kind }).required);
  const last = lastOfKind(view.statements, draft);
  const isAsked = (name: string): boolean => needed.has(name) || name === 'quote' || draft.fields[name] !== undefined;
  const fieldOf = (name: string) => (
    <Field key={name} path={[name]}>
      {name === 'quote' && selected.trim() !== '' && (
        <button type="button" onClick={() => setField('quote', unquoted(selected))}>
          {t('desk.reading.quote')}
        </button>
      )}
      {PAST_DATES.has(name) && isWithoutDay(draft.fields[name]) && (
        <button type="button" onClick={() => setField(name, { precision: 'day', on: view.publishedOn })}>
          {t('desk.reading.as-published', { day: view.publishedOn })}
        </button>
      )}
    </Field>
  );
  const placed = new Set(['kind', 'track', 'text', 'citations', 'topics', 'relations', 'id', ...fields]);
  const unplaced = found.filter(({ field }) => !placed.has(field.split('.')[0] ?? ''));
  return (
    <form
      ref={own}
      className="reading-form"
      onSubmit={submit}
      aria-labelledby="reading-form"
      aria-busy={isChecking}
      noValidate
    >
      <h2 id="reading-form" ref={heading} tabIndex={-1}>
        {t(draft.replaces === undefined ? 'desk.reading.new' : 'desk.reading.change')}
      </h2>
      <EntryForm
        schema={schema}
        record={entryOf(draft)}
        faults={found.filter(({ code }) => isTried || !MISSING.has(code))}
        parties={view.parties}
        authors={view.authors}
        isBilingual={view.isBilingual}
        wordsOf={wordsOf}
        onChange={(entry) => set(withEntry(draft, entry))}
      >
        <FieldFrame path={['citations']} label={t('desk.reading.citations')} isRequired isFramed>
          <Citations
            citations={draft.citations}
            language={view.language}
            onChange={(citations) => set({ citations })}
          />
          <FaultsWithin path={['citations']} />
        </FieldFrame>
        <div className="field">
          <label htmlFor="reading-kind">{t('desk.reading.kind')}</label>
          <SelectOne
            id="reading-kind"
            value={draft.kind}
            none={t('desk.reading.choose-kind')}
            options={KINDS_IN_ORDER.map((kind) => [kind, t(`desk.kinds.${kind}.name`)])}
            onChange={(chosen) => set({ kind: KINDS_IN_ORDER.find((one) => one === chosen) ?? '' })}
          />
          {draft.kind !== '' && <p className="quiet">{t(`desk.kinds.${draft.kind}.about`)}</p>}
          <FaultsWithin path={['kind']} />
        </div>
        {draft.kind !== '' && (
          <>
            <Field path={['text']}>
              {isBegun &&
                written?.warnings.map((one) => (
                  <p key={JSON.stringify(one)} className="meta warning">
                    {t('desk.reading.style-warning')} <WarningText warning={one} />
                  </p>
                ))}
            </Field>
            {last !== undefined && (
              <p>
                <button type="button" onClick={() => set({ fields: { ...draft.fields, ...last } })}>
                  {t('desk.reading.like-last')} {attributionText(last, view, language)}
                </button>
              </p>
            )}
            {draft.kind === 'position' && view.speakers.length > 0 && (
              <KnownSpeakers speakers={view.speakers} draft={draft} onChange={set} />
            )}
            {fields.filter(isAsked).map(fieldOf)}
            <FieldFrame path={['topics']} label={t('desk.reading.topics')} isRequired isFramed>
              <Topics
                topics={view.topics}
                proposed={topics}
                chosen={draft.topics}
                other={otherTopic}
                onChange={(chosen) => set({ topics: chosen })}
                onOther={setOtherTopic}
              />
              <FaultsWithin path={['topics']} />
            </FieldFrame>
            {view.tracks.length > 0 && (
              <FieldFrame path={['track']} label={t('desk.status.track')} isRequired={false} isFramed={false}>
                <SelectOne
                  aria-label={t('desk.status.track')}
                  value={wordAt(draft.fields, ['track'])}
                  none={t('desk.reading.no-track')}
                  options={view.tracks.map(({ id, title }) => [id, title[language] ?? title.en])}
                  onChange={(track) => setField('track', track === '' ? undefined : track)}
                />
                <FaultsWithin path={['track']} />
              </FieldFrame>
            )}
            {fields.some((name) => !isAsked(name)) && (
              <details>
                <summary>{t('desk.reading.more-fields')}</summary>
                {fields.filter((name) => !isAsked(name)).map(fieldOf)}
              </details>
            )}
            <FieldFrame path={['relations']} label={t('desk.reading.related')} isRequired={false} isFramed>
              <Related related={related} draft={draft} onChange={(relations) => set({ relations })} />
              <FaultsWithin path={['relations']} />
            </FieldFrame>
            {(draft.replaces === undefined || onRemove !== undefined) && (
              <FieldFrame path={['id']} label={t('desk.reading.id')} isRequired={false} isFramed={false}>
                {draft.id === '' && (
                  <p className="quiet small">
                    {t('desk.reading.id-about')} <code>{written?.id ?? '…'}</code>
                  </p>
                )}
                <input
                  aria-label={t('desk.reading.id')}
                  value={draft.id}
                  maxLength={40}
                  onChange={({ target }) => set({ id: target.value })}
                />
                <FaultsWithin path={['id']} />
              </FieldFrame>
            )}
          </>
        )}
      </EntryForm>
      {fault !== undefined && <Fault fault={fault} />}
      <OtherRecordsFaults faults={[...unplaced, ...(written?.others ?? [])]} own={open.at} titleOf={titleOf} />
      <div className="reading-end">
        {isTried && !isChecking && (found.length > 0 || !isBegun) && (
          <p className="bad">
            {t(
              found.every(({ code }) => MISSING.has(code)) ? 'desk.reading.still-missing' : 'desk.reading.still-wrong',
            )}
          </p>
        )}
        <p className="actions">
          <button type="submit" className="primary">
            {t(draft.replaces === undefined ? 'desk.reading.add' : 'desk.reading.save-change')}
          </button>
          <button type="button" onClick={onClose}>
            {t('desk.reading.cancel')}
          </button>
          {onRemove !== undefined && (
            <button type="button" onClick={onRemove}>
              {t('desk.reading.remove')}
            </button>
          )}
          <span role="status" className="quiet small">
            {isChecking
              ? t(isWanted ? 'desk.reading.checking-first' : 'desk.reading.checking')
              : isBegun && written?.faults.length === 0
                ? t('desk.reading.right')
                : ''}
          </span>
        </p>
      </div>
    </form>
  );
}

/** When something that a document tells was said or happened: on its own day, mostly. */
const PAST_DATES: ReadonlySet<string> = new Set(STATEMENT_DATES);

/** Whether a date is one of a day that is not filled in yet. */
const isWithoutDay = (value: unknown): boolean =>
  (wordAt(value, ['precision']) || 'day') === 'day' && wordAt(value, ['on']) === '';

type KnownSpeakersProps = {
  readonly speakers: ReaderView['speakers'];
  readonly draft: StatementDraft;
  readonly onChange: (part: Partial<StatementDraft>) => void;
};

/** Offers those who have spoken before, with their role and party. */
function KnownSpeakers({ speakers, draft, onChange }: KnownSpeakersProps) {
  const t = useTranslate();
  const language = useLanguage();
  const chosen = speakers.findIndex(({ speaker }) => isSameValue(speaker, draft.fields.speaker));
  return (
    <div className="field">
      <label htmlFor="reading-speakers">{t('desk.reading.known-speaker')}</label>
      <SelectOne
        id="reading-speakers"
        // What is chosen stays: by keyboard one goes on from it.
        value={chosen === -1 ? '' : String(chosen)}
        none={t('desk.reading.choose')}
        options={speakers.map(({ speaker, role }, at) => [
          String(at),
          `${speaker[language] ?? speaker.en} (${role[language] ?? role.en})`,
        ])}
        onChange={(at) => {
          const known = at === '' ? undefined : speakers[Number(at)];
          if (known !== undefined) onChange({ fields: { ...draft.fields, ...known } });
        }}
      />
    </div>
  );
}

/** Goes to the first field with a fault, or to the kind that everything begins with. */
function showFault(form: HTMLElement | null): void {
  const place = form?.querySelector('.field-faults')?.closest('.form-field, .field') ?? form?.querySelector('.field');
  place?.scrollIntoView({ block: 'center' });
  const inputs = [...(place?.querySelectorAll<HTMLInputElement>('input, textarea, select') ?? [])];
  // What is missing is an empty one.
  (inputs.find(({ value }) => value === '') ?? inputs[0])?.focus({ preventScroll: true });
}

/** Words without the marks around them, which a quotation gets by itself. */
const unquoted = (words: string): string => words.replaceAll(/^[\s"“”‘’'「」『』]+|[\s"“”‘’'「」『』]+$/gu, '');

type CitationsProps = {
  readonly citations: readonly CitationDraft[];
  /** The language of the document. */
  readonly language: Language;
  readonly onChange: (citations: readonly CitationDraft[]) => void;
};

function Citations({ citations, language, onChange }: CitationsProps) {
  const t = useTranslate();
  return (
    <ul className="list">
      {citations.map((citation) => (
        <li key={`${citation.source} ${citation.paragraph} ${citation.find}`} className="reading-citation">
          <span>
            {citation.source !== undefined && `${citation.source} `}¶{citation.paragraph}{' '}
            <q lang={language === 'zh' ? 'zh-CN' : 'en'}>{citation.find}</q>
          </span>{' '}
          {citations.length > 1 && (
            <button type="button" onClick={() => onChange(citations.filter((one) => one !== citation))}>
              {t('desk.reading.remove-citation')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
