/** The inbox for curators: open flags and unanswered questions, and closing either. */
import type { Catalogue } from '../../search/catalogue.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { dayOf } from '../../records/dates.ts';
import { pick } from '../../reply/compose/parts.ts';
import type { InboxStore } from './store.ts';
import type { Flag, KeptFlag, Unanswered } from './flag.ts';
import { statementText } from './statement-text.ts';
import { firstDay, QUESTIONS_A_DAY } from './retention.ts';
import { withoutNames } from './unanswered.ts';

/** A flag as curators see it, without the person who sent it. */
export type FlagItem = {
  readonly id: string;
  readonly topic: string;
  /** The title of the brief; the topic id where the brief no longer exists. */
  readonly title: string;
  /** The text of the flagged statement. */
  readonly statement: string;
  readonly text: string;
  /** An http or https URL; empty where none was given. */
  readonly link: string;
  /** The language that it was flagged in. */
  readonly language: Language;
  /** The day, in UTC, as `2026-11-24`. */
  readonly on: string;
  /** Whether it was posted to the curators, is waiting to be, or is not posted. */
  readonly posted: 'posted' | 'waiting' | 'no';
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
  readonly finish: (id: string) => Promise<boolean>;
  /** Returns what a flag is about, open or closed; undefined where there is none. */
  readonly flag: (id: string) => Promise<Pick<Flag, 'topic' | 'statement'> | undefined>;
  /** Opens a closed flag again; false if there is none. */
  readonly reopen: (id: string) => Promise<boolean>;
  /** Keeps an unanswered question again that was dropped, as it was listed; one that would not be listed any more is left. */
  readonly keep: (question: Unanswered) => Promise<void>;
  /** Deletes an unanswered question, given as stored or as typed; false if it does not exist. */
  readonly drop: (question: string) => Promise<boolean>;
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
        questions: await store.questions(firstDay(now()), MAX_ITEMS),
      };
    },
    finish: async (id) => await store.finishFlag(id, now()),
    flag: async (id) => await store.flag(id),
    reopen: async (id) => await store.reopenFlag(id),
    keep: async ({ text, count, lastOn }) => {
      const kept = withoutNames(text);
      const isListed = lastOn >= firstDay(now()) && lastOn <= dayOf(now());
      if (kept !== undefined && isListed) await store.countQuestion(kept, lastOn, QUESTIONS_A_DAY, count);
    },
    drop: async (question) => {
      if (await store.forgetQuestion(question)) return true;
      const text = withoutNames(question);
      return text !== undefined && text !== question && (await store.forgetQuestion(text));
    },
  };
}

function itemOf(flag: KeptFlag, brief: Brief | undefined, language: Language): FlagItem {
  const { id, topic, statement, text, link, createdAt, postedAt, isWaiting } = flag;
  return {
    id,
    topic,
    title: brief === undefined ? topic : pick(brief.title, language),
    statement: statementText(statement, brief, language),
    text,
    link,
    language: flag.language,
    on: dayOf(createdAt),
    posted: postedAt !== undefined ? 'posted' : isWaiting ? 'waiting' : 'no',
  };
}
