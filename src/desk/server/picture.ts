/** The route of the picture of a topic's measures and promises; what draws it is loaded with the first request. */
import { Hono } from 'hono';
import { z } from 'zod';
import { messages } from '../../locales/messages.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { type DeskContext, LANGUAGE, query, RefusedRequest } from './context.ts';

const PictureQuery = z.strictObject({ language: LANGUAGE, width: z.coerce.number().int().min(300).max(2_000) });

/** Returns the route of the picture. */
export function pictureRoutes({ bot }: DeskContext) {
  return new Hono<DeskEnv>().get('/topics/:id/picture', needs('read'), query(PictureQuery), async (context) => {
    const { language, width } = context.req.valid('query');
    const [{ inBothThemes, topicPicture }, { NotGiven }] = await Promise.all([
      import('../../exits/picture.ts'),
      import('../../exits/lookup.ts'),
    ]);
    try {
      const given = { catalogue: bot.catalogue(), language, now: bot.now() };
      const picture = inBothThemes(topicPicture(given, context.req.param('id'), width));
      return context.body(picture, 200, { 'content-type': 'image/svg+xml' });
    } catch (error) {
      if (!(error instanceof NotGiven)) throw error;
      throw new RefusedRequest(404, error.code, error.gone?.reason ?? messages(language)('desk.exports.not-there'));
    }
  });
}
