/** What digests ask of a platform: to send once, to look whether it was stored, to tell an owner, to say whether it may post. */
import type { Reply } from '../../reply/reply.ts';
import type { Delivery, PauseReason, ChannelRef } from '../subscription.ts';

/** What became of one attempt to send. */
export type SendOutcome =
  | { readonly type: 'sent'; readonly message: string }
  /** The platform said to wait, and has stored nothing. */
  | { readonly type: 'wait'; readonly until: Temporal.Instant; readonly detail: string }
  /** The platform will not take messages for this place until a person mends something: `detail` is an advice (advice.ts), or what the platform said. */
  | { readonly type: 'refused'; readonly because: PauseReason; readonly detail: string }
  /** The platform will never take this message: a defect of ours, told in the log. */
  | { readonly type: 'invalid'; readonly detail: string }
  /** No answer, or one that does not say whether it was stored. */
  | { readonly type: 'unknown'; readonly detail: string }
  /** The claim had run out before anything was sent. */
  | { readonly type: 'not-begun' };

export type LookupResult =
  | { readonly type: 'found'; readonly message: string }
  | { readonly type: 'absent' }
  | { readonly type: 'wait'; readonly until: Temporal.Instant; readonly detail: string }
  | { readonly type: 'unreadable'; readonly because: PauseReason; readonly detail: string };

/** What a courier needs to know of what it carries: the id that marks the message, where it goes, since when it may be there, and after how many attempts. */
export type OutgoingMessage = Pick<Delivery, 'id' | 'channelRef' | 'slotAt' | 'begunAt' | 'attempts'>;

export type Courier = {
  readonly platform: string;
  /** How many deliveries may be in hand at once. */
  readonly concurrency: number;
  /** Sends a reply that carries the delivery's id as its marker, within the platform's pace, without any retry. Right before the request it calls `begin`, and sends only if that is true. Never rejects. */
  readonly send: (delivery: OutgoingMessage, reply: Reply, begin: () => Promise<boolean>) => Promise<SendOutcome>;
  /** Looks in the channel for the message with the delivery's id, from `begunAt` on. Never rejects. */
  readonly look: (delivery: OutgoingMessage) => Promise<LookupResult>;
  /** Tells a person privately. Never rejects. */
  readonly notify: (
    person: string,
    channelRef: ChannelRef,
    reply: Reply,
  ) => Promise<{ readonly type: 'sent' } | { readonly type: 'failed'; readonly detail: string }>;
  /** Tells whether the bot can post in a place, and read its history; the detail is an advice (advice.ts), or what the platform said. Never rejects. */
  readonly check: (
    channelRef: ChannelRef,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly because: PauseReason; readonly detail: string }>;
  /** Sets how many replicas share the platform's rate limit from now on, and the place among them from 0 on: who comes first may take what cannot be divided. */
  readonly share: (replicas: { readonly position: number; readonly of: number }) => void;
};
