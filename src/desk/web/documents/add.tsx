/** Adding a document: a file, a text or an address is read, its paragraphs are put right, and its details make the record. */
import { useEffect, useRef, useState } from 'react';
import type { RecordSchema } from '../../../records/json-schema.ts';
import type { DraftCreatedView } from '../../server/documents/create-draft.ts';
import type { DocumentPlacesView, ReadDocumentView } from '../../server/documents/routes.ts';
import { api, useGet } from '../api.ts';
import { useSchema } from '../form/context.ts';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf, useChoice } from '../route.ts';
import { useTranslate } from '../text.ts';
import { Details } from './details.tsx';
import { idOfFileName, proposedDetails } from './details-form.ts';
import { Duplicates } from './duplicates.tsx';
import { editable } from './edit-paragraphs.ts';
import { Given, type GivenDocument } from './given.tsx';
import { Made } from './made.tsx';
import { Paragraphs } from './paragraphs.tsx';
import { TEXT } from './text.ts';
import { loadWork, saveWork, type DocumentWork } from './work.ts';

/** The work is kept when nothing was changed for so long. */
const SETTLED_MS = 300;

export function AddDocument() {
  const t = useTranslate();
  const [response, reload] = useGet('places', (options) => api.documents.places.$get({}, options));
  const [schema, reloadSchema] = useSchema('document');
  return (
    <>
      <p>
        <a href={hrefOf('documents')}>{t(TEXT['all-documents'])}</a>
      </p>
      <h1>{t(TEXT.add)}</h1>
      <p className="callout lead">{t(TEXT.private)}</p>
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
  if (made !== undefined) return <Made made={made} onAnother={() => setMade(undefined)} />;
  if (work === undefined)
    return (
      <>
        {!places.writable && <p className="callout warning">{t(TEXT['read-only'])}</p>}
        <Given mostBytes={places.mostBytes} onRead={begin} />
      </>
    );
  return (
    <>
      <p className="actions">
        <strong>{work.name}</strong>
        <button
          type="button"
          onClick={() => {
            if (confirm(t(TEXT['discard-sure']))) setWork(undefined);
          }}
        >
          {t(TEXT.discard)}
        </button>
      </p>
      <Duplicates duplicates={work.read.duplicates} />
      <div className="columns documents-columns">
        <Paragraphs
          paragraphs={work.paragraphs}
          language={work.details.language}
          onChange={(paragraphs) => change({ paragraphs })}
        />
        <Details
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
