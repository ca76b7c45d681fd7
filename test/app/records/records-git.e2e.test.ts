/** The repository of the records: each change set a commit by its author, and nothing where the repository cannot take one. */
import { refusalText } from '../../../src/records/publish/refusal.ts';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, promises, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { openRecordCommits } from '../../../src/app/records/records-git.ts';
import { openRecords } from '../../../src/app/records/records-in-service.ts';
import { run } from '../../../src/cli/run.ts';
import type { RecordName, TextOfSet } from '../../../src/records/publish/change-set.ts';
import { CLEO, TEA } from '../../support/curating.ts';
import { folderOf, NOW, recordFiles } from '../../support/records.ts';
import { WRITTEN } from '../../support/written.ts';

const NOTES: RecordName = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };

async function repository(timeout?: number) {
  const folder = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': WRITTEN }));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'First');
  const records = await openRecords({
    folder,
    versionsFolder: folderOf({}),
    now: () => NOW,
    log: createLogger('silent'),
    commits: await openRecordCommits(folder, folder, timeout),
  });
  onTestFinished(records.stop);
  const { editor } = records;
  const read = ({ folder: own, file }: RecordName): string => readFileSync(join(folder, own, file), 'utf8');
  const changed = (name: RecordName, from: string, to: string): TextOfSet => {
    const opened = editor.open(name);
    if (!opened.ok) throw new Error(refusalText(opened, 'en'));
    return { ...name, text: opened.text.replace(from, to), version: opened.version };
  };
  const set = (): TextOfSet[] => [
    changed(TEA, 'drink it', 'like it'),
    changed(NOTES, 'The gazette belongs', 'The paper belongs'),
  ];
  /** Has the repository run a script before each commit, which may refuse it. */
  const beforeCommits = (script: string): void => {
    const hook = join(folder, '.git', 'hooks', 'pre-commit');
    writeFileSync(hook, script);
    chmodSync(hook, 0o755);
  };
  return { folder, git, editor, records, read, set, beforeCommits };
}

test('a set is one commit by its author, of its own files alone, and so is undoing it', async () => {
  const { folder, git, editor, read, set } = await repository();
  writeFileSync(
    join(folder, 'north-south', 'relationship.yaml'),
    `${read({ folder: 'north-south', file: 'relationship.yaml' })}\n`,
  );
  const done = await editor.publish({ texts: set(), author: CLEO });
  expect(done).toMatchObject({ ok: true });
  expect(git('log', '-1', '--format=%an <%ae> %cn').trim()).toBe('Cleo <cleo@example.org> Attache');
  expect(git('show', '--name-only', '--format=', 'HEAD').trim().split('\n').toSorted()).toEqual([
    'north-south/documents/harbour-notes.yaml',
    'north-south/topics/tea-trade.yaml',
  ]);
  // What somebody else has not committed is as it was.
  expect(git('status', '--porcelain').trim()).toBe('M north-south/relationship.yaml');
  await editor.undo((done.ok && done.id) || '', { name: 'Bo <b@c>\n' }, async () => 0);
  expect(git('log', '-1', '--format=%an %s').trim()).toMatch(/^Bo.* Undo north-south/u);
  expect(read(TEA)).toBe(WRITTEN);
});

test('what the repository refuses in the end is never in service', async () => {
  const { editor, records, set, beforeCommits } = await repository();
  beforeCommits('#!/bin/sh\nsleep 2\nexit 1\n');
  const summary = (): string => JSON.stringify(records.current().briefs.get('tea-trade'));
  const before = summary();
  const told = new Set<string>();
  const look = setInterval(() => told.add(summary()), 20);
  onTestFinished(() => clearInterval(look));
  const refused = editor.publish({ texts: set(), author: CLEO });
  // The files are seen to be other ones while the commit is under way.
  const reading = setInterval(() => void records.reload(), 100);
  onTestFinished(() => clearInterval(reading));
  expect(await refused).toMatchObject({ ok: false, because: 'repository' });
  await records.reload();
  told.add(summary());
  expect([...told]).toEqual([before]);
});

test('what is read between placing a set and committing it is not in service before the repository takes it', async () => {
  const { folder, editor, records, set, beforeCommits } = await repository();
  beforeCommits('#!/bin/sh\nexit 1\n');
  const summary = (): string => JSON.stringify(records.current().briefs.get('tea-trade'));
  const before = summary();
  const told: string[] = [];
  // The folders of placed files are opened to be synced.
  const { open } = promises;
  promises.open = async (...args) => {
    if (String(args[0]).startsWith(folder) && args[1] === 'r') {
      await records.reload();
      told.push(summary());
    }
    return await open(...args);
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    promises.open = open;
    syncBuiltinESMExports();
  });
  expect(await editor.publish({ texts: set(), author: CLEO })).toMatchObject({ ok: false, because: 'repository' });
  await records.reload();
  expect([...told, summary()]).toEqual([before, before, before]);
});

test('a record with changes that are not committed, a conflict, and a merge under way are refused with a sentence', async () => {
  const { folder, git, editor, read, set } = await repository();
  const path = join(folder, TEA.folder, TEA.file);
  git('checkout', '-q', '-b', 'other');
  writeFileSync(path, WRITTEN.replace('People', 'Few'));
  git('commit', '-q', '-am', 'Theirs');
  git('checkout', '-q', 'main');
  writeFileSync(path, WRITTEN.replace('People', 'All'));
  expect(await editor.publish({ texts: set(), author: CLEO })).toMatchObject({
    because: 'repository',
    code: 'repository-uncommitted',
    params: { file: 'north-south/topics/tea-trade.yaml' },
  });
  git('commit', '-q', '-am', 'Ours');
  expect(() => git('merge', '-q', 'other')).toThrow('Command failed');
  expect(read(TEA)).toContain('<<<<<<<');
  const notes = set().slice(1);
  const before = read(NOTES);
  expect(await editor.publish({ texts: notes, author: CLEO })).toMatchObject({
    because: 'repository',
    code: 'repository-merging',
  });
  expect(read(NOTES)).toBe(before);
  // A conflict can stay without a merge under way.
  rmSync(join(folder, '.git', 'MERGE_HEAD'));
  const version = editor.open(TEA);
  expect(
    await editor.publish({
      texts: [{ ...TEA, text: WRITTEN, version: version.ok ? version.version : '' }],
      author: CLEO,
    }),
  ).toMatchObject({ because: 'repository', code: 'repository-conflict' });
});

test('where the repository takes no commit, everything is as it was', async () => {
  const { git, editor, read, set, beforeCommits } = await repository();
  beforeCommits('#!/bin/sh\necho not today >&2\nexit 1\n');
  const before = [TEA, NOTES].map(read);
  expect(await editor.publish({ texts: set(), author: CLEO })).toMatchObject({
    because: 'repository',
    code: 'repository-refused',
    params: { said: 'not today' },
  });
  expect([TEA, NOTES].map(read)).toEqual(before);
  expect(git('status', '--porcelain')).toBe('');
  expect(editor.sets()).toEqual([]);
});

test('a hook knows where its tools and its home are, and no secret of the bot', async () => {
  const { editor, set, beforeCommits } = await repository();
  const seen = join(folderOf({}), 'environment');
  beforeCommits(`#!/bin/sh\nenv >${seen}\n`);
  const secrets = { SLACK_BOT_TOKEN: 'xoxb-secret', DATABASE_URL: 'postgres://x:secret@y/z', GIT_WORK_TREE: '/secret' };
  for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await editor.publish({ texts: set(), author: CLEO })).toMatchObject({ ok: true });
  const variables = readFileSync(seen, 'utf8');
  expect(variables).not.toContain('secret');
  expect(variables).toMatch(/^PATH=/mu);
  expect(variables).toContain(`HOME=${process.env.HOME}\n`);
  expect(variables).toContain('GIT_COMMITTER_NAME=Attache\n');
});

test('a lock that another process has left, and a hook that takes too long, are told with what to do', async () => {
  const { folder, git, editor, read, set, beforeCommits } = await repository(5_000);
  const before = [TEA, NOTES].map(read);
  const lock = join(folder, '.git', 'index.lock');
  writeFileSync(lock, '');
  const locked = await editor.publish({ texts: set(), author: CLEO });
  expect(locked).toMatchObject({
    because: 'repository',
    code: 'repository-locked',
    params: {
      lock: expect.stringMatching(/index\.lock$/u) as unknown,
      said: expect.stringContaining('fatal: Unable to create') as unknown,
    },
  });
  rmSync(lock);
  beforeCommits('#!/bin/sh\necho one moment >&2\nexec sleep 20\n');
  expect(await editor.publish({ texts: set(), author: CLEO })).toMatchObject({
    because: 'repository',
    code: 'repository-slow',
    params: { seconds: 5, said: 'one moment' },
  });
  expect([TEA, NOTES].map(read)).toEqual(before);
  expect(git('status', '--porcelain')).toBe('');
});

test('on no branch nothing is published: no checkout would keep it', async () => {
  const { git, editor, read, set } = await repository();
  const before = [TEA, NOTES].map(read);
  git('checkout', '-q', '--detach');
  expect(await editor.publish({ texts: set(), author: CLEO })).toMatchObject({
    because: 'repository',
    code: 'repository-detached',
  });
  expect([TEA, NOTES].map(read)).toEqual(before);
  git('checkout', '-q', 'main');
  expect(await editor.publish({ texts: set(), author: CLEO })).toMatchObject({ ok: true });
});

test('check --against a revision or a folder names what changed in silence', async () => {
  const { folder, read } = await repository();
  const path = join(folder, NOTES.folder, NOTES.file);
  const check = async (...args: readonly string[]): Promise<{ code: number; errors: string; output: string }> => {
    const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const io = { env: { BRIEFS_DIR: folder }, input, output, errors, now: () => NOW };
    const code = await run(['check', ...args], io);
    output.end();
    errors.end();
    return { code, errors: await textOf(errors), output: await textOf(output) };
  };
  expect(await check('--against', 'git:HEAD')).toMatchObject({
    code: 0,
    output: expect.stringContaining('none changed in silence') as unknown,
  });
  const earlier = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': WRITTEN }));
  writeFileSync(path, read(NOTES).replace('The ministers met', 'The ministers never met'));
  for (const previous of ['git:HEAD', earlier]) {
    const { code, errors } = await check('--against', previous);
    expect(code).toBe(1);
    expect(errors).toMatch(/harbour-notes\.yaml:\d+:\d+ {2}statements\.0\.text: differs from what was published/u);
  }
  expect(await check('--against', 'git:HEAD', '--wording', 'harbour-notes/no-such')).toMatchObject({
    code: 2,
    errors: expect.stringContaining('there is no statement harbour-notes/no-such for --wording'),
  });
  expect(await check('--against', 'git:nothing')).toMatchObject({ code: 2 });
  expect(await check('--against', 'git:--output=x')).toMatchObject({ code: 2 });
});

test.skipIf(process.getuid?.() !== 0)(
  'a repository of another user is trusted, since the settings name it',
  async () => {
    const { folder, editor, git, set } = await repository();
    for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
      chownSync(join(folder, name), 12_345, 12_345);
    expect(() => execFileSync('git', ['-C', folder, 'status'], { stdio: 'pipe' })).toThrow(/dubious ownership/u);
    await expect(openRecordCommits(folder, folder)).resolves.toBeDefined();
    expect(await editor.publish({ texts: set(), author: CLEO })).toMatchObject({ ok: true });
    expect(git('-c', 'safe.directory=*', 'log', '-1', '--format=%an')).toBe('Cleo\n');
  },
);

test('a repository that the records are not in is refused at the start', async () => {
  const { folder } = await repository();
  await expect(openRecordCommits(folder, folderOf({}))).rejects.toThrow(/in which the records .* are not/u);
  await expect(openRecordCommits(folderOf({}), folder)).rejects.toThrow(/is no repository/u);
});
