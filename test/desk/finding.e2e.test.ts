/** Finding one's way through the desk in a real browser: search, lists narrowed by the address, titles, focus and scroll. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { OWN } from '../support/records.ts';
import { openAsk } from './asking.ts';

const browser = useBrowser();
const until = (read: () => Promise<unknown>) => expect.poll(read);

test('goes anywhere from the keyboard, with the focus on the heading and the title of what is open', async () => {
  const { url } = await deskOfTest({ briefsDir: OWN });
  const page = await browser.open(`${url}/#/deliveries`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search or go to' });
  await box.waitFor();
  await box.fill('taiwan');
  await page.getByRole('option', { name: 'Taiwan', exact: true }).waitFor();
  expect(await page.getByRole('group', { name: 'Statements' }).getByRole('option').count()).toBe(5);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Taiwan' }).waitFor();
  expect(await page.locator('dialog').count()).toBe(0);
  await until(() => page.title()).toBe('Taiwan · Topics · Attaché');
  await until(() => page.evaluate('document.activeElement.tagName')).toBe('H1');

  await page.keyboard.press('Control+k');
  await box.fill('soybeans');
  await page.getByRole('option', { name: 'All statements with “soybeans”' }).click();
  await page.getByRole('heading', { level: 1, name: 'Search' }).waitFor();
  expect(page.url()).toContain('#/search?words=soybeans');
  // What else is listed than statements is said too.
  await page.getByText('and each paragraph of the texts that are held').waitFor();
  await page.locator('.found mark').first().waitFor();
  await page.getByLabel('Kind').selectOption('Commitments');
  expect(page.url()).toContain('words=soybeans&kind=commitment');
  await until(() => page.locator('.found .meta > span:first-child').allTextContents()).not.toContain('assessment');
  await page.keyboard.press('Control+k');
  await box.fill('tar');
  await page.getByRole('group', { name: 'Statements' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.locator('dialog').count()).toBe(0);
  await page.leave();
}, 120_000);

test('returns to a list as it was left: narrowed, sorted, and as far down', async () => {
  const { url } = await deskOfTest({ briefsDir: OWN });
  const page = await browser.open(`${url}/#/sources?side=us&sort=title`);
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  expect(await page.getByRole('combobox', { name: 'Side', exact: true }).inputValue()).toBe('us');
  expect(await page.locator('th[aria-sort]').textContent()).toBe('Document ↑');
  await page.getByLabel('Words').fill('fact sheet');
  await until(() => rows.count()).toBeLessThan(20);
  expect(page.url()).toContain('words=fact+sheet');
  const count = await rows.count();
  await rows.last().scrollIntoViewIfNeeded();
  const place = await page.evaluate<number>('scrollY');
  await rows.last().getByRole('link').click();
  await page.getByRole('link', { name: 'All sources' }).waitFor();
  await until(() => page.evaluate('scrollY')).toBe(0);
  await page.goBack();
  await until(() => rows.count()).toBe(count);
  await until(() => page.evaluate('scrollY')).toBe(place);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download this table: CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('documents.csv');
  const lines = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toBe('\uFEFFDocument,Publisher,Side,Kind,Published,Language,Copy read,Statements,Paragraphs cited');
  expect(lines).toHaveLength(count + 1);
  await page.leave();
});

test('shows topics and dates as their addresses say', async () => {
  const { url } = await deskOfTest();
  const page = await browser.open(`${url}/#/topics?show=one-sided`);
  await page.getByRole('row', { name: 'The grain corridor' }).waitFor();
  await page.getByLabel('Show').selectOption('retracted');
  await until(() => page.locator('tbody tr').count()).toBe(0);
  await page.goto(`${url}/#/dates?months=12&hide=began&topic=grain-corridor`);
  await page.locator('.marker').first().waitFor();
  expect(await page.getByRole('button', { name: /^measure began/u }).getAttribute('aria-pressed')).toBe('false');
  expect(await page.getByLabel('Period').inputValue()).toBe('12');
  await page.getByRole('button', { name: 'Later' }).click();
  expect(page.url()).toContain('later=4');
  await page.getByRole('button', { name: 'Today' }).click();
  expect(page.url()).not.toContain('later');
  await page.leave();
});

test('keeps the conversation through a reload', async () => {
  const { page, ask } = await openAsk(browser, {}, await deskOfTest());
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
