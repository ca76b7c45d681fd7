/** Asks the robots.txt of a site whether we may fetch an address. https://www.rfc-editor.org/rfc/rfc9309 */
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
      const text = await own;
      if (typeof text === 'boolean') return text;
      return robotsAllow(text, url);
    },
  };
}

/** Returns the text of a site's rules, or whether everything is allowed where it has none. */
async function rulesOf(url: URL, rules: RequestRules): Promise<string | boolean> {
  let address = new URL('/robots.txt', url);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const { status, location, bytes } = await request(address, rules);
    const next = location === undefined ? undefined : URL.parse(location, address);
    if (next === undefined || next === null || !/^https?:$/u.test(next.protocol))
      return status === 200 ? new TextDecoder().decode(bytes) : status < 500;
    address = next;
  }
  return true;
}

type PathRule = { readonly pattern: string; readonly allows: boolean };

/** Our name in robots.txt. */
const OWN_NAME = 'attache';
const MAX_RULES = 10_000;

/** Returns whether the text of a site's robots.txt lets us fetch an address of the site: the longest pattern decides, an allowing one of the same length before a forbidding one. */
export function robotsAllow(text: string, url: URL): boolean {
  const path = comparablePath(url.pathname + url.search);
  if (path === '/robots.txt') return true;
  let longest: PathRule = { pattern: '', allows: true };
  for (const rule of rulesFor(OWN_NAME, text)) {
    const isLonger = rule.pattern.length > longest.pattern.length;
    const isAsLong = rule.pattern.length === longest.pattern.length;
    if ((isLonger || (isAsLong && rule.allows)) && matches(rule.pattern, path)) longest = rule;
  }
  return longest.allows;
}

/** Returns the rules of the groups that name a program, or of those for everybody where none does. */
function rulesFor(name: string, text: string): readonly PathRule[] {
  const groups: { readonly names: string[]; readonly rules: PathRule[] }[] = [];
  let isNamed = false;
  let count = 0;
  for (const line of text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u)) {
    const [, field = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/u.exec(line.slice(0, 2_000)) ?? [];
    const lower = field.toLowerCase();
    if (lower === 'user-agent') {
      // Names that follow one another share the rules below them.
      if (!isNamed) groups.push({ names: [], rules: [] });
      groups.at(-1)?.names.push(value.toLowerCase());
      isNamed = true;
    } else if (lower === 'allow' || lower === 'disallow') {
      isNamed = false;
      // An empty pattern says nothing.
      if (value !== '' && (count += 1) <= MAX_RULES)
        groups.at(-1)?.rules.push({ pattern: comparablePath(value), allows: lower === 'allow' });
    }
  }
  const own = groups.filter(({ names }) => names.includes(name));
  return (own.length > 0 ? own : groups.filter(({ names }) => names.includes('*'))).flatMap(({ rules }) => rules);
}

/** Returns a path in the form that is compared: letters beyond ASCII percent-encoded, the digits of that in capitals. */
function comparablePath(path: string): string {
  return path
    .toWellFormed()
    .replace(/[^\u0021-\u007E]/gu, (character) => encodeURIComponent(character))
    .replace(/%[0-9a-f]{2}/giu, (escape) => {
      const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      return /[\w.~-]/u.test(character) ? character : escape.toUpperCase();
    });
}

/** Returns whether a path begins as a pattern says, in which * stands for anything and a last $ for the end; never by way of a regular expression, which a pattern could be made to hang. */
function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const [first = '', ...rest] = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    if (isWhole && index === rest.length - 1) return path.length - part.length >= at && path.endsWith(part);
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return !isWhole || at === path.length;
}
