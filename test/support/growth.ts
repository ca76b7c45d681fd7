/** Holds how work grows with its input, instead of how long it takes: that is up to the machine. */
import { expect } from 'vitest';

/** Fails where work of four times the size takes ten times as long or more, whenever both are measured: what grows with the square of the size takes sixteen times as long. */
export function expectProportional(work: (size: number) => void, size: number): void {
  let measured: Readonly<Record<'small' | 'large', number>> | undefined;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    measured = { small: processorMilliseconds(() => work(size / 4)), large: processorMilliseconds(() => work(size)) };
    // What is too short to be measured is no square of anything.
    if (measured.large < 10 * Math.max(measured.small, 2)) return;
  }
  expect.fail(`four times the size takes more than ten times as long (milliseconds): ${JSON.stringify(measured)}`);
}

/** Returns the processor time of this thread: beside other work it takes no more of that, however long it lasts. */
function processorMilliseconds(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
