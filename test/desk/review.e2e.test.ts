/** Reviews at the desk: what waits, the answer bound to what is shown, and the accounts in chats of a person. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { versionOf } from '../../src/records/publish/record-files.ts';
import type { OpenedTopicView } from '../../src/desk/server/review.ts';
import type { TodayView } from '../../src/desk/server/today/routes.ts';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { addPeople, askAs, comeIn, signIn } from '../support/people.ts';
import { folderOf, recordFiles, topicRecord } from '../support/records.ts';
import { WRITTEN } from '../support/written.ts';

const browser = useBrowser();
const TEA = 'north-south/topics/tea-trade.yaml';
const TODAY = Temporal.Now.plainDateISO('UTC').toString();
const until = (read: () => Promise<unknown>) => expect.poll(read);

/** Returns a desk with two topics, of which one is overdue, and its people. */
async function desk(env: Readonly<Record<string, string>> = {}) {
  const briefsDir = folderOf(
    recordFiles({
      [TEA]: WRITTEN,
      'north-south/topics/not-yet.yaml': { ...topicRecord('coal kilns'), status: 'draft' },
      'drafts/read-in.yaml': 'title: { en: Read in }\n',
    }),
  );
  const { url, dataDir } = await deskOfTest({ briefsDir, env: { DESK_HOSTS: 'desk.example.org', ...env } });
  await addPeople(dataDir, { Ann: 'admin', Bo: 'curator', Cleo: 'reviewer' });
  const onDisk = (): string => readFileSync(join(briefsDir, TEA), 'utf8');
  const todayOf = async (cookie: string): Promise<TodayView> =>
    (await (await askAs(url, cookie, '/api/today?language=en')).json()) as TodayView;
  const openedBy = async (cookie: string): Promise<OpenedTopicView> =>
    (await (await askAs(url, cookie, '/api/review/topic?topic=tea-trade&language=en')).json()) as OpenedTopicView;
  const shownTo = async (cookie: string): Promise<{ topic: string; version: string; language: 'en' }> => {
    const { version } = await openedBy(cookie);
    return { topic: 'tea-trade', version, language: 'en' };
  };
  return { url, briefsDir, onDisk, todayOf, openedBy, shownTo };
}

test('a curator names nobody as the reviewer by hand, a reviewer may where anybody may', async () => {
  const { url, onDisk } = await desk();
  const byHand = (name: string) => ({
    texts: [
      {
        folder: 'north-south/topics',
        file: 'tea-trade.yaml',
        text: onDisk().replace(/verified:.*/u, `verified: { on: ${TODAY}, by: { kind: person, name: ${name} } }`),
        version: versionOf(onDisk()),
      },
    ],
  });
  const [bo, cleo] = [await signIn(url, 'Bo'), await signIn(url, 'Cleo')];
  const refused = await askAs(url, bo, '/api/curate/publish', byHand('Cleo'));
  expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ error: 'review-by-hand' })]);
  expect((await askAs(url, cleo, '/api/curate/publish', byHand('Cleo'))).status).toBe(200);
});

test('each does what their role allows, and what they wrote is for another person, where the policy says so', async () => {
  const { url, onDisk, todayOf, openedBy, shownTo } = await desk({ DESK_REVIEW: 'other-person' });
  const [bo, cleo] = [await signIn(url, 'Bo'), await signIn(url, 'Cleo')];
  const today = await todayOf(bo);
  expect(today.topics.map(({ id }) => id)).toContain('tea-trade');
  expect(today.drafts).toHaveLength(2);
  expect((await askAs(url, bo, '/api/review/right', await shownTo(bo))).status).toBe(403);
  // Whoever curates may be known in chats.
  expect((await askAs(url, bo, '/api/review/code', { language: 'en' })).status).toBe(200);
  expect((await askAs(url, bo, '/api/review/chats')).status).toBe(200);

  // Cleo changes the topic; she cannot review it then.
  const opened = (await (
    await askAs(
      url,
      cleo,
      `/api/curate/record?${new URLSearchParams({ folder: 'north-south/topics', file: 'tea-trade.yaml' })}`,
    )
  ).json()) as { version: string };
  const text = onDisk().replace('Tea is traded.', 'Tea is drunk.');
  const old = await shownTo(cleo);
  const texts = [{ folder: 'north-south/topics', file: 'tea-trade.yaml', text, version: opened.version }];
  expect((await askAs(url, cleo, '/api/curate/publish', { texts })).status).toBe(200);
  const stale = await askAs(url, cleo, '/api/review/right', old);
  expect([stale.status, await stale.json()]).toEqual([409, expect.objectContaining({ error: 'changed' })]);
  const own = await askAs(url, cleo, '/api/review/right', await shownTo(cleo));
  expect([own.status, await own.json()]).toEqual([
    403,
    { error: 'author', detail: 'You wrote some of this, and here another person has to review it. Ask Ann.' },
  ]);
  // Nor can she write another's name there.
  const byHand = onDisk().replace(/verified:.*/u, `verified: { on: ${TODAY}, by: { kind: person, name: Ann } }`);
  expect(byHand).not.toBe(onDisk());
  const [sent] = texts;
  const forged = { ...sent, text: byHand, version: undefined };
  const refused = await askAs(url, cleo, '/api/curate/publish', { texts: [forged] });
  expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ error: 'review-by-hand' })]);
  const ann = await signIn(url, 'Ann');
  // Who wrote it is offered no button for it, and told who is.
  expect(await openedBy(cleo)).toMatchObject({ forOthers: expect.stringContaining('Ask Ann.') });
  expect(await openedBy(ann)).toMatchObject({ forOthers: null });
  expect(await openedBy(bo)).toMatchObject({ forOthers: null });
  const done = await askAs(url, ann, '/api/review/right', await shownTo(ann));
  expect(await done.json()).toEqual({ isNew: true, set: expect.any(String) });
  expect(onDisk()).toContain(`verified: { on: ${TODAY}, by: { kind: person, name: Ann } }`);
});

test.each([
  {
    locale: 'en',
    open: 'Open Tea trade',
    chats: 'Your accounts in chats',
    right: 'Still right: Tea trade',
    changed: 'nothing was recorded',
    confirmed: 'is confirmed',
    undo: 'Undo',
    code: 'Show a code',
    name: 'Ann',
  },
  {
    locale: 'zh-CN',
    open: '打开“Tea trade”',
    chats: '您在聊天中的账户',
    right: '仍然正确：Tea trade',
    changed: '因此未作记录',
    confirmed: '已确认',
    undo: '撤销',
    code: '显示绑定码',
    name: 'Ann',
  },
])('a reviewer confirms what is shown by one press, in $locale', async (words) => {
  const { url, onDisk, briefsDir } = await desk();
  const isNarrow = words.locale !== 'en';
  const page = await browser.open(`${url}/sign-in`, {
    locale: words.locale,
    ...(isNarrow && { viewport: { width: 390, height: 844 } }),
  });
  await comeIn(page, url, words.name, '/#/today');
  const right = page.getByRole('button', { name: words.right });
  // Nobody says of a topic that it is right before it was opened.
  await page.getByRole('button', { name: words.open }).click();
  await right.waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const width = async () => await page.evaluate('document.documentElement.scrollWidth');
  expect(await width()).toBeLessThanOrEqual(isNarrow ? 390 : 1280);

  // Somebody changes the file while it is pressed, before the page can know: what was shown is confirmed no more, and what stands now is.
  await page.route(
    '**/api/review/right',
    async (route) => {
      writeFileSync(join(briefsDir, TEA), onDisk().replace('Tea is traded.', 'Tea is drunk.'));
      await route.continue();
    },
    { times: 1 },
  );
  await right.click();
  await page.getByText(words.changed).waitFor();
  expect(onDisk()).toContain('name: Cleo');
  await until(async () => await page.getByRole('article').getByText('Tea is drunk.').count()).toBeGreaterThan(0);
  expect(await seriousFaults(page)).toEqual([]);
  await right.click();
  await until(async () => onDisk()).toContain(`verified: { on: ${TODAY}, by: { kind: person, name: Ann } }`);
  await page.getByText(words.confirmed).waitFor();
  await right.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: words.undo, exact: true }).click();
  await page.getByRole('button', { name: words.open }).waitFor();
  expect(onDisk()).toContain('name: Cleo');

  await page.getByRole('link', { name: 'not-yet' }).waitFor();
  await page.getByText(words.chats, { exact: true }).click();
  await page.getByRole('button', { name: words.code }).click();
  await page.getByText(/\/brief link [0-9A-Z]{5}-[0-9A-Z]{5}/u).waitFor();
  expect(await width()).toBeLessThanOrEqual(isNarrow ? 390 : 1280);
  // The browser itself tells of the refusal as an error, so that its console is not looked at.
  await page.context().close();
});
