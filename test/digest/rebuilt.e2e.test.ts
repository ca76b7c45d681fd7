/** A subscription that was made before records held statements, as it stands in a database: what it hears afterwards, on both engines. */
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { sendDelivery } from '../../src/digest/delivery/send.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { createLogger } from '../../src/app/log.ts';
import type { SubscriptionRow } from '../../src/store/schema.ts';
import { bothEngines, type EngineUnderTest } from '../store/engines.ts';
import { NOW } from '../support/records.ts';
import { linesOf, statement, twoTopics } from './records.ts';
import { contentsOf } from '../support/contents.ts';
import { createCourier } from '../support/courier.ts';

const atNow = (): Temporal.Instant => NOW;

const CHANNEL = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;

/** The row as it was written before the change. */
const OLD: SubscriptionRow = {
  id: 'old',
  ...CHANNEL,
  topics: '"all"',
  schedule: '{"days":["mon"],"time":"09:00","zone":"Asia/Shanghai"}',
  language: 'en',
  whenQuiet: 'skip',
  owner: 'U1',
  createdAt: Temporal.Instant.fromEpochMilliseconds(1_790_000_000_000),
  pausedBecause: undefined,
  pausedDetail: '',
  dueAt: Temporal.Instant.fromEpochMilliseconds(1_890_000_000_000),
  baseline: '["grain-corridor/grain-corridor-first","grain-corridor/review/2026-10-03"]',
  introduced: 1,
  rotated: undefined,
};
/** What deliveries had carried to its channel before the change. */
const HEARD = ['tea-trade/tea-trade-first', 'tea-trade/review/2026-10-03', 'tea-trade/date/first-frost/2026-12-01'];

const crates = Array.from({ length: 200 }, (_, index) =>
  statement('fact', { id: `crate-${index}`, topics: ['grain-corridor'], text: { en: `Crate ${index} was opened.` } }),
);
const later = statement('fact', { id: 'bell-rung', topics: ['tea-trade'], text: { en: 'A bell was rung.' } });

async function channelWith(engine: EngineUnderTest, row: Partial<SubscriptionRow> = {}) {
  const { open, openEngine } = await engine.fresh();
  const store = await open();
  const { db } = openEngine();
  await db
    .insertInto('subscriptions')
    .values({ ...OLD, ...row })
    .execute();
  await db
    .insertInto('heard')
    .values(HEARD.map((key) => Object.assign({ key }, CHANNEL)))
    .execute();
  let slots = 0;
  /** Sends what is due of these records; returns the reply, none where nothing was new. */
  return async (catalogue: Catalogue): Promise<Reply | undefined> => {
    const slot = `slot-${++slots}`;
    await store.addDigest('old', {
      id: slot,
      slot,
      slotAt: NOW,
      late: false,
      state: 'waiting',
      nextAt: NOW,
      reason: '',
    });
    const until = NOW.add({ minutes: 5 });
    const [delivery] = await store.claimDeliveries({ platforms: ['slack'], now: NOW, until, most: 1, by: 'r1' });
    if (delivery === undefined) throw new Error('nothing could be claimed');
    let sent: Reply | undefined;
    const courier = createCourier({
      send: async (_delivery, reply, begin) => {
        if (await begin()) sent = reply;
        return { type: 'sent', message: 'm' };
      },
    });
    const log = createLogger('silent');
    const context = {
      store,
      catalogue: () => catalogue,
      couriers: [courier],
      now: atNow,
      log,
      replica: 'r1',
      newId: () => 'n',
    };
    const { digest: contentOf } = contentsOf({ store, catalogue: () => catalogue, now: atNow });
    await sendDelivery(delivery, courier, { ...context, contentOf });
    expect((await store.delivery(slot))?.state).toBe(sent === undefined ? 'skipped' : 'sent');
    return sent;
  };
}

const NOTE =
  'Since the records were rebuilt from documents of both governments: 207 statements in 2 topics: The grain corridor (207), The tea trade (7). From now on, only new ones are reported.';

describe.each(bothEngines())('on $name', (engine) => {
  test('a channel hears once how many statements were added in which topics, then only what is new', async () => {
    const send = await channelWith(engine);
    const records = twoTopics({ customs: crates });
    const first = linesOf(await send(records));
    expect(Object.keys(first)).toEqual([NOTE, 'Beginning, ending or due within two weeks', '']);
    expect(first['Beginning, ending or due within two weeks']).toContainEqual(
      expect.stringMatching(/^Expected December 2026 — The grain corridor: /u),
    );
    expect(await send(records)).toBeUndefined();
    const next = linesOf(await send(twoTopics({ customs: crates, harbour: [later] })));
    expect(Object.keys(next)).toEqual(['1 new document', '']);
    expect(next['1 new document']).toEqual([expect.stringMatching(/^Notes from the harbour — The tea trade: /u)]);
  });

  test('one that was not introduced yet hears its introduction, and only what is new after it', async () => {
    const send = await channelWith(engine, { introduced: 0 });
    const records = twoTopics({ customs: crates });
    expect(Object.keys(linesOf(await send(records)))).toEqual([
      expect.stringContaining('what changes in 2 topics'),
      '',
    ]);
    expect(Object.keys(linesOf(await send(twoTopics({ customs: crates, harbour: [later] }))))).toEqual([
      'Beginning, ending or due within two weeks',
      '1 new document',
      '',
    ]);
  });
});
