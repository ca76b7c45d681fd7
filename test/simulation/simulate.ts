/** Runs the histories of consecutive seeds, and adds up what came of them. */
import { prepareGround, runHistory, type Ground, type Outcome } from './history.ts';
import type { Breach } from './invariants.ts';
import { drawPlan } from './plan.ts';
import type { Planted } from './planted.ts';

/** What came of many histories; plain, so that it can be handed from one thread to another. */
export type Tally = {
  histories: number;
  virtualHours: number;
  deliveries: number;
  messages: number;
  steps: number;
  statements: number;
  seconds: number;
  processorSeconds: number;
  /** Faults by kind. */
  injected: Record<string, number>;
  /** How often each promise was broken. */
  breaches: Record<string, number>;
  failures: { readonly seed: number; readonly breaches: readonly Breach[] }[];
};

export type SimulateOptions = {
  readonly seed: number;
  readonly histories: number;
  readonly planted?: Planted | undefined;
  /** Ends after so many failing histories; all are run unless given. */
  readonly enough?: number;
  readonly ground?: Ground;
};

/** Failing seeds that are remembered. */
const MAX_FAILURES = 20;

/** Returns a tally of nothing. */
export const emptyTally = (): Tally => ({
  histories: 0,
  virtualHours: 0,
  deliveries: 0,
  messages: 0,
  steps: 0,
  statements: 0,
  seconds: 0,
  processorSeconds: 0,
  injected: {},
  breaches: {},
  failures: [],
});

/** Runs histories one after another. */
export async function simulate({
  seed,
  histories,
  planted,
  enough = Infinity,
  ground,
}: SimulateOptions): Promise<Tally> {
  const tally = emptyTally();
  const under = ground ?? (await prepareGround());
  const startedAt = performance.now();
  const used = process.cpuUsage();
  let failing = 0;
  for (let one = seed; one < seed + histories && failing < enough; one++) {
    const outcome = await runHistory(drawPlan(one), under, { planted });
    count(tally, outcome);
    if (outcome.breaches.length === 0) continue;
    failing += 1;
    if (tally.failures.length < MAX_FAILURES) tally.failures.push({ seed: one, breaches: outcome.breaches });
  }
  const { user, system } = process.cpuUsage(used);
  tally.seconds = (performance.now() - startedAt) / 1_000;
  tally.processorSeconds = (user + system) / 1_000_000;
  return tally;
}

function count(tally: Tally, outcome: Outcome): void {
  tally.histories += 1;
  tally.virtualHours += outcome.virtualMilliseconds / 3_600_000;
  tally.deliveries += outcome.deliveries;
  tally.messages += outcome.messages;
  tally.steps += outcome.steps;
  tally.statements += outcome.statements;
  for (const [what, times] of outcome.injected) tally.injected[what] = (tally.injected[what] ?? 0) + times;
  for (const { name } of outcome.breaches) tally.breaches[name] = (tally.breaches[name] ?? 0) + 1;
}

/** Adds a tally to another one, but for the time that it took. */
export function add(all: Tally, tally: Tally): void {
  for (const field of ['histories', 'virtualHours', 'deliveries', 'messages', 'steps', 'statements'] as const)
    all[field] += tally[field];
  for (const field of ['injected', 'breaches'] as const)
    for (const [what, times] of Object.entries(tally[field])) all[field][what] = (all[field][what] ?? 0) + times;
  all.failures = [...all.failures, ...tally.failures].toSorted((a, b) => a.seed - b.seed).slice(0, MAX_FAILURES);
}
