/** What an item may bear on, and what comes first: by its title and, once it is held, by its text. */
import type { Catalogue } from '../search/catalogue.ts';
import type { BearingBy } from '../search/finder.ts';
import { BY_TEXT, BY_TITLE, type Entry, type WatchItem } from './items.ts';

export type ItemBearing = Pick<WatchItem, 'topics' | 'score'>;

type Published = Pick<WatchItem, 'relationship' | 'party'> & { readonly text: string };

const SCORES: Readonly<Record<BearingBy, number>> = { word: BY_TEXT, words: 1, name: BY_TITLE, party: 3 };

/** Returns what an item may bear on, by the catalogue's own search: the topics of its relationship, and by what; of equal ones the newest comes first. */
export function bearing({ relationship, party, text }: Published, { finder }: Pick<Catalogue, 'finder'>): ItemBearing {
  const { briefs, by } = finder.bearing(text, party, relationship);
  const topics = briefs.map(({ id }) => id);
  // What names the other party may be too short to tell on what it bears.
  if (topics.length === 0) return { topics, score: by === 'party' ? BY_TEXT : 0 };
  // By a common word a title bears on anything.
  return { topics: by === 'word' ? [] : topics, score: SCORES[by] };
}

/** So many paragraphs that name the other party, or a topic, show that a text is about it. */
const MIN_PARAGRAPHS = 2;

/** Returns what an item bears on by its text, where that is more than its title tells, or where the title tells too little; undefined otherwise. */
export function bearingOfText(
  { relationship, party, topics, score }: Omit<Published, 'text'> & ItemBearing,
  paragraphs: readonly string[],
  catalogue: Pick<Catalogue, 'finder'>,
): ItemBearing | undefined {
  const telling = paragraphs.filter((text) => catalogue.finder.tells(text, party, relationship));
  if (telling.length < MIN_PARAGRAPHS) return score < BY_TITLE ? { topics: [], score: 0 } : undefined;
  const found = bearing({ relationship, party, text: telling.join('\n') }, catalogue);
  return found.score > score ? { topics: score < BY_TITLE ? found.topics : topics, score: found.score } : undefined;
}

const form = ({ title }: Entry): string => title.replaceAll(/\p{N}+/gu, '#');

/** Returns what tells whether an entry is one of a series: its title differs from that of another entry in numbers alone, such as the day of a press conference. */
export function seriesIn(entries: readonly Entry[]): (entry: Entry) => boolean {
  const forms = Map.groupBy(entries, form);
  return (entry) => (forms.get(form(entry))?.length ?? 0) > 1;
}
