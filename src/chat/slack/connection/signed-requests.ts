/** Takes Slack’s signed requests before Bolt does, reads nothing of an unsigned one, and limits the connections of the server. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse, Server } from 'node:http';
import { parse } from 'node:querystring';
import { sampled } from '../../../shared/sampled.ts';
import type { Logger } from '../../../shared/logger.ts';
import { LIMITS } from '../limits.ts';
import type { Socket } from 'node:net';

/** Slack's documentation has requests refused that are stamped this far from now. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const STAMP_SECONDS = 300;

/** The bodies that are being received take at most this much in all: beyond that the largest of them is refused, since Slack's are small and here at once. What is signed is known only at their end. */
const MAX_RECEIVING_BYTES = 32 * 1024 * 1024;

/** Slack checks the address without a signature now and then, in a body as short as this. https://docs.slack.dev/interactivity/implementing-slash-commands#ssl */
const MAX_CHECK_BYTES = 200;

/** Limits of the server: Slack waits 3 seconds for an answer, and its own requests arrive at once. */
export const SERVER_LIMITS = {
  requestTimeout: 5_000,
  headersTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
} as const;

type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

/** Why a request is refused, as the log tells it. */
type RequestRefusal = 'unsigned' | 'forged' | 'too-large' | 'too-many' | 'malformed' | 'unknown-path';

const STATUS: Readonly<Record<RequestRefusal, number>> = {
  unsigned: 401,
  forged: 401,
  'too-large': 413,
  'too-many': 503,
  malformed: 400,
  'unknown-path': 404,
};

export type Refuse = (why: RequestRefusal, response: ServerResponse) => void;

/** Returns a function that answers a request with a refusal and ends its connection; of each kind the log tells once a minute. */
export function createRefuse(log: Logger): Refuse {
  const logs = new Map<RequestRefusal, () => void>();
  return (why, response) => {
    const tell =
      logs.get(why) ??
      sampled(
        (requests) => log.warn({ why, status: STATUS[why], requests }, 'requests at the address for Slack are refused'),
        () => performance.now(),
      );
    logs.set(why, tell);
    tell();
    if (response.headersSent) return;
    // Whatever is still on its way is not received.
    response.writeHead(STATUS[why], { connection: 'close' }).end(() => response.req.destroy());
  };
}

/** Returns a listener that passes on, with its body, what is signed and has the shape of Slack's requests; what does not come to `path` is passed on as it is. */
export function acceptOnlySigned(
  accept: RequestListener,
  {
    path,
    signingSecret,
    refuse,
    connections,
  }: {
    readonly path: string;
    readonly signingSecret: string;
    readonly refuse: Refuse;
    readonly connections: Pick<ConnectionLimit, 'exempt'>;
  },
): RequestListener {
  let receiving = 0;
  const bodies = new Set<{ received: number; readonly refuseWith: (why: RequestRefusal) => void }>();
  return (request, response) => {
    if (request.method !== 'POST' || URL.parse(request.url ?? '', 'http://localhost')?.pathname !== path)
      return accept(request, response);
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    const signature = signatureOf(request);
    if (signature === undefined && !(length <= MAX_CHECK_BYTES)) return refuse('unsigned', response);
    const most = signature === undefined ? MAX_CHECK_BYTES : LIMITS.requestBytes;
    if (length > most) return refuse('too-large', response);

    const chunks: Buffer[] = [];
    const body = {
      received: 0,
      refuseWith: (why: RequestRefusal): void => {
        done();
        request.removeAllListeners('data');
        refuse(why, response);
      },
    };
    bodies.add(body);
    const done = (): void => {
      if (bodies.delete(body)) receiving -= body.received;
      chunks.length = 0;
    };
    request.on('data', (chunk: Buffer) => {
      body.received += chunk.length;
      receiving += chunk.length;
      chunks.push(chunk);
      if (body.received > most) body.refuseWith('too-large');
      else if (receiving > MAX_RECEIVING_BYTES)
        [...bodies].reduce((largest, one) => (one.received > largest.received ? one : largest)).refuseWith('too-many');
    });
    request.on('close', done);
    request.on('error', done);
    request.on('end', () => {
      if (!bodies.has(body)) return;
      const text = Buffer.concat(chunks);
      done();
      const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
      if (signature === undefined) {
        if (isForm && parse(text.toString()).ssl_check === '1') return void response.writeHead(200).end();
        return refuse('unsigned', response);
      }
      const expected = createHmac('sha256', signingSecret).update(`v0:${signature.stamp}:`).update(text).digest();
      if (!timingSafeEqual(expected, signature.digest)) return refuse('forged', response);
      connections.exempt(request.socket);
      if (!isObjectBody(text.toString(), isForm)) return refuse('malformed', response);
      // Bolt takes a body that was read before it.
      accept(Object.assign(request, { rawBody: text }), response);
    });
  };
}

type Signature = { readonly stamp: string; readonly digest: Buffer };

/** Returns what a request is signed with; undefined where that has another shape, or was long ago or is yet to come. */
function signatureOf({ headers }: IncomingMessage): Signature | undefined {
  const stamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof stamp !== 'string' || typeof signature !== 'string') return undefined;
  const [, digest] = /^v0=([0-9a-f]{64})$/u.exec(signature) ?? [];
  if (digest === undefined || !/^\d{1,12}$/u.test(stamp)) return undefined;
  if (Math.abs(Number(stamp) - Date.now() / 1_000) > STAMP_SECONDS) return undefined;
  return { stamp, digest: Buffer.from(digest, 'hex') };
}

/** Whether a body is a group of fields: Bolt reads fields of whatever else JSON may be, outside of what it catches. */
function isObjectBody(body: string, isForm: boolean): boolean {
  const payload = isForm ? parse(body).payload : body;
  if (isForm && typeof payload !== 'string') return true;
  try {
    const parsed: unknown = JSON.parse(String(payload));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

const MAX_CONNECTIONS = 1_000;

export type ConnectionLimit = {
  /** Holds the connections of a server to so many. */
  readonly limit: (server: Pick<Server, 'on'>) => void;
  /** Keeps a connection, by which a signed request came. */
  readonly exempt: (socket: Socket) => void;
};

/** Returns what limits the connections of one server. */
export function createConnectionLimit(most = MAX_CONNECTIONS): ConnectionLimit {
  let count = 0;
  /** In the order in which they came. */
  const unproven = new Set<Socket>();
  return {
    limit: (server) => {
      server.on('connection', (socket: Socket) => {
        count += 1;
        unproven.add(socket);
        socket.once('close', () => {
          count -= 1;
          unproven.delete(socket);
        });
        if (count <= most) return;
        const [oldest = socket] = unproven;
        // It closes later: the next one must not choose it again.
        unproven.delete(oldest);
        oldest.destroy();
      });
    },
    exempt: (socket) => void unproven.delete(socket),
  };
}
