/** Processes that are measured: started beside each other, asked what they have used, and ended. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import manifest from '../../package.json' with { type: 'json' };

export type Usage = {
  /** Processor time since the start. */
  readonly cpuMilliseconds: number;
  /** Memory after a garbage collection, in bytes: what the system gives the process, and what its objects take. */
  readonly rss: number;
  readonly heapUsed: number;
};

/** A turn of the event loop that took long: when it began, in milliseconds since 1970, how long it took, and how long the processor worked on this thread meanwhile. */
export type Turn = { readonly at: number; readonly milliseconds: number; readonly worked: number };

export type Measured = {
  /** Settles with the milliseconds since the start once a line of its output has matched each of the signs; rejects if it ends before. */
  readonly said: (...signs: readonly RegExp[]) => Promise<number>;
  /** Settles once so many lines of its output have matched a sign; rejects with what it said where that takes minutes. */
  readonly saidTimes: (sign: RegExp, count: number) => Promise<void>;
  /** Returns how many lines of its output have matched a sign so far. */
  readonly times: (sign: RegExp) => number;
  readonly usage: () => Promise<Usage>;
  /** Settles with the turns of its event loop that took long since it was asked last; it watches them from the first time on. */
  readonly turns: () => Promise<readonly Turn[]>;
  /** Ends it and settles when it is gone. */
  readonly end: () => Promise<void>;
};

const PROBE = new URL('probe.mjs', import.meta.url).href;
const ENDS_WITHIN_MS = 15_000;
const SAYS_WITHIN_MS = 180_000;
const LOOK_MS = 200;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The variable that node.sh sets; it is in the environment of whatever it started, as this is. */
export const BY_NODE_SH: Readonly<Record<string, string>> =
  process.env.NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE };

/** Starts the bot as `npm start` does, but without the shell before it, with what its settings say. */
export function startBot(settings: Readonly<Record<string, string>>): Measured {
  return startProcess(botArguments(), { ...BY_NODE_SH, ...settings });
}

function botArguments(): readonly string[] {
  const [, args = ''] = manifest.scripts.start.split('src/cli/node.sh ');
  return args.split(' ');
}

/** Starts Node with a script of this project and its arguments, in an environment of nothing but the given variables and PATH. */
export function startProcess(args: readonly string[], env: Readonly<Record<string, string>> = {}): Measured {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--expose-gc', '--import', PROBE, ...args], {
    cwd: new URL('../..', import.meta.url),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: { readonly text: string; readonly at: number }[] = [];
  const listeners = new Set<() => void>();
  let isOver = false;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null)
      createInterface({ input: stream }).on('line', (text) => {
        lines.push({ text, at: performance.now() - startedAt });
        tell();
      });
  running.add(child);
  child.once('close', () => {
    running.delete(child);
    isOver = true;
    tell();
  });

  const ask = async <Answer>(what: string): Promise<Answer> => {
    child.send(what);
    const [answer] = (await once(child, 'message')) as [Answer];
    return answer;
  };

  const output = (): string => lines.map(({ text }) => text).join('\n');
  const times = (sign: RegExp): number => lines.filter(({ text }) => sign.test(text)).length;

  return {
    said: (...signs) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = signs.map((sign) => lines.find(({ text }) => sign.test(text))?.at);
          const at = found.filter((one) => one !== undefined);
          if (at.length === signs.length) resolve(Math.max(...at));
          else if (isOver) reject(new Error(`${args.join(' ')} ended and said:\n${output()}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    saidTimes: async (sign, count) => {
      for (const until = performance.now() + SAYS_WITHIN_MS; times(sign) < count; await wait(LOOK_MS))
        if (isOver || performance.now() > until)
          throw new Error(`${args.join(' ')} did not say ${String(sign)} ${count} times, but:\n${output()}`);
    },
    times,
    usage: () => ask<Usage>('usage'),
    turns: () => ask<readonly Turn[]>('turns'),
    end: async () => {
      if (isOver) return;
      const gone = once(child, 'close');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
      await gone;
      clearTimeout(late);
    },
  };
}
