/** Parses a question: the names and countries in it, and the words that no brief contains. */
import { meanings } from './lexicon/synonyms.ts';
import { rowKey, writtenKey, type Index } from './inverted-index.ts';
import { COMMON_CHINESE, EVERYDAY_PHRASES } from './lexicon/lexicon.ts';
import { pairsOfWords } from './passages/score.ts';
import { termOf, withoutPossessives } from './passages/terms.ts';
import { segment, type Segment } from './segment.ts';
import { correct } from './vocabulary.ts';
import { pairs, root } from '../shared/text.ts';

/** A word that occurs in briefs: its index term, the certainty of the match (1 when typed exactly so), and its position. */
export type Hit = { readonly text: string; readonly term: string; readonly certainty: number; readonly at: number };

/** A full name in the question: its briefs, where it begins and ends, and how many content words it has. */
type NameHit = {
  readonly briefs: readonly number[];
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly contentWords: number;
};

/** How a country is mentioned: the keys of its names, whether one is the bare name, and otherwise the words that imply it. */
type CountryHit = { readonly keys: readonly string[]; readonly bare: boolean; readonly cues: readonly string[] };

export type ParsedQuestion = {
  readonly hits: readonly Hit[];
  readonly names: readonly NameHit[];
  /** The countries mentioned by their codes, `both` included. */
  readonly countries: ReadonlyMap<string, CountryHit>;
  /** Unknown words, and everyday words. */
  readonly unknown: readonly string[];
  /** Words that no name of a brief has, and some statement: the terms of each. */
  readonly unnamed: readonly (readonly string[])[];
  readonly everyday: readonly { readonly text: string; readonly term: string }[];
  /** The number of content words in the question. */
  readonly contentWords: number;
};

const MAX_CHARACTERS = 2_000;
const MAX_WORDS = 100;
const QUESTION_LIMIT_WORDS = 60;

/** A reading with its segments, and the briefs that have the whole question as one of theirs, or as a name; whether it is their title or id. */
export type ParsedText = ParsedQuestion & {
  readonly row: readonly Segment[];
  readonly whole: readonly number[];
  readonly isTitle: boolean;
};

/** A clause of a message: its segments, names and countries. */
export type Clause = Pick<ParsedQuestion, 'names' | 'countries'> & { readonly row: readonly Segment[] };

/** Returns the parsed question; text beyond 2,000 characters or 100 words is ignored. */
export function parseQuestion(question: string, index: Index): ParsedText {
  const text = question.slice(0, MAX_CHARACTERS);
  const row = correct(segment(withoutPossessives(text), index.partyNames, MAX_WORDS, index.chinese), index);
  return {
    ...parseWhole(clauseOf(row, index), index, pairsOfWords(text)),
    row,
    whole: wholeOf(row, text, index),
    isTitle: index.titles.has(writtenKey(text)),
  };
}

/** Returns a clause of a message, which is taken as it is spelt. */
export function parseClause(clause: string, index: Index): Clause {
  return clauseOf(correct(segment(clause, index.partyNames, MAX_WORDS, index.chinese), index, 0), index);
}

const clauseOf = (row: readonly Segment[], index: Index): Clause => ({
  row,
  names: namesIn(row, index),
  countries: countriesIn(row),
});

/** Returns the reading of a clause; of its pairs of Chinese characters, those that stand within a word are `whole`, all where it is left out. */
export function parseWhole(
  { row, names, countries }: Clause,
  index: Index,
  whole?: ReadonlySet<string>,
): ParsedQuestion {
  const hits: Hit[] = [];
  const unknown: string[] = [];
  const unnamed: (readonly string[])[] = [];
  const everyday: { text: string; term: string }[] = [];
  let contentWords = 0;
  for (const [at, piece] of row.entries()) {
    if (
      piece.kind === 'filler' ||
      (piece.key.length < 2 && !index.terms.has(piece.key)) ||
      (isNumber(piece) && !index.terms.has(piece.key)) ||
      contentWords >= QUESTION_LIMIT_WORDS
    )
      continue;
    const ours = piece.country !== undefined;
    if (piece.kind === 'everyday') everyday.push({ text: piece.text, term: piece.key });
    contentWords += ours && piece.country.bare ? 0 : 1;
    const hit = resolve(piece, at, index);
    if (hit.length > 0) hits.push(...hit);
    else if (!ours && piece.kind === undefined && !piece.chinese) {
      if (isInPassages(piece, index)) unnamed.push(meanings(termOf(piece.key)));
      else unknown.push(piece.text);
    } else if (ours && !piece.country.bare && !piece.key.startsWith('@') && !isInPassages(piece, index)) {
      // Who or what stands for a party, and is told of nowhere: 新疆 beside 棉花.
      if (row[at - 1]?.country !== piece.country) unknown.push(piece.text);
    }
  }
  for (const stretch of unknownChinese(row, index, whole)) {
    const known = pairs(stretch)
      .flatMap(meanings)
      .filter((pair) => index.passages.terms.has(pair));
    if (known.length > 0) unnamed.push(known);
    else unknown.push(stretch);
  }
  everyday.push(...everydayPhrases(row));
  return { hits, names, countries, unknown, unnamed, everyday, contentWords };
}

const isInPassages = (piece: Segment, { passages, words }: Index): boolean =>
  words.has(piece.key) || meanings(termOf(piece.key)).some((term) => passages.terms.has(term));

/** Returns the words of everyday matters in a clause that stand in no name of a brief. */
export function everydayIn({ row, names }: Clause): readonly string[] {
  const isNamed = (at: number): boolean => names.some(({ from, to }) => from <= at && at < to);
  const words = row.flatMap(({ kind, text }, at) => (kind === 'everyday' && !isNamed(at) ? [text] : []));
  return [...words, ...everydayPhrases(row).map(({ text }) => text)];
}

function countriesIn(row: readonly Segment[]): Map<string, CountryHit> {
  const countries = new Map<string, CountryHit>();
  for (const { key, country } of row) {
    for (const code of country?.codes ?? []) {
      const before = countries.get(code) ?? { keys: [], bare: false, cues: [] };
      countries.set(code, {
        keys: [...before.keys, key],
        bare: before.bare || country?.bare === true,
        cues: country?.bare === true ? before.cues : [...before.cues, key],
      });
    }
  }
  return countries;
}

/** Phrases such as "near me", whose words say nothing one by one. */
function everydayPhrases(row: readonly Segment[]): { text: string; term: string }[] {
  return row.flatMap((piece, at) =>
    (EVERYDAY_PHRASES.get(piece.text) ?? [])
      .filter((phrase) =>
        phrase.every((word, index) => row[at + index]?.text === word || row[at + index]?.key === word),
      )
      .map((phrase) => ({ text: phrase.join(' '), term: phrase.join(' ') })),
  );
}

const isNumber = (piece: Segment): boolean => /^\d+(?:st|nd|rd|th)?$/u.test(piece.key);

/** The terms that a piece leads to: itself and its relatives by root, else words that it begins. */
function resolve(piece: Segment, at: number, index: Index): Hit[] {
  const corrected =
    !piece.chinese &&
    !piece.key.startsWith('@') &&
    piece.text !== piece.key &&
    !piece.text.startsWith(piece.key.slice(0, -1));
  const certainty = corrected ? 0.85 : 1;
  const hits: Hit[] = index.terms.has(piece.key) ? [{ text: piece.text, term: piece.key, certainty, at }] : [];
  if (piece.chinese || (hits.length === 0 && (piece.kind === 'everyday' || piece.kind === 'neutral'))) return hits;
  for (const term of (index.roots.get(root(piece.key)) ?? []).slice(0, 5))
    if (term !== piece.key) hits.push({ text: piece.text, term, certainty: certainty * 0.8, at });
  return hits.length > 0
    ? hits
    : index.beginning(piece.key).map((term) => ({ text: piece.text, term, certainty: 0.7, at }));
}

/** Every whole name in the question, without those that lie inside a longer one. */
function namesIn(row: readonly Segment[], index: Index): NameHit[] {
  const found: NameHit[] = [];
  let reached = 0;
  for (let from = 0; from < row.length; from += 1) {
    let key = '';
    let longest: { readonly briefs: readonly number[]; readonly to: number } | undefined;
    const most = index.nameLengths.get(row[from]?.key ?? '') ?? 0;
    for (let to = from + 1; to <= Math.min(row.length, from + most); to += 1) {
      key += `${to > from + 1 ? ' ' : ''}${row[to - 1]?.key ?? ''}`;
      const briefs = index.names.get(key);
      if (briefs !== undefined) longest = { briefs, to };
    }
    if (longest === undefined || longest.to <= reached) continue;
    reached = longest.to;
    const part = row.slice(from, longest.to);
    found.push({
      briefs: longest.briefs,
      text: written(part),
      from,
      to: longest.to,
      contentWords: countContentWords(part),
    });
  }
  return found;
}

/** A row as it was typed: pairs of Chinese characters overlap, and the name of a place may stand beside its own pairs. */
function written(row: readonly Segment[]): string {
  let text = '';
  for (const [at, piece] of row.entries()) {
    const before = row[at - 1];
    if (piece.chinese && piece.key.startsWith('@') && piece.country?.bare !== true) continue;
    if (isPair(piece) && isPair(before) && before?.key.at(-1) === piece.key[0]) text += piece.key.slice(1);
    else text += `${text === '' || piece.chinese ? '' : ' '}${piece.text}`;
  }
  return text;
}

/** Returns the number of content words in a row; two pairs of Chinese characters are about one word. */
function countContentWords(row: readonly Segment[]): number {
  const content = row.filter((piece) => piece.kind !== 'filler' && piece.country?.bare !== true);
  const chinese = content.filter((piece) => piece.chinese).length;
  return content.length - chinese + Math.ceil(chinese / 2);
}

function wholeOf(row: readonly Segment[], question: string, index: Index): readonly number[] {
  const key = rowKey(row);
  return index.written.get(writtenKey(question)) ?? index.names.get(key) ?? index.questions.get(key) ?? [];
}

/** Stretches of two Chinese characters or more of which no brief knows a pair; a single one left over says nothing. */
function unknownChinese(row: readonly Segment[], index: Index, whole: ReadonlySet<string> | undefined): string[] {
  const found: string[] = [];
  let stretch = '';
  const close = (): void => {
    for (const part of stretch.split(COMMON_CHINESE))
      for (let at = 0; at + 1 < part.length; at += 3) found.push(part.slice(at, at + 3));
    stretch = '';
  };
  for (const [at, piece] of row.entries()) {
    const pair = isPair(piece) ? piece.key : '';
    const follows = isPair(row[at - 1]) && row[at - 1]?.key.at(-1) === pair[0];
    const isWithin = whole?.has(pair) !== false;
    if (pair === '' || !isWithin || index.terms.has(pair) || piece.kind !== undefined || piece.country !== undefined) {
      // Its first character belongs to this pair, not to the stretch before it.
      if (follows && isWithin) stretch = stretch.slice(0, -1);
      close();
      continue;
    }
    if (!follows) close();
    const known = follows && index.terms.has(row[at - 1]?.key ?? '');
    stretch += stretch === '' && !known ? pair : pair.slice(1);
  }
  close();
  return found;
}

const isPair = (piece: Segment | undefined): boolean =>
  piece?.chinese === true && piece.key.length === 2 && !piece.key.startsWith('@');
