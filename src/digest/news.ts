/** The news of topics: statements, corrections, bottom lines that moved, dates to come, retractions, overdue reviews. Pure. */
import { LRUCache } from 'lru-cache';
import { announcedChanges, type AnnouncedChange } from '../records/announced-changes.ts';
import { publishedOf, publishedOn, type RecordCatalogue } from '../records/catalogue.ts';
import { dayAfter, dayOf, span, freshness } from '../records/dates.ts';
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
import { isUntold, ownDay, trackStanding, type TrackStanding } from '../records/track-state.ts';
import { type Subscription, topicsIn } from './subscription.ts';
import { compareTexts } from '../shared/text.ts';

/** A date counts as coming up this many days before it begins or ends, a deadline before its last day; as many days it is told that it passed. */
export const NEAR_DAYS = 14;

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
  /** A measure that ends, a commitment that falls due, or what was announced for a later day (`change`); `splitFrom` has the keys of the same day under the statements that said this before. */
  | {
      readonly type: 'due';
      readonly statement: Statement;
      readonly when: DateWithPrecision;
      readonly splitFrom: readonly string[];
      readonly change?: AnnouncedChange;
    }
  /** The day for which a change was announced has come: nothing says that it was made. */
  | {
      readonly type: 'begins';
      readonly statement: Statement;
      readonly change: AnnouncedChange;
      readonly on: string;
      /** The key under which it is told before its day: who heard that it has come need not hear that it is to come. */
      readonly aheadKey: string;
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
    ...newsOfDays(publishedOf(briefs), catalogue, now),
  ];
}

/** The changes that were announced, before their day and on it, and the tracks of which another day has just passed. */
function newsOfDays(topics: readonly Brief[], catalogue: NewsCatalogue, now: Temporal.Instant): NewsItem[] {
  const changes = newsOfChanges(topics, catalogue, now);
  const told = new Set(changes.map(({ key }) => key));
  return [...changes, ...newsOfTracks(topics, catalogue, now).filter(({ key }) => !told.has(key))];
}

/** What was announced for a day that is near, or has come without a document that says how it stands since. */
function newsOfChanges(topics: readonly Brief[], catalogue: NewsCatalogue, now: Temporal.Instant): NewsItem[] {
  const today = dayOf(now);
  const from = daysBefore(today);
  const isNear = comingUp(now);
  return announcedChanges(catalogue).flatMap((change): NewsItem[] => {
    const { track, by: statement, at: when, effect } = change;
    const { first, last } = span(when);
    const brief = topics.find(({ id }) => (track ?? statement).topics.includes(id));
    if (brief === undefined) return [];
    const aheadKey = `${track === undefined ? keyOf(statement.id) : `track/${track.id}`}/begins/${last}`;
    if (last > today) {
      const isTold = isNear(first) || isNear(last);
      return isTold ? [{ type: 'due', key: aheadKey, brief, statement, when, splitFrom: [], change }] : [];
    }
    if (last < from) return [];
    const standing = track && trackStanding(track, catalogue, now);
    if (standing?.by !== undefined && publishedOn(standing.by, catalogue) >= first) return [];
    const passed = effect === 'ended' ? 'end-passed' : 'start-passed';
    return [
      {
        type: 'begins',
        // That a track began or ended had this key before changes were told.
        key: track === undefined ? `${keyOf(statement.id)}/begun/${last}` : `track/${track.id}/${passed}/${last}`,
        brief,
        statement,
        change,
        on: last,
        aheadKey,
      },
    ];
  });
}

const daysBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: NEAR_DAYS }).toString();

/** The tracks of which a day has just passed, once for each such day. */
function newsOfTracks(topics: readonly Brief[], catalogue: NewsCatalogue, now: Temporal.Instant): NewsItem[] {
  const today = dayOf(now);
  const from = daysBefore(today);
  const tomorrow = now.add({ hours: 24 });
  return [...catalogue.tracks.values()].flatMap((track): NewsItem[] => {
    const brief = topics.find(({ id }) => track.topics.includes(id));
    if (brief === undefined) return [];
    // What ends on a day is told on that day; of what is due on it, the day is waited for.
    const standing = trackStanding(track, catalogue, tomorrow);
    const day = isUntold(standing) ? ownDay(standing, now) : undefined;
    const on = day === undefined ? '' : span(day.when).last;
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

/** The end of a measure that stands and of which no other is announced, or the due date of a commitment of which no outcome is known. */
function deadlineOf(
  statement: Statement,
  catalogue: NewsCatalogue,
  now: Temporal.Instant,
): DateWithPrecision | undefined {
  if (statement.kind !== 'measure' && statement.kind !== 'commitment') return undefined;
  const standing = standingOf(statement, catalogue, now);
  if (standing?.until === undefined || standing.by !== undefined) return undefined;
  const { until } = standing;
  const track = catalogue.tracks.get(statement.track ?? '');
  // What is told as passed is not to come by an older, vaguer day.
  if (track !== undefined && isUntold(trackStanding(track, catalogue, now))) return undefined;
  return statement.kind === 'measure' && isMoved(statement, until, catalogue) ? undefined : until;
}

/** Whether a change that was announced for the end of a measure, or for a day before it, ends it otherwise. */
const isMoved = (measure: AnnouncedChange['by'], end: DateWithPrecision, catalogue: NewsCatalogue): boolean =>
  announcedChanges(catalogue).some(
    ({ track, by, at, until, effect }) =>
      track !== undefined &&
      track.id === measure.track &&
      by !== measure &&
      span(at).first > span(measure.from).first &&
      span(at).first <= dayAfter(span(end).last) &&
      (until !== undefined || effect === 'ended' || effect === 'suspended'),
  );

/** Returns what tells whether a day is one of the two weeks to come. */
function comingUp(now: Temporal.Instant): (day: string) => boolean {
  const today = dayOf(now);
  const until = Temporal.PlainDate.from(today).add({ days: NEAR_DAYS }).toString();
  return (day) => day >= today && day <= until;
}
