/** The routes under /api, with their types for the page's client. */
import { Hono } from 'hono';
import { about } from './about.ts';
import { changeRoutes } from './changes.ts';
import { deliveries } from './deliveries.ts';
import { documentRoutes } from './documents/routes.ts';
import { editRoutes } from './edit.ts';
import { events } from './events.ts';
import { inbox } from './inbox.ts';
import { publishRoutes } from './publish/publish.ts';
import { questions } from './questions.ts';
import { people } from './access/people.ts';
import { formRoutes } from './records/form.ts';
import { readingRoutes } from './reading/routes.ts';
import { newRelationships } from './records/new-relationship.ts';
import { records } from './records.ts';
import { reviewRoutes } from './review/review.ts';
import { say } from './say.ts';
import { suggest } from './suggest.ts';
import type { DeskContext } from './context.ts';

/** Returns every route of the API. */
export const apiRoutes = (desk: DeskContext) =>
  new Hono()
    .route('/api', about(desk))
    .route('/api', say(desk))
    .route('/api', suggest(desk))
    .route('/api', events(desk))
    .route('/api', questions(desk))
    .route('/api', inbox(desk))
    .route('/api', deliveries(desk))
    .route('/api', people(desk))
    .route('/api', records(desk))
    .route('/api', newRelationships(desk))
    .route('/api', editRoutes(desk))
    .route('/api', formRoutes(desk))
    .route('/api', publishRoutes(desk))
    .route('/api', documentRoutes(desk))
    .route('/api', reviewRoutes(desk))
    .route('/api', changeRoutes(desk))
    .route('/api', readingRoutes(desk));

/** The type of the routes for the page's client: their paths, inputs and responses. */
export type Api = ReturnType<typeof apiRoutes>;
