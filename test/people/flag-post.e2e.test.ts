/** What becomes of a flag's post to the curators; what all deliveries have in common is tested in test/digest/delivery. */
import { expect, test, vi } from 'vitest';
import type { OutgoingMessage, SendOutcome } from '../../src/digest/delivery/courier.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { newChannel, type Channel } from '../digest/delivery/channel.ts';
import { CURATORS, flagOf } from '../support/flag.ts';

type Posted = { readonly message: OutgoingMessage; readonly reply: Reply };

/** Keeps what is posted; the first attempts end as the script says. */
function posts({ platform }: Channel, outcomes: SendOutcome[] = []): Posted[] {
  const posted: Posted[] = [];
  platform.send = async (message, reply, begin) => {
    if (!(await begin())) return { type: 'not-begun' };
    const outcome = outcomes.shift();
    if (outcome !== undefined) return outcome;
    posted.push({ message, reply });
    return { type: 'sent', message: '1' };
  };
  return posted;
}

const add = ({ store, clock }: Channel, id = 'a'): Promise<string> =>
  store.addFlag(flagOf(id, { createdAt: clock.now }), clock.now, 9, CURATORS);

test('a flag is posted once, with its id as the marker, in the channel of the curators', async () => {
  const channel = await newChannel();
  const posted = posts(channel);
  await add(channel);
  for (const _ of [1, 2, 3]) channel.replica();
  await vi.waitFor(async () =>
    expect(await channel.store.delivery('a')).toMatchObject({ state: 'sent', settledAt: channel.clock.now }),
  );
  expect(posted).toMatchObject([{ message: { id: 'a', channelRef: CURATORS }, reply: { marker: 'a' } }]);
});

test.each<[string, SendOutcome, number]>([
  ['told to wait', { type: 'wait', until: Temporal.Instant.from('2026-11-24T01:00:30Z'), detail: 'slow down' }, 30],
  ['refused', { type: 'refused', because: 'bot-removed', detail: 'not_in_channel' }, 600],
  ['not understood', { type: 'invalid', detail: 'invalid_blocks' }, 600],
])('a flag whose posting is %s is kept, and posted later', async (_what, outcome, seconds) => {
  const channel = await newChannel();
  const posted = posts(channel, [outcome]);
  await add(channel);
  channel.replica();
  const { clock } = channel;
  const due = clock.now.add({ seconds });
  await vi.waitFor(async () =>
    expect(await channel.delivery('a')).toMatchObject({ state: 'waiting', attempts: 1, nextAt: due }),
  );
  expect(posted).toEqual([]);
  expect(channel.lines.join('')).not.toContain('It was not so');
  clock.now = due;
  await vi.waitFor(async () => expect((await channel.delivery('a')).state).toBe('sent'));
  expect(posted).toHaveLength(1);
});

test('a flag is tried for as long as it is open, however often it is refused', async () => {
  const channel = await newChannel();
  const outcome = { type: 'refused', because: 'bot-removed', detail: '' } as const;
  posts(
    channel,
    Array.from({ length: 25 }, () => outcome),
  );
  await add(channel);
  channel.replica();
  for (let attempts = 1; attempts <= 25; attempts++) {
    await vi.waitFor(async () => expect(await channel.delivery('a')).toMatchObject({ state: 'waiting', attempts }));
    channel.clock.now = channel.clock.now.add({ hours: 1 });
  }
  await vi.waitFor(async () => expect((await channel.delivery('a')).state).toBe('sent'));
});

test('a flag that is done with is posted no more, also one that is claimed already', async () => {
  const channel = await newChannel();
  const posted = posts(channel);
  await add(channel);
  const { store, clock } = channel;
  const claim = { platforms: ['slack'], now: clock.now, until: clock.now.add({ seconds: 90 }), most: 9, by: 'r1' };
  const [claimed] = await store.claimDeliveries(claim);
  await store.finishFlag('a', clock.now);
  const carried = { keys: [], briefs: [], introduces: false, rotates: undefined };
  expect(claimed && (await store.begin(claimed, 'r1', clock.now, carried))).toBe(false);
  clock.now = clock.now.add({ seconds: 90 });
  channel.replica();
  await vi.waitFor(async () => expect((await channel.delivery('a')).state).toBe('skipped'));
  expect(posted).toEqual([]);
});
