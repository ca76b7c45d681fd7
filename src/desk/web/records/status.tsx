/** The page of states and dates: how each measure and promise stands, one pair of countries at a time, in the order of the board. */
import './records.css';
import type { RelationshipStatus, StatusView } from '../../server/records/status.ts';
import type { TrackView } from '../../../views/track.ts';
import { api, useGet } from '../api.ts';
import { TracksPicture } from './tracks-picture.tsx';
import { Choice, hasWords, WordsChoice } from '../components/list-filter.tsx';
import { Loaded } from '../components/loaded.tsx';
import { PageHead } from '../components/page-head.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { lazy } from '../lazy.ts';
import { useMay } from '../person.ts';
import { hrefOf, recordHref, useChoice, type PageProps } from '../route.ts';

const TracksRecord = lazy(() => import('./tracks.tsx'));

/** What is over and what may never be are read less: they open at a press. */
const FOLDED: ReadonlySet<TrackView['group']> = new Set(['over', 'bill']);

/** How everything stands; or for whoever curates, at a relationship, the record of what is followed of it. */
export default function Status({ at }: PageProps) {
  return useMay()('curate') && at !== '' ? <TracksRecord relationship={at} /> : <Board />;
}

function Board() {
  const t = useTranslate();
  const language = useLanguage();
  const [of] = useChoice('of');
  const [topic] = useChoice('topic');
  const [response, reload] = useGet(language, (options) => api.status.$get({ query: { language } }, options));
  const relationships = response.state === 'loaded' ? response.answer.relationships : [];
  const chosen =
    relationships.find(({ id }) => id === of) ??
    relationships.find(({ tracks }) => tracks.some(({ topics }) => topics.some(({ id }) => id === topic))) ??
    relationships[0];
  return (
    <>
      <PageHead
        title={t('desk.pages.status')}
        name={t('desk.status.relationships')}
        views={relationships.map(({ id, title }) => ({
          href: hrefOf('status', '', { of: id }),
          label: title,
          isOpen: id === chosen?.id,
        }))}
      />
      <p className="quiet lead">{t('desk.status.about')}</p>
      <Loaded response={response} reload={reload}>
        {({ headings }) => chosen !== undefined && <Tracks key={chosen.id} of={chosen} headings={headings} />}
      </Loaded>
    </>
  );
}

type TracksProps = { readonly of: RelationshipStatus; readonly headings: StatusView['headings'] };

function Tracks({ of: { title, file, tracks }, headings }: TracksProps) {
  const t = useTranslate();
  const may = useMay()('curate');
  const [words] = useChoice('words');
  const [party] = useChoice('side');
  const [topic] = useChoice('topic');
  const [kind] = useChoice('kind');
  const ofTopic = topic === '' ? tracks : tracks.filter((track) => track.topics.some(({ id }) => id === topic));
  const chosen = ofTopic.filter(
    (track) =>
      (party === '' || track.party === party) &&
      (kind === '' || track.kind === kind) &&
      hasWords(words, track.title, track.state.text, track.side),
  );
  const sides = new Map(tracks.map((track) => [track.party, { id: track.party, title: track.side }]));
  const topics = new Map(tracks.flatMap((track) => track.topics.map((one) => [one.id, one])));
  const named = topics.get(topic);
  return (
    <>
      <div className="actions filters">
        <WordsChoice name="words" label={t('desk.records.words')} />
        <Choice
          name="kind"
          label={t('desk.records.kind')}
          all={t('desk.status.all')}
          options={(['measure', 'commitment', 'bill'] as const).map((id) => ({
            id,
            title: t(`desk.status.kinds.${id}`),
          }))}
        />
        <Choice
          name="side"
          label={t('desk.records.side')}
          all={t('desk.records.any-side')}
          options={[...sides.values()]}
        />
        <Choice
          name="topic"
          label={t('desk.records.topic')}
          all={t('desk.records.any-topic')}
          options={[...topics.values()]}
        />
        <span className="quiet" role="status">
          {t('desk.status.count', { shown: chosen.length, all: tracks.length })}
        </span>
      </div>
      {named !== undefined && <TracksPicture topic={topic} title={named.title} rows={ofTopic.length} />}
      {may && (
        <p className="actions small">
          <a href={recordHref(file)}>{t('desk.status.tracks-of', { relationship: title })}</a>
        </p>
      )}
      {[...Map.groupBy(chosen, ({ group }) => group)].map(([group, rows]) => (
        // Of few rows nothing is folded: they were asked for.
        <details key={`${group} ${chosen.length}`} open={!FOLDED.has(group) || chosen.length < tracks.length}>
          <summary>
            <h2>{t('board.counted', { heading: headings[group], count: rows.length })}</h2>
          </summary>
          <ul className="list divided records board">
            {rows.map((track) => (
              <TrackItem key={track.id} track={track} file={file} />
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

function TrackItem({ track, file }: { readonly track: TrackView; readonly file: string }) {
  const t = useTranslate();
  const may = useMay()('curate');
  const { id, title, side, state, hasPassed, differing, account, lastSeen, citations } = track;
  const [first] = citations;
  return (
    <li>
      <p>
        <strong>{title}</strong>{' '}
        <span className={hasPassed ? 'warning' : undefined}>{[state.text, account].filter(Boolean).join(' ')}</span>
      </p>
      <p className="meta small">
        <span>{side}</span>
        <TrackStatement track={track} />
        {first?.document.id !== lastSeen.id && (
          <a href={hrefOf('documents', lastSeen.id)} title={lastSeen.title}>
            {t('desk.status.also-in', { document: `${lastSeen.publisher} ${lastSeen.publishedOn}` })}
          </a>
        )}
        {may && (
          <a href={recordHref(file, `tracks.${id}`)} aria-label={`${t('desk.records.edit')}: ${title}`}>
            {t('desk.records.edit')}
          </a>
        )}
      </p>
      {differing !== '' && <p className="small">{differing}</p>}
    </li>
  );
}

/** The way to the statement that gave a track its state, named by who said it and when. */
export function TrackStatement({
  track: { statement, saidBy, saidOn, text, topics },
}: {
  readonly track: Pick<TrackView, 'statement' | 'saidBy' | 'saidOn' | 'text' | 'topics'>;
}) {
  const t = useTranslate();
  return (
    <a href={hrefOf('topics', `${topics[0]?.id ?? ''}/${statement}`)} title={text}>
      {t('reply.dated', { who: saidBy, day: saidOn.text })}
    </a>
  );
}
