/** What the desk shows of records: topics, briefs, sources and dates. */
import { Hono, type Context } from 'hono';
import type { Language } from '../../../records/schema.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import type { DeskContext } from './context.ts';
import { refuse } from './guard.ts';
import { briefView } from './records/brief.ts';
import { datesView } from './records/dates.ts';
import { sourceView } from './records/source.ts';
import type { ViewContext } from './records/view-context.ts';
import { sourcesView, topicsView } from './records/topics.ts';

/** Returns the routes that read records; each takes `?language=zh`. */
export function records({ bot }: DeskContext): Hono {
  const viewContextOf = (context: Context): ViewContext => ({
    catalogue: bot.catalogue(),
    language: languageOf(context),
    now: bot.now(),
  });
  return new Hono()
    .get('/topics', (context) => context.json(topicsView(viewContextOf(context))))
    .get('/topics/:id', (context) => {
      const id = context.req.param('id');
      const told = briefView(id, viewContextOf(context));
      return told === undefined
        ? refuse(context, 404, 'no-brief', replyTexts(languageOf(context)).noSuchTopic(id))
        : context.json(told);
    })
    .get('/sources', (context) => context.json(sourcesView(viewContextOf(context))))
    .get('/sources/:id', (context) => {
      const id = context.req.param('id');
      const told = sourceView(id, viewContextOf(context));
      return told === undefined
        ? refuse(context, 404, 'no-source', noSuchSource[languageOf(context)](id))
        : context.json(told);
    })
    .get('/dates', (context) => context.json(datesView(viewContextOf(context))));
}

const noSuchSource: Readonly<Record<Language, (id: string) => string>> = {
  en: (id) => `There is no source “${id}”, or there is none any more.`,
  zh: (id) => `没有名为“${id}”的来源，或该来源已不存在。`,
};

const languageOf = (context: Context): Language => (context.req.query('language') === 'zh' ? 'zh' : 'en');
