/** `npm run chaos`: kills the real bot at random moments on both platforms and both stores, and counts what was lost and doubled. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../peers/postgres.ts';
import type { Troubles } from './peer.ts';
import { runSetup, type Result, type SetupOptions } from './setup.ts';
import { prepareNewer } from './upheavals.ts';

const ROOT = join(import.meta.dirname, '../..');

const SETUPS = {
  'slack-sqlite': { platform: 'slack', replicas: 1, postgres: false },
  'discord-sqlite': { platform: 'discord', replicas: 1, postgres: false },
  'slack-postgres': { platform: 'slack', replicas: 3, postgres: true },
  'discord-postgres': { platform: 'discord', replicas: 3, postgres: true },
} as const;
type Name = keyof typeof SETUPS;
const NAMES = Object.keys(SETUPS) as Name[];

const TROUBLES: Troubles = {
  rateLimit: 20,
  errorBefore: 5,
  errorAfter: 5,
  cutBefore: 5,
  cutAfter: 5,
  late: 8,
  stall: 3,
  stallAfter: 3,
  look: 20,
  lateSeconds: 30,
};

/** What digests are of: several in a channel have news in common. */
const TOPICS = ['all', 'all', 'cn-us', 'energy', 'taiwan', 'trade-and-tariffs', 'export-controls'] as const;

const counted = (map: ReadonlyMap<string, number>): string =>
  [...map].map(([what, times]) => `${what} ${times}`).join(', ');

const listed = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`  ${title}:`, ...lines.slice(0, 10).map((line) => `    ${line}`)];

const USAGE = `npm run chaos -- [--setup NAME ...] [--kills 250] [--seed N] [--at-once 2]
  --setup    one or more of ${NAMES.join(', ')}; all unless given
  --kills    kills in each setup
  --seed     repeats the draws of a run
  --at-once  setups that run side by side
Ctrl-C ends the killing and counts what was done; a second one ends everything.`;

const { values } = parseArgs({
  options: {
    setup: { type: 'string', multiple: true },
    kills: { type: 'string', default: '250' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    'at-once': { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});
const names = (values.setup ?? NAMES).filter((name): name is Name => Object.hasOwn(SETUPS, name));
const [kills, seed, atOnce] = [values.kills, values.seed, values['at-once']].map(Number);
if (
  values.help ||
  names.length === 0 ||
  names.length < (values.setup?.length ?? 0) ||
  !kills ||
  seed === undefined ||
  !atOnce
) {
  console.error(USAGE);
  process.exit(values.help ? 0 : 2);
}

// So that what ends with this process does, bots and PostgreSQL; the first Ctrl-C only ends the killing, and what was done is counted.
const enough = new AbortController();
process.once('SIGINT', () => {
  enough.abort();
  process.once('SIGINT', () => process.exit(1));
});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
const folder = mkdtempSync(join(tmpdir(), 'attache-chaos-'));
console.log(`seed ${seed}, ${kills} kills a setup; logs and files in ${folder}`);
const newer = prepareNewer(ROOT, folder);
const results = new Map<Name, Result>();
const queue = [...names];
const worker = async (): Promise<void> => {
  for (let name = queue.shift(); name !== undefined && !enough.signal.aborted; name = queue.shift())
    results.set(name, await run(name));
};
await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, worker));
const all = [...results.values()];
const sum = (of: (result: Result) => number): number => all.reduce((total, result) => total + of(result), 0);
console.log(
  `in all: seed ${seed}, deliveries ${sum((one) => one.deliveries)}, kills ${sum((one) => one.kills)}, lost ${sum((one) => one.lost.length)}, doubled ${sum((one) => one.doubled.length)}, news told twice ${sum((one) => one.toldTwice.length)}, unexplained ${sum((one) => one.unexplained.length)}, left unknown ${sum((one) => one.unknown.length)}, otherwise wrong ${sum((one) => one.wrong.length)}; ${Math.round(performance.now() / 1_000)} s`,
);
process.exit(sum(findings) === 0 ? 0 : 1);

function findings({ lost, doubled, toldTwice, unexplained, unknown, wrong }: Result): number {
  return [lost, doubled, toldTwice, unexplained, unknown, wrong].reduce((total, { length }) => total + length, 0);
}

async function run(name: Name): Promise<Result> {
  const { platform, replicas, postgres: shared } = SETUPS[name];
  const postgres = shared ? await startPostgres() : undefined;
  const options: SetupOptions = {
    platform,
    replicas,
    kills: kills ?? 0,
    enough: enough.signal,
    seed: (seed ?? 0) + NAMES.indexOf(name),
    folder: join(folder, name),
    command: [join(ROOT, 'src/main.ts'), 'start'],
    newer: [newer, 'start'],
    topics: TOPICS,
    env: { BRIEFS_DIR: join(ROOT, 'briefs') },
    troubles: TROUBLES,
    // What was under way at a kill holds its channel up for some minutes: with fewer, most kills would meet an idle bot.
    channels: 100,
    // A little over what Slack's tier says at least; Discord counts them among all requests.
    looksPerMinute: 60,
    dueAtOnce: 200,
    // Whatever waits when the database fails over is looked up, on Slack one a second: more would never end.
    duePerKill: shared ? 3 : 8,
    // Alone, it has to begin anew each time what others would do meanwhile.
    lifeSeconds: shared ? [0.2, 3] : [0.2, 6],
    // Longer than a claim lasts, and longer than it takes until somebody else has looked and sent it again.
    stallSeconds: shared ? [100, 165] : [],
    // After a fail-over all that waits is looked up first, on Slack a channel a second at best.
    drainSeconds: 3_600,
    say: (text) => console.log(`${new Date().toISOString().slice(11, 19)} ${name} ${text}`),
    ...(postgres !== undefined && { postgres }),
  };
  try {
    const result = await runSetup(options);
    console.log(report(name, options.seed, result));
    return result;
  } finally {
    await postgres?.close();
  }
}

function report(name: Name, drawn: number, result: Result): string {
  const { drainedSeconds, changed } = result;
  return [
    `${name}: seed ${drawn}, deliveries ${result.deliveries}, kills ${result.kills}, lost ${result.lost.length}, doubled ${result.doubled.length}, news told twice ${result.toldTwice.length} of ${result.news}, unexplained ${result.unexplained.length} of ${result.kept + result.unexplained.length} times promised, left unknown ${result.unknown.length}`,
    `  in doubt: ${result.found} found in the channel, ${result.again} sent more than once of which the platform stored one`,
    `  ${Math.round(result.seconds)} s: ${Math.round(result.killingSeconds)} s of kills, the last ${drainedSeconds === undefined ? 'did not settle in time' : `settled after ${Math.round(drainedSeconds)} s`}`,
    `  did not come, and why: ${counted(result.explained) || 'nothing'}`,
    `  went wrong at the platform: ${counted(result.wrongs)}`,
    `  besides: ${counted(result.upheavals)}, long stalls ${result.stalls}; the clocks of ${changed.zone} changed at ${changed.at}, ${changed.isCrossed ? 'in' : 'after'} the run`,
    `  people: ${counted(result.people)}`,
    ...(result.troubles.size === 0 ? [] : [`  the bots logged: ${counted(result.troubles)}`]),
    ...listed('lost', result.lost),
    ...listed('doubled', result.doubled),
    ...listed('news told twice', result.toldTwice),
    ...listed('unexplained', result.unexplained),
    ...listed('left unknown', result.unknown),
    ...listed('wrong', result.wrong),
  ].join('\n');
}
