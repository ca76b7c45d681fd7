/** Where a program may go on the web: to addresses that are some of it, and where the robots.txt of a site lets us. https://www.rfc-editor.org/rfc/rfc9309 */

/** Our name in robots.txt. */
export const OWN_NAME = 'Attache';
const MAX_LINE = 2_000;
/** So much of it is read at least, as the standard says. */
export const MAX_ROBOTS_BYTES = 500_000;
export const MAX_REDIRECTS = 5;

export type RobotRules = {
  readonly mayFetch: (url: URL) => boolean;
  /** How long the site wants us to wait between requests; 0 where it does not say. */
  readonly delayMs: number;
};

/** Returns what the robots.txt of the site of an address says to us. */
export async function robotsFor(address: URL, text: string): Promise<RobotRules> {
  // Its types speak of a module, and it is a function.
  const { default: robotsParser } = (await import('robots-parser')) as unknown as typeof import('robots-parser');
  const lines = text.split(/\r\n|\r|\n/u).map((line) => line.slice(0, MAX_LINE));
  const rules = robotsParser(new URL('/robots.txt', address).href, lines.join('\n'));
  return {
    mayFetch: (url) => url.pathname === '/robots.txt' || rules.isAllowed(url.href, OWN_NAME) !== false,
    delayMs: (rules.getCrawlDelay(OWN_NAME) ?? 0) * 1_000,
  };
}

/** Returns the rules of the site of an address, where it leads to them; undefined where it cannot tell them. Rejects as `get` does. */
export async function readRobots(
  address: URL,
  get: (
    url: URL,
  ) => Promise<{ readonly status: number; readonly location: string | undefined; readonly bytes: Uint8Array }>,
): Promise<RobotRules | undefined> {
  let url = new URL('/robots.txt', address);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const { status, location, bytes } = await get(url);
    const next = location === undefined ? undefined : webAddress(location, url);
    if (next === undefined) {
      // https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1
      return status >= 500
        ? undefined
        : await robotsFor(address, status === 200 ? new TextDecoder().decode(bytes) : '');
    }
    url = next;
  }
  return await robotsFor(address, '');
}

/** Returns an address of the web, as it may stand on a page; undefined for any other, for one that tells a password, and for other services than the web's, which stand below port 1024. */
export function webAddress(text: string, base?: URL): URL | undefined {
  const url = URL.parse(text.trim(), base);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username + url.password !== '')
    return undefined;
  if (url.port !== '' && Number(url.port) < 1_024) return undefined;
  url.hash = '';
  return url;
}
