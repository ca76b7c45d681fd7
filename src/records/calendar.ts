/** Every date that the briefs hold, on one time line: what happened, what was expected, what is to come, which reviews are due. */
import type { RecordCatalogue } from './catalogue.ts';
import type { Brief, Statement, Translated, DateWithPrecision } from './schema.ts';
import { dayOf, span, freshness, passed } from './dates.ts';

/** What is dated: something that happened or was said, something to watch for, the end of a forecast, a review. */
export type DateKind = 'event' | 'said' | 'watch' | 'horizon' | 'review';

/**
 * How a date stands to today. `past` is over and known; `planned` is not over yet; `was-expected` is over, and the brief
 * does not know what came of it; `overdue` is a review that nobody made in time.
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
  /** The ids of the statements of the brief that it is, or rests on; none of a review. */
  readonly statements: readonly string[];
};

/** What a brief says to watch for without saying when. */
export type UndatedItem = { readonly brief: string; readonly text: Translated; readonly statements: readonly string[] };

export type Calendar = {
  /** The day (YYYY-MM-DD, UTC) that the states are told by. */
  readonly today: string;
  /** By first day, then last day, then brief, then as the brief has them. */
  readonly dates: readonly CalendarDate[];
  readonly undated: readonly UndatedItem[];
};

/** Returns every date of the published briefs; a retracted brief has none any more. */
export function calendar(catalogue: RecordCatalogue, now: Temporal.Instant): Calendar {
  const briefs = [...catalogue.briefs.values()].filter(({ status }) => status === 'published');
  return {
    today: dayOf(now),
    dates: briefs
      .flatMap((brief) => datesOf(brief, now))
      .toSorted((a, b) => order(a.first, b.first) || order(a.last, b.last) || order(a.brief, b.brief)),
    undated: briefs.flatMap((brief) =>
      brief.watch
        .filter(({ expected }) => expected === undefined)
        .map(({ text, restsOn }) => ({ brief: brief.id, text, statements: restsOn })),
    ),
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function datesOf(brief: Brief, now: Temporal.Instant): CalendarDate[] {
  const date = (
    kind: DateKind,
    id: string,
    when: DateWithPrecision,
    state: DateState,
    text?: Translated,
    statements: readonly string[] = [],
  ): CalendarDate => ({
    // A statement and what is watched may share an id: the kind tells them apart.
    id: [brief.id, kind, id].filter((part) => part !== '').join('/'),
    brief: brief.id,
    kind,
    state,
    when,
    ...span(when),
    text,
    statements,
  });
  const expected = (when: DateWithPrecision): DateState => (passed(when, now) ? 'was-expected' : 'planned');
  const { reviewDueOn, overdue } = freshness(brief, now);
  return [
    ...brief.statements.flatMap((statement) => {
      const dated = dateOf(statement);
      if (dated === undefined) return [];
      const { kind, when } = dated;
      return date(kind, statement.id, when, kind === 'horizon' ? expected(when) : 'past', statement.text, [
        statement.id,
      ]);
    }),
    ...brief.watch.flatMap(({ id, expected: when, text, restsOn }) =>
      when === undefined ? [] : date('watch', id, when, expected(when), text, restsOn),
    ),
    date('review', '', { precision: 'day', on: reviewDueOn }, overdue ? 'overdue' : 'planned'),
  ];
}

/** The date that a statement itself has: an event, a saying, the end of a forecast. When a view was given is no date of the world. */
function dateOf(statement: Statement): { readonly kind: DateKind; readonly when: DateWithPrecision } | undefined {
  switch (statement.kind) {
    case 'reported-fact':
      return { kind: 'event', when: statement.eventOn };
    case 'position':
      return { kind: 'said', when: statement.saidOn };
    case 'forecast':
      return statement.horizon === undefined ? undefined : { kind: 'horizon', when: statement.horizon };
    default:
      return undefined;
  }
}
