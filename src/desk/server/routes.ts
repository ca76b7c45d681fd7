/** The routes under /api, with their types for the page's client. */
import { Hono } from 'hono';
import { aboutRoutes } from './about.ts';
import { unpublishedChangeRoutes } from './unpublished-changes.ts';
import { deliveryRoutes } from './deliveries.ts';
import { documentRoutes } from './documents/routes.ts';
import { doubtRoutes } from './doubts.ts';
import { textRoutes } from './documents/texts.ts';
import { editRoutes, formRoutes } from './edit.ts';
import { inboxRoutes } from './inbox.ts';
import { pictureRoutes } from './picture.ts';
import { publishRoutes } from './publish.ts';
import { peopleRoutes } from './access/people.ts';
import { readingRoutes } from './reading/routes.ts';
import { recordRoutes } from './records/routes.ts';
import { reviewRoutes } from './review.ts';
import { conversationRoutes } from './conversation.ts';
import { suggestionRoutes } from './suggest.ts';
import { todayRoutes } from './today/routes.ts';
import type { DeskContext } from './context.ts';

/** Returns every route of the API. */
export const apiRoutes = (desk: DeskContext) =>
  new Hono()
    .route('/api', aboutRoutes())
    .route('/api', conversationRoutes(desk))
    .route('/api', suggestionRoutes(desk))
    .route('/api', inboxRoutes(desk))
    .route('/api', deliveryRoutes(desk))
    .route('/api', peopleRoutes(desk))
    .route('/api', pictureRoutes(desk))
    .route('/api', recordRoutes(desk))
    .route('/api', editRoutes(desk))
    .route('/api', formRoutes(desk))
    .route('/api', publishRoutes(desk))
    .route('/api', doubtRoutes(desk))
    .route('/api', documentRoutes(desk))
    .route('/api', todayRoutes(desk))
    .route('/api', textRoutes(desk))
    .route('/api', reviewRoutes(desk))
    .route('/api', unpublishedChangeRoutes(desk))
    .route('/api', readingRoutes(desk));

/** The type of the routes for the page's client: their paths, inputs and responses. */
export type Api = ReturnType<typeof apiRoutes>;
