/** Asks the robots.txt of a site whether we may fetch an address. https://www.rfc-editor.org/rfc/rfc9309 */
import { robotsFor } from '../../watch/robots.ts';
import { request, type RequestRules } from './pinned-request.ts';

const MAX_REDIRECTS = 5;
/** So much of it is read at least, as the standard says; a longer one counts as none. */
const MAX_BYTES = 500_000;

export type Robots = {
  /** Returns whether the site of an address lets us fetch it; one without rules does, one whose rules cannot be told does not. Rejects with the fault of the network. */
  readonly mayFetch: (url: URL) => Promise<boolean>;
};

/** Returns the rules of the sites that one fetch meets, each asked for once. */
export function createRobots(rules: RequestRules): Robots {
  const known = new Map<string, ReturnType<typeof rulesOf>>();
  return {
    mayFetch: async (url) => {
      const own = known.get(url.origin) ?? rulesOf(url, { ...rules, mostBytes: MAX_BYTES });
      known.set(url.origin, own);
      const its = await own;
      return typeof its === 'boolean' ? its : its.mayFetch(url);
    },
  };
}

/** Returns the rules of a site, or whether everything is allowed where it has none. */
async function rulesOf(url: URL, rules: RequestRules): Promise<Awaited<ReturnType<typeof robotsFor>> | boolean> {
  let address = new URL('/robots.txt', url);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const { status, location, bytes } = await request(address, rules);
    const next = location === undefined ? undefined : URL.parse(location, address);
    if (next === undefined || next === null || !/^https?:$/u.test(next.protocol))
      return status === 200 ? await robotsFor(url, new TextDecoder().decode(bytes)) : status < 500;
    address = next;
  }
  return true;
}
