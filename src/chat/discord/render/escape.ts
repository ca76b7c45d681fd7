/** Text as Discord reads it: outside text is escaped once, so that it is shown as it stands and mentions nobody. */

/** Returns outside text on one line, without characters that could change what stands around it; for labels, which know no markdown. */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

// A backslash makes any mark plain: https://support.discord.com/hc/en-us/articles/210298617
// The colon of an address is escaped so that no link is made of it, that of :name: so that no emoji is.
const MARKS = /[\\*_~|`<>[\]#@]|:(?=\/\/|[\w+-]+:)/gu;

/** Returns outside text as markdown that shows it literally: no emphasis, heading, list, quote, link, address, emoji or mention is made of it. */
export function escape(text: string): string {
  return plain(text)
    .replace(MARKS, String.raw`\$&`)
    .replace(/^(\s*)([-+])/u, String.raw`$1\$2`)
    .replace(/^(\s*\d+)\./u, String.raw`$1\.`);
}

/** Returns outside text of several lines as markdown that shows it literally, line by line. */
export function escapeLines(text: string): string {
  return text.split(/\r?\n/u).map(escape).join('\n');
}

/** Returns what `escapeLines` was given, from what it returned. */
export function unescape(markdown: string): string {
  return markdown.replace(/\\([^0-9A-Za-z\s])/gu, '$1');
}

// These would end the link early. Nothing else may be touched: #:~:text= opens a page at a text only as it stands.
const ENDS_LINK = /[\s()<>[\]\\"`|]/gu;

/** Returns a masked link of a label that is markdown already; the label alone where the address is none that Discord links. */
export function link(label: string, url: string): string {
  const safe = plain(url).replace(ENDS_LINK, (mark) =>
    [...Buffer.from(mark, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
  return /^https?:\/\//iu.test(safe) && URL.canParse(safe) ? `[${label}](${safe})` : label;
}
