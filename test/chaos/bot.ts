/** The bot as a process of its own that is killed, stalled and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type BotOptions = {
  /** The script and its arguments. */
  readonly command: readonly string[];
  /** Where it runs; a folder without an .env file. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where its log goes. */
  readonly logFile: string;
  /** Called with the log line of what it could not do, and where it ends by itself. */
  readonly onTrouble: (what: string) => void;
};

export type Bot = {
  /** Settles when it is connected, or has ended by itself. */
  readonly up: Promise<void>;
  /** Settles when it has ended by itself. */
  readonly fell: Promise<void>;
  /** Kills it with SIGKILL; settles when it is gone. */
  readonly kill: () => Promise<void>;
  /** Stops it where it stands, and lets it go on. */
  readonly pause: () => void;
  readonly goOn: () => void;
};

/** Where a bot keeps what Node compiled, as a start takes a second of a processor: where it is kept already, else in a folder. */
export const compiledIn = (folder: string): string => process.env.NODE_COMPILE_CACHE ?? join(folder, 'compiled');

/** Starts the bot. */
export function startBot({ command, cwd, env, logFile, onTrouble }: BotOptions): Bot {
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const up = Promise.withResolvers<void>();
  const fell = Promise.withResolvers<void>();
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
      if (line.includes('"msg":"connected"')) up.resolve();
      const severe = /"level":"error".*"msg":"(?<said>[^"]*)"/u.exec(line)?.groups?.said;
      if (severe !== undefined) onTrouble(severe);
    });
  }
  return {
    up: up.promise,
    fell: fell.promise,
    kill: async () => {
      killed = true;
      child.kill('SIGKILL');
      await ended;
    },
    pause: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
  };
}
