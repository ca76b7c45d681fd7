/** The vocabulary of the briefs, and the correction of typed words to it. */
import { ENGLISH } from './lexicon/lexicon.ts';
import { SYNONYMS } from './lexicon/synonyms.ts';
import type { Segment } from './segment.ts';
import { createSpelling, type Spelling } from './spelling.ts';
import { root } from '../shared/text.ts';

/** The briefs that a word leads to in ascending order, how strongly each, how rare the word is (1 for a word of one brief only), and whether a name has it. */
export type Postings = { briefs: number[]; weights: number[]; rarity: number; named: boolean };

/** Returns how strongly a word leads to a brief, 0 if it does not. */
export function weightIn(postings: Postings | undefined, brief: number): number {
  if (postings === undefined) return 0;
  const { briefs, weights } = postings;
  let low = 0;
  for (let high = briefs.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((briefs[middle] ?? 0) < brief) low = middle + 1;
    else high = middle;
  }
  return briefs[low] === brief ? (weights[low] ?? 0) : 0;
}

export type Vocabulary = {
  readonly terms: ReadonlyMap<string, Postings>;
  /** Words by their common root. */
  readonly roots: ReadonlyMap<string, readonly string[]>;
  /** Words that names have side by side, under both written together. */
  readonly compounds: ReadonlyMap<string, readonly string[]>;
  /** Words that statements have, without their plural endings. */
  readonly words: ReadonlySet<string>;
  readonly spelling: Spelling;
  /** Returns up to three words of names that begin with a beginning of five letters or more. */
  readonly beginning: (typed: string) => readonly string[];
};

/** Words written together and misspelt besides are rare, and of many names they would be most of what is kept. */
const MAX_COMPOUNDS = 20_000;

/** Returns the vocabulary of names; the terms may grow afterwards, what is derived from them stays that of names. */
export function createVocabulary(
  terms: ReadonlyMap<string, Postings>,
  compounds: ReadonlyMap<string, readonly string[]>,
  words: ReadonlySet<string> = new Set(),
): Vocabulary {
  const roots = new Map<string, string[]>();
  for (const term of terms.keys()) {
    if (!/^[a-z]{4,}$/u.test(term)) continue;
    const key = root(term);
    const before = roots.get(key);
    if (before === undefined) roots.set(key, [term]);
    else before.push(term);
  }
  return {
    terms,
    roots,
    compounds,
    words,
    spelling: createSpelling(
      new Set([
        ...terms.keys(),
        ...(compounds.size > MAX_COMPOUNDS ? [] : compounds.keys()),
        ...ENGLISH.keys(),
        ...words,
      ]),
    ),
    beginning: createBeginning(terms.keys()),
  };
}

function createBeginning(terms: Iterable<string>): (typed: string) => readonly string[] {
  const sorted = [...terms].filter((term) => /^[a-z]{6,}$/u.test(term)).toSorted();
  return (typed) => {
    if (typed.length < 5) return [];
    let low = 0;
    for (let high = sorted.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < typed) low = middle + 1;
      else high = middle;
    }
    return sorted.slice(low, low + 3).filter((term) => term.startsWith(typed));
  };
}

/** Of a row of gibberish so many words are looked up for what they were meant to be. */
const MAX_CORRECTED = 25;

/** Returns a row of pieces with words written together or apart as names have them, and with spelling errors corrected, at most `mostCorrected`. */
export function correct(row: readonly Segment[], index: Vocabulary, mostCorrected = MAX_CORRECTED): Segment[] {
  const corrected: Segment[] = [];
  let remaining = mostCorrected;
  for (let at = 0; at < row.length; at += 1) {
    const piece = row[at];
    const next = row[at + 1];
    if (piece === undefined) break;
    if (piece.chinese || piece.country !== undefined) {
      corrected.push(piece);
      continue;
    }
    if (
      next !== undefined &&
      !next.chinese &&
      next.country === undefined &&
      !(index.terms.has(piece.key) && index.terms.has(next.key))
    ) {
      const together = index.terms.get(`${piece.text}${next.key}`);
      if (together?.named === true && piece.text.length + next.key.length > 4) {
        corrected.push({ text: `${piece.text} ${next.text}`, key: `${piece.text}${next.key}`, chinese: false });
        at += 1;
        continue;
      }
    }
    if (remaining === 0 || !isUnknown(piece, index)) {
      corrected.push(piece);
      continue;
    }
    remaining -= 1;
    corrected.push(...correctWord(piece, index));
  }
  return corrected;
}

const isUnknown = (piece: Segment, index: Vocabulary): boolean =>
  piece.kind === undefined &&
  !index.terms.has(piece.key) &&
  !index.words.has(piece.key) &&
  !SYNONYMS.has(piece.key.length < 4 ? piece.key : root(piece.key)) &&
  (!index.roots.has(root(piece.key)) || misspeltNames(piece, index).length > 0);

/** The names that a word as typed is one slip away from: its singular may be further off, "congre" from "congress". */
function misspeltNames(piece: Segment, index: Vocabulary): readonly string[] {
  if (piece.text === piece.key) return [];
  return index.spelling.correct(piece.text).filter((word) => index.terms.get(word)?.named === true);
}

function correctWord(piece: Segment, index: Vocabulary): Segment[] {
  const apart = (word: string): Segment[] | undefined =>
    index.compounds.get(word)?.map((key) => ({ text: piece.text, key, chinese: false, kind: ENGLISH.get(key) }));
  const parts = apart(piece.key);
  if (parts !== undefined) return parts;
  const named = misspeltNames(piece, index);
  const corrections = named.length > 0 ? named : index.spelling.correct(piece.key);
  // A brief's word is the likelier meaning than a word that nothing here is about.
  const best =
    corrections.find((word) => index.terms.get(word)?.named) ??
    corrections.find((word) => index.terms.has(word) || index.words.has(word)) ??
    corrections[0];
  if (best === undefined) return [piece];
  const split = apart(best);
  if (split !== undefined && !index.terms.has(best)) return split;
  const kind = ENGLISH.get(best);
  // The beginning of a brief's word, or another letter, is likelier than a slip in a common word: "changer" is not "changed".
  const known = index.terms.has(best) || index.words.has(best);
  if (!known && (isOtherLetter(piece.key, best) || index.beginning(piece.key).length > 0)) return [piece];
  // An unknown word may resemble an everyday one by chance; that it is unknown says enough.
  return kind === 'everyday' && !known ? [piece] : [{ text: piece.text, key: best, chinese: false, kind }];
}

const isOtherLetter = (word: string, other: string): boolean =>
  word.length === other.length && Array.from(word).toSorted().join('') !== Array.from(other).toSorted().join('');
