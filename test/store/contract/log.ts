/** What both engines forget of the log, and of alerts whose reason is over. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import type { EngineUnderTest } from '../engines.ts';
import { at, carried, claim, delivery, ids, inOwnChannel, subscription } from '../samples.ts';

const DAY = 24 * 60;
const OLD = -500 * DAY;
const BEFORE = at(-400 * DAY);

export function logContract({ fresh }: EngineUnderTest): void {
  let store: Store;
  beforeEach(async () => {
    store = await (await fresh()).open();
  });

  /** Adds a delivery of a slot so many minutes from the beginning, and sends it. */
  const sent = async (to: string, id: string, minute: number): Promise<void> => {
    await store.addDigest(to, delivery(id, { slotAt: at(minute), nextAt: at(minute) }));
    const [claimed] = await claim(store, at(minute));
    if (claimed === undefined) throw new Error('nothing could be claimed');
    await store.begin(claimed, 'r1', at(minute), carried(`k-${id}`));
    await store.settle(claimed, { state: 'sent', reason: '' }, at(minute));
  };
  const left = async (): Promise<string[]> => ids(await store.digestLog({}, 9_999)).toSorted();

  describe('the log', () => {
    it('forgets what is old, but what the channel has heard', async () => {
      await store.addSubscription(inOwnChannel('a'), 9);
      for (const [id, minute] of [
        ['old1', OLD],
        ['old2', OLD + 1],
        ['young', -399 * DAY],
        ['newest', 0],
      ] as const)
        await sent('a', id, minute);
      const missed = delivery('missed', { slotAt: at(OLD + 2), state: 'missed' });
      await store.addDigest('a', missed);
      await store.tidy(at(0), BEFORE);
      expect(await left()).toStrictEqual(['newest', 'young']);
      expect(await store.carriedKeys(inOwnChannel('a').channelRef)).toStrictEqual(
        new Set(['k-old1', 'k-old2', 'k-young', 'k-newest']),
      );
    });

    it('keeps the newest of a subscription, of one that is gone nothing', async () => {
      for (const id of ['a', 'gone']) {
        await store.addSubscription(inOwnChannel(id), 9);
        await sent(id, `${id}1`, OLD);
        await sent(id, `${id}2`, OLD + 1);
      }
      await store.removeSubscription('gone');
      await store.tidy(at(0), BEFORE);
      expect(await left()).toStrictEqual(['a2']);
    });

    it('keeps what is under way, and each slot that could still be planned', async () => {
      await store.addSubscription(subscription('a', { dueAt: at(OLD + 1) }), 9);
      await sent('a', 'before', OLD);
      await sent('a', 'from', OLD + 1);
      await sent('a', 'newest', 0);
      await store.addDigest('a', delivery('waits', { slotAt: at(OLD), nextAt: at(1) }));
      await store.tidy(at(0), BEFORE);
      expect(await left()).toStrictEqual(['from', 'newest', 'waits']);
    });

    it('forgets what stayed unknown, and nothing that is to be looked up', async () => {
      for (const [id, more] of [
        ['a', {}],
        ['b', { nextAt: at(9) }],
      ] as const) {
        await store.addSubscription(inOwnChannel(id), 9);
        await store.addDigest(id, delivery(`d${id}`, { slotAt: at(OLD), nextAt: at(OLD) }));
        const [claimed] = await claim(store, at(OLD));
        const unknown = { state: 'unknown', reason: '', yields: true, ...more } as const;
        if (claimed !== undefined) await store.settle(claimed, unknown, at(OLD));
        await sent(id, `${id}2`, 0);
      }
      await store.tidy(at(0), BEFORE);
      expect(await left()).toStrictEqual(['a2', 'b2', 'db']);
    });

    it('of many thousands is forgotten too', async () => {
      await store.addSubscription(inOwnChannel('a'), 9);
      const old = Array.from({ length: 2_300 }, (_, index) =>
        delivery(`m${index}`, { slotAt: at(OLD + index), state: 'missed' }),
      );
      await store.planDue(at(0), 9, () => ({ deliveries: old, dueAt: at(1) }));
      await store.tidy(at(0), BEFORE);
      expect(await left()).toStrictEqual(['m2299']);
    });
  });

  describe('alerts', () => {
    it('whose reason is over are taken back, told ones stay', async () => {
      for (const id of ['a', 'b']) await store.addSubscription(inOwnChannel(id), 9);
      const tell = async (state: 'sent' | 'refused'): Promise<void> => {
        const [alert] = await claim(store, at(1));
        if (alert === undefined) throw new Error('nothing could be claimed');
        await store.settle(alert, { state, reason: 'why: because' }, at(1));
      };
      for (const state of ['sent', 'refused'] as const) {
        await store.addAlert('a', 'no-history', '', at(0));
        await tell(state);
      }
      await store.addAlert('b', 'no-history', '', at(1));
      await tell('refused');
      await store.addAlert('a', 'no-history', '', at(2));
      await store.addAlert('a', 'channel-gone', '', at(2));
      expect((await store.failedAlerts(['slack'], 'no-history', 9)).map((one) => one.subscription)).toStrictEqual([
        'a',
        'b',
      ]);
      expect(await store.failedAlerts(['discord'], 'no-history', 9)).toStrictEqual([]);
      expect(await store.failedAlerts([], 'no-history', 9)).toStrictEqual([]);
      await store.dropAlerts('a', 'no-history');
      expect((await store.alerts('a')).map(({ state, reason }) => [reason, state])).toStrictEqual([
        ['no-history', 'sent'],
        ['channel-gone', 'waiting'],
      ]);
      expect(await store.failedAlerts(['slack'], 'no-history', 9)).toMatchObject([{ subscription: 'b' }]);
    });
  });
}
