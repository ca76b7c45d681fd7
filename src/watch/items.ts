/** What a source has published: which entries are the same as those that are known, which are new, and which were changed. Pure. */
import { compareTexts } from '../shared/text.ts';
import { createHash } from 'node:crypto';
import type { WatchWords } from './health.ts';

/** An entry of a feed, a list or a sitemap, as it was read. */
export type Entry = {
  /** The whole address; undefined where it names none. */
  readonly address: string | undefined;
  readonly guid: string | undefined;
  readonly title: string;
  /** YYYY-MM-DD in the zone of the source; undefined where it gives none. */
  readonly day: string | undefined;
  /** When it was changed, as the source writes it. */
  readonly modified: string;
  /** Its text so far as the source gives it. */
  readonly summary: string;
};

export const ITEM_STATES = ['new', 'later', 'not-ours', 'same-as', 'document'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What waits for a person. */
export const WAITING: readonly ItemState[] = ['new', 'later'];

/** The score of an item of which the text alone can tell: below all that bear on topics. */
export const BY_TEXT = 0.5;
/** The least score of one whose title tells enough; of others the text is fetched first, and counts. */
export const BY_TITLE = 2;

/** What another item of the source is known by. */
export type ItemKeys = {
  readonly id: string;
  readonly addressKey: string;
  readonly guid: string;
  readonly titleKey: string;
  readonly fingerprint: string;
};

export type WatchItem = {
  readonly id: string;
  readonly relationship: string;
  readonly source: string;
  /** Empty where its source is of no side. */
  readonly party: string;
  readonly address: string;
  readonly title: string;
  readonly day: string | undefined;
  readonly summary: string;
  readonly language: 'en' | 'zh';
  readonly firstSeen: Temporal.Instant;
  readonly state: ItemState;
  /** Why it is not ours; empty otherwise. */
  readonly reason: string;
  /** The item that it is a copy of, or the document that it was taken as; empty otherwise. */
  readonly of: string;
  /** Another item that it may be a copy of; empty where there is none. */
  readonly looksLike: string;
  readonly decidedBy: string;
  readonly decidedAt: Temporal.Instant | undefined;
  /** When its entry was last changed by its publisher. */
  readonly revisedAt: Temporal.Instant | undefined;
  /** The topics that it may bear on, by their ids, and how much. */
  readonly topics: readonly string[];
  readonly score: number;
  /** Whether its text is held here; the reason where it could not be fetched. */
  readonly text: 'unread' | 'held' | 'failed';
  readonly textFault: WatchWords | undefined;
};

/** An item as it was before its publisher changed it. */
export type ItemRevision = {
  readonly seenAt: Temporal.Instant;
  readonly title: string;
  readonly day: string | undefined;
  readonly summary: string;
};

/** An entry with what it is known by. */
export type KnownEntry = { readonly entry: Entry; readonly keys: ItemKeys };

/** What an entry is to what was known before. */
export type Matched = {
  readonly added: readonly KnownEntry[];
  /** Entries of known items, by the id that the item has. */
  readonly seen: readonly KnownEntry[];
  readonly changed: readonly KnownEntry[];
  /** Whether the source gives its entries other identifiers with every look. */
  readonly rotates: boolean;
};

const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);

/** What visitors' programs add to addresses, and no page is told apart by. */
const TRACKING = /^(?:utm_.*|fbclid|gclid|mc_cid|mc_eid|spm|sessionid|session|sid|jsessionid|phpsessid)$/iu;

/** Returns an address in the form in which two of one page are the same: without scheme, www, fragment, session and tracking, the rest of its query in order. */
export function canonicalAddress(address: string | undefined): string {
  const url = address === undefined ? null : URL.parse(address);
  if (url === null) return '';
  const query = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .toSorted(([a], [b]) => compareTexts(a, b))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const path = url.pathname.replace(/;jsessionid=[^/]*/iu, '').replace(/\/(?:index\.(?:s?html?|php|aspx?))?$/iu, '');
  return `${url.host.replace(/^www\./u, '')}${path}${query === '' ? '' : `?${query}`}`;
}

/** Returns what an item at an address is known by. */
export const keyOfAddress = (address: string | undefined): string => {
  const canonical = canonicalAddress(address);
  return canonical === '' ? '' : hash(canonical);
};

const squeezed = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();

/** Returns what two entries of one title and one day have in common; empty where no day is known, since titles return. */
const titleKey = ({ title, day }: Pick<Entry, 'title' | 'day'>): string =>
  day === undefined || squeezed(title) === '' ? '' : hash(squeezed(title), day);

/** Returns entries with what each is known by, each item once. An address that several entries of different titles share tells none of them apart. */
export function withKeys(source: string, entries: readonly Entry[]): KnownEntry[] {
  const titles = Map.groupBy(entries, ({ address }) => canonicalAddress(address));
  const isShared = (address: string): boolean =>
    new Set((titles.get(address) ?? []).map(({ title }) => squeezed(title))).size > 1;
  const guids = Map.groupBy(entries, ({ guid = '' }) => guid);
  const found = new Map<string, KnownEntry>();
  for (const entry of entries) {
    const canonical = canonicalAddress(entry.address);
    const addressKey = canonical === '' || isShared(canonical) ? '' : hash(canonical);
    const guid = entry.guid === undefined || (guids.get(entry.guid)?.length ?? 0) > 1 ? '' : hash(entry.guid);
    const named = titleKey(entry);
    const id = `w${hash(source, addressKey || `${named || squeezed(entry.title)} ${canonical}` || guid)}`;
    const fingerprint = hash(squeezed(entry.title), entry.day ?? '', entry.modified, squeezed(entry.summary));
    found.set(id, { entry, keys: { id, addressKey, guid, titleKey: named, fingerprint } });
  }
  return [...found.values()];
}

/** Beyond this share of identifiers that changed while the address stayed, none is trusted. */
const MAX_ROTATED = 0.05;

/** Returns what entries of a source are to the items of it that have one of their keys: by address first, by identifier while these do not rotate, by title and day where the item no longer stands at its old address. */
export function matchItems(entries: readonly KnownEntry[], known: readonly ItemKeys[], rotated = false): Matched {
  const byId = new Map(known.map((item) => [item.id, item]));
  const by = (key: 'addressKey' | 'guid' | 'titleKey'): ReadonlyMap<string, ItemKeys> =>
    new Map(known.flatMap((item) => (item[key] === '' ? [] : [[item[key], item]])));
  const [addresses, guids, titles] = [by('addressKey'), by('guid'), by('titleKey')];
  const placed = entries.map((one) => ({ ...one, item: addresses.get(one.keys.addressKey) ?? byId.get(one.keys.id) }));
  const identified = placed.filter(({ keys, item }) => item !== undefined && keys.guid !== '' && item.guid !== '');
  const bad = identified.filter(({ keys, item }) => keys.guid !== item?.guid).length;
  const rotates = rotated || bad > identified.length * MAX_ROTATED;
  const taken = new Set(placed.flatMap(({ item }) => item?.id ?? []));
  const free = (item: ItemKeys | undefined): ItemKeys | undefined =>
    item === undefined || taken.has(item.id) ? undefined : item;
  const added: KnownEntry[] = [];
  const seen: KnownEntry[] = [];
  const changed: KnownEntry[] = [];
  for (const { entry, keys, item: placedItem } of placed) {
    // Of a page that has another address and another title, its identifier alone says too little.
    const named = rotates ? undefined : free(guids.get(keys.guid));
    const isSame = keys.addressKey === '' || named?.titleKey === keys.titleKey;
    const item = placedItem ?? (isSame ? named : undefined) ?? free(titles.get(keys.titleKey));
    if (item === undefined) {
      added.push({ entry, keys });
      continue;
    }
    taken.add(item.id);
    const own = { entry, keys: { ...keys, id: item.id, guid: rotates ? item.guid : keys.guid || item.guid } };
    (item.fingerprint === keys.fingerprint ? seen : changed).push(own);
  }
  return { added, seen, changed, rotates };
}
