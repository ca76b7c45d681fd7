/** What is found when texts are read again: three pages that were edited, moved and removed, each decided on the desk, and the messages that showed what they said corrected; the page in a real browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHeldTexts, heldFolderOf } from '../../../src/records/held-texts.ts';
import { fingerprint } from '../../../src/records/paragraphs.ts';
import type { FindingView, RenewedRecord } from '../../../src/desk/server/documents/texts.ts';
import type { DifferenceView } from '../../../src/desk/server/publish.ts';
import type { TodayView } from '../../../src/desk/server/today/routes.ts';
import type { SourceView } from '../../../src/desk/server/records/source.ts';
import { seriousFaults, useBrowser } from '../../support/browser.ts';
import { deskOfTest } from '../../support/desk.ts';
import { fetchLinked } from '../../support/linked.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { DOCUMENT, documentRecord, folderOf, recordFiles, STATEMENTS, topicRecord } from '../../support/records.ts';
import { answer, RULES, startSite, status, type Site } from '../../watch/sites.ts';

const browser = useBrowser();

const sites: Site[] = [];
afterEach(() => {
  for (const site of sites.splice(0)) site.stop();
});
const newSite = async (name: string): Promise<Site> => {
  const site = await startSite(name);
  sites.push(site);
  return site;
};

const page = (paragraphs: readonly string[]): string =>
  `<!doctype html><html><head><title>Notes from the harbour</title><meta property="article:published_time" content="2026-09-01"></head><body><article><h1>Notes from the harbour</h1>${paragraphs
    .map((one) => `<p>${one}</p>`)
    .join('')}</article></body></html>`;

const textOf = (id: string): readonly string[] => [
  `The ${id} office met on Monday and spoke of nothing else but the corridor.`,
  `Everybody at the ${id} was asked to keep the peace for the whole season.`,
  `The ${id} keeper announced that nine lamps would burn at night until spring.`,
  `What the ${id} costs was not told by anybody who was asked in the hall.`,
];
/** A document with one statement, which cites its third paragraph. */
const oneStatement = (id: string, url: string) =>
  documentRecord({
    url,
    title: { en: `From the ${id}` },
    paragraphs: textOf(id).map((one) => fingerprint(one)),
    statements: [
      {
        ...STATEMENTS.position,
        id: `${id}-lamps`,
        topics: ['grain-corridor'],
        text: { en: `The keeper of the ${id} lights lamps.` },
        citations: [{ paragraph: 3, find: 'nine lamps would burn' }],
      },
    ],
  });

async function deskAt(files: ReturnType<typeof recordFiles>) {
  const chat = createMemoryChat();
  const desk = await deskOfTest({ briefsDir: folderOf(files), fetchRules: RULES, chats: chat.chats });
  const send = async (method: string, path: string, body?: BodyInit, type = 'application/json') => {
    const response = await fetchLinked(`${desk.url}/api/${path}`, {
      method,
      headers: { 'content-type': type, origin: desk.url },
      ...(body !== undefined && { body }),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const get = async <View>(path: string): Promise<View> => (await send('GET', path)).body as View;
  const post = async (path: string, body: unknown) => await send('POST', path, JSON.stringify(body));
  const again = async (...ids: readonly string[]): Promise<readonly FindingView[]> => {
    for (const id of ids) await post('documents/findings/again', { relationship: 'north-south', id, language: 'en' });
    return (await get<TodayView>('today?language=en')).texts;
  };
  return {
    ...desk,
    chat,
    post,
    get,
    /** Reads documents now, as a press on their page does. */
    again,
  };
}

const PICTURES = process.env.TEXT_PICTURES;

/** Takes a picture at the width of a desk and of a phone, where a folder for them is named. */
async function picture(open: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  for (const width of [1440, 390]) {
    await open.setViewportSize({ width, height: 900 });
    await open.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
    expect(await open.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await open.setViewportSize({ width: 1280, height: 800 });
}

test('a page that was edited, one that moved and one that is gone: three decisions, and the messages that showed them corrected', async () => {
  const [press, mirror] = [await newSite('press'), await newSite('mirror')];
  const files = recordFiles({
    'north-south/documents/harbour-notes.yaml': documentRecord({ url: `${press.url}/notes` }),
    'north-south/documents/barge.yaml': oneStatement('barge', `${press.url}/barge`),
    'north-south/documents/lighter.yaml': oneStatement('lighter', `${press.url}/lighter`),
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
      bottomLine: { text: { en: 'Quill doubts that it lasts.' }, restsOn: ['harbour-notes/winter-doubted'] },
      keyPoints: ['harbour-notes/hands-shaken', 'barge/barge-lamps', 'lighter/lighter-lamps'],
    }),
  });
  const desk = await deskAt(files);
  press.pages['/notes'] = answer(page(DOCUMENT));
  press.pages['/barge'] = answer(page(textOf('barge')));
  press.pages['/lighter'] = answer(page(textOf('lighter')));
  await desk.again('harbour-notes', 'barge', 'lighter');
  await desk.chat.press('attache1/share/key-points/grain-corridor/1/en');
  // The key points are a statement of each document.
  await vi.waitFor(async () => expect(JSON.stringify(desk.chat.posted())).toMatch(/ministers met.*barge.*lighter/u));
  expect(await desk.again('harbour-notes', 'barge', 'lighter')).toEqual([]);

  const [first, , third, fourth] = DOCUMENT;
  const edited = 'Officials of one side shook hands on Tuesday in the old customs house.';
  press.pages['/notes'] = answer(page([first, edited, third, fourth]));
  const [one = '', two = '', lamps = '', four = ''] = textOf('barge');
  press.pages['/barge'] = status(301, { location: `${mirror.url}/barge` });
  mirror.pages['/barge'] = answer(page([lamps, one, two, four]));
  press.pages['/lighter'] = status(410);
  // What is not there is asked for twice before it is called gone.
  const found = await desk.again('harbour-notes', 'barge', 'lighter', 'lighter');
  const named = Object.fromEntries(found.map((finding) => [finding.id, finding]));
  expect(named['north-south/harbour-notes']).toMatchObject({
    pageDay: 'same',
    movedTo: '',
    counts: { holds: 7, moved: 0, gone: 1 },
    differences: [{ number: 2, before: DOCUMENT[1], after: edited }],
  });
  const harbour = named['north-south/harbour-notes'];
  expect(harbour?.statements.map(({ id, citations }) => [id, citations.map(({ state }) => state)])).toEqual([
    ['harbour-notes/hands-shaken', ['gone']],
    ['harbour-notes/grain-promised', ['holds']],
  ]);
  expect(named['north-south/barge']).toMatchObject({
    movedTo: `${mirror.url}/barge`,
    counts: { holds: 0, moved: 1, gone: 0 },
    statements: [{ citations: [{ paragraph: 3, to: 1, state: 'moved' }] }],
    differences: [],
  });
  expect(named['north-south/lighter']).toMatchObject({
    lost: expect.stringContaining('is not there (status 410)'),
    statements: [{ id: 'lighter/lighter-lamps' }],
  });
  // Nothing was re-anchored.
  const file = (id: string): string =>
    readFileSync(join(desk.briefsDir, 'north-south', 'documents', `${id}.yaml`), 'utf8');
  expect(JSON.parse(file('barge'))).toMatchObject({ statements: [{ citations: [{ paragraph: 3 }] }] });

  const take = async (id: string): Promise<RenewedRecord> => {
    const { status: code, body } = await desk.post('documents/findings/take', { relationship: 'north-south', id });
    expect(code).toBe(200);
    const { records } = body as { readonly records: readonly RenewedRecord[] };
    expect(records).toHaveLength(1);
    return records[0]!;
  };
  const publish = async (texts: readonly Omit<RenewedRecord, 'base'>[], kinds = {}) => {
    const sent = texts.map(({ folder, file: name, text, version }) => ({ folder, file: name, text, version }));
    return await desk.post('curate/publish', { texts: sent, kinds });
  };
  const why = { en: 'The publisher has edited its page since.' };

  // Edited: the new text is taken, and the statement whose words are gone corrected.
  const notes = await take('harbour-notes');
  const stillGone = await desk.get<{ finding: FindingView }>(
    'documents/finding?relationship=north-south&id=harbour-notes&language=en',
  );
  expect(stillGone.finding.counts).toEqual({ holds: 7, moved: 0, gone: 1 });
  const corrected = {
    ...notes,
    text: notes.text
      .replace('The ministers met in the customs house.', 'Officials of one side met in the customs house.')
      .replace('Ministers of both sides', 'Officials of one side'),
  };
  expect(await publish([corrected], { 'harbour-notes/hands-shaken': { kind: 'correction', what: why } })).toMatchObject(
    {
      status: 200,
      body: { faults: [] },
    },
  );

  // Moved: its new address and paragraph, which readers of the old one are told of.
  const barge = await take('barge');
  expect(JSON.parse(barge.text)).toMatchObject({
    url: `${mirror.url}/barge`,
    paragraphs: [lamps, one, two, four].map((text) => fingerprint(text)),
    statements: [{ citations: [{ paragraph: 1 }] }],
  });
  const silent = await publish([barge]);
  expect(silent).toMatchObject({ status: 422, body: { error: 'silent' } });
  const moved = { en: 'The document has moved, and its paragraphs with it.' };
  expect(await publish([barge], { 'barge/barge-lamps': { kind: 'correction', what: moved } })).toMatchObject({
    status: 200,
  });

  // Gone: withdrawn, and out of the topic.
  const opened = async (folder: string, name: string) =>
    await desk.get<{ readonly text: string; readonly version: string }>(
      `curate/record?${new URLSearchParams({ folder, file: name }).toString()}`,
    );
  const lighter = { folder: 'north-south/documents', file: 'lighter.yaml' };
  const topic = { folder: 'north-south/topics', file: 'grain-corridor.yaml' };
  const record = await opened(lighter.folder, lighter.file);
  const value = JSON.parse(record.text) as { statements: object[] };
  const reason = { en: 'Its document can be read nowhere any more.' };
  const withdrawn = {
    ...value,
    statements: value.statements.map((statement) =>
      Object.assign(statement, { withdrawn: { on: '2026-11-30', reason } }),
    ),
  };
  const card = await opened(topic.folder, topic.file);
  const points = JSON.parse(card.text) as { keyPoints: string[] };
  const without = { ...points, keyPoints: points.keyPoints.filter((point) => !point.startsWith('lighter/')) };
  expect(
    await publish([
      { ...lighter, version: record.version, text: JSON.stringify(withdrawn) },
      { ...topic, version: card.version, text: JSON.stringify(without) },
    ]),
  ).toMatchObject({ status: 200, body: { faults: [] } });

  // Nothing is left to decide, and the message that showed all three is corrected.
  await vi.waitFor(
    async () => {
      const message = JSON.stringify(desk.chat.posted());
      expect(message).toContain(why.en);
      expect(message).toContain('Officials of one side met in the customs house.');
      expect(message).toContain(moved.en);
      expect(message).toContain(reason.en);
    },
    { timeout: 20_000, interval: 500 },
  );
  expect(await desk.again()).toEqual([]);
});

test('a citation of a text that is not held takes a tick and then carries a badge; what came with the records does not', async () => {
  const withdrawn = {
    ...STATEMENTS.fact,
    id: 'ships-counted',
    topics: ['grain-corridor'],
    withdrawn: { on: '2026-10-05', reason: { en: 'The ministry took the count back.' } },
  };
  const desk = await deskAt(
    recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: [
          ...Object.values(STATEMENTS).map((one) => Object.assign({ topics: withdrawn.topics }, one)),
          withdrawn,
        ],
      }),
    }),
  );
  const name = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
  const { text, version } = await desk.get<{ readonly text: string; readonly version: string }>(
    `curate/record?${new URLSearchParams(name).toString()}`,
  );
  const value = JSON.parse(text) as { statements: object[] };
  const invented = {
    ...STATEMENTS.fact,
    id: 'ships-sunk',
    topics: ['grain-corridor'],
    text: { en: 'Twelve ships were sunk at the quay.' },
    citations: [{ paragraph: 1, find: 'twelve ships were sunk' }],
  };
  const changed = { ...name, version, text: JSON.stringify({ ...value, statements: [...value.statements, invented] }) };
  const { version: _, ...shown } = changed;
  const difference = await desk.post('curate/difference', { texts: [shown], language: 'en' });
  expect((difference.body as DifferenceView).unchecked).toEqual([
    {
      statement: 'north-south/harbour-notes/ships-sunk',
      source: 'north-south/harbour-notes',
      paragraph: 1,
      find: 'twelve ships were sunk',
    },
  ]);
  expect(await desk.post('curate/publish', { texts: [changed] })).toMatchObject({
    status: 409,
    body: { error: 'unchecked' },
  });
  expect(await desk.post('curate/publish', { texts: [changed], unchecked: true })).toMatchObject({ status: 200 });
  const badges = async (): Promise<readonly string[]> => {
    const source = await desk.get<SourceView>('sources/harbour-notes?language=en');
    return source.paragraphList.flatMap(({ statements }) =>
      statements.flatMap(({ id, citations }) => (citations.some((one) => one.isUnchecked) ? id : [])),
    );
  };
  expect(await badges()).toEqual(['harbour-notes/ships-sunk']);
  // Once the text is held the citation is checked, as everywhere.
  await createHeldTexts(heldFolderOf(desk.dataDir)).put({
    id: 'harbour-notes',
    relationship: 'north-south',
    paragraphs: DOCUMENT,
    readAt: '2026-11-24T00:00:00Z',
    from: 'file',
  });
  expect(await badges()).toEqual([]);
});

describe('the page', () => {
  test('shows what reads otherwise, and what is taken is corrected and published there', async () => {
    const site = await newSite('press');
    const desk = await deskAt(
      recordFiles({ 'north-south/documents/harbour-notes.yaml': documentRecord({ url: `${site.url}/notes` }) }),
    );
    site.pages['/notes'] = answer(page(DOCUMENT));
    await desk.again('harbour-notes');
    const [first, second, third, fourth] = DOCUMENT;
    const edited = 'Observers expect that the corridor will stay open all winter long.';
    site.pages['/notes'] = answer(page([fourth, first, second, edited]));
    for (const [locale, again, gone] of [
      ['en-US', 'Read the page again now', 'gone'],
      ['zh-CN', '现在重新读取该页面', '已消失'],
    ] as const) {
      const open = await browser.open(`${desk.url}/#/documents/harbour-notes`, { locale });
      if (locale === 'en-US') await open.getByRole('button', { name: again }).click();
      await open.locator('.reread del').filter({ hasText: third }).waitFor();
      await open.locator('.reread ins').filter({ hasText: edited }).waitFor();
      await open.locator('.reread .badge', { hasText: gone }).first().waitFor();
      expect(await seriousFaults(open)).toEqual([]);
      await picture(open, `reread-${locale}`);
      await open.leave();
    }
    for (const [locale, heading] of [
      ['zh-CN', '内容已有变化的文件'],
      ['en-US', 'Documents that read otherwise now'],
    ] as const) {
      const today = await browser.open(`${desk.url}/#/today`, { locale });
      await today.getByRole('heading', { name: heading }).waitFor();
      await today.getByText('Quill doubts that it stays open').first().waitFor();
      expect(await seriousFaults(today)).toEqual([]);
      await picture(today, `today-${locale}`);
      await today.leave();
    }
    const open = await browser.open(`${desk.url}/#/today`, { locale: 'en-US' });
    await open.getByRole('link', { name: /^Look and decide/u }).click();
    await open.getByRole('button', { name: 'Take the new text' }).click();
    await open.locator('.reading-paragraphs').getByText(edited).waitFor();
    // It stands among the unpublished changes, and nothing is in service.
    await open
      .getByRole('button', { name: /publish/iu })
      .first()
      .waitFor();
    const file = readFileSync(join(desk.briefsDir, 'north-south/documents/harbour-notes.yaml'), 'utf8');
    expect(JSON.parse(file)).toMatchObject({ paragraphs: DOCUMENT.map((one) => fingerprint(one)) });
    await picture(open, 'taken');
    await open.getByText('gone', { exact: true }).first().waitFor();
    await open.getByRole('button', { name: 'Leave it as it was read' }).click();
    await open.locator('.reread').waitFor({ state: 'detached' });
    await open.leave();
  });

  test('asks for a tick before it publishes what nothing has checked, and shows the badge after', async () => {
    const desk = await deskAt(recordFiles());
    const name = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
    const { text: base, version } = await desk.get<{ readonly text: string; readonly version: string }>(
      `curate/record?${new URLSearchParams(name).toString()}`,
    );
    const { person } = await desk.get<{ readonly person: string }>('changes');
    const value = JSON.parse(base) as { statements: object[] };
    const invented = {
      ...STATEMENTS.fact,
      id: 'ships-sunk',
      topics: ['grain-corridor'],
      text: { en: 'Twelve ships were sunk at the quay.' },
      citations: [{ paragraph: 1, find: 'twelve ships were sunk' }],
    };
    const text = JSON.stringify({ ...value, statements: [...value.statements, invented] });
    await desk.post('changes', { ...name, person, version, base, text, writer: 'test', number: 1, after: 0 });
    const open = await browser.open(`${desk.url}/#/documents/harbour-notes?publish=1`, { locale: 'en-US' });
    const publish = open.getByRole('button', { name: 'Publish now', exact: true });
    await open.getByText('1 citation cites texts that are not held').waitFor();
    expect(await publish.isDisabled()).toBe(true);
    expect(await seriousFaults(open)).toEqual([]);
    await picture(open, 'tick');
    await open.getByLabel('I have read these words in the documents').check();
    await publish.click();
    await open.getByText('Published', { exact: false }).first().waitFor();
    await vi.waitFor(() =>
      expect(readFileSync(join(desk.briefsDir, name.folder, name.file), 'utf8')).toContain('ships-sunk'),
    );
    await open.goto(`${desk.url}/#/documents/harbour-notes?view=statements`);
    await open.reload();
    await open.locator('.badge', { hasText: 'not checked: text not held' }).waitFor();
    expect(await open.locator('.badge', { hasText: 'not checked' }).count()).toBe(1);
    await picture(open, 'badge');
    await open.leave();
  });
});
