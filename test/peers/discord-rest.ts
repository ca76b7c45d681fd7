/** The fake Discord's HTTP side: reading requests, faults, authorization, rate limits, and answering. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answer, Call, Core, UploadedFile } from './discord-core.ts';
import { route, type Route } from './discord-routes.ts';
import { ApiError, type Bucket, type Fault, type LimitOptions, type RequestEntry } from './discord-types.ts';

interface Counter {
  startedAt: number;
  used: number;
  /** When each request of the last second came, for a sliding window. */
  times: number[];
}

/** Creates the HTTP server; `core` is asked for only once it serves, since the gateway needs the server first. */
export function createRest(
  settings: { token: string; limits: LimitOptions; faults: Fault[] },
  core: () => Core,
): Server {
  const counters = new Map<string, Counter>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAt = performance.now();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = decodeURIComponent(url.pathname)
      .replace(/^\/api/, '')
      .replace(/^\/v10(?=\/)/, '');
    const method = request.method ?? 'GET';
    const { body, files } = await readBody(request);
    const entry: RequestEntry = {
      method,
      path,
      query: Object.fromEntries(url.searchParams),
      body,
      atMs: arrivedAt,
      status: null,
    };
    core().journal.requests.push(entry);
    const fault = takeFault(settings.faults, method, path);
    if (fault !== undefined) entry.fault = fault.kind;
    response.setHeader('date', new Date(core().world.clock()).toUTCString());
    const call: Call = { method, path, query: url.searchParams, body, files, arrivedAt };
    const act = () => {
      const answer = carryOut(call, request, url.pathname);
      entry.status = answer.status;
      return answer;
    };
    const finish = (answer: Answer) => {
      entry.status = answer.status;
      send(response, answer);
      core().changed();
    };
    switch (fault?.kind) {
      case undefined:
        return finish(act());
      case 'status': {
        const status = fault.status ?? 500;
        const isLimited = status === 429;
        const text = { message: isLimited ? 'You are being rate limited.' : `${status}: injected`, code: 0 };
        const waiting = { retry_after: 1, global: false };
        return finish({
          status,
          body: { ...text, ...(isLimited && waiting), ...fault.body },
          headers: { ...(isLimited ? { 'retry-after': '1', 'x-ratelimit-scope': 'user' } : {}), ...fault.headers },
        });
      }
      case 'slow': {
        const answer = act();
        return core().later(fault.delayMs ?? 0, () => finish(answer));
      }
      case 'stall':
        return core().changed();
      case 'cut-after':
        act();
        break;
      case 'late-store':
        core().later(fault.delayMs ?? 0, () => {
          act();
          core().changed();
        });
        break;
      case 'cut-before':
        break;
    }
    if (fault.reset === true) request.socket.resetAndDestroy();
    else request.socket.destroy();
    core().changed();
  }

  function carryOut(call: Call, request: IncomingMessage, wholePath: string): Answer {
    const headers: Record<string, string> = {};
    try {
      if (!/^\/api(\/v10)?\//.test(wholePath)) throw new ApiError(400, 50_041, 'Invalid API version');
      const found = route(call);
      if (found?.isOpen !== true && request.headers.authorization !== `Bot ${settings.token}`) {
        throw new ApiError(401, 0, '401: Unauthorized');
      }
      const limited = countGlobal(found) ?? countBucket(call, found, headers);
      if (limited !== null) return limited;
      if (found === null) {
        core().journal.unknownRoutes.push(`${call.method} ${call.path}`);
        throw new ApiError(404, 0, '404: Not Found');
      }
      const answer = found.act(core(), call, found.ids);
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError(500, 0, String(error));
      // An error of the fake's own must not pass for an answer of Discord's.
      if (known !== error) core().journal.unknownRoutes.push(`${call.method} ${call.path} failed: ${String(error)}`);
      const { status, code, message, errors } = known;
      return { status, body: { message, code, ...(errors === undefined ? {} : { errors }) }, headers };
    }
  }

  function countGlobal(found: Route | null): Answer | null {
    const most = settings.limits.globalPerSecond ?? 50;
    if (most === false || found?.isCallback === true) return null;
    const wait =
      settings.limits.window === 'sliding'
        ? countSliding(counterOf(counters, 'global'), most, 1000)
        : countFixed(counterOf(counters, 'global'), { limit: most, perMs: 1000 });
    return wait === null ? null : tooMany(wait, 'global', {});
  }

  function countBucket(call: Call, found: Route | null, headers: Record<string, string>): Answer | null {
    const name = found?.bucket;
    if (found === null || name === undefined) return null;
    const bucket =
      name === 'channel' ? (settings.limits.channel ?? { limit: 5, perMs: 5000 }) : (settings.limits.webhook ?? false);
    if (bucket === false) return null;
    const counter = counterOf(
      counters,
      `${name} ${call.path
        .split('/')
        .slice(2, name === 'channel' ? 3 : 4)
        .join('/')}`,
    );
    const wait = countFixed(counter, bucket);
    const after = (counter.startedAt + bucket.perMs - performance.now()) / 1000;
    headers['x-ratelimit-bucket'] = `fake${name}bucket`;
    headers['x-ratelimit-limit'] = String(bucket.limit);
    headers['x-ratelimit-remaining'] = String(Math.max(0, bucket.limit - counter.used));
    headers['x-ratelimit-reset'] = (core().world.clock() / 1000 + after).toFixed(3);
    headers['x-ratelimit-reset-after'] = after.toFixed(3);
    return wait === null ? null : tooMany(wait, 'user', headers);
  }

  function tooMany(waitMs: number, scope: 'global' | 'user', headers: Record<string, string>): Answer {
    core().journal.rateLimited += 1;
    const isGlobal = scope === 'global';
    return {
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: Math.ceil(waitMs) / 1000, global: isGlobal },
      headers: {
        ...headers,
        // Whole seconds, as Discord sends them; the body has the exact time.
        'retry-after': String(Math.ceil(waitMs / 1000)),
        'x-ratelimit-scope': scope,
        ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
      },
    };
  }

  return createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
}

function counterOf(counters: Map<string, Counter>, key: string): Counter {
  const counter = counters.get(key) ?? { startedAt: Number.NEGATIVE_INFINITY, used: 0, times: [] };
  counters.set(key, counter);
  return counter;
}

/** Counts one more request, or says how long to wait for the window to end. */
function countFixed(counter: Counter, { limit, perMs }: Bucket): number | null {
  const now = performance.now();
  if (now >= counter.startedAt + perMs) {
    counter.startedAt = now;
    counter.used = 0;
  }
  if (counter.used >= limit) return counter.startedAt + perMs - now;
  counter.used += 1;
  return null;
}

/** Counts one more request, or says how long to wait until fewer than `limit` came within the last `perMs`. */
function countSliding(counter: Counter, limit: number, perMs: number): number | null {
  const now = performance.now();
  while (counter.times[0] !== undefined && counter.times[0] <= now - perMs) counter.times.shift();
  const oldest = counter.times[0];
  if (oldest !== undefined && counter.times.length >= limit) return oldest + perMs - now;
  counter.times.push(now);
  return null;
}

function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
  const index = faults.findIndex((fault) => (fault.times ?? 1) > 0 && fault.match(method, path));
  const fault = faults[index];
  if (fault === undefined) return undefined;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times === 0) faults.splice(index, 1);
  return fault;
}

async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: UploadedFile[] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) return { body: parseJson(bytes.toString('utf8')), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: UploadedFile[] = [];
  for (const value of form.values()) {
    if (value instanceof File) files.push({ name: value.name, size: value.size, type: value.type });
  }
  const json = form.get('payload_json');
  return { body: typeof json === 'string' ? parseJson(json) : undefined, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  // An empty answer names no type, or the client would parse nothing as JSON.
  if (body === undefined) response.writeHead(status, headers).end();
  else response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
