/** The title of a digest, which is also what a phone shows: the day, the relationships where they are several, and the first news that can be said in a title. Pure. */
import { messages } from '../locales/messages.ts';
import { formatDayOfYear } from '../records/dates.ts';
import type { Language, Relationship } from '../records/schema.ts';
import { pick } from '../views/text.ts';
import { takeFitting } from './size-budget.ts';

/** What the narrower platform takes as a header, and what a phone shows of a title in three or four lines. */
const MAX_TITLE_CHARACTERS = 150;
const MAX_SENTENCE_CHARACTERS: Readonly<Record<Language, number>> = { en: 120, zh: 56 };
/** The relationships that a title names are this long at most together. */
const MAX_NAMES_CHARACTERS = 60;

export type Headline = {
  /** What the title may say, the best first; each is a sentence of its own. */
  readonly sentences: readonly string[];
  /** What it says where none of them is short enough. */
  readonly otherwise: string;
  /** How many topics there are beside those that it names. */
  readonly more: number;
};

/** Returns the title of a digest on a local day; `relationships` are those to be named. */
export function digestTitle(
  { sentences, otherwise, more }: Headline,
  day: string,
  relationships: readonly Relationship[],
  language: Language,
): string {
  const t = messages(language);
  const titles = relationships.map(({ title }) => pick(title, language));
  const named = takeFitting(titles, ({ length }) => length, MAX_NAMES_CHARACTERS);
  const dated = { day: formatDayOfYear(day, language), more };
  const titleOf = (what: string): string =>
    titles.length === 0
      ? t('digest.title', { ...dated, what })
      : t('digest.titleOf', {
          ...dated,
          names: t('digest.names', {
            relationships: named.join(t('reply.listed')),
            more: titles.length - named.length,
          }),
          what,
        });
  const most = Math.min(MAX_SENTENCE_CHARACTERS[language], MAX_TITLE_CHARACTERS - titleOf('').length);
  const [first = otherwise] = sentences.flatMap((sentence) => shortened(sentence, most) ?? []);
  return titleOf(first.replace(/[.。]$/u, ''));
}

/** Where a clause ends that a sentence can do without: a list of things cannot do without its last. */
const CLAUSE_END =
  /[;；]|, (?=(?:which|who|whose|where|while|after|before|as|with|under|saying|citing|including|and (?:it|they|he|she))\b[^,]*$)/gu;
/** A clause with one of these changes what the clause before it says. */
const CONDITION =
  /\b(?:unless|if|once|until|provided|except|without|but|not|no|though|although|only)\b|如|若|除非|为止|前提|但|未|不|仅/u;
/** So short is no sentence. */
const LEAST_CHARACTERS = { spaced: 30, Chinese: 12 } as const;

/** Returns a sentence of at most so many characters, without its last clauses where it is longer; undefined where the rest would say something else. */
export function shortened(sentence: string, most: number): string | undefined {
  const whole = sentence.replace(/[.。]$/u, '');
  if (whole.length <= most) return whole;
  const least = LEAST_CHARACTERS[/\p{Script=Han}/u.test(whole) ? 'Chinese' : 'spaced'];
  const end = [...whole.matchAll(CLAUSE_END)]
    .map(({ index }) => index)
    .findLast((at) => at >= least && at <= most && isClosed(whole.slice(0, at)) && !CONDITION.test(whole.slice(at)));
  return end === undefined ? undefined : whole.slice(0, end);
}

/** Whether every quotation and bracket that a text opens is closed in it. */
const isClosed = (text: string): boolean =>
  (text.match(/"/gu)?.length ?? 0) % 2 === 0 &&
  (text.match(/[“《（(]/gu)?.length ?? 0) === (text.match(/[”》）)]/gu)?.length ?? 0);
