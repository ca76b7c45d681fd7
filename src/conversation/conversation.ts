/** The interface between the platforms and the conversation: who typed or clicked where, what the conversation needs, and the result. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Budget } from './budget.ts';
import type { Memory, Talk } from './follow-up/memory.ts';
import type { FollowUpRequest } from './follow-up/parse.ts';
import type { LastSeen } from './last-seen.ts';
import type { ModelChoice } from './model-chooser.ts';
import type { Language } from '../records/schema.ts';
import type { ChannelRef } from '../digest/subscription.ts';
import type { BriefRequest, CommandSyntax, DigestAction } from '../reply/button.ts';
import type { CuratorsInbox } from '../people/inbox.ts';
import type { Reply } from '../reply/reply.ts';
import type { Accounts } from '../people/accounts.ts';
import type { ChatTies } from '../people/chat-ties.ts';
import type { ChannelSettingsActions } from './channel-settings/channel-settings.ts';
import type { ComposeContext } from '../reply/compose/parts.ts';
import type { Digests } from './digests/digest-actions.ts';
import type { Form } from './form.ts';
import type { Flags } from './flags/flags.ts';
import type { SharePoster, Sharing } from './sharing/share.ts';

/** What somebody requests to manage: a digest of a channel, the channel's settings, or a card that somebody shared there. */
export type Managed = {
  readonly action: DigestAction | 'settings' | 'share';
  readonly channelRef: ChannelRef;
  /** The owner of an existing digest, or who shared a card. */
  readonly owner?: string | undefined;
  /** The person whose right is asked about; the asker when omitted. The bot itself, other bots and unknown ids have none. */
  readonly person?: string | undefined;
};

/** A person who typed or clicked something, where, and what the platform knows of them; what must be looked up is a function, called only when needed. */
export type Asker = {
  /** The platform's id of the person. */
  readonly person: string;
  /** What the platform calls the person wherever they write, never another one's, for ties to people of the desk; omitted where it cannot vouch for that. */
  readonly identity?: string | undefined;
  /** The display name. */
  readonly name: string;
  /** The channel; its id is empty in a view that belongs to none, its workspace too in a private conversation. */
  readonly channelRef: ChannelRef;
  /** Whether it is a private conversation outside every workspace, where people manage only what they own. */
  readonly isPrivate: boolean;
  /** The language of the answer. */
  readonly language: Language;
  /** Default audience of answers here: `everyone` in channels set to open answers, and in direct messages. */
  readonly audience: Reply['audience'];
  /** Where in a conversation it was said; the person in the channel when omitted. */
  readonly talk?: Talk | undefined;
  /** An id of the event, so that a repeated one is handled once. */
  readonly eventId: string;
  /** The message whose button was clicked, by the platform's id; omitted for what was typed. */
  readonly clicked?: string | undefined;
  /** The message that a card was asked about, to which the card may reply, as the platform itself tells it; on Slack the first of its thread. */
  readonly askedAbout?: string | undefined;
  /** What posts in the channel where the platform's courier cannot; omitted where it can. */
  readonly poster?: SharePoster | undefined;
  /** How to use the bot on this platform, for the help. */
  readonly helpEntries: (language: Language) => HelpEntries;
  /** The name of the person's time zone, where the platform knows it. */
  readonly zone: () => Promise<string | undefined>;
  /** Returns a reply that says why they, or the named person, may not manage something, or undefined if they may. */
  readonly refusal: (managed: Managed) => Promise<Reply | undefined>;
  /** Called with the owners whose digests have changed. */
  readonly changed?: (people: readonly string[]) => void;
  /** How digests are managed on this platform; with `/digest` when omitted. */
  readonly command?: CommandSyntax;
  /** Returns the name of a channel, for menus and questions, which show no reference to one; undefined where it is not known. */
  readonly channelName?: ((channel: string) => string | undefined) | undefined;
};

export type ReplyResult = {
  readonly type: 'reply';
  readonly reply: Reply;
  /** The message of the reply to show, counted from 1; the first when omitted. */
  readonly page?: number | undefined;
  /** Whether it takes the place of the message whose button was clicked, if only the person who clicked sees that. */
  readonly replaces?: boolean | undefined;
  /** Whether an action was carried out; omitted where none was requested. */
  readonly isDone?: boolean;
};

/** The result of an event: a reply to the asker, or a form for them. */
export type ConversationResult = ReplyResult | { readonly type: 'form'; readonly form: Form };

/** What an answer depends on beside the request: who reads it, and where. */
export type Reader = Pick<Asker, 'language' | 'audience' | 'channelRef' | 'helpEntries' | 'identity'>;

/** What makes links, and where they lead: the address of the desk, or the setting without which it has none. */
export type DeskSignIn = Pick<Accounts, 'inviteSelf'> & { readonly desk: DeskAddress };

export type DeskAddress = { readonly address: string } | { readonly missing: 'DESK' | 'DESK_HOSTS' };

/** What the conversation needs; the same for every platform. */
export type Conversation = {
  readonly catalogue: () => Catalogue;
  /** Returns the reply to a request. A fault inside becomes a reply with a reference that is in the log too, so it never rejects. */
  readonly answer: (request: BriefRequest | FollowUpRequest, reader: Reader) => Promise<Reply>;
  /** What was answered last, for what is asked after it. */
  readonly memory: Memory;
  /** How much people may ask. */
  readonly budget: Budget;
  readonly digests: Digests;
  readonly flags: Flags;
  /** What channels have set for answers. */
  readonly channelSettings: ChannelSettingsActions;
  /** What shares cards, and deletes them. */
  readonly sharing: Sharing;
  readonly curatorsInbox: Pick<CuratorsInbox, 'closeFlag'>;
  /** Whose the identities in chats are. */
  readonly chatTies: ChatTies;
  /** What gives people links to sign in to the desk. */
  readonly deskSignIn: DeskSignIn;
  /** When people last looked at a page that shows what is new. */
  readonly lastSeen: LastSeen;
  /** Whether questions that find nothing are stored, without names: help says so. */
  readonly keepsQuestions: boolean;
  /** The host to which questions go, where a model may choose what answers; help says so. */
  readonly modelHost?: string | undefined;
};

export type HelpEntries = readonly { readonly label: string; readonly detail: string }[];

/** The input of an answer: the records, and what the help and the repair mode say. */
export type AnswerContext = ComposeContext & {
  readonly catalogue: Catalogue;
  readonly helpEntries: HelpEntries;
  /** The relationship that the channel follows; undefined where it follows none, or several. */
  readonly relationship?: string | undefined;
  /** Whether those who keep the records read it: in repair mode they are told so. */
  readonly isForCurators?: boolean | undefined;
  /** Whether unanswered questions are stored; false when omitted. */
  readonly keepsQuestions?: boolean;
  /** What a model chose for the question; undefined where the built-in choice stands. */
  readonly choice?: ModelChoice | undefined;
  /** The host to which questions go, where a model may choose what answers. */
  readonly modelHost?: string | undefined;
  /** Whether who asks can have a link to sign in to the desk; false when omitted. */
  readonly offersSignIn?: boolean;
};
