/** The fake Discord's gateway: sessions that identify, are sent numbered events, lose their connection and resume. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { fields, type Fields, type Identify, INTENT } from './discord-types.ts';
import { type Guild, guildCreateWire, type World } from './discord-world.ts';

const PRIVILEGED = INTENT.GUILD_MEMBERS | INTENT.GUILD_PRESENCES | INTENT.MESSAGE_CONTENT;
/** Every intent that exists: 0 to 16, auto moderation, polls. */
const KNOWN = ((1 << 17) - 1) | (3 << 20) | (3 << 24);

/** An event to hand out; `build` sees the intents, since some fields depend on them. */
export interface GatewayEvent {
  name: string;
  guildId: string | null;
  /** A session gets it if it asked for any of these; 0 for everybody. */
  intents: number;
  build: (intents: number) => unknown;
}

interface Session {
  id: string;
  seq: number;
  intents: number;
  shard: [number, number];
  sent: { seq: number; text: string }[];
  socket: WebSocket | null;
}

export type Gateway = ReturnType<typeof createGateway>;

/** Serves the gateway on the server's upgrade requests. */
export function createGateway(
  server: Server,
  world: World,
  settings: {
    token: string;
    grantedIntents: number;
    heartbeatMs: number;
    shards: number;
    maxConcurrency: number;
    identifyWindowMs: number;
    guildsPerShard: number;
    url: () => string;
    changed: () => void;
  },
) {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const identifies: Identify[] = [];
  const resumes: { sessionId: string; seq: number; ok: boolean }[] = [];
  const closes: number[] = [];
  const unknownOpcodes: number[] = [];
  /** When a shard of each rate limit key identified last. */
  const identifiedAt = new Map<number, number>();
  let recommended = settings.shards;
  let isSilent = false;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      const query = new URL(request.url ?? '/', 'ws://127.0.0.1').searchParams;
      if (query.get('v') !== '10' || query.get('encoding') !== 'json') close(accepted, 4012, 'Invalid API version');
      else serve(accepted);
    });
  });

  function close(socket: WebSocket, code: number, reason: string): void {
    closes.push(code);
    socket.close(code, reason);
  }

  function serve(socket: WebSocket): void {
    let session: Session | null = null;
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      // A client that says goodbye ends its session; one that is cut off may resume it.
      if (session?.socket === socket) {
        session.socket = null;
        if (code === 1000 || code === 1001) sessions.delete(session.id);
      }
      settings.changed();
    });
    socket.on('message', (data) => {
      const packet = parse(data);
      if (packet === null) return close(socket, 4002, 'Error while decoding payload.');
      const { op } = packet;
      const d = fields(packet['d']);
      if (op === 1) return send(socket, { op: 11, d: null });
      if (session === null) {
        if (op === 2) session = identify(socket, d);
        else if (op === 6) session = resume(socket, d);
        else close(socket, 4003, 'Not authenticated.');
      } else if (op === 2 || op === 6) close(socket, 4005, 'Already authenticated.');
      // Presence and voice updates ask for no answer.
      else if (op !== 3 && op !== 4) {
        if (typeof op === 'number') unknownOpcodes.push(op);
        if (op !== 8) close(socket, 4001, 'Unknown opcode.');
      }
      settings.changed();
    });
    if (!isSilent) send(socket, { op: 10, d: { heartbeat_interval: settings.heartbeatMs, _trace: [] } });
  }

  function identify(socket: WebSocket, d: Fields): Session | null {
    const intents = typeof d['intents'] === 'number' ? d['intents'] : -1;
    const [index, count] = Array.isArray(d['shard']) ? d['shard'].map(Number) : [];
    const shard: [number, number] = [index ?? 0, count ?? 1];
    identifies.push({ token: String(d['token']), intents, shard, atMs: performance.now() });
    if (d['token'] !== settings.token) close(socket, 4004, 'Authentication failed.');
    else if (intents < 0 || (intents & ~KNOWN) !== 0) close(socket, 4013, 'Invalid intent(s).');
    else if ((intents & PRIVILEGED & ~settings.grantedIntents) !== 0) close(socket, 4014, 'Disallowed intent(s).');
    else if (shard[0] >= shard[1]) close(socket, 4010, 'Invalid shard.');
    else if (guildsOf(shard).length > settings.guildsPerShard) close(socket, 4011, 'Sharding required.');
    else if (isTooSoon(shard[0])) send(socket, { op: 9, d: false });
    else return start(socket, intents, shard);
    return null;
  }

  /** Whether a shard with the same rate limit key identified within the window. */
  function isTooSoon(index: number): boolean {
    const key = index % settings.maxConcurrency;
    const now = performance.now();
    if (now - (identifiedAt.get(key) ?? -Infinity) < settings.identifyWindowMs) return true;
    identifiedAt.set(key, now);
    return false;
  }

  function guildsOf(shard: readonly [number, number]): Guild[] {
    return [...world.guilds.values()].filter((guild) => guild.botIsMember && isOnShard(shard, guild.id));
  }

  function start(socket: WebSocket, intents: number, shard: [number, number]): Session {
    const session: Session = { id: crypto.randomUUID().replaceAll('-', ''), seq: 0, intents, shard, sent: [], socket };
    sessions.set(session.id, session);
    const guilds = guildsOf(shard);
    deliver(session, 'READY', {
      v: 10,
      user: { ...world.bot, verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: `${settings.url()}/resume`,
      shard,
      application: { id: world.applicationId, flags: 0 },
      private_channels: [],
      relationships: [],
      presences: [],
      user_settings: {},
    });
    if ((intents & INTENT.GUILDS) !== 0) {
      for (const guild of guilds) deliver(session, 'GUILD_CREATE', guildCreateWire(world, guild));
    }
    return session;
  }

  function resume(socket: WebSocket, d: Fields): Session | null {
    const session = sessions.get(String(d['session_id']));
    const seq = Number(d['seq']);
    const isKnown = session !== undefined && d['token'] === settings.token;
    resumes.push({ sessionId: String(d['session_id']), seq, ok: isKnown && seq <= session.seq });
    if (d['token'] !== settings.token) close(socket, 4004, 'Authentication failed.');
    else if (session === undefined) send(socket, { op: 9, d: false });
    else if (!(seq <= session.seq)) close(socket, 4007, 'Invalid seq.');
    else {
      session.socket?.terminate();
      session.socket = socket;
      for (const missed of session.sent) if (missed.seq > seq) socket.send(missed.text);
      deliver(session, 'RESUMED', { _trace: [] });
      return session;
    }
    return null;
  }

  function deliver(session: Session, name: string, d: unknown): void {
    session.seq += 1;
    const text = JSON.stringify({ op: 0, t: name, s: session.seq, d });
    session.sent.push({ seq: session.seq, text });
    if (session.socket?.readyState === 1) session.socket.send(text);
  }

  function dispatch(event: GatewayEvent): void {
    for (const session of sessions.values()) {
      if (event.intents !== 0 && (session.intents & event.intents) === 0) continue;
      if (!isOnShard(session.shard, event.guildId)) continue;
      deliver(session, event.name, event.build(session.intents));
    }
    settings.changed();
  }

  function connected(): Session[] {
    return [...sessions.values()].filter((session) => session.socket !== null);
  }

  return {
    identifies,
    resumes,
    closes,
    unknownOpcodes,
    dispatch,
    url: settings.url,
    shards: () => recommended,
    maxConcurrency: settings.maxConcurrency,
    recommend(shards: number): void {
      recommended = shards;
    },
    /** Closes every session as if its shard had come to hold too many guilds. */
    requireSharding(): void {
      for (const session of connected()) {
        sessions.delete(session.id);
        if (session.socket !== null) close(session.socket, 4011, 'Sharding required.');
      }
    },
    connections: () => connected().length,
    /** Whether sockets that connect from now on are greeted. */
    greet(isGreeting: boolean): void {
      isSilent = !isGreeting;
    },
    /** Closes every session with a code. */
    closeWith(code: number): void {
      for (const { socket } of connected()) if (socket !== null) close(socket, code, '');
    },
    dropConnections(): void {
      for (const session of connected()) session.socket?.terminate();
    },
    invalidateSession(resumable: boolean): void {
      for (const session of connected()) {
        if (!resumable) sessions.delete(session.id);
        if (session.socket !== null) send(session.socket, { op: 9, d: resumable });
      }
    },
    requestReconnect(): void {
      for (const { socket } of connected()) if (socket !== null) send(socket, { op: 7, d: null });
    },
    close(): Promise<void> {
      for (const client of sockets.clients) client.terminate();
      return new Promise((resolve) => sockets.close(() => resolve()));
    },
  };
}

function send(socket: WebSocket, packet: unknown): void {
  socket.send(JSON.stringify(packet));
}

function parse(data: unknown): Fields | null {
  try {
    return fields(JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : ''));
  } catch {
    return null;
  }
}

/** Whether what happens in a guild, or in none, is told to a shard. */
function isOnShard([index, count]: readonly [number, number], guildId: string | null): boolean {
  return (guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count))) === index;
}
