/** The timeline of the dates in a real browser. */
import { join } from 'node:path';
import { array, constantFrom, integer, oneof, constant, record, sample, string } from 'fast-check';
import { expect, test } from 'vitest';
import type { DatesView, DateView, Lane } from '../../../src/desk/server/records/dates.ts';
import { useBrowser } from '../../support/browser.ts';
import { deskOfTest } from '../../support/desk.ts';
import { documentRecord, topicRecord, folderOf, recordFiles, STATEMENTS } from '../../support/records.ts';

const browser = useBrowser();

/** The project's own records. */
const OWN = join(import.meta.dirname, '..', '..', '..', 'briefs');

/** What tells what became of the toll. */
const LATER = documentRecord({
  url: 'https://example.org/later-note',
  publishedOn: '2026-11-20',
  accessedOn: '2026-11-21',
  statements: [
    {
      ...STATEMENTS.measure,
      id: 'toll-ended',
      from: { precision: 'day', on: '2026-10-20' },
      until: undefined,
      topics: ['grain-corridor'],
      relations: [{ type: 'supersedes', statement: 'harbour-notes/toll-lowered' }],
    },
  ],
});

/** Records with a date of every kind, whenever the test runs. */
function everyKind(): string {
  const today = Temporal.Now.plainDateISO('UTC');
  const on = (days: number): string => today.add({ days }).toString();
  const watch = (id: string, days: number, what: string) => ({
    id,
    text: { en: what },
    wouldChange: { en: 'It would bear out the doubt.' },
    expected: { precision: 'day', on: on(days) },
    restsOn: ['harbour-notes/closes-in-winter'],
  });
  return folderOf(
    recordFiles({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
        reviewEveryDays: 7,
        watch: [
          watch('first-frost', 40, 'Whether the first frost closes it.'),
          watch('first-ship', -10, 'The first ship.'),
        ],
      }),
      'north-south/topics/harbour-lights.yaml': topicRecord('harbour lights', { watch: [], reviewEveryDays: 730 }),
      'north-south/documents/later-note.yaml': LATER,
    }),
  );
}

test('tells the kinds of dates apart by shape and label, and holds the same as a list', async () => {
  const { url } = await deskOfTest({ briefsDir: everyKind() });
  const page = await browser.open(`${url}/#/dates`);
  await page.locator('.marker').first().waitFor();
  const legend = await page.locator('.legend button').evaluateAll((buttons) =>
    buttons.map((button) => ({
      text: button.textContent,
      shape: button.querySelector('.icon')?.innerHTML.replaceAll(/ class="[^"]*"/gu, ''),
    })),
  );
  expect(legend.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^to come \d$/u),
    expect.stringMatching(/^passed, no outcome held \d$/u),
    expect.stringMatching(/^measure began \d$/u),
    expect.stringMatching(/^passed, outcome held \d$/u),
    'review due 1',
    'review overdue 1',
  ]);
  expect(new Set(legend.map(({ shape }) => shape)).size).toBe(legend.length);

  const answer = (await (await fetch(`${url}/api/dates`)).json()) as DatesView;
  const dates = answer.lanes.flatMap((lane) => lane.dates);
  // A date of two topics is drawn in the lane of each, and listed once.
  const listed = new Set(
    dates.map(({ id, kind, statements }) => (kind === 'review' || kind === 'watch' ? id : `${kind} ${statements[0]}`)),
  );
  expect(listed.size).toBeLessThan(dates.length);
  expect(await page.locator('.date-list ol > li').count()).toBe(listed.size);
  for (const { text } of dates) expect(await page.locator('.date-list').textContent()).toContain(text);
  expect(await page.locator('.marker.was-expected .label').allTextContents()).toContainEqual(
    expect.stringMatching(/^was expected .*The first ship\.$/u),
  );
  expect(await page.getByText('The sources name no date after today.').count()).toBe(0);
  expect(legend.reduce((sum, { text }) => sum + Number(text.split(' ').at(-1)), 0)).toBe(dates.length);
  await page.leave();
});

test('is walked through by keyboard: to a date, into it, on to its statement', async () => {
  const { url } = await deskOfTest({ briefsDir: everyKind() });
  const page = await browser.open(`${url}/#/dates`);
  const focused = () => page.evaluate<string>("document.activeElement.getAttribute('data-marker') ?? ''");
  await page.locator('.marker').first().waitFor();
  // The timeline is one stop of the Tab key, whatever it holds.
  expect(await page.locator('.marker [tabindex="0"]').count()).toBe(1);
  await page.locator('.marker [tabindex="0"]').focus();
  await page.keyboard.press('Home');
  expect(await focused()).toBe('grain-corridor/from/harbour-notes/toll-lowered');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('harbour-lights/from/harbour-notes/toll-lowered');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('grain-corridor/from/later-note/toll-ended');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('grain-corridor/until/harbour-notes/toll-lowered');
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: 'The grain corridor: passed, outcome held' });
  await card.waitFor();
  expect(await card.locator('time').getAttribute('datetime')).toBe('2026-10-31');
  await page.keyboard.press('Escape');
  expect(await card.count()).toBe(0);
  expect(await focused()).toBe('grain-corridor/until/harbour-notes/toll-lowered');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.statement.target', { hasText: 'lowered the toll' }).waitFor();
  await page.leave();
});

test('hides and shows a kind, and keeps what is open in reach', async () => {
  const { url } = await deskOfTest({ briefsDir: everyKind() });
  const page = await browser.open(`${url}/#/dates`);
  const reviews = page.locator('.marker.review-overdue > button');
  await reviews.first().click();
  const card = page.getByRole('dialog');
  expect(await card.textContent()).toMatch(/Information as of [A-Z][a-z]+ \d+, 2026.*overdue for \d+ days/u);
  await page.getByRole('button', { name: /^review overdue/u }).click();
  expect([await reviews.count(), await card.count()]).toEqual([0, 0]);
  expect(await page.locator('.marker [tabindex="0"]').count()).toBe(1);
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
  expect(await page.locator('.lane:has(.marker:not(.review-due, .review-overdue))').count()).toBe(60);
  const counts = (await page.locator('.legend button .quiet').allTextContents()).map(Number);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100 * (lane?.dates.length ?? 0));
  await page.getByRole('button', { name: 'Show the other 40' }).click();
  expect(await page.locator('.lane:has(.marker:not(.review-due, .review-overdue))').count()).toBe(100);
  await page.leave();
});

/** Returns what touches each other in the timeline as the browser has drawn it, and what leaves it, one line each. */
const FAULTS = `(() => {
  const boxOf = (element, name) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { name, left: left + 1, right: right - 1, top: top + 4, bottom: bottom - 4 };
  };
  const all = [...document.querySelectorAll('.lane-name, .marker .label, .marker button > .bar, .marker .icon')]
    .filter((element) => element.getBoundingClientRect().width > 0)
    .map((element) => boxOf(element, element.getAttribute('class') + ' ' + element.closest('.lane').textContent.slice(0, 60)));
  const isDrawnOn = (a, b) => [a, b].every(({ name }) => /^(bar|icon)/u.test(name));
  const { left, right } = document.querySelector('.timeline').getBoundingClientRect();
  return all.flatMap((a, index) => [
    ...all.slice(index + 1)
      .filter((b) => !isDrawnOn(a, b) && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => a.name + ' touches ' + b.name),
    ...(a.left < left || a.right > right ? [a.name + ' leaves the timeline'] : []),
  ]);
})()`;

/** Narrow phones, a tablet, and screens. */
const WIDTHS = [360, 390, 768, 832, 1280, 1800];

test('lets no label touch another as it is really drawn', async () => {
  const { url } = await deskOfTest({ briefsDir: OWN });
  for (const locale of ['en-US', 'zh-CN']) {
    const page = await browser.open(`${url}/#/dates`, { locale });
    await page.locator('.marker').first().waitFor();
    expect(await page.locator('.marker').count()).toBeGreaterThan(20);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(FAULTS), `${locale}, ${width} px`).toEqual([]);
    }
    await page.leave();
  }
});

const isoOf = (days: number): string => Temporal.PlainDate.from('2020-01-01').add({ days }).toString();
const day = (iso: string) => ({ iso, said: iso });

/** Lanes with dates of any kind, near and far, long and short. */
function anyLanes(): Lane[] {
  const date = record({
    start: integer({ min: 0, max: 4_700 }),
    days: oneof(constant(0), integer({ min: 0, max: 800 })),
    kind: constantFrom<Pick<DateView, 'kind' | 'state'>[]>(
      { kind: 'from', state: 'past' },
      { kind: 'due', state: 'past' },
      { kind: 'watch', state: 'planned' },
      { kind: 'horizon', state: 'was-expected' },
      { kind: 'review', state: 'overdue' },
    ),
    text: string({ maxLength: 90 }),
  });
  const lane = record({
    dates: array(date, { maxLength: 8 }),
    title: string({ minLength: 1, maxLength: 80 }),
    reviewDue: integer({ min: 0, max: 4_700 }),
  });
  return sample(lane, { numRuns: 60, seed: 1 }).map(({ dates, title, reviewDue }, number) => ({
    brief: { id: `topic-${number}`, title },
    asOf: day('2026-09-01'),
    reviewedOn: day('2026-09-01'),
    reviewDue: day(isoOf(reviewDue)),
    overdue: true,
    overdueDays: 54,
    dates: dates.map(({ start, days, kind, text }, index): DateView => {
      const [first, last] = [isoOf(start), isoOf(start + (kind.kind === 'review' ? 0 : days))];
      const said = `${first} to ${last}`;
      return { ...kind, id: `${number}/${index}`, precision: 'about', first, last, said, text, statements: [] };
    }),
  }));
}

test('lets nothing touch or leave it, whatever the dates are', async () => {
  const { url } = await deskOfTest();
  const view: DatesView = { today: { iso: '2026-11-24', said: 'today' }, lanes: anyLanes(), undated: [] };
  const page = await browser.open(`${url}/#/topics`);
  await page.route('**/api/dates?*', (route) => route.fulfill({ json: view }));
  await page.goto(`${url}/#/dates`);
  await page.locator('.marker').first().waitFor();
  expect(await page.locator('.marker').count()).toBeGreaterThan(100);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(FAULTS), `${width} px`).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }
  await page.leave();
});
