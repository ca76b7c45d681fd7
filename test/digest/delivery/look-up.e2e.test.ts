/** Deliveries of unknown outcome: who waits for them, for how long they are looked up, and what the owner is told. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { refusalText } from '../../../src/digest/refusal-advice.ts';
import type { SendOutcome, LookUpResult } from '../../../src/digest/delivery/courier.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { newChannel, type Channel } from './channel.ts';

const CUT: SendOutcome = { type: 'unknown', detail: 'cut' };
const HIDDEN: LookUpResult = { type: 'unreadable', because: 'no-history', detail: 'role' };

/** Lets the first digest end in an unknown outcome, and counts what is sent and looked up. */
function cutFirst({ platform }: Channel, lookup: () => LookUpResult): { readonly sent: string[]; looks: number } {
  const counted = { sent: [] as string[], looks: 0 };
  platform.send = async ({ id }, _reply, begin) => {
    if (!(await begin())) return { type: 'not-begun' };
    counted.sent.push(id);
    return counted.sent.length === 1 ? CUT : { type: 'sent', message: id };
  };
  platform.look = async () => {
    counted.looks += 1;
    return lookup();
  };
  return counted;
}

const textOf = (reply: Reply): string => reply.blocks.map((block) => ('text' in block ? block.text : '')).join('\n');

async function isUnknown(channel: Channel, id: string): Promise<void> {
  await vi.waitFor(async () => expect(await channel.delivery(id)).toMatchObject({ state: 'unknown' }));
}

test('the channel’s other digests wait for the look-up, and do not tell again what it finds', async () => {
  const channel = await newChannel();
  let lookup: LookUpResult = { type: 'wait', until: channel.clock.now.add({ seconds: 90 }), detail: 'later' };
  const counted = cutFirst(channel, () => lookup);
  const first = await channel.ask();
  channel.replica();
  channel.replica();
  await isUnknown(channel, first);
  const second = await channel.ask();
  channel.clock.now = channel.clock.now.add({ seconds: 60 });
  await vi.waitFor(() => expect(counted.looks).toBe(1));
  await wait(50);
  expect(await channel.delivery(second)).toMatchObject({ state: 'waiting', attempts: 0 });
  lookup = { type: 'found', message: 'm1' };
  channel.clock.now = channel.clock.now.add({ seconds: 30 });
  await vi.waitFor(async () => expect((await channel.delivery(second)).state).toBe('sent'));
  expect(await channel.delivery(first)).toMatchObject({ state: 'sent', message: 'm1', attempts: 1 });
  // The first introduced the topics: the second says something else.
  expect((await channel.delivery(first)).carried?.introduces).toBe(true);
  expect((await channel.delivery(second)).carried?.introduces).toBe(false);
  expect(counted.sent).toStrictEqual([first, second]);
});

test('where the channel cannot be read the others go on, its owner is told once what is true, and it settles once it can be read', async () => {
  const channel = await newChannel();
  let lookup: LookUpResult = HIDDEN;
  const counted = cutFirst(channel, () => lookup);
  const told: Reply[] = [];
  const { send } = channel.platform;
  channel.platform.openDirectMessages = async (person, place) => ({
    type: 'open',
    channelRef: { ...place, channel: person },
  });
  channel.platform.send = async (delivery, reply, begin, ...rest) => {
    if (delivery.channelRef.channel !== 'U1') return send(delivery, reply, begin, ...rest);
    await begin();
    told.push(reply);
    return { type: 'refused', because: 'no-permission', detail: 'no messages, please' };
  };
  const first = await channel.ask();
  channel.replica();
  await isUnknown(channel, first);
  const second = await channel.ask();
  channel.clock.now = channel.clock.now.add({ seconds: 60 });
  await vi.waitFor(async () => expect((await channel.delivery(second)).state).toBe('sent'));
  expect((await channel.store.subscription('s1'))?.pausedBecause).toBeUndefined();
  for (let hour = 1; hour <= 3; hour++) {
    channel.clock.now = channel.clock.now.add({ hours: 1 });
    await vi.waitFor(() => expect(counted.looks).toBe(hour + 1));
  }
  await vi.waitFor(async () =>
    expect(await channel.alerts()).toMatchObject([
      { state: 'failed', reason: 'no-history', detail: 'no messages, please' },
    ]),
  );
  expect(told).toHaveLength(1);
  const [alert] = told;
  expect(alert && textOf(alert)).toMatch(/not known whether its last post arrived.*continues as scheduled/su);
  expect(alert && textOf(alert)).toContain(refusalText('role', 'en'));
  expect(alert && textOf(alert)).not.toMatch(/paused/u);

  lookup = { type: 'found', message: 'm1' };
  channel.clock.now = channel.clock.now.add({ hours: 1 });
  await vi.waitFor(async () => expect((await channel.delivery(first)).state).toBe('sent'));
  await vi.waitFor(async () => expect(await channel.alerts()).toStrictEqual([]));
});

test.each<[string, LookUpResult, string]>([
  ['unreadable', HIDDEN, 'given-up: no-history: role'],
  [
    'in trouble',
    { type: 'wait', until: Temporal.Instant.from('2026-11-24T01:02:00Z'), detail: '502' },
    'given-up: no-answer: cut',
  ],
])('a channel that stays %s for three days is no longer looked into', async (_, lookup, reason) => {
  const channel = await newChannel();
  const counted = cutFirst(channel, () => lookup);
  const first = await channel.ask();
  channel.replica();
  await isUnknown(channel, first);
  for (const hours of [2, 69, 1]) {
    const before = counted.looks;
    channel.clock.now = channel.clock.now.add({ hours });
    await vi.waitFor(() => expect(counted.looks).toBe(before + 1));
    await vi.waitFor(async () => {
      const { nextAt } = await channel.delivery(first);
      expect(nextAt === undefined || Temporal.Instant.compare(nextAt, channel.clock.now.add({ minutes: 50 })) > 0).toBe(
        true,
      );
    });
    // After the first hour nobody waits for it any more.
    const next = await channel.ask();
    await vi.waitFor(async () => expect((await channel.delivery(next)).state).not.toBe('waiting'));
  }
  await vi.waitFor(async () =>
    expect(await channel.delivery(first)).toMatchObject({ state: 'unknown', nextAt: undefined, reason }),
  );
  expect(await channel.alerts()).toHaveLength(1);
});

test('a look that takes long stays with the one who looks', async () => {
  const channel = await newChannel({ lookAfterSeconds: 0, lookClaimSeconds: 1 });
  const counted = cutFirst(channel, () => ({ type: 'absent' }));
  const started = performance.now();
  const start = channel.clock.now;
  const ticking = setInterval(() => {
    channel.clock.now = start.add({ milliseconds: Math.round(performance.now() - started) });
  }, 5);
  const done = Promise.withResolvers<LookUpResult>();
  channel.platform.look = async () => {
    counted.looks += 1;
    return await done.promise;
  };
  const first = await channel.ask();
  channel.replica();
  channel.replica();
  await vi.waitFor(() => expect(counted.looks).toBe(1));
  await wait(1_500);
  expect(counted.looks).toBe(1);
  done.resolve({ type: 'found', message: 'm1' });
  await vi.waitFor(async () => expect(await channel.delivery(first)).toMatchObject({ state: 'sent', message: 'm1' }));
  clearInterval(ticking);
});

test('an alert that could not be told goes at the day’s tidying once the history can be read', async () => {
  const channel = await newChannel();
  await channel.store.addAlert('s1', 'no-history', '', channel.clock.now);
  channel.platform.openDirectMessages = async () => ({ type: 'refused', because: 'no-permission', detail: 'x' });
  let readable = false;
  channel.platform.check = async () => (readable ? { ok: true } : { ok: false, because: 'no-history', detail: '' });
  const replica = channel.replica();
  await vi.waitFor(async () => expect(await channel.alerts()).toMatchObject([{ state: 'failed' }]));
  await replica.tidy();
  expect(await channel.alerts()).toHaveLength(1);
  readable = true;
  await replica.tidy();
  expect(await channel.alerts()).toStrictEqual([]);
});

/** Sends a first digest, and makes the database forget that. */
async function forgotten(lookup: LookUpResult, after: Temporal.DurationLike = { seconds: 60 }) {
  const channel = await newChannel();
  const sent: string[] = [];
  let looks = 0;
  channel.platform.send = async ({ id }, _reply, begin) => {
    if (!(await begin())) return { type: 'not-begun' };
    sent.push(id);
    return { type: 'sent', message: id };
  };
  channel.platform.look = async ({ id }) => {
    looks += 1;
    // What is asked for since is looked up first too.
    return id === first ? lookup : { type: 'absent' };
  };
  const first = await channel.ask();
  channel.replica();
  await vi.waitFor(async () => expect((await channel.delivery(first)).state).toBe('sent'));
  await channel.forget(first);
  await vi.waitFor(async () => expect((await channel.delivery(first)).reason).toMatch(/^set-back: /u));
  const second = await channel.ask();
  await wait(50);
  // Its message may be stored late: it is looked for a minute later, and the next one waits for that.
  expect([sent, looks]).toStrictEqual([[first], 0]);
  channel.clock.now = channel.clock.now.add(after);
  return { channel, sent, first, second };
}

describe('a digest of which a restarted database has forgotten that it was sent', () => {
  test('is found and not sent again, and its news is not told again', async () => {
    const { channel, sent, first, second } = await forgotten({ type: 'found', message: 'm1' });
    await vi.waitFor(async () => expect((await channel.delivery(first)).state).toBe('sent'));
    expect(await channel.delivery(first)).toMatchObject({ message: 'm1', attempts: 0, carried: { introduces: true } });
    await vi.waitFor(async () => expect((await channel.delivery(second)).state).toBe('sent'));
    expect(sent).toStrictEqual([first, second]);
    expect((await channel.delivery(second)).carried?.introduces).toBe(false);
    expect(channel.lines.filter((line) => line.includes('failed over or set back'))).toHaveLength(1);
  });

  test('is sent where it is not found', async () => {
    const { channel, sent, first } = await forgotten({ type: 'absent' });
    await vi.waitFor(async () => expect((await channel.delivery(first)).state).toBe('sent'));
    expect(sent.filter((id) => id === first)).toHaveLength(2);
  });

  test('is looked for again where the platform asks to wait, however long ago it was due', async () => {
    const until = Temporal.Instant.from('2026-11-28T09:00:00Z');
    const { channel, first } = await forgotten({ type: 'wait', until, detail: 'later' }, { hours: 96 });
    await vi.waitFor(async () => expect((await channel.delivery(first)).nextAt).toStrictEqual(until));
    expect((await channel.delivery(first)).state).toBe('unknown');
  });
});
