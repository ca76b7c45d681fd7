/** The routes by which whoever may read takes things along: a topic, a document, a statement or the status board, in each form. Their code is loaded with the first request. */
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Form } from '../../exits/forms.ts';
import type { ModelContext } from '../../exits/model.ts';
import { messages } from '../../locales/messages.ts';
import { refusal } from '../../records/publish/refusal.ts';
import type { Language } from '../../records/schema.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { type DeskContext, ID, LANGUAGE, query, RefusedRequest } from './context.ts';

/** What is taken along, by the folder of its address. */
const KINDS = { topics: 'topic', sources: 'document', statements: 'statement' } as const;

const ExportQuery = z.strictObject({ language: LANGUAGE, as: z.string().max(20) });
/** So wide a picture is drawn. */
const PictureQuery = z.strictObject({ language: LANGUAGE, width: z.coerce.number().int().min(300).max(2_000) });
/** What of the board is printed: the rows that somebody looks at. */
const BoardQuery = z.strictObject({
  language: LANGUAGE,
  topic: ID.optional(),
  tracks: z.string().max(12_000).optional(),
});

/** Returns what was asked for by the name of its file; refuses what is not published, and says why where it was taken back. */
async function reply(
  context: Context,
  name: string,
  language: Language,
  { type, make }: { readonly type: string; readonly make: () => string | Promise<string> },
): Promise<Response> {
  try {
    const text = await make();
    context.header('content-type', type);
    // Shown where it is opened, and named where it is saved.
    context.header('content-disposition', `inline; filename="${name.replaceAll(/[^\w.-]+/gu, '-')}"`);
    return context.body(text);
  } catch (error) {
    const { NotGiven } = await import('../../exits/model.ts');
    if (!(error instanceof NotGiven)) throw error;
    throw new RefusedRequest(404, error.code, error.gone?.reason ?? messages(language)('desk.exports.not-there'));
  }
}

/** Returns the routes of what is taken along. */
export function exportRoutes({ bot }: DeskContext) {
  const given = (language: Language): ModelContext => ({ catalogue: bot.catalogue(), language, now: bot.now() });
  const routes = new Hono<DeskEnv>()
    .get('/topics/:id/picture', needs('read'), query(PictureQuery), async (context) => {
      const { language, width } = context.req.valid('query');
      const id = context.req.param('id');
      const { inBothThemes, topicPicture } = await import('../../exits/picture.ts');
      const make = (): string => inBothThemes(topicPicture(given(language), id, width));
      return reply(context, `${id}.svg`, language, { type: 'image/svg+xml', make });
    })
    .get('/status/export', needs('read'), query(BoardQuery), async (context) => {
      const { language, topic, tracks } = context.req.valid('query');
      const { boardHtml } = await import('../../exits/brief.ts');
      const make = (): string => boardHtml(given(language), { topic, tracks: tracks?.split(',') });
      return reply(context, 'status.html', language, { type: 'text/html; charset=utf-8', make });
    });
  for (const [folder, kind] of Object.entries(KINDS))
    routes.get(`/${folder}/:id/export`, needs('read'), query(ExportQuery), async (context) => {
      const { language, as } = context.req.valid('query');
      const id = context.req.param('id');
      const { FORMS } = await import('../../exits/forms.ts');
      const form = new Map<string, Form>(Object.entries(FORMS[kind])).get(as);
      if (form === undefined) throw new RefusedRequest(400, 'query', refusal('unreadable-address', { faults: 'as' }));
      const make = () => form.make(given(language), id);
      return reply(context, `${id}.${as}`, language, { type: form.type, make });
    });
  return routes;
}
