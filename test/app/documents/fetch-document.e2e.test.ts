/** Fetching from a site of the test's own: what it is asked, where it may lead, and how it may misbehave. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fetchDocument } from '../../../src/app/documents/fetch-document.ts';
import { type FetchRules, isPublicAddress } from '../../../src/app/documents/pinned-request.ts';
import type { UnreadableDocument } from '../../../src/records/import/unreadable-document.ts';

const PAGE = '<!doctype html><p>One is said.</p>';

let site = '';
let asked: { readonly path: string; readonly agent: string | undefined }[] = [];
let pages: Record<string, RequestListener> = {};
const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  const path = request.url ?? '';
  asked.push({ path, agent: request.headers['user-agent'] });
  const page = pages[path];
  if (page !== undefined) page(request, response);
  else response.writeHead(404).end();
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A name that no resolver knows: whoever connects to it connects to what was looked at.
  site = `http://site.invalid:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  pages = {};
});

/** As on the public web, and this machine's address counts as one of it. */
const RULES: FetchRules = {
  resolve: async (host) => (host === 'site.invalid' ? ['127.0.0.1'] : ['10.0.0.7']),
  permits: (address) => address === '127.0.0.1' || isPublicAddress(address),
};

const answer =
  (body: string | Buffer, headers: Record<string, string> = { 'content-type': 'text/html' }, status = 200) =>
  (_request: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, headers).end(body);
const leadTo = (location: string) => answer('', { location }, 302);

const get = async (path: string, rules: Partial<FetchRules> = {}, most?: number) =>
  await fetchDocument(`${site}${path}`, { ...RULES, ...rules }, most);
const refused = async (path: string, rules: Partial<FetchRules> = {}, most?: number): Promise<unknown> =>
  await get(path, rules, most).then(
    () => 'fetched',
    (error: unknown) => (error as Partial<UnreadableDocument>).why?.code ?? error,
  );
const paths = (): string[] => asked.map(({ path }) => path);

test('a page is fetched by our name, unpacked, over redirects, with the charset and the address that it ended at', async () => {
  pages['/first'] = leadTo('/second');
  pages['/second'] = leadTo(`${site}/page?id=1`);
  pages['/page?id=1'] = answer(gzipSync(PAGE), {
    'content-type': 'text/html; charset=GB18030',
    'content-encoding': 'gzip',
  });
  const { bytes, ...fetched } = await get('/first#part');
  expect(new TextDecoder().decode(bytes)).toBe(PAGE);
  const address = `${site}/page?id=1`;
  expect(fetched).toEqual({ name: address, address, charset: 'gb18030' });
  expect(paths()).toEqual(['/robots.txt', '/first', '/second', '/page?id=1']);
  expect(new Set(asked.map(({ agent }) => agent))).toEqual(new Set([expect.stringMatching(/^Attache\//u)]));
});

describe('an address that leads inward is refused before anything is sent there', () => {
  test.each([
    ['the service of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
    ['a name that means this network', () => 'http://intranet.invalid/'],
    ['this machine by its mapped address', () => 'http://[::ffff:127.0.0.1]/'],
    ['an address written as one number', () => 'http://167772167/'],
  ])('by a redirect to %s', async (_what, location) => {
    pages['/away'] = leadTo(location());
    expect(await refused('/away')).toBe('inward');
    expect(paths()).toEqual(['/robots.txt', '/away']);
  });
  test('or is no address of the web', async () => {
    pages['/file'] = leadTo('file:///etc/passwd');
    pages['/mail'] = leadTo('http://site.invalid:25/');
    expect(await refused('/file')).toBe('address');
    expect(await refused('/mail')).toBe('address');
    expect(await refused('/', { permits: isPublicAddress })).toBe('inward');
    for (const address of ['ftp://site.invalid/a', 'https://me:secret@site.invalid/', 'site.invalid', 'javascript:1'])
      await expect(fetchDocument(address, RULES)).rejects.toMatchObject({ why: { code: 'address' } });
  });
  test('also where the name means another one a moment later, or two at once', async () => {
    pages['/page'] = answer(PAGE);
    const answers = [['127.0.0.1'], ['10.0.0.7']];
    expect(await refused('/page', { resolve: async () => answers.shift() ?? [] })).toBe('inward');
    expect(paths()).toEqual(['/robots.txt']);
    expect(await refused('/page', { resolve: async () => ['127.0.0.1', '10.0.0.7'] })).toBe('inward');
    expect(await refused('/page', { resolve: async () => [] })).toBe('inward');
    // What is asked once is what is connected to: nothing resolves the name again.
    let times = 0;
    const resolve = async (): Promise<string[]> => {
      times += 1;
      return ['127.0.0.1'];
    };
    await get('/page', { resolve });
    expect(times).toBe(2);
  });
});

describe('robots.txt', () => {
  test('that forbids is obeyed, that of a site which is led to as well', async () => {
    pages['/robots.txt'] = answer('User-agent: attache\nDisallow: /papers');
    pages['/open'] = leadTo('/papers/1');
    pages['/papers/1'] = answer(PAGE);
    expect(await refused('/papers/1')).toBe('robots');
    expect(await refused('/open')).toBe('robots');
    expect(paths()).not.toContain('/papers/1');
  });
  test('that the site cannot give forbids everything', async () => {
    pages['/robots.txt'] = answer('', {}, 503);
    expect(await refused('/page')).toBe('robots');
  });
});

describe('a site that misbehaves', () => {
  test('with more bytes than a document has, said, sent or packed, is refused', async () => {
    pages['/said'] = answer('', { 'content-length': '40000000', 'content-type': 'text/plain' });
    pages['/sent'] = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      for (let part = 0; part < 21; part += 1) response.write(Buffer.alloc(1_000_000, 97));
      response.end();
    };
    // More packed bytes than a connection holds at a time.
    pages['/packed'] = answer(gzipSync(Buffer.alloc(100_000_000, 97)), {
      'content-type': 'text/plain',
      'content-encoding': 'gzip',
    });
    expect(await refused('/said')).toBe('too-large');
    expect(await refused('/sent')).toBe('too-large');
    expect(await refused('/packed')).toBe('too-large');
  });
  test('by dribbling, or by saying nothing, is given up in time', async () => {
    pages['/dribble'] = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const timer = setInterval(() => response.write('a'), 20);
      response.on('close', () => clearInterval(timer));
    };
    pages['/silent'] = () => {};
    expect(await refused('/dribble', {}, 400)).toBe('slow');
    expect(await refused('/silent', {}, 400)).toBe('slow');
    expect(await refused('/page', { resolve: () => new Promise(() => {}) }, 200)).toBe('slow');
  });
  test('by leading on and on, with no page, or with a picture, is told', async () => {
    pages['/on'] = leadTo('/on');
    pages['/picture'] = answer('', { 'content-type': 'image/png' });
    pages['/cut'] = (_request, response) => void response.destroy();
    expect(await refused('/on')).toBe('redirects');
    expect(paths().filter((path) => path === '/on')).toHaveLength(6);
    expect(await refused('/nothing')).toBe('status');
    expect(await refused('/picture')).toBe('kind');
    await expect(
      fetchDocument(site, { resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) }),
    ).rejects.toMatchObject({ why: { code: 'unknown-host' } });
    expect(await refused('/cut')).toBe('unreachable');
  });
});
