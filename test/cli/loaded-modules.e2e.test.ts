/** What commands load: by the list of their modules, since times say nothing on a busy machine. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { topicRecord, folderOf, recordFiles } from '../support/records.ts';
import { startChatBot } from './chat-bot.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const HOOK = join(import.meta.dirname, 'list-modules.mjs');

/** Returns the packages and the files of src that a command loads over records and a folder of data. */
function loadedBy(args: readonly string[], { briefs, data, input = '' }: Folders & { readonly input?: string }) {
  const list = join(folderOf({}), 'modules');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', HOOK, join(ROOT, 'src', 'main.ts'), ...args],
    {
      // Where there is no .env.
      cwd: data,
      env: { PATH: process.env.PATH, BRIEFS_DIR: briefs, DATA_DIR: data, DESK: 'off', MODULES: list },
      encoding: 'utf8',
      input,
    },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const urls = readFileSync(list, 'utf8').split('\n');
  const files = urls.flatMap((url) => (url.startsWith(`file://${ROOT}/src/`) ? [url.slice(ROOT.length + 8)] : []));
  return { output: stdout, packages: packagesOf(urls), files };
}

const packagesOf = (urls: readonly string[]): string[] =>
  [...new Set(urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(url)?.[1] ?? []))].toSorted();

type Folders = { readonly briefs: string; readonly data: string };
/** Records that no other process has checked before: what it found may be kept beside the packages. */
function folders(): Folders {
  const briefs = folderOf(recordFiles());
  writeFileSync(
    join(briefs, 'north-south/topics/grain-corridor.yaml'),
    JSON.stringify(topicRecord('grain corridor', { title: { en: `Grain corridor ${randomUUID()}` } })),
  );
  return { briefs, data: folderOf({}) };
}

test('records are parsed and checked once, and again only where one has changed', () => {
  const where = folders();
  const first = loadedBy(['topics'], where);
  expect(first.packages).toEqual(expect.arrayContaining(['yaml', 'zod']));
  expect(first.files).toContain('src/records/check/check.ts');
  const second = loadedBy(['topics'], where);
  expect(second.output).toBe(first.output);
  expect(second.packages).toEqual(['lru-cache']);
  expect(second.files.filter((file) => /parse-record|schema|check|figures|questions/u.test(file))).toEqual([]);

  writeFileSync(
    join(where.briefs, 'north-south/topics/grain-corridor.yaml'),
    JSON.stringify(topicRecord('grain corridor', { title: { en: 'Changed' } })),
  );
  const changed = loadedBy(['topics'], where);
  expect(changed.output).toContain('Changed');
  expect(changed.packages).toEqual(expect.arrayContaining(['yaml', 'zod']));
  expect(loadedBy(['topics'], where).packages).toEqual(['lru-cache']);
});

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['a brief', ['brief', 'grain-corridor'], []],
  ['an answer', ['ask', 'what about the grain corridor'], []],
  ['questions, one a line', ['ask', '--lines'], []],
  ['the console', ['start'], ['pino']],
])('%s brings along no reader of records, no store and no kit of a vendor', (_what, args, more) => {
  const where = folders();
  loadedBy(['topics'], where);
  const { packages, files } = loadedBy(args, { ...where, input: 'what about the grain corridor\n' });
  expect(packages).toEqual(expect.arrayContaining([...more]));
  const heavy = new Set(['yaml', 'zod', 'kysely', 'pg', 'react', 'hono', 'node-cron', '@slack/bolt', 'discord.js']);
  expect(packages.filter((name) => heavy.has(name))).toEqual([]);
  // The console has a store in memory, which is opened when something is to be kept.
  expect(files.filter((file) => file.startsWith('src/store/') && file !== 'src/store/memory.ts')).toEqual([]);
});

test('a bot with both chats reads no record anew and loads no schema where its records were checked before', async () => {
  const { briefs, data } = folders();
  loadedBy(['topics'], { briefs, data });
  const bot = await startChatBot(join(ROOT, 'src', 'main.ts'), { BRIEFS_DIR: briefs, DATA_DIR: data });
  const packages = packagesOf(await bot.end());
  expect(packages).toEqual(expect.arrayContaining(['@slack/bolt', 'discord.js', 'kysely']));
  expect(packages.filter((name) => ['yaml', 'zod', 'pg', 'hono', 'react'].includes(name))).toEqual([]);
});

test('a fault is told with the cache there as without it', () => {
  const where = folders();
  loadedBy(['topics'], where);
  writeFileSync(join(where.briefs, 'north-south/topics/grain-corridor.yaml'), 'title: [');
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'src', 'main.ts'), 'topics'], {
    cwd: where.data,
    env: { PATH: process.env.PATH, BRIEFS_DIR: where.briefs, DATA_DIR: where.data },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('grain-corridor.yaml:1:');
});
