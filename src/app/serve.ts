/** Serves the configured platforms and their digests. */
import { within } from '../platforms/within.ts';
import { randomBytes } from 'node:crypto';
import { createBot } from './bot.ts';
import { prepareFinder, type Catalogue } from '../search/catalogue.ts';
import type { RecordEditor } from '../records/edit/editor.ts';
import type { Courier } from '../digest/delivery/courier.ts';
import { createClock } from '../digest/delivery/clock.ts';
import { startDelivering, type Deliverer } from '../digest/delivery/deliver.ts';
import { createDigests } from '../conversation/digests/digests.ts';
import { createSharing } from '../conversation/sharing/sharing.ts';
import { newId } from '../digest/id.ts';
import { AttacheError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { Bot, Connection } from '../platforms/platform.ts';
import type { MonitoringOptions, Monitoring } from './monitoring.ts';
import type { Settings } from './settings.ts';
import { openStore } from '../store/open.ts';
import { EXIT } from './exit.ts';
import { serveInbox } from './serve-inbox.ts';

/** The longest time that a stop waits for pending work, so that a supervisor need not kill the process. */
const STOP_WITHIN_MILLISECONDS = 10_000;

/** The days for which messages of the desk's channel are kept, beside its newest ones. */
const BOARD_DAYS = 90;
const BOARD_RETENTION = 100;

export type ServeOptions = {
  readonly catalogue: () => Catalogue;
  /** The record editor; omitted where records cannot be edited. */
  readonly recordEditor?: RecordEditor | undefined;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
  /** Milliseconds that no change of the clock moves; the process's own where it is left out. */
  readonly monotonic?: () => number;
  /** Resolves when the process is asked to stop. */
  readonly stopped: Promise<'stop'>;
  /** The renderers of the platforms, for previews. */
  readonly previews?: Bot['previews'];
  /** Called once everything that could be connected is. */
  readonly connected?: (connections: readonly Connection[]) => void;
};

/** Serves every configured platform until a signal; where one fails to connect the others run on, and where all fail it rejects. */
export async function serve(
  settings: Settings,
  {
    catalogue,
    recordEditor,
    log,
    now,
    monotonic = () => performance.now(),
    stopped,
    previews,
    connected,
  }: ServeOptions,
): Promise<number> {
  const opened = await openStore(settings.databaseUrl, { dataDir: settings.dataDir });
  const clock = createClock({ now, monotonic, storeNow: opened.now, log });
  const operating = await operate(settings, { store: opened, catalogue, now: clock.now });
  const store = operating?.store ?? opened;
  const replica = randomBytes(6).toString('hex');
  const couriers = new Map<string, Courier>();
  let deliverer: Deliverer | undefined;
  const digests = createDigests({
    store,
    catalogue,
    couriers: () => couriers,
    now: clock.now,
    newId,
    wake: () => deliverer?.wake(),
  });
  const sharing = createSharing({
    store,
    catalogue,
    couriers: () => couriers,
    now: clock.now,
    clock,
    newId,
    log,
    replica,
  });
  const inbox = serveInbox(settings, { store, catalogue, log, now });
  const bot = createBot({
    catalogue,
    log,
    now,
    clock,
    recordEditor,
    ...(previews && { previews }),
    health: operating?.page,
    store: { store, digests, sharing, replica, ...inbox.bot },
  });
  try {
    const connecting = connectAll(settings, bot, operating);
    const connections = await Promise.race([connectedOf(connecting), stopped]);
    if (connections === 'stop') {
      log.info('stopping before everything was connected');
      // Each as soon as it is connected, also one that connects after the stop: it would keep the process alive.
      const ended = Promise.all(connecting.map(async (connection) => await (await connection)?.stop()));
      await within(ended, STOP_WITHIN_MILLISECONDS, undefined);
      log.info('stopped');
      return EXIT.ok;
    }
    if (connections.length === 0) {
      log.error('no platform could be connected; nothing is running');
      return EXIT.failed;
    }
    connected?.(connections);
    // The first question must not wait for the index; whoever connected must not either.
    setImmediate(() => {
      try {
        prepareFinder(catalogue());
      } catch (error) {
        log.error({ err: error }, 'the index could not be built');
      }
    });
    for (const { courier } of connections) if (courier !== undefined) couriers.set(courier.platform, courier);
    const delivering = startDelivering({
      store,
      catalogue,
      couriers: [...couriers.values()],
      now: clock.now,
      clock,
      log,
      replica,
      newId,
      shareContent: sharing.contentOf,
    });
    deliverer = delivering;
    inbox.connected(couriers);
    operating?.delivering(delivering);
    const tidy = async (...tidied: Promise<void>[]): Promise<void> =>
      void (await Promise.all(tidied).catch((error: unknown) => log.error({ err: error }, 'tidying failed')));
    const tidyBoard = (): Promise<void> =>
      store.board.prune(now().subtract({ hours: 24 * BOARD_DAYS }), BOARD_RETENTION);
    // Imported last, when nothing waits for it any more.
    const { schedule } = await import('node-cron');
    // The timer only wakes the work: the store and Temporal decide which digest is due.
    const ticks = [
      schedule('* * * * *', () => {
        delivering.wake();
        inbox.wake();
      }),
      schedule('17 3 * * *', () => void tidy(delivering.tidy(), inbox.tidy(), tidyBoard())),
    ];
    // Runs at the start too, so that retention ends in time also for a bot that never runs at night.
    void tidy(inbox.tidy());
    await stopped;
    log.info('stopping: finishing what is in hand');
    for (const tick of ticks) void tick.stop();
    // Deliveries first: they still need their connections.
    await within(Promise.all([delivering.stop(), inbox.stop()]), STOP_WITHIN_MILLISECONDS, undefined);
    await within(Promise.all(connections.map(({ stop }) => stop())), STOP_WITHIN_MILLISECONDS, undefined);
    log.info('stopped');
    return EXIT.ok;
  } finally {
    await operating?.stop();
    await within(store.close(), STOP_WITHIN_MILLISECONDS, undefined);
  }
}

/** Connects every configured platform; a failure is logged and its connection undefined, so that none rejects. */
function connectAll(
  settings: Settings,
  bot: Bot,
  operating: Monitoring | undefined,
): Promise<Connection | undefined>[] {
  return [...settings.connect].map(async ([name, connect]) => {
    operating?.watch(name, undefined);
    try {
      const connection = await connect(operating?.measured(bot, name) ?? bot);
      operating?.watch(name, connection);
      bot.log.info({ platform: name }, 'connected');
      return connection;
    } catch (error) {
      if (error instanceof AttacheError) bot.log.error({ platform: name, code: error.code }, error.message);
      else bot.fault(error, `connect ${name}`);
      return undefined;
    }
  });
}

/** Measures where the settings require it, and serves the health pages where they name a port; closes the store again where the port cannot be opened. */
async function operate({ health, isMeasured }: Settings, operated: MonitoringOptions): Promise<Monitoring | undefined> {
  if (!isMeasured) return undefined;
  const { startMonitoring } = await import('./monitoring.ts');
  try {
    return await startMonitoring(health, operated);
  } catch (error) {
    await operated.store.close();
    throw error;
  }
}

async function connectedOf(connecting: readonly Promise<Connection | undefined>[]): Promise<Connection[]> {
  return (await Promise.all(connecting)).filter((connection) => connection !== undefined);
}
