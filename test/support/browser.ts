/** A real Chromium for the tests of pages. */
import { join } from 'node:path';
import axe from 'axe-core';
import {
  chromium as launcher,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { PATIENCE_MS } from './patience.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { millisecondsAhead, shiftDate } from './clock.ts';
import { findBrowser } from './find-browser.ts';
import { linkCookieOf } from './linked.ts';

/** Returns a browser of one's own; it must be closed. */
export const launch = async (): Promise<Browser> => launcher.launch(await findBrowser());

/** The browser of all files that this process runs, which ends with it: each page has a context of its own. */
let shared: Browser | undefined;

/** Returns what opens pages in one browser, which is there for all tests of a process. */
export function useBrowser(): {
  /** Opens a page that fails its test at `sound`, and at `leave`, if the browser's console told an error. */
  readonly open: (
    url: string,
    options?: BrowserContextOptions,
  ) => Promise<Page & { readonly sound: () => void; readonly leave: () => Promise<void> }>;
} {
  const opened = new Set<BrowserContext>();
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (shared?.isConnected() !== true) shared = await launch();
    browser = shared;
  });
  // Those of tests that failed.
  afterAll(async () => {
    for (const context of opened) await context.close();
  });
  return {
    open: async (url, options = {}) => {
      if (browser === undefined) throw new Error('the browser is opened before the tests');
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      // A busy machine opens a page slowly: this only ends a wait for what never comes.
      context.setDefaultTimeout(PATIENCE_MS);
      opened.add(context);
      const [name = '', value = ''] = linkCookieOf(url)?.split('=') ?? [];
      if (name !== '') await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Strict' }]);
      await context.addInitScript(shiftDate, millisecondsAhead());
      const page = await context.newPage();
      const told: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') told.push(message.text());
      });
      page.on('pageerror', (error) => void told.push(String(error)));
      // Nothing that the page shows comes from anywhere but the desk.
      page.on('request', (request) => {
        if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith('data:'))
          told.push(`asked ${request.url()}`);
      });
      await page.goto(url);
      const sound = (): void => expect(told).toEqual([]);
      return Object.assign(page, {
        sound,
        leave: async () => {
          await context.close();
          opened.delete(context);
          sound();
        },
      });
    },
  };
}

/** Options of a browser in which records are written as YAML, as somebody has chosen there before. */
export const asYaml = (url: string): BrowserContextOptions => ({
  storageState: { cookies: [], origins: [{ origin: url, localStorage: [{ name: 'attache.edit-as', value: 'yaml' }] }] },
});

const yamlTextOf = (page: Page): Promise<string> => page.locator('.edit-code').inputValue();

/** Waits until the YAML that is being written holds a text, or holds it no more. */
export const seenInYaml = async (page: Page, text: string, isThere = true): Promise<void> =>
  await expect.poll(async () => (await yamlTextOf(page)).includes(text), { timeout: PATIENCE_MS }).toBe(isThere);

/** Selects the first occurrence of a text in the YAML that is being written. */
export async function selectInYaml(page: Page, text: string): Promise<void> {
  await seenInYaml(page, text);
  await page.locator('.edit-code').evaluate((area, sought) => {
    if (!(area instanceof HTMLTextAreaElement)) throw new Error('this is no text area');
    const at = area.value.indexOf(sought);
    area.focus();
    area.setSelectionRange(at, at + sought.length);
  }, text);
}

type AxeResults = {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
};

/** Returns the serious and critical faults of accessibility that axe finds on a page, one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Injected by the tools' own way: the page's policy lets no other script in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // What is to be pressed is large enough for a finger: axe asks it only where it is told to. Of what passes nothing is told.
  const options = JSON.stringify({ rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/** Takes a picture of a page for whoever looks at them, into the folder that DESK_PICTURES names; none unless it is set. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['DESK_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
