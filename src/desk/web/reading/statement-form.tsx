/** A statement being written: what it is and says, whose and when, where it stands in the document, and what it belongs to. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { FaultCode } from '../../../records/fault.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { isSameValue, pathOfField, wordAt, type FormPath } from '../../../records/text-edit/edit-value.ts';
import type { ReaderView } from '../../server/reading/reader.ts';
import { WarningText } from '../components/fault-text.tsx';
import { Fault } from '../components/loaded.tsx';
import { SelectOne } from '../components/select-one.tsx';
import { branchFor } from '../record-schema.ts';
import { keyOf, type FieldWords } from '../form/context.ts';
import { EntryForm } from '../form/entry-form.tsx';
import { FaultsWithin } from '../form/field-faults.tsx';
import { Field, FieldFrame } from '../form/field.tsx';
import { goTo } from '../form/record-form.tsx';
import { useChoice } from '../route.ts';
import { useAllTitles } from '../edit/change-set.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { OtherRecordsFaults } from './faults-elsewhere.tsx';
import { NewTrack } from './new-track.tsx';
import { Related, Topics } from './related.tsx';
import {
  entryOf,
  fieldsOfKind,
  paragraphsOf,
  sentencesOf,
  statementOf,
  withEntry,
  withChosenTopic,
  type StatementDraft,
  type CitationDraft,
} from './statement-draft.ts';
import { proposalsFor, withProposed, type Proposed } from './proposed.ts';
import { KINDS_IN_ORDER, statementWords } from './statement-words.ts';
import { useProposals, useStatementCheck, type OpenDocument } from './statement-check.ts';
import type { Language, StatementKind, Translated } from '../../../records/schema.ts';
import type { WrittenStatementView } from '../../server/reading/routes.ts';

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
  const titleOf = useAllTitles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [sought, setSought] = useChoice('field');
  useEffect(() => {
    if (sought === '') return;
    goTo(own.current, { path: pathOfField(sought), count: 1 });
    setSought('');
  }, [sought, setSought]);
  const [tries, setTries] = useState(0);
  const isTried = tries > 0;
  const [isWanted, setWanted] = useState(false);
  const [otherTopic, setOtherTopic] = useState('');
  // Once all was taken, the text is what is left to be written.
  const [taken, setTaken] = useState<readonly Proposed[]>([]);
  const [finished, setFinished] = useState(0);
  useEffect(() => {
    if (finished > 0) own.current?.querySelector<HTMLElement>('[data-path="text.en"]')?.focus();
  }, [finished]);
  const statement = statementOf(draft, schema);
  const isBegun = draft.kind !== '' && draft.en.trim() !== '';
  const { written, fault, isChecking } = useStatementCheck(open, statement, draft.replaces, isBegun, tries);
  const words = [...new Set([selected, ...draft.citations.map(({ find }) => find)])].join(' ');
  const text = { en: draft.en, zh: draft.zh };
  const except = `${open.id}/${draft.replaces ?? ''}`;
  const found = useProposals(
    open,
    { words, paragraphs: paragraphsOf(draft, view), sentences: sentencesOf(draft, view) },
    text,
    except,
  );
  const { topics, related } = found;
  const proposed = proposalsFor(draft, view, found, language);
  const take = (some: readonly Proposed[], asKind = draft.kind): void => {
    set(withProposed({ ...draft, kind: asKind }, some));
    setTaken([...taken, ...some]);
    setFinished((count) => count + (some.length === 1 ? 0 : 1));
  };
  const faults = isBegun ? (written?.faults ?? []) : [];
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
  const isAsked = (name: string): boolean => needed.has(name) || name === 'quote' || draft.fields[name] !== undefined;
  const fieldOf = (name: string) => (
    <Field key={name} path={[name]}>
      {name === 'quote' && selected.trim() !== '' && (
        <button type="button" onClick={() => setField('quote', unquoted(selected))}>
          {t('desk.reading.quote')}
        </button>
      )}
    </Field>
  );
  const placed = new Set(['kind', 'track', 'text', 'citations', 'topics', 'relations', 'id', ...fields]);
  const unplaced = faults.filter(({ field }) => !placed.has(field.split('.')[0] ?? ''));
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
        faults={faults.filter(({ code }) => isTried || !MISSING.has(code))}
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
        <Proposals
          proposed={proposed}
          taken={taken}
          kind={draft.kind}
          onTake={take}
          onTakeAs={(kind) => take(proposalsFor({ ...draft, kind }, view, found, language).filter(isSure), kind)}
        />
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
            <FieldFrame path={['track']} label={t('desk.status.track')} isRequired={false} isFramed={false}>
              <SelectOne
                aria-label={t('desk.status.track')}
                value={wordAt(draft.fields, ['track'])}
                none={t('desk.reading.no-track')}
                options={view.tracks.map(({ id, title }) => [id, title[language] ?? title.en])}
                onChange={(track) => setField('track', track === '' ? undefined : track)}
              />
              <TrackChange
                now={view.tracks.find(({ id }) => id === draft.fields['track'])?.now}
                written={isBegun ? written?.track : undefined}
              />
              <FaultsWithin path={['track']} />
              <NewTrack
                relationship={open.relationship}
                view={view}
                draft={draft}
                onMade={(track) => setField('track', track)}
              />
            </FieldFrame>
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
        {isTried && !isChecking && (faults.length > 0 || !isBegun) && (
          <p className="bad">
            {t(
              faults.every(({ code }) => MISSING.has(code)) ? 'desk.reading.still-missing' : 'desk.reading.still-wrong',
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

const isSure = ({ isUnsure }: Proposed): boolean => isUnsure !== true;

type ProposalsProps = {
  readonly proposed: readonly Proposed[];
  /** What was taken before, whose source stays shown. */
  readonly taken: readonly Proposed[];
  readonly kind: StatementDraft['kind'];
  readonly onTake: (taken: readonly Proposed[]) => void;
  readonly onTakeAs: (kind: StatementKind) => void;
};

/** Shows what is proposed with where it is taken from, to be taken one by one or all at once: as the kind that is proposed, or as another. */
function Proposals({ proposed, taken, kind, onTake, onTakeAs }: ProposalsProps) {
  const t = useTranslate();
  if (proposed.length + taken.length === 0 && kind !== '') return null;
  const [first] = proposed;
  const likely = first !== undefined && 'kind' in first.change ? first.change.kind : '';
  return (
    <section className="callout reading-proposed" aria-labelledby="reading-proposed">
      <h3 id="reading-proposed">{t('desk.reading.proposed')}</h3>
      <ul className="list small">
        {[...taken, ...proposed].map((one, at) => (
          <li key={`${one.name} ${at}`}>
            <span>
              <span className="quiet">{t(`desk.reading.proposed-${one.name}`)}</span> <strong>{one.shown}</strong>{' '}
              <span className="quiet">{one.source}</span>
            </span>{' '}
            {at < taken.length ? (
              <span className="good">{t('desk.reading.taken')}</span>
            ) : (
              <button type="button" className="link" onClick={() => onTake([one])}>
                {t('desk.reading.take')}
                <span className="unseen"> {one.shown}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {kind === '' ? (
        <div className="actions" role="group" aria-label={t('desk.reading.take-as')}>
          <span className="quiet">{t('desk.reading.take-as')}</span>
          {KINDS_IN_ORDER.toSorted((a, b) => Number(b === likely) - Number(a === likely)).map((one) => (
            <button key={one} type="button" onClick={() => onTakeAs(one)}>
              {t(`desk.kinds.${one}.name`)}
            </button>
          ))}
        </div>
      ) : (
        proposed.some(isSure) && (
          <p className="actions">
            <button type="button" onClick={() => onTake(proposed.filter(isSure))}>
              {t('desk.reading.take-all')}
            </button>
          </p>
        )
      )}
    </section>
  );
}

type TrackChangeProps = {
  readonly now: Translated | undefined;
  readonly written: WrittenStatementView['track'];
};

/** Says how the track stands, and how it will by the statement that is written. */
function TrackChange({ now, written }: TrackChangeProps) {
  const t = useTranslate();
  const language = useLanguage();
  const stands = written?.before ?? now;
  if (stands === undefined) return null;
  const said = (text: Translated): string => text[language] ?? text.en;
  const isOther = written !== undefined && said(written.before) !== said(written.after);
  return (
    <p className="meta" role="status">
      <span>
        {t('desk.reading.track-now')} {said(stands)}
      </span>
      {isOther && (
        <strong>
          {t('desk.reading.track-then')} {said(written.after)}
        </strong>
      )}
      {written !== undefined && !isOther && <span>{t('desk.reading.track-same')}</span>}
    </p>
  );
}

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
