/** The title of a digest, which is also what a phone shows: the day, the relationships where they are several, and the first change. Pure. */
import { messages } from '../locales/messages.ts';
import { formatDayOfYear } from '../records/dates.ts';
import type { Language, Relationship } from '../records/schema.ts';
import { pick } from '../views/text.ts';
import { clip, wordCount } from '../shared/text.ts';
import { takeFitting } from './size-budget.ts';

/** What a phone shows of a title in three or four lines: sentences are chosen shorter, and only names of topics can be longer. */
const MAX_FIRST_CHARACTERS: Readonly<Record<Language, number>> = { en: 110, zh: 50 };
/** The relationships that a title names are this long at most together. */
const MAX_NAMES_CHARACTERS = 60;

export type Headline = {
  /** The first of what is told. */
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
  return title(clip(first.replace(/[.。]$/u, ''), MAX_FIRST_CHARACTERS[language]));
}

/** A title is read at a glance; two Chinese characters count as a word. */
const MAX_WORDS: Readonly<Record<Language, number>> = { en: 10, zh: 16 };

/** Returns the first of some sentences that is short enough for a title, the last of them in any case. */
export const shortest = (sentences: readonly string[], language: Language): string =>
  sentences.find((one) => wordCount(one) <= MAX_WORDS[language]) ?? sentences.at(-1) ?? '';
