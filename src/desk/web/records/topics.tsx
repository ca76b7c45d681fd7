/** The page of topics: the table of all, or one of them. */
import './records.css';
import { useState, type FormEvent } from 'react';
import type { SideView, TopicRow, TopicsView } from '../../server/records/topics.ts';
import { api, useGet } from '../api.ts';
import { DataTable, type Column } from '../components/data-table.tsx';
import { ShortDay } from '../components/day.tsx';
import { hasWords, WordsChoice } from '../components/list-filter.tsx';
import { Loaded } from '../components/loaded.tsx';
import { useTranslate, useLanguage } from '../language.ts';
import { useMay } from '../person.ts';
import { hrefOf, useChoice, type PageProps } from '../route.ts';
import { Unserved } from './unserved.tsx';
import { TopicPage } from './topic.tsx';

export default function Topics({ at }: PageProps) {
  const [id, statement] = placeOf(at);
  return id === '' ? <AllTopics /> : <TopicPage id={id} statement={statement} key={id} />;
}

/** Returns the topic and the statement that an address names: each may begin with its relationship. */
function placeOf(at: string): readonly [string, string] {
  const parts = at.split('/');
  const own = parts.length === 2 || parts.length === 5 ? 2 : 1;
  return [parts.slice(0, own).join('/'), parts.slice(own).join('/')];
}

function AllTopics() {
  const language = useLanguage();
  const t = useTranslate();
  const may = useMay();
  const [response, reload] = useGet(language, (options) => api.topics.$get({ query: { language } }, options));
  return (
    <>
      <h1>{t('desk.pages.topics')}</h1>
      <div className="actions filters">
        <WordsChoice name="words" label={t('desk.records.words')} />
      </div>
      <Loaded response={response} reload={reload}>
        {({ relationships }) => (
          <>
            {relationships.map((one) => (
              <Table key={one.id} relationship={one} />
            ))}
            {may('curate') && <NewTopic relationships={relationships} />}
          </>
        )}
      </Loaded>
      <Unserved kind="topic" />
    </>
  );
}

type OfRelationship = TopicsView['relationships'][number];

function Table({ relationship: { title, sides, topics, statements } }: { readonly relationship: OfRelationship }) {
  const t = useTranslate();
  const [words] = useChoice('words');
  const shown = topics.filter((row) => hasWords(words, row.title, row.id));
  const overdue = topics.filter((one) => one.overdue).length;
  return (
    <section>
      <h2>
        {title}{' '}
        <span className="quiet small" role="status">
          {t('desk.records.topic-counts', {
            topics: topics.length,
            statements,
            overdue,
          })}
        </span>
      </h2>
      {shown.length > 0 && (
        <DataTable name={title} columns={useColumns(sides)} rows={shown} order="topic" keyOf={(row) => row.id} />
      )}
    </section>
  );
}

function useColumns(sides: OfRelationship['sides']): [Column<TopicRow>, ...Column<TopicRow>[]] {
  const t = useTranslate();
  return [
    {
      id: 'topic',
      label: t('desk.records.topic'),
      value: ({ title }) => title,
      cell: ({ id, title, retracted }) => (
        <>
          <a href={hrefOf('topics', id)}>{title}</a>{' '}
          {retracted && <span className="badge filled bad">{t('desk.records.retracted')}</span>}
        </>
      ),
    },
    ...sides.map(({ id, title }, index): Column<TopicRow> => ({
      id,
      label: title,
      value: (row) => row.sides[index]?.statements ?? 0,
      cell: (row) => <Side side={row.sides[index]} />,
    })),
    {
      id: 'asOf',
      label: t('desk.records.file-to'),
      value: ({ asOf }) => asOf.iso,
      cell: ({ asOf }) => <ShortDay day={asOf} />,
    },
    {
      id: 'review',
      label: t('desk.records.review'),
      value: ({ reviewDue }) => reviewDue.iso,
      cell: ({ reviewDue, overdue }) => (
        <>
          <ShortDay day={reviewDue} />{' '}
          {overdue && <span className="badge filled warning">{t('desk.records.overdue')}</span>}
        </>
      ),
    },
    { id: 'total', label: t('desk.records.total'), value: ({ total }) => total, isNumber: true },
  ];
}

/** What a side has in a topic; a retracted topic has no sides. */
function Side({ side }: { readonly side: SideView | undefined }) {
  const t = useTranslate();
  if (side === undefined) return null;
  const { documents, statements, newest, missing } = side;
  if (newest === undefined)
    return <span className={missing ? 'badge filled warning' : 'quiet'}>{t('desk.records.no-document')}</span>;
  return (
    <span>
      {t('desk.records.statements', { count: statements })}
      <br />
      <span className="quiet detail">
        {t('desk.records.documents', { count: documents })} · <ShortDay day={newest} />
      </span>
    </span>
  );
}

/** Begins a topic: its page opens with what it needs. */
function NewTopic({ relationships }: Pick<TopicsView, 'relationships'>) {
  const t = useTranslate();
  const [relationship, setRelationship] = useState(relationships[0]?.id ?? '');
  const [id, setId] = useState('');
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    location.hash = hrefOf('topics', `${relationship}/${id}`, { view: 'edit' });
  };
  return (
    <details>
      <summary>{t('desk.records.new-topic')}</summary>
      <form className="actions" onSubmit={begin}>
        {relationships.length > 1 && (
          <label>
            {t('desk.records.relationship')}{' '}
            <select value={relationship} onChange={({ target }) => setRelationship(target.value)}>
              {relationships.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t('desk.records.new-id')}{' '}
          <input
            value={id}
            onChange={({ target }) => setId(target.value)}
            required
            pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*"
            maxLength={80}
          />
        </label>
        <button type="submit">{t('desk.records.begin')}</button>
        <span className="quiet small">{t('desk.records.new-about')}</span>
      </form>
    </details>
  );
}
