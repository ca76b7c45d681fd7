/** Holding the texts of documents and reading them again, over sites that edit, move and remove their pages, and that lead programs astray. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/records/paragraphs.ts';
import { createLogger } from '../../src/app/log.ts';
import { createHeldTexts } from '../../src/records/held-texts.ts';
import { createDocumentTexts, type TextFinding } from '../../src/watch/document-texts.ts';
import type { ReaderOptions } from '../../src/app/watching/watching.ts';
import { catalogueOf, DOCUMENT, documentRecord, NOW, recordFiles, type Fields } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';
import { answer, RULES, startSite, status, type Site } from './sites.ts';
import { watchOf } from './watching.ts';

const sites: Site[] = [];
const newSite = async (name: string): Promise<Site> => {
  const site = await startSite(name);
  sites.push(site);
  return site;
};
afterEach(() => {
  for (const site of sites.splice(0)) site.stop();
});

const page = (paragraphs: readonly string[], day = '2026-09-01'): string =>
  `<!doctype html><html><head><title>Notes from the harbour</title><meta property="article:published_time" content="${day}"></head><body><article><h1>Notes from the harbour</h1>${paragraphs
    .map((one) => `<p>${one}</p>`)
    .join('')}</article></body></html>`;

/** Records whose document is at an address, and others of one statement each beside it. */
const filesAt = (url: string, others: Readonly<Record<string, string>> = {}) =>
  recordFiles({
    'north-south/documents/harbour-notes.yaml': documentRecord({ url }),
    ...Object.fromEntries(
      Object.entries(others).map(([id, address]): [string, Fields] => [
        `north-south/documents/${id}.yaml`,
        documentRecord({
          url: address,
          title: { en: `The ${id}` },
          paragraphs: textOf(id).map((one) => fingerprint(one)),
          statements: [],
        }),
      ]),
    ),
  });
const textOf = (id: string): readonly string[] =>
  ['first', 'second', 'third'].map((one) => `The ${one} paragraph of ${id} says what only ${id} has to say of it.`);

async function reading(files: ReturnType<typeof recordFiles>, options: Partial<ReaderOptions> = {}) {
  const { store } = await storeOfTest();
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-texts-'));
  const own = watchOf(store, [], { catalogue: catalogueOf(files), dataDir, ...options });
  const file = (id = 'harbour-notes') => join(dataDir, 'documents', 'north-south', `${id}.json`);
  const later = async (days: number): Promise<number> => {
    own.clock.now = own.clock.now.add({ hours: 24 * days });
    return await own.texts.round();
  };
  const hold = async () => {
    await own.texts.want();
    return await own.texts.round();
  };
  return { ...own, store, dataDir, file, later, hold };
}

const told = (finding: TextFinding | undefined) =>
  finding?.type === 'changed'
    ? {
        citations: finding.citations
          .filter(({ state }) => state !== 'holds')
          .map(
            ({ statement, state, to }) => `${statement.split('/').at(-1)} ${state}${to === undefined ? '' : ` ${to}`}`,
          ),
        differences: finding.differences.map(({ number, before, after }) => [number, before, after]),
      }
    : finding?.words.code;

describe('holding', () => {
  it('fetches what is wanted once, politely, and says of the rest why not', async () => {
    const site = await newSite('press');
    const { texts, hold, file } = await reading(
      filesAt(`${site.url}/notes`, {
        barge: `${site.url}/barge`,
        lighter: `${site.url}/none`,
        ferry: `${site.url}/other`,
      }),
    );
    site.pages['/notes'] = answer(page(DOCUMENT));
    site.pages['/barge'] = answer(page(textOf('barge')));
    site.pages['/other'] = answer(page(textOf('something else')));
    expect(await texts.round()).toBe(0);
    expect(site.asked).toEqual([]);
    expect(await hold()).toBe(4);
    expect(site.mostAtOnce()).toBe(1);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ paragraphs: DOCUMENT, from: 'address' });
    const { failed, ...progress } = await texts.progress();
    expect(progress).toEqual({ all: 4, held: 2, wanted: 0, isDiskFull: false });
    expect(failed.map(({ source, words }) => [source.id, words.code])).toEqual([
      ['ferry', 'other-document'],
      ['lighter', 'gone'],
    ]);
    const asked = site.asked.length;
    // What is held is not asked for again, whatever is pressed.
    expect(await texts.want()).toBe(2);
    site.pages['/none'] = answer(page(textOf('lighter')));
    await texts.round();
    expect(
      site.asked
        .slice(asked)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['/none', '/other']);
    expect((await texts.progress()).held).toBe(3);
  });

  it('leaves a site alone that says we come too often, until it may be asked again', async () => {
    const site = await newSite('press');
    const { texts, hold } = await reading(filesAt(`${site.url}/notes`, { barge: `${site.url}/barge` }));
    for (const path of ['/notes', '/barge']) site.pages[path] = status(429, { 'retry-after': '172800' });
    await hold();
    const pages = () => site.asked.filter(({ path }) => path !== '/robots.txt').length;
    // Both may have been on their way.
    const asked = pages();
    expect((await texts.progress()).failed.map(({ words }) => words.code)).toEqual(['too-often', 'too-often']);
    expect(await hold()).toBe(0);
    expect(pages()).toBe(asked);
  });

  it('goes on after a restart with what was wanted', async () => {
    const site = await newSite('press');
    const files = filesAt(`${site.url}/notes`);
    const first = await reading(files);
    await first.texts.want();
    await first.stop();
    site.pages['/notes'] = answer(page(DOCUMENT));
    const second = watchOf(first.store, [], { catalogue: catalogueOf(files), dataDir: first.dataDir });
    expect((await second.texts.progress()).wanted).toBe(1);
    await second.texts.round();
    expect(await second.texts.progress()).toMatchObject({ held: 1, wanted: 0 });
  });

  it('leaves nothing half-written where a text cannot be written, and holds it once it can', async () => {
    const site = await newSite('press');
    const { texts, hold, file, dataDir } = await reading(filesAt(`${site.url}/notes`));
    site.pages['/notes'] = answer(page(DOCUMENT));
    // What stands in the way of the folder is a fault of ours, and of no site.
    mkdirSync(join(dataDir, 'documents'), { recursive: true });
    writeFileSync(join(dataDir, 'documents', 'north-south'), '');
    await hold();
    expect((await texts.progress()).failed).toMatchObject([{ words: { code: 'fault' } }]);
    expect(readdirSync(join(dataDir, 'documents'))).toEqual(['north-south']);
    expect(() => readFileSync(file())).toThrow('ENOTDIR');
  });
});

it('waits while the disk is full, says so, and holds what was wanted once there is room', async () => {
  const { store } = await storeOfTest();
  const catalogue = catalogueOf(filesAt('https://press.example/notes', { barge: 'https://press.example/barge' }));
  const folder = mkdtempSync(join(tmpdir(), 'attache-full-'));
  const whole = createHeldTexts(folder);
  let isFull = true;
  let at = NOW;
  let fetched = 0;
  const texts = createDocumentTexts({
    store,
    fetchText: async (address) => {
      fetched += 1;
      const paragraphs = (address.endsWith('notes') ? DOCUMENT : textOf('barge')).map((text) => ({ text }));
      const document = { format: 'html', paragraphs, proposed: { authors: [], language: 'en' } } as const;
      return { type: 'read', etag: '', lastModified: '', movedTo: '', document };
    },
    held: {
      ...whole,
      put: async (text) => {
        if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        await whole.put(text);
      },
    },
    reread: createHeldTexts(join(folder, 'reread')),
    catalogue: () => catalogue,
    now: () => at,
    log: createLogger('silent'),
    ending: new AbortController().signal,
    rereads: true,
  });
  await texts.want();
  await texts.round();
  expect(await texts.progress()).toMatchObject({ held: 0, wanted: 2, isDiskFull: true, failed: [] });
  isFull = false;
  // Nothing is fetched for nothing.
  const before = fetched;
  await texts.round();
  expect(fetched).toBe(before);
  at = at.add({ minutes: 5 });
  await texts.round();
  expect(await texts.progress()).toMatchObject({ held: 2, wanted: 0, isDiskFull: false, failed: [] });
  rmSync(folder, { recursive: true });
});

describe('reading again', () => {
  it('asks seldom, and only whether anything has changed', async () => {
    const site = await newSite('press');
    site.pages['/notes'] = answer(page(DOCUMENT), { etag: '"1"' });
    const { texts, hold, later } = await reading(filesAt(`${site.url}/notes`));
    await hold();
    // Published 83 days before: after a quarter of that, or somewhat earlier.
    expect(await later(14)).toBe(0);
    site.pages['/notes'] = status(304);
    expect(await later(7)).toBe(1);
    expect(site.asked.at(-1)?.headers['if-none-match']).toBe('"1"');
    expect(await texts.findings()).toEqual([]);
    expect(await later(14)).toBe(0);
  });

  it('finds the words that are gone and those that have moved, with the date of the page unchanged', async () => {
    const site = await newSite('press');
    site.pages['/notes'] = answer(page(DOCUMENT));
    const { texts, hold, later, file } = await reading(filesAt(`${site.url}/notes`));
    await hold();
    const [first, second, third, fourth] = DOCUMENT;
    const edited = 'Observers expect that the corridor will stay open all winter long.';
    site.pages['/notes'] = answer(page([fourth, first, second, edited]));
    await later(30);
    const found = await texts.finding('north-south', 'harbour-notes');
    expect(found).toMatchObject({ type: 'changed', day: '2026-09-01', movedTo: '' });
    expect(told(found)).toEqual({
      // Two of three cite words that still stand in what has come in the place of their paragraph.
      citations: ['envoy-bridge moved 1', 'winter-doubted gone', 'keep-talking moved 4', 'closes-in-winter moved 4'],
      differences: [[3, third, edited]],
    });
    // The record and its text stay as they are.
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ paragraphs: DOCUMENT });

    const { version } = found!;
    expect(await texts.keep('north-south', 'harbour-notes', 'another', 'ann')).toBe(false);
    expect(await texts.keep('north-south', 'harbour-notes', version, 'ann')).toBe(true);
    expect(await texts.keep('north-south', 'harbour-notes', version, 'ben')).toBe(false);
    expect(await texts.findings()).toEqual([]);
    await later(30);
    expect(await texts.findings()).toEqual([]);
    site.pages['/notes'] = answer(page([first, second, edited]));
    await later(30);
    expect(await texts.findings()).toHaveLength(1);
    // It is as it was: nothing is left to decide.
    site.pages['/notes'] = answer(page(DOCUMENT));
    await later(30);
    expect(await texts.findings()).toEqual([]);
  });

  it('tells of a page that is gone on the second day, and of one that moved at once', async () => {
    const [site, mirror] = [await newSite('press'), await newSite('mirror')];
    site.pages['/notes'] = answer(page(DOCUMENT));
    const { texts, hold, later } = await reading(filesAt(`${site.url}/notes`));
    await hold();
    site.pages['/notes'] = status(301, { location: `${mirror.url}/notes` });
    mirror.pages['/notes'] = answer(page(DOCUMENT));
    await later(30);
    const moved = await texts.finding('north-south', 'harbour-notes');
    expect(moved).toMatchObject({ type: 'changed', movedTo: `${mirror.url}/notes` });
    expect(told(moved)).toEqual({ citations: [], differences: [] });
    site.pages['/notes'] = status(404);
    await later(30);
    expect(await texts.finding('north-south', 'harbour-notes')).toMatchObject({ type: 'changed' });
    await later(1);
    const lost = await texts.finding('north-south', 'harbour-notes');
    expect(lost).toMatchObject({ type: 'lost', words: { code: 'gone' } });
    expect(lost?.type === 'lost' && lost.citing.length).toBe(7);
    site.pages['/notes'] = answer(page(DOCUMENT));
    await later(2);
    expect(await texts.findings()).toEqual([]);
  });

  it('takes the new text where somebody says so, and what is gone waits on', async () => {
    const site = await newSite('press');
    site.pages['/notes'] = answer(page(DOCUMENT));
    const { texts, hold, later, file } = await reading(filesAt(`${site.url}/notes`));
    await hold();
    const now = [...DOCUMENT.slice(0, 2), 'Nobody doubts anything any more in this place.', DOCUMENT[3]];
    site.pages['/notes'] = answer(page(now));
    await later(30);
    expect(await texts.take('north-south', 'harbour-notes')).toEqual(now);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ paragraphs: now });
    expect(told(await texts.finding('north-south', 'harbour-notes'))).toEqual({
      citations: ['winter-doubted gone', 'keep-talking gone', 'closes-in-winter gone'],
      differences: [],
    });
  });

  it('does not take what was pasted in another form for a change, nor a block page or a short failure', async () => {
    const site = await newSite('press');
    const { texts, hold, later, store } = await reading(filesAt(`${site.url}/notes`));
    site.pages['/notes'] = answer(page([...DOCUMENT, 'A line about the harbour that no record counts at all.']));
    await hold();
    expect(await texts.findings()).toEqual([]);
    site.pages['/notes'] = answer('<html><body><p>Access Denied. Please complete the captcha.</p></body></html>');
    await later(30);
    expect(await store.textStates()).toMatchObject([{ failures: 1, version: '', fault: { state: 'blocked' } }]);
    site.pages['/notes'] = status(500);
    await later(2);
    await later(4);
    expect(await texts.findings()).toEqual([]);
  });
});

/** Far more than it looks like. */
const BOMB = gzipSync(Buffer.alloc(200_000_000));

describe('what leads astray', () => {
  it.each<[string, (site: Site, inward: Site) => void, string]>([
    [
      'a redirect inward',
      (site) => (site.pages['/notes'] = status(302, { location: 'http://127.0.0.2:8080/x' })),
      'inward',
    ],
    [
      'a name of a private network',
      (site) => (site.pages['/notes'] = status(302, { location: 'http://intranet.corp/x' })),
      'inward',
    ],
    ['robots that forbid', (site) => (site.pages['/robots.txt'] = answer('User-agent: *\nDisallow: /')), 'robots'],
    ['30 MB', (site) => (site.pages['/notes'] = answer(Buffer.alloc(30_000_000, 'x'))), 'too-large'],
    ['a bomb', (site) => (site.pages['/notes'] = answer(BOMB, { 'content-encoding': 'gzip' })), 'too-large'],
    [
      'a slow body',
      (site) => (site.pages['/notes'] = (_, response) => void response.writeHead(200).write('<p>')),
      'slow',
    ],
    ['a loop', (site) => (site.pages['/notes'] = status(302, { location: '/notes' })), 'redirects'],
  ])('%s is refused while holding and while reading again, and reaches nothing', async (_, set, code) => {
    const [site, inward] = [await newSite('press'), await newSite('inward')];
    const { texts, hold, later, store } = await reading(filesAt(`${site.url}/notes`), {
      timeoutMs: code === 'slow' ? 700 : 20_000,
    });
    set(site, inward);
    await hold();
    expect((await texts.progress()).failed).toMatchObject([{ words: { code } }]);
    delete site.pages['/robots.txt'];
    site.pages['/notes'] = answer(page(DOCUMENT));
    await later(2);
    await hold();
    expect((await texts.progress()).held).toBe(1);
    set(site, inward);
    await later(30);
    expect(await store.textStates()).toMatchObject([{ failures: 1, fault: { words: { code } } }]);
    expect(inward.asked).toEqual([]);
    expect(await texts.findings()).toEqual([]);
  });

  it('no redirect inward is followed, however it is written', async () => {
    const site = await newSite('press');
    const { texts, store, later } = await reading(filesAt(`${site.url}/notes`));
    for (const inward of [
      'http://10.0.0.1/',
      'http://167772161/',
      'http://0x0a.0.0.1/',
      'http://012.0.0.1/',
      'http://169.254.169.254/latest/meta-data/',
      'http://192.168.1.1:8080/',
      'http://[::1]/',
      'http://[::ffff:10.0.0.1]/',
      'http://[fd00::1]/',
      'http://[64:ff9b::a00:1]/',
      'http://intranet/',
      'http://localhost./',
      '//127.0.0.2/',
    ]) {
      site.pages['/notes'] = status(302, { location: inward });
      await texts.want();
      await texts.round();
      expect(await store.textStates()).toMatchObject([{ fault: { words: { code: 'inward' } } }]);
    }
    for (const other of ['file:///etc/passwd', 'gopher://press.invalid/', 'javascript:alert(1)', 'data:text/html,x']) {
      site.pages['/notes'] = status(302, { location: other });
      await texts.want();
      await texts.round();
      expect(await store.textStates()).toMatchObject([{ fault: { words: { code: 'leads-astray' } } }]);
    }
    expect(await later(1)).toBe(0);
    expect((await texts.progress()).held).toBe(0);
  });

  it('a name that leads inward when it is asked again is not followed', async () => {
    const site = await newSite('press');
    site.pages['/notes'] = answer(page(DOCUMENT));
    let address = '127.0.0.1';
    const { hold, later, store } = await reading(filesAt(`${site.url}/notes`), {
      rules: { ...RULES, resolve: async () => [address] },
    });
    await hold();
    const asked = site.asked.length;
    address = '10.0.0.7';
    await later(30);
    expect(await store.textStates()).toMatchObject([{ fault: { words: { code: 'inward' } } }]);
    expect(site.asked).toHaveLength(asked);
  });
});
