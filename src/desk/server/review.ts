/** The routes of reviews: what waits as the page lists it, confirming a topic, saying that it needs work, and the chats that a person reviews in. */
import { messages } from '../../locales/messages.ts';
import { refusal } from '../../records/publish/refusal.ts';
import { setImmediate as breathe } from 'node:timers/promises';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Language, Statement, Translated } from '../../records/schema.ts';
import { refusalText, authorText } from '../../conversation/review/reply.ts';
import { may } from '../../people/roles.ts';
import {
  MAX_NOTE_CHARACTERS,
  type ReviewNote,
  type QueueItem,
  type ReviewReason,
  type TopicItem,
} from '../../people/review-queue.ts';
import type { ReviewRefusal } from '../../people/reviews.ts';
import type { DeskBot } from '../bot.ts';
import { becomesOf } from './documents/known-documents.ts';
import { type DeskEnv, needs } from './access/access.ts';
import type { RefusalStatus } from './access/guard.ts';
import { body, type DeskContext, query, RefusedRequest, ID, LANGUAGE } from './context.ts';
import type { DateKind } from '../../records/calendar.ts';
import { dayOf, formatWhen } from '../../records/dates.ts';
import { documentRecordName, pathOf, topicRecordName } from '../../records/publish/record-name.ts';
import { partyName } from '../../reply/compose/attribution.ts';
import { pick } from '../../reply/compose/parts.ts';
import { dayIn, named, partiesOf, type DayView, type NamedLink, type ViewContext } from './records/view-context.ts';

/** What became of a press; `set` is what undoes a review. */
export type ReviewedView = {
  readonly isNew: boolean;
  readonly set: string | null;
};

/** An identity in a chat that is the person's. */
export type ChatTieView = {
  readonly platform: string;
  readonly identity: string;
  readonly name: string;
  readonly tiedAt: string;
};

export type TieCodeView = { readonly code: string; readonly expiresAt: string };

const SHOWN = { topic: ID, version: z.string().min(1).max(40), language: LANGUAGE };
const ReviewQuery = z.strictObject({ language: LANGUAGE });
const ConfirmBody = z.strictObject(SHOWN);
const NeedsWorkBody = z.strictObject({
  ...SHOWN,
  statement: ID.optional(),
  text: z.string().max(MAX_NOTE_CHARACTERS),
});
const NoteBody = z.strictObject({ note: z.string().min(1).max(40) });
const TieBody = z.strictObject({ platform: z.string().max(40), identity: z.string().max(100) });

const STATUS: Readonly<Record<ReviewRefusal['because'], RefusalStatus>> = {
  'not-allowed': 403,
  'no-name': 409,
  gone: 404,
  changed: 409,
  late: 409,
  author: 403,
  unwritable: 503,
  refused: 409,
};

/** Throws the refusal of a press, in the reader's words. */
function refuse(why: ReviewRefusal, context: Context<DeskEnv>, reader: Language): never {
  const detail = refusalText(why, context.get('person'), reader);
  const faults = why.because === 'refused' ? why.refusal.faults : undefined;
  throw new RefusedRequest(STATUS[why.because], why.because, detail, faults);
}

/** Returns the routes of reviews. */
export function reviewRoutes({ bot }: DeskContext) {
  return new Hono<DeskEnv>()
    .get('/review', needs('curate'), query(ReviewQuery), async (context) => {
      const sent = context.req.valid('query');
      const view = { catalogue: bot.catalogue(), language: sent.language, now: bot.now() };
      const person = context.get('person');
      const items: ReviewItemView[] = [];
      for (const item of await bot.reviews.queue(sent.language)) {
        const isAsked = item.kind === 'topic' && may(person, 'review');
        items.push(
          itemView(item, view, isAsked ? await bot.reviews.otherReviewers(person, item.brief) : undefined, bot),
        );
        // Who wrote what is read from the sets of changes at first: meanwhile others are answered.
        if (isAsked) await breathe();
      }
      const answer: ReviewView = {
        items,
        writes: bot.recordEditor?.writable === true,
      };
      return context.json(answer);
    })
    .post('/review/right', needs('review'), body(ConfirmBody), async (context) => {
      const { language: reader, ...shown } = context.req.valid('json');
      const done = await bot.reviews.confirm(shown, context.get('person'));
      if (!done.ok) return refuse(done, context, reader);
      const answer: ReviewedView = { isNew: done.isNew, set: done.set ?? null };
      return context.json(answer);
    })
    .post('/review/work', needs('review'), body(NeedsWorkBody), async (context) => {
      const { language: reader, ...shown } = context.req.valid('json');
      const done = await bot.reviews.requestWork(shown, context.get('person'));
      if (!done.ok) return refuse(done, context, reader);
      const answer: ReviewedView = { isNew: done.isNew, set: null };
      return context.json(answer);
    })
    .post('/review/done', needs('curate'), body(NoteBody), async (context) => {
      if (await bot.reviews.closeNote(context.req.valid('json').note, context.get('person'))) return context.json({});
      throw new RefusedRequest(404, 'no-note', refusal('no-such-note'));
    })
    .get('/review/chats', needs('review'), async (context) => {
      const ties = await bot.chatTies.of(context.get('person'));
      const chats: ChatTieView[] = ties.map(({ platform, identity, name, tiedAt }) => ({
        platform,
        identity,
        name,
        tiedAt: tiedAt.toString(),
      }));
      return context.json({ chats });
    })
    .post('/review/code', needs('review'), body(ReviewQuery), async (context) => {
      const made = await bot.chatTies.newCode(context.get('person'));
      if (made === undefined)
        throw new RefusedRequest(409, 'no-name', messages(context.req.valid('json').language)('review.noName'));
      const answer: TieCodeView = { code: made.code, expiresAt: made.expiresAt.toString() };
      return context.json(answer);
    })
    .post('/review/untied', needs('review'), body(TieBody), async (context) => {
      if (await bot.chatTies.untie(context.get('person'), context.req.valid('json'))) return context.json({});
      throw new RefusedRequest(404, 'no-tie', refusal('no-such-tie'));
    });
}

export type ReasonView =
  | { readonly type: 'overdue'; readonly since: DayView; readonly days: number }
  | { readonly type: 'due-soon'; readonly on: DayView }
  | {
      readonly type: 'date-passed';
      readonly kind: DateKind;
      /** The date, no more precise than it is known. */
      readonly said: string;
      readonly text: string;
      /** The statement that it is; null for what is watched, which rests on several. */
      readonly statement: string | null;
    }
  | { readonly type: 'one-side'; readonly missing: readonly string[] };

export type NoteView = {
  readonly id: string;
  readonly topic: NamedLink;
  /** The place of the record that needs work. */
  readonly file: string;
  /** The text of the statement that it is about; null for the topic as a whole. */
  readonly statement: string | null;
  readonly text: string;
  readonly by: string;
  /** Whom it is for; empty where it is for everybody who curates. */
  readonly author: string;
  readonly on: DayView;
  /** Whether the topic says something else by now than what the reviewer was shown. */
  readonly isOlder: boolean;
};

export type ReviewTopicView = NamedLink & {
  readonly file: string;
  readonly version: string;
  /** Who reviewed it last, and when. */
  readonly verified: string;
  readonly bottomLine: string;
  readonly keyPoints: readonly { readonly id: string; readonly text: string }[];
  readonly statements: number;
  readonly reasons: readonly ReasonView[];
  readonly notes: readonly NoteView[];
  /** Why another person has to confirm it, and who may; null where nothing hinders who looks at it. */
  readonly forOthers: string | null;
};

export type ReviewItemView =
  | { readonly kind: 'note'; readonly note: NoteView }
  | { readonly kind: 'topic'; readonly topic: ReviewTopicView }
  | {
      readonly kind: 'flag';
      readonly id: string;
      readonly topic: NamedLink;
      readonly statement: string;
      readonly text: string;
      readonly language: Language;
      readonly on: DayView;
    }
  | { readonly kind: 'question'; readonly text: string; readonly count: number; readonly lastOn: DayView }
  | { readonly kind: 'draft'; readonly file: string }
  | { readonly kind: 'not-held'; readonly source: NamedLink; readonly citations: number };

export type ReviewView = {
  readonly items: readonly ReviewItemView[];
  /** Whether records can be written, so that a topic can be confirmed. */
  readonly writes: boolean;
};

/** Returns an item of the list as the page shows it; of a topic with who may confirm it in place of who looks, where they may not. */
function itemView(
  item: QueueItem,
  context: ViewContext,
  others: readonly string[] | undefined,
  bot: Pick<DeskBot, 'catalogue' | 'recordEditor'>,
): ReviewItemView {
  const { language } = context;
  switch (item.kind) {
    case 'note':
      return { kind: 'note', note: noteView(item.note, context) };
    case 'topic':
      return { kind: 'topic', topic: reviewTopicView(item, context, others) };
    case 'flag': {
      const { id, topic, title, statement, text, on } = item.flag;
      return {
        kind: 'flag',
        id,
        topic: { id: topic, title },
        statement,
        text,
        language: item.flag.language,
        on: dayIn(on, language),
      };
    }
    case 'question': {
      const { text, count, lastOn } = item.question;
      return { kind: 'question', text, count, lastOn: dayIn(lastOn, language) };
    }
    case 'draft':
      return { kind: 'draft', file: becomesOf(item.record, bot) ?? pathOf(item.record) };
    case 'not-held':
      return { kind: 'not-held', source: named(item.source, language), citations: item.citations };
  }
}

/** Returns a topic that waits as the page shows it. */
function reviewTopicView(
  { brief, version, reasons, notes }: TopicItem,
  context: ViewContext,
  others: readonly string[] | undefined,
): ReviewTopicView {
  const { language, catalogue } = context;
  const t = messages(language);
  const { on, by } = brief.verified;
  const day = dayIn(on, language).said;
  const text = (of: Translated): string => pick(of, language);
  return {
    ...named(brief, language),
    file: pathOf(topicRecordName(brief)),
    version,
    verified:
      by.kind === 'person'
        ? t('reply.verifiedByPerson', { name: by.name, day })
        : t('reply.verifiedByProgram', { day }),
    bottomLine: text(brief.bottomLine.text),
    keyPoints: brief.keyPoints.flatMap((id) => {
      const statement = catalogue.statements.get(id);
      return statement === undefined ? [] : [{ id, text: text(statement.text) }];
    }),
    statements: brief.statements.length,
    reasons: reasons.map((reason) => reasonView(reason, brief.relationship, context)),
    notes: notes.map((note) => noteView(note, context, version)),
    forOthers: others === undefined ? null : authorText(others, messages(language)),
  };
}

function reasonView(reason: ReviewReason, relationship: string, context: ViewContext): ReasonView {
  const { language } = context;
  switch (reason.type) {
    case 'overdue':
      return { type: 'overdue', since: dayIn(reason.since, language), days: reason.days };
    case 'due-soon':
      return { type: 'due-soon', on: dayIn(reason.on, language) };
    case 'date-passed': {
      const { kind, when, text, statements } = reason.date;
      const [only] = kind === 'watch' ? [] : statements;
      return {
        type: 'date-passed',
        kind,
        said: formatWhen(when, language),
        text: text === undefined ? '' : pick(text, language),
        statement: only ?? null,
      };
    }
    case 'one-side': {
      const parties = partiesOf(relationship, context);
      return { type: 'one-side', missing: reason.missing.map((party) => partyName(party, { parties, language })) };
    }
  }
}

function noteView(note: ReviewNote, { catalogue, language }: ViewContext, version?: string): NoteView {
  const brief = catalogue.briefs.get(note.topic);
  const statement = note.statement === '' ? undefined : catalogue.statements.get(note.statement);
  return {
    id: note.id,
    topic: brief === undefined ? { id: note.topic, title: note.topic } : named(brief, language),
    file:
      statement === undefined
        ? ((brief && pathOf(topicRecordName(brief))) ?? '')
        : documentFile(statement, { catalogue }),
    statement: note.statement === '' ? null : statement === undefined ? note.statement : pick(statement.text, language),
    text: note.text,
    by: note.by,
    author: note.author,
    on: dayIn(dayOf(note.createdAt), language),
    isOlder: version !== undefined && version !== note.version,
  };
}

function documentFile({ document }: Statement, { catalogue }: Pick<ViewContext, 'catalogue'>): string {
  const source = catalogue.sources.get(document);
  return source === undefined ? '' : pathOf(documentRecordName(source));
}
