/** The catalogue as commands need it: of the records in BRIEFS_DIR, or one error that names every fault. */
import { cacheFoldersOf } from '../app/cache-folders.ts';
import { recordsError } from '../records/fault.ts';
import type { Language } from '../records/schema.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { createCatalogueLoader } from '../search/load-catalogue.ts';
import { AttacheError } from '../shared/errors.ts';
import type { Io } from './io.ts';

/** The folder that the records are read from. */
export const briefsDir = ({ env }: Pick<Io, 'env'>): string => env.BRIEFS_DIR ?? 'briefs';

/** Returns the catalogue; rejects with AttacheError('records') that names every fault at its place. */
export async function loadCatalogue(io: Io): Promise<Catalogue> {
  const loader = createCatalogueLoader(briefsDir(io), cacheFoldersOf(io.env), () => Date.now());
  const { catalogue, faults } = await loader.load(io.now());
  if (catalogue === undefined) throw recordsError(faults);
  return catalogue;
}

/** Returns a number with its noun, such as `1 fault` or `3 faults`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Returns the language named by an option; throws AttacheError('usage') for one that there is not. */
export function languageOf(option: string | undefined): Language | undefined {
  if (option === undefined || option === 'en' || option === 'zh') return option;
  throw new AttacheError('usage', `there is no language "${option}"; --language takes en or zh`);
}
