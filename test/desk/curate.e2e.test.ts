/** The routes of the editor, asked as a page of the desk does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCheckThread } from '../../src/app/check-thread.ts';
import { connect } from '../../src/desk/server/connect.ts';
import { parseSettings } from '../../src/desk/server/settings.ts';
import { createLogger } from '../../src/app/log.ts';
import { WRITTEN } from '../support/written.ts';
import { deskOfTest } from '../support/desk.ts';
import { fetchLinked, postLinked, openLink } from '../support/linked.ts';
import { catalogueOf, folderOf, NOW, recordFiles, topicRecord } from '../support/records.ts';
import { botInMemory } from '../support/bot.ts';

const TEA = { folder: 'north-south/topics', file: 'tea-trade.yaml' };

async function deskWithTea() {
  const briefsDir = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': WRITTEN }));
  const { url } = await deskOfTest({ briefsDir });
  return {
    url,
    ...asking(url),
    onDisk: () => readFileSync(join(briefsDir, 'north-south', 'topics', 'tea-trade.yaml'), 'utf8'),
  };
}

const told = async (asked: Promise<Response>) => {
  const response = await asked;
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

function asking(url: string) {
  const ask = (path: string) => told(fetchLinked(`${url}/api/curate/${path}`));
  const post = (path: string, body: unknown) => told(postLinked(`${url}/api/curate/${path}`, body));
  /** Publishes a set of one record. */
  const publish = (record: object) => post('publish', { texts: [record] });
  return { ask, post, publish };
}

const query = ({ folder, file }: typeof TEA): string => `record?${new URLSearchParams({ folder, file }).toString()}`;

describe('the routes of the editor', () => {
  test('tell every record with its title, open one, check a text with its preview, compare and publish it, and bring it back', async () => {
    const { ask, post, publish, onDisk } = await deskWithTea();
    const records = (await ask('records')).body;
    expect(records).toMatchObject({ writable: true, faults: [], inServiceSince: expect.any(String) as string });
    expect(records.records).toContainEqual({ ...TEA, kind: 'topic', title: { en: 'Tea trade' } });
    const { body: opened } = await ask(query(TEA));
    expect(opened).toMatchObject({ ...TEA, kind: 'topic', text: WRITTEN });

    const text = WRITTEN.replace('Tea is traded.', 'Tea is sold.');
    const { body: checked } = await post('check', { ...TEA, text, language: 'en' });
    expect(checked).toMatchObject({ faults: [], elsewhere: [] });
    expect(JSON.stringify(checked.preview)).toContain('Tea is sold.');
    expect(onDisk()).toBe(WRITTEN);

    const fields = [{ field: 'bottomLine.text.en', before: 'Tea is traded.', after: 'Tea is sold.' }];
    expect(await post('difference', { texts: [{ ...TEA, text }], language: 'en' })).toMatchObject({
      status: 200,
      body: {
        records: [{ ...TEA, change: 'changed', fields, statements: [] }],
        faults: [],
        silent: [],
      },
    });
    expect(onDisk()).toBe(WRITTEN);
    const { status, body: saved } = await publish({ ...TEA, text, version: opened.version });
    expect(status).toBe(200);
    expect(onDisk()).toBe(text);
    expect((await ask(query(TEA))).body).toMatchObject({ writtenBy: 'on this machine' });
    expect((await ask('sets')).body).toMatchObject({ sets: [{ id: saved.id, by: 'on this machine', records: [TEA] }] });
    expect(await post('undo', { id: 'another' })).toMatchObject({ status: 409, body: { error: 'changed' } });
    expect(await post('undo', { id: saved.id })).toMatchObject({ status: 200 });
    expect(onDisk()).toBe(WRITTEN);
  });

  test('refuse bodies of a megabyte of parts without reading them', async () => {
    const { post } = await deskWithTea();
    const fields = Array.from({ length: 120_000 }, (_, at) => `"field${at}":1`).join(',');
    for (const sent of [`{${fields}}`, '['.repeat(900_000) + ']'.repeat(900_000)]) {
      const refused = await post('check', sent);
      expect(refused).toMatchObject({ status: 400, body: { error: 'body' } });
      expect(JSON.stringify(refused.body).length).toBeLessThan(2_000);
    }
    // Marks inside a text are no parts.
    const text = `# ${'{[,"\\'.repeat(1_000)}\n${WRITTEN}`;
    expect(await post('check', { ...TEA, text, language: 'en' })).toMatchObject({ status: 200, body: { faults: [] } });
  });

  test('refuse what was changed since, what has faults, what is no name and what is no request, each with its status', async () => {
    const { ask, post, publish, onDisk } = await deskWithTea();
    const text = WRITTEN.replace('status: published', 'status: odd');
    const version = String((await ask(query(TEA))).body.version);
    expect(await publish({ ...TEA, text, version: 'another' })).toMatchObject({
      status: 409,
      body: { error: 'changed', detail: expect.stringContaining('Open it again') as string },
    });
    expect(await publish({ ...TEA, text, version })).toMatchObject({
      status: 422,
      body: { error: 'faulty', faults: [{ file: 'north-south/topics/tea-trade.yaml', line: 5, column: 9 }] },
    });
    expect(await publish({ ...TEA, text })).toMatchObject({ status: 409, body: { error: 'there-already' } });
    for (const kinds of [
      { 'harbour-notes/hands-shaken\n\nSigned-off-by: Ann': { kind: 'wording' } },
      { 'harbour-notes/hands-shaken': { kind: 'correction', what: { en: 'Twice.\n\nSigned-off-by: Ann' } } },
      { 'harbour-notes/hands-shaken': { kind: 'correction', what: { en: 'Twice.', zh: '两次。\u2028x' } } },
      { 'harbour-notes/hands-shaken': { kind: 'silence' } },
    ])
      expect(await post('publish', { texts: [{ ...TEA, text: WRITTEN, version }], kinds })).toMatchObject({
        status: 400,
        body: { error: 'body', detail: expect.stringContaining('kinds.harbour-notes/hands-shaken') as string },
      });
    expect(
      await post('publish', {
        texts: [{ ...TEA, text: `${WRITTEN}\n`, version }],
        kinds: { 'harbour-notes/hands-shaken': { kind: 'wording' } },
      }),
    ).toMatchObject({ status: 404, body: { error: 'missing' } });
    expect(onDisk()).toBe(WRITTEN);
    for (const file of ['../north-south/documents/harbour-notes.yaml', '%2e%2e%2fx.yaml', '/etc/passwd', 'x.yaml\0']) {
      expect(await ask(query({ ...TEA, file }))).toMatchObject({ status: 400, body: { error: 'name' } });
      expect(await publish({ ...TEA, file, text })).toMatchObject({ status: 400, body: { error: 'name' } });
    }
    const none = { folder: 'north-south/documents', file: 'none.yaml' };
    expect(await ask(query(none))).toMatchObject({ status: 404, body: { error: 'missing' } });
    // A topic begins with what it needs.
    expect((await ask(query({ ...TEA, file: 'none.yaml' }))).body).toHaveProperty('text');
    expect(await post('check', { ...TEA, text: `# ${'x'.repeat(1_000_000)}`, language: 'en' })).toMatchObject({
      status: 413,
    });
    expect(await post('check', { ...TEA, text: 1 })).toMatchObject({ status: 400, body: { error: 'body' } });
    expect(await post('check', '{')).toMatchObject({ status: 400 });
    expect(await ask('schema/secret')).toMatchObject({ status: 404 });
    expect((await ask('schema/topic')).body).toHaveProperty('properties.bottomLine');
    expect(onDisk()).toBe(WRITTEN);
  });

  test('tell drafts in the audit list as what they are: saved, removed, or become a record', async () => {
    const { url, publish } = await deskWithTea();
    const draft = { folder: 'drafts', file: 'silk-trade.yaml' };
    const text = '# relationship: north-south\ntitle: { en: Silk trade }\n';
    const saved = await publish({ ...draft, text });
    const [{ version } = { version: '' }] = saved.body.records as readonly { readonly version: string }[];
    await publish({ ...draft, text: null, version });
    await publish({ ...draft, text });
    const done = await publish({
      ...TEA,
      file: 'silk-trade.yaml',
      text: JSON.stringify({ ...topicRecord('silk trade'), status: 'draft' }),
    });
    expect(done).toMatchObject({ status: 200 });
    const { entries } = (await (await fetchLinked(`${url}/api/audit`)).json()) as {
      entries: readonly { readonly act: string; readonly about: string }[];
    };
    expect(entries.map(({ act, about }) => `${act} ${about}`)).toEqual([
      'records-published north-south/topics/silk-trade.yaml, drafts/silk-trade.yaml',
      'draft-saved drafts/silk-trade.yaml',
      'draft-removed drafts/silk-trade.yaml',
      'draft-saved drafts/silk-trade.yaml',
    ]);
  });

  test('ask for patience where as many checks wait as may, which is no fault', async () => {
    const briefsDir = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': WRITTEN }));
    const { check, stop } = createCheckThread(briefsDir, { mostWaiting: 0 });
    onTestFinished(stop);
    const { url, log } = await deskOfTest({ briefsDir, checkElsewhere: check });
    const { ask, post, publish } = asking(url);
    const busy = { error: 'busy', code: 'busy' };
    const texts = [{ ...TEA, text: `${WRITTEN}# more\n` }];
    expect(await post('difference', { texts, language: 'en' })).toMatchObject({ status: 429, body: busy });
    expect(await post('check', { ...texts[0], language: 'en' })).toMatchObject({ status: 429, body: busy });
    const { version } = (await ask(query(TEA))).body;
    expect(await publish({ ...texts[0], version })).toMatchObject({ status: 429, body: busy });
    expect(readFileSync(join(briefsDir, 'north-south/topics/tea-trade.yaml'), 'utf8')).toBe(WRITTEN);
    expect(log.filter((line) => line.includes('checks of records'))).toEqual([]);
  });

  test('say so where nobody curates', async () => {
    const { settings } = parseSettings({ DESK: 'on', DATA_DIR: folderOf({}) });
    const log = createLogger('silent', [], () => undefined);
    const catalogue = catalogueOf();
    const desk = await connect(
      { ...settings, port: 0 },
      botInMemory({ catalogue: () => catalogue, log, now: () => NOW }),
    );
    await openLink(desk.address, desk.notice);
    const { ask, publish } = asking(desk.address);
    expect(await ask('standing')).toEqual({ status: 200, body: { writable: false, faults: [], titles: {} } });
    expect(await ask('records')).toMatchObject({ status: 503, body: { error: 'unwritable' } });
    expect(await publish({ ...TEA, text: WRITTEN })).toMatchObject({ status: 503 });
    await desk.stop();
  });
});
