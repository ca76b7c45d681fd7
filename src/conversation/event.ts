/** Who says or clicks something on any platform, and what comes of it: the terms in which platforms and the conversation speak. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Language } from '../records/schema.ts';
import type { ChannelRef, Subscription } from '../digest/subscription.ts';
import type { DigestAction, BriefRequest } from '../reply/button.ts';
import type { Reply } from '../reply/reply.ts';
import type { CommandSyntax } from '../reply/texts/digest-commands.ts';
import type { ChannelSettings, ChannelSettingsActions } from './channel-settings/types.ts';
import type { AskContext } from './context.ts';
import type { Digests } from './digests/types.ts';
import type { FlagForm, Flags } from './flags/types.ts';

/** What somebody wants to manage: a digest of a channel, or how the channel is answered. */
export type Managed = {
  readonly action: DigestAction | 'settings';
  readonly channelRef: ChannelRef;
  /** The owner of a digest that is there already. */
  readonly owner?: string | undefined;
};

/** Who says or clicks something, where, and what the platform knows of them; what it must look up is a function, called only when needed. */
export type Asker = {
  /** The platform's id of the person. */
  readonly person: string;
  /** What others see them called. */
  readonly name: string;
  /** The channel; with an empty id in a view that belongs to none, and with an empty workspace too in a private conversation. */
  readonly channelRef: ChannelRef;
  /** Whether it is a private conversation outside of every workspace, where people manage only what they own. */
  readonly isPrivate: boolean;
  /** The language of the answer. */
  readonly language: Language;
  /** Who sees an answer that is not for all anyway: everyone also where there is nobody to share it with. */
  readonly audience: Reply['audience'];
  /** An id of the event, so that a repeated one is done once. */
  readonly eventId: string;
  readonly helpEntries: (language: Language) => AskContext['helpEntries'];
  /** The name of the person's time zone, where the platform knows it. */
  readonly zone: () => Promise<string | undefined>;
  /** Returns why they may not manage something, or undefined where they may. */
  readonly refusal: (managed: Managed) => Promise<Reply | undefined>;
  /** Is told whose digests have changed. */
  readonly changed?: (people: readonly string[]) => void;
  /** How an act on digests is asked for where they read it; by `/digest` unless given. */
  readonly command?: CommandSyntax;
};

/** A form to fill in, as what it is about; how it is shown is the platform's. */
export type ConversationForm =
  | {
      readonly type: 'digest';
      readonly language: Language;
      /** The digest that is changed; undefined when a new one is made. */
      readonly subscription: Subscription | undefined;
      readonly zone: string | undefined;
    }
  | { readonly type: 'flag'; readonly form: FlagForm }
  | {
      readonly type: 'channel-settings';
      readonly language: Language;
      readonly channelRef: ChannelRef;
      readonly settings: ChannelSettings;
    };

export type ReplyResult = {
  readonly type: 'reply';
  readonly reply: Reply;
  /** Which message of the reply is meant, counted from 1. */
  readonly page: number;
  /** Whether what was to be done was; left out where nothing was to be done. */
  readonly isDone?: boolean;
};

/** What comes of it: a reply to the asker, a form for them, or a reply to post in the channel for everyone. */
export type ConversationResult =
  | ReplyResult
  | { readonly type: 'form'; readonly form: ConversationForm }
  | { readonly type: 'share'; readonly reply: Reply };

/** What became of a form that was sent: the faults by field, and the same or what was done in words. */
export type SubmitResult<Fault> = { readonly reply: Reply; readonly faults: readonly Fault[] };

/** What the conversation asks of the bot. */
export type ConversationBot = {
  readonly catalogue: () => Catalogue;
  /** Returns the reply to a request; never rejects. */
  readonly answer: (request: BriefRequest, asking: AskContext) => Promise<Reply>;
  readonly digests: Digests;
  readonly flags: Flags;
  readonly channelSettings: ChannelSettingsActions;
};

/** Returns a reply as a result. */
export const replyResult = (reply: Reply, page = 1): ReplyResult => ({ type: 'reply', reply, page });
