/** Leads among replicas on one store: one serves, another follows when it ends or dies. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lead } from '../../src/app/leader.ts';
import { createLogger } from '../../src/app/log.ts';
import type { Connection } from '../../src/chat/platform.ts';
import type { Store } from '../../src/store/store.ts';

type Leases = Pick<Store, 'lease' | 'releaseLease'>;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(Date.now());

/** Leases as both engines keep them. */
function newLeases(): Leases {
  const held = new Map<string, { readonly by: string; readonly until: Temporal.Instant }>();
  return {
    lease: async (name, by, at, until) => {
      const holder = held.get(name);
      if (holder !== undefined && holder.by !== by && Temporal.Instant.compare(holder.until, at) > 0) return false;
      held.set(name, { by, until });
      return true;
    },
    releaseLease: async (name, by) => {
      if (held.get(name)?.by === by) held.delete(name);
    },
  };
}

/** What a dead process waits for. */
const gone = <Result>(): Promise<Result> => new Promise(() => {});

/** A replica, and what it did: how often it began to serve and ended. */
function newReplica(name: string, leases: Leases) {
  const did = { begun: 0, ended: 0 };
  let isDead = false;
  const lines: string[] = [];
  const replica = {
    did,
    lines,
    serving: () => did.begun - did.ended,
    /** Ends it without a word: nothing of it reaches the store any more. */
    die: () => {
      isDead = true;
    },
    join: (serve: () => Promise<Connection> = begin) =>
      lead('gateway', serve, {
        store: {
          lease: (...args) => (isDead ? gone() : leases.lease(...args)),
          releaseLease: (...args) => (isDead ? gone() : leases.releaseLease(...args)),
        },
        replica: name,
        now,
        log: createLogger('debug', [], (line) => void lines.push(line)),
      }),
    serve: (): Promise<Connection> => begin(),
  };
  const begin = async (): Promise<Connection> => {
    did.begun += 1;
    return {
      stop: async () => {
        did.ended += 1;
      },
    };
  };
  return replica;
}

const seconds = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 1_000);

test('one of two replicas serves, for as long as both live', async () => {
  const leases = newLeases();
  const [a, b] = [newReplica('a', leases), newReplica('b', leases)];
  await a.join();
  await b.join();
  await seconds(120);
  expect([a.did, b.did]).toEqual([
    { begun: 1, ended: 0 },
    { begun: 0, ended: 0 },
  ]);
});

test('when it ends the other follows at its next look, and only once the first has stopped serving', async () => {
  const leases = newLeases();
  const [a, b] = [newReplica('a', leases), newReplica('b', leases)];
  const first = await a.join();
  const second = await b.join();
  await first.stop();
  expect(a.serving()).toBe(0);
  await seconds(5);
  expect(b.serving()).toBe(1);
  await second.stop();
  await seconds(60);
  expect([a.serving(), b.serving()]).toEqual([0, 0]);
});

test('when it dies the other follows within twenty seconds', async () => {
  const leases = newLeases();
  const [a, b] = [newReplica('a', leases), newReplica('b', leases)];
  await a.join();
  await b.join();
  await seconds(30);
  a.die();
  await seconds(9);
  expect(b.serving()).toBe(0);
  await seconds(11);
  expect(b.serving()).toBe(1);
});

test('one whose lease was taken stops serving', async () => {
  const leases = newLeases();
  const a = newReplica('a', leases);
  await a.join();
  await leases.releaseLease('gateway', 'a');
  await leases.lease('gateway', 'b', now(), now().add({ minutes: 1 }));
  await seconds(5);
  expect(a.serving()).toBe(0);
  await seconds(65);
  expect(a.serving()).toBe(1);
});

test('one that needs long to begin keeps its lease meanwhile', async () => {
  const leases = newLeases();
  const [a, b] = [newReplica('a', leases), newReplica('b', leases)];
  const joined = a.join(async () => {
    await new Promise((resolve) => void setTimeout(resolve, 19_000));
    return a.serve();
  });
  await b.join();
  await seconds(25);
  await joined;
  expect([a.did.begun, b.did.begun]).toEqual([1, 0]);
});

test('one that is stopped while it begins does not go on serving', async () => {
  const leases = newLeases();
  const [a, b] = [newReplica('a', leases), newReplica('b', leases)];
  const first = await a.join();
  const second = await b.join(async () => {
    await new Promise((resolve) => void setTimeout(resolve, 8_000));
    return b.serve();
  });
  await first.stop();
  await seconds(6);
  const stopped = second.stop();
  await seconds(60);
  await stopped;
  expect(b.did).toEqual({ begun: 1, ended: 1 });
  expect(await leases.lease('gateway', 'c', now(), now())).toBe(true);
});

test('one that cannot serve says so at first, and lets another try at once', async () => {
  const leases = newLeases();
  const [a, b] = [newReplica('a', leases), newReplica('b', leases)];
  await expect(a.join(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  await b.join();
  expect(b.serving()).toBe(1);
  await seconds(60);
  expect(a.did.begun).toBe(0);
});

test('one that cannot serve later is logged, and gives another the chance', async () => {
  const leases = newLeases();
  const [a, b, c] = [newReplica('a', leases), newReplica('b', leases), newReplica('c', leases)];
  const first = await a.join();
  await b.join(() => Promise.reject(new Error('refused')));
  await c.join();
  await first.stop();
  await seconds(10);
  expect(c.serving()).toBe(1);
  expect(b.lines.join('')).toContain('serving failed');
});

test('while the store cannot be reached the one that serves goes on, and nobody begins', async () => {
  const leases = newLeases();
  let isDown = false;
  const flaky: Leases = {
    ...leases,
    lease: (...args) => (isDown ? Promise.reject(new Error('down')) : leases.lease(...args)),
  };
  const [a, b] = [newReplica('a', flaky), newReplica('b', flaky)];
  await a.join();
  await b.join();
  isDown = true;
  await seconds(300);
  expect([a.serving(), b.serving()]).toEqual([1, 0]);
  isDown = false;
  await seconds(10);
  expect(a.serving() + b.serving()).toBe(1);
});

test('one that the platform refuses later ends, leaves the lease to others, and tries again after a while', async () => {
  const leases = newLeases();
  const [a, b] = [newReplica('a', leases), newReplica('b', leases)];
  const { promise: refused, resolve: refuse } = Promise.withResolvers<void>();
  const first = await a.join(async () => ({ ...(await a.serve()), ...(a.did.begun === 1 && { refused }) }));
  const second = await b.join();
  expect([first.isUp?.(), second.isUp?.()]).toEqual([true, true]);
  refuse();
  await seconds(0);
  expect([a.serving(), first.isUp?.()]).toEqual([0, false]);
  await seconds(6);
  expect(b.serving()).toBe(1);
  await second.stop();
  await seconds(20);
  expect(a.serving()).toBe(0);
  await seconds(10);
  expect([a.serving(), first.isUp?.()]).toEqual([1, true]);
});
