/** Recognises a document that is there already: by its address, by its title and day, or by paragraphs and wording of its text. */
import { nameKey } from '../../shared/text.ts';
import { comparable, runsOf } from '../document.ts';
import type { HeldTexts } from '../held/held-text.ts';
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
const SHARE_LEAST = 0.3;
/** Shorter paragraphs, such as greetings, are alike in documents of all kinds. */
const PARAGRAPH_LEAST_CHARACTERS = 40;

/** Parts of an address by which sites count their visitors. */
const COUNTING = /^(?:utm_.*|fbclid|gclid|mc_[ce]id|ref|ref_src|spm|from|share|cmpid|smid)$/iu;

/** Returns an address in the form in which two are the same: without protocol, www., counting parts, anchor and last slash; undefined for what is none. */
export function addressKey(address: string): string | undefined {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/u.test(url.protocol)) return undefined;
  const asked = [...url.searchParams]
    .filter(([name]) => !COUNTING.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted();
  const path = url.pathname.replace(/\/(?:index\.[a-z]+)?$/u, '');
  return `${url.host.replace(/^(?:www|m)\./u, '')}${path}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
}

/** Returns the documents of which a candidate is a copy or nearly one, the most alike first; held texts are compared word by word, others by their fingerprints. */
export async function findDuplicates(
  { url, title, publishedOn, paragraphs }: DuplicateCandidate,
  known: readonly KnownDocument[],
  held: HeldTexts,
): Promise<readonly Duplicate[]> {
  const address = url === undefined ? undefined : addressKey(url);
  const named = nameKey(title ?? '');
  const long = paragraphs.filter(({ length }) => length >= PARAGRAPH_LEAST_CHARACTERS).map((one) => comparable(one));
  const runs = wordingOf(paragraphs);
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
    const fingerprints = new Set(document.paragraphs);
    const same = long.filter(({ fingerprint }) => fingerprints.has(fingerprint)).length;
    const share = Math.max(shareOf(same, long.length), await wordingShared(runs, await held.get(relationship, id)));
    if (share >= SHARE_LEAST) found.push({ duplicate: { ...its, because: 'text', share }, likeness: share });
  }
  return found.toSorted((a, b) => b.likeness - a.likeness).map(({ duplicate }) => duplicate);
}

const shareOf = (count: number, of: number): number => (of === 0 ? 0 : count / of);

/** Returns the runs of words of a text, wherever its paragraphs are parted. */
const wordingOf = (paragraphs: readonly string[]): ReadonlySet<string> =>
  new Set(runsOf(paragraphs.flatMap((one) => comparable(one).words)));

/** Returns how much of the wording of a text stands in a held one, too. */
async function wordingShared(runs: ReadonlySet<string>, text: Awaited<ReturnType<HeldTexts['get']>>): Promise<number> {
  if (text === undefined || runs.size === 0) return 0;
  return runs.intersection(wordingOf(text.paragraphs)).size / runs.size;
}
