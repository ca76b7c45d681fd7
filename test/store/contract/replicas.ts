/** What both engines let replicas agree on: alerts, events, leases, how many they are. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { openTwice, type EngineUnderTest } from '../engines.ts';
import { at, carried, claim, claimedOne, ids, subscription } from '../samples.ts';

export function replicaContract({ name, fresh }: EngineUnderTest): void {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    [store, other] = await openTwice(fresh);
  });

  it('says whether it is shared', () => {
    expect(store.shared).toBe(name === 'PostgreSQL');
  });

  describe('alerts', () => {
    it('are deliveries, claimed by one process, and settled for good', async () => {
      for (const [index, id] of ['a', 'b', 'c'].entries()) {
        const platform = id === 'c' ? 'discord' : 'slack';
        await store.addSubscription(subscription(id, { channelRef: { platform, workspace: 'T1', channel: id } }), 9);
        await store.pause(id, 'channel-gone', 'is_archived', at(-index));
      }
      const claimed = (await Promise.all([store, other, store].map((one) => claim(one, at(0), 'r1', 1)))).flat();
      expect(claimed.map((one) => `${one.kind} ${one.subscription}`).toSorted()).toStrictEqual(['alert a', 'alert b']);
      const [first, second] = claimed.toSorted((one, two) => (one.subscription < two.subscription ? -1 : 1));
      if (first === undefined || second === undefined) throw new Error('nothing could be claimed');
      const direct = { platform: 'slack', workspace: 'T1', channel: 'D1' };
      expect(await store.begin(first, 'r1', at(0), carried(), { channelRef: direct })).toBe(true);
      await store.settle(first, { state: 'sent', reason: '', message: 'm' }, at(1));
      await store.settle(second, { state: 'refused', reason: 'no-permission: cannot: dm' }, at(1));
      expect(await store.delivery(first.id)).toMatchObject({ channelRef: direct, state: 'sent' });
      expect(await store.alerts('a')).toMatchObject([
        { id: first.id, state: 'sent', detail: 'is_archived', reason: 'channel-gone', owner: 'U1' },
      ]);
      expect(await store.alerts('b')).toMatchObject([{ state: 'failed', detail: 'cannot: dm' }]);
      expect(await store.alert(second.id)).toStrictEqual((await store.alerts('b'))[0]);
      expect(await claim(store, at(9_999))).toStrictEqual([]);
    });

    it('that were withdrawn are not begun', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.addAlert('a', 'no-history', '', at(0));
      const [claimed] = await claim(store);
      await store.dropAlerts('a', 'no-history');
      expect(claimed && (await store.begin(claimed, 'r1', at(0), carried()))).toBe(false);
      expect(claimed && (await store.delivery(claimed.id))).toBeUndefined();
    });

    it('are no digests: they are in no list of them, and hold nothing up', async () => {
      const digest = await claimedOne(store);
      await store.addAlert('a', 'no-history', '', at(0));
      expect(await claim(store)).toMatchObject([{ kind: 'alert' }]);
      await store.settle(digest, { state: 'waiting', reason: '', nextAt: at(0) }, at(0));
      expect(await claim(store)).toMatchObject([{ kind: 'digest' }]);
      expect(ids(await store.digestLog({}, 9))).toStrictEqual(['da']);
    });

    it('without a pause are written once a reason while one is untold, and for no subscription that is gone', async () => {
      await store.addSubscription(subscription('a'), 9);
      await Promise.all([store, other, store].map((one) => one.addAlert('a', 'no-history', 'x', at(0))));
      await store.addAlert('none', 'no-history', 'x', at(0));
      expect(await store.alerts('a')).toHaveLength(1);
      expect(await store.alerts('none')).toHaveLength(0);
      expect((await store.subscription('a'))?.pausedBecause).toBeUndefined();
      const [told] = await claim(store);
      if (told === undefined) throw new Error('nothing could be claimed');
      await store.addAlert('a', 'no-history', 'z', at(1));
      expect((await store.alerts('a')).map(({ detail }) => detail)).toStrictEqual(['x']);
      await store.begin(told, 'r1', at(1), carried());
      await store.settle(told, { state: 'sent', reason: '' }, at(1));
      await store.addAlert('a', 'no-history', 'y', at(2));
      expect((await store.alerts('a')).map(({ state }) => state)).toStrictEqual(['sent', 'waiting']);
    });
  });

  describe('events', () => {
    it('are claimed by the first of all replicas, until they are forgotten', async () => {
      const claims = await Promise.all([store, other, store, other].map((one) => one.claimEvent('Ev1', at(0))));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await store.claimEvent('Ev2', at(1))).toBe(true);
      await store.tidy(at(1), at(1));
      expect(await other.claimEvent('Ev2', at(2))).toBe(false);
      expect(await other.claimEvent('Ev1', at(2))).toBe(true);
    });
  });

  describe('a lease', () => {
    it('is held by one, renewed by its holder, and taken over when it has run out', async () => {
      const taken = await Promise.all([
        store.lease('gateway', 'r1', at(0), at(1)),
        other.lease('gateway', 'r2', at(0), at(1)),
      ]);
      expect(taken.filter(Boolean)).toHaveLength(1);
      const [holder, rival] = taken[0] ? (['r1', 'r2'] as const) : (['r2', 'r1'] as const);
      expect(await store.lease('gateway', holder, at(0.5), at(1.5))).toBe(true);
      expect(await other.lease('gateway', rival, at(1.4), at(9))).toBe(false);
      expect(await other.lease('gateway', rival, at(1.5), at(9))).toBe(true);
      expect(await store.lease('gateway', holder, at(2), at(9))).toBe(false);
      expect(await store.lease('another', holder, at(2), at(9))).toBe(true);
    });

    it('is given back by its holder only', async () => {
      await store.lease('gateway', 'r1', at(0), at(9));
      await other.releaseLease('gateway', 'r2');
      expect(await other.lease('gateway', 'r2', at(1), at(9))).toBe(false);
      await store.releaseLease('gateway', 'r1');
      expect(await other.lease('gateway', 'r2', at(1), at(9))).toBe(true);
    });
  });

  describe('replicas', () => {
    it('are counted as long as they were seen, each with a position of its own, and forgotten', async () => {
      expect(await store.replicas('r1', at(0), at(-1))).toEqual({ position: 0, of: 1 });
      expect(await other.replicas('r2', at(0.5), at(-0.5))).toEqual({ position: 1, of: 2 });
      expect(await store.replicas('r1', at(0.5), at(-0.5))).toEqual({ position: 0, of: 2 });
      expect(await other.replicas('r2', at(2), at(1))).toEqual({ position: 0, of: 1 });
      // A clock that went back still counts itself.
      expect(await store.replicas('r1', at(-9), at(1))).toEqual({ position: 0, of: 2 });
      await store.tidy(at(1), at(1));
      expect(await other.replicas('r2', at(2), at(-99))).toEqual({ position: 0, of: 1 });
    });
  });
}
