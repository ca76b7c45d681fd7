/** What waits for a person who reviews, and confirming a topic as it was shown. */
import { type Account, ON_THIS_MACHINE, accountNameKey, may, type ReviewPolicy } from './roles.ts';
import { createAuditWriter } from './audit.ts';
import {
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
  /** Returns a topic as it stands in the list, or would. */
  readonly topic: (brief: Brief) => Promise<TopicItem>;
  /** Returns who may confirm a topic in place of a reviewer who wrote some of it, where another person has to; undefined where they may themselves. */
  readonly otherReviewers: (by: Account, brief: Brief) => Promise<readonly string[] | undefined>;
  /** Records that a topic is still right as it was shown: its `verified` then names the person and the day. */
  readonly confirm: (shown: ShownTopic, by: Account) => Promise<ReviewResult>;
};

export type ReviewsOptions = {
  readonly store: Pick<DateAnswerStore, 'dateAnswers'> & Pick<AccountStore, 'accounts' | 'addAudit'>;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
  readonly policy: ReviewPolicy;
  /** Undefined where records cannot be edited. */
  readonly editor: RecordEditor | undefined;
};

/** Returns what a person who reviews can do; rejects only where the store does. */
export function createReviews({ store, catalogue, now, newId, policy, editor }: ReviewsOptions): Reviews {
  const entry = createAuditWriter({ now, newId });
  const dates: Reviews['passedDates'] = async () => passedDates(catalogue(), await store.dateAnswers(), now());
  const input = (passed: readonly PassedDate[]): Omit<QueueInput, 'records'> => ({
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
    queue: async (passed) => reviewQueue({ ...input(passed), records: editor?.list() ?? [] }),
    topic: async (brief) => topicItem(brief, input(await dates())),
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
