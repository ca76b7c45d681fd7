/** The words of buttons of which there are several on a page. */
import { expect, test } from 'vitest';
import { messages } from '../../../src/locales/messages.ts';

test('what a button is called for those who hear it begins with, or has, the words that are seen on it', () => {
  for (const language of ['en', 'zh'] as const) {
    const t = messages(language);
    const named = [
      [t('desk.review.right'), t('desk.review.right-of', { title: 'x' })],
      [t('desk.review.untie'), t('desk.review.untie-of', { name: 'x' })],
      [t('desk.people.link'), t('desk.people.link-of', { name: 'x' })],
      [t('desk.people.remove'), t('desk.people.remove-of', { name: 'x' })],
    ] as const;
    for (const [seen, heard] of named) expect(heard.toLowerCase()).toContain(seen.toLowerCase());
  }
});
