/** What a run of the simulation tells at its end, and of a history that failed. */
import { runHistory, type Ground } from './history.ts';
import { drawPlan, type Cut } from './plan.ts';
import type { Planted } from './planted.ts';
import { shrink } from './shrink.ts';
import type { Tally } from './simulate.ts';

const HOURS_A_YEAR = 24 * 365.25;
/** Breaches by what a reader asks first: the rest is unexplained. */
const LOST = new Set(['lost', 'slot without a row', 'a promised time did not come', 'not settled']);
const DOUBLED = new Set(['doubled', 'news told twice']);

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, times]) => `${what} ${times.toLocaleString('en')}`)
    .join(', ') || 'none';

const sumOf = (counts: Readonly<Record<string, number>>, names: (name: string) => boolean = () => true): number =>
  Object.entries(counts).reduce((all, [name, times]) => all + (names(name) ? times : 0), 0);
const rate = ({ histories }: Tally, seconds: number): string => (histories / seconds).toFixed(0);

/** Returns what is told of a run while it goes on, which ends before the seed `end`. */
export function progressLine(tally: Tally, end: number): string {
  const { histories, seconds, processorSeconds } = tally;
  return `${histories.toLocaleString('en')} histories, before seed ${end}: ${rate(tally, seconds)} a second, ${rate(tally, processorSeconds)} a second of processor; ${sumOf(tally.breaches)} broken promises; ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB`;
}

/** Returns which promise a history breaks. */
export function brokenLine({ seed, breaches: [first] }: Tally['failures'][number]): string {
  return `seed ${seed} breaks a promise: ${first?.name}: ${first?.message}`;
}

/** Returns the closing lines. */
export function closingLines(tally: Tally): string[] {
  const total = (names: (name: string) => boolean): number => sumOf(tally.breaches, names);
  return [
    `${tally.histories.toLocaleString('en')} histories in ${tally.seconds.toFixed(1)} s: ${rate(tally, tally.seconds)} a second, ${rate(tally, tally.processorSeconds)} a second of processor`,
    `virtual time: ${(tally.virtualHours / HOURS_A_YEAR).toFixed(2)} years; ${tally.deliveries.toLocaleString('en')} deliveries, ${tally.messages.toLocaleString('en')} messages, ${tally.statements.toLocaleString('en')} statements`,
    `faults: ${sumOf(tally.injected).toLocaleString('en')}: ${counted(tally.injected)}`,
    `lost ${total((name) => LOST.has(name))}, doubled ${total((name) => DOUBLED.has(name))}, unexplained ${total((name) => !LOST.has(name) && !DOUBLED.has(name))}${Object.keys(tally.breaches).length === 0 ? '' : ` (${counted(tally.breaches)})`}`,
  ];
}

/** What a line of a trace says, without when. */
const said = (line: string | undefined): string | undefined => line?.slice(line.indexOf(' ') + 1);

/** Returns lines with those that repeat one after another counted. */
export function folded(lines: readonly string[]): string[] {
  const shown: string[] = [];
  let times = 0;
  for (const [index, line] of lines.entries()) {
    if (said(line) === said(lines[index - 1])) times += 1;
    else {
      if (times > 0) shown.push(`               … ${times} more times`);
      times = 0;
      shown.push(line);
    }
  }
  if (times > 0) shown.push(`               … ${times} more times`);
  return shown;
}

/** Returns the trace of a history, and what it broke. */
export async function traceOf(seed: number, cut: Cut, ground: Ground, planted?: Planted): Promise<string[]> {
  const { trace, traceHash, breaches } = await runHistory(drawPlan(seed, cut), ground, { planted, isTraced: true });
  return [...folded(trace), `trace ${traceHash}`, ...breaches.map(({ name, message }) => `BROKEN ${name}: ${message}`)];
}

/** Returns a failing history as small as it can be made: how to run it again, and its trace. */
export async function smallest(seed: number, name: string, ground: Ground, planted?: Planted): Promise<string[]> {
  const cut = await shrink(seed, name, ground, planted);
  const given = [
    `--seed ${seed} --histories 1 --trace`,
    ...(cut.without.length === 0 ? [] : [`--without ${cut.without.join(',')}`]),
    ...(cut.replicas === undefined ? [] : [`--replicas ${cut.replicas}`]),
    ...(cut.duration === undefined ? [] : [`--duration ${cut.duration}`]),
  ];
  return [`npm run simulate -- ${given.join(' ')}`, ...(await traceOf(seed, cut, ground, planted))];
}
