/** The port of deliveries to a platform: send once, look up whether a message was stored, open direct messages, check permissions. */
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Delivery } from './delivery.ts';
import type { PauseReason, ChannelRef } from '../subscription.ts';

/** The outcome of one attempt to send. */
export type SendOutcome =
  | { readonly type: 'sent'; readonly message: string }
  /** The platform asked to wait, or takes nothing until then, and has stored nothing. */
  | {
      readonly type: 'wait';
      readonly because?: 'token-refused';
      readonly until: Temporal.Instant;
      readonly detail: string;
    }
  /** The platform refuses messages for this channel until a person fixes something: `detail` is advice (refusal-advice.ts), or the platform's own text. */
  | { readonly type: 'refused'; readonly because: PauseReason; readonly detail: string }
  /** The platform will never accept this message: a defect of the bot, reported in the log. */
  | { readonly type: 'invalid'; readonly detail: string }
  /** No answer, or one that does not say whether it was stored. */
  | { readonly type: 'unknown'; readonly detail: string }
  /** The claim had expired before anything was sent. */
  | { readonly type: 'not-begun' };

/** The channel of direct messages, or why there is none. */
export type OpenOutcome =
  | { readonly type: 'open'; readonly channelRef: ChannelRef }
  | Extract<SendOutcome, { readonly type: 'wait' | 'refused' }>;

export type LookUpResult =
  | { readonly type: 'found'; readonly message: string }
  | { readonly type: 'absent' }
  | { readonly type: 'wait'; readonly until: Temporal.Instant; readonly detail: string }
  | { readonly type: 'unreadable'; readonly because: PauseReason; readonly detail: string };

/** A message of the bot's that a note is to be put on. */
export type EditedMessage = {
  readonly message: string;
  /** The id of its delivery, without which the message is not ours. */
  readonly marker: string;
  /** The message that it replies to. */
  readonly inReplyTo: string | undefined;
  /** The wordings that are struck where they stand in it verbatim. */
  readonly struck: readonly string[];
};

/** The outcome of one attempt to edit a message. */
export type EditOutcome =
  | SendOutcome
  /** The message is no longer there. */
  | { readonly type: 'gone' }
  /** It cannot be edited, now or later, and was not. */
  | { readonly type: 'uneditable'; readonly detail: string };

/** What became of a message to delete; it counts as removed where it is not there. `unknown` where the platform did not say. */
export type Removal = { readonly type: 'removed' } | { readonly type: 'refused' | 'unknown'; readonly detail: string };

/** A message to send: its id, which is its marker, the channel, the message that it replies to, since when it may have been stored, and after how many attempts. */
export type OutgoingMessage = Pick<Delivery, 'id' | 'channelRef' | 'slotAt' | 'begunAt' | 'attempts'> &
  Partial<Pick<Delivery, 'inReplyTo'>> & {
    /** Which of the messages that an answer takes, counted from 1; left out where the reply must be one message. */
    readonly page?: number;
  };

/** A message to the bot, by the platform's ids, and what its answer replies to. */
export type AskedMessage = Pick<Delivery, 'channelRef' | 'inReplyTo'> & { readonly message: string };

/** The answer to a message: `pages` is how many messages it takes, `isOpen` whether others than who asked see it. */
export type ComposedAnswer = { readonly reply: Reply; readonly pages: number; readonly isOpen: boolean };

export type Courier = {
  readonly platform: string;
  /** How many deliveries may be in progress at once. */
  readonly concurrency: number;
  /** Whether work may be handed to it now; left out, always. */
  readonly acceptsWork?: () => boolean;
  /**
   * Sends a reply that carries the delivery's id as its marker, within the platform's rate limit, without any retry.
   * Before the request it calls `begin`, and sends only if that resolves to true.
   * Once the connection stands, right before the first byte, it calls `stillHeld`, and gives up as `not-begun` where that resolves to false.
   * Never rejects.
   */
  readonly send: (
    delivery: OutgoingMessage,
    reply: Reply,
    begin: () => Promise<boolean>,
    stillHeld: () => boolean | Promise<boolean>,
  ) => Promise<SendOutcome>;
  /** Looks in the channel, or among the replies that it is one of, for the message with the delivery's id, from `begunAt` on. Never rejects. */
  readonly look: (delivery: OutgoingMessage) => Promise<LookUpResult>;
  /**
   * Puts a reply's blocks on top of a message of the bot's and strikes what no longer holds, with the delivery's id as their marker.
   * Where the marker stands on it already, nothing is changed. Nobody is notified, and the rest of the message stays as it is.
   * Right before the request it calls `begin`, as `send` does, and `stillHeld` before its first byte.
   * Never rejects.
   */
  readonly edit: (
    delivery: OutgoingMessage,
    reply: Reply,
    edited: EditedMessage,
    begin: () => Promise<boolean>,
    stillHeld: () => boolean | Promise<boolean>,
  ) => Promise<EditOutcome>;
  /** Makes a request that changes nothing, so that the clock hears how its answer is dated (clock.ts); returns whether one came. Left out where the platform has no clock of its own. Never rejects. */
  readonly askTime?: () => Promise<boolean>;
  /** Deletes a message of the bot's. Never rejects. */
  readonly remove: (channelRef: ChannelRef, message: string) => Promise<Removal>;
  /** Returns the address that opens a message, or undefined where there is none, or none to be had. Never rejects. */
  readonly link: (channelRef: ChannelRef, message: string) => Promise<string | undefined>;
  /** Returns the channel of the direct messages with a person of a channel's workspace, to be sent to like any other. Never rejects. */
  readonly openDirectMessages: (person: string, channelRef: ChannelRef) => Promise<OpenOutcome>;
  /** Returns the language that a person of a channel's workspace reads, undefined where it is not known; left out where the platform does not tell. Never rejects. */
  readonly languageOf?: (person: string, channelRef: ChannelRef) => Promise<Language | undefined>;
  /**
   * Returns whether the bot can post in a channel and read its history; unsure where the platform did not say, which counts as ok.
   * The detail is advice (refusal-advice.ts), or the platform's own text.
   * Never rejects.
   */
  readonly check: (
    channelRef: ChannelRef,
  ) => Promise<
    | { readonly ok: true; readonly isUnsure?: true }
    | { readonly ok: false; readonly because: PauseReason; readonly detail: string }
  >;
  /** Sets how many replicas share the platform's rate limit from now on, and the position of this one from 0 on: the first gets an indivisible remainder. */
  readonly share: (replicas: { readonly position: number; readonly of: number }) => void;
};
