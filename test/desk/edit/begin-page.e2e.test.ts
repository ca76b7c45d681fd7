/** Repair mode and a new relationship in a browser. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asYaml, picture, seriousFaults, useBrowser } from '../../support/browser.ts';
import { deskOfTest } from '../../support/desk.ts';
import { folderOf, recordFiles } from '../../support/records.ts';

const { open } = useBrowser();

test('the desk opens in repair mode with the faults, each of which leads to its editor', async () => {
  const { url, briefsDir } = await deskOfTest({
    briefsDir: folderOf(
      recordFiles({
        'north-south/topics/tea-trade.yaml': 'title: [',
        'east-west/topics/silk.yaml': 'title: { en: Silk }',
      }),
    ),
  });
  const page = await open(`${url}/#/admin`, asYaml(url));
  await page.getByRole('heading', { name: 'Repair mode' }).waitFor();
  const section = page.getByRole('region', { name: 'Repair mode' });
  await section.getByRole('link', { name: 'Write it' }).waitFor();
  // What is mended in its file goes from the list by itself.
  rmSync(join(briefsDir, 'east-west/topics/silk.yaml'));
  await section.getByText('east-west/topics/silk.yaml').waitFor({ state: 'detached' });
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'repair');
  await section.getByRole('link', { name: 'north-south/topics/tea-trade.yaml' }).click();
  await page.getByRole('textbox', { name: /tea-trade\.yaml/u }).waitFor();
  await page.getByLabel('Language').selectOption('zh');
  await page.getByText('修复模式：记录有错误，仅完好的部分生效。').waitFor();
  await page.leave();
});

test('a relationship is made in an empty folder by keyboard, and its drafts are opened from what to do next', async () => {
  const { url } = await deskOfTest({ briefsDir: folderOf({}) });
  const page = await open(`${url}/#/admin`, { viewport: { width: 390, height: 844 }, locale: 'zh-CN', ...asYaml(url) });
  const first = page.getByLabel('第一个国家');
  await first.waitFor();
  // Nothing is broken where nothing is there yet.
  await page.getByText('尚未发布任何主题').waitFor();
  expect(await page.getByText('修复模式').count()).toBe(0);
  await page.locator('option[value="JP"]').first().waitFor({ state: 'attached' });
  // English has the longest names; how wide they are hangs on the fonts of the machine.
  await page.setViewportSize({ width: 320, height: 844 });
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.getByLabel('语言').selectOption('en');
  await page.locator('option', { hasText: 'Afghanistan' }).first().waitFor({ state: 'attached' });
  const { x = 0, width = 0 } = (await page.getByLabel('First country').boundingBox()) ?? {};
  expect(x + width).toBeLessThanOrEqual(320);
  await page.getByLabel('Language').selectOption('zh');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await first.focus();
  await page.keyboard.type('日本');
  await first.selectOption('JP');
  await page.getByLabel('第二个国家').selectOption('CN');
  expect(await page.getByLabel('所有文本均须有中文').isChecked()).toBe(true);
  await page.getByRole('button', { name: '创建' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('已创建。接下来').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await picture(page, 'made');
  const documents = page.getByRole('link', { name: '添加文件' });
  expect(await documents.getAttribute('href')).toMatch(/^#\/documents\/add\?relationship=[a-z-]+$/u);
  await documents.click();
  await page.getByRole('heading', { level: 1, name: '添加文件' }).waitFor();
  await page.goto(`${url}/#/topics`);
  await page.locator('a[href*="security-and-defence"]').first().click();
  await page.getByRole('textbox', { name: /security-and-defence\.yaml/u }).waitFor();
  await page.leave();
});
