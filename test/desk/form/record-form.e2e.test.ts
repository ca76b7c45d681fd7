/** Records as forms, in a real browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seriousFaults, useBrowser } from '../../support/browser.ts';
import { deskOfTest } from '../../support/desk.ts';
import { folderOf, recordFiles } from '../../support/records.ts';
import { WRITTEN } from '../../support/written.ts';

const browser = useBrowser();
const soon = { timeout: 20_000 };

test('a topic is written as a form, in the same text as its YAML, by keyboard and in both languages', async () => {
  const briefsDir = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': WRITTEN }));
  const { url } = await deskOfTest({ briefsDir });
  const at = `${url}/#/edit/north-south/topics/tea-trade.yaml`;
  const page = await browser.open(at, { viewport: { width: 1440, height: 900 } });
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

  // The second key point is moved up by its handle, which keeps the focus.
  const points = page.getByRole('list', { name: 'Key points' });
  const second = points.getByRole('listitem').nth(1);
  const words = (await second.locator('.sortable-body').textContent()) ?? '';
  await second.locator('.handle').focus();
  await page.keyboard.press('ArrowUp');
  await expect
    .poll(() => points.getByRole('listitem').first().locator('.sortable-body').textContent(), soon)
    .toBe(words);
  await page.getByText('Moved to place 1 of 2.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('handle');
  // And dragged down again, as by a mouse.
  await points.getByRole('listitem').first().locator('.handle').dragTo(points.getByRole('listitem').nth(1));
  await expect
    .poll(() => points.getByRole('listitem').nth(1).locator('.sortable-body').textContent(), soon)
    .toBe(words);
  await page.getByRole('button', { name: 'Undo last change' }).click();
  await expect
    .poll(() => points.getByRole('listitem').first().locator('.sortable-body').textContent(), soon)
    .toBe(words);

  await page.getByRole('button', { name: 'YAML text' }).click();
  await page.locator('.cm-line', { hasText: 'Tea is carried by caravans.' }).waitFor();
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+f');
  await page.locator('.cm-search input[name=search]').waitFor();
  await page.keyboard.type('tea road');
  await page.locator('.cm-searchMatch').first().waitFor();
  await page.keyboard.press('Escape');
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

  const narrow = await browser.open(at, {
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
