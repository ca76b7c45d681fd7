/** What becomes of a digest that is sent: late answers, defects of ours, and long outages. */
import { expect, test, vi } from 'vitest';
import type { SendOutcome } from '../../../src/digest/delivery/courier.ts';
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
