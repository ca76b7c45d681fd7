/** What something is asked after: what of a topic was shown, and which of its statements bear on that, and on what is asked. Pure. */
import { publishedOf } from '../../records/catalogue.ts';
import type { RecordCatalogue } from '../../records/catalogue.ts';
import type { Brief, Language, Statement } from '../../records/schema.ts';
import { statementKey } from '../../reply/button.ts';
import { pick } from '../../reply/compose/parts.ts';
import { topicContext, type TopicContext } from '../../reply/compose/topic.ts';
import { datesIn } from '../../search/dates.ts';
import { simplified } from '../../shared/simplified.ts';
import { pairs, words } from '../../shared/text.ts';
import type { AnswerContext } from '../conversation.ts';
import type { AnswerBefore } from './memory.ts';
import { naming } from './parse.ts';

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

/** What counts: of one track, in a relation, in one document, and each word that is shared. */
const NEAR = { track: 6, related: 9, document: 2, word: 0.7, most: 5, asked: 12 } as const;

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

/** Returns the statements of all topics, those first that bear most on a question and on what was shown. */
export function bearing({ brief, shown, track, topic }: Before, question = ''): Bearing[] {
  const { relationsTo } = topic.catalogue;
  const pool = new Set(
    [brief, ...publishedOf(topic.catalogue.briefs.values())].flatMap(({ statements }) => statements),
  );
  const related = new Set(
    shown.flatMap(({ id, relations }) => [
      ...relations.map(({ statement }) => statement),
      ...(relationsTo.get(id) ?? []).map(({ from }) => from.id),
    ]),
  );
  const documents = new Set(shown.map(({ document }) => document));
  const said = new Set(shown.flatMap((one) => [...termsIn(one, 'en')]));
  const asked = [...new Set(termsOf(naming(question)))];
  const all = [...pool].map((statement) => ({ statement, terms: termsIn(statement, languageOf(question)) }));
  const weight = new Map(
    asked.map((term) => [term, Math.log(1 + all.length / (1 + all.filter(({ terms }) => terms.has(term)).length))]),
  );
  const total = [...weight.values()].reduce((sum, one) => sum + one, 0);
  return all
    .map(({ statement, terms }) => {
      const shared = [...termsIn(statement, 'en')].filter((term) => said.has(term)).length;
      const near =
        (track !== undefined && statement.track === track ? NEAR.track : 0) +
        (related.has(statement.id) ? NEAR.related : 0) +
        (documents.has(statement.document) ? NEAR.document : 0) +
        Math.min(shared * NEAR.word, NEAR.most);
      const has = asked.reduce((sum, term) => sum + (terms.has(term) ? (weight.get(term) ?? 0) : 0), 0);
      return { statement, near, has: total === 0 ? 0 : has / total };
    })
    .toSorted((a, b) => NEAR.asked * (b.has - a.has) + b.near - a.near);
}

/** Returns the statements that bear on what was shown, without these. */
export const relatedTo = (was: Before): Statement[] =>
  bearing(was)
    .filter(({ near, statement }) => near >= 3 && !was.shown.includes(statement))
    .map(({ statement }) => statement);

const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

const termsIn = (statement: Statement, language: Language): ReadonlySet<string> =>
  TERMS[language].getOrInsertComputed(statement, ({ text }) => new Set(termsOf(pick(text, language))));

/** The terms of each statement do not change. */
const TERMS = { en: new WeakMap<Statement, Set<string>>(), zh: new WeakMap<Statement, Set<string>>() } as const;

/** Words of a spaced script, by how they begin, and pairs of Chinese characters. */
const termsOf = (text: string): string[] =>
  words(simplified(text)).flatMap(({ text: word, key, chinese }) =>
    chinese ? (word.length === 1 ? [word] : pairs(word)) : key.length > 3 || /\d/u.test(key) ? [key.slice(0, 6)] : [],
  );
