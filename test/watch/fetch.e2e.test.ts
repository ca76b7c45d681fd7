/** The fetcher against sites of the test's own: what it asks and how often, and what it makes of each way in which sites misbehave. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { request } from '../../src/app/documents/pinned-request.ts';
import { createFetcher, type FetcherOptions } from '../../src/watch/fetch.ts';
import { WatchFault } from '../../src/watch/health.ts';
import { answer, RULES, startSite, status, type Site } from './sites.ts';

let site: Site;
let other: Site;
beforeAll(async () => {
  [site, other] = await Promise.all([startSite('press'), startSite('mirror')]);
});
afterAll(() => {
  site.stop();
  other.stop();
});
beforeEach(() => {
  for (const one of [site, other]) {
    one.asked.length = 0;
    for (const path of Object.keys(one.pages)) delete one.pages[path];
  }
});

const NOW = Temporal.Instant.from('2026-11-30T12:00Z');
const fetcher = (options: Partial<FetcherOptions> = {}) =>
  createFetcher({
    request: async (url, own) => await request(url, { ...RULES, ...own }),
    now: () => NOW,
    gapMs: 1,
    ...options,
  });
/** Requests as they are made, with the time at which each begins: the site sees it when it has the processor. */
const noting =
  (begun: number[]): FetcherOptions['request'] =>
  async (url, own) => {
    begun.push(performance.now());
    return await request(url, { ...RULES, ...own });
  };

const get = async (path: string, options: Partial<FetcherOptions> = {}) =>
  await fetcher(options).get(`${site.url}${path}`);
const refused = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'fetched',
    (error: unknown) =>
      error instanceof WatchFault ? `${error.state} ${error.words.code} ${error.retryMs}` : String(error),
  );
const paths = (one: Site = site): string[] => one.asked.map(({ path }) => path);

const good = async (headers: Record<string, string>): Promise<number> => {
  site.pages['/feed'] = answer('x', headers);
  return Math.round((await get('/feed')).goodForMs / 60_000);
};

describe('the fetcher', () => {
  it('asks robots.txt once, says who it is, and where its people are', async () => {
    site.pages['/feed'] = answer('x');
    const own = fetcher({ contact: 'bot@example.org' });
    await own.get(`${site.url}/feed`);
    await own.get(`${site.url}/feed`);
    expect(paths()).toEqual(['/robots.txt', '/feed', '/feed']);
    expect(new Set(site.asked.map(({ headers }) => headers['user-agent']))).toEqual(
      new Set(['Attache/0.1 (a briefing bot; looks for new documents of ministries; bot@example.org)']),
    );
  });

  it('sends what the site has told it, and keeps the one validator that is not told again', async () => {
    site.pages['/feed'] = answer('x', { etag: '"a"', 'last-modified': 'Sat, 28 Nov 2026 10:00:00 GMT' });
    const own = fetcher();
    const first = await own.get(`${site.url}/feed`);
    site.pages['/feed'] = status(304, { etag: '"b"' });
    const second = await own.get(`${site.url}/feed`, { validators: first });
    expect(site.asked.at(-1)?.headers).toMatchObject({
      'if-none-match': '"a"',
      'if-modified-since': 'Sat, 28 Nov 2026 10:00:00 GMT',
    });
    expect(second).toMatchObject({ type: 'same', etag: '"b"', lastModified: 'Sat, 28 Nov 2026 10:00:00 GMT' });
    site.pages['/feed'] = status(304, { 'last-modified': 'Sun, 29 Nov 2026 10:00:00 GMT' });
    expect(await own.get(`${site.url}/feed`, { validators: second })).toMatchObject({
      etag: '"b"',
      lastModified: 'Sun, 29 Nov 2026 10:00:00 GMT',
    });
  });

  it('hears how long an answer stays good', async () => {
    expect(await good({ 'cache-control': 'max-age=7200' })).toBe(120);
    expect(await good({ 'cache-control': 'no-cache' })).toBe(0);
    expect(await good({ expires: new Date(Date.now() + 3_600_000).toUTCString() })).toBe(60);
    expect(await good({ 'last-modified': 'Sat, 28 Nov 2020 10:00:00 GMT' })).toBe(0);
    expect(await good({ 'retry-after': '600' })).toBe(10);
  });

  it('has one request to a site at a time, and waits between them', async () => {
    const begun: number[] = [];
    site.pages['/robots.txt'] = answer('');
    for (const path of ['/1', '/2', '/3'])
      site.pages[path] = (_request, response) => void setTimeout(() => response.end('x'), 200);
    const own = fetcher({ gapMs: 120, request: noting(begun) });
    await Promise.all(['/1', '/2', '/3'].map(async (path) => await own.get(`${site.url}${path}`)));
    expect(site.mostAtOnce()).toBe(1);
    // A timer may be early by a millisecond.
    for (const [at, time] of begun.slice(1).entries()) expect(time - begun[at]!).toBeGreaterThan(115);
    expect(begun).toHaveLength(4);
  });

  it('follows moves, and remembers those that are for good', async () => {
    site.pages['/old'] = status(301, { location: `${other.url}/older` });
    other.pages['/older'] = status(308, { location: '/new' });
    other.pages['/new'] = answer('x');
    expect(await get('/old')).toMatchObject({ movedTo: `${other.url}/new`, url: `${other.url}/new` });
    site.pages['/old'] = status(302, { location: `${other.url}/new` });
    expect(await get('/old')).toMatchObject({ movedTo: '', url: `${other.url}/new` });
    expect(paths(other)).toContain('/robots.txt');
  });

  it('sends what a site has told it after moves for good alone', async () => {
    other.pages['/new'] = answer('x');
    const validators = { etag: '"a"', lastModified: '' };
    const sent = async (...moves: readonly number[]): Promise<unknown> => {
      for (const [at, move] of moves.entries())
        site.pages[`/${at}`] = status(move, { location: at + 1 < moves.length ? `/${at + 1}` : `${other.url}/new` });
      await fetcher().get(`${site.url}/0`, { validators });
      return other.asked.at(-1)?.headers['if-none-match'];
    };
    expect([await sent(301), await sent(308, 301)]).toEqual(['"a"', '"a"']);
    expect([await sent(302), await sent(301, 307), await sent(302, 301)]).toEqual([undefined, undefined, undefined]);
  });

  it('asks the rules of each site that it is led to, and follows from https to https alone', async () => {
    site.pages['/old'] = status(301, { location: `${other.url}/new` });
    other.pages['/new'] = answer('x');
    other.pages['/robots.txt'] = answer('User-agent: *\nDisallow: /new');
    expect(await refused(get('/old'))).toBe('blocked robots 0');
    expect(paths(other)).toEqual(['/robots.txt']);
    const asked: string[] = [];
    const leading =
      (location: string): FetcherOptions['request'] =>
      async (url) => {
        asked.push(url.href);
        const isMoved = url.pathname === '/old';
        const bytes = new TextEncoder().encode(url.pathname === '/robots.txt' ? '' : 'x');
        return {
          status: isMoved ? 302 : 200,
          charset: undefined,
          location: isMoved ? location : undefined,
          bytes,
          headers: {},
        };
      };
    const led = async (location: string): Promise<string> =>
      await refused(fetcher({ request: leading(location) }).get('https://press.example/old'));
    expect(await led('http://press.example/new')).toBe('failing leads-astray 0');
    expect(asked.filter((address) => address.startsWith('http:'))).toEqual([]);
    expect(await led('https://mirror.example/new')).toBe('fetched');
  });

  it.each<[string, () => void, string]>([
    ['403', () => (site.pages['/feed'] = status(403)), 'blocked refused 0'],
    ['429', () => (site.pages['/feed'] = status(429, { 'retry-after': '3600' })), 'blocked too-often 3600000'],
    [
      '429 until a day',
      () => (site.pages['/feed'] = status(429, { 'retry-after': 'Mon, 30 Nov 2026 14:00:00 GMT' })),
      'blocked too-often 7200000',
    ],
    ['404', () => {}, 'dead gone 0'],
    ['410', () => (site.pages['/feed'] = status(410)), 'dead gone 0'],
    ['500', () => (site.pages['/feed'] = status(500)), 'failing status 0'],
    ['503 with a time', () => (site.pages['/feed'] = status(503, { 'retry-after': '60' })), 'failing status 60000'],
    ['a cut connection', () => (site.pages['/feed'] = (_, response) => response.destroy()), 'failing unreachable 0'],
    [
      'a body that is cut',
      () =>
        (site.pages['/feed'] = (_, response) => {
          response.writeHead(200, { 'content-length': '100' }).write('x');
          setImmediate(() => response.destroy());
        }),
      'failing unreachable 0',
    ],
    ['silence', () => (site.pages['/feed'] = () => {}), 'failing slow 0'],
    ['30 MB', () => (site.pages['/feed'] = answer(Buffer.alloc(30_000_000, 'x'))), 'failing too-large 0'],
    [
      'a way inward',
      () => (site.pages['/feed'] = status(302, { location: 'http://router.example/' })),
      'failing inward 0',
    ],
    [
      'a way to a private address',
      () => (site.pages['/feed'] = status(302, { location: 'http://169.254.169.254/latest' })),
      'failing inward 0',
    ],
    [
      'a way to no web',
      () => (site.pages['/feed'] = status(301, { location: 'file:///etc/passwd' })),
      'failing leads-astray 0',
    ],
    [
      'a way to another service than the web',
      () => (site.pages['/feed'] = status(302, { location: 'http://press.example:25/' })),
      'failing leads-astray 0',
    ],
    [
      'a way with a password',
      () => (site.pages['/feed'] = status(302, { location: 'http://me:secret@press.example/' })),
      'failing leads-astray 0',
    ],
    [
      'rules that lead to no web',
      () => (site.pages['/robots.txt'] = status(302, { location: 'file:///etc/passwd' })),
      'dead gone 0',
    ],
    ['a circle', () => (site.pages['/feed'] = status(302, { location: '/feed' })), 'failing redirects 0'],
    [
      'rules against us',
      () => (site.pages['/robots.txt'] = answer('User-agent: *\nDisallow: /fe')),
      'blocked robots 0',
    ],
    ['rules that fail', () => (site.pages['/robots.txt'] = status(503)), 'failing robots-unread 0'],
  ])('tells %s', async (_what, arrange, expected) => {
    arrange();
    expect(await refused(get('/feed', { timeoutMs: 1_500 }))).toBe(expected);
  });

  it('asks nothing of a site whose rules forbid it, and tries no other way after a refusal', async () => {
    site.pages['/robots.txt'] = answer('User-agent: attache\nDisallow: /');
    site.pages['/feed'] = answer('x');
    await refused(get('/feed'));
    expect(paths()).toEqual(['/robots.txt']);
    site.pages['/robots.txt'] = answer('');
    site.pages['/feed'] = status(403);
    await refused(get('/feed'));
    expect(paths()).toEqual(['/robots.txt', '/robots.txt', '/feed']);
  });

  it('is as slow as the rules of a site ask for', async () => {
    site.pages['/robots.txt'] = answer('User-agent: *\nCrawl-delay: 0.3\nDisallow:');
    const begun: number[] = [];
    site.pages['/1'] = answer('x');
    const own = fetcher({ request: noting(begun) });
    await own.get(`${site.url}/1`);
    await own.get(`${site.url}/1`);
    // The rules themselves came before.
    expect(begun[2]! - begun[1]!).toBeGreaterThan(290);
  });

  it('cannot reach anything without a network, and says so', async () => {
    const offline = {
      resolve: async () => await Promise.reject(Object.assign(new Error('no'), { code: 'EAI_AGAIN' })),
    };
    const own = fetcher({ request: async (url, options) => await request(url, { ...RULES, ...offline, ...options }) });
    expect(await refused(own.get(`${site.url}/feed`))).toBe('failing unknown-host 0');
  });
});
