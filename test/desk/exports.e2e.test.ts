/** What people take along, in a real browser: pictures, files and paper. */
import { expect, test } from 'vitest';
import { FORMS } from '../../src/exits/forms.ts';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfFile, deskOfTest } from '../support/desk.ts';
import { addPeople, askAs, signIn } from '../support/people.ts';
import {
  catalogueOf,
  documentRecord,
  folderOf,
  NOW,
  recordFiles,
  STATEMENTS,
  topicRecord,
} from '../support/records.ts';
import { readFeed } from '../exits/subscribers.ts';

const browser = useBrowser();
const ownDesk = deskOfFile();
type Page = Awaited<ReturnType<typeof browser.open>>;

const widthOf = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth');

test('the picture of a topic is for all who may read', async () => {
  const { url, dataDir } = await deskOfTest({ env: { DESK_HOSTS: 'desk.example.org' } });
  await addPeople(dataDir, { Ann: 'admin', Rea: 'reader', Cur: 'curator', Rev: 'reviewer' });
  const people = ['', ...(await Promise.all(['Rea', 'Cur', 'Rev', 'Ann'].map((name) => signIn(url, name))))];
  const statuses = async (path: string): Promise<readonly number[]> =>
    Promise.all(people.map(async (cookie) => (await askAs(url, cookie, path)).status));
  const picture = '/api/topics/grain-corridor/picture?language=zh&width=';
  expect(await statuses(`${picture}358`)).toEqual([401, 200, 200, 200, 200]);
  expect(await statuses(`${picture}99999`)).toEqual([401, 400, 400, 400, 400]);
  expect(await statuses('/api/topics/nowhere/picture?language=en&width=358')).toEqual([401, 404, 404, 404, 404]);
});

test('a script in what records say is text in every form, and where a browser opens it', async () => {
  const script = ']]></title></style><script>alert(1)</script>';
  const image = `"'><img src=x onerror=alert(2)>`;
  const topics = ['grain-corridor'];
  const files = recordFiles({
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { title: { en: script } }),
    'north-south/documents/harbour-notes.yaml': documentRecord({
      title: { en: script },
      publisher: { en: image },
      statements: [
        ...Object.values(STATEMENTS).map((one) => Object.assign({ topics }, one)),
        { ...STATEMENTS.measure, id: 'toll', topics, track: 'toll', text: { en: `The toll ${image} fell.` } },
      ],
    }),
    'north-south/tracks.yaml': {
      tracks: [
        {
          id: 'toll',
          kind: 'measure',
          party: 'north',
          title: { en: `Toll ${image}` },
          aliases: { en: [] },
          topics,
        },
      ],
    },
  });
  const { url } = await deskOfTest({ briefsDir: folderOf(files) });
  const page = await browser.open(url);
  const ran: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  const given = { catalogue: catalogueOf(files), language: 'en', now: NOW } as const;
  const documents = {
    '/whole.html': ['text/html', await FORMS.html(given, 'grain-corridor')],
    '/whole.svg': ['image/svg+xml', await FORMS.svg(given, 'grain-corridor')],
  } as const;
  for (const [place, [contentType, body]] of Object.entries(documents))
    await page.route(url + place, (route) => route.fulfill({ contentType, body }));
  for (const place of [...Object.keys(documents), '/api/topics/grain-corridor/picture?language=en&width=720']) {
    await page.goto(url + place);
    expect([place, await page.locator(':root').innerHTML()]).toEqual([place, expect.stringContaining('&lt;img src=x')]);
    expect([place, await page.locator('script, img, [onerror]').count()]).toEqual([place, 0]);
  }
  expect(ran).toEqual([]);
  const atom = await FORMS.atom(given, 'grain-corridor');
  expect(readFeed(atom).map(({ title }) => title)).toContain(script);
  const contents = [...atom.matchAll(/<content [^>]*>\s*<!\[CDATA\[(.*?)\]\]>/gsu)].map(([, html]) => html);
  expect(contents.join('')).toContain('&lt;img src=x');
  expect(contents.join('')).not.toMatch(/<(?:script|img)/u);
  await page.leave();
});

test.each([
  ['status?topic=trade-and-tariffs&kind=commitment', 'main .board li'],
  ['topics/taiwan', '.statement'],
  ['documents/npr-2026-09-25-trump-xi-takeaways?view=statements', '.statement'],
])('%s is printed without what surrounds it', async (place, row) => {
  const { url } = await ownDesk();
  const page = await browser.open(`${url}/#/${place}`);
  await page.locator(row).nth(2).waitFor({ state: 'attached' });
  const rows = await page.locator(row).count();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('header, nav, select, .filters').filter({ visible: true }).count()).toBe(0);
  expect(await page.locator(row).filter({ visible: true }).count()).toBe(rows);
  await page.leave();
});

test.each([
  { locale: 'en-US', colorScheme: 'light', width: 1280 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 390 },
] as const)('pictures are sound in $locale, $colorScheme, at $width pixels', async (look) => {
  const { url } = await ownDesk();
  const options = { ...look, viewport: { width: look.width, height: 800 } };
  const page = await browser.open(`${url}/#/topics/taiwan`, options);
  for (const place of ['topics/taiwan', 'status?topic=trade-and-tariffs']) {
    await page.goto(`${url}/#/${place}`);
    const picture = page.locator('.over-time img');
    await picture.waitFor({ state: 'attached' });
    if (place.startsWith('status')) await page.locator('summary').first().click();
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(300);
    expect(await picture.getAttribute('alt')).toMatch(/over time|时间线/u);
    expect([place, ...(await seriousFaults(page))]).toEqual([place]);
    expect([place, await widthOf(page)]).toEqual([place, look.width]);
  }
  // It is as light or dark as the page is, whatever the device is.
  const picture = page.locator('.over-time img');
  const ground = async (): Promise<Buffer> => {
    await picture.scrollIntoViewIfNeeded();
    const { x, y } = (await picture.boundingBox()) ?? { x: 0, y: 0 };
    return page.screenshot({ clip: { x: x + 4, y: Math.max(y, 0) + 4, width: 4, height: 4 } });
  };
  const before = await ground();
  const settings = page.locator('.settings-button');
  if (await settings.isVisible()) await settings.click();
  const other = look.colorScheme === 'dark' ? 'light' : 'dark';
  await page.locator('header select').last().selectOption(other);
  await page.keyboard.press('Escape');
  await expect.poll(async () => before.equals(await ground())).toBe(false);
  await page.leave();
});
