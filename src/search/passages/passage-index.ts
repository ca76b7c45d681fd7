/** The index of passages: the statements, which several topics may share, and the gaps of each topic. */
import { termsOf } from './terms.ts';
import type { PartyNames } from '../parties.ts';
import type { Brief, Source, Statement, Translated } from '../../records/schema.ts';

/** A statement, or a gap of a topic by its number in the record, with the topics that have it. */
export type Passage = { readonly topics: readonly number[] } & (
  | { readonly statement: Statement; readonly gap?: undefined }
  | { readonly statement?: undefined; readonly gap: number }
);

/** The passages that have a term in ascending order, what it adds to the score of each, and how telling the term is: 1 where one passage alone has it. */
export type PassagePostings = { readonly at: Uint32Array; readonly scores: Float32Array; readonly rarity: number };

/** Returns whether a passage has the term of some postings. */
export function hasPassage({ at }: PassagePostings, passage: number): boolean {
  let low = 0;
  for (let high = at.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < passage) low = middle + 1;
    else high = middle;
  }
  return at[low] === passage;
}

export type PassageIndex = {
  readonly passages: readonly Passage[];
  readonly terms: ReadonlyMap<string, PassagePostings>;
  /** The passages of each topic, its statements first. */
  readonly byTopic: readonly (readonly number[])[];
  /** The terms of each topic's title. */
  readonly titles: readonly ReadonlySet<string>[];
  /** The English words of the passages without their plural endings. */
  readonly words: ReadonlySet<string>;
};

/** How often each field of a statement counts. */
const WEIGHT = { text: 1, name: 0.8, title: 0.35 } as const;
// The usual constants of BM25.
const SATURATION = 1.2;
const LENGTH = 0.5;

type GrowingPostings = Map<string, { readonly at: number[]; readonly counts: number[] }>;

/** Returns the index of the passages of some topics; `sources` are the documents of their statements, as far as they are at hand. */
export function createPassageIndex(
  briefs: readonly Brief[],
  partyNames: PartyNames,
  sources: ReadonlyMap<string, Source>,
): PassageIndex {
  const passages: Passage[] = [];
  const lengths: number[] = [];
  const growing: GrowingPostings = new Map();
  const words = new Set<string>();
  const titles = new Map<string, readonly string[]>();
  const see = (word: string): void => {
    if (word.length > 3) words.add(word);
  };
  const add = (passage: Passage, fields: readonly (readonly [readonly string[], number])[]): void => {
    const counts = new Map<string, number>();
    for (const [terms, weight] of fields) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + weight);
    const number = passages.push(passage) - 1;
    let length = 0;
    for (const [term, count] of counts) {
      length += count;
      let postings = growing.get(term);
      if (postings === undefined) growing.set(term, (postings = { at: [], counts: [] }));
      postings.at.push(number);
      postings.counts.push(count);
    }
    lengths.push(length);
  };
  const both = ({ en, zh = '' }: Translated): string[] => [
    ...termsOf(en, partyNames, see),
    ...termsOf(zh, partyNames, see),
  ];
  const titleOf = (id: string): readonly string[] => {
    let terms = titles.get(id);
    if (terms === undefined) {
      const source = sources.get(id);
      terms = source === undefined ? [] : [...both(source.title), ...both(source.publisher)];
      titles.set(id, terms);
    }
    return terms;
  };

  const byTopic: number[][] = briefs.map(() => []);
  const topics = topicsOfStatements(briefs);
  for (const [statement, its] of topics) {
    const fields = [
      [both(statement.text), WEIGHT.text],
      [namesIn(statement, sources).flatMap(both), WEIGHT.name],
      [titleOf(statement.document), WEIGHT.title],
    ] as const;
    for (const topic of its) byTopic[topic]?.push(passages.length);
    add({ statement, topics: its }, fields);
  }
  for (const [topic, { gaps }] of briefs.entries())
    for (const [gap, { text }] of gaps.entries()) {
      byTopic[topic]?.push(passages.length);
      add({ gap, topics: [topic] }, [[both(text), WEIGHT.text]]);
    }
  const own = briefs.map(({ title }) => new Set(both(title)));
  return { passages, terms: postingsOf(growing, lengths), byTopic, titles: own, words };
}

/** One statement stands in the lists of several topics. */
function topicsOfStatements(briefs: readonly Brief[]): ReadonlyMap<Statement, readonly number[]> {
  const byId = new Map<string, { readonly statement: Statement; readonly topics: number[] }>();
  for (const [topic, { statements }] of briefs.entries())
    for (const statement of statements) {
      const before = byId.get(statement.id);
      if (before === undefined) byId.set(statement.id, { statement, topics: [topic] });
      else before.topics.push(topic);
    }
  return new Map([...byId.values()].map(({ statement, topics }) => [statement, topics]));
}

/** Who and what a statement names in fields of its own. */
function namesIn(statement: Statement, sources: ReadonlyMap<string, Source>): readonly Translated[] {
  switch (statement.kind) {
    case 'position':
      return [statement.speaker, ...(statement.other === undefined ? [] : [statement.other])];
    case 'measure':
      return [statement.instrument];
    case 'commitment':
    case 'reported-fact':
      return [];
    default: {
      if (!Array.isArray(statement.by)) return [statement.by.name];
      const { by } = statement;
      const authors = sources.get(statement.document)?.authors ?? [];
      return authors.filter(({ id }) => by.includes(id)).map(({ name }) => name);
    }
  }
}

function postingsOf(growing: GrowingPostings, lengths: readonly number[]): ReadonlyMap<string, PassagePostings> {
  const total = lengths.length;
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, total);
  const most = Math.log(1 + total);
  const terms = new Map<string, PassagePostings>();
  for (const [term, { at, counts }] of growing) {
    const rarity = Math.log(1 + total / at.length) / most;
    const scores = counts.map((count, index) => {
      const length = 1 - LENGTH + LENGTH * ((lengths[at[index] ?? 0] ?? 0) / average);
      return (rarity * count * (SATURATION + 1)) / (count + SATURATION * length);
    });
    terms.set(term, { at: Uint32Array.from(at), scores: Float32Array.from(scores), rarity });
  }
  return terms;
}
