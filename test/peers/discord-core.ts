/** What the parts of the fake Discord share: its state, its notes for tests, and how it refuses a request. */
import { couldPing } from './discord-check.ts';
import type { Path } from './discord-check-values.ts';
import type { Live } from './discord-callbacks.ts';
import type { Gateway } from './discord-gateway.ts';
import {
  ApiError,
  type Command,
  type Fields,
  type Message,
  PERMISSION,
  type Problem,
  type RequestEntry,
  type User,
  type Violation,
} from './discord-types.ts';
import { type Channel, type Guild, isThread, type World } from './discord-world.ts';

/** Everything that the fake noted down. */
export interface Journal {
  requests: RequestEntry[];
  violations: Violation[];
  unknownRoutes: string[];
  commandCalls: { guildId: string | null; commands: Command[]; atMs: number }[];
  rateLimited: number;
  /** What the bot needed to be allowed in servers, all bits together, for what it did. */
  permissionsUsed: bigint;
}

export interface Core {
  world: World;
  gateway: Gateway;
  journal: Journal;
  /** The registered commands, by guild id or under the word global. */
  commands: Map<string, Command[]>;
  /** By token. */
  interactions: Map<string, Live>;
  /** The interaction that opened the modal which a user has before them. */
  openModals: Map<string, Live>;
  nonces: { find: (nonce: unknown) => Message | undefined; remember: (message: Message) => void };
  grantedIntents: number;
  callbackDeadlineMs: number;
  sessionsADay: number;
  installs: readonly number[];
  /** Wakes those who wait for something to become true. */
  changed: () => void;
  waitFor: <T>(read: () => T | undefined | null | false, timeoutMs?: number) => Promise<T>;
  /** Runs later, unless the peer was closed by then. */
  later: (ms: number, act: () => void) => void;
}

export interface UploadedFile {
  name: string;
  size: number;
  type: string;
}

/** A request as a route sees it. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  files: UploadedFile[];
  /** When its first byte was read, on the clock of `performance.now()`. */
  arrivedAt: number;
}

/** What a route answers; no body means 204. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Refuses the request where there are problems, and notes each as a violation. */
export function refuse(core: Core, call: Call, problems: readonly Problem[], prefix: Path = []): void {
  if (problems.length === 0) return;
  const errors: Fields = {};
  for (const problem of problems) {
    const path = [...prefix, ...problem.path];
    note(core, call, { kind: 'refused', path: path.join('.'), code: problem.code, message: problem.message });
    let at = errors;
    for (const step of path) {
      const next = (at[step] ??= {});
      at = next as Fields;
    }
    ((at['_errors'] ??= []) as unknown[]).push({ code: problem.code, message: problem.message });
  }
  throw new ApiError(400, 50_035, 'Invalid Form Body', errors);
}

/** Notes that sending this body could notify somebody. */
export function notePing(core: Core, call: Call, body: Fields): void {
  const why = couldPing(body);
  if (why !== null)
    note(core, call, { kind: 'could ping', path: 'allowed_mentions', code: 'COULD_PING', message: why });
}

/** Notes a violation. */
export function note(core: Core, call: Call, violation: Omit<Violation, 'method' | 'route'>): void {
  core.journal.violations.push({ method: call.method, route: call.path, ...violation });
}

/** Finds a channel that the bot may use in these ways, or answers as Discord does when it may not. */
export function channelFor(core: Core, id: string, ...needs: bigint[]): Channel {
  const channel = core.world.channels.get(id);
  if (channel === undefined || channel.deleted) throw new ApiError(404, 10_003, 'Unknown Channel');
  const guild = core.world.guildOf(channel);
  if (guild !== null && !guild.botIsMember) throw new ApiError(403, 50_001, 'Missing Access');
  if (!may(channel, PERMISSION.VIEW_CHANNEL)) throw new ApiError(403, 50_001, 'Missing Access');
  if (guild !== null) core.journal.permissionsUsed |= PERMISSION.VIEW_CHANNEL;
  for (const need of needs) {
    const really = need === PERMISSION.SEND_MESSAGES && isThread(channel) ? PERMISSION.SEND_MESSAGES_IN_THREADS : need;
    if (guild !== null) core.journal.permissionsUsed |= really;
    if (!may(channel, really)) throw new ApiError(403, 50_013, 'Missing Permissions');
  }
  return channel;
}

/** Whether the bot may do this in the channel. */
export function may(channel: Channel, permission: bigint): boolean {
  return (channel.botPermissions & (permission | PERMISSION.ADMINISTRATOR)) !== 0n;
}

/** Finds a guild that the bot is in. */
export function guildFor(core: Core, id: string): Guild {
  const guild = core.world.guilds.get(id);
  if (guild === undefined || !guild.botIsMember) throw new ApiError(404, 10_004, 'Unknown Guild');
  return guild;
}

/** Finds a user by id. */
export function userFor(core: Core, id: string): User {
  const user = core.world.users.get(id);
  if (user === undefined) throw new ApiError(404, 10_013, 'Unknown User');
  return user;
}
