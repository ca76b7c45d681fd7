/** The watch over sites of a test, with a clock that the test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createDocumentImport } from '../../src/app/documents/document-import.ts';
import { createLogger } from '../../src/app/log.ts';
import { createReader, createWatching, type ReaderOptions } from '../../src/app/watching/watching.ts';
import { parsePage } from '../../src/watch/parse.ts';
import type { Watch } from '../../src/watch/port.ts';
import type { DocumentTexts } from '../../src/watch/document-texts.ts';
import type { WatchStore } from '../../src/watch/store.ts';
import type { TextStore } from '../../src/watch/text-store.ts';
import type { WatchSource } from '../../src/watch/sources.ts';
import { catalogueOf } from '../support/records.ts';
import { RULES } from './sites.ts';

export type TestedWatch = {
  readonly watch: Watch;
  readonly texts: DocumentTexts;
  readonly clock: { now: Temporal.Instant };
  /** What watch.yaml says; a test may change it. */
  readonly files: { sources: readonly WatchSource[] };
  /** Titles of what waits, in order of the alphabet. */
  readonly waiting: () => Promise<readonly string[]>;
  /** How each source does. */
  readonly states: () => Promise<Readonly<Record<string, string>>>;
  readonly stop: () => Promise<void>;
};

export const START = Temporal.Instant.from('2026-11-23T06:00Z');

export function watchOf(
  store: WatchStore & TextStore,
  sources: readonly WatchSource[],
  options: Partial<ReaderOptions> & {
    readonly catalogue?: ReturnType<typeof catalogueOf>;
    readonly dataDir?: string;
  } = {},
): TestedWatch {
  const { catalogue = catalogueOf(), dataDir = mkdtempSync(join(tmpdir(), 'attache-watch-')), ...reading } = options;
  const clock = { now: START };
  const files = { sources };
  const now = (): Temporal.Instant => clock.now;
  const reader = createReader({
    briefsDir: '',
    now,
    contact: undefined,
    rules: RULES,
    gapMs: 1,
    parse: async (source, page) => parsePage(source, page),
    sources: () => ({ sources: files.sources, faults: [], faulty: new Set() }),
    ...reading,
  });
  const documents = createDocumentImport(dataDir, RULES);
  const { watch, texts } = createWatching({
    reader,
    store,
    dataDir,
    documents,
    catalogue: () => catalogue,
    now,
    log: createLogger('silent'),
  });
  const stop = async (): Promise<void> => {
    await reader.stop();
    await documents.stop();
  };
  onTestFinished(async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    watch,
    texts,
    clock,
    files,
    stop,
    waiting: async () => (await watch.newItems({ limit: 2_000 })).items.map(({ title }) => title).toSorted(),
    states: async () => Object.fromEntries((await watch.sources()).map(({ id, health }) => [id, health.state])),
  };
}
