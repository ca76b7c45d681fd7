/** What every chat platform does with `/brief desk`: a link for the person that an identity is tied to, which nobody else sees. */
import { beforeEach, expect, test } from 'vitest';
import { messages } from '../../../src/locales/messages.ts';
import { entryOf } from '../../../src/people/audit.ts';
import { createChatTies } from '../../../src/people/chat-ties.ts';
import type { PlatformDriver, PlatformSession } from './driver.ts';

const t = messages('en');
const NOW = Temporal.Instant.from('2026-11-03T11:50:00Z');
const ANN = { id: 'ann', name: 'Ann', role: 'curator' } as const;

export function signInContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
  });
  const tie = async (): Promise<void> => {
    const store = session.store();
    await store.addAccount({ ...ANN, createdAt: NOW }, entryOf(ANN, { act: 'account-added' }, NOW, 'e1'));
    const made = await createChatTies({ store, now: () => NOW, newId: () => 'c1' }).newCode(ANN);
    expect((await session.command(`link ${made?.code}`)).text).toContain(t('review.linked', { name: 'Ann' }));
  };
  const linksMade = async (): Promise<number> => (await session.store().auditEntries({ act: 'link-made' }, 9)).length;

  test('a link is given in private to who is tied, and to nobody else', async () => {
    expect((await session.command('desk')).text).toContain('You are not linked to a person of the desk here.');
    await tie();
    const shown = await session.command('desk');
    expect(shown).toMatchObject({ isPrivate: true, pings: false, faults: [] });
    expect(shown.text).toContain('signs you in to the desk as Ann, once, within 10 minutes');
    const stranger = await session.command('desk', 'stranger');
    expect(stranger).toMatchObject({ isPrivate: true, faults: [] });
    expect(stranger.text).toContain('You are not linked to a person of the desk here.');
    expect(await linksMade()).toBe(1);
    expect(shown.text).toContain(t('signIn.open'));
    expect(session.log()).not.toMatch(/sign-in#/u);
  });

  test('where others listen no link is made', async () => {
    await tie();
    const answer = await session.mention('desk');
    expect(answer.text).toContain('type it as a command');
    expect(answer.text).not.toContain('sign-in#');
    expect(await linksMade()).toBe(0);
  });
}
