/** The store in a file: who may read it, what can be wrong with it, and that it is told clearly. */
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { inTransaction, type Engine } from '../../../src/store/engine.ts';
import { createStore, openStore } from '../../../src/store/open.ts';
import { openSqlite, openStoreFile } from '../../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import '../compare-instants.ts';
import {
  at,
  carried,
  claim,
  claimedOne,
  delivery,
  ids,
  inOwnChannel,
  lookUp,
  planOne,
  subscription,
} from '../samples.ts';
import { startWorker } from '../start-worker.ts';

const NOBODY = 65_534;

let folder: string;
let file: string;
let stores: Store[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attache-file-'));
  file = join(folder, 'attache.sqlite');
  stores = [];
});
afterEach(async () => {
  await Promise.all(stores.map(({ close }) => close()));
  rmSync(folder, { recursive: true, force: true });
});

const kept = (store: Store): Store => {
  stores.push(store);
  return store;
};
/** Makes a database with one subscription and closes it, so that all of it is in the one file. */
async function makeFile(): Promise<void> {
  const store = await openStore(undefined, { dataDir: folder });
  await store.addSubscription(subscription('a'), 9);
  await store.close();
}

/** Runs as a user who is not root, whom every right is given. */
async function asOneself<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  chownSync(folder, NOBODY, NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Opens the file in a thread of its own, and returns that with the store. */
async function openApart(): Promise<{ readonly store: Store; readonly engine: Engine; readonly thread: Worker }> {
  const started = once(process, 'worker') as Promise<[Worker]>;
  const engine = openSqlite(file, { inWorker: true });
  const store = kept(await createStore(engine, at(0)));
  const [thread] = await started;
  return { store, engine, thread };
}

describe.each([
  ['in this thread', false],
  ['in a thread of its own', true],
])('%s', (_where, apart) => {
  const open = async (dataDir = folder): Promise<Store> =>
    kept(await createStore(openStoreFile(dataDir, { inWorker: apart }), at(0)));

  it('lets others work between two steps, however many are taken one after another', async () => {
    const store = await open();
    let turns = 0;
    const count = (): void => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    for (let step = 0; step < 20; step += 1) await store.subscription('a');
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(20);
  });

  describe('the file', () => {
    it('is made with its folder for this user only', async () => {
      const dataDir = join(folder, 'deep', 'data');
      const store = await open(dataDir);
      await store.claimEvent('e', at(0));
      expect(statSync(dataDir).mode & 0o777).toBe(0o700);
      const names = ['attache.sqlite', 'attache.sqlite-wal', 'attache.sqlite-shm'];
      expect(names.map((name) => statSync(join(dataDir, name)).mode & 0o777)).toStrictEqual([0o600, 0o600, 0o600]);
    });

    it('is written ahead, and synchronised with the disk at each commit', async () => {
      const engine = openSqlite(file, { inWorker: apart });
      kept(await createStore(engine, at(0)));
      const read = async (name: string): Promise<unknown> => {
        const { rows } = await sql.raw<object>(`pragma ${name}`).execute(engine.db);
        return Object.values(rows[0] ?? {})[0];
      };
      expect(await read('journal_mode')).toBe('wal');
      expect(await read('synchronous')).toBe(2);
      expect(await read('foreign_keys')).toBe(1);
    });

    it('can be closed twice', async () => {
      const store = await open();
      await store.close();
      await store.close();
      await expect(store.claimEvent('e', at(0))).rejects.toThrow('destroyed');
    });
  });

  describe('a file that cannot be used', () => {
    it('because it is read-only is told and left as it is', async () => {
      await makeFile();
      const before = readFileSync(file);
      chmodSync(file, 0o444);
      chmodSync(folder, 0o755);
      await asOneself(() =>
        expect(open()).rejects.toMatchObject({ code: 'store-unwritable', message: expect.stringContaining(file) }),
      );
      expect(readFileSync(file).equals(before)).toBe(true);
    });

    it('because its folder cannot be written is told', async () => {
      chmodSync(folder, 0o555);
      await asOneself(() => expect(open(join(folder, 'data'))).rejects.toMatchObject({ code: 'store-unwritable' }));
      await asOneself(() => expect(open()).rejects.toMatchObject({ code: 'store-unwritable' }));
    });

    it('because there is a folder or a file in its way is told', async () => {
      mkdirSync(file);
      await expect(open()).rejects.toMatchObject({
        code: 'store-unwritable',
        message: expect.stringContaining('is a folder'),
      });
      writeFileSync(join(folder, 'plain'), '');
      await expect(open(join(folder, 'plain', 'data'))).rejects.toMatchObject({ code: 'store-unwritable' });
    });

    it.each([
      ['garbage', 'This is no database. '.repeat(500)],
      ['a few bytes', 'x'],
    ])('because it is %s is told and left as it is', async (_what, content) => {
      writeFileSync(file, content);
      await expect(open()).rejects.toMatchObject({ code: 'store-damaged', message: expect.stringContaining('backup') });
      expect(readFileSync(file, 'utf8')).toBe(content);
    });

    it('because it is damaged inside is told, when it is opened or when it is read', async () => {
      await makeFile();
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0xff, 4_096));
      await expect(open().then((store) => store.subscriptions({}))).rejects.toMatchObject({ code: 'store-damaged' });
    });

    it("because it is another program's is told and left as it is", async () => {
      const other = new DatabaseSync(file);
      other.exec('create table subscriptions (email text)');
      other.close();
      const before = readFileSync(file);
      await expect(open()).rejects.toMatchObject({
        code: 'store-foreign',
        message: expect.stringContaining('"subscriptions"'),
      });
      expect(readFileSync(file).equals(before)).toBe(true);
    });
  });

  describe('a file that is locked by another process', () => {
    it('is waited for, while everything else goes on', async () => {
      const store = await open();
      const other = new DatabaseSync(file);
      other.exec('begin immediate');
      // In this very process: a wait that stopped it could never end.
      setTimeout(() => other.exec('commit'), 150);
      expect(
        await Promise.all([store.claimEvent('e', at(0)), store.addSubscription(subscription('a'), 9)]),
      ).toStrictEqual([true, true]);
      other.close();
    });

    it('for too long is told, nothing is written, and it goes on when the lock is gone', async () => {
      const store = kept(await createStore(openSqlite(file, { inWorker: apart, lockWaitMilliseconds: 100 }), at(0)));
      const other = new DatabaseSync(file);
      other.exec('begin immediate');
      const locked = { code: 'store-locked', message: expect.stringContaining('locked by another process') };
      await expect(store.claimEvent('e', at(0))).rejects.toMatchObject(locked);
      await expect(store.addSubscription(subscription('a'), 9)).rejects.toMatchObject(locked);
      // Reading needs no lock.
      expect(await store.subscriptions({})).toStrictEqual([]);
      other.exec('rollback');
      other.close();
      expect(await store.addSubscription(subscription('a'), 9)).toBe(true);
      expect(await store.claimEvent('e', at(0))).toBe(true);
    });

    it('when it is opened is told', async () => {
      const other = new DatabaseSync(file);
      other.exec('pragma journal_mode = wal; begin immediate');
      await expect(
        createStore(openSqlite(file, { inWorker: apart, lockWaitMilliseconds: 100 }), at(0)),
      ).rejects.toMatchObject({
        code: 'store-locked',
      });
      other.close();
      await open();
    });
  });

  describe('a disk that is full', () => {
    it('is told, keeps what was there whole, and is written again once there is room', async () => {
      const engine = openSqlite(file, { inWorker: apart });
      const store = kept(await createStore(engine, at(0)));
      const claimed = await claimedOne(store);
      const keys = Array.from({ length: 2_000 }, (_, index) => `a key that takes some room ${index}`);
      await store.begin(claimed, 'r1', at(0), carried(...keys));
      const { rows } = await sql<{ pageCount: number }>`pragma page_count`.execute(engine.db);
      const limit = async (pages: number): Promise<void> =>
        void (await sql.raw(`pragma max_page_count = ${pages}`).execute(engine.db));
      await limit((rows[0]?.pageCount ?? 0) + 2);

      const full = { code: 'store-full', message: expect.stringContaining('Free some space') };
      await expect(store.settle(claimed, { state: 'sent', reason: '' }, at(1))).rejects.toMatchObject(full);
      const many = Array.from({ length: 900 }, (_, index) => delivery(`m${index}`, { state: 'missed' }));
      await expect(store.planDue(at(0), 9, () => ({ deliveries: many, dueAt: at(9) }))).rejects.toMatchObject(full);
      expect(await store.delivery('da')).toMatchObject({ state: 'claimed', attempts: 1 });
      expect(await store.carriedKeys(claimed.channelRef)).toStrictEqual(new Set());
      expect(await store.digestLog({}, 9)).toHaveLength(1);
      expect((await store.subscription('a'))?.dueAt).toStrictEqual(at(0));

      await limit(1_000_000);
      expect(await store.settle(claimed, { state: 'sent', reason: '' }, at(1))).toBe(true);
      expect((await store.carriedKeys(claimed.channelRef)).size).toBe(2_000);
      await store.addSubscription(inOwnChannel('b'), 9);
      expect(
        await store.planDue(at(0), 9, (due) => ({ ...planOne()(due), deliveries: [delivery(`p${due.id}`)] })),
      ).toStrictEqual({ planned: 2, faults: [] });
      expect(await claim(store)).toHaveLength(2);
    });
  });
});

describe('a thread of its own', () => {
  it('leaves this one free while it waits for the disk or for another process', async () => {
    const { store } = await openApart();
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const here = (['all', 'get', 'iterate', 'run'] as const).map((name) => vi.spyOn(StatementSync.prototype, name));
    onTestFinished(() => void vi.restoreAllMocks());
    const claimed = store.claimEvent('e', at(0));
    await turn();
    other.exec('commit');
    other.close();
    expect(await claimed).toBe(true);
    for (const step of here) expect(step).not.toHaveBeenCalled();
  });

  it('is closed after what was given before, which is kept', async () => {
    const { store, thread } = await openApart();
    const ended = once(thread, 'exit');
    const written = Array.from({ length: 50 }, (_, index) => store.claimEvent(`e${index}`, at(0)));
    await Promise.all(written);
    const [last] = await Promise.all([store.claimEvent('last', at(0)), store.close()]);
    await ended;
    expect(last).toBe(true);
    // All of it is in the one file, as after any clean end.
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(await (await openApart()).store.claimEvent('last', at(0))).toBe(false);
  });

  it('that ends by itself undoes the transaction that it was in, and the next step has another thread', async () => {
    const { store, engine, thread } = await openApart();
    await store.addSubscription(subscription('a'), 9);
    const cut = inTransaction(engine, async (db) => {
      await db.deleteFrom('subscriptions').execute();
      await thread.terminate();
      await db.deleteFrom('events').execute();
    });
    await expect(cut).rejects.toThrow('the transaction was undone');
    expect(await store.subscriptions({})).toHaveLength(1);
    expect(await store.claimEvent('e', at(0))).toBe(true);
  });

  it('that ends by itself fails what it had in hand', async () => {
    const { store, thread } = await openApart();
    const step = store.subscriptions({});
    void thread.terminate();
    await expect(step).rejects.toThrow('the thread of the database ended');
    expect(await store.subscriptions({})).toStrictEqual([]);
  });
});

it('is served from by one process, which others may write beside, until that process ends in whatever way', async () => {
  const serving = startWorker('serve', { databaseUrl: undefined, dataDir: folder });
  await serving.said(1);
  const lock = join(folder, 'attache.lock');
  expect(statSync(lock).mode & 0o777).toBe(0o600);
  await expect(openStore(undefined, { dataDir: folder, serves: true })).rejects.toMatchObject({
    code: 'store-served',
    message: expect.stringContaining(`Another Attaché serves from ${folder}`),
  });
  const beside = kept(await openStore(undefined, { dataDir: folder }));
  expect(await beside.addSubscription(subscription('a'), 9)).toBe(true);
  serving.kill();
  await serving.ended;
  // As an earlier version has made it.
  chmodSync(lock, 0o644);
  const next = kept(await openStore(undefined, { dataDir: folder, serves: true }));
  expect(await next.subscriptions({})).toHaveLength(1);
  expect(statSync(lock).mode & 0o777).toBe(0o600);
  await next.close();
  kept(await openStore(undefined, { dataDir: folder, serves: true }));
}, 20_000);

/** Serves from the file, and returns how many deliveries are in doubt. */
const serve = async (): Promise<{ readonly store: Store; readonly doubtful: number | undefined }> => {
  const store = kept(await openStore(undefined, { dataDir: folder, serves: true }));
  return { store, doubtful: await store.noteGeneration(at(2)) };
};

/** Sends one delivery, and returns the file as it was before. */
async function sendOne(): Promise<Buffer> {
  const first = await serve();
  await first.store.addSubscription(subscription('a'), 9);
  await first.store.addDigest('a', delivery('da'));
  await first.store.close();
  const backup = readFileSync(file);
  const { store, doubtful } = await serve();
  expect([first.doubtful, doubtful]).toStrictEqual([undefined, undefined]);
  const [claimed] = await claim(store);
  if (claimed === undefined) throw new Error('nothing could be claimed');
  await store.begin(claimed, 'r1', at(0), carried('k'));
  await store.settle(claimed, { state: 'sent', reason: '' }, at(0));
  await store.close();
  return backup;
}

describe('a backup in the place of the file', () => {
  it('is noticed by what was sent since: that is looked up before it is sent', async () => {
    writeFileSync(file, await sendOne());
    const { store, doubtful } = await serve();
    expect(doubtful).toBe(1);
    expect(await claim(store, at(2))).toStrictEqual([]);
    expect(ids(await lookUp(store, at(2)))).toStrictEqual(['da']);
    await store.close();
    // It is noticed once.
    expect((await serve()).doubtful).toBeUndefined();
  });

  it('of the whole folder is noticed where the note of what was sent is removed, or illegible', async () => {
    const backup = await sendOne();
    for (const ruin of [
      () => rmSync(join(folder, 'attache.newest')),
      () => writeFileSync(join(folder, 'attache.newest'), '{"mar'),
    ]) {
      writeFileSync(file, backup);
      ruin();
      const { store, doubtful } = await serve();
      expect(doubtful).toBe(1);
      await store.close();
    }
  });

  it('is not seen in a file that is as it was left', async () => {
    await sendOne();
    expect((await serve()).doubtful).toBeUndefined();
  });
});
