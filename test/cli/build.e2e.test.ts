/** Bundled code: the same answers as from the files, on the command line and in both chats, until one of the files changes. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DISCORD_IDS } from '../peers/discord.ts';
import { folderOf, recordFiles } from '../support/records.ts';
import { startChatBot } from './chat-bot.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const HOOK = join(import.meta.dirname, 'list-modules.mjs');

/** Returns a copy of the project whose cache is its own. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attache-build-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(ROOT, 'src'), join(folder, 'src'), { recursive: true, preserveTimestamps: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== '.cache') symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  return folder;
}

const environment = () => ({
  PATH: process.env.PATH,
  BRIEFS_DIR: folderOf(recordFiles()),
  DATA_DIR: folderOf({}),
});

/** Runs a command, and returns what it says and the files of src that it loads. */
function attache(folder: string, ...args: readonly string[]) {
  const list = join(folderOf({}), 'modules');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', HOOK, join(folder, 'src', 'launch.ts'), ...args],
    { cwd: folder, env: { ...environment(), MODULES: list }, encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return { output: stdout, files: sourcesOf(folder, readFileSync(list, 'utf8').split('\n')) };
}

/** Returns the files of src of a project among the addresses of modules; its threads run from them. */
const sourcesOf = (folder: string, urls: readonly string[]): string[] =>
  urls.flatMap((url) => (url.startsWith(`file://${folder}/src/`) ? [url.slice(folder.length + 8)] : []));

const filesOf = (folder: string): string[] =>
  readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

const LAUNCHED = ['src/launch.ts', 'src/app/built.ts'];

test('bundled code answers as its files do until one of them changes, and that of the build before is kept', () => {
  const folder = project();
  const cache = join(folder, 'node_modules', '.cache', 'attache');
  const bundles = () => readdirSync(cache).filter((name) => name.startsWith('code-'));
  const change = () => appendFileSync(join(folder, 'src', 'reply', 'fit.ts'), '// Changed.\n');
  const asked = ['ask', 'what about the grain corridor'] as const;
  const [topics, answer] = [attache(folder, 'topics'), attache(folder, ...asked)];
  expect(topics.files).toContain('src/cli/topics.ts');

  expect(attache(folder, 'build').output).toContain('The code is bundled');
  expect(attache(folder, 'topics')).toEqual({ output: topics.output, files: LAUNCHED });
  expect(attache(folder, ...asked)).toEqual({ output: answer.output, files: LAUNCHED });
  // What is checked is known by its place, and so is the cache of what was checked.
  expect(attache(folder, 'check').files).toEqual(LAUNCHED);
  expect(attache(folder, 'build').output).toContain('The code is bundled');
  expect(bundles()).toHaveLength(1);
  // One sign beyond ASCII doubles the room that a whole file takes up in memory.
  const large = filesOf(join(cache, ...bundles())).filter(({ length }) => length > 300_000);
  expect(large.length).toBeGreaterThan(2);
  expect(large.filter((text) => /[^\0-\x7F]/u.test(text))).toEqual([]);

  const [first] = bundles();
  change();
  expect(attache(folder, 'topics')).toEqual(topics);
  attache(folder, 'build');
  expect(attache(folder, 'topics').files).toEqual(LAUNCHED);
  expect(bundles()).toHaveLength(2);
  change();
  attache(folder, 'build');
  expect(bundles()).toHaveLength(2);
  expect(bundles()).not.toContain(first);
});

test('a bot of bundled code answers in both chats', async () => {
  const folder = project();
  attache(folder, 'build');
  const { BRIEFS_DIR, DATA_DIR } = environment();
  const bot = await startChatBot(join(folder, 'src', 'launch.ts'), { BRIEFS_DIR, DATA_DIR });
  expect((await bot.slack.bySocket('ours', 'grain-corridor')).body).toContain('The grain corridor');
  const { response } = bot.discord.slash({
    channelId: DISCORD_IDS.channel,
    user: bot.discord.user(DISCORD_IDS.alice),
    name: 'brief',
    options: [{ name: 'topic', value: 'grain-corridor' }],
  });
  expect(JSON.stringify(await response)).toContain('The grain corridor');
  expect(bot.log()).not.toContain('"level":"error"');
  expect(sourcesOf(folder, await bot.end())).toEqual(LAUNCHED);
});
