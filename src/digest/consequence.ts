/** What weighs most in a digest: rulings and measures before commitments, facts, positions and views, and what a topic rests on before the rest. Pure. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import { publishedOn } from '../records/catalogue.ts';
import { span } from '../records/dates.ts';
import type { Brief, Statement, Track } from '../records/schema.ts';
import { trackStanding, type TrackStanding } from '../records/track-state.ts';
import { compareTexts } from '../shared/text.ts';
import type { StatementNews } from './news.ts';

const KINDS: readonly Statement['kind'][] = ['measure', 'commitment', 'reported-fact', 'position'];
/** What a government or a court does to a measure. */
const ACTS: ReadonlySet<string> = new Set(['imposed', 'raised', 'lowered', 'suspended', 'extended', 'ended']);
const NOT_ESSENTIAL = Number.MAX_SAFE_INTEGER;

/** The place of a statement by its kind; what ends, imposes or suspends a measure is a ruling or a measure, whoever tells it. */
function kindRank(statement: Statement): number {
  if (statement.kind !== 'commitment' && ACTS.has(effectOf(statement) ?? '')) return 0;
  const rank = KINDS.indexOf(statement.kind);
  return rank === -1 ? KINDS.length : rank;
}

/** The place of statements by their kind: that of the weightiest. */
export const rankOf = (ids: readonly string[], { statements }: Pick<RecordCatalogue, 'statements'>): number =>
  Math.min(KINDS.length, ...ids.flatMap((id) => statements.get(id) ?? []).map(kindRank));

/** The place of a statement in a topic: what its bottom line rests on, then its key points. */
function placeIn({ bottomLine, keyPoints }: Brief, { id }: Statement): number {
  if (bottomLine.restsOn.includes(id)) return 0;
  const at = keyPoints.indexOf(id);
  return at === -1 ? NOT_ESSENTIAL : at + 1;
}

/** Whether a statement is what no topic rests on, follows or sets against another: a courtesy, such as a hope for cooperation. */
export const isCourtesy = ({ statement, briefs }: StatementNews): boolean =>
  (statement.kind === 'position' || statement.kind === 'reported-fact') &&
  statement.track === undefined &&
  briefs.every(
    (brief) =>
      placeIn(brief, statement) === NOT_ESSENTIAL &&
      !brief.disagreements.some(({ sides }) => sides.some(({ statements }) => statements.includes(statement.id))),
  );

const bestPlace = ({ statement, briefs }: StatementNews): number =>
  Math.min(...briefs.map((brief) => placeIn(brief, statement)));

/** Orders statements by consequence, those of one kind by what their topics rest on. */
export const byConsequence = (a: StatementNews, b: StatementNews): number =>
  kindRank(a.statement) - kindRank(b.statement) || bestPlace(a) - bestPlace(b);

/** Returns the statement under the topic that it weighs most in: of several, the one that it names first. */
export function underItsTopic(item: StatementNews): StatementNews {
  const { statement, briefs, brief } = item;
  const [first] = briefs
    .toSorted((a, b) => statement.topics.indexOf(a.id) - statement.topics.indexOf(b.id))
    .toSorted((a, b) => placeIn(a, statement) - placeIn(b, statement));
  return { ...item, brief: first ?? brief };
}

/** A track that stands otherwise than without the news, and the statement that says so. */
type TrackChange = {
  readonly track: Track;
  /** How it stood by what was heard before. */
  readonly before: TrackStanding;
  readonly standing: TrackStanding;
  readonly item: StatementNews;
  /** Whether only what is announced of it is other than without the news. */
  readonly isAhead: boolean;
};
/** What one event changed alike: its tracks, the broadest first. */
export type Event = readonly [TrackChange, ...TrackChange[]];

/** So many days before its document a change may lie: what is told first of it later is history. */
const RECENT_DAYS = 30;

/** Returns the first day that is not long before a document of a day. */
export const recentFrom = (published: string): string =>
  Temporal.PlainDate.from(published).subtract({ days: RECENT_DAYS }).toString();

/** Returns the events by which these statements change the state of tracks, by consequence: nothing is stored of what a channel knew, since what it heard says how they stood. */
export function eventsOf(news: readonly StatementNews[], catalogue: RecordCatalogue, now: Temporal.Instant): Event[] {
  const fresh = new Map(news.map((item) => [item.statement.id, item] as const));
  const touched = new Set(
    news.flatMap(({ statement: { track, relations } }) => [
      track,
      ...relations.map((one) => catalogue.statements.get(one.statement)?.track),
    ]),
  );
  const isHeard = ({ id }: Statement): boolean => !fresh.has(id);
  const changes = [...catalogue.tracks.values()]
    .filter(({ id }) => touched.has(id))
    .flatMap((track): TrackChange[] => {
      const own = catalogue.statementsOfTrack.get(track.id) ?? [];
      const before = trackStanding(
        track,
        {
          sources: catalogue.sources,
          statementsOfTrack: new Map([[track.id, own.filter(isHeard)]]),
          relationsTo: new Map(
            own.map(({ id }) => [id, (catalogue.relationsTo.get(id) ?? []).filter(({ from }) => isHeard(from))]),
          ),
        },
        now,
      );
      const standing = trackStanding(track, catalogue, now);
      const { next } = standing;
      const isAhead = !fresh.has(standing.by?.id ?? '') || !isOther(before, standing);
      const by = fresh.get((isAhead ? next?.by : standing.by)?.id ?? '');
      if (by === undefined || (isAhead && isSameNext(before.next, next))) return [];
      if (before.state === 'unknown' && !isRecent(standing, by.statement, catalogue)) return [];
      // Of what its document says alike of it, or a ruling that ended it, the weightiest.
      const [item = by] = (isAhead ? [] : own)
        .flatMap((one) => (isAlike(one, by.statement, standing) ? (fresh.get(one.id) ?? []) : []))
        .toSorted(
          (a, b) =>
            isRuling(standing, b) - isRuling(standing, a) ||
            isOfCourt(b, catalogue) - isOfCourt(a, catalogue) ||
            byConsequence(a, b),
        );
      return [{ track, before, standing, item: underItsTopic(item), isAhead }];
    })
    .toSorted(
      (a, b) =>
        isRuling(b.standing, b.item) - isRuling(a.standing, a.item) ||
        weightOf(a) - weightOf(b) ||
        Math.min(bestPlace(a.item), 1) - Math.min(bestPlace(b.item), 1) ||
        byConsequence(a.item, b.item) ||
        compareTexts(publishedOn(b.item.statement, catalogue), publishedOn(a.item.statement, catalogue)),
    );
  const events = Map.groupBy(changes, ({ track, before, isAhead, standing: { by, state, since, until, due, next } }) =>
    [
      track.party,
      before.state,
      by?.document,
      by === undefined ? '' : effectOf(by),
      state,
      ...[since, until, due].map(dayOfWhen),
      isAhead,
      ...(next === undefined ? [] : [next.effect, ...[next.at, next.until].map(dayOfWhen)]),
    ].join(' '),
  );
  return [...events.values()]
    .flatMap((event): Event[] => {
      const [first, ...others] = event.toSorted((a, b) => breadth(b, event) - breadth(a, event));
      return first === undefined ? [] : [[first, ...others]];
    })
    .toSorted(([a, ...others], [b, ...more]) =>
      weightOf(a) === 1 && weightOf(b) === 1 ? Number(more.length > 0) - Number(others.length > 0) : 0,
    );
}

/** The place of a change by what it is: a measure, a promise, and a bill or plan that is only announced. */
const weightOf = ({ track, standing: { by } }: TrackChange): number =>
  by?.kind === 'reported-fact' && effectOf(by) === 'announced' ? 2 : Number(track.kind !== 'measure');

/** How many of an event's other changes the statement behind one speaks for. */
const breadth = ({ standing: { by } }: TrackChange, event: readonly TrackChange[]): number =>
  event.filter(({ standing }) => by?.relations.some((one) => one.statement === standing.by?.id)).length;

/** Whether a court itself published what a statement tells. */
const isOfCourt = ({ statement }: StatementNews, { sources }: Pick<RecordCatalogue, 'sources'>): number =>
  Number(/\bcourt\b/iu.test(sources.get(statement.document)?.publisher.en ?? ''));

/** Whether a statement reports what a measure ended by, such as a judgement, where the government that ordered it does not say so itself. */
const isRuling = ({ state }: TrackStanding, { statement }: StatementNews): number =>
  Number(state === 'ended' && statement.kind === 'reported-fact');

function isAlike(one: Statement, other: Statement, { state, since }: TrackStanding): boolean {
  const isOfDayOf = one.kind === 'measure' && other.kind === 'measure' && dayOfWhen(one.from) === dayOfWhen(other.from);
  const isOfEnd = state === 'ended' && one.kind === 'reported-fact' && dayOfWhen(one.eventOn) === dayOfWhen(since);
  if (one.document !== other.document && !isOfDayOf && !isOfEnd) return false;
  if (one.kind !== 'reported-fact') return one.kind === other.kind && effectOf(one) === effectOf(other);
  // What happened on the day on which it ended is what it ended by.
  const isOfDay = state === 'ended' && one.effect === undefined && dayOfWhen(one.eventOn) === dayOfWhen(since);
  return isOfDay ? one.eventOn.precision === 'day' : one.effect === effectOf(other);
}

const effectOf = (statement: Statement): string | undefined => ('effect' in statement ? statement.effect : undefined);

const dayOfWhen = (when: TrackStanding['until']): string => (when === undefined ? '' : span(when).last);

function isOther(before: TrackStanding, { state, since, until, due, by }: TrackStanding): boolean {
  // That it ended or began on the day that was known is no news.
  const known =
    before.state === 'end-passed'
      ? before.until
      : before.state === 'start-passed'
        ? before.since
        : before.state === 'announced'
          ? before.due
          : undefined;
  if (known !== undefined && (state === 'ended' || state === 'in-force') && dayOfWhen(known) === dayOfWhen(since))
    return false;
  if (before.state !== state || dayOfWhen(before.until) !== dayOfWhen(until)) return true;
  if (dayOfWhen(before.due) !== dayOfWhen(due)) return true;
  if (by?.kind !== 'measure' || (by.effect !== 'raised' && by.effect !== 'lowered')) return false;
  // Nor is that it was raised or lowered on the day for which that was announced.
  return (
    before.by?.kind !== 'measure' ||
    effectOf(before.by) !== by.effect ||
    dayOfWhen(before.by.from) !== dayOfWhen(by.from)
  );
}

/** Whether two announcements are of the same change: who tells of it later tells nothing new. */
const isSameNext = (one: TrackStanding['next'], other: TrackStanding['next']): boolean =>
  one?.effect === other?.effect &&
  dayOfWhen(one?.at) === dayOfWhen(other?.at) &&
  dayOfWhen(one?.until) === dayOfWhen(other?.until);

/** Whether what is told lies near the day of its document, or ahead of it. */
function isRecent({ since }: TrackStanding, by: Statement, catalogue: RecordCatalogue): boolean {
  if (since === undefined) return true;
  const told = publishedOn(by, catalogue);
  return told === '' || span(since).first >= recentFrom(told);
}
