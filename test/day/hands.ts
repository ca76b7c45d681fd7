/** The hands of whoever works at the desk: with mouse and keyboard. */
import type { Locator, Page } from 'playwright-core';

/** What is done with a page; each waits until it can be done. */
export type Hands = {
  /** Opens a page of the desk by its name. */
  readonly open: (name: string) => Promise<void>;
  /** Opens a topic or a document by its title, through the search over every page. */
  readonly find: (title: string) => Promise<void>;
  /** Presses a button, follows a link, opens what is folded. */
  readonly press: (target: Locator) => Promise<void>;
  readonly write: (target: Locator, text: string) => Promise<void>;
  /** Chooses an option by its words. */
  readonly choose: (target: Locator, option: string) => Promise<void>;
  /** Sets a check or a radio button. */
  readonly check: (target: Locator) => Promise<void>;
  /** Writes a day, such as 2026-11-03, or a month. */
  readonly date: (target: Locator, date: string) => Promise<void>;
  readonly file: (target: Locator, name: string, content: Buffer) => Promise<void>;
  /** Selects words of a paragraph that is read, and begins a statement on them. */
  readonly cite: (paragraph: Locator, words: string, write: Locator) => Promise<void>;
  /** What was far away, one line each. */
  readonly far: readonly string[];
};

/** A place of words on the page, in pixels. */
type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Returns where words stand in an element, as the two ends of a selection by mouse. */
export async function placeOf(element: Locator, words: string): Promise<{ readonly from: Box; readonly to: Box }> {
  await element.scrollIntoViewIfNeeded();
  return await element.evaluate((node, sought) => {
    const text = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let found = text.nextNode(); found !== null; found = text.nextNode()) {
      const at = (found.textContent ?? '').indexOf(sought);
      if (at === -1) continue;
      const boxOf = (index: number) => {
        const range = document.createRange();
        range.setStart(found, index);
        range.setEnd(found, index + 1);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { left, right, top, bottom };
      };
      return { from: boxOf(at), to: boxOf(at + sought.length - 1) };
    }
    throw new Error(`“${sought}” stands nowhere here`);
  }, words);
}

const middle = ({ top, bottom }: Box): number => (top + bottom) / 2;

/** Returns hands that point and type. */
export function handsWithMouse(page: Page): Hands {
  return {
    open: async (name) => await page.getByRole('navigation').getByRole('link', { name, exact: true }).click(),
    find: async (title) => {
      await page.locator('.search-button').click();
      await page.locator('dialog.palette input').fill(title);
      await page.locator('dialog.palette').getByRole('option', { name: title, exact: true }).first().click();
    },
    press: async (target) => await target.click(),
    write: async (target, text) => await target.fill(text),
    choose: async (target, option) => void (await target.selectOption({ label: option })),
    check: async (target) => await target.check(),
    date: async (target, date) => await target.fill(date),
    file: async (target, name, content) =>
      await target.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content }),
    cite: async (paragraph, words, write) => {
      const { from, to } = await placeOf(paragraph, words);
      await page.mouse.move(from.left + 1, middle(from));
      await page.mouse.down();
      await page.mouse.move(to.right, middle(to), { steps: 5 });
      await page.mouse.up();
      await write.click();
    },
    far: [],
  };
}
