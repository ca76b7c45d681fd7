/** What a person who reviews can do, on the desk and in a chat: confirm a topic as it was shown, or say that it needs work; and the port to the store. */
import { type Account, ON_THIS_MACHINE, accountNameKey, may, type ReviewPolicy } from './roles.ts';
import { type AuditEntry, createAuditWriter } from './audit.ts';
import {
  type ReviewNote,
  NOTE_DAYS,
  MAX_NOTE_CHARACTERS,
  reviewQueue,
  type QueueInput,
  topicItem,
  type QueueItem,
  type TopicItem,
  topicVersion,
} from './review-queue.ts';
import { topicNamed } from '../records/catalogue.ts';
import { dayOf } from '../records/dates.ts';
import type { PublishedSet, RecordName } from '../records/publish/change-set.ts';
import type { RecordEditor, Refusal } from '../records/publish/record-editor-contract.ts';
import { withReview } from '../records/publish/record-edits.ts';
import { recordKindOf, topicRecordName } from '../records/publish/record-name.ts';
import type { Brief } from '../records/schema.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { AccountStore } from './accounts.ts';
import { passedDates, type DateAnswerStore, type PassedDate } from './passed-dates.ts';

export type ReviewStore = {
  /** Stores a note with its audit entry; false where the same reviewer has left the same one on this version, and it is open. */
  readonly addReviewNote: (note: ReviewNote, entry: AuditEntry) => Promise<boolean>;
  /** Returns up to `most` open notes, oldest first. */
  readonly openReviewNotes: (most: number) => Promise<readonly ReviewNote[]>;
  /** Closes a note, with its audit entry; false if there is no such open note. */
  readonly finishReviewNote: (id: string, entry: AuditEntry) => Promise<boolean>;
  /** Deletes notes that were done before a time, codes that expired before another, and ties of accounts that were removed. */
  readonly tidyReviews: (before: {
    readonly done: Temporal.Instant;
    readonly codes: Temporal.Instant;
  }) => Promise<void>;
};

/** What was shown of a topic when somebody pressed a button below it. */
export type ShownTopic = { readonly topic: string; readonly version: string };

/** Why nothing was recorded. */
export type ReviewRefusal =
  /** They have not the right to; `who` has. */
  | { readonly because: 'not-allowed'; readonly who: readonly string[] }
  /** A review carries a name, and whoever is at the bot's machine without an account has none. */
  | { readonly because: 'no-name' }
  | { readonly because: 'gone' }
  /** It says something else than what was shown; here it is. */
  | { readonly because: 'changed'; readonly brief: Brief }
  /** They wrote it, and another person has to review it; `who` may. */
  | { readonly because: 'author'; readonly who: readonly string[] }
  | { readonly because: 'unwritable' }
  /** What was to be taken back was confirmed by somebody else, or too long ago. */
  | { readonly because: 'late' }
  /** The record editor refused, for what its sentence says. */
  | { readonly because: 'refused'; readonly refusal: Refusal };

/** What became of a press. */
export type ReviewResult =
  | {
      readonly ok: true;
      readonly brief: Brief;
      /** Whether it was recorded now; false where the same stood there before. */
      readonly isNew: boolean;
      /** The change set that it was published by. */
      readonly set?: string | undefined;
    }
  | ({ readonly ok: false } & ReviewRefusal);

export type Reviews = {
  /** Whether whoever wrote something may review it too. */
  readonly policy: ReviewPolicy;
  /** Returns the days that have passed without a word, without those of which nobody wants to be asked yet. */
  readonly passedDates: () => Promise<readonly PassedDate[]>;
  /** Returns all that waits for a review, given the days that have passed. */
  readonly queue: (dates: readonly PassedDate[]) => Promise<readonly QueueItem[]>;
  /** Returns the topics among it. */
  readonly topics: () => Promise<readonly TopicItem[]>;
  /** Returns a topic as it stands in the list, or would. */
  readonly topic: (brief: Brief) => Promise<TopicItem>;
  /** Returns who may confirm a topic in place of a reviewer who wrote some of it, where another person has to; undefined where they may themselves. */
  readonly otherReviewers: (by: Account, brief: Brief) => Promise<readonly string[] | undefined>;
  /** Records that a topic is still right as it was shown: its `verified` then names the person and the day. */
  readonly confirm: (shown: ShownTopic, by: Account) => Promise<ReviewResult>;
  /** Takes a confirmation back that the same person made in the last minutes, by its change set. */
  readonly undo: (set: string, by: Account) => Promise<ReviewResult>;
  /** Leaves a note for who wrote a topic, or one of its statements, that it needs work. */
  readonly requestWork: (
    shown: ShownTopic & { readonly statement?: string | undefined; readonly text: string },
    by: Account,
  ) => Promise<ReviewResult>;
  /** Closes a note; false if there is no such open note. */
  readonly closeNote: (id: string, by: Pick<Account, 'id' | 'name'>) => Promise<boolean>;
  /** Returns the names of those who may review. */
  readonly who: () => Promise<readonly string[]>;
  /** Deletes what is kept too long. */
  readonly tidy: () => Promise<void>;
};

export type ReviewsOptions = {
  readonly store: ReviewStore &
    Pick<DateAnswerStore, 'dateAnswers'> &
    Pick<AccountStore, 'accounts' | 'addAudit' | 'auditEntries'>;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
  readonly policy: ReviewPolicy;
  /** Undefined where records cannot be edited. */
  readonly editor: RecordEditor | undefined;
};

const MAX_NOTES = 200;

/** A confirmation can be taken back for so long. */
export const UNDO_MINUTES = 10;
/** Nobody confirms so many topics in that time. */
const MAX_CONFIRMED = 200;

/** Returns what a person who reviews can do; rejects only where the store does. */
export function createReviews({ store, catalogue, now, newId, policy, editor }: ReviewsOptions): Reviews {
  const entry = createAuditWriter({ now, newId });
  const notes = (): Promise<readonly ReviewNote[]> => store.openReviewNotes(MAX_NOTES);
  const dates: Reviews['passedDates'] = async () => passedDates(catalogue(), await store.dateAnswers(), now());
  const input = async (passed: readonly PassedDate[]): Promise<Omit<QueueInput, 'records'>> => ({
    notes: await notes(),
    catalogue: catalogue(),
    now: now(),
    dates: passed,
  });
  const who = async (writers: readonly string[] = []): Promise<string[]> =>
    (await store.accounts()).filter((one) => mayReview(one, writers, policy)).map(({ name }) => name);

  const otherReviewers: Reviews['otherReviewers'] = async (by, brief) => {
    if (policy !== 'other-person' || editor === undefined) return undefined;
    const writers = [...editor.writers(brief).unconfirmed];
    return mayReview(by, writers, policy) ? undefined : await who(writers);
  };

  /** Returns the topic as it was shown, or why the person can say nothing of it. */
  const shownTo = async ({ topic, version }: ShownTopic, by: Account): Promise<Brief | ReviewRefusal> => {
    if (!may(by, 'review')) return { because: 'not-allowed', who: await who() };
    if (by.id === ON_THIS_MACHINE.id) return { because: 'no-name' };
    const brief = topicNamed(catalogue(), topic);
    if (brief?.status !== 'published') return { because: 'gone' };
    return topicVersion(brief) === version ? brief : { because: 'changed', brief };
  };

  /** Writes the review into the topic's file, if that says what was shown; the file may be newer than what is in service. */
  const publish = async (
    brief: Brief,
    { version }: ShownTopic,
    by: Account,
    records: RecordEditor,
  ): Promise<PublishedSet | ReviewRefusal> => {
    const name = topicRecordName(brief);
    const opened = records.open(name);
    if (!opened.ok) return { because: 'refused', refusal: opened };
    const text = withReview(opened.text, { on: dayOf(now()), name: by.name });
    if (text === undefined) return { because: 'changed', brief };
    const checked = await records.check([{ ...name, text }]);
    if (!checked.ok) return { because: 'refused', refusal: checked };
    const next = checked.preview?.brief;
    if (next === undefined || topicVersion(next) !== version) return { because: 'changed', brief: next ?? brief };
    const published = await records.publish({
      texts: [{ ...name, text, version: opened.version }],
      author: { name: by.name },
    });
    return published.ok ? published : { because: 'refused', refusal: published };
  };

  return {
    policy,
    passedDates: dates,
    queue: async (passed) => reviewQueue({ ...(await input(passed)), records: editor?.list() ?? [] }),
    topics: async () =>
      reviewQueue({ ...(await input(await dates())), records: [] }).filter((item) => item.kind === 'topic'),
    topic: async (brief) => topicItem(brief, await input(await dates())),
    otherReviewers,

    confirm: async (shown, by) => {
      const brief = await shownTo(shown, by);
      if ('because' in brief) return { ok: false, ...brief };
      if (editor?.writable !== true) return { ok: false, because: 'unwritable' };
      const others = await otherReviewers(by, brief);
      if (others !== undefined) return { ok: false, because: 'author', who: others };
      let published = await publish(brief, shown, by, editor);
      // Where the file changed meanwhile, perhaps by a review alone, what is shown is compared once more.
      if ('refusal' in published && published.refusal.because === 'changed')
        published = await publish(brief, shown, by, editor);
      if ('because' in published) return { ok: false, ...published };
      const { id: set } = published;
      if (set !== undefined) await store.addAudit(entry(by, { act: 'topic-reviewed', about: brief.id, detail: set }));
      return { ok: true, brief: topicNamed(catalogue(), brief.id) ?? brief, isNew: set !== undefined, set };
    },

    undo: async (set, by) => {
      if (!may(by, 'review')) return { ok: false, because: 'not-allowed', who: await who() };
      if (editor?.writable !== true) return { ok: false, because: 'unwritable' };
      const since = now().subtract({ minutes: UNDO_MINUTES });
      const confirmed = await store.auditEntries({ act: 'topic-reviewed', from: since }, MAX_CONFIRMED);
      const mine = confirmed.find(({ person, detail }) => person === by.id && detail === set);
      if (mine === undefined) return { ok: false, because: 'late' };
      // Who reviewed a topic is shown in no message.
      const undone = await editor.undo(set, { name: by.name }, async () => 0);
      if (!undone.ok) return { ok: false, because: 'refused', refusal: undone };
      await store.addAudit(entry(by, { act: 'publishing-undone', about: mine.about, detail: set }));
      const brief = topicNamed(catalogue(), mine.about);
      return brief === undefined ? { ok: false, because: 'gone' } : { ok: true, brief, isNew: true, set: undone.id };
    },

    requestWork: async ({ statement = '', text, ...shown }, by) => {
      const brief = await shownTo(shown, by);
      if ('because' in brief) return { ok: false, ...brief };
      const about = statement === '' ? undefined : brief.statements.find(({ id }) => id === statement);
      if (statement !== '' && about === undefined) return { ok: false, because: 'changed', brief };
      const writers = editor?.writers(brief);
      const note: ReviewNote = {
        id: newId(),
        topic: brief.id,
        statement,
        version: shown.version,
        text: text.trim().slice(0, MAX_NOTE_CHARACTERS).toWellFormed(),
        by: by.name,
        author: (about === undefined ? writers?.topic : writers?.statements.get(about.id)) ?? '',
        createdAt: now(),
      };
      const isNew = await store.addReviewNote(
        note,
        entry(by, { act: 'work-wanted', about: statement || brief.id, detail: note.text }),
      );
      return { ok: true, brief, isNew };
    },

    closeNote: async (id, by) => {
      const note = (await notes()).find((one) => one.id === id);
      const about = note === undefined ? id : note.statement || note.topic;
      return await store.finishReviewNote(id, entry(by, { act: 'work-done', about, detail: note?.text ?? '' }));
    },
    who: () => who(),
    tidy: () => store.tidyReviews({ done: now().subtract({ hours: 24 * NOTE_DAYS }), codes: now() }),
  };
}

/** Returns whether a person may review what others, by their names, wrote: no two people here have one name. */
export const mayReview = (
  person: Pick<Account, 'name' | 'role'>,
  writers: readonly string[],
  policy: ReviewPolicy,
): boolean =>
  may(person, 'review') &&
  (policy === 'anybody' || writers.every((writer) => accountNameKey(writer) !== accountNameKey(person.name)));

type PublishedText = RecordName & { readonly text?: string | undefined };

/** Returns the first topic whose text names a person as its reviewer otherwise than its file does; undefined where none does. */
export async function reviewByHand(
  texts: readonly PublishedText[],
  editor: Pick<RecordEditor, 'open'>,
): Promise<RecordName | undefined> {
  const topics = texts.filter((one) => recordKindOf(one) === 'topic');
  if (topics.length === 0) return undefined;
  const [{ valueOfYaml }, { valueIn }] = await Promise.all([
    import('../records/parse-yaml.ts'),
    import('../records/text-edit/edit-value.ts'),
  ]);
  const verifiedIn = (text: string): unknown => valueIn(valueOfYaml(text), ['verified']);
  return topics.find((one) => {
    const now = one.text === undefined ? undefined : verifiedIn(one.text);
    if (valueIn(now, ['by', 'kind']) !== 'person') return false;
    const opened = editor.open(one);
    return !opened.ok || JSON.stringify(verifiedIn(opened.text)) !== JSON.stringify(now);
  });
}
