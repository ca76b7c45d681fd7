/** The texts of what sources have published: fetched politely, held until somebody reads them, and fetched again for re-reading. */
import { LRUCache } from 'lru-cache';
import type { DocumentImport } from '../records/import/import-document.ts';
import { MAX_DOCUMENT_BYTES } from '../records/import/import-document.ts';
import type { ImportedDocument } from '../records/import/imported-document.ts';
import { UnreadableDocument } from '../records/import/unreadable-document.ts';
import type { Logger } from '../shared/logger.ts';
import { blockWords, type PoliteFetcher, type Validators } from './fetch.ts';
import { saying, WatchFault, type WatchWords } from './health.ts';
import { WAITING, type WatchItem } from './items.ts';
import type { WatchStore } from './store.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { bearingOfText } from './bearing.ts';
import { printsOf } from './copies.ts';
import { MAX_AT_ONCE } from './run.ts';

export type TextOptions = {
  readonly store: WatchStore;
  readonly fetcher: PoliteFetcher;
  /** What reads documents; what is held of items is kept apart from what is held of records. */
  readonly documents: Pick<DocumentImport, 'read' | 'held'>;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
};

export type FetchedText =
  | { readonly type: 'same' }
  | (Validators & { readonly type: 'read'; readonly document: ImportedDocument; readonly movedTo: string });

export type ItemTexts = {
  /** Returns what stands at an address now, or with what a site has told before, that it is the same; rejects with WatchFault or UnreadableDocument that says why not. */
  readonly fetchText: (address: string, validators?: Validators) => Promise<FetchedText>;
  /** Returns the text of an item: the one that is held, or else fetched and held now. */
  readonly read: (item: WatchItem) => Promise<ImportedDocument>;
  /** Returns what the text of an item is compared by, where it is held; it is read once. */
  readonly prints: (item: WatchItem) => Promise<ReadonlySet<string>>;
  /** Fetches and holds the texts of a few new items of each site, those first of which the title does not tell on what they bear; returns whether there were any. */
  readonly prefetch: () => Promise<boolean>;
  /** Removes the texts of items that wait no more. */
  readonly tidy: () => Promise<void>;
};

/** Each round fetches so many texts of a site at most. */
const MAX_PREFETCHED = 3;
/** Of so many items is kept what their texts are compared by. */
const MAX_PRINTS = 1_000;
/** A page with less text than this may show something else than a document. */
const SHORT_TEXT = 1_500;

/** Returns what reads the texts of items. */
export function createTexts({ store, fetcher, documents, catalogue, now, log }: TextOptions): ItemTexts {
  const fetchText: ItemTexts['fetchText'] = async (address, validators) => {
    const { type, bytes, url, charset, etag, lastModified, movedTo } = await fetcher.get(address, {
      mostBytes: MAX_DOCUMENT_BYTES,
      ...(validators !== undefined && { validators }),
    });
    if (type === 'same') return { type };
    const document = await documents.read({
      bytes,
      name: url,
      address: url,
      ...(charset !== undefined && { charset }),
    });
    const text = document.paragraphs.map((paragraph) => paragraph.text).join('\n');
    const words = text.length < SHORT_TEXT ? blockWords(text) : undefined;
    if (words !== undefined) throw new WatchFault('blocked', saying('block-page', { words }));
    return { type: 'read', document, movedTo, etag, lastModified };
  };
  const prints = new LRUCache<string, ReadonlySet<string>>({ max: MAX_PRINTS });
  const hold = async (item: WatchItem): Promise<ImportedDocument> => {
    let document: ImportedDocument;
    try {
      const fetched = await fetchText(item.address);
      // Without validators nothing is told to be the same.
      if (fetched.type === 'same') throw new WatchFault('failing', saying('status', { status: 304 }));
      ({ document } = fetched);
    } catch (error) {
      const why = whyOf(error);
      if (why === undefined) throw error;
      await store.noteText(item.id, 'failed', why);
      throw error;
    }
    const paragraphs = document.paragraphs.flatMap(({ text, furniture }) => (furniture === undefined ? [text] : []));
    try {
      await documents.held.put({
        id: item.id,
        relationship: item.relationship,
        paragraphs,
        readAt: now().toString(),
        from: 'address',
      });
      prints.set(item.id, printsOf(paragraphs));
      await catalogue().prepare();
      await store.noteText(item.id, 'held', undefined, bearingOfText(item, paragraphs, catalogue()));
    } catch (error) {
      // Such as a full disk: it is read all the same, and fetched again where it is needed again.
      log.error({ err: error, item: item.id }, 'a text could not be held');
    }
    return document;
  };
  const heldOf = async ({ text, relationship, id }: WatchItem): Promise<readonly string[] | undefined> =>
    text === 'held' ? (await documents.held.get(relationship, id))?.paragraphs : undefined;
  return {
    fetchText,
    prints: async (item) => {
      if (item.text !== 'held') return new Set();
      const known = prints.get(item.id) ?? printsOf((await heldOf(item)) ?? []);
      prints.set(item.id, known);
      return known;
    },
    read: async (item) => {
      const held = await heldOf(item);
      if (held === undefined) return await hold(item);
      return {
        format: 'html',
        paragraphs: held.map((text) => ({ text })),
        proposed: {
          title: item.title,
          authors: [],
          language: item.language,
          url: item.address,
          ...(item.day !== undefined && { publishedOn: item.day }),
        },
      };
    },
    tidy: async () => {
      for (const { relationship, id } of await documents.held.list()) {
        const item = await store.watchItem(id);
        if (item === undefined || !WAITING.includes(item.state)) await documents.held.remove(relationship, id);
      }
    },
    prefetch: async () => {
      const unread = await store.unreadTexts(MAX_PREFETCHED);
      let isEnding = false;
      const fetchAll = async (items: readonly WatchItem[]): Promise<void> => {
        for (const item of items) {
          if (isEnding) return;
          try {
            await hold(item);
          } catch (error) {
            // The process ends.
            if (error instanceof Error && error.name === 'AbortError') isEnding = true;
            else if (whyOf(error) === undefined) log.error({ err: error, item: item.id }, 'a text could not be read');
          }
        }
      };
      // Several sources of one site are one; no site waits for another.
      const bySite = Map.groupBy(unread, ({ address }) => URL.parse(address)?.host);
      const { default: Queue } = await import('p-queue');
      const queue = new Queue({ concurrency: MAX_AT_ONCE });
      await queue.addAll(
        [...bySite.values()].map((items) => async () => await fetchAll(items.slice(0, MAX_PREFETCHED))),
      );
      return unread.length > 0 && !isEnding;
    },
  };
}

/** Returns why a text could not be read, where that is its own; undefined for a fault of ours. */
export function whyOf(error: unknown): WatchWords | undefined {
  if (error instanceof WatchFault) return error.words;
  return error instanceof UnreadableDocument ? saying('text-unread', { why: error.message.slice(0, 300) }) : undefined;
}
