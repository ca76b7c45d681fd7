/** `start`: connects everything that is configured, or serves the console where nothing is. */
import { parseArgs } from 'node:util';
import { createBot } from '../bot.ts';
import { createLogger } from '../log.ts';
import { connect as connectConsole } from '../platforms/console/connect.ts';
import { platforms as readPlatforms } from '../platforms/index.ts';
import { readSettings } from '../settings.ts';
import { keepCatalogue } from './keep-catalogue.ts';
import { EXIT, print, type Io } from './io.ts';
import { catalogueOf, count } from './records.ts';

const CONNECT_HINT =
  'No platform is connected: this is the console. To connect Slack or Discord, copy .env.example to .env and fill in their tokens (README: Connect Slack, Connect Discord).';

export const start = {
  usage: 'start',
  about: 'connects what .env configures; with no token, answers what is typed here',
  run: async (args: readonly string[], io: Io): Promise<number> => {
    parseArgs({ args: [...args], options: {} });
    const settings = readSettings(io.env, await readPlatforms());
    const first = catalogueOf(io);
    const log = createLogger(settings.logLevel, settings.secrets, (line) => void io.errors.write(line));
    const stopped = untilStopped();
    const { current: catalogue, stop: leaveRecords } = keepCatalogue(settings.briefsDir, first, { now: io.now, log });
    try {
      if (settings.connect.size > 0) {
        // Loaded only where something is connected: the console starts without digests and their store.
        const { serve } = await import('./serve.ts');
        return await serve(settings, { catalogue, log, now: io.now, stopped: stopped.signal });
      }
      const bot = createBot({ catalogue, log, now: io.now });
      await print(
        io.output,
        `Attaché has ${count(first.briefs.size, 'brief')}. Type a question, a topic id, /brief for the topics, help, or exit.\n${CONNECT_HINT}`,
      );
      const console = connectConsole(bot, { input: io.input, output: io.output, env: io.env });
      await Promise.race([console.done, stopped.signal]);
      await console.stop();
      return EXIT.ok;
    } finally {
      leaveRecords();
      stopped.forget();
    }
  },
};

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
