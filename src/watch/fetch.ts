/** Fetches from the sites of sources as a polite program does: by name, as robots.txt allows, one request at a time a site, and never what was not changed. */
import type { default as PQueue } from 'p-queue';
import { errorCode } from '../shared/errors.ts';
import { saying, WatchFault } from './health.ts';
import {
  MAX_REDIRECTS,
  MAX_ROBOTS_BYTES,
  OWN_NAME,
  readRobots,
  robotsFor,
  type RobotRules,
  webAddress,
} from './robots.ts';

/** One request to a public host and to no other; rejects with the codes ERR_INWARD and ERR_TOO_LARGE, or with the fault of the network. */
export type SiteRequest = (
  url: URL,
  options: {
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly mostBytes: number;
  },
) => Promise<{
  readonly status: number;
  readonly charset: string | undefined;
  readonly location: string | undefined;
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}>;

export type Validators = { readonly etag: string; readonly lastModified: string };

export type Fetched = Validators & {
  /** `same`: nothing has changed since the validators. */
  readonly type: 'same' | 'body';
  readonly url: string;
  /** Where the address has moved for good; empty where it has not. */
  readonly movedTo: string;
  readonly bytes: Uint8Array;
  readonly charset: string | undefined;
  /** How long the server says that this stays good. */
  readonly goodForMs: number;
};

export type PoliteFetcher = {
  /** Fetches an address; rejects with WatchFault that says why not and what to do. */
  readonly get: (
    address: string,
    options?: { readonly validators?: Validators; readonly mostBytes?: number },
  ) => Promise<Fetched>;
};

export type FetcherOptions = {
  readonly request: SiteRequest;
  readonly now: () => Temporal.Instant;
  /** An address or a mailbox by which publishers reach who runs this bot. */
  readonly contact?: string | undefined;
  /** The least time between two requests to a site; a second unless given. */
  readonly gapMs?: number;
  readonly timeoutMs?: number;
  readonly ending?: AbortSignal | undefined;
};

export const MAX_LIST_BYTES = 5_000_000;
const TIMEOUT_MS = 20_000;
const GAP_MS = 1_000;
const ROBOTS_GOOD_HOURS = 24;
const ROBOTS_RETRY_MINUTES = 10;
const MAX_CRAWL_DELAY_MS = 60_000;

/** Returns who we say that we are. */
export const userAgent = (contact: string | undefined): string =>
  `${OWN_NAME}/0.1 (a briefing bot; looks for new documents of ministries${contact === undefined ? '' : `; ${contact}`})`;

type KnownRobots = { readonly rules: Promise<RobotRules | WatchFault>; readonly until: Temporal.Instant };

const newQueue = async (interval: number): Promise<PQueue> => {
  const { default: Queue } = await import('p-queue');
  return new Queue({ concurrency: 1, interval, intervalCap: 1, strict: true });
};

/** Returns a fetcher; the queues of sites and their robots.txt are its own. */
export function createFetcher({
  request,
  now,
  contact,
  gapMs = GAP_MS,
  timeoutMs = TIMEOUT_MS,
  ending,
}: FetcherOptions): PoliteFetcher {
  const sites = new Map<string, Promise<PQueue>>();
  const robots = new Map<string, KnownRobots>();

  const send = async (url: URL, headers: Readonly<Record<string, string>>, mostBytes: number): Promise<Answer> => {
    const queue = await sites.getOrInsertComputed(url.host, () => newQueue(gapMs));
    return await queue.add(async () => {
      ending?.throwIfAborted();
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = ending === undefined ? timeout : AbortSignal.any([timeout, ending]);
      try {
        return await request(url, { headers, mostBytes, signal });
      } catch (error) {
        ending?.throwIfAborted();
        throw faultOf(error, url, { isLate: timeout.aborted, timeoutMs, mostBytes });
      }
    });
  };

  const askRobots = async (origin: URL): Promise<RobotRules | WatchFault> => {
    try {
      const rules = await readRobots(origin, async (url) => await send(url, headersOf(contact), MAX_ROBOTS_BYTES));
      return rules ?? new WatchFault('failing', saying('robots-unread', { host: origin.host }));
    } catch (error) {
      if (!(error instanceof WatchFault)) throw error;
      // A longer one counts as none.
      return error.words.code === 'too-large' ? await robotsFor(origin, '') : error;
    }
  };

  const rulesOf = async (url: URL): Promise<RobotRules | WatchFault> => {
    const known = robots.get(url.origin);
    if (known !== undefined && Temporal.Instant.compare(known.until, now()) > 0) return await known.rules;
    const rules = askRobots(url);
    robots.set(url.origin, { rules, until: now().add({ hours: ROBOTS_GOOD_HOURS }) });
    const read = await rules;
    if (read instanceof WatchFault)
      robots.set(url.origin, { rules, until: now().add({ minutes: ROBOTS_RETRY_MINUTES }) });
    else {
      const delay = Math.min(MAX_CRAWL_DELAY_MS, read.delayMs);
      if (delay > gapMs) {
        const slower = newQueue(delay);
        sites.set(url.host, slower);
        // The request for these rules was the first one.
        void (await slower).add(async () => {});
      }
    }
    return read;
  };

  return {
    get: async (address, { validators, mostBytes = MAX_LIST_BYTES } = {}) => {
      let url = webAddress(address);
      if (url === undefined) throw new WatchFault('failing', saying('bad-address', { address: address.slice(0, 200) }));
      let isForGood = true;
      let movedTo = '';
      for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
        const rules = await rulesOf(url);
        if (rules instanceof WatchFault) throw rules;
        if (!rules.mayFetch(url)) throw new WatchFault('blocked', saying('robots', { host: url.host }));
        const headers = headersOf(contact, hops === 0 || isForGood ? validators : undefined);
        const answer = await send(url, headers, mostBytes);
        const { status, location } = answer;
        if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) {
          return await fetchedOf(url, answer, { movedTo, now: now(), validators });
        }
        const next = webAddress(location, url);
        if (next === undefined || (url.protocol === 'https:' && next.protocol !== 'https:'))
          throw new WatchFault('failing', saying('leads-astray', { address: location.slice(0, 200) }));
        isForGood &&= status === 301 || status === 308;
        if (isForGood) movedTo = next.href;
        url = next;
      }
      throw new WatchFault('failing', saying('redirects', { most: MAX_REDIRECTS }));
    },
  };
}

const headersOf = (contact: string | undefined, validators?: Validators): Record<string, string> => ({
  'user-agent': userAgent(contact),
  accept:
    'application/rss+xml, application/atom+xml, application/feed+json, text/html, application/xhtml+xml, application/xml;q=0.9, application/pdf;q=0.9, */*;q=0.5',
  ...(validators !== undefined && validators.etag !== '' && { 'if-none-match': validators.etag }),
  ...(validators !== undefined && validators.lastModified !== '' && { 'if-modified-since': validators.lastModified }),
});

type Answer = Awaited<ReturnType<SiteRequest>>;

async function fetchedOf(
  url: URL,
  answer: Answer,
  { movedTo, now, validators }: { movedTo: string; now: Temporal.Instant; validators: Validators | undefined },
): Promise<Fetched> {
  const { status, bytes, charset, headers } = answer;
  const retryMs = retryAfterMs(headers['retry-after'], now);
  if (status === 429) throw new WatchFault('blocked', saying('too-often'), retryMs);
  if (status === 404 || status === 410) throw new WatchFault('dead', saying('gone', { status }), retryMs);
  if ([401, 402, 403, 407, 451].includes(status))
    throw new WatchFault('blocked', saying('refused', { status }), retryMs);
  if (status !== 200 && status !== 304) throw new WatchFault('failing', saying('status', { status }), retryMs);
  // Of a server that says only one of them again, the other stays as it was.
  const before = status === 304 ? validators : undefined;
  return {
    type: status === 304 ? 'same' : 'body',
    url: url.href,
    movedTo,
    bytes,
    charset,
    etag: textOf(headers.etag) ?? before?.etag ?? '',
    lastModified: textOf(headers['last-modified']) ?? before?.lastModified ?? '',
    goodForMs: Math.max(retryMs, await goodForMs(url, answer)),
  };
}

/** Returns how long an answer stays good, as max-age or Expires say. https://www.rfc-editor.org/rfc/rfc9111 */
async function goodForMs(url: URL, { status, headers }: Answer): Promise<number> {
  const { default: CachePolicy } = await import('http-cache-semantics');
  const given = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const text = textOf(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const policy = new CachePolicy(
    { url: url.pathname, method: 'GET', headers: {} },
    // What was not changed is as good as when it came.
    { status: status === 304 ? 200 : status, headers: given },
    { shared: false, cacheHeuristic: 0 },
  );
  return policy.timeToLive();
}

const textOf = (value: string | readonly string[] | undefined): string | undefined =>
  (typeof value === 'string' ? value : value?.[0])?.slice(0, 1_000);

/** Returns the milliseconds of a Retry-After, in seconds or as a date; 0 where there is none. */
function retryAfterMs(value: string | readonly string[] | undefined, now: Temporal.Instant): number {
  const text = textOf(value)?.trim() ?? '';
  if (/^\d{1,9}$/u.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.epochMilliseconds);
}

function faultOf(
  error: unknown,
  url: URL,
  { isLate, timeoutMs, mostBytes }: { isLate: boolean; timeoutMs: number; mostBytes: number },
): unknown {
  if (error instanceof WatchFault) return error;
  const code = errorCode(error);
  if (isLate) return new WatchFault('failing', saying('slow', { seconds: timeoutMs / 1_000 }));
  if (code === 'ERR_TOO_LARGE') return new WatchFault('failing', saying('too-large', { megabytes: mostBytes / 1e6 }));
  if (code === 'ERR_INWARD') return new WatchFault('failing', saying('inward', { host: url.host }));
  if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code))
    return new WatchFault('failing', saying('unknown-host', { host: url.host }));
  return new WatchFault('failing', saying('unreachable', { host: url.host, why: code || 'fault' }));
}

const BLOCK_PAGE =
  /captcha|访问频繁|访问过于频繁|验证码|人机验证|安全验证|access denied|request access|unusual traffic|just a moment|are you a robot/iu;

/** Returns the words by which a page that shows no document is known as one against robots; undefined where there are none. */
export function blockWords(text: string): string | undefined {
  return BLOCK_PAGE.exec(text.slice(0, 50_000))?.[0];
}
