/** People at the desk: how they come in, what they may do, and what is written down of it. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { addPeople, askAs, codeFor, comeIn, cookiesOf, sendForm, signIn, withAccounts } from '../support/people.ts';

const browser = useBrowser();
const OPEN = { DESK_HOSTS: 'desk.example.org' };
const errorOf = async (response: Response): Promise<unknown> => ((await response.json()) as { error: unknown }).error;
const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;

test('the first admin comes in by a link that is printed once, and in no log, and works once', async () => {
  const { url, notice = '', log } = await deskOfTest({ env: OPEN });
  const code = /https:\/\/desk\.example\.org\/sign-in#([\da-f]{44})$/mu.exec(notice)?.[1] ?? '';
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
  // Looking does not use it, nor does a name that cannot be.
  const look = async (given: string) => (await sendForm(url, '/sign-in/link', { code: given })).text();
  expect(await look(code)).toMatch(/becomes its admin[^]*id="name"/u);
  const wrong = await sendForm(url, '/sign-in', { code, name: 'Ann\u202E' });
  expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('This name cannot be used')]);
  const joined = await sendForm(url, '/sign-in', { code, name: 'Ann' });
  expect([joined.status, joined.headers.get('location')]).toEqual([303, '/']);
  expect(await signInText()).toContain('/brief desk');
  expect(joined.headers.getSetCookie()[0]).toMatch(/^attache-session-\d+=[\w-]{43}; .*HttpOnly; SameSite=Lax$/u);
  const about = await askAs(url, cookiesOf(joined), '/api/about');
  expect(await about.json()).toMatchObject({ person: { name: 'Ann', role: 'admin', isMachine: false } });
  const nothing = await opened('/nothing', { cookie: cookiesOf(joined) });
  expect([nothing.status, nothing.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')]);
  expect(await nothing.text()).toMatch(/There is nothing at this address[^]*<a href="\/">/u);
  const chinese = await (await opened('/nothing?language=zh', { cookie: cookiesOf(joined) })).text();
  expect(chinese).toMatch(/href="\?language=en"[^]*此地址没有内容/u);
  expect(await errorOf(await askAs(url, cookiesOf(joined), '/nothing'))).toBe('not-found');
  const again = await sendForm(url, '/sign-in', { code, name: 'Bo' });
  expect([again.status, await again.text()]).toEqual([403, expect.stringContaining('This link was used already')]);
  expect(await look('nothing')).toContain('There is no such link here');
  expect(log.join('\n')).not.toContain(code.slice(12));
});

test('on a desk of this machine everybody asks and reads, and who has opened the link is the admin until the first account is made', async () => {
  const { url, dataDir, notice = '', log } = await deskOfTest();
  const code = /http:\/\/127\.0\.0\.1:\d+\/sign-in#([\w-]{43})$/mu.exec(notice)?.[1] ?? '';
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
  const open = (given: string, headers = {}) => sendForm(url, '/sign-in', { code: given }, headers);
  const wrong = await open('x'.repeat(43));
  expect([wrong.status, wrong.headers.getSetCookie(), await wrong.text()]).toEqual([
    403,
    [],
    expect.stringContaining('There is no such link here'),
  ]);
  expect((await open(code, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
  expect(await (await sendForm(url, '/sign-in/link', { code })).text()).toContain(
    'the admin of the desk on this machine',
  );
  const opened = await open(code);
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
  expect((await open(code)).status).toBe(403);
  const cookie = await signIn(url, 'ann');
  expect((await askAs(url, cookie, '/api/about')).status).toBe(200);
  // Another site cannot sign anybody in, or out.
  const foreign = await sendForm(
    url,
    '/sign-in',
    { code: await codeFor(dataDir, 'Ann') },
    { origin: 'https://evil.example' },
  );
  expect([foreign.status, await errorOf(foreign)]).toEqual([403, 'other-origin']);
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
  // With a lower role everybody signs in anew.
  expect(await statuses(cy)).toEqual([401, 401, 401, 401, 401, 401]);
  expect(await statuses(await signIn(url, 'Cy'))).toEqual([200, 403, 403, 403, 403, 403]);
  const { entries } = (await (await askAs(url, ann ?? '', '/api/audit')).json()) as {
    entries: { name: string; act: string }[];
  };
  const byCommand = entries.filter(({ act }) => act === 'role-changed' || act === 'account-removed');
  expect(byCommand.map(({ name, act }) => [name, act])).toEqual([
    ['command line', 'role-changed'],
    ['command line', 'account-removed'],
  ]);
  expect(entries.filter(({ act }) => act === 'signed-in')).toHaveLength(4);
  await askAs(url, ann ?? '', '/api/sign-out', {});
  expect((await askAs(url, ann ?? '', '/api/about')).status).toBe(401);
});

test('a GET signs nobody in, nor a robot that looks ahead, and the page names whom a link signs in before it does', async () => {
  const { url, dataDir, log } = await deskOfTest({ env: OPEN });
  await addPeople(dataDir, { Ann: 'admin', Bo: 'curator' });
  const code = await codeFor(dataDir, 'Bo');
  for (const path of [`/sign-in?code=${code}`, `/sign-in/link?code=${code}`, `/sign-in?code=${code}#${code}`]) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(url + path, { method, redirect: 'manual', headers: { 'sec-purpose': 'prefetch' } });
      expect(answer.headers.getSetCookie().filter((one) => one.includes('session'))).toEqual([]);
    }
  }
  // As robots open what is in a message: whole, with its script. It is looked at, and no more.
  for (let visit = 0; visit < 2; visit += 1) {
    const robot = await browser.open(`${url}/sign-in#${code}`);
    await robot.getByText('This link signs you in as Bo (Curator). It works once.').waitFor();
    expect([new URL(robot.url()).hash, await robot.context().cookies()]).toEqual([
      '',
      [expect.objectContaining({ name: expect.stringMatching(/^attache-device/u) as string })],
    ]);
    await robot.leave();
  }
  const page = await browser.open(`${url}/sign-in`);
  // Opened where the page stands already; going back finds no code.
  const button = page.getByRole('button', { name: 'Sign in as Bo' });
  await page.evaluate(`location.hash = '${code}'`);
  await button.waitFor();
  await page.goBack();
  expect(page.url()).toBe(`${url}/sign-in`);
  await page.evaluate(`location.hash = '${code}'`);
  await button.click();
  await page.waitForURL(`${url}/*`);
  expect((await page.context().cookies()).map(({ name }) => name.replace(/-\d+$/u, '')).toSorted()).toEqual([
    'attache-device',
    'attache-session',
  ]);
  await page.context().close();
  expect(log.join('\n')).not.toContain(code.slice(12));
});

test('of two browsers that send one code at once one comes in, and the other is told why not', async () => {
  const { url, dataDir } = await deskOfTest({ env: OPEN });
  await addPeople(dataDir, { Ann: 'admin' });
  const code = await codeFor(dataDir, 'Ann');
  const answers = await Promise.all(Array.from({ length: 6 }, () => sendForm(url, '/sign-in', { code })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 403, 403, 403, 403, 403]);
  expect(await answers.find(({ status }) => status === 403)?.text()).toContain('This link was used already');
});

test('a session is a new one, whatever the browser had before, and ends what that was', async () => {
  const { url, dataDir } = await deskOfTest({ env: OPEN });
  await addPeople(dataDir, { Ann: 'admin', Bo: 'reader' });
  const { port } = new URL(url);
  const planted = `attache-session-${port}=${'a'.repeat(43)}`;
  const come = async (name: string, cookie: string) =>
    cookiesOf(await sendForm(url, '/sign-in', { code: await codeFor(dataDir, name) }, { cookie }));
  const bo = await come('Bo', planted);
  expect(bo).not.toContain('a'.repeat(43));
  expect((await askAs(url, planted, '/api/about')).status).toBe(401);
  const ann = await come('Ann', bo);
  expect(ann).not.toBe(bo);
  expect([(await askAs(url, bo, '/api/about')).status, (await askAs(url, ann, '/api/about')).status]).toEqual([
    401, 200,
  ]);
});

test('a browser that guesses is slowed, and a new one at its address is not', async () => {
  const { url, dataDir, log } = await deskOfTest({ env: OPEN });
  await addPeople(dataDir, { Ann: 'admin' });
  const code = await codeFor(dataDir, 'Ann');
  const markOf = async (): Promise<string> => cookiesOf(await fetch(`${url}/sign-in`));
  const send = async (given: string, cookie: string) => sendForm(url, '/sign-in', { code: given }, { cookie });
  const guesser = await markOf();
  expect(guesser).toMatch(/^attache-device-\d+=[\w-]{43}$/u);
  const guesses = Array.from({ length: 12 }, (_, at) => String(at).padStart(44, '0'));
  const tried = await Promise.all(guesses.map((guess) => send(guess, guesser)));
  expect(tried.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([...Array(10).fill(403), 429, 429]);
  const slowed = tried.find(({ status }) => status === 429);
  expect([slowed?.headers.get('retry-after'), await slowed?.text()]).toEqual([
    '10',
    expect.stringContaining('Too many wrong links'),
  ]);
  // Those without a mark count as one, and lock out nobody who has opened the page.
  for (const guess of guesses) await send(guess, '');
  expect([(await send(code, guesser)).status, (await send(code, '')).status]).toEqual([429, 429]);
  expect((await send(code, await markOf())).status).toBe(303);
  expect(log.filter((line) => line.includes('wrong codes for the desk'))).toHaveLength(1);
  expect(log.join('\n')).not.toContain(guesses[3]);
});

test('a proxy that is not named is told in the log, once', async () => {
  const { url, log } = await deskOfTest({ env: OPEN });
  for (let at = 0; at < 2; at += 1)
    await sendForm(url, '/sign-in', { code: 'x' }, { 'x-forwarded-for': '203.0.113.1' });
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
  }).end(new URLSearchParams({ code: await codeFor(dataDir, 'Ann') }).toString());
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
  // Under a name of DESK_HOSTS there is TLS, whatever a request says of itself.
  for (const headers of [{}, { origin: 'http://desk.example.org' }])
    expect([await statusOf(planted, headers), await statusOf(bound, headers)]).toEqual([401, 200]);
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
  const name = page.locator('#name');
  await name.waitFor();
  // In the other language the link is the same one.
  await page.getByRole('button', { name: language === 'zh' ? 'English' : '中文' }).click();
  await page.getByRole('button', { name: language === 'zh' ? '中文' : 'English' }).click();
  await name.fill('Ann');
  expect(await seriousFaults(page)).toEqual([]);
  await isNarrow();
  await page.getByRole('button', { name: language === 'zh' ? '登录' : 'Sign in', exact: true }).click();
  const leave = page.getByRole('button', { name: language === 'zh' ? '退出登录' : 'Sign out' });
  await page.getByRole('button', { name: language === 'zh' ? '设置' : 'Settings', exact: true }).click();
  await leave.waitFor();
  expect(await page.locator('header').innerText()).toContain('Ann');
  await page.goto(`${url}/#/admin/people`);
  await page.getByRole('cell', { name: language === 'zh' ? '添加人员' : 'added a person' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await isNarrow();
  page.sound();
  await leave.click();
  await page.getByText('/brief desk').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await isNarrow();
  // What the page asked between the two is refused, which the console tells.
  await page.context().close();
  await addPeople(dataDir, { Bo: 'reader' });
  const reader = await browser.open(`${url}/sign-in?language=${language}#${await codeFor(dataDir, 'Bo')}`, options);
  await reader
    .getByText(language === 'zh' ? '此链接将以Bo（读者）的身份登录' : 'This link signs you in as Bo (Reader)')
    .waitFor();
  expect(await seriousFaults(reader)).toEqual([]);
  await reader.locator('button.primary').click();
  await reader.waitForURL(`${url}/*`);
  await reader.goto(`${url}/#/topics`);
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
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('On this machine: admin').waitFor();
  await page.leave();
});

test('a page whose session has ended keeps what was typed, and goes on once its person has signed in elsewhere', async () => {
  const { url, dataDir } = await deskOfTest({ env: OPEN });
  await addPeople(dataDir, { Ann: 'admin' });
  const page = await browser.open(`${url}/sign-in`);
  await comeIn(page, url, 'Ann');
  await page.goto(`${url}/#/admin/people`);
  const typed = page.getByRole('textbox', { name: 'Name' }).first();
  await typed.fill('half a na');
  await page.context().clearCookies();
  const banner = page.getByText('You are signed out');
  await banner.waitFor();
  expect(await typed.inputValue()).toBe('half a na');
  const other = await page.context().newPage();
  await comeIn(other, url, 'Ann');
  await banner.waitFor({ state: 'hidden' });
  expect(await typed.inputValue()).toBe('half a na');
  await page.context().close();
});
