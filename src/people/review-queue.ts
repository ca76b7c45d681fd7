/** What waits for a person who reviews: topics, notes, flags, questions, drafts and citations that nobody can check. Pure. */
import { recordId } from '../records/publish/record-name.ts';
import { hash } from 'node:crypto';
import type { Brief, Source } from '../records/schema.ts';
import { compareTexts } from '../shared/text.ts';
import { balanceOf } from '../records/balance.ts';
import { calendar, type CalendarDate } from '../records/calendar.ts';
import type { RecordCatalogue } from '../records/catalogue.ts';
import { dayOf, freshness } from '../records/dates.ts';
import type { RecordEntry, RecordName } from '../records/publish/change-set.ts';
import { TOPICS } from '../records/folder.ts';
import type { FlagItem, Unanswered } from './inbox.ts';

export type ReviewNote = {
  readonly id: string;
  readonly topic: string;
  /** The id of a statement; empty for the topic as a whole. */
  readonly statement: string;
  /** The version of the topic that the reviewer was shown. */
  readonly version: string;
  /** What needs work, in the reviewer's words; may be empty. */
  readonly text: string;
  /** The name of the reviewer. */
  readonly by: string;
  /** The name of who wrote it; empty where that is not known, so that it is for everybody who curates. */
  readonly author: string;
  readonly createdAt: Temporal.Instant;
};

/** A longer note is a conversation. */
export const MAX_NOTE_CHARACTERS = 500;

/** Notes that are done are kept so long. */
export const NOTE_DAYS = 90;

/** So many as a button carries (src/reply/button.ts), which are enough that two versions of one topic are never taken for each other. */
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
  /** `since` is the last day on which the review was not overdue yet. */
  | { readonly type: 'overdue'; readonly since: string; readonly days: number }
  | { readonly type: 'due-soon'; readonly on: string }
  /** A date that has passed, of which no document tells what came of it. */
  | { readonly type: 'date-passed'; readonly date: CalendarDate }
  /** The parties without any document in the topic. */
  | { readonly type: 'one-side'; readonly missing: readonly string[] };

export type QueueItem =
  | { readonly kind: 'note'; readonly note: ReviewNote; readonly brief: Brief | undefined }
  | {
      readonly kind: 'topic';
      readonly brief: Brief;
      readonly version: string;
      readonly reasons: readonly ReviewReason[];
      /** The open notes on it, which stand in the list themselves as well. */
      readonly notes: readonly ReviewNote[];
    }
  | { readonly kind: 'flag'; readonly flag: FlagItem }
  | { readonly kind: 'question'; readonly question: Unanswered }
  | { readonly kind: 'draft'; readonly record: RecordName }
  /** A document that published statements cite, of which no text is held to check them by. */
  | { readonly kind: 'not-held'; readonly source: Source; readonly citations: number };

export type TopicItem = Extract<QueueItem, { readonly kind: 'topic' }>;

export type QueueInput = {
  readonly catalogue: RecordCatalogue;
  readonly now: Temporal.Instant;
  readonly flags: readonly FlagItem[];
  readonly questions: readonly Unanswered[];
  readonly notes: readonly ReviewNote[];
  /** The files of records; empty where nobody edits them. */
  readonly records: readonly RecordEntry[];
  /** Whether the text of a document is held; undefined where none can be. */
  readonly isHeld: ((source: Source) => boolean) | undefined;
};

/** A review is told so many days before it is due. */
const DUE_WITHIN_DAYS = 14;

/** Returns what waits for a review: notes first, then topics, the most pressing first, then flags, drafts, questions, and documents without a text. */
export function reviewQueue({ catalogue, now, flags, questions, notes, records, isHeld }: QueueInput): QueueItem[] {
  return [
    ...notes.map((note) => ({ kind: 'note', note, brief: catalogue.briefs.get(note.topic) }) as const),
    ...topicItems(catalogue, notes, now),
    ...flags.map((flag) => ({ kind: 'flag', flag }) as const),
    ...records
      .filter((record) => isDraft(record, catalogue))
      .map(({ folder, file }) => ({ kind: 'draft', record: { folder, file } }) as const),
    ...questions.map((question) => ({ kind: 'question', question }) as const),
    ...(isHeld === undefined ? [] : unheld(catalogue, isHeld)),
  ];
}

/** Returns a topic as it would stand in the list, whether it waits for a review or not; it may be newer than what is in service. */
export function topicItem(
  brief: Brief,
  catalogue: RecordCatalogue,
  notes: readonly ReviewNote[],
  now: Temporal.Instant,
): TopicItem {
  const found = topicItems(catalogue, notes, now).find((one) => one.brief.id === brief.id);
  return {
    kind: 'topic',
    brief,
    version: topicVersion(brief),
    reasons: found?.reasons ?? [],
    notes: notes.filter(({ topic }) => topic === brief.id),
  };
}

function topicItems(catalogue: RecordCatalogue, notes: readonly ReviewNote[], now: Temporal.Instant): TopicItem[] {
  const passedIn = Map.groupBy(
    calendar(catalogue, now).dates.filter(({ state }) => state === 'was-expected'),
    ({ brief }) => brief,
  );
  return balanceOf(catalogue)
    .map(({ brief, missing }): TopicItem => {
      const passed = (passedIn.get(brief.id) ?? []).filter(({ last }) => !isReviewedSince(brief, last));
      return {
        kind: 'topic',
        brief,
        version: topicVersion(brief),
        reasons: [
          ...dueReasons(brief, now),
          ...passed.map((date) => ({ type: 'date-passed', date }) as const),
          ...(missing.length > 0 && !isSeenOneSided(brief) ? [{ type: 'one-side', missing } as const] : []),
        ],
        notes: notes.filter(({ topic }) => topic === brief.id),
      };
    })
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => weight(b) - weight(a));
}

function dueReasons(brief: Brief, now: Temporal.Instant): ReviewReason[] {
  const { overdue, reviewDueOn } = freshness(brief, now);
  const days = Temporal.PlainDate.from(dayOf(now)).until(Temporal.PlainDate.from(reviewDueOn)).days;
  if (overdue) return [{ type: 'overdue', since: reviewDueOn, days: -days }];
  return days <= DUE_WITHIN_DAYS ? [{ type: 'due-soon', on: reviewDueOn }] : [];
}

/** Whether a person has looked at a topic later than on a day: what was so then has been seen. */
const isReviewedSince = ({ verified }: Brief, day: string): boolean =>
  verified.by.kind === 'person' && verified.on > day;

/** Whether a person has looked at a topic since its newest document: that only one side speaks has been seen. */
const isSeenOneSided = ({ verified, asOf }: Brief): boolean => verified.by.kind === 'person' && verified.on >= asOf;

/** The longest overdue first, then what has most dates that passed. */
const weight = ({ reasons }: TopicItem): number =>
  reasons.reduce(
    (sum, reason) => sum + (reason.type === 'overdue' ? 1_000 * reason.days : reason.type === 'date-passed' ? 1 : 0),
    0,
  );

/** A topic that is not in service is a draft; what stands in the folder of drafts are documents that were read in. */
function isDraft({ kind, folder, file }: RecordEntry, { briefs }: RecordCatalogue): boolean {
  if (kind !== 'topic') return kind === 'draft';
  const id = recordId({ file });
  const relationship = folder.slice(0, -`/${TOPICS}`.length);
  return ![id, `${relationship}/${id}`].some((one) => briefs.get(one)?.relationship === relationship);
}

/** Returns the documents that published statements cite and of which no text is held, the most cited first. */
function unheld(catalogue: RecordCatalogue, isHeld: (source: Source) => boolean): QueueItem[] {
  const counts = new Map<string, number>();
  for (const { topics, citations } of catalogue.statements.values()) {
    if (!topics.some((topic) => catalogue.briefs.get(topic)?.status === 'published')) continue;
    for (const { source } of citations) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return [...counts]
    .flatMap(([id, citations]) => {
      const source = catalogue.sources.get(id);
      return source === undefined || isHeld(source) ? [] : [{ kind: 'not-held', source, citations } as const];
    })
    .toSorted((a, b) => b.citations - a.citations);
}
