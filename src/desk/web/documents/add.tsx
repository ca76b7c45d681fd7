/** Adding a document: a file, a text or an address is read, its paragraphs are put right, and its details make the record. */
import { useEffect, useRef, useState } from 'react';
import type { RecordSchema } from '../../../records/json-schema.ts';
import type { DraftCreatedView } from '../../server/documents/create-draft.ts';
import type { DocumentPlacesView, ReadDocumentView } from '../../server/documents/routes.ts';
import { api, useGet } from '../api.ts';
import { useSchema } from '../form/context.ts';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf, useChoice } from '../route.ts';
import { useTranslate, useLanguage } from '../language.ts';
import { DocumentDetails } from './details.tsx';
import { idOfFileName, proposedDetails, loadWork, saveWork, type DocumentWork } from './document-draft.ts';
import { editable, Paragraphs } from './paragraphs.tsx';
import { DocumentInput, type GivenDocument } from './document-input.tsx';
import { WatchedDocument } from '../today/watched-document.tsx';
import type { Duplicate } from '../../../records/import/duplicates.ts';

/** The work is kept when nothing was changed for so long. */
const SETTLED_MS = 300;

export default function AddDocument() {
  const t = useTranslate();
  const [response, reload] = useGet('places', (options) => api.documents.places.$get({}, options));
  const [schema, reloadSchema] = useSchema('document');
  return (
    <>
      <h1>{t('desk.documents.add')}</h1>
      <p className="callout lead">{t('desk.documents.private')}</p>
      <Loaded response={response} reload={reload}>
        {(places) => (
          <Loaded response={schema} reload={reloadSchema}>
            {(document) => <Adding places={places} schema={document as RecordSchema} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function Adding({ places, schema }: { readonly places: DocumentPlacesView; readonly schema: RecordSchema }) {
  const t = useTranslate();
  const [work, setWork] = useState(loadWork);
  const [asked] = useChoice('relationship');
  const [made, setMade] = useState<DraftCreatedView>();
  const newest = useRef(work);
  newest.current = work;
  useEffect(() => {
    const timer = setTimeout(() => saveWork(work), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [work]);
  useEffect(() => {
    // Whoever leaves at once loses nothing either.
    const save = (): void => saveWork(newest.current);
    addEventListener('pagehide', save);
    return () => {
      removeEventListener('pagehide', save);
      save();
    };
  }, []);
  const isAtWork = work !== undefined;
  useEffect(() => {
    if (!isAtWork) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isAtWork]);

  const begin = ({ from, name }: GivenDocument, { paragraphs, ...read }: ReadDocumentView): void => {
    const place = places.relationships.find(({ id }) => id === asked) ?? places.relationships[0];
    const proposed = proposedDetails({ paragraphs, ...read }, place);
    const details = { ...proposed, id: from === 'file' ? idOfFileName(name) : '' };
    setWork({ read, from, name, paragraphs: editable(paragraphs), details });
  };
  const change = (part: Partial<DocumentWork>): void =>
    setWork((before) => (before === undefined ? undefined : { ...before, ...part }));
  if (made !== undefined) return <DraftCreated made={made} onAnother={() => setMade(undefined)} />;
  if (work === undefined)
    return (
      <>
        {!places.writable && <p className="callout warning">{t('desk.documents.read-only')}</p>}
        <WatchedDocument onRead={begin} />
        <DocumentInput mostBytes={places.mostBytes} onRead={begin} />
      </>
    );
  return (
    <>
      <p className="actions">
        <strong>{work.name}</strong>
        <button
          type="button"
          onClick={() => {
            if (confirm(t('desk.documents.discard-sure'))) setWork(undefined);
          }}
        >
          {t('desk.documents.discard')}
        </button>
      </p>
      {work.read.heldFor !== undefined && (
        <p className="callout good">
          {t('desk.documents.held-for')}{' '}
          <a href={hrefOf('documents', work.read.heldFor)}>{work.read.heldFor.split('/').at(-1)}</a>
        </p>
      )}
      <Duplicates duplicates={work.read.duplicates} />
      <div className="columns documents-columns">
        <Paragraphs
          paragraphs={work.paragraphs}
          language={work.details.language}
          onChange={(paragraphs) => change({ paragraphs })}
        />
        <DocumentDetails
          schema={schema}
          work={work}
          places={places}
          onChange={(details) => change({ details })}
          onMade={(view) => {
            setWork(undefined);
            setMade(view);
          }}
        />
      </div>
    </>
  );
}

function DraftCreated({ made, onAnother }: { readonly made: DraftCreatedView; readonly onAnother: () => void }) {
  const t = useTranslate();
  const language = useLanguage();
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => own.current?.focus(), []);
  const { id, relationship, paragraphs, topics } = made;
  return (
    <div ref={own} tabIndex={-1} role="status">
      <p className="lead">{t('desk.documents.made', { id, paragraphs })}</p>
      {topics.length > 0 && (
        <>
          <p>{t('desk.documents.made-topics')}</p>
          <ul>
            {topics.map((topic) => (
              <li key={topic.id}>
                <a href={hrefOf('topics', topic.id)}>{topic.title[language] ?? topic.title.en}</a>:{' '}
                {topic.paragraphs.join(', ')}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="actions">
        <a className="button primary" href={hrefOf('documents', `${relationship}/${id}`)}>
          {t('desk.documents.read')}
        </a>
        <button type="button" onClick={onAnother}>
          {t('desk.documents.another')}
        </button>
      </p>
    </div>
  );
}

function Duplicates({ duplicates }: { readonly duplicates: readonly Duplicate[] }) {
  const t = useTranslate();
  const language = useLanguage();
  if (duplicates.length === 0) return null;
  return (
    <div className="callout filled warning">
      <p>
        <strong>{t('desk.documents.duplicates')}</strong>
      </p>
      <ul>
        {duplicates.map((one) => (
          <li key={`${one.relationship}/${one.id}`}>
            <a href={hrefOf('documents', `${one.relationship}/${one.id}`)}>{one.title[language] ?? one.title.en}</a>{' '}
            {t(`desk.documents.duplicate.${one.because}`, {
              share: one.because === 'text' ? Math.round(one.share * 100) : 0,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
