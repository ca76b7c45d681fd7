/** Repair mode and an empty folder of records in a browser. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asYaml, picture, seriousFaults, useBrowser } from '../../support/browser.ts';
import { recordHref } from '../../../src/desk/web/route.ts';
import { deskOfTest } from '../../support/desk.ts';
import { folderOf, recordFiles } from '../../support/records.ts';

const { open } = useBrowser();

const TOPIC = 'north-south/topics/tea-trade.yaml';

test('in repair mode each page of the desk says how many faults there are and what lists them, and works', async () => {
  const { url, briefsDir } = await deskOfTest({
    briefsDir: folderOf(
      recordFiles({
        [TOPIC]: 'title: [',
        'east-west/topics/silk.yaml': 'title: { en: Silk }',
      }),
    ),
  });
  const page = await open(url, asYaml(url));
  const banner = page.locator('.status-banner');
  const says = (text: RegExp): Promise<void> => banner.getByText(text).waitFor();
  await says(/^Repair mode: the records have \d+ faults, .* “attache check” lists them\.$/u);
  expect(await banner.locator('p').count()).toBe(1);
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'repair');
  await page.goto(`${url}/#/admin`);
  await page.getByRole('heading', { name: 'Relationships' }).waitFor();
  await page.goto(`${url}/${recordHref(TOPIC)}`);
  await page.getByRole('textbox', { name: /tea-trade\.yaml/u }).waitFor();
  await page.getByLabel('Language').selectOption('zh');
  await says(/^修复模式：记录有\d+处错误/u);
  // What is mended in the files is counted no more.
  rmSync(join(briefsDir, 'east-west'), { recursive: true });
  await says(/^修复模式：记录有1处错误/u);
  await page.leave();
});

test('over an empty folder the desk says how a relationship is begun, and calls nothing broken', async () => {
  const { url } = await deskOfTest({ briefsDir: folderOf({}) });
  const page = await open(`${url}/#/admin`);
  await page.getByText('attache new COUNTRY COUNTRY').waitFor();
  expect(await page.getByText('Repair mode').count()).toBe(0);
  await page.leave();
});
