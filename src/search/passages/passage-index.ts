/** The index of passages: the statements, which several topics may share, and the gaps of each topic. */
import { createTermReader, termsOf } from './terms.ts';
import type { PartyNames } from '../parties.ts';
import type { Brief, Source, Statement, Translated } from '../../records/schema.ts';

/** A statement, or a gap of a topic by its number in the record, with the topics that have it. */
export type Passage = { readonly topics: readonly number[] } & (
  | { readonly statement: Statement; readonly gap?: undefined }
  | { readonly statement?: undefined; readonly gap: number }
);

/** The passages that have a term in ascending order, what it adds to the score of each, and how telling the term is: 1 where one passage alone has it. */
export type PassagePostings = { readonly at: Uint32Array; readonly scores: Float32Array; readonly rarity: number };

type PassageTerms = {
  readonly has: (term: string) => boolean;
  readonly get: (term: string) => PassagePostings | undefined;
};

/** Returns whether a passage has the term of some postings. */
export const hasPassage = (postings: PassagePostings, passage: number): boolean => placeOf(postings, passage) >= 0;

/** Returns the place of a passage among some postings, -1 where it has not their term. */
export function placeOf({ at }: PassagePostings, passage: number): number {
  let low = 0;
  for (let high = at.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < passage) low = middle + 1;
    else high = middle;
  }
  return at[low] === passage ? low : -1;
}

export type PassageIndex = {
  readonly passages: readonly Passage[];
  readonly terms: PassageTerms;
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

/** The terms of all passages one after the other, and how often each occurs there by weight; where each passage ends, and how long it is. */
type Counted = {
  readonly terms: number[];
  readonly counts: number[];
  readonly ends: number[];
  readonly lengths: number[];
};

/** Builds the index of the passages of some topics; `sources` are the documents of their statements, as far as they are at hand. */
export function createPassageIndex(
  briefs: readonly Brief[],
  partyNames: PartyNames,
  sources: ReadonlyMap<string, Source>,
): PassageIndex {
  const known = createTermReader(partyNames);
  const passages: Passage[] = [];
  const reader = known.begin();
  const counted: Counted = { terms: [], counts: [], ends: [], lengths: [] };
  /** Where the term of each number was counted last. */
  const places: number[] = [];
  const add = (passage: Passage, fields: readonly (readonly [readonly number[], number])[]): void => {
    const { terms, counts, ends, lengths } = counted;
    const from = terms.length;
    let length = 0;
    for (const [field, weight] of fields)
      for (const term of field) {
        const place = places[term] ?? -1;
        length += weight;
        if (place >= from) counts[place] = (counts[place] ?? 0) + weight;
        else {
          places[term] = terms.push(term) - 1;
          counts.push(weight);
        }
      }
    passages.push(passage);
    ends.push(terms.length);
    lengths.push(length);
  };
  const both = ({ en, zh }: Translated): readonly number[] =>
    zh === undefined ? reader.read(en) : [...reader.read(en), ...reader.read(zh)];
  /** Names and titles occur in many statements. */
  const named = new Map<string, readonly number[]>();
  const nameOf = (name: Translated): readonly number[] => {
    const key = `${name.en}\n${name.zh ?? ''}`;
    let terms = named.get(key);
    if (terms === undefined) named.set(key, (terms = both(name)));
    return terms;
  };
  const titleOf = (id: string): readonly number[] => {
    const source = sources.get(id);
    return source === undefined ? [] : [...nameOf(source.title), ...nameOf(source.publisher)];
  };

  const byTopic: number[][] = briefs.map(() => []);
  const topics = topicsOfStatements(briefs);
  for (const [statement, its] of topics) {
    const fields = [
      [both(statement.text), WEIGHT.text],
      [namesIn(statement, sources).flatMap(nameOf), WEIGHT.name],
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
  const terms = termsOfPassages(counted, known.numbers);
  const titles = briefs.map(
    ({ title }) => new Set([...termsOf(title.en, partyNames), ...termsOf(title.zh ?? '', partyNames)]),
  );
  return { passages, terms, byTopic, titles, words: reader.end() };
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

/** Returns the postings of all terms: two arrays have them one after the other, of which a term's own part is cut where it is asked for. */
function termsOfPassages(
  { terms, counts, ends, lengths }: Counted,
  numbers: ReadonlyMap<string, number>,
): PassageTerms {
  const total = lengths.length;
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, total);
  const most = Math.log(1 + total);
  // Where the postings of each term begin; the place behind a term's last one while they are filled in.
  const { size } = numbers;
  const starts = new Uint32Array(size + 1);
  for (const term of terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  const rarities = new Float64Array(size);
  for (let term = 0; term < size; term += 1) {
    rarities[term] = Math.log(1 + total / Math.max(1, starts[term + 1] ?? 0)) / most;
    starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  }
  const next = starts.slice();
  const at = new Uint32Array(terms.length);
  const scores = new Float32Array(terms.length);
  let entry = 0;
  for (let passage = 0; passage < total; passage += 1) {
    const saturation = SATURATION * (1 - LENGTH + LENGTH * ((lengths[passage] ?? 0) / average));
    for (const end = ends[passage] ?? 0; entry < end; entry += 1) {
      const term = terms[entry] ?? 0;
      const count = counts[entry] ?? 0;
      const place = next[term] ?? 0;
      next[term] = place + 1;
      at[place] = passage;
      scores[place] = ((rarities[term] ?? 0) * count * (SATURATION + 1)) / (count + saturation);
    }
  }
  const cut = new Map<number, PassagePostings>();
  const count = (term: string): number => {
    const number = numbers.get(term);
    // Numbers given later are of texts that another index has.
    return number === undefined || number >= size ? 0 : (starts[number + 1] ?? 0) - (starts[number] ?? 0);
  };
  return {
    // A term of a text that is gone has a number still, and no passage.
    has: (term) => count(term) > 0,
    get: (term) => {
      const number = numbers.get(term);
      if (number === undefined || count(term) === 0) return undefined;
      let postings = cut.get(number);
      if (postings === undefined) {
        const own = [starts[number], starts[number + 1]] as const;
        postings = { at: at.subarray(...own), scores: scores.subarray(...own), rarity: rarities[number] ?? 0 };
        cut.set(number, postings);
      }
      return postings;
    },
  };
}
