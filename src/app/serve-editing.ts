/** What curators may do with the records of a serving bot. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueReader } from '../search/catalogue.ts';
import { createCurating } from './record-editor.ts';
import type { Curating } from '../records/edit/editor.ts';
import type { Kept } from './watch-catalogue.ts';

/** Returns what curators may do with the records: look only, where their folder cannot be written. */
export function serveCurating(
  { briefsDir, dataDir }: { readonly briefsDir: string; readonly dataDir: string },
  kept: Pick<Kept, 'standing' | 'readNow'>,
  { reader, now }: { readonly reader: CatalogueReader; readonly now: () => Temporal.Instant },
): Curating {
  return createCurating({
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
