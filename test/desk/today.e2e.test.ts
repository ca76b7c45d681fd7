/** The first page of the desk: what is new at sources and what is done about it, days that passed, sources that need somebody. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { TodayView } from '../../src/desk/server/today/routes.ts';
import type { WatchSource } from '../../src/watch/sources.ts';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { addPeople, askAs, comeIn, signIn } from '../support/people.ts';
import { documentRecord, folderOf, recordFiles, STATEMENTS } from '../support/records.ts';
import { postLinked } from '../support/linked.ts';
import {
  answer,
  documentPage,
  rss,
  RULES,
  sourceAt,
  startSite,
  status,
  type Published,
  type Site,
} from '../watch/sites.ts';

const browser = useBrowser();
const until = (read: () => Promise<unknown>) => expect.poll(read);

const sourcesOf = (sources: readonly WatchSource[]) => () => ({ sources, faults: [], faulty: new Set<string>() });

async function siteOf(name: string): Promise<Site> {
  const site = await startSite(name);
  onTestFinished(site.stop);
  return site;
}

/** Returns a desk over two sites: the press has four entries, of which one bears on nothing, and others that are given; the mirror repeats one of them, and another source is refused. */
async function desk(others: readonly Published[] = []) {
  const [press, mirror] = [await siteOf('press'), await siteOf('mirror')];
  const corridor = { title: 'Ministers reopen the grain corridor', day: 'Mon, 23 Nov 2026 09:00:00 GMT' };
  press.pages['/feed'] = answer(
    rss(press, [
      { path: '/corridor', ...corridor, text: 'The grain corridor between Northland and Southland is open again.' },
      { path: '/toll', title: 'Northland lowers the toll of the grain corridor', day: 'Sun, 22 Nov 2026 09:00:00 GMT' },
      { path: '/notes', title: 'Notes from the harbour', day: 'Tue, 01 Sep 2026 09:00:00 GMT' },
      { path: '/cats', title: 'A cat show was opened', day: 'Sat, 21 Nov 2026 09:00:00 GMT' },
      ...others,
    ]),
  );
  press.pages['/corridor'] = answer(documentPage('Ministers reopen the grain corridor', 'the grain corridor'));
  mirror.pages['/feed'] = answer(rss(mirror, [{ path: '/again', ...corridor }]));
  mirror.pages['/refused'] = status(403);
  const sources = [
    sourceAt(press, '/feed', { id: 'press', title: { en: 'The press' }, party: 'north' }),
    sourceAt(mirror, '/feed', { id: 'mirror', title: { en: 'The mirror' }, party: 'north' }),
    sourceAt(mirror, '/refused', { id: 'refused', title: { en: 'The refusing' }, party: 'south' }),
    sourceAt(mirror, '/off', { id: 'off', title: { en: 'The silent' }, party: 'south', probed: false }),
  ];
  const { url, dataDir, log } = await deskOfTest({
    briefsDir: folderOf(
      recordFiles({
        'north-south/documents/press-notes.yaml': documentRecord({
          url: `${press.url}/old`,
          title: { en: 'Old notes' },
          publisher: { en: 'The Northland press' },
          party: 'north',
          statements: [],
        }),
      }),
    ),
    fetchRules: RULES,
    reading: { sources: sourcesOf(sources) },
  });
  await addPeople(dataDir, { Ann: 'admin', Bo: 'curator' });
  const todayOf = async (cookie: string): Promise<TodayView> =>
    (await (await askAs(url, cookie, '/api/today?language=en')).json()) as TodayView;
  const ann = await signIn(url, 'Ann');
  await until(async () => (await todayOf(ann)).items?.total).toBe(5 + others.length);
  // Copies are noted once all sources have been looked at.
  await until(async () =>
    (await todayOf(ann)).items?.items.some(({ copies }) => copies.some(({ as }) => as === 'item')),
  ).toBe(true);
  await until(async () => (await todayOf(ann)).sources.find(({ id }) => id === 'refused')?.state).toBe('blocked');
  return { url, log, press, todayOf, ann };
}

async function openAs(name: string, url: string, options: Parameters<typeof browser.open>[1] = {}) {
  const page = await browser.open(`${url}/sign-in`, options);
  await comeIn(page, url, name, '/#/today');
  return page;
}

describe('what is new at the sources', () => {
  test('comes with what it may bear on and is like, and is decided by a press that can be taken back', async () => {
    const { url, todayOf, ann } = await desk();
    const page = await openAs('Ann', url);
    const corridor = page.getByRole('article', { name: 'Ministers reopen the grain corridor' }).first();
    await corridor.waitFor();
    expect(await corridor.textContent()).toContain('The grain corridor');
    expect(await page.getByText('Sources of Northland read to').count()).toBe(1);
    expect(await page.getByText('refuses us with status 403').count()).toBeGreaterThan(0);
    expect(await seriousFaults(page)).toEqual([]);

    // Of two alike the one whose source stands second is proposed as a copy.
    const same = page.getByRole('button', { name: /^Same as that of/u });
    expect(await same.allTextContents()).toEqual(['Same as that of The press']);
    await same.click();
    await page.getByText('is marked as a copy.').waitFor();
    await until(async () => (await todayOf(ann)).items?.total).toBe(4);
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await todayOf(ann)).items?.total).toBe(5);

    // A document in service of the same title and day is one too.
    await page.getByRole('button', { name: /^Same as “Notes from the harbour”/u }).click();
    await until(async () => (await todayOf(ann)).items?.total).toBe(4);

    await page.getByRole('button', { name: 'Later: Northland lowers the toll' }).click();
    await page.getByText('is set aside for later.').waitFor();
    await page.getByText('1 set aside for later', { exact: true }).click();
    await page.getByRole('button', { name: 'Back to the new ones: Northland lowers the toll' }).click();
    await until(async () => (await todayOf(ann)).later).toBe(0);

    // What bears on nothing is told in titles, and decided at once.
    await page.getByText('1 entry bears on no topic').click();
    expect(await page.getByText(/^A cat show was opened/u).count()).toBe(1);
    await page.getByRole('button', { name: 'None of these is ours' }).click();
    await page.getByText('1 entry is marked as not ours.').waitFor();
    await page.leave();
  });

  test('is ticked, with the keyboard too, and refused or set aside at once; what somebody else decided meanwhile is told, and undoing leaves it', async () => {
    const { url, todayOf, ann } = await desk();
    const bo = await signIn(url, 'Bo');
    const page = await openAs('Ann', url);
    const several = page.getByRole('group', { name: 'Several at once' });
    const refuse = several.getByRole('button', { name: 'Not ours' });
    await several.getByText('Tick entries to decide several at once.').waitFor();
    expect(await refuse.isDisabled()).toBe(true);

    // From one tick the arrow leads to the next, and the space bar ticks it.
    await page
      .getByRole('checkbox', { name: /^Tick / })
      .first()
      .focus();
    for (const key of ['Space', 'ArrowDown', 'Space', 'ArrowDown', 'Space', 'ArrowUp', 'Space'])
      await page.keyboard.press(key);
    await several.getByText('2 ticked', { exact: true }).waitFor();
    await page.keyboard.press('Space');
    await several.getByText('3 ticked', { exact: true }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    // One of the three is Bo's by now.
    const before = (await todayOf(ann)).items?.items ?? [];
    const heading = page
      .locator('.today-item', { has: page.getByRole('checkbox', { checked: true }) })
      .first()
      .getByRole('heading');
    const place = await heading.getAttribute('id');
    const his = before.find(({ id }) => `item-${id}` === place);
    await askAs(url, bo, '/api/today/decide', { ids: [his?.id], language: 'en', as: 'not-ours', detail: 'Seen' });
    await refuse.press('Enter');
    await page
      .getByRole('form', { name: 'Why these 3 are not ours' })
      .getByRole('button', { name: 'Nothing new in it' })
      .press('Enter');
    await page
      .getByText(
        `2 entries are marked as not ours. Somebody else has decided another before. ${his?.title}: Bo has marked it as not ours meanwhile: Seen`,
      )
      .waitFor();
    await until(async () => (await todayOf(ann)).items?.total).toBe(2);

    // His decision stands.
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await todayOf(ann)).items?.items.map(({ id }) => id).toSorted()).toEqual(
      before.flatMap(({ id }) => (id === his?.id ? [] : [id])).toSorted(),
    );

    await page.getByRole('checkbox', { name: 'Tick Northland lowers the toll' }).check();
    await several.getByRole('button', { name: 'Later' }).click();
    await page.getByText('1 entry is set aside for later.').waitFor();
    await until(async () => (await todayOf(ann)).later).toBe(1);
    // One alone has its own buttons, and nothing to tick.
    await page.getByText('1 set aside for later', { exact: true }).click();
    await page.getByRole('button', { name: 'Back to the new ones: Northland lowers the toll' }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Tick Northland lowers the toll' }).count()).toBe(0);
    await page.leave();
  });

  test('that bears on nothing stays when the others are refused at once, where it was opened or a draft of it was begun', async () => {
    const { url, press, todayOf, ann } = await desk([
      { path: '/dogs', title: 'A dog show was opened', day: 'Fri, 20 Nov 2026 09:00:00 GMT' },
      { path: '/fish', title: 'A fish was weighed', day: 'Thu, 19 Nov 2026 09:00:00 GMT' },
    ]);
    press.pages['/dogs'] = answer(documentPage('A dog show was opened', 'dogs'));
    press.pages['/cats'] = answer(documentPage('A cat show was opened', 'cats'));
    const idOf = async (has: string): Promise<string> =>
      (await todayOf(ann)).items?.items.find(({ title }) => title.includes(has))?.id ?? '';
    const [dogs, cats, fish] = [await idOf('dog'), await idOf('cat'), await idOf('fish')];
    const page = await openAs('Ann', url);
    await page.getByText('3 entries bear on no topic').click();
    await page.getByRole('button', { name: 'Open A cat show was opened' }).click();
    // Opened it stays, also when one comes back from reading it.
    await page.getByRole('link', { name: 'Read and cite: A cat show was opened' }).click();
    await page.locator('.documents-paragraph').first().waitFor();
    await page.goBack();
    await page.getByText('3 entries bear on no topic').click();
    await page.getByRole('link', { name: 'Read and cite: A cat show was opened' }).waitFor();
    // Meanwhile somebody begins a draft of another.
    const his = await openAs('Bo', url);
    await his.getByText('3 entries bear on no topic').click();
    await his.getByRole('button', { name: 'Open A dog show was opened' }).click();
    await his.getByRole('link', { name: 'Read and cite: A dog show was opened' }).click();
    await his.locator('#documents-id').fill('dog-show');
    await his.keyboard.press('Enter');
    await his.getByText('The record of dog-show is begun').waitFor();
    await his.leave();
    await page.getByRole('button', { name: 'None of these is ours' }).click();
    await page
      .getByText('1 entry is marked as not ours. 2 entries stay: they were opened, or a draft was begun.')
      .waitFor();
    const left = (await todayOf(ann)).items?.items.map(({ id }) => id) ?? [];
    expect([dogs, cats, fish].map((id) => left.includes(id))).toEqual([true, true, false]);
    await page.leave();
  });

  test('that is beyond the first comes behind them, and what was ticked stays ticked', async () => {
    const { url, todayOf, ann } = await desk(
      Array.from({ length: 30 }, (_, at) => ({
        path: `/show/${at}`,
        title: `Show ${'o'.repeat(at + 1)} was opened`,
        day: 'Fri, 20 Nov 2026 09:00:00 GMT',
      })),
    );
    const page = await openAs('Ann', url);
    const several = page.getByRole('group', { name: 'Several at once' });
    await page.getByRole('checkbox', { name: 'Tick Northland lowers the toll' }).check();
    const fold = page.getByText(/entries bear on no topic/u);
    await fold.click();
    await page.getByRole('checkbox', { name: 'Tick A cat show was opened' }).check();
    await several.getByText('2 ticked', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Show more of 35' }).click();
    await page.getByText('31 entries bear on no topic').waitFor();
    await several.getByText('2 ticked', { exact: true }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Tick Northland lowers the toll' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: /^Tick Show o/u }).count()).toBe(30);
    expect(await page.getByRole('group', { name: 'Several at once' }).count()).toBe(1);
    await several.getByRole('button', { name: 'Later' }).click();
    await until(async () => (await todayOf(ann)).later).toBe(2);
    await page.leave();
  });

  test('where one entry is left there is nothing to tick, and who decided it first is told all the same', async () => {
    const { url, todayOf, ann } = await desk();
    const bo = await signIn(url, 'Bo');
    const all = (await todayOf(ann)).items?.items ?? [];
    const last = all.find(({ title }) => title.startsWith('A cat show'))?.id ?? '';
    const decide = (cookie: string, ids: readonly string[], as: string, detail: string) =>
      askAs(url, cookie, '/api/today/decide', { ids, language: 'en', as, detail });
    await decide(
      ann,
      all.flatMap(({ id }) => (id === last ? [] : [id])),
      'later',
      '',
    );
    const page = await openAs('Ann', url);
    await page.getByText('1 entry bears on no topic').click();
    expect(await page.getByRole('group', { name: 'Several at once' }).count()).toBe(0);
    await decide(bo, [last], 'not-ours', 'Seen');
    await page.getByRole('button', { name: 'None of these is ours' }).click();
    await page.getByRole('alert').getByText('Bo has marked it as not ours meanwhile: Seen').waitFor();
    // The console tells the refusal as an error.
    await page.context().close();
  });

  test('is worked through by keyboard alone, on a narrow page, in Chinese', async () => {
    const { url, todayOf, ann } = await desk();
    const page = await openAs('Ann', url, {
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    });
    const notOurs = page.getByRole('button', { name: '与我们无关：Northland lowers the toll of the grain corridor' });
    await notOurs.focus();
    await page.keyboard.press('Enter');
    // The first reason has the focus; Escape takes the question back.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '不涉及这两国' }).waitFor({ state: 'detached' });
    await notOurs.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '不涉及这两国' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('已标为与我们无关。').waitFor();
    await until(async () => (await todayOf(ann)).items?.total).toBe(4);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.leave();
  });

  test('is read and cited: its text, its day and its publisher are there, and the draft is gone on with', async () => {
    const { url, press } = await desk();
    const page = await openAs('Ann', url);
    const mirrored = page.getByRole('article', { name: 'Ministers reopen the grain corridor' });
    // That of the mirror is not there any more: why it cannot be read is said.
    await mirrored
      .filter({ has: page.locator('.meta', { hasText: 'The mirror' }) })
      .getByRole('link', { name: /^Read and cite/u })
      .click();
    await page.locator('.fault').getByText('is not there (status 404)').waitFor();
    await page.goBack();
    await mirrored
      .filter({ has: page.locator('.meta', { hasText: 'The press' }) })
      .getByRole('link', { name: /^Read and cite/u })
      .click();
    await page.locator('.documents-paragraph').first().waitFor();
    expect(await page.locator('.documents-paragraph').count()).toBeGreaterThan(10);
    const valueOf = (path: string) => page.locator(`[data-path="${path}"]`).inputValue();
    expect(await valueOf('publisher.en')).toBe('The Northland press');
    expect(await valueOf('url')).toBe(`${press.url}/corridor`);
    expect(await valueOf('publishedOn')).toBe('2026-11-23');
    await page.locator('#documents-id').fill('corridor-reopened');
    await page.keyboard.press('Enter');
    await page.getByText('The record of corridor-reopened is begun').waitFor();
    await page.goto(`${url}/#/today`);
    await page.getByRole('link', { name: 'Go on with its draft: Ministers reopen' }).click();
    await until(async () => page.url()).toContain('#/documents/north-south/corridor-reopened');
    await page.getByRole('heading', { level: 1, name: 'Ministers reopen the grain corridor' }).waitFor();
    await page.goto(`${url}/#/today`);
    await page.getByRole('link', { name: 'Go on with its draft: Ministers reopen' }).waitFor();
    // What is told as an item is not told as a draft as well.
    expect(await page.getByRole('heading', { name: /^Drafts/u }).count()).toBe(0);
    // The refused request stands in the console, which is not looked at.
    await page.context().close();
  });

  test('is decided once: who comes second is told who was first and why', async () => {
    const { url, ann, todayOf } = await desk();
    const bo = await signIn(url, 'Bo');
    const idOf = async (has: string): Promise<string> =>
      (await todayOf(ann)).items?.items.find(({ title, source }) => title.includes(has) && source === 'The press')
        ?.id ?? '';
    const [toll, corridor] = [await idOf('toll'), await idOf('reopen')];
    const decide = (cookie: string, ids: readonly string[], as: string, detail = '') =>
      askAs(url, cookie, '/api/today/decide', { ids, language: 'en', as, detail });
    expect((await decide(ann, [toll], 'not-ours', 'No document')).status).toBe(200);
    // A copy is none any more where what it repeats was refused.
    const copied = async () => (await todayOf(ann)).items?.items.find(({ source }) => source === 'The mirror')?.copies;
    await until(copied).toMatchObject([{ as: 'item', id: corridor }]);
    await decide(ann, [corridor], 'not-ours', 'No document');
    expect(await copied()).toEqual([]);
    await askAs(url, ann, '/api/today/decide', {
      ids: [corridor],
      language: 'en',
      as: 'new',
      detail: '',
      from: 'not-ours',
    });
    const second = await decide(bo, [toll], 'later');
    expect([second.status, await second.json()]).toEqual([
      409,
      { error: 'decided', detail: 'Ann has marked it as not ours meanwhile: No document' },
    ]);
    // Of several, those that are left are decided.
    const all = (await todayOf(bo)).items?.items.map(({ id }) => id) ?? [];
    expect(await (await decide(bo, [...all, toll], 'later')).json()).toEqual({
      decided: all,
      begun: 0,
      others: ['Northland lowers the toll of the grain corridor: Ann has marked it as not ours meanwhile: No document'],
    });
    expect((await decide(bo, ['nothing'], 'later')).status).toBe(409);
    // Where its source is a side's own, its document is proposed as that side's.
    const given = { item: corridor, language: 'en' };
    expect(await (await askAs(url, bo, '/api/documents/item', given)).json()).toMatchObject({ party: 'north' });
    expect((await decide(bo, [], 'later')).status).toBe(400);
    const acts = await askAs(url, ann, '/api/today/items?language=en&state=later&most=30');
    expect(await acts.json()).toMatchObject({ total: all.length });
  });
});

test('a day that passed is asked again on the day that somebody names, and who comes second is told', async () => {
  const { url, ann, todayOf } = await desk();
  const page = await openAs('Ann', url);
  const asked = 'Nothing yet of Northland lowered the toll of the corridor until the frost.';
  await page.getByRole('button', { name: asked }).click();
  await page.getByLabel('Ask again on').fill('2099-01-02');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Asked again on 2099-01-02').waitFor();
  await page.getByRole('button', { name: asked }).waitFor({ state: 'detached' });
  const bo = await signIn(url, 'Bo');
  const key = 'until/harbour-notes/toll-lowered/2026-10-31';
  const say = (askOn: string) => askAs(url, bo, '/api/today/dates', { key, language: 'en', askOn, before: '' });
  const second = await say('2099-02-01');
  expect([second.status, await second.json()]).toMatchObject([
    409,
    { detail: expect.stringContaining('Ann has answered') },
  ]);
  expect((await say('2020-01-01')).status).toBe(422);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: asked }).waitFor();
  // Later, other days of the fixtures have passed too.
  expect((await todayOf(ann)).dates.filter((date) => date.key === key)).toMatchObject([{ key, answer: null }]);
  await page.leave();
});

/** Returns what the first page says of what is new, over sources. */
const text = async (sources: readonly WatchSource[]): Promise<string> => {
  const { url } = await deskOfTest({ fetchRules: RULES, reading: { sources: sourcesOf(sources) } });
  const page = await browser.open(`${url}/#/today`);
  const section = page.locator('section[aria-labelledby=today-items]');
  await section.waitFor();
  if (sources.some(({ probed }) => probed))
    await until(async () => {
      await page.reload();
      await section.waitFor();
      return await page.getByText('no network').count();
    }).toBeGreaterThan(0);
  const said = (await section.textContent()) ?? '';
  await page.leave();
  return said;
};

describe('where nothing is new', () => {
  test('it is said that nothing is watched, that all is off, or that nothing can be read', async () => {
    expect(await text([])).toContain('no relationship has a watch.yaml');
    const site = await siteOf('gone');
    expect(await text([sourceAt(site, '/feed', { probed: false })])).toContain('No source is on.');
    site.stop();
    expect(await text([sourceAt(site, '/feed')])).toContain('there may be no network');
  });
});

test('a source is switched on and off, and what may have been missed is looked through', async () => {
  const { url, ann, todayOf } = await desk();
  const page = await openAs('Bo', url);
  await page.getByText(/of 4 sources are on/u).click();
  await page.getByRole('button', { name: 'Switch on: The silent' }).click();
  await page.getByText('The silent is on, and will be read soon.').waitFor();
  expect((await todayOf(ann)).sources.find(({ id }) => id === 'off')?.isOn).toBe(true);
  const act = (source: string, what: string) =>
    askAs(url, ann, '/api/today/sources', { relationship: 'north-south', source, act: what });
  expect((await act('off', 'off')).status).toBe(200);
  expect((await act('nowhere', 'on')).status).toBe(404);
  await page.leave();
});

test('what came of a day is told by a later statement, by one press that can be taken back', async () => {
  const ended = {
    ...STATEMENTS.measure,
    id: 'toll-ended',
    topics: ['grain-corridor'],
    text: { en: 'Northland ended the lower toll of the corridor.' },
    effect: 'ended',
    from: { precision: 'day', on: '2026-11-01' },
    until: undefined,
  };
  const later = documentRecord({
    url: 'https://example.org/later',
    title: { en: 'Later notes' },
    publishedOn: '2026-11-10',
    accessedOn: '2026-11-12',
    statements: [ended],
  });
  const files = recordFiles({ 'north-south/documents/later-notes.yaml': later });
  const { url, briefsDir } = await deskOfTest({ briefsDir: folderOf(files) });
  const page = await browser.open(`${url}/#/today`, { viewport: { width: 390, height: 844 } });
  const measure = 'Northland lowered the toll of the corridor until the frost.';
  await page.getByRole('button', { name: `Look for documents on ${measure}` }).click();
  await page.getByText('Nothing waits at the sources that bears on this topic.').waitFor();
  await page.getByRole('button', { name: `Outcome of ${measure}` }).click();
  await page.locator('.card').getByRole('link', { name: 'Northland ended the lower toll' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'This takes its place: Northland ended the lower toll' }).click();
  await page.getByText(`What came of it is noted: ${measure}`).waitFor();
  const record = (): string => readFileSync(join(briefsDir, 'north-south', 'documents', 'later-notes.yaml'), 'utf8');
  expect(record()).toContain('harbour-notes/toll-lowered');
  await page.getByRole('button', { name: `Outcome of ${measure}` }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: `Outcome of ${measure}` }).waitFor();
  expect(record()).not.toContain('harbour-notes/toll-lowered');
  // What it cannot be the outcome of, or of which nobody is asked any more, is refused.
  const say = async (body: unknown): Promise<number> => (await postLinked(`${url}/api/today/outcome`, body)).status;
  const key = 'until/harbour-notes/toll-lowered/2026-10-31';
  expect(await say({ key, by: 'later-notes/toll-ended', outcome: 'kept' })).toBe(409);
  expect(await say({ key, by: 'harbour-notes/hands-shaken', outcome: 'supersedes' })).toBe(409);
  expect(await say({ key: 'nothing', by: 'later-notes/toll-ended', outcome: 'supersedes' })).toBe(404);
  await page.leave();
});
