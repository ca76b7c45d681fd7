/** What something is asked after: what of a topic was shown, and which of its statements bear on that, and on what is asked. Pure. */
import { publishedOf, publishedOn, type RecordCatalogue } from '../../records/catalogue.ts';
import { dayOf, span } from '../../records/dates.ts';
import type { Brief, Language, Statement } from '../../records/schema.ts';
import { statementDate } from '../../records/statement-dates.ts';
import { statementKey } from '../../reply/button.ts';
import { pick } from '../../views/text.ts';
import { topicContext, type TopicContext } from '../../reply/compose/topic.ts';
import { datesIn, rangeOf } from '../../search/dates.ts';
import { simplified } from '../../shared/simplified.ts';
import { compareTexts, pairs, words } from '../../shared/text.ts';
import type { AnswerContext } from '../conversation.ts';
import type { AnswerBefore } from './memory.ts';
import { naming, namingElse } from './parse.ts';

/** The topic that something is asked after, what of it was shown, and what that belongs to. */
export type Before = {
  readonly after: AnswerBefore;
  readonly brief: Brief;
  readonly topic: TopicContext;
  readonly shown: readonly Statement[];
  readonly track: string | undefined;
  readonly disagreement: number | undefined;
  /** Whether the topic as a whole was shown. */
  readonly isWhole: boolean;
};

/** Returns statements by their ids, in that order. */
export const statementsBy = (
  ids: readonly string[],
  { statements }: Pick<RecordCatalogue, 'statements'>,
): Statement[] => ids.flatMap((id) => statements.get(id) ?? []);

/** Returns the topic under which a statement is told: the one that was asked about, where it has it. */
export const homeOf = (statement: Statement | undefined, catalogue: RecordCatalogue, own?: Brief): Brief | undefined =>
  statement === undefined
    ? own
    : [...(own === undefined ? [] : [own]), ...publishedOf(catalogue.briefs.values())].find(({ statements }) =>
        statements.includes(statement),
      );

/** Returns what something is asked after. */
export function beforeOf(brief: Brief, after: AnswerBefore, context: AnswerContext): Before {
  const keys = after.again?.type === 'answer' && after.statements.length === 0 ? after.again.statements : [];
  const shown = [
    ...statementsBy(after.statements, context.catalogue),
    ...brief.statements.filter(({ id }) => keys.length > 0 && keys.includes(statementKey(id))),
  ];
  const isWhole =
    after.track === undefined &&
    after.disagreement === undefined &&
    (after.again === undefined ? shown.length === 0 : after.again.type !== 'answer');
  const track = isWhole ? undefined : (after.track ?? shown.find((one) => one.track !== undefined)?.track);
  const isShown = (id: string): boolean =>
    shown.some((one) => one.id === id) ||
    (track !== undefined && context.catalogue.statements.get(id)?.track === track);
  const rests = isWhole
    ? -1
    : brief.disagreements.findIndex(({ sides }) => sides.some(({ statements }) => statements.some(isShown)));
  const disagreement = after.disagreement ?? (rests === -1 ? undefined : rests);
  return { after, brief, topic: topicContext(brief, context), shown, track, disagreement, isWhole };
}

/** A statement, how near it is to what was shown, and which part of the weight of the question’s words it has, from 0 to 1. */
export type Bearing = { readonly statement: Statement; readonly near: number; readonly has: number };

/** What counts: of one track, in a relation, in one document, of the same days, and the words that are shared, by how telling they are. */
const NEAR = { track: 6, related: 9, document: 2, days: 1, shared: 0.25, most: 5, asked: 12 } as const;
/** What is said within so many days is said on one occasion. */
const OCCASION_DAYS = 3;

/** Returns the day of what a statement tells, of its document where it names none. */
export function dayTold(statement: Statement, catalogue: Pick<RecordCatalogue, 'sources'>): string {
  const on = statementDate(statement);
  return on === undefined ? publishedOn(statement, catalogue) : span(on).first;
}

/** Returns statements, those of the newest day first. */
export const newestFirst = (
  statements: readonly Statement[],
  catalogue: Pick<RecordCatalogue, 'sources'>,
): Statement[] => statements.toSorted((a, b) => compareTexts(dayTold(b, catalogue), dayTold(a, catalogue)));

/** The days that are named by how they stand to what was shown, or to today. */
const SAME_DAY = /\b(?:same|that) day\b|同一天|当天|同日/u;
const FROM_TODAY: readonly (readonly [RegExp, Temporal.DurationLike, 'year' | 'month'])[] = [
  [/\blast year\b|去年/u, { years: 1 }, 'year'],
  [/\bthis year\b|今年/u, { years: 0 }, 'year'],
  [/\blast month\b|上个?月/u, { months: 1 }, 'month'],
  [/\bthis month\b|这个月|本月/u, { months: 0 }, 'month'],
];

/** Returns the first and the last day that a question asks about; undefined where it names none. */
export function daysAsked(
  question: string,
  { shown: [first], topic: { catalogue } }: Before,
  now: Temporal.Instant,
): { readonly from: string; readonly until: string } | undefined {
  if (first !== undefined && SAME_DAY.test(question)) {
    const day = dayTold(first, catalogue);
    return { from: day, until: day };
  }
  const today = dayOf(now);
  for (const [pattern, ago, precision] of FROM_TODAY)
    if (pattern.test(question)) {
      const on = Temporal.PlainDate.from(today).subtract(ago).toString();
      const { first: from, last: until } = span({ precision, on: on.slice(0, precision === 'year' ? 4 : 7) });
      return { from, until };
    }
  const newest = [...catalogue.sources.values()]
    .map(({ publishedOn: on }) => on)
    .toSorted(compareTexts)
    .at(-1);
  const [only, ...others] = datesIn(question).dates;
  return only === undefined || others.length > 0 ? undefined : rangeOf(only, newest ?? today);
}

/** Returns which part of what a question names was shown, from 0 to 1; 1 where it names nothing. */
export function shownPart({ shown, track, topic }: Before, question: string): number {
  const language = languageOf(question);
  const title = track === undefined ? undefined : topic.catalogue.tracks.get(track)?.title;
  const told = new Set([
    ...shown.flatMap((one) => [...termsIn(one, language)]),
    ...(title === undefined ? [] : termsOf(pick(title, language))),
  ]);
  const asked = [...new Set(termsOf(naming(datesIn(question).rest)))];
  return asked.length === 0 ? 1 : asked.filter((term) => told.has(term)).length / asked.length;
}

/** What stands below these in an answer is not what was asked about. */
const LEADING = 2;

/** Returns the statements of all topics, those first that bear most on a question and on what was shown. */
export function bearing({ brief, shown: all, track, topic: { catalogue } }: Before, question = ''): Bearing[] {
  const shown = all.slice(0, LEADING);
  const pool = new Set([brief, ...publishedOf(catalogue.briefs.values())].flatMap(({ statements }) => statements));
  const related = new Set(
    shown.flatMap(({ id, relations }) => [
      ...relations.map(({ statement }) => statement),
      ...(catalogue.relationsTo.get(id) ?? []).map(({ from }) => from.id),
    ]),
  );
  const documents = new Set(shown.map(({ document }) => document));
  const days = shown.map((one) => Temporal.PlainDate.from(dayTold(one, catalogue)));
  const isOfDays = (one: Statement): boolean =>
    days.some((day) => Math.abs(day.until(dayTold(one, catalogue)).days) <= OCCASION_DAYS);
  const said = new Set(shown.flatMap((one) => Array.from(termsIn(one, 'en'))));
  const weightOf = weights(catalogue, 'en');
  const language = languageOf(question);
  const weightAsked = weights(catalogue, language);
  const named = namingElse(question);
  const asked = [...new Set(termsOf(named === '' ? naming(question) : named))];
  const total = asked.reduce((sum, term) => sum + weightAsked(term), 0);
  return [...pool]
    .map((statement) => {
      const shared = [...termsIn(statement, 'en')].reduce(
        (sum, term) => sum + (said.has(term) ? weightOf(term) : 0),
        0,
      );
      const near =
        (track !== undefined && statement.track === track ? NEAR.track : 0) +
        (related.has(statement.id) ? NEAR.related : 0) +
        (documents.has(statement.document) ? NEAR.document : 0) +
        (isOfDays(statement) ? NEAR.days : 0) +
        Math.min(shared * NEAR.shared, NEAR.most);
      const its = termsIn(statement, language);
      const has = asked.reduce((sum, term) => sum + (its.has(term) ? weightAsked(term) : 0), 0);
      return { statement, near, has: total === 0 ? 0 : has / total };
    })
    .toSorted((a, b) => NEAR.asked * (b.has - a.has) + b.near - a.near);
}

/** Returns how telling a term is: in how few of all statements it stands. */
function weights({ statements }: Pick<RecordCatalogue, 'statements'>, language: Language): (term: string) => number {
  const counts = COUNTS[language].getOrInsertComputed(statements, () => {
    const its = new Map<string, number>();
    for (const statement of statements.values())
      for (const term of termsIn(statement, language)) its.set(term, (its.get(term) ?? 0) + 1);
    return its;
  });
  return (term) => Math.log(1 + statements.size / (1 + (counts.get(term) ?? 0)));
}

/** Returns the statements that bear on what was shown, without these. */
export const relatedTo = (was: Before): Statement[] =>
  bearing(was)
    .filter(({ near, statement }) => near >= 3 && !was.shown.includes(statement))
    .map(({ statement }) => statement);

const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

const termsIn = (statement: Statement, language: Language): ReadonlySet<string> =>
  TERMS[language].getOrInsertComputed(statement, ({ text }) => new Set(termsOf(pick(text, language))));

type Statements = RecordCatalogue['statements'];
const COUNTS = {
  en: new WeakMap<Statements, Map<string, number>>(),
  zh: new WeakMap<Statements, Map<string, number>>(),
} as const;

/** The terms of each statement do not change. */
const TERMS = { en: new WeakMap<Statement, Set<string>>(), zh: new WeakMap<Statement, Set<string>>() } as const;

/** Words of a spaced script, by how they begin, and pairs of Chinese characters. */
const termsOf = (text: string): string[] =>
  words(simplified(text)).flatMap(({ text: word, key, chinese }) =>
    chinese ? (word.length === 1 ? [word] : pairs(word)) : key.length > 3 || /\d/u.test(key) ? [key.slice(0, 6)] : [],
  );
