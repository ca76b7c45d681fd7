/** How much processor time the commands of the console take, against a Node.js that does nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Row } from './bench.ts';
import { BY_NODE_SH } from './process.ts';
import { ratioOf, type Rounds } from './statistics.ts';
import { number } from './table.ts';

const ROUNDS = 9;
/** So many in a row: the shell tells their time in hundredths of a second. */
const IN_A_ROW = 4;
const MAX_AT = 4;
const ROOT = join(import.meta.dirname, '..', '..');

const COMMANDS: readonly (readonly [string, readonly string[], number?])[] = [
  ['attache topics', ['topics'], MAX_AT],
  ['attache brief energy', ['brief', 'energy']],
  ['attache ask "what about rare earths from China"', ['ask', 'what about rare earths']],
  ['attache check, which reads and checks all records and asks every question', ['check']],
];

export const bench: Bench = {
  name: 'commands',
  about:
    'a command from its start to its end, by src/cli/node.sh as npm runs it, code compiled by a run before, against node -e 0',
  goal: 'at most 4 times the processor time for topics',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const env = { PATH: process.env.PATH, ...BY_NODE_SH, DATA_DIR: folder };
    try {
      return COMMANDS.map(([what, args, atMost]) => {
        // The first reads the files from the disk.
        worked(attache(args), env, 1);
        const rounds: Rounds = Array.from({ length: ROUNDS }, () => ({
          ours: [worked(attache(args), env)],
          theirs: [worked([process.execPath, '-e', '0'], env)],
        }));
        return row(what, rounds, atMost);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const attache = (args: readonly string[]): string[] => [
  '/bin/sh',
  join('src', 'cli', 'node.sh'),
  'src/main.ts',
  ...args,
];

/** Runs a command some times and returns the milliseconds that it and what it started have worked, each. */
function worked(command: readonly string[], env: NodeJS.ProcessEnv, times = IN_A_ROW): number {
  const loop = 'left=$0; while [ "$left" -gt 0 ]; do "$@" >/dev/null || exit 1; left=$((left - 1)); done; times';
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', loop, String(times), ...command], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command.join(' ')} failed: ${stderr}`);
  // The second line is that of the children: user and system.
  const [, children = ''] = stdout.split('\n');
  const spent = [...children.matchAll(/(\d+)m([\d.]+)s/gu)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  return (1_000 * spent.reduce((sum, one) => sum + one, 0)) / times;
}

function row(what: string, rounds: Rounds, atMost?: number): Row {
  const { figure, spread, ours, theirs } = ratioOf(rounds);
  return {
    what,
    figure,
    unit: 'times',
    spread,
    ...(atMost !== undefined && { atMost }),
    detail: `${number(ours)} ms of processor time against ${number(theirs)} ms, medians of ${rounds.length}`,
  };
}
