/** Adding documents: the routes as a page asks them, and the page in a real browser. */
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fingerprint } from '../../../src/records/paragraphs.ts';
import { parseRecord } from '../../../src/records/parse-record.ts';
import { DocumentSchema } from '../../../src/records/schema.ts';
import { seriousFaults, useBrowser } from '../../support/browser.ts';
import { deskOfTest } from '../../support/desk.ts';
import { fetchLinked } from '../../support/linked.ts';
import { FERRY_DETAILS } from '../../support/ferries.ts';
import { pdfFile } from '../../records/import/pdf-file.ts';

const browser = useBrowser();

const PAGE = `<!doctype html><html lang="en"><head><title>Ferries at the quay | The Quay</title>
<meta property="og:site_name" content="The Quay"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2026-10-01T08:00:00Z"></head><body>
<p>We use cookies to improve your experience on this site.</p>
<h1>Ferries at the quay</h1>
<p>The grain corridor carried ninety ships. Southland counted every one of them.</p>
<p>A third of them came back empty,</p><p>as the harbour office told.</p>
<p>Share this article</p></body></html>`;

const DRAFT = {
  relationship: 'north-south',
  id: '',
  from: 'paste',
  text: 'One is said.\nTwo is said.',
  details: FERRY_DETAILS,
  anyway: false,
};

async function asking(options: Parameters<typeof deskOfTest>[0] = {}) {
  const desk = await deskOfTest(options);
  const send = async (method: string, path: string, body?: BodyInit, type = 'application/json') => {
    const response = await fetchLinked(`${desk.url}/api/documents/${path}`, {
      method,
      headers: { 'content-type': type, origin: desk.url },
      ...(body !== undefined && { body }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    ...desk,
    post: async (path: string, body: unknown) => await send('POST', path, JSON.stringify(body)),
    upload: async (name: string, bytes: Buffer, type = 'application/octet-stream') =>
      await send('PUT', `file?${new URLSearchParams({ name }).toString()}`, new Uint8Array(bytes), type),
    draft: (id: string) => join(desk.briefsDir, 'drafts', `${id}.yaml`),
    held: (id: string) => join(desk.dataDir, 'documents', 'north-south', `${id}.json`),
  };
}

describe('the routes of documents', () => {
  test('read a file, make its record once, hold its text privately, and know the document again', async () => {
    const { upload, post, draft, held } = await asking();
    const { status, body } = await upload('ferries.html', Buffer.from(PAGE));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      format: 'html',
      proposed: {
        title: 'Ferries at the quay',
        publisher: 'The Quay',
        authors: ['Ann Lee'],
        publishedOn: '2026-10-01',
      },
      duplicates: [],
    });
    expect(body.paragraphs).toEqual(
      expect.arrayContaining([
        { text: 'We use cookies to improve your experience on this site.', furniture: 'cookies' },
        { text: 'Share this article', furniture: 'sharing' },
        { text: 'A third of them came back empty,' },
      ]),
    );

    const made = await post('draft', DRAFT);
    expect(made).toMatchObject({
      status: 200,
      body: { id: 'the-quay-2026-10-01-ferries-quay', paragraphs: 2, folder: 'drafts' },
    });
    const { value, faults } = parseRecord(
      'x',
      readFileSync(draft('the-quay-2026-10-01-ferries-quay'), 'utf8'),
      DocumentSchema,
    );
    expect(faults).toEqual([]);
    expect(value).toMatchObject({
      statements: [],
      paragraphs: [fingerprint('One is said.'), fingerprint('Two is said.')],
    });
    expect(readFileSync(draft('the-quay-2026-10-01-ferries-quay'), 'utf8')).not.toContain('is said');
    expect(statSync(held('the-quay-2026-10-01-ferries-quay')).mode & 0o777).toBe(0o600);
    const again = {
      ...DRAFT,
      id: 'other',
      details: { ...FERRY_DETAILS, url: 'http://www.quay.example/ferries/?utm_source=x' },
    };
    expect(await post('draft', again)).toMatchObject({ status: 409, body: { error: 'duplicate' } });
    expect(existsSync(held('other'))).toBe(false);
    expect(await post('draft', { ...again, anyway: true })).toMatchObject({ status: 200, body: { id: 'other' } });
    // A record that is there keeps its text.
    const taken = await post('draft', { ...DRAFT, text: 'Three.', anyway: true });
    expect(taken).toMatchObject({ status: 409, body: { error: 'there-already' } });
    expect(JSON.parse(readFileSync(held('the-quay-2026-10-01-ferries-quay'), 'utf8'))).toMatchObject({
      paragraphs: ['One is said.', 'Two is said.'],
      from: 'paste',
    });
    await post('forget', { relationship: 'north-south', id: 'the-quay-2026-10-01-ferries-quay' });
    expect(existsSync(held('the-quay-2026-10-01-ferries-quay'))).toBe(false);
    expect(existsSync(draft('the-quay-2026-10-01-ferries-quay'))).toBe(true);
  });

  test('refuse what cannot be a document or a record, each with a sentence, and keep nothing', async () => {
    const { upload, post, url, held } = await asking();
    const pictures = pdfFile([[], []]);
    for (const [answer, status, error] of [
      [await upload('big.pdf', Buffer.alloc(40_000_000)), 413, 'too-large'],
      [await upload('scan.pdf', pictures), 422, 'pictures'],
      [await upload('sheet.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0])), 422, 'not-text'],
      [await upload('page.html', Buffer.from('<html><body><img src="a.png"></body></html>')), 422, 'empty'],
      [await upload('a.txt', Buffer.from('One.'), 'text/plain'), 415, 'not-json'],
      [await post('paste', { text: ' \n ' }), 422, 'empty'],
      [await post('address', { address: `${url}/` }), 422, 'inward'],
      [await post('address', { address: 'http://localhost:3000/' }), 422, 'inward'],
      [await post('address', { address: 'file:///etc/passwd' }), 422, 'address'],
      [await post('draft', { ...DRAFT, id: '../x' }), 422, 'name'],
      [await post('draft', { ...DRAFT, relationship: 'nowhere' }), 404, 'missing'],
      [await post('draft', { ...DRAFT, details: { ...FERRY_DETAILS, publishedOn: 'yesterday' } }), 422, 'faulty'],
      [await post('draft', { ...DRAFT, id: 'harbour-notes' }), 409, 'there-already'],
    ] as const) {
      expect(answer).toMatchObject({ status, body: { error } });
      expect(String(answer.body.detail)).toMatch(/\p{L}.*[.)]$/u);
    }
    expect(existsSync(join(held('x'), '..'))).toBe(false);
  });
});

const count = (page: Page) => page.locator('#documents-paragraphs ~ .actions [role=status]');

describe('the page', () => {
  test('adds a document from an address by keyboard: what is no part of it is dropped, the lines are put right as a text, and nothing is lost', async () => {
    const site = createServer((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    onTestFinished(() => {
      site.closeAllConnections();
      site.close();
    });
    const address = `http://quay.invalid:${(site.address() as AddressInfo).port}/ferries`;
    const { url, draft, held } = await asking({
      fetchRules: { resolve: async () => ['127.0.0.1'], permits: (one) => one === '127.0.0.1' },
    });
    const page = await browser.open(`${url}/#/documents/add`, { locale: 'en-US' });
    await page.locator('#documents-address').focus();
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    await page.locator('.documents-paragraph').first().waitFor();
    expect(await count(page).textContent()).toBe('3 paragraphs kept, 2 dropped');
    expect(await page.getByText('kept privately').count()).toBe(1);
    expect(await seriousFaults(page)).toEqual([]);

    const boxes = page.locator('.documents-paragraph input');
    await boxes.nth(1).focus();
    await page.keyboard.press('Space');
    expect(await count(page).textContent()).toBe('2 paragraphs kept, 3 dropped');
    await page.keyboard.press('Space');
    const sentence = 'The grain corridor carried ninety ships.';
    await page.getByRole('button', { name: 'Put the lines right' }).click();
    const lines = page.locator('textarea.documents-lines');
    const text = await lines.inputValue();
    await lines.fill(text.replace(`${sentence} `, `${sentence}\n`).replace('empty,\n', 'empty, '));
    expect(await count(page).textContent()).toBe('3 paragraphs kept, 0 dropped');
    await page.getByRole('button', { name: 'Back to the paragraphs' }).click();

    // A reload loses nothing, once it is kept.
    await expect
      .poll(() => page.evaluate<string>('Object.values(sessionStorage).join()'))
      .toContain('empty, as the harbour');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.locator('.documents-paragraph').first().waitFor();
    expect(await page.locator('[data-path="title.en"]').inputValue()).toBe('Ferries at the quay');
    expect(await page.locator('[data-path="publishedOn"]').inputValue()).toBe('2026-10-01');
    await page.locator('[data-path="disclosure.en"]').fill('A paper of the harbour.');
    await page.locator('#documents-id').fill('ferries');
    await page.keyboard.press('Enter');
    await page.getByText('The record of ferries is begun').waitFor();
    const kept = JSON.parse(readFileSync(held('ferries'), 'utf8')) as { paragraphs: string[]; from: string };
    expect(kept).toMatchObject({
      from: 'address',
      paragraphs: [
        sentence,
        'Southland counted every one of them.',
        'A third of them came back empty, as the harbour office told.',
      ],
    });
    const { value } = parseRecord('x', readFileSync(draft('ferries'), 'utf8'), DocumentSchema);
    expect(value?.paragraphs).toEqual(kept.paragraphs.map((one) => fingerprint(one)));
    expect(value).toMatchObject({ url: address, authors: [{ name: { en: 'Ann Lee' } }] });
    await page.goto(`${url}/#/documents`);
    await page.getByRole('link', { name: 'Ferries at the quay', exact: true }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.leave();
  });

  test('says in Chinese what is wrong with a file, and refuses a large one before it is sent', async () => {
    const { url } = await asking();
    const page = await browser.open(`${url}/#/documents/add`, { locale: 'zh-CN' });
    await page.locator('.documents-drop').waitFor();
    const drop = async (name: string, bytes: number): Promise<void> =>
      await page.evaluate(
        ([named, size]) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(size)], named));
          document
            .querySelector('.documents-drop')
            ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
        },
        [name, bytes] as const,
      );
    const sent: string[] = [];
    page.on('request', (request) => void sent.push(request.url()));
    await drop('large.pdf', 21_000_000);
    await page.getByText('大于 20 MB').waitFor();
    expect(sent.filter((one) => one.includes('documents/file'))).toEqual([]);
    await drop('empty.txt', 0);
    await page.getByText('其中没有成段的文字').waitFor();
    // The browser tells that the server refused.
    await page.context().close();
  });
});
