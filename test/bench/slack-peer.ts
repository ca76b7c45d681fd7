/** The little of Slack that a start needs: Web API calls and sockets. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export type SlackPeer = {
  readonly apiUrl: string;
  readonly close: () => Promise<void>;
};

const SELF = { ok: true, team: 'T', team_id: 'T01', user: 'attache', user_id: 'U0BOT', bot_id: 'B0BOT' };

/** Starts the peer on a free port of 127.0.0.1. */
export async function startSlackPeer(): Promise<SlackPeer> {
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.once('end', () => {
      const [, name = ''] = /^Bearer xo?[a-z]{3}-(.*)$/u.exec(incoming.headers.authorization ?? '') ?? [];
      const method = incoming.url?.split('/').at(-1) ?? '';
      const answers: Readonly<Record<string, object>> = {
        'apps.connections.open': { ok: true, url: `ws://127.0.0.1:${port}/?app=${name}` },
        'users.info': { ok: true, user: { tz: 'Asia/Shanghai', locale: 'en-US' } },
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[method] ?? SELF));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const sockets = new Map<string, WebSocket>();
  const listening = new WebSocketServer({ server });
  listening.on('connection', (socket, { url }) => {
    sockets.set(new URL(url ?? '/', 'ws://127.0.0.1').searchParams.get('app') ?? '', socket);
    const pinging = setInterval(() => socket.ping(), 5_000);
    socket.once('close', () => clearInterval(pinging));
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A01' } }));
  });

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    close: async () => {
      for (const socket of sockets.values()) socket.terminate();
      listening.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
