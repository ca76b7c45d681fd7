/** Who may ask what of the desk. */
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { roleOf } from '../../src/desk/server/access/provider.ts';
import { parseSettings } from '../../src/desk/server/settings.ts';
import { deskOfTest } from '../support/desk.ts';

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

const isLocal = (env: Record<string, string>) => parseSettings({ DESK: 'on', ...env }).settings.isLocal;
const faultsOf = (env: Record<string, string>): string[] =>
  parseSettings(env).faults.map(({ variable, message }) => `${variable} ${message}`);

describe('the desk', () => {
  test('answers under the names of this machine, and under no other that was pointed at it', async () => {
    const { url } = await deskOfTest({ env: { DESK_HOSTS: 'desk.example.org' } });
    const { port } = new URL(url);
    const statusOf = async (host: string) => (await ask(`${url}/sign-in`, { headers: { host } })).status;
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

  test('takes JSON only, and no more of it than a set of records needs', async () => {
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
      body: JSON.stringify('x'.repeat(9_000_000)),
    });
    expect([large.status, errorOf(large)]).toEqual([413, 'too-large']);
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
    const { connect } = await import('../../src/desk/server/connect.ts');
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
      settings: {
        host: '127.0.0.1',
        port: 3000,
        portVariable: 'PORT',
        hosts: [],
        trustedProxies: [],
        isLocal: true,
        linkFile: join('data', 'desk-link'),
        exits: false,
        provider: undefined,
      },
      faults: [],
      wanted: undefined,
    });
  });

  test('tell whether only this machine can reach it', () => {
    expect(['127.0.0.1', '127.8.8.8', 'localhost', '::1'].map((host) => isLocal({ DESK_HOST: host }))).not.toContain(
      false,
    );
    const others = ['0.0.0.0', '::', '192.168.1.5', 'desk.example.org', '127.evil.example'];
    expect(others.map((host) => isLocal({ DESK_HOST: host }))).not.toContain(true);
    // A proxy of that name stands before it.
    expect(isLocal({ DESK_HOSTS: 'desk.example.org' })).toBe(false);
    expect(isLocal({ HOST: '0.0.0.0' })).toBe(false);
  });

  test('of a provider are whole and sound, or named', () => {
    const whole = { DESK: 'on', OIDC_ISSUER: 'https://slack.com', OIDC_CLIENT_ID: 'id', OIDC_CLIENT_SECRET: 'secret' };
    expect(faultsOf(whole)).toEqual([]);
    const { provider } = parseSettings({ ...whole, OIDC_ROLES: 'admin:Ann@Example.org, reader:@example.org' }).settings;
    const roles = [
      'ann@example.org',
      'BO@example.org',
      'bo@example.org.evil.example',
      'x@y',
      undefined,
      'x@evil.example@example.org',
      '"ann@evil.example"@example.org',
      '@example.org',
      'x y@example.org',
    ];
    expect(roles.map((address) => provider && roleOf(address, provider))).toEqual([
      'admin',
      'reader',
      ...Array<undefined>(7).fill(undefined),
    ]);
    expect(faultsOf({ ...whole, OIDC_ISSUER: 'http://idp.example' })[0]).toContain(
      'OIDC_ISSUER is "http://idp.example"',
    );
    expect(faultsOf({ ...whole, OIDC_ROLES: 'owner:ann@example.org' })[0]).toContain('OIDC_ROLES holds');
    expect(faultsOf({ ...whole, OIDC_ROLES: 'reader:*' })[0]).toContain('OIDC_ROLES holds');
    expect(faultsOf({ DESK: 'on', OIDC_ISSUER: 'https://slack.com' })).toHaveLength(2);
    expect(faultsOf({ DESK: 'on', OIDC_ROLES: 'reader:@example.org' })[0]).toContain('is set without OIDC_ISSUER');
  });

  test('name every fault at once', () => {
    const wrong = { DESK: 'maybe', DESK_PORT: '0', DESK_REVIEW: 'me', DESK_HOSTS: 'https://x' };
    for (const proxies of ['localhost', '10.0.0.0/33', '10.0.0.0/', '1.2.3.4/8/8', '*'])
      expect(faultsOf({ ...wrong, DESK_TRUSTED_PROXIES: `127.0.0.1, ${proxies}` }).at(-1)).toContain(
        `DESK_TRUSTED_PROXIES holds "${proxies}"; set it to the addresses from which your proxies connect`,
      );
    expect(faultsOf({ DESK_TRUSTED_PROXIES: '127.0.0.1, ::1 10.0.0.0/8,fd00::/8' })).toEqual([]);
    expect(faultsOf(wrong)).toEqual([
      'DESK is "maybe"; set it to on or off',
      'DESK_REVIEW is "me"; set it to anybody or other-person',
      'DESK_PORT is "0"; set it to a whole number from 1 to 65535',
      'DESK_HOSTS holds "https://x"; set it to the names by which browsers reach the desk, without https:// and port, separated by commas',
    ]);
  });
});
