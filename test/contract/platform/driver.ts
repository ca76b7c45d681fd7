/** What the contract of chat platforms needs to be able to do on a platform, and to see of what becomes of it. */
import { messages } from '../../../src/locales/messages.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import type { Store } from '../../../src/store/store.ts';

/** Who does something: one who reads English and manages the channel's digests, one who reads Chinese, one who may manage nothing. */
export type Person = 'manager' | 'chinese' | 'stranger';

/** A message as people see it. */
export type Shown = {
  /** All that it says, as it is read: markup and entities resolved. */
  readonly text: string;
  /** The labels of its buttons and menu options. */
  readonly labels: readonly string[];
  /** Whether only who asked sees it. */
  readonly isPrivate: boolean;
  /** Whether it calls anybody. */
  readonly pings: boolean;
  /** What the platform would refuse in it, or read as markup that is not ours; a test expects none. */
  readonly faults: readonly string[];
  /** Mentions the bot with a text in the thread of this message, or in reply to it; returns the answer. */
  readonly follow: (text: string, by?: Person) => Promise<Shown>;
  /** Clicks the button with a label, as the manager unless it says otherwise, and returns the answer. */
  readonly click: (label: string, by?: Person) => Promise<Shown>;
  /** Clicks *Something wrong?*, says what is wrong, leaves the form as it opens otherwise, and returns what it offers and what it is answered with. */
  readonly flag: (text: string, by?: Person) => Promise<Flagged>;
  /** Clicks the button with a label twice at once, and returns both answers. */
  readonly clickTwice: (label: string) => Promise<readonly Shown[]>;
  /** Clicks a button that this message does not have, by its id. */
  readonly clickId: (id: string) => Promise<Shown>;
  /** Clicks the button with a label once, a click that the platform then delivers twice. */
  readonly clickDeliveredTwice: (label: string) => Promise<void>;
};

/** The label of the button that opens the form of a flag, in the language of each person. */
export const FLAG_LABELS: Readonly<Record<Person, string>> = {
  manager: messages('en')('reply.flag'),
  chinese: messages('zh')('reply.flag'),
  stranger: messages('en')('reply.flag'),
};

/** A form that was filled in: the labels of what could be flagged, that which was chosen, and the answer. */
export type Flagged = {
  readonly offered: readonly string[];
  readonly chosen: string | undefined;
  readonly answer: Shown;
};

/** A bot that is connected to a platform of its own for the running test; what is beyond the platform's limits fails the test at its end. */
export type PlatformSession = {
  /** Types `/brief` and a text in the channel; returns the answer. */
  readonly command: (text: string, by?: Person) => Promise<Shown>;
  /** Has a member write a text in the channel, and asks for a brief on that message by its menu; returns the answer, and the message's id. */
  readonly briefThis: (text: string) => Promise<{ readonly card: Shown; readonly message: string }>;
  /** The label of the button that replies with a card to the message that it was asked about. */
  readonly replyLabel: string;
  /** What the bot has posted as a reply to a message, oldest first. */
  readonly replies: (message: string) => readonly Shown[];
  /** Deletes a member's message. */
  readonly forget: (message: string) => void;
  /** Mentions the bot in the channel, with a text; returns the answer. */
  readonly mention: (text: string, by?: Person) => Promise<Shown>;
  /** Mentions the bot in the channel, with a text, without waiting; `again` delivers the same event once more. */
  readonly ask: (text: string) => Promise<{ readonly message: string; readonly again: () => Promise<void> }>;
  /** Every line that was logged. */
  readonly log: () => string;
  /** Subscribes the channel to the digest of energy, daily at a time that has not come yet. */
  readonly subscribe: () => Promise<Shown>;
  /** Does something with a digest that is named, by the command. */
  readonly manage: (act: 'pause' | 'remove', id: string, by: Person) => Promise<Shown>;
  /** What the bot has posted in the channel for everyone, oldest first. */
  readonly posted: () => readonly Shown[];
  /** What the manager was told directly. */
  readonly direct: () => readonly Shown[];
  /** Brings the bot into somewhere new, which the platform tells it twice; returns what it said there once that is settled. */
  readonly join: () => Promise<readonly Shown[]>;
  /** Moves the clock to the slot of the digest so many days from now, and does what is due. */
  readonly toSlot: (days?: number) => void;
  /** Moves the clock on by a little more than a minute, and does what is due. */
  readonly aMinuteLater: () => void;
  /** Lets the next message arrive while its acknowledgement is lost. */
  readonly loseAcknowledgement: () => void;
  /** Lets the next message be lost on its way. */
  readonly loseMessage: () => void;
  /** Puts other records into service. */
  readonly replaceRecords: (next: Catalogue) => void;
  /** Lets the channel take no message of the bot's any more. */
  readonly closeChannel: () => void;
  /** Lets the channel take messages again. */
  readonly openChannel: () => void;
  /** Removes the bot from the channel, or brings it back there. */
  readonly removeBot: () => void;
  readonly inviteBot: () => Promise<void>;
  /** Archives the channel, or the like, and restores it. */
  readonly archive: () => void;
  readonly restore: () => Promise<void>;
  /** Ends what delivers digests, and begins anew on the same store. */
  readonly restart: () => Promise<void>;
  readonly store: () => Store;
};

export type PlatformDriver = { readonly name: string; readonly start: () => Promise<PlatformSession> };
