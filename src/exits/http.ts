/** The file over HTTP for programs: JSON under /api/v1 with its description, MCP, and feeds and calendars, all behind a token. */
import { hash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { AccessTokens, TokenAnswer, TokenPlace } from '../people/access-tokens.ts';
import { dayOf } from '../records/dates.ts';
import type { Language } from '../records/schema.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { yieldToEventLoop } from '../shared/mutex.ts';
import { STATUS_KINDS, type StatusKind } from '../views/board.ts';
import { answerObject, createQuestionQueue, type QuestionQueue } from './ask.ts';
import { FORMS } from './forms.ts';
import {
  listDisagreements,
  findDocument,
  listDocuments,
  listed,
  listNews,
  NotGiven,
  searchFile,
  findStatement,
  listStatements,
  findTopic,
  listTopics,
  listTracks,
  versionOf,
  type ExitSources,
  type Listed,
  type LookupContext,
  type Part,
} from './lookup.ts';
import { validated } from '../views/validate.ts';
import {
  AnswerSchema,
  DocumentsSchema,
  NewsSchema,
  ProblemSchema,
  SearchSchema,
  SidesSchema,
  StatementsSchema,
  StatusSchema,
  TopicsSchema,
} from './schemas.ts';
import { CitationSchema } from '../views/citation.ts';
import { DisagreementSchema, TopicRefSchema, TopicSchema } from '../views/topic.ts';
import { DocumentSchema } from '../views/document.ts';
import { LanguageSchema } from '../views/when.ts';
import { NewsItemSchema } from '../views/news.ts';
import { StatementSchema } from '../views/statement.ts';
import { TrackSchema } from '../views/track.ts';

export type ExitOptions = ExitSources & { readonly tokens: Pick<AccessTokens, 'check'> };

type Status = 400 | 401 | 403 | 404 | 405 | 410 | 429 | 500 | 503;

/** A request that is refused: a problem as RFC 9457 has it. */
class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: Status;
  readonly code: string;
  readonly more: Readonly<Record<string, string>>;

  constructor(status: Status, code: string, detail: string, more: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

const TITLES: Readonly<Record<Status, string>> = {
  400: 'The request cannot be read',
  401: 'A token is needed',
  403: 'This address reads nothing',
  404: 'There is nothing of this name',
  405: 'Only reading is possible',
  410: 'It was taken back',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'It is out of service for now',
};

const problemOf = ({ status, code, message, more }: Problem, headers: Record<string, string> = {}): Response =>
  new Response(
    JSON.stringify({
      type: 'about:blank',
      title: TITLES[status],
      status,
      code,
      detail: message,
      ...more,
    }),
    { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers } },
  );

/** Why a token reads nothing. */
const REFUSED: Readonly<Record<Exclude<TokenAnswer, 'good' | 'busy' | 'guessed' | 'unknown'>, string>> = {
  expired: 'The token has expired; ask for another one.',
  withdrawn: 'The token was withdrawn; ask for another one.',
};
const UNKNOWN: Readonly<Record<TokenPlace, string>> = {
  header: 'Send a token that is known here, as Authorization: Bearer TOKEN. `attache token make NAME` makes one.',
  path: 'The address holds no token that is known here. `attache token make NAME --in path` makes one.',
};
const RETRY_LATER = { 'retry-after': '2' };
const WAIT = {
  busy: 'This token reads more than two a second; wait.',
  guessed: 'Too many tokens that read nothing came from this address; wait.',
} as const;

/** Where a request came from, beside the request itself. */
type ExitEnv = { readonly Bindings: { readonly network: string } };

/** The addresses that hold a token: readers of feeds and calendars keep one address, and send no header. */
const WITH_TOKEN = /^\/feeds\/([^/]+)/u;

/** Returns the refusal of a request without a token that may read, or undefined. A token is looked for in its one place alone, by the path that routes are found by: with its letters decoded. */
async function refusalOf({ req, env }: Context<ExitEnv>, tokens: ExitOptions['tokens']): Promise<Response | undefined> {
  const [, inPath] = WITH_TOKEN.exec(req.path) ?? [];
  const [, inHeader] = /^Bearer +([!-~]{1,200})$/iu.exec(req.header('authorization') ?? '') ?? [];
  const place = inPath === undefined ? 'header' : 'path';
  const token = inPath ?? inHeader;
  const answer = token === undefined ? 'unknown' : await tokens.check(token, place, env.network);
  if (answer === 'good') return undefined;
  if (answer === 'busy' || answer === 'guessed') return problemOf(new Problem(429, answer, WAIT[answer]), RETRY_LATER);
  const why = answer === 'unknown' ? UNKNOWN[place] : REFUSED[answer];
  // With 401 a calendar would ask its reader for a password.
  return place === 'path'
    ? problemOf(new Problem(403, `token-${answer}`, why))
    : problemOf(new Problem(401, `token-${answer}`, why), { 'www-authenticate': 'Bearer' });
}

const topic = z.string().min(1).max(200).optional().describe('The id of a topic; all of them when left out.');
const language = LanguageSchema.default('en');
const paged = {
  cursor: z.string().max(400).optional().describe('What the page before said is next.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const words = z.string().trim().min(1).max(2_000);

/** A route: what it takes, what it gives, and how. */
type Route = {
  readonly path: string;
  readonly about: string;
  readonly query: z.ZodObject;
  readonly gives: z.ZodType;
  readonly give: (asked: LookupContext & { readonly inTurn: QuestionQueue }, query: Asked) => unknown;
};
/** What readers subscribe to, by the end of its address; each is loaded with its first request. */
const SUBSCRIBED = {
  atom: { type: 'application/atom+xml; charset=utf-8', make: FORMS.atom },
  ics: { type: 'text/calendar; charset=utf-8', make: FORMS.ics },
};

/** A list that is given in pages, by its name in the object. */
type Pages = Pick<Route, 'path' | 'gives'> & {
  readonly name: string;
  readonly part: (asked: LookupContext, query: Asked, part: Part) => Listed<unknown>;
};
/** What a request asks, as its schema has read it. */
type Asked = {
  readonly id: string;
  readonly topic?: string;
  readonly since?: string;
  readonly party?: string;
  readonly kind?: StatusKind;
  readonly q?: string;
  readonly cursor?: string;
  readonly limit?: number;
};

const listRoute = (
  path: string,
  about: string,
  query: z.ZodRawShape,
  gives: z.ZodType,
  part: Pages['part'],
  name = path.slice(1),
): Route => ({
  path,
  about,
  query: z.strictObject({ language, ...query, ...paged }),
  gives,
  give: (asked, given) => pageOf({ path, gives, name, part }, asked, given),
});

const oneRoute = (path: string, about: string, query: z.ZodRawShape, gives: z.ZodType, give: Route['give']): Route => ({
  path,
  about,
  query: z.strictObject({ language, ...query }),
  gives,
  give,
});

const ROUTES: readonly Route[] = [
  listRoute('/topics', 'The topics, by title.', {}, TopicsSchema, (asked, _, part) => listed(listTopics(asked), part)),
  oneRoute('/topics/{id}', 'A topic.', {}, TopicSchema, (asked, { id }) => findTopic(id, asked)),
  listRoute(
    '/statements',
    'Statements, those of the newest documents first.',
    { topic },
    StatementsSchema,
    (asked, query, part) => listStatements(asked, query.topic, part),
  ),
  oneRoute('/statements/{id}', 'A statement.', {}, StatementSchema, (asked, { id }) => findStatement(id, asked)),
  listRoute(
    '/status',
    'How measures and promises stand, in the order of the status board.',
    { topic, party: z.string().max(60).optional(), kind: z.enum(STATUS_KINDS).optional() },
    StatusSchema,
    (asked, query, part) => listed(listTracks(asked, query), part),
    'tracks',
  ),
  listRoute(
    '/sides',
    'What the two sides tell differently.',
    { topic },
    SidesSchema,
    (asked, query, part) => listed(listDisagreements(asked, query.topic), part),
    'disagreements',
  ),
  listRoute(
    '/news',
    'What is new, the newest first; each has a key that stays.',
    {
      topic: topic.describe('The id of a topic or of a relationship; all of them when left out.'),
      since: z.iso.date().optional().describe('The first day.'),
    },
    NewsSchema,
    (asked, query, part) => listNews(asked, query, part),
  ),
  listRoute(
    '/documents',
    'The records of documents, the newest first.',
    { topic },
    DocumentsSchema,
    (asked, query, part) => listDocuments(asked, query.topic, part),
  ),
  oneRoute('/documents/{id}', 'The record of a document, never its text.', {}, DocumentSchema, (asked, { id }) =>
    findDocument(id, asked),
  ),
  oneRoute(
    '/search',
    'What bears on some words.',
    { q: words },
    SearchSchema,
    async (asked, { q = '' }) =>
      await asked.inTurn(async () => {
        await asked.catalogue.prepare();
        return searchFile(q, asked);
      }),
  ),
  oneRoute(
    '/answer',
    'The answer to a question.',
    { q: words },
    AnswerSchema,
    async (asked, { q = '' }) => await asked.inTurn(async () => await answerObject(q, asked)),
  ),
];

const CURSOR_FORMAT = 1;
const CursorSchema = z.tuple([z.literal(CURSOR_FORMAT), z.string(), z.string(), z.int().min(0)]);

/** Returns where a page begins; throws a `Problem` for a cursor of other records, of another question, or made up. */
function startOf(cursor: string | undefined, version: string, question: string): number {
  if (cursor === undefined) return 0;
  const read = CursorSchema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (!read.success) throw new Problem(400, 'cursor', 'The cursor cannot be read; begin again without it.');
  const [, its, asked, from] = read.data;
  if (its !== version)
    throw new Problem(
      400,
      'cursor-version',
      'The records have changed since this cursor was given; begin again without it.',
    );
  if (asked !== question)
    throw new Problem(400, 'cursor-question', 'The cursor is of another request; begin again without it.');
  return from;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pageOf({ path, gives, name, part }: Pages, asked: LookupContext, query: Asked): unknown {
  const { cursor, limit = 50, ...rest } = query;
  // A page of another day, or of other records, would leave something out or tell it twice.
  const version = `${versionOf(asked.catalogue)} ${dayOf(asked.now)}`;
  const question = hash('sha256', JSON.stringify([path, rest, asked.language]), 'base64url').slice(0, 12);
  const from = startOf(cursor, version, question);
  const { items, all } = part(asked, query, { from, most: limit });
  const end = from + items.length;
  const next =
    end < all ? Buffer.from(JSON.stringify([CURSOR_FORMAT, version, question, end])).toString('base64url') : null;
  const days = [...asked.catalogue.sources.values()].map(({ publishedOn }) => publishedOn).toSorted();
  return validated(gives, { [name]: items, next, fileTo: days.at(-1) ?? null });
}

const tagOf = (body: string): string => `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;

/** Returns 304 where whoever asks has what has a tag, or undefined. */
function unchanged(tag: string, { req }: Context): Response | undefined {
  const tags = (req.header('if-none-match') ?? '').split(',');
  const known = new Set(tags.map((one) => one.trim().replace(/^W\//u, '')));
  return known.has(tag) || known.has('*') ? new Response(null, { status: 304, headers: cached(tag) }) : undefined;
}

const cached = (tag: string) => ({ etag: tag, 'cache-control': 'private, no-cache', vary: 'authorization' });

/** Returns a body with its ETag, or 304 where whoever asks has it. */
function reply(body: string, context: Context, type = 'application/json'): Response {
  const tag = tagOf(body);
  return unchanged(tag, context) ?? new Response(body, { headers: { ...cached(tag), 'content-type': type } });
}

/** The tags of what readers subscribe to, by the records that it was made of; a text stays as it is for the hour, since days end at whole hours. */
const feedTags = new WeakMap<Catalogue, Map<string, { readonly hour: string; readonly tag: string }>>();

type Query = { readonly language: Language; readonly query: Omit<Asked, 'id'> };

function queryOf(schema: z.ZodObject, context: Context): Query {
  const all = context.req.queries();
  const twice = Object.keys(all).find((name) => (all[name]?.length ?? 0) > 1);
  if (twice !== undefined) throw new Problem(400, 'query', `${twice.slice(0, 40)}: given more than once`);
  const read = schema.safeParse(context.req.query());
  if (!read.success) {
    const said = read.error.issues
      .slice(0, 5)
      .map(({ path, message }) => `${path.join('.')}${path.length === 0 ? '' : ': '}${message.slice(0, 200)}`);
    throw new Problem(400, 'query', said.join('; '));
  }
  const { language: its, ...query } = read.data as Omit<Asked, 'id'> & Pick<Query, 'language'>;
  return { language: its, query };
}

const STATUS_OF = { unknown: 404, gone: 410, withheld: 503, busy: 503 } as const;

/** Returns the problem that an error is to whoever asked. */
function problemIn(error: unknown, path: string, fault: ExitOptions['fault']): Response {
  if (error instanceof Problem) return problemOf(error);
  if (error instanceof NotGiven) {
    const { on, reason } = error.gone ?? {};
    const more = on === undefined || reason === undefined ? {} : { on, reason };
    const headers = error.code === 'busy' ? RETRY_LATER : {};
    return problemOf(new Problem(STATUS_OF[error.code], error.code, error.message, more), headers);
  }
  const reference = fault(error, `exit ${path}`);
  return problemOf(new Problem(500, 'fault', `What went wrong is in the log as ${reference}.`));
}

/** The name of what a path ends with: it may have slashes, as they are or encoded. */
function idIn(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new Problem(400, 'id', 'The name in the address is not encoded as addresses are.');
  }
}

const BASE = '/api/v1';

/** Returns what answers requests of programs, told which network each came from; nothing is answered without a token. */
export async function createExits(
  options: ExitOptions,
): Promise<(request: Request, network: string) => Promise<Response>> {
  const { catalogue, now, tokens, chooser, fault } = options;
  const inTurn = createQuestionQueue();
  const app = new Hono<ExitEnv>({ strict: false });
  app.use(async (context, next) => {
    const refused = await refusalOf(context, tokens);
    if (refused !== undefined) return refused;
    return await next();
  });
  app.use(async (_, next) => {
    // Each answer is made in one go: chats have their turn before the next.
    await yieldToEventLoop();
    await next();
  });
  app.on(['GET'], `${BASE}/openapi.json`, (context) => reply(JSON.stringify(openApi()), context));
  for (const route of ROUTES) {
    const at = BASE + route.path.replace('/{id}', '/:id{.+}');
    app.get(at, async (context) => {
      const { language: its, query } = queryOf(route.query, context);
      const asked = { catalogue: catalogue(), language: its, now: now(), chooser, inTurn };
      const prefix = BASE + route.path.replace('{id}', '');
      const given = {
        ...query,
        id: route.path.endsWith('{id}') ? idIn(new URL(context.req.url).pathname.slice(prefix.length)) : '',
      };
      return reply(JSON.stringify(await route.give(asked, given)), context);
    });
  }
  for (const [ending, { type, make }] of Object.entries(SUBSCRIBED))
    app.get(`/feeds/:token/:name{.+\\.${ending}}`, async (context) => {
      const { language: its } = queryOf(z.strictObject({ language }), context);
      const name = context.req.param('name').slice(0, -ending.length - 1);
      const asked = { catalogue: catalogue(), language: its, now: now() };
      const tags = feedTags.getOrInsertComputed(asked.catalogue, () => new Map());
      const key = [its, ending, name].join(' ');
      const hour = asked.now.toString().slice(0, 13);
      const before = tags.get(key);
      const known = before?.hour === hour ? unchanged(before.tag, context) : undefined;
      if (known !== undefined) return known;
      const text = await make(asked, name === 'all' ? undefined : name);
      tags.set(key, { hour, tag: tagOf(text) });
      return reply(text, context, type);
    });
  const { createMcpFetch } = await import('./mcp.ts');
  const answerAssistant = createMcpFetch({ ...options, inTurn });
  app.all('/mcp', async (context) => await answerAssistant(context.req.raw));
  app.all('*', (context) => {
    const isRead = context.req.method === 'GET' || context.req.method === 'HEAD';
    return isRead
      ? problemOf(
          new Problem(404, 'unknown', `There is no such address; ${BASE}/openapi.json lists those of the JSON.`),
        )
      : problemOf(new Problem(405, 'method', 'Only GET and HEAD are answered.'), { allow: 'GET, HEAD' });
  });
  app.onError((error, context) => problemIn(error, context.req.path.replace(WITH_TOKEN, '/feeds/TOKEN'), fault));
  return async (request, network) => await app.fetch(request, { network });
}

/** The objects by the names under which the description has them. */
const NAMED = {
  Answer: AnswerSchema,
  Citation: CitationSchema,
  Disagreement: DisagreementSchema,
  Document: DocumentSchema,
  NewsItem: NewsItemSchema,
  Problem: ProblemSchema,
  Statement: StatementSchema,
  Topic: TopicSchema,
  TopicRef: TopicRefSchema,
  Track: TrackSchema,
  TopicsPage: TopicsSchema,
  StatementsPage: StatementsSchema,
  StatusPage: StatusSchema,
  SidesPage: SidesSchema,
  NewsPage: NewsSchema,
  DocumentsPage: DocumentsSchema,
  Search: SearchSchema,
};

const refOf = (schema: z.ZodType): string =>
  `#/components/schemas/${Object.entries(NAMED).find(([, one]) => one === schema)?.[0]}`;

const content = (type: string, schema: z.ZodType) => ({ [type]: { schema: { $ref: refOf(schema) } } });
const problem = (description: string) => ({
  description,
  content: content('application/problem+json', ProblemSchema),
});

let described: object | undefined;

/** Returns the description of all routes as OpenAPI, from the schemas by which they read and answer. */
function openApi(): object {
  if (described !== undefined) return described;
  const registry = z.registry<{ id: string }>();
  for (const [name, schema] of Object.entries(NAMED)) registry.add(schema, { id: name });
  const { schemas } = z.toJSONSchema(registry, { uri: (name) => `#/components/schemas/${name}` });
  const paths = Object.fromEntries(
    ROUTES.map(({ path, about, query, gives }) => {
      const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
      const parameters = [
        ...(path.endsWith('{id}') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] : []),
        ...Object.entries(properties).map(([name, schema]) => ({
          name,
          in: 'query',
          required: required.includes(name),
          schema,
        })),
      ];
      const responses = {
        200: { description: about, content: content('application/json', gives) },
        304: { description: 'As it was; If-None-Match has its ETag.' },
        400: problem('The request cannot be read.'),
        401: problem('No token, or one that reads nothing.'),
        404: problem('Nothing of this name.'),
        410: problem('Retracted or withdrawn, with the day and the reason.'),
        429: problem('Too many requests of this token.'),
        503: problem('Out of service, or too many questions are waiting.'),
      };
      return [path, { get: { summary: about, parameters, responses } }];
    }),
  );
  described = {
    openapi: '3.1.0',
    info: {
      title: 'Attaché',
      version: '1',
      description: 'Sourced statements on the relations between two countries; each carries its citations.',
    },
    servers: [{ url: BASE }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [
          name,
          Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$id' && key !== '$schema')),
        ]),
      ),
    },
  };
  return described;
}
