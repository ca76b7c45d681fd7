/** The page of a document: its text to read and cite, its statements by paragraph, and its record. */
import { Suspense, useState, type ReactNode } from 'react';
import type { SourceView } from '../../server/records/source.ts';
import { api, useGet } from '../api.ts';
import { Fault } from '../components/loaded.tsx';
import { External } from '../components/external.tsx';
import { PageHead } from '../components/page-head.tsx';
import { useRecordTitle } from '../frame/titles.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { lazy } from '../lazy.ts';
import { useMay } from '../person.ts';
import { hrefOf, useChoice } from '../route.ts';
import { DocumentStatements } from './document-statements.tsx';
import { Finding } from './finding.tsx';

const Reader = lazy(() => import('../reading/reader.tsx'));
const RecordPane = lazy(() => import('../edit/record-pane.tsx'));

const VIEWS = ['text', 'statements', 'record'] as const;
type DocumentView = (typeof VIEWS)[number];

type DocumentPageProps = {
  /** Its id in service, or its relationship and its id there. */
  readonly name: string;
  readonly paragraph: number | undefined;
};

export function DocumentPage({ name, paragraph }: DocumentPageProps) {
  const t = useTranslate();
  const language = useLanguage();
  const may = useMay()('curate');
  const [chosen] = useChoice('view');
  const [round, setRound] = useState(0);
  const [title, setTitle] = useState('');
  const [response, reload] = useGet(`${name} ${language}`, (options) =>
    api.sources[':id'].$get({ param: { id: encodeURIComponent(name) }, query: { language, orNull: '1' } }, options),
  );
  if (response.state === 'waiting') return <p className="quiet">{t('desk.frame.loading')}</p>;
  const source = response.state === 'loaded' ? (response.answer ?? undefined) : undefined;
  // A draft is in no list of what is in service.
  const [relationship, id] = (source?.at ?? name).split('/');
  if (response.state === 'failed' || (source === undefined && (!may || id === undefined)))
    return (
      <>
        <h1>{name}</h1>
        {response.state === 'failed' ? (
          <Fault fault={response.fault} reload={reload} />
        ) : (
          <p className="fault">{t('desk.told.no-source', { id: name })}</p>
        )}
      </>
    );
  const views = may ? VIEWS : (['statements'] as const);
  const view: DocumentView = views.find((one) => one === chosen) ?? views[0];
  return (
    <article className="record">
      <Head name={name} title={source?.title ?? title} source={source} views={views} view={view} />
      <Suspense fallback={<p className="quiet">{t('desk.frame.loading')}</p>}>
        {view === 'text' && source?.isHeld === true && (
          <Finding relationship={relationship ?? ''} id={id ?? ''} onTaken={() => setRound((count) => count + 1)} />
        )}
        {view === 'text' && (
          <Reader
            key={round}
            relationship={relationship ?? ''}
            id={id ?? ''}
            paragraph={paragraph}
            onTitle={setTitle}
          />
        )}
        {view === 'statements' && <DocumentStatements paragraphs={source?.paragraphList ?? []} at={paragraph} />}
        {view === 'record' && <RecordPane at={`${relationship}/documents/${id}.yaml`} onSaved={reload} />}
      </Suspense>
    </article>
  );
}

type HeadProps = {
  readonly name: string;
  /** Empty of a draft whose text was not read yet. */
  readonly title: string;
  /** Undefined of one that is not in service. */
  readonly source: SourceView | undefined;
  readonly views: readonly DocumentView[];
  readonly view: DocumentView;
};

function Head({ name, title, source, views, view }: HeadProps) {
  const t = useTranslate();
  useRecordTitle(title);
  return (
    <>
      <PageHead
        title={title || (name.split('/').at(-1) ?? name)}
        name={t('desk.records.views')}
        views={views.map((one) => ({
          href: hrefOf('documents', name, one === views[0] ? {} : { view: one }),
          label: t(`desk.documents.views.${one}`),
          isOpen: one === view,
        }))}
      />
      {source !== undefined && <About source={source} />}
    </>
  );
}

/** Who stands behind a document, when it was published, and which copy was read. */
function About({ source }: { readonly source: SourceView }): ReactNode {
  const t = useTranslate();
  const { authors, publisher, side, kind, language, published, accessed, disclosure, copy, copyNote, url } = source;
  const told = [
    authors,
    publisher,
    side,
    kind,
    language,
    t('reply.published', { day: published.said }),
    t('reply.accessed', { day: accessed.said }),
    t('desk.documents.copy-is', { copy }),
  ];
  return (
    <>
      <p className="meta">
        {told.filter(Boolean).map((one) => (
          <span key={one}>{one}</span>
        ))}
        <External href={url}>{t('desk.records.open-document')}</External>
      </p>
      <p className="quiet small lead">
        {disclosure} {copyNote}
      </p>
    </>
  );
}
