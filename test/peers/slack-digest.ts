/** A Slack of our own for digests: it keeps what it is sent, limits as Slack does, and goes wrong as told, before or after it has stored a message. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

type Json = Record<string, unknown>;

/** What goes wrong with one call; `stored` says whether the message was stored all the same. */
export type SlackTrouble =
  | { readonly kind: 'rate-limit'; readonly seconds: number }
  | { readonly kind: 'status'; readonly status: number; readonly stored: boolean }
  | { readonly kind: 'cut'; readonly stored: boolean }
  /** The connection is cut at once and the message stored only after a while. */
  | { readonly kind: 'late'; readonly milliseconds: number }
  /** No answer ever. */
  | { readonly kind: 'stall'; readonly stored: boolean };

export type SlackDigestOptions = {
  /** A channel takes one message in this time; Slack's second unless given, 0 for no limit. */
  readonly channelMilliseconds?: number;
  /** So many calls of conversations.history in any minute; none unless given. */
  readonly historyPerMinute?: number;
  /** How long an answer takes; at once unless given. A message is stored in the middle of it. */
  readonly latency?: (method: string) => number;
  readonly trouble?: (method: string) => SlackTrouble | undefined;
  /** Its clock, in milliseconds, by which it dates answers and messages; the machine's unless given. */
  readonly clock?: () => number;
};

/** A message as the channel keeps it; `at` is on the clock of performance.now(). */
export type SlackStored = {
  readonly channel: string;
  readonly ts: string;
  readonly blocks: readonly Json[];
  readonly text: string;
  readonly at: number;
  /** When it was stored by the peer's clock, in milliseconds. */
  readonly storedAt: number;
  /** The first message of the thread that it replies in; empty in the channel itself. */
  readonly thread: string;
  /** The person who wrote it; empty where the bot did. */
  readonly user: string;
};

export type SlackDigestPeer = {
  readonly apiUrl: string;
  /** What the bot posted, oldest first. */
  readonly stored: readonly SlackStored[];
  /** The threads in which one person was told something, by their first message. */
  readonly whispered: ReadonlySet<string>;
  /** Keeps a message by a person, and returns its timestamp. */
  readonly write: (channel: string, user: string, text: string) => string;
  /** The response address of that name. */
  readonly responseUrl: (name: string) => string;
  /** Calls `listener` with what is sent to a response address. */
  readonly onResponse: (listener: (name: string, body: Json) => void) => void;
  /** How often each method was called. */
  readonly calls: ReadonlyMap<string, number>;
  /** Calls refused by the limits, not by a trouble. */
  readonly limited: () => number;
  /** Calls `listener` whenever a message arrives, before anything becomes of it. */
  readonly onPost: (listener: () => void) => void;
  readonly close: () => Promise<void>;
};

export const SLACK_DIGEST = {
  botToken: 'xoxb-test-token',
  signingSecret: 'test-signing-secret',
  team: 'T01TEST',
  /** Who are members of every channel. */
  people: Array.from({ length: 30 }, (_, index) => `U0ADA${index}`),
} as const;

const MINUTE_MS = 60_000;
const RESPONSES = '/respond/';

/** Starts the fake on a free port of 127.0.0.1. */
export async function startSlackDigestPeer(options: SlackDigestOptions = {}): Promise<SlackDigestPeer> {
  const { channelMilliseconds = 1_000, historyPerMinute = Infinity, latency, trouble, clock = Date.now } = options;
  const stored: SlackStored[] = [];
  const whispered = new Set<string>();
  const byChannel = new Map<string, SlackStored[]>();
  const calls = new Map<string, number>();
  const takenAt = new Map<string, number>();
  const readAt: number[] = [];
  const ending = new AbortController();
  let listener: (() => void) | undefined;
  let responded: ((name: string, body: Json) => void) | undefined;
  let limited = 0;
  let newestTs = 0;

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAt = performance.now();
    response.setHeader('date', new Date(clock()).toUTCString());
    const method = (request.url ?? '').replace('/api/', '');
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    if (method.startsWith(RESPONSES)) {
      responded?.(method.slice(RESPONSES.length), JSON.parse(body) as Json);
      return json(response, 200, { ok: true });
    }
    const args = readForm(body);
    calls.set(method, (calls.get(method) ?? 0) + 1);
    if (request.headers.authorization !== `Bearer ${SLACK_DIGEST.botToken}`)
      return json(response, 200, { ok: false, error: 'invalid_auth' });
    if (method === 'chat.postMessage') listener?.();
    const wrong = trouble?.(method);
    if (wrong?.kind === 'rate-limit') return refuse(response, wrong.seconds);
    const waitSeconds = secondsToWait(method, args, arrivedAt);
    if (waitSeconds > 0) {
      limited += 1;
      return refuse(response, waitSeconds);
    }
    const took = latency?.(method) ?? 0;
    // Half before and half after: a caller may die on either side of the moment at which its message is stored.
    if (took > 0) await wait(took / 2);
    if (wrong?.kind === 'late') {
      request.socket.destroy();
      await wait(wrong.milliseconds, undefined, { signal: ending.signal, ref: false });
      return void act(method, args);
    }
    const answer = wrong === undefined || wrong.stored ? act(method, args) : { ok: false };
    if (took > 0) await wait(took / 2);
    if (wrong?.kind === 'stall') return;
    if (wrong?.kind === 'cut') return void request.socket.destroy();
    if (wrong?.kind === 'status') return json(response, wrong.status, { ok: false });
    json(response, 200, answer);
  }

  function secondsToWait(method: string, { channel }: Json, now: number): number {
    if (method === 'chat.postMessage') {
      const free = (takenAt.get(String(channel)) ?? -Infinity) + channelMilliseconds;
      if (free > now) return Math.ceil((free - now) / 1_000);
      takenAt.set(String(channel), now);
    }
    if (method === 'conversations.history') {
      while (readAt[0] !== undefined && readAt[0] <= now - MINUTE_MS) readAt.shift();
      if (readAt[0] !== undefined && readAt.length >= historyPerMinute)
        return Math.ceil((readAt[0] + MINUTE_MS - now) / 1_000);
      readAt.push(now);
    }
    return 0;
  }

  function act(method: string, args: Json): Json {
    switch (method) {
      case 'auth.test':
        return { ok: true, team: 'T', team_id: SLACK_DIGEST.team, user: 'attache', user_id: 'U0BOT', bot_id: 'B0BOT' };
      case 'chat.postMessage':
        return posted(args);
      case 'conversations.history':
        return page(args, ({ thread }) => thread === '');
      case 'conversations.replies':
        return page(args, ({ thread, ts }) => thread === args.ts || ts === args.ts);
      case 'conversations.open':
        return { ok: true, channel: { id: `D${String(args.users)}` } };
      case 'conversations.members':
        return { ok: true, members: SLACK_DIGEST.people };
      case 'conversations.info':
        return { ok: true, channel: { id: args.channel, name: 'c', is_channel: true, is_member: true } };
      case 'chat.getPermalink':
        return { ok: true, channel: args.channel, permalink: 'https://t.slack.com/archives/C/p1' };
      case 'views.publish':
        return { ok: true, view: { id: 'V1' } };
      case 'chat.postEphemeral':
        whispered.add(String(args.thread_ts));
        return { ok: true, message_ts: '1.000001' };
      case 'users.info':
        return { ok: true, user: { id: args.user, tz: 'America/New_York', locale: 'en-US' } };
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  function keep(message: Omit<SlackStored, 'ts' | 'at' | 'storedAt'>): SlackStored {
    const storedAt = clock();
    newestTs = Math.max(newestTs + 1, storedAt * 1_000);
    const ts = `${Math.floor(newestTs / 1_000_000)}.${String(newestTs % 1_000_000).padStart(6, '0')}`;
    const kept = { ...message, ts, at: performance.now(), storedAt };
    byChannel.getOrInsertComputed(message.channel, () => []).push(kept);
    return kept;
  }

  function posted(args: Json): Json {
    const channel = String(args.channel);
    const message = keep({
      channel,
      blocks: Array.isArray(args.blocks) ? (args.blocks as Json[]) : [],
      text: typeof args.text === 'string' ? args.text : '',
      thread: typeof args.thread_ts === 'string' ? args.thread_ts : '',
      user: '',
    });
    stored.push(message);
    return { ok: true, channel, ts: message.ts, message: shown(message) };
  }

  /** Newest first, as Slack does. */
  function page(
    { channel, oldest = '0', latest = 'none', limit = '100', cursor = '0' }: Json,
    isThere: (message: SlackStored) => boolean,
  ): Json {
    const all = (byChannel.get(String(channel)) ?? [])
      .filter((message) => message.ts >= String(oldest) && message.ts <= String(latest) && isThere(message))
      .toReversed();
    const from = Number(cursor);
    const to = from + Math.min(Number(limit), 999);
    const more = to < all.length;
    return {
      ok: true,
      messages: all.slice(from, to).map(shown),
      has_more: more,
      response_metadata: { next_cursor: more ? String(to) : '' },
    };
  }

  return {
    apiUrl: `${origin}/api/`,
    stored,
    whispered,
    write: (channel, user, text) => keep({ channel, blocks: [], text, thread: '', user }).ts,
    responseUrl: (name) => `${origin}${RESPONSES}${name}`,
    onResponse: (next) => {
      responded = next;
    },
    calls,
    limited: () => limited,
    onPost: (next) => {
      listener = next;
    },
    close: async () => {
      ending.abort();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

const shown = ({ ts, blocks, text, thread, user }: SlackStored): Json => ({
  type: 'message',
  user: user === '' ? 'U0BOT' : user,
  ...(user === '' && { bot_id: 'B0BOT' }),
  ...(thread !== '' && { thread_ts: thread }),
  ts,
  text,
  blocks,
});

function readForm(body: string): Json {
  const args: Json = Object.fromEntries(new URLSearchParams(body));
  if (typeof args.blocks === 'string') args.blocks = JSON.parse(args.blocks);
  return args;
}

function refuse(response: ServerResponse, seconds: number): void {
  response.setHeader('retry-after', String(seconds));
  json(response, 429, { ok: false, error: 'ratelimited' });
}

function json(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
