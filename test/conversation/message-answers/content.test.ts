/** The content of an answer that another process left: the message is read again, while that is not too late. */
import { describe, expect, test } from 'vitest';
import { createAnswerContent } from '../../../src/conversation/message-answers/content.ts';
import { askedOf, pageOf, type NewAnswer } from '../../../src/conversation/message-answers/page.ts';
import type { Content } from '../../../src/digest/delivery/content.ts';
import type { ReanswerOutcome, AskedMessage, Courier } from '../../../src/digest/delivery/courier.ts';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { ownCatalogue } from '../../support/records.ts';
import { answer } from '../../../src/conversation/answer-request.ts';

const AT = Temporal.Instant.from('2026-11-25T12:00:00Z');
const ASKED: AskedMessage = {
  channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
  message: '1795000000.000100',
  inReplyTo: '1795000000.000001',
};
const catalogue = ownCatalogue();
const card = (): Reply =>
  answer(
    { type: 'brief', topic: 'energy' },
    { catalogue, language: 'en', now: AT, audience: 'everyone', helpEntries: [] },
  );

/** Returns the content of a page of the answer, so many seconds after it was asked for, the answers that were written for it, and the messages that were read. */
async function contentOf(
  page: number,
  anew: ReanswerOutcome | undefined,
  seconds = 60,
): Promise<{
  readonly content: Content;
  readonly added: readonly NewAnswer[];
  readonly read: readonly AskedMessage[];
}> {
  const added: NewAnswer[] = [];
  const read: AskedMessage[] = [];
  const reanswer = async (asked: AskedMessage): Promise<ReanswerOutcome> => {
    read.push(asked);
    return anew ?? { type: 'gone' };
  };
  const couriers = new Map(anew === undefined ? [] : [['slack', { reanswer } as Partial<Courier> as Courier]]);
  const content = createAnswerContent({
    store: {
      addAnswer: async (given, how) => (expect(how).toEqual({ lookAt: AT.add({ seconds }) }), void added.push(given)),
    },
    catalogue: () => catalogue,
    couriers: () => couriers,
    now: () => AT.add({ seconds }),
  });
  return { content: await content(pageOf(ASKED, page, AT) as Delivery), added, read };
}

test('a slot names its message and page, and each has an id of its own that fits a marker', () => {
  const pages = [1, 2, 12].map((page) => pageOf(ASKED, page, AT));
  expect(pages.map((one) => askedOf(one))).toEqual([1, 2, 12].map((page) => ({ asked: ASKED, page })));
  expect(new Set(pages.map(({ id }) => id)).size).toBe(3);
  for (const { id } of pages) expect(id).toMatch(/^[0-9a-z]{24}$/u);
  expect(pageOf(ASKED, 1, AT.add({ hours: 1 })).id).toBe(pages[0]?.id);
});

describe('the content', () => {
  test('is what the message is answered with now, and carries what that shows', async () => {
    const { content, added, read } = await contentOf(1, { type: 'answer', reply: card(), pages: 1, isOpen: true });
    expect(read).toEqual([ASKED]);
    expect(added).toEqual([]);
    expect(content).toMatchObject({ type: 'message', page: 1, reply: { marker: pageOf(ASKED, 1, AT).id } });
    expect(content).toMatchObject({ carried: { keys: [], briefs: [{ id: 'energy' }] } });
  });

  test('of one that nobody else sees carries nothing', async () => {
    const { content } = await contentOf(1, { type: 'answer', reply: card(), pages: 1, isOpen: false });
    expect(content).toMatchObject({ type: 'message', carried: { keys: [], briefs: [] } });
  });

  test('of several messages has the others written that its process may not have written, and carries once', async () => {
    const outcome = { type: 'answer', reply: card(), pages: 3, isOpen: true } as const;
    const { added } = await contentOf(1, outcome);
    expect(added).toEqual([2, 3].map((page) => pageOf(ASKED, page, AT)));
    const second = await contentOf(2, outcome);
    expect(second.added).toEqual([]);
    expect(second.content).toMatchObject({ type: 'message', page: 2, carried: { briefs: [] } });
    expect((await contentOf(4, outcome)).content).toMatchObject({ type: 'nothing', reason: /^over/u });
  });

  test.each([
    [299, 'message'],
    [300, 'nothing'],
  ] as const)('%i seconds later is %s', async (seconds, type) => {
    const { content } = await contentOf(1, { type: 'answer', reply: card(), pages: 1, isOpen: true }, seconds);
    expect(content.type).toBe(type);
  });

  test('waits where the platform is not connected or says so, and is nothing where the message is gone or unreadable', async () => {
    expect((await contentOf(1, undefined)).content.type).toBe('later');
    const until = AT.add({ seconds: 90 });
    const waiting = await contentOf(1, { type: 'wait', until, detail: 'Slack said to wait' });
    expect(waiting.content).toMatchObject({ type: 'later', until });
    expect((await contentOf(1, { type: 'gone' })).content.type).toBe('nothing');
    const refused = await contentOf(1, { type: 'refused', because: 'no-history', detail: 'scopes' });
    expect(refused.content).toEqual({ type: 'nothing', reason: 'no-history: scopes' });
  });
});
