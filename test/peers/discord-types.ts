/** The shapes that the fake Discord passes around: its options, what is on the wire, and what it notes down for tests. */

/** A JSON object of which nothing is known yet. */
export type Fields = Record<string, unknown>;

export interface User {
  id: string;
  username: string;
  global_name: string | null;
  discriminator: string;
  avatar: string | null;
  bot: boolean;
}

/** A component of a message or a modal, with the fields that tests look at named. */
export interface Component {
  type: number;
  id?: number;
  custom_id?: string;
  style?: number;
  label?: string;
  url?: string;
  disabled?: boolean;
  content?: string;
  placeholder?: string;
  min_values?: number;
  max_values?: number;
  components?: Component[];
  accessory?: Component;
  component?: Component;
  options?: { label: string; value: string; description?: string; default?: boolean }[];
  [field: string]: unknown;
}

export interface Embed {
  title?: string;
  description?: string;
  url?: string;
  fields?: { name: string; value: string; inline?: boolean }[];
  footer?: { text: string };
  [field: string]: unknown;
}

/** A message as the API answers it; the gateway adds `guild_id` and `member`. */
export interface Message {
  id: string;
  type: number;
  channel_id: string;
  author: User;
  content: string;
  timestamp: string;
  edited_timestamp: string | null;
  tts: boolean;
  pinned: boolean;
  mention_everyone: boolean;
  mentions: User[];
  mention_roles: string[];
  attachments: Fields[];
  embeds: Embed[];
  components: Component[];
  flags: number;
  nonce?: string | number;
  application_id?: string;
  webhook_id?: string;
  interaction_metadata?: Fields;
  message_reference?: Fields;
  referenced_message?: Message | null;
}

export interface Modal {
  custom_id: string;
  title: string;
  components: Component[];
}

/** An application command as it was registered, with the fields that the fake acts on named. */
export interface Command {
  id: string;
  name: string;
  type: number;
  description: string;
  options?: CommandOption[];
  contexts?: number[] | null;
  integration_types?: number[];
  default_member_permissions?: string | null;
  [field: string]: unknown;
}

export interface CommandOption {
  type: number;
  name: string;
  required?: boolean;
  autocomplete?: boolean;
  choices?: { name: string; value: string | number }[];
  options?: CommandOption[];
  min_length?: number;
  max_length?: number;
  min_value?: number;
  max_value?: number;
  [field: string]: unknown;
}

export interface UserOptions {
  id?: string;
  username?: string;
  bot?: boolean;
}

export interface MemberOptions {
  user: User | UserOptions;
  permissions?: bigint;
  nick?: string;
}

export interface ChannelOptions {
  id?: string;
  name?: string;
  /** 0 text, 5 announcements, 11 public thread, 12 private thread; 0 by default. */
  type?: number;
  parentId?: string;
  /** What the bot may do there; what it may do in the guild by default. */
  botPermissions?: bigint;
}

export interface GuildOptions {
  id?: string;
  name?: string;
  locale?: string;
  channels?: ChannelOptions[];
  members?: MemberOptions[];
  botPermissions?: bigint;
  /** The channel for messages of the system; none by default. */
  systemChannelId?: string;
  /** When the bot joined; now where it does while the fake is running, long ago otherwise. */
  joinedAt?: string;
  /** False for a server where only a user has installed the app; true by default. */
  botIsMember?: boolean;
}

/** `limit` requests in `perMs`, counted from the first one. */
export interface Bucket {
  limit: number;
  perMs: number;
}

export interface LimitOptions {
  /** Requests a second in all, interaction callbacks aside; 50 by default, false for none. */
  globalPerSecond?: number | false;
  /** How the second of the global limit is counted; fixed by default. */
  window?: 'fixed' | 'sliding';
  /** Messages posted in one channel; 5 in 5 s by default, false for none. */
  channel?: Bucket | false;
  /** Requests on one interaction's webhook; none by default. */
  webhook?: Bucket | false;
}

export interface DiscordPeerOptions {
  token?: string;
  applicationId?: string;
  botId?: string;
  botName?: string;
  guilds?: GuildOptions[];
  limits?: LimitOptions;
  /** How the app can be installed: 0 to servers, 1 to people; both by default, as for new apps. */
  installs?: number[];
  /** Privileged intents that the app was granted; none by default. */
  grantedIntents?: number;
  /** 3,000 ms by default; shorter makes a test of a late callback shorter. */
  callbackDeadlineMs?: number;
  /** How long `enforce_nonce` remembers; 300,000 ms by default. */
  nonceWindowMs?: number;
  heartbeatMs?: number;
  /** How many shards it recommends; 1 by default. */
  shards?: number;
  /** How many shards may identify at once; 1 by default. */
  maxConcurrency?: number;
  /** For how long no more may; Discord's 5,000 ms, or by default none, so that a bot can be started again at once. */
  identifyWindowMs?: number;
  /** 2,500 by default; more are closed with 4011. */
  guildsPerShard?: number;
  /** Its clock, in milliseconds, by which it dates answers and messages; the machine's by default. */
  clock?: () => number;
  /** Identifies a day; 1,000 by default. */
  sessionsADay?: number;
}

/** One thing wrong with a body, at a path into it. */
export interface Problem {
  path: (string | number)[];
  code: string;
  message: string;
}

/** Something sent that Discord would refuse, or that could ping somebody. */
export interface Violation {
  kind: 'refused' | 'could ping' | 'too big';
  method: string;
  route: string;
  path: string;
  code: string;
  message: string;
}

export interface RequestEntry {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  /** When it arrived, on the clock of `performance.now()`. */
  atMs: number;
  /** Null while it is unanswered, and for ever where a fault lost it before it was carried out. */
  status: number | null;
  fault?: Fault['kind'];
}

/** Something that goes wrong with requests; the paths are those of `RequestEntry`, as in /channels/1/messages. */
export interface Fault {
  match: (method: string, path: string) => boolean;
  /** How many matching requests it hits; 1 by default. */
  times?: number;
  /**
   * `status` answers without doing anything; `cut-before` and `cut-after` close the connection before or after the request is carried
   * out; `stall` never answers nor acts; `late-store` closes the connection at once and carries the request out after `delayMs`; `slow`
   * carries it out at once and answers after `delayMs`.
   */
  kind: 'status' | 'cut-before' | 'cut-after' | 'stall' | 'late-store' | 'slow';
  status?: number;
  /** What of the answer to a `status` is otherwise, such as its code. */
  body?: Record<string, unknown>;
  headers?: Record<string, string>;
  delayMs?: number;
  /** Cut with a TCP reset, which discord.js retries at once, instead of an orderly close, which it reports. */
  reset?: boolean;
}

export interface Identify {
  token: string;
  intents: number;
  shard: [number, number];
  /** On the clock of `performance.now()`. */
  atMs: number;
}

/** What a user's option, menu or field holds. */
export interface OptionValue {
  name: string;
  value?: string | number | boolean;
  type?: number;
  options?: OptionValue[];
  focused?: boolean;
}

/** What the bot answered an interaction with. */
export interface Response {
  /** From the interaction's dispatch to the callback's arrival. */
  atMs: number;
  type: number;
  data: Fields;
}

/** An interaction that a user started, seen from the user's side. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  /** The first callback that was accepted; rejects when the deadline passes without one. */
  readonly response: Promise<Response>;
  /** Every callback that was tried, with the status it got. */
  readonly callbacks: readonly (Response & { status: number })[];
  /** The follow-ups that are still there, as they look now. */
  readonly followups: Message[];
  /** Everything it left in the chat: the original answer, if it is still there, and the follow-ups. */
  readonly messages: Message[];
  /** The message that answers it, or that its component sits on, as it looks now. */
  visible(): Message | undefined;
  /** Every state that `visible()` has had, oldest first. */
  states(): Message[];
  /** Resolves with `visible()` once it shows more than a loading state. */
  settled(timeoutMs?: number): Promise<Message>;
  /** The modal that it was answered with. */
  modal(): Modal | undefined;
  /** Makes the token invalid, as 15 minutes do. */
  expire(): void;
}

/** What the API answers instead of a result. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: Fields | undefined;

  constructor(status: number, code: number, message: string, errors?: Fields) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** Permission bits by name. */
export const PERMISSION = {
  ADMINISTRATOR: 1n << 3n,
  MANAGE_GUILD: 1n << 5n,
  ADD_REACTIONS: 1n << 6n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  USE_EXTERNAL_EMOJIS: 1n << 18n,
  USE_APPLICATION_COMMANDS: 1n << 31n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
  USE_EXTERNAL_APPS: 1n << 50n,
} as const;

/** Gateway intents by name; the last three need Discord's consent. */
export const INTENT = {
  GUILDS: 1 << 0,
  GUILD_MESSAGES: 1 << 9,
  DIRECT_MESSAGES: 1 << 12,
  GUILD_MEMBERS: 1 << 1,
  GUILD_PRESENCES: 1 << 8,
  MESSAGE_CONTENT: 1 << 15,
} as const;

/** Message flags by name. */
export const FLAG = {
  SUPPRESS_EMBEDS: 1 << 2,
  EPHEMERAL: 1 << 6,
  LOADING: 1 << 7,
  SUPPRESS_NOTIFICATIONS: 1 << 12,
  COMPONENTS_V2: 1 << 15,
} as const;

/** The object, or an empty one where the value is none. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The text, or an empty one where the value is none; numbers count as text. */
export function textFrom(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Whether the value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The array, or an empty one where the value is none. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
