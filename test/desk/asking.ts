/** A person at the desk's conversation, in a real browser. */
import type { Locator, Page } from 'playwright-core';
import type { useBrowser } from '../support/browser.ts';
import type { DeskOfTest } from '../support/desk.ts';

export type Asking = {
  readonly desk: DeskOfTest;
  readonly page: Page & { readonly leave: () => Promise<void> };
  readonly box: Locator;
  /** The newest turn. */
  readonly newest: Locator;
  /** Types a text, sends it, and returns its turn once it is answered. */
  readonly ask: (text: string) => Promise<Locator>;
  /** Does something that makes a turn, and returns that once it is answered. */
  readonly after: (work: () => Promise<void>) => Promise<Locator>;
};

/** Opens the conversation of a desk. */
export async function openAsk(
  { open }: ReturnType<typeof useBrowser>,
  desk: DeskOfTest,
  options: Parameters<ReturnType<typeof useBrowser>['open']>[1] = {},
): Promise<Asking> {
  const page = await open(`${desk.url}/#/ask`, { locale: 'en-US', timezoneId: 'Europe/Berlin', ...options });
  const box = page.locator('.combobox input');
  await box.waitFor();
  const newest = page.locator('.turn').first();
  const after = async (work: () => Promise<void>): Promise<Locator> => {
    const before = (await newest.count()) === 0 ? '' : await newest.getAttribute('data-turn');
    await work();
    await page.locator(`.turn:not([data-turn="${before}"])`).first().waitFor();
    const id = await newest.getAttribute('data-turn');
    const turn = page.locator(`.turn[data-turn="${id}"]`);
    // A reply, a form or a fault.
    await turn.locator('.reply, .form, .fault').first().waitFor();
    return turn;
  };
  return {
    desk,
    page,
    box,
    newest,
    after,
    ask: (text) =>
      after(async () => {
        await box.fill(text);
        await box.press('Escape');
        await box.press('Enter');
      }),
  };
}

/** Returns the reply of a turn or of a message. */
export const replyOf = (turn: Locator): Locator => turn.locator('.reply');
