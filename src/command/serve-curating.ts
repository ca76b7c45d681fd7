/** What curators may do with the records of a serving bot. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueReader } from '../brief/catalogue.ts';
import { createCurating } from '../curate/create-curating.ts';
import type { Curating } from '../curate/curating.ts';
import type { Kept } from './keep-catalogue.ts';

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
