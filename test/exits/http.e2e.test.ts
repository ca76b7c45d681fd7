/** Programs read over real HTTP: with a token alone, only what is published, each statement with its citations. */
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { getDefaultEnvironment, StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, vi } from 'vitest';
import { calendarText } from '../../src/exits/calendar.ts';
import { feedText } from '../../src/exits/feed.ts';
import { createExits } from '../../src/exits/http.ts';
import { createAccessTokens, type AccessTokens } from '../../src/people/access-tokens.ts';
import { ON_COMMAND_LINE } from '../../src/people/roles.ts';
import { valuesOf } from '../../src/records/catalogue.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import { createCatalogue, type Catalogue } from '../../src/search/catalogue.ts';
import { addPeople, askAs, signIn } from '../support/people.ts';
import { deskOfTest } from '../support/desk.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  OWN,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  topicRecord,
} from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';
import { withStore } from '../support/with-store.ts';
import { lookUp } from './cited.ts';
import { readCalendar, readFeed } from './subscribers.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ROUTES = [
  '/api/v1/openapi.json',
  '/api/v1/topics',
  '/api/v1/topics/grain-corridor',
  '/api/v1/statements',
  '/api/v1/statements/harbour-notes/hands-shaken',
  '/api/v1/status',
  '/api/v1/sides',
  '/api/v1/news',
  '/api/v1/documents',
  '/api/v1/documents/harbour-notes',
  '/api/v1/search?q=grain',
  '/api/v1/answer?q=who+pays+for+the+corridor',
];

/** What readers subscribe to; `all`, a relationship, and a topic by both of its names. */
const SUBSCRIBED = ['atom', 'ics'].flatMap((ending) =>
  ['all', 'north-south', 'grain-corridor', 'north-south/grain-corridor'].flatMap((name) => [
    `${name}.${ending}`,
    `${name}.${ending}?language=zh`,
  ]),
);

const bearer = (token: string): { headers: Record<string, string> } => ({
  headers: { authorization: `Bearer ${token}` },
});

/** Returns a token as it would be made, which nobody has. */
const guessed = (at: number): string => `attache_${String(at).padStart(43, 'x')}`;

/** Returns a token of a data folder, made as the command line makes it. */
async function tokenIn(
  dataDir: string,
  {
    name = 'reader',
    place = 'header',
    days = 30,
    now = () => Temporal.Now.instant(),
  }: Partial<Parameters<AccessTokens['make']>[0]> & { readonly now?: () => Temporal.Instant } = {},
): Promise<string> {
  return await withTokens(
    dataDir,
    async (tokens) => {
      const made = await tokens.make({ name, place, days }, ON_COMMAND_LINE);
      if (!made.ok) throw new Error(made.because);
      return made.token;
    },
    now,
  );
}

const withTokens = <T>(
  dataDir: string,
  work: (tokens: AccessTokens) => Promise<T>,
  now = () => Temporal.Now.instant(),
): Promise<T> => withStore(dataDir, async (store) => await work(createAccessTokens({ store, now })));

/** Exits over a catalogue, with a token that is good. */
async function exitsOver(catalogue: Catalogue, now = () => NOW) {
  const { store } = await storeOfTest();
  const tokens = createAccessTokens({ store, now });
  const made = await tokens.make({ name: 'reader', place: 'header', days: 30 }, ON_COMMAND_LINE);
  const inPath = await tokens.make({ name: 'calendar', place: 'path', days: 30 }, ON_COMMAND_LINE);
  if (!made.ok || !inPath.ok) throw new Error('no token was made');
  const current = { catalogue };
  const faults: string[] = [];
  const exits = await createExits({
    catalogue: () => current.catalogue,
    now,
    tokens,
    fault: (error, about) => {
      faults.push(`${about}: ${String(error)}`);
      return 'reference';
    },
  });
  const fetchExit = async (request: Request): Promise<Response> => await exits(request, '127.0.0.1');
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    await fetchExit(new Request(`http://127.0.0.1${path}`, { headers: { ...bearer(made.token).headers, ...headers } }));
  /** Asks for a feed or a calendar, as their readers do. */
  const read = async (name: string, init: RequestInit = {}): Promise<Response> =>
    await fetchExit(new Request(`http://127.0.0.1/feeds/${inPath.token}/${name}`, init));
  return { get, read, fetchExit, current, faults, token: made.token, inPath: inPath.token };
}

/** A question as an assistant asks it, and the request that holds it. */
const ask = (id: number): Fields => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name: 'ask', arguments: { question: 'who has heard of the zyzzyva?' } },
});
const called = (path: string, token: string, body: unknown, before = ''): Request =>
  new Request(`http://127.0.0.1${path}`, {
    method: 'POST',
    headers: {
      ...bearer(token).headers,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: before + (body === undefined ? '' : JSON.stringify(body)),
  });
/** A request of each kind that takes an answer. */
const requests = (): Request[] => [
  ...['/api/v1/answer?q=corridor', '/api/v1/statements'].map(
    (path) => new Request(`http://127.0.0.1${path}`, bearer('token')),
  ),
  called('/mcp', 'token', ask(1)),
];

type Fields = Readonly<Record<string, unknown>>;
const bodyOf = async (response: Response): Promise<Fields> => (await response.json()) as Fields;

describe('who may read', () => {
  test('every route asks for a token that is good, whoever asks', async () => {
    const { url, dataDir } = await deskOfTest({ env: { EXITS: 'on' } });
    const good = await tokenIn(dataDir);
    const inPath = await tokenIn(dataDir, { name: 'feed', place: 'path' });
    const withdrawn = await tokenIn(dataDir, { name: 'old' });
    await withTokens(dataDir, async (tokens) => expect(await tokens.withdraw('old', ON_COMMAND_LINE)).toBe(true));
    const expired = await tokenIn(dataDir, {
      name: 'past',
      days: 1,
      now: () => Temporal.Now.instant().subtract({ hours: 48 }),
    });
    await addPeople(dataDir, { Ada: 'admin', Rea: 'reader', Cur: 'curator', Rev: 'reviewer' });
    const cookies = await Promise.all(['Ada', 'Rea', 'Cur', 'Rev'].map((name) => signIn(url, name)));
    const statuses = async (path: string): Promise<readonly number[]> => {
      const asked = [
        await fetch(url + path),
        await fetch(url + path, bearer('attache_nobody')),
        await fetch(url + path, bearer(`attache_${'x'.repeat(43)}`)),
        await fetch(url + path, bearer(inPath)),
        await fetch(url + path, bearer(withdrawn)),
        await fetch(url + path, bearer(expired)),
        await fetch(`${url}${path}${path.includes('?') ? '&' : '?'}token=${good}`),
        ...(await Promise.all(cookies.map((cookie) => askAs(url, cookie, path)))),
        await fetch(url + path, bearer(good)),
      ];
      return asked.map(({ status }) => status);
    };
    const table = await Promise.all(ROUTES.map(async (path) => [path].concat((await statuses(path)).map(String))));
    const refused = Array.from({ length: 11 }, () => 401);
    expect(table).toEqual(ROUTES.map((path) => [path].concat(refused.map(String), '200')));
    const mcp = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${url}/mcp`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{}' });
    expect((await mcp({})).status).toBe(401);
    expect((await mcp(bearer(withdrawn).headers)).status).toBe(401);
    expect((await mcp(bearer(good).headers)).status).not.toBe(401);
    expect((await fetch(`${url}/api/v1/nowhere`)).status).toBe(401);
    expect((await fetch(`${url}/api/v1/nowhere`, bearer(good))).status).toBe(404);
    const posted = await fetch(`${url}/api/v1/topics`, { method: 'POST', ...bearer(good) });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const made = await withTokens(dataDir, (tokens) => tokens.list());
    expect(made.find(({ name }) => name === 'reader')?.usedAt).toBeDefined();
    expect(JSON.stringify(made)).not.toContain(good.slice(8));
  });

  test('tokens that read nothing are looked up so often of one address, and those that are good go on', async () => {
    const env = { EXITS: 'on', DESK_TRUSTED_PROXIES: '127.0.0.1' };
    const { url, dataDir } = await deskOfTest({ env });
    const good = await tokenIn(dataDir);
    const feed = await tokenIn(dataDir, { name: 'feed', place: 'path' });
    const unused = await tokenIn(dataDir, { name: 'unused' });
    const asked = async (path: string, token: string | undefined, from: string): Promise<Response> =>
      await fetch(url + path, {
        headers: { 'x-forwarded-for': from, ...(token !== undefined && bearer(token).headers) },
      });
    const header = async (token: string, from = '192.0.2.1'): Promise<Response> =>
      await asked('/api/v1/topics', token, from);
    const path = async (token: string, from = '192.0.2.1'): Promise<Response> =>
      await asked(`/feeds/${token}/all.ics`, undefined, from);
    expect([(await header(good)).status, (await path(feed)).status]).toEqual([200, 200]);
    const answers: Response[] = [];
    for (let at = 0; at < 400; at += 1) answers.push(await (at % 2 === 0 ? header : path)(guessed(at)));
    expect(answers.slice(0, 300).map(({ status }) => status)).toEqual(
      Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? 401 : 403)),
    );
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('retry-after')).toBe('2');
    expect(await refused?.json()).toMatchObject({ code: 'guessed' });
    // What has been good is not locked out there, and elsewhere nobody is.
    expect([(await header(good)).status, (await path(feed)).status]).toEqual([200, 200]);
    expect([(await header(unused, '192.0.2.2')).status, (await header(guessed(1), '192.0.2.2')).status]).toEqual([
      200, 401,
    ]);
    // Of one that was withdrawn nothing is left.
    await withTokens(dataDir, async (tokens) => await tokens.withdraw('reader', ON_COMMAND_LINE));
    const withdrawn: number[] = [];
    for (let at = 0; at < 50; at += 1) withdrawn.push((await header(good)).status);
    expect(new Set(withdrawn)).toEqual(new Set([401, 429]));
  });

  test('every feed and calendar asks for a token of its own in the path, whoever asks', async () => {
    const { url, dataDir } = await deskOfTest({ env: { EXITS: 'on' } });
    const good = await tokenIn(dataDir, { name: 'feed', place: 'path' });
    const inHeader = await tokenIn(dataDir);
    const withdrawn = await tokenIn(dataDir, { name: 'old', place: 'path' });
    await withTokens(dataDir, async (tokens) => expect(await tokens.withdraw('old', ON_COMMAND_LINE)).toBe(true));
    const expired = await tokenIn(dataDir, {
      name: 'past',
      place: 'path',
      days: 1,
      now: () => Temporal.Now.instant().subtract({ hours: 48 }),
    });
    await addPeople(dataDir, { Ada: 'admin', Rea: 'reader', Cur: 'curator', Rev: 'reviewer' });
    const cookies = await Promise.all(['Ada', 'Rea', 'Cur', 'Rev'].map((name) => signIn(url, name)));
    const nobody = `attache_${'x'.repeat(43)}`;
    const statuses = async (name: string): Promise<readonly number[]> => {
      const at = (token: string): string => `/feeds/${token}/${name}`;
      const asked = [
        await fetch(url + at('token')),
        await fetch(url + at(nobody)),
        await fetch(url + at(inHeader)),
        await fetch(url + at(withdrawn)),
        await fetch(url + at(expired)),
        await fetch(url + at(nobody), bearer(good)),
        await fetch(url + at(nobody), bearer(inHeader)),
        // The same address to the routes.
        await fetch(url + at(nobody).replace('feeds', '%66eeds'), bearer(inHeader)),
        ...(await Promise.all(cookies.map((cookie) => askAs(url, cookie, at(nobody))))),
        await fetch(url + at(good)),
        await fetch(url + at(good), { method: 'HEAD' }),
      ];
      return asked.map(({ status }) => status);
    };
    const table: unknown[] = [];
    for (const name of SUBSCRIBED) table.push([name, await statuses(name)]);
    const expected = [...Array.from({ length: 12 }, () => 403), 200, 200];
    expect(table).toEqual(SUBSCRIBED.map((name) => [name, expected]));
    const said = async (token: string): Promise<unknown> => await (await fetch(`${url}/feeds/${token}/all.ics`)).json();
    expect(await said(withdrawn)).toMatchObject({ code: 'token-withdrawn' });
    expect(await said(expired)).toMatchObject({ code: 'token-expired' });
    expect(await said(nobody)).toMatchObject({ code: 'token-unknown' });
    // Without an address of one of them, it is a program that asks.
    expect((await fetch(`${url}/feeds`)).status).toBe(401);
    for (const name of ['', 'all', 'all.html', '.ics'])
      expect((await fetch(`${url}/feeds/${good}/${name}`)).status).toBe(404);
    const posted = await fetch(`${url}/feeds/${good}/all.ics`, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    // A document that a feed links to is not told where it stood.
    expect((await fetch(`${url}/feeds/${good}/all.atom`)).headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('nothing answers unless it is set, and no token is in the log', async () => {
    const off = await deskOfTest();
    const token = await tokenIn(off.dataDir);
    expect((await fetch(`${off.url}/api/v1/topics`, bearer(token))).status).not.toBe(200);
    const { url, dataDir, log } = await deskOfTest({ env: { EXITS: 'on' } });
    const good = await tokenIn(dataDir);
    await fetch(`${url}/api/v1/topics/nowhere`, bearer(good));
    await fetch(`${url}/api/v1/topics?token=${good}`, bearer(good));
    expect(log.join('\n')).not.toContain('attache_');
  });

  test.each(['on', 'off'])(
    'no token of an address is in the log or in an answer when something fails, EXITS=%s',
    async (exits) => {
      const { url, dataDir, log } = await deskOfTest({ env: { EXITS: exits } });
      const good = await tokenIn(dataDir, { name: 'feed', place: 'path' });
      const answered = [
        await fetch(`${url}/feeds/${good}/nowhere.atom`),
        await fetch(`${url}/feeds/${good}/all.ics?x=1`),
      ];
      const store = new DatabaseSync(join(dataDir, 'attache.sqlite'));
      // Once nothing else holds the database.
      await vi.waitFor(() => store.exec('drop table if exists access_tokens; drop table if exists people'));
      store.close();
      answered.push(await fetch(`${url}/feeds/${good}/all.atom`), await fetch(`${url}//feeds/${good}/all.ics`));
      const told = await Promise.all(answered.map(async (response) => [await response.text(), [...response.headers]]));
      expect(log.filter((line) => line.includes('"msg":"fault"')).length).toBeGreaterThan(0);
      expect(log.join('\n') + JSON.stringify(told)).not.toContain(good.slice(8));
    },
  );

  test('no token of an address is in what is told of a fault of its route', async () => {
    const catalogue = catalogueOf();
    const bare = new Map([...catalogue.statements].map(([id, one]) => [id, Object.assign({}, one, { citations: [] })]));
    const { read, faults, inPath } = await exitsOver({ ...catalogue, finder: catalogue.finder, statements: bare });
    for (const name of ['all.atom', 'grain-corridor.ics?language=zh']) {
      const response = await read(name);
      expect([response.status, await bodyOf(response)]).toMatchObject([500, { code: 'fault' }]);
    }
    expect(faults.map((fault) => fault.split(': ', 1)[0])).toEqual([
      'exit /feeds/TOKEN/all.atom',
      'exit /feeds/TOKEN/grain-corridor.ics',
    ]);
    expect(faults.join()).not.toContain(inPath);
  });

  test('a flood by one token is held up, another reads on', async () => {
    const { fetchExit, read, get, token } = await exitsOver(catalogueOf());
    const all = await Promise.all(
      Array.from({ length: 130 }, () => fetchExit(new Request('http://127.0.0.1/api/v1/topics', bearer(token)))),
    );
    const feeds = await Promise.all(
      Array.from({ length: 130 }, (_, at) => read(at % 2 === 0 ? 'all.ics' : 'grain-corridor.atom')),
    );
    expect(feeds.filter(({ status }) => status === 429)).toHaveLength(10);
    expect((await get('/api/v1/topics')).status).toBe(429);
    const busy = all.filter(({ status }) => status === 429);
    expect(busy).toHaveLength(10);
    expect(busy[0]?.headers.get('retry-after')).toBe('2');
    expect(await bodyOf(busy[0] as Response)).toMatchObject({ status: 429, code: 'busy' });
  });

  test('so many questions wait at once; beyond them whoever asks is to come again', async () => {
    const catalogue = catalogueOf();
    const prepared = Promise.withResolvers<void>();
    const { fetchExit, get, token, current } = await exitsOver(catalogue);
    current.catalogue = { ...catalogue, finder: catalogue.finder, prepare: async () => await prepared.promise };
    const paths = ['/api/v1/answer?q=corridor', '/api/v1/search?q=corridor', '/mcp'];
    let refused = 0;
    const refusals = new Set<string>();
    const all = Array.from({ length: 90 }, async (_, at) => {
      const path = paths[at % 3] ?? '';
      const response = await (path === '/mcp' ? fetchExit(called(path, token, ask(at))) : get(path));
      const text = await response.text();
      const isRefused = text.includes('Too many questions are waiting');
      if (isRefused) refused += 1;
      if (isRefused) refusals.add(`${response.status} ${response.headers.get('retry-after')}`);
      return !isRefused && response.status === 200;
    });
    await vi.waitFor(() => expect(refused).toBe(40));
    expect(refusals).toEqual(new Set(['503 2', '200 null']));
    expect((await get('/api/v1/topics')).status).toBe(200);
    prepared.resolve();
    expect((await Promise.all(all)).filter((isAnswered) => isAnswered)).toHaveLength(50);
    expect((await get('/api/v1/answer?q=corridor')).status).toBe(200);
  });

  test('between two answers everything else has its turn', async () => {
    const catalogue = catalogueOf();
    const exits = await createExits({
      catalogue: () => catalogue,
      now: () => NOW,
      tokens: { check: async () => 'good' },
      fault: String,
    });
    const order: string[] = [];
    const answer = async (request: Request): Promise<void> => {
      const response = await exits(request, '');
      await response.text();
      expect(response.status).toBe(200);
      order.push('answered');
    };
    // Loaded before, so that nothing waits for the disk.
    for (const request of requests()) await answer(request);
    order.length = 0;
    const all = Promise.all([...requests(), ...requests(), ...requests()].map(answer));
    for (let turns = 0; turns < 100; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      order.push('other');
    }
    await all;
    // The text of an answer may arrive with that of the next.
    expect(order.join(' ')).not.toContain('answered answered answered');
    expect(order.filter((what) => what === 'answered')).toHaveLength(9);
  });

  test('a batch of calls is refused, however it is written, and asks nothing', async () => {
    const { fetchExit, current, token } = await exitsOver(catalogueOf());
    const explain = vi.spyOn(current.catalogue.finder, 'explain');
    for (const body of [[ask(1), ask(2)], [ask(1)], []]) {
      const response = await fetchExit(called('/mcp', token, body, '\n\t '));
      expect([response.status, await bodyOf(response)]).toMatchObject([400, { id: null, error: { code: -32600 } }]);
    }
    expect(explain).not.toHaveBeenCalled();
    expect((await fetchExit(called('/mcp', token, ask(1)))).status).toBe(200);
    expect((await fetchExit(called('/mcp', token, undefined, '{'))).status).toBe(400);
    expect((await fetchExit(called('/mcp', token, { padding: 'x'.repeat(300_000) }))).status).toBe(413);
  });
});

describe('feeds and calendars', () => {
  test.each([
    ['atom', 'application/atom+xml; charset=utf-8', feedText],
    ['ics', 'text/calendar; charset=utf-8', calendarText],
  ] as const)('are of all, of a relationship or of a topic, in both languages: %s', async (ending, type, text) => {
    const catalogue = ownCatalogue();
    const { read } = await exitsOver(catalogue);
    for (const name of [undefined, 'cn-us', 'taiwan'])
      for (const language of ['en', 'zh'] as const) {
        const response = await read(`${name ?? 'all'}.${ending}?language=${language}`);
        expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
        expect(await response.text()).toBe(text({ catalogue, language, now: NOW }, name));
      }
  });

  test.each(['all.atom', 'all.ics'])(
    'are not made again for who has them, until a day changes them: %s',
    async (name) => {
      let reads = 0;
      const counted = new Proxy(ownCatalogue(), {
        get: (own, field: keyof Catalogue) => {
          reads += 1;
          return own[field];
        },
      });
      let now = NOW;
      const { read } = await exitsOver(counted, () => now);
      const first = (await read(name)).headers.get('etag') ?? '';
      const askWith = async (tag: string): Promise<readonly [number, boolean]> => {
        reads = 0;
        const { status } = await read(name, { headers: { 'if-none-match': tag } });
        return [status, reads > 0];
      };
      expect([await askWith(first), await askWith('"other"'), await askWith(first)]).toEqual([
        [304, false],
        [200, true],
        [304, false],
      ]);
      now = NOW.add({ hours: 24 * 20 });
      expect(await askWith(first)).toEqual([200, true]);
    },
  );

  test.each(['all.atom', 'all.ics'])('are not sent again where they are as they were: %s', async (name) => {
    const { read, current } = await exitsOver(catalogueOf());
    const tag = (await read(name)).headers.get('etag') ?? '';
    const again = await read(name, { headers: { 'if-none-match': `"other", W/${tag}` } });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    const head = await read(name, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, tag, '']);
    current.catalogue = catalogueOf(recordFiles({ 'north-south/topics/salt-road.yaml': topicRecord('salt road') }));
    expect((await read(name, { headers: { 'if-none-match': tag } })).status).toBe(200);
  });

  test('say what is unknown or unreadable; of a topic that was retracted they tell that it was', async () => {
    const retraction = { id: 'pulled', on: '2026-10-02', what: { en: 'The talks were a rumour.' } };
    const { read } = await exitsOver(
      catalogueOf(
        recordFiles({
          'north-south/topics/salt-road.yaml': topicRecord('salt road', { status: 'retracted', retraction }),
        }),
      ),
    );
    for (const ending of ['atom', 'ics']) {
      for (const name of ['nothing', 'nothing/at/all', '%E0%A4%A', 'ALL'])
        expect((await read(`${name}.${ending}`)).status).toBe(404);
      for (const query of ['language=fr', 'extra=1', 'language=en&language=zh'])
        expect(await bodyOf(await read(`all.${ending}?${query}`))).toMatchObject({ status: 400, code: 'query' });
    }
    const feed = readFeed(await (await read('salt-road.atom')).text());
    expect(feed.map(({ title, content }) => [title, content])).toEqual([
      ['Retracted: The salt road', '<p>Retracted on October 2, 2026. The talks were a rumour.</p>'],
    ]);
    const events = [...readCalendar(await (await read('salt-road.ics')).text()).values()];
    expect(events.map(({ uid, status }) => [uid.split('/')[0], status])).toEqual([
      ['topic', 'CONFIRMED'],
      ['statement', 'CANCELLED'],
      ['statement', 'CANCELLED'],
      ['watch', 'CANCELLED'],
    ]);
  });

  test('of a topic that is out of service for now ask to come again', async () => {
    const catalogue = catalogueOf();
    const withheld = { topics: ['north-south/salt-road'] } as unknown as Catalogue['withheld'];
    const { read } = await exitsOver({ ...catalogue, finder: catalogue.finder, withheld });
    for (const name of ['salt-road.atom', 'salt-road.ics']) expect((await read(name)).status).toBe(503);
  });
});

describe('the JSON', () => {
  test('has every statement of every route in the records, with its citations', async () => {
    const catalogue = ownCatalogue();
    const { get } = await exitsOver(catalogue);
    const topics = (await bodyOf(await get('/api/v1/topics?limit=200')))['topics'] as readonly {
      id: string;
      title: string;
    }[];
    const paths = [
      ...topics.flatMap(({ id, title }) => [
        `/api/v1/topics/${id}`,
        `/api/v1/topics/${id}?language=zh`,
        `/api/v1/answer?q=${encodeURIComponent(title)}`,
      ]),
      '/api/v1/statements?limit=200',
      '/api/v1/status?limit=200',
      '/api/v1/sides?limit=200&language=zh',
      '/api/v1/news?limit=200',
      '/api/v1/documents?limit=100',
      `/api/v1/answer?q=${encodeURIComponent('are the fentanyl tariffs still on?')}`,
      `/api/v1/answer?q=${encodeURIComponent('芬太尼关税还在吗')}&language=zh`,
      '/api/v1/answer?q=status',
      '/api/v1/search?q=soybeans',
    ];
    const faults: unknown[] = [];
    let statements = 0;
    let citations = 0;
    for (const path of paths) {
      const response = await get(path);
      const found = lookUp(await response.json(), catalogue);
      statements += found.statements;
      citations += found.citations;
      if (response.status !== 200 || found.faults.length > 0) faults.push([path, response.status, found.faults]);
    }
    expect(faults).toEqual([]);
    expect(statements).toBeGreaterThan(400);
    expect(citations).toBeGreaterThan(1000);
  });

  test('answers a question, or says what was looked for', async () => {
    const { get } = await exitsOver(catalogueOf());
    expect(await bodyOf(await get('/api/v1/answer?q=who+pays+for+the+corridor'))).toMatchObject({
      result: 'answer',
      statements: [{ id: 'harbour-notes/envoy-bridge' }],
      fileTo: '2026-09-01',
    });
    expect(await bodyOf(await get('/api/v1/answer?q=zyzzyva+quokka'))).toMatchObject({
      result: 'not-here',
      lookedFor: { documents: 1, fileTo: '2026-09-01' },
    });
  });

  test('that would lack a citation is refused before it leaves', async () => {
    const catalogue = catalogueOf();
    const bare = new Map([...catalogue.statements].map(([id, one]) => [id, Object.assign({}, one, { citations: [] })]));
    const { get, faults } = await exitsOver({ ...catalogue, finder: catalogue.finder, statements: bare });
    const response = await get('/api/v1/statements/harbour-notes/hands-shaken');
    expect([response.status, await bodyOf(response)]).toMatchObject([500, { code: 'fault' }]);
    expect(faults.join()).toContain('citations');
    expect((await get('/api/v1/answer?q=who+pays+for+the+corridor')).status).toBe(500);
  });

  test('gives a page after the other, and refuses cursors of other records, of another request, and made up', async () => {
    const today = { at: NOW };
    const { get, current } = await exitsOver(catalogueOf(), () => today.at);
    const ids: string[] = [];
    let next: unknown = null;
    do {
      const body = await bodyOf(
        await get(`/api/v1/statements?limit=3${typeof next === 'string' ? `&cursor=${next}` : ''}`),
      );
      ids.push(...(body['statements'] as readonly { id: string }[]).map(({ id }) => id));
      next = body['next'];
    } while (next !== null);
    expect(ids.toSorted()).toEqual([...catalogueOf().statements.keys()].toSorted());
    const { next: cursor } = await bodyOf(await get('/api/v1/statements?limit=3'));
    const code = async (path: string): Promise<unknown> => [(await bodyOf(await get(path)))['code']][0];
    expect(await code(`/api/v1/statements?limit=3&language=zh&cursor=${String(cursor)}`)).toBe('cursor-question');
    expect(await code(`/api/v1/documents?cursor=${String(cursor)}`)).toBe('cursor-question');
    expect(await code('/api/v1/statements?cursor=bm9uZQ')).toBe('cursor');
    // A day moves what comes next, so that another day's page would leave something out.
    today.at = NOW.add({ hours: 24 });
    expect(await code(`/api/v1/statements?limit=3&cursor=${String(cursor)}`)).toBe('cursor-version');
    today.at = NOW;
    expect(await code(`/api/v1/statements?limit=3&cursor=${String(cursor)}`)).toBeUndefined();
    current.catalogue = catalogueOf(recordFiles({ 'north-south/topics/salt-road.yaml': topicRecord('salt road') }));
    expect(await code(`/api/v1/statements?limit=3&cursor=${String(cursor)}`)).toBe('cursor-version');
  });

  test('is not sent again where it is as it was', async () => {
    const { get } = await exitsOver(catalogueOf());
    const first = await get('/api/v1/topics/grain-corridor');
    const tag = first.headers.get('etag') ?? '';
    expect((await get('/api/v1/topics/grain-corridor', { 'if-none-match': `"other", W/${tag}` })).status).toBe(304);
    expect((await get('/api/v1/topics/grain-corridor', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('says what is unknown, unreadable, retracted or withdrawn', async () => {
    const retraction = { id: 'pulled', on: '2026-10-02', what: { en: 'The talks were a rumour.' } };
    const withdrawn = { on: '2026-11-01', reason: { en: 'Nobody had seen a toll.' } };
    const { fact, position, ...rest } = STATEMENTS;
    const statements = [fact, position, ...Object.values(rest)].map((one) =>
      Object.assign({ topics: ['grain-corridor', 'salt-road'] }, one, one.id === 'toll-lowered' ? { withdrawn } : {}),
    );
    const { get } = await exitsOver(
      catalogueOf(
        recordFiles({
          'north-south/documents/harbour-notes.yaml': { ...documentRecord(), statements },
          'north-south/topics/salt-road.yaml': topicRecord('salt road', { status: 'retracted', retraction }),
        }),
      ),
    );
    const said = async (path: string): Promise<unknown> => {
      const response = await get(path);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      return await bodyOf(response);
    };
    const gone = { status: 410, code: 'gone', on: '2026-10-02', reason: 'The talks were a rumour.' };
    expect(await said('/api/v1/topics/salt-road')).toMatchObject(gone);
    expect(await said('/api/v1/status?topic=salt-road')).toMatchObject(gone);
    expect(await said('/api/v1/answer?q=salt-road')).toMatchObject(gone);
    expect(await said('/api/v1/statements/harbour-notes%2Ftoll-lowered')).toMatchObject({
      status: 410,
      on: '2026-11-01',
      reason: 'Nobody had seen a toll.',
    });
    expect(await said('/api/v1/topics/nothing/at/all')).toMatchObject({ status: 404 });
    expect(await said('/api/v1/statements?topic=nothing')).toMatchObject({ status: 404 });
    expect(await said('/api/v1/status?party=zz')).toMatchObject({ status: 404, code: 'unknown' });
    for (const query of ['language=fr', 'extra=1', 'limit=0', 'limit=9999', 'language=en&language=zh'])
      expect(await said(`/api/v1/topics?${query}`)).toMatchObject({ status: 400, code: 'query' });
    expect(await said('/api/v1/answer')).toMatchObject({ status: 400 });
    expect(await said('/api/v1/news?since=yesterday')).toMatchObject({ status: 400 });
    expect(await said('/api/v1/topics/%E0%A4%A')).toMatchObject({ status: 400 });
    expect((await get('/api/v1/topics/north-south%2Fgrain-corridor')).status).toBe(200);
  });

  test('is described by the schemas that it answers by', async () => {
    const { get } = await exitsOver(catalogueOf());
    const described = (await bodyOf(await get('/api/v1/openapi.json'))) as {
      readonly paths: Fields;
      readonly components: {
        readonly schemas: Readonly<
          Record<string, { readonly properties?: Fields; readonly required?: readonly string[] }>
        >;
      };
    };
    expect(Object.keys(described.paths)).toHaveLength(11);
    expect(described.components.schemas['Statement']?.properties?.['citations']).toMatchObject({
      type: 'array',
      minItems: 1,
    });
    expect(described.components.schemas['Statement']?.required).toContain('citations');
    const names = new Set(Object.keys(described.components.schemas).map((name) => `#/components/schemas/${name}`));
    const refs = [...JSON.stringify(described).matchAll(/"\$ref":"([^"]+)"/gu)].map(([, ref = '']) => ref);
    expect(refs.filter((ref) => !names.has(ref))).toEqual([]);
  });
});

type Called = { readonly structuredContent?: unknown; readonly content?: unknown; readonly isError?: unknown };
type AnyClient = {
  readonly listTools: () => Promise<{
    readonly tools: readonly {
      readonly name: string;
      readonly annotations?: unknown;
      readonly outputSchema?: unknown;
    }[];
  }>;
  readonly callTool: (call: { name: string; arguments?: Record<string, unknown> }) => Promise<unknown>;
};

/** Calls every tool of a server over the project's own records, and looks what it answers up. */
async function readAll(client: AnyClient): Promise<readonly unknown[]> {
  const catalogue = createCatalogue(valuesOf(createRecordLoader(OWN).read()));
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).toSorted()).toEqual(['ask', 'news', 'sides', 'statement', 'status', 'topic']);
  for (const { annotations, outputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(JSON.stringify(outputSchema)).toContain('"citations"');
  }
  const call = async (name: string, given: Record<string, unknown>): Promise<Called> =>
    (await client.callTool({ name, arguments: given })) as Called;
  const [id = ''] = catalogue.statements.keys();
  const calls: readonly (readonly [string, Record<string, unknown>])[] = [
    ['ask', { question: 'what does China say about Taiwan?' }],
    ['ask', { question: '中国承诺购买多少大豆', language: 'zh' }],
    ['ask', { question: 'how many soybeans did china promise to buy' }],
    ['topic', { topic: 'ai-governance' }],
    ['topic', { topic: 'taiwan', language: 'zh' }],
    ['status', { kind: 'in-force' }],
    ['sides', { topic: 'taiwan' }],
    ['statement', { id }],
    ['news', { since: '2026-09-01' }],
  ];
  const answers = await Promise.all(calls.map(async ([name, given]) => [name, await call(name, given)] as const));
  const faults = answers.filter(
    ([, one]) =>
      one.isError === true ||
      lookUp(one.structuredContent, catalogue).citations === 0 ||
      lookUp(one.structuredContent, catalogue).faults.length > 0,
  );
  expect(await call('ask', { question: 'zyzzyva quokka' })).toMatchObject({
    structuredContent: { answer: { result: 'not-here', lookedFor: { words: expect.any(Array) as unknown } } },
  });
  expect(await call('topic', { topic: 'nowhere' })).toMatchObject({ isError: true });
  // A client may refuse it itself, or is told.
  const extra = await call('ask', { question: 'tariffs', admin: true }).catch(() => ({ isError: true }));
  expect(extra).toMatchObject({ isError: true });
  const french = await call('ask', { question: 'tariffs', language: 'fr' }).catch(() => ({ isError: true }));
  expect(french).toMatchObject({ isError: true });
  return faults;
}

const served = async (): Promise<{ readonly url: URL; readonly requestInit: RequestInit }> => {
  const { url, dataDir } = await deskOfTest({ env: { EXITS: 'on' }, briefsDir: OWN });
  return { url: new URL(`${url}/mcp`), requestInit: bearer(await tokenIn(dataDir)) };
};

describe('an assistant', () => {
  test('of this protocol reads over HTTP, and nothing is printed beside the log', async () => {
    const printed = vi.spyOn(console, 'warn');
    const { url, requestInit } = await served();
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
    expect(await readAll(client)).toEqual([]);
    expect(printed).not.toHaveBeenCalled();
    await client.close();
  });

  test('of an older protocol reads over HTTP', async () => {
    const { url, requestInit } = await served();
    const client = new OldClient({ name: 'test', version: '1' });
    await client.connect(new OldHttp(url, { requestInit }));
    expect(await readAll(client)).toEqual([]);
    await client.close();
  });

  test('reads over standard input and output, started from elsewhere as the docs say', async () => {
    const [, told = ''] =
      /"attache": (\{ "command".*\})/u.exec(readFileSync(join(ROOT, 'docs/exits.md'), 'utf8')) ?? [];
    const { command, args } = JSON.parse(told.replace('/path/to/attache', ROOT)) as { command: string; args: string[] };
    const client = new OldClient({ name: 'test', version: '1' });
    await client.connect(
      new OldStdio({
        command,
        args,
        cwd: tmpdir(),
        stderr: 'pipe',
        env: { ...getDefaultEnvironment(), BRIEFS_DIR: OWN },
      }),
    );
    expect(await readAll(client)).toEqual([]);
    await client.close();
  });

  test('is given nothing that lacks a citation', async () => {
    const catalogue = catalogueOf();
    const bare = new Map([...catalogue.statements].map(([id, one]) => [id, Object.assign({}, one, { citations: [] })]));
    const { fetchExit, token } = await exitsOver({ ...catalogue, finder: catalogue.finder, statements: bare });
    const client = new OldClient({ name: 'test', version: '1' });
    await client.connect(
      new OldHttp(new URL('http://127.0.0.1/mcp'), {
        requestInit: bearer(token),
        fetch: async (input, init) => await fetchExit(new Request(input, init)),
      }),
    );
    for (const [name, given] of [
      ['statement', { id: 'harbour-notes/hands-shaken' }],
      ['sides', {}],
      ['ask', { question: 'who pays for the corridor' }],
      ['topic', { topic: 'grain-corridor' }],
    ] as const)
      expect(await client.callTool({ name, arguments: given })).toMatchObject({ isError: true });
    await client.close();
  });
});
