/** What every chat platform does with codes of the desk: each ties one identity, once, and none that others have seen. */
import { messages } from '../../../src/locales/messages.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { createChatTies } from '../../../src/people/chat-ties.ts';
import { entryOf } from '../../../src/people/audit.ts';
import type { PlatformDriver, PlatformSession } from './driver.ts';

const t = messages('en');
const NOW = Temporal.Instant.from('2026-11-03T12:00:00Z');
const ANN = { id: 'ann', name: 'Ann', role: 'reviewer' } as const;

export function linkContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
  });
  /** Returns a code that the desk shows to Ann. */
  const newCode = async (): Promise<string> => {
    const store = session.store();
    await store.addAccount({ ...ANN, createdAt: NOW }, entryOf(ANN, { act: 'account-added' }, NOW, 'e1'));
    const ties = createChatTies({ store, now: () => Temporal.Instant.from('2026-11-03T11:50:00Z'), newId: () => 'c1' });
    return (await ties.newCode(ANN))?.code ?? '';
  };
  const tied = () => session.store().ties(ANN.id);

  describe('a code of the desk', () => {
    test('ties one identity, once, privately', async () => {
      expect((await session.command('link')).text).toContain(t('review.linkHow'));
      expect((await session.command('link AAAAA-1AAAA')).text).toContain('This code does not work');
      const code = await newCode();
      const linked = await session.command(`link ${code.toLowerCase()}`);
      expect(linked).toMatchObject({ isPrivate: true, pings: false, faults: [] });
      expect(linked.text).toContain(t('review.linked', { name: 'Ann' }));
      expect((await session.command(`link ${code}`, 'stranger')).text).toContain('This code does not work');
      expect(await tied()).toHaveLength(1);
      expect(session.log()).not.toContain(code);
    });

    test('that others may have seen is made useless', async () => {
      const code = await newCode();
      expect((await session.mention(`link ${code}`)).text).toContain('so it was cancelled');
      expect((await session.command(`link ${code}`)).text).toContain('This code does not work');
      expect(await tied()).toEqual([]);
    });
  });
}
