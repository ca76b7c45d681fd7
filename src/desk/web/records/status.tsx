/** The page of states and dates: every measure and promise that is followed, how it stands, until when, and who disputes it. */
import './records.css';
import type { TrackRow, TracksView } from '../../server/records/status.ts';
import { api, useGet } from '../api.ts';
import { DataTable, type Column } from '../components/data-table.tsx';
import { ShortDay } from '../components/day.tsx';
import { TracksPicture } from './tracks-picture.tsx';
import { Choice, hasWords, WordsChoice } from '../components/list-filter.tsx';
import { Loaded } from '../components/loaded.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { lazy } from '../lazy.ts';
import { useMay } from '../person.ts';
import { hrefOf, recordHref, useChoice, type PageProps } from '../route.ts';
import { StatementRef } from './statement.tsx';

const TracksRecord = lazy(() => import('./tracks.tsx'));

/** How everything stands; or for whoever curates, at a relationship, the record of what is followed of it. */
export default function Status({ at }: PageProps) {
  return useMay()('curate') && at !== '' ? <TracksRecord relationship={at} /> : <Board />;
}

function Board() {
  const t = useTranslate();
  const language = useLanguage();
  const [response, reload] = useGet(language, (options) => api.status.$get({ query: { language } }, options));
  return (
    <>
      <h1>{t('desk.pages.status')}</h1>
      <p className="quiet lead">{t('desk.status.about')}</p>
      <Loaded response={response} reload={reload}>
        {(view) => <Tracks view={view} />}
      </Loaded>
    </>
  );
}

/** What the table can be narrowed to beside words: what runs, what has a day ahead, what passed without a word, what is disputed. */
const SHOWS = {
  'in-force': ({ state }) => state === 'in-force' || state === 'suspended',
  ahead: ({ untilDay, hasPassed }) => untilDay !== '' && !hasPassed,
  passed: ({ hasPassed }) => hasPassed,
  disputed: ({ disputed }) => disputed.length > 0,
} as const satisfies Readonly<Record<string, (row: TrackRow) => boolean>>;
const SHOWN = Object.keys(SHOWS) as (keyof typeof SHOWS)[];

function Tracks({ view: { sides, topics, records, tracks } }: { readonly view: TracksView }) {
  const t = useTranslate();
  const may = useMay()('curate');
  const [words] = useChoice('words');
  const [side] = useChoice('side');
  const [topic] = useChoice('topic');
  const [kind] = useChoice('kind');
  const [show] = useChoice('show');
  const isShown = SHOWN.find((one) => one === show);
  const ofTopic = topic === '' ? tracks : tracks.filter((row) => row.topics.some(({ id }) => id === topic));
  const chosen = ofTopic.filter(
    (row) =>
      (side === '' || row.side === side) &&
      (kind === '' || row.kind === kind) &&
      (isShown === undefined || SHOWS[isShown](row)) &&
      hasWords(words, row.title, row.now, row.party),
  );
  const named = topics.find(({ id }) => id === topic);
  return (
    <>
      <div className="actions filters">
        <WordsChoice name="words" label={t('desk.records.words')} />
        <Choice
          name="show"
          label={t('desk.status.show')}
          all={t('desk.status.all')}
          options={SHOWN.map((id) => ({ id, title: t(`desk.status.shows.${id}`) }))}
        />
        <Choice
          name="kind"
          label={t('desk.records.kind')}
          all={t('desk.status.all')}
          options={(['measure', 'commitment', 'bill'] as const).map((id) => ({
            id,
            title: t(`desk.status.kinds.${id}`),
          }))}
        />
        <Choice name="side" label={t('desk.records.side')} all={t('desk.records.any-side')} options={sides} />
        <Choice name="topic" label={t('desk.records.topic')} all={t('desk.records.any-topic')} options={topics} />
        <span className="quiet" role="status">
          {t('desk.status.count', { shown: chosen.length, all: tracks.length })}
        </span>
      </div>
      {named !== undefined && <TracksPicture topic={topic} title={named.title} rows={ofTopic.length} />}
      {may && (
        <p className="actions small">
          <span className="quiet">{t('desk.records.edit')}</span>
          {records.map(({ id, title }) => (
            <a key={id} href={recordHref(id)}>
              {title}
            </a>
          ))}
        </p>
      )}
      {chosen.length > 0 && <TrackTable rows={chosen} />}
    </>
  );
}

function TrackTable({ rows }: { readonly rows: readonly TrackRow[] }) {
  const t = useTranslate();
  return (
    <DataTable name={t('desk.pages.status')} columns={useColumns()} rows={rows} order="until" keyOf={({ id }) => id} />
  );
}

function useColumns(): [Column<TrackRow>, ...Column<TrackRow>[]] {
  const t = useTranslate();
  const may = useMay()('curate');
  return [
    {
      id: 'title',
      label: t('desk.status.track'),
      className: 'wide',
      value: ({ title }) => title,
      cell: ({ title, party, kind, topics, place }) => (
        <>
          {title}
          <span className="meta small">
            <span>{party}</span>
            <span>{t(`desk.status.kind.${kind}`)}</span>
            {topics.map((topic) => (
              <a key={topic.id} href={hrefOf('topics', topic.id)}>
                {topic.title}
              </a>
            ))}
            {may && (
              <a href={recordHref(place.file, place.field)} aria-label={`${t('desk.records.edit')}: ${title}`}>
                {t('desk.records.edit')}
              </a>
            )}
          </span>
        </>
      ),
    },
    {
      id: 'now',
      label: t('desk.status.now'),
      className: 'wide',
      value: ({ now }) => now,
      cell: ({ now, by, hasPassed }) => (
        <>
          <span className={hasPassed ? 'warning' : undefined}>{now}</span>
          {by && (
            <span className="meta small">
              <StatementRef link={by} />
            </span>
          )}
        </>
      ),
    },
    {
      id: 'until',
      label: t('desk.status.until'),
      // What has no day comes after what has one.
      value: ({ untilDay }) => untilDay || '~',
      cell: ({ until, untilDay }) => until !== '' && <time dateTime={untilDay}>{until}</time>,
    },
    {
      id: 'seen',
      label: t('desk.status.seen'),
      className: 'wide',
      value: ({ lastSeen }) => lastSeen?.on.iso ?? '',
      cell: ({ lastSeen }) =>
        lastSeen && (
          <>
            <ShortDay day={lastSeen.on} />
            <span className="meta small">
              <a href={hrefOf('documents', lastSeen.id)}>{lastSeen.title}</a>
            </span>
          </>
        ),
    },
    {
      id: 'disputed',
      label: t('desk.status.disputed'),
      value: ({ disputed }) => disputed.length,
      cell: ({ disputed }) =>
        disputed.map((one) => (
          <span key={one.id} className="meta small">
            <StatementRef link={one} />
          </span>
        )),
    },
  ];
}
