/** A statement being written: what it is and says, whose and when, where it stands in the document, and what it belongs to. */
import { useEffect, useRef, useState, type FormEvent } from 'react';

import type { FaultCode } from '../../../records/fault.ts';
import type { ReaderView } from '../../server/reading/reader.ts';
import { Fault } from '../components/loaded.tsx';
import { useTitles } from '../edit/written-title.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { Citations } from './citations.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { KindField } from './fields.tsx';
import { type InputFault, FieldFaults, FieldGroup, InTwo } from './inputs.tsx';
import { Related, Topics } from './related.tsx';
import {
  lastOfKind,
  paragraphsOf,
  statementOf,
  toldOf,
  uncitedIn,
  withMeant,
  type StatementDraft,
} from './statement-draft.ts';
import { KINDS, KINDS_IN_ORDER, TEXT } from './text.ts';
import { useProposals, useStatementCheck, type OpenDocument } from './use-statement.ts';

const MAX = 320;
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

export type StatementFormProps = {
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
  const { view, open, draft, selected, onChange, onWritten, onRemove, onClose } = props;
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
  const statement = statementOf(draft, view.kinds);
  const isBegun = draft.kind !== '' && draft.en.trim() !== '';
  const { written, fault, isChecking } = useStatementCheck(open, statement, draft.replaces, isBegun, tries);
  const words = [...new Set([selected, ...draft.citations.map(({ find }) => find)])].join(' ');
  const text = { en: draft.en, zh: draft.zh };
  const except = `${open.id}/${draft.replaces ?? ''}`;
  const { topics, related } = useProposals(open, { words, paragraphs: paragraphsOf(draft, view) }, text, except);
  const found = isBegun ? (written?.faults ?? []) : [];
  const faultsOf = (...fields: readonly string[]): readonly InputFault[] =>
    found
      .filter(({ field, code }) => {
        const [first = ''] = field.split('.');
        return fields.includes(first) && (isTried || !MISSING.has(code));
      })
      .map(({ field, code, params }) => ({ field: field.split('.').slice(1).join('.'), code, params }));
  const set = (part: Partial<StatementDraft>): void => {
    setWanted(false);
    onChange({ ...draft, ...part });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // Where the server could not be asked, it is asked again.
    if (tries === 0 || fault !== undefined) setTries(tries + 1);
    // A topic that was chosen, though not added by its own button, was meant: the statement is checked with it first.
    const meant = withMeant(draft.topics, otherTopic, topics);
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
  const ofKind = view.kinds.find(({ kind }) => kind === draft.kind)?.fields ?? [];
  // Whoever speaks for one of the two speaks for no other.
  const fields = ofKind.filter(({ name }) => name !== 'other' || !draft.fields.party);
  const last = lastOfKind(view.statements, draft);
  const uncited = uncitedIn(draft, view);
  const speakerAt = view.speakers.findIndex(
    ({ speaker }) => JSON.stringify(speaker) === JSON.stringify(draft.fields.speaker),
  );
  const placed = new Set(['kind', 'text', 'citations', 'topics', 'relations', 'id', ...fields.map(({ name }) => name)]);
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
        {t(draft.replaces === undefined ? TEXT.new : TEXT.change)}
      </h2>
      <FieldGroup id="reading-citations" label={t(TEXT.citations)} isRequired faults={faultsOf('citations')}>
        <Citations citations={draft.citations} language={view.language} onChange={(citations) => set({ citations })} />
      </FieldGroup>
      <div className="field">
        <label htmlFor="reading-kind">{t(TEXT.kind)}</label>
        <select
          id="reading-kind"
          value={draft.kind}
          onChange={({ target }) => set({ kind: KINDS_IN_ORDER.find((one) => one === target.value) ?? '' })}
        >
          <option value="">{t(TEXT['choose-kind'])}</option>
          {KINDS_IN_ORDER.map((kind) => (
            <option key={kind} value={kind}>
              {t(KINDS[kind].name)}
            </option>
          ))}
        </select>
        {draft.kind !== '' && <p className="quiet">{t(KINDS[draft.kind].about)}</p>}
        <FieldFaults id="reading-kind" faults={faultsOf('kind')} />
      </div>
      {draft.kind !== '' && (
        <>
          <FieldGroup id="reading-says" label={t(SAYS)} isRequired faults={faultsOf('text')}>
            <p className="quiet small">{t(TEXT[draft.kind === 'position' ? 'own' : 'own-told'])}</p>
            <InTwo
              id="reading-says"
              value={text}
              most={MAX}
              isBilingual={view.isBilingual}
              rows={4}
              onChange={({ en, zh }) => set({ en, zh })}
            />
            {uncited.length > 0 && (
              <p className="meta warning">
                {t(TEXT['figures-uncited'])} <strong>{uncited.join(', ')}</strong>
              </p>
            )}
          </FieldGroup>
          {last !== undefined && (
            <p>
              <button type="button" onClick={() => set({ fields: { ...draft.fields, ...last } })}>
                {t(TEXT['like-last'])} {toldOf(last, view, language)}
              </button>
            </p>
          )}
          {draft.kind === 'position' && view.speakers.length > 0 && (
            <div className="field">
              <label htmlFor="reading-speakers">{t(TEXT['known-speaker'])}</label>
              <select
                id="reading-speakers"
                // What is chosen stays: by keyboard one goes on from it.
                value={speakerAt === -1 ? '' : speakerAt}
                onChange={({ target }) => {
                  const known = view.speakers[Number(target.value)];
                  if (known !== undefined) set({ fields: { ...draft.fields, ...known } });
                }}
              >
                <option value="">{t(TEXT.choose)}</option>
                {view.speakers.map(({ speaker, role }, at) => (
                  <option key={speaker.en} value={at}>
                    {`${speaker[language] ?? speaker.en} (${role[language] ?? role.en})`}
                  </option>
                ))}
              </select>
            </div>
          )}
          {fields.map((field) => (
            <div key={field.name}>
              <KindField
                field={field}
                value={draft.fields[field.name]}
                view={view}
                faults={faultsOf(field.name)}
                onChange={(value) => set({ fields: { ...draft.fields, [field.name]: value } })}
              />
              {field.name === 'quote' && selected.trim() !== '' && (
                <button
                  type="button"
                  className="reading-quote"
                  onClick={() => set({ fields: { ...draft.fields, quote: unquoted(selected) } })}
                >
                  {t(TEXT.quote)}
                </button>
              )}
            </div>
          ))}
          <FieldGroup id="reading-topics" label={t(TEXT.topics)} isRequired faults={faultsOf('topics')}>
            <Topics
              topics={view.topics}
              proposed={topics}
              chosen={draft.topics}
              other={otherTopic}
              onChange={(chosen) => set({ topics: chosen })}
              onOther={setOtherTopic}
            />
          </FieldGroup>
          <FieldGroup id="reading-related" label={t(TEXT.related)} isRequired={false} faults={faultsOf('relations')}>
            <Related related={related} draft={draft} onChange={(relations) => set({ relations })} />
          </FieldGroup>
          {(draft.replaces === undefined || onRemove !== undefined) && (
            <FieldGroup id="reading-id" label={t(TEXT.id)} isRequired={false} faults={faultsOf('id')}>
              {draft.id === '' && (
                <p className="quiet small">
                  {t(TEXT['id-about'])} <code>{written?.id ?? '…'}</code>
                </p>
              )}
              <input
                aria-label={t(TEXT.id)}
                value={draft.id}
                maxLength={40}
                onChange={({ target }) => set({ id: target.value })}
              />
            </FieldGroup>
          )}
        </>
      )}
      {fault !== undefined && <Fault fault={fault} />}
      <Elsewhere faults={[...unplaced, ...(written?.others ?? [])]} own={open.at} titleOf={titleOf} />
      <div className="reading-end">
        {isTried && !isChecking && (found.length > 0 || !isBegun) && (
          <p className="bad">
            {t(found.every(({ code }) => MISSING.has(code)) ? TEXT['still-missing'] : TEXT['still-wrong'])}
          </p>
        )}
        <p className="actions">
          <button type="submit" className="primary">
            {t(draft.replaces === undefined ? TEXT.add : TEXT['save-change'])}
          </button>
          <button type="button" onClick={onClose}>
            {t(TEXT.cancel)}
          </button>
          {onRemove !== undefined && (
            <button type="button" onClick={onRemove}>
              {t(TEXT.remove)}
            </button>
          )}
          <span role="status" className="quiet small">
            {isChecking
              ? t(isWanted ? TEXT['checking-first'] : TEXT.checking)
              : isBegun && written?.faults.length === 0
                ? t(TEXT.right)
                : ''}
          </span>
        </p>
      </div>
    </form>
  );
}

/** Goes to the first field with a fault, or to the kind that everything begins with. */
function showFault(form: HTMLElement | null): void {
  const fault = form?.querySelector('.bad.filled');
  const place = fault?.closest('fieldset') ?? form?.querySelector<HTMLElement>('#reading-kind');
  place?.scrollIntoView({ block: 'center' });
  const inputs = place?.matches('fieldset') === true ? place.querySelectorAll<HTMLElement>(INPUTS) : [place];
  // What is missing is an empty one.
  const empty = [...inputs].find((one) => one !== undefined && one !== null && 'value' in one && one.value === '');
  (empty ?? inputs[0])?.focus({ preventScroll: true });
}
/** Words without the marks around them, which a quotation gets by itself. */
const unquoted = (words: string): string => words.replaceAll(/^[\s"“”‘’'「」『』]+|[\s"“”‘’'「」『』]+$/gu, '');
const INPUTS = 'input, textarea, select';

const SAYS = { en: 'What it says', zh: '内容' } as const;
