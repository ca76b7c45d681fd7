/** Runs the benchmarks: all of them, or those that are named, each in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus, totalmem, type as systemName, release } from 'node:os';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { isMet, tableOf, type Result } from './table.ts';

/** Every benchmark by its name, loaded only where it runs. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  'find-statements': () => import('./find-statements.ts'),
  start: () => import('./start.ts'),
  publish: () => import('./publish.ts'),
  hold: () => import('./hold.ts'),
  'digest-discord': () => import('./digest-discord.ts'),
  'digest-slack': () => import('./digest-slack.ts'),
  'digest-minute': () => import('./digest-minute.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { inside: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exit(2);
}
const [alone] = positionals;
if (values.inside && alone !== undefined) process.stdout.write(JSON.stringify(await measure(alone)));
else await report(positionals.length === 0 ? Object.keys(BENCHES) : positionals);

async function measure(name: string): Promise<Result> {
  const load = BENCHES[name];
  if (load === undefined) throw new Error(`there is no benchmark ${name}`);
  const { bench } = await load();
  const rows = await bench.run();
  return { name: bench.name, about: bench.about, goal: bench.goal, rows };
}

async function report(names: readonly string[]): Promise<void> {
  const machine = [
    Temporal.Now.instant().round('second').toString(),
    cpus()[0]?.model ?? 'unknown',
    `${cpus().length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${systemName()} ${release()}`,
    `Node ${process.version}`,
  ];
  console.log(machine.join(', '));
  console.log(
    'Ratios are medians of measurements taken in turns within this run; in brackets the first and third quartile of the rounds.\n',
  );
  const results: Result[] = [];
  for (const name of names) {
    const result = await measureApart(name);
    if (result === undefined) {
      process.stderr.write(`${name} failed.\n`);
      process.exitCode = 1;
      continue;
    }
    results.push(result);
    console.log(tableOf(result));
  }
  const missed = results.flatMap(({ name, rows }) =>
    rows.filter((row) => isMet(row) === false).map(({ what }) => `${name}: ${what}`),
  );
  console.log(missed.length === 0 ? 'All goals are met.' : `Missed:\n  ${missed.join('\n  ')}`);
}

/** In a process of its own, so that no benchmark runs in the memory that another has filled; undefined where it failed and said why. */
async function measureApart(name: string): Promise<Result | undefined> {
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, '--inside', name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = text(child.stdout);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0 ? (JSON.parse(await said) as Result) : undefined;
}
