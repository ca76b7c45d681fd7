/** Prints the rows of benchmarks as a table that a person reads. */
import type { Bench, Row } from './bench.ts';

export type Result = Pick<Bench, 'name' | 'about' | 'goal'> & { readonly rows: readonly Row[] };

/** Returns a benchmark's table: what was measured, the figure with the spread of the rounds, the goal and whether it is met. */
export function tableOf({ name, about, goal, rows }: Result): string {
  const cells = rows.map((row) => [row.what, measured(row), goalOf(row), row.detail ?? '']);
  const width = (column: number): number => Math.max(0, ...cells.map((line) => line[column]?.length ?? 0));
  const widths = [width(0), width(1), width(2), 0];
  const lines = cells.map((line) => `  ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
  return [`${name}: ${about}`, `  goal: ${goal}`, '', ...lines, ''].join('\n');
}

function measured({ figure, unit, spread }: Row): string {
  const within = spread === undefined ? '' : ` (${spread.map(number).join(' to ')})`;
  return `${number(figure)} ${unit}${within}`;
}

function goalOf(row: Row): string {
  const met = isMet(row);
  return met === undefined ? '' : `at most ${number(row.atMost ?? 0)}: ${met ? 'met' : 'NOT MET'}`;
}

/** Returns whether a row meets its goal, undefined where it has none. */
export function isMet({ figure, atMost }: Row): boolean | undefined {
  return atMost === undefined ? undefined : figure <= atMost;
}

/** Returns a number with as many digits as it is known by. */
export function number(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.1) return value.toPrecision(2);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}
