/** A process that looks at a site once, and may be killed while it does: arguments are the database, the data directory, and the address of the site. */
import { createLogger } from '../../src/app/log.ts';
import { createReader, createWatching } from '../../src/app/watching/watching.ts';
import { createCatalogue } from '../../src/search/catalogue.ts';
import { openStore } from '../../src/store/open.ts';
import { RULES, sourceAt } from './sites.ts';

const [databaseUrl = '', dataDir = '', url = ''] = process.argv.slice(2);
const store = await openStore(databaseUrl === '' ? undefined : databaseUrl, { dataDir });
const now = (): Temporal.Instant => Temporal.Now.instant();
const sources = ['/1', '/2', '/3'].map((path) => sourceAt({ url }, path));
const reader = createReader({
  briefsDir: '',
  now,
  contact: undefined,
  rules: RULES,
  gapMs: 1,
  sources: () => ({ sources, faults: [], faulty: new Set() }),
});
const catalogue = createCatalogue({ documents: [], topics: [], relationships: [], tracks: [] });
const { watch } = createWatching({
  reader,
  store,
  dataDir,
  documents: { read: () => Promise.reject(new Error('nothing is fetched')) },
  catalogue: () => catalogue,
  now,
  log: createLogger('silent'),
});
await watch.round();
await reader.stop();
await store.close();
