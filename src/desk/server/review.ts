/** The routes of reviews: opening a topic that waits, confirming it, and the identities in chats that are a person's. */
import { messages, type Translate } from '../../locales/messages.ts';
import { refusal, refusalText as recordRefusalText } from '../../records/publish/refusal.ts';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { topicNamed } from '../../records/catalogue.ts';
import type { Brief, Language, Statement } from '../../records/schema.ts';
import { may, type Account } from '../../people/roles.ts';
import { changesSince, type ReviewReason, type TopicItem } from '../../people/review-queue.ts';
import type { ReviewRefusal } from '../../people/reviews.ts';
import { type DeskEnv, needs } from './access/access.ts';
import type { RefusalStatus } from './access/guard.ts';
import { body, type DeskContext, query, RefusedRequest, ID, LANGUAGE } from './context.ts';
import { partyName } from '../../views/names.ts';
import { pick } from '../../views/text.ts';
import { verifiedText } from '../../reply/compose/topic.ts';
import { statementLink, type StatementLink } from './records/statement.ts';
import { clearLink, dayIn, partiesOf, type DayView, type NamedLink, type ViewContext } from './records/view-context.ts';

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
const CodeBody = z.strictObject({ language: LANGUAGE });
const TopicQuery = z.strictObject({ topic: ID, language: LANGUAGE });
const ConfirmBody = z.strictObject(SHOWN);
const TieBody = z.strictObject({ platform: z.string().max(40), identity: z.string().max(100) });

const STATUS: Readonly<Record<ReviewRefusal['because'], RefusalStatus>> = {
  'not-allowed': 403,
  'no-name': 409,
  gone: 404,
  changed: 409,
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
    .get('/review/topic', needs('curate'), query(TopicQuery), async (context) => {
      const { topic, language } = context.req.valid('query');
      const catalogue = bot.catalogue();
      const brief = topicNamed(catalogue, topic);
      if (brief?.status !== 'published') throw new RefusedRequest(404, 'gone', messages(language)('review.gone'));
      const person = context.get('person');
      const item = await bot.reviews.topic(brief);
      const others = may(person, 'review') ? await bot.reviews.otherReviewers(person, brief) : undefined;
      return context.json(openedView(item, { catalogue, language, now: bot.now() }, others));
    })
    .post('/review/right', needs('review'), body(ConfirmBody), async (context) => {
      const { language: reader, ...shown } = context.req.valid('json');
      const done = await bot.reviews.confirm(shown, context.get('person'));
      if (!done.ok) return refuse(done, context, reader);
      const answer: ReviewedView = { isNew: done.isNew, set: done.set ?? null };
      return context.json(answer);
    })
    .get('/review/chats', needs('curate'), async (context) => {
      const ties = await bot.chatTies.of(context.get('person'));
      const chats: ChatTieView[] = ties.map(({ platform, identity, name, tiedAt }) => ({
        platform,
        identity,
        name,
        tiedAt: tiedAt.toString(),
      }));
      return context.json({ chats });
    })
    .post('/review/code', needs('curate'), body(CodeBody), async (context) => {
      const made = await bot.chatTies.newCode(context.get('person'));
      if (made === undefined)
        throw new RefusedRequest(409, 'no-name', messages(context.req.valid('json').language)('review.noName'));
      const answer: TieCodeView = { code: made.code, expiresAt: made.expiresAt.toString() };
      return context.json(answer);
    })
    .post('/review/untied', needs('curate'), body(TieBody), async (context) => {
      if (await bot.chatTies.untie(context.get('person'), context.req.valid('json'))) return context.json({});
      throw new RefusedRequest(404, 'no-tie', refusal('no-such-tie'));
    });
}

export type ReasonView =
  /** The newest measure, and the day of the newest document that the bottom line rests on. */
  | { readonly type: 'bottom-line'; readonly measure: StatementLink; readonly on: DayView }
  | { readonly type: 'unreviewed' }
  | { readonly type: 'changed'; readonly since: DayView; readonly count: number }
  | { readonly type: 'overdue'; readonly since: DayView; readonly days: number }
  | { readonly type: 'due-soon'; readonly on: DayView }
  | { readonly type: 'one-side'; readonly missing: readonly string[] };

/** A topic that waits for a review, as a list shows it: to confirm it, it is opened. */
export type ReviewTopicView = NamedLink & {
  /** Who reviewed it last, and when. */
  readonly verified: string;
  readonly bottomLine: string;
  readonly reasons: readonly ReasonView[];
};

/** A topic that was opened for a review, with what has changed in it since a person reviewed it last. */
export type OpenedTopicView = NamedLink & {
  /** What is confirmed: the topic as it is shown here. */
  readonly version: string;
  readonly bottomLine: string;
  readonly keyPoints: readonly StatementLink[];
  readonly statements: number;
  /** The day of the last review by a person; null where there was none, so that all of it is new. */
  readonly since: DayView | null;
  /** None where all of it is new. */
  readonly changed: readonly StatementLink[];
  readonly entries: readonly { readonly on: DayView; readonly what: string }[];
  /** Why another person has to confirm it, and who may; null where nothing hinders who looks at it. */
  readonly forOthers: string | null;
};

/** Returns a topic that waits as a list shows it. */
export function reviewTopicView({ brief, reasons }: TopicItem, context: ViewContext): ReviewTopicView {
  const { language } = context;
  return {
    ...clearLink(brief, context),
    verified: verifiedText({ brief, language, t: messages(language) }),
    bottomLine: pick(brief.bottomLine.text, language),
    reasons: reasons.map((reason) => reasonView(reason, brief, context)),
  };
}

/** Returns a topic that was opened; with who may confirm it in place of who looks, where they may not. */
function openedView(
  { brief, version }: TopicItem,
  context: ViewContext,
  others: readonly string[] | undefined,
): OpenedTopicView {
  const { language, catalogue } = context;
  const { statements, entries } = changesSince(brief, catalogue);
  const { by, on } = brief.verified;
  const linked = (one: Statement): StatementLink => linkOf(one, brief, context);
  return {
    ...clearLink(brief, context),
    version,
    bottomLine: pick(brief.bottomLine.text, language),
    keyPoints: brief.keyPoints.flatMap((id) => catalogue.statements.get(id) ?? []).map(linked),
    statements: brief.statements.length,
    since: by.kind === 'person' ? dayIn(on, language) : null,
    changed: by.kind === 'person' ? statements.map(linked) : [],
    entries: entries.map((entry) => ({ on: dayIn(entry.on, language), what: pick(entry.what, language) })),
    forOthers: others === undefined ? null : authorText(others, messages(language)),
  };
}

/** Returns the way to a statement from a topic that tells it. */
export function linkOf(statement: Statement, brief: Brief, context: ViewContext): StatementLink {
  const { catalogue, language } = context;
  const parties = partiesOf(brief.relationship, context);
  return statementLink(statement, {
    language,
    t: messages(language),
    parties,
    sources: [...catalogue.sources.values()],
    brief,
  });
}

function reasonView(reason: ReviewReason, brief: Brief, context: ViewContext): ReasonView {
  const { language } = context;
  switch (reason.type) {
    case 'bottom-line':
      return { type: 'bottom-line', measure: linkOf(reason.measure, brief, context), on: dayIn(reason.on, language) };
    case 'unreviewed':
      return reason;
    case 'changed':
      return { type: 'changed', since: dayIn(reason.since, language), count: reason.count };
    case 'overdue':
      return { type: 'overdue', since: dayIn(reason.since, language), days: reason.days };
    case 'due-soon':
      return { type: 'due-soon', on: dayIn(reason.on, language) };
    case 'one-side': {
      const parties = partiesOf(brief.relationship, context);
      return { type: 'one-side', missing: reason.missing.map((party) => partyName(party, { parties, language })) };
    }
  }
}

/** Of many who may review, so many are named. */
const MAX_ASKED = 5;

const askable = (who: readonly string[], t: Translate): string => who.slice(0, MAX_ASKED).join(t('review.listed'));

/** Returns the sentence that says that another person has to review, and who may. */
const authorText = (who: readonly string[], t: Translate): string =>
  who.length === 0 ? t('review.author') : t('review.authorAsk', { who: askable(who, t) });

function refusalText(refused: ReviewRefusal, { name }: Pick<Account, 'name'>, language: Language): string {
  const t = messages(language);
  switch (refused.because) {
    case 'not-allowed':
      return refused.who.length === 0
        ? t('review.notAllowed', { name })
        : t('review.notAllowedAsk', { name, who: askable(refused.who, t) });
    case 'no-name':
      return t('review.noName');
    case 'gone':
      return t('review.gone');
    case 'changed':
      return t('review.changed', { title: pick(refused.brief.title, language) });
    case 'author':
      return authorText(refused.who, t);
    case 'unwritable':
      return t('review.unwritable');
    case 'refused':
      return t('review.refused', { detail: recordRefusalText(refused.refusal, language) });
  }
}
