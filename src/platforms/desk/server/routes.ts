/** The routes under /api, with the types by which the page asks them. */
import { Hono } from 'hono';
import { about } from './about.ts';
import { deliveries } from './deliveries.ts';
import { editRoutes } from './edit.ts';
import { events } from './events.ts';
import { inbox } from './inbox.ts';
import { questions } from './questions.ts';
import { records } from './records.ts';
import { say } from './say.ts';
import { suggest } from './suggest.ts';
import type { DeskContext } from './context.ts';

/** Returns every route that the page asks. */
export const apiRoutes = (desk: DeskContext) =>
  new Hono()
    .route('/api', about(desk))
    .route('/api', say(desk))
    .route('/api', suggest(desk))
    .route('/api', events(desk))
    .route('/api', questions(desk))
    .route('/api', inbox(desk))
    .route('/api', deliveries(desk))
    .route('/api', records(desk))
    .route('/api', editRoutes(desk));

/** What the page's client knows of the routes: their paths, what they take and what they answer. */
export type Api = ReturnType<typeof apiRoutes>;
