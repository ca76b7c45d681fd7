/** The inbox of the desk: what readers flagged, and what they asked in vain. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { fetchLinked, postLinked } from '../support/linked.ts';
import { topicRecord, folderOf, recordFiles } from '../support/records.ts';

const browser = useBrowser();
/** A machine with other work takes longer than a second to show a page. */
const until = (read: () => Promise<unknown>) => expect.poll(read);
const TODAY = Temporal.Now.plainDateISO('UTC').toString();

type Desk = { readonly url: string; readonly store: Store };

async function desk(): Promise<Desk> {
  const briefsDir = folderOf(recordFiles({ 'north-south/topics/copper-kilns.yaml': topicRecord('copper kilns') }));
  const { url, dataDir } = await deskOfTest({ briefsDir });
  const store = await openStore(undefined, { dataDir });
  onTestFinished(async () => await store.close());
  return { url, store };
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
  test('is one list of what was flagged and asked in vain, as text, each done with or taken back', async () => {
    const { url, store } = await desk();
    await flagged(store, 'No: <script>alert(1)</script> they did not.');
    for (let times = 0; times < 3; times += 1) await store.countQuestion('copper <b>prices</b>', TODAY, 9);
    const page = await browser.open(`${url}/#/today`, { viewport: { width: 360, height: 740 } });
    const inbox = page.locator('.inbox');
    await inbox.getByText('No: <script>alert(1)</script> they did not.').waitFor();
    expect(await inbox.textContent()).toContain('The ministers met in the customs house.');
    await until(() => inbox.textContent()).toContain('asked 3 times');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await seriousFaults(page)).toEqual([]);

    const [flag, question] = [/^Done: flag f1 on “The grain corridor”/u, /^Done: copper/u];
    await inbox.getByRole('button', { name: flag }).click();
    await page.getByText('Done with: flag f1').waitFor();
    await until(() => store.openFlags(9)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await inbox.getByRole('button', { name: flag }).waitFor();
    await inbox.getByRole('button', { name: question }).click();
    await page.getByText('Done with: copper').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await inbox.getByText('asked 3 times').waitFor();
    await until(() => store.questions('2026-01-01', 9)).toMatchObject([{ count: 3 }]);
    await inbox.getByRole('button', { name: flag }).click();
    await inbox.getByRole('button', { name: flag }).waitFor({ state: 'detached' });
    await inbox.getByRole('button', { name: question }).click();
    await inbox.getByText('Nothing was flagged').waitFor();
    expect([await store.openFlags(9), await store.questions('2026-01-01', 9)]).toEqual([[], []]);
    await page.leave();
  });

  test('leads from each to where it is put right: the statement, the topic, or Ask', async () => {
    const { url, store } = await desk();
    await flagged(store, 'They did not.');
    await store.countQuestion('copper furnaces', TODAY, 9);
    await store.countQuestion('moon furnace', TODAY, 9);
    const page = await browser.open(`${url}/#/today`);
    const correct = (name: RegExp) => page.locator('.inbox').getByRole('link', { name });
    await correct(/flag f1/u).waitFor();
    expect(await correct(/copper furnaces/u).getAttribute('href')).toBe('#/topics/copper-kilns?view=edit');
    expect(await correct(/moon furnace/u).getAttribute('href')).toBe('#/ask');
    await correct(/flag f1/u).click();
    await until(() => page.evaluate('location.hash')).toBe(
      '#/documents/north-south/harbour-notes?correct=hands-shaken',
    );
    await page.getByText('The ministers met in the customs house.').first().waitFor();
    await page.leave();
  });

  test('tells of what somebody else was done with before', async () => {
    const { url, store } = await desk();
    const send = (path: string, body: unknown): Promise<Response> => postLinked(`${url}/api/inbox/${path}`, body);
    const gone = await send('done', { flag: 'nowhere' });
    expect([gone.status, await gone.json()]).toMatchObject([404, { error: 'no-flag' }]);
    await flagged(store, 'It was not so.');
    expect((await send('done', { flag: 'f1' })).status).toBe(200);
    expect((await send('done', { flag: 'f1' })).status).toBe(404);
    expect(await (await fetchLinked(`${url}/api/audit`)).json()).toMatchObject({
      entries: [{ act: 'flag-done', about: 'grain-corridor, harbour-notes/hands-shaken', detail: 'f1' }],
    });
    const dropped = await send('dropped', { question: 'nothing' });
    expect([dropped.status, await dropped.json()]).toMatchObject([404, { error: 'no-question' }]);
    expect((await send('done', { flag: 1 })).status).toBe(400);
  });
});
