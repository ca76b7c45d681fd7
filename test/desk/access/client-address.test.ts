import type { Context } from 'hono';
import { expect, test } from 'vitest';
import { createClientAddress } from '../../../src/desk/server/access/client-address.ts';

const unbelieved: string[] = [];
const clientOf = createClientAddress(['127.0.0.1', '::1', '10.0.0.0/8'], (peer) => void unbelieved.push(peer));
const from = (peer: string, headers: Readonly<Record<string, string>>): string =>
  clientOf({
    env: { incoming: { socket: { remoteAddress: peer } } },
    req: { header: (name: string) => headers[name] },
  } as unknown as Context);

test.each([
  ['203.0.113.9', {}, '203.0.113.9'],
  // Whoever connects directly is believed nothing.
  ['203.0.113.9', { 'x-forwarded-for': '198.51.100.1' }, '203.0.113.9'],
  ['127.0.0.1', {}, '127.0.0.1'],
  ['127.0.0.1', { 'x-forwarded-for': '198.51.100.1' }, '198.51.100.1'],
  ['::ffff:127.0.0.1', { 'x-forwarded-for': '198.51.100.1' }, '198.51.100.1'],
  // What a stranger wrote stands on the left.
  ['127.0.0.1', { 'x-forwarded-for': '1.1.1.1, 10.1.1.1, 198.51.100.1' }, '198.51.100.1'],
  ['127.0.0.1', { 'x-forwarded-for': '1.1.1.1, 198.51.100.1, 10.1.1.1' }, '198.51.100.1'],
  ['127.0.0.1', { 'x-forwarded-for': '10.2.2.2, 10.1.1.1' }, '10.2.2.2'],
  ['127.0.0.1', { 'x-forwarded-for': '1.1.1.1, nonsense' }, '127.0.0.1'],
  ['127.0.0.1', { 'x-forwarded-for': '198.51.100.1:4711' }, '198.51.100.1'],
  ['::1', { 'x-forwarded-for': '[2001:db8::1]:4711' }, '2001:db8::1'],
  ['::1', { forwarded: 'for=1.1.1.1, for="[2001:db8::1]:4711";proto=https' }, '2001:db8::1'],
  ['::1', { forwarded: 'for="1.1.1.1, by=10.0.0.1;FOR=198.51.100.1' }, '198.51.100.1'],
  ['::1', { forwarded: 'for=unknown' }, '::1'],
  // Of two that differ one was written by a stranger.
  ['::1', { forwarded: 'for=1.1.1.1', 'x-forwarded-for': '198.51.100.1' }, '::1'],
  ['::1', { forwarded: 'for=198.51.100.1', 'x-forwarded-for': '198.51.100.1' }, '198.51.100.1'],
])('a request from %s with %o is of %s', (peer, headers, client) => {
  expect(from(peer, headers)).toBe(client);
});

test('a proxy that is not named is told', () => {
  unbelieved.length = 0;
  from('192.0.2.1', { forwarded: 'for=198.51.100.1' });
  from('127.0.0.1', { 'x-forwarded-for': '198.51.100.1' });
  expect(unbelieved).toEqual(['192.0.2.1']);
});
