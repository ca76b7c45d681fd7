/** The editor in a real browser. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { asYaml, seenInYaml, selectInYaml, seriousFaults, useBrowser } from '../../support/browser.ts';
import { WRITTEN } from '../../support/written.ts';
import { deskOfTest } from '../../support/desk.ts';
import { folderOf, recordFiles, topicRecord } from '../../support/records.ts';

const browser = useBrowser();
/** Others may work on the machine as well. */
const soon = { timeout: 15_000 };
const AT = '#/topics/north-south/tea-trade?view=edit';

async function deskWithTea() {
  const briefsDir = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': WRITTEN }));
  const desk = await deskOfTest({ briefsDir });
  const path = join(briefsDir, 'north-south', 'topics', 'tea-trade.yaml');
  return { ...desk, path, onDisk: () => readFileSync(path, 'utf8') };
}

async function openEditor(url: string, options: BrowserContextOptions = {}) {
  const page = await browser.open(`${url}/${AT}`, { ...asYaml(url), ...options });
  await page.locator('.edit-code').waitFor();
  return page;
}

/** Replaces a word of a line in the editor, typed over. */
async function replaceWord(page: Page, line: string, word: string, by: string): Promise<void> {
  await selectInYaml(page, line);
  await page.keyboard.insertText(line.replace(word, by));
}

const status = (page: Page) => page.locator('.edit-faults [role=status]');
const publishNow = (page: Page) => page.getByRole('button', { name: 'Publish now' }).click();
const publish = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Publish …' }).click();
  await publishNow(page);
};

/** Returns the answer to `/brief tea-trade`, asked from the page as the conversation does. */
const askForTea = async (page: Page): Promise<string> =>
  await page.evaluate(async () => {
    const response = await fetch('/api/say', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: '/brief tea-trade', language: 'en', zone: 'UTC', request: crypto.randomUUID() }),
    });
    return response.text();
  });

describe('the editor', () => {
  test('tells a fault as it is typed, where it is, and lets it be mended, previewed and saved into service', async () => {
    const { url, onDisk } = await deskWithTea();
    const page = await openEditor(url);
    await expect.poll(() => status(page).textContent(), soon).toBe('No faults.');
    await replaceWord(page, 'status: published', 'published', 'odd');
    const fault = page.getByRole('button', { name: /^5:9 status: must be one of draft, published, retracted/u });
    await fault.waitFor();
    await page.keyboard.press('Control+Home');
    await fault.click();
    // The cursor is where the fault is.
    await page.keyboard.press('Shift+End');
    await page.keyboard.insertText('published');
    await expect.poll(() => status(page).textContent(), soon).toBe('No faults.');

    // What no record may hold is not put in, with a sentence.
    await page.keyboard.insertText('x'.repeat(1_000_000));
    await page.getByRole('alert').getByText('larger than the one million bytes').waitFor();
    await expect.poll(() => status(page).textContent(), soon).toBe('No faults.');

    await replaceWord(page, 'Tea is traded.', 'traded', 'carried by <b>caravans</b>');
    const preview = page.getByRole('region', { name: 'As readers see it' });
    // Shown as it was written, not as markup.
    await preview.getByText('carried by <b>caravans</b>').first().waitFor();
    expect(onDisk()).toBe(WRITTEN);
    await page.keyboard.press('Control+s');
    const panel = page.getByRole('region', { name: 'Publish' });
    await panel.getByText('bottom line · text · English').waitFor();
    await panel.getByText('Nobody is told of this.').waitFor();
    await publishNow(page);
    await page.getByText('Published; it is in service.').waitFor();
    expect(onDisk()).toBe(WRITTEN.replace('traded.', 'carried by <b>caravans</b>.'));
    expect(await askForTea(page)).toContain('carried by <b>caravans</b>');

    await page.getByRole('link', { name: 'Admin' }).click();
    await page.getByText('Published before').click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone; what stood before').waitFor();
    expect(onDisk()).toBe(WRITTEN);
    await page.goBack();
    await seenInYaml(page, 'Tea is traded.');
    await page.leave();
  });

  test('is opened in place on the page of a topic, and at the address of its record', async () => {
    const { url } = await deskWithTea();
    const page = await browser.open(`${url}/#/topics/tea-trade`, asYaml(url));
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await seenInYaml(page, 'Tea is traded.');
    await page.getByRole('heading', { level: 1, name: 'Tea trade' }).waitFor();
    await page.goto(`${url}/#/documents/north-south/harbour-notes?view=record`);
    await seenInYaml(page, 'The Harbour Gazette');
    await page.goto(`${url}/#/admin/records/north-south/relationship.yaml`);
    await seenInYaml(page, 'Northland and Southland');
    await page.leave();
  });

  test('begins a topic with the text of its draft, and the draft is removed when it is published', async () => {
    const whole = WRITTEN.replaceAll(/\btea\b/gu, 'silk')
      .replaceAll('Tea', 'Silk')
      .replace('- silk road', '- silk lane')
      .replace('status: published', 'status: draft');
    const briefsDir = folderOf(
      recordFiles({ 'drafts/silk-trade.yaml': whole.replace('=../', '=').replace('status: draft', 'status: odd') }),
    );
    const { url } = await deskOfTest({ briefsDir });
    const page = await browser.open(`${url}/#/topics`, asYaml(url));
    await page
      .getByRole('region', { name: /^Drafts/u })
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('button', { name: /^\d+:9 status/u }).waitFor();
    await replaceWord(page, 'status: odd', 'odd', 'draft');
    await expect.poll(() => status(page).textContent(), soon).toBe('No faults.');
    await publish(page);
    await page.getByText('Published; it is in service.').waitFor();
    expect(readFileSync(join(briefsDir, 'north-south', 'topics', 'silk-trade.yaml'), 'utf8')).toBe(
      whole.replace('# Written by hand: everything here stays as it is.\n', ''),
    );
    const drafted = join(briefsDir, 'drafts', 'silk-trade.yaml');
    await expect.poll(() => existsSync(drafted), soon).toBe(false);
    await page.leave();
  });

  test('begins a new topic with what it needs, and writes it only when it is whole', async () => {
    const briefsDir = folderOf(recordFiles());
    const { url } = await deskOfTest({ briefsDir });
    const page = await browser.open(`${url}/#/topics`, asYaml(url));
    await page.getByText('New topic').click();
    await page.getByLabel('Id', { exact: true }).fill('salt-road');
    await page.getByRole('button', { name: 'Begin' }).click();
    await seenInYaml(page, 'bottomLine:');
    await page.getByText('Not published yet').waitFor();
    const path = join(briefsDir, 'north-south', 'topics', 'salt-road.yaml');
    expect(existsSync(path)).toBe(false);
    const whole = JSON.stringify(Object.assign(topicRecord('salt road'), { status: 'draft' }), null, 2);
    await page.locator('.edit-code').focus();
    await page.keyboard.press('Control+a');
    // What has faults is told by its title too.
    await page.keyboard.insertText(whole.replace('"status": "draft"', '"status": "odd"'));
    await page.getByRole('button', { name: 'Publish …' }).click();
    const panel = page.getByRole('region', { name: 'Publish' });
    await panel.getByText('These must be mended first').waitFor();
    await panel.getByRole('heading', { name: 'The salt road new' }).waitFor();
    await panel.getByRole('button', { name: 'Not yet' }).click();
    await page.locator('.edit-code').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(whole);
    await expect.poll(() => status(page).textContent(), soon).toBe('No faults.');
    await publish(page);
    await page.getByText('Published; it is in service.').waitFor();
    expect(readFileSync(path, 'utf8')).toBe(whole);
    await page.leave();
  });

  test('keeps what is not saved while one looks at something else', async () => {
    const { url } = await deskWithTea();
    const page = await openEditor(url);
    await replaceWord(page, 'Tea is traded.', 'traded', 'bought');
    await page.getByText('Not published yet').waitFor();
    await page.getByRole('link', { name: 'Ask' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ask' }).waitFor();
    await page.goBack();
    await seenInYaml(page, 'Tea is bought.');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Drop my changes' }).click();
    await seenInYaml(page, 'Tea is traded.');
    await expect.poll(() => page.getByText('Not published yet').count(), soon).toBe(0);
    await page.leave();
  });

  test('writes over nobody: what was changed on disk since is told, and both ways on are there', async () => {
    const { url, path, onDisk } = await deskWithTea();
    const page = await openEditor(url);
    await replaceWord(page, 'Tea is traded.', 'traded', 'bought');
    const theirs = WRITTEN.replace('traded.', 'sold.');
    writeFileSync(path, theirs);
    await publish(page);
    await page.getByText('The file has been changed since it was opened').waitFor();
    expect(onDisk()).toBe(theirs);
    await page.getByRole('button', { name: 'See what changed' }).click();
    const differs = page.locator('.other-text');
    await differs.locator('ins', { hasText: 'Tea is sold.' }).waitFor();
    expect(await differs.locator('ins').count()).toBe(1);
    await page.getByRole('button', { name: 'Keep mine in place of it' }).click();
    await differs.waitFor({ state: 'detached' });
    await publish(page);
    await page.getByText('Published; it is in service.').waitFor();
    expect(onDisk()).toBe(WRITTEN.replace('traded.', 'bought.'));

    await replaceWord(page, 'Tea is bought.', 'bought', 'grown');
    writeFileSync(path, theirs);
    // It is told without publishing too, and the text is not dropped without being asked.
    const reopen = page.getByRole('button', { name: 'Open the file as it is now' });
    await reopen.waitFor();
    const asked = page.waitForEvent('dialog');
    await Promise.all([reopen.click(), asked.then((dialog) => dialog.dismiss())]);
    await seenInYaml(page, 'Tea is grown.');
    page.once('dialog', (dialog) => void dialog.accept());
    await reopen.click();
    await seenInYaml(page, 'Tea is sold.');
    await page.context().close();
  });

  test('asks what kind of change that of a published statement is, and tells readers of a correction', async () => {
    const { url, briefsDir } = await deskWithTea();
    const page = await browser.open(`${url}/#/documents/north-south/harbour-notes?view=record`, asYaml(url));
    await page.locator('.edit-code').focus();
    await expect.poll(() => page.title(), soon).toBe('Notes from the harbour · Documents · Attaché');
    const path = join(briefsDir, 'north-south', 'documents', 'harbour-notes.yaml');
    const before = readFileSync(path, 'utf8');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(before.replace('The ministers met in', 'The ministers never met in'));
    await expect.poll(() => status(page).textContent(), soon).toBe('No faults.');
    await page.getByRole('button', { name: 'Publish …' }).click();
    const panel = page.getByRole('region', { name: 'Publish' });
    await panel.getByText('What kind of change is it?').waitFor();
    const wording = panel.getByRole('radio', { name: 'Only other words for the same' });
    await expect.poll(() => wording.isDisabled(), soon).toBe(true);
    const why = panel.locator('li', { hasText: /^is more than wording/u });
    await expect
      .poll(() => why.allTextContents(), soon)
      .toEqual(['is more than wording: other negations (never); add an entry in corrections that says what was wrong']);
    expect(await panel.getByRole('button', { name: 'Publish now' }).isDisabled()).toBe(true);
    await panel.getByRole('radio', { name: 'A correction' }).check();
    await panel.getByLabel('What was wrong, in English').fill('They did not meet.');
    await publishNow(page);
    await page.getByText('Published; it is in service.').waitFor();
    const after = readFileSync(path, 'utf8');
    expect(after).toContain('They did not meet.');
    expect(after).toContain('The ministers met in the customs house.');
    await page.leave();
  });

  test('publishes nothing that has faults, and says which', async () => {
    const { url, onDisk } = await deskWithTea();
    const page = await openEditor(url);
    await replaceWord(page, 'status: published', 'published', 'odd');
    await page.getByRole('button', { name: 'Publish …' }).click();
    const panel = page.getByRole('region', { name: 'Publish' });
    await panel.getByText('These must be mended first').waitFor();
    await panel.getByText(/^status: must be one of/u).waitFor();
    expect(await panel.getByRole('button', { name: 'Publish now' }).isDisabled()).toBe(true);
    expect(onDisk()).toBe(WRITTEN);
    await panel.getByRole('button', { name: 'Not yet' }).click();

    // A fault that is out of sight is scrolled to; a fix is undone by the button beside the text.
    const lines = WRITTEN.split('\n');
    await page.locator('.edit-code').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('odd: yes\n');
    await page.keyboard.press('Control+Home');
    const scrolled = () => page.locator('.edit-code').evaluate((area) => area.scrollTop);
    expect(await scrolled()).toBeLessThan(50);
    await page.getByRole('button', { name: new RegExp(`^${lines.length}:1 odd`, 'u') }).click();
    expect(await scrolled()).toBeGreaterThan(100);
    await page.keyboard.press('Shift+End');
    await page.keyboard.insertText('# nothing');
    await seenInYaml(page, '\n# nothing\n');
    await selectInYaml(page, 'status: odd');
    await page.keyboard.insertText('status: publishe');
    await page.getByRole('button', { name: 'Write published' }).click();
    await seenInYaml(page, 'status: published');
    await expect.poll(() => status(page).textContent(), soon).toBe('No faults.');
    await page.getByRole('button', { name: 'Undo last change' }).click();
    await seenInYaml(page, 'status: publishe\n');
    await page.context().close();
  });

  test('is in Chinese too, works on a narrow phone, and has no serious fault of accessibility, light or dark', async () => {
    const { url } = await deskWithTea();
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await openEditor(url, { locale: 'zh-CN', colorScheme, viewport: { width: 360, height: 740 } });
      await expect.poll(() => status(page).textContent(), soon).toBe('没有错误。');
      await replaceWord(page, 'status: published', 'published', 'odd');
      await page.getByRole('button', { name: /^5:9 状态：应为以下之一/u }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      // It would be there for the next page.
      const dropped = page.waitForResponse((response) => {
        const { text } = (response.request().postDataJSON() ?? {}) as { readonly text?: unknown };
        return (
          response.url().endsWith('/api/changes') && response.request().method() === 'POST' && typeof text !== 'string'
        );
      });
      page.once('dialog', (dialog) => void dialog.accept());
      await page.getByRole('button', { name: '放弃我的修改' }).click();
      await dropped;
      await page.getByText('尚未发布', { exact: true }).waitFor({ state: 'detached' });
      await page.leave();
    }
  });
});

test('a bad save on disk while three conversations go on keeps the last good version, and every page says so', async () => {
  const { url, path, log } = await deskWithTea();
  const pages = await Promise.all([1, 2, 3].map(async () => await browser.open(url)));
  const ending = new AbortController();
  const answers: string[] = [];
  const talk = pages.map(async (page) => {
    while (!ending.signal.aborted) answers.push(await askForTea(page));
  });
  await expect.poll(() => answers.length, soon).toBeGreaterThan(10);
  writeFileSync(path, WRITTEN.replace('status: published', 'status: odd').replace('Tea is traded.', 'Tea is gone.'));
  await vi.waitFor(() => expect(log.join('')).toContain('the last good ones stay in service'), soon);
  const then = answers.length;
  await expect.poll(() => answers.length, soon).toBeGreaterThan(then + 10);
  for (const page of pages) {
    await page.getByText('The records on disk have faults and are not in service.').waitFor();
    await page.locator('.status-banner').getByRole('link', { name: 'Tea trade' }).waitFor();
  }
  writeFileSync(path, WRITTEN.replace('Tea is traded.', 'Tea is mended.'));
  await expect.poll(() => answers.at(-1), soon).toContain('Tea is mended.');
  ending.abort();
  await Promise.all(talk);
  for (const page of pages) {
    await page.getByText('The records on disk have faults and are not in service.').waitFor({ state: 'detached' });
    await page.leave();
  }
  expect(answers.filter((answer) => !/Tea is (?:traded|mended)\./u.test(answer))).toEqual([]);
});
