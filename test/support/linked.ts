/** What opens the link of a desk without accounts, as whoever runs the bot does: its admin from then on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const cookies = new Map<string, string>();

/** Opens the link that a desk's start has told, where there is one, and keeps what it sets; its parts are asked with it by `fetchLinked` and by the browser of the tests. */
export async function openLink(url: string, notice: string | undefined): Promise<void> {
  const code = /\/sign-in#([\w-]{43})$/mu.exec(notice ?? '')?.[1];
  if (code === undefined) return;
  const response = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ code }).toString(),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (response.status !== 303 || cookie === undefined) throw new Error(`the link does not work: ${response.status}`);
  cookies.set(url, cookie);
}

/** Returns where the link of a data folder leads, which its desk has made. */
export const linkPathOf = (dataDir: string): string =>
  `/sign-in#${readFileSync(join(dataDir, 'desk-link'), 'utf8').trim()}`;

/** Returns the cookie of the link of a desk; undefined where it was not opened. */
export const linkCookieOf = (url: string): string | undefined => cookies.get(new URL(url).origin);

/** Asks a desk as whoever has opened its link. */
export function fetchLinked(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const cookie = linkCookieOf(url);
  if (cookie !== undefined) headers.set('cookie', cookie);
  return fetch(url, { ...init, headers });
}

/** Sends JSON to an address of a desk, as its page does for whoever has opened its link. */
export const postLinked = (address: string, body: unknown): Promise<Response> =>
  fetchLinked(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(address).origin },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
