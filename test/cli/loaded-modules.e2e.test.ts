/** What commands load: by the list of their modules, since times say nothing on a busy machine. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, recordFiles } from '../support/records.ts';
import { startChatBot } from './chat-bot.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const { PATH, NODE_COMPILE_CACHE } = process.env;
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
      env: { PATH, NODE_COMPILE_CACHE, BRIEFS_DIR: briefs, DATA_DIR: data, DESK: 'off', MODULES: list },
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
const folders = (): Folders => ({ briefs: folderOf(recordFiles()), data: folderOf({}) });

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['a brief', ['brief', 'grain-corridor'], []],
  ['an answer', ['ask', 'what about the grain corridor'], []],
  ['questions, one a line', ['ask', '--lines'], []],
  ['the console', ['start'], ['pino']],
])('%s brings along no store and no kit of a vendor', (_what, args, more) => {
  const { packages, files } = loadedBy(args, { ...folders(), input: 'what about the grain corridor\n' });
  expect(packages).toEqual(expect.arrayContaining([...more]));
  const heavy = new Set(['kysely', 'pg', 'react', 'hono', 'node-cron', '@slack/bolt', 'discord.js']);
  expect(packages.filter((name) => heavy.has(name))).toEqual([]);
  // The console has a store in memory, which is opened when something is to be kept.
  expect(files.filter((file) => file.startsWith('src/store/') && file !== 'src/store/memory.ts')).toEqual([]);
});

test('a bot with both chats loads neither a desk nor PostgreSQL', async () => {
  const { briefs, data } = folders();
  const bot = await startChatBot(join(ROOT, 'src', 'main.ts'), { BRIEFS_DIR: briefs, DATA_DIR: data });
  const packages = packagesOf(await bot.end());
  expect(packages).toEqual(expect.arrayContaining(['@slack/bolt', 'discord.js', 'kysely']));
  expect(packages.filter((name) => ['pg', 'hono', 'react', 'esbuild'].includes(name))).toEqual([]);
});
