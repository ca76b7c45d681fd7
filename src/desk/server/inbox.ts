/** The inbox: flags and unanswered questions, what a curator does with them, and the wordings that are added to topics for them. */
import { refusal } from '../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Language } from '../../records/schema.ts';
import type { FlagItem } from '../../people/inbox.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { briefsOf } from '../../search/finder.ts';
import { clearTitle } from '../../reply/compose/parts.ts';
import { type DeskEnv, needs } from './access/access.ts';
import {
  body,
  type DeskContext,
  query,
  RefusedRequest,
  LANGUAGE,
  ID,
  editorOf as anyEditorOf,
  refusalOf,
} from './context.ts';
import { auditOfFlag } from './conversation.ts';
import { clearLink, dayIn, type DayView, type NamedLink } from './records/view-context.ts';
import type { Author } from '../../records/publish/change-set.ts';
import type { RecordEditor, Wording } from '../../records/publish/record-editor-contract.ts';
import type { DeskBot } from '../bot.ts';

/** An unanswered question, with the brief closest to it. */
export type UnansweredView = {
  readonly text: string;
  readonly count: number;
  readonly lastOn: DayView;
  readonly language: Language;
  readonly closest: string | null;
  /** What it finds by now, and the title of the topic that answers it. */
  readonly finds: 'nothing' | 'near' | 'answer';
  readonly answers: string | null;
};

export type InboxView = {
  readonly flags: readonly (Omit<FlagItem, 'on'> & { readonly on: DayView })[];
  readonly more: boolean;
  readonly questions: readonly UnansweredView[];
  readonly moreQuestions: boolean;
  readonly keepsQuestions: boolean;
  /** Whether records can be written. */
  readonly writes: boolean;
  /** The published briefs by title; null where they are too many to choose from. */
  readonly briefs: readonly NamedLink[] | null;
};

const QUESTION = z.string().min(1).max(400);
const InboxQuery = z.strictObject({ language: LANGUAGE });
const DoneBody = z.strictObject({ flag: ID });
const DroppedBody = z.strictObject({ question: QUESTION });
const WORDING = {
  brief: ID,
  as: z.enum(['question', 'alias']),
  language: LANGUAGE,
  text: z.string().trim().min(1).max(200),
};
const KeptBody = z.strictObject({
  question: QUESTION,
  count: z.number().int().min(1).max(1_000_000),
  lastOn: z.iso.date(),
});
const AddedBody = z.strictObject({
  ...WORDING,
  /** The unanswered question that this wording resolves; it leaves the inbox. */
  question: QUESTION.optional(),
});
/** Each question is ranked against the briefs again, so that the number per request is limited. */
const MAX_QUESTIONS = 50;
/** The longest list of briefs to choose from. */
const MAX_BRIEFS = 200;

const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

const namesOf = (catalogue: Catalogue, reader: Language): NamedLink[] =>
  [...catalogue.briefs.values()]
    .filter(({ status }) => status === 'published')
    .map((brief) => clearLink(brief, { catalogue, language: reader }))
    .toSorted((a, b) => a.title.localeCompare(b.title, reader));

/** Returns what a question finds by now, and the topic to propose for it: one that it finds, or for which its words speak, and not only less against it than against the others. */
function foundBy(question: string, catalogue: Catalogue, reader: Language) {
  const { found, candidates } = catalogue.finder.explain(question);
  const [first] = candidates;
  const [answers] = found.result === 'found' || found.result === 'several' ? briefsOf(found) : [];
  const isNear = found.result === 'near' || (found.result === 'none' && found.nearest.length > 0);
  return {
    closest: first === undefined || first.score <= 0 ? null : first.brief.id,
    finds: answers === undefined ? (isNear ? ('near' as const) : ('nothing' as const)) : ('answer' as const),
    answers: answers === undefined ? null : clearTitle(answers, catalogue, reader),
  };
}

/** Returns the routes of the inbox. */
export function inboxRoutes({ bot }: DeskContext) {
  return new Hono<DeskEnv>()
    .get('/inbox', needs('curate'), query(InboxQuery), async (context) => {
      const sent = context.req.valid('query');
      const catalogue = bot.catalogue();
      const { briefs } = catalogue;
      const items = await bot.curatorsInbox.items(sent.language);
      const day = (iso: string): DayView => dayIn(iso, sent.language);
      const answer: InboxView = {
        flags: items.flags.map((flag) => ({ ...flag, on: day(flag.on) })),
        more: items.more,
        questions: items.questions.slice(0, MAX_QUESTIONS).map(({ text, count, lastOn }) =>
          Object.assign(foundBy(text, catalogue, sent.language), {
            text,
            count,
            lastOn: day(lastOn),
            language: languageOf(text),
          }),
        ),
        moreQuestions: items.questions.length > MAX_QUESTIONS,
        keepsQuestions: bot.conversation.keepsQuestions,
        writes: bot.recordEditor?.writable === true,
        briefs: briefs.size > MAX_BRIEFS ? null : namesOf(catalogue, sent.language),
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
    })
    .post('/inbox/added', needs('curate'), body(AddedBody), async (context) => {
      const { question, ...wording } = context.req.valid('json');
      const set = await addWording(wording, { name: context.get('person').name }, bot);
      await context.get('note')({
        act: 'wording-added',
        about: wording.brief,
        detail: `${wording.as}: ${wording.text}`,
      });
      if (question !== undefined) await bot.curatorsInbox.deleteQuestion(question);
      return context.json({ set });
    });
}

type WordingBot = Pick<DeskBot, 'catalogue' | 'recordEditor'>;

function writableEditor(bot: WordingBot): RecordEditor {
  const editor = anyEditorOf(bot);
  if (editor.writable) return editor;
  throw new RefusedRequest(404, 'read-only', refusal('read-only'));
}

/** Adds a wording to its topic and returns the change set that it is, which can be undone. */
async function addWording(wording: Wording, author: Author, bot: WordingBot): Promise<string | undefined> {
  const added = await writableEditor(bot).addWording(wording, author);
  if (!added.ok) throw refusalOf(added);
  return added.id;
}
