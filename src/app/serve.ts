/** Serves the configured platforms and their digests until it is stopped, within deadlines. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createBot } from './bot.ts';
import { createContents } from './delivery-contents.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { RecordEditor } from '../records/publish/record-editor-contract.ts';
import type { DocumentImport } from '../records/import/import-document.ts';
import type { Courier } from '../digest/delivery/courier.ts';
import { createClock } from '../digest/delivery/clock.ts';
import { startDelivering, type Deliverer } from '../digest/delivery/tick.ts';
import { createChooser } from '../choice/chooser.ts';
import { createBudget } from '../conversation/budget.ts';
import { createDigests } from '../conversation/digests/digests.ts';
import { forgetAnswersBefore } from '../conversation/follow-up/memory.ts';
import { forgetLastSeenBefore } from '../conversation/last-seen.ts';
import { createSharing } from '../conversation/sharing/sharing.ts';
import { createMorning } from '../people/morning.ts';
import { createResumption } from '../digest/resume-paused.ts';
import { newId } from '../digest/ids.ts';
import { AttacheError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { Connection } from '../chat/platform.ts';
import type { DeskBot } from '../desk/bot.ts';
import type { MonitoringOptions, Monitoring } from './monitoring.ts';
import { yieldToEventLoop } from '../shared/mutex.ts';
import type { Settings } from './settings.ts';
import type { Store } from '../store/store.ts';
import { EXIT } from './process.ts';
import { serveInbox } from './serve-inbox.ts';
import { withTimeout } from '../chat/timeout.ts';
import type { ReaderOptions } from './watching/watching.ts';
import { startRounds } from './watching/start-rounds.ts';

/** A platform that cannot be reached is tried again after a pause that doubles from the one to the other. */
const MIN_RETRY_MS = 5_000;
const MAX_RETRY_MS = 60_000;

export type ServeOptions = {
  /** The store, perhaps still being opened; it is closed when serving ends. */
  readonly store: Promise<Store>;
  readonly catalogue: () => Catalogue;
  /** The record editor; omitted where records cannot be edited. */
  readonly recordEditor?: RecordEditor | undefined;
  /** What documents are added with; omitted where none can be. */
  readonly documents?: DocumentImport | undefined;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
  /** Milliseconds that no change of the clock moves; the process's own where it is left out. */
  readonly monotonic?: () => number;
  /** Resolves when the process is asked to stop. */
  readonly stopped: Promise<'stop'>;
  /** Other rules for reading sources, for tests. */
  readonly reading?: Partial<ReaderOptions>;
  /** Called for each connection, as soon as it is there. */
  readonly connected?: (connection: Connection) => void;
};

/** Serves every configured platform until a signal; one that cannot be reached is tried again while the others run, and where all are refused it resolves with a failure. */
export async function serve(
  settings: Settings,
  {
    store: opening,
    catalogue,
    recordEditor,
    documents,
    log,
    now,
    monotonic = () => performance.now(),
    stopped,
    reading,
    connected,
  }: ServeOptions,
): Promise<number> {
  const opened = await opening;
  const clock = createClock({ now, monotonic, storeNow: opened.now, log });
  // Who asks at once is told times by the right clock; where this fails, the deliverer compares again.
  if (opened.shared) await clock.compare([]).catch(() => {});
  const operating = await startOptionalMonitoring(settings, { store: opened, catalogue, now: clock.now });
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
    clock,
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
  const stopping = createShutdown(monotonic);
  const ending = new AbortController();
  void stopped.then(() => ending.abort());
  const resumption = createResumption({
    store,
    couriers: () => couriers,
    now: clock.now,
    log,
    ending: ending.signal,
  });
  const inbox = serveInbox(settings, { store, catalogue, log, now: clock.now, wake: () => deliverer?.wake() });
  const { briefsDir, dataDir, watchContact: contact } = settings;
  const { createReader, createWatching } = await import('./watching/watching.ts');
  const reader = createReader({ briefsDir, now: clock.now, contact, ...reading });
  let rounds: ReturnType<typeof startRounds> | undefined;
  const watching =
    documents &&
    createWatching({
      reader,
      store,
      dataDir,
      documents,
      catalogue,
      now: clock.now,
      log,
      rereads: settings.rereadsDocuments,
      wake: () => rounds?.wake(),
    });
  const watch = watching?.watch;
  const { model } = settings;
  const chooser =
    model &&
    createChooser({
      settings: model,
      log,
      monotonic,
      takeRequest: store.takeModelRequest,
      counted: operating?.choseByModel,
    });
  if (chooser !== undefined) operating?.choosing(chooser);
  const bot = createBot({
    catalogue,
    log,
    now: clock.now,
    clock,
    recordEditor,
    documents,
    watch,
    texts: watching?.texts,
    review: settings.review,
    budget: createBudget(() => performance.now()),
    desk: settings.desk,
    chooser,
    health: operating?.page,
    services: { store, digests, sharing, resumption, replica, ...inbox.bot },
  });
  const { curators } = settings;
  const morning = createMorning({
    store,
    catalogue,
    now: clock.now,
    to: settings.morning && curators && { ...settings.morning, curators },
    today: bot.today,
    inbox: bot.curatorsInbox,
    language: async () => (curators && (await store.channelSettings(curators))?.language) ?? 'en',
    deskAddress: 'address' in settings.desk ? settings.desk.address : undefined,
  });
  const planMorning = async (): Promise<void> => {
    if (clock.isRight() && (await morning.plan())) deliverer?.wake();
  };
  try {
    // Before anybody can ask: the first answer comes as fast as the others.
    await catalogue()
      .prepare()
      .catch((error: unknown) => log.error({ err: error }, 'the index could not be built'));
    const serving: Courier[] = [];
    const connections: Connection[] = [];
    const connecting = connectAll(settings, { bot, operating, ending: ending.signal }, (connection) => {
      connections.push(connection);
      connected?.(connection);
      const { courier } = connection;
      if (courier === undefined) return;
      couriers.set(courier.platform, courier);
      serving.push(courier);
      void inbox.connected(couriers);
      // What was mended while nothing ran is found now.
      resumption.resumeSoon({ platform: courier.platform });
      deliverer?.wake();
    });
    if ((await Promise.race([connecting.tried, stopped])) === 'stop') {
      log.info('stopping before everything was connected');
      // Each as soon as it is connected, also one that connects after the stop: it would keep the process alive.
      const ended = Promise.all(connecting.all.map(async (connection) => await (await connection)?.stop()));
      await stopping.until('connections', ended);
      log.info('stopped');
      return EXIT.ok;
    }
    const nothing = connecting.given.then(() => (connections.length === 0 ? 'nothing' : new Promise<never>(() => {})));
    const contents = createContents({
      store,
      catalogue,
      now: clock.now,
      share: sharing.contentOf,
      morning: morning.contentOf,
    });
    const delivering = startDelivering({
      store,
      catalogue,
      couriers: serving,
      now: clock.now,
      clock,
      askTime: store.now,
      log,
      replica,
      newId,
      contents: {
        ...contents,
        // What is due for dozens of channels would be composed in one go.
        digest: async (delivery) => {
          await yieldToEventLoop();
          return await contents.digest(delivery);
        },
      },
    });
    deliverer = delivering;
    operating?.delivering(delivering);
    rounds = watching && startRounds(watching, bot);
    const tidying = new Set<Promise<unknown>>();
    const tidy = (...tidied: Promise<void>[]): void => {
      const all = Promise.all(tidied)
        .catch((error: unknown) => log.error({ err: error }, 'tidying failed'))
        .finally(() => tidying.delete(all));
      tidying.add(all);
    };
    const tidyLooks = (): Promise<void> => store.tidyLooks(forgetLastSeenBefore(clock.now()));
    const tidyAnswers = (): Promise<void> => store.tidyAnswers(forgetAnswersBefore(clock.now()));
    // Imported last, when nothing waits for it any more.
    const { startTicks } = await import('./ticks.ts');
    // The timer only wakes the work: the store and Temporal decide which digest is due.
    const stopTicks = startTicks(
      {
        '* * * * *': () => {
          tidy(planMorning());
          delivering.wake();
          rounds?.wake();
        },
        '23 * * * *': () => {
          for (const platform of couriers.keys()) resumption.resumeSoon({ platform });
        },
        '41 * * * *': () => tidy(tidyAnswers()),
        '17 3 * * *': () =>
          tidy(
            delivering.tidy(),
            inbox.tidy(),
            tidyLooks(),
            ...(watch ? [watch.tidy()] : []),
            bot.accounts.tidy(),
            bot.chatTies.tidy(),
            bot.unpublishedChanges.tidy(),
            store.tidyModelRequests(clock.now()),
          ),
      },
      log,
    );
    tidy(planMorning());
    // Runs at the start too, so that retention ends in time also for a bot that never runs at night.
    tidy(
      inbox.tidy(),
      tidyLooks(),
      tidyAnswers(),
      bot.accounts.tidy(),
      bot.chatTies.tidy(),
      bot.unpublishedChanges.tidy(),
    );
    const ended = await Promise.race([stopped, nothing]);
    if (ended === 'nothing') log.error('no platform could be connected; nothing is running');
    log.info('stopping: finishing what is in hand');
    stopTicks();
    await reader.stop();
    // Deliveries first: they still need their connections.
    await stopping.until('deliveries', delivering.stop());
    // It still needs the store.
    await stopping.until('deliveries', Promise.all([...tidying, rounds?.stop()]));
    const disconnected = connecting.all.map(async (connection) => await (await connection)?.stop());
    await stopping.until('connections', Promise.all(disconnected));
    log.info('stopped');
    return ended === 'nothing' ? EXIT.failed : EXIT.ok;
  } finally {
    await stopping.until('connections', operating?.stop() ?? Promise.resolve());
    await stopping.until('store', store.close());
  }
}

type Connecting = {
  /** Each platform's connection, however late it comes; undefined where it was refused, or the stop came first. */
  readonly all: readonly Promise<Connection | undefined>[];
  /** Resolves when each platform was tried once. */
  readonly tried: Promise<unknown>;
  /** Resolves when no platform is tried any more. */
  readonly given: Promise<unknown>;
};

/** Connects every configured platform and hands each connection over; one that cannot be reached is tried again until it can, or the stop. A failure is logged, so that nothing rejects. */
function connectAll(
  settings: Settings,
  {
    bot,
    operating,
    ending,
  }: { readonly bot: DeskBot; readonly operating: Monitoring | undefined; readonly ending: AbortSignal },
  connected: (connection: Connection) => void,
): Connecting {
  const tried: Promise<void>[] = [];
  const all = [...settings.connect].map(async ([name, connect]) => {
    const once = Promise.withResolvers<void>();
    tried.push(once.promise);
    operating?.watch(name, undefined);
    for (let pause = MIN_RETRY_MS; ; pause = Math.min(2 * pause, MAX_RETRY_MS)) {
      try {
        const connection = await connect(operating?.measured(bot, name) ?? bot);
        operating?.watch(name, connection);
        bot.log.info({ platform: name }, 'connected');
        if (!ending.aborted) connected(connection);
        return connection;
      } catch (error) {
        if (error instanceof AttacheError) bot.log.error({ platform: name, code: error.code }, error.message);
        else bot.fault(error, `connect ${name}`);
        if (!(error instanceof AttacheError && error.code === 'unreachable')) return undefined;
        bot.log.warn({ platform: name, seconds: pause / 1_000 }, 'not connected; trying again');
      } finally {
        once.resolve();
      }
      await wait(pause, undefined, { signal: ending }).catch(() => {});
      if (ending.aborted) return undefined;
    }
  });
  return { all, tried: Promise.all(tried), given: Promise.all(all) };
}

/** Measures where the settings require it, and serves the health pages where they name a port; closes the store again where the port cannot be opened. */
async function startOptionalMonitoring(
  { health, isMeasured }: Settings,
  operated: MonitoringOptions,
): Promise<Monitoring | undefined> {
  if (!isMeasured) return undefined;
  const { startMonitoring } = await import('./monitoring.ts');
  try {
    return await startMonitoring(health, operated);
  } catch (error) {
    await operated.store.close();
    throw error;
  }
}

/** When the parts of a stop are given up, in milliseconds after its beginning, in their order. */
const SHUTDOWN_MS = { deliveries: 7_000, connections: 13_000, store: 15_000 } as const;

type Shutdown = {
  /** Waits for a part of the stop until its end, which counts from the first call; rejects only if the part does before. */
  readonly until: (part: keyof typeof SHUTDOWN_MS, work: Promise<unknown>) => Promise<void>;
};

/** Returns the stop of a process, which begins with the first part. */
export function createShutdown(monotonic: () => number): Shutdown {
  let begunAt: number | undefined;
  return {
    until: async (part, work) => {
      begunAt ??= monotonic();
      await withTimeout(work, Math.max(0, begunAt + SHUTDOWN_MS[part] - monotonic()), undefined);
    },
  };
}
