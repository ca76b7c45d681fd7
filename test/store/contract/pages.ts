/** What both engines show of the deliveries of all channels, a page at a time, and of what is due next. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryState } from '../../../src/digest/delivery/delivery.ts';
import type { Store } from '../../../src/store/store.ts';
import type { EngineUnderTest } from '../engines.ts';
import { at, claim, delivery, ids, inOwnChannel, subscription } from '../samples.ts';

export function pageContract({ fresh }: EngineUnderTest): void {
  let store: Store;
  beforeEach(async () => {
    store = await (await fresh()).open();
  });

  /** Adds a delivery of a digest of its own, in a state. */
  const add = async (id: string, minute: number, state: DeliveryState): Promise<void> => {
    await store.addSubscription(inOwnChannel(id), 9);
    await store.addDigest(
      id,
      delivery(id, { slotAt: at(minute), nextAt: at(minute), ...(state === 'missed' && { state }) }),
    );
    if (state === 'waiting' || state === 'missed') return;
    const [claimed] = await claim(store, at(minute));
    if (claimed === undefined) throw new Error('nothing could be claimed');
    if (state !== 'claimed') await store.settle(claimed, { state, reason: '', nextAt: at(999) }, at(minute));
  };

  describe('the pages of deliveries', () => {
    it('are of all channels, newest first, and follow on each other without a gap though several are of one moment', async () => {
      for (const id of ['e', 'a', 'c', 'd', 'b']) await add(id, id < 'c' ? 1 : 2, 'sent');
      const pages: string[][] = [];
      for (let after: { slotAt: Temporal.Instant; id: string } | undefined; ;) {
        const page = await store.digestLog({ ...(after && { after }) }, 2);
        pages.push(ids(page));
        after = page.at(-1);
        if (page.length < 2) break;
      }
      expect(pages).toStrictEqual([['e', 'd'], ['c', 'b'], ['a']]);
    });

    it('are of those in a state, where only those are asked for', async () => {
      const states = ['unknown', 'sent', 'refused', 'skipped', 'missed', 'claimed', 'waiting'] as const;
      for (const [minute, one] of states.entries())
        for (const id of ['x', 'y', 'z']) await add(`${one}${id}`, minute, one);
      for (const state of states) {
        const first = await store.digestLog({ state }, 2);
        const [after] = first.slice(-1);
        expect(ids(first)).toStrictEqual([`${state}z`, `${state}y`]);
        expect(ids(await store.digestLog({ state, ...(after && { after }) }, 2))).toStrictEqual([`${state}x`]);
        expect(ids(await store.digestLog({ state, channel: `${state}y` }, 9))).toStrictEqual([`${state}y`]);
      }
    });
  });

  it('tells which digests are due next, and nothing of paused ones', async () => {
    for (const [id, minute] of [
      ['c', 9],
      ['b', 5],
      ['paused', 1],
      ['a', 5],
    ] as const)
      await store.addSubscription(subscription(id, { dueAt: at(minute) }), 9);
    await store.pause('paused', 'asked', '', at(0));
    expect(ids(await store.dueNext(9))).toStrictEqual(['a', 'b', 'c']);
    expect(ids(await store.dueNext(2))).toStrictEqual(['a', 'b']);
  });
}
