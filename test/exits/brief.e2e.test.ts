/** The whole of a topic in a real browser: nothing wider than the screen, and printed with all of its notes. */
import { getDocumentProxy, extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { briefHtml } from '../../src/exits/brief.ts';
import { launch } from '../support/browser.ts';
import { NOW, ownCatalogue } from '../support/records.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('a topic as a page', () => {
  test.each([
    ['energy', 'en', 390],
    ['energy', 'en', 1280],
    ['taiwan', 'zh', 390],
    ['export-controls', 'en', 1280],
  ] as const)('%s in %s at %d pixels fits, and prints whole', async (topic, language, width) => {
    const catalogue = ownCatalogue();
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.setContent(briefHtml({ catalogue, language, now: NOW }, topic));
    const shown = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      notes: document.querySelectorAll('.notes li').length,
      pictures: [...document.querySelectorAll('svg')].filter((one) => one.getBoundingClientRect().width > 0).length,
      outside: [...document.querySelectorAll('svg text')].filter((one) => {
        const own = one.getBoundingClientRect();
        const frame = one.closest('svg')?.getBoundingClientRect();
        return frame !== undefined && own.width > 0 && (own.right > frame.right || own.left < frame.left);
      }).length,
    }));
    expect(shown).toMatchObject({ width, pictures: 1, outside: 0 });
    const { text } = await extractText(
      await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4', preferCSSPageSize: true }))),
      {
        mergePages: true,
      },
    );
    // The last note is on the last page, and every link leads to its address.
    expect(text).toContain(`${shown.notes}.`);
    expect(text.replaceAll(/\s/gu, '')).toContain(
      (await page.locator('.notes li .address').last().textContent())?.replaceAll(/\s/gu, ''),
    );
    await page.close();
  });
});
