/** A claim of a process whose clock is wrong ends in time all the same: another process answers. */
import { expect, test } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { createAnswering } from '../../../src/conversation/message-answers/answering.ts';
import { pageOf } from '../../../src/conversation/message-answers/page.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { openMemory } from '../../../src/store/open.ts';

const NOW = Temporal.Instant.from('2026-11-03T09:00:00Z');

test('an answer that a process three days ahead did not send is held for seconds, not for days', async () => {
  const store = await openMemory(NOW);
  const answering = createAnswering({
    store,
    catalogue: (): Catalogue => {
      throw new Error('not needed');
    },
    now: () => NOW.add({ hours: 72 }),
    clock: { nowOf: () => NOW },
    log: createLogger('silent'),
    replica: 'ahead',
  });
  const channelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };
  const asked = { channelRef, message: '1.000001', inReplyTo: '1.000001', writtenAt: NOW, isRepeated: false };
  // It ends while it composes.
  void answering.answer(asked, () => new Promise(() => {}), {
    send: () => new Promise(() => {}),
    look: () => new Promise(() => {}),
  });
  const id = pageOf(asked, 1, NOW).id;
  await expect.poll(async () => (await store.delivery(id))?.state).toBe('claimed');
  const ends = (await store.delivery(id))?.nextAt?.epochMilliseconds ?? Infinity;
  expect(ends - NOW.epochMilliseconds).toBeLessThanOrEqual(20_000);
  await store.close();
});
