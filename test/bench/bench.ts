/** What a benchmark is: a module that measures and returns rows, each a figure that may have a goal. */

export type Row = {
  /** What was measured. */
  readonly what: string;
  readonly figure: number;
  /** `times` for a ratio to what stands beside it in the same run, else the unit of the figure. */
  readonly unit: 'times' | 'ms' | 'µs' | 'MB' | 'kB' | 'requests';
  /** The first and third quartile of the rounds, in the same unit. */
  readonly spread?: readonly [number, number];
  /** The goal, in the same unit: met where the figure is not above it. */
  readonly atMost?: number;
  /** The absolute figures behind a ratio, or what else a reader needs. */
  readonly detail?: string;
};

export type Bench = {
  readonly name: string;
  /** One sentence: what is compared with what. */
  readonly about: string;
  readonly goal: string;
  readonly run: () => Promise<readonly Row[]>;
};
