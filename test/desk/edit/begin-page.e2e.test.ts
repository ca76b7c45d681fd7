/** Repair mode and an empty folder of records in a browser. */
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

test('over an empty folder the desk says how a relationship is begun, and calls nothing broken', async () => {
  const { url } = await deskOfTest({ briefsDir: folderOf({}) });
  const page = await open(`${url}/#/admin`);
  await page.getByText('attache new COUNTRY COUNTRY').waitFor();
  expect(await page.getByText('Repair mode').count()).toBe(0);
  await page.leave();
});
