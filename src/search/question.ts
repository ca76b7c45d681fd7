/** A question as one relationship reads it: its terms, the names of topics, countries and dates in it. */
import { datesIn, rangeOf } from './dates.ts';
import { questionKey, writtenKey, type RelationshipIndex, type WrittenName } from './part.ts';
import { isSaying } from './saying.ts';
import { sameMeaning, termOf, termsOf, type CountryMention, type Place, type Term } from './terms.ts';
import { SINGLE } from './text-index.ts';
import { distance } from './spelling.ts';
import { EVERYDAY_LONG_ZH, EVERYDAY_PHRASES, isEveryday, JOINING_ZH } from './lexicon/lexicon.ts';
import { plain } from '../shared/text.ts';

/** A term of a question: what it may stand for in the index, each with how sure that is, and how telling it is. */
export type QuestionTerm = {
  readonly text: string;
  readonly sort: Term['sort'];
  readonly terms: readonly (readonly [number: number, certainty: number])[];
  readonly key: string;
  readonly idf: number;
  readonly isKnown: boolean;
  /** Of a pair: whether it cuts two words. */
  readonly cuts: boolean;
  /** Whose bare name it is part of: that of a party, or of another country. */
  readonly place: Place | undefined;
};

/** A name of topics that stands in a question, as places of its own terms. */
export type NameHit = {
  readonly topics: readonly number[];
  readonly isTitle: boolean;
  readonly from: number;
  readonly to: number;
};

export type Range = { readonly from: string; readonly until: string };

export type TrackHit = { readonly from: number; readonly to: number };

export type ParsedQuestion = {
  readonly text: string;
  /** The same as a name is compared as it is written. */
  readonly key: string;
  readonly terms: readonly QuestionTerm[];
  /** Those of them that are words and pairs. */
  readonly own: readonly QuestionTerm[];
  readonly names: readonly NameHit[];
  /** The names of tracks in it, as places of its own terms. */
  readonly tracks: readonly TrackHit[];
  /** The topics of which it is a name as it stands, and whether it is their title or id. */
  readonly written: WrittenName | undefined;
  /** The topics that have the whole question as one of theirs. */
  readonly whole: readonly number[];
  readonly countries: readonly CountryMention[];
  readonly everyday: readonly string[];
  /** Characters beside a name that no text has beside it, and that join nothing: 函 in 邀请函. */
  readonly beside: readonly string[];
  /** The first and the last day of the time that it names, where it names one alone. */
  readonly range: Range | undefined;
};

const MAX_CHARACTERS = 2_000;
const MAX_WORDS = 100;
const MAX_TERMS = 60;
const SLIP = 0.8;
const SAME_MEANING = 0.7;
const CUTTING = 0.9;
const SAYING = 0.5;
const MAX_CORRECTED = 12;
const HAN = /\p{Script=Han}/u;
const HAN_RUN = /\p{Script=Han}+/gu;

/** Returns a question as a relationship reads it; what is beyond 2,000 characters or 100 words is ignored. */
export function readQuestion(question: string, part: RelationshipIndex, today?: string): ParsedQuestion {
  const { partyNames, reader, units, knows } = part;
  const text = plain(question.slice(0, MAX_CHARACTERS));
  const spelt = text.replaceAll(HAN_RUN, (run) => part.correctSounds(run));
  const { terms, countries } = termsOf(spelt, partyNames, true, MAX_WORDS);
  const beside: string[] = [];
  const isOfCountry = (pair: string): boolean =>
    countries.some(({ text: name }) => Array.from(pair).some((one) => name.includes(one)));
  const asked = correct(terms.slice(0, MAX_TERMS), part).flatMap(
    ({ sort, text: typed, found, cuts, place }): QuestionTerm[] => {
      const numbers = found.flatMap(([term, certainty]) => {
        const number = reader.numberOf(term);
        return number === undefined ? [] : [[number, certainty] as const];
      });
      const others = found
        .slice(0, 1)
        .flatMap(([term]) => sameMeaning(term))
        .flatMap((term) => {
          const number = reader.numberOf(term);
          return number === undefined ? [] : [[number, SAME_MEANING] as const];
        });
      const isKnown = others.length > 0 || found.some(([term]) => knows(term));
      if (!isKnown && sort === 'pair' && cuts && !JOINING_ZH.test(typed) && !isOfCountry(typed)) beside.push(typed);
      if (!isKnown && (sort === 'date' || sort === 'single' || (sort === 'pair' && (cuts || JOINING_ZH.test(typed)))))
        return [];
      const idf = Math.min(
        ...(numbers.length > 0 ? numbers.map(([number]) => units.idf(number)) : [units.idf(undefined)]),
      );
      return [
        {
          text: typed,
          sort,
          terms: [...numbers, ...others],
          key: found[0]?.[0] ?? '',
          place,
          cuts,
          idf: idf * (sort === 'single' ? SINGLE : isSaying(typed) ? SAYING : cuts ? CUTTING : 1),
          isKnown,
        },
      ];
    },
  );
  const seen = new Set<string>();
  const unique = asked.filter(({ key }) => !seen.has(key) && seen.add(key));
  const own = unique.filter(({ sort, place }) => (sort === 'word' || sort === 'pair') && place !== 'ours');
  const { dates } = datesIn(text);
  const [date, ...moreDates] = dates;
  const key = writtenKey(text);
  return {
    text,
    key,
    terms: unique,
    own,
    names: namesIn(own, part),
    tracks: tracksIn(own, part),
    written: part.written.get(key) ?? slipOf(key, unique, part),
    whole: [...new Set(part.questions.get(questionKey(text, partyNames)))],
    countries,
    beside,
    everyday: everydayIn(text, terms),
    range:
      date === undefined || moreDates.length > 0
        ? undefined
        : rangeOf(date, today === undefined || today < part.newest ? part.newest : today),
  };
}

/** A name has so many letters where a slip of one is forgiven, and where two are. */
const SLIPS = { one: 5, two: 8, most: 40 } as const;

/** Returns the name of topics that is all that was typed, but for a slip in a word that nothing here has. */
function slipOf(
  key: string,
  terms: readonly QuestionTerm[],
  { written, reader }: RelationshipIndex,
): WrittenName | undefined {
  if (key.length < SLIPS.one || key.length > SLIPS.most || HAN.test(key)) return undefined;
  if (terms.every(({ text }) => reader.words.has(text))) return undefined;
  const most = key.length < SLIPS.two ? 1 : 2;
  const near = [...written].filter(([name]) => name[0] === key[0] && distance(key, name, most) <= most);
  return near.toSorted(([a], [b]) => distance(key, a, most) - distance(key, b, most))[0]?.[1];
}

/** Whether a term is part of a name of a country, of its people or its institutions. */
export const isOfCountry = ({ text }: Pick<QuestionTerm, 'text'>, countries: readonly CountryMention[]): boolean =>
  countries.some((one) => (HAN.test(text) ? one.text.includes(text) : one.text.split(' ').includes(text)));

/** What stands before a party that something is done to. */
const OBJECT = /(?:\b(?:on|against|to|for|with|from|of|in|at|by|towards?|into|about) (?:the )?|[对向给与同跟和在])$/iu;

/** Returns what stands before a name in a text and behind it: U.S. is US, and no part of industry. */
export function aroundName(text: string, name: string): readonly [before: string, behind: string] {
  const typed = text.toLowerCase().replaceAll(/\b([a-z])\.([a-z])\b\.?/gu, '$1$2');
  const [whole = '', before = ''] =
    new RegExp(`^(.*?)(?<![a-z])${RegExp.escape(name)}(?![a-z])`, 'su').exec(typed) ?? [];
  return [before, typed.slice(whole.length)];
}

/** Whether something is done to whoever a question names so. */
export const isObject = (text: string, name: string): boolean =>
  OBJECT.test(aroundName(text, name)[0]) || OBJECT.test(name.slice(0, 1));

type Found = {
  readonly cuts: boolean;
  readonly place: Place | undefined;
  readonly sort: Term['sort'];
  readonly text: string;
  readonly found: readonly (readonly [term: string, certainty: number])[];
};

/** Returns terms with what unknown words may have been meant to be: joined, or with a slip. */
function correct(terms: readonly Term[], { spelling, reader, knows }: RelationshipIndex): Found[] {
  const corrected: Found[] = [];
  let remaining = MAX_CORRECTED;
  for (let at = 0; at < terms.length; at += 1) {
    const one = terms[at];
    if (one === undefined) break;
    const { sort, text, term } = one;
    const as = (...found: (readonly [string, number])[]): void =>
      void corrected.push({ sort, text, found, cuts: one.cuts === true, place: one.place });
    const next = terms[at + 1];
    if (sort !== 'word' || knows(term) || remaining === 0 || /\d/u.test(text)) {
      as([term, 1]);
      continue;
    }
    remaining -= 1;
    if (next?.sort === 'word' && reader.words.has(`${text}${next.text}`)) {
      as([termOf(`${text}${next.text}`), 1]);
      at += 1;
      continue;
    }
    const slips = spelling.correct(text).slice(0, 3);
    as(...(slips.length > 0 ? slips.map((word) => [termOf(word), SLIP] as const) : [[term, 1] as const]));
  }
  return corrected;
}

/** Every whole name of topics among the terms of a question, without those inside a longer one. */
function namesIn(own: readonly QuestionTerm[], { names, longestName }: RelationshipIndex): NameHit[] {
  const found: NameHit[] = [];
  let reached = 0;
  for (let from = 0; from < own.length; from += 1) {
    let longest: NameHit | undefined;
    let key = '';
    for (let to = from + 1; to <= Math.min(own.length, from + longestName); to += 1) {
      key += `${to > from + 1 ? ' ' : ''}${own[to - 1]?.key ?? ''}`;
      const name = names.get(key);
      if (name !== undefined) longest = { topics: name.topics, isTitle: name.isTitle, from, to };
    }
    if (longest === undefined || longest.to <= reached) continue;
    reached = longest.to;
    found.push(longest);
  }
  return found;
}

/** Every name of tracks among the terms of a question, the longest from each place. */
function tracksIn(own: readonly QuestionTerm[], { trackNames, longestTrackName }: RelationshipIndex): TrackHit[] {
  return own.flatMap((_, from) => {
    let longest: TrackHit | undefined;
    let key = '';
    for (let to = from + 1; to <= Math.min(own.length, from + longestTrackName); to += 1) {
      key += `${to > from + 1 ? ' ' : ''}${own[to - 1]?.key ?? ''}`;
      if (trackNames.has(key)) longest = { from, to };
    }
    return longest === undefined ? [] : [longest];
  });
}

function everydayIn(text: string, terms: readonly Term[]): string[] {
  const words = terms
    .filter(({ sort, text: one }) => (sort === 'word' || sort === 'pair') && isEveryday(one))
    .map((one) => one.text);
  const row = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const phrases = row.flatMap((first, at) =>
    (EVERYDAY_PHRASES.get(first) ?? [])
      .filter((phrase) => phrase.every((word, index) => row[at + index] === word))
      .map((phrase) => phrase.join(' ')),
  );
  return [...words, ...phrases, ...EVERYDAY_LONG_ZH.filter((one) => text.includes(one))];
}
