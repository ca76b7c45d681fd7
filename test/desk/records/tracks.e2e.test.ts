/** What is followed of a relationship, edited on the desk as other records are: from the page of states and beside a statement; and faults that say where they are in the words of forms. */
import type { StatusView } from '../../../src/desk/server/records/status.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { handsWithMouse } from '../../day/hands.ts';
import { picture, seriousFaults, useBrowser } from '../../support/browser.ts';
import { FERRY_DETAILS } from '../../support/ferries.ts';
import { documentRecord, folderOf, recordFiles, relationshipRecord, STATEMENTS } from '../../support/records.ts';
import { deskAsked } from '../publish/asking.ts';

const browser = useBrowser();
const soon = { timeout: 20_000 };

const TRACKS = `# What people follow.
tracks:
  - id: corridor-toll
    kind: measure
    party: north
    title: { en: Toll of the corridor, zh: 走廊通行费 }
    aliases: { en: [ passage toll ] } # as the gazette calls it
    topics: [ grain-corridor ]
  - id: autumn-grain
    kind: commitment
    party: south
    title: { en: Grain of the autumn, zh: 秋季粮食 }
    aliases: { en: [] }
    topics: [ grain-corridor ]
`;

/** A desk whose first document names both tracks. */
async function deskWithTracks() {
  const { measure, commitment, ...others } = STATEMENTS;
  const statements = [
    { ...measure, track: 'corridor-toll' },
    { ...commitment, track: 'autumn-grain' },
    ...Object.values(others),
  ].map((one) => Object.assign({ topics: ['grain-corridor'] }, one));
  const briefsDir = folderOf(
    recordFiles({
      'north-south/tracks.yaml': TRACKS,
      'north-south/documents/harbour-notes.yaml': documentRecord({ statements }),
    }),
  );
  const asked = await deskAsked({ briefsDir });
  return { ...asked, file: () => readFileSync(join(briefsDir, 'north-south/tracks.yaml'), 'utf8') };
}

/** What holds the focus, by its place in the record. */
const focused = async (page: Page): Promise<string | undefined> =>
  await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-path]')?.dataset['path']);

const noSideways = async (page: Page): Promise<void> =>
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);

test('a track is opened from its row, named otherwise, published with all that hear of it, and undone', async () => {
  const { desk, get, file, say, posted } = await deskWithTracks();
  await say('subscribe all');
  await say('now');
  await posted(1);
  const page = await browser.open(`${desk.url}/#/status`, { viewport: { width: 1440, height: 900 } });
  const row = page.getByRole('listitem').filter({ hasText: /Grain of the autumn/u });
  await row.getByRole('link', { name: 'Edit: Grain of the autumn' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'status');
  await row.getByRole('link', { name: 'Edit: Grain of the autumn' }).click();
  await page.getByRole('heading', { level: 1, name: 'Measures and promises: Northland and Southland' }).waitFor();
  await expect.poll(() => focused(page), soon).toBe('tracks.1');
  // Asked for once: to load the page again opens nothing.
  await expect.poll(async () => page.url(), soon).toBe(`${desk.url}/#/status/north-south`);

  const title = page.getByLabel('Title, English');
  expect(await title.inputValue()).toBe('Grain of the autumn');
  expect(await page.getByLabel('Party', { exact: true }).locator('option:checked').textContent()).toBe('Southland');
  await title.fill('Toll of the corridor');
  // The name of another: where it stands is told as the form has it, with the way there.
  const fault = page.getByRole('button', { name: /is a name of the track/u });
  await fault.waitFor();
  expect(await fault.textContent()).toMatch(
    /^measure or promise 2 “Toll of the corridor” · title · English: “Toll of the corridor” is a name/u,
  );
  await page.locator('#content h1').click();
  await fault.click();
  await expect.poll(() => focused(page), soon).toBe('tracks.1.title.en');
  await picture(page, 'fault');
  // The text has lines, which are told there.
  await page.getByRole('button', { name: 'YAML text' }).click();
  await page.getByRole('button', { name: /^12:18 measure or promise 2/u }).waitFor();
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  await title.fill('Autumn grain');
  await page.getByText('No faults.').waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Publish …' }).click();
  const heard = page.getByRole('region', { name: 'What will be heard' });
  await heard.waitFor();
  // What differs is told in the words of the form, and nothing else.
  await expect
    .poll(() => page.locator('.difference-fields dt').allTextContents(), soon)
    .toEqual(['measure or promise · autumn-grain · title · English']);
  await picture(page, 'publish');
  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.getByText('Published; it is in service.').waitFor();
  // Every other character stays.
  expect(file()).toBe(TRACKS.replace('Grain of the autumn', 'Autumn grain'));
  await page.getByRole('link', { name: 'Read', exact: true }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: /Autumn grain/u })
    .waitFor();
  const [{ id } = { id: '' }] = (await get<{ readonly sets: readonly { readonly id: string }[] }>('curate/sets')).sets;
  await page.goto(`${desk.url}/#/admin/records`);
  await page.getByText('Published before').click();
  expect(id).not.toBe('');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByText('what stood before is in service again').waitFor();
  expect(file()).toBe(TRACKS);
  await page.leave();
});

test.each([
  ['en', 1440],
  ['zh', 390],
] as const)(
  'a fault in another record leads to its field, by the title of that record (%s, %i)',
  async (language, width) => {
    const { desk } = await deskWithTracks();
    const isChinese = language === 'zh';
    const page = await browser.open(`${desk.url}/#/status/north-south?field=tracks.corridor-toll.id`, {
      locale: isChinese ? 'zh-CN' : 'en-US',
      viewport: { width, height: 900 },
    });
    await expect.poll(() => focused(page), soon).toBe('tracks.0.id');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('harbour-toll');
    const elsewhere = page.getByRole('region', { name: isChinese ? '错误' : 'Faults' }).getByRole('listitem');
    await elsewhere.getByRole('link', { name: 'Notes from the harbour' }).waitFor();
    const told = (await elsewhere.first().textContent()) ?? '';
    expect(told).toMatch(
      isChinese
        ? /^Notes from the harbour 陈述 1 · 追踪事项：/u
        : /^Notes from the harbour statement 1 · track: there is no/u,
    );
    expect(told).not.toMatch(/\/documents\/|\.yaml:|\d:\d/u);
    expect(await seriousFaults(page)).toEqual([]);
    await noSideways(page);
    await picture(page, `elsewhere-${language}`);

    // What publishing refuses says it alike.
    await page.getByRole('button', { name: isChinese ? '发布…' : 'Publish …' }).click();
    const first = page.getByRole('heading', { name: isChinese ? '须先改正以下问题' : 'These must be mended first' });
    await first.waitFor();
    const faults = page.locator('.callout', { has: first });
    expect(await faults.getByRole('listitem').textContent()).toBe(told);
    await noSideways(page);
    await picture(page, `mend-first-${language}`);
    await faults.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Notes from the harbour' }).waitFor();
    await page.getByRole('heading', { name: isChinese ? '修改陈述' : 'Change the statement' }).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), soon)
      .toBe(isChinese ? '措施或承诺' : 'Measure or promise');
    await expect.poll(async () => page.url(), soon).toBe(`${desk.url}/#/documents/north-south/harbour-notes`);
    await page.leave();
  },
);

test('a statement of a measure that nobody follows yet brings its track, and both are published together', async () => {
  const { desk, post, file, get } = await deskWithTracks();
  const text = 'On October 1, 2026, Northland began to charge ferries of the grain corridor a fee at the quay.';
  await post('documents/draft', {
    relationship: 'north-south',
    id: 'ferries',
    from: 'paste',
    text,
    details: FERRY_DETAILS,
    anyway: false,
  });
  const page = await browser.open(`${desk.url}/#/documents/north-south/ferries`, {
    viewport: { width: 1440, height: 900 },
  });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await handsWithMouse(page).cite(
    page.locator('[data-number="1"]'),
    'charge ferries of the grain',
    button('Write a statement'),
  );
  await page.locator('#reading-kind').selectOption('measure');
  await page.locator('[data-path="text.en"]').fill('Northland asks a quay fee of ferries.');
  await page.locator('[data-path="party"]').selectOption('north');
  await page.locator('[data-path="instrument.en"]').fill('Quay fee');
  await page.locator('[data-path="effect"]').selectOption('imposed');
  await page.locator('[data-path="from.on"]').fill('2026-10-01');
  await page.getByRole('checkbox', { name: 'The grain corridor' }).check();
  await page.getByText('A new measure or promise to follow').click();
  const made = page.getByRole('group', { name: 'A new measure or promise to follow' });
  // What the statement says is there already; what is missing is told beside its field.
  const title = made.getByLabel('Title, English');
  expect(await title.inputValue()).toBe('Quay fee');
  expect(await made.getByLabel('Party', { exact: true }).inputValue()).toBe('north');
  await made.getByText('The grain corridor').waitFor();
  await title.fill('');
  await title.press('Enter');
  await made.getByText('is empty').or(made.getByText('must not be empty')).first().waitFor();
  await picture(page, 'new-track');
  await title.fill('Fee of the quay');
  await made.getByLabel('Other names, English').fill('ferry fee\nquay charge');
  expect(await seriousFaults(page)).toEqual([]);
  await made.getByRole('button', { name: 'Follow it' }).click();
  await made.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByLabel('Measure or promise', { exact: true }).inputValue(), soon).toBe('fee-quay');
  expect(file()).toBe(TRACKS);
  await page.getByText('No faults.').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await noSideways(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await button('Add to what is not published').click();
  await page.getByText('1 new statement').waitFor();

  await button('Review and publish').click();
  const publishing = page.getByRole('region', { name: 'Publish', exact: true });
  await publishing.getByRole('heading', { name: 'Measures and promises: Northland and Southland changed' }).waitFor();
  await publishing.getByText('fee-quay').first().waitFor();
  await picture(page, 'publish-both');
  await page.locator('.publish .primary:enabled').click();
  await page.getByText('Published, and in service.').waitFor();
  expect(file().startsWith(TRACKS)).toBe(true);
  const { relationships } = await get<StatusView>('status?language=en');
  expect(relationships).toMatchObject([{ file: 'north-south/tracks.yaml' }]);
  expect(relationships[0]?.tracks).toContainEqual(
    expect.objectContaining({ id: 'fee-quay', title: 'Fee of the quay', group: 'in-force' }),
  );
  await page.leave();
});

test('the first track of a relationship makes its file; whoever only reads sees the states alone', async () => {
  const { desk } = await deskAsked({
    briefsDir: folderOf(
      recordFiles({ 'north-south/relationship.yaml': relationshipRecord({ languages: ['en', 'zh'] }) }),
    ),
  });
  const page = await browser.open(`${desk.url}/#/status`, { locale: 'zh-CN', viewport: { width: 390, height: 844 } });
  await page.getByRole('link', { name: '措施和承诺：Northland and Southland' }).click();
  await page.getByRole('heading', { level: 1, name: 'Northland and Southland' }).waitFor();
  await page.getByRole('button', { name: '添加措施或承诺' }).click();
  // Both languages are asked for.
  await page.getByLabel('标题，中文').or(page.getByLabel('标题, 中文')).waitFor();
  await noSideways(page);
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'first-zh');
  await page.leave();
});

test('a second new track goes on from the text of the change set, with an id of its own', async () => {
  const { post, file } = await deskWithTracks();
  const track = {
    title: { en: 'Fee of the quay' },
    aliases: { en: [] },
    kind: 'measure',
    party: 'north',
    topics: ['grain-corridor'],
  };
  type Written = { readonly text: string; readonly id: string; readonly faults: readonly { readonly field: string }[] };
  const write = async (title: string, others: readonly object[]) =>
    await post<Written>('reading/track', {
      relationship: 'north-south',
      track: { ...track, title: { en: title } },
      others,
    });
  const first = await write('Fee of the quay', []);
  expect(first).toMatchObject({ id: 'fee-quay', faults: [], base: TRACKS });
  const others = [{ folder: 'north-south', file: 'tracks.yaml', text: first.text }];
  const second = await write('The fee of a quay', others);
  expect(second).toMatchObject({ id: 'fee-quay-2', faults: [] });
  expect(second.text.startsWith(first.text)).toBe(true);
  expect((await write('Fee of the quay', others)).faults).toMatchObject([
    { field: 'title.en', code: 'track-name-twice' },
  ]);
  expect(file()).toBe(TRACKS);
});
