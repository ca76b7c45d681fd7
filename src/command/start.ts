/** `start`: connects everything that is configured, or serves the console where nothing is. */
import { parseArgs } from 'node:util';
import { createBot } from '../bot.ts';
import { AttacheError } from '../errors.ts';
import { createLogger } from '../log.ts';
import { connect as connectConsole } from '../platforms/console/connect.ts';
import { platforms as readPlatforms } from '../platforms/index.ts';
import type { Bot, Connection } from '../platforms/platform.ts';
import { readSettings, type Settings } from '../settings.ts';
import { EXIT, print, type Io } from './io.ts';
import { catalogueOf, count } from './records.ts';

const CONNECT_HINT =
  'No platform is connected: this is the console. To connect Slack or Discord, copy .env.example to .env and fill in their tokens (README: Connect Slack, Connect Discord).';

/** After this long a stop no longer waits for what is in hand, so that whoever supervises the process need not kill it. */
const STOP_WITHIN_MILLISECONDS = 10_000;

export const start = {
  usage: 'start',
  about: 'connects what .env configures; with no token, answers what is typed here',
  run: async (args: readonly string[], io: Io): Promise<number> => {
    parseArgs({ args: [...args], options: {} });
    const settings = readSettings(io.env, await readPlatforms());
    const catalogue = catalogueOf(io);
    const log = createLogger(settings.logLevel, settings.secrets, (line) => void io.errors.write(line));
    const bot = createBot({ catalogue: () => catalogue, log, now: io.now });
    const stopped = untilStopped();
    if (settings.connect.size === 0) {
      await print(
        io.output,
        `Attaché has ${count(catalogue.briefs.size, 'brief')}. Type a question, a topic id, /brief for the topics, help, or exit.\n${CONNECT_HINT}`,
      );
      const console = connectConsole(bot, { input: io.input, output: io.output, env: io.env });
      await Promise.race([console.done, stopped.signal]);
      await console.stop();
      stopped.forget();
      return EXIT.ok;
    }
    return serve(settings, bot, stopped);
  },
};

/** Serves every configured platform until a signal; one that refuses leaves the others running, and where all refuse it fails. */
async function serve(settings: Settings, bot: Bot, stopped: Stopping): Promise<number> {
  const { log } = bot;
  const tries = [...settings.connect].map(async ([name, connect]): Promise<Connection | undefined> => {
    try {
      const connection = await connect(bot);
      log.info({ platform: name }, 'connected');
      return connection;
    } catch (error) {
      if (error instanceof AttacheError) log.error({ platform: name, code: error.code }, error.message);
      else bot.fault(error, `connect ${name}`);
      return undefined;
    }
  });
  const connected = Promise.all(tries);
  const first = await Promise.race([connected, stopped.signal]);
  const connections = first === 'stop' ? await within(connected, STOP_WITHIN_MILLISECONDS, []) : first;
  const live = connections.filter((connection) => connection !== undefined);
  if (live.length === 0) {
    stopped.forget();
    if (first === 'stop') return EXIT.ok;
    log.error('no platform could be connected; nothing is running');
    return EXIT.failed;
  }
  await stopped.signal;
  log.info('stopping: finishing what is in hand');
  await within(Promise.all(live.map(({ stop }) => stop())), STOP_WITHIN_MILLISECONDS, []);
  stopped.forget();
  log.info('stopped');
  return EXIT.ok;
}

type Stopping = { readonly signal: Promise<'stop'>; readonly forget: () => void };

function untilStopped(): Stopping {
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

async function within<Value>(work: Promise<Value>, milliseconds: number, otherwise: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<Value>((resolve) => {
        timer = setTimeout(() => resolve(otherwise), milliseconds);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
