/** The dates of a relationship or a topic: when measures and promises begin, end or fall due, what is watched for, and what single statements name; each once. */
import { z } from 'zod';
import { isPublished, publishedOf, publishedOn } from '../records/catalogue.ts';
import { dayAfter, dayOf, formatWhen, passed, span } from '../records/dates.ts';
import type { Brief, DateWithPrecision, Statement } from '../records/schema.ts';
import { standingOf } from '../records/standing.ts';
import { isUntold, trackStanding } from '../records/track-state.ts';
import { messages } from '../locales/messages.ts';
import { compareTexts } from '../shared/text.ts';
import { boardView, type BoardFilter } from './board.ts';
import { citations, DocumentRefSchema } from './citation.ts';
import type { ClaimContext, ViewContext } from './context.ts';
import { expectationText, whyUntold } from './state-words.ts';
import { statementView } from './statement.ts';
import { pick } from './text.ts';
import { watchViews } from './topic.ts';
import { validated } from './validate.ts';
import { id, text, WhenSchema, whenView, type WhenView } from './when.ts';

export const DATES_KINDS = ['begins', 'ends'] as const;

/** Which dates are asked for: `month` (YYYY-MM, MM of the next one, or `this` or `next`) leaves those of that month, `begins` those on which something begins or changes, `ends` the others. */
export type DatesFilter = Pick<BoardFilter, 'relationship' | 'topic'> & {
  readonly month?: string | undefined;
  readonly kind?: (typeof DATES_KINDS)[number] | undefined;
};

const DateSchema = z
  .strictObject({
    title: z.string().max(400).describe('The measure or promise, or who says so; empty of what is watched for.'),
    text,
    begins: z.boolean().describe('Whether something begins or changes then.'),
    when: WhenSchema,
    hasPassed: z.boolean(),
    account: z.string().describe('Whose account alone a promise of another side is; empty where it is no such.'),
    differing: z.string().describe('Whose accounts of it differ, in a few words; empty where none does.'),
    lastSeen: DocumentRefSchema.nullable().describe('The newest document that tells of it.'),
    statements: z.array(id).min(1),
    citations,
  })
  .describe('A day on which something begins, ends, falls due or is expected.');

export type DateView = z.infer<typeof DateSchema>;

/** Returns the dates that are asked for: first those that passed without a later document, the latest in front, then those ahead, the nearest in front. */
export function datesView(filter: DatesFilter, view: ViewContext): DateView[] {
  const { kind } = filter;
  const month = filter.month === undefined ? undefined : monthAhead(filter.month, view.now);
  return allDates(filter, view)
    .filter(({ begins }) => kind === undefined || begins === (kind === 'begins'))
    .filter(({ when, hasPassed }) =>
      month === undefined ? kind === undefined || !hasPassed : when.to.startsWith(month),
    )
    .toSorted(
      (a, b) =>
        Number(b.hasPassed) - Number(a.hasPassed) ||
        (a.hasPassed ? compareTexts(b.when.to, a.when.to) : compareTexts(placeOf(a.when), placeOf(b.when))),
    );
}

/** Whether a time has no day of its own but words, such as "later in 2026": of more than a week. */
export const hasNoDay = ({ precision, from, to }: WhenView): boolean =>
  precision === 'about' && Temporal.PlainDate.from(from).until(to).days > 7;

/** What is of a year without a month comes behind that year's last month, and what has no day behind everything. */
const placeOf = (when: WhenView): string =>
  `${hasNoDay(when) ? 1 : 0} ${when.to.slice(0, 7)} ${when.precision === 'year' ? 1 : 0} ${when.to}`;

function allDates({ relationship, topic }: DatesFilter, view: ViewContext): DateView[] {
  const briefs = publishedOf(view.catalogue.briefs.values()).filter((brief) =>
    topic === undefined ? relationship === undefined || brief.relationship === relationship : brief.id === topic,
  );
  const tracks = boardView({ relationship, topic }, view).flatMap(
    ({ title, days, account, differing, lastSeen, statements }) =>
      days.map(({ kind, when, hasPassed, text: words, citations: cited }) =>
        validated(DateSchema, {
          title,
          text: words,
          begins: kind === 'from',
          when,
          hasPassed,
          account,
          differing,
          lastSeen,
          statements,
          citations: cited,
        }),
      ),
  );
  const watched = briefs.flatMap((brief) => watchedDates(brief, view));
  const stated = [...new Set(briefs.flatMap(({ statements }) => statements))]
    .toSorted((a, b) => compareTexts(publishedOn(b, view.catalogue), publishedOn(a, view.catalogue)))
    .flatMap((one) => statedDate(one, view));
  /** The days of statements that a row tells: those behind it do not tell them again, nor what returns on the day after an end. */
  const shown = new Set(tracks.flatMap((date) => [...keysOf(date), ...keysOf(date, dayAfter(date.when.to))]));
  const others = [...watched, ...stated].filter((date) => {
    const isNew = keysOf(date).every((key) => !shown.has(key));
    for (const key of keysOf(date)) shown.add(key);
    return isNew;
  });
  return [...tracks, ...others];
}

const keysOf = ({ statements, when }: DateView, day = when.to): string[] => statements.map((one) => `${one} ${day}`);

const ALONE = { account: '', differing: '', lastSeen: null } as const;

function watchedDates(brief: Brief, view: ViewContext): DateView[] {
  const context = { ...view, t: messages(view.language) };
  return watchViews(brief, view).flatMap(
    ({ text: words, expected, hasPassed, statements, citations: cited }, index) => {
      const day = brief.watch[index]?.expected;
      if (expected === null || day === undefined) return [];
      return validated(DateSchema, {
        ...ALONE,
        title: '',
        text: withDay(words, day, expectationText(day, context), context),
        begins: false,
        when: expected,
        hasPassed,
        statements,
        citations: cited,
      });
    },
  );
}

/** So many days before and after today what only a statement names is told. */
const STATED_DAYS = 365;

/** Returns the day on which a measure, a promise or a forecast is to begin, end or come true, where no other statement says what became of it. */
function statedDate(statement: Statement, view: ViewContext): DateView[] {
  const { catalogue, language, now } = view;
  const standing = isPublished(statement, catalogue) ? standingOf(statement, catalogue, now) : undefined;
  if (standing === undefined || standing.by !== undefined || standing.state === 'ended') return [];
  const begins = standing.state === 'planned' || standing.state === 'start-passed';
  const when = begins && statement.kind === 'measure' ? statement.from : standing.until;
  const today = Temporal.PlainDate.from(dayOf(now));
  if (when === undefined || Math.abs(today.until(span(when).last).days) > STATED_DAYS) return [];
  const track = catalogue.tracks.get(statement.track ?? '');
  const beside = catalogue.statementsOfTrack.get(statement.track ?? '') ?? [];
  const isTold = track !== undefined && isUntold(trackStanding(track, catalogue, now));
  if (passed(when, now) && (isTold || beside.some((one) => isLaterWord(one, span(when).last, view)))) return [];
  const { who, text: words, state, citations: cited } = statementView(statement, view);
  return [
    validated(DateSchema, {
      ...ALONE,
      title: track === undefined ? who : pick(track.title, language),
      text: withDay(words, when, state?.text ?? '', { ...view, t: messages(language) }),
      begins,
      when: whenView(when, language),
      hasPassed: passed(when, now),
      statements: beside.length === 0 ? [statement.id] : beside.map((one) => one.id),
      citations: cited,
    }),
  ];
}

/** Whether a statement was published after a day, or names a later one. */
function isLaterWord(statement: Statement, day: string, { catalogue, now }: ViewContext): boolean {
  const until = standingOf(statement, catalogue, now)?.until;
  return publishedOn(statement, catalogue) > day || (until !== undefined && span(until).last > day);
}

/** Returns a sentence with what its day brings in brackets; of a day that it names itself, only that it has passed. */
function withDay(
  sentence: string,
  when: DateWithPrecision,
  brings: string,
  { language, now, t }: Pick<ClaimContext, 'language' | 'now' | 't'>,
): string {
  const isNamed = sentence.includes(formatWhen(when, language));
  const aside = !isNamed ? brings : passed(when, now) ? whyUntold({ language }) : '';
  return aside === '' ? sentence : sentence.replace(/(?=[.。]?$)/u, t('reply.aside', { text: aside }));
}

/** Returns a month with its year: of one without, the next that is not over. */
export function monthAhead(month: string, now: Temporal.Instant): string {
  const today = Temporal.PlainDate.from(dayOf(now)).toPlainYearMonth();
  if (month === 'this' || month === 'next') return today.add({ months: month === 'next' ? 1 : 0 }).toString();
  if (month.length > 2) return month;
  const { year } = today;
  return `${Number(month) < today.month ? year + 1 : year}-${month}`;
}
