/** How both engines keep shared cards: each once, on the way of all deliveries, and beside the digests of its channel. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewShare } from '../../../src/conversation/sharing/share.ts';
import type { Carried, Delivery, DeliveryState } from '../../../src/digest/delivery/delivery.ts';
import type { ChannelRef } from '../../../src/digest/subscription.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at, carried, claim, claimedOne, delivery, ids, lookUp, subscription } from '../samples.ts';

const CHANNEL: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const SHOWN: Carried = {
  keys: [],
  briefs: [{ id: 'energy', asOf: '2026-10-30', statements: ['d/s1'], versions: ['v1'] }],
  introduces: false,
  rotates: undefined,
};

const share = (id: string, source = 'click'): NewShare => ({
  id,
  request: { type: 'brief', topic: 'energy' },
  language: 'en',
  person: 'U1',
  name: 'Ada\0',
  channelRef: CHANNEL,
  source,
});

export function shareContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  const claimShare = (id: string, { source = 'click', minute = 0, by = 'r1', over = store } = {}) =>
    over.claimShare(share(id, source), { by, now: at(minute), until: at(minute + 5) });
  const claimed = async (id: string, source?: string): Promise<Delivery> => {
    const { delivery: one, isClaimed } = await claimShare(id, { source });
    expect(isClaimed).toBe(true);
    return one;
  };

  describe('a share', () => {
    it('is written once for each source, claimed by who wrote it, and known with who shared it', async () => {
      const first = await claimed('a');
      expect(first).toMatchObject({ id: 'a', kind: 'share', state: 'claimed', nextAt: at(5), channelRef: CHANNEL });
      expect(await claimShare('b')).toMatchObject({ isClaimed: false, delivery: { id: 'a', state: 'claimed' } });
      expect((await claimShare('c', { source: 'another' })).isClaimed).toBe(true);
      expect(await store.share('a')).toStrictEqual({
        id: 'a',
        request: { type: 'brief', topic: 'energy' },
        language: 'en',
        person: 'U1',
        name: 'Ada',
        deletedAt: undefined,
      });
      expect(await store.share('b')).toBeUndefined();
    });

    it('stands for the same card of another click in the same place, until it is deleted or long ago', async () => {
      const standing = async (over: Partial<NewShare> = {}, minute = 0): Promise<string | undefined> =>
        (await store.standingShare({ ...share('x', 'other'), ...over }, at(minute)))?.id;
      expect(await standing()).toBeUndefined();
      const one = await claimed('a');
      expect(await standing()).toBe('a');
      await store.begin(one, 'r1', at(1), SHOWN);
      await store.settle(one, { state: 'sent', reason: '', message: 'm' }, at(1));
      expect(await standing()).toBe('a');
      for (const over of [
        { source: 'click' },
        { language: 'zh' },
        { inReplyTo: '5.5' },
        { request: { type: 'brief', topic: 'taiwan' } },
        { channelRef: { ...CHANNEL, channel: 'C2' } },
      ] as const)
        expect(await standing(over)).toBeUndefined();
      expect(await standing({}, 1)).toBeUndefined();
      // A click that posted its own card at the same moment is answered by that.
      await store.claimShare(share('b', 'third'), { by: 'r1', now: at(0), until: at(5) });
      expect(await standing({ source: 'third' })).toBeUndefined();
      // Not by one that was deleted.
      await store.markShare('b', at(1));
      expect(await standing({ source: 'third' })).toBe('a');
      await store.markShare('a', at(2));
      expect(await standing()).toBeUndefined();
    });

    it('that replies to a message keeps which, through each claim and look-up', async () => {
      const reply = { ...share('r', 'reply'), inReplyTo: '5.5' };
      const { delivery: one } = await store.claimShare(reply, { by: 'r1', now: at(0), until: at(5) });
      expect(one.inReplyTo).toBe('5.5');
      await store.settle(one, { state: 'waiting', reason: 'rate-limit', nextAt: at(0) }, at(0));
      const [again] = await claim(store, at(1));
      expect(again?.inReplyTo).toBe('5.5');
      if (again === undefined) return;
      await store.begin(again, 'r1', at(1), SHOWN);
      await store.settle(again, { state: 'unknown', reason: 'no-answer', nextAt: at(2) }, at(1));
      expect((await lookUp(store, at(3)))[0]?.inReplyTo).toBe('5.5');
      expect((await store.delivery('r'))?.inReplyTo).toBe('5.5');
      expect((await claimed('plain', 'plain')).inReplyTo).toBeUndefined();
    });

    it('that several processes claim at once is claimed by one of them', async () => {
      const other = await database.open();
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, index) => claimShare(`s${index}`, { over: index % 2 === 0 ? store : other })),
      );
      expect(results.filter(({ isClaimed }) => isClaimed)).toHaveLength(1);
      expect(new Set(results.map((one) => one.delivery.id)).size).toBe(1);
    });

    it('is claimed again after it was refused or skipped, as a first attempt, and in no other state', async () => {
      const states: readonly DeliveryState[] = ['refused', 'skipped', 'sent', 'waiting', 'unknown'];
      for (const state of states) {
        const one = await claimed(state, state);
        await store.begin(one, 'r1', at(1), SHOWN);
        await store.settle(one, { state: state as 'sent', reason: 'why', nextAt: at(9) }, at(1));
        const again = await claimShare(`${state}2`, { source: state, minute: 2 });
        const { id, attempts, begunAt } = again.delivery;
        const isFirst = state === 'refused' || state === 'skipped';
        expect([state, id, again.isClaimed]).toStrictEqual([state, state, isFirst]);
        expect([attempts, begunAt === undefined]).toStrictEqual([isFirst ? 0 : 1, isFirst]);
      }
    });

    it('begins without a subscription, once, and not after it was deleted', async () => {
      const one = await claimed('a');
      expect(await store.begin(one, 'r2', at(1), SHOWN)).toBe(false);
      expect(await store.begin(one, 'r1', at(1), SHOWN)).toBe(true);
      expect(await store.begin(one, 'r1', at(1), SHOWN)).toBe(false);
      const other = await claimed('b', 'other');
      await store.markShare('b', at(1));
      expect(await store.begin(other, 'r1', at(1), SHOWN)).toBe(false);
      await store.settle(other, { state: 'skipped', reason: 'deleted' }, at(1));
      expect((await claimShare('b2', { source: 'other', minute: 2 })).isClaimed).toBe(false);
      await store.markShare('b', undefined);
      expect((await claimShare('b3', { source: 'other', minute: 2 })).isClaimed).toBe(true);
    });

    it('whose process ended is looked up if it was begun, and sent by another if it was not', async () => {
      const begun = await claimed('begun', '1');
      await claimed('idle', '2');
      await store.begin(begun, 'r1', at(1), SHOWN);
      expect(await store.expireClaims(at(5), at(6))).toStrictEqual({ unknown: 1, waiting: 1 });
      expect(ids(await claim(store, at(5), 'r2'))).toStrictEqual(['idle']);
      expect(ids(await lookUp(store, at(6)))).toStrictEqual(['begun']);
    });

    it('waits for no digest of its channel, nor they for it, nor one share for another', async () => {
      const digest = await claimedOne(store);
      for (const id of ['a', 'b']) {
        const one = await claimed(id, id);
        await store.settle(one, { state: 'waiting', reason: 'rate-limit', nextAt: at(0) }, at(0));
      }
      expect(ids(await claim(store, at(1))).toSorted()).toStrictEqual(['a', 'b']);
      await store.settle(digest, { state: 'refused', reason: '' }, at(1));
      await store.addSubscription(subscription('next'), 9);
      await store.addDigest('next', delivery('dnext'));
      expect(ids(await claim(store, at(2)))).toStrictEqual(['dnext']);
    });

    it('that is waiting does not hold up a later digest', async () => {
      const one = await claimed('a');
      await store.settle(one, { state: 'waiting', reason: 'rate-limit', nextAt: at(0) }, at(0));
      await store.addSubscription(subscription('s'), 9);
      await store.addDigest('s', delivery('d', { nextAt: at(1) }));
      expect(ids(await claim(store, at(1), 'r1', 9)).toSorted()).toStrictEqual(['a', 'd']);
    });

    it('is remembered with its message and what it showed, tells its channel no news, and is in no log of digests', async () => {
      const one = await claimed('a');
      await store.begin(one, 'r1', at(1), { ...SHOWN, keys: [] });
      expect(await store.settle(one, { state: 'sent', reason: '', message: '17.1' }, at(2))).toBe(true);
      expect(await store.delivery('a')).toMatchObject({
        state: 'sent',
        message: '17.1',
        settledAt: at(2),
        carried: SHOWN,
      });
      expect(await store.carriedKeys(CHANNEL)).toStrictEqual(new Set());
      expect(await store.digestLog(CHANNEL, 9)).toStrictEqual([]);
    });

    it('is forgotten with the log of deliveries', async () => {
      for (const id of ['a', 'b']) {
        const one = await claimed(id, id);
        await store.begin(one, 'r1', at(1), carried());
        await store.settle(one, { state: 'sent', reason: '' }, at(id === 'a' ? 1 : 2_000));
      }
      await store.tidy(at(0), at(1_000));
      expect([await store.delivery('a'), await store.share('a')]).toStrictEqual([undefined, undefined]);
      expect(await store.share('b')).toMatchObject({ id: 'b' });
      expect((await claimShare('a2', { source: 'a' })).isClaimed).toBe(true);
    });
  });
}
