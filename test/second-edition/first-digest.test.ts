/** What a channel that subscribed under the second edition hears first from the records of today: what was corrected, and nothing that was only written anew. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { valuesOf } from '../../src/records/catalogue.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import { allNews } from '../../src/digest/news.ts';
import { packKeys, statementCountingKey, unseenNews } from '../../src/digest/seen-news.ts';
import { createCatalogue, type Catalogue } from '../../src/search/catalogue.ts';
import { folderOf, ownCatalogue } from '../support/records.ts';

/** The last day of the second edition. */
const DAY = '2026-11-29';
const now = Temporal.Instant.from(`${DAY}T12:00:00Z`);

function before(): Catalogue {
  const archive = gunzipSync(readFileSync(join(import.meta.dirname, 'records.json.gz'))).toString();
  const folder = folderOf(JSON.parse(archive) as Record<string, string>);
  return createCatalogue(valuesOf(createRecordLoader(folder).read()));
}

test('a channel of the second edition hears first of the corrections, and of nothing that it had heard', () => {
  const today = ownCatalogue();
  const old = before();
  // Of reviews it had heard nothing: none was overdue.
  const heard = allNews(old, 'all', now).filter(({ type }) => type !== 'overdue');
  const unseen = unseenNews(allNews(today, 'all', now), packKeys(heard, [statementCountingKey('s1')]), new Set());
  // What is added to the records after that day is news like any other, and what a curator of that time retracted is back.
  const anew = unseen.filter((item) => {
    if (item.type === 'reworded' || old.briefs.get(item.brief.id)?.status !== 'published') return false;
    if (item.type === 'statement') return item.splitFrom.length > 0;
    // What had passed before digests told of it counts as heard when they begin to.
    if (item.type === 'past') return false;
    // What is to begin is told from now on.
    if (item.type === 'due' && item.change !== undefined) return false;
    return !('on' in item) || item.on <= DAY;
  });
  expect(anew.map(({ key }) => key)).toEqual([]);
  const corrected = unseen.filter((item) => item.type === 'reworded');
  expect(corrected.length).toBeGreaterThanOrEqual(7);
  for (const { statement } of corrected) expect(old.statements.has(statement.id)).toBe(true);
  expect([...today.statements.values()].filter(({ splitFrom }) => splitFrom !== undefined).length).toBeGreaterThan(30);
});
