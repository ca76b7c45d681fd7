/** The news of topics: statements, corrections, bottom lines that moved, dates to come, retractions, overdue reviews. Pure. */
import { LRUCache } from 'lru-cache';
import { publishedOf, type RecordCatalogue } from '../records/catalogue.ts';
import { dayOf, span, freshness } from '../records/dates.ts';
import type {
  Brief,
  DateWithPrecision,
  Entry,
  Statement,
  StatementCorrection,
  Track,
  Translated,
} from '../records/schema.ts';
import { standingOf, type StandingRecords } from '../records/standing.ts';
import { isUntold, trackStanding, type TrackStanding } from '../records/track-state.ts';
import { type Subscription, topicsIn } from './subscription.ts';
import { compareTexts } from '../shared/text.ts';

/** A date counts as coming up this many days before it begins or ends, a deadline before its last day; as many days it is told that it passed. */
const NEAR_DAYS = 14;

/** A piece of news under a permanent key: by id, since entries are backdated and share days. `brief` is the topic that it is told under. */
export type NewsItem = { readonly key: string; readonly brief: Brief } & (
  | {
      readonly type: 'new' | 'update' | 'correction' | 'retraction';
      readonly on: string;
      readonly what: Translated;
      /** The ids of the statements that it touches. */
      readonly statements: readonly string[];
    }
  | {
      readonly type: 'statement';
      readonly statement: Statement;
      /** The topics of the channel that it bears on. */
      readonly briefs: readonly Brief[];
      /** The keys of its corrections. */
      readonly corrections: readonly string[];
      /** The keys of the statements that said this before they were split: who heard one of them has heard this. */
      readonly splitFrom: readonly string[];
    }
  /** A statement that was withdrawn, of which only those are told who heard it. */
  | {
      readonly type: 'withdrawn';
      readonly statement: Statement;
      /** The key of what was heard. */
      readonly heard: string;
      readonly on: string;
      readonly what: Translated;
    }
  | { readonly type: 'reworded'; readonly statement: Statement; readonly correction: StatementCorrection }
  /** A measure that ends, or a commitment that falls due; `splitFrom` has the keys of the same day under the statements that said this before. */
  | {
      readonly type: 'due';
      readonly statement: Statement;
      readonly when: DateWithPrecision;
      readonly splitFrom: readonly string[];
    }
  | {
      readonly type: 'coming-up';
      readonly when: DateWithPrecision;
      readonly what: Translated;
      readonly restsOn: readonly string[];
    }
  /** A track of which a day has passed without a later word. */
  | { readonly type: 'past'; readonly track: Track; readonly standing: TrackStanding; readonly on: string }
  | { readonly type: 'overdue'; readonly since: string }
);
export type StatementNews = Extract<NewsItem, { readonly type: 'statement' }>;

type NewsCatalogue = Pick<RecordCatalogue, 'briefs' | 'statements' | 'withdrawn'> & StandingRecords;

/** Many channels want the same topics, and their news is the same all day: so many choices of topics are kept. */
const MAX_KEPT = 20;
const kept = new WeakMap<
  NewsCatalogue,
  { readonly day: string; readonly news: LRUCache<string, readonly NewsItem[]> }
>();

/** Returns all news of these topics as of today, a statement once whichever topics it bears on. */
export function allNews(
  catalogue: NewsCatalogue,
  topics: Subscription['topics'],
  now: Temporal.Instant,
): readonly NewsItem[] {
  const day = dayOf(now);
  let today = kept.get(catalogue);
  if (today?.day !== day) kept.set(catalogue, (today = { day, news: new LRUCache({ max: MAX_KEPT }) }));
  const key = topics === 'all' ? topics : topics.join(' ');
  let news = today.news.get(key);
  if (news === undefined) today.news.set(key, (news = newsOf(catalogue, topics, now)));
  return news;
}

function newsOf(catalogue: NewsCatalogue, topics: Subscription['topics'], now: Temporal.Instant): NewsItem[] {
  const briefs = topicsIn(catalogue, topics);
  return [
    ...briefs.flatMap((brief) => newsOfTopic(brief, now)),
    ...newsOfStatements(publishedOf(briefs), catalogue, now),
    ...newsOfWithdrawn(publishedOf(briefs), catalogue),
    ...newsOfTracks(publishedOf(briefs), catalogue, now),
  ];
}

/** The tracks of which a day has just passed, once for each such day. */
function newsOfTracks(topics: readonly Brief[], catalogue: NewsCatalogue, now: Temporal.Instant): NewsItem[] {
  const today = dayOf(now);
  const from = Temporal.PlainDate.from(today).subtract({ days: NEAR_DAYS }).toString();
  const tomorrow = now.add({ hours: 24 });
  return [...catalogue.tracks.values()].flatMap((track): NewsItem[] => {
    const brief = topics.find(({ id }) => track.topics.includes(id));
    if (brief === undefined) return [];
    // What ends on a day is told on that day; of what is due on it, the day is waited for.
    const standing = trackStanding(track, catalogue, tomorrow);
    if (!isUntold(standing)) return [];
    const when = standing.state === 'start-passed' ? standing.since : (standing.until ?? standing.due);
    const on = when === undefined ? '' : span(when).last;
    return on < from || on > today || (on === today && standing.state !== 'end-passed')
      ? []
      : [{ type: 'past', key: `track/${track.id}/${standing.state}/${on}`, brief, track, standing, on }];
  });
}

function newsOfWithdrawn(topics: readonly Brief[], { withdrawn }: NewsCatalogue): NewsItem[] {
  return [...withdrawn.values()].flatMap((statement): NewsItem[] => {
    const brief = topics.find(({ id }) => statement.topics.includes(id));
    if (brief === undefined || statement.withdrawn === undefined) return [];
    const { on, reason } = statement.withdrawn;
    const heard = keyOf(statement.id);
    return [{ type: 'withdrawn', key: `${heard}/withdrawn`, brief, statement, heard, on, what: reason }];
  });
}

/** The key of a statement, permanent as its id. */
const keyOf = (id: string): string => `statement/${id}`;

/** Returns the ids of the statements that said what a statement says until they were split, the nearest first. */
function splitFrom({ document, splitFrom: from }: Statement, { statements, withdrawn }: NewsCatalogue): string[] {
  const ids: string[] = [];
  for (let next = from; next !== undefined && !ids.includes(`${document}/${next}`);) {
    const id = `${document}/${next}`;
    ids.push(id);
    next = (statements.get(id) ?? withdrawn.get(id))?.splitFrom;
  }
  return ids;
}

function newsOfTopic(brief: Brief, now: Temporal.Instant): NewsItem[] {
  const items: NewsItem[] = [];
  const entry = (
    type: 'new' | 'update' | 'correction' | 'retraction',
    { id, on, what, statements = [] }: Entry,
  ): void => void items.push({ type, key: `${brief.id}/${id}`, brief, on, what, statements });
  if (brief.status === 'retracted') {
    if (brief.retraction !== undefined) entry('retraction', brief.retraction);
    return items;
  }
  // What was only written anew is no news of the world.
  for (const [index, one] of brief.history.toSorted((a, b) => compareTexts(a.on, b.on)).entries())
    if (one.rewritten !== true) entry(index === 0 ? 'new' : 'update', one);
  for (const one of brief.corrections) entry('correction', one);
  const isNear = comingUp(now);
  for (const { id, text, expected, restsOn } of brief.watch) {
    if (expected === undefined) continue;
    const { first, last } = span(expected);
    // A year that has begun is near only when it ends.
    if (isNear(first) || isNear(last))
      items.push({
        type: 'coming-up',
        key: `${brief.id}/date/${id}/${first}`,
        brief,
        when: expected,
        what: text,
        restsOn,
      });
  }
  const { overdue, reviewDueOn } = freshness(brief, now);
  if (overdue) items.push({ type: 'overdue', key: `${brief.id}/review/${reviewDueOn}`, brief, since: reviewDueOn });
  return items;
}

function newsOfStatements(topics: readonly Brief[], catalogue: NewsCatalogue, now: Temporal.Instant): NewsItem[] {
  const bearing = Map.groupBy(
    topics.flatMap((brief) => brief.statements.map((statement) => ({ brief, statement }))),
    ({ statement }) => statement.id,
  );
  const isNear = comingUp(now);
  return [...bearing.values()].flatMap((pairs): NewsItem[] => {
    const [first] = pairs;
    if (first === undefined) return [];
    const { brief, statement } = first;
    const briefs = pairs.map((pair) => pair.brief);
    const key = keyOf(statement.id);
    const before = splitFrom(statement, catalogue).map(keyOf);
    const corrections = (statement.corrections ?? []).map((correction): NewsItem & { type: 'reworded' } => ({
      type: 'reworded',
      key: `${key}/correction/${correction.id}`,
      brief,
      statement,
      correction,
    }));
    const when = deadlineOf(statement, catalogue, now);
    const last = when === undefined ? '' : span(when).last;
    const items: NewsItem[] = [
      {
        type: 'statement',
        key,
        brief,
        briefs,
        statement,
        corrections: corrections.map((one) => one.key),
        splitFrom: before,
      },
    ];
    if (when !== undefined && isNear(last)) {
      const dueKey = (one: string): string => `${one}/due/${last}`;
      items.push({ type: 'due', key: dueKey(key), brief, statement, when, splitFrom: before.map(dueKey) });
    }
    return items.concat(corrections);
  });
}

/** The end of a measure that stands, or the due date of a commitment of which no outcome is known. */
function deadlineOf(
  statement: Statement,
  catalogue: NewsCatalogue,
  now: Temporal.Instant,
): DateWithPrecision | undefined {
  if (statement.kind !== 'measure' && statement.kind !== 'commitment') return undefined;
  const standing = standingOf(statement, catalogue, now);
  return standing?.by === undefined ? standing?.until : undefined;
}

/** Returns what tells whether a day is one of the two weeks to come. */
function comingUp(now: Temporal.Instant): (day: string) => boolean {
  const today = dayOf(now);
  const until = Temporal.PlainDate.from(today).add({ days: NEAR_DAYS }).toString();
  return (day) => day >= today && day <= until;
}
