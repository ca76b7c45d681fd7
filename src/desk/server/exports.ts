/** The routes by which whoever may read takes things with them: a topic, a document, a statement or the status board, in each form. */
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { FORMS, type Form } from '../../exits/forms.ts';
import { NotGiven, type ModelContext } from '../../exits/model.ts';
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { type DeskContext, ID, LANGUAGE, query, RefusedRequest } from './context.ts';

/** What is taken along, by the folder of its address. */
const KINDS = { topics: FORMS.topic, sources: FORMS.document, statements: FORMS.statement } as const;
/** So wide a picture is drawn. */
const PictureQuery = z.strictObject({ language: LANGUAGE, width: z.coerce.number().int().min(300).max(2_000) });
/** What of the board is printed: the rows that somebody looks at, in their order. */
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
      return reply(context, `${id}.svg`, language, { type: FORMS.topic.svg.type, make });
    })
    .get('/status/export', needs('read'), query(BoardQuery), async (context) => {
      const { language, topic, tracks } = context.req.valid('query');
      const { boardHtml } = await import('../../exits/brief.ts');
      const make = (): string => boardHtml(given(language), { topic, tracks: tracks?.split(',') });
      return reply(context, 'status.html', language, { type: FORMS.topic.html.type, make });
    });
  for (const [folder, forms] of Object.entries<Readonly<Record<string, Form>>>(KINDS)) {
    const ExportQuery = z.strictObject({ language: LANGUAGE, as: z.enum(Object.keys(forms)) });
    routes.get(`/${folder}/:id/export`, needs('read'), query(ExportQuery), async (context) => {
      const { language, as } = context.req.valid('query');
      const id = context.req.param('id');
      const form = forms[as] as Form;
      return reply(context, `${id}.${as}`, language, {
        type: form.type,
        make: () => form.make(given(language), id),
      });
    });
  }
  return routes;
}
