/** The watch of a bot that serves: it looks when it starts, and stops at once though a site is slow. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { folderOf, recordFiles } from '../support/records.ts';
import { serveDesk } from '../support/serve-desk.ts';
import { answer, rss, RULES, sourceAt, startSite } from './sites.ts';

test('a bot that serves looks at its sources, and a slow site does not hold up its stop', async () => {
  const site = await startSite('press');
  onTestFinished(site.stop);
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-data-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  site.pages['/feed'] = answer(rss(site, [{ path: '/one', title: 'one' }]));
  site.pages['/slow'] = () => {};
  const sources = ['/feed', '/slow'].map((path) => sourceAt(site, path));
  const desk = await serveDesk({
    env: {},
    briefsDir: folderOf(recordFiles()),
    dataDir,
    anyPort: true,
    fetchRules: RULES,
    reading: { sources: () => ({ sources, faults: [], faulty: new Set() }), timeoutMs: 600_000 },
  });
  await expect.poll(() => site.asked.map(({ path }) => path)).toEqual(['/robots.txt', '/feed', '/slow']);
  await expect.poll(() => desk.log.join('\n')).toContain('a source has news');
  await desk.stop();
  const store = await openStore(undefined, { dataDir });
  const { items } = await store.watchItems({ states: ['new'], limit: 9 });
  const states = await store.watchStates();
  await store.close();
  expect(items).toMatchObject([{ title: 'one' }]);
  // What was given up is no failure of its site.
  expect(states).toMatchObject([{ source: 'feed-feed', fault: undefined }]);
});
