/** Since when something is new to whom. */
import { expect, test } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import { createLastSeen, type LastSeenStore } from '../../src/conversation/last-seen.ts';

const NOW = Temporal.Instant.from('2026-11-24T12:00:00Z');
const ADA = { platform: 'slack', workspace: 'T1', person: 'U1' };

const looksOver = (store: Partial<LastSeenStore>, lines: string[] = []) =>
  createLastSeen({
    store: { noteLook: async () => {}, lookBefore: async () => undefined, ...store },
    now: () => NOW,
    log: createLogger('warn', [], (line) => void lines.push(line)),
  });

const fail = async (): Promise<never> => await Promise.reject(new Error('disk'));

test('to who looks for the first time, what came within fourteen days is new; after that, since the look before', async () => {
  const first = { at: Temporal.Instant.from('2026-11-10T12:00:00Z'), isFirstLook: true };
  expect(await looksOver({}).newSince(ADA)).toEqual(first);
  const before = NOW.subtract({ hours: 24 * 40 });
  expect(await looksOver({ lookBefore: async () => before }).newSince(ADA)).toEqual({ at: before, isFirstLook: false });
});

test('a look within an hour of the noted one is the same', async () => {
  const noted: unknown[] = [];
  await looksOver({ noteLook: async (...given) => void noted.push(given) }).note(ADA);
  expect(noted).toEqual([[ADA, NOW, Temporal.Instant.from('2026-11-24T11:00:00Z')]]);
});

test('where the store fails the last fourteen days are told, and it is logged without the person', async () => {
  const lines: string[] = [];
  const looks = looksOver({ noteLook: fail, lookBefore: fail }, lines);
  await looks.note(ADA);
  expect((await looks.newSince(ADA)).isFirstLook).toBe(true);
  expect(lines).toHaveLength(2);
  expect(lines.join(' ')).not.toContain('U1');
});
