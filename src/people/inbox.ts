/** The inbox of the curators: flags and unanswered questions, how long each is kept, the port to the store, and closing either. */
import type { Language, Brief } from '../records/schema.ts';
import type { ChannelRef } from '../digest/subscription.ts';
import { nameKey } from '../shared/text.ts';
import { messages } from '../locales/messages.ts';
import { BOTTOM_LINE, WHOLE_BRIEF } from '../reply/button.ts';
import { pick } from '../views/text.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { dayOf } from '../records/dates.ts';

export type Flag = {
  readonly id: string;
  readonly topic: string;
  /** The id of a statement, `BOTTOM_LINE` or `WHOLE_BRIEF`. */
  readonly statement: string;
  readonly text: string;
  /** An http or https URL; empty where none was given. */
  readonly link: string;
  readonly language: Language;
  readonly channelRef: ChannelRef;
  /** The platform's id of the sender, for rate limiting only: empty once it is no longer needed for that. */
  readonly person: string;
  readonly createdAt: Temporal.Instant;
  readonly doneAt: Temporal.Instant | undefined;
};

/** Why a flag is not posted any more. */
export const FLAG_CLOSED = 'done: it was closed before it was posted';

/** An unanswered question, how often it was asked, and the last day on which it was. */
export type Unanswered = { readonly text: string; readonly count: number; readonly lastOn: string };

export type InboxStore = {
  /** Stores a flag, unless its sender flagged the same since `since` (`kept-already`) or `most` things since then (`too-many`); with a waiting delivery to the curators' channel, where there is one. */
  readonly addFlag: (
    flag: Flag,
    since: Temporal.Instant,
    most: number,
    curators?: ChannelRef,
  ) => Promise<'added' | 'kept-already' | 'too-many'>;
  /** Returns up to `most` open flags, oldest first. */
  readonly openFlags: (most: number) => Promise<readonly Flag[]>;
  readonly flag: (id: string) => Promise<Flag | undefined>;
  /** Closes a flag, after which it is not posted any more; false if there is none or it was closed already. */
  readonly finishFlag: (id: string, now: Temporal.Instant) => Promise<boolean>;
  /** Opens a closed flag again, which is not posted once more; false if there is none or it is open. */
  readonly reopenFlag: (id: string) => Promise<boolean>;
  /** Sends the flags and the morning message that wait to the channel of the curators, as it is set now; where they have none, they wait no more until there is one. */
  readonly directFlags: (curators: ChannelRef | undefined, now: Temporal.Instant) => Promise<void>;
  /** Counts an unanswered question on a day, once or as often as given; at most `most` different ones a day are stored. */
  readonly countQuestion: (text: string, on: string, most: number, times?: number) => Promise<void>;
  /** Returns up to `most` unanswered questions from a day on, the most frequent first. */
  readonly questions: (from: string, most: number) => Promise<readonly Unanswered[]>;
  /** Deletes an unanswered question by its stored text; true if it existed. */
  readonly forgetQuestion: (text: string) => Promise<boolean>;
  /** Deletes the senders of flags made before `personsBefore`, flags closed before `doneBefore`, and questions of days before `questionsBefore`. */
  readonly tidyInbox: (before: {
    readonly persons: Temporal.Instant;
    readonly done: Temporal.Instant;
    readonly questions: string;
  }) => Promise<void>;
};

/** Unanswered questions are stored for this many days, the day on which they were asked included. */
export const QUESTION_DAYS = 90;
/** The sender of a flag is needed only while flags are counted against the rate limit. */
const PERSON_HOURS = 1;
const DONE_DAYS = 90;
/** More different questions a day than this do not come from readers. */
export const MAX_QUESTIONS_PER_DAY = 2_000;

/** Returns the first day whose questions are still stored. */
export const firstQuestionDay = (now: Temporal.Instant): string =>
  now
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .subtract({ days: QUESTION_DAYS - 1 })
    .toString();

/** Returns the instants and days before which data is deleted. */
export function retentionLimits(now: Temporal.Instant): {
  readonly persons: Temporal.Instant;
  readonly done: Temporal.Instant;
  readonly questions: string;
} {
  return {
    persons: now.subtract({ hours: PERSON_HOURS }),
    done: now.subtract({ hours: DONE_DAYS * 24 }),
    questions: firstQuestionDay(now),
  };
}

/** A longer text is prose rather than a question, and contains more than its subject. */
const MAX_CHARACTERS = 200;

/** Returns a question so that the same one is counted as one, without what points to a person (addresses, handles, long numbers); undefined where no more than one character is left or it is too long to be stored. */
export function anonymousQuestion(question: string): string | undefined {
  if (question.length > MAX_CHARACTERS * 4) return undefined;
  const bare = question
    .replace(/<[@#!][^<>]{0,120}>/gu, ' ')
    .replace(/\S{1,80}@\S{1,120}\.\S{1,40}/gu, ' ')
    .replace(/[@＠][\p{L}\p{N}_.-]{1,60}/gu, ' ')
    .replace(/\+?\d(?:[\s().-]{0,2}\d){5,}/gu, ' ');
  const text = nameKey(bare);
  return text.length < 2 || text.length > MAX_CHARACTERS ? undefined : text;
}

/** Returns the text of the flagged statement or bottom line, or a phrase for the whole brief; the bare id of a statement that no longer exists. */
export function flaggedText(statement: string, brief: Brief | undefined, language: Language): string {
  const t = messages(language);
  if (statement === WHOLE_BRIEF) return t('inbox.whole');
  if (brief === undefined) return statement;
  if (statement === BOTTOM_LINE) return t('inbox.bottomLine', { text: pick(brief.bottomLine.text, language) });
  const found = brief.statements.find(({ id }) => id === statement);
  return found === undefined ? statement : pick(found.text, language);
}

/** A flag as curators see it, without the person who sent it. */
export type FlagItem = {
  readonly id: string;
  readonly topic: string;
  /** The title of the brief; the topic id where the brief no longer exists. */
  readonly title: string;
  /** The flagged statement by its id, or what else was flagged. */
  readonly statementId: string;
  /** Its text. */
  readonly statement: string;
  readonly text: string;
  /** An http or https URL; empty where none was given. */
  readonly link: string;
  /** The language that it was flagged in. */
  readonly language: Language;
  /** The day, in UTC, as `2026-11-24`. */
  readonly on: string;
};

/** The open items of the inbox. */
export type InboxItems = {
  /** Oldest first. */
  readonly flags: readonly FlagItem[];
  /** Whether more flags exist than are listed. */
  readonly more: boolean;
  /** Unanswered questions, the most frequent first. */
  readonly questions: readonly Unanswered[];
};

export type CuratorsInbox = {
  /** Returns the open items, at most 200 flags and 200 questions; rejects only if the store does. */
  readonly items: (language: Language) => Promise<InboxItems>;
  /** Closes a flag; false if there is no such open flag. */
  readonly closeFlag: (id: string) => Promise<boolean>;
  /** Returns what a flag is about, open or closed; undefined where there is none. */
  readonly flag: (id: string) => Promise<Pick<Flag, 'topic' | 'statement'> | undefined>;
  /** Opens a closed flag again; false if there is none. */
  readonly reopenFlag: (id: string) => Promise<boolean>;
  /** Keeps an unanswered question again that was dropped, as it was listed; one that would not be listed any more is left. */
  readonly restoreQuestion: (question: Unanswered) => Promise<void>;
  /** Deletes an unanswered question, given as stored or as typed; false if it does not exist. */
  readonly deleteQuestion: (question: string) => Promise<boolean>;
};

const MAX_ITEMS = 200;

/** Returns the curators' inbox over a store. */
export function createCuratorsInbox(
  store: Pick<
    InboxStore,
    'openFlags' | 'flag' | 'finishFlag' | 'reopenFlag' | 'questions' | 'forgetQuestion' | 'countQuestion'
  >,
  catalogue: () => Pick<Catalogue, 'briefs'>,
  now: () => Temporal.Instant,
): CuratorsInbox {
  return {
    items: async (language) => {
      const flags = await store.openFlags(MAX_ITEMS + 1);
      return {
        flags: flags.slice(0, MAX_ITEMS).map((flag) => itemOf(flag, catalogue().briefs.get(flag.topic), language)),
        more: flags.length > MAX_ITEMS,
        questions: await store.questions(firstQuestionDay(now()), MAX_ITEMS),
      };
    },
    closeFlag: async (id) => await store.finishFlag(id, now()),
    flag: async (id) => await store.flag(id),
    reopenFlag: async (id) => await store.reopenFlag(id),
    restoreQuestion: async ({ text, count, lastOn }) => {
      const kept = anonymousQuestion(text);
      const isListed = lastOn >= firstQuestionDay(now()) && lastOn <= dayOf(now());
      if (kept !== undefined && isListed) await store.countQuestion(kept, lastOn, MAX_QUESTIONS_PER_DAY, count);
    },
    deleteQuestion: async (question) => {
      if (await store.forgetQuestion(question)) return true;
      const text = anonymousQuestion(question);
      return text !== undefined && text !== question && (await store.forgetQuestion(text));
    },
  };
}

function itemOf(flag: Flag, brief: Brief | undefined, language: Language): FlagItem {
  const { id, topic, statement, text, link, createdAt } = flag;
  return {
    id,
    topic,
    title: brief === undefined ? topic : pick(brief.title, language),
    statementId: statement,
    statement: flaggedText(statement, brief, language),
    text,
    link,
    language: flag.language,
    on: dayOf(createdAt),
  };
}
