/** The title of a digest, which is also what a phone shows: the day, the relationships where they are several, and the first change. Pure. */
import { messages } from '../locales/messages.ts';
import { formatDayOfYear } from '../records/dates.ts';
import type { Language, Relationship } from '../records/schema.ts';
import { pick } from '../reply/compose/parts.ts';
import { clip } from '../shared/text.ts';
import { takeFitting } from './size-budget.ts';

/** What a phone shows of a title in three or four lines: the message below tells the first change in full. */
const MAX_TITLE_CHARACTERS: Readonly<Record<Language, number>> = { en: 90, zh: 44 };
/** A title is read at a glance: it has so many words of the first change. */
const MAX_WORDS = 10;
/** So much of the first change is told in any case. */
const MIN_FIRST_CHARACTERS: Readonly<Record<Language, number>> = { en: 40, zh: 20 };
/** The relationships that a title names are this long at most together. */
const MAX_NAMES_CHARACTERS = 60;

export type Headline = {
  /** The first of what is told, in as many words as it has. */
  readonly first: string;
  /** How many changes or topics there are beside it. */
  readonly more: number;
};

/** Returns the title of a digest on a local day; `relationships` are those to be named. */
export function digestTitle(
  { first, more }: Headline,
  day: string,
  relationships: readonly Relationship[],
  language: Language,
): string {
  const t = messages(language);
  const titles = relationships.map(({ title }) => pick(title, language));
  const named = takeFitting(titles, ({ length }) => length, MAX_NAMES_CHARACTERS);
  const names =
    titles.length === 0
      ? ''
      : t('digest.names', {
          relationships: named.join(t('reply.listed')),
          more: titles.length - named.length,
        });
  const dated = { day: formatDayOfYear(day, language), more };
  const title = (what: string): string =>
    names === '' ? t('digest.title', { ...dated, what }) : t('digest.titleOf', { ...dated, names, what });
  const space = Math.max(MAX_TITLE_CHARACTERS[language] - title('').length, MIN_FIRST_CHARACTERS[language]);
  const words = first.split(' ').slice(0, MAX_WORDS).join(' ').length;
  return title(shortened(first.replace(/[.。]$/u, ''), Math.min(space, words + 1)));
}

/** A text of at most so many characters, which does not end within a word or on one that leans on the next. */
function shortened(text: string, most: number): string {
  const clipped = clip(text, most);
  return clipped === text ? text : `${clipped.replace(PART_OF_WORD, '').replace(LEANING, '')}…`;
}

const PART_OF_WORD = /\s*[\p{Script=Latin}\p{N}.'’-]*…$/u;
/** Each run of separators is taken whole: a run that can be cut anywhere is tried cut in every way, which takes forever for forty commas. */
const LEANING =
  /(?:[\s,;:(–，、；：（-]+(?![\s,;:(–，、；：（-])(?:a|an|and|as|at|both|by|for|from|in|of|on|or|that|the|to|with)?)+$/iu;
