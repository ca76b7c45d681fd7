/** Loads the catalogue for commands, from BRIEFS_DIR. */
import { type Fault, formatFault } from '../records/fault.ts';
import type { Language } from '../records/schema.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { createCatalogueLoader } from '../search/load-catalogue.ts';
import { AttacheError } from '../shared/errors.ts';
import type { Io } from './io.ts';

/** Returns the folder of the records. */
export const briefsDir = ({ env }: Pick<Io, 'env'>): string => env.BRIEFS_DIR ?? 'briefs';

/** Returns the catalogue; rejects with AttacheError('records') that names every fault with its file, line and column. */
export async function loadCatalogue(io: Io): Promise<Catalogue> {
  const loader = createCatalogueLoader(briefsDir(io), () => Date.now());
  const { catalogue, faults } = await loader.load(io.now());
  if (catalogue === undefined) throw recordsError(faults);
  return catalogue;
}

/** Returns the catalogue, or that of what is whole where records have faults; for what is written beside the records, which may be what mends them. */
export async function loadWhole(io: Io): Promise<Catalogue> {
  const loader = createCatalogueLoader(briefsDir(io), () => Date.now());
  const loaded = await loader.load(io.now(), true);
  const catalogue = loaded.catalogue ?? loaded.repair?.();
  if (catalogue === undefined) throw recordsError(loaded.faults);
  return catalogue;
}

/** Returns a number with its noun, such as `1 fault` or `3 faults`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Returns the language named by an option; throws AttacheError('usage') for an unknown one. */
export function languageOf(option: string | undefined): Language | undefined {
  if (option === undefined || option === 'en' || option === 'zh') return option;
  throw new AttacheError('usage', `there is no language "${option}"; --language takes en or zh`);
}

/** Returns the error that names every fault at its place. */
function recordsError(faults: readonly Fault[]): AttacheError {
  return new AttacheError(
    'records',
    `the records have ${count(faults.length, 'fault')}:\n${faults.map(formatFault).join('\n')}`,
  );
}
