/** How both engines keep the deliveries of one channel apart: one in hand at a time in all replicas, so that none tells what another is telling. */
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at, carried, claim, claimedOne, delivery, ids, inOwnChannel, lookUp, subscription } from '../samples.ts';

const SENT = { state: 'sent', reason: '' } as const;

export function channelContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
    other = await database.open();
  });

  const begunOne = async (): Promise<Delivery> => {
    const claimed = await claimedOne(store, 'first');
    await store.addSubscription(subscription('second'), 9);
    await store.addDigest('second', delivery('dsecond'));
    await store.begin(claimed, 'r1', at(0), carried('k'));
    return claimed;
  };

  describe('of one channel', () => {
    it('the oldest is handed out, and the next once that is settled, whoever claims', async () => {
      for (const id of ['a', 'b']) await store.addSubscription(subscription(id), 9);
      await store.addSubscription(inOwnChannel('c'), 9);
      await store.addDigest('a', delivery('a2', { nextAt: at(-2) }));
      await store.addDigest('b', delivery('b3', { nextAt: at(-3) }));
      await store.addDigest('a', delivery('a1', { nextAt: at(-1) }));
      await store.addDigest('c', delivery('c0'));
      const claimed = await claim(store);
      expect(ids(claimed).toSorted()).toStrictEqual(['b3', 'c0']);
      expect(await claim(other, at(0), 'r2')).toStrictEqual([]);
      for (const next of ['a2', 'a1']) {
        const [held] = next === 'a2' ? claimed.filter(({ id }) => id === 'b3') : await store.digestLog({}, 9);
        const inHand = next === 'a2' ? held : await store.delivery('a2');
        expect(inHand && (await store.settle(inHand, SENT, at(1)))).toBe(true);
        expect(ids(await claim(other, at(1), 'r2'))).toStrictEqual([next]);
      }
    });

    it('the earlier slot is handed out first of those that wait since the same moment', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.addDigest('a', delivery('d2', { slotAt: at(0) }));
      await claim(store);
      await store.addDigest('a', delivery('d1', { slotAt: at(5), nextAt: at(5) }));
      await store.expireClaims(at(5), at(6));
      expect(ids(await claim(other, at(5)))).toStrictEqual(['d2']);
    });

    it('what waits for a rate limit lets the others go before it', async () => {
      const claimed = await claimedOne(store, 'first');
      await store.addSubscription(subscription('second'), 9);
      await store.addDigest('second', delivery('dsecond'));
      await store.settle(claimed, { state: 'waiting', reason: 'rate-limit', nextAt: at(3) }, at(0));
      expect(ids(await claim(other, at(0)))).toStrictEqual(['dsecond']);
    });

    it('the others wait while one is unknown and to be looked up, also when its process has died', async () => {
      await begunOne();
      expect(await claim(other, at(4))).toStrictEqual([]);
      await other.expireClaims(at(5), at(6));
      expect(await claim(other, at(5))).toStrictEqual([]);
      const [unknown] = await lookUp(other, at(6));
      expect(await claim(store, at(6))).toStrictEqual([]);
      expect(unknown && (await other.settle(unknown, SENT, at(6)))).toBe(true);
      expect(ids(await claim(store, at(6)))).toStrictEqual(['dsecond']);
    });

    it.each([
      ['that is not in the channel', { state: 'waiting', reason: 'absent', nextAt: at(9) }],
      ['for which nobody waits any more', { state: 'unknown', reason: 'no-history', nextAt: at(60), yields: true }],
      ['that is never looked up again', { state: 'unknown', reason: 'given up' }],
    ] as const)('the others go on after one %s', async (_, settlement) => {
      const begun = await begunOne();
      await store.settle(begun, { state: 'unknown', reason: 'cut', nextAt: at(2) }, at(1));
      const [unknown] = await lookUp(store, at(2));
      // Renewing the look-up leaves all as it is.
      const renewed = { state: 'unknown', nextAt: at(5) } as const;
      expect(unknown && (await store.settle(unknown, { ...renewed, reason: 'cut' }, at(3)))).toBe(true);
      expect(await claim(store, at(3))).toStrictEqual([]);
      expect(await store.settle({ id: 'dfirst', ...renewed }, settlement, at(3))).toBe(true);
      expect(ids(await claim(store, at(3)))).toStrictEqual(['dsecond']);
    });

    it('no two are ever in hand, however many claim and add at once', async () => {
      const channels = Array.from({ length: 4 }, (_, index) => `c${index}`);
      for (const channel of channels) await store.addSubscription(inOwnChannel(channel), 9);
      const all = channels.flatMap((channel) =>
        Array.from({ length: 8 }, (_, index) => ({
          channel,
          one: delivery(`${channel}x${index}`, { nextAt: at(-index) }),
        })),
      );
      const inHand = new Set<string>();
      const together: string[] = [];
      const done: string[] = [];
      const work = async (by: Store, replica: string): Promise<void> => {
        while (done.length < all.length) {
          for (const claimed of await claim(by, at(0), replica, 2)) {
            const { channel } = claimed.channelRef;
            if (inHand.has(channel)) together.push(channel);
            inHand.add(channel);
            await by.begin(claimed, replica, at(0), carried());
            inHand.delete(channel);
            if (await by.settle(claimed, SENT, at(0))) done.push(claimed.id);
          }
        }
      };
      // Each later one is older, so that it is the next in turn when it comes.
      const add = async (): Promise<void> => {
        for (const { channel, one } of all) await other.addDigest(channel, one);
      };
      await Promise.all([add(), work(store, 'r1'), work(other, 'r2'), work(store, 'r3'), work(other, 'r4')]);
      expect(together).toStrictEqual([]);
      expect(done.toSorted()).toStrictEqual(all.map(({ one }) => one.id).toSorted());
    });

    it('one is not handed out where another replica is claiming just now', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.addDigest('a', delivery('d1', { nextAt: at(0) }));
      const { db, isShared } = database.openEngine();
      const add = async (): Promise<unknown> => await store.addDigest('a', delivery('d0', { nextAt: at(-1) }));
      // On SQLite whoever writes has the file to itself: nothing could be added meanwhile.
      if (!isShared) await add();
      const statements = vi.spyOn(DatabaseSync.prototype, 'prepare');
      let claiming: Promise<readonly Delivery[]> | undefined;
      await db.transaction().execute(async (claimer) => {
        await sql`update deliveries set state = 'claimed', holds = 1, next_at = ${at(5).epochMilliseconds} where id = 'd1'`.execute(
          claimer,
        );
        if (isShared) await add();
        statements.mockClear();
        // On PostgreSQL it sees d1 waiting still, and d0 before it; on SQLite it finds the file locked, again and again.
        claiming = claim(other, at(0), 'r2');
        await expect
          .poll(async () => (isShared ? (await waitingForLocks(db)).length : statements.mock.calls.length > 2 ? 1 : 0))
          .toBe(1);
      });
      statements.mockRestore();
      expect(await claiming).toStrictEqual([]);
      expect(await store.delivery('d0')).toMatchObject({ state: 'waiting', nextAt: at(-1) });
    });
  });

  describe('an acknowledgement after the claim has run out', () => {
    it.each(['unknown', 'waiting', 'claimed'] as const)('settles what is %s since', async (state) => {
      await begunOne();
      await store.expireClaims(at(5), at(6));
      if (state !== 'unknown') {
        const [unknown] = await lookUp(store, at(6));
        // Older than the other, so that it is claimed first.
        const settlement = { state: 'waiting', reason: 'absent', nextAt: at(-1) } as const;
        if (unknown !== undefined) await store.settle(unknown, settlement, at(6));
      }
      const again = state === 'claimed' ? await claim(other, at(6), 'r2') : [];
      expect(await store.arrived({ id: 'dfirst', attempts: 1 }, '171.1', at(7))).toBe(true);
      expect(await store.delivery('dfirst')).toMatchObject({ state: 'sent', message: '171.1', settledAt: at(7) });
      expect(await store.carriedKeys(subscription('first').channelRef)).toStrictEqual(new Set(['k']));
      for (const one of again) expect(await other.begin(one, 'r2', at(7), carried())).toBe(false);
      expect(ids(await claim(other, at(7)))).toStrictEqual(['dsecond']);
      expect(await store.arrived({ id: 'dfirst', attempts: 1 }, '171.2', at(7))).toBe(false);
    });

    it('changes nothing where another attempt has begun, or it is settled, or gone', async () => {
      const begun = await begunOne();
      await store.settle(begun, { state: 'waiting', reason: 'rate-limit', nextAt: at(-1) }, at(1));
      const [again] = await claim(store, at(1));
      if (again === undefined) throw new Error('nothing could be claimed');
      await store.begin(again, 'r1', at(1), carried('k2'));
      expect(await store.arrived({ id: 'dfirst', attempts: 1 }, 'm', at(2))).toBe(false);
      expect(await store.arrived({ id: 'none', attempts: 1 }, 'm', at(2))).toBe(false);
      await store.settle(again, { state: 'refused', reason: '' }, at(2));
      expect(await store.arrived({ id: 'dfirst', attempts: 2 }, 'm', at(2))).toBe(false);
      expect(await store.delivery('dfirst')).toMatchObject({ state: 'refused', message: undefined });
    });
  });
}

async function waitingForLocks(db: ReturnType<Database['openEngine']>['db']): Promise<readonly unknown[]> {
  return (await sql`select pid from pg_locks where not granted`.execute(db)).rows;
}
