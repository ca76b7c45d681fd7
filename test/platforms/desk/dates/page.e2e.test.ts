/** The picture of the dates in a real browser. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DatesView } from '../../../../src/platforms/desk/server/records/dates.ts';
import { useBrowser } from '../../../support/browser.ts';
import { deskOfTest } from '../../../support/desk.ts';
import { briefRecord, folderOf, recordFiles } from '../../../support/records.ts';

const browser = useBrowser();

/** The project's own records. */
const OWN = join(import.meta.dirname, '..', '..', '..', '..', 'briefs');

/** Records with a date of every sort, whenever the test runs. */
function everySort(): string {
  const today = Temporal.Now.plainDateISO('UTC');
  const on = (days: number): string => today.add({ days }).toString();
  const watch = (id: string, days: number, what: string) => ({
    id,
    text: { en: what },
    wouldChange: { en: 'It would bear out the doubt.' },
    expected: { precision: 'day', on: on(days) },
    restsOn: ['closes-in-winter'],
  });
  return folderOf(
    recordFiles({
      'north-south/grain-corridor.yaml': briefRecord('grain corridor', {
        watch: [
          watch('first-frost', 40, 'Whether the first frost closes it.'),
          watch('first-ship', -10, 'The first ship.'),
        ],
      }),
      'north-south/harbour-lights.yaml': briefRecord('harbour lights', { watch: [], reviewEveryDays: 730 }),
    }),
  );
}

test('tells the sorts of dates apart by shape and label, and holds the same as a list', async () => {
  const { url } = await deskOfTest({ briefsDir: everySort() });
  const page = await browser.open(`${url}/#/dates`);
  await page.locator('.mark').first().waitFor();
  const legend = await page.locator('.legend button').evaluateAll((buttons) =>
    buttons.map((button) => ({
      text: button.textContent,
      shape: button.querySelector('.glyph')?.innerHTML.replaceAll(/ class="[^"]*"/gu, ''),
    })),
  );
  expect(legend.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^happened \d$/u),
    expect.stringMatching(/^was said \d$/u),
    expect.stringMatching(/^expected \d$/u),
    expect.stringMatching(/^was expected \d$/u),
    'review due 1',
    'review overdue 1',
  ]);
  expect(new Set(legend.map(({ shape }) => shape)).size).toBe(legend.length);

  const answer = (await (await fetch(`${url}/api/dates`)).json()) as DatesView;
  const dates = answer.lanes.flatMap((lane) => lane.dates);
  expect(await page.locator('.date-list ol > li').count()).toBe(dates.length);
  for (const { text } of dates) expect(await page.locator('.date-list').textContent()).toContain(text);
  expect(await page.locator('.mark.was-expected .label').allTextContents()).toContainEqual(
    expect.stringMatching(/^was expected .*The first ship\.$/u),
  );
  expect(await page.getByText('The sources name no date after today.').count()).toBe(0);
  const stacks = (await page.locator('.sky .number').allTextContents()).map(Number);
  expect(stacks.reduce((sum, count) => sum + count, 0)).toBe(dates.length);
  await page.leave();
});

test('is walked through by keyboard: to a date, into it, on to its statement', async () => {
  const { url } = await deskOfTest({ briefsDir: everySort() });
  const page = await browser.open(`${url}/#/dates`);
  const focused = () => page.evaluate<string>("document.activeElement.getAttribute('data-mark') ?? ''");
  await page.locator('.mark').first().waitFor();
  // The picture is one stop of the Tab key, whatever it holds.
  expect(await page.locator('.mark [tabindex="0"]').count()).toBe(1);
  await page.locator('.mark [tabindex="0"]').focus();
  await page.keyboard.press('Home');
  expect(await focused()).toBe('grain-corridor/said/envoy-bridge');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('grain-corridor/event/hands-shaken');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('harbour-lights/event/hands-shaken');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: 'The grain corridor: happened' });
  await card.waitFor();
  expect(await card.locator('time').getAttribute('datetime')).toBe('2026-08-25');
  await page.keyboard.press('Escape');
  expect(await card.count()).toBe(0);
  expect(await focused()).toBe('grain-corridor/event/hands-shaken');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#statement-hands-shaken.wanted').waitFor();
  await page.leave();
});

test('hides and shows a sort, and keeps what is open in reach', async () => {
  const { url } = await deskOfTest({ briefsDir: everySort() });
  const page = await browser.open(`${url}/#/dates`);
  const reviews = page.locator('.mark.review-overdue');
  await reviews.first().click();
  const card = page.getByRole('dialog');
  expect(await card.textContent()).toMatch(/Information as of September 1, 2026.*overdue for \d+ days/u);
  await page.getByRole('button', { name: /^review overdue/u }).click();
  expect([await reviews.count(), await card.count()]).toEqual([0, 0]);
  expect(await page.locator('.mark [tabindex="0"]').count()).toBe(1);
  await page.getByRole('button', { name: /^review overdue/u }).click();
  expect(await reviews.count()).toBe(1);
  await page.leave();
});

test('draws the first of very many topics, and all when asked', async () => {
  const { url } = await deskOfTest();
  const told = (await (await fetch(`${url}/api/dates`)).json()) as DatesView;
  const [lane] = told.lanes;
  const lanes = Array.from({ length: 100 }, (_, index) =>
    Object.assign({}, lane, {
      brief: { id: `topic-${index}`, title: `Topic ${index}` },
      dates: lane?.dates.map((date) => Object.assign({}, date, { id: `${date.id}/${index}` })),
    }),
  );
  const page = await browser.open(`${url}/#/topics`);
  await page.route('**/api/dates?*', (route) => route.fulfill({ json: { ...told, lanes } }));
  await page.goto(`${url}/#/dates`);
  await page.getByRole('button', { name: 'Show the other 40' }).waitFor();
  expect(await page.locator('.lane').count()).toBe(60);
  const stacks = (await page.locator('.sky .number').allTextContents()).map(Number);
  expect(stacks.reduce((sum, count) => sum + count, 0)).toBe(100 * (lane?.dates.length ?? 0));
  await page.getByRole('button', { name: 'Show the other 40' }).click();
  expect(await page.locator('.lane').count()).toBe(100);
  await page.leave();
});

/** Returns the texts of the picture that touch each other as the browser has drawn them, one line each. */
const TOUCHING = `(() => {
  const drawn = [...document.querySelectorAll('.lanes text.label, .lanes .name text')].map((text) => ({
    said: text.textContent,
    box: text.getBoundingClientRect(),
  }));
  const { left, right } = document.querySelector('.picture').getBoundingClientRect();
  return drawn.flatMap(({ said, box }, index) => [
    ...drawn.slice(index + 1)
      .filter(({ box: other }) =>
        box.left < other.right - 1 && other.left < box.right - 1 && box.top < other.bottom - 4 && other.top < box.bottom - 4)
      .map((other) => said + ' touches ' + other.said),
    ...(box.left < left - 1 || box.right > right + 1 ? [said + ' leaves the picture'] : []),
  ]);
})()`;

test('lets no label touch another as it is really drawn', async () => {
  const { url } = await deskOfTest({ briefsDir: OWN });
  for (const locale of ['en-US', 'zh-CN'])
    for (const width of [360, 768, 1280]) {
      const page = await browser.open(`${url}/#/dates`, { locale, viewport: { width, height: 800 } });
      await page.locator('.mark').first().waitFor();
      expect(await page.locator('.mark').count()).toBeGreaterThan(20);
      expect(await page.evaluate(TOUCHING), `${locale}, ${width} px`).toEqual([]);
      await page.leave();
    }
});
