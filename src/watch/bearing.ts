/** What an item may bear on, and what comes first: by its title and, once it is held, by its text. */
import type { Catalogue } from '../search/catalogue.ts';
import { BEARING_BY } from '../search/finder.ts';
import type { Entry, WatchItem } from './items.ts';

export type ItemBearing = Pick<WatchItem, 'topics' | 'score'>;

type Published = Pick<WatchItem, 'relationship' | 'party'> & { readonly text: string };

/** The score of an item of which the text alone can tell: below all that bear on topics. */
export const SERIES = 0.5;

/** Returns what an item may bear on, by the catalogue's own search: the topics of its relationship, and by what, from 1 (words) to 3 (it names the other party); of equal ones the newest comes first. */
export function bearing({ relationship, party, text }: Published, { finder }: Pick<Catalogue, 'finder'>): ItemBearing {
  const { briefs, by } = finder.bearing(text, party, relationship);
  const topics = briefs.map(({ id }) => id);
  return { topics, score: topics.length === 0 ? 0 : BEARING_BY.indexOf(by) + 1 };
}

/** So many paragraphs that name the other party show that a text is about it. */
const MIN_PARAGRAPHS = 2;

/** Returns what an item bears on by its text, where that is more than its title tells; undefined otherwise. */
export function bearingOfText(
  { relationship, party, topics, score }: Omit<Published, 'text'> & ItemBearing,
  paragraphs: readonly string[],
  catalogue: Pick<Catalogue, 'finder'>,
): ItemBearing | undefined {
  const telling = paragraphs.filter((text) => catalogue.finder.namesAnother(text, party, relationship));
  const found =
    telling.length < MIN_PARAGRAPHS
      ? { topics: [], score: 0 }
      : bearing({ relationship, party, text: telling.join('\n') }, catalogue);
  if (found.score > score) return { topics: topics.length > 0 ? topics : found.topics, score: found.score };
  return score === SERIES ? { topics: [], score: 0 } : undefined;
}

const form = ({ title }: Entry): string => title.replaceAll(/\p{N}+/gu, '#');

/** Returns what tells whether an entry is one of a series: its title differs from that of another entry in numbers alone, such as the day of a press conference. */
export function seriesIn(entries: readonly Entry[]): (entry: Entry) => boolean {
  const forms = Map.groupBy(entries, form);
  return (entry) => (forms.get(form(entry))?.length ?? 0) > 1;
}
