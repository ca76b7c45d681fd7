/** One request to a public host: to an address that was looked at and to no other, whatever the name says a moment later. */
import { request as http, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { lookup } from 'node:dns/promises';
import { request as https } from 'node:https';
import { isIP, type LookupFunction, BlockList } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { PassThrough, type Duplex } from 'node:stream';

/** What may be fetched from. */
export type FetchRules = {
  /** Returns every address of a host. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly permits: (address: string) => boolean;
};

export type RequestRules = FetchRules & {
  readonly signal: AbortSignal;
  readonly mostBytes: number;
  /** In place of those of a document that a curator names. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** What may be fetched from where nothing else is said: every public host. */
export const PUBLIC_HOSTS: FetchRules = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  permits: (address) => isPublicAddress(address),
};

export type SiteAnswer = {
  readonly status: number;
  /** The kind of the content in lower case, empty where the server does not tell it. */
  readonly type: string;
  readonly charset: string | undefined;
  /** Where it leads on to. */
  readonly location: string | undefined;
  /** Empty where it leads on. */
  readonly bytes: Uint8Array;
  readonly headers: IncomingHttpHeaders;
};

/** Who asks, and why: sites can tell us apart, and forbid us in their robots.txt. */
const USER_AGENT = 'Attache/0.1 (a briefing bot; fetches single documents that a curator names)';

const failure = (code: 'ERR_INWARD' | 'ERR_TOO_LARGE'): Error => Object.assign(new Error(code), { code });

/** Requests an address; rejects with the code ERR_INWARD where its host has an address that is not permitted, ERR_TOO_LARGE for a larger body, or with the fault of the network. */
export async function request(url: URL, rules: RequestRules): Promise<SiteAnswer> {
  const host = url.hostname.replace(/^\[(.*)\]$/u, '$1');
  const addresses = isIP(host) > 0 ? [host] : await within(rules.resolve(host), rules.signal);
  // All of them: a name of which one address leads inward is no name of a public host.
  if (addresses.length === 0 || !addresses.every(rules.permits)) throw failure('ERR_INWARD');
  const response = await connect(url, addresses, rules);
  try {
    const remote = response.socket.remoteAddress?.replace(/^::ffff:/u, '');
    if (remote === undefined || !rules.permits(remote)) throw failure('ERR_INWARD');
    const status = response.statusCode ?? 0;
    const location = status >= 300 && status < 400 ? response.headers.location : undefined;
    const [type = '', ...parameters] = (response.headers['content-type'] ?? '').toLowerCase().split(';');
    const charset = parameters.flatMap((one) => /^\s*charset\s*=\s*"?([\w-]+)"?/u.exec(one)?.[1] ?? [])[0];
    const bytes = location === undefined ? await bodyOf(response, rules) : new Uint8Array();
    return { status, type: type.trim(), charset, location, bytes, headers: response.headers };
  } finally {
    response.destroy();
  }
}

async function connect(
  url: URL,
  addresses: readonly string[],
  { signal, headers }: RequestRules,
): Promise<IncomingMessage> {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  const pinned: LookupFunction = (_host, { all }, callback) => {
    const [first] = known;
    if (all === true) callback(null, known);
    else callback(null, first?.address ?? '', first?.family);
  };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  (url.protocol === 'https:' ? https : http)(
    url,
    {
      agent: false,
      lookup: pinned,
      signal,
      headers: {
        'user-agent': USER_AGENT,
        accept: 'text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5',
        'accept-language': 'en, zh;q=0.9',
        ...headers,
        'accept-encoding': 'gzip, deflate, br',
      },
    },
    resolve,
  )
    .on('error', reject)
    .end();
  return await promise;
}

/** Returns the body, unpacked; rejects as soon as more than the most bytes have come, packed or not. */
async function bodyOf(response: IncomingMessage, { mostBytes, signal }: RequestRules): Promise<Uint8Array> {
  if (Number(response.headers['content-length'] ?? 0) > mostBytes) throw failure('ERR_TOO_LARGE');
  const parts: Uint8Array[] = [];
  let length = 0;
  const unpacked = unpacker(response.headers['content-encoding']);
  // A pipeline would wait for the rest of an answer that is given up, and never settle where much of it is packed.
  const read = Promise.withResolvers<void>();
  response.on('error', read.reject).pipe(unpacked);
  unpacked
    .on('error', read.reject)
    .on('end', read.resolve)
    .on('data', (part: Uint8Array) => {
      length += part.length;
      if (length > mostBytes) read.reject(failure('ERR_TOO_LARGE'));
      else parts.push(part);
    });
  try {
    await within(read.promise, signal);
  } finally {
    response.unpipe(unpacked);
    unpacked.destroy();
  }
  return new Uint8Array(Buffer.concat(parts, length));
}

function unpacker(encoding: string | undefined): Duplex {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      return new PassThrough();
  }
}

/** Returns what a promise resolves to; rejects when the time is over, since a name that is looked up cannot be given up. */
async function within<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const over = Promise.withResolvers<never>();
  const stop = (): void => over.reject(signal.reason);
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    return await Promise.race([promise, over.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What is no address of a public host. https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE_V4 = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // With the services that tell a machine of a cloud its secrets.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE_V4.addSubnet(network, bits, 'ipv4');

/** Of IPv6 only this is given to public hosts: mapped, translated, link-local and unique local addresses stand outside. https://www.iana.org/assignments/iana-ipv6-special-registry */
const GLOBAL_V6 = new BlockList();
GLOBAL_V6.addSubnet('2000::', 3, 'ipv6');
const PRIVATE_V6 = new BlockList();
for (const [network, bits] of [
  // With Teredo, which holds an address of IPv4, as 6to4 does.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  PRIVATE_V6.addSubnet(network, bits, 'ipv6');

/** Returns whether an address (not a name) is one of a public host. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !PRIVATE_V4.check(address, 'ipv4');
    case 6:
      return !address.includes('%') && GLOBAL_V6.check(address, 'ipv6') && !PRIVATE_V6.check(address, 'ipv6');
    default:
      return false;
  }
}
