import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import { startMonitoring, type Monitoring } from '../../src/app/monitoring.ts';
import { createStore, openStore } from '../../src/store/open.ts';
import { openStoreFile } from '../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { freePort } from '../peers/free-port.ts';
import { catalogueOf, NOW } from '../support/records.ts';
import { botInMemory, reader } from '../support/bot.ts';

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

type MonitoringSession = Monitoring & {
  readonly store: Store;
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
};

async function operating(over: Partial<Store> = {}, now = () => NOW): Promise<MonitoringSession> {
  const opened = await openStore(undefined, { dataDir: mkdtempSync(join(tmpdir(), 'attache-operate-')) });
  ended.push(() => opened.close());
  const port = await freePort();
  const catalogue = catalogueOf();
  const made = await startMonitoring(
    { host: '127.0.0.1', port },
    { store: { ...opened, ...over }, catalogue: () => catalogue, now },
  );
  ended.push(made.stop);
  return { ...made, get: async (path, init) => await fetch(`http://127.0.0.1:${port}${path}`, init) };
}

/** Overwrites the page of one table of a database with what is none. */
function damageTable(file: string, table: string): void {
  const database = new DatabaseSync(file);
  database.exec('pragma wal_checkpoint(truncate)');
  const { rootpage } = database.prepare('select rootpage from sqlite_master where name = ?').get(table) as {
    readonly rootpage: number;
  };
  const { page_size: size } = database.prepare('pragma page_size').get() as { readonly page_size: number };
  database.close();
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(size, 0xff), 0, size, (rootpage - 1) * size);
  closeSync(descriptor);
}

const line = (metrics: string, name: string): string | undefined =>
  metrics.split('\n').find((one) => one.startsWith(`${name} `) || one.startsWith(`${name}{`));

const RIGHT = () => ({ type: 'right' }) as const;

describe('the health pages', () => {
  test('say ready only when every platform is connected, and name those that are not', async () => {
    let isUp = true;
    const { get, watch } = await operating();
    expect(await (await get('/readyz')).text()).toBe('no platform is connected yet\n');
    watch('slack', { stop: async () => {}, isUp: () => isUp });
    watch('discord', undefined);
    const half = await get('/readyz');
    expect([half.status, await half.text()]).toEqual([503, 'not connected: discord\n']);
    watch('discord', { stop: async () => {} });
    expect((await get('/readyz')).status).toBe(200);
    isUp = false;
    const lost = await get('/readyz');
    expect([lost.status, await lost.text()]).toEqual([503, 'not connected: slack\n']);
    expect((await get('/healthz')).status).toBe(200);
  });
  test('say that a process hangs when its work was not looked at for long', async () => {
    const { get, delivering } = await operating();
    delivering({ polledAt: () => NOW.subtract({ seconds: 170 }), clock: RIGHT });
    expect((await get('/healthz')).status).toBe(200);
    delivering({ polledAt: () => NOW.subtract({ seconds: 200 }), clock: RIGHT });
    const hanging = await get('/healthz');
    expect([hanging.status, await hanging.text()]).toEqual([503, 'digests were last looked at 200 seconds ago\n']);
  });
  test('say not ready while the clock is wrong, whose it differs from, and by how much', async () => {
    const { get, watch, delivering } = await operating();
    watch('slack', { stop: async () => {} });
    delivering({ polledAt: () => NOW, clock: () => ({ type: 'off', source: 'slack', seconds: 360 }) });
    const wrong = await get('/readyz');
    expect([wrong.status, await wrong.text()]).toEqual([
      503,
      'the clock of this machine is 360 seconds ahead of that of slack: nothing is posted until it is right\n',
    ]);
    delivering({ polledAt: () => NOW, clock: RIGHT });
    expect((await get('/readyz')).status).toBe(200);
  });
  test('say that the store cannot be read, and not why', async () => {
    const { get } = await operating({
      nextWorkAt: async () => await Promise.reject(new Error('postgres://me:secret@db')),
    });
    for (const path of ['/readyz', '/metrics']) {
      const page = await get(path);
      expect([page.status, await page.text()]).toEqual([503, 'the store cannot be read\n']);
    }
  });
  test('say not ready from when the disk of the store was full until something is written again', async () => {
    const engine = openStoreFile(mkdtempSync(join(tmpdir(), 'attache-operate-')), { inWorker: true });
    const store = await createStore(engine, NOW);
    ended.push(() => store.close());
    const { get, watch } = await operating(store);
    watch('slack', { stop: async () => {} });
    expect((await get('/readyz')).status).toBe(200);
    const limit = async (pages: number): Promise<unknown> =>
      await sql.raw(`pragma max_page_count = ${pages}`).execute(engine.db);
    // A limit below what it holds leaves it no page more.
    await limit(1);
    const remember = async (): Promise<void> =>
      await store.rememberAnswer(
        Array.from({ length: 200 }, (_, at) => ({ platform: 'slack', workspace: 'T', channel: 'C', key: `k${at}` })),
        { person: 'U1', about: 'x'.repeat(2_000) },
        NOW,
      );
    await expect(remember()).rejects.toMatchObject({ code: 'store-full' });
    // What reads, and what writes nothing, shows no room.
    await store.subscriptions({});
    expect(await store.releaseLease('nothing', 'nobody')).toBeUndefined();
    const full = await get('/readyz');
    expect([full.status, await full.text()]).toEqual([503, 'the disk of the store is full: nothing can be written\n']);
    expect((await get('/healthz')).status).toBe(200);
    await limit(1_000_000);
    await remember();
    expect((await get('/readyz')).status).toBe(200);
  });
  test('say not ready once a part of the file was found damaged, though what they read is whole', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'attache-operate-'));
    const made = await openStore(undefined, { dataDir });
    await made.close();
    const file = join(dataDir, 'attache.sqlite');
    damageTable(file, 'access_tokens');
    const store = await openStore(undefined, { dataDir, serves: true });
    ended.push(() => store.close());
    const { get, watch } = await operating(store);
    watch('slack', { stop: async () => {} });
    expect((await get('/readyz')).status).toBe(200);
    await expect(store.accessTokens()).rejects.toMatchObject({ code: 'store-damaged' });
    // Other parts are read and written all the same.
    expect(await store.claimEvent('e', NOW)).toBe(true);
    const damaged = await get('/readyz');
    expect([damaged.status, await damaged.text()]).toEqual([
      503,
      'the file of the store is damaged: the log says what to do\n',
    ]);
  });
  test('are only read, and there are no others', async () => {
    const { get } = await operating();
    expect((await get('/healthz', { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(405);
    expect((await get('/healthz', { method: 'HEAD' })).status).toBe(200);
    expect((await get('//')).status).toBe(404);
    expect((await get('/../../.env')).status).toBe(404);
  });
  test('need a port that is free', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    ended.push(async () => void taken.close());
    await new Promise((resolve) => void taken.once('listening', resolve));
    const { port } = taken.address() as { readonly port: number };
    const store = await openStore(undefined, { dataDir: mkdtempSync(join(tmpdir(), 'attache-operate-')) });
    ended.push(() => store.close());
    await expect(
      startMonitoring({ host: '127.0.0.1', port }, { store, catalogue: () => catalogueOf(), now: () => NOW }),
    ).rejects.toMatchObject({ code: 'no-port', message: expect.stringContaining(`HEALTH_PORT ${port}`) });
  });
});

describe('the metrics', () => {
  test('count answers by platform and by what was found, with their time', async () => {
    const { get, measured } = await operating();
    const catalogue = catalogueOf();
    const bot = botInMemory({ catalogue: () => catalogue, log: createLogger('silent'), now: () => NOW });
    const asking = reader();
    await measured(bot, 'slack').conversation.answer({ type: 'brief', topic: 'grain-corridor' }, asking);
    await measured(bot, 'slack').conversation.answer({ type: 'ask', question: 'who won the football' }, asking);
    const broken = botInMemory({
      catalogue: () => {
        throw new Error('no catalogue');
      },
      log: createLogger('silent'),
      now: () => NOW,
    });
    await measured(broken, 'discord').conversation.answer({ type: 'topics' }, asking);
    const page = await get('/metrics');
    expect(page.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const metrics = await page.text();
    for (const counted of [
      'attache_answers_total{platform="slack",result="answered"} 1',
      'attache_answers_total{platform="slack",result="nothing"} 1',
      'attache_answers_total{platform="discord",result="fault"} 1',
      'attache_answer_seconds_count{platform="slack"} 2',
      'attache_briefs 1',
    ])
      expect(metrics).toContain(`\n${counted}\n`);
  });
  test('tell digests by state, and how far the work is behind', async () => {
    const { get, store } = await operating();
    expect(line(await (await get('/metrics')).text(), 'attache_due_lag_seconds')).toBe('attache_due_lag_seconds 0');
    await store.addSubscription(
      {
        id: 's1',
        channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
        topics: 'all',
        schedule: { days: ['mon', 'fri'], time: '09:00', zone: 'Asia/Shanghai' },
        language: 'en',
        whenQuiet: 'skip',
        owner: 'U1',
        createdAt: NOW,
        pausedBecause: undefined,
        pausedDetail: '',
        dueAt: NOW.add({ hours: 1 }),
        baseline: [],
        introduced: false,
        rotated: undefined,
      },
      10,
    );
    const delivery = await store.addDigest('s1', {
      id: 'd1',
      slot: 'now-1',
      slotAt: NOW,
      late: false,
      state: 'waiting',
      nextAt: NOW.subtract({ seconds: 90 }),
      reason: '',
    });
    const waiting = await (await get('/metrics')).text();
    expect(line(waiting, 'attache_deliveries_open{state="waiting"}')).toBe(
      'attache_deliveries_open{state="waiting"} 1',
    );
    expect(line(waiting, 'attache_due_lag_seconds')).toBe('attache_due_lag_seconds 90');
    if (delivery === undefined) throw new Error('it was added');
    await store.settle(delivery, { state: 'skipped', reason: 'nothing-new' }, NOW);
    const settled = await (await get('/metrics')).text();
    expect(line(settled, 'attache_deliveries_open{state="waiting"}')).toBe(
      'attache_deliveries_open{state="waiting"} 0',
    );
    expect(settled).toContain('attache_deliveries_total{state="skipped"} 1');
  });
});
