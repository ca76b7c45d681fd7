/** What is written of records stays, in real browsers: through a reload, another machine, a server that is killed, and beside others. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../peers/free-port.ts';
import { asYaml, seenInYaml, selectInYaml, seriousFaults, useBrowser } from '../../support/browser.ts';
import { deskOfTest } from '../../support/desk.ts';
import { linkPathOf, openLink } from '../../support/linked.ts';
import { addPeople, askAs, comeIn, signIn } from '../../support/people.ts';
import { folderOf, recordFiles } from '../../support/records.ts';
import { WRITTEN } from '../../support/written.ts';
import { clockEnvironment } from '../../support/clock.ts';

const browser = useBrowser();
const AT = '#/topics/north-south/tea-trade?view=edit';
const MAIN = join(import.meta.dirname, '../../../src/main.ts');

const recordsWithTea = (): string => folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': WRITTEN }));
const teaIn = (folder: string): string => readFileSync(join(folder, 'north-south/topics/tea-trade.yaml'), 'utf8');
const holds = async (page: Page, text: string): Promise<boolean> =>
  (await page.locator('.edit-code').inputValue()).includes(text);
const soon = { timeout: 20_000 };
const kept = (page: Page) => page.getByText(/^Kept \d/u);

/** Says no to what a page asks next; returns what that was. */
async function dismissed(page: Page): Promise<string> {
  const dialog = await page.waitForEvent('dialog');
  await dialog.dismiss();
  return dialog.message();
}

/** Comes back to a page, as a person does who had another window before them. */
const look = async (page: Page): Promise<void> => {
  await page.evaluate(() => dispatchEvent(new Event('focus')));
};

/** Types at the end of the first line that has a text, or within the brackets that end there. */
async function typeBehind(page: Page, behind: string, text: string, within = ''): Promise<void> {
  await selectInYaml(page, behind);
  await page.keyboard.press('End');
  for (const _ of within) await page.keyboard.press('ArrowLeft');
  await page.keyboard.insertText(text);
}

test('a text stays through a reload, is there on another machine, and of two windows the last one to write wins', async () => {
  const { url } = await deskOfTest({ briefsDir: recordsWithTea() });
  const page = await browser.open(`${url}/${AT}`, asYaml(url));
  await typeBehind(page, 'whyItMatters:', ' # first');
  await kept(page).waitFor();
  await page.reload();
  await seenInYaml(page, 'whyItMatters: # first');
  await page.getByText('Not published yet').waitFor();

  const other = await browser.open(url, asYaml(url));
  await other.getByRole('link', { name: 'Not published: 1' }).click();
  await other.getByRole('heading', { name: 'Your changes, not published yet' }).waitFor();
  expect(await seriousFaults(other)).toEqual([]);
  await other.getByRole('link', { name: 'Tea trade' }).click();
  await seenInYaml(other, '# first');
  // One follows the other as soon as one looks there.
  await typeBehind(other, 'whyItMatters:', ', second');
  await kept(other).waitFor();
  await look(page);
  await seenInYaml(page, '# first, second');

  // Both write at once, neither knowing of the other.
  await page.context().setOffline(true);
  await typeBehind(page, 'status:', ' # here');
  await page.getByText('The bot does not answer.').waitFor();
  await page.getByText('In this page only').waitFor();
  await page.getByRole('button', { name: 'Publish …' }).click();
  const publish = page.getByRole('region', { name: 'Publish' });
  await publish.getByText('The bot cannot be reached').waitFor();
  await typeBehind(other, 'bottomLine', ' # there');
  await kept(other).waitFor();
  await page.context().setOffline(false);
  await kept(page).waitFor();
  // What was asked in vain is asked again: nothing says that the bot is gone, and the set can be published.
  await publish.locator('button:enabled', { hasText: 'Publish now' }).waitFor();
  await expect.poll(() => page.getByText('The bot cannot be reached').count()).toBe(0);
  await look(other);
  await seenInYaml(other, '# here');
  await seenInYaml(other, '# there', false);
  await page.getByText('The bot does not answer.').waitFor({ state: 'detached' });

  // Dropped for good, and so not before one has said so.
  const asked = dismissed(other);
  await other.getByRole('button', { name: 'Drop my changes' }).click();
  expect(await asked).toBe('Drop what you have changed in this record? It cannot be brought back.');
  expect(await holds(other, '# here')).toBe(true);
  other.once('dialog', (dialog) => void dialog.accept());
  await other.getByRole('button', { name: 'Drop my changes' }).click();
  await seenInYaml(other, '# here', false);
  await look(page);
  await seenInYaml(page, '# here', false);
  await page.reload();
  await seenInYaml(page, 'whyItMatters:');
  expect(await page.getByText('Not published yet').count()).toBe(0);
  await page.context().close();
  await other.leave();
});

test('of two people in one record the second to publish sees what the first has changed, and chooses', async () => {
  const briefsDir = recordsWithTea();
  const { url, dataDir } = await deskOfTest({ briefsDir });
  await addPeople(dataDir, { Ann: 'admin', Bo: 'curator' });
  const enter = async (name: string) => {
    const page = await browser.open(`${url}/sign-in`, asYaml(url));
    await comeIn(page, url, name, `/${AT}`);
    await seenInYaml(page, 'whyItMatters:');
    return page;
  };
  const [ann, bo] = [await enter('Ann'), await enter('Bo')];
  await typeBehind(ann, 'drink it.', ' Ann too.');
  await typeBehind(ann, 'summary:', ' by Ann', ' }');
  await kept(ann).waitFor();
  expect(await holds(bo, 'Ann too.')).toBe(false);
  const cookie = await signIn(url, 'bo');
  const ofBo = async () =>
    (await (await askAs(url, cookie, '/api/changes')).json()) as { person: string; changes: { text?: string }[] };
  const { person, changes } = await ofBo();
  expect(changes).toEqual([]);
  const change = { folder: 'north-south/topics', file: 'tea-trade.yaml', writer: 'w', number: 1, after: 0 };
  // A page of Ann's in which Bo has signed in meanwhile writes nothing in his name.
  expect((await askAs(url, cookie, '/api/changes', { ...change, person: 'ann', text: '' })).status).toBe(409);
  // What the file has by now is no change any more.
  await askAs(url, cookie, '/api/changes', { ...change, person, text: WRITTEN });
  expect((await ofBo()).changes).toMatchObject([{ writer: 'filed', number: 2 }]);
  expect((await ofBo()).changes[0]).not.toHaveProperty('text');
  await typeBehind(bo, 'title:', ' now', ' }');
  await typeBehind(bo, 'summary:', ' by Bo', ' }');
  await bo.getByRole('button', { name: 'Publish …' }).click();
  await bo.getByRole('button', { name: 'Publish now' }).click();
  await bo.getByText('Published; it is in service.').waitFor();
  expect(teaIn(briefsDir)).toContain('trade by Bo }');

  // Ann hears of it by herself; choosing the file would drop her text, and asks first.
  const differs = ann.locator('.other-text');
  await differs.getByText('Bo has changed the file since you began. Your text is still here.').waitFor();
  await differs.locator('ins', { hasText: 'Tea trade now' }).waitFor();
  await differs.locator('ins', { hasText: 'by Bo' }).waitFor();
  expect(await differs.getByText('Ann too').count()).toBe(0);
  expect(await seriousFaults(ann)).toEqual([]);
  const asked = dismissed(ann);
  await ann.getByRole('button', { name: 'Open the file as it is now' }).click();
  expect(await asked).toBe('Drop what you have changed in this record? It cannot be brought back.');
  await seenInYaml(ann, 'by Ann');
  await ann.getByRole('button', { name: 'Keep mine in place of it' }).click();
  await differs.waitFor({ state: 'detached' });
  // What that takes back of Bo's is told before it is published.
  await ann.getByRole('button', { name: 'Publish …' }).click();
  await ann.locator('.publish del', { hasText: 'Tea trade now' }).waitFor();
  await ann.getByRole('button', { name: 'Publish now' }).click();
  await ann.getByText('Published; it is in service.').waitFor();
  expect(teaIn(briefsDir)).toMatch(/Tea trade \}[^]*by Ann \}\n[^]*drink it\. Ann too\.\n/u);
  // Who has changed nothing sees the newest by itself.
  await seenInYaml(bo, 'Ann too.');
  await bo.getByText('Somebody has changed the file; this is how it is now.').waitFor();

  // Bo publishes within the seconds in which he has not heard of what Ann has published.
  await bo.route('**/api/curate/standing', (route) => route.abort());
  await typeBehind(bo, 'status:', ' # by Bo');
  await kept(bo).waitFor();
  await typeBehind(ann, 'status:', ' # by Ann');
  await ann.getByRole('button', { name: 'Publish …' }).click();
  await ann.getByRole('button', { name: 'Publish now' }).click();
  await ann.getByText('Published; it is in service.').waitFor();
  await bo.getByRole('button', { name: 'Publish …' }).click();
  await bo.getByRole('button', { name: 'Publish now' }).click();
  await bo.getByText('The file has been changed since it was opened; nothing was written.').waitFor();
  await bo.getByRole('button', { name: 'See what changed' }).click();
  await bo.getByText('Ann has changed the file since you began.').waitFor();
  bo.once('dialog', (dialog) => void dialog.accept());
  await bo.getByRole('button', { name: 'Open the file as it is now' }).click();
  await seenInYaml(bo, '# by Ann');
  expect(await holds(bo, '# by Bo')).toBe(false);
  await bo.unroute('**/api/curate/standing');

  // Whose session has ended is told to sign in, not that the bot is gone.
  await bo.context().clearCookies();
  // Nor does anything take the text away that is asked for anew meanwhile.
  await bo.evaluate(() => dispatchEvent(new Event('attache-standing-changed')));
  await bo.getByText('You are signed out').waitFor();
  await typeBehind(bo, 'status:', ' # signed out');
  await bo.getByText('In this page only, until you sign in again').waitFor();
  expect(await bo.getByText('until the bot answers').count()).toBe(0);
  await bo.context().close();
  await ann.leave();
});

test('what one window drops or publishes is gone from the lists of the others, without a reload', async () => {
  const { url } = await deskOfTest({ briefsDir: recordsWithTea() });
  const page = await browser.open(`${url}/#/documents/north-south/harbour-notes?view=record`, asYaml(url));
  const change = async (): Promise<void> => {
    await typeBehind(page, 'title', ' ');
    await kept(page).waitFor();
  };
  await change();
  const [list, reader] = [await page.context().newPage(), await page.context().newPage()];
  await list.goto(`${url}/#/admin/records`);
  await reader.goto(`${url}/#/documents/north-south/harbour-notes`);
  const elsewhere = await browser.open(`${url}/#/admin/records`, asYaml(url));
  const isListed = async (): Promise<number[]> =>
    await Promise.all([list, elsewhere].map(async (one) => await one.locator('.unpublished li').count()));
  const changed = reader.getByText('The record was changed and is not published.');
  await changed.waitFor();
  await expect.poll(isListed, soon).toEqual([1, 1]);

  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Drop my changes' }).click();
  await look(reader);
  await changed.waitFor({ state: 'detached' });
  await look(list);
  await list.locator('.unpublished').waitFor({ state: 'detached' });
  // In another window and on another machine it is seen as soon as one looks there.
  await look(elsewhere);
  await expect.poll(isListed, soon).toEqual([0, 0]);

  await change();
  await look(elsewhere);
  await look(list);
  await expect.poll(isListed, soon).toEqual([1, 1]);
  await page.getByRole('button', { name: 'Publish …' }).click();
  await page.locator('.publish .primary:enabled').click();
  await page.getByText('Published; it is in service.').waitFor();
  await expect.poll(isListed, soon).toEqual([0, 0]);

  // A text that cannot be read is not read again where it was dropped meanwhile.
  await typeBehind(page, 'title', ' ]');
  await kept(page).waitFor();
  for (const one of [list, elsewhere]) {
    await look(one);
    await one.getByRole('link', { name: 'Not published: 1' }).waitFor();
  }
  await elsewhere.goto(`${url}/#/documents/north-south/harbour-notes`);
  await elsewhere.getByText('The record of this document has faults').waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Drop my changes' }).click();
  await look(list);
  await list.getByRole('link', { name: 'Not published' }).waitFor({ state: 'detached' });
  await elsewhere.getByRole('button', { name: 'Try again' }).click();
  await elsewhere.locator('.reading').waitFor();
  await page.context().close();
  await elsewhere.context().close();
});

test('a server that is killed and comes back loses nothing, and the page goes on', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-kept-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = {
    PATH,
    ...clockEnvironment(),
    NODE_COMPILE_CACHE,
    DESK: 'on',
    DESK_PORT: port,
    DATA_DIR: dataDir,
    BRIEFS_DIR: recordsWithTea(),
  };
  const start = async () => {
    const child = spawn(process.execPath, [MAIN, 'start'], { cwd: dataDir, env, stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await expect
      .poll(
        () =>
          fetch(url).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    return async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
  };
  const kill = await start();
  await expect.poll(() => existsSync(join(dataDir, 'desk-link'))).toBe(true);
  await openLink(url, linkPathOf(dataDir));
  const page = await browser.open(`${url}/${AT}`, asYaml(url));
  await typeBehind(page, 'whyItMatters:', ' # kept');
  await kept(page).waitFor();
  await kill();
  await typeBehind(page, 'status:', ' # typed in vain');
  await page.getByText('The bot does not answer.').waitFor();
  // A part of the page that was never opened waits for the server.
  await page.getByRole('link', { name: 'Status and dates', exact: true }).click();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const leaving = await asked;
  expect(leaving.type()).toBe('beforeunload');
  await leaving.dismiss();

  const killAgain = await start();
  await page.getByRole('heading', { level: 1, name: 'Status and dates' }).waitFor();
  await page.getByText('The bot does not answer.').waitFor({ state: 'detached' });
  const other = await browser.open(`${url}/${AT}`, asYaml(url));
  await seenInYaml(other, '# kept');
  await seenInYaml(other, '# typed in vain');
  await other.leave();

  await killAgain();
  await start();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Status and dates' }).waitFor();
  const again = await browser.open(`${url}/${AT}`, asYaml(url));
  await seenInYaml(again, '# typed in vain');
  await again.leave();
  await page.context().close();
}, 120_000);
