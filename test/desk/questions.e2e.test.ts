/** Questions on the desk: what any of them finds and why, what the listed ones find, and the inbox. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import type { Explanation, GoldenPage } from '../../src/desk/server/questions.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { fetchLinked } from '../support/linked.ts';
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

describe('a question', () => {
  test('is explained: what it finds, by how much, and why, in both languages', async () => {
    const { url } = await desk();
    const ask = async (question: string, language: string): Promise<Explanation> =>
      (await (
        await fetchLinked(`${url}/api/questions/explain?${new URLSearchParams({ question, language })}`)
      ).json()) as Explanation;
    expect(await ask('how hot are copper kilns', 'en')).toMatchObject({
      result: 'found',
      verdict: expect.stringContaining('“The copper kilns” answers it'),
      candidates: [
        { id: 'copper-kilns', isFound: true, reasons: expect.arrayContaining([expect.stringContaining('“copper')]) },
      ],
    });
    expect(await ask('how hot are copper kilns', 'zh')).toMatchObject({
      verdict: expect.stringContaining('由“The copper kilns”回答'),
    });
    expect(await ask('who won the football', 'en')).toMatchObject({ result: 'none', candidates: [] });
    const wrong = await fetchLinked(`${url}/api/questions/explain?language=en&question=${'x'.repeat(2_001)}`);
    expect(wrong.status).toBe(400);
  });

  test('that a brief lists is asked as if it were not listed', async () => {
    const { url } = await desk();
    const page = (await (await fetchLinked(`${url}/api/questions/golden?language=en`)).json()) as GoldenPage;
    expect(page.briefs.map(({ id, questions }) => [id, questions.length])).toEqual([
      ['copper-kilns', 8],
      ['grain-corridor', 8],
    ]);
    expect(page.briefs.flatMap(({ questions }) => questions).every(({ passed }) => passed)).toBe(true);
    expect(page.after).toBeUndefined();
    // Word for word it would find its brief whatever its words are.
    expect(page.briefs[0]?.questions.at(-1)).toMatchObject({
      question: 'latest on the copper kilns',
      verdict: '“The copper kilns” answers it, 99% sure.',
    });
    const rest = (await (
      await fetchLinked(`${url}/api/questions/golden?language=en&after=copper-kilns`)
    ).json()) as GoldenPage;
    expect(rest.briefs.map(({ id }) => id)).toEqual(['grain-corridor']);
  });

  test('is typed and explained on the page, by keyboard, and has an address', async () => {
    const { url } = await desk();
    const page = await browser.open(`${url}/#/questions`);
    const tried = page.getByRole('region', { name: 'Try a question' });
    await page.getByLabel('Question', { exact: true }).fill('how hot are <i>copper kilns</i>');
    await page.keyboard.press('Enter');
    const rows = page.getByRole('region', { name: 'Briefs that were weighed' }).locator('tbody tr');
    await tried.getByText('“The copper kilns” answers it').waitFor();
    expect(await rows.first().textContent()).toMatch(/The copper kilns.*answers.*\d\.\d\d/u);
    expect(await page.locator('main i').count()).toBe(0);
    expect(page.url()).toContain('copper%20kilns');
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByText('8 of 8').first().click();
    await page.getByRole('link', { name: 'latest on the copper kilns' }).click();
    await tried.getByText('“The copper kilns” answers it, 99% sure.').waitFor();
    await page.goBack();
    await tried.getByText('“The copper kilns” answers it').waitFor();
    await page.getByLabel('Language').selectOption('zh');
    await page.getByRole('region', { name: '检验一个问题' }).getByText('由“The copper kilns”回答').waitFor();
    await page.leave();
  });
});

describe('the inbox', () => {
  test('shows what was flagged and asked in vain as text, and is worked through', async () => {
    const { url, store } = await desk();
    await flagged(store, 'No: <script>alert(1)</script> they did not.');
    for (let times = 0; times < 3; times += 1) await store.countQuestion('copper <b>prices</b>', TODAY, 9);
    const page = await browser.open(`${url}/#/questions`, { viewport: { width: 360, height: 740 } });
    const inbox = page.getByRole('region', { name: 'Inbox' });
    await inbox.getByText('No: <script>alert(1)</script> they did not.').waitFor();
    expect(await inbox.textContent()).toContain('The ministers met in the customs house.');
    expect(await inbox.textContent()).toContain('asked 3 times');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await seriousFaults(page)).toEqual([]);

    await inbox.getByRole('button', { name: 'Mark as done: flag f1 on “The grain corridor”' }).click();
    await inbox.getByText('Flag f1 is done with.').waitFor();
    await inbox.getByText('Nobody has flagged anything.').waitFor();
    await inbox.getByRole('button', { name: 'Dismiss “copper <b>prices</b>”' }).click();
    await inbox.getByText('No question of the last 90 days found nothing.').waitFor();
    expect([await store.openFlags(9), await store.questions('2026-01-01', 9)]).toEqual([[], []]);
    await page.leave();
  });

  test('makes a question in vain an alias of a brief with one press, and it is answered', async () => {
    const { url, briefsDir, store } = await desk();
    await store.countQuestion('copper furnaces', TODAY, 9);
    const page = await browser.open(`${url}/#/questions/copper%20furnaces`);
    await page.getByText('Nothing here answers it').waitFor();
    const inbox = page.getByRole('region', { name: 'Inbox' });
    expect(await inbox.getByLabel('Brief for “copper furnaces”').inputValue()).toBe('copper-kilns');
    await inbox.getByRole('button', { name: 'Add as alias: “copper furnaces”' }).click();
    await inbox.getByText('“copper furnaces” is now a wording of “The copper kilns” and finds it.').waitFor();
    // What was shown before is asked anew.
    await page.getByText('“The copper kilns” answers it, 99% sure.', { exact: true }).first().waitFor();
    expect(await store.questions('2026-01-01', 9)).toEqual([]);
    const record = readFileSync(join(briefsDir, 'north-south', 'topics', 'copper-kilns.yaml'), 'utf8');
    expect((parse(record) as { aliases: unknown }).aliases).toEqual({
      en: ['copper kilns talks', 'copper furnaces'],
    });
    await page.leave();
  });

  test('lets words be edited and tried before they are added, and takes back what was done', async () => {
    const { url, briefsDir, store } = await desk();
    const file = join(briefsDir, 'north-south', 'topics', 'copper-kilns.yaml');
    const before = readFileSync(file, 'utf8');
    for (let times = 0; times < 3; times += 1) await store.countQuestion('moon furnace', TODAY, 9);
    await flagged(store, 'They did not.');
    const page = await browser.open(`${url}/#/questions`);
    const inbox = page.getByRole('region', { name: 'Inbox' });
    const words = inbox.getByLabel('Wording of “moon furnace”');
    const topic = inbox.getByLabel('Brief for “moon furnace”');
    await words.waitFor();
    // No word of it speaks for any of them.
    expect(await topic.inputValue()).toBe('');
    await topic.selectOption('copper-kilns');
    await words.fill('the grain corridor');
    await inbox.getByRole('button', { name: 'See what it would find: “moon furnace”' }).click();
    await inbox.getByText('It cannot be added as an alias:').waitFor();
    // It would be found as if it had been.
    expect(await inbox.getByText('answers it, 99% sure').count()).toBe(0);
    // What is longer than a name is tried as a question.
    await words.fill('how many copper kilns did the romans fire');
    expect(await inbox.getByText('It cannot be added').count()).toBe(0);
    await inbox.getByRole('button', { name: 'See what it would find: “moon furnace”' }).click();
    await inbox.getByText('It can be added as a question. Then:').waitFor();
    await words.fill('roman furnaces');
    await inbox.getByRole('button', { name: 'See what it would find: “moon furnace”' }).click();
    await inbox.getByText('It can be added as an alias. Then:').waitFor();
    expect(await inbox.getByText('“The copper kilns” answers it, 99% sure.').count()).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe(before);

    await inbox.getByRole('button', { name: 'Add as alias: “moon furnace”' }).click();
    await inbox.getByText('“roman furnaces” is now a wording of “The copper kilns” and finds it.').waitFor();
    expect(readFileSync(file, 'utf8')).toContain('roman furnaces');
    await until(() => store.questions('2026-01-01', 9)).toEqual([]);
    await inbox.getByRole('button', { name: 'Undo' }).click();
    await inbox.getByText('It is as it was before.').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await store.questions('2026-01-01', 9)).toEqual([{ text: 'moon furnace', count: 3, lastOn: TODAY }]);

    await inbox.getByRole('button', { name: 'Dismiss “moon furnace”' }).click();
    await inbox.getByRole('button', { name: 'Undo' }).click();
    await inbox.getByText('asked 3 times').waitFor();
    await inbox.getByRole('button', { name: /^Mark as done/u }).click();
    await inbox.getByText('Flag f1 is done with.').waitFor();
    await inbox.getByRole('button', { name: 'Undo' }).click();
    await inbox.getByText('They did not.').waitFor();
    await until(() => store.openFlags(9)).toHaveLength(1);
    expect(await seriousFaults(page)).toEqual([]);
    await page.leave();
  });

  test('takes the id of a brief where there are too many to choose from, and asks their questions only when wished for', async () => {
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
    const page = await browser.open(`${url}/#/questions`);
    const inbox = page.getByRole('region', { name: 'Inbox' });
    await inbox.getByLabel('Brief for “copper furnaces”').fill('copper-kilns');
    expect(await page.locator('.golden').count()).toBe(0);
    await page.getByRole('button', { name: 'Ask them' }).click();
    await page.getByText('8 of 8').first().waitFor();
    await page.getByRole('button', { name: 'More briefs' }).click();
    await until(() => page.locator('.golden > li').count()).toBe(80);
    await inbox.getByRole('button', { name: 'Add as alias: “copper furnaces”' }).click();
    await inbox.getByText('“copper furnaces” is now a wording of “copper-kilns” and finds it.').waitFor();
    await page.leave();
  });

  test('says why words cannot become a question of a brief, and changes nothing', async () => {
    const { url, briefsDir, store } = await desk();
    const file = join(briefsDir, 'north-south', 'topics', 'copper-kilns.yaml');
    const before = readFileSync(file, 'utf8');
    await store.countQuestion('who pays', TODAY, 9);
    const page = await browser.open(`${url}/#/questions/${encodeURIComponent('the grain corridor')}`);
    const tried = page.getByRole('region', { name: 'Try a question' });
    await tried.getByLabel('Brief for “the grain corridor”').selectOption('copper-kilns');
    await tried.getByRole('button', { name: 'Add as question: “the grain corridor”' }).click();
    await tried.getByText('finds grain-corridor instead').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await store.questions('2026-01-01', 9)).toHaveLength(1);
    await page.close();
  });

  test('tells of what somebody else was done with before', async () => {
    const { url, store } = await desk();
    const send = (path: string, body: unknown): Promise<Response> =>
      fetchLinked(`${url}/api/inbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify(body),
      });
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
