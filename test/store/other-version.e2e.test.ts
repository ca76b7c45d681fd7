/** A store of another version is refused with what to do, and every file of it stays as it was. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { postgres } from './engines.ts';
import { clockEnvironment } from '../support/clock.ts';
import { folderOf, recordFiles } from '../support/records.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

const NUMBERED = [
  'create table attache_schema (version integer not null primary key, applied_at bigint not null)',
  'insert into attache_schema values (1, 0), (2, 0), (21, 0)',
  'create table subscriptions (id text not null primary key)',
  "insert into subscriptions values ('s1')",
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attache-other-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes the store of another version, as a bot leaves it that ends or is killed. */
function makeOther(ending: 'ended' | 'killed'): void {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(${JSON.stringify(join(folder, 'attache.sqlite'))});
    database.exec('pragma journal_mode = wal');
    for (const statement of ${JSON.stringify(NUMBERED)}) database.exec(statement);
    ${ending === 'ended' ? 'database.close()' : "process.kill(process.pid, 'SIGKILL')"};`;
  spawnSync(process.execPath, ['-e', script]);
  writeFileSync(join(folder, 'attache.lock'), '');
  writeFileSync(join(folder, 'attache.newest'), '{"mark":"m"}\n');
}

/** Returns each file below the folder with its hash and when it was written; SQLite's index of the log is memory that a reader shares. */
function filesNow(): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(
    files
      .filter((name) => !name.endsWith('-shm'))
      .toSorted()
      .map((name) => [
        name,
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')} ${statSync(join(folder, name)).mtimeMs}`,
      ]),
  );
}

const REFUSED = `was made by another version of Attaché, and nothing in it was changed: until 1.0 no version reads the store of another, so set DATA_DIR to a new folder and start again.`;

describe.each(['ended', 'killed'] as const)('a file of a bot that was %s', (ending) => {
  test.each([true, false])('is refused where it is opened to serve: %s', async (serves) => {
    makeOther(ending);
    const before = filesNow();
    expect(Object.keys(before).includes('attache.sqlite-wal')).toBe(ending === 'killed');
    await expect(openStore(undefined, { dataDir: folder, serves })).rejects.toMatchObject({
      code: 'store-other-version',
      message: `${join(folder, 'attache.sqlite')} ${REFUSED}`,
    });
    expect(filesNow()).toStrictEqual(before);
  });

  test.each([
    ['the start', ['start'], {}],
    ['the start with a chat', ['start'], { DISCORD_TOKEN: 'M'.repeat(26), DESK: 'on' }],
    ['a command', ['digest', 'list'], {}],
  ])('is refused by %s before anything is written', async (_what, args, env) => {
    makeOther(ending);
    // A start would put it aside.
    mkdirSync(join(folder, 'previous', '.sets'), { recursive: true });
    writeFileSync(join(folder, 'previous', '.sets', 'open.json'), 'illegible');
    const before = filesNow();
    expect(Object.keys(before)).toContain('previous/.sets/open.json');
    const briefs = folderOf(recordFiles());
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: folder,
      env: { ...clockEnvironment(), PATH: process.env.PATH, DATA_DIR: folder, BRIEFS_DIR: briefs, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (errors += text));
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, errors }).toStrictEqual({
      code: 1,
      errors: `attache: ${join(folder, 'attache.sqlite')} ${REFUSED}\n`,
    });
    expect(filesNow()).toStrictEqual(before);
  });
});

describe('in PostgreSQL', () => {
  const { bare } = postgres();

  test('it is refused, and its tables stay as they were', async () => {
    const { openEngine, databaseUrl, dataDir } = await bare();
    const engine = openEngine();
    for (const statement of NUMBERED) await sql.raw(statement).execute(engine.db);
    const contents = async (): Promise<unknown> => [
      [...(await engine.tables(engine.db))].toSorted(),
      (await sql`select * from attache_schema`.execute(engine.db)).rows,
      (await sql`select * from subscriptions`.execute(engine.db)).rows,
    ];
    const before = await contents();
    await expect(openStore(databaseUrl, { dataDir, serves: true })).rejects.toMatchObject({
      code: 'store-other-version',
      message: expect.stringContaining('set DATABASE_URL to an empty database or schema and start again'),
    });
    expect(await contents()).toStrictEqual(before);
  });
});
