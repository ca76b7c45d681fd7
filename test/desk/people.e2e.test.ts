/** People at the desk: how they come in, what they may do, and what is written down of it. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { addPeople, askAs, cookiesOf, PASSWORD, sendForm, signIn, withAccounts } from '../support/people.ts';

const browser = useBrowser();
const OPEN = { DESK_HOSTS: 'desk.example.org' };
const errorOf = async (response: Response): Promise<unknown> => ((await response.json()) as { error: unknown }).error;
const pathOf = (link: string): string => new URL(link).pathname + new URL(link).search;

test('the first admin comes in by a link that is printed once, and in no log, and works once', async () => {
  const { url, notice = '', log } = await deskOfTest({ env: OPEN });
  const link = /https:\/\/desk\.example\.org\/join\?token=[\w-]{43}$/mu.exec(notice)?.[0] ?? '';
  const token = new URL(link).searchParams.get('token') ?? '';
  for (const path of ['/', '/api/about', '/api/curate/records', '/healthz', '/nothing'])
    expect([path, (await fetch(url + path, { redirect: 'manual' })).status]).toEqual([path, path === '/' ? 302 : 401]);
  // In a browser, whatever was opened leads to the way in; what pages and programs ask for is told as it was.
  const opened = async (path: string, headers = {}) =>
    fetch(url + path, { redirect: 'manual', headers: { accept: 'text/html,application/xhtml+xml', ...headers } });
  for (const path of ['/nothing', '/healthz']) {
    const { status, headers } = await opened(path);
    expect([path, status, headers.get('location')]).toEqual([path, 302, '/sign-in']);
  }
  expect((await opened('/api/about')).status).toBe(401);
  const signInText = async (): Promise<string> => (await fetch(`${url}/sign-in`)).text();
  expect(await signInText()).toContain('This desk has no admin yet');
  // Looking does not use it, nor does a password that is too short.
  expect(await (await fetch(url + pathOf(link))).text()).toContain('The first admin of this desk');
  const fields = { token, name: 'Ann', password: PASSWORD, again: PASSWORD };
  for (const [wrong, said] of [
    [{ password: 'short', again: 'short' }, 'too short'],
    [{ again: 'another password' }, 'The two passwords differ'],
    [{ name: 'Ann\u202E' }, 'This name cannot be used'],
  ] as const) {
    const answer = await sendForm(url, '/join', { ...fields, ...wrong });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(said)]);
  }
  const joined = await sendForm(url, '/join', fields);
  expect([joined.status, joined.headers.get('location')]).toEqual([303, '/']);
  expect(await signInText()).toContain('An admin of this desk makes you a link');
  expect(joined.headers.getSetCookie()[0]).toMatch(/^attache-session-\d+=[\w-]{43}; .*HttpOnly; SameSite=Lax$/u);
  const about = await askAs(url, cookiesOf(joined), '/api/about');
  expect(await about.json()).toMatchObject({ person: { name: 'Ann', role: 'admin', isMachine: false } });
  const nothing = await opened('/nothing', { cookie: cookiesOf(joined) });
  expect([nothing.status, nothing.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')]);
  expect(await nothing.text()).toMatch(/There is nothing at this address[^]*<a href="\/">/u);
  const chinese = await (await opened('/nothing?language=zh', { cookie: cookiesOf(joined) })).text();
  expect(chinese).toMatch(/href="\?language=en"[^]*此地址没有内容/u);
  expect(await errorOf(await askAs(url, cookiesOf(joined), '/nothing'))).toBe('not-found');
  const again = await sendForm(url, '/join', { ...fields, name: 'Bo' });
  expect(await again.text()).toContain('This link was used before');
  expect(await (await fetch(`${url}/join?token=nothing`)).text()).toContain('This link does not work');
  expect(log.join('\n')).not.toMatch(new RegExp(`${token}|${PASSWORD}`, 'u'));
});

test('on a desk of this machine everybody asks and reads, and who has opened the link is the admin until the first account is made', async () => {
  const { url, dataDir, notice = '', log } = await deskOfTest();
  const link = /http:\/\/127\.0\.0\.1:\d+\/link\?token=[\w-]{43}$/mu.exec(notice)?.[0] ?? '';
  const about = async (headers = {}) => fetch(`${url}/api/about`, { headers });
  // As through a proxy that adds nothing: its address and the name alone make nobody more than a reader.
  expect(await (await about()).json()).toMatchObject({ person: { role: 'reader', rights: ['read'], isMachine: true } });
  expect((await about({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(401);
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(200);
  const refused = await askAs(url, '', '/api/people', { name: 'Eve', role: 'admin' });
  expect([refused.status, await refused.json()]).toEqual([
    403,
    expect.objectContaining({ detail: expect.stringContaining('people link prints it again') as string }),
  ]);
  const wrong = await fetch(`${url}/link?token=${'x'.repeat(43)}`, { redirect: 'manual' });
  expect([wrong.status, wrong.headers.getSetCookie(), await wrong.text()]).toEqual([
    403,
    [],
    expect.stringContaining('This is not the link of this desk'),
  ]);
  expect((await fetch(link, { headers: { 'x-forwarded-for': '203.0.113.9' }, redirect: 'manual' })).status).toBe(302);
  const opened = await fetch(link, { redirect: 'manual' });
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/']);
  expect(opened.headers.getSetCookie()[0]).toMatch(/^attache-link-\d+=[\w-]{43}; .*HttpOnly; SameSite=Strict$/u);
  const machine = cookiesOf(opened);
  const admin = async () => (await (await about({ cookie: machine })).json()) as unknown;
  expect(await admin()).toMatchObject({ person: { role: 'admin', isMachine: true } });
  // The secret is its owner's alone, is in no log, and is worth nothing without its file.
  const file = join(dataDir, 'desk-link');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const secret = readFileSync(file, 'utf8');
  expect(log.join('\n')).not.toContain(secret.trim());
  rmSync(file);
  expect(await admin()).toMatchObject({ person: { role: 'reader' } });
  writeFileSync(file, secret);
  // Whoever makes the first account must not shut everybody out.
  const reader = await askAs(url, machine, '/api/people', { name: 'Ann', role: 'reader' });
  expect([reader.status, await errorOf(reader)]).toEqual([409, 'first-admin']);
  await addPeople(dataDir, { Ann: 'admin' });
  expect((await about({ cookie: machine })).status).toBe(401);
  expect((await fetch(link, { redirect: 'manual' })).headers.get('location')).toBe('/sign-in');
  const cookie = await signIn(url, 'ann');
  expect((await askAs(url, cookie, '/api/about')).status).toBe(200);
  // Another site cannot sign anybody in, or out.
  expect(
    (await sendForm(url, '/sign-in', { name: 'Ann', password: PASSWORD }, { origin: 'https://evil.example' })).status,
  ).toBe(403);
});

test('each does what their role allows, is told who may do more, and is out at once when removed', async () => {
  const { url, dataDir } = await deskOfTest({ env: OPEN });
  await addPeople(dataDir, { Ann: 'admin', Bo: 'reader', Cy: 'curator' });
  const [ann, bo, cy] = await Promise.all(['Ann', 'Bo', 'Cy'].map((name) => signIn(url, name)));
  const statuses = async (cookie = '') =>
    Promise.all(
      [
        '/api/topics',
        '/api/curate/records',
        '/api/deliveries?language=en',
        '/api/people',
        '/api/audit',
        '/metrics',
      ].map(async (path) => (await askAs(url, cookie, path)).status),
    );
  expect(await statuses(ann)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(await statuses(bo)).toEqual([200, 403, 403, 403, 403, 403]);
  expect(await statuses(cy)).toEqual([200, 200, 200, 403, 403, 200]);
  const refused = await askAs(url, bo ?? '', '/api/curate/publish', {});
  expect(await refused.json()).toEqual({
    error: 'not-allowed',
    detail: 'This needs the role curator or reviewer or admin. Ask Ann, Cy.',
    right: 'curate',
    who: ['Ann', 'Cy'],
  });
  const pressed = { id: 'attache1/done/f1/en', language: 'en', zone: 'UTC', request: 'r1' };
  expect(JSON.stringify(await (await askAs(url, bo ?? '', '/api/press', pressed)).json())).toContain(
    'This needs a curator of this desk: ask Ann, Cy.',
  );
  // What one person flags is not counted for another.
  const flag = async (cookie = '', text = 'This is not what the document says.') => {
    const sent = await askAs(url, cookie, '/api/flag', {
      topic: 'grain-corridor',
      statement: '*',
      text,
      link: '',
      language: 'en',
    });
    return ((await sent.json()) as { faults: { field: string }[] }).faults.map(({ field }) => field);
  };
  for (const at of [1, 2, 3, 4, 5]) expect(await flag(bo, `Number ${at} is not what it says.`)).toEqual([]);
  expect([await flag(bo), await flag(ann)]).toEqual([['form'], []]);
  await withAccounts(dataDir, async (accounts) => {
    expect(await accounts.remove('Bo', { id: '', name: 'command line' })).toBe('removed');
    expect(await accounts.changeRole('Cy', 'reader', { id: '', name: 'command line' })).toBe('changed');
  });
  expect(await statuses(bo)).toEqual([401, 401, 401, 401, 401, 401]);
  expect(await statuses(cy)).toEqual([200, 403, 403, 403, 403, 403]);
  expect((await sendForm(url, '/sign-in', { name: 'Bo', password: PASSWORD })).status).toBe(401);
  // Who was refused at the sign-in is told by the name of the account, once a minute, and without what else was typed.
  expect((await sendForm(url, '/sign-in', { name: 'cy', password: 'a secret of theirs' })).status).toBe(401);
  expect((await sendForm(url, '/sign-in', { name: 'Cy', password: 'another secret of theirs' })).status).toBe(401);
  const told = await (await askAs(url, ann ?? '', '/api/audit')).text();
  const { entries } = JSON.parse(told) as { entries: { name: string; act: string }[] };
  expect(entries.filter(({ act }) => act === 'sign-in-refused')).toMatchObject([
    { name: 'Cy', about: '', detail: '' },
    { name: 'unknown name', about: '', detail: '' },
  ]);
  expect(told).not.toMatch(/secret of theirs|correct horse/u);
  const byCommand = entries.filter(({ act }) => act === 'role-changed' || act === 'account-removed');
  expect(byCommand.map(({ name, act }) => [name, act])).toEqual([
    ['command line', 'role-changed'],
    ['command line', 'account-removed'],
  ]);
  await askAs(url, ann ?? '', '/api/sign-out', {});
  expect((await askAs(url, ann ?? '', '/api/about')).status).toBe(401);
});

test('a thousand guesses are not looked at, of one person or of many, and the person comes in from elsewhere', async () => {
  const { url, dataDir, log } = await deskOfTest({ env: { ...OPEN, DESK_HOST: '::' } });
  await addPeople(dataDir, { Ann: 'admin' });
  const { port } = new URL(url);
  const here = `http://127.0.0.1:${port}`;
  const before = performance.now();
  const guess = async (at: number): Promise<number> => {
    const name = at % 2 === 0 ? 'Ann' : `nobody ${at}`;
    return (await sendForm(here, '/sign-in', { name, password: `guess number ${at}` })).status;
  };
  const statuses: number[] = [];
  while (statuses.length < 1_000)
    statuses.push(...(await Promise.all(Array.from({ length: 100 }, (_, at) => guess(statuses.length + at)))));
  const looked = 5 + Math.ceil((performance.now() - before) / 10_000);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(looked);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(1_000 - looked);
  const refused = await sendForm(here, '/sign-in', { name: 'Ann', password: PASSWORD });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await signIn(`http://[::1]:${port}`, 'Ann')).toMatch(/^attache-session/u);
  const told = log.filter((line) => line.includes('wrong passwords for the desk'));
  expect(told).toHaveLength(1);
  expect(log.join('\n')).not.toMatch(/guess number|correct horse/u);
  await withAccounts(dataDir, async (accounts) => {
    expect((await accounts.audit({ act: 'sign-in-refused' }, 1_000)).length).toBeLessThanOrEqual(6);
  });
});

test('behind a proxy one guesser locks nobody out, and a device that is known comes in whoever guesses', async () => {
  const { url, dataDir, log } = await deskOfTest({ env: { ...OPEN, DESK_TRUSTED_PROXIES: '127.0.0.1' } });
  await addPeople(dataDir, { Ann: 'admin' });
  const by = async (client: string, password: string, cookie = '') => {
    const headers = { cookie, ...(client !== '' && { 'x-forwarded-for': client }) };
    return sendForm(url, '/sign-in', { name: 'Ann', password }, headers);
  };
  const guess = async (client: string): Promise<number> => (await by(client, 'not the password')).status;
  for (let at = 0; at < 5; at += 1) expect(await guess('203.0.113.1')).toBe(401);
  // Whatever it writes in front of what the proxy adds.
  expect(await guess('198.51.100.77, 203.0.113.1')).toBe(429);
  const signed = await by('203.0.113.2', PASSWORD);
  expect(signed.status).toBe(303);
  const device =
    cookiesOf(signed)
      .split('; ')
      .find((one) => one.startsWith('attache-device')) ?? '';
  expect(signed.headers.getSetCookie().find((one) => one.startsWith('attache-device'))).toMatch(
    /HttpOnly; SameSite=Strict$/u,
  );
  // As though all people had one address.
  for (let at = 0; at < 5; at += 1) await guess('');
  expect([await guess(''), (await by('', PASSWORD)).status]).toEqual([429, 429]);
  expect((await by('', PASSWORD, device)).status).toBe(303);
  expect((await by('', PASSWORD, `${device.slice(0, -1)}${device.endsWith('A') ? 'B' : 'A'}`)).status).toBe(429);
  // A device may guess no more than anybody, and is none any more once the password is another one.
  for (let at = 0; at < 10; at += 1) expect((await by('', 'not the password', device)).status).toBe(401);
  expect((await by('', PASSWORD, device)).status).toBe(429);
  await withAccounts(dataDir, async (accounts) => {
    const invited = await accounts.invite('Ann', { id: '', name: 'test' });
    if (!invited.ok) throw new Error(invited.because);
    await accounts.join(invited.token, { name: 'Ann', password: 'another good phrase' });
    const mark = device.split('=')[1] ?? '';
    expect(await accounts.knownDevice('Ann', mark)).toBeUndefined();
    expect(await accounts.knownDevice('Nobody', mark)).toBeUndefined();
  });
  expect(log.join('\n')).not.toContain('DESK_TRUSTED_PROXIES does not name');
});

test('of many addresses that guess at once few wait, and the others are told to come again', async () => {
  const { url, dataDir } = await deskOfTest({ env: { ...OPEN, DESK_TRUSTED_PROXIES: '127.0.0.1' } });
  await addPeople(dataDir, { Ann: 'admin' });
  const device = cookiesOf(await sendForm(url, '/sign-in', { name: 'Ann', password: PASSWORD }));
  const guesses = Array.from({ length: 300 }, (_, at) =>
    sendForm(
      url,
      '/sign-in',
      { name: `nobody ${at}`, password: 'not the password' },
      { 'x-forwarded-for': `10.0.${at >> 8}.${at & 255}` },
    ),
  );
  const own = await sendForm(url, '/sign-in', { name: 'Ann', password: PASSWORD }, { cookie: device });
  expect(own.status).toBe(303);
  const answers = await Promise.all(guesses);
  const busy = answers.filter(({ status }) => status === 503);
  expect(busy.length).toBeGreaterThan(100);
  expect(answers.filter(({ status }) => status === 401).length).toBe(300 - busy.length);
  expect(busy[0]?.headers.get('retry-after')).toBe('5');
  expect(await busy[0]?.text()).toContain('Try again in a few seconds.');
});

test('a proxy that is not named is told in the log, once', async () => {
  const { url, log } = await deskOfTest({ env: OPEN });
  for (let at = 0; at < 2; at += 1)
    await sendForm(url, '/sign-in', { name: 'Ann', password: 'x' }, { 'x-forwarded-for': '203.0.113.1' });
  expect(log.filter((line) => line.includes('DESK_TRUSTED_PROXIES does not name'))).toHaveLength(1);
});

test('a cookie is bound to the host where there is TLS', async () => {
  const { url, dataDir } = await deskOfTest({ env: OPEN });
  await addPeople(dataDir, { Ann: 'admin' });
  const { request } = await import('node:http');
  const { promise, resolve } = Promise.withResolvers<readonly string[] | undefined>();
  const headers = {
    host: 'desk.example.org',
    origin: 'https://desk.example.org',
    'content-type': 'application/x-www-form-urlencoded',
  };
  request(`${url}/sign-in`, { method: 'POST', headers }, (response) => {
    resolve(response.headers['set-cookie']);
    response.resume();
  }).end(new URLSearchParams({ name: 'Ann', password: PASSWORD }).toString());
  expect((await promise)?.[0]).toMatch(
    /^__Host-attache-session=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/u,
  );
});

test('over TLS a cookie that a neighbouring host could set lets nobody in', async () => {
  const { url, dataDir } = await deskOfTest({ env: OPEN });
  await addPeople(dataDir, { Ann: 'admin' });
  const token = (await signIn(url, 'Ann')).split('; ')[0]?.split('=')[1] ?? '';
  const { request } = await import('node:http');
  const statusOf = (cookie: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    request(`${url}/api/about`, { headers: { host: 'desk.example.org', cookie, ...headers } }, (response) => {
      resolve(response.statusCode);
      response.resume();
    }).end();
    return promise;
  };
  const [planted, bound] = [`attache-session-=${token}`, `__Host-attache-session=${token}`];
  const overTls = [{ origin: 'https://desk.example.org' }, { 'sec-fetch-site': 'same-origin' }];
  for (const headers of overTls)
    expect([await statusOf(planted, headers), await statusOf(bound, headers)]).toEqual([401, 200]);
  // A desk of one's own network without TLS has no other cookie; browsers tell less there.
  expect(await statusOf(planted, {})).toBe(200);
  const { host, port } = new URL(url);
  const here = await statusOf(`attache-session-${port}=${token}`, { host, 'sec-fetch-site': 'same-origin' });
  expect(here).toBe(200);
});

test.each(['en', 'zh'] as const)('the pages of the entrance are sound at 390 pixels, in %s', async (language) => {
  const { url, dataDir, notice = '' } = await deskOfTest({ env: OPEN });
  const options = { viewport: { width: 390, height: 844 }, locale: language === 'zh' ? 'zh-CN' : 'en' };
  const link = /https:\/\/\S+/u.exec(notice)?.[0] ?? '';
  const page = await browser.open(url + pathOf(link), options);
  const isNarrow = async () =>
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(await seriousFaults(page)).toEqual([]);
  await isNarrow();
  await page.locator('#name').fill('Ann');
  await page.locator('#password').fill(PASSWORD);
  await page.locator('#again').fill(PASSWORD);
  await page.getByRole('button').click();
  const leave = page.getByRole('button', { name: language === 'zh' ? '退出登录' : 'Sign out' });
  await page.getByRole('button', { name: language === 'zh' ? '设置' : 'Settings', exact: true }).click();
  await leave.waitFor();
  expect(await page.locator('header').innerText()).toContain('Ann');
  await page.goto(`${url}/#/admin/people`);
  await page.getByRole('cell', { name: language === 'zh' ? '设置密码' : 'set a password' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await isNarrow();
  page.sound();
  await leave.click();
  await page.locator('#password').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await isNarrow();
  // What the page asked between the two is refused, which the console tells.
  await page.context().close();
  await addPeople(dataDir, { Bo: 'reader' });
  const reader = await browser.open(`${url}/sign-in?language=${language}#/topics`, options);
  await reader.locator('#name').fill('Bo');
  await reader.locator('#password').fill(PASSWORD);
  await reader.getByRole('button').click();
  // Where they wanted to go, and only what they may.
  await reader.getByRole('heading', { name: language === 'zh' ? '主题' : 'Topics', level: 1 }).waitFor();
  const tabs = reader.getByRole('navigation').first().getByRole('link');
  await expect
    .poll(() => tabs.allInnerTexts())
    .toEqual(
      language === 'zh' ? ['主题', '文件', '现状与日期', '提问'] : ['Topics', 'Documents', 'Status and dates', 'Ask'],
    );
  await reader.goto(`${url}/#/admin/records`);
  await reader.getByText(language === 'zh' ? '请联系Ann。' : 'Ask Ann.').waitFor();
  await reader.leave();
});

test('whoever is at this machine without the link is told on the page how to come in', async () => {
  const { url, notice = '' } = await deskOfTest();
  // Under another name, for which the browser of the tests has not opened the link.
  const here = url.replace('127.0.0.1', 'localhost');
  const page = await browser.open(here);
  await page.getByText('Open the link that the start of the bot has printed').waitFor();
  await expect.poll(() => page.locator('.machine').innerText()).toBe('On this machine: asking and reading');
  await page.goto(`${here}/#/admin/records`);
  await page.getByText('Working on records and the inbox is for curators. Open the link').waitFor();
  await page.goto(here + pathOf(/http:\S+/u.exec(notice)?.[0] ?? ''));
  await page.getByText('On this machine: admin').waitFor();
  expect(page.url()).not.toContain('token');
  await page.leave();
});

test('a page whose session has ended keeps what was typed, and goes on once its person has signed in elsewhere', async () => {
  const { url, dataDir } = await deskOfTest({ env: OPEN });
  await addPeople(dataDir, { Ann: 'admin' });
  const page = await browser.open(url);
  const comeIn = async (at: typeof page | Awaited<ReturnType<ReturnType<typeof page.context>['newPage']>>) => {
    await at.locator('#name').fill('Ann');
    await at.locator('#password').fill(PASSWORD);
    await at.getByRole('button', { name: 'Sign in', exact: true }).click();
    await at.getByRole('button', { name: 'Sign out' }).waitFor();
  };
  await comeIn(page);
  await page.goto(`${url}/#/admin/people`);
  const typed = page.getByRole('textbox', { name: 'Name' }).first();
  await typed.fill('half a na');
  await page.context().clearCookies();
  const banner = page.getByText('You are signed out');
  await banner.waitFor();
  expect(await typed.inputValue()).toBe('half a na');
  const other = await page.context().newPage();
  await other.goto(`${url}/sign-in`);
  await comeIn(other);
  await banner.waitFor({ state: 'hidden' });
  expect(await typed.inputValue()).toBe('half a na');
  await page.context().close();
});
