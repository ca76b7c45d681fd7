import { describe, expect, test } from 'vitest';
import { createDeliveryLog, type DeliveryPage } from '../../../src/conversation/digests/delivery-log.ts';
import type { DeliveryState } from '../../../src/digest/delivery/delivery.ts';
import { at, claim, delivery, inOwnChannel } from '../../store/samples.ts';
import { storeOfTest } from '../../support/store.ts';

type DeliveryQuery = { readonly state?: DeliveryState; readonly after?: string };

async function logOf(count = 3) {
  const { store } = await storeOfTest();
  await store.addSubscription(inOwnChannel('a'), 9);
  for (let number = 0; number < count; number += 1)
    await store.addDigest('a', delivery(`d${number}`, { slotAt: at(number), nextAt: at(number) }));
  const log = createDeliveryLog(store);
  const page = async (query: DeliveryQuery = {}, language: 'en' | 'zh' = 'en'): Promise<DeliveryPage> => {
    const found = await log.page({ ...query, language });
    if (found === undefined) throw new Error('there is no such page');
    return found;
  };
  return { store, log, page };
}

describe('the page of deliveries', () => {
  test('tells what became of each and why, in the reader’s language, by the clock of its digest', async () => {
    const { store, page } = await logOf(1);
    const [claimed] = await claim(store);
    const refused = { state: 'refused', reason: 'no-permission: scopes' } as const;
    if (claimed !== undefined) await store.settle(claimed, refused, at(1));
    expect((await page()).lines).toEqual([
      {
        id: 'd0',
        subscription: 'a',
        channelRef: inOwnChannel('a').channelRef,
        due: { text: 'Mon November 2, 2026, 17:00 (Beijing)', at: '2026-11-02T09:00:00Z' },
        late: false,
        asked: false,
        state: 'refused',
        stateText: 'refused',
        reason: expect.stringContaining('the bot may not post there any more'),
        attempts: 0,
        settled: { text: 'Mon November 2, 2026, 17:01 (Beijing)', at: '2026-11-02T09:01:00Z' },
      },
    ]);
    const [zh] = (await page({}, 'zh')).lines;
    expect(zh).toMatchObject({ stateText: '被拒', reason: expect.stringContaining('机器人不再有发言权限') });
    expect(zh?.due.text).toBe('2026年11月2日（周一）17:00（北京）');
  });

  test('tells when one that waits is sent, and of one whose digest is gone the time of UTC', async () => {
    const { store, page } = await logOf(1);
    await store.addDigest('a', delivery('asked', { slot: 'now-1', slotAt: at(9), nextAt: at(30), late: true }));
    expect((await page()).lines[0]).toMatchObject({
      asked: true,
      late: true,
      next: { text: 'Mon November 2, 2026, 17:30 (Beijing)' },
    });
    const [claimed] = await claim(store);
    if (claimed === undefined) throw new Error('nothing could be claimed');
    await store.settle(claimed, { state: 'sent', reason: '' }, at(1));
    await store.removeSubscription('a');
    expect((await page({ state: 'sent' })).lines[0]).toMatchObject({
      due: { text: 'Mon November 2, 2026, 09:00 (UTC)' },
    });
  });

  test('follows on the one before it until there are no more, in the state asked for', async () => {
    const { store, page } = await logOf(101);
    const all: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 9; pages += 1) {
      const one = await page({ state: 'waiting', ...(after !== undefined && { after }) });
      all.push(...one.lines.map(({ id }) => id));
      after = one.after;
      if (after === undefined) break;
    }
    expect(all).toEqual(Array.from({ length: 101 }, (_, index) => `d${100 - index}`));
    expect((await page({ state: 'sent' })).lines).toEqual([]);
    await store.addSubscription(inOwnChannel('b'), 9);
    expect(await page({ state: 'missed' })).toMatchObject({
      open: { waiting: 101, claimed: 0, unknown: 0 },
      dueNext: [{ subscription: 'a' }, { subscription: 'b', due: { at: '2026-11-02T09:00:00Z' } }],
    });
  });

  test.each(['', '1', '-', '1-', '1-A', 'x-d1', `1-${'a'.repeat(25)}`, '9'.repeat(400), "1-a' or 1=1"])(
    'is none after %j',
    async (after) => {
      const { log } = await logOf(0);
      expect(await log.page({ after, language: 'en' })).toBeUndefined();
    },
  );
});
