/** Opens the transport by which Slack reaches the bot, and closes it in two steps: first to new events, then entirely. */
import { errorCode, AttacheError } from '../../../shared/errors.ts';
import { createServer, type Server } from 'node:http';
import type { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../../../shared/logger.ts';
import { INSTALL_PATH, REDIRECT_PATH, type InstallRoutes } from '../install/install.ts';
import { closeSocket, maintainSocket } from './socket.ts';
import { createConnectionLimit, acceptOnlySigned, type Refuse, SERVER_LIMITS } from './signed-requests.ts';
import { preflightError } from './preflight.ts';

export type Transport = {
  /** Whether Slack can reach the bot now. */
  readonly isUp: () => boolean;
  /** Stops accepting events, while pending ones can still be answered. */
  readonly refuse: () => void;
  /** Closes; never rejects. */
  readonly close: () => Promise<void>;
};

/** Opens a socket to Slack; rejects with an AttacheError where Slack refuses the token or does not answer. */
export async function openSocketTransport(
  { client }: SocketModeReceiver,
  apiUrl: string,
  log: Logger,
  ending: AbortSignal,
): Promise<Transport> {
  try {
    const { isOpen } = await maintainSocket(client, log, ending);
    return { isUp: isOpen, refuse: () => {}, close: async () => await closeSocket(client) };
  } catch (error) {
    throw preflightError(error, 'SLACK_APP_TOKEN', apiUrl);
  }
}

/** Listens for Slack's requests at a path; rejects with an AttacheError where the port cannot be had. */
export async function openHttpTransport(
  receiver: HTTPReceiver,
  { host, port, signingSecret, path, refuse }: HttpTransportOptions,
): Promise<Transport> {
  const connections = createConnectionLimit();
  receiver.requestListener = acceptOnlySigned(receiver.requestListener, { path, signingSecret, refuse, connections });
  return await listening("Slack's requests", host, port, async () => {
    const server = await receiver.start({ host, port }, SERVER_LIMITS);
    connections.limit(server);
    return server;
  });
}

type HttpTransportOptions = {
  readonly host: string;
  readonly port: number;
  readonly signingSecret: string;
  readonly path: string;
  readonly refuse: Refuse;
};

/** Serves the pages by which workspaces install the app, beside a socket; rejects with an AttacheError where the port cannot be had. */
export async function openPages(pages: InstallRoutes, host: string, port: number): Promise<Transport> {
  const server = createServer(SERVER_LIMITS, (request, response) => {
    const path = URL.parse(request.url ?? '/', 'http://localhost')?.pathname;
    if (request.method === 'GET' && (path === INSTALL_PATH || path === REDIRECT_PATH))
      return void pages(request, response);
    response.writeHead(404).end();
  });
  createConnectionLimit().limit(server);
  return await listening('Requests for the install page', host, port, async () => {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    return server;
  });
}

async function listening(
  what: string,
  host: string,
  port: number,
  listen: () => Promise<Pick<Server, 'close' | 'closeAllConnections'>>,
): Promise<Transport> {
  try {
    const server = await listen();
    return {
      isUp: () => true,
      refuse: () => void server.close(),
      close: async () => {
        server.closeAllConnections();
      },
    };
  } catch (error) {
    throw new AttacheError(
      'settings',
      `${what} cannot be listened for on ${host}, port ${port} (${errorCode(error)}); set PORT and HOST to an address of this machine that is free.`,
      { cause: error },
    );
  }
}
