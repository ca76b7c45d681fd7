/** A small Slack of our own for what others do not show: refused tokens, rate limits, errors, cut connections, redelivery, membership, limits. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { checkMessage } from '../chat/slack/render/limits-check.ts';
import { TOKENS } from './slack.ts';

type Json = Record<string, unknown>;

/** What goes wrong with one call: Slack's own error, a status, a wait, a connection cut before or after the message is stored, or no answer. */
type Fault =
  | { readonly error: string }
  | { readonly status: number }
  | { readonly retryAfterSeconds: number }
  | 'cut-before'
  | 'cut-after'
  | 'silence';

type Call = { readonly method: string; readonly args: Json; readonly at: number };

/** A message that the fake keeps, or that only one person was shown. */
type Kept = Json & { readonly channel: string; readonly ts: string };

export type SlackFake = {
  readonly apiUrl: string;
  readonly calls: readonly Call[];
  readonly kept: readonly Kept[];
  readonly shown: readonly Kept[];
  /** What was sent to response addresses, in order, with the address's name. */
  readonly responses: readonly (Json & { readonly to: string })[];
  /** Everything that any message broke of Slack's limits; a test expects none. */
  readonly problems: string[];
  /** Keeps a message by a person, or deletes it. */
  readonly write: (message: Json & { readonly channel: string; readonly ts: string }) => void;
  readonly erase: (ts: string) => void;
  /** Lets the next calls of a method fail, one fault each, none where it is undefined; response addresses are the method `respond`. */
  readonly fail: (method: string, ...faults: readonly (Fault | undefined)[]) => void;
  /** Refuses every message to a channel with an error of Slack's, such as not_in_channel. */
  readonly refuse: (channel: string, error: string) => void;
  /** Takes messages to a channel again. */
  readonly accept: (channel: string) => void;
  /** Sends an envelope over every open socket; returns the acknowledgement of the first. */
  readonly deliver: (type: string, payload: Json) => Promise<{ readonly payload: Json }>;
  readonly responseUrl: (name: string) => string;
  /** Closes the bot's sockets as a lost network does; returns how many there were. */
  readonly dropSockets: () => number;
  /** Asks for a new socket as Slack does every few hours. */
  readonly askForNewSocket: () => void;
  /** How many sockets are open. */
  readonly sockets: () => number;
  readonly close: () => Promise<void>;
};

/** Starts the fake on a free port of 127.0.0.1; `further` answers further methods, or the usual ones otherwise. */
export async function startSlackFake(further: Readonly<Record<string, (args: Json) => Json>> = {}): Promise<SlackFake> {
  const calls: Call[] = [];
  const kept: Kept[] = [];
  const shown: Kept[] = [];
  let written: Kept[] = [];
  const responses: (Json & { to: string })[] = [];
  const problems: string[] = [];
  const faults = new Map<string, (Fault | undefined)[]>();
  const refused = new Map<string, string>();
  const acknowledged = new Map<string, (payload: Json) => void>();
  let newest = 0;

  const server = createServer((request, response) => void serve(request, response));
  const sockets = new WebSocketServer({ server, path: '/socket' });
  sockets.on('connection', (socket: WebSocket) => {
    socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.clients.size }));
    socket.on('message', (data: Buffer) => {
      const { envelope_id, payload } = JSON.parse(data.toString()) as { envelope_id: string; payload?: Json };
      acknowledged.get(envelope_id)?.(payload ?? {});
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const methods: Record<string, (args: Json) => Json> = {
    'auth.test': () => ({
      ok: true,
      team: 'T',
      team_id: 'T01TEST',
      user: 'attache',
      user_id: 'U0BOT',
      bot_id: 'B0BOT',
    }),
    'apps.connections.open': () => ({ ok: true, url: `${origin.replace('http', 'ws')}/socket` }),
    'chat.postMessage': (args) => keep(args, kept),
    'chat.postEphemeral': (args) => keep(args, shown),
    // https://docs.slack.dev/reference/methods/chat.update: blocks that are given take the place of those before.
    'chat.update': ({ channel, ts, blocks, text }) => {
      const at = kept.findIndex((message) => message.channel === channel && message.ts === ts);
      const before = kept[at];
      if (before === undefined) return { ok: false, error: 'message_not_found' };
      const message = { ...before, blocks, text };
      const found = checkMessage(message);
      problems.push(...found);
      if (found.length > 0) return { ok: false, error: 'invalid_blocks' };
      kept[at] = message;
      return { ok: true, channel, ts, text };
    },
    'conversations.open': ({ users }) => ({ ok: true, channel: { id: `D${String(users)}` } }),
    'chat.delete': ({ channel, ts }) => {
      const at = kept.findIndex((message) => message.channel === channel && message.ts === ts);
      if (at === -1) return { ok: false, error: 'message_not_found' };
      kept.splice(at, 1);
      return { ok: true, channel, ts };
    },
    'chat.getPermalink': ({ channel, message_ts }) => ({
      ok: true,
      channel,
      permalink: `https://t.slack.com/archives/${String(channel)}/p${String(message_ts).replace('.', '')}`,
    }),
    // Replies stand in no history, but in their thread.
    'conversations.history': (args) => page(args, (message) => message.thread_ts === undefined),
    'conversations.replies': (args) => page(args, (message) => message.thread_ts === args.ts || message.ts === args.ts),
    ...further,
  };

  function page(args: Json, isThere: (message: Kept) => boolean): Json {
    const { channel, oldest = '0', latest, limit = '100' } = args;
    // The bot's clock is often the test's, which ours is not: an end in its time is left out, but for one single message.
    const isWithin = ({ ts }: Kept): boolean => (oldest === latest ? ts === oldest : ts > String(oldest));
    const there = [...written, ...kept].filter((one) => one.channel === channel && isWithin(one) && isThere(one));
    return { ok: true, messages: there.toReversed().slice(0, Number(limit)) };
  }

  function keep(args: Json, list: Kept[]): Json {
    const channel = String(args.channel);
    const error = refused.get(channel);
    if (error !== undefined) return { ok: false, error };
    const found = checkMessage(args);
    problems.push(...found);
    if (found.length > 0) return { ok: false, error: 'invalid_blocks', response_metadata: { messages: found } };
    // Microseconds, and the message's id at the same time.
    newest = Math.max(newest + 1, Date.now() * 1_000);
    const ts = (newest / 1e6).toFixed(6);
    const message = { user: 'U0BOT', ...args, channel, ts, bot_id: 'B0BOT' };
    list.push(message);
    return { ok: true, channel, ts: message.ts, message };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', origin).pathname;
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    const to = path.startsWith('/respond/') ? path.slice('/respond/'.length) : undefined;
    const method = to === undefined ? path.replace('/api/', '') : 'respond';
    const args = to === undefined ? readForm(body) : (JSON.parse(body) as Json);
    calls.push({ method, args, at: performance.now() });
    const fault = faults.get(method)?.shift();
    if (fault === 'silence') return;
    if (fault === 'cut-before') return void request.socket.destroy();
    if (typeof fault === 'object') return refuse(response, fault);
    const answer = to === undefined ? call(method, args, request.headers.authorization) : respond(to, args);
    if (fault === 'cut-after') return void request.socket.destroy();
    json(response, 200, answer);
  }

  function call(method: string, args: Json, authorization = ''): Json {
    const token = authorization.replace(/^Bearer /u, '');
    if (token === '') return { ok: false, error: 'not_authed' };
    const wanted = method === 'apps.connections.open' ? TOKENS.appToken : TOKENS.botToken;
    if (token !== wanted) return { ok: false, error: 'invalid_auth' };
    return methods[method]?.(args) ?? { ok: false, error: 'unknown_method' };
  }

  function respond(to: string, args: Json): Json {
    problems.push(...checkMessage(args));
    responses.push({ ...args, to });
    return { ok: true };
  }

  return {
    apiUrl: `${origin}/api/`,
    calls,
    kept,
    shown,
    responses,
    problems,
    write: (message) => void written.push(message),
    erase: (ts) => {
      written = written.filter((message) => message.ts !== ts);
    },
    fail: (method, ...more) => void faults.set(method, [...(faults.get(method) ?? []), ...more]),
    refuse: (channel, error) => void refused.set(channel, error),
    accept: (channel) => void refused.delete(channel),
    deliver: async (type, payload) => {
      const envelope_id = randomUUID();
      const answer = new Promise<Json>((resolve) => void acknowledged.set(envelope_id, resolve));
      const envelope = JSON.stringify({ envelope_id, type, payload, accepts_response_payload: type !== 'events_api' });
      for (const socket of sockets.clients) socket.send(envelope);
      return { payload: await answer };
    },
    responseUrl: (name) => `${origin}/respond/${name}`,
    dropSockets: () => {
      const open = sockets.clients.size;
      for (const socket of sockets.clients) socket.terminate();
      return open;
    },
    askForNewSocket: () => {
      for (const socket of sockets.clients) socket.send('{"type":"disconnect","reason":"refresh_requested"}');
    },
    sockets: () => sockets.clients.size,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

function readForm(body: string): Json {
  const args: Json = Object.fromEntries(new URLSearchParams(body));
  if (typeof args.blocks === 'string') args.blocks = JSON.parse(args.blocks);
  return args;
}

function refuse(response: ServerResponse, fault: Exclude<Fault, string>): void {
  if ('error' in fault) return json(response, 200, { ok: false, error: fault.error });
  if ('status' in fault) return json(response, fault.status, { ok: false });
  response.setHeader('retry-after', String(fault.retryAfterSeconds));
  json(response, 429, { ok: false, error: 'ratelimited' });
}

function json(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
