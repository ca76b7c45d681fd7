/** How both engines hand deliveries out, begin and settle them. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { ChannelRef } from '../../../src/digest/subscription.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at, carried, claim, claimedOne, delivery, ids, inOwnChannel, lookUp, subscription } from '../samples.ts';

const PLACE: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };

export function deliveryContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  const unknownOne = async (): Promise<Delivery> => {
    const claimed = await claimedOne(store);
    await store.begin(claimed, 'r1', at(1), carried('k1'));
    await store.settle(claimed, { state: 'unknown', reason: 'no-answer: cut', nextAt: at(2) }, at(1));
    const [unknown] = await lookUp(store, at(2));
    if (unknown === undefined) throw new Error('nothing to look up');
    return unknown;
  };

  describe('claiming', () => {
    it('takes what is due, the oldest first, of the platforms it is told, as many as it is told', async () => {
      const channels: Record<string, ChannelRef> = {
        s: PLACE,
        d: { platform: 'discord', workspace: 'G', channel: 'C2' },
        s2: { ...PLACE, channel: 'C3' },
        d2: { platform: 'discord', workspace: 'G', channel: 'C5' },
        other: { platform: 'desk', workspace: '', channel: 'C4' },
      };
      for (const [id, channelRef] of Object.entries(channels))
        await store.addSubscription(subscription(id, { channelRef: channelRef }), 9);
      const add = (id: string, to: string, minute: number): Promise<unknown> =>
        store.addDigest(to, delivery(id, { slotAt: at(minute), nextAt: at(minute) }));
      await add('s4', 's', -4);
      await add('d3', 'd', -3);
      await add('s2', 's2', -2);
      await add('d1', 'd2', -1);
      await add('other9', 'other', -9);
      await add('later', 's', 1);
      const claimed = (most: number): Promise<readonly Delivery[]> =>
        store.claimDeliveries({
          platforms: ['slack', 'discord'],
          now: at(0),
          until: at(5),
          most,
          by: 'r1',
        });
      const first = await claimed(2);
      expect(ids(first)).toStrictEqual(['s4', 'd3']);
      expect(first[0]).toMatchObject({ state: 'claimed', nextAt: at(5), attempts: 0, begunAt: undefined });
      expect(ids(await claimed(3))).toStrictEqual(['s2', 'd1']);
      expect(await claimed(3)).toStrictEqual([]);
      expect(
        await store.claimDeliveries({ platforms: [], now: at(9), until: at(10), most: 9, by: 'r1' }),
      ).toStrictEqual([]);
      expect(await claim(store, at(9), 'r1', 0)).toStrictEqual([]);
    });

    it('counts the tries to compose it, until one leads to a message or it is settled otherwise', async () => {
      let claimed = await claimedOne(store);
      const again = async (minute: number): Promise<Delivery> => {
        const [next] = await claim(store, at(minute));
        if (next === undefined) throw new Error('nothing could be claimed');
        return next;
      };
      expect(await store.countComposition(claimed)).toBe(1);
      expect(await store.expireClaims(at(5), at(6))).toStrictEqual({ unknown: 0, waiting: 1 });
      expect(await store.countComposition(claimed)).toBeUndefined();
      const before = claimed;
      // The others of its process come first.
      expect(await claim(store, at(5.9))).toStrictEqual([]);
      claimed = await again(6);
      expect(await store.countComposition(before)).toBeUndefined();
      expect(await store.countComposition(claimed)).toBe(2);
      await store.settle(claimed, { state: 'waiting', reason: '', nextAt: at(7), isUncomposed: true }, at(6));
      claimed = await again(7);
      expect(await store.countComposition(claimed)).toBe(3);
      await store.endCompositions(claimed.id);
      expect(await store.countComposition(claimed)).toBe(1);
      expect(await store.begin(claimed, 'r1', at(7), carried())).toBe(true);
      await store.settle(claimed, { state: 'waiting', reason: '', nextAt: at(8), isUncomposed: true }, at(7));
      claimed = await again(8);
      expect(await store.countComposition(claimed)).toBe(1);
      await store.settle(claimed, { state: 'unknown', reason: '', nextAt: at(9) }, at(8));
      const [looked] = await lookUp(store, at(9));
      expect(looked && (await store.countComposition(looked))).toBe(1);
    });

    it('tells its owner in the step in which it is set aside, once', async () => {
      const claimed = await claimedOne(store);
      const aside = { state: 'refused', reason: 'uncomposed: ', isUncomposed: true, alert: 'uncomposed' } as const;
      expect(await store.settle({ ...claimed, nextAt: at(9) }, aside, at(1))).toBe(false);
      expect(await store.alerts('a')).toStrictEqual([]);
      expect(await store.settle(claimed, aside, at(1))).toBe(true);
      expect(await store.settle(claimed, aside, at(1))).toBe(false);
      expect(await store.alerts('a')).toMatchObject([{ reason: 'uncomposed', owner: 'U1', state: 'waiting' }]);
      expect(await store.delivery('da')).toMatchObject({ state: 'refused', settledAt: at(1) });
      const [told] = await claim(store, at(1));
      expect(told).toMatchObject({ kind: 'alert', subscription: 'a' });
      expect(told && (await store.begin(told, 'r1', at(1), carried()))).toBe(true);
    });

    it('counts an attempt when it is begun, and keeps what it carries and when the first began', async () => {
      const claimed = await claimedOne(store);
      const what = { ...carried('k1', 'k2'), introduces: true, rotates: 'tariffs' };
      expect(await store.begin(claimed, 'r1', at(1), what)).toBe(true);
      expect(await store.delivery('da')).toMatchObject({
        state: 'claimed',
        attempts: 1,
        begunAt: at(1),
        nextAt: at(5),
      });
      await store.settle(claimed, { state: 'waiting', reason: 'rate-limit: 30 s', nextAt: at(2) }, at(1));
      expect(await store.delivery('da')).toMatchObject({ state: 'waiting', reason: 'rate-limit: 30 s', nextAt: at(2) });
      const [again] = await claim(store, at(2));
      expect(again && (await store.begin(again, 'r1', at(3), carried('k3')))).toBe(true);
      expect(await store.delivery('da')).toMatchObject({ attempts: 2, begunAt: at(1), carried: carried('k3') });
    });

    it('lets only the present holder begin, once, and not after the claim has run out', async () => {
      const claimed = await claimedOne(store);
      expect(await store.begin(claimed, 'r2', at(1), carried())).toBe(false);
      expect(await store.begin({ id: 'none', nextAt: at(5) }, 'r1', at(1), carried())).toBe(false);
      expect(await store.begin(claimed, 'r1', at(5), carried())).toBe(false);
      await store.expireClaims(at(5), at(6));
      expect(await store.begin(claimed, 'r1', at(4), carried())).toBe(false);
      // The same process holds a later claim: the task that held the earlier one must not use it.
      const [again] = await claim(store, at(5));
      expect(await store.begin(claimed, 'r1', at(6), carried())).toBe(false);
      expect(again && (await store.begin(again, 'r1', at(6), carried()))).toBe(true);
      expect(again && (await store.begin(again, 'r1', at(6), carried()))).toBe(false);
    });

    it('keeps when the first attempt began by the platform’s clock, where that is given', async () => {
      const claimed = await claimedOne(store);
      expect(await store.begin(claimed, 'r1', at(1), carried('k'), { begunAt: at(0.5) })).toBe(true);
      expect(await store.delivery(claimed.id)).toMatchObject({ begunAt: at(0.5) });
    });

    it('that has run out becomes unknown if it was begun, and waits again if it was not', async () => {
      for (const id of ['a', 'b']) {
        await store.addSubscription(inOwnChannel(id), 9);
        await store.addDigest(id, delivery(`d${id}`));
      }
      const [begun] = await claim(store);
      if (begun !== undefined) await store.begin(begun, 'r1', at(1), carried('k'));
      expect(await store.expireClaims(at(4.9), at(9))).toStrictEqual({ unknown: 0, waiting: 0 });
      expect(await store.expireClaims(at(5), at(9))).toStrictEqual({ unknown: 1, waiting: 1 });
      expect(await store.delivery('da')).toMatchObject({ state: 'unknown', nextAt: at(9), carried: carried('k') });
      expect(await store.delivery('db')).toMatchObject({ state: 'waiting', nextAt: at(5), attempts: 0 });
      expect(ids(await claim(store, at(5)))).toStrictEqual(['db']);
      expect(await store.expireClaims(at(5), at(9))).toStrictEqual({ unknown: 0, waiting: 0 });
    });

    it('that was given back unbegun is not taken for begun when the next one runs out', async () => {
      const claimed = await claimedOne(store);
      await store.begin(claimed, 'r1', at(1), carried());
      await store.settle(claimed, { state: 'waiting', reason: 'rate-limit', nextAt: at(1) }, at(1));
      await claim(store, at(1));
      expect(await store.expireClaims(at(9), at(10))).toStrictEqual({ unknown: 0, waiting: 1 });
    });
  });

  describe('looking up', () => {
    it('is given to one, again after its time, and not before it is due', async () => {
      const claimed = await claimedOne(store);
      await store.begin(claimed, 'r1', at(1), carried());
      await store.settle(claimed, { state: 'unknown', reason: 'cut', nextAt: at(2) }, at(1));
      expect(await lookUp(store, at(1.9))).toStrictEqual([]);
      expect(await lookUp(store, at(2))).toMatchObject([{ id: 'da', state: 'unknown', nextAt: at(4), attempts: 1 }]);
      expect(await lookUp(store, at(3))).toStrictEqual([]);
      expect(ids(await lookUp(store, at(4)))).toStrictEqual(['da']);
      expect(await store.claimLookUps({ platforms: ['discord'], now: at(99), until: at(100), most: 9 })).toStrictEqual(
        [],
      );
    });

    it('ends when it cannot be done: an unknown delivery without a time is never looked up nor sent', async () => {
      await store.settle(await unknownOne(), { state: 'unknown', reason: 'no-history: missing_scope' }, at(2));
      expect(await store.delivery('da')).toMatchObject({ state: 'unknown', nextAt: undefined, settledAt: undefined });
      expect(await lookUp(store, at(9_999))).toStrictEqual([]);
      expect(await claim(store, at(9_999))).toStrictEqual([]);
      const left = await store.delivery('da');
      expect(left && (await store.settle(left, { state: 'sent', reason: 'a person saw it' }, at(3)))).toBe(true);
    });

    it('that was overtaken by another cannot settle', async () => {
      const slow = await unknownOne();
      const [quick] = await lookUp(store, at(4));
      expect(await store.settle(slow, { state: 'waiting', reason: 'absent' }, at(5))).toBe(false);
      expect(quick && (await store.settle(quick, { state: 'sent', reason: 'found', message: 'm' }, at(5)))).toBe(true);
    });
  });

  describe('settling', () => {
    it('as sent tells the channel what was carried, and the subscription what was introduced and rotated, in one', async () => {
      const claimed = await claimedOne(store);
      await store.begin(claimed, 'r1', at(1), { ...carried('k1', 'k1', '关税'), introduces: true, rotates: 'tariffs' });
      expect(await store.carriedKeys(PLACE)).toStrictEqual(new Set());
      expect(await store.settle(claimed, { state: 'sent', reason: '', message: '171.1' }, at(2))).toBe(true);
      expect(await store.delivery('da')).toMatchObject({
        state: 'sent',
        message: '171.1',
        settledAt: at(2),
        nextAt: undefined,
      });
      expect(await store.carriedKeys(PLACE)).toStrictEqual(new Set(['k1', '关税']));
      expect(await store.subscription('a')).toMatchObject({ introduced: true, rotated: 'tariffs' });
      expect(await store.carriedKeys({ ...PLACE, channel: 'C2' })).toStrictEqual(new Set());
    });

    it('as sent after a look-up tells what was kept when it was begun', async () => {
      await store.settle(await unknownOne(), { state: 'sent', reason: 'looked-up', message: '171.1' }, at(2));
      expect(await store.carriedKeys(PLACE)).toStrictEqual(new Set(['k1']));
    });

    it('keeps what was introduced and rotated before when a digest does neither', async () => {
      await store.addSubscription(subscription('a', { introduced: true, rotated: 'r' }), 9);
      await store.addDigest('a', delivery('d'));
      const [claimed] = await claim(store);
      if (claimed === undefined) throw new Error('nothing could be claimed');
      await store.begin(claimed, 'r1', at(1), carried('k'));
      await store.settle(claimed, { state: 'sent', reason: '' }, at(1));
      expect(await store.subscription('a')).toMatchObject({ introduced: true, rotated: 'r' });
    });

    it('in any other way tells the channel nothing', async () => {
      for (const state of ['refused', 'skipped', 'unknown', 'waiting'] as const) {
        await store.addSubscription(inOwnChannel(state), 9);
        await store.addDigest(state, delivery(state));
        const claimed = (await claim(store)).find(({ id }) => id === state);
        if (claimed === undefined) throw new Error('nothing could be claimed');
        await store.begin(claimed, 'r1', at(1), carried('k'));
        expect(await store.settle(claimed, { state, reason: `why\0 ${state}`, nextAt: at(99) }, at(1))).toBe(true);
        const final = state === 'refused' || state === 'skipped';
        expect(await store.delivery(state)).toMatchObject({
          state,
          reason: `why ${state}`,
          settledAt: final ? at(1) : undefined,
          nextAt: final ? undefined : at(99),
        });
      }
      for (const state of ['refused', 'skipped', 'unknown', 'waiting'])
        expect(await store.carriedKeys({ ...PLACE, channel: state })).toStrictEqual(new Set());
    });

    it('happens only from the state and the claim that it was read in', async () => {
      const claimed = await claimedOne(store);
      await store.begin(claimed, 'r1', at(1), carried('k'));
      await store.expireClaims(at(5), at(6));
      const sent = { state: 'sent', reason: '' } as const;
      expect(await store.settle(claimed, sent, at(6))).toBe(false);
      const unknown = await store.delivery('da');
      expect(
        unknown && (await store.settle(unknown, { state: 'waiting', reason: 'absent', nextAt: at(7) }, at(7))),
      ).toBe(true);
      // Claimed anew: who held it before must not settle what another is sending.
      const [again] = await claim(store, at(7), 'r2');
      expect(again?.state).toBe(claimed.state);
      expect(await store.settle(claimed, { state: 'waiting', reason: 'rate-limit', nextAt: at(7) }, at(7))).toBe(false);
      expect(again && (await store.settle(again, sent, at(8)))).toBe(true);
      expect(again && (await store.settle(again, sent, at(8)))).toBe(false);
      expect(await store.settle({ id: 'none', state: 'claimed', nextAt: at(5) }, sent, at(8))).toBe(false);
    });

    it('is undone whole when a part of it fails', async () => {
      const claimed = await claimedOne(store);
      await store.begin(claimed, 'r1', at(1), carried('k'));
      await database.without('heard', async () => {
        await expect(store.settle(claimed, { state: 'sent', reason: '' }, at(1))).rejects.toThrow('heard');
      });
      expect(await store.delivery('da')).toMatchObject({ state: 'claimed', nextAt: at(5), settledAt: undefined });
      expect(await store.settle(claimed, { state: 'sent', reason: '' }, at(1))).toBe(true);
      expect(await store.carriedKeys(PLACE)).toStrictEqual(new Set(['k']));
    });

    it('of deliveries to one channel at once never stops either', async () => {
      const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
      for (let index = 0; index < 12; index++) {
        await store.addSubscription(subscription(`s${index}`), 99);
        await store.addDigest(`s${index}`, delivery(`d${index}`));
      }
      const left: Delivery[] = [];
      for (let index = 0; index < 12; index++) {
        const [one] = await claim(store);
        if (one === undefined) throw new Error('nothing could be claimed');
        await store.begin(one, 'r1', at(1), carried(...(index % 2 === 0 ? keys : keys.toReversed())));
        const nextAt = at(2);
        await store.settle(one, { state: 'unknown', reason: '', nextAt, yields: true }, at(1));
        left.push({ ...one, state: 'unknown', nextAt });
      }
      const settled = await Promise.all(left.map((one) => store.settle(one, { state: 'sent', reason: '' }, at(2))));
      expect(settled).toStrictEqual(Array.from({ length: 12 }, () => true));
      expect((await store.carriedKeys(PLACE)).size).toBe(40);
    });
  });

  describe('reading', () => {
    it('lists deliveries of a subscription or a channel, newest first, as many as it is told', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.addSubscription(subscription('b', { channelRef: { ...PLACE, channel: 'C2' } }), 9);
      for (const minute of [2, 1, 3]) await store.addDigest('a', delivery(`a${minute}`, { slotAt: at(minute) }));
      await store.addDigest('b', delivery('b9', { slotAt: at(9) }));
      expect(ids(await store.digestLog({ subscription: 'a' }, 2))).toStrictEqual(['a3', 'a2']);
      expect(ids(await store.digestLog({ platform: 'slack', workspace: 'T1' }, 9))).toStrictEqual([
        'b9',
        'a3',
        'a2',
        'a1',
      ]);
      expect(ids(await store.digestLog({ ...PLACE, channel: 'C2' }, 9))).toStrictEqual(['b9']);
      expect(await store.digestLog({ subscription: 'none' }, 9)).toStrictEqual([]);
    });

    it('tells when there is something to do next', async () => {
      expect(await store.nextWorkAt()).toBeUndefined();
      await store.addSubscription(subscription('a', { dueAt: at(50) }), 9);
      expect(await store.nextWorkAt()).toStrictEqual(at(50));
      await store.addDigest('a', delivery('d', { nextAt: at(10) }));
      expect(await store.nextWorkAt()).toStrictEqual(at(10));
      expect(await store.unsettledDeliveries()).toStrictEqual({ waiting: 1, claimed: 0, unknown: 0 });
      const [claimed] = await claim(store, at(10));
      expect(await store.unsettledDeliveries()).toStrictEqual({ waiting: 0, claimed: 1, unknown: 0 });
      expect(await store.nextWorkAt()).toStrictEqual(at(15));
      if (claimed !== undefined) await store.settle(claimed, { state: 'unknown', reason: '', nextAt: at(20) }, at(10));
      expect(await store.nextWorkAt()).toStrictEqual(at(20));
      await store.removeSubscription('a');
      expect(await store.nextWorkAt()).toStrictEqual(at(20));
    });
  });
}
