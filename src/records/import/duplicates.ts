/** Recognises a document that is there already: by its address, by its title and day, or by paragraphs and wording of its text. */
import { nameKey } from '../../shared/text.ts';
import { addressKey, fingerprint, runsOf, words } from '../paragraphs.ts';
import type { HeldTexts } from '../held-texts.ts';
import type { Source, Translated } from '../schema.ts';

/** How a document resembles another: `share` is how much of its text, from 0 to 1, stands there too. */
export type Duplicate = {
  readonly relationship: string;
  readonly id: string;
  readonly title: Translated;
  /** Whether it is not in service yet. */
  readonly isDraft: boolean;
} & ({ readonly because: 'address' | 'title' } | { readonly because: 'text'; readonly share: number });

export type DuplicateCandidate = {
  readonly url: string | undefined;
  readonly title: string | undefined;
  readonly publishedOn: string | undefined;
  readonly paragraphs: readonly string[];
};

/** What is compared of a document that is there. */
export type KnownDocument = Pick<Source, 'relationship' | 'url' | 'publishedOn' | 'paragraphs' | 'title'> & {
  readonly id: string;
  readonly isDraft?: boolean;
};

/** A text of which so much stands elsewhere is another copy, or repeats it. */
const MIN_SHARE = 0.3;
/** Shorter paragraphs, such as greetings, are alike in documents of all kinds. */
const MIN_PARAGRAPH_CHARACTERS = 40;
/** Of a text, so many words and of each paragraph so many characters are compared: more than any curated document has. */
const MAX_WORDS = 100_000;
const MAX_CHARACTERS = 50_000;

/** Returns the documents of which a candidate is a copy or nearly one, the most alike first; held texts are compared word by word, others by their fingerprints. */
export async function findDuplicates(
  { url, title, publishedOn, paragraphs }: DuplicateCandidate,
  known: readonly KnownDocument[],
  held: HeldTexts,
): Promise<readonly Duplicate[]> {
  const address = url === undefined ? undefined : addressKey(url);
  const named = nameKey(title ?? '');
  const long = paragraphs.filter(({ length }) => length >= MIN_PARAGRAPH_CHARACTERS);
  const times = timesOf(long);
  let runs: ReadonlySet<string> | undefined;
  const found: { readonly duplicate: Duplicate; readonly likeness: number }[] = [];
  for (const document of known) {
    const { relationship, id, isDraft = false } = document;
    const its = { relationship, id, title: document.title, isDraft };
    if (address !== undefined && addressKey(document.url) === address) {
      found.push({ duplicate: { ...its, because: 'address' }, likeness: 3 });
      continue;
    }
    const isNamed = [document.title.en, document.title.zh ?? ''].some((one) => named !== '' && nameKey(one) === named);
    if (isNamed && (publishedOn === undefined || publishedOn === document.publishedOn)) {
      found.push({ duplicate: { ...its, because: 'title' }, likeness: 2 });
      continue;
    }
    const same = [...new Set(document.paragraphs)].reduce((sum, one) => sum + (times.get(one) ?? 0), 0);
    const text = await held.get(relationship, id);
    if (text !== undefined) runs ??= wordingOf(paragraphs);
    const worded =
      text === undefined || runs === undefined
        ? 0
        : shareOf(runs.intersection(wordingOf(text.paragraphs)).size, runs.size);
    const share = Math.max(shareOf(same, long.length), worded);
    if (share >= MIN_SHARE) found.push({ duplicate: { ...its, because: 'text', share }, likeness: share });
  }
  return found.toSorted((a, b) => b.likeness - a.likeness).map(({ duplicate }) => duplicate);
}

const shareOf = (count: number, of: number): number => (of === 0 ? 0 : count / of);

/** Returns the fingerprints of paragraphs, and how often each is there. */
function timesOf(paragraphs: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const paragraph of paragraphs) {
    const one = fingerprint(paragraph);
    times.set(one, (times.get(one) ?? 0) + 1);
  }
  return times;
}

/** Returns the runs of words of a text, wherever its paragraphs are parted; of a very long one those of its beginning. */
function wordingOf(paragraphs: readonly string[]): ReadonlySet<string> {
  const all: string[] = [];
  for (const paragraph of paragraphs) {
    if (all.length >= MAX_WORDS) break;
    for (const word of words(paragraph.slice(0, MAX_CHARACTERS))) all.push(word);
  }
  return new Set(runsOf(all));
}
