/** A message is answered once: it is claimed first, sent, and then stored with what it shows. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { answer } from '../../../src/conversation/answer-request.ts';
import { createAnswering, type Answering } from '../../../src/conversation/message-answers/answering.ts';
import { answeredMessage, pageOf } from '../../../src/conversation/message-answers/page.ts';
import type { AskedMessage, ComposedAnswer, SendOutcome } from '../../../src/digest/delivery/courier.ts';
import { openMemory } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { ownCatalogue } from '../../support/records.ts';

const NOW = Temporal.Instant.from('2026-11-25T12:00:00Z');
const ASKED: AskedMessage = {
  channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
  message: '1795000000.000100',
  inReplyTo: '1795000000.000001',
};
const catalogue = ownCatalogue();

let store: Store;
let sent: string[];
let outcomes: SendOutcome[];
let lines: string[];
beforeEach(async () => {
  store = await openMemory(NOW);
  [sent, outcomes, lines] = [[], [], []];
});
afterEach(() => store.close());

const answering = (): Answering =>
  createAnswering({
    store,
    catalogue: () => catalogue,
    now: () => NOW,
    log: createLogger('info', [], (line) => void lines.push(line)),
  });
const poster = {
  send: async ({ id }: { readonly id: string }): Promise<SendOutcome> => {
    sent.push(id);
    return outcomes.shift() ?? { type: 'sent', message: `m${sent.length}` };
  },
};
const composed = (over: Partial<ComposedAnswer> = {}) => {
  const reply = answer(
    { type: 'brief', topic: 'energy' },
    { catalogue, language: 'en', now: NOW, audience: 'everyone', helpEntries: [] },
  );
  return vi.fn<() => Promise<ComposedAnswer>>(async () => ({ reply, pages: 1, isOpen: true, ...over }));
};
const [first, second] = [pageOf(ASKED, 1, NOW), pageOf(ASKED, 2, NOW)];
const WAIT = { type: 'wait', until: NOW.add({ milliseconds: 5 }), detail: 'Slack said to wait' } as const;

test('a slot names its message and page, and each has an id of its own that fits a marker', () => {
  const pages = [1, 2, 12].map((page) => pageOf(ASKED, page, NOW));
  expect(pages.map(({ slot }) => answeredMessage(slot))).toEqual(Array(3).fill(ASKED.message));
  expect(new Set(pages.map(({ id }) => id)).size).toBe(3);
  for (const { id } of pages) expect(id).toMatch(/^[0-9a-z]{24}$/u);
  expect(pageOf(ASKED, 1, NOW.add({ hours: 1 })).id).toBe(first.id);
});

describe('a message', () => {
  test('that several processes are given at once is answered by one of them', async () => {
    const compose = composed();
    const [one, other] = [answering(), answering()];
    const given = await Promise.all(
      [one, other, one, other].map(async (each) => await each.answer(ASKED, compose, poster)),
    );
    expect(given.toSorted()).toEqual(['before', 'before', 'before', 'sent']);
    expect([sent, compose.mock.calls.length]).toEqual([[first.id], 1]);
  });

  test('of another channel or workspace is another', async () => {
    const { channelRef } = ASKED;
    for (const over of [{}, { workspace: 'T2' }, { channel: 'C2' }, { platform: 'discord' }])
      expect(await answering().answer({ ...ASKED, channelRef: { ...channelRef, ...over } }, composed(), poster)).toBe(
        'sent',
      );
  });

  test('is claimed before anything is composed, and not answered where that fails, by the same process not later either', async () => {
    const compose = composed();
    vi.spyOn(store, 'claimEvent').mockRejectedValueOnce(new Error('unreachable'));
    const process = answering();
    await expect(process.answer(ASKED, compose, poster)).rejects.toThrow('unreachable');
    expect(await process.answer(ASKED, compose, poster)).toBe('before');
    expect([compose.mock.calls, sent]).toEqual([[], []]);
  });

  test('whose claim the database lost is not answered again by the process that answered it', async () => {
    const process = answering();
    await process.answer(ASKED, composed(), poster);
    vi.spyOn(store, 'claimEvent').mockResolvedValue(true);
    expect(await process.answer(ASKED, composed(), poster)).toBe('before');
    expect(sent).toHaveLength(1);
  });
});

describe('the answer', () => {
  test('is stored as sent, with what it shows', async () => {
    expect(await answering().answer(ASKED, composed(), poster)).toBe('sent');
    expect(await store.delivery(first.id)).toMatchObject({
      kind: 'answer',
      state: 'sent',
      message: 'm1',
      inReplyTo: ASKED.inReplyTo,
      carried: { keys: [], briefs: [{ id: 'energy' }], language: 'en' },
    });
  });

  test('that nobody else sees is stored without what it shows', async () => {
    await answering().answer(ASKED, composed({ isOpen: false }), poster);
    expect(await store.delivery(first.id)).toMatchObject({ state: 'sent', carried: { briefs: [] } });
  });

  test('of several messages is sent in order, and shows once', async () => {
    expect(await answering().answer(ASKED, composed({ pages: 2 }), poster)).toBe('sent');
    expect(sent).toEqual([first.id, second.id]);
    expect(await store.delivery(second.id)).toMatchObject({ message: 'm2', carried: { briefs: [] } });
  });

  test('is sent once the platform takes it, and given up where who asked would wait too long', async () => {
    outcomes = [WAIT, WAIT];
    expect(await answering().answer(ASKED, composed(), poster)).toBe('sent');
    outcomes = [WAIT, WAIT, WAIT];
    expect(await answering().answer({ ...ASKED, message: '2' }, composed(), poster)).toBe('failed');
    outcomes = [{ ...WAIT, until: NOW.add({ minutes: 2 }) }];
    expect(await answering().answer({ ...ASKED, message: '3' }, composed(), poster)).toBe('failed');
    expect(sent).toHaveLength(3 + 3 + 1);
  });

  test.each([
    [{ type: 'unknown', detail: 'no answer' }, 'unconfirmed'],
    [{ type: 'refused', because: 'channel-gone', detail: 'archived' }, 'failed'],
    [{ type: 'invalid', detail: 'invalid_blocks' }, 'failed'],
    [{ type: 'not-begun' }, 'failed'],
  ] as const)('that ends as %j is %s: not sent again, not stored, and logged', async (outcome, became) => {
    outcomes = [outcome];
    expect(await answering().answer(ASKED, composed({ pages: 2 }), poster)).toBe(became);
    expect(await answering().answer(ASKED, composed(), poster)).toBe('before');
    expect(sent).toEqual([first.id]);
    expect(await store.delivery(first.id)).toBeUndefined();
    expect(lines.filter((line) => line.includes('a message could not be answered'))).toHaveLength(1);
  });

  test('that cannot be stored is there all the same, which the log tells', async () => {
    vi.spyOn(store, 'addAnswer').mockRejectedValue(new Error('unreachable'));
    expect(await answering().answer(ASKED, composed(), poster)).toBe('sent');
    expect(lines.filter((line) => line.includes('no correction will reach it'))).toHaveLength(1);
  });
});
