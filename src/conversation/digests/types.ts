/** What people do with digests: who acts, each act, and what comes of it. */
import type { ChannelRef, Subscription } from '../../digest/subscription.ts';
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../../reply/reply.ts';
import type { CommandSyntax } from '../../reply/texts/digest-commands.ts';
import type { SubscriptionFault, SubscriptionInput } from './subscription-input.ts';

/** Who acts: their id on the platform, the language they read, and what they may see: what `within` leaves out, or all without it. */
export type Actor = {
  readonly person: string;
  readonly language: Language;
  readonly within?: Partial<Pick<ChannelRef, 'platform' | 'workspace'>>;
  /** How an act is asked for where they read it; by `/digest` unless given. */
  readonly command?: CommandSyntax | undefined;
};

export type DigestResult =
  | { readonly ok: true; readonly reply: Reply; readonly subscription?: Subscription }
  /** The faults by field, for a form; the reply says the same in words. */
  | { readonly ok: false; readonly reply: Reply; readonly faults: readonly SubscriptionFault[] };

export type Digests = {
  readonly subscribe: (channelRef: ChannelRef, input: SubscriptionInput, actor: Actor) => Promise<DigestResult>;
  readonly change: (id: string, input: SubscriptionInput, actor: Actor) => Promise<DigestResult>;
  /** Lists the digests of a channel, or of the whole workspace where the channel is left out. */
  readonly list: (where: Partial<ChannelRef>, actor: Actor) => Promise<DigestResult>;
  readonly pause: (id: string, actor: Actor) => Promise<DigestResult>;
  readonly resume: (id: string, actor: Actor) => Promise<DigestResult>;
  readonly remove: (id: string, actor: Actor) => Promise<DigestResult>;
  /** Shows exactly what would be posted now; changes nothing. */
  readonly preview: (id: string, actor: Actor) => Promise<DigestResult>;
  /** Queues a delivery for now, once per request id. */
  readonly now: (id: string, requestId: string, actor: Actor) => Promise<DigestResult>;
  readonly log: (where: { readonly id?: string } & Partial<ChannelRef>, actor: Actor) => Promise<DigestResult>;
  /** Makes somebody else the owner, who is told when something is wrong. */
  readonly handover: (id: string, owner: string, actor: Actor) => Promise<DigestResult>;
  /** Returns the id of the only digest of a channel, or asks back which of several is meant. */
  readonly only: (where: Partial<ChannelRef>, act: string, actor: Actor) => Promise<string | DigestResult>;
  /** Returns the digest of an id, if the actor may see it. */
  readonly find: (id: string, actor: Actor) => Promise<Subscription | undefined>;
  /** The digests that somebody may name: for completion and for a command that names none. */
  readonly subscriptions: (
    where: Partial<ChannelRef> & { readonly owner?: string },
  ) => Promise<readonly Subscription[]>;
};
