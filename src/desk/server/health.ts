/** The health pages on the desk's port, for people who are signed in; machines that watch the bot ask at HEALTH_PORT. */
import { Hono } from 'hono';
import type { Bot } from '../../chat/platform.ts';
import { type DeskEnv, needs } from './access/access.ts';

/** Returns the routes of /healthz, /readyz and /metrics; none where monitoring is off. */
export function health({ health: pageAt }: Pick<Bot, 'health'>): Hono<DeskEnv> {
  const routes = new Hono<DeskEnv>();
  if (pageAt === undefined) return routes;
  for (const path of ['/healthz', '/readyz', '/metrics'])
    routes.get(path, needs('operate'), async (context) => {
      const page = await pageAt(path);
      if (page === undefined) return context.notFound();
      const { status, type, body } = page;
      return new Response(body, { status, headers: { 'content-type': type, 'cache-control': 'no-store' } });
    });
  return routes;
}
