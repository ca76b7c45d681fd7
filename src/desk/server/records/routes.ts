/** The routes of the records: topics, documents, and how measures and promises stand. */
import { messages } from '../../../locales/messages.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import { holdingOf } from '../../../records/held-texts.ts';
import type { Language } from '../../../records/schema.ts';
import { briefView } from './brief.ts';
import { statusView } from './status.ts';
import { sourcesView, sourceView } from './source.ts';
import { searchView } from './search.ts';
import type { ViewContext } from './view-context.ts';
import { topicsView } from './topics.ts';
import { uncheckedCitations } from '../unchecked.ts';
import { type DeskEnv, needs } from '../access/access.ts';
import { type DeskContext, query, readerLanguage, RefusedRequest, LANGUAGE } from '../context.ts';

const SearchQuery = z.object({
  language: LANGUAGE.catch('en'),
  text: z.string().max(200).default(''),
  most: z.coerce.number().int().min(1).max(100).default(20),
});

/** Of a record that is not in service, whoever can begin it is told so without a fault. */
const RecordQuery = z.object({ language: LANGUAGE.catch('en'), orNull: z.literal('1').optional() });

/** Returns the routes that read records; each takes `?language=zh`. */
export function recordRoutes({ bot }: DeskContext) {
  const viewContext = (language: Language): ViewContext => ({
    catalogue: bot.catalogue(),
    language,
    now: bot.now(),
    isHeld: holdingOf(bot.documents?.held),
    reach: bot.watch?.lastReach,
  });
  const withUnchecked = async (language: Language): Promise<ViewContext> => ({
    ...viewContext(language),
    isUnchecked: await uncheckedCitations(bot),
  });
  return new Hono<DeskEnv>()
    .get('/topics', needs('read'), readerLanguage, (context) =>
      context.json(topicsView(viewContext(context.req.valid('query').language))),
    )
    .get('/topics/:id', needs('read'), query(RecordQuery), async (context) => {
      const id = context.req.param('id');
      const { language, orNull } = context.req.valid('query');
      const found = briefView(id, await withUnchecked(language)) ?? null;
      if (found === null && orNull === undefined)
        throw new RefusedRequest(404, 'no-brief', messages(language)('reply.noSuchTopic', { topic: id }));
      return context.json(found);
    })
    .get('/sources', needs('read'), readerLanguage, (context) =>
      context.json(sourcesView(viewContext(context.req.valid('query').language))),
    )
    .get('/sources/:id', needs('read'), query(RecordQuery), async (context) => {
      const id = context.req.param('id');
      const { language, orNull } = context.req.valid('query');
      const found = sourceView(id, await withUnchecked(language)) ?? null;
      if (found === null && orNull === undefined)
        throw new RefusedRequest(404, 'no-source', messages(language)('desk.told.no-source', { id }));
      return context.json(found);
    })
    .get('/search', needs('read'), query(SearchQuery), async (context) => {
      const sent = context.req.valid('query');
      return context.json(await searchView(sent, viewContext(sent.language)));
    })
    .get('/status', needs('read'), readerLanguage, (context) =>
      context.json(statusView(viewContext(context.req.valid('query').language))),
    );
}
