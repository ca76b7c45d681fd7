/** The project's own catalogue at a fixed time, for the tests of this platform. */
import { ownCatalogue } from '../../support/records.ts';

export { NOW } from '../../support/records.ts';

export const catalogue = ownCatalogue();
// Built before a test's clock runs, as in service.
catalogue.finder.nearest('');
