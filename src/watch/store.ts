/** What the watch keeps in the store. */
import type { ItemKeys, ItemRevision, ItemState, KnownEntry, WatchItem } from './items.ts';
import type { OldestWaiting } from './reach.ts';
import type { SourceState, WatchWords } from './health.ts';
import type { WatchSource } from './sources.ts';

/** An item that was not known before. */
export type NewItem = KnownEntry & {
  readonly party: string;
  readonly language: WatchItem['language'];
  readonly state: ItemState;
  readonly reason: string;
  readonly topics: readonly string[];
  readonly score: number;
};

export type Reading = {
  readonly state: SourceState;
  readonly added: readonly NewItem[];
  readonly seen: readonly KnownEntry[];
  readonly changed: readonly KnownEntry[];
};

export type ItemQuery = {
  readonly relationship?: string | undefined;
  readonly states: readonly ItemState[];
  readonly limit: number;
};

export type ItemDecision = {
  readonly state: ItemState;
  readonly reason: string;
  readonly of: string;
  readonly by: string;
  readonly at: Temporal.Instant;
};

export type WatchStore = {
  readonly watchStates: () => Promise<readonly SourceState[]>;
  /** Switches a source on or off; undefined leaves it to the file. Switched on, it is looked at soon. */
  readonly switchSource: (state: SourceState, on: boolean | undefined) => Promise<void>;
  /** Notes that a person has looked through what may have been missed at a source. */
  readonly closeGap: (relationship: string, source: string) => Promise<void>;
  /** Gives what is known of a source to its new id, unless that has something of its own. */
  readonly renameSource: (relationship: string, from: string, to: string) => Promise<boolean>;
  /** Returns the items of a source that have one of the keys of entries, and the newest ones beside them. */
  readonly knownItems: (
    relationship: string,
    source: string,
    entries: readonly KnownEntry[],
  ) => Promise<readonly ItemKeys[]>;
  /** Writes a reading whole: the state of the source, what is new and what has changed. An item that another process has written meanwhile stays as that wrote it. What another source of the relationship has at the same address is added as its copy. Returns the ids of what was added and waits. */
  readonly saveReading: (reading: Reading, at: Temporal.Instant) => Promise<readonly string[]>;
  /** Returns items and how many there are of them in all; what bears on the most topics first, then the newest. */
  readonly watchItems: (query: ItemQuery) => Promise<{ readonly items: readonly WatchItem[]; readonly total: number }>;
  readonly watchItem: (id: string) => Promise<WatchItem | undefined>;
  /** Returns what an item was before its publisher changed it, the oldest first. */
  readonly itemRevisions: (id: string) => Promise<readonly ItemRevision[]>;
  /** Decides an item, only where its state is one of those expected; returns whether it did. */
  readonly decideItem: (id: string, decision: ItemDecision, expected: readonly ItemState[]) => Promise<boolean>;
  /** Marks what waits at the addresses of documents in service as taken; returns how many. */
  readonly takeDocuments: (
    relationship: string,
    documents: ReadonlyMap<string, string>,
    at: Temporal.Instant,
  ) => Promise<number>;
  readonly oldestWaiting: () => Promise<readonly OldestWaiting[]>;
  /** Returns how many items wait at each source, also at those that no file names any more, or at one alone; of a source whose items are of several sides, one is named. */
  readonly waitingAt: (
    only?: Pick<WatchSource, 'relationship' | 'id'>,
  ) => Promise<readonly { relationship: string; source: string; party: string; waiting: number }[]>;
  /** Returns a few new items of each source that bear on topics or may do so by their text, and whose text nobody has fetched yet: those first of which the title does not tell, then the most bearing. */
  readonly unreadTexts: (each: number) => Promise<readonly WatchItem[]>;
  /** Notes how it stands with the text of an item, and what the item bears on by it. */
  readonly noteText: (
    id: string,
    text: WatchItem['text'],
    fault: WatchWords | undefined,
    bears?: Pick<WatchItem, 'topics' | 'score'>,
  ) => Promise<void>;
  /** Notes which other item one looks like a copy of; empty where of none. */
  readonly noteCopy: (id: string, of: string) => Promise<void>;
  /** Forgets what is longer decided and longer gone from its list than `before`. What its publisher lists is never forgotten, so that nothing comes back. */
  readonly tidyWatch: (before: Temporal.Instant) => Promise<void>;
};
