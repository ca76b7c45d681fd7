/** People at the desk of a test: forms sent as a browser does, and what they come in with. */
import type { Page } from 'playwright-core';
import { createAccounts, type Accounts } from '../../src/people/accounts.ts';
import type { Role } from '../../src/people/roles.ts';
import { withStore } from './with-store.ts';

const BY = { id: '', name: 'test' };

const dataDirs = new Map<string, string>();
/** Notes where the desk of an address keeps its data, so that links can be made for it by its address. */
export const noteDataDir = (url: string, dataDir: string): void => void dataDirs.set(url, dataDir);

/** Does something with the people of a data folder, as the command line does. */
export const withAccounts = <T>(
  dataDir: string,
  work: (accounts: Accounts) => Promise<T>,
  now: () => Temporal.Instant = () => Temporal.Now.instant(),
): Promise<T> => withStore(dataDir, async (store) => await work(createAccounts({ store, now })));

/** Adds people, the first of them an admin. */
export const addPeople = (dataDir: string, people: Readonly<Record<string, Role>>): Promise<void> =>
  withAccounts(dataDir, async (accounts) => {
    for (const [name, role] of Object.entries(people)) {
      const invited = await accounts.add({ name, role }, BY);
      if (!invited.ok) throw new Error(invited.because);
    }
  });

/** Returns the code of a new link of a person, as the command line makes one. */
export const codeFor = (dataDir: string, name: string, now?: () => Temporal.Instant): Promise<string> =>
  withAccounts(
    dataDir,
    async (accounts) => {
      const invited = await accounts.invite(name, BY);
      if (!invited.ok) throw new Error(invited.because);
      return invited.code;
    },
    now,
  );

/** Opens a new link of a person in a page, and presses its button. */
export async function comeIn(page: Page, url: string, name: string, path = '/'): Promise<void> {
  await page.goto(`${url}/sign-in#${await codeFor(dataDirs.get(url) ?? '', name)}`);
  await page.locator('button.primary').click();
  await page.waitForURL(`${url}/*`);
  if (path !== '/') await page.goto(url + path);
}

/** Sends a form of the desk; redirects are not followed. */
export const sendForm = (
  url: string,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });

/** Returns the cookies that an answer sets, as a request sends them; those that it takes away are left out. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');

/** Signs a person in and returns their cookie. */
export async function signIn(url: string, name: string): Promise<string> {
  const response = await sendForm(url, '/sign-in', { code: await codeFor(dataDirs.get(url) ?? '', name) });
  if (response.status !== 303) throw new Error(`${name} was not let in: ${response.status}`);
  return cookiesOf(response);
}

/** Asks the API as the person of a cookie. */
export const askAs = (url: string, cookie: string, path: string, json?: object): Promise<Response> =>
  json === undefined
    ? fetch(url + path, { headers: { cookie }, redirect: 'manual' })
    : fetch(url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: url, 'content-type': 'application/json' },
        body: JSON.stringify(json),
      });
