/** What people take along from the desk, in a real browser: tokens for their programs, pictures, citations, files and paper. */
import { getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { FORMS } from '../../src/exits/forms.ts';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfFile, deskOfTest } from '../support/desk.ts';
import { addPeople, askAs, signIn } from '../support/people.ts';
import { documentRecord, folderOf, recordFiles, STATEMENTS, topicRecord } from '../support/records.ts';
import { readFeed } from '../exits/subscribers.ts';

const browser = useBrowser();
const ownDesk = deskOfFile({ EXITS: 'on' });
type Page = Awaited<ReturnType<typeof browser.open>>;

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
const copied = (page: Page): Promise<string> => page.evaluate('navigator.clipboard.readText()');
const widthOf = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth');

test('a token is made, shown once with the addresses that hold it, listed, and withdrawn; both stand in the audit list', async () => {
  const { url, log } = await deskOfTest({ env: { EXITS: 'on' } });
  const page = await browser.open(`${url}/#/admin/tokens`, CLIPBOARD);
  await page.getByText('No token was made yet.').waitFor();
  await page.getByLabel('Name').fill('my calendar');
  await page.getByLabel('Days').fill('30');
  await page.getByLabel('Sent in').selectOption('path');
  await page.getByRole('button', { name: 'Make' }).click();
  const shown = page.locator('.callout.good');
  await shown.getByLabel('Of').selectOption('grain-corridor');
  const [token = '', feed = '', calendar] = await shown.locator('code').allInnerTexts();
  expect(token).toMatch(/^attache_[\w-]{43}$/u);
  expect([feed, calendar]).toEqual(['atom', 'ics'].map((end) => `${url}/feeds/${token}/grain-corridor.${end}`));
  await shown.getByRole('button', { name: /Feed$/u }).click();
  await shown.getByText('Copied.').waitFor();
  expect(await copied(page)).toBe(feed);
  // As a calendar asks, which has no session.
  const read = async (): Promise<readonly number[]> =>
    Promise.all([feed, calendar].map(async (address = '') => (await fetch(address)).status));
  expect(await read()).toEqual([200, 200]);
  const row = page.getByRole('row', { name: 'my calendar' });
  expect(await row.locator('td').nth(1).innerText()).toBe('on this machine');
  expect(await seriousFaults(page)).toEqual([]);
  // It is in the page of whoever made it alone, and only until they leave it.
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('row', { name: 'made a token for a program my calendar' }).waitFor();
  await page.getByRole('link', { name: 'Tokens' }).click();
  await row.waitFor();
  expect(await page.content()).not.toContain(token);
  page.once('dialog', (dialog) => void dialog.dismiss());
  await row.getByRole('button', { name: 'Withdraw my calendar' }).click();
  expect(await row.locator('.badge').count()).toBe(0);
  page.once('dialog', (dialog) => void dialog.accept());
  await row.getByRole('button', { name: 'Withdraw my calendar' }).click();
  await row.getByText('withdrawn').waitFor();
  expect(await read()).toEqual([403, 403]);
  expect(await row.getByRole('button').count()).toBe(0);
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('row', { name: 'withdrew a token of a program my calendar' }).waitFor();
  expect(log.join('\n')).not.toContain('attache_');
  await page.leave();
});

test('where programs may not read, one sentence says how they may', async () => {
  const { url } = await deskOfTest();
  const page = await browser.open(`${url}/#/admin/tokens`);
  await page.getByText('set EXITS=on beside DESK=on').waitFor();
  expect(await page.locator('main').getByRole('button').count()).toBe(0);
  await page.leave();
});

test('tokens are for admins, and what may be read is taken along by all who may read', async () => {
  const { url, dataDir } = await deskOfTest({ env: { DESK_HOSTS: 'desk.example.org', EXITS: 'on' } });
  await addPeople(dataDir, { Ann: 'admin', Rea: 'reader', Cur: 'curator', Rev: 'reviewer' });
  const people = ['', ...(await Promise.all(['Rea', 'Cur', 'Rev', 'Ann'].map((name) => signIn(url, name))))];
  const statuses = async (path: string, json?: object): Promise<readonly number[]> => {
    const all: number[] = [];
    for (const cookie of people) all.push((await askAs(url, cookie, path, json)).status);
    return all;
  };
  const forms = [
    ...Object.keys(FORMS.topic).map((as) => `topics/grain-corridor/export?as=${as}&`),
    ...Object.keys(FORMS.document).map((as) => `sources/harbour-notes/export?as=${as}&`),
    'statements/harbour-notes%2Fhands-shaken/export?as=txt&',
    'status/export?',
    'topics/grain-corridor/picture?width=358&',
  ];
  const table = await Promise.all(
    forms.map(async (path) => [path].concat((await statuses(`/api/${path}language=zh`)).map(String))),
  );
  expect(table).toEqual(forms.map((path) => [path, '401', '200', '200', '200', '200']));
  const refused = [401, 403, 403, 403];
  expect(await statuses('/api/tokens')).toEqual([...refused, 200]);
  const wanted = { name: 'reader', place: 'header', days: 30 };
  expect(await statuses('/api/tokens', wanted)).toEqual([...refused, 200]);
  expect(await statuses('/api/tokens', wanted)).toEqual([...refused, 409]);
  for (const wrong of [{ name: ' ' }, { days: 0 }, { days: 9_999 }, { place: 'query' }, { days: 1.5 }, { more: 1 }])
    expect([wrong, await statuses('/api/tokens', { ...wanted, ...wrong })]).toEqual([wrong, [...refused, 400]]);
  expect(await statuses('/api/tokens/withdraw', { name: 'reader' })).toEqual([...refused, 200]);
  expect(await statuses('/api/tokens/withdraw', { name: 'reader' })).toEqual([...refused, 404]);
  const ann = people.at(-1) ?? '';
  const asked = async (path: string) => askAs(url, ann, `/api/${path}`);
  expect((await asked('topics/nowhere/export?as=md&language=en')).status).toBe(404);
  expect((await asked('sources/nowhere/export?as=bib&language=en')).status).toBe(404);
  expect((await asked('topics/grain-corridor/export?as=exe&language=en')).status).toBe(400);
  expect((await asked('topics/grain-corridor/picture?width=99999&language=en')).status).toBe(400);
  const saved = await asked('topics/grain-corridor/export?as=ics&language=en');
  expect(saved.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(saved.headers.get('content-disposition')).toBe('inline; filename="grain-corridor.ics"');
});

test('a statement and the documents of a topic are copied with their sources, and the topic is saved', async () => {
  const { url } = await deskOfTest();
  const page = await browser.open(`${url}/#/topics/grain-corridor`, CLIPBOARD);
  const statement = page.locator('[id="statement-harbour-notes/hands-shaken"]');
  await statement.getByRole('button', { name: 'Copy the citation' }).click();
  await statement.getByText('Copied.').waitFor();
  expect(await copied(page)).toBe(
    [
      'The ministers met in the customs house. (Ada Quill and Ben Ledger, August 25, 2026)',
      '“Ministers of both sides” (Notes from the harbour, The Harbour Gazette, September 1, 2026, ¶2) https://example.org/harbour-notes#:~:text=Ministers%20of%20both%20sides',
    ].join('\n'),
  );
  await page.getByText('Print, copy, save').click();
  await page.getByRole('button', { name: 'Copy (BibTeX)' }).click();
  await page.locator('.exports').getByText('Copied.').waitFor();
  expect(await copied(page)).toContain('@misc{harbour-notes,');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Markdown' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('grain-corridor.md');
  expect(await seriousFaults(page)).toEqual([]);
  await page.goto(`${url}/#/documents/harbour-notes`);
  await page.getByText('Print, copy, save').click();
  await page.getByRole('button', { name: 'Copy (Text)' }).click();
  await page.getByText('Copied.').waitFor();
  expect(await copied(page)).toBe(
    'Notes from the harbour. The Harbour Gazette, September 1, 2026. https://example.org/harbour-notes',
  );
  await page.leave();
});

test('a script in what records say is text in every form, and where a browser opens it', async () => {
  const script = ']]></title></style><script>alert(1)</script>';
  const image = `"'><img src=x onerror=alert(2)>`;
  const topics = ['grain-corridor'];
  const { url } = await deskOfTest({
    briefsDir: folderOf(
      recordFiles({
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
      }),
    ),
  });
  const page = await browser.open(url);
  const ran: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  for (const place of [
    '/api/topics/grain-corridor/export?language=en&as=html',
    '/api/topics/grain-corridor/export?language=en&as=svg',
    '/api/topics/grain-corridor/picture?language=en&width=720',
    '/api/sources/harbour-notes/export?language=en&as=html',
    '/api/status/export?language=en&topic=grain-corridor',
  ]) {
    await page.goto(url + place);
    expect([place, await page.locator(':root').innerHTML()]).toEqual([place, expect.stringContaining('&lt;img src=x')]);
    expect([place, await page.locator('script, img, [onerror]').count()]).toEqual([place, 0]);
  }
  expect(ran).toEqual([]);
  const atom = await (await page.request.get(`${url}/api/topics/grain-corridor/export?language=en&as=atom`)).text();
  expect(readFeed(atom).map(({ title }) => title)).toContain(script);
  const contents = [...atom.matchAll(/<content [^>]*>\s*<!\[CDATA\[(.*?)\]\]>/gsu)].map(([, html]) => html);
  expect(contents.join('')).toContain('&lt;img src=x');
  expect(contents.join('')).not.toMatch(/<(?:script|img)/u);
  await page.leave();
});

test('a topic, a document and the board, as it is narrowed, are printed without what surrounds them, each link as a note', async () => {
  const { url } = await ownDesk();
  const page = await browser.open(`${url}/#/status?topic=trade-and-tariffs&kind=commitment`);
  const board = await page.getByRole('link', { name: 'Print' }).getAttribute('href');
  await page.locator('tbody tr').nth(2).waitFor();
  const rows = await page.locator('tbody tr').count();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('header, nav, select, .filters').filter({ visible: true }).count()).toBe(0);
  expect(await page.locator('tbody tr').filter({ visible: true }).count()).toBe(rows);
  expect(await page.locator('thead').innerText()).toContain('Until, or due');
  await page.emulateMedia({ media: null });
  await page.goto(url + board);
  expect(await page.locator('section').first().locator('li, .one').count()).toBe(rows);
  for (const [place, most] of [
    [board, 7],
    ['/api/topics/trade-and-tariffs/export?language=en&as=html', 24],
    ['/api/sources/npr-2026-09-25-trump-xi-takeaways/export?language=zh&as=html', 4],
  ] as const) {
    await page.goto(url + place);
    expect([place, await page.locator('button, nav, script').count()]).toEqual([place, 0]);
    expect([place, ...(await seriousFaults(page))]).toEqual([place]);
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    const { numPages } = await getDocumentProxy(new Uint8Array(pdf));
    expect([place, numPages > most]).toEqual([place, false]);
  }
  await page.leave();
});

test.each([
  { locale: 'en-US', colorScheme: 'light', width: 1280 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 390 },
] as const)('pictures, menus and tokens are sound in $locale, $colorScheme, at $width pixels', async (look) => {
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
  await page.goto(`${url}/#/topics/taiwan`);
  await page.locator('.exports summary').click();
  expect(await widthOf(page)).toBe(look.width);
  await page.goto(`${url}/#/admin/tokens`);
  await page.locator('input[required]').first().fill(look.colorScheme);
  await page.locator('main select').selectOption('path');
  await page.locator('button.primary').click();
  await page.locator('.callout.good code').first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await widthOf(page)).toBe(look.width);
  await page.leave();
});
