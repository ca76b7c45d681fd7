/** What curators may do, where the folder of records can be written. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueReader } from '../brief/catalogue.ts';
import { createCurating } from '../curate/create-curating.ts';
import type { Curating } from '../curate/curating.ts';
import type { Kept } from './keep-catalogue.ts';

/** Returns what curators may do with the records, or undefined where their folder cannot be written. */
export function serveCurating(
  { briefsDir, dataDir }: { readonly briefsDir: string; readonly dataDir: string },
  kept: Pick<Kept, 'standing' | 'readNow'>,
  { reader, now }: { readonly reader: CatalogueReader; readonly now: () => Temporal.Instant },
): Curating | undefined {
  try {
    accessSync(briefsDir, constants.W_OK);
  } catch {
    return undefined;
  }
  return createCurating({
    folder: briefsDir,
    keptFolder: join(dataDir, 'previous'),
    reader,
    now,
    standing: kept.standing,
    saved: kept.readNow,
  });
}
