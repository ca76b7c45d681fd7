/** Imports documents for curators: read in a process of its own, without secrets, files or network, and ended when it takes too much memory. */
import type { DocumentImport } from '../../records/import/import-document.ts';
import { unreadable } from '../../records/import/unreadable-document.ts';
import { UnreadableDocument, type Progress } from '../../records/import/unreadable-document.ts';
import { createHeldTexts, heldFolderOf } from '../../records/held-texts.ts';
import type { FetchRules } from './pinned-request.ts';
import type { ImportedDocument, DocumentBytes } from '../../records/import/imported-document.ts';
import type { ChildAnswer, ChildRequest } from './import-child.ts';
import {
  brokenDocument,
  type ImportLimits,
  type ImportThread,
  LIMITS,
  MEMORY_CHECK_MS,
  tooLargeDocument,
} from './import-thread.ts';
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Fetched at a time; each may take its twenty seconds and megabytes. */
const MAX_FETCHING = 4;

/** Returns what documents are added with over a data directory, and what ends its reader. Other rules for fetching are for tests. */
export function createDocumentImport(
  dataDir: string,
  rules: Partial<FetchRules> = {},
): DocumentImport & { readonly stop: () => Promise<void> } {
  const reader = createImportProcess();
  let fetching = 0;
  return {
    held: createHeldTexts(heldFolderOf(dataDir)),
    read: (document) => reader.read(document),
    readAddress: async (address) => {
      if (fetching >= MAX_FETCHING)
        throw new UnreadableDocument(
          unreadable('busy', { file: address.slice(0, 200), waiting: fetching, what: 'addresses' }),
        );
      fetching += 1;
      try {
        // Loaded where an address is given.
        const { fetchDocument } = await import('./fetch-document.ts');
        return await reader.read(await fetchDocument(address, rules));
      } finally {
        fetching -= 1;
      }
    },
    stop: reader.stop,
  };
}

const ENTRY = new URL('import-child.ts', import.meta.url);

const folderOf = (address: string): string => fileURLToPath(new URL(address, import.meta.url));

/** What Node.js is told: no files but the code and its packages, none to write, no network, no processes, no addons. */
export const READER_FLAGS: readonly string[] = [
  '--permission',
  '--allow-worker',
  ...['../../../src/*', '../../../node_modules/*', '../../../package.json'].map(
    (one) => `--allow-fs-read=${folderOf(one)}`,
  ),
];

export type DocumentReader = ImportThread & {
  /** Ends the process; what is being read is given up. */
  readonly stop: () => Promise<void>;
};

type PendingRead = {
  readonly document: DocumentBytes;
  readonly progress: Progress;
  readonly answered: PromiseWithResolvers<ImportedDocument>;
};

/** Returns what reads documents in a process, which starts with the first one. */
export function createImportProcess(limits: Partial<ImportLimits> = {}): DocumentReader {
  const { mostMegabytes, ownMegabytes } = { ...LIMITS, ...limits };
  let child: ChildProcess | undefined;
  let next = 0;
  /** In the order in which they are read. */
  const asked = new Map<number, PendingRead>();
  let look: NodeJS.Timeout | undefined;
  /** Watches the process, and keeps this one alive, only while a document is read. */
  const hold = (own: ChildProcess): void => {
    clearInterval(look);
    if (asked.size > 0) {
      own.ref();
      own.channel?.ref();
      look = setInterval(() => {
        if (megabytesOf(own.pid) > mostMegabytes + ownMegabytes)
          replace(own, (file) => tooLargeDocument(file, mostMegabytes));
      }, MEMORY_CHECK_MS);
    } else {
      own.unref();
      own.channel?.unref();
    }
  };
  const give = (id: number, document: DocumentBytes): void => {
    const own = (child ??= start());
    const request: ChildRequest = { id, document };
    // One that has ended meanwhile is told by its end.
    own.send(request, () => undefined);
    hold(own);
  };
  const giveUp = ([id, { document, answered }]: readonly [number, PendingRead], why = brokenDocument): void => {
    asked.delete(id);
    answered.reject(why(document));
  };
  /** Ends a process, gives up what it was reading where that has ended it, and has another one read the rest. */
  const replace = (own: ChildProcess, why?: typeof brokenDocument): void => {
    if (child !== own) return;
    child = undefined;
    clearInterval(look);
    own.kill('SIGKILL');
    const [first] = asked;
    if (why !== undefined && first !== undefined) giveUp(first, why);
    for (const [id, { document }] of asked) give(id, document);
  };
  const ended = (own: ChildProcess, code: number | null): void =>
    // With 0 it has ended by itself.
    replace(own, code === 0 ? undefined : brokenDocument);
  const start = (): ChildProcess => {
    const own = fork(ENTRY, [JSON.stringify(limits)], {
      env: {},
      execArgv: [...READER_FLAGS],
      serialization: 'advanced',
      stdio: 'ignore',
    });
    own.on('message', (answer: ChildAnswer) => {
      const one = asked.get(answer.id);
      if (answer.type === 'progress') return one?.progress(answer.done, answer.of, answer.unit);
      asked.delete(answer.id);
      hold(own);
      if (answer.type === 'imported') one?.answered.resolve(answer.document);
      else if (answer.type === 'unreadable') one?.answered.reject(new UnreadableDocument(answer.why));
    });
    own.on('exit', (code) => ended(own, code)).on('error', () => ended(own, null));
    return own;
  };
  return {
    read: async (document, progress = () => {}) => {
      const answered = Promise.withResolvers<ImportedDocument>();
      const id = next++;
      asked.set(id, { document, progress, answered });
      give(id, document);
      return await answered.promise;
    },
    stop: async () => {
      const own = child;
      child = undefined;
      clearInterval(look);
      for (const one of asked) giveUp(one);
      if (own === undefined || own.exitCode !== null || own.signalCode !== null) return;
      const gone = new Promise((resolve) => void own.once('exit', resolve));
      // Nothing else may keep this process alive until the other one is gone.
      own.ref();
      own.kill('SIGKILL');
      await gone;
    },
  };
}

/** Returns how much memory a process holds; 0 where the system does not tell it. */
function megabytesOf(pid: number | undefined): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
