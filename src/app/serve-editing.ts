/** What curators may do with the records of a serving bot. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueLoader } from '../search/catalogue.ts';
import { createRecordEditor } from './record-editor.ts';
import type { RecordEditor } from '../records/edit/editor.ts';
import type { WatchedCatalogue } from './watch-catalogue.ts';

/** Returns what curators may do with the records: look only, where their folder cannot be written. */
export function createServedEditor(
  { briefsDir, dataDir }: { readonly briefsDir: string; readonly dataDir: string },
  kept: Pick<WatchedCatalogue, 'standing' | 'readNow'>,
  { reader, now }: { readonly reader: CatalogueLoader; readonly now: () => Temporal.Instant },
): RecordEditor {
  return createRecordEditor({
    folder: briefsDir,
    keptFolder: join(dataDir, 'previous'),
    writable: isWritable(briefsDir),
    reader,
    now,
    standing: kept.standing,
    saved: kept.readNow,
  });
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
