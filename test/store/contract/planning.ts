/** How both engines turn due subscriptions into deliveries. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Subscription } from '../../../src/digest/subscription.ts';
import { createStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Plan } from '../../../src/digest/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at, carried, claim, delivery, ids, planOne, subscription } from '../samples.ts';

const planSameSlot = (id: string) => (): Plan => ({
  dueAt: at(0),
  deliveries: [delivery(id, { slot: '2026-11-02' })],
});

function planAllButBad(one: Subscription): Plan {
  if (one.id === 'bad') throw new RangeError('no such zone');
  return planOne()(one);
}

export function planningContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  const dueAts = async (): Promise<Record<string, string | undefined>> =>
    Object.fromEntries((await store.subscriptions({})).map(({ id, dueAt }) => [id, dueAt?.toString()]));

  describe('a delivery of no subscription', () => {
    it('is written once for its slot, whichever process is first, and is claimed like any other', async () => {
      const other = await database.open();
      const place = subscription('x').channelRef;
      const morning = delivery('m1', { slot: 'morning-2026-11-02', slotAt: at(0), nextAt: at(0) });
      const both = await Promise.all([store, other].map((one) => one.addDelivery('morning', place, morning)));
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await store.addDelivery('morning', place, { ...morning, id: 'm2' })).toBe(false);
      const claimed = await claim(store);
      expect(claimed).toMatchObject([{ id: 'm1', kind: 'morning', subscription: '', channelRef: place }]);
      expect(claimed[0] && (await store.begin(claimed[0], 'r1', at(0), carried()))).toBe(true);
    });
  });

  describe('planning', () => {
    it('takes what is due and not paused, the longest due first, as many as it is told', async () => {
      for (const [id, due] of [
        ['b', -1],
        ['a', -2],
        ['c', 0],
        ['later', 1],
        ['rests', 0],
      ] as const) {
        await store.addSubscription(subscription(id, { dueAt: at(due) }), 9);
      }
      await store.pause('rests', 'asked', '', at(-5));
      const planned: string[] = [];
      const plan = (one: Subscription): Plan => {
        planned.push(one.id);
        return planOne()(one);
      };
      expect((await store.planDue(at(0), 2, plan)).planned).toBe(2);
      expect(planned).toStrictEqual(['a', 'b']);
      expect((await store.planDue(at(0), 2, plan)).planned).toBe(1);
      expect((await store.planDue(at(0), 2, plan)).planned).toBe(0);
      expect(planned).toStrictEqual(['a', 'b', 'c']);
    });

    it('decides by the server’s clock where there is one, and otherwise by the given time, and hands it to the plan', async () => {
      const engine = database.openEngine();
      const clocked = await createStore(engine, at(0));
      const before = Temporal.Now.instant().subtract({ seconds: 1 });
      const theirs = await clocked.now();
      expect(theirs === undefined).toBe(!engine.isShared);
      expect(Math.abs((theirs ?? before).since(before).total('seconds'))).toBeLessThan(60);
      const wrong = before.add({ hours: 72 });
      await clocked.addSubscription(subscription('past', { dueAt: before }), 9);
      await clocked.addSubscription(subscription('later', { dueAt: before.add({ hours: 24 }) }), 9);
      const seen: Temporal.Instant[] = [];
      const planned: string[] = [];
      await clocked.planDue(wrong, 9, (one, now) => {
        seen.push(now);
        planned.push(one.id);
        return { dueAt: before.add({ hours: 999 }), deliveries: [] };
      });
      expect(planned).toStrictEqual(engine.isShared ? ['past'] : ['past', 'later']);
      for (const now of seen)
        expect(Math.abs(now.since(engine.isShared ? before : wrong).total('seconds'))).toBeLessThan(60);
    });

    it('writes the deliveries and moves the due instant in one', async () => {
      const channelRef = { platform: 'discord', workspace: 'G', channel: '9' };
      await store.addSubscription(subscription('a', { channelRef }), 9);
      await store.planDue(at(0), 9, () => ({
        dueAt: at(60),
        deliveries: [
          delivery('old', { state: 'missed', reason: 'down\0', slotAt: at(-9) }),
          delivery('new', { late: true, nextAt: at(1) }),
        ],
      }));
      expect(await store.digestLog({ subscription: 'a' }, 9)).toStrictEqual([
        { ...settled('new', 'waiting'), late: true, nextAt: at(1), slotAt: at(0) },
        { ...settled('old', 'missed'), reason: 'down', slotAt: at(-9) },
      ]);
      expect(await dueAts()).toStrictEqual({ a: at(60).toString() });

      function settled(id: string, state: string): object {
        return {
          id,
          kind: 'digest',
          subscription: 'a',
          channelRef,
          slot: `slot-${id}`,
          late: false,
          state,
          attempts: 0,
          nextAt: undefined,
          begunAt: undefined,
          settledAt: undefined,
          message: undefined,
          reason: '',
          carried: undefined,
          inReplyTo: undefined,
        };
      }
    });

    it('leaves a slot as it is for ever, whatever became of it', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.planDue(at(0), 9, planSameSlot('first'));
      await store.planDue(at(0), 9, planSameSlot('second'));
      const [first] = await claim(store);
      expect(first?.id).toBe('first');
      if (first !== undefined) await store.settle(first, { state: 'skipped', reason: 'nothing-new' }, at(0));
      await store.planDue(at(0), 9, planSameSlot('third'));
      expect(ids(await store.digestLog({ subscription: 'a' }, 9))).toStrictEqual(['first']);
      expect(await claim(store)).toStrictEqual([]);
      expect(await store.addDigest('a', delivery('fourth', { slot: '2026-11-02' }))).toMatchObject({
        id: 'first',
        state: 'skipped',
      });
      // The same slot of another subscription is another slot.
      await store.addSubscription(subscription('b', { dueAt: at(9) }), 9);
      expect((await store.addDigest('b', delivery('other', { slot: '2026-11-02' })))?.id).toBe('other');
    });

    it('plans each subscription once though several replicas plan at once', async () => {
      const stores = [store, await database.open(), await database.open()];
      for (let index = 0; index < 60; index++) {
        await store.addSubscription(
          subscription(`s${index}`, { channelRef: { platform: 'slack', workspace: 'T1', channel: `C${index}` } }),
          9,
        );
      }
      let made = 0;
      const planned = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (stores[index % 3] ?? store).planDue(at(0), 10, () => {
            const id = `p${++made}`;
            return { dueAt: at(60), deliveries: [delivery(id)] };
          }),
        ),
      );
      expect(planned.reduce((sum, step) => sum + step.planned, 0)).toBe(60);
      const deliveries = await store.digestLog({}, 999);
      expect(new Set(deliveries.map((one) => one.subscription)).size).toBe(60);
      expect(deliveries).toHaveLength(60);
    });

    it('plans the others though one cannot be planned, and tells', async () => {
      for (const id of ['bad', 'good']) await store.addSubscription(subscription(id), 9);
      expect(await store.planDue(at(0), 9, planAllButBad)).toStrictEqual({
        planned: 1,
        faults: [{ subscription: 'bad', error: new RangeError('no such zone') }],
      });
      expect(await dueAts()).toStrictEqual({ bad: at(0).toString(), good: at(1440).toString() });
      expect(ids(await store.digestLog({}, 9))).toStrictEqual(['dgood']);
    });

    it('writes nothing at all when the database refuses a part', async () => {
      for (const id of ['a', 'b']) await store.addSubscription(subscription(id), 9);
      const clash = { deliveries: [delivery('same')], dueAt: at(60) };
      await expect(store.planDue(at(0), 9, () => clash)).rejects.toThrow(/unique/iu);
      expect(await dueAts()).toStrictEqual({ a: at(0).toString(), b: at(0).toString() });
      expect(await store.digestLog({}, 9)).toStrictEqual([]);
      // And it goes on working.
      expect((await store.planDue(at(0), 9, planOne())).planned).toBe(2);
    });

    it('plans more slots than one statement holds', async () => {
      await store.addSubscription(subscription('a'), 9);
      const deliveries = Array.from({ length: 4_001 }, (_, index) => delivery(`m${index}`, { state: 'missed' }));
      expect((await store.planDue(at(0), 9, () => ({ deliveries: deliveries, dueAt: at(60) }))).planned).toBe(1);
      expect(await store.digestLog({ subscription: 'a' }, 9_999)).toHaveLength(4_001);
    });

    it('survives clocks that jump', async () => {
      await store.addSubscription(subscription('a', { dueAt: at(-1440) }), 9);
      expect((await store.planDue(at(0), 9, planOne(at(1440)))).planned).toBe(1);
      // A day back: nothing is due, nothing is repeated, and what waits is not lost.
      expect((await store.planDue(at(-1440), 9, planOne())).planned).toBe(0);
      expect(await claim(store, at(-1440))).toStrictEqual([]);
      const [claimed] = await claim(store, at(0));
      expect(claimed?.id).toBe('da');
      // Back again within a claim: it has not run out, and can still be begun and settled.
      expect(await store.expireClaims(at(-1440), at(0))).toStrictEqual({ unknown: 0, waiting: 0 });
      expect(claimed && (await store.begin(claimed, 'r1', at(-1440), carried()))).toBe(true);
      expect(claimed && (await store.settle(claimed, { state: 'sent', reason: '' }, at(-1440)))).toBe(true);
    });
  });

  describe('a delivery asked for by a person', () => {
    it('is written once a request, also for a paused subscription, and for none that is not there', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.pause('a', 'asked', '', at(0));
      const asked = await store.addDigest('a', delivery('one', { slot: 'now-1' }));
      expect(asked).toMatchObject({ id: 'one', state: 'waiting', channelRef: subscription('a').channelRef });
      expect(await store.addDigest('a', delivery('two', { slot: 'now-1' }))).toStrictEqual(asked);
      expect(await store.addDigest('none', delivery('three'))).toBeUndefined();
      expect(await store.delivery('two')).toBeUndefined();
    });

    it('is written once though it is asked for several times at once', async () => {
      await store.addSubscription(subscription('a'), 9);
      const other = await database.open();
      const got = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? store : other).addDigest('a', delivery(`n${index}`, { slot: 'now-1' })),
        ),
      );
      expect(new Set(got.map((one) => one?.id)).size).toBe(1);
    });
  });
}
