/** What both engines do when the database may have forgotten that a delivery was sent: it was restarted, failed over or set back. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewShare } from '../../../src/conversation/sharing/share.ts';
import { createStore } from '../../../src/store/open.ts';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { Plan } from '../../../src/digest/store.ts';
import type { Store } from '../../../src/store/store.ts';
import type { EngineUnderTest } from '../engines.ts';
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

/** Plans slots before and at the first minute. */
const planAround = (): Plan => ({
  deliveries: [
    delivery('old', { slotAt: at(-9), state: 'missed', reason: 'not-running: …' }),
    delivery('new', { slotAt: at(0), nextAt: at(1) }),
    delivery('next', { slotAt: at(2), nextAt: at(2) }),
  ],
  dueAt: at(99),
});

const shareOf = (id: string): NewShare => ({
  id,
  source: id,
  request: { type: 'brief', topic: 'energy' },
  language: 'en',
  person: 'U1',
  name: 'Ada',
  channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
});

export function generationContract({ fresh }: EngineUnderTest): void {
  describe('a database that was restarted or set back', () => {
    let store: Store;
    let mark: string;
    let begun: unknown[];
    beforeEach(async () => {
      const database = await fresh();
      mark = 'first';
      begun = [];
      const engine = {
        ...database.openEngine(),
        generation: () => sql<string>`cast(${mark} as text)`,
        onBegun: (...given: unknown[]) => void begun.push(given),
      };
      store = await createStore(engine, at(0));
      await sql`delete from generations`.execute(engine.db);
      await store.noteGeneration(at(1));
    });
    const noted = (now = at(1)): Promise<number | undefined> => store.noteGeneration(now.add({ minutes: 1 }));
    const states = async (...of: string[]): Promise<unknown[]> =>
      await Promise.all(of.map(async (id) => (await store.delivery(id))?.state));

    it('is noticed once, and not at first', async () => {
      await claimedOne(store);
      expect(await noted()).toBeUndefined();
      mark = 'second';
      expect(await noted()).toBe(1);
      expect(await noted()).toBeUndefined();
      mark = 'third';
      expect(await noted()).toBe(1);
    });

    it('gives nothing to send and plans nothing until it was noted', async () => {
      await store.addSubscription(inOwnChannel('a'), 9);
      await store.addSubscription(inOwnChannel('b'), 9);
      await store.addDigest('a', delivery('da'));
      mark = 'second';
      expect(await claim(store)).toStrictEqual([]);
      expect((await store.planDue(at(0), 9, planOne())).planned).toBe(0);
      await noted(at(-1));
      expect((await store.planDue(at(0), 9, planOne())).planned).toBe(2);
      expect(ids(await claim(store))).toStrictEqual(['db']);
    });

    it('has what waits looked up before it is sent, and tells why it waits', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.addDigest('a', delivery('da'));
      mark = 'second';
      expect(await noted()).toBe(1);
      expect(await store.delivery('da')).toMatchObject({
        state: 'waiting',
        nextAt: at(2),
        reason: expect.stringMatching(/^set-back: /u),
      });
      expect(await claim(store, at(1.9))).toStrictEqual([]);
      expect(await claim(store, at(2))).toStrictEqual([]);
      expect(await store.unsettledDeliveries()).toStrictEqual({ waiting: 0, claimed: 0, unknown: 1 });
      const [looked] = await lookUp(store, at(2));
      expect(looked).toMatchObject({ id: 'da', begunAt: undefined, carried: undefined });
      if (looked === undefined) return;
      await store.settle(looked, { state: 'waiting', reason: 'looked-up: not in the channel', nextAt: at(3) }, at(3));
      const [claimed] = await claim(store, at(3));
      expect(claimed).toMatchObject({ id: 'da', state: 'claimed' });
      expect(claimed && (await store.begin(claimed, 'r1', at(3), carried('k')))).toBe(true);
      expect(begun).toStrictEqual([['da', 1]]);
    });

    it('has what was being looked up looked for once more, from its slot on: it may have been sent again since', async () => {
      const claimed = await claimedOne(store);
      await store.begin(claimed, 'r1', at(0), carried('k'));
      const begunOne = { ...claimed, attempts: 1 };
      await store.settle(begunOne, { state: 'unknown', reason: 'no-answer', nextAt: at(1) }, at(0));
      expect(await store.delivery('da')).toMatchObject({ state: 'unknown', begunAt: at(0) });
      mark = 'second';
      await noted(at(1));
      expect(await store.delivery('da')).toMatchObject({ state: 'unknown', begunAt: undefined, nextAt: at(2) });
    });

    it('has a share that is pressed again looked up first, from before the change on, and not an hour later', async () => {
      const press = (id: string, minute: number, canLook = true): ReturnType<Store['claimShare']> =>
        store.claimShare(shareOf(id), { by: 'r1', now: at(minute), until: at(minute + 5), canLook });
      expect((await press('before', 0)).isClaimed).toBe(true);
      mark = 'second';
      // Not noted yet.
      expect(await press('soon', 1)).toMatchObject({ isClaimed: false, delivery: { state: 'unknown', nextAt: at(2) } });
      await noted(at(1));
      const again = await press('again', 9);
      expect(again).toMatchObject({ isClaimed: false, delivery: { state: 'unknown', slotAt: at(-58), nextAt: at(9) } });
      expect((await press('again', 10)).isClaimed).toBe(false);
      expect((await press('elsewhere', 9, false)).isClaimed).toBe(true);
      expect((await press('later', 62)).isClaimed).toBe(true);
      expect(await claim(store, at(9))).toStrictEqual([]);
      const looked = await lookUp(store, at(9));
      expect(ids(looked).toSorted()).toStrictEqual(['again', 'before', 'soon']);
      for (const one of looked) {
        const to = one.id === 'soon' ? 'skipped' : 'waiting';
        await store.settle(one, { state: to, reason: 'looked-up: not in the channel', nextAt: at(9) }, at(9));
      }
      expect(ids(await claim(store, at(9))).toSorted()).toStrictEqual(['again', 'before']);
      // What is tried anew may have been tried anew before.
      expect(await press('soon', 10)).toMatchObject({ isClaimed: false, delivery: { state: 'unknown' } });
    });

    it('has what a person asks for again looked up first too, and a planned slot keeps its time', async () => {
      await store.addSubscription(subscription('a'), 9);
      mark = 'second';
      await noted(at(1));
      const asked = { slotAt: at(9), nextAt: at(9) } as const;
      expect(await store.addDigest('a', delivery('again', { slot: 'now-1', ...asked }))).toMatchObject({
        state: 'unknown',
        slotAt: at(9),
        nextAt: at(9),
      });
      expect(await store.addDigest('a', delivery('slot', { slotAt: at(1), nextAt: at(1) }))).toMatchObject({
        state: 'waiting',
        slotAt: at(1),
        nextAt: at(2),
        reason: expect.stringMatching(/^set-back: /u),
      });
      expect(await store.addDigest('a', delivery('next', asked))).toMatchObject({ state: 'waiting', reason: '' });
      const late = { slot: 'now-2', slotAt: at(62), nextAt: at(62) } as const;
      expect(await store.addDigest('a', delivery('later', late))).toMatchObject({ state: 'waiting' });
    });

    it('has a recall that is planned anew looked up first', async () => {
      const message = await claimedOne(store);
      mark = 'second';
      await noted(at(1));
      expect(await store.addRecalls([{ id: 'r', correction: 'c', of: message.id, message }], at(9))).toBe(1);
      expect(await store.delivery('r')).toMatchObject({ state: 'unknown', nextAt: at(9) });
      expect(await store.addRecalls([{ id: 'r2', correction: 'c2', of: message.id, message }], at(62))).toBe(1);
      expect(await store.delivery('r2')).toMatchObject({ state: 'waiting' });
    });

    it('keeps what may stand in its channel, to be looked up, when its digest is removed', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.addDigest('a', delivery('da'));
      mark = 'second';
      await noted();
      await store.addDigest('a', delivery('later', { slotAt: at(2), nextAt: at(2) }));
      expect(await store.removeSubscription('a')).toBe(true);
      expect(await states('da', 'later')).toStrictEqual(['waiting', undefined]);
      await claim(store, at(2));
      expect(ids(await lookUp(store, at(2)))).toStrictEqual(['da']);
    });

    it('looks up what waits before a pause skips it', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.addDigest('a', delivery('da'));
      mark = 'second';
      await noted();
      await store.addDigest('a', delivery('later', { slotAt: at(2), nextAt: at(2) }));
      expect(await store.pause('a', 'asked', '', at(1))).toBe(true);
      expect(await states('da', 'later')).toStrictEqual(['waiting', 'skipped']);
      await claim(store, at(2));
      expect(ids(await lookUp(store, at(2)))).toStrictEqual(['da']);
    });

    it.each([
      ['a pause', (): Promise<boolean> => store.pause('a', 'asked', '', at(1))],
      ['a removal', (): Promise<boolean> => store.removeSubscription('a')],
    ])('looks up what waited before %s that came before it was noted', async (_, ends) => {
      await store.addSubscription(subscription('a'), 9);
      await store.addDigest('a', delivery('da'));
      mark = 'second';
      expect(await ends()).toBe(true);
      expect(await noted()).toBe(1);
      expect(await states('da')).toStrictEqual(['waiting']);
      await claim(store, at(2));
      expect(ids(await lookUp(store, at(2)))).toStrictEqual(['da']);
    });

    it('counts what was found as heard', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.addDigest('a', delivery('da'));
      mark = 'second';
      await noted();
      await claim(store, at(2));
      const [looked] = await lookUp(store, at(2));
      if (looked === undefined) throw new Error('nothing is looked up');
      const found = {
        state: 'sent',
        reason: 'looked-up: found',
        message: 'm',
        carried: { ...carried('k'), introduces: true },
      } as const;
      expect(await store.settle(looked, found, at(3))).toBe(true);
      expect(await store.delivery('da')).toMatchObject({ state: 'sent', message: 'm', carried: found.carried });
      expect(await store.carriedKeys(looked.channelRef)).toStrictEqual(new Set(['k']));
      expect((await store.subscription('a'))?.introduced).toBe(true);
    });

    it('takes back what was claimed and not begun, and leaves what was begun to its look-up', async () => {
      const claimed = await claimedOne(store);
      await store.addSubscription(inOwnChannel('b'), 9);
      await store.addDigest('b', delivery('db'));
      const [sending] = await claim(store);
      if (sending === undefined) throw new Error('nothing could be claimed');
      await store.begin(sending, 'r1', at(0), carried('k'));
      mark = 'second';
      expect(await noted()).toBe(1);
      expect(await states('da', 'db')).toStrictEqual(['waiting', 'claimed']);
      // A second attempt may be among what is forgotten: it is looked for from its slot on.
      expect(await store.delivery('db')).toMatchObject({ begunAt: undefined, nextAt: sending.nextAt });
      expect(await store.begin(claimed, 'r1', at(1), carried('k'))).toBe(false);
      expect(await store.settle(sending, { state: 'sent', reason: '' }, at(1))).toBe(true);
    });

    it('looks up a channel’s deliveries in their order, before any other of that channel', async () => {
      await store.addSubscription(subscription('a'), 9);
      for (const minute of [-2, -1])
        await store.addDigest('a', delivery(`d${minute}`, { slotAt: at(minute), nextAt: at(minute) }));
      mark = 'second';
      expect(await noted()).toBe(2);
      await store.addDigest('a', delivery('after', { slotAt: at(2), nextAt: at(2) }));
      expect(await claim(store, at(1.5))).toStrictEqual([]);
      const order: string[] = [];
      for (let minute = 2; minute < 6; minute += 1) {
        order.push(...ids(await claim(store, at(minute))));
        for (const looked of await lookUp(store, at(minute))) {
          order.push(`${looked.id}?`);
          await store.settle(looked, { state: 'sent', reason: '' }, at(minute));
        }
      }
      expect(order).toStrictEqual(['d-2?', 'd-1?', 'after']);
    });

    it('has a slot before it that is planned later looked up, and says of older ones that nothing is known', async () => {
      await store.addSubscription(subscription('a'), 9);
      mark = 'second';
      await noted(at(1));
      expect((await store.planDue(at(1), 9, planAround)).planned).toBe(1);
      const read = async (id: string): Promise<Delivery | undefined> => await store.delivery(id);
      expect(await read('old')).toMatchObject({ state: 'missed', reason: expect.stringMatching(/^forgotten: /u) });
      expect(await read('new')).toMatchObject({ state: 'waiting', nextAt: at(2) });
      expect(await read('next')).toMatchObject({ state: 'waiting', nextAt: at(2), reason: '' });
      await claim(store, at(2));
      expect(ids(await lookUp(store, at(2)))).toStrictEqual(['new']);
    });
  });
}
