/** The tab of topics: the table of all, or one of them. */
import './records.css';
import { useState } from 'react';
import type { TopicRow, TopicsView } from '../../server/records/topics.ts';
import { api, useGet } from '../api.ts';
import { useShowMore } from '../components/show-more.tsx';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf } from '../route.ts';
import type { TabProps } from '../tab-props.ts';
import { useLanguage } from '../text.ts';
import { BriefPage } from './brief.tsx';
import { ShortDay } from './day.tsx';
import { TEXT, type RecordText } from './text.ts';

export default function Topics({ at }: TabProps) {
  const [id, statement] = placeOf(at);
  return id === '' ? <AllTopics /> : <BriefPage id={id} statement={statement} key={id} />;
}

/** Returns the topic and the statement that an address names: each may begin with its relationship. */
function placeOf(at: string): readonly [string, string] {
  const parts = at.split('/');
  const own = parts.length === 2 || parts.length === 5 ? 2 : 1;
  return [parts.slice(0, own).join('/'), parts.slice(own).join('/')];
}

function AllTopics() {
  const language = useLanguage();
  const labels = TEXT[language];
  const [response, reload] = useGet(language, (options) => api.topics.$get({ query: { language } }, options));
  return (
    <>
      <h1>{labels.topics}</h1>
      <p className="lead">{labels.topicsLead}</p>
      <Loaded response={response} reload={reload}>
        {({ relationships }) => relationships.map((one) => <Table key={one.id} relationship={one} labels={labels} />)}
      </Loaded>
    </>
  );
}

/** So many rows are drawn at once. */
const MOST_ROWS = 200;

type Column = 'topic' | 'asOf' | 'review' | 'total';
const KEYS: Readonly<Record<Column, (row: TopicRow) => string | number>> = {
  topic: ({ title }) => title,
  asOf: ({ asOf }) => asOf.iso,
  review: ({ reviewDue }) => reviewDue.iso,
  total: ({ total }) => total,
};

function sorted(topics: readonly TopicRow[], column: Column, isDown: boolean): readonly TopicRow[] {
  // The server tells them by title, in the order of the language.
  if (column === 'topic') return isDown ? topics.toReversed() : topics;
  const key = KEYS[column];
  const sign = isDown ? -1 : 1;
  return topics.toSorted((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function Table({
  relationship: { id, title, sides, topics },
  labels,
}: {
  readonly relationship: TopicsView['relationships'][number];
  readonly labels: RecordText;
}) {
  const [{ column, isDown }, setOrder] = useState<{ readonly column: Column; readonly isDown: boolean }>({
    column: 'topic',
    isDown: false,
  });
  const head = (one: Column, label: string) => (
    <th
      scope="col"
      className={one === 'total' ? 'number' : undefined}
      aria-sort={column === one ? (isDown ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className="plain"
        title={labels.sortBy(label)}
        onClick={() => setOrder({ column: one, isDown: column === one && !isDown })}
      >
        {label}
        <span aria-hidden="true">{column === one ? (isDown ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
  const kinds = Object.keys(labels.kinds) as (keyof RecordText['kinds'])[];
  const name = labels.table(title);
  const [count, more] = useShowMore(topics.length, MOST_ROWS);
  return (
    <section aria-labelledby={`topics-${id}`}>
      <h2 id={`topics-${id}`}>{name}</h2>
      <p className="quiet">
        {labels.summary({
          topics: topics.length,
          statements: topics.reduce((sum, { total }) => sum + total, 0),
          overdue: topics.filter(({ overdue }) => overdue).length,
        })}
      </p>
      {/* It scrolls, so the keyboard must reach it. */}
      <section className="table records" tabIndex={0} aria-label={name}>
        <table>
          <thead>
            <tr>
              {head('topic', labels.topic)}
              {sides.map((side) => (
                <th scope="col" key={side}>
                  {side}
                </th>
              ))}
              {head('asOf', labels.asOf)}
              <th scope="col">{labels.searchedTo}</th>
              {head('review', labels.review)}
              {head('total', labels.total)}
              {kinds.map((kind) => (
                <th scope="col" key={kind} className="number">
                  {labels.kinds[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted(topics, column, isDown)
              .slice(0, count)
              .map((row) => (
                <Row key={row.id} row={row} columns={sides.length} kinds={kinds} labels={labels} />
              ))}
          </tbody>
        </table>
      </section>
      {more}
    </section>
  );
}

function Row({
  row,
  columns,
  kinds,
  labels,
}: {
  readonly row: TopicRow;
  /** How many sides the table has. */
  readonly columns: number;
  readonly kinds: readonly (keyof RecordText['kinds'])[];
  readonly labels: RecordText;
}) {
  const { id, title, retracted, sides, asOf, searchedTo, reviewDue, overdue, total } = row;
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf('topics', id)}>{title}</a>{' '}
        {retracted && <span className="badge filled bad">{labels.retracted}</span>}
      </th>
      {retracted && <td colSpan={columns} />}
      {sides.map(({ name, documents, statements, newest, missing }) => (
        <td key={name}>
          {newest === undefined ? (
            <span className={missing ? 'badge filled warning' : 'quiet'}>{labels.noDocument}</span>
          ) : (
            <>
              {labels.documents(documents)}
              <br />
              {labels.statementsOf(statements)}
              <br />
              <ShortDay day={newest} />
            </>
          )}
        </td>
      ))}
      <td>
        <ShortDay day={asOf} />
      </td>
      <td>
        <ShortDay day={searchedTo} />
      </td>
      <td>
        <ShortDay day={reviewDue} /> {overdue && <span className="badge filled warning">{labels.overdue}</span>}
      </td>
      <td className="number">{total}</td>
      {kinds.map((kind) => (
        <td className="number" key={kind}>
          {row.kinds[kind] === 0 ? <span className="quiet">0</span> : row.kinds[kind]}
        </td>
      ))}
    </tr>
  );
}
