/** How a measure or a promise that people follow over time stands today, computed from the statements that name its track. Pure. */
import { compareTexts } from '../shared/text.ts';
import type { RecordCatalogue } from './catalogue.ts';
import { dayOf, passed, span } from './dates.ts';
import type { DateWithPrecision, Statement, Track, TrackEffect } from './schema.ts';

/**
 * How a track stands.
 * - `start-passed`, `end-passed`, `suspension-passed`, `due-passed`: a day that was named has passed, and no later document tells what became of it.
 * - `unknown`: no statement changes the track.
 */
export type TrackState =
  | 'announced'
  | 'start-passed'
  | 'in-force'
  | 'end-passed'
  | 'suspended'
  | 'suspension-passed'
  | 'ended'
  | 'promised'
  | 'due-passed'
  | 'kept'
  | 'partly'
  | 'missed'
  | 'unknown';

export type TrackStanding = {
  readonly state: TrackState;
  /** Since when it stands so, as far as its statements say. */
  readonly since: DateWithPrecision | undefined;
  /** Until when a measure or its suspension lasts. */
  readonly until: DateWithPrecision | undefined;
  /** When a promise is due, or an announced measure begins. */
  readonly due: DateWithPrecision | undefined;
  /** The statement that gave it this state. */
  readonly by: Statement | undefined;
  /** Statements of another party that deny it or date its end differently. */
  readonly disputedBy: readonly Statement[];
  /** The newest document that tells of it. */
  readonly lastSeen: string | undefined;
};

/** One change of a track, as one statement tells it. */
type Change = {
  readonly statement: Statement;
  /** What was done: an effect on the track, or a promise. */
  readonly effect: TrackEffect;
  /** From when it holds. */
  readonly at: DateWithPrecision;
  readonly until?: DateWithPrecision | undefined;
  readonly due?: DateWithPrecision | undefined;
};

type Folded = Pick<TrackStanding, 'state' | 'since' | 'until' | 'due' | 'by'>;

type Records = Pick<RecordCatalogue, 'statementsOfTrack' | 'relationsTo' | 'sources'>;

const NOTHING: Folded = { state: 'unknown', since: undefined, until: undefined, due: undefined, by: undefined };

/** Returns how a track stands at an instant; `unknown` where none of its statements changes it. */
export function trackStanding(track: Track, records: Records, now: Temporal.Instant): TrackStanding {
  const statements = records.statementsOfTrack.get(track.id) ?? [];
  const published = ({ document }: Statement): string => records.sources.get(document)?.publishedOn ?? '';
  const changes = statements
    .flatMap((statement) => changesOf(statement, track, records))
    .toSorted(
      (a, b) =>
        compareTexts(span(a.at).last, span(b.at).last) ||
        compareTexts(published(a.statement), published(b.statement)) ||
        Number(OUTCOMES.has(a.effect)) - Number(OUTCOMES.has(b.effect)),
    );
  const today = dayOf(now);
  const begun = changes.filter(
    ({ at, effect }) => effect === 'announced' || effect === 'promised' || span(at).first <= today,
  );
  const ahead = changes.find((change) => !begun.includes(change) && change.effect !== 'ended');
  const folded = begun.reduce(afterChange, NOTHING);
  const newest = statements.map(published).toSorted(compareTexts).at(-1) ?? '';
  return {
    ...withPassedDays(withStart(folded, ahead), newest, now),
    disputedBy: disputing(folded, changes, statements, records),
    lastSeen: statements.toSorted((a, b) => compareTexts(published(b), published(a)))[0]?.document,
  };
}

const OUTCOMES: ReadonlySet<string> = new Set(['kept', 'partly', 'missed']);

/** Returns what a statement changes of its track: by its own words, and where another statement resolves its promise. */
function changesOf(statement: Statement, { kind }: Track, records: Records): Change[] {
  const incoming = records.relationsTo.get(statement.id) ?? [];
  // What was said in place of it counts instead.
  if (
    incoming.some(
      ({ type, from }) => type === 'supersedes' && from.track === statement.track && from.kind === statement.kind,
    )
  )
    return [];
  const own = ownChange(statement, kind, records);
  const outcomes =
    statement.kind === 'commitment' && kind === 'commitment'
      ? incoming.flatMap((one): Change[] =>
          one.type === 'resolves' ? [{ statement: one.from, effect: one.outcome, at: dateOf(one.from, records) }] : [],
        )
      : [];
  return own === undefined ? outcomes : [own, ...outcomes];
}

function ownChange(statement: Statement, kind: Track['kind'], records: Records): Change | undefined {
  switch (statement.kind) {
    case 'measure':
      return { statement, effect: statement.effect, at: statement.from, until: statement.until };
    case 'commitment':
      if (statement.effect !== undefined)
        return { statement, effect: statement.effect, at: statement.saidOn, until: statement.until };
      // A promise to do something about a measure does not do it.
      return kind === 'commitment'
        ? { statement, effect: 'promised', at: statement.saidOn, due: statement.due }
        : undefined;
    case 'reported-fact':
    case 'position':
      return statement.effect === undefined
        ? undefined
        : { statement, effect: statement.effect, at: dateOf(statement, records), until: statement.until };
    default:
      return undefined;
  }
}

/** The day of what a statement tells: of a judgement that names none, the day of its document. */
function dateOf(statement: Statement, { sources }: Pick<Records, 'sources'>): DateWithPrecision {
  switch (statement.kind) {
    case 'reported-fact':
      return statement.eventOn;
    case 'measure':
      return statement.from;
    case 'position':
    case 'commitment':
      return statement.saidOn;
    default:
      return statement.madeOn ?? { precision: 'day', on: sources.get(statement.document)?.publishedOn ?? '' };
  }
}

/** Returns the standing after one more change. */
function afterChange(before: Folded, { statement, effect, at, until, due }: Change): Folded {
  const state = stateAfter(before.state, effect);
  if (state === undefined) return before;
  const isSame = state === before.state;
  return {
    state,
    since: isSame ? (before.since ?? at) : at,
    // What says only that it goes on leaves its end as it was.
    until: until ?? (isSame ? before.until : undefined),
    // A promise made again later, without a day, is not due on the day of the one before.
    due:
      due ??
      (isSame && before.since !== undefined && span(at).first <= span(before.since).last ? before.due : undefined),
    by: statement,
  };
}

/** Returns the state after an effect; undefined where the effect leaves it as it is. */
function stateAfter(before: TrackState, effect: Change['effect']): TrackState | undefined {
  switch (effect) {
    case 'announced':
      return before === 'unknown' || before === 'announced' ? 'announced' : undefined;
    case 'imposed':
    case 'raised':
    case 'lowered':
      return 'in-force';
    case 'suspended':
      return 'suspended';
    case 'extended':
      return before === 'suspended' || before === 'promised' || before === 'announced' ? before : 'in-force';
    case 'ended':
      return 'ended';
    case 'promised':
    case 'kept':
    case 'partly':
    case 'missed':
      return effect;
    case 'disputed':
      return undefined;
  }
}

/** Adds the beginning that is still ahead: of what has none yet, it is announced; of a suspended or announced one it is due. */
function withStart(folded: Folded, ahead: Change | undefined): Folded {
  if (ahead === undefined || (folded.state !== 'unknown' && folded.state !== 'announced')) return folded;
  return { ...folded, state: 'announced', due: ahead.at, by: ahead.statement };
}

/** Returns the state that a day brings which has passed without a later word. */
function withPassedDays(folded: Folded, newest: string, now: Temporal.Instant): Folded {
  const { state, since, until, due } = folded;
  const hasEnded = until !== undefined && passed(until, now);
  if (state === 'in-force' && hasEnded) return { ...folded, state: 'end-passed' };
  if (state === 'suspended' && hasEnded) return { ...folded, state: 'suspension-passed' };
  // What was ordered for a day is only known as ordered until a document of that day or later is read.
  if (state === 'in-force' && since !== undefined && span(since).first > newest)
    return { ...folded, state: 'start-passed' };
  if (state === 'promised' && due !== undefined && passed(due, now)) return { ...folded, state: 'due-passed' };
  return folded;
}

/** Returns the statements that deny what gave a track its state, and those of another party that end it on another day. */
function disputing(
  { by, state, since }: Folded,
  changes: readonly Change[],
  statements: readonly Statement[],
  { relationsTo, sources }: Records,
): Statement[] {
  if (by === undefined) return [];
  const party = ({ document }: Statement): string | undefined => sources.get(document)?.party;
  const ends = changes.filter(
    ({ effect, statement, at }) =>
      state === 'ended' &&
      effect === 'ended' &&
      party(statement) !== party(by) &&
      span(at).last < span(since ?? at).first,
  );
  const related = new Set([
    ...by.relations.flatMap((one) => (one.type === 'disputes' ? [one.statement] : [])),
    ...(relationsTo.get(by.id) ?? []).flatMap((one) => (one.type === 'disputes' ? [one.from.id] : [])),
  ]);
  const denying = statements.filter((one) => related.has(one.id) || ('effect' in one && one.effect === 'disputed'));
  return [...new Set([...denying, ...ends.map(({ statement }) => statement)])].filter(
    (one) => party(one) !== party(by),
  );
}
