/** What the desk shows of records: topics, briefs, sources and dates. */
import { Hono, type Context } from 'hono';
import type { Language } from '../../../records/schema.ts';
import { wordsOf } from '../../../reply/texts/reply.ts';
import type { Desk } from './context.ts';
import { refuse } from './guard.ts';
import { tellBrief } from './records/brief.ts';
import { tellDates } from './records/dates.ts';
import { tellSource } from './records/source.ts';
import type { Telling } from './records/view-context.ts';
import { tellSources, tellTopics } from './records/topics.ts';

/** Returns the routes that read records; each takes `?language=zh`. */
export function records({ bot }: Desk): Hono {
  const telling = (context: Context): Telling => ({
    catalogue: bot.catalogue(),
    language: languageOf(context),
    now: bot.now(),
  });
  return new Hono()
    .get('/topics', (context) => context.json(tellTopics(telling(context))))
    .get('/topics/:id', (context) => {
      const id = context.req.param('id');
      const told = tellBrief(id, telling(context));
      return told === undefined
        ? refuse(context, 404, 'no-brief', wordsOf(languageOf(context)).noSuchTopic(id))
        : context.json(told);
    })
    .get('/sources', (context) => context.json(tellSources(telling(context))))
    .get('/sources/:id', (context) => {
      const id = context.req.param('id');
      const told = tellSource(id, telling(context));
      return told === undefined
        ? refuse(context, 404, 'no-source', noSuchSource[languageOf(context)](id))
        : context.json(told);
    })
    .get('/dates', (context) => context.json(tellDates(telling(context))));
}

const noSuchSource: Readonly<Record<Language, (id: string) => string>> = {
  en: (id) => `There is no source “${id}”, or there is none any more.`,
  zh: (id) => `没有名为“${id}”的来源，或该来源已不存在。`,
};

const languageOf = (context: Context): Language => (context.req.query('language') === 'zh' ? 'zh' : 'en');
