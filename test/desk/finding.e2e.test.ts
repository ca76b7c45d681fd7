/** Finding one's way through the desk in a real browser: search, lists narrowed by the address, titles, and focus. */
import { expect, test } from 'vitest';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfFile, deskOfTest } from '../support/desk.ts';
import { openAsk } from './asking.ts';

const browser = useBrowser();
const desk = deskOfFile();
const until = (read: () => Promise<unknown>) => expect.poll(read);

test('goes anywhere from the keyboard, with the focus on the heading and the title of what is open', async () => {
  const { url } = await desk();
  const page = await browser.open(`${url}/#/status`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search or go to' });
  await box.waitFor();
  await box.fill('taiwan');
  await page.locator('dialog').getByRole('option', { name: 'Taiwan', exact: true }).waitFor();
  await until(() => page.getByRole('group', { name: 'Statements' }).getByRole('option').count()).toBe(5);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Taiwan' }).waitFor();
  await until(() => page.locator('dialog').count()).toBe(0);
  await until(() => page.title()).toBe('Taiwan · Topics · Attaché');
  await until(() => page.evaluate('document.activeElement.tagName')).toBe('H1');

  await page.keyboard.press('Control+k');
  await box.fill('add');
  await page.getByRole('option', { name: 'Add a document' }).click();
  await page.getByRole('heading', { level: 1, name: 'Add a document' }).waitFor();
  await until(async () => page.url()).toContain('#/documents/add');
  await page.keyboard.press('Control+k');
  await box.fill('tar');
  await page.getByRole('group', { name: 'Statements' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await until(() => page.locator('dialog').count()).toBe(0);
  await page.leave();
}, 120_000);

test('returns to a list as it was left, narrowed and sorted, and begins each page at its top', async () => {
  const { url } = await desk();
  const page = await browser.open(`${url}/#/documents?side=us&sort=title`);
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  expect(await page.getByRole('combobox', { name: 'Side', exact: true }).inputValue()).toBe('us');
  expect(await page.locator('th[aria-sort]').textContent()).toBe('Document ↑');
  await page.getByLabel('Words').fill('fact sheet');
  await until(() => rows.count()).toBeLessThan(20);
  await until(async () => page.url()).toContain('words=fact+sheet');
  const count = await rows.count();
  await rows.last().scrollIntoViewIfNeeded();
  expect(await page.evaluate('scrollY')).toBeGreaterThan(0);
  await rows.last().getByRole('link').click();
  await page.getByRole('navigation', { name: 'Ways to look at it' }).waitFor();
  await until(() => page.evaluate('scrollY')).toBe(0);
  await page.goBack();
  await until(() => rows.count()).toBe(count);
  await page.leave();
});

test('shows how measures and promises stand, one pair at a time, as the address says', async () => {
  const { url } = await desk();
  const page = await browser.open(`${url}/#/status`);
  const rows = page.locator('.board > li');
  await rows.first().waitFor();
  const all = await rows.count();
  await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('bill');
  await until(() => rows.count()).toBeLessThan(all);
  await until(async () => page.url()).toContain('kind=bill');
  // What was asked for is not folded.
  await rows.first().getByRole('link').first().waitFor();
  await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('');
  await page.getByRole('combobox', { name: 'Topic', exact: true }).selectOption('taiwan');
  await until(() => rows.count()).toBeLessThan(all);
  await until(async () => page.url()).toContain('topic=taiwan');
  await page.getByRole('link', { name: 'India and the United States' }).click();
  await until(async () => page.url()).toContain('of=in-us');
  await rows.filter({ hasText: 'India' }).first().waitFor();
  await page.leave();
});

test('keeps the conversation through a reload', async () => {
  const { page, ask } = await openAsk(browser, await deskOfTest());
  const turn = await ask('/brief');
  const words = await turn.textContent();
  await page.reload();
  await until(() => page.locator('.turn').first().textContent()).toBe(words);
  await page.getByRole('button', { name: 'Clear the conversation' }).click();
  await page.reload();
  await page.locator('.combobox input').waitFor();
  expect(await page.locator('.turn').count()).toBe(0);
  await page.leave();
});
