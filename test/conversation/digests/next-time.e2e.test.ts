/** When a digest says that it comes next, it comes: at no moment that was planned already, and at any other. */
import { expect, test, vi } from 'vitest';
import { createDigests } from '../../../src/conversation/digests/digests.ts';
import type { Actor, DigestResult } from '../../../src/conversation/digests/digest-actions.ts';
import type { Courier } from '../../../src/digest/delivery/courier.ts';
import { plan } from '../../../src/digest/delivery/plan.ts';
import { TIMERS } from '../../../src/digest/delivery/timing.ts';
import { newId } from '../../../src/digest/ids.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import type { Store } from '../../../src/store/store.ts';
import { render } from '../../../src/chat/console/render.ts';
import { storeOfTest } from '../../support/store.ts';
import { ownCatalogue } from '../../support/records.ts';

const ANN: Actor = { person: 'U1', language: 'en' };
const CHANNEL = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const words = ({ reply }: DigestResult): string => render(reply).replaceAll(/\s+/gu, ' ');

/** Digests over a store, a clock that can be set, and what owners were told; a store that has failed over plans nothing until that is noted, and one may have a clock of its own. */
async function started({ hasFailedOver = false, hasClock = false } = {}) {
  const { store } = await storeOfTest();
  const told: (readonly [string, Reply])[] = [];
  let at = Temporal.Instant.from('2026-11-24T14:00:00Z');
  let latest: Temporal.Instant | undefined;
  let isSlow = false;
  const compared: Temporal.Instant[] = [];
  const courier: { -readonly [Step in keyof Courier]: Courier[Step] } = {
    platform: 'slack',
    concurrency: 1,
    send: async ({ channelRef }, reply) => (told.push([channelRef.channel, reply]), { type: 'sent', message: 'm' }),
    look: () => Promise.reject(new Error('nothing is looked for')),
    openDirectMessages: async (person, channelRef) => ({
      type: 'open',
      channelRef: { ...channelRef, channel: person },
    }),
    languageOf: async (person) => (person === 'UZH' ? 'zh' : undefined),
    check: async ({ channel }) => (channel === 'C9' ? { ok: false, because: 'bot-removed', detail: '' } : { ok: true }),
    edit: () => Promise.reject(new Error('nothing is edited')),
    share: () => {},
    remove: () => Promise.reject(new Error('nothing is removed')),
    link: () => Promise.reject(new Error('nothing is linked')),
  };
  const digests = createDigests({
    store:
      hasFailedOver || hasClock
        ? {
            ...store,
            now: async () => at,
            ...(hasFailedOver && { planDue: async () => ({ planned: 0, faults: [] }) }),
          }
        : store,
    catalogue: () => ownCatalogue(),
    couriers: () => new Map([['slack', courier]]),
    now: () => at,
    newId,
    wake: () => {},
    clock: {
      isKnown: () => latest === undefined && !isSlow,
      latest: () => latest ?? at,
      compare: async () => {
        if (!isSlow) return { type: latest === undefined ? 'right' : 'unchecked' };
        compared.push(at);
        if (compared.length < 3) return { type: 'unchecked' };
        at = at.add({ minutes: 7 });
        isSlow = false;
        return { type: 'off', source: 'slack', seconds: -420 };
      },
    },
    timers: { ...TIMERS, after: (_, work) => (queueMicrotask(work), () => {}) },
  });
  const made = await digests.subscribe(
    CHANNEL,
    { topics: 'energy', days: 'daily', time: '09:00', zone: 'New York' },
    ANN,
  );
  const id = made.ok ? (made.subscription?.id ?? '') : '';
  const planned = async (): Promise<readonly string[]> => {
    await store.planDue(at, 10, (subscription) => plan(subscription, at));
    return (await store.digestLog({ subscription: id }, 50)).map(({ slot }) => slot).toSorted();
  };
  return {
    store,
    digests,
    id,
    told,
    courier,
    planned,
    to: (time: string) => void (at = Temporal.Instant.from(time)),
    /** Makes it unknown whether it is later than the digests take it to be, up to this time. */
    orUpTo: (time: string) => void (latest = Temporal.Instant.from(time)),
    /** Makes its clock seven minutes slow, which a third comparison finds. */
    slow: () => void (isSlow = true),
  };
}

test('a later time on a day whose digest was sent comes on that day, as the reply says', async () => {
  const { digests, id, planned, to } = await started();
  to('2026-11-25T14:00:00Z');
  expect(await planned()).toEqual(['2026-11-25T14:00Z']);
  to('2026-11-25T15:00:00Z');
  const changed = await digests.change(id, { time: '15:00' }, ANN);
  expect(words(changed)).toContain('1: Wed November 25, 2026, 15:00 (New York)');
  expect(words(changed)).toContain('It comes again today, at 15:00: today’s of 09:00 is on its way.');
  to('2026-11-25T20:00:00Z');
  expect(await planned()).toEqual(['2026-11-25T14:00Z', '2026-11-25T20:00Z']);
});

test.each([true, false])(
  'a digest that cannot be planned, with a database that has a clock (%s) or not, is mended by a change',
  async (hasClock) => {
    const { store, digests, id, to } = await started({ hasClock });
    const dueAt = Temporal.Instant.from('2026-11-25T14:00:00Z');
    await store.changeSubscription(id, { schedule: { days: ['wed'], time: '09:00', zone: 'Mars/Olympus' }, dueAt });
    to('2026-11-25T14:01:00Z');
    expect(await digests.change(id, { zone: 'New York', days: 'daily', time: '10:00' }, ANN)).toMatchObject({
      ok: true,
    });
    expect(await store.subscription(id)).toMatchObject({ dueAt: Temporal.Instant.from('2026-11-25T15:00:00Z') });
  },
);

test.each(['change', 'pause'] as const)(
  'a %s while it is not known whether a digest is due leaves that digest to come at its time',
  async (act) => {
    const { store, digests, id, to, orUpTo } = await started();
    to('2026-11-25T13:59:50Z');
    orUpTo('2026-11-25T13:59:55Z');
    await digests.change(id, { time: '09:00', days: 'mon-fri' }, ANN);
    expect(await store.digestLog({ subscription: id }, 50)).toEqual([]);
    orUpTo('2026-11-25T14:06:00Z');
    await (act === 'change' ? digests.change(id, { time: '15:00' }, ANN) : digests.pause(id, ANN));
    expect(await store.digestLog({ subscription: id }, 50)).toMatchObject([
      { slot: '2026-11-25T14:00Z', slotAt: Temporal.Instant.from('2026-11-25T14:00:00Z') },
    ]);
  },
);

test.each(['change', 'pause'] as const)(
  'a %s by a slow clock that was not compared yet waits until it was, and leaves what was due to come',
  async (act) => {
    const { store, digests, id, to, slow } = await started();
    to('2026-11-25T13:59:00Z');
    slow();
    await (act === 'change' ? digests.change(id, { time: '15:00' }, ANN) : digests.pause(id, ANN));
    expect(await store.digestLog({ subscription: id }, 50)).toMatchObject([
      { slot: '2026-11-25T14:00Z', slotAt: Temporal.Instant.from('2026-11-25T14:00:00Z') },
    ]);
  },
);

test.each(['change', 'pause', 'skipToday'] as const)(
  'a %s after a fail-over that nobody has noted has what was due planned',
  async (act) => {
    const { store, digests, id, to } = await started({ hasFailedOver: true });
    to('2026-11-25T13:59:50Z');
    await digests.change(id, { time: '09:00', days: 'mon-fri' }, ANN);
    expect(await store.digestLog({ subscription: id }, 50)).toEqual([]);
    to('2026-11-25T14:06:00Z');
    await (act === 'change' ? digests.change(id, { time: '15:00' }, ANN) : digests[act](id, ANN));
    expect(await store.digestLog({ subscription: id }, 50)).toMatchObject([
      { slot: '2026-11-25T14:00Z', slotAt: Temporal.Instant.from('2026-11-25T14:00:00Z') },
    ]);
  },
);

test('what would come again today can be left out, and then does not come', async () => {
  const { store, digests, id, planned, to } = await started();
  to('2026-11-25T14:00:00Z');
  await planned();
  const [first] = await store.digestLog({ subscription: id }, 1);
  const sentAt = Temporal.Instant.from('2026-11-25T14:00:05Z');
  await store.settle(first!, { state: 'sent', reason: '', message: 'm' }, sentAt);
  to('2026-11-25T15:00:00Z');
  const changed = await digests.change(id, { time: '15:00' }, ANN);
  expect(words(changed)).toContain('It comes again today, at 15:00: today’s of 09:00 was posted already.');
  expect(changed.reply.actions[0]).toMatchObject({ label: 'Not again today', target: { action: 'skip-today' } });
  expect(words(await digests.change(id, { language: 'zh' }, { ...ANN, language: 'zh' }))).toContain(
    '今天 15:00 还会再发一期：今天 09:00 的一期已经发布。',
  );

  const skipped = await digests.skipToday(id, ANN);
  expect(words(skipped)).toContain('Nothing more comes today: the next one comes Thu November 26, 2026, 15:00');
  expect(words(skipped)).toContain('1: Thu November 26, 2026, 15:00');
  expect(skipped.reply.actions.map(({ label }) => label)).not.toContain('Not again today');
  expect(words(await digests.skipToday(id, ANN))).toContain('1: Thu November 26, 2026, 15:00');
  to('2026-11-25T20:00:00Z');
  expect(await planned()).toEqual(['2026-11-25T14:00Z']);
  to('2026-11-26T20:00:00Z');
  expect(await planned()).toEqual(['2026-11-25T14:00Z', '2026-11-26T20:00Z']);
});

test('what is due already is planned before a change, a pause or a day left out can lose it, and by nothing that only looks', async () => {
  const { store, digests, id, to } = await started();
  const slots = async () => (await store.digestLog({ subscription: id }, 50)).map(({ slot }) => slot).toSorted();
  to('2026-11-25T14:00:30Z');
  await digests.log({ id }, ANN);
  await digests.find(id, ANN);
  expect(await slots()).toEqual([]);
  await digests.change(id, { time: '10:00' }, ANN);
  expect(await slots()).toEqual(['2026-11-25T14:00Z']);
  to('2026-11-25T15:00:30Z');
  await digests.skipToday(id, ANN);
  expect(await slots()).toEqual(['2026-11-25T14:00Z', '2026-11-25T15:00Z']);
  to('2026-11-26T15:00:30Z');
  await digests.pause(id, ANN);
  expect(await slots()).toEqual(['2026-11-25T14:00Z', '2026-11-25T15:00Z', '2026-11-26T15:00Z']);
});

test('a change to a later day says nothing of today', async () => {
  const { digests, id, planned, to } = await started();
  to('2026-11-25T14:00:00Z');
  await planned();
  to('2026-11-25T15:00:00Z');
  const changed = await digests.change(id, { time: '08:00' }, ANN);
  expect(words(changed)).toContain('1: Thu November 26, 2026, 08:00');
  expect(words(changed)).not.toContain('today');
});

test('a zone to the west keeps its word for a day whose turn was taken in the east', async () => {
  const { digests, id, planned, to } = await started();
  await digests.change(id, { zone: 'Auckland', time: '08:00' }, ANN);
  to('2026-11-25T19:30:00Z');
  expect(await planned()).toEqual(['2026-11-24T19:00Z', '2026-11-25T19:00Z']);
  const changed = await digests.change(id, { zone: 'New York', time: '18:00' }, ANN);
  const next = /Next times.*?1: (\w+ \w+ \d+, \d+, \d\d:\d\d)/u.exec(words(changed))?.[1];
  expect(next).toBe('Wed November 25, 2026, 18:00');
  to('2026-11-25T23:00:00Z');
  expect(await planned()).toEqual(['2026-11-24T19:00Z', '2026-11-25T19:00Z', '2026-11-25T23:00Z']);
});

test('the same moment in another zone, or after a change there and back, comes once: the next time named is the one after', async () => {
  const { digests, id, planned, to } = await started();
  to('2026-11-25T14:00:00Z');
  await planned();
  // The clock of another process may be a little behind.
  to('2026-11-25T13:59:58Z');
  for (const [zone, time] of [
    ['London', '14:00'],
    ['New York', '09:00'],
  ] as const) {
    const changed = await digests.change(id, { zone, time }, ANN);
    expect(words(changed)).toContain(`1: Thu November 26, 2026, ${time}`);
  }
  to('2026-11-26T14:00:00Z');
  expect(await planned()).toEqual(['2026-11-25T14:00Z', '2026-11-26T14:00Z']);
});

test('a digest sent on request takes no day’s turn', async () => {
  const { digests, id } = await started();
  await digests.change(id, { topics: 'all' }, ANN);
  await digests.now(id, 'r1', ANN);
  expect(words(await digests.change(id, { time: '15:00' }, ANN))).toContain('Tue November 24, 2026, 15:00');
});

test('a digest goes where the bot may post only, and one whose channel was gone goes on in another', async () => {
  const { store, digests, id, planned, to } = await started();
  expect(await digests.change(id, { channel: 'C9' }, ANN)).toMatchObject({ ok: false, faults: [{ field: 'channel' }] });
  to('2026-11-25T14:00:00Z');
  await planned();
  await store.pause(id, 'channel-gone', '', Temporal.Instant.from('2026-11-25T14:01:00Z'));
  const moved = await digests.change(id, { channel: 'C2' }, ANN);
  expect(moved).toMatchObject({ ok: true, subscription: { channelRef: { channel: 'C2' }, pausedBecause: undefined } });
});

test('what waits in the old channel is posted in the new one', async () => {
  const { store, digests, id, planned, to } = await started();
  to('2026-11-25T14:00:00Z');
  await planned();
  await digests.change(id, { channel: 'C2' }, ANN);
  expect(await store.digestLog({ subscription: id }, 5)).toMatchObject([
    { state: 'waiting', channelRef: { channel: 'C2' } },
  ]);
});

test('a new owner is told of which digest, and by whom; a new owner of their own accord is not', async () => {
  const { digests, id, told } = await started();
  expect(words(await digests.handover(id, 'U2', ANN))).toContain('The new owner has been notified.');
  const [[person, reply] = []] = told;
  expect(person).toBe('U2');
  const said = reply === undefined ? '' : render(reply).replaceAll(/\s+/gu, ' ');
  for (const part of ['Energy, every day 09:00 New York', 'You own this digest now', 'C1', 'U1'])
    expect(said).toContain(part);
  await digests.handover(id, 'U3', { ...ANN, person: 'U3' });
  expect(told).toHaveLength(1);
  // In the language that they read, where the platform tells.
  await digests.handover(id, 'UZH', ANN);
  expect(told[1]?.[1].language).toBe('zh');
});

test('a change of what a platform paused resumes it where its channel takes messages, and only there', async () => {
  const { digests, id, store, courier } = await started();
  const rest = () => store.pause(id, 'channel-gone', '', Temporal.Instant.from('2026-11-24T14:00:00Z'));
  await rest();
  const isGone = courier.check;
  courier.check = async () => ({ ok: false, because: 'channel-gone', detail: '' });
  expect(await digests.change(id, { time: '10:00' }, ANN)).toMatchObject({
    subscription: { pausedBecause: 'channel-gone' },
  });
  courier.check = isGone;
  // Saved as it was: its form is where a person looks after it.
  expect(await digests.change(id, {}, ANN)).toMatchObject({ ok: true, subscription: { pausedBecause: undefined } });
  expect((await store.subscription(id))?.dueAt).toBeDefined();
});

test('an owner is told what somebody else does with a digest, in its channel where they take no direct messages', async () => {
  const { digests, id, told, courier } = await started();
  const bob: Actor = { person: 'U2', language: 'en' };
  await digests.pause(id, ANN);
  await digests.resume(id, ANN);
  expect(told).toEqual([]);
  expect(words(await digests.pause(id, bob))).toContain('Paused.');
  // Pausing what is paused changes nothing.
  await digests.pause(id, bob);
  await digests.change(id, { time: '10:00' }, bob);
  const said = told.map(([channel, reply]) => [channel, reply.audience, render(reply).replaceAll(/\s+/gu, ' ')]);
  expect(said).toEqual([
    ['U1', 'asker', expect.stringMatching(/Energy, every day 09:00 New York.*paused by somebody else.*C1.*U2/u)],
    ['U1', 'asker', expect.stringMatching(/every day 10:00 New York.*changed by somebody else.*U2/u)],
  ]);
  expect(words(await digests.list(CHANNEL, bob))).toContain('U2 · paused it');
  courier.openDirectMessages = async () => ({ type: 'refused', because: 'no-permission', detail: 'no' });
  await digests.remove(id, bob);
  expect(told.at(-1)).toEqual(['C1', expect.objectContaining({ audience: 'everyone', actions: [] })]);
  expect(render(told.at(-1)![1])).toContain('removed by somebody else');
});

/** Has something happen once in the middle of the next call of a method of a store, before its effect. */
const amid = (store: Store, method: 'resume' | 'changeSubscription', happen: () => Promise<unknown>): void => {
  const real = store[method] as (...given: unknown[]) => Promise<unknown>;
  vi.spyOn(store, method).mockImplementationOnce((async (...given: unknown[]) => {
    await happen();
    return await real(...given);
  }) as never);
};
const AFTERNOON = { time: '15:00' };
const dueAt = async (store: Store, id: string): Promise<string | undefined> =>
  (await store.subscription(id))?.dueAt?.toString();

test('a digest that somebody changes while another resumes it comes at the changed time, as both are told', async () => {
  const { store, digests, id } = await started();
  await digests.pause(id, ANN);
  amid(store, 'resume', () => digests.change(id, AFTERNOON, ANN));
  expect(words(await digests.resume(id, ANN))).toContain('15:00 (New York)');
  expect(await dueAt(store, id)).toBe('2026-11-24T20:00:00Z');
});

test('a digest that somebody resumes while another changes it comes at the changed time', async () => {
  const { store, digests, id } = await started();
  await digests.pause(id, ANN);
  amid(store, 'changeSubscription', () => digests.resume(id, ANN));
  expect(words(await digests.change(id, AFTERNOON, ANN))).toContain('15:00 (New York)');
  expect(await dueAt(store, id)).toBe('2026-11-24T20:00:00Z');
});

test('of two changes at once the later one keeps what the earlier one changed', async () => {
  const { store, digests, id } = await started();
  amid(store, 'changeSubscription', () => digests.change(id, AFTERNOON, ANN));
  expect(words(await digests.change(id, { zone: 'Beijing' }, ANN))).toContain('15:00 (Beijing)');
  expect((await store.subscription(id))?.schedule).toMatchObject({ time: '15:00', zone: 'Asia/Shanghai' });
  expect(await dueAt(store, id)).toBe('2026-11-25T07:00:00Z');
});

test('who leaves today out while another changes the time leaves that one out', async () => {
  const { store, digests, id, to } = await started();
  to('2026-11-24T13:00:00Z');
  await digests.change(id, { time: '10:00' }, ANN);
  amid(store, 'changeSubscription', () => digests.change(id, AFTERNOON, ANN));
  await digests.skipToday(id, ANN);
  expect(await dueAt(store, id)).toBe('2026-11-25T20:00:00Z');
});

test('a change at the same time as a pause leaves it paused', async () => {
  const { store, digests, id } = await started();
  amid(store, 'changeSubscription', () => digests.pause(id, ANN));
  expect(words(await digests.change(id, AFTERNOON, ANN))).not.toContain('Next times');
  expect(await store.subscription(id)).toMatchObject({ dueAt: undefined, schedule: AFTERNOON, pausedBecause: 'asked' });
});
