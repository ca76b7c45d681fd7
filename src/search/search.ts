/** Searches one relationship: the units nearest to a question, the topic that it is about, and how sure that is. */
import { isOfCountry, readQuestion, type ParsedQuestion, type QuestionTerm } from './question.ts';
import { writtenKey, type RelationshipIndex } from './part.ts';
import { ENGLISH, isAskingWord, JOINING_ZH, kindOfChinese } from './lexicon/lexicon.ts';
import type { AskedIn } from './result.ts';
import { byRelevance, type Entry, type ScoredUnit } from './units.ts';
import type { StatementKind } from '../records/schema.ts';

export type SearchResult = {
  readonly part: RelationshipIndex;
  readonly asked: ParsedQuestion;
  readonly hits: readonly ScoredUnit[];
  /** The score of each topic. */
  readonly topics: readonly number[];
  /** The topic that it is about, by number; undefined where nothing speaks for any. */
  readonly topic: number | undefined;
  readonly confidence: number;
};

/** So many units are weighed again. */
const RERANKED_UNITS = 60;
/** What each sort of unit counts beside a statement. */
const UNIT_WEIGHTS: Readonly<Record<Entry['unit'], number>> = {
  statement: 1,
  track: 1.1,
  disagreement: 1,
  watch: 0.8,
  gap: 0.75,
  'bottom-line': 0.6,
};
/** What each sort of statement counts beside what somebody says: that something took place is seldom asked, but for how much. */
const KIND_WEIGHTS: Readonly<Record<StatementKind, number>> = {
  'reported-fact': 0.65,
  position: 1,
  measure: 0.75,
  commitment: 0.9,
  assessment: 1,
  recommendation: 1,
  forecast: 1,
};
/** What words that follow each other add, and the score of what a unit is related to. */
const PHRASE_BONUS = 0.15;
const RELATED_BONUS = 0.1;
/** What its topic counts beside the score of a unit. */
const TOPIC_WEIGHT = 0.25;
/** What the first units count for their topics, and a name that stands in the question. */
const VOTING_UNITS = 3;
const VOTE_WEIGHT = 0.75;
const NAME_WEIGHT = 0.4;
/** A Chinese character alone, and the name of a country, say less of a topic. */
const WEAK_TERM = 0.3;
/** A question and a text agree where they share so much, for which a unit must have so much of the question. */
const EXACT_DICE = 0.8;
const MIN_COVERAGE_FOR_DICE = 0.4;
/** It is, letter for letter, what was asked. */
export const VERBATIM = 2;

/** Returns what a relationship has on a question. */
export function search(
  question: string,
  part: RelationshipIndex,
  { today }: AskedIn = {},
  only?: number,
): SearchResult {
  const asked = readQuestion(question, part, today);
  const { units, entries } = part;
  const scores = new Float64Array(entries.length);
  const coverage = new Float64Array(entries.length);
  const totalIdf = idfOf(asked.terms);
  for (const { terms, sort, idf } of asked.terms) {
    const weight = sort === 'single' ? WEAK_TERM : 1;
    for (const [term, certainty] of terms) {
      const worth = Math.min(idf, units.idf(term) * certainty * weight);
      units.each(term, (at, score, share) => {
        scores[at] = (scores[at] ?? 0) + score * worth;
        coverage[at] = Math.min(totalIdf, (coverage[at] ?? 0) + share * worth);
      });
    }
  }
  for (const [at, entry] of entries.entries())
    if ((scores[at] ?? 0) > 0) scores[at] = (scores[at] ?? 0) * UNIT_WEIGHTS[entry.unit];
  const first = topScored(scores, RERANKED_UNITS);
  const scored = reranked(first, scores, asked, part);
  const topics = topicScores(asked, part, scored);
  const most = Math.max(1e-9, ...scored.map(({ score }) => score));
  const mostTopic = Math.max(1e-9, ...topics);
  const hits = scored
    .map(({ at, score }): ScoredUnit => {
      const entry = entries[at] as Entry;
      // What has little of a question cannot agree with it.
      const same = (coverage[at] ?? 0) >= totalIdf * MIN_COVERAGE_FOR_DICE ? diceOf(entry, asked, part) : 0;
      const topical = Math.max(0, ...entry.topics.map((one) => topics[one] ?? 0));
      return {
        entry,
        score:
          (score / most) * (entry.statement === undefined ? 1 : KIND_WEIGHTS[entry.statement.kind]) +
          TOPIC_WEIGHT * (topical / mostTopic),
        coverage: totalIdf === 0 ? 0 : (coverage[at] ?? 0) / totalIdf,
        dice: same,
        leads: same >= EXACT_DICE,
      };
    })
    .toSorted(byRelevance);
  const topic = only ?? topicOf(topics, hits, asked);
  const offTopic = isOffTopic(asked, hits, topic, part);
  return {
    part,
    asked,
    hits,
    topics,
    topic,
    confidence: isFullyNamed(asked, hits, topic, part, offTopic)
      ? CERTAIN
      : Math.min(confidenceOf(featuresOf({ part, asked, hits, topics, topic })), offTopic ? UNCERTAIN : 1),
  };
}

function topScored(scores: Float64Array, most: number): number[] {
  let least = 0;
  let best: number[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    if (score <= least) continue;
    best.push(at);
    if (best.length < most * 4) continue;
    best = best.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, most);
    least = scores[best.at(-1) ?? 0] ?? 0;
  }
  return best.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, most);
}

/** Returns the scores of the first units with what their neighbours, their words' order and their day add. */
function reranked(
  first: readonly number[],
  scores: Float64Array,
  asked: ParsedQuestion,
  { entries, reader, entryOf }: RelationshipIndex,
): { readonly at: number; readonly score: number }[] {
  const following = followingIn(asked.own);
  return first.map((at) => {
    const { texts, related } = entries[at] as Entry;
    const told = new Set<string>();
    let beside = 0;
    if (following.size > 0)
      for (const text of texts) {
        const row = reader.read(text);
        for (let place = 0; place + 1 < row.length; place += 1) {
          const worth = following.get(row[place] ?? -1)?.get(row[place + 1] ?? -1);
          const key = `${row[place]} ${row[place + 1]}`;
          if (worth !== undefined && !told.has(key)) {
            told.add(key);
            beside += worth;
          }
        }
      }
    const near = Math.max(0, ...related.map((id) => scores[entryOf.get(id) ?? -1] ?? 0));
    return { at, score: (scores[at] ?? 0) + PHRASE_BONUS * beside + RELATED_BONUS * near };
  });
}

function followingIn(own: readonly QuestionTerm[]): Map<number, Map<number, number>> {
  const following = new Map<number, Map<number, number>>();
  for (const [at, one] of own.entries()) {
    const next = own[at + 1];
    const [a, b] = [one.terms[0]?.[0], next?.terms[0]?.[0]];
    if (next === undefined || a === undefined || b === undefined || one.sort !== next.sort) continue;
    if (one.sort === 'pair' && one.text.at(-1) !== next.text[0]) continue;
    following.getOrInsertComputed(a, () => new Map()).set(b, (one.idf + next.idf) / 2);
  }
  return following;
}

/** How far a question and a text that says what a unit is have the same words (Dice, by how telling they are). */
function diceOf(
  { unit, texts }: Entry,
  { terms, text, key }: ParsedQuestion,
  { reader, units }: RelationshipIndex,
): number {
  const own = terms.filter(({ sort }) => sort === 'word' || sort === 'pair');
  const wanted = new Map(
    own.flatMap(({ terms: [first], idf }) => (first === undefined ? [] : [[first[0], idf] as const])),
  );
  const missing = own.reduce((sum, one) => sum + (one.terms.length === 0 ? one.idf : 0), 0);
  const all = [...wanted.values()].reduce((sum, idf) => sum + idf, missing);
  if (all === 0) return 0;
  const isChinese = /\p{Script=Han}/u.test(text);
  let best = 0;
  for (const lead of texts) {
    if (/\p{Script=Han}/u.test(lead) !== isChinese) continue;
    let its = 0;
    let shared = 0;
    for (const term of new Set(reader.read(lead))) {
      if (reader.worthOf(term) < 1 || reader.isCountryOrDate(term)) continue;
      its += units.idf(term);
      if (wanted.has(term)) shared += units.idf(term);
    }
    best = Math.max(best, (2 * shared) / (its + all));
    // What was written of the matter stands before a statement that says the same.
    if (
      unit !== 'statement' &&
      lead.length < text.length + 9 &&
      text.length < lead.length + 9 &&
      writtenKey(lead) === key
    )
      return VERBATIM;
  }
  return best;
}

function topicScores(
  asked: ParsedQuestion,
  { entries, topics: index, briefs }: RelationshipIndex,
  scored: readonly { readonly at: number; readonly score: number }[],
): number[] {
  const count = briefs.length;
  const scores = Array.from({ length: count }, () => 0);
  let weight = 0;
  for (const { terms, sort } of asked.terms) {
    const share = sort === 'single' ? WEAK_TERM : sort === 'country' ? WEAK_TERM : 1;
    const { idf } = index;
    weight += share * Math.min(...(terms.length > 0 ? terms.map(([term]) => idf(term)) : [idf(undefined)]));
    for (const [term, certainty] of terms) {
      const worth = idf(term) * certainty * share;
      index.each(term, (at, score) => void (scores[at] = (scores[at] ?? 0) + score * worth));
    }
  }
  if (weight > 0) for (let at = 0; at < count; at += 1) scores[at] = (scores[at] ?? 0) / weight;
  const voters = scored.toSorted((a, b) => b.score - a.score).slice(0, VOTING_UNITS);
  const all = voters.reduce((sum, { score }) => sum + score, 0);
  for (const { at, score } of voters)
    for (const topic of entries[at]?.topics ?? [])
      scores[topic] = (scores[topic] ?? 0) + (VOTE_WEIGHT * score) / Math.max(1e-9, all);
  for (const { topics, from, to } of asked.names)
    for (const topic of topics)
      scores[topic] = (scores[topic] ?? 0) + (NAME_WEIGHT * Math.min(2, to - from)) / topics.length;
  return scores;
}

const isJoin = ({ sort, text }: QuestionTerm): boolean => sort === 'pair' && JOINING_ZH.test(text);
function topicOf(topics: readonly number[], hits: readonly ScoredUnit[], asked: ParsedQuestion): number | undefined {
  const { whole, written } = asked;
  if (written !== undefined) return written.topics[0];
  if (whole.length > 0) return whole[0];
  const [first] = hits;
  if (first?.leads === true) return first.entry.topics.toSorted((a, b) => (topics[b] ?? 0) - (topics[a] ?? 0))[0];
  let best: number | undefined;
  for (const [at, score] of topics.entries()) if (score > 0 && score > (topics[best ?? -1] ?? 0)) best = at;
  return best;
}

const CERTAIN = 0.99;
/** Enough for what is nearest, and for no answer. */
const UNCERTAIN = 0.45;

/** So many words are a short question. */
const SHORT = 3;

/** Whether what was found may be beside the point: a model that is named stands in none of the first units, or a word or two that are no name are all that is asked, and do not both stand there. */
function isOffTopic(
  { text, own, names, tracks }: ParsedQuestion,
  hits: readonly ScoredUnit[],
  topic: number | undefined,
  part: RelationshipIndex,
): boolean {
  const first = hits.slice(0, 3);
  const stands = ({ terms }: QuestionTerm): boolean =>
    terms.some(([term]) => first.some(({ entry }) => covers(entry, term, part)));
  if (own.some((one) => MODEL.test(one.text) && !stands(one))) return true;
  const isOf = ({ terms }: QuestionTerm): boolean =>
    terms.some(([term]) => part.topicTerms[topic ?? -1]?.has(term) === true);
  const isNamed =
    names.length > 0 ||
    tracks.length > 0 ||
    own.some(({ key }) => part.titles[topic ?? -1]?.has(key) === true) ||
    (own.length > 1 && own.every(isOf));
  const isShort = text.split(' ').length <= SHORT && !/\p{Script=Han}{5}/u.test(text);
  return !isNamed && isShort && own.length <= 2 && !(own.length === 2 && own.every(stands));
}

/** How many terms of a question names of a topic take. */
export const namedTerms = ({ names }: ParsedQuestion, topic: number | undefined): number =>
  names
    .filter((name) => topic !== undefined && name.topics.includes(topic))
    .reduce((sum, { from, to }) => sum + to - from, 0);

/** Whether names of the topic, or a text that says what a unit is, are all that is asked. */
const isFullyNamed = (
  asked: ParsedQuestion,
  hits: readonly ScoredUnit[],
  topic: number | undefined,
  part: RelationshipIndex,
  offTopic: boolean,
): boolean =>
  asked.written !== undefined ||
  (asked.own.length > 0 &&
    (hits[0]?.leads === true || !offTopic) &&
    (asked.whole.length > 0 ||
      hits[0]?.leads === true ||
      (asked.beside.length === 0 &&
        !asked.own.every(({ text }) => isAskingWord(text)) &&
        asked.own.every(({ key }) => part.titles[topic ?? -1]?.has(key) === true)) ||
      (asked.beside.length === 0 && namedTerms(asked, topic) === asked.own.length)) &&
    (hits[0]?.leads === true ||
      asked.countries.every(({ codes }) => codes.some((code) => part.partyNames.ours.has(code)))));

const idfOf = (list: readonly Pick<QuestionTerm, 'idf'>[]): number => list.reduce((sum, { idf }) => sum + idf, 0);

export function featuresOf({
  part,
  asked,
  hits,
  topics,
  topic,
}: Pick<SearchResult, 'part' | 'asked' | 'hits' | 'topics' | 'topic'>): number[] {
  const own = topic === undefined ? hits : hits.filter(({ entry }) => entry.topics.includes(topic));
  const first = own.slice(0, 3).map(({ entry }) => entry);
  const best = own.reduce((most, { coverage }) => Math.max(most, coverage), 0);
  const all = idfOf(asked.own) || 1;
  const ours = asked.countries.some(({ codes }) => codes.every((code) => part.partyNames.ours.has(code)));
  const named = asked.names.filter((name) => topic !== undefined && name.topics.includes(topic));
  const others = new Set(
    asked.countries.filter(({ codes }) => codes.some((code) => !part.partyNames.ours.has(code))).map(({ key }) => key),
  );
  const topicHas = (term: number): boolean => topic !== undefined && part.topicTerms[topic]?.has(term) === true;
  const isTold = (one: QuestionTerm, entries: readonly Entry[]): boolean =>
    entries.some((entry) => has(entry, one, part));
  const isNamed = ({ terms }: QuestionTerm): boolean => terms.some(([term]) => topicHas(term));
  const told = [...others].filter((key) => {
    const number = part.reader.numberOf(key);
    return number !== undefined && (first.slice(0, 1).some((entry) => covers(entry, number, part)) || topicHas(number));
  });
  // A place that a topic has in its names makes nothing of it that names another topic, too.
  const isOfTopic =
    [...others].every((key) => topicHas(part.reader.numberOf(key) ?? -1)) && named.length === asked.names.length;
  const namedText = new Set(named.flatMap(({ from, to }) => asked.own.slice(from, to).map(({ text }) => text)));
  const byFirst = asked.own.filter((one) => isTold(one, first.slice(0, 1)));
  const byThree = asked.own.filter((one) => isTold(one, first));
  const everyday = asked.everyday.filter(
    (word) => !namedText.has(word) && !(best >= 0.4 && byFirst.some(({ text }) => text === word)),
  );
  const matched = new Set(asked.own.filter((one) => byFirst.includes(one) || isNamed(one)));
  const foreign =
    others.size - told.length > 0 ||
    (others.size > 0 &&
      !ours &&
      (best < 0.5 || byFirst.filter(({ place }) => place === undefined).length < 2) &&
      !isOfTopic);
  const rare = asked.own.filter((one) => !isCommon(one));
  const telling = rare.filter(isTelling);
  const unknown = rare.filter(({ isKnown }) => !isKnown);
  const scores = topics.toSorted((x, y) => y - x);
  const isChinese = /\p{Script=Han}/u.test(asked.text);
  return [
    topic === undefined ? 0 : Math.min(2, topics[topic] ?? 0),
    Math.log(1 + asked.own.length),
    Math.min(2, named.length),
    foreign && !ours ? 1 : 0,
    foreign && ours ? 1 : 0,
    Math.min(3, everyday.length),
    idfOf(unknown) / all,
    asked.range === undefined ? 0 : 1,
    Math.min(3, rare.filter((one) => matched.has(one)).length),
    isChinese ? 1 : 0,
    best,
    idfOf(byFirst) / all,
    idfOf(byThree) / all,
    asked.tracks.length > 0 ? 1 : 0,
    ours ? 1 : 0,
    (scores[0] ?? 0) - (scores[1] ?? 0),
    asked.own.length === 0 ? 1 : 0,
    Math.max(0, ...asked.own.filter((one) => !matched.has(one) && !isCommon(one)).map(({ idf }) => idf)) / 7,
    hits[0]?.dice ?? 0,
    Math.min(2.5, idfOf(telling.filter((one) => byFirst.includes(one))) / 10),
    telling.length > 1 && telling.every((one) => byFirst.includes(one)) ? 1 : 0,
    HOW_TO.test(asked.text) ? 1 : 0,
    telling.length > 0 && telling.every((one) => byThree.includes(one) || isNamed(one)) ? 1 : 0,
    topic !== undefined && (topics[topic] ?? 0) > 0 ? Math.log(0.1 + (topics[topic] ?? 0)) : -2,
  ];
}

/** Somebody asks how to do something themselves. */
const HOW_TO =
  /\bhow (?:do|can|could|should|would) (?:i|you|we|one)\b|\bhow to\b|\bshould i\b|怎么(?:写|交|注册|部署|办|处|做|弄|申请|用|去|学|选|挑|报名|下载|填|考|开通|安装)|[如为]何(?:写|注册|办理|申请|选择)|(?<!哪)几点|哪里(?:看|买)|补贴|攻略|教程|招聘|校招/iu;

/** The name of a model or a law, letters and digits: what has another one is no match of it. */
const MODEL = /^(?=.*\d)(?!\d+(?:st|nd|rd|th|[kmb]|bn|tn)$)(?=.*[a-z])[a-z\d]+$/iu;

const isCommon = ({ text, key }: QuestionTerm): boolean =>
  (ENGLISH.has(text) && ENGLISH.get(text) !== 'everyday') ||
  (ENGLISH.has(key) && ENGLISH.get(key) !== 'everyday') ||
  (kindOfChinese(text) !== undefined && kindOfChinese(text) !== 'everyday');

const isTelling = (one: QuestionTerm): boolean => !isCommon(one) && !one.cuts && !isJoin(one);

/** Whether the first unit of the topic has more of what is told than the rarest word would be, countries and their ministries aside. */
export function sharesWords({ part, asked, hits, topic }: SearchResult): boolean {
  const first = hits.find(({ entry }) => topic === undefined || entry.topics.includes(topic));
  const shared = asked.own.filter(
    (one) => isTelling(one) && !isOfCountry(one, asked.countries) && first !== undefined && has(first.entry, one, part),
  );
  return idfOf(shared) > part.units.idf(undefined);
}

/** Whether a unit has a term of a question. */
const has = (entry: Entry, { terms }: QuestionTerm, part: RelationshipIndex): boolean =>
  terms.some(([term]) => covers(entry, term, part));

const covers = ({ fields }: Entry, term: number, { reader }: RelationshipIndex): boolean =>
  fields.some(
    ([text, weight]) => weight >= 0.5 && text !== undefined && text !== '' && reader.read(text).includes(term),
  );

/** What each of these counts, in their order, fitted by logistic regression to the open sets of questions. */
const WEIGHTS = [
  2.07, // the score of the topic
  1.82, // terms
  0.4, // names of the topic in the question
  -5.63, // a third country where no party is named
  -2.18, // a third country beside a party
  -2.22, // everyday words
  -3.62, // unknown words, by how telling they are
  3.28, // days
  0.43, // uncommon words that the first unit or the topic has
  -0.95, // Chinese
  2.0, // what the best unit has of the question
  -0.98, // what the first unit names of it
  -1.54, // what the first three name of it
  0.66, // a track named
  0.14, // a party named
  0.14, // how far the topic is before the next
  0.3, // nothing but parties, days or words of asking
  0.38, // the most telling word that is not matched
  1.45, // how like a text the question is
  -0.74, // what the first unit has of uncommon words
  1.11, // whether the first unit has all of them
  -3.11, // how somebody does something themselves
  0.97, // whether the first three units or the topic have them all
  -0.96, // the score of the topic, as a logarithm
] as const;
const BIAS = -3.42;

const confidenceOf = (features: readonly number[]): number =>
  1 / (1 + Math.exp(-features.reduce((sum, one, at) => sum + one * (WEIGHTS[at] ?? 0), BIAS)));
