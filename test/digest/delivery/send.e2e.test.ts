/** What becomes of a digest that is sent: late answers, defects of ours, and long outages. */
import { describe, expect, test, vi } from 'vitest';
import { MAX_COMPOSE_TRIES } from '../../../src/digest/delivery/content.ts';
import type { SendOutcome } from '../../../src/digest/delivery/courier.ts';
import { createLogger } from '../../../src/app/log.ts';
import { sendDelivery } from '../../../src/digest/delivery/send.ts';
import { catalogueOf, recordFiles } from '../../support/records.ts';
import { contentsOf } from '../../support/contents.ts';
import { newChannel, type Channel } from './channel.ts';

const setAside = ({ lines }: Channel): readonly string[] =>
  lines.filter((line) => line.includes('a digest could not be composed'));

test('an acknowledgement that comes after the claim has run out settles it, without a look-up', async () => {
  const channel = await newChannel();
  const answer = Promise.withResolvers<SendOutcome>();
  let looks = 0;
  channel.platform.look = async () => {
    looks += 1;
    return { type: 'absent' };
  };
  channel.platform.send = async (_delivery, _reply, begin) => {
    await begin();
    return await answer.promise;
  };
  const id = await channel.ask();
  channel.replica();
  await vi.waitFor(async () => expect((await channel.delivery(id)).attempts).toBe(1));
  channel.clock.now = channel.clock.now.add({ seconds: 91 });
  await vi.waitFor(async () => expect((await channel.delivery(id)).state).toBe('unknown'));
  answer.resolve({ type: 'sent', message: 'm7' });
  await vi.waitFor(async () => expect(await channel.delivery(id)).toMatchObject({ state: 'sent', message: 'm7' }));
  expect(looks).toBe(0);
  expect((await channel.store.subscription('s1'))?.introduced).toBe(true);
});

describe('one that cannot be composed', () => {
  test('is tried three times, set aside and told to its owner and in the log; the next one of the same digest goes on', async () => {
    const channel = await newChannel();
    const catalogue = catalogueOf(recordFiles(), channel.clock.now);
    let isWhole = false;
    const id = await channel.ask();
    channel.replica(() => {
      if (!isWhole) throw new Error('no catalogue');
      return catalogue;
    });
    for (let tries = 1; tries <= MAX_COMPOSE_TRIES; tries++) {
      await vi.waitFor(async () => expect(setAside(channel)).toHaveLength(tries));
      channel.clock.now = channel.clock.now.add({ minutes: 1 });
    }
    await vi.waitFor(async () =>
      expect(await channel.delivery(id)).toMatchObject({ state: 'refused', reason: 'uncomposed: ', attempts: 0 }),
    );
    expect(setAside(channel).at(-1)).toContain('set aside');
    expect(await channel.alerts()).toMatchObject([{ reason: 'uncomposed', owner: 'U1' }]);
    isWhole = true;
    // The alert could not be composed either until now.
    channel.clock.now = channel.clock.now.add({ minutes: 1 });
    const next = await channel.ask();
    await vi.waitFor(async () => expect((await channel.delivery(next)).state).toBe('sent'));
    await vi.waitFor(async () => expect(await channel.alerts()).toMatchObject([{ state: 'sent' }]));
    channel.clock.now = channel.clock.now.add({ hours: 1 });
    expect(setAside(channel)).toHaveLength(MAX_COMPOSE_TRIES);
  });

  test('since its process ended each time, is not composed again, and the others are sent', async () => {
    const channel = await newChannel();
    const catalogue = catalogueOf(recordFiles(), channel.clock.now);
    const id = await channel.ask();
    for (let tries = 1; tries <= MAX_COMPOSE_TRIES; tries++) {
      const [now, until] = [channel.clock.now, channel.clock.now.add({ seconds: 90 })];
      const claim = { platforms: ['slack'], now, until, most: 1, by: `gone-${tries}` };
      const [claimed] = await channel.store.claimDeliveries(claim);
      expect(await channel.store.countComposition(claimed!)).toBe(tries);
      channel.clock.now = until;
      await channel.store.expireClaims(until, until);
    }
    const others = [await channel.ask(), await channel.ask()];
    let reads = 0;
    channel.replica(() => {
      reads += 1;
      return catalogue;
    });
    for (const other of others)
      await vi.waitFor(async () => expect((await channel.delivery(other)).state).toBe('sent'));
    expect(await channel.delivery(id)).toMatchObject({ state: 'refused', reason: 'uncomposed: ' });
    await vi.waitFor(async () =>
      expect(await channel.alerts()).toMatchObject([{ reason: 'uncomposed', state: 'sent' }]),
    );
    expect(reads).toBeGreaterThan(0);
    expect(setAside(channel)).toHaveLength(1);
  });
});

test('a platform that is out of reach for hours loses no digest', async () => {
  const channel = await newChannel();
  let reachable = false;
  channel.platform.send = async (_delivery, _reply, begin) => {
    await begin();
    const until = channel.clock.now.add({ seconds: 30 });
    return reachable ? { type: 'sent', message: 'm' } : { type: 'wait', until, detail: 'ECONNREFUSED' };
  };
  const id = await channel.ask();
  channel.replica();
  for (let tries = 1; tries <= 25; tries++) {
    await vi.waitFor(async () =>
      expect(await channel.delivery(id)).toMatchObject({ state: 'waiting', attempts: tries }),
    );
    channel.clock.now = channel.clock.now.add({ seconds: 30 });
  }
  reachable = true;
  await vi.waitFor(async () => expect((await channel.delivery(id)).state).toBe('sent'));
});

test('what is given up after a day and many attempts says why', async () => {
  const channel = await newChannel();
  channel.platform.send = async (_delivery, _reply, begin) => {
    await begin();
    return { type: 'wait', until: channel.clock.now.add({ hours: 2 }), detail: 'limited' };
  };
  const id = await channel.ask();
  channel.replica();
  for (let tries = 1; tries <= 20; tries++) {
    await vi.waitFor(async () =>
      expect(await channel.delivery(id)).toMatchObject({ state: 'waiting', attempts: tries }),
    );
    channel.clock.now = channel.clock.now.add({ hours: 2 });
  }
  await vi.waitFor(async () =>
    expect(await channel.delivery(id)).toMatchObject({
      state: 'refused',
      reason: 'attempts: given up after 20 attempts; last: rate-limit: limited',
    }),
  );
});

test.each([
  ['before it is begun', 0, 0],
  ['while it is begun', 1, 1],
  ['while the connection is made', 2, 1],
])('where the clock is found wrong %s, nothing is sent, and it waits', async (_, rightFor, attempts) => {
  const { store, platform, clock, ask, delivery } = await newChannel();
  const id = await ask();
  const until = clock.now.add({ seconds: 90 });
  const [claimed] = await store.claimDeliveries({ platforms: ['slack'], now: clock.now, until, most: 1, by: 'r1' });
  let checks = 0;
  let sent = 0;
  platform.send = async (_delivery, _reply, begin, stillHeld) => {
    if (!(await begin()) || !(await stillHeld())) return { type: 'not-begun' };
    sent += 1;
    return { type: 'sent', message: 'm' };
  };
  const theirs = clock.now.add({ seconds: 20 });
  await sendDelivery(claimed!, platform, {
    store,
    catalogue: () => catalogueOf(recordFiles(), clock.now),
    now: () => clock.now,
    clock: {
      isRight: () => checks++ < rightFor,
      nowOf: () => theirs,
    },
    log: createLogger('silent'),
    replica: 'r1',
    contentOf: contentsOf({ store, catalogue: () => catalogueOf(recordFiles(), clock.now), now: () => clock.now })
      .digest,
  });
  expect(sent).toBe(0);
  expect(await delivery(id)).toMatchObject({ state: 'waiting', attempts });
  // It is dated, and looked for, by the platform's clock.
  expect((await delivery(id)).begunAt).toEqual(attempts === 0 ? undefined : theirs);
});

test.each([
  [5, 'waiting', 0],
  [6, 'sent', 1],
])(
  'with a claim of %d more seconds it is %s: another process’s time may be five seconds ahead',
  async (seconds, state, attempts) => {
    const { store, platform, clock, ask, delivery } = await newChannel();
    const id = await ask();
    const until = clock.now.add({ seconds });
    const [claimed] = await store.claimDeliveries({ platforms: ['slack'], now: clock.now, until, most: 1, by: 'r1' });
    const catalogue = catalogueOf(recordFiles(), clock.now);
    const context = { store, catalogue: () => catalogue, now: () => clock.now, log: createLogger('silent') };
    await sendDelivery(claimed!, platform, { ...context, replica: 'r1', contentOf: contentsOf(context).digest });
    expect(await delivery(id)).toMatchObject({ state, attempts });
  },
);

test.each([
  ['of which the database says that it is over', 90, 'waiting'],
  ['of which the database says the same', 0, 'sent'],
])('a claim %s is what counts, since all clocks of a paused machine stand still', async (_, later, state) => {
  const { store, platform, clock, ask, delivery } = await newChannel();
  const id = await ask();
  const until = clock.now.add({ seconds: 90 });
  const [claimed] = await store.claimDeliveries({ platforms: ['slack'], now: clock.now, until, most: 1, by: 'r1' });
  platform.send = async (_delivery, _reply, begin, stillHeld) =>
    (await begin()) && (await stillHeld()) ? { type: 'sent', message: 'm' } : { type: 'not-begun' };
  const catalogue = catalogueOf(recordFiles(), clock.now);
  const context = { store, catalogue: () => catalogue, now: () => clock.now, log: createLogger('silent') };
  await sendDelivery(claimed!, platform, {
    ...context,
    askTime: async () => clock.now.add({ seconds: later }),
    replica: 'r1',
    contentOf: contentsOf(context).digest,
  });
  expect(await delivery(id)).toMatchObject({ state, attempts: 1 });
});
