/** The actions on digests: the actor, each action, and its result. */
import type { CommandSyntax } from '../../reply/button.ts';
import type { ChannelRef, Subscription } from '../../digest/subscription.ts';
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../../reply/reply.ts';
import type { FilledSettings, SubscriptionFault, SubscriptionInput } from './subscription-input.ts';

/** The actor: their id on the platform, the language they read, and the digests they may see: those `within`, or all where it is omitted. */
export type Actor = {
  readonly person: string;
  /** Their display name, by which a channel is told who subscribed it. */
  readonly name?: string;
  readonly language: Language;
  readonly within?: Partial<Pick<ChannelRef, 'platform' | 'workspace'>>;
  /** Whether a second digest of the same topics is made without asking; when omitted, a person is asked first. */
  readonly repeats?: boolean | undefined;
  /** How digests are managed on the reader's platform; with `/digest` when omitted. */
  readonly command?: CommandSyntax | undefined;
  /** Returns the name of a channel, undefined where it is not known. */
  readonly channelName?: ((channel: string) => string | undefined) | undefined;
};

export type DigestResult =
  | { readonly ok: true; readonly reply: Reply; readonly subscription?: Subscription }
  /** The faults by field, for a form; the reply states the same in words. */
  | { readonly ok: false; readonly reply: Reply; readonly faults: readonly SubscriptionFault[] };

export type Digests = {
  /** Returns what the fields of an input say, and the faults of those that say nothing; `before` is the digest to change. */
  readonly parse: (
    input: SubscriptionInput,
    before: Subscription | undefined,
    actor: Actor,
  ) => { readonly filled: FilledSettings; readonly faults: readonly SubscriptionFault[] };
  /** Subscribes a channel, which is told so, or the direct messages of the actor where the input is personal; where it has a digest of the same topics, only when asked for the same again. */
  readonly subscribe: (channelRef: ChannelRef, input: SubscriptionInput, actor: Actor) => Promise<DigestResult>;
  readonly change: (id: string, input: SubscriptionInput, actor: Actor) => Promise<DigestResult>;
  /** Lists the digests of a channel, of the whole workspace where the channel is omitted, or of an owner; those that `isShown` takes, where it is given. */
  readonly list: (
    where: Partial<ChannelRef> & { readonly owner?: string },
    actor: Actor,
    isShown?: (subscription: Subscription) => Promise<boolean>,
  ) => Promise<DigestResult>;
  readonly pause: (id: string, actor: Actor) => Promise<DigestResult>;
  readonly resume: (id: string, actor: Actor) => Promise<DigestResult>;
  /** Leaves out what would still come today; the next one comes on a later day. */
  readonly skipToday: (id: string, actor: Actor) => Promise<DigestResult>;
  readonly remove: (id: string, actor: Actor) => Promise<DigestResult>;
  /** Returns exactly what would be posted now; changes nothing. */
  readonly preview: (id: string, actor: Actor) => Promise<DigestResult>;
  /** Queues a delivery for now, once per request id. */
  readonly now: (id: string, requestId: string, actor: Actor) => Promise<DigestResult>;
  readonly log: (where: { readonly id?: string } & Partial<ChannelRef>, actor: Actor) => Promise<DigestResult>;
  /** Makes somebody else the owner, who is told so, and notified when the digest needs attention; whether they may manage it is for the caller to check. */
  readonly handover: (id: string, owner: string, actor: Actor) => Promise<DigestResult>;
  /** Returns the id of the only digest of a channel, or a reply that offers several to choose from. */
  readonly only: (where: Partial<ChannelRef>, act: string, actor: Actor) => Promise<string | DigestResult>;
  /** Returns the digest of an id if the actor may see it. */
  readonly find: (id: string, actor: Actor) => Promise<Subscription | undefined>;
  /** Returns the digests that the actor may name: for completion, and for a command that names none. */
  readonly subscriptions: (
    where: Partial<ChannelRef> & { readonly owner?: string },
  ) => Promise<readonly Subscription[]>;
};
