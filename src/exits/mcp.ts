/** The file for assistants by the Model Context Protocol: six tools that only read, each answer with its citations, over HTTP and over standard input and output. */
import { INVALID_REQUEST, McpServer, createMcpHandler, readRequestBody } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';
import { STATUS_KINDS } from '../views/board.ts';
import { answerObject, createQuestionQueue, type QuestionQueue } from './ask.ts';
import {
  listDisagreements,
  listNews,
  NotGiven,
  findStatement,
  findTopic,
  listTracks,
  type ExitSources,
  type LookupContext,
} from './lookup.ts';
import { AnswerSchema } from './schemas.ts';
import { DisagreementSchema, TopicSchema } from '../views/topic.ts';
import { LanguageSchema } from '../views/when.ts';
import { NewsItemSchema } from '../views/news.ts';
import { StatementSchema } from '../views/statement.ts';
import { TrackSchema } from '../views/track.ts';
import type { CitationView } from '../views/citation.ts';

const MAX_BODY_BYTES = 256 * 1024;
/** More of a list than an assistant reads. */
const MAX_LISTED = 40;
const READS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

const language = LanguageSchema.default('en').describe('The language of the answer.');
const topic = z.string().min(1).max(200);
const oneTopic = topic.describe('The id of a topic, such as ai-governance.');
const topicOrAll = topic.optional().describe('The id of a topic; all of them when left out.');

const where = ([first]: readonly CitationView[]): string =>
  first === undefined
    ? ''
    : ` [${first.document.publisher}, ${first.document.publishedOn}, ¶${first.paragraph}: ${first.link}]`;

/** Returns what a tool answers: the object, and a short text of it. */
const told = <Value extends Record<string, unknown>>(value: Value, text: string) => ({
  content: [{ type: 'text' as const, text }],
  structuredContent: value,
});

type McpOptions = ExitSources & { readonly inTurn: QuestionQueue };

/** Returns a server with its tools; each request over HTTP has one of its own. */
function createServer({ catalogue, now, fault, chooser, inTurn }: McpOptions): McpServer {
  const server = new McpServer(
    { name: 'attache', version: '1.0.0' },
    {
      instructions:
        'Sourced statements on the relations between two countries. Every statement carries the exact words, paragraph, document, publisher and day that it rests on: keep them with it. Nothing later than fileTo is known. "not-here" means that the file holds nothing on it.',
    },
  );
  const asked = (its: LookupContext['language']): LookupContext => ({
    catalogue: catalogue(),
    language: its,
    now: now(),
    chooser,
  });
  /** Runs a tool; what was taken back says so with the day and the reason, and what is no citation of anything never leaves. */
  const giving = async <Given>(name: string, give: () => Given | Promise<Given>) => {
    try {
      return await give();
    } catch (error) {
      const text =
        error instanceof NotGiven
          ? [error.message, error.gone?.reason].filter((part) => part !== undefined).join(' ')
          : `Something went wrong; it is in the log as ${fault(error, `mcp ${name}`)}.`;
      return { content: [{ type: 'text' as const, text }], isError: true };
    }
  };
  server.registerTool(
    'ask',
    {
      title: 'Ask the file',
      description:
        'Answers a question in English or Chinese, or says that nothing in the file does and what was looked for.',
      inputSchema: z.strictObject({ question: z.string().trim().min(1).max(2_000), language }),
      outputSchema: z.strictObject({ answer: AnswerSchema }),
      annotations: READS,
    },
    async ({ question, language: its }) =>
      await giving('ask', async () => {
        const answer = await inTurn(async () => await answerObject(question, asked(its)));
        return told({ answer }, answer.text);
      }),
  );
  server.registerTool(
    'topic',
    {
      title: 'A topic',
      description: 'What a topic comes to, what both sides say, what is next and what is not known.',
      inputSchema: z.strictObject({ topic: oneTopic, language }),
      outputSchema: TopicSchema,
      annotations: READS,
    },
    async ({ topic: id, language: its }) =>
      await giving('topic', () => {
        const value = findTopic(id, asked(its));
        return told(value, `${value.title}: ${value.bottomLine.text}${where(value.bottomLine.citations)}`);
      }),
  );
  server.registerTool(
    'status',
    {
      title: 'Status board',
      description:
        'How measures and promises stand: what passed without a later document first, then the next sixty days, what is in force, promised, done or ended, and bills.',
      inputSchema: z.strictObject({
        topic: topicOrAll,
        party: z.string().max(60).optional().describe('The id of a party, such as cn or us.'),
        kind: z.enum(STATUS_KINDS).optional().describe('`begins` is what was announced to begin or to change.'),
        language,
      }),
      outputSchema: z.strictObject({ tracks: z.array(TrackSchema), all: z.int() }),
      annotations: READS,
    },
    async ({ language: its, ...query }) =>
      await giving('status', () => {
        const all = listTracks(asked(its), query);
        const tracks = all.slice(0, MAX_LISTED);
        const lines = tracks.map(({ title, state, citations }) => `${title}: ${state.text}${where(citations)}`);
        return told({ tracks, all: all.length }, lines.join('\n'));
      }),
  );
  server.registerTool(
    'sides',
    {
      title: 'Both sides',
      description: 'What the two sides tell differently, each side with its source.',
      inputSchema: z.strictObject({ topic: topicOrAll, language }),
      outputSchema: z.strictObject({ disagreements: z.array(DisagreementSchema), all: z.int() }),
      annotations: READS,
    },
    async ({ topic: id, language: its }) =>
      await giving('sides', () => {
        const all = listDisagreements(asked(its), id);
        const disagreements = all.slice(0, MAX_LISTED);
        const lines = disagreements.flatMap(({ question, sides }) => [
          question,
          ...sides.map((side) => `- ${side.name}: ${side.text}${'citations' in side ? where(side.citations) : ''}`),
        ]);
        return told({ disagreements, all: all.length }, lines.join('\n'));
      }),
  );
  server.registerTool(
    'statement',
    {
      title: 'A statement',
      description: 'One statement by its id: who, when, how it stands and where exactly it is said.',
      inputSchema: z.strictObject({ id: z.string().min(1).max(400).describe('document/statement'), language }),
      outputSchema: StatementSchema,
      annotations: READS,
    },
    async ({ id, language: its }) =>
      await giving('statement', () => {
        const value = findStatement(id, asked(its));
        return told(value, `${value.who}, ${value.when.text}: ${value.text}${where(value.citations)}`);
      }),
  );
  server.registerTool(
    'news',
    {
      title: 'News',
      description: 'What is new, corrected or withdrawn since a day, the newest first; each has a key that stays.',
      inputSchema: z.strictObject({
        topic: topicOrAll,
        since: z.iso.date().optional().describe('The first day, as in 2026-09-24.'),
        language,
      }),
      outputSchema: z.strictObject({ news: z.array(NewsItemSchema), all: z.int() }),
      annotations: READS,
    },
    async ({ language: its, ...query }) =>
      await giving('news', () => {
        const { items, all } = listNews(asked(its), query, { from: 0, most: MAX_LISTED });
        const lines = items.map(
          (one) => `${one.on}, ${one.topic.title}: ${one.text}${'citations' in one ? where(one.citations) : ''}`,
        );
        return told({ news: [...items], all }, lines.join('\n'));
      }),
  );
  return server;
}

/** Returns what answers requests of MCP over HTTP, each by itself: nothing is remembered of a client. */
export function createMcpFetch(options: McpOptions): (request: Request) => Promise<Response> {
  const handler = createMcpHandler(() => createServer(options), {
    maxRequestBodySize: MAX_BODY_BYTES,
    maxSubscriptions: 1,
  });
  return async (request) => ((await isBatch(request)) ? refusedBatch() : await handler.fetch(request));
}

/** Returns whether a request holds several calls; one whose body cannot be read is left to the handler. */
async function isBatch(request: Request): Promise<boolean> {
  const body = await readRequestBody(request.clone(), MAX_BODY_BYTES).catch(() => undefined);
  return body?.tooLarge === false && body.text.trimStart().startsWith('[');
}

/** A batch would count as one request of its token, however much it asks; the protocol has had none since June 2025. */
const refusedBatch = (): Response =>
  Response.json(
    {
      jsonrpc: '2.0',
      id: null,
      error: { code: INVALID_REQUEST, message: 'Send one message a request: batches are not read.' },
    },
    { status: 400, headers: { 'cache-control': 'no-store' } },
  );

/** Serves MCP over standard input and output; resolves when the input ends. */
export async function serveMcp(options: ExitSources, input: NodeJS.ReadableStream): Promise<void> {
  const ended = new Promise<void>((resolve) => void input.once('end', resolve).once('close', resolve));
  const inTurn = createQuestionQueue();
  const served = serveStdio(() => createServer({ ...options, inTurn }));
  await ended;
  await served.close();
}
