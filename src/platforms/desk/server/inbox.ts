/** The inbox: flags and unanswered questions, and what a curator does with them. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Brief, Language } from '../../../records/schema.ts';
import { formatDay } from '../../../records/dates.ts';
import type { FlagItem } from '../../../inbox/curators-inbox.ts';
import { pick } from '../../../reply/compose/parts.ts';
import { authorOf } from './publish/author.ts';
import { refusalOf } from './refusal.ts';
import { body, type DeskContext, query, RefusedRequest } from './context.ts';

/** A calendar day: YYYY-MM-DD, and formatted for the reader. */
export type InboxDay = { readonly iso: string; readonly said: string };

export type BriefName = { readonly id: string; readonly title: string };

/** An unanswered question, with the brief closest to it. */
export type Unfound = {
  readonly text: string;
  readonly count: number;
  readonly lastOn: InboxDay;
  readonly language: Language;
  readonly closest: string | null;
};

export type InboxView = {
  readonly flags: readonly (Omit<FlagItem, 'on'> & { readonly on: InboxDay })[];
  readonly more: boolean;
  readonly questions: readonly Unfound[];
  readonly moreQuestions: boolean;
  readonly keepsQuestions: boolean;
  /** Whether records can be written. */
  readonly writes: boolean;
  /** The published briefs by title; null where they are too many to choose from. */
  readonly briefs: readonly BriefName[] | null;
};

const language = z.enum(['en', 'zh']);
// A topic's id may have its relationship in front.
const id = z.string().min(1).max(121);
const InboxQuery = z.strictObject({ language });
const DoneBody = z.strictObject({ flag: id });
const DroppedBody = z.strictObject({ question: z.string().min(1).max(400) });
const AddedBody = z.strictObject({
  brief: id,
  as: z.enum(['question', 'alias']),
  language,
  text: z.string().trim().min(1).max(200),
  /** The unanswered question that this wording resolves; it leaves the inbox. */
  question: z.string().min(1).max(400).optional(),
});
/** Each question is ranked against the briefs again, so that the number per request is limited. */
const QUESTIONS_MOST = 50;
/** The longest list of briefs to choose from. */
const BRIEFS_MOST = 200;

const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

const namesOf = (briefs: readonly Brief[], reader: Language): BriefName[] =>
  briefs
    .filter(({ status }) => status === 'published')
    .map(({ id: name, title }) => ({ id: name, title: pick(title, reader) }))
    .toSorted((a, b) => a.title.localeCompare(b.title, reader));

/** Returns the routes of the inbox. */
export function inbox({ bot }: DeskContext) {
  return new Hono()
    .get('/inbox', query(InboxQuery), async (context) => {
      const sent = context.req.valid('query');
      const { finder, briefs } = bot.catalogue();
      const items = await bot.curatorsInbox.items(sent.language);
      const day = (iso: string): InboxDay => ({ iso, said: formatDay(iso, sent.language) });
      const answer: InboxView = {
        flags: items.flags.map((flag) => ({ ...flag, on: day(flag.on) })),
        more: items.more,
        questions: items.questions.slice(0, QUESTIONS_MOST).map(({ text, count, lastOn }) => ({
          text,
          count,
          lastOn: day(lastOn),
          language: languageOf(text),
          closest: finder.rank(text)[0]?.brief.id ?? null,
        })),
        moreQuestions: items.questions.length > QUESTIONS_MOST,
        keepsQuestions: bot.keepsQuestions,
        writes: bot.recordEditor?.writable === true,
        briefs: briefs.size > BRIEFS_MOST ? null : namesOf([...briefs.values()], sent.language),
      };
      return context.json(answer);
    })
    .post('/inbox/done', body(DoneBody), async (context) => {
      const sent = context.req.valid('json');
      if (await bot.curatorsInbox.finish(sent.flag)) return context.json({});
      throw new RefusedRequest(
        404,
        'no-flag',
        'There is no such open flag; somebody may have been done with it before.',
      );
    })
    .post('/inbox/dropped', body(DroppedBody), async (context) => {
      const sent = context.req.valid('json');
      if (await bot.curatorsInbox.drop(sent.question)) return context.json({});
      throw new RefusedRequest(404, 'no-question', 'This question is not in the inbox any more.');
    })
    .post('/inbox/added', body(AddedBody), async (context) => {
      const sent = context.req.valid('json');
      if (bot.recordEditor?.writable !== true)
        throw new RefusedRequest(404, 'read-only', 'Records cannot be written here; edit them where they are kept.');
      const { question, ...wording } = sent;
      const added = await bot.recordEditor.addWording(wording, authorOf());
      if (!added.ok) throw refusalOf(added);
      if (question !== undefined) await bot.curatorsInbox.drop(question);
      return context.json({});
    });
}
