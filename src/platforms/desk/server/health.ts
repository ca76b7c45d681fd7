/** The health pages on the desk's port, behind its password where it has one. */
import { Hono } from 'hono';
import type { Bot } from '../../platform.ts';

/** Returns the routes of /healthz, /readyz and /metrics; none where monitoring is off. */
export function health({ health: pageAt }: Pick<Bot, 'health'>): Hono {
  const routes = new Hono();
  if (pageAt === undefined) return routes;
  for (const path of ['/healthz', '/readyz', '/metrics'])
    routes.get(path, async (context) => {
      const page = await pageAt(path);
      if (page === undefined) return context.notFound();
      const { status, type, body } = page;
      return new Response(body, { status, headers: { 'content-type': type, 'cache-control': 'no-store' } });
    });
  return routes;
}
