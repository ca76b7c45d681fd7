/** The few statistics that the benchmarks report. */

/** Returns the value below which a share of the values lie, between neighbours in proportion; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Returns the middle of the values. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Returns the first and third quartile of the values. */
export const quartiles = (values: readonly number[]): readonly [number, number] => [
  quantile(values, 0.25),
  quantile(values, 0.75),
];

/** Measurements of two sides that were taken in turns, round by round. */
export type Rounds = readonly { readonly ours: readonly number[]; readonly theirs: readonly number[] }[];

export type Ratio = {
  /** The median of ours over the median of theirs. */
  readonly figure: number;
  /** The quartiles of the same ratio taken in each round alone. */
  readonly spread: readonly [number, number];
  readonly ours: number;
  readonly theirs: number;
};

/** Returns how many times as much ours is as theirs. */
export function ratioOf(rounds: Rounds): Ratio {
  const ours = median(rounds.flatMap((round) => round.ours));
  const theirs = median(rounds.flatMap((round) => round.theirs));
  return {
    figure: ours / theirs,
    spread: quartiles(rounds.map((round) => median(round.ours) / median(round.theirs))),
    ours,
    theirs,
  };
}

/** Measures two sides in turns, A B B A, so that whatever else the machine does meets both alike; each is told how many times it was measured before. */
export async function inTurns(
  measure: Readonly<Record<'ours' | 'theirs', (at: number) => Promise<number>>>,
  { rounds, pairs }: { readonly rounds: number; readonly pairs: number },
): Promise<Rounds> {
  const measured: { ours: number[]; theirs: number[] }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      const at = round * pairs + pair;
      if (pair % 2 === 0) ours.push(await measure.ours(at));
      theirs.push(await measure.theirs(at));
      if (pair % 2 === 1) ours.push(await measure.ours(at));
    }
    measured.push({ ours, theirs });
  }
  return measured;
}
