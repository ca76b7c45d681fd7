import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Courier, OutgoingMessage } from '../../../../src/digest/delivery/courier.ts';
import { retryUnknown } from '../../../../src/chat/discord/delivery/send.ts';
import type { Reply } from '../../../../src/reply/reply.ts';

const MESSAGE = { id: 'm1' } as OutgoingMessage;
const REPLY = { title: '', blocks: [] } as unknown as Reply;

/** What sends and loses the first response, after which the machine sleeps; it heeds the claim as couriers do. */
function losing(asleepMilliseconds: number) {
  let left = 0;
  const send: Courier['send'] = async (_message, _reply, begin, stillHeld) => {
    if (!(await begin()) || !(await stillHeld())) return { type: 'not-begun' };
    left += 1;
    if (left > 1) return { type: 'sent', message: '1' };
    vi.setSystemTime(Date.now() + asleepMilliseconds);
    return { type: 'unknown', detail: 'reset' };
  };
  return { poster: retryUnknown({ send }), left: () => left };
}

const begin = async (): Promise<boolean> => true;

describe('an answer whose response was lost', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ['at once, well within the minutes for which Discord compares nonces', 15_000, true, { type: 'sent' }, 2],
    ['not where the machine has slept for longer', 200_000, true, { type: 'unknown' }, 1],
    ['not where its claim is over', 0, false, { type: 'unknown' }, 1],
  ])('is sent again %s', async (_what, asleep, isHeldAfter, outcome, requests) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { poster, left } = losing(asleep);
    const stillHeld = (): boolean => left() === 0 || isHeldAfter;
    expect(await poster.send(MESSAGE, REPLY, begin, stillHeld)).toMatchObject(outcome);
    expect(left()).toBe(requests);
  });
});
