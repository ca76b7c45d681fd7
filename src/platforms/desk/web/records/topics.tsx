/** The tab of topics: the table of all briefs, or one of them. */
import './records.css';
import { useState } from 'react';
import type { TopicRow } from '../../server/records/topics.ts';
import { api, useGet } from '../api.ts';
import { useFirst } from '../parts/first.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { hrefOf } from '../route.ts';
import type { TabProps } from '../tab-props.ts';
import { useLanguage } from '../words.ts';
import { BriefPage } from './brief.tsx';
import { DayOf } from './day.tsx';
import { checkedBy, WORDS, type RecordWords } from './words.ts';

export default function Topics({ at }: TabProps) {
  const [id = '', statement] = at.split('/');
  return id === '' ? <AllTopics /> : <BriefPage id={id} statement={statement} key={id} />;
}

function AllTopics() {
  const language = useLanguage();
  const words = WORDS[language];
  const [asked, again] = useGet(language, (options) => api.topics.$get({ query: { language } }, options));
  return (
    <>
      <h1>{words.topics}</h1>
      <p className="lead">{words.topicsLead}</p>
      <Loaded asked={asked} again={again}>
        {({ relationships }) =>
          relationships.map(({ id, title, topics }) => (
            <Table key={id} id={id} title={title} topics={topics} words={words} />
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
  words,
}: {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly TopicRow[];
  readonly words: RecordWords;
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
        title={words.sortBy(label)}
        onClick={() => setOrder({ column: one, isDown: column === one && !isDown })}
      >
        {label}
        <span aria-hidden="true">{column === one ? (isDown ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
  const kinds = Object.keys(words.kinds) as (keyof RecordWords['kinds'])[];
  const name = words.table(title);
  const [count, more] = useFirst(topics.length, MOST_ROWS);
  return (
    <section aria-labelledby={`topics-${id}`}>
      <h2 id={`topics-${id}`}>{name}</h2>
      <p className="quiet">
        {words.summary({
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
              {head('topic', words.topic)}
              {head('asOf', words.asOf)}
              {head('review', words.review)}
              <th scope="col">{words.verified}</th>
              {head('total', words.total)}
              {kinds.map((kind) => (
                <th scope="col" key={kind} className="number">
                  {words.kinds[kind]}
                </th>
              ))}
              <th scope="col">{words.sources}</th>
              <th scope="col">{words.history}</th>
            </tr>
          </thead>
          <tbody>
            {sorted(topics, column, isDown)
              .slice(0, count)
              .map((row) => (
                <Row key={row.id} row={row} kinds={kinds} words={words} />
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
  words,
}: {
  readonly row: TopicRow;
  readonly kinds: readonly (keyof RecordWords['kinds'])[];
  readonly words: RecordWords;
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
        {retracted && <span className="badge filled bad">{words.retracted}</span>}
      </th>
      <td>
        <DayOf day={asOf} />
      </td>
      <td>
        <DayOf day={reviewDue} /> {overdue && <span className="badge filled warning">{words.overdue}</span>}
      </td>
      <td className="wide">
        {checkedBy(verified, words)}
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
        {words.changes(changes)}
        {corrections > 0 && `, ${words.corrections(corrections)}`}
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
