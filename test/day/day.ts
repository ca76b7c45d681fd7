/** What every part of the day works with. */
import type { Locator, Page } from 'playwright-core';
import type { Translate } from '../../src/locales/messages.ts';
import type { Language } from '../../src/records/schema.ts';
import type { Bilingual } from '../../src/desk/web/language.ts';
import type { Diary } from './diary.ts';
import type { Hands } from './hands.ts';
import type { Started } from './start.ts';

export type Day = {
  readonly page: Page;
  readonly hands: Hands;
  readonly diary: Diary;
  readonly started: Started;
  readonly language: Language;
  /** The sentences of the desk in the language of the day. */
  readonly say: Translate;
  /** Picks words of the day's own in its language. */
  readonly t: (text: Bilingual) => string;
  /** The day itself, such as 2026-11-27. */
  readonly today: string;
};

/** Returns the button of exactly these words. */
export const button = ({ page }: Pick<Day, 'page'>, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

/** Waits for words on the page. */
export const seen = async ({ page }: Pick<Day, 'page'>, words: string): Promise<void> =>
  await page.getByText(words).first().waitFor();
