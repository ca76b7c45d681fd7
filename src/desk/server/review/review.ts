/** The routes of reviews: what waits, confirming a topic, saying that it needs work, and the chats that a person reviews in. */
import { messages } from '../../../locales/messages.ts';
import { refusal } from '../../../records/publish/refused.ts';
import { setImmediate as breathe } from 'node:timers/promises';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Language } from '../../../records/schema.ts';
import { refusalText } from '../../../conversation/review/reply.ts';
import { may } from '../../../people/roles.ts';
import { MAX_NOTE_CHARACTERS } from '../../../people/review/note.ts';
import type { ReviewRefusal } from '../../../people/review/reviews.ts';
import { type DeskEnv, needs } from '../access/access.ts';
import type { RefusalStatus } from '../access/guard.ts';
import { body, type DeskContext, query, RefusedRequest } from '../context.ts';
import { ID, LANGUAGE } from '../shared/inputs.ts';
import { itemView, type ReviewItemView, type ReviewView } from './view.ts';

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
const RightBody = z.strictObject(SHOWN);
const WorkBody = z.strictObject({
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
        items.push(itemView(item, view, isAsked ? await bot.reviews.insteadOf(person, item.brief) : undefined));
        // Who wrote what is read from the sets of changes at first: meanwhile others are answered.
        if (isAsked) await breathe();
      }
      const answer: ReviewView = {
        items,
        writes: bot.recordEditor?.writable === true,
      };
      return context.json(answer);
    })
    .post('/review/right', needs('review'), body(RightBody), async (context) => {
      const { language: reader, ...shown } = context.req.valid('json');
      const done = await bot.reviews.confirm(shown, context.get('person'));
      if (!done.ok) return refuse(done, context, reader);
      const answer: ReviewedView = { isNew: done.isNew, set: done.set ?? null };
      return context.json(answer);
    })
    .post('/review/work', needs('review'), body(WorkBody), async (context) => {
      const { language: reader, ...shown } = context.req.valid('json');
      const done = await bot.reviews.needsWork(shown, context.get('person'));
      if (!done.ok) return refuse(done, context, reader);
      const answer: ReviewedView = { isNew: done.isNew, set: null };
      return context.json(answer);
    })
    .post('/review/done', needs('curate'), body(NoteBody), async (context) => {
      if (await bot.reviews.finish(context.req.valid('json').note, context.get('person'))) return context.json({});
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
