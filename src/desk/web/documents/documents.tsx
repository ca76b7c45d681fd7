/** The page of documents: the table of all, one of them, or adding one. */
import '../components/data-table.css';
import '../records/records.css';
import './documents.css';
import type { SourceRow, SourcesView } from '../../server/records/source.ts';
import { api, useGet } from '../api.ts';
import { DataTable, type Column } from '../components/data-table.tsx';
import { ShortDay } from '../components/day.tsx';
import { Choice, hasWords, WordsChoice } from '../components/list-filter.tsx';
import { Loaded } from '../components/loaded.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { lazy } from '../lazy.ts';
import { useMay } from '../person.ts';
import { hrefOf, useChoice, type PageProps } from '../route.ts';
import { Unserved } from '../records/unserved.tsx';
import { DocumentPage } from './document.tsx';

const AddDocument = lazy(() => import('./add.tsx'));

export default function Documents({ at }: PageProps) {
  // An id never is a number: what is one is a paragraph.
  const [, name = '', paragraph] = /^(.*?)(?:\/(\d+))?$/u.exec(at) ?? [];
  if (name === 'add') return <AddDocument />;
  return name === '' ? (
    <AllDocuments />
  ) : (
    <DocumentPage key={name} name={name} paragraph={paragraph === undefined ? undefined : Number(paragraph)} />
  );
}

function AllDocuments() {
  const t = useTranslate();
  const language = useLanguage();
  const may = useMay();
  const [response, reload] = useGet(language, (options) => api.sources.$get({ query: { language } }, options));
  return (
    <>
      <div className="page-head">
        <h1>{t('desk.pages.documents')}</h1>
        {may('curate') && (
          <a className="button primary" href={hrefOf('documents', 'add')}>
            {t('desk.documents.add')}
          </a>
        )}
      </div>
      <Loaded response={response} reload={reload}>
        {(view) => (
          <>
            {may('curate') && <MissingTexts view={view} />}
            <DocumentTable view={view} />
          </>
        )}
      </Loaded>
      <Unserved kind="document" />
    </>
  );
}

/** How many texts are held, and what holds the others. */
function MissingTexts({ view: { sources } }: { readonly view: SourcesView }) {
  const t = useTranslate();
  const held = sources.filter(({ isHeld }) => isHeld === true).length;
  if (held === sources.length) return null;
  return (
    <p className="quiet">
      {t('desk.texts.held-of', { held, all: sources.length })} {t('desk.texts.about')} <code>attache watch hold</code>
    </p>
  );
}

function DocumentTable({ view: { sides, topics, sources } }: { readonly view: SourcesView }) {
  const t = useTranslate();
  const [words] = useChoice('words');
  const [side] = useChoice('side');
  const [topic] = useChoice('topic');
  const [text] = useChoice('text');
  const columns = useColumns();
  const chosen = sources.filter(
    (one) =>
      (side === '' || one.party === side) &&
      (topic === '' || one.topics.includes(topic)) &&
      (text === '' || one.isHeld === (text === 'held')) &&
      hasWords(words, one.title, one.publisher, one.id),
  );
  return (
    <>
      <div className="actions filters">
        <WordsChoice name="words" label={t('desk.records.words')} />
        <Choice name="side" label={t('desk.records.side')} all={t('desk.records.any-side')} options={sides} />
        <Choice name="topic" label={t('desk.records.topic')} all={t('desk.records.any-topic')} options={topics} />
        <Choice
          name="text"
          label={t('desk.documents.text')}
          all={t('desk.documents.any-text')}
          options={(['held', 'not-held'] as const).map((id) => ({ id, title: t(`desk.documents.texts.${id}`) }))}
        />
        <span className="quiet" role="status">
          {t('desk.documents.shown', { shown: chosen.length, all: sources.length })}
        </span>
      </div>
      {chosen.length > 0 && (
        <DataTable
          name={t('desk.pages.documents')}
          columns={columns}
          rows={chosen}
          order="-published"
          keyOf={({ id }) => id}
        />
      )}
    </>
  );
}

function useColumns(): [Column<SourceRow>, ...Column<SourceRow>[]] {
  const t = useTranslate();
  return [
    {
      id: 'title',
      label: t('desk.documents.document'),
      className: 'wide',
      value: ({ title }) => title,
      cell: ({ id, title }) => <a href={hrefOf('documents', id)}>{title}</a>,
    },
    { id: 'publisher', label: t('desk.documents.publisher'), value: ({ publisher }) => publisher },
    { id: 'side', label: t('desk.records.side'), value: ({ side }) => side },
    {
      id: 'published',
      label: t('desk.documents.published-on'),
      value: ({ published }) => published.iso,
      cell: ({ published }) => <ShortDay day={published} />,
    },
    {
      id: 'statements',
      label: t('desk.documents.statements'),
      isNumber: true,
      value: ({ statements }) => statements,
    },
    {
      id: 'cited',
      label: t('desk.documents.cited'),
      isNumber: true,
      value: ({ cited, paragraphs }) => cited / paragraphs,
      cell: ({ cited, paragraphs }) => t('desk.documents.of-all', { cited, all: paragraphs }),
    },
    {
      id: 'text',
      label: t('desk.documents.text'),
      className: 'day',
      value: ({ isHeld }) => Number(isHeld ?? false),
      cell: ({ isHeld }) =>
        isHeld === undefined ? (
          ''
        ) : (
          <span className={isHeld ? 'quiet' : 'warning'}>
            {t(`desk.documents.texts.${isHeld ? 'held' : 'not-held'}`)}
          </span>
        ),
    },
  ];
}
