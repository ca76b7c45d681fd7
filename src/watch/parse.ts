/** Reads the entries of a feed, a list page or a sitemap. Pure; large, and loaded where something is watched. */
import { compareTexts } from '../shared/text.ts';
import { parseFeed, type AnyFeed } from 'feedsmith';
import { parseHTML } from 'linkedom';
import { decodeText } from '../records/import/import-document.ts';
import { writtenDay } from '../records/import/publication-day.ts';
import { blockWords } from './fetch.ts';
import { saying, type WatchFault, type WatchWords } from './health.ts';
import type { Entry } from './items.ts';
import type { WatchSource } from './sources.ts';

/** What came from an address of a source. */
export type Page = {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly charset: string | undefined;
  /** The day that it is the page of. */
  readonly day: string | undefined;
  /** The day on which it is read. */
  readonly today: string;
};

export type ParsedPage =
  | { readonly type: 'read'; readonly entries: readonly Entry[]; readonly ttlMs: number }
  | { readonly type: 'fault'; readonly state: WatchFault['state']; readonly words: WatchWords };

export type ParsedSource = Pick<WatchSource, 'kind' | 'select' | 'zone'>;

/** Of longer lists the first ones are read, of sitemaps the newest. */
const MAX_ENTRIES = 500;
/** More attributes than a tag has that somebody wrote: reading them takes their number squared. */
const MAX_ATTRIBUTES = 10_000;
const MAX_TITLE = 300;
const MAX_SUMMARY = 4_000;

/** Returns the entries of a page; where there are none, why: a page against robots, or nothing that is looked for. */
export function parsePage(source: ParsedSource, page: Page): ParsedPage {
  let text: string;
  try {
    text = decodeText(page.bytes, page.url, page.charset);
  } catch {
    return { type: 'fault', state: 'failing', words: saying('not-text') };
  }
  try {
    const { entries, ttlMs = 0 } = readers[source.kind](text, source, page);
    if (entries.length > 0) return { type: 'read', entries, ttlMs };
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    return blocked(text) ?? { type: 'fault', state: 'failing', words: error.words };
  }
  return (
    blocked(text) ?? { type: 'fault', state: 'empty', words: saying(source.kind === 'list' ? 'empty-list' : 'empty') }
  );
}

class NotRead extends Error {
  readonly words: WatchWords;
  constructor(words: WatchWords) {
    super(words.code);
    this.words = words;
  }
}

function blocked(text: string): ParsedPage | undefined {
  const words = blockWords(text);
  return words === undefined ? undefined : { type: 'fault', state: 'blocked', words: saying('block-page', { words }) };
}

/** Returns whether a text can be a selector. */
export function isSelector(selector: string): boolean {
  try {
    parseHTML('<!doctype html><html><body></body></html>').document.querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

type Read = (
  text: string,
  source: ParsedSource,
  page: Page,
) => { readonly entries: readonly Entry[]; readonly ttlMs?: number };

const readers: Readonly<Record<WatchSource['kind'], Read>> = { feed: readFeed, list: readList, sitemap: readSitemap };

const MINUTE_MS = 60_000;
const PERIOD_MINUTES: Readonly<Record<string, number>> = { hourly: 60, daily: 1_440, weekly: 10_080 };

function readFeed(text: string, source: ParsedSource, page: Page): ReturnType<Read> {
  if (text.split('<').some(hasTooManyAttributes)) throw new NotRead(saying('parser'));
  let parsed: AnyFeed;
  try {
    parsed = parseFeed(text, { maxItems: MAX_ENTRIES });
  } catch {
    throw new NotRead(saying('not-a-feed'));
  }
  const entryOf = (raw: {
    readonly link?: string | undefined;
    readonly guid?: string | undefined;
    readonly title?: string | undefined;
    readonly published?: string | undefined;
    readonly modified?: string | undefined;
    readonly text?: string | undefined;
  }): Entry[] => {
    const summary = plain(raw.text ?? '', MAX_SUMMARY);
    const title = plain(raw.title ?? '', MAX_TITLE) || summary.slice(0, 80);
    const address = addressIn(raw.link ?? (isAddress(raw.guid) ? raw.guid : undefined), page.url);
    if (title === '' && address === undefined) return [];
    return [
      {
        address,
        guid: raw.guid,
        title: title || String(address),
        day: dayOf(raw.published ?? raw.modified, source, page.today),
        modified: raw.modified ?? '',
        summary,
      },
    ];
  };
  switch (parsed.format) {
    case 'rss': {
      const { items = [], ttl = 0, sy } = parsed.feed;
      const period = (PERIOD_MINUTES[sy?.updatePeriod ?? ''] ?? 0) / Math.max(1, sy?.updateFrequency ?? 1);
      return {
        ttlMs: Math.max(ttl, period) * MINUTE_MS,
        entries: items.flatMap(({ link, guid, title, pubDate, dc, dcterms, description, content }) =>
          entryOf({
            link,
            guid: guid?.value,
            title,
            published: pubDate ?? dc?.dates?.[0],
            modified: dcterms?.modified?.[0],
            text: content?.encoded ?? description,
          }),
        ),
      };
    }
    case 'atom':
      return {
        entries: (parsed.feed.entries ?? []).flatMap(
          ({ id, links = [], title, published, updated, summary, content }) =>
            entryOf({
              link: (links.find(({ rel = 'alternate' }) => rel === 'alternate') ?? links[0])?.href,
              guid: id,
              title: title?.value,
              published,
              modified: updated,
              text: content?.value ?? summary?.value,
            }),
        ),
      };
    case 'rdf':
      return {
        entries: (parsed.feed.items ?? []).flatMap(({ link, title, description, dc, content }) =>
          entryOf({ link, guid: link, title, published: dc?.dates?.[0], text: content?.encoded ?? description }),
        ),
      };
    case 'json':
      return {
        entries: (parsed.feed.items ?? []).flatMap((item) =>
          entryOf({
            link: item.url ?? item.external_url,
            guid: item.id,
            title: item.title,
            published: item.date_published,
            modified: item.date_modified,
            text: item.content_text ?? item.content_html ?? item.summary,
          }),
        ),
      };
  }
}

function readList(text: string, source: ParsedSource, page: Page): ReturnType<Read> {
  const { list = 'a', link, title, date } = source.select ?? {};
  const { document } = parseHTML(text);
  const base = addressIn(document.querySelector('base')?.getAttribute('href') ?? undefined, page.url) ?? page.url;
  let found: Element[];
  try {
    found = [...document.querySelectorAll(list)].slice(0, MAX_ENTRIES);
  } catch {
    throw new NotRead(saying('bad-selector', { selector: list }));
  }
  return {
    entries: found.flatMap((element) => {
      const anchor =
        link !== undefined
          ? element.querySelector(link)
          : element.matches('a[href]')
            ? element
            : element.querySelector('a[href]');
      const address = addressIn(anchor?.getAttribute('href') ?? undefined, base);
      const named = (title !== undefined ? element.querySelector(title)?.textContent : undefined) ?? titleOf(anchor);
      const own = plain(named, MAX_TITLE);
      if (own === '') return [];
      const dated = date === undefined ? element.querySelector('time') : element.querySelector(date);
      // A day inside the title is one that the title speaks of.
      const beside = dated?.getAttribute('datetime') ?? dated?.textContent ?? element.textContent.replace(named, ' ');
      const day = dayOf(beside, source, page.today) ?? page.day;
      return [{ address, guid: undefined, title: own, day, modified: '', summary: '' }];
    }),
  };
}

/** A title that is cut off stands whole in its attribute. */
function titleOf(anchor: Element | null): string {
  const shown = anchor?.textContent ?? '';
  const whole = anchor?.getAttribute('title')?.trim() ?? '';
  return whole.length > shown.trim().length ? whole : shown;
}

function readSitemap(text: string, source: ParsedSource, page: Page): ReturnType<Read> {
  if (text.includes('<sitemapindex')) throw new NotRead(saying('sitemap-index'));
  if (!text.includes('<urlset')) throw new NotRead(saying('not-a-sitemap'));
  const entries = text
    .split('<url>')
    .slice(1)
    .flatMap((piece): Entry[] => {
      const address = addressIn(within(piece, 'loc'), page.url);
      if (address === undefined) return [];
      const modified = within(piece, 'lastmod') ?? '';
      const title = within(piece, 'news:title') ?? wordsOf(address);
      const day = dayOf(within(piece, 'news:publication_date') ?? modified, source, page.today);
      return [{ address, guid: undefined, title: plain(title, MAX_TITLE), day, modified, summary: '' }];
    });
  const newest = entries.toSorted((a, b) => compareTexts(b.modified, a.modified));
  return { entries: newest.slice(0, MAX_ENTRIES) };
}

function within(piece: string, name: string): string | undefined {
  const from = piece.indexOf(`<${name}>`);
  const to = piece.indexOf(`</${name}>`, from);
  if (from === -1 || to === -1) return undefined;
  return plain(piece.slice(from + name.length + 2, to).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/gu, ''), 2_000);
}

/** The last words of an address, for what has no other title. */
const wordsOf = (address: string): string =>
  (
    URL.parse(address)
      ?.pathname.split('/')
      .findLast((part) => part !== '') ?? address
  )
    .replace(/\.\w{1,5}$/u, '')
    .replaceAll(/[-_]+/gu, ' ');

const hasTooManyAttributes = (tag: string): boolean =>
  tag.length > MAX_ATTRIBUTES && (tag.match(/=\s*["']/gu) ?? []).length > MAX_ATTRIBUTES;

const isAddress = (text: string | undefined): boolean => text !== undefined && /^https?:\/\/\S+$/u.test(text);

function addressIn(href: string | undefined, base: string): string | undefined {
  if (href === undefined || href.trim() === '') return undefined;
  const url = URL.parse(href.trim(), base);
  if (url === null || !/^https?:$/u.test(url.protocol)) return undefined;
  url.hash = '';
  return url.href.length > 500 ? undefined : url.href;
}

/** Returns the text of a piece of HTML or of plain text, in one line. */
function plain(text: string, most: number): string {
  const piece = text.slice(0, 20_000);
  const bare = /[<&]/u.test(piece)
    ? (parseHTML(`<!doctype html><html><body>${piece}</body></html>`).document.body.textContent ?? '')
    : piece;
  return bare
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();
}

const WITH_ZONE = /\d{1,2}:\d\d.*(?:Z|[+-]\d\d:?\d\d|\b(?:GMT|UTC?|[ECMP][SD]T))\s*$/u;
const WITHOUT_YEAR = /(?<!\d)(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/u;

/** Returns the day that a text names: of an instant the one in the zone of the source, of a day without a year the last one that has come. */
function dayOf(text: string | undefined, { zone = 'UTC' }: ParsedSource, today: string): string | undefined {
  if (text === undefined) return undefined;
  const at = WITH_ZONE.test(text.slice(0, 100)) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at))
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
  const written = writtenDay(text);
  if (written !== undefined) return written;
  const [, month, day] = WITHOUT_YEAR.exec(text) ?? [];
  if (month === undefined || day === undefined) return undefined;
  const year = Number(today.slice(0, 4));
  const tomorrow = Temporal.PlainDate.from(today).add({ days: 1 }).toString();
  return [year, year - 1].flatMap((of) => writtenDay(`${of}-${month}-${day}`) ?? []).find((one) => one <= tomorrow);
}
