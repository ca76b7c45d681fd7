/** Serves the desk over HTTP until it is stopped. */
import { once, setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { AttacheError } from '../../../shared/errors.ts';
import type { Bot, Connection } from '../../platform.ts';
import { bundle } from './bundle.ts';
import { createCourier } from './courier.ts';
import { createGuesses } from './access/guesses.ts';
import { headers, jsonBody, knownHost, ownOrigin, password, refuse, uncached } from './access/guard.ts';
import { health } from './health.ts';
import { page } from './page.ts';
import { apiRoutes } from './routes.ts';
import type { DeskSettings } from './settings.ts';
import { RefusedRequest } from './context.ts';

/** Returns the desk's connection; rejects with AttacheError('no-port') where the port cannot be opened. */
export async function connect(settings: DeskSettings, bot: Bot): Promise<Connection & { readonly address: string }> {
  const app = new Hono();
  app.use(headers, knownHost(settings));
  if (settings.password !== undefined) app.use(password(settings.password, createGuesses(bot.log)));
  app.use(ownOrigin, ...jsonBody);
  app.use('/api/*', uncached);
  const bundled = bundle();
  // It may fail before anybody requests the page, who then sees the fault.
  void bundled.catch((error: unknown) => bot.log.error({ err: error }, 'the page of the desk could not be built'));
  const live = new EventTarget();
  // Each open page listens.
  setMaxListeners(0, live);
  const desk = { bot, settings, live };
  app.route('/', apiRoutes(desk));
  app.route('/', health(bot));
  app.route('/', page(bundled));
  app.notFound((context) =>
    refuse(context, 404, 'not-found', 'There is nothing at this address; open / for the desk.'),
  );
  app.onError((error, context) => {
    if (error instanceof RefusedRequest)
      return context.json(
        { error: error.code, detail: error.message, ...(error.faults && { faults: error.faults }) },
        error.status,
      );
    return refuse(
      context,
      500,
      'fault',
      `Something went wrong. The log has it under ${bot.fault(error, `desk ${context.req.path}`)}.`,
    );
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
  const { board, now } = bot;
  const removed = (number: number): void => void live.dispatchEvent(new CustomEvent('removed', { detail: number }));
  const posted = (): void => void live.dispatchEvent(new Event('posted'));
  return {
    courier: createCourier({ board, now, posted, removed }),
    address: `http://${reachable(host)}:${at.port}`,
    stop: async () => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

/** Returns a name under which a browser on this machine opens a server that listens at a host. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
