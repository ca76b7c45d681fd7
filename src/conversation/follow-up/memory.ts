/** Memory of a conversation: what the last answer was about, by ids, never what was asked; it goes after a day. */
import { compareTexts } from '../../shared/text.ts';
import type { Carried } from '../../digest/delivery/delivery.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import { decodeButton, encodeButton, topicOf, type Openable } from '../../reply/button.ts';
import type { Reply, ReplySubject } from '../../reply/reply.ts';
import type { Brief, Language } from '../../records/schema.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { answeredMessage } from '../message-answers/page.ts';

/** What an answer was about. */
export type AnswerBefore = ReplySubject & {
  /** The topics, where it was about more than one. */
  readonly topics?: readonly string[] | undefined;
  /** Every statement that was shown since the topic was first asked about. */
  readonly told: readonly string[];
  /** How many corrections what it said had had. */
  readonly corrections: number;
  /** What shows it again. */
  readonly again?: Openable | undefined;
  /** Who asked, and in which language where they asked for one. */
  readonly person: string;
  readonly language?: Language | undefined;
};

/** What is remembered under a key: a message, a thread or a person, in a channel. */
export type MemoryKey = ChannelRef & { readonly key: string };

/** The port to the store. */
export type ConversationStore = {
  /** Remembers an answer to a person under keys, in place of what was remembered there. */
  readonly rememberAnswer: (
    keys: readonly MemoryKey[],
    answer: { readonly person: string; readonly about: string },
    now: Temporal.Instant,
  ) => Promise<void>;
  /** Returns what was remembered under a key after an instant. */
  readonly rememberedAnswer: (key: MemoryKey, after: Temporal.Instant) => Promise<string | undefined>;
  /** Returns the slot of a message that the bot has sent, and what it carries. */
  readonly sentMessage: (
    channelRef: ChannelRef,
    message: string,
  ) => Promise<{ readonly slot: string; readonly carried: Carried | undefined } | undefined>;
  /** Deletes what was remembered before an instant; that of a workspace goes with its installation, that of a person of the desk with their account. */
  readonly tidyAnswers: (before: Temporal.Instant) => Promise<void>;
};

/** Where something was said, as far as the platform tells it; what is omitted is taken from the asker. */
export type Talk = {
  readonly channelRef?: ChannelRef | undefined;
  readonly person?: string | undefined;
  /** The message that asks. */
  readonly message?: string | undefined;
  /** The thread that it stands in. */
  readonly thread?: string | undefined;
  /** A message that it may be about: the one that it replies to, or with which the thread began. */
  readonly about?:
    | {
        readonly channelRef: ChannelRef;
        readonly message: string;
        /** What the message itself says that it shows. */
        readonly shows?: Openable | undefined;
      }
    | undefined;
  /** What was said before, where it was looked up already. */
  readonly before?: { readonly answer: AnswerBefore | undefined } | undefined;
  /** Whether it replies to that message itself, wherever it stands. */
  readonly isReply?: boolean | undefined;
};

/** Who says something, and where. */
export type Speaker = { readonly person: string; readonly channelRef: ChannelRef; readonly talk?: Talk | undefined };

export type Memory = {
  /** Returns what was said before; undefined where nothing is known, or the store cannot be used. Never rejects. */
  readonly recall: (speaker: Speaker) => Promise<AnswerBefore | undefined>;
  /** Remembers an answer. Never rejects. */
  readonly remember: (
    speaker: Speaker,
    reply: Reply,
    asked: {
      /** Whether it was a question, or a follow-up, and no request of something else. */
      readonly isQuestion: boolean;
      /** What was said before. */
      readonly after?: AnswerBefore | undefined;
      /** The language that was asked for. */
      readonly language?: Language | undefined;
    },
  ) => Promise<void>;
};

const KEPT_HOURS = 24;
/** Outside of threads, a person who asks something later begins anew. */
const PERSON_MINUTES = 30;

/** Returns the instant before which answers are forgotten. */
export const forgetAnswersBefore = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: KEPT_HOURS });

export type MemoryOptions = {
  readonly store: Pick<ConversationStore, 'rememberAnswer' | 'rememberedAnswer' | 'sentMessage'>;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Returns what a call of the store settles with, undefined where an answer must not wait for it any longer. */
  readonly inTime: <Result>(work: Promise<Result>) => Promise<Result | undefined>;
};

/** Creates the memory over a store. */
export function createMemory({ store, catalogue, now, log, inTime }: MemoryOptions): Memory {
  const failed = (error: unknown): undefined => {
    log.warn({ err: error }, 'what was said before is not known; the answer does without');
  };
  const trying = async <Result>(work: () => Promise<Result>): Promise<Result | undefined> =>
    await inTime((async () => await work())().catch(failed));
  const read = async (key: MemoryKey, after = forgetAnswersBefore(now())): Promise<Stored | undefined> => {
    const text = await store.rememberedAnswer(key, after);
    return text === undefined ? undefined : (JSON.parse(text) as Stored);
  };
  const behind = async ({ channelRef, message, shows }: NonNullable<Talk['about']>): Promise<Stored | undefined> => {
    const sent = await store.sentMessage(channelRef, message);
    if (sent === undefined) return shows && storedOfRequest(shows);
    if (sent.slot.startsWith('answer/')) {
      const answer = await read(messageKey(channelRef, answeredMessage(sent.slot)));
      if (answer !== undefined) return answer;
    }
    return sent.carried === undefined ? undefined : storedOf(sent.carried);
  };
  const recall = async ({ person, channelRef, talk = {} }: Speaker): Promise<Stored | undefined> => {
    const { channelRef: where = channelRef, message, thread, about, isReply = false } = talk;
    // A message that is answered once more, as after a crash, follows what it followed before.
    const own = message === undefined ? undefined : await read(messageKey(where, message));
    if (own !== undefined) return own.before;
    const inThread = thread === undefined || isReply ? undefined : await read(messageKey(where, thread));
    const found = inThread ?? (about === undefined ? undefined : await behind(about));
    if (found !== undefined || thread !== undefined || isReply) return found;
    return await read(personKey(channelRef, talk.person ?? person), now().subtract({ minutes: PERSON_MINUTES }));
  };
  return {
    recall: async (speaker) => {
      if (speaker.talk?.before !== undefined) return speaker.talk.before.answer;
      const found = await trying(async () => await recall(speaker));
      if (found === undefined) return undefined;
      const { again, before: _, ...rest } = found;
      const button = again === undefined ? undefined : decodeButton(again);
      return { ...rest, again: button?.verb === 'open' ? button.request : undefined };
    },
    remember: async ({ person, channelRef, talk = {} }, reply, { isQuestion, after: before, language }) => {
      const who = talk.person ?? person;
      if (who === '' || reply.outcome === 'fault') return;
      const subject = subjectOf(reply, catalogue());
      // What a question finds nothing on leaves nothing to ask after; help and the like leave it as it was.
      if (subject === undefined && !isQuestion) return;
      const { channelRef: where = channelRef, message, thread } = talk;
      const keys = [
        personKey(channelRef, who),
        ...[message, thread].flatMap((id) => (id === undefined ? [] : [messageKey(where, id)])),
      ];
      await trying(async () => {
        const about = storedOfReply(reply, subject, who, before, language, catalogue());
        await store.rememberAnswer(keys, { person: who, about: JSON.stringify(about) }, now());
      });
    },
  };
}

/** As it stands in the store: `again` as the id of a button, with what was said before it. */
type Stored = Omit<AnswerBefore, 'again'> & {
  readonly again?: string | undefined;
  readonly before?: Stored | undefined;
};

const personKey = (channelRef: ChannelRef, person: string): MemoryKey => ({ ...channelRef, key: `person/${person}` });
const messageKey = (channelRef: ChannelRef, message: string): MemoryKey => ({
  ...channelRef,
  key: `message/${message}`,
});

/** Returns what a reply is about: as it says itself, or by what asks for it again and the statements that it shows; of several topics, the one that has most of these. */
export function subjectOf({ about, again, blocks }: Reply, { briefs }: Catalogue): ReplySubject | undefined {
  if (about !== undefined) return about;
  const statements = blocks.flatMap((block) => (block.type === 'claims' ? block.claims.map(({ id }) => id) : []));
  const topic = again === undefined ? undefined : topicOf(again);
  if (topic !== undefined) return { topic, statements };
  const has = (brief: Brief): number => brief.statements.filter(({ id }) => statements.includes(id)).length;
  const [most] = statements.length === 0 ? [] : [...briefs.values()].toSorted((a, b) => has(b) - has(a));
  return most && { topic: most.id, statements };
}

function storedOfReply(
  { again, language: shown }: Reply,
  about: ReplySubject = { statements: [] },
  person: string,
  before: AnswerBefore | undefined,
  language: Language | undefined,
  catalogue: Catalogue,
): Stored {
  const isSame = before !== undefined && before.topic === about.topic;
  const told = [...new Set([...(isSame ? before.told : []), ...about.statements])];
  const own = before === undefined ? undefined : storable(before);
  return {
    ...about,
    told,
    person,
    corrections: correctionsOf(about, catalogue).length,
    again: again === undefined ? undefined : buttonOf(again, shown),
    language: language ?? (before?.person === person ? before.language : undefined),
    before: own,
  };
}

const buttonOf = (request: Openable, language: Language): string =>
  encodeButton({ verb: 'open', request, page: 1, language });

const storable = ({ again, ...rest }: AnswerBefore): Stored => ({
  ...rest,
  again: again === undefined ? undefined : buttonOf(again, 'en'),
});

/** Corrections of what was posted are told below it. */
const TOLD_THERE = { corrections: Number.MAX_SAFE_INTEGER, person: '' } as const;

const storedOfRequest = (request: Openable): Stored => ({
  topic: topicOf(request),
  statements: [],
  told: [],
  again: buttonOf(request, 'en'),
  ...TOLD_THERE,
});

/** Returns what the message of a delivery is about. */
function storedOf({ briefs }: Carried): Stored | undefined {
  const [only, ...others] = briefs;
  if (only === undefined) return undefined;
  const statements = others.length === 0 ? only.statements : [];
  return {
    topic: others.length === 0 ? only.id : undefined,
    topics: briefs.map(({ id }) => id),
    statements,
    told: statements,
    again: only.bottomLine === undefined ? undefined : buttonOf({ type: 'brief', topic: only.id }, 'en'),
    ...TOLD_THERE,
  };
}

/** Returns the corrections of what an answer said, oldest first. */
export function correctionsOf({ topic, statements }: ReplySubject, { briefs, statements: all, withdrawn }: Catalogue) {
  const its = statements.flatMap((id) => (all.get(id) ?? withdrawn.get(id))?.corrections ?? []);
  return [...its, ...(topic === undefined ? [] : (briefs.get(topic)?.corrections ?? []))].toSorted((a, b) =>
    compareTexts(a.on, b.on),
  );
}
