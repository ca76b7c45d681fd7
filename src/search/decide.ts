/** Decides which of the scored briefs can answer a question, and which are too close to choose between. */
import { CHINESE, ENGLISH } from './lexicon/lexicon.ts';
import type { Index } from './inverted-index.ts';
import type { ParsedText, ParsedQuestion } from './parse-question.ts';
import { BOTH } from './parties.ts';
import { weightIn } from './vocabulary.ts';
import type { Evidence } from './rank.ts';
import { countOtherCountries, countUntold, hasEverydayWord, isOfItsPlaces, partiesNamed } from './untold.ts';

/** The evidence against a brief, in the same points as the evidence for it, and the points it needs to be the answer. */
export type Doubt = {
  readonly cost: number;
  readonly needed: number;
  readonly refused: 'another-place' | 'too-little' | undefined;
  /** Everyday words that the brief does not contain, as typed. */
  readonly everyday: readonly string[];
};

// By how many of the two parties are named: none, one, both.
const NEEDED = [0.8, 0.6, 0.45] as const;
/** One word that is not almost all of what is asked needs so much, whoever is named. */
const NEEDED_BY_ONE = 0.75;
const ALMOST_ALL = 0.78;
const EVERYDAY = [1.5, 0.9, 0.4] as const;
/** The cost of an unknown word where the only matching word is ambiguous: "energy healing" is not a question about energy. */
const UNKNOWN_BESIDE_AMBIGUOUS = [1, 0.35, 0.08] as const;
const UNKNOWN_BESIDE_ONE = [0.5, 0.25, 0.1] as const;
const UNKNOWN_BESIDE_MORE = [0.35, 0.15, 0.05] as const;
/** A word of other briefs only counts against a brief too where no party is named. */
const OTHER_TOPIC = [0.25, 0, 0] as const;
const BESIDE_COUNTRY = 1.5;
const OTHER_COUNTRY = 0.35;
/** A long question contains much beside its topic: beyond this many words, unknown ones count by their share. */
const LONG = 7;

/** Returns the evidence against answering a question with a brief. */
export function doubt(evidence: Evidence, reading: ParsedQuestion, index: Index): Doubt {
  const named = partiesNamed(evidence.brief, reading, index);
  const otherCountries = countOtherCountries(evidence, reading, index);
  const share = Math.min(1, LONG / Math.max(1, reading.contentWords));
  const everyday = reading.everyday.filter((one) => !hasEverydayWord(evidence, one, reading, index));
  const elsewhere = reading.hits.filter(
    ({ term, text, certainty }) =>
      certainty === 1 &&
      !ENGLISH.has(term) &&
      !CHINESE.has(term) &&
      weightIn(index.terms.get(term), evidence.brief) === 0 &&
      (evidence.onlyCountries || evidence.inPassages?.matched.some((one) => one.text === text) !== true),
  ).length;
  const otherNames = reading.names.filter(({ briefs }) => !briefs.includes(evidence.brief)).length;
  // "South Korea" finds the summit that was held there, "South Korean shares" does not.
  const besides = evidence.onlyCountries
    ? BESIDE_COUNTRY * Math.max(elsewhere, otherNames)
    : OTHER_TOPIC[named] * Math.min(2, elsewhere);
  const unknown =
    (evidence.words > 1 ? UNKNOWN_BESIDE_MORE : evidence.ambiguous ? UNKNOWN_BESIDE_AMBIGUOUS : UNKNOWN_BESIDE_ONE)[
      evidence.names.length === 0 ? Math.min(named, 1) : named
    ] ?? 0;
  const cost =
    share *
      (unknown * (reading.unknown.length + countUntold(evidence, reading, index)) +
        EVERYDAY[named] * everyday.length +
        besides) +
    OTHER_COUNTRY * otherCountries;
  const { coverage = 1, matched = [] } = evidence.inPassages ?? {};
  const isLone =
    evidence.names.length === 0 &&
    evidence.words < 2 &&
    (named < 2 || evidence.matched.length === 0) &&
    !reading.countries.has(BOTH) &&
    matched.filter(({ isParty }) => !isParty).length < 2 &&
    coverage < ALMOST_ALL;
  const needed = isLone ? Math.max(NEEDED_BY_ONE, NEEDED[named]) : NEEDED[named];
  const refused =
    (otherCountries > 0 && named < 2 && !(named === 1 && isOfItsPlaces(evidence, reading, index))) ||
    (evidence.onlyCountries && evidence.names.length === 0)
      ? 'another-place'
      : evidence.points - cost < needed
        ? 'too-little'
        : undefined;
  return { cost, needed, refused, everyday: everyday.map(({ text }) => text) };
}

/** A brief that could be the answer, by its number, and the points left for it after costs. */
type Accepted = { readonly brief: number; readonly left: number };

/** Of two that are alike, the one is meant that has a name in the question. */
const BY_NAME = 0.015;

/** Returns the briefs that a question can be answered with, the highest scored first. */
export function accepted(evidence: readonly Evidence[], reading: ParsedText, index: Index): readonly Accepted[] {
  return evidence
    .map((one) => ({ ...one, doubt: doubt(one, reading, index) }))
    .filter((one) => one.doubt.refused === undefined)
    .map((one) => ({ brief: one.brief, left: one.points - one.doubt.cost + (one.names.length > 0 ? BY_NAME : 0) }))
    .toSorted((a, b) => b.left - a.left);
}

/** A second brief this close to the first is offered beside it. */
const CLOSE = 0.97;

/** Returns the first of some scored briefs, with those that are too close to it to choose between, the highest scored first. */
export function closest<Scored extends { readonly left: number }>(scored: readonly Scored[]): readonly Scored[] {
  const most = Math.max(...scored.map(({ left }) => left));
  return scored.filter(({ left }) => left >= most * CLOSE).toSorted((a, b) => b.left - a.left);
}
