/** The pages of records in a real browser. */
import { expect, test } from 'vitest';
import type { TopicsView } from '../../../src/desk/server/records/topics.ts';
import { seriousFaults, useBrowser } from '../../support/browser.ts';
import { deskOfFile, deskOfTest } from '../../support/desk.ts';
import { documentRecord, topicRecord, folderOf, recordFiles, STATEMENTS } from '../../support/records.ts';

const browser = useBrowser();
const until = (read: () => Promise<unknown>) => expect.poll(read);

const ownDesk = deskOfFile();
/** Every sort of page that this file is about. */
const PLACES = [
  'topics',
  'topics/energy/wh-2026-09-25-fact-sheet-china-state-visit/coal-10-million-tons',
  'documents',
  'documents/a-new-phase-in-china-us-relations/15?view=statements',
  'documents/a-new-phase-in-china-us-relations?view=record',
  'status',
  'admin',
];

test('lead from the table to a brief, to the cited paragraph, and back', async () => {
  const { url } = await deskOfTest();
  const page = await browser.open(`${url}/#/topics`);
  const row = page.getByRole('row', { name: 'The grain corridor' });
  await row.waitFor();
  expect(await row.getByText('overdue').count()).toBe(1);
  expect(await row.getByText('no document').count()).toBe(2);
  expect(await row.locator('td').last().innerText()).toBe('7');
  // A table that is wider than a desktop hides what each side has.
  const table = page.locator('.table').first();
  expect(await table.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
  await page.getByRole('link', { name: 'The grain corridor' }).click();
  await page.getByRole('heading', { level: 1, name: 'The grain corridor' }).waitFor();

  expect(await page.getByRole('link', { name: 'Edit', exact: true }).getAttribute('href')).toBe(
    '#/topics/grain-corridor?view=edit',
  );

  const statement = page.locator('[id="statement-harbour-notes/hands-shaken"]');
  expect(await statement.textContent()).toContain('The ministers met in the customs house.');
  expect(await statement.getByRole('link', { name: /Ministers of both sides/u }).getAttribute('href')).toBe(
    'https://example.org/harbour-notes#:~:text=Ministers%20of%20both%20sides',
  );
  const bottomLine = page.locator('section', { has: page.getByRole('heading', { name: 'Bottom line' }) });
  await bottomLine.getByRole('link', { name: 'Ada Quill, September 1, 2026' }).click();
  const target = page.locator('.statement.target');
  await target.waitFor();
  expect(await target.getAttribute('id')).toBe('statement-harbour-notes/winter-doubted');
  await until(() => page.evaluate('document.activeElement.id')).toBe('statement-harbour-notes/winter-doubted');
  await page.getByRole('button', { name: 'What to watch' }).click();
  await until(() => page.evaluate('document.activeElement.textContent')).toBe('What to watch');

  await statement.getByRole('link', { name: '[1] paragraph 2' }).click();
  await page.getByRole('heading', { level: 1, name: 'Notes from the harbour' }).waitFor();
  await page.getByRole('link', { name: 'Statements', exact: true }).click();
  expect(await page.locator('.paragraph:has(#paragraph-2)').textContent()).toContain(
    'The ministers met in the customs house.',
  );
  await page.goBack();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'The grain corridor' }).waitFor();
  await page.leave();
});

test('a statement is withdrawn where it is read, with the reason, and what is to be published is shown', async () => {
  const { url } = await deskOfTest();
  const page = await browser.open(`${url}/#/topics/grain-corridor`);
  const statement = page.locator('[id="statement-harbour-notes/hands-shaken"]');
  expect(await statement.getByRole('link', { name: 'Correct' }).getAttribute('href')).toBe(
    '#/documents/north-south/harbour-notes?correct=hands-shaken',
  );
  await statement.getByRole('button', { name: 'Withdraw' }).click();
  await statement.getByLabel('Why, for readers, in English').fill('The photograph was of another meeting.');
  await statement.getByRole('button', { name: 'Withdraw it, and see what changes' }).click();
  await page.getByRole('heading', { level: 1, name: 'Notes from the harbour' }).waitFor();
  await page.locator('.publish').getByText('The photograph was of another meeting.').first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.leave();
});

const alsoLights = (id: string) => (id === 'hands-shaken' || id === 'winter-doubted' ? ['harbour-lights'] : []);

test('sort the table by its heads, by keyboard too', async () => {
  const files = recordFiles({
    'north-south/topics/harbour-lights.yaml': topicRecord('harbour lights', {
      disagreements: [],
      watch: [],
    }),
    'north-south/documents/harbour-notes.yaml': documentRecord({
      statements: Object.values(STATEMENTS).map((one) =>
        Object.assign({}, one, { topics: ['grain-corridor', ...alsoLights(one.id)] }),
      ),
    }),
  });
  const { url } = await deskOfTest({ briefsDir: folderOf(files) });
  const page = await browser.open(`${url}/#/topics`);
  const names = () => page.locator('tbody th a').allTextContents();
  await page.getByRole('row', { name: 'harbour lights' }).waitFor();
  expect(await names()).toEqual(['The grain corridor', 'The harbour lights']);
  await page.getByRole('button', { name: 'All statements' }).focus();
  await page.keyboard.press('Enter');
  await until(names).toEqual(['The harbour lights', 'The grain corridor']);
  expect(await page.getByRole('columnheader', { name: 'All statements' }).getAttribute('aria-sort')).toBe('ascending');
  await page.keyboard.press('Enter');
  await until(names).toEqual(['The grain corridor', 'The harbour lights']);
  expect(await page.locator('th[aria-sort]').count()).toBe(1);
  await page.leave();
});

test('show the first rows of a very long table, and all when asked', async () => {
  const { url } = await deskOfTest();
  const told = (await (await fetch(`${url}/api/topics`)).json()) as TopicsView;
  const [folder] = told.relationships;
  const [row] = folder?.topics ?? [];
  const topics = Array.from({ length: 250 }, (_, index) =>
    Object.assign({}, row, { id: `t-${index}`, title: `T ${index}` }),
  );
  const page = await browser.open(`${url}/#/documents`);
  await page.route('**/api/topics?*', (route) =>
    route.fulfill({ json: { ...told, relationships: [Object.assign({}, folder, { topics })] } }),
  );
  await page.goto(`${url}/#/topics`);
  const more = page.getByRole('button', { name: 'Show the other 50' });
  await more.waitFor();
  expect(await page.locator('tbody tr').count()).toBe(200);
  await more.click();
  await until(() => page.locator('tbody tr').count()).toBe(250);
  await page.leave();
});

test('pick documents by side and by topic', async () => {
  const { url } = await ownDesk();
  const page = await browser.open(`${url}/#/documents`);
  await page.getByRole('combobox', { name: 'Side', exact: true }).selectOption('The United States');
  const rows = page.locator('tbody tr');
  await until(async () => [...new Set(await rows.locator('td:nth-child(3)').allTextContents())]).toEqual([
    'The United States',
  ]);
  const side = await rows.count();
  await page.getByRole('combobox', { name: 'Topic', exact: true }).selectOption('taiwan');
  await until(() => rows.count()).toBeLessThan(side);
  const both = await rows.count();
  expect(both).toBeGreaterThan(2);
  await until(() => page.getByRole('status').filter({ hasText: 'documents' }).textContent()).toMatch(
    new RegExp(`^${both} of \\d+ documents$`, 'u'),
  );
  await page.leave();
});

test('show the sides of a disagreement beside each other, on a phone below each other', async () => {
  const { url } = await ownDesk();
  for (const [width, beside] of [
    [1280, true],
    [390, false],
  ] as const) {
    const page = await browser.open(`${url}/#/topics/taiwan`, { viewport: { width, height: 800 } });
    const sides = page.locator('.disagreement').first().locator('h4');
    await sides.first().waitFor();
    const [us, cn] = [await sides.nth(0).boundingBox(), await sides.nth(1).boundingBox()];
    expect([width, us?.y === cn?.y]).toEqual([width, beside]);
    await page.leave();
  }
});

test('open a statement that stands beyond the first of its group', async () => {
  const { url } = await ownDesk();
  const page = await browser.open(`${url}/#/topics/trade-and-tariffs`);
  const more = page.getByRole('button', { name: /^Show the other \d+$/u });
  await more.first().waitFor();
  const shown = await page.locator('.statement').count();
  await page.goto(
    `${url}/#/topics/trade-and-tariffs/wh-2025-11-01-fact-sheet-china-deal/soybeans-12-million-tons-2025`,
  );
  const target = page.locator('.statement.target');
  await target.waitFor();
  expect(await target.textContent()).toContain('soybeans');
  expect(await page.locator('.statement').count()).toBeGreaterThan(shown);
  await page.leave();
});

test('show markup in records as text', async () => {
  const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const files = recordFiles({
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { title: { en: evil } }),
    'north-south/documents/harbour-notes.yaml': documentRecord({
      statements: Object.values(STATEMENTS).map((one) =>
        Object.assign({}, one, {
          topics: ['grain-corridor'],
          ...(one.id === 'toll-lowered' && { text: { en: evil } }),
        }),
      ),
    }),
  });
  const { url } = await deskOfTest({ briefsDir: folderOf(files) });
  const page = await browser.open(`${url}/#/topics`);
  for (const place of ['topics', 'topics/grain-corridor', 'documents/harbour-notes?view=statements']) {
    await page.goto(`${url}/#/${place}`);
    await page.getByText(evil).filter({ visible: true }).first().waitFor();
    expect([place, await page.locator('main img, main script').count()]).toEqual([place, 0]);
  }
  expect(await page.title()).toMatch(/Attaché$/u);
  await page.leave();
});

test('follow the language, and say where a record is in English only', async () => {
  const { url } = await deskOfTest();
  const page = await browser.open(`${url}/#/topics/grain-corridor`);
  await page.getByRole('heading', { name: 'What to watch' }).waitFor();
  await page.getByLabel('Language').selectOption('zh');
  await page.getByText('本主题暂无中文版，以下为英文。').waitFor();
  expect(await page.locator('.brief [lang=en] h1').textContent()).toBe('The grain corridor');
  await page.goto(`${url}/#/topics`);
  await page.getByRole('columnheader', { name: '资料截至' }).waitFor();
  await page.leave();
});

test('say of a topic that is not there that it is not', async () => {
  const { url } = await deskOfTest();
  const answered = await fetch(`${url}/api/topics/nothing?language=zh`);
  expect([answered.status, await answered.json()]).toEqual([
    404,
    { error: 'no-brief', detail: '没有名为“nothing”的简报，或该简报已不存在。' },
  ]);
  const source = await fetch(`${url}/api/sources/nothing`);
  expect([source.status, await source.json()]).toEqual([
    404,
    { error: 'no-source', detail: 'There is no source “nothing”, or there is none any more.' },
  ]);
});

test.each([
  { width: 1280, locale: 'en-US', colorScheme: 'light' },
  { width: 360, locale: 'zh-CN', colorScheme: 'dark' },
] as const)(
  'have no serious fault of accessibility and never scroll sideways, $width px wide in $locale, $colorScheme',
  async ({ width, locale, colorScheme }) => {
    const { url } = await ownDesk();
    const page = await browser.open(url, { locale, colorScheme, viewport: { width, height: 800 } });
    for (const place of PLACES) {
      await page.goto(`${url}/#/${place}`);
      await page.locator('main').locator('table, .statement, .paragraph, .record-form, h2').first().waitFor();
      expect([place, ...(await seriousFaults(page))]).toEqual([place]);
      expect([place, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([place, width]);
    }
    await page.leave();
  },
  // Each page is searched for faults of accessibility, of which the longest takes many seconds.
  180_000,
);
