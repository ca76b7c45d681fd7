/** Serves the desk over HTTP until it is stopped. */
import { refusal } from '../../records/publish/refusal.ts';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { UnreadableDocument } from '../../records/import/unreadable-document.ts';
import { AttacheError, isDiskFull } from '../../shared/errors.ts';
import type { Connection } from '../../chat/platform.ts';
import type { DeskBot } from '../bot.ts';
import { bundle, assetRoutes, pageRoutes } from './page.ts';
import { requireSession, isPageNavigation, noteTransport, type DeskEnv, needs } from './access/access.ts';
import { signInRoutes, readerOf } from './access/sign-in.ts';
import { createClientAddress } from './access/client-address.ts';
import { firstLink } from './access/first-link.ts';
import {
  headers,
  jsonBody,
  knownHost,
  ownOrigin,
  refusalBody,
  refuse,
  uncached,
  unreadableBody,
} from './access/guard.ts';
import { notFoundPage } from './access/sign-in-pages.ts';
import { networkOf } from './access/sign-in-limit.ts';
import { createProvider } from './access/provider.ts';
import { auditInterruptedPublish } from './publish.ts';
import { apiRoutes } from './routes.ts';
import { addressOf, type DeskSettings } from './settings.ts';
import { RefusedRequest } from './context.ts';

/** Returns the desk's connection; rejects with AttacheError('no-port') where the port cannot be opened. */
export async function connect(
  settings: DeskSettings,
  bot: DeskBot,
): Promise<Connection & { readonly address: string }> {
  const app = new Hono<DeskEnv>();
  app.use(headers, knownHost(settings), noteTransport(settings));
  let isTold = false;
  const clientOf = createClientAddress(settings.trustedProxies, (address) => {
    if (!isTold)
      bot.log.warn(
        { platform: 'desk', address },
        'a request was passed on by an address that DESK_TRUSTED_PROXIES does not name: all people behind it count as one where codes and tokens are guessed',
      );
    isTold = true;
  });
  if (settings.exits) app.route('/', await exitRoutes(bot, clientOf));
  app.use(ownOrigin);
  const bundled = bundle();
  // It may fail before anybody requests the page, who then sees the fault.
  void bundled.catch((error: unknown) => bot.log.error({ err: error }, 'the page of the desk could not be built'));
  const desk = { bot, settings };
  const provider = settings.provider && createProvider(settings.provider);
  app.route('/', assetRoutes(bundled));
  app.route('/', signInRoutes({ bot, settings, bundled, provider, clientOf }));
  app.use('/api/*', uncached);
  app.use(requireSession(bot, settings), ...jsonBody);
  app.route('/', apiRoutes(desk));
  app.route('/', healthRoutes(bot));
  app.route('/', pageRoutes(bundled));
  app.notFound(async (context) => {
    if (!isPageNavigation(context)) return refuse(context, 404, 'not-found', refusal('not-found'));
    const style = await bundled.then(
      (built) => built.style,
      () => undefined,
    );
    context.header('cache-control', 'no-store');
    return context.html(notFoundPage({ language: readerOf(context), style }), 404);
  });
  app.onError((error, context) => {
    if (error instanceof RefusedRequest)
      return context.json(
        {
          ...(typeof error.why === 'string'
            ? { error: error.error, detail: error.why }
            : error.why instanceof UnreadableDocument
              ? unreadableBody(error.why.why)
              : refusalBody(error.error, error.why, error.record)),
          ...(error.faults && { faults: error.faults }),
          ...(error.record && { record: error.record }),
        },
        error.status,
      );
    if (error instanceof AttacheError && error.code === 'busy')
      return refuse(context, 429, error.code, refusal('busy'));
    const reference = bot.fault(error, `desk ${context.req.path}`);
    if (isDiskFull(error)) return refuse(context, 503, 'full', refusal('disk-full', { reference }));
    return refuse(context, 500, 'fault', refusal('failed', { reference }));
  });

  const server = createAdaptorServer({ fetch: app.fetch });
  const { host, port, portVariable } = settings;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'fault';
    throw new AttacheError(
      'no-port',
      `The desk cannot be served: ${portVariable} ${port} on ${host} cannot be had (${code}); set DESK_PORT to a port that is free.`,
      { cause: error },
    );
  }
  const at = server.address() as AddressInfo;
  await auditInterruptedPublish(bot).catch((error: unknown) => void bot.fault(error, 'desk change set without a line'));
  // Those who have an account come in all the same.
  const notice = await firstLink(settings, bot.accounts, addressOf(settings, at.port)).catch(
    (error: unknown) => void bot.fault(error, 'desk first link'),
  );
  return {
    address: addressOf({ host, hosts: [] }, at.port),
    ...(notice !== undefined && { notice }),
    stop: async () => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

/** Returns the routes by which programs read, who send a token instead of a session; their code is loaded where they are on, before the first request. */
async function exitRoutes(
  { catalogue, now, fault, chooser, accessTokens: tokens }: DeskBot,
  clientOf: ReturnType<typeof createClientAddress>,
): Promise<Hono<DeskEnv>> {
  const { createExits } = await import('../../exits/http.ts');
  const answer = await createExits({ catalogue, now, tokens, chooser, fault });
  const routes = new Hono<DeskEnv>();
  for (const path of ['/api/v1/*', '/mcp', '/feeds/*'])
    routes.all(path, async (context) => await answer(context.req.raw, networkOf(clientOf(context))));
  return routes;
}

/** Returns the routes of /healthz, /readyz and /metrics; none where monitoring is off. */
function healthRoutes({ health: pageAt }: Pick<DeskBot, 'health'>): Hono<DeskEnv> {
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
