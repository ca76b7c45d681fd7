/** Monitoring: connects the metrics to the bot and its store, and serves liveness, readiness and metrics as health pages. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Deliverer } from '../digest/delivery/tick.ts';
import type { Connection, HealthPage } from '../chat/platform.ts';
import type { DeskBot } from '../desk/bot.ts';
import type { Store } from '../store/store.ts';
import { createMetrics, measured, type Gauges, type Metrics } from './metrics.ts';
import { withTimeout } from '../chat/timeout.ts';
import type { ClockFault } from '../digest/delivery/clock.ts';
import type { ModelChooser } from '../conversation/model-chooser.ts';
import type { Withheld } from '../records/check/usable-records.ts';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AttacheError } from '../shared/errors.ts';

export type MonitoringOptions = {
  readonly store: Store;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
};

export type Monitoring = {
  /** The store, with every settled delivery counted. */
  readonly store: Store;
  /** Returns the bot for one platform, with its answers measured. */
  readonly measured: (bot: DeskBot, platform: string) => DeskBot;
  /** Registers the connection of a platform; undefined while it is not connected. */
  readonly watch: (platform: string, connection: Connection | undefined) => void;
  /** Counts what became of a question that a model was to choose an answer of. */
  readonly choseByModel: Metrics['choseByModel'];
  /** Registers the model that may choose answers. */
  readonly choosing: (chooser: Pick<ModelChooser, 'host' | 'isResting'>) => void;
  readonly delivering: (deliverer: Pick<Deliverer, 'polledAt' | 'clock'>) => void;
  /** Returns the health page at a path, or undefined where there is none; never rejects. */
  readonly page: (path: string) => Promise<HealthPage | undefined>;
  readonly stop: () => Promise<void>;
};

/** Starts measuring and, where `at` is set, serves /healthz, /readyz and /metrics until stopped; rejects with AttacheError('no-port') where the port cannot be opened. */
export async function startMonitoring(
  at: { readonly host: string; readonly port: number } | undefined,
  { store, catalogue, now }: MonitoringOptions,
): Promise<Monitoring> {
  const meters = createMetrics();
  const connections = new Map<string, Connection | undefined>();
  let deliverer: Pick<Deliverer, 'polledAt' | 'clock'> | undefined;
  let chooser: Pick<ModelChooser, 'host' | 'isResting'> | undefined;
  const vitals = {
    model: () => chooser,
    now,
    storeFault: store.fault,
    polledAt: () => deliverer?.polledAt(),
    clockFault: () => {
      const clock = deliverer?.clock();
      return clock?.type === 'off' ? clock : undefined;
    },
    gauge: async () => {
      const nextAt = await store.nextWorkAt();
      return {
        waiting: await store.unsettledDeliveries(),
        lagSeconds: nextAt === undefined ? 0 : Math.max(0, now().since(nextAt).total('seconds')),
        connected: new Map(
          [...connections].map(([name, connection]) => [
            name,
            connection !== undefined && connection.isUp?.() !== false,
          ]),
        ),
        briefs: catalogue().briefs.size,
        withheld: catalogue().withheld,
      };
    },
  };
  const page = async (path: string): Promise<HealthPage | undefined> => await healthPage(path, vitals, meters);
  const server = at && (await serveHealth(at, page));
  return {
    store: {
      ...store,
      settle: async (delivery, settlement, when) => {
        const settled = await store.settle(delivery, settlement, when);
        if (settled) meters.delivered(settlement.state);
        if (settled && settlement.state === 'refused' && settlement.isUncomposed === true) meters.setAside();
        return settled;
      },
      addAnswer: async (answer, when) => {
        await store.addAnswer(answer, when);
        meters.delivered('sent');
      },
    },
    measured: (bot, platform) => measured(bot, platform, meters),
    watch: (platform, connection) => void connections.set(platform, connection),
    delivering: (one) => {
      deliverer = one;
    },
    choseByModel: meters.choseByModel,
    choosing: (one) => {
      chooser = one;
    },
    page,
    stop: async () => await server?.stop(),
  };
}

/** The values read at the time of a request. */
export type HealthState = {
  /** When the digest work was last polled, successfully or not; undefined before the first time. */
  readonly polledAt: () => Temporal.Instant | undefined;
  /** Whose clock this process's differs from, and by how much; undefined where it is right. */
  readonly clockFault: () => ClockFault | undefined;
  /** The model that may choose answers; undefined where none is set up. */
  readonly model: () => Pick<ModelChooser, 'host' | 'isResting'> | undefined;
  readonly now: () => Temporal.Instant;
  /** What was wrong with the store at its last calls: few pages are read here, and those may be whole. */
  readonly storeFault: Store['fault'];
  /** Rejects where the store cannot be read. */
  readonly gauge: () => Promise<Gauges>;
};

/** The work is polled every few seconds: after this long without a poll the process counts as hanging. */
const HANGS_AFTER_SECONDS = 180;
/** After this long without an answer the store counts as unavailable. */
const STORE_MS = 3_000;

const TEXT = 'text/plain; charset=utf-8';

const STORE_FAULTS = {
  damaged: 'the file of the store is damaged: the log says what to do',
  full: 'the disk of the store is full: nothing can be written',
  unreadable: 'the file of the store could not be read or written: check the disk',
} as const;

const clockText = ({ source, seconds }: ClockFault): string =>
  `the clock of this machine is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} that of ${source}: nothing is posted until it is right`;

/** Without a model everything is answered, so that its failures change no status. */
const modelText = (model: ReturnType<HealthState['model']>): string =>
  model === undefined ? '' : `model at ${model.host}: ${model.isResting() ? 'resting after failures' : 'in use'}\n`;

const degraded = ({ topics, documents, statements }: Withheld): string =>
  `degraded: records have faults; out of service: topics ${topics.length}, documents ${documents.length}, further statements ${statements}`;

/** Returns the page at a path, or undefined where there is none; never rejects, and contains no secrets. */
async function healthPage(path: string, vitals: HealthState, meters: Metrics): Promise<HealthPage | undefined> {
  switch (path) {
    case '/healthz': {
      const looked = vitals.polledAt();
      const since = looked === undefined ? 0 : vitals.now().since(looked).total('seconds');
      return since > HANGS_AFTER_SECONDS
        ? { status: 503, type: TEXT, body: `digests were last looked at ${Math.round(since)} seconds ago\n` }
        : { status: 200, type: TEXT, body: `ok\n${modelText(vitals.model())}` };
    }
    case '/readyz': {
      const read = await withTimeout(
        vitals.gauge().catch(() => undefined),
        STORE_MS,
        undefined,
      );
      if (read === undefined) return { status: 503, type: TEXT, body: 'the store cannot be read\n' };
      const storeFault = vitals.storeFault();
      if (storeFault !== undefined) return { status: 503, type: TEXT, body: `${STORE_FAULTS[storeFault]}\n` };
      const fault = vitals.clockFault();
      if (fault !== undefined) return { status: 503, type: TEXT, body: `${clockText(fault)}\n` };
      const down = [...read.connected].filter(([, isUp]) => !isUp).map(([name]) => name);
      if (read.connected.size === 0) return { status: 503, type: TEXT, body: 'no platform is connected yet\n' };
      return down.length > 0
        ? { status: 503, type: TEXT, body: `not connected: ${down.join(', ')}\n` }
        : {
            status: 200,
            type: TEXT,
            body: read.withheld === undefined ? 'ready\n' : `ready, ${degraded(read.withheld)}\n`,
          };
    }
    case '/metrics': {
      const read = await withTimeout(
        vitals.gauge().catch(() => undefined),
        STORE_MS,
        undefined,
      );
      if (read === undefined) return { status: 503, type: TEXT, body: 'the store cannot be read\n' };
      return { status: 200, type: meters.contentType, body: await meters.text(read) };
    }
    default:
      return undefined;
  }
}

/** Requests come from machines that wait seconds, not minutes. */
const REQUEST_MS = 10_000;

/** Serves `page` at a host and port until stopped; rejects with an AttacheError where the port cannot be opened. */
async function serveHealth(
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
