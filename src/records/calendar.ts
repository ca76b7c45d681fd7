/** Every date that the briefs hold, on one time line: what happened, what was ordered or promised for when, what to watch for, which reviews are due. */
import type { Brief, Statement, Translated, DateWithPrecision } from './schema.ts';
import { dayOf, freshness, passed, span } from './dates.ts';
import { standingOf } from './standing.ts';
import { hadBegun } from './track-state.ts';
import { compareTexts } from '../shared/text.ts';
import { publishedOf, type RecordCatalogue } from './catalogue.ts';

/** What is dated: something that happened or was said, the beginning and the end of a measure, when a commitment is due, the end of a forecast, something to watch for, a review. */
export type DateKind = 'event' | 'said' | 'from' | 'until' | 'due' | 'horizon' | 'watch' | 'review';

/**
 * How a date stands to today. `past` is over and known; `planned` is not over yet; `was-expected` is over, and no later
 * document is held that tells what came of it; `overdue` is a review that nobody made in time.
 */
export type DateState = 'past' | 'planned' | 'was-expected' | 'overdue';

export type CalendarDate = {
  /** Unique in the calendar, the same as long as the record keeps its ids. */
  readonly id: string;
  readonly brief: string;
  readonly kind: DateKind;
  readonly state: DateState;
  readonly when: DateWithPrecision;
  /** First and last calendar day (YYYY-MM-DD) that the date spans. */
  readonly first: string;
  readonly last: string;
  /** What it says; undefined of a review. */
  readonly text: Translated | undefined;
  /** The ids of the statements that it is, or rests on; none of a review. */
  readonly statements: readonly string[];
};

export type Calendar = {
  /** The day (YYYY-MM-DD, UTC) that the states are told by. */
  readonly today: string;
  /** By first day, then last day, then brief, then as the brief has them. */
  readonly dates: readonly CalendarDate[];
};

/** Returns every date of the published briefs, of a statement once in each of its topics; a retracted brief has none any more. */
export function calendar(catalogue: RecordCatalogue, now: Temporal.Instant): Calendar {
  return {
    today: dayOf(now),
    dates: publishedOf(catalogue.briefs.values())
      .flatMap((brief) => datesOf(brief, catalogue, now))
      .toSorted(
        (a, b) => compareTexts(a.first, b.first) || compareTexts(a.last, b.last) || compareTexts(a.brief, b.brief),
      ),
  };
}

function datesOf(brief: Brief, catalogue: RecordCatalogue, now: Temporal.Instant): CalendarDate[] {
  const date = (
    { kind, when, state }: StatementDate,
    id: string,
    text?: Translated,
    statements: readonly string[] = [],
  ): CalendarDate => ({
    // A statement may have two dates, and share its id with what is watched: the kind tells them apart.
    id: [brief.id, kind, id].filter((part) => part !== '').join('/'),
    brief: brief.id,
    kind,
    state,
    when,
    ...span(when),
    text,
    statements,
  });
  const { reviewDueOn, overdue } = freshness(brief, now);
  return [
    ...brief.statements.flatMap((statement) =>
      statementDates(statement, catalogue, now).map((one) => date(one, statement.id, statement.text, [statement.id])),
    ),
    ...brief.watch.flatMap(({ id, expected: when, text, restsOn }) =>
      when === undefined ? [] : date({ kind: 'watch', when, state: expected(when, now) }, id, text, restsOn),
    ),
    date({ kind: 'review', when: { precision: 'day', on: reviewDueOn }, state: overdue ? 'overdue' : 'planned' }, ''),
  ];
}

type StatementDate = { readonly kind: DateKind; readonly when: DateWithPrecision; readonly state: DateState };

const expected = (when: DateWithPrecision, now: Temporal.Instant): DateState =>
  passed(when, now) ? 'was-expected' : 'planned';

/** The dates that a statement itself has. When a view was given or a promise made is no date of the world. */
function statementDates(statement: Statement, catalogue: RecordCatalogue, now: Temporal.Instant): StatementDate[] {
  const standing = standingOf(statement, catalogue, now);
  /** A date on which something ends: once a later statement replaces it or tells its outcome, it is known if it has passed, and none any more if it has not. */
  const ends = (kind: DateKind, when: DateWithPrecision | undefined): StatementDate[] => {
    if (when === undefined) return [];
    if (standing?.by === undefined) return [{ kind, when, state: expected(when, now) }];
    if (passed(when, now)) return [{ kind, when, state: 'past' }];
    return standing.state === 'partly' ? [{ kind, when, state: 'planned' }] : [];
  };
  switch (statement.kind) {
    case 'reported-fact':
      return [{ kind: 'event', when: statement.eventOn, state: 'past' }];
    case 'position':
      return [{ kind: 'said', when: statement.saidOn, state: 'past' }];
    case 'measure': {
      const when = statement.from;
      // Of what is ahead, the standing may be that its track is suspended until then.
      const isPlanned = standing?.state === 'planned' || span(when).first > dayOf(now);
      const state = isPlanned ? 'planned' : standing?.state === 'start-passed' ? 'was-expected' : 'past';
      // What was put off or dropped before its day does not begin then.
      const isDropped =
        standing?.state === 'superseded' && standing.by !== undefined && !hadBegun(statement, standing.by, catalogue);
      return [...(isDropped ? [] : [{ kind: 'from', when, state } as const]), ...ends('until', statement.until)];
    }
    case 'commitment':
      return ends('due', statement.due);
    case 'forecast':
      return ends('horizon', statement.horizon);
    default:
      return [];
  }
}
