/** The groups of routes under /api; each file of them stands beside this one. */
import type { Hono } from 'hono';
import type { DeskContext } from './context.ts';
import { about } from './about.ts';
import { editRoutes } from './edit.ts';
import { deliveries } from './deliveries.ts';
import { events } from './events.ts';
import { inbox } from './inbox.ts';
import { questions } from './questions.ts';
import { records } from './records.ts';
import { say } from './say.ts';
import { suggest } from './suggest.ts';

export const ROUTES: readonly ((desk: DeskContext) => Hono)[] = [
  about,
  say,
  suggest,
  events,
  questions,
  inbox,
  deliveries,
  records,
  editRoutes,
];
