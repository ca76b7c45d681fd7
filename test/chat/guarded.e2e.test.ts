/** A claim that ends while a connection is made: nothing of the request leaves. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect as open, createServer as createRelay, type AddressInfo, type Server as Relay } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createGuardedFetch } from '../../src/chat/guarded.ts';

const listening = async (server: Server | Relay): Promise<number> => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return port;
};

/** A server, and how much arrived at it. */
async function startServer() {
  const seen = { connections: 0, bytes: 0, requests: 0 };
  const http = createServer((request: IncomingMessage, response) => {
    seen.requests += 1;
    request.resume();
    response.end('stored');
  });
  http.on('connection', () => (seen.connections += 1));
  const port = await listening(http);
  const relay = createRelay((client) => {
    const there = open(port, '127.0.0.1');
    client.on('data', (chunk) => {
      seen.bytes += chunk.length;
      there.write(chunk);
    });
    there.pipe(client);
    for (const [one, other] of [
      [client, there],
      [there, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  return { seen, url: `http://127.0.0.1:${await listening(relay)}/` };
}

const POST = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'a digest' };

test('a request leaves while it may, over connections that are kept', async () => {
  const { seen, url } = await startServer();
  const fetch = createGuardedFetch();
  for (let each = 0; each < 3; each++) expect(await (await fetch(() => true, url, POST)).text()).toBe('stored');
  expect(seen).toMatchObject({ requests: 3 });
  expect(seen.connections).toBeLessThan(3);
});

test('an answer that takes its time is waited for, and nothing leaves before it', async () => {
  const { seen, url } = await startServer();
  const fetch = createGuardedFetch();
  await (await fetch(() => true, url, POST)).text();
  const { bytes } = seen;
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<boolean>();
  const sending = fetch(
    async () => {
      asked.resolve();
      return await answer.promise;
    },
    url,
    POST,
  );
  await asked.promise;
  await wait(50);
  expect(seen).toMatchObject({ bytes, requests: 1 });
  answer.resolve(true);
  expect(await (await sending).text()).toBe('stored');
  expect(seen).toMatchObject({ requests: 2 });
});

test('it is asked once the connection stands, and then nothing leaves, over a new connection and over a kept one', async () => {
  const { seen, url } = await startServer();
  const fetch = createGuardedFetch();
  let isHeld = true;
  let asked = 0;
  const canStillSend = (): boolean => {
    asked += 1;
    return isHeld;
  };
  // The process stands still while the connection is made.
  const sending = fetch(canStillSend, url, POST);
  isHeld = false;
  await expect(sending).rejects.toThrow('fetch failed');
  expect(asked).toBe(1);
  await wait(50);
  expect(seen).toMatchObject({ bytes: 0, requests: 0 });

  isHeld = true;
  await (await fetch(canStillSend, url, POST)).text();
  const { bytes } = seen;
  isHeld = false;
  await expect(fetch(canStillSend, url, POST)).rejects.toThrow('fetch failed');
  await wait(50);
  expect(seen).toMatchObject({ bytes, requests: 1 });
});
