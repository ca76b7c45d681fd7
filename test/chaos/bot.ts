/** The bot as a process of its own that is killed, stalled and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { clockEnvironment } from '../support/clock.ts';

export type BotOptions = {
  /** The script and its arguments. */
  readonly command: readonly string[];
  /** Where it runs; a folder without an .env file. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where its log goes. */
  readonly logFile: string;
  /** The file by which its clock goes; the machine's clock where it is left out. */
  readonly clockFile?: string;
  /** Called with the log line of what it could not do, and where it ends by itself. */
  readonly onTrouble: (what: string) => void;
  /** Called with the message of each line of its log. */
  readonly onSaid?: (message: string) => void;
};

export type Bot = {
  /** Settles when it is connected, or has ended by itself. */
  readonly up: Promise<void>;
  /** How long it took to connect, in seconds; undefined before. */
  readonly startSeconds: () => number | undefined;
  /** Settles when it has ended by itself. */
  readonly fell: Promise<void>;
  /** Kills it with SIGKILL; settles when it is gone. */
  readonly kill: () => Promise<void>;
  /** Asks it to end with SIGTERM; settles with whether it did in time, and kills it otherwise. */
  readonly stop: () => Promise<boolean>;
  /** Stops it where it stands, and lets it go on. */
  readonly pause: () => void;
  readonly goOn: () => void;
};

/** A bot that was asked to end has this long, what it says itself and some more on a busy machine. */
const STOP_MS = 35_000;
/** Where a bot keeps what Node compiled, as a start takes a second of a processor: where it is kept already, else in a folder. */
export const compiledIn = (folder: string): string => process.env.NODE_COMPILE_CACHE ?? join(folder, 'compiled');

/** Starts the bot. */
export function startBot({ command, cwd, env, logFile, clockFile, onTrouble, onSaid }: BotOptions): Bot {
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, LOG_LEVEL: 'info', ...clockEnvironment(clockFile), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const up = Promise.withResolvers<void>();
  const fell = Promise.withResolvers<void>();
  const startedAt = performance.now();
  let startSeconds: number | undefined;
  let killed = false;
  // Where the harness itself ends, its bots do not go on.
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      process.off('exit', endWithUs);
      if (!killed) {
        onTrouble(`the bot ended by itself (${signal ?? code})`);
        fell.resolve();
      }
      up.resolve();
      resolve();
    });
  });
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      appendFileSync(logFile, `${child.pid} ${line}\n`);
      const said = /"msg":"(?<said>[^"]*)"/u.exec(line)?.groups?.said;
      if (said === undefined) return;
      if (said === 'connected') {
        startSeconds ??= (performance.now() - startedAt) / 1_000;
        up.resolve();
      }
      if (line.includes('"level":"error"')) onTrouble(said);
      onSaid?.(said);
    });
  }
  return {
    up: up.promise,
    startSeconds: () => startSeconds,
    fell: fell.promise,
    kill: async () => {
      killed = true;
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      killed = true;
      child.kill('SIGTERM');
      const late = AbortSignal.timeout(STOP_MS);
      const isLate = new Promise<'late'>((resolve) => {
        late.addEventListener('abort', () => resolve('late'));
      });
      const isInTime = (await Promise.race([ended, isLate])) !== 'late';
      if (!isInTime) child.kill('SIGKILL');
      await ended;
      return isInTime && child.exitCode === 0;
    },
    pause: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
  };
}
