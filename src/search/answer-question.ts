/** Answers a question with the statements of one topic, of several, or with what is nearest. */
import { answerOfTopic, statementsWithin, withoutSpeaker } from './passages/answer-topic.ts';
import { isOfRestriction, isOfSort, type ParsedRestriction } from './passages/restriction.ts';
import {
  ableOf,
  candidatesOf,
  chosenOf,
  readQuestion,
  type Chosen,
  type IndexedBriefs,
  type Reading,
} from './readings.ts';
import { unitsOf, type FindResult, type TopicAnswer, type Unit } from './result.ts';
import type { Index } from './inverted-index.ts';
import { scorePassages, type QuestionWord, type ScoredPassages } from './passages/score.ts';
import { titledBy } from './passages/topic-points.ts';
import type { Brief, Source } from '../records/schema.ts';
import { plain } from '../shared/text.ts';

export type Searched = {
  readonly parts: readonly IndexedBriefs[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly now: Temporal.Instant | undefined;
};

const MAX_NEAREST = 3;
/** What is nearest has at least these points. */
const MIN_NEAREST = 0.3;
/** A statement that has all of a question has so much of it, as it is counted. */
const ALL = 0.999;
/** Of a time or a side alone, so many topics are told, those with most statements of it. */
const MAX_WITHIN = 3;
const MAX_STATEMENTS = 10;
/** In its part of a question a topic is ahead of that of the other part by this. */
const AHEAD = 1.15;

/** The share of a question that a statement has which decides between two topics, and how telling it must be; less than so much more decides nothing. */
const ONE_ANSWER = 0.4;
const ANSWER_WORTH = 0.35;
const MUCH = 0.9;
/** The words of a topic joined to another, and the share of them that its statements have. */
const MAX_JOINED_WORDS = 6;
const MIN_JOINED = 0.9;
const JOINED_WORTH = 0.5;
/** The share that they have of a part of a longer question. */
const MIN_PART = 0.6;

/** Returns the answer to a question that has been read. */
export function answerQuestion(question: string, readings: readonly Reading[], searched: Searched): FindResult {
  const chosen = chosenOf(readings);
  const isWhole = readings.some(({ reading }) => reading.whole.length > 0);
  if (!isWhole) {
    const isOfTopic = chosen.some(
      ({ at, in: one }) => (one.evidence.find(({ brief }) => brief === at)?.names.length ?? 0) > 0,
    );
    const all = isOfTopic ? undefined : withinOf(readings, searched);
    if (all !== undefined) return all;
    const answers = answersOfParts(question, readings, searched);
    if (answers !== undefined) return { result: 'several', answers };
  }
  const first = chosen.length > 1 && !isWhole && isOfOne(chosen) ? answeringOf(chosen) : chosen[0];
  if (chosen.length === 0) return noneOf(readings);
  if (first === undefined || (chosen.length > 1 && (isWhole || !isOfOne(chosen))))
    return { result: 'near', briefs: chosen.map(({ brief }) => brief) };
  return { result: 'found', ...answerOf(first, searched) };
}

/** Returns the answer of the topic that was chosen. */
export function answerOf({ brief, at, in: one }: Chosen, { sources }: Searched, whole?: ScoredPassages): TopicAnswer {
  const { scored, reading, index, restriction } = one;
  const words = scored.words.filter(({ text }) => restriction === undefined || !isOfSort(text, restriction));
  const sorts = reading.row.flatMap(({ text }) =>
    restriction !== undefined && isOfSort(text, restriction) ? [text] : [],
  );
  const question = {
    scored: words.length === scored.words.length ? scored : scorePassages(words, scored.characters, index.passages),
    whole,
    restriction,
    isComing: one.isComing,
    asksHowMany: one.asksHowMany,
    sorts,
    names: one.evidence.find(({ brief: its }) => its === at)?.names ?? [],
    asksWhether: restriction?.isWhether === true,
    isName: reading.isTitle && reading.whole.length > 0,
    unknown: [],
  };
  return answerOfTopic(brief, at, question, index.passages, sources);
}

/** The answers of the parts of a question, where each part asks about another topic. */
function answersOfParts(
  question: string,
  whole: readonly Reading[],
  searched: Searched,
): readonly TopicAnswer[] | undefined {
  const restrictionIn = ({ index }: IndexedBriefs): ParsedRestriction | undefined =>
    whole.find((one) => one.index === index)?.restriction;
  const isEveryday = whole.some(({ reading }) => reading.everyday.length > 0);
  for (const { parts, joinedBy } of splitsOf(question)) {
    if (joinedBy !== undefined && isEveryday) continue;
    const asked = parts.map((part) =>
      searched.parts.map((one) => readQuestion(part, one, searched, restrictionIn(one))),
    );
    const chosen = asked.map((readings) => chosenOf(readings)[0]);
    if (!chosen.every((one) => one !== undefined)) continue;
    const ids = new Set(chosen.map(({ brief }) => brief.id));
    if (ids.size < chosen.length) continue;
    const isClear = chosen.every((one, at) => {
      if (!isNamed(one, joinedBy)) return false;
      const able = ableOf(asked[at] ?? []);
      const own = Math.max(one.left, ...able.filter(({ brief }) => brief.id === one.brief.id).map(({ left }) => left));
      return able.every(({ brief, left }) => brief.id === one.brief.id || !ids.has(brief.id) || left * AHEAD <= own);
    });
    if (isClear) return eachItsOwn(chosen.map((one) => answerOf(one, searched, wholeOf(one, whole))));
  }
  return undefined;
}

const idOf = (one: Unit | undefined): string => (one?.unit === 'statement' ? one.statement.id : '');

/** What answers for one topic stands behind what is told of another alone: nobody reads the same twice. */
function eachItsOwn(answers: readonly TopicAnswer[]): readonly TopicAnswer[] {
  const told = new Set<string>();
  return answers.map((answer) => {
    const { units } = answer;
    const own = units.filter((one) => !told.has(idOf(one)));
    const [first] = own;
    if (first !== undefined) told.add(idOf(first));
    return Object.assign({}, answer, {
      units: [...own, ...units.filter((one) => one !== first && told.has(idOf(one)))],
    });
  });
}

/** Returns whether topics are of one relationship: between two of them no statement decides. */
const isOfOne = ([first, ...others]: readonly Chosen[]): boolean => others.every((one) => one.in === first?.in);

/** Returns the topic, of those too close to choose between by their names, whose statement has most of the question; undefined where none has much of it. */
function answeringOf(chosen: readonly Chosen[]): Chosen | undefined {
  const answering = chosen.flatMap((one) => {
    const score = one.in.evidence.find(({ brief }) => brief === one.at)?.inPassages;
    if (score === undefined || score.isLittle || score.worth < ANSWER_WORTH || score.coverage < ONE_ANSWER) return [];
    return [{ one, coverage: score.coverage }];
  });
  const most = Math.max(...answering.map(({ coverage }) => coverage));
  return answering.find(({ coverage }) => coverage >= most * MUCH)?.one;
}

/** Returns what the whole question says, which counts in each part too. */
const wholeOf = ({ in: one }: Chosen, readings: readonly Reading[]): ScoredPassages | undefined =>
  readings.find(({ index }) => index === one.index)?.scored;

/** A part of a question is about a topic where it says so by a name of it, or by words that a statement of it has; what is joined by "and" alone must be short and clear. */
function isNamed({ at, in: one }: Chosen, joinedBy: Split['joinedBy']): boolean {
  const own = one.scored.words.filter(({ isParty, kind }) => !isParty && (kind === undefined || kind === 'everyday'));
  const evidence = one.evidence.find(({ brief }) => brief === at);
  if (evidence === undefined) return false;
  const { coverage = 0, worth = 0 } = evidence.inPassages ?? {};
  if (joinedBy === undefined) return evidence.names.length > 0 || (own.length > 0 && coverage >= MIN_PART);
  if (one.reading.row.length > MAX_JOINED_WORDS) return false;
  return (
    evidence.names.length > 0 ||
    titledBy(one.scored, one.index.passages).has(at) ||
    (joinedBy === 'word' && own.length > 0 && coverage >= MIN_JOINED && worth >= JOINED_WORTH)
  );
}

/** What a question without words of its own asks for: everything of a time, a side, a document or a kind. */
function withinOf(readings: readonly Reading[], { sources }: Searched): FindResult | undefined {
  const answers = readings.flatMap((one) => {
    const { restriction } = one;
    if (restriction === undefined || !asksForAll(one, restriction)) return [];
    return one.briefs.map((brief, at) => ({
      brief,
      kind: 'plain' as const,
      restriction: withoutSpeaker(restriction),
      units: unitsOf(brief, statementsWithin(at, restriction, one.index.passages, sources)),
    }));
  });
  const most = answers
    .filter(({ units }) => units.length > 0)
    .toSorted((a, b) => b.units.length - a.units.length)
    .slice(0, MAX_WITHIN)
    .map((one): TopicAnswer => Object.assign({}, one, { units: one.units.slice(0, MAX_STATEMENTS) }));
  const [first, ...others] = most;
  if (first === undefined) return undefined;
  return others.length === 0 ? { result: 'found', ...first } : { result: 'several', answers: most };
}

/** Returns whether nothing is asked about but what restricts the answer. */
const asksForAll = ({ scored, reading }: Reading, restriction: ParsedRestriction): boolean =>
  reading.unknown.length === 0 &&
  reading.everyday.length === 0 &&
  // A firm stands for its country, but is asked about itself.
  scored.words.every(({ text, isBare }) => isBare || isOfRestriction(text, restriction));

function noneOf(readings: readonly Reading[]): FindResult {
  const nearest = candidatesOf(readings)
    .filter(({ score, refused }) => score >= MIN_NEAREST && refused !== 'another-place')
    .slice(0, MAX_NEAREST)
    .map(({ brief }) => brief);
  const [first, ...others] = readings.map(({ reading }) => new Set(reading.unknown));
  const unknown = [...(first ?? [])].filter((word) => others.every((one) => one.has(word)));
  const told = nearest.filter((brief) => isTold(brief, readings));
  const isKnown = readings.some(({ scored: { words }, index }) => words.length === 1 && isInStatement(words[0], index));
  return { result: 'none', nearest: [], briefs: nearest, told, isKnown: isKnown && unknown.length === 0, unknown };
}

/** Returns whether any statement has a word. */
const isInStatement = (word: QuestionWord | undefined, { passages: { terms, passages } }: Index): boolean =>
  word !== undefined &&
  word.terms
    .flatMap(({ term, certainty }) => (certainty === 1 ? (terms.get(term) ?? []) : []))
    .some(({ at }) => at.some((passage) => passages[passage]?.statement !== undefined));

/** Returns whether one statement of a topic has all that is asked. */
const isTold = (topic: Brief, readings: readonly Reading[]): boolean =>
  readings.some(
    ({ briefs, evidence, reading, index }) =>
      reading.unknown.length === 0 &&
      reading.everyday.length === 0 &&
      evidence.some(
        ({ brief, inPassages: score }) =>
          briefs[brief] === topic &&
          score !== undefined &&
          score.coverage >= ALL &&
          index.passages.passages[score.passage]?.statement !== undefined,
      ),
  );

/** Marks and words that begin a question anew. */
const ANEW =
  /[?？;；。]+\s*(?:and |so |also |plus |what about |how about )*|,?\s+and (?:also |then |what |how |did |does |do |is |are |was |on |about |in |for |maybe )+|\s+(?:what about|how about|plus|also)\s+|[,，。；]?\s*(?:另外|还有|以及|同埋|顺便)[，,]?/iu;
/** What may join two topics, and may stand inside one. */
const JOINING =
  /\s+(?:and|&|vs\.?|versus|or)\s+|\s*(?:(?<!\d),|,(?!\d)|[，、+/])\s*|(?<=\p{Script=Han})[和与跟及](?=\p{Script=Han})/giu;
const MAX_SPLITS = 6;
const MAX_PARTS = 4;
/** Joined topics are named in few words: in a longer question "and" joins anything. */
const MAX_JOINED_CHARACTERS = 60;
const MAX_QUESTION_CHARACTERS = 400;

/** The parts of a question, and whether a word or a mark joins them that may stand inside a topic as well; undefined where each begins anew. */
export type Split = { readonly parts: readonly string[]; readonly joinedBy: 'word' | 'mark' | undefined };

/** Returns the ways of splitting a question in parts, the likeliest first. */
export function splitsOf(question: string): readonly Split[] {
  const text = plain(question);
  if (text.length > MAX_QUESTION_CHARACTERS) return [];
  const splits: Split[] = [];
  const add = (parts: readonly string[], joinedBy: Split['joinedBy']): void => {
    const named = parts.map((part) => part.trim()).filter((part) => part !== '');
    if (named.length > 1 && named.length <= MAX_PARTS) splits.push({ parts: named, joinedBy });
  };
  add(text.split(new RegExp(ANEW.source, 'giu')), undefined);
  if (text.length > MAX_JOINED_CHARACTERS) return splits;
  const joins = [...text.matchAll(JOINING)].slice(0, MAX_SPLITS);
  if (joins.length > 1) add(text.split(JOINING), 'mark');
  for (const { index, 0: mark } of joins)
    add([text.slice(0, index), text.slice(index + mark.length)], /[\p{L}&]/u.test(mark) ? 'word' : 'mark');
  return splits;
}
