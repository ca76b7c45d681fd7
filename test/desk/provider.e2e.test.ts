/** Signing in at a real OpenID Connect provider, and at one that is gone or answers rubbish. */
import { expect, test } from 'vitest';
import { freePort } from '../peers/free-port.ts';
import { deskOfTest } from '../support/desk.ts';
import { providerOfTest, type Claims } from '../support/oidc.ts';
import { addPeople, askAs, codeFor, cookiesOf, sendForm, withAccounts } from '../support/people.ts';

/** A browser that follows redirects and keeps cookies, of both servers under names of their own. */
function visitor() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string): Map<string, string> => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const keep = (url: string, response: Response): void => {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? [];
      if (value === '' || /max-age=0/iu.test(cookie)) jarOf(url).delete(name);
      else jarOf(url).set(name, value);
    }
  };
  const cookie = (url: string): string => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  const go = async (url: string): Promise<{ readonly url: string; readonly response: Response }> => {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: cookie(url) } });
    keep(url, response);
    const to = response.headers.get('location');
    return to === null ? { url, response } : go(new URL(to, url).href);
  };
  return {
    cookie,
    go,
    /** Begins at the desk; returns the address of the provider to go to. */
    begin: async (desk: string, fields: Readonly<Record<string, string>> = {}) => {
      const response = await sendForm(desk, '/oidc/start', fields, { cookie: cookie(desk) });
      keep(desk, response);
      const page = await response.text();
      const to = /<a href="([^"]+)">Go on<\/a>/u.exec(page)?.[1]?.replaceAll('&amp;', '&');
      return { status: response.status, page, to: to ?? '' };
    },
  };
}

const ANN: Claims = { sub: 'u1', name: 'Ann', email: 'ann@example.org', email_verified: true };

test('people come in by a provider: with a role of the settings, by a link, or not at all', async () => {
  let who: Claims | undefined = ANN;
  let behind = 0;
  const port = await freePort();
  const provider = await providerOfTest(
    () => `http://127.0.0.1:${port}/oidc/callback`,
    () => who,
    () => behind,
  );
  const env = {
    ...provider.env,
    DESK_HOSTS: 'desk.example.org',
    DESK_PORT: String(port),
    OIDC_ROLES: 'curator:@example.org',
  };
  const { url, dataDir, log } = await deskOfTest({ env, anyPort: false });
  await addPeople(dataDir, { Root: 'admin', Ann: 'reader' });
  const come = async (fields: Readonly<Record<string, string>> = {}) => {
    const person = visitor();
    const { to } = await person.begin(url, fields);
    const { response, url: at } = await person.go(to);
    const page = await response.text();
    const about = await askAs(url, person.cookie(url), '/api/about');
    const { person: is } = about.ok ? ((await about.json()) as { person: { name: string; role: string } }) : {};
    return { at: new URL(at).pathname, page, is: is && [is.name, is.role] };
  };
  // Her name is another's here: she is not that person.
  expect(await come()).toMatchObject({ at: '/', is: ['Ann (2)', 'curator'] });
  expect(await come()).toMatchObject({ is: ['Ann (2)', 'curator'] });
  who = { ...ANN, sub: 'u2', email_verified: false };
  expect(await come()).toMatchObject({
    is: undefined,
    page: expect.stringContaining('you have no account here') as string,
  });
  who = undefined;
  expect(await come()).toMatchObject({ is: undefined, page: expect.stringContaining('did not let you in') as string });
  // By a link, whoever the provider says it is becomes its person, once.
  who = { sub: 'u3', name: 'Somebody' };
  const code = await codeFor(dataDir, 'Ann');
  expect(await come({ code })).toMatchObject({ is: ['Ann', 'reader'] });
  expect(await come({ code })).toMatchObject({
    is: undefined,
    page: expect.stringContaining('was used already') as string,
  });
  expect(await come()).toMatchObject({ is: ['Ann', 'reader'] });
  await withAccounts(dataDir, (accounts) => accounts.remove('Ann (2)', { id: '', name: 'test' }));
  who = ANN;
  expect(await come()).toMatchObject({ is: undefined, page: expect.stringContaining('was removed') as string });

  // Clocks may differ by a minute, not by more.
  who = { sub: 'u3', name: 'Somebody' };
  behind = 40;
  expect(await come()).toMatchObject({ is: ['Ann', 'reader'] });
  behind = 120;
  expect(await come()).toMatchObject({ is: undefined, page: expect.stringContaining('cannot be believed') as string });
  behind = 0;

  // What was begun in one browser is not finished in another, nor twice, nor with another state.
  const [victim, attacker] = [visitor(), visitor()];
  const begun = await attacker.begin(url);
  const callback = await followTo(begun.to, attacker, '/oidc/callback');
  const arrive = async (person: ReturnType<typeof visitor>, address: string) => {
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie: person.cookie(url) } });
    return [answer.status, (await answer.text()).includes('begun in another browser')];
  };
  expect(await arrive(victim, callback)).toEqual([400, true]);
  expect(await arrive(attacker, callback.replace(/state=[^&]*/u, 'state=another'))).toEqual([400, true]);
  // As it was begun it is right; a second time the provider does not know it any more.
  expect(await arrive(attacker, callback)).toEqual([303, false]);
  const twice = await fetch(callback, { redirect: 'manual', headers: { cookie: attacker.cookie(url) } });
  expect([twice.status, cookiesOf(twice)]).toEqual([503, '']);
  expect(log.join('\n')).not.toMatch(/a secret of the desk|code=(?!\[hidden\])/u);
});

/** Goes from a provider's address until one of the desk's is reached, and returns that without going there. */
async function followTo(from: string, person: ReturnType<typeof visitor>, path: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = from;
  for (let steps = 0; steps < 9; steps++) {
    if (new URL(url).pathname === path) return url;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? [];
      jar.set(name, value);
    }
    url = new URL(response.headers.get('location') ?? '', url).href;
  }
  throw new Error(`no way from the provider to ${path}, as ${person.cookie(from)}`);
}

test('a provider that is gone or answers rubbish lets nobody in, and says so', async () => {
  const provider = await providerOfTest(
    () => 'http://127.0.0.1:1/oidc/callback',
    () => ANN,
  );
  const { url, log } = await deskOfTest({ env: { ...provider.env, DESK_HOSTS: 'desk.example.org' } });
  const begin = async () => visitor().begin(url);
  for (const rubbish of ['not JSON', '{}', JSON.stringify({ issuer: 'https://evil.example' })]) {
    provider.answer(rubbish);
    expect(await begin()).toMatchObject({ status: 503, page: expect.stringContaining('cannot be believed') as string });
  }
  await provider.stop();
  expect(await begin()).toMatchObject({ status: 503, page: expect.stringContaining('does not answer') as string });
  expect(log.filter((line) => line.includes('the sign-in provider failed'))).toHaveLength(4);
});
