/** What a question says to each relationship, and the briefs that it speaks for. */
import { accepted, closest, doubt } from './decide.ts';
import type { Index } from './inverted-index.ts';
import { parseQuestion, type ParsedText } from './parse-question.ts';
import { questionWords, scorePassages, type ScoredPassages } from './passages/score.ts';
import { scoreTopics, type Evidence } from './rank.ts';
import type { PassageIndex } from './passages/passage-index.ts';
import { isOfSort, isOfTime, parseRestriction, withinOf, type ParsedRestriction } from './passages/restriction.ts';
import type { Brief, Source } from '../records/schema.ts';
import { asksForComing } from './passages/time-words.ts';
import { simplified } from '../shared/simplified.ts';
import { plain } from '../shared/text.ts';

/** The briefs of a relationship, with their index: each relationship is searched by its own words, as if there were no other. */
export type IndexedBriefs = { readonly briefs: readonly Brief[]; readonly index: Index };

/** What a question says to one relationship. */
export type Reading = IndexedBriefs & {
  readonly reading: ParsedText;
  /** What it restricts its answer to; undefined where it does not. */
  readonly restriction: ParsedRestriction | undefined;
  /** Whether it asks for what is still to come. */
  readonly isComing: boolean;
  /** Whether it asks for a number. */
  readonly asksHowMany: boolean;
  readonly scored: ScoredPassages;
  readonly evidence: readonly Evidence[];
};

/** A brief that a question speaks for, by its number in its relationship, with the points left for it. */
export type Chosen = {
  readonly brief: Brief;
  readonly at: number;
  readonly left: number;
  readonly in: Reading;
};

/** A brief with the evidence for and against it, in points. */
export type Candidate = {
  readonly brief: Brief;
  /** The points for it without those against it. */
  readonly score: number;
  readonly points: number;
  readonly against: number;
  /** The points it needs, after costs, to be the answer. */
  readonly needed: number;
  /** Why it cannot be the answer; undefined where it could be. */
  readonly refused: 'another-place' | 'too-little' | undefined;
  /** The matching words of the question, and the names of the brief that occur in full. */
  readonly matched: readonly string[];
  readonly names: readonly string[];
  /** The words that count against it: those that no brief contains, and everyday words. */
  readonly unknown: readonly string[];
  readonly everyday: readonly string[];
};

const MAX_OFFERED = 5;

/** How many letters, digits and Chinese characters a question has, so many as matter. */
const charactersIn = (question: string): number =>
  plain(question.slice(0, 100)).replaceAll(/[^\p{L}\p{N}]/gu, '').length;

/** What remains of the score of a statement that is none of those to which a question restricts its answer. */
const OUTSIDE = 0.4;

/** Returns what a question says to a relationship. Of a part of a question, `whole` is what the whole restricts its answer to. */
export function readQuestion(
  typed: string,
  { briefs, index }: IndexedBriefs,
  { sources, now }: { readonly sources: ReadonlyMap<string, Source>; readonly now: Temporal.Instant | undefined },
  whole?: ParsedRestriction,
): Reading {
  const { passages, partyNames } = index;
  // 下一次 is 下次.
  const question = typed.replaceAll(/(?<=[上下])一次/gu, '次');
  const parsed = parseQuestion(question, index);
  const restriction = whole ?? parseRestriction(question, parsed.row, { partyNames, passages, sources }, now);
  const asked = questionWords(question, parsed.row, passages, partyNames);
  const timeless = restriction === undefined ? asked : asked.filter(({ text }) => !isOfTime(text, restriction));
  const all = timeless.some(({ known, isParty }) => known && !isParty) ? timeless : asked;
  const own = restriction === undefined ? all : all.filter(({ text }) => !isOfSort(text, restriction));
  // "Forecasts on trade" are not asked of the topic that has forecasts in its name; "forecasts" are.
  const isRest =
    own.length < all.length && own.some(({ isParty, known, kind }) => !isParty && known && kind === undefined);
  const isOfMore = own.some(({ isParty, known, kind }) => !isParty && known && kind === undefined);
  const named = isOfMore && restriction?.speaker !== undefined ? withoutNames(parsed, restriction.speaker) : parsed;
  const reading = isRest && restriction !== undefined ? withoutSort(named, restriction) : named;
  const scored = scorePassages(isRest ? own : all, charactersIn(question), passages);
  const evidence = scoreTopics(reading, index, withinFirst(scored, restriction, passages, sources));
  const text = simplified(plain(question)).toLowerCase();
  const asks = { isComing: asksForComing(text), asksHowMany: HOW_MANY.test(text) };
  return { briefs, index, reading, restriction, ...asks, scored, evidence };
}

const HOW_MANY = /\bhow (?:many|much|often)\b|多少|几[个次架班条家名人]/u;

/** Who is asked what they say is no topic: the White House. */
function withoutNames(reading: ParsedText, speaker: readonly string[]): ParsedText {
  const { hits, names } = reading;
  return {
    ...reading,
    hits: hits.filter(({ text }) => !speaker.includes(text)),
    names: names.filter(({ text }) => text !== speaker.join(' ')),
  };
}

function withoutSort(reading: ParsedText, restriction: ParsedRestriction): ParsedText {
  const { hits, names } = reading;
  return {
    ...reading,
    hits: hits.filter(({ text }) => !isOfSort(text, restriction)),
    names: names.filter(({ text }) => !isOfSort(text, restriction)),
  };
}

/** Returns the scores of passages, of which those count less that are outside the restriction, where some are inside. */
function withinFirst(
  scored: ScoredPassages,
  restriction: ParsedRestriction | undefined,
  { passages }: PassageIndex,
  sources: ReadonlyMap<string, Source>,
): ScoredPassages {
  if (restriction === undefined) return scored;
  const isWithin = withinOf(restriction, sources);
  const scores = scored.scores.map((score, at) => {
    const statement = score > 0 ? passages[at]?.statement : undefined;
    return statement !== undefined && isWithin(statement) ? score : score * OUTSIDE;
  });
  return { ...scored, scores };
}

/** Returns the briefs to answer with: none, the one that is ahead, or those too close to choose between. What two relationships call by one name is both of theirs. */
export function chosenOf(readings: readonly Reading[]): readonly Chosen[] {
  // A brief's own name or question always finds that brief.
  const whole = readings.flatMap((one) =>
    one.reading.whole.flatMap((at): readonly Chosen[] => {
      const brief = one.briefs[at];
      return brief === undefined ? [] : [{ brief, at, left: 0, in: one }];
    }),
  );
  if (whole.length > 0) return whole.slice(0, MAX_OFFERED);
  const able = ableOf(readings);
  const near = closest(able);
  const names = new Set(near[0] === undefined ? [] : namesOf(near[0]));
  const namesakes = able.filter((one) => one.in !== near[0]?.in && namesOf(one).some((name) => names.has(name)));
  return [...new Set([...near, ...namesakes])].slice(0, MAX_OFFERED);
}

const namesOf = ({ at, in: one }: Chosen): readonly string[] =>
  one.evidence.find(({ brief }) => brief === at)?.names ?? [];

/** Returns the briefs that a question could be answered with, each relationship's best first. */
export const ableOf = (readings: readonly Reading[]): readonly Chosen[] =>
  readings.flatMap((one) =>
    accepted(one.evidence, one.reading, one.index).flatMap(({ brief: at, left }) => {
      const brief = one.briefs[at];
      return brief === undefined ? [] : [{ brief, at, left, in: one }];
    }),
  );

/** Returns the briefs that a question speaks for at all, best first. */
export const candidatesOf = (readings: readonly Reading[]): Candidate[] =>
  readings
    .flatMap((one) =>
      one.evidence.flatMap((evidence) => {
        const its = one.briefs[evidence.brief];
        return its === undefined ? [] : [candidateOf(its, evidence, one)];
      }),
    )
    .toSorted((a, b) => b.score - a.score);

function candidateOf(its: Brief, evidence: Evidence, { reading, index }: Reading): Candidate {
  const { points, matched, names } = evidence;
  const { cost, needed, refused, everyday } = doubt(evidence, reading, index);
  return {
    brief: its,
    score: hundredths(points - cost),
    points: hundredths(points),
    against: hundredths(cost),
    needed,
    refused,
    matched,
    names: [...new Set(names)],
    unknown: reading.unknown,
    everyday,
  };
}

/** Returns points as they are told. */
export const hundredths = (points: number): number => Math.round(points * 100) / 100;
