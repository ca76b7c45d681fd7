/** The watch of a bot or a command: sources from the records, pages from the network, what is known in the store. */
import { join } from 'node:path';
import type { DocumentImport } from '../../records/import/import-document.ts';
import { createHeldTexts, heldFolderOf } from '../../records/held-texts.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { createFetcher, type PoliteFetcher } from '../../watch/fetch.ts';
import { createWatch, type Watch } from '../../watch/port.ts';
import { createRounds, type RoundOptions } from '../../watch/run.ts';
import { readSources, stampOf, type WatchFiles, type WatchSource } from '../../watch/sources.ts';
import type { WatchStore } from '../../watch/store.ts';
import { createDocumentTexts, type DocumentTexts } from '../../watch/document-texts.ts';
import type { TextStore } from '../../watch/text-store.ts';
import { createTexts } from '../../watch/texts.ts';
import { PUBLIC_HOSTS, request, type FetchRules } from '../documents/pinned-request.ts';
import { createParseThread } from './parse-thread.ts';

export type ReaderOptions = {
  readonly briefsDir: string;
  readonly now: () => Temporal.Instant;
  readonly contact: string | undefined;
  /** Other rules, a shorter pause between requests, and sources of no file are for tests. */
  readonly rules?: Partial<FetchRules>;
  readonly gapMs?: number;
  readonly timeoutMs?: number;
  readonly sources?: () => WatchFiles;
  readonly parse?: RoundOptions['parse'];
};

export type SourceReader = {
  readonly fetcher: PoliteFetcher;
  readonly parse: RoundOptions['parse'];
  readonly sources: () => WatchFiles;
  readonly ending: AbortSignal;
  /** Gives up what is under way; what was not written whole is read again by whoever looks next. */
  readonly stop: () => Promise<void>;
};

/** Returns what reads the sources of a folder of records; nothing is requested before it is told to. */
export function createReader({
  briefsDir,
  now,
  contact,
  rules,
  gapMs,
  timeoutMs,
  sources = watchFiles(briefsDir),
  parse,
}: ReaderOptions): SourceReader {
  const ending = new AbortController();
  const fetcher = createFetcher({
    request: async (url, options) => await request(url, { ...PUBLIC_HOSTS, ...rules, ...options }),
    now,
    contact,
    ending: ending.signal,
    ...(gapMs !== undefined && { gapMs }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const thread = createParseThread();
  return {
    fetcher,
    parse: parse ?? thread.parse,
    sources,
    ending: ending.signal,
    stop: async () => {
      ending.abort();
      await thread.stop();
    },
  };
}

export type WatchingOptions = {
  readonly reader: SourceReader;
  readonly store: WatchStore & TextStore;
  readonly dataDir: string;
  readonly documents: Pick<DocumentImport, 'read'>;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Whether documents are fetched again; they are unless it is false. */
  readonly rereads?: boolean | undefined;
  /** Called when texts are wanted. */
  readonly wake?: () => void;
};

export type Watching = {
  /** What reads sources and knows in a store what they have published. */
  readonly watch: Watch;
  /** What fetches and holds the texts of documents, and reads them again. */
  readonly texts: DocumentTexts;
};

/** Returns what reads for curators. */
export function createWatching({ reader, dataDir, documents, rereads, wake, ...options }: WatchingOptions): Watching {
  const { fetcher, parse, sources, ending } = reader;
  const held = createHeldTexts(join(dataDir, 'watched'));
  const rounds = createRounds({ ...options, fetcher, parse, sources, ending });
  const texts = createTexts({ ...options, fetcher, documents: { read: documents.read, held } });
  return {
    watch: createWatch({ ...options, sources, rounds, texts }),
    texts: createDocumentTexts({
      ...options,
      fetchText: texts.fetchText,
      held: createHeldTexts(heldFolderOf(dataDir)),
      reread: createHeldTexts(join(dataDir, 'reread')),
      ending,
      rereads: rereads ?? true,
      ...(wake && { wake }),
    }),
  };
}

/** Returns what reads the files of sources; of one that has come to have faults, the sources are those of before. */
function watchFiles(briefsDir: string): () => WatchFiles {
  const good = new Map<string, readonly WatchSource[]>();
  let read: { readonly stamp: string; readonly files: WatchFiles } | undefined;
  return () => {
    const stamp = stampOf(briefsDir);
    if (read?.stamp === stamp) return read.files;
    const files = readSources(briefsDir);
    for (const [relationship, sources] of Map.groupBy(files.sources, (source) => source.relationship))
      if (!files.faulty.has(relationship)) good.set(relationship, sources);
    const sources = [
      ...files.sources.filter(({ relationship }) => !files.faulty.has(relationship)),
      ...[...files.faulty].flatMap((relationship) => good.get(relationship) ?? []),
    ];
    read = { stamp, files: { ...files, sources } };
    return read.files;
  };
}
