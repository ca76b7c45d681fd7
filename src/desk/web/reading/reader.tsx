/** A document to read and to cite: its paragraphs beside the statement that is being written, and publishing what was written. */
import './reading.css';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { createWordFinder, normalized } from '../../../records/find-words.ts';
import type { ReaderView, ReaderStatement } from '../../server/reading/reader.ts';
import { faultOf, type ApiFault, api, receive, useGet } from '../api.ts';
import { Fault, Loaded } from '../components/loaded.tsx';
import { useSchema } from '../form/context.ts';
import { itemOf } from '../record-schema.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { renameInSet, useChangeSet } from '../edit/change-set.ts';
import { autosave, useUnpublishedRecords } from '../autosave/unsaved-records.ts';
import { recordHref, useChoice } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { lazy } from '../lazy.ts';
import { DocumentText, type TextSelection } from './document-text.tsx';
import { StatementForm } from './statement-form.tsx';
import {
  withCitation,
  draftOf,
  newDraft,
  MAX_CITATIONS,
  type StatementDraft,
  loadDraft,
  saveDraft,
} from './statement-draft.ts';
import { SelectedWords } from './selection.tsx';

import { AfterPublishing } from '../edit/publish/doubts.tsx';
import { writeStatement } from './statement-check.ts';
import type { ReadDocumentView } from '../../server/documents/routes.ts';
import { DocumentInput, type GivenDocument } from '../documents/document-input.tsx';
import { withTopics, withTracks } from '../form/offered.ts';

const Publish = lazy(async () => ({ default: (await import('../edit/publish/publish.tsx')).Publish }));

type ReaderProps = {
  readonly relationship: string;
  readonly id: string;
  readonly paragraph: number | undefined;
  /** Told the title, which may be that of a draft. */
  readonly onTitle: (title: string) => void;
};

export default function Reader({ relationship, id, paragraph, onTitle }: ReaderProps) {
  const t = useTranslate();
  const at = `${relationship}/documents/${id}.yaml`;
  const [round, setRound] = useState(0);
  const [state, reload] = useDocument(relationship, id, at, round);
  if (state.view === undefined)
    return state.fault === undefined ? (
      <p className="quiet" aria-live="polite">
        {t('desk.frame.loading')}
      </p>
    ) : (
      <>
        <Fault fault={state.fault} reload={reload} />
        <a href={recordHref(at)}>{t('desk.reading.edit')}</a>
      </>
    );
  return (
    <Reading
      key={at}
      relationship={relationship}
      id={id}
      at={at}
      paragraph={paragraph}
      onTitle={onTitle}
      view={state.view}
      text={state.text}
      onPublished={() => setRound((count) => count + 1)}
      onReload={reload}
    />
  );
}

type ReadingProps = ReaderProps & {
  readonly at: string;
  readonly view: ReaderView;
  /** The text of the record as it is being changed. */
  readonly text: string;
  readonly onPublished: () => void;
  readonly onReload: () => void;
};

function Reading({
  relationship,
  id,
  at,
  paragraph,
  onTitle,
  view: loaded,
  text,
  onPublished,
  onReload,
}: ReadingProps) {
  const t = useTranslate();
  const view = useWithUnpublished(relationship, loaded);
  const language = useLanguage();
  const [schema, reloadSchema] = useSchema('document');
  const { record, title, url, held, paragraphs, beside } = view;
  const name = title[language] ?? title.en;
  useEffect(() => onTitle(name), [name, onTitle]);
  const [asked, setAsked] = useChoice('correct');
  const [publishes, setPublishes] = useChoice('publish');
  const [draft, setDraft] = useState<StatementDraft | undefined>(() => loadDraft(at));
  const [selection, setSelection] = useState<TextSelection>();
  const [isPublishing, setPublishing] = useState(publishes !== '');
  useEffect(() => {
    // What the address asks for is opened once, not again by a reload.
    if (asked !== '') setDraft((writing) => writing ?? draftAsked(view.statements, asked));
    if (asked !== '') setAsked('');
    if (publishes !== '') setPublishes('');
  }, [asked, publishes, view.statements, setAsked, setPublishes]);
  const [fault, setFault] = useState<ApiFault>();
  const [notice, setNotice] = useState(false);
  useEffect(() => saveDraft(at, draft), [at, draft]);
  const isChanged = autosave.get(at) !== undefined;
  // What was published is, before it is read again.
  const statements =
    notice && !isChanged
      ? view.statements.map((one) => Object.assign({}, one, { isPublished: true }))
      : view.statements;
  const isUnkept = draft !== undefined;
  useEffect(() => {
    if (!isUnkept) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isUnkept]);

  const finder = useMemo(
    () =>
      createWordFinder([
        ...paragraphs.flatMap(({ number, text: own }) => (own === undefined ? [] : [{ number, text: own }])),
        ...beside.map((own) => ({ number: undefined, text: own })),
      ]),
    [paragraphs, beside],
  );
  const selectedText = paragraphs.find(({ number }) => number === selection?.paragraph)?.text ?? '';
  const selected = selectedText.slice(selection?.start ?? 0, selection?.end ?? 0);
  const found = useMemo(
    () =>
      selection === undefined || selection.start === selection.end
        ? undefined
        : finder.wordsOf(selectedText, selection.start, selection.end),
    [finder, selectedText, selection],
  );
  const citation =
    found === undefined || selection === undefined || found.places.length !== 1
      ? undefined
      : { paragraph: selection.paragraph, find: found.find };

  const keep = (changed: string): void => {
    // A version that was read before stays the one that the change began from.
    const before = autosave.get(at);
    const { version } = record;
    const begun = { version, ...(version !== undefined && { base: record.text }) };
    autosave.set(at, { ...(before ?? begun), text: changed });
    setNotice(false);
  };
  const write = (): void => {
    if (citation !== undefined && draft === undefined) setDraft(newDraft(citation));
  };
  const takeOut = (replaces: string): void => {
    const work = async (): Promise<void> => {
      const written = await writeStatement({ relationship, id, at, text }, undefined, replaces);
      if (written.text === undefined) return;
      if (written.text === record.text) autosave.drop(at);
      else keep(written.text);
      setDraft(undefined);
    };
    work().catch((error: unknown) => setFault(faultOf(error)));
  };
  const forget = (): void => {
    if (!confirm(t('desk.documents.forget-sure'))) return;
    receive(api.documents.forget.$post({ json: { relationship, id } })).then(onReload, (error: unknown) =>
      setFault(faultOf(error)),
    );
  };
  const published = (): void => {
    setPublishing(false);
    setNotice(true);
    onPublished();
  };
  const openStatement = (statement: string): void => {
    const own = statements.find((one) => one.id === statement);
    if (own === undefined || (draft !== undefined && !confirm(t('desk.reading.cancel-sure')))) return;
    setDraft(draftOf(own));
  };
  const close = (): void => {
    const begun = statements.find(({ id: own }) => own === draft?.replaces);
    const isSame =
      draft === undefined ||
      (begun === undefined ? draft.en.trim() === '' : JSON.stringify(draft) === JSON.stringify(draftOf(begun)));
    if (isSame || confirm(t(`desk.reading.${begun === undefined ? 'cancel-sure' : 'cancel-change-sure'}`)))
      setDraft(undefined);
  };
  const unpublished = statements.filter((one) => !one.isPublished);
  return (
    <>
      {record.draft !== undefined && <p className="callout">{t('desk.reading.draft')}</p>}
      {held === undefined && <HoldTextForm relationship={relationship} id={id} url={url} onHeld={onReload} />}
      <div className="columns reading">
        <div>
          <DocumentText
            paragraphs={paragraphs}
            statements={statements}
            language={view.language}
            at={paragraph}
            onSelect={setSelection}
            onWrite={write}
            onOpen={openStatement}
          />
          {held !== undefined && (
            <p className="actions small">
              <button type="button" onClick={forget}>
                {t('desk.documents.forget')}
              </button>
            </p>
          )}
        </div>
        <aside className="reading-side">
          {held !== undefined && (
            <SelectedWords
              url={url}
              language={view.language}
              selection={selection}
              found={found}
              isShortened={found !== undefined && normalized(selected).length > normalized(found.find).length}
              isCited={citation !== undefined}
              isWriting={draft !== undefined}
              isFull={(draft?.citations.length ?? 0) >= MAX_CITATIONS}
              onWrite={write}
              onCiteToo={() => citation !== undefined && draft !== undefined && setDraft(withCitation(draft, citation))}
            />
          )}
          {fault !== undefined && <Fault fault={fault} />}
          {draft !== undefined && (
            <Loaded response={schema} reload={reloadSchema}>
              {(document) => (
                <StatementForm
                  key={`${draft.replaces ?? ''} ${draft.citations[0]?.find}`}
                  schema={itemOf((document as RecordSchema).properties?.statements ?? {})}
                  view={view}
                  open={{ relationship, id, at, text }}
                  draft={draft}
                  selected={selected}
                  onChange={setDraft}
                  onWritten={(changed, written) => {
                    keep(changed);
                    const { replaces = written } = draft;
                    if (written !== replaces)
                      renameInSet(relationship, { document: id, before: replaces, now: written });
                    setDraft(undefined);
                  }}
                  onRemove={
                    draft.replaces !== undefined && unpublished.some((one) => one.id === draft.replaces)
                      ? () => takeOut(draft.replaces ?? '')
                      : undefined
                  }
                  onClose={close}
                />
              )}
            </Loaded>
          )}
          {draft === undefined && (isChanged || notice) && (
            <UnpublishedNote
              unpublished={unpublished}
              isChanged={isChanged}
              isPublishing={isPublishing}
              onOpen={openStatement}
              onPublish={() => setPublishing(true)}
              onDrop={() => {
                if (confirm(t('desk.reading.drop-sure'))) autosave.drop(at);
              }}
            />
          )}
          {!isPublishing && <AfterPublishing />}
          {isPublishing && draft === undefined && isChanged && (
            <Suspense fallback={<p className="quiet">{t('desk.frame.loading')}</p>}>
              <Publish
                at={at}
                onPublished={published}
                onClose={() => setPublishing(false)}
                onSee={() => (location.hash = recordHref(at))}
              />
            </Suspense>
          )}
        </aside>
      </div>
    </>
  );
}

/** Returns the statement that the address asks to be corrected, by its id or its place in the record. */
function draftAsked(statements: readonly ReaderStatement[], asked: string): StatementDraft | undefined {
  const found = statements.find(({ id }, at) => id === asked || String(at) === asked);
  return found && draftOf(found);
}

type HoldTextFormProps = {
  readonly relationship: string;
  readonly id: string;
  readonly url: string;
  readonly onHeld: () => void;
};

function HoldTextForm({ relationship, id, url, onHeld }: HoldTextFormProps) {
  const t = useTranslate();
  const [response, reload] = useGet('places', (options) => api.documents.places.$get({}, options));
  const [fault, setFault] = useState<ApiFault>();
  const hold = ({ from }: GivenDocument, { paragraphs }: ReadDocumentView): void => {
    setFault(undefined);
    const text = paragraphs.map((one) => one.text).join('\n');
    receive(api.reading.hold.$post({ json: { relationship, id, from, text } })).then(onHeld, (error: unknown) =>
      setFault(faultOf(error)),
    );
  };
  const [isFetching, setFetching] = useState(false);
  const fetchIt = async (): Promise<void> => {
    setFault(undefined);
    setFetching(true);
    try {
      const read = await receive(api.documents.address.$post({ json: { address: url } }));
      hold({ from: 'address', name: url }, read);
    } catch (error) {
      setFault(faultOf(error));
    }
    setFetching(false);
  };
  return (
    <section className="lead">
      <p className="callout warning filled">{t('desk.reading.not-held')}</p>
      {fault !== undefined && <Fault fault={fault} />}
      <p className="actions">
        <button type="button" className="primary" disabled={isFetching} onClick={() => void fetchIt()}>
          {t('desk.reading.fetch-text')}
        </button>
        <span role="status">{isFetching && t('desk.documents.reading')}</span>
      </p>
      <details>
        <summary>{t('desk.reading.give-text')}</summary>
        <Loaded response={response} reload={reload}>
          {({ mostBytes }) => <DocumentInput mostBytes={mostBytes} onRead={hold} />}
        </Loaded>
      </details>
    </section>
  );
}

type DocumentState = { readonly view?: ReaderView; readonly text: string; readonly fault?: ApiFault };

/** Returns a document as its record is being changed; what was there stays shown until the new is. */
function useDocument(
  relationship: string,
  id: string,
  at: string,
  round: number,
): readonly [DocumentState, () => void] {
  const text = useUnpublishedRecords().find((one) => one.at === at)?.text;
  const [state, setState] = useState<DocumentState & { readonly at: string }>({ at, text: '' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    receive(
      api.reading.document.$post(
        { json: { relationship, id, ...(text !== undefined && { text }) } },
        { init: { signal } },
      ),
      signal,
    ).then(
      (view) => setState({ at, view, text: text ?? view.record.text }),
      (error: unknown) => {
        if (!signal.aborted) setState({ at, text: '', fault: faultOf(error) });
      },
    );
    return () => controller.abort();
  }, [relationship, id, at, text, attempt, round]);
  // What another window has dropped or published is not asked for again.
  const reload = (): void => void autosave.load().then(() => setAttempt((count) => count + 1));
  return [state.at === at ? state : { text: '' }, reload];
}

/** Returns the document with the topics and tracks of the change set beside those in service. */
function useWithUnpublished(relationship: string, view: ReaderView): ReaderView {
  const set = useChangeSet();
  return useMemo(
    () => ({
      ...view,
      topics: withTopics(view.topics, set, relationship),
      tracks: withTracks(view.tracks, set, relationship),
    }),
    [view, set, relationship],
  );
}

type UnpublishedNoteProps = {
  /** The statements that readers have not seen. */
  readonly unpublished: readonly ReaderStatement[];
  /** Whether the record differs from its file. */
  readonly isChanged: boolean;
  readonly isPublishing: boolean;
  readonly onOpen: (statement: string) => void;
  readonly onPublish: () => void;
  readonly onDrop: () => void;
};

function UnpublishedNote(props: UnpublishedNoteProps) {
  const { unpublished, isChanged, isPublishing, onOpen, onPublish, onDrop } = props;
  const t = useTranslate();
  const language = useLanguage();
  const count = unpublished.length;
  return (
    <section className="callout" aria-label={t(isChanged ? 'desk.reading.unpublished' : 'desk.reading.published')}>
      {!isChanged && (
        <p className="good" role="status">
          {t('desk.reading.published')}
        </p>
      )}
      {isChanged && (
        <>
          <p role="status">
            <strong>
              {count > 0 ? t('desk.reading.unpublished-count', { count }) : t('desk.reading.set-changed')}
            </strong>
          </p>
          {!isPublishing && (
            <p className="actions">
              <button type="button" className="primary" onClick={onPublish}>
                {t('desk.reading.publish')}
              </button>
              <button type="button" onClick={onDrop}>
                {t('desk.reading.drop-changes')}
              </button>
            </p>
          )}
          {!isPublishing && (
            <ul>
              {unpublished.map((one) => (
                <li key={one.id}>
                  {one.text[language] ?? one.text.en}{' '}
                  <button type="button" className="link" onClick={() => onOpen(one.id)}>
                    {t('desk.reading.change')}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
