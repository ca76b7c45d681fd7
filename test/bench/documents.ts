/** How soon the paragraphs of a document that is dropped on the desk are shown, in a real Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { freePort } from '../peers/free-port.ts';
import { pdfFile, type Written } from '../records/import/pdf-file.ts';
import { launch } from '../support/browser.ts';
import { linkPathOf } from '../support/linked.ts';
import type { Bench } from './bench.ts';
import { startBot } from './process.ts';

const PAGES = 40;
const LINES_A_PAGE = 45;
/** Lines of one paragraph, with an empty line after it. */
const LINES_A_PARAGRAPH = 8;
const DROPS = 7;

export const bench: Bench = {
  name: 'documents',
  about: `a PDF of ${PAGES} pages of text, dropped on the desk's page in Chromium, until the last of its paragraphs is painted: the first one starts the thread that reads, the others find it`,
  goal: 'none; it is told',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const port = String(await freePort());
    const bot = startBot({ DESK: 'on', DESK_PORT: port, DATA_DIR: folder });
    const browser = await launch();
    try {
      await bot.said(/The desk is open/u);
      const page = await browser.newPage({ locale: 'en-US' });
      page.on('dialog', (dialog) => void dialog.accept());
      await page.goto(`http://127.0.0.1:${port}${linkPathOf(folder)}`);
      await page.goto(`http://127.0.0.1:${port}/#/documents/add`);
      await page.locator('.documents-drop').waitFor();
      const file = manyPages().toString('base64');
      const [first = 0, ...later] = await inTurn(DROPS, () => drop(page, file));
      const sorted = later.toSorted((a, b) => a - b);
      const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
      const paragraphs = await page.locator('[data-key]').count();
      const detail = `${paragraphs} paragraphs`;
      return [
        { what: `a PDF of ${PAGES} pages, the first one`, figure: first, unit: 'ms', detail },
        {
          what: `a PDF of ${PAGES} pages, later ones`,
          figure: at(0.5),
          unit: 'ms',
          spread: [at(0.25), at(0.75)],
          detail,
        },
      ];
    } finally {
      await browser.close();
      await bot.end();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function inTurn<Value>(times: number, work: () => Promise<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for (let time = 0; time < times; time += 1) found.push(await work());
  return found;
}

/** Milliseconds from the drop of a file until the paragraphs are painted. */
async function drop(page: Page, file: string): Promise<number> {
  const again = page.getByRole('button', { name: 'Begin with another document' });
  if ((await again.count()) > 0) await again.click();
  await page.locator('.documents-drop').waitFor();
  return await page.evaluate<number>(`new Promise((resolve) => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(file)}), (character) => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'long.pdf', { type: 'application/pdf' }));
    const observer = new MutationObserver(() => {
      if (document.querySelector('[data-key]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)));
    });
    observer.observe(document.body, { childList: true, subtree: true });
    const startedAt = performance.now();
    document.querySelector('.documents-drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
  })`);
}

/** Returns a PDF of pages of paragraphs, each line of its own words. */
const manyPages = (): Buffer => pdfFile(Array.from({ length: PAGES }, (_, number) => pageOf(number + 1)));

const pageOf = (number: number): readonly Written[] => [
  { text: 'The harbour papers, autumn edition', y: 770 },
  ...Array.from({ length: LINES_A_PAGE }, (_, line) => ({
    text: `On page ${number} line ${line + 1} tells of ships, grain and the quay of that week,`,
    y: 740 - line * 13 - Math.floor(line / LINES_A_PARAGRAPH) * 13,
  })),
  { text: `- ${number} -`, x: 300, y: 30 },
];
