/** What both engines let replicas agree on: alerts, events, leases, how many they are. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import type { EngineUnderTest } from '../engines.ts';
import { at, ids, subscription } from '../samples.ts';

export function replicaContract({ name, fresh }: EngineUnderTest): void {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    const database = await fresh();
    store = await database.open();
    other = await database.open();
  });

  it('says whether it is shared', () => {
    expect(store.shared).toBe(name === 'PostgreSQL');
  });

  describe('alerts', () => {
    it('are told by one teller, the oldest first, of the platforms it is told', async () => {
      for (const [index, id] of ['a', 'b', 'c'].entries()) {
        const platform = id === 'c' ? 'discord' : 'slack';
        await store.addSubscription(subscription(id, { channelRef: { platform, workspace: '', channel: id } }), 9);
        await store.pause(id, 'channel-gone', 'is_archived', at(-index));
      }
      const claimed = await Promise.all(
        [store, other, store, other].map((one) => one.claimAlerts(['slack'], at(0), 1)),
      );
      expect(
        claimed
          .flat()
          .map((alert) => alert.subscription)
          .toSorted(),
      ).toStrictEqual(['a', 'b']);
      expect(claimed.flat()[0]?.state).toBe('claimed');
      expect(
        (await store.claimAlerts(['slack', 'discord'], at(0), 9)).map((alert) => alert.subscription),
      ).toStrictEqual(['c']);
    });

    it('are settled for good, keeping what the platform said unless the telling failed', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.pause('a', 'channel-gone', 'is_archived', at(0));
      await store.addAlert('a', 'no-history', 'missing_scope', at(1));
      const claimed = await store.claimAlerts(['slack'], at(1), 9);
      const [first, second] = ids(claimed);
      await store.settleAlert(first ?? '', 'sent', '');
      await store.settleAlert(second ?? '', 'failed', 'cannot_dm');
      expect(await store.alerts('a')).toMatchObject([
        { state: 'sent', detail: 'is_archived', reason: 'channel-gone' },
        { state: 'failed', detail: 'cannot_dm', reason: 'no-history' },
      ]);
      expect(await store.claimAlerts(['slack'], at(9_999), 9)).toStrictEqual([]);
    });

    it('are offered again when their teller died', async () => {
      await store.addSubscription(subscription('a'), 9);
      await store.pause('a', 'channel-gone', '', at(0));
      expect(await store.claimAlerts(['slack'], at(0), 9)).toHaveLength(1);
      expect(await store.claimAlerts(['slack'], at(9.9), 9)).toHaveLength(0);
      expect(await store.claimAlerts(['slack'], at(10), 9)).toHaveLength(1);
    });

    it('without a pause are written once a reason while one is untold, and for no subscription that is gone', async () => {
      await store.addSubscription(subscription('a'), 9);
      await Promise.all([store, other, store].map((one) => one.addAlert('a', 'no-history', 'x', at(0))));
      await store.addAlert('none', 'no-history', 'x', at(0));
      expect(await store.alerts('a')).toHaveLength(1);
      expect(await store.alerts('none')).toHaveLength(0);
      expect((await store.subscription('a'))?.pausedBecause).toBeUndefined();
      const [told] = await store.claimAlerts(['slack'], at(0), 9);
      await store.addAlert('a', 'no-history', 'z', at(1));
      expect((await store.alerts('a')).map(({ detail }) => detail)).toStrictEqual(['x']);
      await store.settleAlert(told?.id ?? '', 'sent', '');
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
