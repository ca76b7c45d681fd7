/** A token that a platform refuses for a while holds the work, and ends nothing. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import type { Courier, LookUpResult, SendOutcome } from '../../src/digest/delivery/courier.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { heldByToken, watchToken, type TokenState } from '../../src/chat/token-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const NOW = Temporal.Instant.from('2026-11-24T01:00:00Z');
const REFUSED: SendOutcome = { type: 'refused', because: 'token-revoked', detail: 'invalid_auth' };

function watched() {
  const lines: string[] = [];
  const platform = { says: 'taken' as TokenState, asked: 0, outcome: REFUSED };
  const ending = new AbortController();
  const ask = async (): Promise<TokenState> => {
    platform.asked += 1;
    return platform.says;
  };
  const watch = watchToken(
    ask,
    createLogger('info', [], (line) => void lines.push(line)),
    ending.signal,
  );
  const lookup: LookUpResult = { type: 'unreadable', because: 'token-revoked', detail: 'invalid_auth' };
  const courier = {
    send: async () => platform.outcome,
    look: async () => lookup,
    edit: async () => platform.outcome,
    openDirectMessages: async () => platform.outcome,
  } as unknown as Courier;
  const held = heldByToken(courier, watch, () => NOW);
  const message = {
    id: 'd1',
    channelRef: { platform: 'slack', workspace: '', channel: 'C1' },
    slotAt: NOW,
    begunAt: undefined,
    attempts: 0,
  };
  const reply: Reply = { title: '', language: 'en', audience: 'everyone', blocks: [], actions: [] };
  const send = (): Promise<SendOutcome> =>
    held.send(
      message,
      reply,
      async () => true,
      () => true,
    );
  return { platform, watch, held, message, reply, send, lines, ending };
}

test('a refusal for the token is a wait, and closes the courier until the platform takes it again', async () => {
  const { platform, watch, held, send, lines } = watched();
  expect(held.acceptsWork?.()).toBe(true);
  platform.says = 'refused';
  expect(await send()).toMatchObject({ type: 'wait', because: 'token-refused', until: NOW.add({ seconds: 60 }) });
  expect([held.acceptsWork?.(), watch.state()]).toEqual([false, 'refused']);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([platform.asked, held.acceptsWork?.()]).toEqual([10, false]);
  platform.says = 'taken';
  await vi.advanceTimersByTimeAsync(60_000);
  expect([held.acceptsWork?.(), watch.state()]).toEqual([true, 'taken']);
  // Told once each way, however often it was asked.
  expect(lines.filter((line) => line.includes('refuses the token'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('takes the token again'))).toHaveLength(1);
});

test('whatever is handed over waits for it: look-ups, edits and direct messages too', async () => {
  const { held, message, reply } = watched();
  const waits = { type: 'wait', because: 'token-refused', until: NOW.add({ seconds: 60 }) };
  const edited = { message: 'm1', marker: 'd0', inReplyTo: undefined, struck: [] };
  expect(await held.look(message)).toMatchObject(waits);
  expect(
    await held.edit(
      message,
      reply,
      edited,
      async () => true,
      () => true,
    ),
  ).toMatchObject(waits);
  expect(await held.openDirectMessages('U1', message.channelRef)).toMatchObject(waits);
});

test('other refusals, and answers that do not come, close nothing', async () => {
  const { platform, held, send, watch } = watched();
  platform.outcome = { type: 'refused', because: 'channel-gone', detail: '' };
  expect(await send()).toEqual(platform.outcome);
  platform.says = 'away';
  await vi.advanceTimersByTimeAsync(60_000);
  expect([held.acceptsWork?.(), watch.state()]).toEqual([true, 'away']);
});

test('nobody is asked any more after the stop', async () => {
  const { platform, ending } = watched();
  ending.abort();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(platform.asked).toBe(0);
});
