/** What the desk, the morning message and the cards are told by the watch, and what people can do about it. */
import { sourcesOf } from '../records/catalogue.ts';
import type { Fault } from '../records/fault.ts';
import type { ImportedDocument } from '../records/import/imported-document.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { copiesAmong, type Compared } from './copies.ts';
import { healthOf, isOn, newState, saying, type SourceHealth } from './health.ts';
import { keyOfAddress, ITEM_STATES, WAITING, type ItemRevision, type ItemState, type WatchItem } from './items.ts';
import { reachOf, type Reach } from './reach.ts';
import type { Rounds } from './run.ts';
import { sourceKey, type WatchFiles, type WatchSource } from './sources.ts';
import type { WatchStore } from './store.ts';
import type { ItemTexts } from './texts.ts';

export type SourceStatus = {
  readonly relationship: string;
  readonly id: string;
  /** Empty where it is of no side. */
  readonly party: string;
  /** Undefined of a source that no file names any more, where items still wait. */
  readonly source: WatchSource | undefined;
  readonly isOn: boolean;
  readonly health: SourceHealth;
  readonly waiting: number;
  readonly readTo: string | undefined;
  readonly triedAt: Temporal.Instant | undefined;
  readonly nextAt: Temporal.Instant | undefined;
};

export type Decision =
  | { readonly state: 'new' | 'later' }
  | { readonly state: 'not-ours'; readonly reason: string }
  /** `of` is the item that it is a copy of, or the short id of the document that it was taken as. */
  | { readonly state: 'same-as' | 'document'; readonly of: string };

/** Somebody else may have decided meanwhile: then the item is returned as it stands. */
export type Decided = { readonly ok: true } | { readonly ok: false; readonly item: WatchItem | undefined };

export type NewItemsQuery = {
  readonly relationship?: string;
  /** What waits, unless given. */
  readonly states?: readonly ItemState[];
  readonly limit?: number;
};

export type Watch = {
  /** Returns items, by how much they bear on topics, then the newest first, and how many there are in all. What is in service as a document by now is left out. */
  readonly newItems: (
    query?: NewItemsQuery,
  ) => Promise<{ readonly items: readonly WatchItem[]; readonly total: number }>;
  readonly item: (id: string) => Promise<WatchItem | undefined>;
  /** Returns what an item was before its publisher changed its entry, the oldest first. */
  readonly revisions: (id: string) => Promise<readonly ItemRevision[]>;
  /** Decides an item that waits; with `from`, one that is in one of these states, such as to take a decision back. */
  readonly decide: (id: string, decision: Decision, by: string, from?: readonly ItemState[]) => Promise<Decided>;
  /** Returns every source, those too that no file names and where items wait; by relationship and id. */
  readonly sources: () => Promise<readonly SourceStatus[]>;
  /** Returns what is wrong in the files of sources; while a file has faults, its sources are those of before. */
  readonly faults: () => readonly Fault[];
  /** Switches a source on or off; returns whether a file names it. */
  readonly switchSource: (relationship: string, id: string, on: boolean) => Promise<boolean>;
  /** Notes that a person has looked through what may have been missed at a source. */
  readonly closeGap: (relationship: string, id: string) => Promise<void>;
  /** Returns how far the sources of each side have been read; without those of which nothing is watched. */
  readonly reach: () => Promise<Reach>;
  /** Returns the same as it was told last, for what cannot wait. */
  readonly lastReach: () => Reach;
  /** Returns the text of an item, held or fetched now; rejects with WatchFault or UnreadableDocument that says why not, undefined where there is no such item. */
  readonly text: (id: string) => Promise<ImportedDocument | undefined>;
  /** Looks at sources that are due, or at those that are named, and fetches a few texts of each site; returns how many were looked at. */
  readonly round: Rounds['round'];
  /** Forgets items that are long decided and gone from their lists, and texts that nobody waits for. */
  readonly tidy: () => Promise<void>;
};

export type WatchOptions = {
  readonly store: WatchStore;
  readonly sources: () => WatchFiles;
  readonly catalogue: () => Catalogue;
  readonly rounds: Rounds;
  readonly texts: ItemTexts;
  readonly now: () => Temporal.Instant;
};

const MAX_LISTED = 50;
/** So many of what waits are compared, those that bear most first. */
const MAX_COMPARED = 500;
/** For so long what a source no longer lists is remembered once it was decided, so that it does not come back as new. */
const REMEMBERED_DAYS = 400;

/** Returns the watch over a store and what reads for it. */
export function createWatch({ store, sources, catalogue, rounds, texts, now }: WatchOptions): Watch {
  let last: Reach = new Map();
  let taken: Catalogue | undefined;
  /** Marks what is in service by now. */
  const takeDocuments = async (): Promise<void> => {
    const current = catalogue();
    if (taken === current) return;
    for (const relationship of current.relationships.keys())
      await store.takeDocuments(
        relationship,
        new Map(sourcesOf(current, relationship).map(({ url, id }) => [keyOfAddress(url), id])),
        now(),
      );
    taken = current;
  };
  const reach = async (): Promise<Reach> => {
    await takeDocuments();
    const states = await store.watchStates();
    const byKey = new Map(states.map((state) => [sourceKey({ ...state, id: state.source }), state]));
    return (last = reachOf(sources().sources, byKey, await store.oldestWaiting()));
  };
  const noteCopies = async (): Promise<void> => {
    const places = new Map(sources().sources.map((source, at) => [sourceKey(source), at]));
    const { items } = await store.watchItems({ states: WAITING, limit: MAX_COMPARED });
    const compared: Compared[] = [];
    for (const item of items) {
      const place = places.get(sourceKey({ ...item, id: item.source })) ?? places.size;
      compared.push({ ...item, place, prints: await texts.prints(item) });
    }
    const copies = copiesAmong(compared);
    for (const { id, looksLike } of items) {
      const of = copies.get(id) ?? '';
      if (of !== looksLike) await store.noteCopy(id, of);
    }
  };
  return {
    newItems: async ({ relationship, states = WAITING, limit = MAX_LISTED } = {}) => {
      await takeDocuments();
      return await store.watchItems({ relationship, states, limit });
    },
    item: store.watchItem,
    revisions: store.itemRevisions,
    decide: async (id, decision, by, from = WAITING) => {
      const { state } = decision;
      const done = await store.decideItem(
        id,
        {
          state,
          reason: 'reason' in decision ? decision.reason.slice(0, 400) : '',
          of: 'of' in decision ? decision.of : '',
          by,
          at: now(),
        },
        from.length === 0 ? ITEM_STATES : from,
      );
      if (!done) return { ok: false, item: await store.watchItem(id) };
      await reach();
      return { ok: true };
    },
    sources: async () => {
      const files = sources();
      const states = await store.watchStates();
      const waitingAt = await store.waitingAt();
      const at = now();
      const named = files.sources.map((source): SourceStatus => {
        const { relationship, id, party } = source;
        const state = states.find((one) => one.relationship === relationship && one.source === id);
        const { waiting = 0 } = waitingAt.find((one) => one.relationship === relationship && one.source === id) ?? {};
        const { readTo, triedAt, nextAt } = state ?? newState(source);
        return {
          relationship,
          id,
          party: party ?? '',
          source,
          isOn: isOn(source, state),
          health: healthOf(source, state, at),
          waiting,
          readTo,
          triedAt,
          nextAt,
        };
      });
      const known = new Set(files.sources.map(sourceKey));
      // Of a file that cannot be read, nothing was removed.
      const removed = waitingAt
        .filter(({ relationship }) => !files.faulty.has(relationship))
        .filter(({ relationship, source }) => !known.has(sourceKey({ relationship, id: source })))
        .map(({ relationship, source: id, party, waiting }): SourceStatus => ({
          relationship,
          id,
          party,
          source: undefined,
          isOn: false,
          health: { state: 'off', words: saying('removed', { count: waiting }), notes: [] },
          waiting,
          readTo: undefined,
          triedAt: undefined,
          nextAt: undefined,
        }));
      return [...named, ...removed].toSorted((a, b) => (sourceKey(a) < sourceKey(b) ? -1 : 1));
    },
    faults: () => sources().faults,
    switchSource: async (relationship, id, on) => {
      const source = sources().sources.find((one) => one.relationship === relationship && one.id === id);
      if (source === undefined) return false;
      await store.switchSource(newState(source), on);
      await reach();
      return true;
    },
    closeGap: async (relationship, id) => {
      await store.closeGap(relationship, id);
      await reach();
    },
    reach,
    lastReach: () => last,
    text: async (id) => {
      const item = await store.watchItem(id);
      return item === undefined ? undefined : await texts.read(item);
    },
    round: async (only) => {
      await takeDocuments();
      const looked = await rounds.round(only);
      // Some of what is new may be in service already.
      if (looked > 0) taken = undefined;
      await takeDocuments();
      // By their titles copies are known at once, by their texts once these are held.
      if (looked > 0) await noteCopies();
      if (await texts.prefetch()) await noteCopies();
      await reach();
      return looked;
    },
    tidy: async () => {
      await store.tidyWatch(now().subtract({ hours: 24 * REMEMBERED_DAYS }));
      await texts.tidy();
    },
  };
}
