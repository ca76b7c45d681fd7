/** The index of the briefs of one relationship: which words, pairs of Chinese characters and whole names lead to which of them. */
import { meanings } from './lexicon/synonyms.ts';
import { CHINESE } from './lexicon/lexicon.ts';
import { BOTH, createPartyNames, type PartyNames } from './parties.ts';
import { createSounds } from './sounds.ts';
import { createVocabulary, correct, type Postings, type Vocabulary } from './vocabulary.ts';
import { segment, type KnownChinese, type Segment } from './segment.ts';
import { fullName, shortId } from '../records/catalogue.ts';
import { createPassageIndex, type PassageIndex } from './passages/passage-index.ts';
import type { Brief, Relationship, Source } from '../records/schema.ts';
import { simplified } from '../shared/simplified.ts';
import { lengths, words } from '../shared/text.ts';

/** A name that mentions a country other than the parties: the key of the country, and the terms of the name. */
type CoveringName = { readonly country: string; readonly terms: readonly string[] };

type NameTerms = ReadonlyMap<string, readonly (readonly string[])[]>;

export type Index = Vocabulary & {
  readonly briefs: readonly Brief[];
  readonly partyNames: PartyNames;
  /** What the topics' statements and gaps say. */
  readonly passages: PassageIndex;
  /** Whole names (id, titles, aliases) and the briefs that have them. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** Names as they are written, and their briefs: the only way to tell "anti-China" from "anti-Chinese". */
  readonly written: ReadonlyMap<string, readonly number[]>;
  /** The titles and ids of the briefs, as they are written. */
  readonly titles: ReadonlySet<string>;
  /** Whole questions and the briefs that have them. */
  readonly questions: ReadonlyMap<string, readonly number[]>;
  /** For each brief the terms of each of its names, by the first of them. */
  readonly nameTerms: readonly NameTerms[];
  /** For each brief the names that mention other countries. */
  readonly covered: readonly (readonly CoveringName[])[];
  /** The Chinese words and names that occur in the briefs. */
  readonly chinese: KnownChinese;
  /** The number of pieces of the longest name by its first piece. */
  readonly nameLengths: ReadonlyMap<string, number>;
};

/** The weight of a word by the field it occurs in. */
const WEIGHT = { wholeName: 1.25, title: 1, onlyWord: 0.85, name: 0.75, summary: 0.5, question: 0.5 };
/** A Chinese word of three characters is two pairs, which together weigh little more than the one pair of a word of two. */
const OVERLAPPING_PAIR = 0.6;

/** Names of more pieces are found by their words only. */
const LONGEST_NAME = 16;
/** Longer names are not written as one word. */
const MAX_COMPOUND_WORDS = 4;

/** The key of a row of pieces: the same for a name and for the same name inside a question. */
export const rowKey = (row: readonly Segment[]): string => row.map((piece) => piece.key).join(' ');

/** The key of a text as it is written: case, hyphens and chat markup do not count, the forms of its words do. */
export const writtenKey = (text: string): string =>
  words(text)
    .map((word) => word.text)
    .join(' ');

/** Returns the names of a brief in both languages: id, titles and aliases. */
export function namesOf(brief: Brief): string[] {
  const { title, aliases } = brief;
  return [
    shortId(brief),
    title.en,
    ...(title.zh === undefined ? [] : [title.zh]),
    ...aliases.en,
    ...(aliases.zh ?? []),
  ];
}

/** The index under construction. */
type Growing = {
  readonly partyNames: PartyNames;
  readonly terms: Map<string, Postings>;
  readonly compounds: Map<string, readonly string[]>;
  readonly names: Map<string, number[]>;
  readonly written: Map<string, number[]>;
  readonly titles: Set<string>;
  readonly questions: Map<string, number[]>;
  readonly nameLengths: Map<string, number>;
  readonly nameTerms: NameTerms[];
  readonly covered: (readonly CoveringName[])[];
};

/** Builds the index of briefs of one relationship; `relationships` are all that there are, so that the parties of others are known as such. */
export function createIndex(
  briefs: readonly Brief[],
  relationships: readonly Relationship[],
  sources: ReadonlyMap<string, Source>,
): Index {
  const partyNames = createPartyNames(relationships, briefs[0]?.relationship ?? '');
  const growing: Growing = {
    partyNames,
    terms: new Map(),
    compounds: new Map(),
    names: new Map(),
    written: new Map(),
    titles: new Set(),
    questions: new Map(),
    nameLengths: new Map(),
    nameTerms: [],
    covered: [],
  };
  const { terms, compounds, ...rest } = growing;
  const passages = createPassageIndex(briefs, partyNames, sources);
  const chineseNames = new Set(
    briefs
      .flatMap(namesOf)
      .filter((name) => /^\p{Script=Han}+$/u.test(name))
      .map(simplified),
  );
  const known = {
    isTold: () => false,
    names: chineseNames,
    longest: lengths(chineseNames),
    correct: (run: string) => run,
  };
  // In a name no character is a question particle: 会 in 峰会 is part of the word.
  const onlyNames = { ...known, has: (expression: string) => expression.length === 2 || chineseNames.has(expression) };
  for (const [at, brief] of briefs.entries()) addNames(growing, brief, at, onlyNames);
  for (const postings of terms.values()) postings.rarity = rarity(postings.briefs.length, briefs.length);

  // Names first: what is misspelt or run together in a question is read by the words of all names.
  const vocabulary = createVocabulary(terms, compounds, passages.words);
  const chinese = {
    ...known,
    has: (expression: string) => terms.has(expression) || chineseNames.has(expression),
    isTold: (pair: string) => meanings(pair).some((term) => passages.terms.has(term)),
    correct: createSounds(
      chineseNames,
      (pair) =>
        terms.has(pair) || passages.terms.has(pair) || CHINESE.has(pair) || growing.partyNames.chinese.has(pair),
    ),
  };
  for (const [at, brief] of briefs.entries()) addQuestions(growing, brief, at, vocabulary, chinese);
  for (const postings of terms.values()) {
    if (!postings.named) postings.rarity = rarity(postings.briefs.length, briefs.length);
    order(postings);
  }
  return { ...vocabulary, ...rest, passages, briefs, chinese };
}

/** Returns briefs by relationship, each in the order given. */
export const byRelationship = (briefs: readonly Brief[]): readonly (readonly Brief[])[] => [
  ...Map.groupBy(briefs, ({ relationship }) => relationship).values(),
];

/** Builds the indexes of briefs, one for each relationship: neither what another one calls its topics nor its ambiguous words change what a relationship's own words find. */
export const createIndexes = (
  briefs: readonly Brief[],
  relationships: readonly Relationship[],
  sources: ReadonlyMap<string, Source> = new Map(),
): readonly Index[] => byRelationship(briefs).map((own) => createIndex(own, relationships, sources));

function addNames(growing: Growing, brief: Brief, at: number, known: KnownChinese): void {
  const { partyNames, names, nameLengths } = growing;
  const { ours } = partyNames;
  const theirs: CoveringName[] = [];
  const lists: (readonly string[])[] = [];
  const weights = new Map<string, number>();
  claim(growing.written, writtenKey(fullName(brief)), at);
  for (const title of [fullName(brief), shortId(brief), brief.title.en, brief.title.zh ?? ''])
    growing.titles.add(writtenKey(title));
  for (const name of namesOf(brief)) {
    claim(growing.written, writtenKey(name), at);
    const row = segment(name, partyNames, undefined, known);
    // A name that is nothing but a party's own name would make every mention of the party a match.
    if (row.some(({ country }) => country?.bare !== true || country.codes.some((code) => !ours.has(code))))
      claim(names, rowKey(row), at);
    raise(nameLengths, row[0]?.key ?? '', Math.min(row.length, LONGEST_NAME));
    const content = contentOf(row, ours);
    const weight = nameWeight(row, content, name === brief.title.en || name === shortId(brief));
    for (const { key } of content) raise(weights, key, weight);
    addCompounds(growing.compounds, row, content);
    const list = [...new Set(content.map(({ key }) => key))];
    for (const { key, country } of row)
      if (country?.codes.some((code) => !ours.has(code) && code !== BOTH) === true)
        theirs.push({ country: key, terms: list });
    if (list.length > 0) lists.push(list);
  }
  growing.covered.push(theirs);
  growing.nameTerms.push(Map.groupBy(lists, ([first = '']) => first));
  post(growing.terms, weights, at, true);
}

/** What is typed as one word: neighbouring words of a name ("supplychain"), or the whole of a short one ("peopletopeople"). */
function addCompounds(
  compounds: Map<string, readonly string[]>,
  row: readonly Segment[],
  content: readonly Segment[],
): void {
  for (const [index, piece] of content.entries()) {
    const next = content[index + 1];
    if (next !== undefined && !piece.chinese && !next.chinese)
      compounds.set(`${piece.text}${next.key}`, [piece.key, next.key]);
  }
  if (
    row.length < 2 ||
    row.length > MAX_COMPOUND_WORDS ||
    row.some((piece) => piece.chinese || piece.country?.bare === true)
  )
    return;
  const written = row.map((piece, index) => (index === row.length - 1 ? piece.key : piece.text)).join('');
  compounds.set(
    written,
    row.map((piece) => piece.key),
  );
}

function addQuestions(growing: Growing, brief: Brief, at: number, vocabulary: Vocabulary, chinese: KnownChinese): void {
  const { ours } = growing.partyNames;
  const named = new Set([...(growing.nameTerms[at]?.values() ?? [])].flat(2));
  const weights = new Map<string, number>();
  const addText = (text: string, weight: number): string => {
    // People misspell, and so do the questions that they are shown as: a slip is no word of its own.
    const row = correct(segment(text, growing.partyNames, undefined, chinese), vocabulary);
    for (const { key } of contentOf(row, ours)) if (key.length > 1 && !named.has(key)) raise(weights, key, weight);
    return rowKey(row);
  };
  for (const text of [brief.summary.en, brief.summary.zh ?? '']) addText(text, WEIGHT.summary);
  for (const text of [...brief.questions.en, ...(brief.questions.zh ?? [])])
    claim(growing.questions, addText(text, WEIGHT.question), at);
  post(growing.terms, weights, at, false);
}

/** Returns the content segments of a text: neither a party's bare name nor filler. */
function contentOf(row: readonly Segment[], ours: ReadonlySet<string>): readonly Segment[] {
  return row.filter(
    (piece) =>
      piece.kind !== 'filler' &&
      !(piece.key.startsWith('@') && piece.country?.codes.every((code) => ours.has(code) || code === BOTH) === true),
  );
}

function claim(table: Map<string, number[]>, key: string, brief: number): void {
  const before = table.get(key);
  if (before === undefined) table.set(key, [brief]);
  else if (before.at(-1) !== brief) before.push(brief);
}

function nameWeight(row: readonly Segment[], content: readonly Segment[], title: boolean): number {
  if (content.every((piece) => piece.chinese)) return WEIGHT.wholeName / content.length ** OVERLAPPING_PAIR;
  if (row.length === 1) return WEIGHT.wholeName;
  if (title) return WEIGHT.title;
  return content.length === 1 ? WEIGHT.onlyWord : WEIGHT.name;
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
