/** Connects the meters to the bot and its store, and serves the health pages. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Deliverer } from '../digest/delivery/tick.ts';
import type { Connection, HealthPage } from '../chat/platform.ts';
import type { DeskBot } from '../desk/bot.ts';
import type { Store } from '../store/store.ts';
import { healthPage } from './health-pages.ts';
import { createMetrics, measured } from './metrics.ts';
import { serveHealth } from './health-server.ts';

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
  const vitals = {
    now,
    polledAt: () => deliverer?.polledAt(),
    clockFault: () => {
      const clock = deliverer?.clock();
      return clock?.type === 'off' ? clock : undefined;
    },
    gauge: async () => {
      const nextAt = await store.nextWorkAt();
      return {
        waiting: await store.openDeliveries(),
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
    },
    measured: (bot, platform) => measured(bot, platform, meters),
    watch: (platform, connection) => void connections.set(platform, connection),
    delivering: (one) => {
      deliverer = one;
    },
    page,
    stop: async () => await server?.stop(),
  };
}
