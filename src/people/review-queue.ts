/** What waits for a person who reviews: topics, with what has changed in each since somebody did, and drafts. Pure. */
import { recordId } from '../records/publish/record-name.ts';
import { hash } from 'node:crypto';
import type { Brief, Statement } from '../records/schema.ts';
import { compareTexts } from '../shared/text.ts';
import { balanceOf } from '../records/balance.ts';
import { newestDay, publishedOn, type RecordCatalogue } from '../records/catalogue.ts';
import { dayOf, freshness } from '../records/dates.ts';
import type { RecordEntry, RecordName } from '../records/publish/change-set.ts';
import { TOPICS } from '../records/folder.ts';
import type { PassedDate } from './passed-dates.ts';

/** Enough that two versions of one topic are never taken for each other. */
const CHARACTERS = 12;

/** Fields that say nothing of what the topic tells: who reviewed it and how often, and the words by which it is found. */
const IGNORED_FIELDS: ReadonlySet<string> = new Set(['verified', 'reviewEveryDays', 'aliases', 'questions']);

/** Returns the version of a topic and its statements: it changes whenever they tell something else, and not when somebody reviews them. */
export function topicVersion(brief: Brief): string {
  const content = Object.fromEntries(Object.entries(brief).filter(([field]) => !IGNORED_FIELDS.has(field)));
  return hash('sha256', JSON.stringify(content, inOrder), 'base64url').slice(0, CHARACTERS);
}

/** The fields of a record may stand in any order in its file. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => compareTexts(a, b)))
    : value;

/** Why a topic waits for a review. */
export type ReviewReason =
  /** A measure was read that is newer than all that its bottom line rests on. */
  | { readonly type: 'bottom-line'; readonly measure: Statement; readonly on: string }
  /** No person has ever reviewed it. */
  | { readonly type: 'unreviewed' }
  /** It says something that was not there when a person reviewed it last. */
  | { readonly type: 'changed'; readonly since: string; readonly count: number }
  /** `since` is the last day on which the review was not overdue yet. */
  | { readonly type: 'overdue'; readonly since: string; readonly days: number }
  | { readonly type: 'due-soon'; readonly on: string }
  /** The parties without any document in the topic. */
  | { readonly type: 'one-side'; readonly missing: readonly string[] };

export type QueueItem =
  | {
      readonly kind: 'topic';
      readonly brief: Brief;
      readonly version: string;
      readonly reasons: readonly ReviewReason[];
      /** The days in it that have passed without a word; each is answered by itself, not by a review. */
      readonly dates: readonly PassedDate[];
    }
  | { readonly kind: 'draft'; readonly record: RecordName };

export type TopicItem = Extract<QueueItem, { readonly kind: 'topic' }>;

export type QueueInput = {
  readonly catalogue: RecordCatalogue;
  readonly now: Temporal.Instant;
  readonly dates: readonly PassedDate[];
  /** The files of records; empty where nobody edits them. */
  readonly records: readonly RecordEntry[];
};

/** A review is told so many days before it is due. */
const DUE_WITHIN_DAYS = 14;

/** Returns what waits for a review: topics, the most pressing first, then drafts. */
export function reviewQueue({ catalogue, now, dates, records }: QueueInput): QueueItem[] {
  return [
    ...topicItems({ catalogue, now, dates }).filter(({ reasons }) => reasons.length > 0),
    ...records
      .filter((record) => isDraft(record, catalogue))
      .map(({ folder, file }) => ({ kind: 'draft', record: { folder, file } }) as const),
  ];
}

/** Returns a topic as it would stand in the list, whether it waits for a review or not; it may be newer than what is in service. */
export function topicItem(brief: Brief, input: Omit<QueueInput, 'records'>): TopicItem {
  const found = topicItems(input).find((one) => one.brief.id === brief.id);
  return {
    kind: 'topic',
    brief,
    version: topicVersion(brief),
    reasons: found?.reasons ?? [],
    dates: found?.dates ?? [],
  };
}

function topicItems({ catalogue, dates, now }: Omit<QueueInput, 'records'>): TopicItem[] {
  const passedIn = Map.groupBy(dates, ({ brief }) => brief);
  return balanceOf(catalogue)
    .map(({ brief, missing }): TopicItem => ({
      kind: 'topic',
      brief,
      version: topicVersion(brief),
      reasons: [
        ...bottomLineReasons(brief, catalogue),
        ...changeReasons(brief, catalogue),
        ...dueReasons(brief, now),
        ...(missing.length > 0 && !isSeenOneSided(brief) ? [{ type: 'one-side', missing } as const] : []),
      ],
      dates: passedIn.get(brief.id) ?? [],
    }))
    .toSorted((a, b) => weight(b) - weight(a));
}

/** Returns the newest measure of a topic, where it is newer than what the bottom line rests on and no person has reviewed the topic since it was read. */
function bottomLineReasons(brief: Brief, catalogue: RecordCatalogue): ReviewReason[] {
  const resting = brief.bottomLine.restsOn.flatMap((id) => catalogue.statements.get(id) ?? []);
  const on = newestDay(resting, catalogue);
  // The newest document's stand first.
  const measure = brief.statements.find(
    (one) =>
      one.kind === 'measure' && publishedOn(one, catalogue) > on && !isReviewedSince(brief, readOn(one, catalogue)),
  );
  return measure === undefined ? [] : [{ type: 'bottom-line', measure, on }];
}

function changeReasons(brief: Brief, catalogue: RecordCatalogue): ReviewReason[] {
  const { by, on } = brief.verified;
  if (by.kind !== 'person') return [{ type: 'unreviewed' }];
  const { statements, entries } = changesSince(brief, catalogue);
  const count = statements.length + entries.length;
  return count === 0 ? [] : [{ type: 'changed', since: on, count }];
}

/** What a topic says that was not there when a person reviewed it last. */
export type Changes = {
  /** Statements of documents that were read since, or that were put right since; all where no person has ever reviewed it. */
  readonly statements: readonly Statement[];
  readonly entries: Brief['history'];
};

/** Returns what has changed in a topic since a person reviewed it. */
export function changesSince(brief: Brief, catalogue: Pick<RecordCatalogue, 'sources'>): Changes {
  const { verified, statements, history, corrections } = brief;
  if (verified.by.kind !== 'person') return { statements, entries: [] };
  const { on } = verified;
  return {
    statements: statements.filter(
      (one) => readOn(one, catalogue) > on || one.corrections?.some((correction) => correction.on > on) === true,
    ),
    entries: [...history, ...corrections].filter((entry) => entry.on > on),
  };
}

/** The day on which the document of a statement was read. */
const readOn = ({ document }: Statement, { sources }: Pick<RecordCatalogue, 'sources'>): string =>
  sources.get(document)?.accessedOn ?? '';

function dueReasons(brief: Brief, now: Temporal.Instant): ReviewReason[] {
  const { overdue, reviewDueOn } = freshness(brief, now);
  const days = Temporal.PlainDate.from(dayOf(now)).until(Temporal.PlainDate.from(reviewDueOn)).days;
  if (overdue) return [{ type: 'overdue', since: reviewDueOn, days: -days }];
  return days <= DUE_WITHIN_DAYS ? [{ type: 'due-soon', on: reviewDueOn }] : [];
}

/** Whether a person has reviewed a topic on a day or later: what was so then has been seen. */
const isReviewedSince = ({ verified }: Brief, day: string): boolean =>
  verified.by.kind === 'person' && verified.on >= day;

/** Whether a person has looked at a topic since its newest document: that only one side speaks has been seen. */
const isSeenOneSided = (brief: Brief): boolean => isReviewedSince(brief, brief.asOf);

/** A bottom line that a measure may have overtaken comes first, then the longest overdue, then what has changed most. */
const weight = ({ reasons, dates }: TopicItem): number =>
  dates.length +
  reasons.reduce((sum, reason) => {
    switch (reason.type) {
      case 'bottom-line':
        return sum + 1_000_000;
      case 'overdue':
        return sum + 1_000 * reason.days;
      case 'changed':
        return sum + reason.count;
      default:
        return sum;
    }
  }, 0);

/** A topic that is not in service is a draft; what stands in the folder of drafts are documents that were read in. */
function isDraft({ kind, folder, file }: RecordEntry, { briefs }: RecordCatalogue): boolean {
  if (kind !== 'topic') return kind === 'draft';
  const id = recordId({ file });
  const relationship = folder.slice(0, -`/${TOPICS}`.length);
  return ![id, `${relationship}/${id}`].some((one) => briefs.get(one)?.relationship === relationship);
}
