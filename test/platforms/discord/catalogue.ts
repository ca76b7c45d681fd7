/** The real catalogue at a fixed time, for the tests of this platform. */
import { checkCatalogue } from '../../../src/search/check-catalogue.ts';

export const NOW = Temporal.Instant.from('2026-11-24T12:00:00Z');

const read = checkCatalogue('briefs', NOW);
if (read.catalogue === undefined)
  throw new Error(
    `the catalogue does not load:\n${read.faults.map(({ file, message }) => `${file}: ${message}`).join('\n')}`,
  );

export const catalogue = read.catalogue;
