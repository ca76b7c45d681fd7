/** How a measure or a promise that people follow over time stands today, computed from the statements that name its track. Pure. */
import { compareTexts } from '../shared/text.ts';
import { publishedOn, type RecordCatalogue } from './catalogue.ts';
import { dayAfter, dayOf, passed, span } from './dates.ts';
import type { DateWithPrecision, Source, Statement, Track, TrackEffect } from './schema.ts';
import { statementDate } from './statement-dates.ts';

/**
 * How a track stands.
 * - `start-passed`, `end-passed`, `suspension-passed`, `due-passed`: a day that was named has passed, and nothing that holds by now tells what became of it.
 * - `introduced`: a bill of which nothing more is known.
 * - `unknown`: no statement changes the track.
 */
export const TRACK_STATES = [
  'introduced',
  'announced',
  'start-passed',
  'in-force',
  'end-passed',
  'suspended',
  'suspension-passed',
  'ended',
  'promised',
  'due-passed',
  'kept',
  'partly',
  'missed',
  'unknown',
] as const;
export type TrackState = (typeof TRACK_STATES)[number];

/** States after which nothing is to come any more. */
export const OVER: ReadonlySet<TrackState> = new Set(['ended', 'kept', 'partly', 'missed']);

export type TrackStanding = {
  readonly state: TrackState;
  /** What the track is, where its state has words of its own. */
  readonly form?: Track['form'];
  /** Since when it stands so, as far as its statements say. */
  readonly since: DateWithPrecision | undefined;
  /** Until when a measure or its suspension lasts. */
  readonly until: DateWithPrecision | undefined;
  /** When a promise is due, or an announced measure begins. */
  readonly due: DateWithPrecision | undefined;
  /** The statement that gave it this state. */
  readonly by: Statement | undefined;
  /** Whether a promise was kept in part before it was made again. */
  readonly isPartlyKept: boolean;
  /** What is announced of it for a later day. */
  readonly next: NextChange | undefined;
  /** The independent document that alone gives its end, where no document of a party does. */
  readonly endReportedBy?: Source | undefined;
  /** Statements of another party that deny it or date its end differently. */
  readonly disputedBy: readonly Statement[];
  /** The newest document that tells of it. */
  readonly lastSeen: string | undefined;
};

/** A change of a track that is announced and has not begun. */
export type NextChange = {
  readonly effect: TrackEffect;
  readonly at: DateWithPrecision;
  readonly until: DateWithPrecision | undefined;
  readonly by: Statement;
};

/** Whether a day of a track has passed, and no document in the file tells what became of it, or what comes after its end. */
export const isUntold = ({ state, next }: Pick<TrackStanding, 'state' | 'next'>): boolean =>
  state === 'end-passed' || state === 'suspension-passed' ? next === undefined : state.endsWith('-passed');

/** A day of a track: on which it begins or changes (`from`), until which it holds, or when it is due. */
export type TrackDay = {
  readonly kind: 'from' | 'until' | 'due';
  readonly when: DateWithPrecision;
  readonly isPassed: boolean;
};

/** Returns the day that a track's own state names; undefined where it names none, or nothing is to come any more. */
export function ownDay({ state, since, until, due }: TrackStanding, now: Temporal.Instant): TrackDay | undefined {
  if (OVER.has(state)) return undefined;
  const from = state === 'announced' ? due : state === 'start-passed' ? since : undefined;
  const when = from ?? until ?? due;
  const kind = from !== undefined ? 'from' : until !== undefined ? 'until' : 'due';
  return when === undefined ? undefined : { kind, when, isPassed: passed(when, now) };
}

/** Returns the days of a track that are open, the first in front: those ahead, and one that has passed without a later word. */
export function trackDays(standing: TrackStanding, now: Temporal.Instant): TrackDay[] {
  const { next } = standing;
  const own = ownDay(standing, now);
  const isOpen = own !== undefined && (!own.isPassed || isUntold(standing));
  // What is announced to end on a day does not last until another.
  const isMoved = next?.effect === 'ended' && own?.kind === 'until';
  return [
    ...(isOpen && !isMoved ? [own] : []),
    ...(next === undefined
      ? []
      : [{ kind: next.effect === 'ended' ? ('until' as const) : ('from' as const), when: next.at, isPassed: false }]),
  ].toSorted((a, b) => compareTexts(span(a.when).last, span(b.when).last));
}

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

type Folded = Pick<TrackStanding, 'state' | 'since' | 'until' | 'due' | 'by' | 'isPartlyKept' | 'next'> & {
  /** The end of the measure itself, which a suspension leaves as it is. */
  readonly end: DateWithPrecision | undefined;
};

type Records = Pick<RecordCatalogue, 'statementsOfTrack' | 'relationsTo' | 'sources'>;

const NOTHING: Folded = {
  state: 'unknown',
  since: undefined,
  until: undefined,
  due: undefined,
  by: undefined,
  isPartlyKept: false,
  next: undefined,
  end: undefined,
};

/** Returns how a track stands at an instant; `unknown` where none of its statements changes it. */
export function trackStanding(track: Track, records: Records, now: Temporal.Instant): TrackStanding {
  const statements = records.statementsOfTrack.get(track.id) ?? [];
  const published = (one: Statement): string => publishedOn(one, records);
  const today = dayOf(now);
  const changes = statements
    .flatMap((statement) => changesOf(statement, track, records, today))
    .toSorted(
      (a, b) =>
        compareTexts(span(a.at).last, span(b.at).last) ||
        compareTexts(published(a.statement), published(b.statement)) ||
        Number(OUTCOMES.has(a.effect)) - Number(OUTCOMES.has(b.effect)),
    );
  const isAhead = ({ at }: Change): boolean => span(at).first > today;
  const begun = changes.filter(
    (change) => change.effect === 'announced' || change.effect === 'promised' || !isAhead(change),
  );
  const folded = withAhead(begun.reduce(afterChange, NOTHING), changes.filter(isAhead), published);
  const [newest] = statements.toSorted((a, b) => compareTexts(published(b), published(a)));
  const { end: _, ...standing } = withPassedDays(folded, newest === undefined ? '' : published(newest), now);
  return {
    ...standing,
    state: track.kind === 'bill' && standing.state === 'announced' ? 'introduced' : standing.state,
    form: track.form,
    endReportedBy: endReporter(standing, statements, records),
    disputedBy: disputing(folded, begun, statements, records),
    lastSeen: newest?.document,
  };
}

function endReporter(
  { until, by }: Pick<TrackStanding, 'until' | 'by'>,
  statements: readonly Statement[],
  { sources }: Records,
): Source | undefined {
  // A measure is told by its own text.
  const reporter = by === undefined || by.kind === 'measure' ? undefined : sources.get(by.document);
  if (until === undefined || reporter === undefined || reporter.party !== undefined) return undefined;
  const isOfParty = statements.some(
    (one) =>
      sources.get(one.document)?.party !== undefined &&
      'until' in one &&
      one.until !== undefined &&
      span(one.until).last >= span(until).last,
  );
  return isOfParty ? undefined : reporter;
}

const OUTCOMES: ReadonlySet<string> = new Set(['kept', 'partly', 'missed']);

/** Returns what a statement changes of its track: by its own words, and where another statement resolves its promise. */
function changesOf(statement: Statement, { kind }: Track, records: Records, today: string): Change[] {
  const incoming = records.relationsTo.get(statement.id) ?? [];
  const isAhead = (one: Statement): boolean => one.kind === 'measure' && span(one.from).first > today;
  // What was said in place of it counts instead, a measure in place of one that had begun from its first day on.
  if (
    incoming.some(
      ({ type, from }) =>
        type === 'supersedes' &&
        from.track === statement.track &&
        from.kind === statement.kind &&
        (!hadBegun(statement, from, records) || !isAhead(from)),
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

/** Whether a measure had begun when another statement said something in its place: of what was put off before, nothing begins on the day that it named first. */
export const hadBegun = (measure: Statement, by: Statement, records: Pick<Records, 'sources'>): boolean =>
  measure.kind !== 'measure' || span(measure.from).first <= publishedOn(by, records);

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
const dateOf = (statement: Statement, records: Pick<Records, 'sources'>): DateWithPrecision =>
  statementDate(statement) ?? { precision: 'day', on: publishedOn(statement, records) };

/** Returns the standing after one more change. */
function afterChange(before: Folded, { statement, effect, at, until, due }: Change): Folded {
  const state = stateAfter(before.state, effect);
  if (state === undefined) return before;
  const isSame = state === before.state;
  // It ended once; who tells another day of it is told beside it.
  if (isSame && state === 'ended') return before;
  // What lapsed and comes again later stands so since then.
  const hasLapsed = before.until !== undefined && dayAfter(span(before.until).last) < span(at).first;
  // What is kept again was last kept then.
  const since = isSame && !hasLapsed && !OUTCOMES.has(state) ? (before.since ?? at) : at;
  if (state === 'promised' || state === 'announced') {
    if (effect === 'extended') return { ...before, due: until ?? before.due, by: statement };
    // Made again without a day, it is the same promise, and due as before unless that day had passed; what was kept in part stays so.
    if (before.state === 'partly' && due === undefined) return before;
    const isDueAsBefore = isSame && before.due !== undefined && span(at).first <= span(before.due).last;
    return {
      ...NOTHING,
      state,
      since,
      until,
      due: due ?? (isDueAsBefore ? before.due : undefined),
      by: statement,
      isPartlyKept: before.state === 'partly' || before.isPartlyKept,
    };
  }
  if (state === 'in-force') {
    // What says only that it goes on, or applies again, leaves its end as it was.
    const end = until ?? (isSame || before.state === 'suspended' ? before.end : undefined);
    return { ...NOTHING, state, since, until: end, by: statement, end };
  }
  const end = state === 'suspended' ? before.end : undefined;
  return { ...NOTHING, state, since, until: until ?? (isSame ? before.until : undefined), by: statement, end };
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

/** Adds what is still ahead: the day on which an announced measure begins, the end of one that applies, and what else is announced. */
function withAhead(folded: Folded, ahead: readonly Change[], published: (statement: Statement) => string): Folded {
  const { state, since, until, by } = folded;
  if (state === 'unknown' || state === 'announced') {
    const start = ahead.find(({ effect }) => effect !== 'ended' && effect !== 'announced');
    if (start !== undefined)
      return {
        ...folded,
        state: 'announced',
        since: undefined,
        until: start.until,
        due: start.at,
        by: start.statement,
      };
    // A day after the announcement is the one that was announced.
    return state === 'announced' && since !== undefined && by !== undefined && span(since).first > published(by)
      ? { ...folded, since: undefined, due: since }
      : folded;
  }
  // What happened, or was only said, is told of its own day.
  const [first] = ahead
    .filter((change) => change.statement.kind === 'measure' && bringsSomething(folded, change))
    .toSorted(
      (a, b) =>
        compareTexts(span(a.at).first, span(b.at).first) ||
        compareTexts(published(b.statement), published(a.statement)),
    );
  const next = first && { effect: first.effect, at: first.at, until: first.until, by: first.statement };
  const end = ahead.find(({ effect }) => effect === 'ended')?.at;
  return state === 'in-force' && until === undefined && end !== undefined
    ? { ...folded, next, until: end, end }
    : { ...folded, next };
}

/** Whether a change that is ahead makes a track stand otherwise than it does: what says only that it goes on does not. */
function bringsSomething({ state, until }: Folded, { effect, at, until: newEnd }: Change): boolean {
  const first = span(at).first;
  if (effect === 'ended' && state === 'in-force' && until !== undefined)
    return first !== span(until).last && first !== dayAfter(span(until).last);
  if (effect === 'announced' || effect === 'raised' || effect === 'lowered' || stateAfter(state, effect) !== state)
    return true;
  return until !== undefined && (newEnd === undefined || span(newEnd).last > span(until).last);
}

/** Returns the state that a day brings which has passed without a later word. */
function withPassedDays(folded: Folded, newest: string, now: Temporal.Instant): Folded {
  const { state, since, until, due, end } = folded;
  const hasPassed = (when: DateWithPrecision | undefined): boolean => when !== undefined && passed(when, now);
  /** What was ordered for a day is only known as ordered until a document of that day or later is read. */
  const isOnlyOrdered = since !== undefined && span(since).first > newest;
  switch (state) {
    case 'in-force':
      return hasPassed(until)
        ? { ...folded, state: 'end-passed' }
        : isOnlyOrdered
          ? hasPassed(since)
            ? { ...folded, state: 'start-passed' }
            : { ...folded, state: 'announced', since: undefined, due: since }
          : folded;
    case 'suspended':
      if (hasPassed(until)) return { ...folded, state: 'suspension-passed' };
      return until === undefined && hasPassed(end) ? { ...folded, state: 'end-passed', until: end } : folded;
    case 'ended':
      return isOnlyOrdered ? { ...folded, state: 'end-passed', until: since } : folded;
    case 'promised':
      return hasPassed(due) ? { ...folded, state: 'due-passed' } : folded;
    case 'announced':
      return hasPassed(due) ? { ...folded, state: 'start-passed', since: due } : folded;
    default:
      return folded;
  }
}

/** Returns the statements that deny what gave a track its state, and those of the other party that end it on another day. */
function disputing(
  { by, state, since }: Folded,
  begun: readonly Change[],
  statements: readonly Statement[],
  { relationsTo, sources }: Records,
): Statement[] {
  if (by === undefined) return [];
  const party = ({ document }: Statement): string | undefined => sources.get(document)?.party;
  const isOtherDay = (at: DateWithPrecision): boolean =>
    since !== undefined && (span(at).last < span(since).first || span(at).first > span(since).last);
  const sinceStart = begun.slice(begun.findLastIndex(({ effect }) => RESTARTS.has(effect)) + 1);
  const ends =
    state === 'ended'
      ? sinceStart.filter(
          ({ effect, statement, at }) => effect === 'ended' && party(statement) !== undefined && isOtherDay(at),
        )
      : [];
  const related = new Set([
    ...by.relations.flatMap((one) => (one.type === 'disputes' ? [one.statement] : [])),
    ...(relationsTo.get(by.id) ?? []).flatMap((one) => (one.type === 'disputes' ? [one.from.id] : [])),
  ]);
  const denying = statements.filter((one) => related.has(one.id) || ('effect' in one && one.effect === 'disputed'));
  return [...new Set([...denying, ...(party(by) === undefined ? [] : ends.map(({ statement }) => statement))])].filter(
    (one) => party(one) !== party(by),
  );
}

/** What makes a measure apply again after it ended. */
const RESTARTS: ReadonlySet<string> = new Set(['imposed', 'raised', 'lowered', 'extended', 'suspended']);
