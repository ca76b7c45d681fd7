import { afterEach, expect, test, vi } from 'vitest';
import { createShutdown } from '../../src/app/serve.ts';

afterEach(() => void vi.useRealTimers());

const hangs = (milliseconds = 0): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

/** Stops parts that end after so many milliseconds, and returns how long all took. */
async function tookFor(...took: readonly number[]): Promise<number> {
  vi.useFakeTimers();
  const startedAt = performance.now();
  const stopping = createShutdown(() => performance.now());
  const done = (async () => {
    await stopping.until('deliveries', hangs(took[0]));
    await stopping.until('connections', hangs(took[1]));
    await stopping.until('store', hangs(took[2]));
    return performance.now() - startedAt;
  })();
  await vi.advanceTimersByTimeAsync(200_000);
  return await done;
}

test.each([
  [[1, 1, 1], 3],
  [[100, 200, 300], 600],
  [[60_000, 200, 300], 7_500],
  [[60_000, 60_000, 300], 13_300],
  [[100, 60_000, 60_000], 15_000],
  [[60_000, 60_000, 60_000], 15_000],
])('parts that take %j milliseconds end after %i', async (took, all) => {
  expect(await tookFor(...took)).toBe(all);
});
