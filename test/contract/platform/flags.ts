/** What every chat platform does with "Something wrong?": it offers what the message showed, and keeps what is sent. */
import { beforeEach, describe, expect, test } from 'vitest';
import { messages } from '../../../src/locales/messages.ts';
import { createCuratorsInbox } from '../../../src/people/inbox.ts';
import { curatorReply } from '../../../src/people/inbox-replies.ts';
import { ownCatalogue } from '../../support/records.ts';
import type { PlatformDriver, PlatformSession } from './driver.ts';

const NOW = Temporal.Instant.from('2026-11-03T12:00:00Z');
const TEXT = 'It is not what the paragraph says.';
/** Labels are cut where a platform has no more room. */
const begins = (label = ''): string => label.replace(/…$/u, '').trim();

export function flagsContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
  });

  describe.each([
    ['manager', 'en', 'will China import U.S. coal'],
    ['chinese', 'zh', '中国进口美国煤炭'],
  ] as const)('below what is shown to the %s,', (by, language, question) => {
    const t = messages(language);
    const title = language === 'en' ? 'Energy' : '能源';

    test('the bottom line of a card comes first, is kept as that, and told to curators', async () => {
      const card = await session.command('energy', by);
      const { offered, chosen, answer } = await card.flag(TEXT, by);
      const text = ownCatalogue().briefs.get('energy')?.bottomLine.text[language] ?? '';
      const told = t('inbox.bottomLine', { text });
      expect(offered[0]).toBe(chosen);
      expect(told.startsWith(begins(chosen))).toBe(true);
      expect(begins(chosen).length).toBeGreaterThan(20);
      // What else the card showed stands before the rest.
      expect(card.text).toContain(begins(offered[1]));
      expect(answer.text).toContain(t('inbox.savedText', { title }));
      const store = session.store();
      const [flag, ...others] = await store.openFlags(9);
      expect(others).toEqual([]);
      expect(flag).toMatchObject({ topic: 'energy', statement: '*bottom-line', text: TEXT, language });
      const listed = await createCuratorsInbox(store, ownCatalogue, () => NOW).items(language);
      expect(listed.flags).toMatchObject([{ topic: 'energy', statement: told }]);
      const posted = flag && curatorReply(flag, ownCatalogue().briefs.get('energy'));
      expect(JSON.stringify(posted?.blocks)).toContain(text.slice(0, 60));
    });

    test('the first statement of an answer comes first, before the bottom line', async () => {
      const shown = await session.command(question, by);
      const { offered, chosen, answer } = await shown.flag(TEXT, by);
      expect(offered[0]).toBe(chosen);
      expect(shown.text).toContain(begins(chosen));
      expect(answer.text).toContain(t('inbox.savedText', { title }));
      const [flag] = await session.store().openFlags(9);
      const statement = ownCatalogue().statements.get(flag?.statement ?? '');
      expect(statement?.text[language]?.startsWith(begins(chosen))).toBe(true);
      const bottomLine = offered.findIndex((label) => label.startsWith(t('inbox.bottomLine', { text: '' }).trim()));
      expect(bottomLine).toBeGreaterThan(0);
      expect(bottomLine).toBeLessThan(offered.indexOf(t('inbox.whole')));
    });
  });
}
