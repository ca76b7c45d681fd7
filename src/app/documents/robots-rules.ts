/** Parses the text of a robots.txt and tells what it allows. https://www.rfc-editor.org/rfc/rfc9309 */

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
