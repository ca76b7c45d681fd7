/** A message that may have been answered without the store is looked for before it is answered: each is answered once. */
import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest';
import { answer } from '../../../src/conversation/answer-request.ts';
import { createAnswering, type Answering } from '../../../src/conversation/message-answers/answering.ts';
import { pageOf } from '../../../src/conversation/message-answers/page.ts';
import { createLogger } from '../../../src/app/log.ts';
import type { ComposedAnswer, Courier, LookUpResult } from '../../../src/digest/delivery/courier.ts';
import { openMemory } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { ownCatalogue } from '../../support/records.ts';

const WRITTEN = Temporal.Instant.from('2026-11-03T09:00:00Z');
const channelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const ASKED = { channelRef, message: '1.000001', inReplyTo: '1.000001', writtenAt: WRITTEN, isRepeated: false };
const { id } = pageOf(ASKED, 1, WRITTEN);
const catalogue = ownCatalogue();

let store: Store;
let now: Temporal.Instant;
let sent: string[];
let looked: LookUpResult;
let waits: number[];
beforeEach(async () => {
  store = await openMemory(WRITTEN);
  now = WRITTEN.add({ seconds: 1 });
  sent = [];
  looked = { type: 'absent' };
  waits = [];
});
afterEach(() => store.close());

const waited = (): number => waits.reduce((sum, one) => sum + one, 0) / 1_000;

const poster: Pick<Courier, 'send' | 'look'> = {
  send: async (delivery, _, begin) => {
    if (!(await begin())) return { type: 'not-begun' };
    sent.push(delivery.id);
    return { type: 'sent', message: '2.000001' };
  },
  look: async () => looked,
};
const compose = async (): Promise<ComposedAnswer> => ({
  reply: answer({ type: 'help' }, { catalogue, language: 'en', now, audience: 'everyone', helpEntries: [] }),
  pages: 1,
  isOpen: true,
});
const answering = (): Answering =>
  createAnswering({
    store,
    catalogue: () => catalogue,
    now: () => now,
    log: createLogger('silent'),
    replica: 'r1',
    timers: {
      after: (milliseconds, work) => {
        waits.push(milliseconds);
        now = now.add({ milliseconds });
        work();
        return () => {};
      },
      every: () => () => {},
    },
  });

test('a message that was just written is answered at once', async () => {
  now = WRITTEN.add({ seconds: 5 });
  expect(await answering().answer(ASKED, compose, poster)).toBe('sent');
  expect(sent).toEqual([id]);
});

describe.each([
  ['that the platform delivers once more', { ...ASKED, isRepeated: true }, 1],
  ['that was written a while ago', ASKED, 6],
] as const)('a message %s', (_, asked, seconds) => {
  test('is written to be looked up, from when it was written and once others have done what they do', async () => {
    now = WRITTEN.add({ seconds });
    expect(await answering().answer(asked, compose, poster)).toBe('pending');
    expect(sent).toEqual([]);
    const nextAt = WRITTEN.add({ seconds: 20 });
    expect(await store.delivery(id)).toMatchObject({ state: 'unknown', nextAt, slotAt: WRITTEN, begunAt: undefined });
  });

  test.each([
    ['absent', [id], 'sent'],
    ['found', [], 'pending'],
    ['wait', [], 'pending'],
  ] as const)(
    'without the store is looked for at once, and where it is %s is sent as %j',
    async (type, ids, outcome) => {
      vi.spyOn(store, 'addAnswer').mockRejectedValue(new Error('unreachable'));
      now = WRITTEN.add({ seconds });
      looked = { type, message: '2.000001', until: now, detail: '' };
      expect(await answering().answer(asked, compose, poster)).toBe(outcome);
      // Where nobody can tell whether it stands there, it is written down as long as anybody waits for it.
      expect(waited()).toBe(type === 'absent' ? 40 - seconds : 300 - seconds);
      expect(sent).toEqual(ids);
    },
  );

  test('is written to be looked up as soon as the store can be used again', async () => {
    const add = vi.spyOn(store, 'addAnswer');
    for (let times = 0; times < 4; times += 1) add.mockRejectedValueOnce(new Error('unreachable'));
    now = WRITTEN.add({ seconds });
    expect(await answering().answer(asked, compose, poster)).toBe('pending');
    expect(waited()).toBe(8);
    expect(sent).toEqual([]);
    expect(await store.delivery(id)).toMatchObject({ state: 'unknown', nextAt: WRITTEN.add({ seconds: 40 }) });
  });
});

test('one that was written long ago is looked up at once', async () => {
  now = WRITTEN.add({ seconds: 61 });
  await answering().answer(ASKED, compose, poster);
  expect(await store.delivery(id)).toMatchObject({ state: 'unknown', nextAt: now, slotAt: WRITTEN });
});

test.each([
  { type: 'wait', until: WRITTEN.add({ seconds: 30 }), detail: 'rate limit' },
  { type: 'unknown', detail: 'no answer' },
] as const)(
  'what was sent without the store and became $type is written once that can be used, and looked up',
  async (outcome) => {
    const add = vi.spyOn(store, 'addAnswer');
    for (let times = 0; times < 3; times += 1) add.mockRejectedValueOnce(new Error('unreachable'));
    const limited = { ...poster, send: async () => outcome };
    expect(await answering().answer(ASKED, compose, limited)).toBe('pending');
    expect(waited()).toBe(6);
    expect(await store.delivery(id)).toMatchObject({ state: 'unknown', nextAt: WRITTEN.add({ seconds: 61 }) });
  },
);

test.each([
  [9, 0],
  [11, 29],
])('where the store fails only after %i seconds, others may have answered meanwhile', async (seconds, more) => {
  const add = vi.spyOn(store, 'addAnswer').mockRejectedValue(new Error('unreachable'));
  add.mockImplementationOnce(async () => {
    now = WRITTEN.add({ seconds });
    throw new Error('unreachable');
  });
  now = WRITTEN;
  expect(await answering().answer(ASKED, compose, poster)).toBe('sent');
  expect(waited()).toBe(more);
});
