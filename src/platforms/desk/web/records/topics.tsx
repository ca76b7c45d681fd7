/** The tab of topics: the table of all briefs, or one of them. */
import './records.css';
import { useState } from 'react';
import type { TopicRow } from '../../server/records/topics.ts';
import { api, useGet } from '../api.ts';
import { useShowMore } from '../components/show-more.tsx';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf } from '../route.ts';
import type { TabProps } from '../tab-props.ts';
import { useLanguage } from '../text.ts';
import { BriefPage } from './brief.tsx';
import { DayOf } from './day.tsx';
import { checkedBy, TEXT, type RecordText } from './text.ts';

export default function Topics({ at }: TabProps) {
  const [id = '', statement] = at.split('/');
  return id === '' ? <AllTopics /> : <BriefPage id={id} statement={statement} key={id} />;
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
        {({ relationships }) =>
          relationships.map(({ id, title, topics }) => (
            <Table key={id} id={id} title={title} topics={topics} labels={labels} />
          ))
        }
      </Loaded>
    </>
  );
}

const total = ({ statements }: TopicRow): number => Object.values(statements).reduce((sum, count) => sum + count, 0);

/** So many rows are drawn at once. */
const MOST_ROWS = 200;

type Column = 'topic' | 'asOf' | 'review' | 'total';
const KEYS: Readonly<Record<Column, (row: TopicRow) => string | number>> = {
  topic: ({ title }) => title,
  asOf: ({ asOf }) => asOf.iso,
  review: ({ reviewDue }) => reviewDue.iso,
  total,
};

function sorted(topics: readonly TopicRow[], column: Column, isDown: boolean): readonly TopicRow[] {
  // The server tells them by title, in the order of the language.
  if (column === 'topic') return isDown ? topics.toReversed() : topics;
  const key = KEYS[column];
  const sign = isDown ? -1 : 1;
  return topics.toSorted((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function Table({
  id,
  title,
  topics,
  labels,
}: {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly TopicRow[];
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
          briefs: topics.length,
          statements: topics.reduce((sum, row) => sum + total(row), 0),
          overdue: topics.filter(({ overdue }) => overdue).length,
        })}
      </p>
      {/* It scrolls, so the keyboard must reach it. */}
      <section className="table records" tabIndex={0} aria-label={name}>
        <table>
          <thead>
            <tr>
              {head('topic', labels.topic)}
              {head('asOf', labels.asOf)}
              {head('review', labels.review)}
              <th scope="col">{labels.verified}</th>
              {head('total', labels.total)}
              {kinds.map((kind) => (
                <th scope="col" key={kind} className="number">
                  {labels.kinds[kind]}
                </th>
              ))}
              <th scope="col">{labels.sources}</th>
              <th scope="col">{labels.history}</th>
            </tr>
          </thead>
          <tbody>
            {sorted(topics, column, isDown)
              .slice(0, count)
              .map((row) => (
                <Row key={row.id} row={row} kinds={kinds} labels={labels} />
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
  kinds,
  labels,
}: {
  readonly row: TopicRow;
  readonly kinds: readonly (keyof RecordText['kinds'])[];
  readonly labels: RecordText;
}) {
  const {
    id,
    title,
    retracted,
    asOf,
    reviewDue,
    overdue,
    verified,
    statements,
    sources,
    changes,
    corrections,
    latest,
  } = row;
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf('topics', id)}>{title}</a>{' '}
        {retracted && <span className="badge filled bad">{labels.retracted}</span>}
      </th>
      <td>
        <DayOf day={asOf} />
      </td>
      <td>
        <DayOf day={reviewDue} /> {overdue && <span className="badge filled warning">{labels.overdue}</span>}
      </td>
      <td className="wide">
        {checkedBy(verified, labels)}
        <br />
        <span className="quiet">
          <DayOf day={verified.on} />
        </span>
      </td>
      <td className="number">{total(row)}</td>
      {kinds.map((kind) => (
        <td className="number" key={kind}>
          {statements[kind] === 0 ? <span className="quiet">0</span> : statements[kind]}
        </td>
      ))}
      <td>
        {sources.map((source) => (
          <a key={source.id} href={hrefOf('sources', source.id)}>
            {source.title}
          </a>
        ))}
      </td>
      <td>
        {labels.changes(changes)}
        {corrections > 0 && `, ${labels.corrections(corrections)}`}
        {latest !== undefined && (
          <>
            <br />
            <span className="quiet">
              <DayOf day={latest.on} />
            </span>
          </>
        )}
      </td>
    </tr>
  );
}
