/** Digests in the desk's channel: each once, through a store that fails and claims that run out. */
import { onTestFinished, expect, test, vi } from 'vitest';
import type { DeskMessageStore } from '../../src/digest/delivery/desk-messages.ts';
import type { Courier } from '../../src/digest/delivery/courier.ts';
import { startDelivering, type Deliverer } from '../../src/digest/delivery/tick.ts';
import { TIMING } from '../../src/digest/delivery/timing.ts';
import { createDigests } from '../../src/conversation/digests/digests.ts';
import { newId } from '../../src/digest/ids.ts';
import { createLogger } from '../../src/app/log.ts';
import { createCourier, DESK_CHANNEL_REF } from '../../src/desk/server/courier.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW, ownCatalogue } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';
import { contentsOf } from '../support/contents.ts';

const catalogue = ownCatalogue();
const actor = { person: 'desk', language: 'en' } as const;

type Desk = {
  readonly store: Store;
  readonly clock: { now: Temporal.Instant };
  readonly courier: Courier;
  readonly posted: ReturnType<typeof vi.fn>;
  /** Subscribes the channel and asks for a digest; returns its delivery's id. */
  readonly ask: () => Promise<string>;
};

/** Starts delivering to a desk whose board may be replaced. */
async function newDesk(boardOf: (store: Store) => DeskMessageStore = ({ board }) => board): Promise<Desk> {
  const { store } = await storeOfTest();
  const clock = { now: NOW };
  const now = (): Temporal.Instant => clock.now;
  const posted = vi.fn<() => void>();
  const courier = createCourier({ board: boardOf(store), now, posted, removed: () => {} });
  let deliverer: Deliverer | undefined;
  const digests = createDigests({
    store,
    catalogue: () => catalogue,
    couriers: () => new Map([['desk', courier]]),
    now,
    newId,
    wake: () => deliverer?.wake(),
  });
  deliverer = startDelivering({
    store,
    catalogue: () => catalogue,
    couriers: [courier],
    now,
    log: createLogger('silent'),
    replica: 'r1',
    contents: contentsOf({ store, catalogue: () => catalogue, now }),
    newId,
    timing: { ...TIMING, pollMilliseconds: 20 },
  });
  onTestFinished(async () => await deliverer?.stop());
  return {
    store,
    clock,
    courier,
    posted,
    ask: async () => {
      const done = await digests.subscribe(
        DESK_CHANNEL_REF,
        { topics: 'all', time: '09:00', days: 'daily', zone: 'UTC' },
        actor,
      );
      if (!done.ok || done.subscription === undefined) throw new Error(JSON.stringify(done.reply));
      await digests.now(done.subscription.id, 'press', actor);
      const [delivery] = await store.digestLog(DESK_CHANNEL_REF, 1);
      if (delivery === undefined) throw new Error('nothing was queued');
      return delivery.id;
    },
  };
}

const stateOf = async ({ store }: Desk, id: string): Promise<string | undefined> => (await store.delivery(id))?.state;

test('a digest reaches the board with its delivery as its id, and pages are told', async () => {
  const desk = await newDesk();
  const id = await desk.ask();
  await vi.waitFor(async () => expect(await stateOf(desk, id)).toBe('sent'));
  const [message, ...more] = await desk.store.board.newest('desk', 10);
  expect(more).toEqual([]);
  expect(message).toMatchObject({ id, reply: { marker: id, language: 'en', audience: 'everyone' } });
  expect(desk.posted).toHaveBeenCalledTimes(1);
});

test('a post whose confirmation was lost is found there, and not posted again', async () => {
  let isLost = true;
  const desk = await newDesk(({ board }) => ({
    ...board,
    post: async (message) => {
      const there = await board.post(message);
      if (!isLost) return there;
      isLost = false;
      throw new Error('the connection was lost');
    },
  }));
  const id = await desk.ask();
  await vi.waitFor(async () => expect(await stateOf(desk, id)).toBe('unknown'));
  desk.clock.now = desk.clock.now.add({ seconds: 61 });
  await vi.waitFor(async () => expect(await stateOf(desk, id)).toBe('sent'));
  expect(await desk.store.board.newest('desk', 10)).toHaveLength(1);
  expect((await desk.store.delivery(id))?.attempts).toBe(1);
});

test('a post that failed is looked for, and posted once', async () => {
  let isDown = true;
  const desk = await newDesk(({ board }) => ({
    ...board,
    post: async (message) => {
      if (isDown) throw new Error('no room on the disk');
      return await board.post(message);
    },
  }));
  const id = await desk.ask();
  await vi.waitFor(async () => expect(await stateOf(desk, id)).toBe('unknown'));
  isDown = false;
  desk.clock.now = desk.clock.now.add({ seconds: 61 });
  await vi.waitFor(async () => expect(await stateOf(desk, id)).toBe('sent'));
  expect(await desk.store.board.newest('desk', 10)).toHaveLength(1);
});

test('what is told to the owner stands in the channel; no other channel is there', async () => {
  const desk = await newDesk();
  const reply = { title: 'Paused', language: 'en', audience: 'asker', blocks: [], actions: [] } as const;
  const opened = await desk.courier.openDirectMessages('desk', DESK_CHANNEL_REF);
  expect(opened).toEqual({ type: 'open', channelRef: DESK_CHANNEL_REF });
  const message = { id: 'told', channelRef: DESK_CHANNEL_REF, slotAt: desk.clock.now, begunAt: undefined, attempts: 0 };
  expect(
    await desk.courier.send(
      message,
      reply,
      async () => true,
      () => true,
    ),
  ).toMatchObject({ type: 'sent' });
  expect(await desk.store.board.newest('desk', 10)).toMatchObject([{ reply: { title: 'Paused' } }]);
  expect(await desk.courier.check(DESK_CHANNEL_REF)).toEqual({ ok: true });
  expect(await desk.courier.check({ ...DESK_CHANNEL_REF, channel: 'elsewhere' })).toMatchObject({ ok: false });
});
