/** The index of the briefs: which words, pairs of Chinese characters and whole names lead to which of them. */
import { BOTH, createPlaces, type Places } from './find-places.ts';
import { createVocabulary, mend, type Postings, type Vocabulary } from './find-vocabulary.ts';
import { segment, type KnownChinese, type Piece } from './find-segment.ts';
import type { Brief, Relationship } from './schema.ts';
import { simplified } from './words-chinese.ts';
import { lengths } from './words.ts';

export type Index = Vocabulary & {
  readonly briefs: readonly Brief[];
  readonly places: Places;
  /** Whole names (id, titles, aliases) and the briefs that have them. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** Whole questions and the briefs that have them. */
  readonly questions: ReadonlyMap<string, readonly number[]>;
  /** For each brief the terms of each of its names. */
  readonly nameTerms: readonly (readonly (readonly string[])[])[];
  /** For each brief the codes of places that its names mention. */
  readonly covered: readonly ReadonlySet<string>[];
  /** What of Chinese the briefs know. */
  readonly chinese: KnownChinese;
  /** The number of pieces of the longest name by its first piece. */
  readonly nameLengths: ReadonlyMap<string, number>;
};

/** How much a word tells by where it stands. */
export const WEIGHT = { wholeName: 1.25, title: 1, name: 0.75, summary: 0.5, question: 0.5 };
/** A Chinese word of three characters is two pairs, which together tell little more than the one pair of a word of two. */
const SHARED = 0.6;

/** Names of more pieces are found by their words only. */
const LONGEST_NAME = 16;
/** Longer names are not written as one word. */
const MOST_JOINED = 4;

/** The key of a row of pieces: the same for a name and for the same name inside a question. */
export const rowKey = (row: readonly Piece[]): string => row.map((piece) => piece.key).join(' ');

/** Returns the names of a brief in both languages: id, titles and aliases. */
export function namesOf(brief: Brief): string[] {
  const { title, aliases } = brief;
  return [brief.id, title.en, ...(title.zh === undefined ? [] : [title.zh]), ...aliases.en, ...(aliases.zh ?? [])];
}

/** Returns the index of some briefs. */
export function createIndex(briefs: readonly Brief[], relationships: readonly Relationship[]): Index {
  const places = createPlaces(relationships);
  const terms = new Map<string, Postings>();
  const names = new Map<string, number[]>();
  const questions = new Map<string, number[]>();
  const joined = new Map<string, readonly string[]>();
  const covered: Set<string>[] = [];
  const nameTerms: (readonly string[])[][] = [];
  const nameLengths = new Map<string, number>();

  const chineseNames = new Set(
    briefs
      .flatMap(namesOf)
      .filter((name) => /^\p{Script=Han}+$/u.test(name))
      .map(simplified),
  );
  const longest = lengths(chineseNames);
  const isName = { has: (expression: string) => chineseNames.has(expression), longest };
  for (const [at, brief] of briefs.entries()) {
    const ours = new Set(places.parties.get(brief.relationship));
    const theirs = new Set<string>();
    const lists: (readonly string[])[] = [];
    const weights = new Map<string, number>();
    for (const name of namesOf(brief)) {
      const row = segment(name, places, undefined, isName);
      // A name that is nothing but a place's own name would make every mention of the place a match.
      if (row.some((piece) => piece.place?.bare !== true)) claim(names, rowKey(row), at);
      raise(nameLengths, row[0]?.key ?? '', Math.min(row.length, LONGEST_NAME));
      const told = contentOf(row, ours);
      const weight = nameWeight(row, told, name === brief.title.en || name === brief.id);
      for (const { key } of told) raise(weights, key, weight);
      for (const [index, piece] of told.entries()) {
        const next = told[index + 1];
        if (next !== undefined && !piece.chinese && !next.chinese)
          joined.set(`${piece.text}${next.key}`, [piece.key, next.key]);
      }
      if (
        row.length > 1 &&
        row.length <= MOST_JOINED &&
        row.every((piece) => !piece.chinese && piece.place?.bare !== true)
      ) {
        joined.set(
          `${row
            .slice(0, -1)
            .map((piece) => piece.text)
            .join('')}${row.at(-1)?.key}`,
          row.map((piece) => piece.key),
        );
      }
      for (const piece of row) for (const code of piece.place?.codes ?? []) if (!ours.has(code)) theirs.add(code);
      if (told.length > 0) lists.push([...new Set(told.map(({ key }) => key))]);
    }
    covered.push(theirs);
    nameTerms.push(lists);
    post(terms, weights, at, true);
  }
  for (const postings of terms.values()) postings.rarity = rarity(postings.briefs.length, briefs.length);
  const vocabulary = createVocabulary(terms, joined);
  const knows = { has: (expression: string) => terms.has(expression) || chineseNames.has(expression), longest };
  for (const [at, brief] of briefs.entries()) {
    const ours = new Set(places.parties.get(brief.relationship));
    const named = new Set(nameTerms[at]?.flat());
    const weights = new Map<string, number>();
    const tell = (text: string, weight: number): string => {
      // People misspell, and so do the questions that they are shown as: a slip is no word of its own.
      const row = mend(segment(text, places, undefined, knows), vocabulary);
      for (const { key } of contentOf(row, ours)) if (key.length > 1 && !named.has(key)) raise(weights, key, weight);
      return rowKey(row);
    };
    for (const text of [brief.summary.en, brief.summary.zh ?? '']) tell(text, WEIGHT.summary);
    for (const text of [...brief.questions.en, ...(brief.questions.zh ?? [])])
      claim(questions, tell(text, WEIGHT.question), at);
    post(terms, weights, at, false);
  }
  for (const postings of terms.values()) {
    if (!postings.named) postings.rarity = rarity(postings.briefs.length, briefs.length);
    order(postings);
  }

  return { ...vocabulary, briefs, places, names, questions, nameTerms, covered, nameLengths, chinese: knows };
}

/** The pieces that tell what a text is about: neither a party's bare name nor filler. */
function contentOf(row: readonly Piece[], ours: ReadonlySet<string>): readonly Piece[] {
  return row.filter(
    (piece) =>
      piece.sort !== 'filler' &&
      !(piece.key.startsWith('@') && piece.place?.codes.every((code) => ours.has(code) || code === BOTH) === true),
  );
}

function claim(table: Map<string, number[]>, key: string, brief: number): void {
  const before = table.get(key);
  if (before === undefined) table.set(key, [brief]);
  else if (before.at(-1) !== brief) before.push(brief);
}

function nameWeight(row: readonly Piece[], told: readonly Piece[], title: boolean): number {
  if (told.every((piece) => piece.chinese)) return WEIGHT.wholeName / told.length ** SHARED;
  return row.length === 1 ? WEIGHT.wholeName : title ? WEIGHT.title : WEIGHT.name;
}

const raise = (weights: Map<string, number>, key: string, weight: number): void =>
  void weights.set(key, Math.max(weights.get(key) ?? 0, weight));

function post(terms: Map<string, Postings>, weights: ReadonlyMap<string, number>, brief: number, named: boolean): void {
  for (const [key, weight] of weights) {
    let postings = terms.get(key);
    if (postings === undefined) terms.set(key, (postings = { briefs: [], weights: [], rarity: 1, named: false }));
    postings.briefs.push(brief);
    postings.weights.push(weight);
    if (named) postings.named = true;
  }
}

/** Names were posted first and questions after them: both in order, but not together. */
function order(postings: Postings): void {
  const { briefs, weights } = postings;
  if (briefs.every((brief, at) => at === 0 || (briefs[at - 1] ?? 0) < brief)) return;
  const sorted = briefs.map((brief, at) => [brief, weights[at] ?? 0] as const).toSorted(([a], [b]) => a - b);
  postings.briefs = sorted.map(([brief]) => brief);
  postings.weights = sorted.map(([, weight]) => weight);
}

/** 1 for a word of one brief, falling as more briefs have it in their names; a word of questions only is counted by those. */
const rarity = (briefs: number, total: number): number => Math.log(1 + total / briefs) / Math.log(1 + total);
