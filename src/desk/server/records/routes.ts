/** The routes of the records: topics, briefs, sources and dates. */
import { messages } from '../../../locales/messages.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import { holdingOf } from '../../../records/held-texts.ts';
import type { Language } from '../../../records/schema.ts';
import { briefView } from './brief.ts';
import { datesView } from './dates.ts';
import { sourcesView, sourceView } from './source.ts';
import { searchView } from './search.ts';
import type { ViewContext } from './view-context.ts';
import { topicsView } from './topics.ts';
import { type DeskEnv, needs } from '../access/access.ts';
import { type DeskContext, query, readerLanguage, RefusedRequest, LANGUAGE } from '../context.ts';

const line = z.string().max(200);
const SearchQuery = z.object({
  language: LANGUAGE.catch('en'),
  text: line.default(''),
  kind: line.optional(),
  topic: line.optional(),
  side: line.optional(),
  most: z.coerce.number().int().min(1).max(5_000).default(100),
});

/** Returns the routes that read records; each takes `?language=zh`. */
export function recordRoutes({ bot }: DeskContext) {
  const viewContext = (language: Language): ViewContext => ({
    catalogue: bot.catalogue(),
    language,
    now: bot.now(),
    isHeld: holdingOf(bot.documents?.held),
    reach: bot.watch?.lastReach,
  });
  return new Hono<DeskEnv>()
    .get('/topics', needs('read'), readerLanguage, (context) =>
      context.json(topicsView(viewContext(context.req.valid('query').language))),
    )
    .get('/topics/:id', needs('read'), readerLanguage, (context) => {
      const id = context.req.param('id');
      const { language } = context.req.valid('query');
      const found = briefView(id, viewContext(language));
      if (found === undefined)
        throw new RefusedRequest(404, 'no-brief', messages(language)('reply.noSuchTopic', { topic: id }));
      return context.json(found);
    })
    .get('/sources', needs('read'), readerLanguage, (context) =>
      context.json(sourcesView(viewContext(context.req.valid('query').language))),
    )
    .get('/sources/:id', needs('read'), readerLanguage, (context) => {
      const id = context.req.param('id');
      const { language } = context.req.valid('query');
      const found = sourceView(id, viewContext(language));
      if (found === undefined) throw new RefusedRequest(404, 'no-source', noSuchSource[language](id));
      return context.json(found);
    })
    .get('/search', needs('read'), query(SearchQuery), async (context) => {
      const sent = context.req.valid('query');
      return context.json(await searchView(sent, viewContext(sent.language)));
    })
    .get('/dates', needs('read'), readerLanguage, (context) =>
      context.json(datesView(viewContext(context.req.valid('query').language))),
    );
}

const noSuchSource: Readonly<Record<Language, (id: string) => string>> = {
  en: (id) => `There is no source “${id}”, or there is none any more.`,
  zh: (id) => `没有名为“${id}”的来源，或该来源已不存在。`,
};
