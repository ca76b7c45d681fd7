/** What the benchmarks of answers share: what is asked, and how two bots are compared on it. */
import type { Row } from './bench.ts';
import type { Measured } from './process.ts';
import { inTurns, ratioOf } from './statistics.ts';
import { number } from './table.ts';

/** What is typed behind /brief: a topic by its id, a question, one in Chinese, nothing (all topics), something that nothing is known of. */
export const TYPED = [
  'ai-governance',
  'what did they agree on rare earths',
  '出口管制有什么进展',
  '',
  'who won the cup final last night',
] as const;

/** How many times the bare SDK's time an answer may take. */
const AT_MOST = 1.25;
const ROUNDS = { warmUp: 1_000, rounds: 21, pairs: 60 };

/** A bot: its process, and what asks it and settles with the milliseconds until it answered. */
export type Asked = { readonly process: Measured; readonly ask: (text: string) => Promise<number> };

/** Returns for each text how many times as long our answer takes as the constant one. */
export async function compareAnswers(way: string, ours: Asked, theirs: Asked): Promise<Row[]> {
  const rows: Row[] = [];
  for (const text of TYPED) {
    const before = [await ours.process.usage(), await theirs.process.usage()] as const;
    const rounds = await inTurns({ ours: () => ours.ask(text), theirs: () => theirs.ask(text) }, ROUNDS);
    const after = [await ours.process.usage(), await theirs.process.usage()] as const;
    const asked = ROUNDS.warmUp + ROUNDS.rounds * ROUNDS.pairs;
    const spent = ([0, 1] as const).map((side) => after[side].cpuMilliseconds - before[side].cpuMilliseconds);
    const ratio = ratioOf(rounds);
    rows.push({
      what: `${way}: /brief ${text}`.trimEnd(),
      figure: ratio.figure,
      unit: 'times',
      spread: ratio.spread,
      atMost: AT_MOST,
      detail: `${number(ratio.ours)} ms against ${number(ratio.theirs)} ms; processor ${spent.map((one) => number(one / asked)).join(' against ')} ms an answer`,
    });
  }
  return rows;
}
