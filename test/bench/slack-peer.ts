/** The little of Slack that one answer needs, with as little work of its own as can be: Web API calls at start, sockets, signed requests. */
import { nextPerson } from './people.ts';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export const SIGNING_SECRET = 'bench-signing-secret';

/** An answer as it came over the wire, and how long it took. */
export type Answered = { readonly milliseconds: number; readonly body: string };

export type SlackPeer = {
  readonly apiUrl: string;
  /** Returns what types commands at an address of ours by signed requests, over one connection that is kept. */
  readonly byHttp: (port: number) => (text: string) => Promise<Answered>;
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
  const agent = new Agent({ keepAlive: true });
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

  /** Sends a command by a signed request; settles when it is answered. */
  const type = async (at: number, text: string): Promise<Answered> => {
    const form = new URLSearchParams(commandOf(text)).toString();
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const digest = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${form}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(form),
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    };
    return await new Promise((resolve, reject) => {
      const startedAt = performance.now();
      request({ host: '127.0.0.1', port: at, path: '/slack/events', method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => {
          const milliseconds = performance.now() - startedAt;
          const body = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve({ milliseconds, body });
          else reject(new Error(`answered with ${response.statusCode}: ${body}`));
        });
      })
        .once('error', reject)
        .end(form);
    });
  };

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    byHttp: (at) => (text) => type(at, text),
    close: async () => {
      agent.destroy();
      for (const socket of sockets.values()) socket.terminate();
      listening.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A slash command as Slack sends it, each with a trigger of its own. */
function commandOf(text: string): Record<string, string> {
  return {
    token: 'verification',
    team_id: 'T01',
    team_domain: 'bench',
    channel_id: 'C01',
    channel_name: 'general',
    user_id: `U${nextPerson()}`,
    user_name: 'alice',
    command: '/brief',
    text,
    api_app_id: 'A01',
    is_enterprise_install: 'false',
    response_url: 'https://127.0.0.1:9/commands/T01/1/none',
    trigger_id: randomUUID(),
  };
}
