/** What was announced for a day, as it stands in a database: a channel hears it once, whoever sends and whatever the clock said, on both engines. */
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import { sendDelivery } from '../../src/digest/delivery/send.ts';
import { allNews } from '../../src/digest/news.ts';
import { packKeys } from '../../src/digest/seen-news.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { bothEngines, type EngineUnderTest } from '../store/engines.ts';
import { subscription } from '../store/samples.ts';
import { contentsOf } from '../support/contents.ts';
import { createCourier } from '../support/courier.ts';
import { AFFILIATES, ownWith, paper } from './own-and-announced.ts';
import { linesOf } from './records.ts';

const THEN = 'New';
const AFFILIATES_LINE = /^U\.S\. affiliates rule \(50% rule\) — To be suspended again from December 1, 2026/u;
const at = (day: string): Temporal.Instant => Temporal.Instant.from(`${day}T12:00:00Z`);

/** A channel with two digests, and what it is sent on a day by a replica with a store of its own. */
async function channelOn(engine: EngineUnderTest) {
  const { open } = await engine.fresh();
  const stores = [await open(), await open()] as const;
  const catalogue = ownWith(paper('2026-11-10', [AFFILIATES]));
  const heard = allNews(catalogue, 'all', at('2026-11-12')).filter(
    ({ type }) => type !== 'due' && type !== 'coming-up',
  );
  const baseline = packKeys(heard);
  const made = { topics: 'all', introduced: true, whenQuiet: 'skip', baseline } as const;
  for (const id of ['one', 'two'])
    await stores[0].addSubscription(subscription(id, { ...made, dueAt: at('2027-06-01') }), 9);
  let slots = 0;
  return async (id: string, day: string, replica: 0 | 1): Promise<Reply | undefined> => {
    const store = stores[replica];
    const now = at(day);
    const slot = `slot-${++slots}`;
    await store.addDigest(id, { id: slot, slot, slotAt: now, late: false, state: 'waiting', nextAt: now, reason: '' });
    const until = now.add({ minutes: 5 });
    const claimed = await store.claimDeliveries({ platforms: ['slack'], now, until, most: 1, by: `r${replica}` });
    let sent: Reply | undefined;
    const courier = createCourier({
      send: async (_delivery, reply, begin) => {
        if (await begin()) sent = reply;
        return { type: 'sent', message: slot };
      },
    });
    const context = {
      store,
      catalogue: () => catalogue,
      couriers: [courier],
      now: () => now,
      log: createLogger('silent'),
      replica: `r${replica}`,
      newId: () => 'n',
    };
    const { digest: contentOf } = contentsOf({ store, catalogue: () => catalogue, now: () => now });
    for (const delivery of claimed) await sendDelivery(delivery, courier, { ...context, contentOf });
    return sent;
  };
}

describe.each(bothEngines())('on $name', (engine) => {
  test('a channel hears on its day what was announced for it, once, by whichever digest and replica', async () => {
    const send = await channelOn(engine);
    const then = linesOf(await send('one', '2026-12-01', 0))[THEN];
    expect(then?.filter((line) => AFFILIATES_LINE.test(line))).toHaveLength(1);
    // Another digest of the channel, another replica, the day after, and a clock that is set back.
    for (const [id, day, replica] of [
      ['two', '2026-12-01', 1],
      ['one', '2026-12-02', 1],
      ['one', '2026-11-30', 0],
    ] as const)
      // As a date ahead it stands in each digest of the fortnight before.
      expect((linesOf(await send(id, day, replica))[THEN] ?? []).filter((line) => AFFILIATES_LINE.test(line))).toEqual(
        [],
      );
  });
});
