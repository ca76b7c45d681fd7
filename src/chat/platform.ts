/** What a platform is to the rest: a name, its settings, a connection and a pure renderer. */
import type { Budget } from '../conversation/budget.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { RecordEditor } from '../records/publish/editor.ts';
import type { DocumentImport } from '../records/import/document-import.ts';
import type { Board } from '../digest/board.ts';
import type { Clock } from '../digest/delivery/clock.ts';
import type { ChannelRef } from '../digest/subscription.ts';
import type { Courier } from '../digest/delivery/courier.ts';
import type { Accounts } from '../people/accounts.ts';
import type { ChatTies } from '../people/review/chat-ties.ts';
import type { Reviews } from '../people/review/reviews.ts';
import type { Changes } from '../people/changes.ts';
import type { DeliveryLog } from '../conversation/digests/delivery-log.ts';
import type { AskContext } from '../conversation/context.ts';
import type { Digests } from '../conversation/digests/types.ts';
import type { CuratorsInbox } from '../people/inbox/curators-inbox.ts';
import type { Flags } from '../conversation/flags/types.ts';
import type { Installations } from '../digest/installations.ts';
import type { ImpactQuery } from '../digest/impact.ts';
import type { Resumption } from '../digest/resumption.ts';
import type { Logger } from '../shared/logger.ts';
import type { ChannelSettingsActions } from '../conversation/channel-settings/types.ts';
import type { LastSeen } from '../conversation/last-seen.ts';
import type { Answering } from '../conversation/answers/answering.ts';
import type { Sharing } from '../conversation/sharing/types.ts';
import type { Reply } from '../reply/reply.ts';
import type { BriefRequest } from '../reply/button.ts';

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

/** What a platform may ask of the bot; the same for all of them. */
export type Bot = {
  readonly catalogue: () => Catalogue;
  /** Returns the reply to a request; a fault inside becomes a reply with a reference that is in the log too, so it never rejects. */
  readonly answer: (request: BriefRequest, asking: AskContext) => Promise<Reply>;
  /** Whether a channel is that of those who keep the records. */
  readonly isCurators: (channelRef: ChannelRef) => boolean;
  /** Tells whether an event, by its platform's id, is seen for the first time. */
  readonly first: (eventId: string) => Promise<boolean>;
  /** How much people may ask. */
  readonly budget: Budget;
  /** Tells the same of what must not happen again after a restart: kept for two days. False also where the store fails, so that it rather does not happen. */
  readonly firstEver: (eventId: string) => Promise<boolean>;
  /** Logs a fault and returns the reference by which it is found in the log. */
  readonly fault: (error: unknown, about: string) => string;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
  /** What hears how the platforms' answers are dated, and knows whether this process's clock is right. */
  readonly clock: Pick<Clock, 'heard' | 'state' | 'nowOf'>;
  /** What people do with digests. */
  readonly digests: Digests;
  /** The deliveries of all channels, for who runs the bot. */
  readonly deliveries: DeliveryLog;
  /** What curators may do with the records; undefined where nobody curates. */
  readonly recordEditor: RecordEditor | undefined;
  /** What readers and channels will hear of other records. */
  readonly reach: ImpactQuery;
  /** What curators add documents with; undefined where nobody curates. */
  readonly documents: DocumentImport | undefined;
  /** What the desk's channel holds. */
  readonly board: Board;
  /** What people flag in briefs. */
  readonly flags: Flags;
  /** The people of the desk. */
  readonly accounts: Accounts;
  /** What they have changed in records and not published. */
  readonly changes: Changes;
  /** What waits for a curator, for who runs the bot. */
  readonly curatorsInbox: CuratorsInbox;
  /** What people who review can do. */
  readonly reviews: Reviews;
  /** Whose the identities in chats are. */
  readonly chatTies: ChatTies;
  /** Whether questions that find nothing are kept, without names: help says so. */
  readonly keepsQuestions: boolean;
  /** Called with a channel, server or workspace whose settings changed, or that the bot came back to: digests that rest there may go on. */
  readonly changed: Resumption['changed'];
  /** What channels have set for answers. */
  readonly channelSettings: ChannelSettingsActions;
  /** What answers messages, each once. */
  readonly answering: Answering;
  /** What shares cards, and deletes them. */
  readonly sharing: Sharing;
  /** Since when something is new to whom. */
  readonly lastSeen: LastSeen;
  /** Returns what workspaces gave the bot when they installed it, by platform. */
  readonly installations: (platform: string) => Installations;
  /** Returns the messages that a reply becomes on each platform, by its name: the very payloads that are sent there. */
  readonly previews: ReadonlyMap<string, (reply: Reply) => Promise<readonly unknown[]>>;
  /** Returns the health page at a path such as /healthz, or undefined where there is none, and never rejects; undefined where nothing is measured. */
  readonly health: ((path: string) => Promise<HealthPage | undefined>) | undefined;
  /** Serves by a name that one replica holds at a time; alone, it serves at once and rejects with its fault. */
  readonly lead: (name: string, serve: () => Promise<Connection>) => Promise<Connection>;
};

export type Platform = {
  readonly name: string;
  /** Whether it is a chat, whose messages the desk shows. */
  readonly isChat?: boolean;
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
    readonly connect: ((bot: Bot) => Promise<Connection>) | undefined;
    /** How it connects where nothing is configured, so that there is something to look at; left out where it needs settings. */
    readonly fallback?: {
      readonly faults: readonly SettingFault[];
      readonly connect: (bot: Bot) => Promise<Connection>;
    };
  };
  /** Returns the messages that a reply becomes, as the platform's own payloads; pure. */
  readonly render: () => Promise<(reply: Reply) => readonly unknown[]>;
};
