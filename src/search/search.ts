/** Searches one relationship: the units nearest to a question, the topic that it is about, and how sure that is. */
import { readQuestion, type Asked, type AskedTerm } from './question.ts';
import { writtenKey, type Part } from './part.ts';
import { ENGLISH, kindOfChinese } from './lexicon/lexicon.ts';
import type { Entry } from './units.ts';

/** A unit that was found, by its number, with what it has of a question. */
export type Hit = {
  readonly at: number;
  readonly entry: Entry;
  readonly score: number;
  /** The share of the question that it has, by how telling its words are. */
  readonly cover: number;
  /** Whether it asks or names, whole, what was asked. */
  readonly leads: boolean;
  /** How far it does, 0 where it does not. */
  readonly agrees: number;
};

export type Searched = {
  readonly part: Part;
  readonly asked: Asked;
  readonly hits: readonly Hit[];
  /** The score of each topic. */
  readonly topics: readonly number[];
  /** The topic that it is about, by number; undefined where nothing speaks for any. */
  readonly topic: number | undefined;
  readonly sure: number;
  readonly features: readonly number[];
};

/** So many units are weighed again. */
const MOST = 60;
/** What each sort of unit counts beside a statement. */
const FACTORS: Readonly<Record<Entry['unit'], number>> = {
  statement: 1,
  track: 1.1,
  disagreement: 1,
  watch: 0.8,
  gap: 0.75,
  'bottom-line': 0.6,
};
/** What words that follow each other add, and the score of what a unit is related to. */
const BESIDE = 0.25;
const RELATED = 0.15;
/** What its topic counts beside the score of a unit. */
const OF_TOPIC = 0.4;
/** What the first units count for their topics, and a name that stands in the question. */
const VOTERS = 3;
const VOTES = 0.75;
const NAME = 0.4;
/** A Chinese character alone, and the name of a country, say less of a topic. */
const LITTLE = 0.3;
/** A question and a text agree where they share so much, for which a unit must have so much of the question. */
const AGREE = 0.8;
const AGREEING = 0.4;
/** It is, letter for letter, what was asked. */
export const EXACT = 2;

/** Returns what a relationship has on a question. */
export function search(question: string, part: Part, only?: number): Searched {
  const asked = readQuestion(question, part);
  const { units, topics: topicIndex, entries, briefs } = part;
  const scores = new Float64Array(entries.length);
  const cover = new Float64Array(entries.length);
  const mass = asked.terms.reduce((sum, { idf }) => sum + idf, 0);
  for (const { terms, sort, idf } of asked.terms) {
    const weight = sort === 'single' ? LITTLE : 1;
    for (const [term, certainty] of terms) {
      const worth = Math.min(idf, units.idf(term) * certainty * weight);
      units.each(term, (at, score, share) => {
        scores[at] = (scores[at] ?? 0) + score * worth;
        cover[at] = Math.min(mass, (cover[at] ?? 0) + share * worth);
      });
    }
  }
  for (const [at, entry] of entries.entries())
    if ((scores[at] ?? 0) > 0) scores[at] = (scores[at] ?? 0) * FACTORS[entry.unit];
  const first = strongest(scores, MOST);
  const raised = reweighed(first, scores, asked, part);
  const topics = topicScores(asked, part, topicIndex, raised, briefs.length);
  const most = Math.max(1e-9, ...raised.map(({ score }) => score));
  const mostTopic = Math.max(1e-9, ...topics);
  const hits = raised
    .map(({ at, score }): Hit => {
      const entry = entries[at] as Entry;
      // What has little of a question cannot agree with it.
      const agrees = (cover[at] ?? 0) >= mass * AGREEING ? agreement(entry, asked, part) : 0;
      const topical = Math.max(0, ...entry.topics.map((one) => topics[one] ?? 0));
      return {
        at,
        entry,
        score: score / most + OF_TOPIC * (topical / mostTopic),
        cover: mass === 0 ? 0 : (cover[at] ?? 0) / mass,
        leads: agrees >= AGREE,
        agrees: agrees >= AGREE ? agrees : 0,
      };
    })
    .toSorted((a, b) => b.agrees - a.agrees || b.score - a.score);
  const topic = only ?? topicOf(topics, hits, asked);
  const features = featuresOf({ part, asked, hits, topics, topic });
  return {
    part,
    asked,
    hits,
    topics,
    topic,
    features,
    sure: isWhole(asked, hits, topic, part) ? WHOLE : sureness(features),
  };
}

function strongest(scores: Float64Array, most: number): number[] {
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
function reweighed(
  first: readonly number[],
  scores: Float64Array,
  asked: Asked,
  { entries, reader, entryOf }: Part,
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
    return { at, score: (scores[at] ?? 0) + BESIDE * beside + RELATED * near };
  });
}

function followingIn(own: readonly AskedTerm[]): Map<number, Map<number, number>> {
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
function agreement({ unit, leads }: Entry, { terms, text, key }: Asked, { reader, units }: Part): number {
  const own = terms.filter(({ sort }) => sort === 'word' || sort === 'pair');
  const wanted = new Map(
    own.flatMap(({ terms: [first], idf }) => (first === undefined ? [] : [[first[0], idf] as const])),
  );
  const missing = own.reduce((sum, one) => sum + (one.terms.length === 0 ? one.idf : 0), 0);
  const all = [...wanted.values()].reduce((sum, idf) => sum + idf, missing);
  if (all === 0) return 0;
  const isChinese = /\p{Script=Han}/u.test(text);
  let best = 0;
  for (const lead of leads) {
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
      return EXACT;
  }
  return best;
}

function topicScores(
  asked: Asked,
  { entries }: Part,
  topicIndex: Part['topics'],
  raised: readonly { readonly at: number; readonly score: number }[],
  count: number,
): number[] {
  const scores = Array.from({ length: count }, () => 0);
  let weight = 0;
  for (const { terms, sort } of asked.terms) {
    const share = sort === 'single' ? LITTLE : sort === 'country' ? LITTLE : 1;
    const { idf } = topicIndex;
    weight += share * Math.min(...(terms.length > 0 ? terms.map(([term]) => idf(term)) : [idf(undefined)]));
    for (const [term, certainty] of terms) {
      const worth = idf(term) * certainty * share;
      topicIndex.each(term, (at, score) => void (scores[at] = (scores[at] ?? 0) + score * worth));
    }
  }
  if (weight > 0) for (let at = 0; at < count; at += 1) scores[at] = (scores[at] ?? 0) / weight;
  const voters = raised.toSorted((a, b) => b.score - a.score).slice(0, VOTERS);
  const all = voters.reduce((sum, { score }) => sum + score, 0);
  for (const { at, score } of voters)
    for (const topic of entries[at]?.topics ?? [])
      scores[topic] = (scores[topic] ?? 0) + (VOTES * score) / Math.max(1e-9, all);
  for (const { topics, from, to } of asked.names)
    for (const topic of topics) scores[topic] = (scores[topic] ?? 0) + (NAME * Math.min(2, to - from)) / topics.length;
  return scores;
}

function topicOf(topics: readonly number[], hits: readonly Hit[], { whole, written }: Asked): number | undefined {
  if (written !== undefined) return written.topics[0];
  if (whole.length > 0) return whole[0];
  const [first] = hits;
  if (first?.leads === true) return first.entry.topics.toSorted((a, b) => (topics[b] ?? 0) - (topics[a] ?? 0))[0];
  let best: number | undefined;
  for (const [at, score] of topics.entries()) if (score > 0 && score > (topics[best ?? -1] ?? 0)) best = at;
  return best;
}

const WHOLE = 0.99;

/** Whether names of the topic, or a text that says what a unit is, are all that is asked. */
const isWhole = (asked: Asked, hits: readonly Hit[], topic: number | undefined, { titles }: Part): boolean =>
  asked.written !== undefined ||
  (asked.own.length > 0 &&
    (asked.whole.length > 0 ||
      hits[0]?.leads === true ||
      asked.own.every(({ key }) => titles[topic ?? -1]?.has(key) === true) ||
      asked.names
        .filter((name) => topic !== undefined && name.topics.includes(topic))
        .reduce((sum, { from, to }) => sum + to - from, 0) === asked.own.length) &&
    (hits[0]?.leads === true || asked.countries.every(({ codes }) => codes.some((code) => asked.ours.has(code)))));

function featuresOf({
  part,
  asked,
  hits,
  topics,
  topic,
}: Pick<Searched, 'part' | 'asked' | 'hits' | 'topics' | 'topic'>): number[] {
  const own = topic === undefined ? hits : hits.filter(({ entry }) => entry.topics.includes(topic));
  const best = own.reduce((most, { cover }) => Math.max(most, cover), 0);
  const all = asked.own.reduce((sum, { idf }) => sum + idf, 0);
  const ours = asked.countries.some(({ codes }) => codes.every((code) => part.partyNames.ours.has(code)));
  const named = asked.names.filter((name) => topic !== undefined && name.topics.includes(topic));
  const top = own[0];
  const others = new Set(
    asked.countries.filter(({ codes }) => codes.some((code) => !part.partyNames.ours.has(code))).map(({ key }) => key),
  );
  const told = [...others].filter((key) => {
    const number = part.reader.numberOf(key);
    return (
      number !== undefined &&
      ((top !== undefined && covers(top.entry, number, part)) ||
        (topic !== undefined && part.topicTerms[topic]?.has(number) === true))
    );
  });
  const isOfTopic = [...others].every(
    (key) => part.topicTerms[topic ?? -1]?.has(part.reader.numberOf(key) ?? -1) === true,
  );
  const namedText = new Set(named.flatMap(({ from, to }) => asked.own.slice(from, to).map(({ text }) => text)));
  const isIn = (word: string): boolean => best >= 0.4 && asked.own.some((one) => one.text === word && isTold(one));
  const isTold = (one: AskedTerm): boolean =>
    top !== undefined && one.terms.some(([term]) => covers(top.entry, term, part));
  const isNamed = (one: AskedTerm): boolean =>
    topic !== undefined && one.terms.some(([term]) => part.topicTerms[topic]?.has(term) === true);
  const everyday = asked.everyday.filter((word) => !namedText.has(word) && !isIn(word));
  const matched = asked.own.filter((one) => isTold(one) || isNamed(one));
  const foreign =
    others.size - told.length > 0 ||
    (others.size > 0 &&
      !ours &&
      (best < 0.5 || asked.own.filter((one) => one.place === undefined && isTold(one)).length < 2) &&
      !isOfTopic);
  const rare = asked.own.filter((one) => !isCommon(one));
  const unknown = rare.filter(({ isKnown }) => !isKnown);
  return [
    topic === undefined ? 0 : Math.min(2, topics[topic] ?? 0),
    Math.log(1 + asked.own.length),
    Math.min(2, named.length),
    foreign && !ours ? 1 : 0,
    foreign && ours ? 1 : 0,
    Math.min(3, everyday.length),
    best * (Math.max(0, ...matched.map(({ idf }) => idf)) / 7),
    unknown.reduce((sum, { idf }) => sum + idf, 0) / (all || 1),
    Math.min(4, unknown.length),
    asked.range === undefined ? 0 : 1,
    Math.min(3, rare.filter((one) => matched.includes(one)).length),
    /\p{Script=Han}/u.test(asked.text) ? 1 : 0,
  ];
}

const isCommon = ({ text, key }: AskedTerm): boolean =>
  (ENGLISH.has(text) && ENGLISH.get(text) !== 'everyday') ||
  (ENGLISH.has(key) && ENGLISH.get(key) !== 'everyday') ||
  (kindOfChinese(text) !== undefined && kindOfChinese(text) !== 'everyday');

const covers = ({ fields }: Entry, term: number, { reader }: Part): boolean =>
  fields.some(
    ([text, weight]) => weight >= 0.5 && text !== undefined && text !== '' && reader.read(text).includes(term),
  );

/** What each of these counts, fitted by logistic regression to the open sets of questions. */
const WEIGHTS = [1.17, 2.19, 0.46, -5.09, -2.42, -2.37, 0.28, -1.36, -0.75, 3.29, 0.6, -0.97] as const;
const BIAS = -3.71;

const sureness = (features: readonly number[]): number =>
  1 / (1 + Math.exp(-features.reduce((sum, one, at) => sum + one * (WEIGHTS[at] ?? 0), BIAS)));
