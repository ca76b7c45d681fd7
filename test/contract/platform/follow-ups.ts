/** What every chat platform does with what is asked after an answer. */
import { beforeEach, expect, test, vi } from 'vitest';
import { messages } from '../../../src/locales/messages.ts';
import type { PlatformDriver, PlatformSession } from './driver.ts';

const t = messages('en');
const chinese = messages('zh');

export function followUpsContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
  });

  test('answers it of the answer that it follows, in a thread or by the same person in the channel', async () => {
    const first = await session.mention('fentanyl cooperation');
    const answer = await first.follow('sources');
    expect(answer).toMatchObject({ isPrivate: false, pings: false, faults: [] });
    expect(answer.text).toMatch(/Law enforcement cooperation: sources/iu);
    await session.mention('energy');
    expect((await session.mention('what’s next?')).text).toContain(t('sections.names.watch'));
    // An older answer is asked after by replying to it.
    expect((await first.follow('sources')).text).toMatch(/Law enforcement cooperation: sources/iu);
  });

  test('answers two people of one thread each in the language that they write', async () => {
    const first = await session.mention('energy');
    expect((await first.follow('双方', 'manager')).text).toContain(chinese('sections.names.sides'));
    expect((await first.follow('what changed?', 'stranger')).text).toContain(t('sections.names.changes'));
    expect((await first.follow('in Chinese', 'stranger')).text).toMatch(/\p{Script=Han}/u);
  });

  test('answers it below a card that somebody shared', async () => {
    await (await session.command('energy')).click(t('reply.share'));
    const card = await vi.waitFor(() => {
      const [posted] = session.posted();
      if (posted === undefined) throw new Error('nothing is posted yet');
      return posted;
    });
    expect((await card.follow('why?', 'stranger')).text).toContain(t('reply.whyItMatters'));
  });

  test('asks back what names nothing, and what follows nothing', async () => {
    expect((await session.mention('why?')).text).toContain(t('followUp.nothingBefore'));
    const first = await session.mention('energy');
    const asked = await first.follow('what does it mean?');
    expect(asked.text).toContain('Energy');
    expect(asked.text).toContain(t('followUp.askBack'));
    // It is still known what was meant.
    expect((await first.follow('what changed?')).text).toContain(t('sections.names.changes'));
    // A complete question is none that follows.
    expect((await first.follow('taiwan')).text).not.toContain('Energy');
  });

  test('answers while the store cannot be used', async () => {
    await session.mention('energy');
    for (const method of ['rememberAnswer', 'rememberedAnswer', 'sentMessage'] as const)
      vi.spyOn(session.store(), method).mockRejectedValue(new Error('unreachable'));
    expect((await session.mention('why?')).text).toContain(t('followUp.nothingBefore'));
    expect((await session.mention('energy')).text).toContain('Energy');
  });
}
