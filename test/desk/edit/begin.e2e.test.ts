/** The desk over records that cannot all be used: it opens, tells what is wrong and where, and everything can be mended and begun in it. */
import { chmodSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { deskOfTest } from '../../support/desk.ts';
import { fetchLinked, postLinked } from '../../support/linked.ts';
import { folderOf, recordFiles, relationshipRecord, topicRecord } from '../../support/records.ts';

type Json = Readonly<Record<string, unknown>>;

async function brokenDesk(briefsDir: string) {
  const { url } = await deskOfTest({ briefsDir });
  const send = async (path: string, json: Json) => {
    const response = await postLinked(url + path, json);
    return { status: response.status, body: (await response.json()) as Json };
  };
  return {
    url,
    get: async (path: string) => (await (await fetchLinked(url + path)).json()) as Json,
    send,
    publish: async (folder: string, file: string, text: string, version?: string) =>
      await send('/api/curate/publish', { texts: [{ folder, file, text, ...(version !== undefined && { version }) }] }),
  };
}

/** Returns the ids of the topics in service. */
async function topics(get: (path: string) => Promise<Json>): Promise<readonly string[]> {
  const { relationships } = (await get('/api/topics')) as {
    readonly relationships: readonly { readonly topics: readonly { readonly id: string }[] }[];
  };
  return relationships.flatMap((one) => one.topics.map(({ id }) => id));
}

const draft = (relationship: string): string =>
  `# relationship: ${relationship}\n${JSON.stringify(
    topicRecord('tea trade', {
      disagreements: [],
      keyPoints: [],
      gaps: [{ text: { en: 'None.' }, searched: ['none'], side: 'jp' }],
    }),
  )}`;

const soon = { timeout: 10_000, interval: 50 };

const parties = (...ids: readonly string[]) => ({
  parties: ids.map((id) => ({ id, name: { en: `Land of ${id}` }, aliases: { en: [`land of ${id}`] } })),
});

describe('the desk', () => {
  test('opens over a broken topic, lists it with its fault, and takes it into service when it is mended', async () => {
    const { get, publish, url } = await brokenDesk(
      folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': 'title: [' })),
    );
    expect(await get('/api/curate/records')).toMatchObject({
      withheld: { topics: ['north-south/tea-trade'], documents: [], statements: 0 },
      faults: [{ file: 'north-south/topics/tea-trade.yaml', line: 1 }],
    });
    expect(await (await fetchLinked(`${url}/readyz`)).text()).toMatch(
      /^ready, degraded: records have faults; out of service: topics 1/u,
    );
    const { version } = await get('/api/curate/record?folder=north-south/topics&file=tea-trade.yaml');
    const text = JSON.stringify(topicRecord('tea trade'));
    expect(await publish('north-south/topics', 'tea-trade.yaml', text, String(version))).toMatchObject({ status: 200 });
    await vi.waitFor(async () => expect(await topics(get)).toEqual(['grain-corridor', 'tea-trade']), soon);
    expect((await get('/api/curate/standing'))['withheld']).toBeUndefined();
    expect(await (await fetchLinked(`${url}/readyz`)).text()).toBe('ready\n');
  });

  test('takes the relationship of a folder that has none', async () => {
    const { get, publish } = await brokenDesk(folderOf(recordFiles({ 'north-south/relationship.yaml': null })));
    expect(await get('/api/curate/standing')).toMatchObject({ faults: [{ file: 'north-south' }] });
    const made = await publish('north-south', 'relationship.yaml', JSON.stringify(relationshipRecord()));
    expect(made).toMatchObject({ status: 200 });
    await vi.waitFor(async () => expect(await topics(get)).toEqual(['grain-corridor']), soon);
  });

  test('checks a draft in the relationship that it names, not in the first one', async () => {
    const { send } = await brokenDesk(
      folderOf({
        'de-fr/relationship.yaml': JSON.stringify(relationshipRecord(parties('de', 'fr'))),
        'jp-kr/relationship.yaml': JSON.stringify(relationshipRecord(parties('jp', 'kr'))),
      }),
    );
    const faultsOf = async (relationship: string): Promise<string> => {
      const text = draft(relationship);
      const sent = { folder: 'drafts', file: 'tea-trade.yaml', text, language: 'en' };
      return JSON.stringify((await send('/api/curate/check', sent)).body);
    };
    expect(await faultsOf('de-fr')).toContain('"no-party","params":{"party":"jp","relationship":"de-fr"');
    expect(await faultsOf('jp-kr')).not.toContain('"no-party"');
  });

  test('says that records cannot be written, where their folder cannot', async () => {
    const folder = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': 'title: [' }));
    chmodSync(folder, 0o555);
    const { get } = await brokenDesk(folder);
    // Root may write everywhere.
    expect(await get('/api/curate/standing')).toMatchObject({ writable: process.getuid?.() === 0 });
    chmodSync(folder, 0o755);
  });
});
