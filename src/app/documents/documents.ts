/** What curators add documents with: a process that reads, a way to fetch, and the texts that are kept. */
import type { DocumentImport } from '../../records/import/import-document.ts';
import { unreadable, UnreadableDocument } from '../../records/import/unreadable-document.ts';
import { createHeldTexts, heldFolderOf } from '../../records/held-texts.ts';
import type { FetchRules } from './pinned-request.ts';
import { createImportProcess } from './import-process.ts';

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
