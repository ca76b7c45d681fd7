/** What a platform is to the rest: a name, its settings, a connection and a pure renderer. */
import type { Answering } from '../conversation/message-answers/answering.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Clock } from '../digest/delivery/clock.ts';
import type { Courier } from '../digest/delivery/courier.ts';
import type { Installations } from '../digest/installations.ts';
import type { Resumption } from '../digest/resume-paused.ts';
import type { Accounts } from '../people/accounts.ts';
import type { Reply } from '../reply/reply.ts';
import type { Logger } from '../shared/logger.ts';

/** A setting that cannot be used: which variable, what is wrong, what to do. */
export type SettingFault = { readonly variable: string; readonly message: string };

export type Environment = Readonly<Record<string, string | undefined>>;

export type Connection = {
  /** Finishes what is in hand, then disconnects; never rejects. */
  readonly stop: () => Promise<void>;
  /** Whether the platform can reach the bot at the moment; left out, always. */
  readonly isUp?: () => boolean;
  /** Resolves once the platform refuses the connection for good, so that only a new one can serve; left out where it cannot tell. */
  readonly refused?: Promise<void>;
  /** Posts digests, where the platform has channels. */
  readonly courier?: Courier;
  /** The address that people open, where there is one to tell them. */
  readonly address?: string;
  /** What whoever started the bot is told once, on the terminal and in no log: it may hold a secret. */
  readonly notice?: string;
};

/** What the health pages say, for machines. */
export type HealthPage = { readonly status: number; readonly type: string; readonly body: string };

/** What a platform sends and keeps besides the digests, which its courier sends. */
export type Deliveries = {
  /** Answers a message to the bot, once in all processes. */
  readonly answer: Answering['answer'];
  /** Called with a channel, server or workspace whose settings changed, or that the bot came back to: digests that rest there may go on. */
  readonly changed: Resumption['resumeSoon'];
  /** Returns what workspaces gave the bot when they installed it, by platform. */
  readonly installations: (platform: string) => Installations;
};

/** What a platform is handed; the same for all chats. */
export type Bot = {
  readonly conversation: Conversation;
  readonly deliveries: Deliveries;
  /** Tells whether an event, by its platform's id, is seen for the first time. */
  readonly isFirst: (eventId: string) => Promise<boolean>;
  /** Tells the same of what must not happen again after a restart: kept for two days. False also where the store fails, so that it rather does not happen. */
  readonly isFirstEver: (eventId: string) => Promise<boolean>;
  /** Logs a fault and returns the reference by which it is found in the log. */
  readonly fault: (error: unknown, about: string) => string;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
  /** What hears how the platforms' answers are dated, and knows whether this process's clock is right. */
  readonly clock: Pick<Clock, 'recordDate' | 'state' | 'nowOf'>;
  /** Serves by a name that one replica holds at a time; alone, it serves at once and rejects with its fault. */
  readonly lead: (name: string, serve: () => Promise<Connection>) => Promise<Connection>;
};

/** A platform; `Handed` is what it is handed when it connects. */
export type Platform<Handed extends Bot = Bot> = {
  readonly name: string;
  /** Whether it serves the health pages beside its own. */
  readonly showsHealth?: boolean;
  /** Returns the address that people open, by its settings; left out where there is none. */
  readonly addressOf?: (env: Environment) => string;
  /** Returns what whoever runs the bot is told to come in by as long as nobody is an admin, undefined where somebody is; left out where nobody signs in. */
  readonly firstLink?: (
    env: Environment,
    accounts: Pick<Accounts, 'hasAny' | 'inviteFirst'>,
  ) => Promise<string | undefined>;
  /** Every environment variable that it reads. */
  readonly variables: readonly string[];
  /** Those of the variables whose values must never be shown. */
  readonly secrets: readonly string[];
  /** Reads its settings: faults if they are half set or malformed; `connect` is undefined where it is not configured. */
  readonly configure: (env: Environment) => {
    readonly faults: readonly SettingFault[];
    readonly connect: ((bot: Handed) => Promise<Connection>) | undefined;
    /** How it connects where nothing is configured, so that there is something to look at; left out where it needs settings. */
    readonly fallback?: {
      readonly faults: readonly SettingFault[];
      readonly connect: (bot: Handed) => Promise<Connection>;
    };
  };
  /** Returns the messages that a reply becomes, as the platform's own payloads; pure. */
  readonly render: () => Promise<(reply: Reply) => readonly unknown[]>;
};
