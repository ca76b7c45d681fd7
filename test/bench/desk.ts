/** How soon the desk's page is painted and answers, and how much script it loads first, in a real Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { freePort } from '../peers/free-port.ts';
import { launch } from '../support/browser.ts';
import type { Bench, Row } from './bench.ts';
import { startBot } from './process.ts';
import { inTurns, ratioOf, type Rounds } from './statistics.ts';
import { number } from './table.ts';

const ROUNDS = 3;
const PAIRS = 4;
/** Compressed: what a slow line loads in a few seconds. */
const MAX_SCRIPTS_AT_KILOBYTES = 300;
const QUESTION = 'what about rare earths from China';

export const bench: Bench = {
  name: 'desk',
  about:
    "the desk's page in Chromium, opened with nothing cached, against a bare page of one line; the answer to a question there, from Enter until both chats are drawn, against a bare page that fetches the same bytes from a bare server and shows them as text",
  goal: 'scripts of the first load under 300 kB compressed; the rest has no goal and is told',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const port = String(await freePort());
    const bot = startBot({ DESK: 'on', DESK_PORT: port, DATA_DIR: folder });
    const browser = await launch();
    let bare: Server | undefined;
    try {
      await bot.said(/The desk is open/u);
      const desk = `http://127.0.0.1:${port}`;
      // The page may have to be bundled for the first visitor.
      const scripts = await scriptsOf(browser, desk);
      const said = await answerOf(desk);
      bare = createServer((request, response) => {
        request.resume();
        response.setHeader('content-type', request.url === '/' ? 'text/html' : 'application/json');
        response.end(request.url === '/' ? BARE : said);
      }).listen(0, '127.0.0.1');
      await once(bare, 'listening');
      const other = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
      const painted = await inTurns(
        { ours: () => paintOf(browser, desk), theirs: () => paintOf(browser, other) },
        { rounds: ROUNDS, pairs: PAIRS },
      );
      const answered = await inTurns(
        { ours: () => askOf(browser, desk), theirs: () => fetchOf(browser, other) },
        { rounds: ROUNDS, pairs: PAIRS },
      );
      return [
        {
          what: 'scripts of the first load, compressed',
          figure: scripts.kilobytes,
          unit: 'kB',
          atMost: MAX_SCRIPTS_AT_KILOBYTES,
          detail: `${scripts.files} files, brotli; the editor and the other tabs come when they are opened`,
        },
        row('first paint', painted),
        row('a question, until both chats are drawn', answered),
      ];
    } finally {
      await browser.close();
      await bot.end();
      bare?.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const BARE = `<!doctype html><title>bare</title><p id="text">one line</p><script>
const ask = async () => { document.querySelector('#text').textContent = await (await fetch('/say', { method: 'POST', body: '{}' })).text(); };
</script>`;

function row(what: string, rounds: Rounds): Row {
  const { figure, spread, ours, theirs } = ratioOf(rounds);
  return { what, figure, unit: 'times', spread, detail: `${number(ours)} ms against ${number(theirs)} ms` };
}

/** Opens an address as somebody who was never there, and ends that visit when `see` is done. */
async function visit<Seen>(browser: Browser, url: string, see: (page: Page) => Promise<Seen>): Promise<Seen> {
  const context = await browser.newContext({ locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return await see(page);
  } finally {
    await context.close();
  }
}

const PAINT = `new Promise((resolve) => new PerformanceObserver((list, observer) => {
  for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') { observer.disconnect(); resolve(startTime); }
}).observe({ type: 'paint', buffered: true }))`;

/** Milliseconds from the request until something was painted. */
const paintOf = (browser: Browser, url: string): Promise<number> =>
  visit(browser, url, (page) => page.evaluate<number>(PAINT));

async function scriptsOf(
  browser: Browser,
  url: string,
): Promise<{ readonly kilobytes: number; readonly files: number }> {
  return await visit(browser, url, async (page) => {
    await page.locator('.combobox input').waitFor();
    const sizes = await page.evaluate<number[]>(
      `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).map((entry) => entry.encodedBodySize)`,
    );
    return { kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1_000, files: sizes.length };
  });
}

/** Milliseconds from Enter until the answer is drawn as both chats show it; the page is open and has answered once before. */
const askOf = (browser: Browser, url: string): Promise<number> =>
  visit(browser, url, async (page) => {
    const box = page.locator('.combobox input');
    const ask = async (question: string, turns: number): Promise<number> => {
      await box.fill(question);
      await box.press('Escape');
      const startedAt = performance.now();
      await box.press('Enter');
      await page
        .locator('.turn .reply')
        .nth(turns - 1)
        .waitFor();
      return performance.now() - startedAt;
    };
    await ask('/brief energy', 1);
    return await ask(QUESTION, 2);
  });

const fetchOf = (browser: Browser, url: string): Promise<number> =>
  visit(browser, url, async (page) => {
    await page.evaluate('ask()');
    const startedAt = performance.now();
    await page.evaluate('ask()');
    return performance.now() - startedAt;
  });

/** The bytes that the desk answers the question with. */
async function answerOf(url: string): Promise<string> {
  const response = await fetch(`${url}/api/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ text: QUESTION, language: 'en', zone: 'UTC', request: 'bench' }),
  });
  if (!response.ok) throw new Error(`the desk answered ${response.status}: ${await response.text()}`);
  return await response.text();
}
