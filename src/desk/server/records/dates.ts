/** The chart of dates: every topic as a lane, with its measures, commitments, forecasts, what to watch, and its review. */
import { messages } from '../../../locales/messages.ts';
import { calendar, type CalendarDate, type DateKind, type DateState } from '../../../records/calendar.ts';
import type { Brief, DateWithPrecision } from '../../../records/schema.ts';
import { formatWhen, freshness } from '../../../records/dates.ts';
import { pick } from '../../../reply/compose/parts.ts';
import { dayIn, named, type DayView, type NamedLink, type ViewContext } from './view-context.ts';
import { compareTexts } from '../../../shared/text.ts';

/** The kinds that are shown: what was said and what happened stands by the hundred on the pages of topics. */
export type ShownDateKind = Exclude<DateKind, 'event' | 'said'>;

export type DateView = {
  readonly id: string;
  readonly kind: ShownDateKind;
  readonly state: DateState;
  readonly precision: DateWithPrecision['precision'];
  /** The first and the last calendar day (YYYY-MM-DD). */
  readonly first: string;
  readonly last: string;
  /** The date formatted for the reader, no more precise than it is known. */
  readonly said: string;
  /** The text of the statement; empty for a review. */
  readonly text: string;
  /** The ids of the statements that it is, or rests on. */
  readonly statements: readonly string[];
};

export type Lane = {
  readonly brief: NamedLink;
  /** The information date. */
  readonly asOf: DayView;
  /** The day from which the days to the next review are counted. */
  readonly reviewedOn: DayView;
  readonly reviewDue: DayView;
  readonly overdue: boolean;
  /** Whole days since the review was due; 0 where it is not overdue. */
  readonly overdueDays: number;
  readonly dates: readonly DateView[];
};

export type DatesView = {
  readonly today: DayView;
  /** By relationship; of each the topics with future dates first, then by their latest date, then by title. */
  readonly lanes: readonly Lane[];
  /** What to watch for without a date. */
  readonly undated: readonly { readonly brief: NamedLink; readonly text: string }[];
};

/** Returns the dates of all published briefs, topic by topic. */
export function datesView({ catalogue, language, now }: ViewContext): DatesView {
  const { today, dates, undated } = calendar(catalogue, now);
  const order = [...catalogue.relationships.keys()];
  const place = ({ id }: NamedLink): number => order.indexOf(catalogue.briefs.get(id)?.relationship ?? '');
  const byBrief = Map.groupBy(dates, ({ brief }) => brief);
  const lanes = [...byBrief].flatMap(([id, own]) => {
    const brief = catalogue.briefs.get(id);
    return brief === undefined ? [] : [laneOf(brief, own, today, { catalogue, language, now })];
  });
  return {
    today: dayIn(today, language),
    lanes: lanes.toSorted(
      (a, b) =>
        place(a.brief) - place(b.brief) ||
        weight(b) - weight(a) ||
        compareTexts(latest(b), latest(a)) ||
        a.brief.title.localeCompare(b.brief.title, language),
    ),
    undated: undated.flatMap(({ brief: id, text }) => {
      const brief = catalogue.briefs.get(id);
      return brief === undefined
        ? []
        : [{ brief: ofRelationship(brief, { catalogue, language }), text: pick(text, language) }];
    }),
  };
}

/** Open items come first: future dates, then past dates whose outcome is unknown. */
const weight = ({ dates }: Lane): number =>
  dates.some(({ kind, state }) => kind !== 'review' && state === 'planned')
    ? 2
    : dates.some(({ state }) => state === 'was-expected')
      ? 1
      : 0;

const latest = ({ dates }: Lane): string =>
  dates.filter(({ kind }) => kind !== 'review').reduce((last, date) => (date.last > last ? date.last : last), '');

/** Names a topic, with its relationship in front where there are several. */
function ofRelationship(brief: Brief, { catalogue, language }: Pick<ViewContext, 'catalogue' | 'language'>): NamedLink {
  const link = named(brief, language);
  const relationship = catalogue.relationships.get(brief.relationship);
  if (relationship === undefined || catalogue.relationships.size < 2) return link;
  return {
    ...link,
    title: messages(language)('reply.about', { title: pick(relationship.title, language), what: link.title }),
  };
}

function laneOf(brief: Brief, dates: readonly CalendarDate[], today: string, context: ViewContext): Lane {
  const { language, now } = context;
  const { asOf, reviewDueOn, overdue } = freshness(brief, now);
  const due = Temporal.PlainDate.from(reviewDueOn);
  return {
    brief: ofRelationship(brief, context),
    asOf: dayIn(asOf, language),
    reviewedOn: dayIn(due.subtract({ days: brief.reviewEveryDays }).toString(), language),
    reviewDue: dayIn(reviewDueOn, language),
    overdue,
    overdueDays: overdue ? due.until(Temporal.PlainDate.from(today)).days : 0,
    dates: dates.flatMap(({ id, kind, state, when, first, last, text, statements }) =>
      kind === 'event' || kind === 'said'
        ? []
        : {
            id,
            kind,
            state,
            precision: when.precision,
            first,
            last,
            said: formatWhen(when, language),
            text: text === undefined ? '' : pick(text, language),
            statements,
          },
    ),
  };
}
