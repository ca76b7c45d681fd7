/** Records as forms, in a real browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seenInYaml, seriousFaults, useBrowser } from '../../support/browser.ts';
import { deskOfTest } from '../../support/desk.ts';
import { folderOf, recordFiles } from '../../support/records.ts';
import { WRITTEN } from '../../support/written.ts';

const browser = useBrowser();
const soon = { timeout: 20_000 };

test('a topic is written as a form, in the same text as its YAML, by keyboard and in both languages', async () => {
  const briefsDir = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': WRITTEN }));
  const { url } = await deskOfTest({ briefsDir });
  const address = `${url}/#/topics/north-south/tea-trade?view=edit`;
  const page = await browser.open(address, { viewport: { width: 1440, height: 900 } });
  const faults = page.locator('.edit-faults [role=status]');
  await expect.poll(() => faults.textContent(), soon).toBe('No faults.');
  // What publishes is in sight however long the form is.
  expect(await page.getByRole('button', { name: 'Publish …' }).isVisible()).toBe(true);
  expect(await page.locator('.edit-actions').evaluate((bar) => bar.getBoundingClientRect().bottom)).toBeLessThanOrEqual(
    900,
  );

  const line = page.getByRole('group', { name: 'Bottom line' }).getByLabel('Text, English');
  expect(await line.inputValue()).toBe('Tea is traded.');
  // The relationship is written in English alone.
  expect(await page.getByLabel(/, Chinese$/u).count()).toBe(0);
  const wide = await line.evaluate((box) => box.clientWidth / (box.closest('.languages')?.clientWidth ?? 0));
  expect(wide).toBeGreaterThan(0.9);
  await line.fill('Tea is carried by caravans. ');
  const preview = page.getByRole('region', { name: 'As readers see it' });
  await preview.getByText('carried by caravans').first().waitFor();
  await preview.getByRole('combobox', { name: 'Show', exact: true }).selectOption('gaps');
  await preview.getByText('Nothing of Northland is held.').first().waitFor();

  // The second key point is moved up by its button, which keeps the focus; there is nothing above it then.
  const points = page.getByRole('list', { name: 'Key points' });
  const wordsAt = async (at: number): Promise<string> =>
    (await points.getByRole('listitem').nth(at).locator('.ordered-body').textContent()) ?? '';
  const words = await wordsAt(1);
  await points.getByRole('button', { name: 'Move up' }).nth(1).focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => await wordsAt(0), soon).toBe(words);
  await page.getByText('Moved to place 1 of 2.').waitFor();
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(await focused()).toMatch(/^Move up: /u);
  await page.keyboard.press('Enter');
  expect(await wordsAt(0)).toBe(words);
  await points.getByRole('button', { name: 'Move down' }).first().press('Enter');
  await expect.poll(async () => await wordsAt(1), soon).toBe(words);
  expect(await focused()).toMatch(/^Move down: /u);
  await page.getByRole('button', { name: 'Undo last change' }).click();
  await expect.poll(async () => await wordsAt(0), soon).toBe(words);

  await page.getByRole('button', { name: 'YAML text' }).click();
  await seenInYaml(page, 'Tea is carried by caravans.');
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  await page.getByRole('button', { name: 'Publish …' }).click();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.getByText('Published; it is in service.').waitFor();
  expect(readFileSync(join(briefsDir, 'north-south', 'topics', 'tea-trade.yaml'), 'utf8')).toBe(
    WRITTEN.replace('Tea is traded.', 'Tea is carried by caravans.').replace(
      'keyPoints: [harbour-notes/hands-shaken, harbour-notes/winter-doubted]',
      'keyPoints: [harbour-notes/winter-doubted, harbour-notes/hands-shaken]',
    ),
  );
  expect(await seriousFaults(page)).toEqual([]);
  await page.leave();

  const narrow = await browser.open(address, {
    locale: 'zh-CN',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  await narrow.getByLabel('状态', { exact: true }).selectOption('retracted');
  await narrow.getByText('状态为已撤回，却没有撤回说明；请写明时间和原因').first().waitFor();
  expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(await seriousFaults(narrow)).toEqual([]);
  narrow.once('dialog', (dialog) => void dialog.accept());
  await narrow.getByRole('button', { name: '放弃我的修改' }).click();
  await narrow.getByText('尚未发布').waitFor({ state: 'detached' });
  await narrow.leave();
});
