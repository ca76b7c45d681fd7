/** The inbox of the desk: what readers flagged, and what they asked in vain. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { fetchLinked, postLinked } from '../support/linked.ts';
import { documentRecord, topicRecord, folderOf, recordFiles } from '../support/records.ts';

const browser = useBrowser();
/** A machine with other work takes longer than a second to show a page. */
const until = (read: () => Promise<unknown>) => expect.poll(read);
const TODAY = Temporal.Now.plainDateISO('UTC').toString();

type Desk = { readonly url: string; readonly briefsDir: string; readonly store: Store };

async function desk(more: Parameters<typeof recordFiles>[0] = {}): Promise<Desk> {
  const briefsDir = folderOf(
    recordFiles({ 'north-south/topics/copper-kilns.yaml': topicRecord('copper kilns'), ...more }),
  );
  const { url, dataDir } = await deskOfTest({ briefsDir });
  const store = await openStore(undefined, { dataDir });
  onTestFinished(async () => await store.close());
  return { url, briefsDir, store };
}

const flagged = (store: Store, text: string): Promise<string> =>
  store.addFlag(
    {
      id: 'f1',
      topic: 'grain-corridor',
      statement: 'harbour-notes/hands-shaken',
      text,
      link: 'https://example.org/photo',
      language: 'en',
      channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
      person: 'U1',
      createdAt: Temporal.Now.instant(),
      doneAt: undefined,
    },
    Temporal.Now.instant(),
    9,
  );

describe('the inbox', () => {
  test('shows what was flagged and asked in vain as text, and is worked through', async () => {
    const { url, store } = await desk();
    await flagged(store, 'No: <script>alert(1)</script> they did not.');
    for (let times = 0; times < 3; times += 1) await store.countQuestion('copper <b>prices</b>', TODAY, 9);
    const page = await browser.open(`${url}/#/today`, { viewport: { width: 360, height: 740 } });
    const inbox = page.locator('.inbox');
    await inbox.getByText('No: <script>alert(1)</script> they did not.').waitFor();
    expect(await inbox.textContent()).toContain('The ministers met in the customs house.');
    await until(() => inbox.textContent()).toContain('asked 3 times');
    expect(await inbox.textContent()).toMatch(/finds (?:nothing|only what is near)/u);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await seriousFaults(page)).toEqual([]);

    await inbox.getByRole('button', { name: 'Mark as done: flag f1 on “The grain corridor”' }).click();
    await page.getByText('Flag f1 is done with.').waitFor();
    await inbox.getByText('Nobody has flagged anything.').waitFor();
    await inbox.getByRole('button', { name: 'Dismiss “copper <b>prices</b>”' }).click();
    await inbox.getByText('No question of the last 90 days found nothing.').waitFor();
    expect([await store.openFlags(9), await store.questions('2026-01-01', 9)]).toEqual([[], []]);
    await page.leave();
  });

  test('makes a question in vain an alias of a brief with one press, and it is answered', async () => {
    const { url, briefsDir, store } = await desk();
    await store.countQuestion('copper furnaces', TODAY, 9);
    const page = await browser.open(`${url}/#/today`);
    const inbox = page.locator('.inbox');
    expect(await inbox.getByLabel('Brief for “copper furnaces”').inputValue()).toBe('copper-kilns');
    await inbox.getByRole('button', { name: 'Add as alias: “copper furnaces”' }).click();
    await page.getByText('“copper furnaces” is now a wording of “The copper kilns” and finds it.').waitFor();
    await until(() => store.questions('2026-01-01', 9)).toEqual([]);
    const record = readFileSync(join(briefsDir, 'north-south', 'topics', 'copper-kilns.yaml'), 'utf8');
    expect((parse(record) as { aliases: unknown }).aliases).toEqual({
      en: ['copper kilns talks', 'copper furnaces'],
    });
    await page.leave();
  });

  test('lets words be edited before they are added, and takes back what was done', async () => {
    const { url, briefsDir, store } = await desk();
    const file = join(briefsDir, 'north-south', 'topics', 'copper-kilns.yaml');
    const before = readFileSync(file, 'utf8');
    for (let times = 0; times < 3; times += 1) await store.countQuestion('moon furnace', TODAY, 9);
    await flagged(store, 'They did not.');
    const page = await browser.open(`${url}/#/today`);
    const inbox = page.locator('.inbox');
    const words = inbox.getByLabel('Wording of “moon furnace”');
    const topic = inbox.getByLabel('Brief for “moon furnace”');
    await words.waitFor();
    // No word of it speaks for any of them.
    expect(await topic.inputValue()).toBe('');
    await topic.selectOption('copper-kilns');
    await words.fill('roman furnaces');
    expect(readFileSync(file, 'utf8')).toBe(before);

    await inbox.getByRole('button', { name: 'Add as alias: “moon furnace”' }).click();
    await page.getByText('“roman furnaces” is now a wording of “The copper kilns” and finds it.').waitFor();
    expect(readFileSync(file, 'utf8')).toContain('roman furnaces');
    await until(() => store.questions('2026-01-01', 9)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('It is as it was before.').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(before);
    await until(() => store.questions('2026-01-01', 9)).toEqual([{ text: 'moon furnace', count: 3, lastOn: TODAY }]);

    await inbox.getByRole('button', { name: 'Dismiss “moon furnace”' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await inbox.getByText('asked 3 times').waitFor();
    await inbox.getByRole('button', { name: /^Mark as done/u }).click();
    await page.getByText('Flag f1 is done with.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await inbox.getByText('They did not.').waitFor();
    await until(() => store.openFlags(9)).toHaveLength(1);
    expect(await seriousFaults(page)).toEqual([]);
    await page.leave();
  });

  test('takes the id of a brief where there are too many to choose from', async () => {
    // A statement bears on eight topics at most: each topic has a document of its own.
    const many = Array.from({ length: 200 }, (_, index) => {
      const name = `q${String.fromCodePoint(97 + Math.floor(index / 20), 97 + (index % 20))}xo`;
      const topic = JSON.stringify(topicRecord(`${name} lamps`)).replaceAll('harbour-notes', `${name}-notes`);
      const url = `https://example.org/${name}`;
      return [
        [`north-south/topics/${name}-lamps.yaml`, topic],
        [`north-south/documents/${name}-notes.yaml`, documentRecord({ url }, [`${name}-lamps`])],
      ] as const;
    }).flat();
    many.push(['north-south/documents/harbour-notes.yaml', documentRecord({}, ['grain-corridor', 'copper-kilns'])]);
    const { url, store } = await desk(Object.fromEntries(many));
    await store.countQuestion('copper furnaces', TODAY, 9);
    const page = await browser.open(`${url}/#/today`);
    const inbox = page.locator('.inbox');
    await inbox.getByLabel('Brief for “copper furnaces”').fill('copper-kilns');
    await inbox.getByRole('button', { name: 'Add as alias: “copper furnaces”' }).click();
    await page.getByText('“copper furnaces” is now a wording of “copper-kilns” and finds it.').waitFor();
    await until(() => store.questions('2026-01-01', 9)).toEqual([]);
    await page.leave();
  });

  test('says why words cannot become a question of a brief, and changes nothing', async () => {
    const { url, briefsDir, store } = await desk();
    const file = join(briefsDir, 'north-south', 'topics', 'copper-kilns.yaml');
    const before = readFileSync(file, 'utf8');
    await store.countQuestion('who pays', TODAY, 9);
    const page = await browser.open(`${url}/#/today`);
    const inbox = page.locator('.inbox');
    await inbox.getByLabel('Wording of “who pays”').fill('the grain corridor');
    await inbox.getByLabel('Brief for “who pays”').selectOption('copper-kilns');
    await inbox.getByRole('button', { name: 'Add as question: “who pays”' }).click();
    await inbox.getByText('finds grain-corridor instead').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await store.questions('2026-01-01', 9)).toHaveLength(1);
    await page.close();
  });

  test('tells of what somebody else was done with before', async () => {
    const { url, store } = await desk();
    const send = (path: string, body: unknown): Promise<Response> => postLinked(`${url}/api/inbox/${path}`, body);
    const gone = await send('done', { flag: 'nowhere' });
    expect([gone.status, await gone.json()]).toMatchObject([404, { error: 'no-flag' }]);
    await flagged(store, 'It was not so.');
    expect((await send('done', { flag: 'f1' })).status).toBe(200);
    expect((await send('done', { flag: 'f1' })).status).toBe(404);
    expect(await (await fetchLinked(`${url}/api/audit?act=flag-done`)).json()).toMatchObject({
      entries: [{ about: 'grain-corridor, harbour-notes/hands-shaken', detail: 'f1' }],
    });
    const dropped = await send('dropped', { question: 'nothing' });
    expect([dropped.status, await dropped.json()]).toMatchObject([404, { error: 'no-question' }]);
    expect((await send('done', { flag: 1 })).status).toBe(400);
    const wording = { brief: 'copper-kilns', as: 'alias', language: 'en', text: 'furnaces' };
    expect((await send('added', { ...wording, as: 'name' })).status).toBe(400);
    expect((await send('added', { ...wording, brief: '../copper-kilns' })).status).toBe(404);
    expect((await send('added', { ...wording, text: 'copper kilns talks' })).status).toBe(409);
  });
});
