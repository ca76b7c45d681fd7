/**
 * What the second edition left behind is taken over: its records, its data directory and its store, on both engines.
 * The three archives were kept from real days of commit 5bfb8ec4: a curator who published, corrected, retracted and wrote drafts, and a channel with three digests.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { freePort } from '../peers/free-port.ts';
import { type Postgres, startPostgres } from '../peers/postgres.ts';
import { signIn } from '../support/people.ts';
import { until } from '../day/until.ts';
import { clockEnvironment } from '../support/clock.ts';

const ROOT = join(import.meta.dirname, '..', '..');

type Row = Readonly<Record<string, string | number | null>>;
type Archive = {
  /** The statements that make the tables, as SQLite had them. */
  readonly schema?: readonly string[];
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  readonly files: Readonly<Record<string, { readonly mode: string; readonly text: string }>>;
};

const archive = (name: string): unknown =>
  JSON.parse(gunzipSync(readFileSync(join(import.meta.dirname, name))).toString());

function write(folder: string, name: string, text: string, mode = '600'): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, name), text, { mode: Number.parseInt(mode, 8) });
}

/** Returns a folder with the records as they were, and one with the data directory. */
function folders({ files }: Archive): { readonly briefsDir: string; readonly dataDir: string } {
  const folder = mkdtempSync(join(tmpdir(), 'attache-second-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [briefsDir, dataDir] = [join(folder, 'briefs'), join(folder, 'data')];
  mkdirSync(dataDir);
  for (const [name, text] of Object.entries(archive('records.json.gz') as Record<string, string>))
    write(briefsDir, name, text, '644');
  for (const [name, { text, mode }] of Object.entries(files)) write(dataDir, name, text, mode);
  return { briefsDir, dataDir };
}

const insert = (table: string, columns: readonly string[], mark: (index: number) => string): string =>
  `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => mark(index)).join(', ')})`;

function fillFile(dataDir: string, { schema = [], rows }: Archive): void {
  const database = new DatabaseSync(join(dataDir, 'attache.sqlite'));
  for (const statement of schema) database.exec(statement);
  for (const [table, all] of Object.entries(rows))
    for (const row of all) database.prepare(insert(table, Object.keys(row), () => '?')).run(...Object.values(row));
  database.close();
}

/** The tables are made by the fifteen steps of that commit, which are never edited. */
async function fillServer(url: string, { rows }: Archive): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of MIGRATIONS.slice(0, 15).flatMap(({ statements }) => statements))
    await client.query(statement);
  await client.query('create table attache_schema (version integer not null primary key, applied_at bigint not null)');
  for (const [table, all] of Object.entries(rows))
    for (const row of all)
      await client.query(
        insert(table, Object.keys(row), (index) => `$${index + 1}`),
        Object.values(row),
      );
  await client.end();
}

type Started = { readonly url: string; readonly errors: () => string; readonly stop: () => Promise<number | null> };

/** Starts the bot as operators do, with the desk alone. */
async function startBot(env: Readonly<Record<string, string>>): Promise<Started> {
  const port = await freePort();
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'src', 'main.ts'), 'start'], {
    cwd: ROOT,
    env: { PATH, NODE_COMPILE_CACHE, ...clockEnvironment(), DESK: 'on', DESK_PORT: String(port), LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (errors += text));
  const ended = new Promise<number | null>((resolve) => void child.once('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  await until('the bot to serve', async () => {
    if (child.exitCode !== null) throw new Error(`the bot ended: ${errors}`);
    return await fetch(url).then(
      () => true,
      () => false,
    );
  });
  return {
    url,
    errors: () => errors,
    stop: async () => {
      child.kill('SIGTERM');
      return await ended;
    },
  };
}

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => await server.close());

describe.each(['sqlite', 'postgres'] as const)('a data directory and a store of the second edition, %s', (engine) => {
  test('serve the account, drafts, digests, deliveries and history that are in them, from records of that edition that are whole', async () => {
    const kept = archive(`${engine}.json.gz`) as Archive;
    const { briefsDir, dataDir } = folders(kept);
    const env: Record<string, string> = { BRIEFS_DIR: briefsDir, DATA_DIR: dataDir };
    if (engine === 'sqlite') fillFile(dataDir, kept);
    else {
      env.DATABASE_URL = await server.createSchema();
      await fillServer(env.DATABASE_URL, kept);
    }
    const bot = await startBot(env);
    const [person] = kept.rows.people!;
    const cookie = await signIn(bot.url, String(person!.name));
    const get = async <View>(path: string): Promise<View> => {
      const answer = await fetch(`${bot.url}/api${path}`, { headers: { cookie } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as View;
    };
    const drafts = await get<{ changes: { file: string }[] }>('/changes');
    expect(new Set(drafts.changes.map(({ file }) => file))).toEqual(
      new Set(kept.rows.changes!.map(({ file }) => file)),
    );
    expect(drafts.changes).toHaveLength(kept.rows.changes!.length);
    // What saved a draft is no publication.
    const publications = Object.entries(kept.files)
      .filter(([name]) => name.startsWith('previous/.sets/'))
      .map(([, { text }]) => JSON.parse(text) as { id: string; records: { folder: string }[] })
      .filter(({ records }) => records.some(({ folder }) => folder !== 'drafts'));
    const { sets } = await get<{ sets: { id: string }[] }>('/curate/sets');
    expect(new Set(sets.map(({ id }) => id))).toEqual(new Set(publications.map(({ id }) => id)));
    const deliveries = JSON.stringify(await get('/deliveries?language=en'));
    for (const { id, due_at } of kept.rows.subscriptions!)
      expect(deliveries.includes(String(id))).toBe(due_at !== null);
    expect(JSON.stringify(await get('/audit'))).toContain('publish');
    const ready = await (await fetch(`${bot.url}/readyz`, { headers: { cookie } })).text();
    expect(ready).not.toContain('degraded');
    expect(await bot.stop()).toBe(0);
    expect(bot.errors()).not.toMatch(/"level":"(?:error|fatal)"/u);
  });
});
