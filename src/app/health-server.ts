/** Serves the health pages on a port of their own, where no desk serves them. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AttacheError } from '../shared/errors.ts';
import type { HealthPage } from '../chat/platform.ts';

/** Requests come from machines that wait seconds, not minutes. */
const REQUEST_MS = 10_000;

/** Serves `page` at a host and port until stopped; rejects with an AttacheError where the port cannot be opened. */
export async function serveHealth(
  { host, port }: { readonly host: string; readonly port: number },
  page: (path: string) => Promise<HealthPage | undefined>,
): Promise<{ readonly stop: () => Promise<void> }> {
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // No request has a body.
    request.resume();
    const pathname = URL.parse(request.url ?? '/', 'http://health.invalid')?.pathname ?? '';
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const { status, type, body } = isRead
      ? ((await page(pathname)) ?? {
          status: 404,
          type: 'text/plain',
          body: 'there are /healthz, /readyz and /metrics\n',
        })
      : { status: 405, type: 'text/plain', body: 'only GET\n' };
    response.writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = REQUEST_MS;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new AttacheError(
      'no-port',
      `HEALTH_PORT ${port} on ${host} cannot be had (${error instanceof Error && 'code' in error ? String(error.code) : 'fault'}); set it to a port that is free.`,
      { cause: error },
    );
  }
  return {
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
