/** The tab of topics: the table of all, or one of them. */
import './records.css';
import type { SideView, TopicRow, TopicsView } from '../../server/records/topics.ts';
import { api, useGet } from '../api.ts';
import { Choice, hasWords, WordsChoice } from '../components/list-filter.tsx';
import { DataTable, type Column } from '../components/data-table.tsx';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf, useChoice, type TabProps } from '../route.ts';
import { useLanguage } from '../language.ts';
import { BriefPage } from './brief.tsx';
import { ShortDay } from '../components/day.tsx';
import { Drafts } from './drafts.tsx';
import { usePublishedByMe, useShows } from './published-by-me.ts';
import { TEXT, type RecordText } from './records-messages.ts';

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
      <div className="actions filters">
        <WordsChoice name="words" label={labels.words} />
        <Choice name="show" label={labels.show} all={labels.shows.all} options={useShows(SHOWS, labels)} />
      </div>
      <Loaded response={response} reload={reload}>
        {({ relationships }) => relationships.map((one) => <Table key={one.id} relationship={one} labels={labels} />)}
      </Loaded>
      <Drafts kind="topic" labels={labels} />
    </>
  );
}

/** What the list can be narrowed to. */
const SHOWS = ['mine', 'overdue', 'one-sided', 'retracted', 'drafts'] as const;

const IS_SHOWN: Readonly<Record<string, (row: TopicRow) => boolean>> = {
  overdue: ({ overdue }) => overdue,
  'one-sided': ({ sides }) => sides.some(({ missing }) => missing),
  retracted: ({ retracted }) => retracted,
  // They are in no table: what is not published has neither statements nor a review.
  drafts: () => false,
};

function Table({
  relationship: { id, title, sides, topics },
  labels,
}: {
  readonly relationship: TopicsView['relationships'][number];
  readonly labels: RecordText;
}) {
  const [words] = useChoice('words');
  const [show] = useChoice('show');
  const isMine = usePublishedByMe();
  const isShown = show === 'mine' ? ({ file }: TopicRow) => isMine(file) : (IS_SHOWN[show] ?? (() => true));
  const shown = topics.filter((row) => isShown(row) && hasWords(words, row.title, row.id));
  const name = labels.table(title);
  if (show === 'drafts') return null;
  return (
    <section>
      <h2>{name}</h2>
      <p className="quiet" role="status">
        {labels.summary({
          topics: topics.length,
          statements: topics.reduce((sum, { total }) => sum + total, 0),
          overdue: topics.filter(({ overdue }) => overdue).length,
        })}{' '}
        {shown.length < topics.length && <strong>{labels.shownTopics(shown.length)}</strong>}
      </p>
      {shown.length > 0 && (
        <DataTable
          name={name}
          file={`topics-${id}`}
          columns={columnsOf(sides, labels)}
          rows={shown}
          order="topic"
          keyOf={(row) => row.id}
          sortBy={labels.sortBy}
        />
      )}
    </section>
  );
}

function columnsOf(
  sides: TopicsView['relationships'][number]['sides'],
  labels: RecordText,
): [Column<TopicRow>, ...Column<TopicRow>[]] {
  const kinds = Object.keys(labels.kinds) as (keyof RecordText['kinds'])[];
  return [
    {
      id: 'topic',
      label: labels.topic,
      value: ({ title }) => title,
      cell: ({ id, title, retracted }) => (
        <>
          <a href={hrefOf('topics', id)}>{title}</a>{' '}
          {retracted && <span className="badge filled bad">{labels.retracted}</span>}
        </>
      ),
    },
    ...sides.map(({ id, title }, index): Column<TopicRow> => ({
      id,
      label: title,
      value: (row) => row.sides[index]?.statements,
      cell: (row) => <Side side={row.sides[index]} labels={labels} />,
    })),
    {
      id: 'asOf',
      label: labels.asOf,
      value: ({ asOf }) => asOf.iso,
      cell: ({ asOf }) => <ShortDay day={asOf} />,
    },
    {
      id: 'review',
      label: labels.review,
      value: ({ reviewDue }) => reviewDue.iso,
      cell: ({ reviewDue, overdue }) => (
        <>
          <ShortDay day={reviewDue} /> {overdue && <span className="badge filled warning">{labels.overdue}</span>}
        </>
      ),
    },
    {
      id: 'total',
      label: labels.total,
      value: ({ total }) => total,
      isNumber: true,
    },
    // A column of each would be more than a screen is wide; who counts them downloads the table.
    ...kinds.map((kind): Column<TopicRow> => ({
      id: kind,
      label: labels.kinds[kind],
      value: (row) => row.kinds[kind],
      isUnseen: true,
    })),
  ];
}

/** What a side has in a topic; a retracted topic has no sides. */
function Side({ side, labels }: { readonly side: SideView | undefined; readonly labels: RecordText }) {
  if (side === undefined) return null;
  const { documents, statements, newest, missing } = side;
  if (newest === undefined)
    return <span className={missing ? 'badge filled warning' : 'quiet'}>{labels.noDocument}</span>;
  return (
    <span>
      {labels.statementsOf(statements)}
      <br />
      <span className="quiet detail">
        {labels.documents(documents)} · <ShortDay day={newest} />
      </span>
    </span>
  );
}
