import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, test, expect } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { useBrowser, seriousFaults } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { addPeople, PASSWORD, signIn, askAs } from '../support/people.ts';
import { OWN } from '../support/records.ts';
import { answer, rss, RULES, sourceAt, startSite, status } from '../watch/sites.ts';
const browser = useBrowser();
test('pictures', { timeout: 600_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'briefs-'));
  cpSync(OWN, dir, { recursive: true });
  const site = await startSite('press');
  onTestFinished(site.stop);
  const d = (n: number) =>
    `${['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(Date.UTC(2026, 10, n)).getUTCDay()]}, ${n} Nov 2026 09:00:00 GMT`;
  site.pages['/wh'] = answer(
    rss(site, [
      {
        path: '/1',
        title: 'Fact Sheet: President Donald J. Trump Extends the Suspension of the Affiliates Rule',
        day: d(28),
        text: 'The Bureau of Industry and Security extends the suspension of the 50 percent affiliates rule for Chinese entities.',
      },
      {
        path: '/2',
        title: 'Statement on soybean purchases by China',
        day: d(27),
        text: 'China has purchased 25 million metric tons of U.S. soybeans under the agreement.',
      },
      { path: '/3', title: 'Proclamation on National Turkey Day', day: d(26) },
      { path: '/4', title: 'President Trump Meets with the Governor of Iowa', day: d(25) },
      {
        path: '/5',
        title: 'Readout of the call with President Xi Jinping on Taiwan and the G20 summit in Miami',
        day: d(29),
        text: 'The two presidents spoke on Taiwan.',
      },
    ]),
  );
  site.pages['/mfa'] = answer(
    rss(site, [
      {
        path: '/z1',
        title: '外交部发言人就美方对台军售答记者问',
        day: d(28),
        text: '中方坚决反对美国向台湾出售武器。',
      },
      {
        path: '/z2',
        title: '商务部新闻发言人就稀土出口管制答记者问',
        day: d(29),
        text: '稀土出口管制措施暂停至明年。',
      },
      {
        path: '/5b',
        title: 'Readout of the call with President Xi Jinping on Taiwan and the G20 summit in Miami',
        day: d(29),
      },
    ]),
  );
  site.pages['/no'] = status(403);
  const rel = { relationship: 'cn-us' };
  const sources = [
    sourceAt(site, '/wh', { ...rel, id: 'wh', title: { en: 'White House briefings', zh: '白宫简报' }, party: 'us' }),
    sourceAt(site, '/mfa', {
      ...rel,
      id: 'mfa',
      title: { en: 'Foreign ministry', zh: '外交部' },
      party: 'cn',
      language: 'zh',
    }),
    sourceAt(site, '/no', {
      ...rel,
      id: 'ustr',
      title: { en: 'U.S. Trade Representative', zh: '美国贸易代表' },
      party: 'us',
    }),
    sourceAt(site, '/off', {
      ...rel,
      id: 'mod',
      title: { en: 'Defence ministry', zh: '国防部' },
      party: 'cn',
      probed: false,
    }),
  ];
  const desk = await deskOfTest({
    briefsDir: dir,
    fetchRules: RULES,
    reading: { sources: () => ({ sources, faults: [], faulty: new Set() }) },
  });
  await addPeople(desk.dataDir, { Ann: 'admin' });
  const store = await openStore(undefined, { dataDir: desk.dataDir });
  const today = Temporal.Now.plainDateISO('UTC').toString();
  for (let i = 0; i < 4; i++) await store.countQuestion('how many pandas are in the zoo of san diego', today, 9);
  await store.countQuestion('who pays the cleaning of the port', today, 9);
  await store.addFlag(
    {
      id: 'f1',
      topic: 'energy',
      statement: '*bottom-line',
      text: 'The figure of LNG is of 2024.',
      link: 'https://example.org/x',
      language: 'en',
      channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
      person: 'U1',
      createdAt: Temporal.Now.instant(),
      doneAt: undefined,
    },
    Temporal.Now.instant(),
    9,
  );
  await store.close();
  const ann = await signIn(desk.url, 'Ann');
  await expect
    .poll(async () => ((await (await askAs(desk.url, ann, '/api/today?language=en')).json()) as any).items?.total, {
      timeout: 30_000,
    })
    .toBe(8);
  for (const [locale, scheme, w] of [
    ['en-US', 'light', 1440],
    ['zh-CN', 'dark', 1440],
    ['en-US', 'dark', 390],
    ['zh-CN', 'light', 390],
  ] as const) {
    const page = await browser.open(`${desk.url}/sign-in#/today`, {
      locale,
      colorScheme: scheme,
      viewport: { width: w, height: 900 },
    });
    await page.locator('#name').fill('Ann');
    await page.locator('#password').fill(PASSWORD);
    await page.getByRole('button').click();
    await page.locator('#today-items').waitFor();
    const shot = (n: string) =>
      page.screenshot({
        path: `/tmp/pics/${n}-${w}-${locale.slice(0, 2)}-${scheme}.png`,
        clip: { x: 0, y: 0, width: w, height: w === 390 ? 2600 : 1700 },
        fullPage: true,
      });
    await shot('today');
    console.log(locale, w, await page.evaluate('document.documentElement.scrollWidth'), await seriousFaults(page));
    await page
      .locator('button[aria-expanded]', { hasText: /Not ours|与我们无关/u })
      .first()
      .click();
    await page
      .locator('button[aria-expanded]', { hasText: /^(Nothing yet|尚无结果)$/u })
      .first()
      .click();
    await page
      .locator('button[aria-expanded]', { hasText: /^(Open|打开)$/u })
      .first()
      .click();
    await page.locator('.card h4').first().waitFor();
    for (const one of await page.locator('main details').all())
      await one.evaluate('(e) => { e.open = true }' as never).catch(() => undefined);
    await page.evaluate(`document.querySelectorAll('main details').forEach((e) => { e.open = true })`);
    await page.waitForTimeout(300);
    await shot('today-open');
    console.log('open', await page.evaluate('document.documentElement.scrollWidth'), await seriousFaults(page));
    const size = await page.evaluate(
      `performance.getEntriesByType('resource').map((e) => [e.name, e.encodedBodySize, e.transferSize])`,
    );
    if (w === 1440 && locale === 'en-US') console.log(JSON.stringify(size));
    await page.context().close();
  }
  const times: number[] = [];
  for (let i = 0; i < 12; i++) {
    const t = performance.now();
    await (await askAs(desk.url, ann, '/api/today?language=en')).text();
    times.push(Math.round(performance.now() - t));
  }
  console.log('times', times.join(' '));
});
