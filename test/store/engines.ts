/** The two engines as the contract's tests see them: each gives an empty database that can be opened more than once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Engine } from '../../src/store/engine.ts';
import { createSchema, TABLE_NAMES } from '../../src/store/create-schema.ts';
import { createStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openStoreFile } from '../../src/store/sqlite/sqlite.ts';
import { type Postgres, startPostgres } from '../peers/postgres.ts';
import { putEmptyStore } from '../support/empty-store.ts';

export type Database = {
  /** As the settings would name it. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Opens it once more, as another process would. */
  readonly open: () => Promise<Store>;
  /** Its engine alone, to look beneath the contract. */
  readonly openEngine: () => Engine;
  /** Does something while a table is not to be found, so that the steps that need it fail in their middle. */
  readonly without: (table: string, work: () => Promise<void>) => Promise<void>;
};

export type EngineUnderTest = {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** Returns a database for a test, its tables made and empty. */
  readonly fresh: () => Promise<Database>;
  /** Returns a database that was never opened. */
  readonly bare: () => Promise<Database>;
};

/** Opens an empty database as two processes have it. */
export async function openTwice(fresh: EngineUnderTest['fresh']): Promise<readonly [Store, Store]> {
  const database = await fresh();
  return [await database.open(), await database.open()];
}

const EMPTY = TABLE_NAMES.map((table) => `delete from ${table}`).join(';');

type Opened = { readonly close: () => Promise<void> }[];

/** Returns a database as tests see it; what they open is added to `opened`. */
const databaseOf = (
  opened: Opened,
  databaseUrl: string | undefined,
  dataDir: string,
  openEngine: () => Engine,
): Database => ({
  without: async (table, work) => {
    const { db, close } = openEngine();
    const rename = async (from: string, to: string): Promise<void> =>
      void (await sql.raw(`alter table ${from} rename to ${to}`).execute(db));
    await rename(table, 'hidden');
    try {
      await work();
    } finally {
      await rename('hidden', table);
    }
    await close();
  },
  databaseUrl,
  dataDir,
  open: async () => {
    // The contract's times are its own: only a test of the server's clock plans by that.
    const { now: _, ...engine } = openEngine();
    const store = await createStore(engine, Temporal.Now.instant());
    opened.push(store);
    return store;
  },
  openEngine: () => {
    const engine = openEngine();
    opened.push(engine);
    return engine;
  },
});

/** Returns SQLite with a file of its own for each database, in folders below `folder`. */
function inFiles(folder: string, opened: Opened, openFile: (dataDir: string) => Engine): EngineUnderTest {
  let files = 0;
  const newFolder = (): string => join(folder, String(++files));
  const inFile = (dataDir: string): Database => databaseOf(opened, undefined, dataDir, () => openFile(dataDir));
  return {
    name: 'SQLite',
    fresh: async () => {
      const dataDir = newFolder();
      await putEmptyStore(dataDir);
      return inFile(dataDir);
    },
    bare: async () => inFile(newFolder()),
  };
}

/** Returns what closes after each test what that opened, in a folder that is gone in the end. */
function ending(): { readonly folder: string; readonly opened: Opened } {
  const folder = mkdtempSync(join(tmpdir(), 'attache-store-'));
  const opened: Opened = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ close }) => close()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, opened };
}

/** Returns SQLite for the tests of a file: as a process that serves has it in a thread of its own, else in this one. */
export function sqlite({ apart = false } = {}): EngineUnderTest {
  const { folder, opened } = ending();
  return inFiles(folder, opened, (dataDir) => openStoreFile(dataDir, { inWorker: apart }));
}

/** Returns PostgreSQL for the tests of a file, all on one server. */
export function postgres(): EngineUnderTest {
  const { folder, opened } = ending();
  let server: Postgres;
  let used: { readonly url: string; readonly engine: Engine };
  beforeAll(async () => {
    server = await startPostgres();
    const url = await server.createSchema();
    const engine = openPostgres(url);
    await createSchema(engine, Temporal.Now.instant());
    used = { url, engine };
  });
  afterAll(async () => {
    await used.engine.close();
    await server.close();
  });
  const onServer = (url: string): Database => databaseOf(opened, url, folder, () => openPostgres(url));
  return {
    name: 'PostgreSQL',
    // Emptied instead of made anew: making the tables takes longer than most tests.
    fresh: async () => {
      await sql.raw(EMPTY).execute(used.engine.db);
      return onServer(used.url);
    },
    bare: async () => onServer(await server.createSchema()),
  };
}

/** Returns both engines for the tests of a file. */
export const bothEngines = (): readonly EngineUnderTest[] => [sqlite(), postgres()];
