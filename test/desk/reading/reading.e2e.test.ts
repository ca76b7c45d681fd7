/** Reading and citing a document: the routes as the page asks them, and the page in a real browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../../src/records/parse-record.ts';
import { DocumentSchema } from '../../../src/records/schema.ts';
import { seriousFaults, useBrowser } from '../../support/browser.ts';
import { deskOfTest } from '../../support/desk.ts';
import { postLinked } from '../../support/linked.ts';
import { FERRY_DETAILS } from '../../support/ferries.ts';
import { DOCUMENT } from '../../support/records.ts';

const browser = useBrowser();

const TEXT = [
  'The grain corridor carried ninety ships in October.',
  'Southland counted every one of them, and the harbour office counted them again.',
  'The grain corridor carried ninety carts too.',
];
const FERRIES = {
  relationship: 'north-south',
  id: 'ferries',
  from: 'paste',
  text: TEXT.join('\n'),
  details: FERRY_DETAILS,
  anyway: false,
};
const NAME = { relationship: 'north-south', id: 'ferries' };
const SHIPS = {
  kind: 'reported-fact',
  topics: ['grain-corridor'],
  text: { en: 'Some ninety vessels used the corridor in one month.' },
  eventOn: { precision: 'month', on: '2026-10' },
  citations: [{ paragraph: 1, find: 'carried ninety ships' }],
};

async function asking() {
  const desk = await deskOfTest();
  const post = async (path: string, body: unknown) => {
    const response = await postLinked(`${desk.url}/api/${path}`, body);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const file = (...parts: readonly string[]): string => readFileSync(join(desk.briefsDir, ...parts), 'utf8');
  return { ...desk, post, file };
}

describe('the routes', () => {
  test('read a draft with its text, write a statement into its record, and tell what is wrong as it is typed', async () => {
    const { post, file } = await asking();
    await post('documents/draft', FERRIES);
    const { status, body } = await post('reading/document', NAME);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      record: { folder: 'north-south/documents', draft: { file: 'ferries.yaml' } },
      paragraphs: TEXT.map((text, at) => ({ number: at + 1, text, isSame: true })),
      statements: [],
      held: { from: 'paste' },
      topics: [{ id: 'grain-corridor' }],
    });
    const { text } = body.record as { readonly text: string };
    expect(text).not.toContain('are to be written');

    const right = await post('reading/statement', { ...NAME, text, statement: SHIPS, others: [] });
    expect(right.body).toMatchObject({ id: 'ninety-vessels-used-corridor-one-month', faults: [] });
    const { value } = parseRecord('x', String(right.body.text), DocumentSchema);
    expect(value?.statements).toMatchObject([SHIPS]);
    // The same words in another paragraph, words that are nowhere, and words of the document.
    for (const [over, field, code] of [
      [{ citations: [{ paragraph: 3, find: 'carried ninety ships' }] }, 'citations.0.find', 'find-elsewhere'],
      [{ citations: [{ paragraph: 1, find: 'grain corridor carried ninety' }] }, 'citations.0.find', 'find-ambiguous'],
      [{ citations: [{ paragraph: 1, find: 'totally invented words here' }] }, 'citations.0.find', 'find-nowhere'],
      [{ text: { en: `It is told: ${TEXT[0] ?? ''}` } }, 'text.en', 'copied-from-paragraph'],
      [{ eventOn: undefined }, 'eventOn', 'missing'],
      [{ topics: ['no-topic'] }, 'topics.0', 'no-topic'],
    ] as const) {
      const wrong = await post('reading/statement', { ...NAME, text, statement: { ...SHIPS, ...over }, others: [] });
      expect(wrong.body.faults).toMatchObject([{ field, code }]);
    }
    const out = await post('reading/statement', {
      ...NAME,
      text: right.body.text,
      replaces: right.body.id,
      others: [],
    });
    expect(parseRecord('x', String(out.body.text), DocumentSchema).value?.statements).toEqual([]);
    expect(await post('reading/document', { ...NAME, id: 'nothing' })).toMatchObject({ status: 404 });

    // Its draft goes in the same set, wherever it is published from, and comes back with it.
    const record = { folder: 'north-south/documents', file: 'ferries.yaml', text: right.body.text };
    const published = await post('curate/publish', { texts: [record] });
    expect(published.status).toBe(200);
    expect(() => file('drafts', 'ferries.yaml')).toThrow('ENOENT');
    expect(await post('curate/undo', { id: published.body.id })).toMatchObject({ status: 200 });
    expect(file('drafts', 'ferries.yaml')).toContain('# relationship: north-south');
    expect(() => file('north-south', 'documents', 'ferries.yaml')).toThrow('ENOENT');
  });

  test('propose topics and near statements with the figures that differ, and hold the text of a record', async () => {
    const { post } = await asking();
    const { body } = await post('reading/proposals', {
      relationship: 'north-south',
      words: 'the grain corridor talks',
      text: { en: 'Southland shipped its grain through the corridor by 3 December 2026.', zh: '' },
      language: 'en',
    });
    expect(body.topics).toEqual(['grain-corridor']);
    expect((body.related as readonly unknown[])[0]).toMatchObject({
      id: 'harbour-notes/grain-promised',
      figures: { here: ['3 December 2026'], there: ['November 2026'] },
    });
    // Where the words alone say nothing of a topic, the paragraphs that they stand in do.
    const alone = { relationship: 'north-south', words: 'carried ninety', text: { en: '', zh: '' }, language: 'en' };
    expect((await post('reading/proposals', alone)).body.topics).toEqual([]);
    const within = await post('reading/proposals', { ...alone, paragraphs: TEXT[0] });
    expect(within.body.topics).toEqual(['grain-corridor']);
    // Whom the document is by says nothing of it.
    const bare = { relationship: 'north-south', words: '', language: 'en', document: 'harbour-notes' };
    const named = await post('reading/proposals', {
      ...bare,
      text: { en: 'Ada Quill of The Harbour Gazette', zh: '' },
    });
    expect(named.body).toEqual({ topics: [], related: [], tracks: [], days: [] });

    const notes = { relationship: 'north-south', id: 'harbour-notes' };
    expect((await post('reading/document', notes)).body.held).toBeUndefined();
    expect(await post('reading/hold', { ...notes, from: 'paste', text: 'Another.\nText.' })).toMatchObject({
      status: 422,
      body: { error: 'other-document' },
    });
    const text = ['We use cookies.', ...DOCUMENT].join('\n');
    expect(await post('reading/hold', { ...notes, from: 'paste', text })).toMatchObject({ body: { same: 4, all: 4 } });
    expect((await post('reading/document', notes)).body).toMatchObject({
      paragraphs: DOCUMENT.map((one) => ({ text: one, isSame: true })),
      beside: ['We use cookies.'],
    });
  });
});

/** Selects words of a paragraph as a mouse does. */
const select = async (page: Page, paragraph: number, words: string): Promise<void> =>
  await page.evaluate(
    ([number, selected]) => {
      const text = document.querySelector(`[data-number="${number}"]`);
      const node = document.createTreeWalker(text ?? document.body, NodeFilter.SHOW_TEXT).nextNode();
      const from = node?.textContent?.indexOf(selected) ?? -1;
      if (node === null || from === -1) throw new Error('the words are not there');
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + selected.length);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    },
    [paragraph, words] as const,
  );

describe('the page', () => {
  test('cites by selecting, writes a statement without a line of YAML, and publishes it from a draft', async () => {
    const { url, post, file } = await asking();
    await post('documents/draft', FERRIES);
    const page = await browser.open(`${url}/#/documents/north-south/ferries`, { locale: 'en-US' });
    await page.locator('[data-number="1"]').waitFor();
    expect(await page.getByText('0 of 3 paragraphs are cited.').count()).toBe(1);
    // Of words that stand twice those around them are taken too.
    await select(page, 1, 'grain corridor');
    await page.getByText('grain corridor carried ninety ships').last().waitFor();
    expect(await page.getByRole('link', { name: 'Try the link' }).getAttribute('href')).toBe(
      'https://quay.example/ferries#:~:text=grain%20corridor%20carried%20ninety%20ships',
    );
    await page.getByRole('button', { name: 'Write a statement' }).click();
    await page.getByLabel('Kind').selectOption('position');
    await page.getByText('it names who says it').waitFor();
    await page.getByLabel('Kind').selectOption('reported-fact');
    await page.getByText('Readers see beside it whose it is.').waitFor();
    await page.locator('[data-path="text.en"]').fill(TEXT[0] ?? '');
    await page.getByText('say it in your own words').waitFor();
    await page.locator('[data-path="text.en"]').fill('Some ninety vessels used the corridor in one month.');
    await page.getByLabel('When it happened: How precisely').selectOption('month');
    await page.getByLabel('When it happened', { exact: true }).fill('2026-10');
    await page.getByRole('checkbox', { name: 'The grain corridor' }).check();
    // A second place beside the first.
    await select(page, 2, 'counted every one');
    await page.getByRole('button', { name: 'Cite this too' }).click();
    await page.getByText('No faults.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect.poll(() => page.locator('[data-path="text.en"]').inputValue()).toContain('ninety vessels');
    await page.getByText('No faults.').waitFor();
    // Pressed while the newest words are still being checked.
    await page.locator('[data-path="text.en"]').fill('Ninety vessels or so used the corridor in one month.');
    await page.getByRole('button', { name: 'Add to what is not published' }).click();
    await page.getByText('1 new statement').waitFor();
    await page.getByText('2 of 3 paragraphs are cited.').waitFor();

    await page.getByRole('button', { name: 'Review and publish' }).click();
    await page.locator('.publish .primary:enabled').click();
    await page.getByText('Published, and in service.').waitFor();
    await page.locator('.reading-citing .badge').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('link', { name: 'The grain corridor' }).getAttribute('href')).toBe(
      '#/topics/north-south/grain-corridor?view=edit',
    );
    const { value } = parseRecord('x', file('north-south', 'documents', 'ferries.yaml'), DocumentSchema);
    expect(value?.statements).toMatchObject([
      {
        ...SHIPS,
        text: { en: 'Ninety vessels or so used the corridor in one month.' },
        citations: [
          { paragraph: 1, find: 'grain corridor carried ninety ships' },
          { paragraph: 2, find: 'counted every one' },
        ],
      },
    ]);
    // The draft has done its part.
    expect(() => file('drafts', 'ferries.yaml')).toThrow('ENOENT');
    await page.leave();
  });

  test('by keyboard, in Chinese, on a phone: a paragraph is gone to, words are selected, and the form is begun', async () => {
    const { url, post } = await asking();
    await post('documents/draft', FERRIES);
    const page = await browser.open(`${url}/#/documents/north-south/ferries`, {
      locale: 'zh-CN',
      viewport: { width: 390, height: 800 },
    });
    await page.locator('[data-number="1"]').focus();
    await page.keyboard.press('j');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-number'))).toBe('2');
    for (let words = 0; words < 3; words += 1) await page.keyboard.press('Control+Shift+ArrowRight');
    await page.getByText('仅此一处').waitFor();
    // Nothing of the document can be written over.
    await page.keyboard.press('x');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '新陈述' }).waitFor();
    expect(await page.locator('[data-number="2"]').textContent()).toBe(TEXT[1]);
    expect(await page.locator('.reading-citation q').textContent()).toBe('Southland counted every');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await seriousFaults(page)).toEqual([]);
    // A topic that stands in the list is taken, though its own button was not pressed.
    await page.locator('#reading-kind').selectOption('reported-fact');
    await page.locator('[data-path="text.en"]').fill('Both counted them twice.');
    await page.locator('[data-path="eventOn.on"]').fill('2026-10-31');
    await page.getByLabel('其他主题…').selectOption('grain-corridor');
    await page.getByRole('button', { name: '加入待发布内容' }).click();
    await page.getByText('1 条新陈述').waitFor();
    await page.leave();
  });

  test('is found by the words of its text, and opened at the paragraph that has them; the text is removed', async () => {
    const { url, post } = await asking();
    await post('documents/draft', FERRIES);
    const page = await browser.open(`${url}/#/topics`, { locale: 'en-US' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or go to' }).fill('NINETY carts');
    const found = page.getByRole('group', { name: 'Texts of documents' }).getByRole('option');
    await found.waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await found.click();
    await page.getByRole('heading', { level: 1, name: 'ferries' }).waitFor();
    await expect.poll(async () => page.url()).toMatch(/#\/documents\/north-south\/ferries\/3$/u);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Remove the text' }).click();
    await page.getByRole('button', { name: 'Fetch it from its address' }).waitFor();
    // The other ways take no room before they are asked for.
    expect(await page.locator('#documents-address').isVisible()).toBe(false);
    await page.getByText('Give it another way').click();
    await page.locator('#documents-address').waitFor();
    await page.leave();
  });

  test('offers a topic that is not published yet, and goes to the field that is missing', async () => {
    const { url, post } = await asking();
    await post('documents/draft', FERRIES);
    await post('curate/publish', {
      texts: [
        { folder: 'drafts', file: 'wool.yaml', text: '# relationship: north-south\ntitle: { en: The wool trade }\n' },
      ],
    });
    const page = await browser.open(`${url}/#/topics/north-south/wool?view=edit`, { locale: 'en-US' });
    await page.getByRole('link', { name: 'Not published: 1' }).waitFor();
    await page.goto(`${url}/#/documents/north-south/ferries`);
    await page.locator('[data-number="1"]').waitFor();
    await select(page, 1, 'carried ninety ships');
    await page.getByRole('button', { name: 'Write a statement' }).click();
    await page.getByLabel('Kind').selectOption('reported-fact');
    await page.locator('[data-path="text.en"]').fill('Some 19 vessels used the corridor in one month.');
    // A figure that its paragraph does not have is told at once.
    await page.getByText('says 19, which the paragraphs that it cites do not say').waitFor();
    await page.locator('[data-path="text.en"]').fill('Some ninety vessels used the corridor in one month.');
    await page.getByText('the paragraphs that it cites do not say').waitFor({ state: 'detached' });
    await page.getByLabel('Another topic').selectOption({ label: 'The wool trade' });
    await page.getByLabel('When it happened: How precisely').selectOption('month');
    await page.getByRole('button', { name: 'Add to what is not published' }).click();
    await page.getByText('Something is still missing; it is marked.').waitFor();
    const missing = page.getByLabel('When it happened', { exact: true });
    await page.waitForFunction(`document.activeElement?.matches('[aria-label="When it happened"]')`);
    await missing.fill('2026-10');
    await page.getByRole('button', { name: 'Add to what is not published' }).click();
    await page.getByText('1 new statement').waitFor();
    expect(await page.getByText('1 of 3 paragraphs is cited.').count()).toBe(1);
    await page.leave();
  });
});
