/** A question answered as chats answer it, by the same conversation, as an object with its statements. */
import { answer } from '../conversation/answer-request.ts';
import { chooseByModel } from '../conversation/model-choice.ts';
import type { AnswerContext } from '../conversation/conversation.ts';
import { alone } from '../conversation/follow-up/parse.ts';
import { parseMessage } from '../conversation/parse-text.ts';
import { topicNamed } from '../records/catalogue.ts';
import type { BriefRequest } from '../reply/button.ts';
import { boardView } from '../views/board.ts';
import { BETWEEN_MARKS, type CitationMark } from '../views/marks.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { yieldToEventLoop } from '../shared/mutex.ts';
import { lookedFor, namedViews, NotGiven, findTopic, type LookupContext } from './lookup.ts';
import type { TrackView } from '../views/track.ts';
import { validated } from '../views/validate.ts';
import { AnswerSchema, type AnswerView } from './schemas.ts';

/** So many questions wait at once, which is some seconds of work. */
const MAX_QUESTIONS = 50;

/** Answers a question in its turn; rejects with `NotGiven` where too many wait. */
export type QuestionQueue = <Answer>(answerQuestion: () => Promise<Answer>) => Promise<Answer>;

/** Returns what answers one question a turn of the event loop, so that chats are answered in between. */
export function createQuestionQueue(): QuestionQueue {
  let waiting = 0;
  return async (answerQuestion) => {
    if (waiting >= MAX_QUESTIONS) throw new NotGiven('busy', 'Too many questions are waiting; ask again.');
    waiting += 1;
    try {
      await yieldToEventLoop();
      return await answerQuestion();
    } finally {
      waiting -= 1;
    }
  };
}

/** What of a conversation is answered from the file; anything else that is typed is a question. */
const ANSWERED: ReadonlySet<BriefRequest['type']> = new Set([
  'topics',
  'brief',
  'sections',
  'section',
  'related',
  'several',
  'status',
  'dates',
  'news',
  'ask',
]);

/** Returns the answer to a question; rejects with `NotGiven` where it is about a topic that was retracted. */
export async function answerObject(question: string, asked: LookupContext): Promise<AnswerView> {
  const { catalogue, language, now, chooser } = asked;
  await catalogue.prepare();
  const parsed = alone(parseMessage(question, catalogue).request);
  const request: BriefRequest = ANSWERED.has(parsed.type) ? parsed : { type: 'ask', question };
  const context: AnswerContext = { catalogue, language, now, audience: 'asker', helpEntries: [] };
  const choice = await chooseByModel(request, chooser, context, 'programs');
  const reply = answer(request, { ...context, choice });
  const shown = topicOfReply(reply);
  // Says when and why, where it was retracted.
  if (shown !== undefined && topicNamed(catalogue, shown)?.status === 'retracted') findTopic(shown, asked);

  const offered = reply.blocks.flatMap((block) =>
    block.type === 'choices' ? block.choices.flatMap(({ target }) => topicIn(target.request) ?? []) : [],
  );
  const led = reply.actions.flatMap(({ target }) => (target.verb === 'open' ? (topicIn(target.request) ?? []) : []));
  const topics = [...new Set([...(shown === undefined ? [] : [shown]), ...offered, ...led])];
  const isAbsent = reply.outcome === 'nothing';
  const tracks = tracksOfBoard(reply, asked);
  // What an answer shows of a whole topic rests on what its bottom line rests on.
  const resting = reply.about?.statements ?? [];
  const ids =
    resting.length > 0 || isAbsent
      ? resting
      : [
          ...tracks.map(({ statement }) => statement),
          ...(offered.length > 0 ? [] : topics.flatMap((id) => catalogue.briefs.get(id)?.bottomLine.restsOn ?? [])),
        ];
  const found = namedViews({ topics, statements: ids }, asked);
  const base = { question, language: reply.language, title: reply.title, text: replyText(reply) };
  const { statements } = found;
  const [first] = statements;
  if (first !== undefined && !isAbsent)
    return validated(AnswerSchema, {
      ...base,
      result: 'answer',
      statements,
      tracks,
      topics: found.topics,
      fileTo:
        statements
          .map(({ fileTo }) => fileTo)
          .toSorted()
          .at(-1) ?? first.fileTo,
    });
  if (first === undefined && !isAbsent && found.topics.length > 0)
    return validated(AnswerSchema, { ...base, result: 'choices', topics: found.topics });
  const looked = lookedFor(catalogue.finder.explain(question).unknown, asked);
  return validated(
    AnswerSchema,
    first === undefined
      ? { ...base, result: 'not-here', topics: found.topics, lookedFor: looked }
      : { ...base, result: 'nearest', statements, topics: found.topics, lookedFor: looked },
  );
}

/** Returns the measures and promises of the board that a reply is. */
function tracksOfBoard({ again }: Reply, asked: LookupContext): TrackView[] {
  if (again?.type === 'status') return boardView(again, asked);
  if (again?.type !== 'dates') return [];
  const { topic, relationship } = again;
  return boardView({ topic, relationship }, asked).filter(({ days }) => days.length > 0);
}

const topicIn = (request: BriefRequest): string | undefined => ('topic' in request ? request.topic : undefined);

const topicOfReply = ({ about, again }: Reply): string | undefined =>
  about?.topic ?? (again === undefined ? undefined : topicIn(again));

const cited = (text: string, marks: readonly CitationMark[] = []): string =>
  marks.length === 0 ? text : `${text} [${marks.map((one) => one.text).join(BETWEEN_MARKS)}]`;

/** Returns what a reply says as plain text: each line with where it stands. */
function replyText(reply: Reply): string {
  const lines = reply.blocks.flatMap(blockLines).filter((line) => line !== '');
  return [reply.title, ...lines].filter((line) => line !== '').join('\n');
}

function blockLines(block: Block): readonly string[] {
  switch (block.type) {
    case 'summary':
    case 'note':
      return [cited(block.text, block.marks)];
    case 'badge':
      return [[...(block.warning === undefined ? [] : [block.warning]), ...block.items].join(' · ')];
    case 'claims':
      return [
        block.heading,
        ...block.claims.map(({ state, lead, text, detail, marks }) =>
          cited(
            [state, lead?.text, text, ...detail].filter((part) => part !== undefined && part !== '').join(' · '),
            marks,
          ),
        ),
      ];
    case 'points':
      return [block.heading, ...block.items.map(({ label, text, marks }) => cited(`${label}: ${text}`, marks))];
    case 'watch':
      return [block.heading, ...block.items.map(({ text, marks }) => cited(text, marks))];
    case 'gaps':
      return [block.heading, ...block.items];
    case 'sources':
      return block.items.map(({ title, detail, url }) => `${title}. ${detail}. ${url}`);
    case 'list':
      return [block.heading, ...block.items.map(({ label, detail }) => [label, detail].filter(Boolean).join(': '))];
    case 'choices':
      return [block.prompt, ...block.choices.map(({ label }) => label)];
  }
}
