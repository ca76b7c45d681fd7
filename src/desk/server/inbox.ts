/** The inbox: one list of readers' flags and of questions that found nothing, and what a curator is done with. */
import { refusal } from '../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Language } from '../../records/schema.ts';
import type { FlagItem } from '../../people/inbox.ts';
import { BOTTOM_LINE, WHOLE_BRIEF } from '../../reply/button.ts';
import { topicNamed } from '../../records/catalogue.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { body, type DeskContext, query, RefusedRequest, LANGUAGE, ID } from './context.ts';
import { auditOfFlag } from './conversation.ts';
import { placeOf } from './records/statement.ts';
import { dayIn, type DayView } from './records/view-context.ts';

/** The page on which an item is put right. */
type CorrectAt = {
  readonly page: string;
  readonly at: string;
  readonly choices?: Readonly<Record<string, string>> | undefined;
};

export type InboxItem = { readonly correct: CorrectAt | null } & (
  | ({ readonly kind: 'flag'; readonly on: DayView } & Omit<FlagItem, 'on'>)
  | {
      readonly kind: 'question';
      readonly text: string;
      readonly count: number;
      readonly lastOn: DayView;
      readonly language: Language;
    }
);

export type InboxView = {
  /** Flags, oldest first, then questions, the most frequent first. */
  readonly items: readonly InboxItem[];
  readonly more: boolean;
  readonly keepsQuestions: boolean;
};

const QUESTION = z.string().min(1).max(400);
const InboxQuery = z.strictObject({ language: LANGUAGE });
const DoneBody = z.strictObject({ flag: ID });
const DroppedBody = z.strictObject({ question: QUESTION });
const KeptBody = z.strictObject({
  question: QUESTION,
  count: z.number().int().min(1).max(1_000_000),
  lastOn: z.iso.date(),
});
/** Each question is ranked against the briefs again, so that the number per request is limited. */
const MAX_QUESTIONS = 50;

const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

/** Returns where a flag is corrected: its statement where it is of one, else its topic; null where that is gone. */
function correctFlag({ topic, statementId }: FlagItem, catalogue: Catalogue): CorrectAt | null {
  const statement = [WHOLE_BRIEF, BOTTOM_LINE].includes(statementId)
    ? undefined
    : catalogue.statements.get(statementId);
  if (statement !== undefined) {
    const place = placeOf(statement, catalogue);
    return { page: 'documents', at: place.document, choices: { correct: place.statement } };
  }
  return topicNamed(catalogue, topic) === undefined ? null : { page: 'topics', at: topic, choices: { view: 'edit' } };
}

/** Returns where a question is corrected: the topic that its words speak for, or Ask where there is none. */
function correctQuestion(question: string, catalogue: Catalogue): CorrectAt {
  const [closest] = catalogue.finder.explain(question).candidates;
  return closest === undefined || closest.score <= 0
    ? { page: 'ask', at: '' }
    : { page: 'topics', at: closest.brief.id, choices: { view: 'edit' } };
}

/** Returns the routes of the inbox. */
export function inboxRoutes({ bot }: DeskContext) {
  return new Hono<DeskEnv>()
    .get('/inbox', needs('curate'), query(InboxQuery), async (context) => {
      const sent = context.req.valid('query');
      const catalogue = bot.catalogue();
      const inbox = await bot.curatorsInbox.items(sent.language);
      const day = (iso: string): DayView => dayIn(iso, sent.language);
      const answer: InboxView = {
        items: [
          ...inbox.flags.map((flag) => ({
            ...flag,
            kind: 'flag' as const,
            on: day(flag.on),
            correct: correctFlag(flag, catalogue),
          })),
          ...inbox.questions.slice(0, MAX_QUESTIONS).map(({ text, count, lastOn }) => ({
            kind: 'question' as const,
            text,
            count,
            lastOn: day(lastOn),
            language: languageOf(text),
            correct: correctQuestion(text, catalogue),
          })),
        ],
        more: inbox.more || inbox.questions.length > MAX_QUESTIONS,
        keepsQuestions: bot.conversation.keepsQuestions,
      };
      return context.json(answer);
    })
    .post('/inbox/done', needs('curate'), body(DoneBody), async (context) => {
      const sent = context.req.valid('json');
      if (await bot.curatorsInbox.closeFlag(sent.flag)) {
        await context.get('note')(await auditOfFlag('flag-done', sent.flag, bot));
        return context.json({});
      }
      throw new RefusedRequest(404, 'no-flag', refusal('no-such-flag'));
    })
    .post('/inbox/dropped', needs('curate'), body(DroppedBody), async (context) => {
      const sent = context.req.valid('json');
      if (await bot.curatorsInbox.deleteQuestion(sent.question)) {
        await context.get('note')({ act: 'question-dropped', about: sent.question });
        return context.json({});
      }
      throw new RefusedRequest(404, 'no-question', refusal('no-such-question'));
    })
    .post('/inbox/reopened', needs('curate'), body(DoneBody), async (context) => {
      const sent = context.req.valid('json');
      if (await bot.curatorsInbox.reopenFlag(sent.flag)) {
        await context.get('note')(await auditOfFlag('flag-reopened', sent.flag, bot));
        return context.json({});
      }
      throw new RefusedRequest(404, 'no-flag', refusal('no-such-closed-flag'));
    })
    .post('/inbox/kept', needs('curate'), body(KeptBody), async (context) => {
      const { question, ...asked } = context.req.valid('json');
      await bot.curatorsInbox.restoreQuestion({ text: question, ...asked });
      await context.get('note')({ act: 'question-kept', about: question });
      return context.json({});
    });
}
