/** Who may ask what of the desk. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../../src/platforms/desk/server/settings.ts';
import { deskOfTest } from '../../support/desk.ts';

/** Asks with headers that `fetch` would not let through. */
async function ask(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}> {
  const { promise, resolve, reject } = Promise.withResolvers<import('node:http').IncomingMessage>();
  request(url, { method, headers }, resolve).on('error', reject).end(body);
  const response = await promise;
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}
const errorOf = ({ body }: { readonly body: string }): string => (JSON.parse(body) as { error: string }).error;

const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`,
});
const faultsOf = (env: Record<string, string>): string[] =>
  parseSettings(env).faults.map(({ variable, message }) => `${variable} ${message}`);

describe('the desk', () => {
  test('answers under the names of this machine, and under no other that was pointed at it', async () => {
    const { url } = await deskOfTest({ env: { DESK_HOSTS: 'desk.example.org' } });
    const { port } = new URL(url);
    const statusOf = async (host: string) => (await ask(`${url}/api/about`, { headers: { host } })).status;
    const own = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, 'desk.example.org'];
    expect(await Promise.all(own.map(statusOf))).toEqual(own.map(() => 200));
    const others = ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', '10.1.2.3'];
    expect(await Promise.all(others.map(statusOf))).toEqual(others.map(() => 403));
  });

  test('keeps its answers out of caches', async () => {
    const { url } = await deskOfTest();
    for (const path of ['/api/about', '/api/curate/records'])
      expect((await ask(`${url}${path}`)).headers['cache-control']).toBe('no-store');
  });

  test('takes what changes something from its own pages only', async () => {
    const { url } = await deskOfTest();
    const { host } = new URL(url);
    const json = { 'content-type': 'application/json' };
    const send = (headers: Record<string, string>) =>
      ask(`${url}/api/nothing`, { method: 'POST', headers: { ...json, ...headers }, body: '{}' });
    // There is no such route: 404 tells that the guard let it through.
    expect((await send({ origin: url })).status).toBe(404);
    const others = [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `https://${host}.evil.example` },
      { origin: url, 'sec-fetch-site': 'cross-site' },
      { origin: url, 'sec-fetch-site': 'none' },
    ];
    const refused = await Promise.all(others.map(send));
    expect(refused.map((one) => [one.status, errorOf(one)])).toEqual(others.map(() => [403, 'other-origin']));
    const read = await ask(`${url}/api/about`, { headers: { origin: 'https://evil.example' } });
    expect([read.status, errorOf(read)]).toEqual([403, 'other-origin']);
    // A link from elsewhere opens the page all the same.
    expect((await ask(`${url}/`, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
  });

  test('takes JSON only, and no more of it than a record needs', async () => {
    const { url } = await deskOfTest();
    const form = await ask(`${url}/api/nothing`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'text/plain' },
      body: '{}',
    });
    expect([form.status, errorOf(form)]).toEqual([415, 'not-json']);
    const large = await ask(`${url}/api/nothing`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json' },
      body: JSON.stringify('x'.repeat(3_000_000)),
    });
    expect([large.status, errorOf(large)]).toEqual([413, 'too-large']);
  });

  test('asks for its password on every page where it has one', async () => {
    const { url, log } = await deskOfTest({ env: { DESK_PASSWORD: 'correct horse battery' } });
    const paths = ['/', '/api/about', '/assets/app.js', '/nothing'];
    const refused = await Promise.all(paths.map((path) => ask(url + path)));
    expect(refused.map(({ status, headers }) => [status, headers['www-authenticate']])).toEqual(
      paths.map(() => [401, 'Basic realm="Attache desk", charset="UTF-8"']),
    );
    expect((await ask(`${url}/api/about`, { headers: basic('correct horse batterx') })).status).toBe(401);
    expect((await ask(`${url}/api/about`, { headers: basic('correct horse battery') })).status).toBe(200);
    expect(log.join('\n')).not.toContain('correct horse');
  });

  test('looks at no password any more from where many wrong ones came, and at those from elsewhere all the same', async () => {
    const { url, log } = await deskOfTest({ env: { DESK_PASSWORD: 'correct horse battery', DESK_HOST: '::' } });
    const { port } = new URL(url);
    const guess = async (at: number) =>
      (await ask(`http://127.0.0.1:${port}/api/about`, { headers: basic(`guess number ${at}`) })).status;
    const before = performance.now();
    const statuses = await Promise.all(Array.from({ length: 300 }, (_, at) => guess(at)));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(295);
    expect(performance.now() - before).toBeLessThan(10_000);
    const refused = await ask(`http://127.0.0.1:${port}/api/about`, { headers: basic('correct horse battery') });
    expect([refused.status, errorOf(refused), refused.headers['retry-after']]).toEqual([429, 'guessed', '60']);
    const elsewhere = await ask(`http://[::1]:${port}/api/about`, { headers: basic('correct horse battery') });
    expect(elsewhere.status).toBe(200);
    const told = log.filter((line) => line.includes('wrong passwords for the desk'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('127.0.0.1');
    expect(log.join('\n')).not.toMatch(/guess number|correct horse|Basic /u);
  });

  test('lets its pages run no script but its own, and be framed by nobody', async () => {
    const { url } = await deskOfTest();
    const { headers } = await ask(`${url}/`);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  test('says which port it could not have, and what to do', async () => {
    const { url } = await deskOfTest();
    const { connect } = await import('../../../src/platforms/desk/server/connect.ts');
    const { settings } = parseSettings({ PORT: new URL(url).port });
    await expect(connect(settings, { log: console } as never)).rejects.toThrow(
      `PORT ${new URL(url).port} on 127.0.0.1 cannot be had (EADDRINUSE); set DESK_PORT to a port that is free.`,
    );
  });
});

describe('the settings of the desk', () => {
  test('keep it on this machine unless told otherwise', () => {
    const { settings, faults, wanted } = parseSettings({});
    expect({ settings, faults, wanted }).toEqual({
      settings: { host: '127.0.0.1', port: 3000, portVariable: 'PORT', password: undefined, hosts: [] },
      faults: [],
      wanted: undefined,
    });
  });

  test('ask for a password wherever others can reach it', () => {
    const hosts = ['0.0.0.0', '::', '192.168.1.5', 'desk.example.org', '127.evil.example'];
    expect(hosts.flatMap((host) => faultsOf({ DESK: 'on', DESK_HOST: host }))).toEqual(
      hosts.map(
        (host) =>
          `DESK_PASSWORD is not set, and the desk would listen at ${host}, where others can reach it; set a password, or DESK_HOST=127.0.0.1, or DESK=off`,
      ),
    );
    expect(faultsOf({ DESK: 'on', HOST: '0.0.0.0' })).toHaveLength(1);
    expect(faultsOf({ DESK: 'off', HOST: '0.0.0.0' })).toEqual([]);
    expect(faultsOf({ DESK: 'on', DESK_HOST: '0.0.0.0', DESK_PASSWORD: 'correct horse battery' })).toEqual([]);
  });

  test('name every fault at once', () => {
    expect(faultsOf({ DESK: 'maybe', DESK_PORT: '0', DESK_PASSWORD: 'short', DESK_HOSTS: 'https://x' })).toEqual([
      'DESK is "maybe"; set it to on or off',
      'DESK_PASSWORD is shorter than 12 characters; set a longer one, such as openssl rand -base64 18 makes',
      'DESK_PORT is "0"; set it to a whole number from 1 to 65535',
      'DESK_HOSTS holds "https://x"; set it to the names by which browsers reach the desk, without https:// and port, parted by commas',
    ]);
  });
});
