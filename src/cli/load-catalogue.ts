/** The catalogue as commands need it: read from BRIEFS_DIR, or one error that names every fault. */
import { createCatalogueLoader, type Catalogue } from '../search/catalogue.ts';
import { formatFault } from '../records/fault.ts';
import type { Language } from '../records/schema.ts';
import { AttacheError } from '../shared/errors.ts';
import type { Io } from './io.ts';

/** The folder that the records are read from. */
export const briefsDir = ({ env }: Pick<Io, 'env'>): string => env.BRIEFS_DIR ?? 'briefs';

/** Returns the catalogue; throws AttacheError('records') that names every fault at its place. */
export function loadCatalogue(io: Io, reader = createCatalogueLoader(briefsDir(io))): Catalogue {
  const { catalogue, faults } = reader.read(io.now());
  if (catalogue !== undefined) return catalogue;
  throw new AttacheError(
    'records',
    `the records have ${count(faults.length, 'fault')}:\n${faults.map(formatFault).join('\n')}`,
  );
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
