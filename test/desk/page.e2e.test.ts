/** The page of the desk in a real browser. */
import { expect, test } from 'vitest';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';

const browser = useBrowser();

test('opens in the language of the browser, and keeps the language and the colours that are chosen', async () => {
  const { url } = await deskOfTest();
  const page = await browser.open(url, { locale: 'zh-CN' });
  await page.getByRole('link', { name: '提问', exact: true }).waitFor();
  await expect.poll(() => page.evaluate('document.documentElement.lang')).toBe('zh-CN');
  await page.getByLabel('语言').selectOption('en');
  await page.getByLabel('Colours').selectOption('dark');
  await page.reload();
  await page.getByRole('link', { name: 'Ask', exact: true }).waitFor();
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  await page.leave();
});

test('has its settings behind a button on a phone, and in its line where there is room', async () => {
  const { url } = await deskOfTest();
  const page = await browser.open(url, { viewport: { width: 390, height: 844 } });
  const colours = page.getByLabel('Colours');
  await page.getByRole('button', { name: 'Settings' }).click();
  await colours.selectOption('dark');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await colours.waitFor({ state: 'hidden' });
  const lines = (await page.locator('header').boundingBox())?.height ?? 0;
  await page.setViewportSize({ width: 1280, height: 800 });
  await colours.waitFor();
  // Two lines on a phone: what is chosen for all pages, and the pages.
  expect(lines).toBeLessThan(2 * ((await page.locator('header').boundingBox())?.height ?? 0));
  await page.leave();
});

test('opens at an address that names no part of it', async () => {
  const { url } = await deskOfTest();
  const page = await browser.open(`${url}/#/nowhere/%`);
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Today');
  await page.leave();
});

test.each(['light', 'dark'] as const)('has no serious fault of accessibility in %s', async (colorScheme) => {
  const { url } = await deskOfTest();
  const page = await browser.open(url, { colorScheme });
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.leave();
});
