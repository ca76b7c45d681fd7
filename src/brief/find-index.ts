/** The index of the briefs: which words, pairs of Chinese characters and whole names lead to which of them. */
import { createSpelling, type Spelling } from './find-spelling.ts';
import { createPlaces, type Places } from './find-places.ts';
import { ENGLISH } from './find-lexicon.ts';
import { segment, type Piece } from './find-segment.ts';
import type { Brief, Relationship } from './schema.ts';
import { root } from './words.ts';

/** The briefs that a word leads to, how strongly each, and how rare the word is: 1 for a word of one brief only. */
export type Postings = { readonly briefs: number[]; readonly weights: number[]; rarity: number; named: boolean };

export type Index = {
  readonly briefs: readonly Brief[];
  readonly places: Places;
  readonly terms: ReadonlyMap<string, Postings>;
  /** Words by the root that they share. */
  readonly roots: ReadonlyMap<string, readonly string[]>;
  /** Words that names have side by side, under both written together. */
  readonly joined: ReadonlyMap<string, readonly string[]>;
  /** Whole names (id, titles, aliases) and the briefs that have them. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** Whole questions and the briefs that have them. */
  readonly questions: ReadonlyMap<string, readonly number[]>;
  /** For each brief the terms of each of its names. */
  readonly nameTerms: readonly (readonly (readonly string[])[])[];
  /** For each brief the codes of places that its names mention. */
  readonly covered: readonly ReadonlySet<string>[];
  readonly spelling: Spelling;
  readonly longestName: number;
};

/** How much a word tells by where it stands. */
const WEIGHT = { wholeName: 1.25, name: 1, summary: 0.5, question: 0.5 } as const;

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
  let longestName = 1;

  for (const [at, brief] of briefs.entries()) {
    const ours = new Set(places.parties.get(brief.relationship));
    const theirs = new Set<string>();
    const lists: (readonly string[])[] = [];
    for (const name of namesOf(brief)) {
      const row = segment(name, places);
      claim(names, rowKey(row), at);
      longestName = Math.max(longestName, row.length);
      const told = contentOf(row, ours);
      for (const piece of told) post(terms, piece.key, at, told.length === 1 ? WEIGHT.wholeName : WEIGHT.name);
      for (const [index, piece] of told.entries()) {
        const next = told[index + 1];
        if (next !== undefined && !piece.chinese && !next.chinese) joined.set(`${piece.text}${next.key}`, [piece.key, next.key]);
      }
      for (const piece of row) for (const code of piece.place?.codes ?? []) if (!ours.has(code)) theirs.add(code);
      if (told.length > 0) lists.push([...new Set(told.map(({ key }) => key))]);
    }
    covered.push(theirs);
    nameTerms.push(lists);
  }
  const knows = (expression: string): boolean => terms.has(expression) || names.has([...expression].length > 2 ? chineseKey(expression) : expression);
  for (const [at, brief] of briefs.entries()) {
    const ours = new Set(places.parties.get(brief.relationship));
    const further = [
      [WEIGHT.summary, [brief.summary.en, brief.summary.zh ?? '']],
      [WEIGHT.question, [...brief.questions.en, ...(brief.questions.zh ?? [])]],
    ] as const;
    for (const [weight, texts] of further) {
      for (const text of texts) {
        const row = segment(text, places, undefined, knows);
        if (weight === WEIGHT.question) claim(questions, rowKey(row), at);
        for (const piece of contentOf(row, ours)) if (piece.sort !== 'filler' && piece.key.length > 1) post(terms, piece.key, at, weight);
      }
    }
  }
  weigh(terms, briefs.length);

  const roots = new Map<string, string[]>();
  for (const [term, { named }] of terms) {
    if (!named || !/^[a-z]{4,}$/u.test(term)) continue;
    const key = root(term);
    roots.set(key, [...(roots.get(key) ?? []), term]);
  }
  const spelling = createSpelling(new Set([...terms.keys(), ...joined.keys(), ...ENGLISH.keys()]));
  return { briefs, places, terms, roots, joined, names, questions, nameTerms, covered, spelling, longestName };
}

/** The key that a name of more than two Chinese characters has in the table of names. */
const chineseKey = (expression: string): string => [...expression].slice(1).map((character, index) => `${[...expression][index]}${character}`).join(' ');

/** The pieces that tell what a text is about: neither a party's bare name nor filler, unless there is nothing else. */
function contentOf(row: readonly Piece[], ours: ReadonlySet<string>): readonly Piece[] {
  const told = row.filter((piece) => !(piece.place?.bare === true && piece.place.codes.every((code) => ours.has(code) || code === 'both')));
  return told.filter((piece) => piece.sort !== 'filler');
}

function claim(table: Map<string, number[]>, key: string, brief: number): void {
  const before = table.get(key);
  if (before === undefined) table.set(key, [brief]);
  else if (!before.includes(brief)) before.push(brief);
}

function post(terms: Map<string, Postings>, key: string, brief: number, weight: number): void {
  let postings = terms.get(key);
  if (postings === undefined) terms.set(key, (postings = { briefs: [], weights: [], rarity: 1, named: false }));
  if (weight >= WEIGHT.name) postings.named = true;
  const { briefs, weights } = postings;
  // Names come before questions, so a brief may stand anywhere in the list, but within one pass it is the last.
  const at = briefs.at(-1) === brief ? briefs.length - 1 : weight >= WEIGHT.name ? -1 : placeOf(briefs, brief);
  if (at < 0) {
    briefs.push(brief);
    weights.push(weight);
  } else weights[at] = Math.max(weights[at] ?? 0, weight);
}

function placeOf(briefs: readonly number[], brief: number): number {
  // The first pass left the list in ascending order; what the second adds stands behind it, ascending too.
  return briefs.length > 200 ? briefs.lastIndexOf(brief) : briefs.indexOf(brief);
}

function weigh(terms: ReadonlyMap<string, Postings>, total: number): void {
  for (const postings of terms.values()) {
    const strong = postings.weights.filter((weight) => weight >= WEIGHT.name).length || postings.briefs.length;
    postings.rarity = Math.log(1 + total / strong) / Math.log(1 + total);
  }
}
