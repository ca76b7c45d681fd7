/** A client that polls hears what was corrected, withdrawn or retracted once in every exit, and nothing of what has not changed. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, onTestFinished, test } from 'vitest';
import { dayOf } from '../../src/records/dates.ts';
import { nameUuid } from '../../src/exits/cited-text.ts';
import { createAccessTokens, type TokenPlace } from '../../src/people/access-tokens.ts';
import { ON_COMMAND_LINE } from '../../src/people/roles.ts';
import { deskAsked, DOCUMENT } from '../desk/publish/asking.ts';
import { folderOf, recordFiles, STATEMENTS, topicRecord } from '../support/records.ts';
import { withStore } from '../support/with-store.ts';
import { readCalendar, readFeed } from './subscribers.ts';

type Entries = Iterable<readonly [string, string | number]>;
type News = { readonly news: readonly { readonly key: string }[]; readonly next?: unknown };

const keys = ({ news }: News): (readonly [string, number])[] => news.map(({ key }) => [key, 0]);

/** What is new to a client of an exit: by the ids that it knows, and what it knows of each. */
function createMemory() {
  const known = new Map<string, string | number>();
  return (entries: Entries): string[] =>
    [...entries].flatMap(([id, version]) => {
      const before = known.get(id);
      if (before !== undefined && version <= before) return [];
      known.set(id, version);
      return [id];
    });
}

/** Returns a client of the four exits of a desk; it polls, and says what it has heard, or that nothing has changed. */
async function clientOf({ url, dataDir }: { readonly url: string; readonly dataDir: string }) {
  const token = (place: TokenPlace): Promise<string> =>
    withStore(dataDir, async (store) => {
      const tokens = createAccessTokens({ store, now: () => Temporal.Now.instant() });
      const made = await tokens.make({ name: place, place, days: 1 }, ON_COMMAND_LINE);
      if (!made.ok) throw new Error(made.because);
      return made.token;
    });
  const [inHeader, inPath] = [await token('header'), await token('path')];
  const headers = { authorization: `Bearer ${inHeader}` };
  const assistant = new Client({ name: 'test', version: '1' });
  await assistant.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }));
  onTestFinished(() => assistant.close());

  /** Returns what reads an address again, and what is new of it. */
  const polled = (path: string, its: Readonly<Record<string, string>>, entries: (text: string) => Entries) => {
    const isNew = createMemory();
    let tag = '';
    return async (): Promise<readonly string[] | 'as before'> => {
      const response = await fetch(url + path, { headers: { ...its, 'if-none-match': tag } });
      if (response.status === 304) return 'as before';
      expect(response.status).toBe(200);
      tag = response.headers.get('etag') ?? '';
      return isNew(entries(await response.text()));
    };
  };
  const exits = {
    json: polled('/api/v1/news?limit=200', headers, (text) => {
      const page = JSON.parse(text) as News;
      expect(page.next).toBeNull();
      return keys(page);
    }),
    feed: polled(`/feeds/${inPath}/all.atom`, {}, (text) => readFeed(text).map(({ id, updated }) => [id, updated])),
    calendar: polled(`/feeds/${inPath}/all.ics`, {}, (text) =>
      [...readCalendar(text).values()].map(({ uid, sequence }) => [uid, sequence]),
    ),
  };
  const isNewToAssistant = createMemory();
  return async () => {
    const { structuredContent } = (await assistant.callTool({ name: 'news', arguments: {} })) as {
      readonly structuredContent?: unknown;
    };
    return {
      json: await exits.json(),
      assistant: isNewToAssistant(keys(structuredContent as News)),
      feed: await exits.feed(),
      calendar: await exits.calendar(),
    };
  };
}

const NOTHING = { json: 'as before', assistant: [], feed: 'as before', calendar: 'as before' };
const entry = (key: string): string => `urn:uuid:${nameUuid(key)}`;

test('a correction, a withdrawal, an addition and a retraction are heard once each, in every exit', async () => {
  const topic = { folder: 'north-south/topics', file: 'salt-road.yaml' };
  // A day that is long past is in no calendar.
  const expected = { precision: 'day', on: Temporal.Now.plainDateISO('UTC').add({ days: 20 }).toString() };
  const watch = (topicRecord()['watch'] as readonly object[]).map((item) => Object.assign(item, { expected }));
  const { desk, changed, publish } = await deskAsked({
    env: { EXITS: 'on' },
    briefsDir: folderOf(recordFiles({ 'north-south/topics/salt-road.yaml': topicRecord('salt road', { watch }) })),
  });
  const poll = await clientOf(desk);
  const all = await poll();
  expect(all.assistant).toEqual(all.json);
  for (const heard of Object.values(all)) expect(heard).toEqual(expect.arrayContaining([expect.any(String)]));
  expect(await poll()).toEqual(NOTHING);

  // A correction, which the editor dates.
  const promise = 'harbour-notes/grain-promised';
  await publish([changed(DOCUMENT, 'to ship its grain through', 'to send its grain through')], {
    [promise]: { kind: 'correction', what: { en: 'The word was another.' } },
  });
  const corrected = [expect.stringContaining(`statement/${promise}/correction/`)];
  expect(await poll()).toEqual({
    json: corrected,
    assistant: corrected,
    feed: [entry('document/harbour-notes')],
    calendar: [`statement/${promise}/due@attache`],
  });
  expect(await poll()).toEqual(NOTHING);

  // A withdrawal of the same statement on the same day.
  const on = dayOf(Temporal.Now.instant());
  const reason = { on, reason: { en: 'Nobody promised it.' } };
  await publish([
    changed(DOCUMENT, '"id": "grain-promised",', `"id": "grain-promised", "withdrawn": ${JSON.stringify(reason)},`),
  ]);
  const withdrawn = [`statement/${promise}/withdrawn`];
  expect(await poll()).toEqual({
    json: withdrawn,
    assistant: withdrawn,
    feed: [entry('document/harbour-notes')],
    calendar: [`statement/${promise}/due@attache`],
  });
  expect(await poll()).toEqual(NOTHING);

  // What is cited later of the same document.
  const later = {
    ...STATEMENTS.fact,
    id: 'room-named',
    topics: ['grain-corridor'],
    text: { en: 'They met in the blue room.' },
  };
  await publish([changed(DOCUMENT, '"statements": [', `"statements": [${JSON.stringify(later)},`)], {}, true);
  const added = [expect.stringContaining('room-named')];
  expect(await poll()).toEqual({
    json: added,
    assistant: added,
    feed: [entry('document/harbour-notes')],
    calendar: 'as before',
  });
  expect(await poll()).toEqual(NOTHING);

  // The retraction of a topic.
  const retraction = { id: 'pulled', on, what: { en: 'The road was never there.' } };
  await publish([
    changed(topic, '"status": "published",', `"status": "retracted", "retraction": ${JSON.stringify(retraction)},`),
  ]);
  const retracted = ['salt-road/pulled'];
  expect(await poll()).toEqual({
    json: retracted,
    assistant: retracted,
    feed: [entry('topic/salt-road')],
    calendar: ['topic/salt-road/pulled@attache', 'watch/salt-road/first-frost@attache'],
  });
  expect(await poll()).toEqual(NOTHING);
});
