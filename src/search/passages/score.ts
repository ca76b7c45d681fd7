/** Scores the passages against the words of a question. */
import { placeOf, type PassageIndex } from './passage-index.ts';
import { isOurs, termOf } from './terms.ts';
import { SYNONYMS } from '../lexicon/synonyms.ts';
import { CHINESE, kindOfChinese, type WordKind } from '../lexicon/lexicon.ts';
import type { PartyNames } from '../parties.ts';
import type { Segment } from '../segment.ts';
import { simplified } from '../../shared/simplified.ts';
import { chineseWords, pairs, singular } from '../../shared/text.ts';

/** A word of a question, or a pair of Chinese characters: the terms it may stand for, each with its certainty, and how telling it is. */
export type QuestionWord = {
  readonly text: string;
  /** Its place in the question. */
  readonly at: number;
  readonly terms: readonly { readonly term: string; readonly certainty: number }[];
  readonly worth: number;
  readonly known: boolean;
  readonly chinese: boolean;
  readonly kind: WordKind | undefined;
  /** Whether it names a party, or who stands for it. */
  readonly isParty: boolean;
  /** Whether it is the party's own name, and not what stands for it, such as a firm. */
  readonly isBare: boolean;
};

export type ScoredPassages = {
  readonly words: readonly QuestionWord[];
  /** How many letters, digits and Chinese characters the question has, ways of asking included. */
  readonly characters: number;
  /** For each passage its score, and the share of the question, by worth, that it has. */
  readonly scores: Float32Array;
  readonly coverage: Float32Array;
};

/** A word that may stand in any text on the field says less. */
const KIND_WORTH: Readonly<Record<WordKind, number>> = {
  filler: 0,
  neutral: 0.45,
  affairs: 0.6,
  everyday: 0.9,
};
/** A pair that no passage has may only be where two words meet. */
const UNKNOWN_WORD = 0.7;
const UNKNOWN_PAIR = 0.4;
const SYNONYM = 0.75;
/** A leader or a ministry is named in questions on anything. */
const CUE = 0.7;
/** A pair of characters where two words meet, and the name of a party, say little. */
const CROSSING = 0.3;
const PARTY = 0.4;
const MAX_WORDS = 32;
const MAX_CHARACTERS = 2_000;

/** Returns the words of a row that say what is asked, with the terms they stand for. */
export function questionWords(
  question: string,
  row: readonly Segment[],
  index: PassageIndex,
  partyNames: PartyNames,
): QuestionWord[] {
  const whole = pairsOfWords(question);
  const found: QuestionWord[] = [];
  const seen = new Set<string>();
  for (const [at, piece] of row.entries()) {
    if (piece.kind === 'filler') continue;
    const isParty = piece.country?.bare === true && isOurs(piece.country.codes, partyNames.ours);
    const keys =
      piece.key.startsWith('@') && piece.country?.bare !== true
        ? []
        : isParty
          ? partyKeys(piece)
          : piece.chinese && !piece.key.startsWith('@')
            ? pairs(piece.key)
            : [piece.key];
    for (const key of keys) {
      const word = questionWord(
        piece,
        key,
        at,
        index,
        isParty ? PARTY : piece.chinese && !whole.has(key) && !SYNONYMS.has(key) ? CROSSING : 1,
      );
      const first = word.terms[0]?.term ?? key;
      if (seen.has(first) || (piece.chinese && key.length < 2)) continue;
      seen.add(first);
      found.push(word);
    }
  }
  return found.toSorted((a, b) => b.worth - a.worth).slice(0, MAX_WORDS);
}

/** A party's name may say where something took place. */
const partyKeys = ({ text, chinese }: Segment): readonly string[] =>
  chinese ? pairs(text) : text.split(' ').length === 1 ? [singular(text)] : [];

/** Returns the pairs of characters that stand within one word of a text: 湾参 in 台湾参加 is none. Of a name that no dictionary has, such as 堤丰, two characters in a row are words by themselves. */
export function pairsOfWords(question: string): ReadonlySet<string> {
  const text = simplified(question.slice(0, MAX_CHARACTERS));
  if (!/\p{Script=Han}/u.test(text)) return new Set();
  const row = chineseWords(text);
  const names = row.flatMap((word, at) => {
    const next = row[at + 1];
    return isSingle(word) && isSingle(next) ? [`${word}${next}`] : [];
  });
  return new Set([...row.flatMap(pairs), ...names]);
}

const isSingle = (word: string | undefined): boolean =>
  word?.length === 1 && /\p{Script=Han}/u.test(word) && !CHINESE.has(word);

function questionWord(piece: Segment, key: string, at: number, index: PassageIndex, share: number): QuestionWord {
  const isKey = piece.chinese || key.startsWith('@');
  const written = isKey ? key : termOf(key);
  // "Xis" is what remains of "Xi's".
  const term = isKey || index.terms.has(written) || !key.endsWith('s') ? written : termOf(key.slice(0, -1));
  const terms = [
    { term, certainty: 1 },
    ...(SYNONYMS.get(term) ?? []).map((one) => ({ term: one, certainty: SYNONYM })),
  ];
  const known = terms.filter((one) => index.terms.has(one.term));
  const its = piece.kind ?? (piece.chinese ? kindOfChinese(key) : undefined);
  const kind = (its === undefined ? 1 : KIND_WORTH[its]) * (piece.country?.bare === false ? CUE : 1);
  const rarity = Math.max(0, ...known.map((one) => index.terms.get(one.term)?.rarity ?? 0));
  const unknown = piece.chinese ? UNKNOWN_PAIR : UNKNOWN_WORD;
  return {
    text: piece.text,
    at,
    terms: known,
    worth: share * kind * (known.length > 0 ? rarity : unknown),
    known: known.length > 0,
    chinese: piece.chinese,
    kind: its,
    isParty: piece.country !== undefined && !key.startsWith('@'),
    isBare: piece.country?.bare === true,
  };
}

/** Returns the score and the coverage of each passage for the words of a question. */
export function scorePassages(words: readonly QuestionWord[], characters: number, index: PassageIndex): ScoredPassages {
  const { length } = index.passages;
  const scores = new Float32Array(length);
  const coverage = new Float32Array(length);
  const all = words.reduce((sum, { worth }) => sum + worth, 0);
  for (const { terms, worth } of words) {
    const [only, ...others] = terms;
    if (only === undefined || worth === 0) continue;
    const weight = worth / Math.max(0.01, Math.max(...terms.map(({ term }) => index.terms.get(term)?.rarity ?? 0)));
    const best = others.length === 0 ? undefined : new Map<number, readonly [number, number]>();
    for (const { term, certainty } of terms) {
      const postings = index.terms.get(term);
      if (postings === undefined) continue;
      const { at, scores: own, rarity } = postings;
      for (let one = 0; one < at.length; one += 1) {
        const passage = at[one] ?? 0;
        const score = weight * certainty * (own[one] ?? 0);
        const share = (weight * certainty * rarity) / all;
        if (best === undefined) {
          scores[passage] = (scores[passage] ?? 0) + score;
          coverage[passage] = (coverage[passage] ?? 0) + share;
        } else if ((best.get(passage)?.[0] ?? 0) < score) best.set(passage, [score, share]);
      }
    }
    for (const [passage, [score, share]] of best ?? []) {
      scores[passage] = (scores[passage] ?? 0) + score;
      coverage[passage] = (coverage[passage] ?? 0) + share;
    }
  }
  return { words, characters, scores, coverage };
}

/** What remains of the worth of a word that all statements of a topic have. */
const COMMON = 0.3;

/** Returns the scores of the passages of a topic, in their order, where a word that most of its statements have tells little: AI in a topic on AI. */
export function scoresInTopic(topic: number, words: readonly QuestionWord[], index: PassageIndex): Float32Array {
  const its = index.byTopic[topic] ?? [];
  // The statements of a topic stand before its gaps.
  const statements = its.filter((at) => index.passages[at]?.statement !== undefined).length;
  const scores = new Float32Array(its.length);
  for (const { terms, worth } of words) {
    if (worth === 0) continue;
    const known = terms.flatMap(({ term, certainty }) => {
      const postings = index.terms.get(term);
      return postings === undefined ? [] : [{ certainty, postings, places: its.map((at) => placeOf(postings, at)) }];
    });
    const having = known.map(({ places }) => places.slice(0, statements).filter((place) => place >= 0).length);
    const telling = Math.log(1 + statements / Math.max(1, ...having)) / Math.log(1 + statements);
    const rarity = Math.max(0.01, ...known.map(({ postings }) => postings.rarity));
    const weight = (worth * (COMMON + (1 - COMMON) * telling)) / rarity;
    for (let one = 0; one < its.length; one += 1) {
      let best = 0;
      for (const { certainty, postings, places } of known)
        best = Math.max(best, certainty * (postings.scores[places[one] ?? -1] ?? 0));
      scores[one] = (scores[one] ?? 0) + weight * best;
    }
  }
  return scores;
}
