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
};

export type SlackDigestPeer = {
  readonly apiUrl: string;
  readonly stored: readonly SlackStored[];
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
} as const;

const MINUTE_MILLISECONDS = 60_000;

/** Starts the fake on a free port of 127.0.0.1. */
export async function startSlackDigestPeer(options: SlackDigestOptions = {}): Promise<SlackDigestPeer> {
  const { channelMilliseconds = 1_000, historyPerMinute = Infinity, latency, trouble, clock = Date.now } = options;
  const stored: SlackStored[] = [];
  const byChannel = new Map<string, SlackStored[]>();
  const calls = new Map<string, number>();
  const takenAt = new Map<string, number>();
  const readAt: number[] = [];
  const ending = new AbortController();
  let listener: (() => void) | undefined;
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
    const args = readForm(Buffer.concat(await Array.fromAsync(request)).toString());
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
      while (readAt[0] !== undefined && readAt[0] <= now - MINUTE_MILLISECONDS) readAt.shift();
      if (readAt[0] !== undefined && readAt.length >= historyPerMinute)
        return Math.ceil((readAt[0] + MINUTE_MILLISECONDS - now) / 1_000);
      readAt.push(now);
    }
    return 0;
  }

  function act(method: string, args: Json): Json {
    switch (method) {
      case 'auth.test':
        return { ok: true, team: 'T', team_id: SLACK_DIGEST.team, user: 'attache', user_id: 'U0BOT', bot_id: 'B0BOT' };
      case 'chat.postMessage':
        return keep(args);
      case 'conversations.history':
        return history(args);
      case 'users.info':
        return { ok: true, user: { id: args.user, tz: 'Etc/UTC', locale: 'en-US' } };
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  function keep(args: Json): Json {
    const channel = String(args.channel);
    newestTs = Math.max(newestTs + 1, clock() * 1_000);
    const ts = `${Math.floor(newestTs / 1_000_000)}.${String(newestTs % 1_000_000).padStart(6, '0')}`;
    const blocks = Array.isArray(args.blocks) ? (args.blocks as Json[]) : [];
    const message = {
      channel,
      ts,
      blocks,
      text: typeof args.text === 'string' ? args.text : '',
      at: performance.now(),
    };
    stored.push(message);
    const there = byChannel.get(channel);
    if (there === undefined) byChannel.set(channel, [message]);
    else there.push(message);
    return { ok: true, channel, ts, message: shown(message) };
  }

  /** Newest first, as Slack does. */
  function history({ channel, oldest = '0', latest = 'none', limit = '100', cursor = '0' }: Json): Json {
    const all = (byChannel.get(String(channel)) ?? [])
      .filter(({ ts }) => ts >= String(oldest) && ts <= String(latest))
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

const shown = ({ ts, blocks, text }: SlackStored): Json => ({
  type: 'message',
  user: 'U0BOT',
  bot_id: 'B0BOT',
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
