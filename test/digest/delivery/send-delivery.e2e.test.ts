/** What becomes of a digest that is sent: late answers, defects of ours, and long outages. */
import { expect, test, vi } from 'vitest';
import type { SendOutcome } from '../../../src/digest/delivery/courier.ts';
import { createLogger } from '../../../src/app/log.ts';
import { sendDelivery } from '../../../src/digest/delivery/send-delivery.ts';
import { catalogueOf, recordFiles } from '../../support/records.ts';
import { contentsOf } from '../../support/contents.ts';
import { newChannel } from './channel.ts';

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

test('one that cannot be composed is refused and told in the log, and the next one is tried', async () => {
  const channel = await newChannel();
  const ids = [await channel.ask(), await channel.ask()];
  channel.replica(() => {
    throw new Error('no catalogue');
  });
  for (const id of ids)
    await vi.waitFor(async () =>
      expect(await channel.delivery(id)).toMatchObject({
        state: 'refused',
        reason: expect.stringMatching(/^invalid/u),
      }),
    );
  expect(channel.lines.filter((line) => line.includes('could not be composed'))).toHaveLength(2);
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
    if (!(await begin()) || !stillHeld()) return { type: 'not-begun' };
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
