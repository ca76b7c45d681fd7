/** The store in PostgreSQL: what can be wrong with the server, told clearly and without a password, and how it comes back. */
import { inspect } from 'node:util';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import { inTransaction } from '../../src/store/engine.ts';
import { openStore } from '../../src/store/open.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import type { Store } from '../../src/store/store.ts';
import { type Postgres, startPostgres } from '../peers/postgres.ts';
import './compare-instants.ts';
import { at, carried, claim, delivery, ids, inOwnChannel, lookUp, subscription } from './samples.ts';

let server: Postgres;
const opened: { readonly close: () => Promise<void> }[] = [];
beforeAll(async () => {
  server = await startPostgres();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});
afterAll(() => server.close());

const open = async (url: string): Promise<Store> => {
  const store = await openStore(url, { dataDir: '/nowhere' });
  opened.push(store);
  return store;
};
const ask = async (url: string, ...statements: readonly string[]): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};
/** Returns all that a person or a log could see of what a promise rejects with. */
const told = async (
  promise: Promise<unknown>,
): Promise<{ readonly code: unknown; readonly message: string; readonly all: string }> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('it did not reject');
  let line = '';
  createLogger('info', [], (text) => (line += text)).error({ err: error }, 'told');
  return {
    code: 'code' in error ? error.code : undefined,
    message: error.message,
    all: line + inspect(error, { depth: 9 }),
  };
};

describe('a server that cannot be used', () => {
  const SECRET = 'hunter2hunter2';

  it.each([
    [
      'is not there',
      () => `postgres://u:${SECRET}@127.0.0.1:1/db`,
      'store-unreachable',
      /127\.0\.0\.1:1.*DATABASE_URL/u,
    ],
    ['does not take the password', () => server.url.replace(/:[^:@/]+@/u, `:${SECRET}@`), 'store-refused', /password/u],
    ['asks for a password', () => server.url.replace(/:[^:@/]+@/u, '@'), 'store-refused', /password/u],
    ['has no such database', () => server.url.replace(/postgres$/u, 'nodb'), 'store-refused', /nodb does not exist/u],
    ['speaks no TLS', () => `${server.url}?sslmode=verify-full`, 'store-unreachable', /sslmode/u],
    [
      'has an address with no port',
      () => `postgres://u:${SECRET}@h:port/db`,
      'settings',
      /DATABASE_URL is not an address/u,
    ],
    [
      'has an address that is half encoded',
      () => `postgres://u:${SECRET}%FF@127.0.0.1/db`,
      'settings',
      /percent-encoded/u,
    ],
    ['is no PostgreSQL', () => `mysql://u:${SECRET}@h/db`, 'settings', /begins with mysql:/u],
    ['is no address at all', () => SECRET, 'settings', /something else/u],
  ])('because it %s is told, without the password', async (_what, url, code, message) => {
    const fault = await told(open(url()));
    expect(fault.code).toBe(code);
    expect(fault.message).toMatch(message);
    expect(fault.all).not.toContain(SECRET);
    expect(fault.all).not.toContain('pass%20word');
    expect(fault.all).not.toContain('pass word/1');
  });

  it('because the user may not make tables is told', async () => {
    const url = await server.createDatabase();
    await ask(url, "create role reader login password 'r'");
    expect(await told(open(url.replace(/\/\/[^@]+@/u, '//reader:r@')))).toMatchObject({ code: 'store-unwritable' });
  });

  it('because its tables are another program’s is told, and nothing is changed', async () => {
    const foreign = await server.createSchema();
    await ask(foreign, 'create table events (name text)');
    expect(await told(open(foreign))).toMatchObject({
      code: 'store-foreign',
      message: expect.stringContaining('"events"'),
    });
    await expect(ask(foreign, 'select * from attache_schema')).rejects.toThrow('does not exist');
  });

  it('because a step takes too long is told, and nothing is written', async () => {
    const url = await server.createSchema();
    const store = await open(url);
    const holder = new Client({ connectionString: url });
    await holder.connect();
    await holder.query('begin');
    await holder.query('lock table events');
    expect(await told(store.claimEvent('e', at(0)))).toMatchObject({ code: 'store-locked' });
    await holder.query('rollback');
    await holder.end();
    expect(await store.claimEvent('e', at(0))).toBe(true);
  });
});

describe('a connection', () => {
  it('that was lost comes back by itself, and nothing is lost', async () => {
    const store = await open(await server.createSchema());
    await store.addSubscription(subscription('a'), 9);
    await store.addDigest('a', delivery('d'));
    // Several connections, so that each of the pool's is lost.
    await Promise.all(Array.from({ length: 5 }, () => store.nextWorkAt()));
    await server.stop();
    expect(await told(store.nextWorkAt())).toMatchObject({ code: 'store-unreachable' });
    expect(await told(store.addSubscription(subscription('b'), 9))).toMatchObject({ code: 'store-unreachable' });
    await server.start();
    expect(await store.noteGeneration(at(0))).toBe(1);
    expect(await store.delivery('d')).toMatchObject({ state: 'waiting' });
    expect(await store.addSubscription(subscription('b'), 9)).toBe(true);
  });

  it('that is ended in the middle of a step undoes the step', async () => {
    const url = await server.createSchema();
    const store = await open(url);
    await store.addSubscription(subscription('a'), 9);
    const engine = openPostgres(url);
    opened.push(engine);
    const cut = inTransaction(engine, async (db) => {
      await db.deleteFrom('subscriptions').execute();
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(db);
    });
    expect(await told(cut)).toMatchObject({ code: 'store-unreachable' });
    expect(await store.subscriptions({})).toHaveLength(1);
  });
});

describe('two steps that wait for each other', () => {
  it('are both done, one after the other', async () => {
    const url = await server.createSchema();
    const store = await open(url);
    for (const id of ['a', 'b']) await store.addSubscription(subscription(id), 9);
    const engine = openPostgres(url);
    opened.push(engine);
    const holding: (() => void)[] = [];
    const bothHold = new Promise<void>((resolve) => {
      holding.push(() => holding.length === 3 && resolve());
    });
    const step = (first: string, second: string, owner: string): Promise<void> =>
      inTransaction(engine, async (db) => {
        await db.updateTable('subscriptions').set({ owner }).where('id', '=', first).execute();
        holding.push(() => undefined);
        holding[0]?.();
        await bothHold;
        await db.updateTable('subscriptions').set({ owner }).where('id', '=', second).execute();
      });
    await Promise.all([step('a', 'b', 'U2'), step('b', 'a', 'U3')]);
    const owners = (await store.subscriptions({})).map(({ owner }) => owner);
    expect(owners[0]).toBe(owners[1]);
    expect(holding.length).toBeGreaterThan(3);
  });
});

describe('a server that acknowledges what is not on its disk yet', () => {
  it('loses nothing of ours where it is killed, and what was not sent is looked up first', async () => {
    const url = await server.createSchema();
    await ask(
      url,
      "alter system set synchronous_commit = 'off'",
      "alter system set wal_writer_delay = '10s'",
      'select pg_reload_conf()',
    );
    const store = await open(url);
    for (const id of ['a', 'b']) {
      await store.addSubscription(inOwnChannel(id), 9);
      await store.addDigest(id, delivery(`d${id}`));
    }
    const [sending] = await claim(store, at(0), 'r1', 1);
    if (sending === undefined) throw new Error('nothing could be claimed');
    expect(await store.begin(sending, 'r1', at(0), carried('k'))).toBe(true);
    await server.kill();
    await server.start();
    expect(await store.delivery(sending.id)).toMatchObject({ state: 'claimed', attempts: 1 });
    // Nothing is claimed from a server that has started anew until that is noted.
    expect(await claim(store)).toStrictEqual([]);
    expect(await store.noteGeneration(at(2))).toBe(1);
    expect(await claim(store, at(2))).toStrictEqual([]);
    expect(ids(await lookUp(store, at(2)))).toStrictEqual(['db']);
    await ask(url, 'alter system reset all', 'select pg_reload_conf()');
  });
});
