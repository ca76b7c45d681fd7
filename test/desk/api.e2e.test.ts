/** How the page asks its server, against one that answers as servers do on a bad day. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { api, ApiFault, receive } from '../../src/desk/web/api.ts';

/** Lets the page's requests go to a server that answers like this. */
async function served(answer: RequestListener): Promise<void> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { fetch } = globalThis;
  // A page's own address is left out in its requests.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init));
  onTestFinished(() => {
    vi.unstubAllGlobals();
    server.closeAllConnections();
    server.close();
  });
}

/** Asks one of the routes that take nothing. */
const get = (signal?: AbortSignal): Promise<unknown> =>
  receive(api.curate.records.$get({}, { init: { ...(signal && { signal }) } }), signal);
const post = (): Promise<unknown> => receive(api.inbox.done.$post({ json: { flag: 'a' } }));

const JSON_TYPE = { 'content-type': 'application/json' };

test('an answer is returned, and a fault is thrown with its code and its sentence', async () => {
  await served((request, response) => {
    if (request.method === 'GET') response.writeHead(200, JSON_TYPE).end('{"there":true}');
    else response.writeHead(409, JSON_TYPE).end('{"error":"changed","detail":"It has changed."}');
  });
  expect(await get()).toEqual({ there: true });
  await expect(post()).rejects.toMatchObject({ name: 'ApiFault', code: 'changed', message: 'It has changed.' });
});

test('an answer that nobody waits for any more is none, also where half of it has come', async () => {
  const begun = Promise.withResolvers<void>();
  await served((_, response) => {
    response.writeHead(200, JSON_TYPE).write('{"there":');
    begun.resolve();
  });
  const leaving = new AbortController();
  const asked = get(leaving.signal);
  await begun.promise;
  // The head has come when there is a body to wait for.
  setTimeout(() => leaving.abort(), 50);
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});

test('an answer that is cut off, and a server that is not there, are out of reach', async () => {
  await served((_, response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': 100 }).write('{"there":');
    setTimeout(() => response.destroy(), 20);
  });
  await expect(get()).rejects.toBeInstanceOf(ApiFault);
  await expect(get()).rejects.toMatchObject({ code: 'unreachable' });
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('fetch failed');
  });
  await expect(get()).rejects.toMatchObject({ code: 'unreachable' });
});
