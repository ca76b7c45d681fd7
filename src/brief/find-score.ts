/** Weighs the briefs against a reading of a question. */
import type { Index } from './find-index.ts';
import type { Postings } from './find-vocabulary.ts';
import { BOTH } from './find-places.ts';
import type { Hit, Reading } from './find-reading.ts';
import { AMBIGUOUS, CHINESE, ENGLISH } from './find-lexicon.ts';
import { singular } from './words.ts';

/** What speaks for a brief: points, the words that gave them how many words those are and whether all of them mean other things as well or are places, and the names that stand in the question whole. */
export type Evidence = {
  readonly brief: number;
  readonly points: number;
  readonly matched: readonly string[];
  readonly names: readonly string[];
  readonly words: number;
  readonly ambiguous: boolean;
  readonly onlyPlaces: boolean;
};

/** A word of the field tells less than a word of its own: "talks" stands in half the briefs' names. */
const AFFAIRS_WEIGHT = 0.6;
const NEUTRAL_WEIGHT = 0.8;
/** How much of a word's weight remains inside a longer name of another brief. */
const INSIDE_ANOTHER = 0.5;
/** Words that thousands of briefs have only add to briefs found by rarer ones. */
const COMMON = 4_000;
const MOST_WEIGHED = 40;

/** Returns the evidence for each brief that anything speaks for, strongest first, at most forty. */
export function weigh(reading: Reading, index: Index): Evidence[] {
  const points = new Map<number, number>();
  const matched = new Map<number, Set<string>>();
  const inside = namesByPlace(reading);
  for (const group of hitsByWord(reading.hits, index)) {
    const elsewhere = inside.get(group.at);
    const best = new Map<number, number>();
    for (const { hit, postings } of group.hits) {
      const worth = postings.rarity * hit.sure * general(hit);
      const common = postings.briefs.length > COMMON && points.size > 0;
      for (let at = 0; at < postings.briefs.length; at += 1) {
        const brief = postings.briefs[at] ?? 0;
        if (common && !points.has(brief)) continue;
        // A word inside a longer name of another brief says little: "ai" in "ai chips".
        const share = elsewhere === undefined || elsewhere.has(brief) ? 1 : INSIDE_ANOTHER;
        const value = worth * share * (postings.weights[at] ?? 0);
        if (value > (best.get(brief) ?? 0)) best.set(brief, value);
      }
    }
    for (const [brief, value] of best) add(points, matched, brief, value, group.text);
  }
  for (const name of reading.names) for (const brief of name.briefs) if (!points.has(brief)) points.set(brief, 0);

  const terms = new Map(reading.hits.map(({ text, term }) => [text, term]));
  const texts = (brief: number): string[] => [...(matched.get(brief) ?? [])];
  const strongest = [...points].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_WEIGHED);
  return strongest
    .map(([brief, sum]) => {
      const names = reading.names.filter((name) => name.briefs.includes(brief));
      const whole = names.reduce((total, name) => total + nameBonus(name.told, name.briefs.length), 0);
      return {
        brief,
        points: sum + Math.min(whole, 2) + partlyNamed(brief, reading, index),
        matched: [...texts(brief), ...names.map(({ text }) => text)],
        ambiguous: texts(brief).every((text) => AMBIGUOUS.has(text) || AMBIGUOUS.has(singular(text))),
        onlyPlaces: texts(brief).every((text) => terms.get(text)?.startsWith('@') === true),
        words: countWords(texts(brief)),
        names: names.map(({ text }) => text),
      };
    })
    .toSorted((a, b) => b.points - a.points || a.brief - b.brief);
}

/** Two pairs of Chinese characters are about one word. */
function countWords(texts: readonly string[]): number {
  const chinese = texts.filter((text) => /\p{Script=Han}/u.test(text)).length;
  return texts.length - chinese + Math.ceil(chinese / 2);
}

type Weighed = { readonly hit: Hit; readonly postings: Postings };

/** The hits of each word once, however often it was typed, the rarest words first. */
function hitsByWord(
  hits: readonly Hit[],
  index: Index,
): { readonly at: number; readonly text: string; readonly hits: readonly Weighed[] }[] {
  const groups = new Map<number, Weighed[]>();
  const seen = new Map<string, number>();
  for (const hit of hits) {
    const postings = index.terms.get(hit.term);
    if (postings === undefined || (seen.get(hit.term) ?? hit.at) !== hit.at) continue;
    seen.set(hit.term, hit.at);
    const group = groups.get(hit.at);
    if (group === undefined) groups.set(hit.at, [{ hit, postings }]);
    else group.push({ hit, postings });
  }
  const size = (group: readonly Weighed[]): number =>
    group.reduce((sum, { postings }) => sum + postings.briefs.length, 0);
  return [...groups]
    .map(([at, group]) => ({ at, text: group[0]?.hit.text ?? '', hits: group }))
    .toSorted((a, b) => size(a.hits) - size(b.hits));
}

function add(
  points: Map<number, number>,
  matched: Map<number, Set<string>>,
  brief: number,
  value: number,
  text: string,
): void {
  points.set(brief, (points.get(brief) ?? 0) + value);
  const texts = matched.get(brief);
  if (texts === undefined) matched.set(brief, new Set([text]));
  else texts.add(text);
}

function general({ term }: Hit): number {
  const sort = ENGLISH.get(term) ?? CHINESE.get(term);
  return sort === 'affairs' ? AFFAIRS_WEIGHT : sort === 'neutral' ? NEUTRAL_WEIGHT : 1;
}

/** A name of stop words only, such as "what next", has nothing but its being there whole. */
function nameBonus(told: number, briefs: number): number {
  return (told === 0 ? 0.9 : 0.2 + 0.2 * told) / briefs;
}

/** Which briefs have a name of two words or more at each place of the question. */
function namesByPlace(reading: Reading): Map<number, Set<number>> {
  const places = new Map<number, Set<number>>();
  for (const name of reading.names) {
    if (name.to - name.from < 2) continue;
    for (let at = name.from; at < name.to; at += 1) {
      const briefs = places.get(at) ?? new Set();
      for (const brief of name.briefs) briefs.add(brief);
      places.set(at, briefs);
    }
  }
  return places;
}

/** A name of several words all of which occur, in whatever order, speaks for its brief beyond its words. */
function partlyNamed(brief: number, reading: Reading, index: Index): number {
  const terms = new Set(reading.hits.map(({ term }) => term));
  let best = 0;
  for (const name of index.nameTerms[brief] ?? []) {
    if (name.length > 1 && name.every((term) => terms.has(term))) best = Math.max(best, 0.15 * name.length);
  }
  return best;
}

/** How many of a brief's two parties a question names beside the words that speak for the brief; both without their names count as one. */
export function partiesNamed(brief: number, reading: Reading, index: Index): 0 | 1 | 2 {
  const codes = index.places.parties.get(index.briefs[brief]?.relationship ?? '') ?? [];
  const beside = (code: string): boolean => {
    const by = reading.places.get(code);
    return by === true || (by?.some((term) => index.terms.get(term)?.briefs.includes(brief) !== true) ?? false);
  };
  const named = [...codes, BOTH].filter(beside).length;
  return named >= 2 ? 2 : named === 1 ? 1 : 0;
}

/** How many places a question names that are neither the brief's parties nor in its names. */
export function othersNamed(brief: number, reading: Reading, index: Index): number {
  const codes = new Set(index.places.parties.get(index.briefs[brief]?.relationship ?? ''));
  let count = 0;
  for (const code of reading.places.keys())
    if (code !== BOTH && !codes.has(code) && index.covered[brief]?.has(code) !== true) count += 1;
  return count;
}
