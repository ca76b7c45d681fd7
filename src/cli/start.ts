/** `start`: connects everything that is configured, or serves the desk and the console where nothing is. */
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createBot } from '../app/bot.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { RecordEditor } from '../records/publish/record-editor-contract.ts';
import { createHeldTexts, heldFolderOf } from '../records/held-texts.ts';
import { createCheckThread } from '../app/check-thread.ts';
import { createMemoryServices } from '../app/memory-services.ts';
import { createLogger } from '../app/log.ts';
import { seedRecords } from '../app/records/seed-records.ts';
import { versionsFolderOf, openRecords } from '../app/records/records-in-service.ts';
import { AttacheError } from '../shared/errors.ts';
import type { Store } from '../store/store.ts';
import type { Logger } from '../shared/logger.ts';
import { platforms as readPlatforms } from '../app/platforms.ts';
import { readSettings, type Settings } from '../app/settings.ts';
import { EXIT } from '../app/process.ts';
import { repairNotice } from '../conversation/repair.ts';
import { printError, print, type Io } from './io.ts';
import { count } from './load-catalogue.ts';

const CONNECT_HINT =
  'No chat is connected. To connect Slack or Discord, copy .env.example to .env and fill in their tokens (docs/slack.md, docs/discord.md).';

/** Piped input arrives at once; input that is silent for this long counts as none. */
const SILENT_MS = 500;

export const start = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    parseArgs({ args: [...args], options: {} });
    const platforms = await readPlatforms();
    const settings = readSettings(io.env, platforms);
    // At a terminal only messages appear that its user can act on.
    const level = settings.isFallback && io.env.LOG_LEVEL === undefined ? 'warn' : settings.logLevel;
    const log = createLogger(level, settings.secrets, (line) => void io.errors.write(line));
    for (const { variable, message } of settings.unknown) log.warn({ variable }, `${variable} ${message}`);
    // Before anything is written, so that what another version has left stays as it is.
    const mayHaveStore = settings.databaseUrl === undefined && isFilled(settings.dataDir);
    if (mayHaveStore) await (await loadStore()).refuseOtherStore(settings.dataDir);
    if (settings.briefsSeed !== undefined) seedRecords(settings.briefsDir, settings.briefsSeed, log);
    const checking = createCheckThread(settings.briefsDir);
    const commits =
      settings.recordsGit === undefined
        ? undefined
        : await (
            await import('../app/records/records-git.ts')
          ).openRecordCommits(settings.recordsGit, settings.briefsDir);
    const store = await storeOf(settings);
    // Its thread opens it while the records are read; what is wrong with it is told when it is used.
    if (!settings.isFallback) store().catch(() => {});
    const records = await openRecords({
      folder: settings.briefsDir,
      versionsFolder: versionsFolderOf(settings.dataDir),
      now: io.now,
      log,
      checkInThread: checking.check,
      heldTexts: createHeldTexts(heldFolderOf(settings.dataDir)),
      commits,
    });
    const stopped = untilStopped();
    const starting = {
      settings,
      store,
      catalogue: records.current,
      recordEditor: records.editor,
      log,
      stopped: stopped.signal,
      io,
    };
    try {
      return await (settings.isFallback ? serveFallback(starting) : serveAll(starting));
    } finally {
      records.stop();
      checking.stop();
      stopped.forget();
    }
  },
};

/** Returns what opens the store to serve from it, once; its code is loaded at once where it is sure to be opened. */
async function storeOf({ databaseUrl, dataDir, isFallback }: Settings): Promise<() => Promise<Store>> {
  if (!isFallback) await loadStore();
  let opened: Promise<Store> | undefined;
  return () => (opened ??= loadStore().then(({ openStore }) => openStore(databaseUrl, { dataDir, serves: true })));
}

/** Tells whether a folder has anything in it: an empty one, or none, holds no store, whose code then need not be loaded. */
const isFilled = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0;

const loadStore = async () => await import('../store/open.ts');

type Starting = {
  readonly settings: Settings;
  readonly store: () => Promise<Store>;
  readonly catalogue: () => Catalogue;
  readonly recordEditor: RecordEditor;
  readonly log: Logger;
  readonly stopped: Promise<'stop'>;
  readonly io: Io;
};

/** Serves what `settings` connects, and prints the address to open in a browser. */
async function serveAll({ settings, store, catalogue, recordEditor, log, stopped, io }: Starting): Promise<number> {
  // Loaded only where something is connected: the console alone starts without the code for digests.
  const [{ serve }, { createDocumentImport }, { startWatchdog }] = await Promise.all([
    import('../app/serve.ts'),
    import('../app/documents/document-import.ts'),
    import('../app/watchdog.ts'),
  ]);
  const documents = createDocumentImport(settings.dataDir);
  const stopWatchdog = startWatchdog();
  try {
    return await serve(settings, {
      store: store(),
      catalogue,
      recordEditor,
      documents,
      log,
      now: io.now,
      stopped,
      connected: ({ address, notice }) => {
        if (address !== undefined) io.output.write(`The desk is open at ${address} (Ctrl-C ends it).\n`);
        if (notice !== undefined) io.errors.write(`${notice}\n`);
      },
    });
  } finally {
    await documents.stop();
    await stopWatchdog();
  }
}

/** Serves the desk, and beside it the console on a terminal; piped questions are answered by the console alone, which ends with its input. */
async function serveFallback(starting: Starting): Promise<number> {
  const { settings, catalogue, log, stopped, io } = starting;
  const { input } = io;
  const typed = input.isTTY === true;
  const alone = settings.connect.size === 0 || (!typed && (await isPiped(input)));
  if (!typed && !alone) return serveAll(starting);

  const notice = repairNotice(catalogue(), 'en');
  if (notice !== undefined) await printError(io, notice);
  await print(
    io.output,
    `Attaché has ${count(catalogue().briefs.size, 'brief')}. Type a question, a topic id, /brief for the topics, help, or exit.\n${CONNECT_HINT}`,
  );
  // Loaded only where somebody types: chats start without it.
  const { connect: connectConsole } = await import('../chat/console/connect.ts');
  const left = Promise.withResolvers<'stop'>();
  const ended = Promise.race([stopped, left.promise]);
  const served = alone ? undefined : serveAll({ ...starting, stopped: ended }).catch(logDeskFailure(log));
  const botOptions = { catalogue, log, now: io.now };
  // Questions need no store, and the desk beside the console has its own.
  const services = createMemoryServices(botOptions);
  const chooser =
    settings.model &&
    (await import('../choice/chooser.ts')).createChooser({
      settings: settings.model,
      log,
      monotonic: () => performance.now(),
      takeRequest: services.store.takeModelRequest,
    });
  const console = connectConsole(createBot({ ...botOptions, chooser, services }), {
    input,
    output: io.output,
    env: io.env,
  });
  // Where the desk cannot be served, the log has the reason, and the console runs on.
  await Promise.race([console.done, stopped]);
  left.resolve('stop');
  await console.stop();
  await served;
  return EXIT.ok;
}

/** Returns what logs why the desk cannot be served, which does not end the console. */
const logDeskFailure =
  (log: Logger) =>
  (error: unknown): void => {
    if (!(error instanceof AttacheError)) throw error;
    log.error({ code: error.code }, error.message);
  };

/** Returns whether something is piped in. */
async function isPiped(input: Io['input']): Promise<boolean> {
  const leaving = new AbortController();
  const ready = once(input, 'readable', { signal: leaving.signal }).then(
    () => input.readableLength > 0,
    () => false,
  );
  const piped = await Promise.race([ready, wait(SILENT_MS, false)]);
  leaving.abort();
  // An input that nobody reads must not keep the process alive.
  if (!piped) input.unref?.();
  return piped;
}

type StopSignal = { readonly signal: Promise<'stop'>; readonly forget: () => void };

function untilStopped(): StopSignal {
  const { promise, resolve } = Promise.withResolvers<'stop'>();
  const stop = (): void => resolve('stop');
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return {
    signal: promise,
    forget: () => {
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
    },
  };
}
