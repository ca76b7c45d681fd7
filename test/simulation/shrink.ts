/** Makes a failing history smaller: leaves out what it does not need to break the same promise. */
import { runHistory, type Ground } from './history.ts';
import { drawPlan, type Cut } from './plan.ts';
import type { Planted } from './planted.ts';

const HOUR = 3_600_000;

/** Returns what of a failing history can be left out; `name` is the promise that it breaks. */
export async function shrink(
  seed: number,
  name: string,
  ground: Ground,
  planted?: Planted,
  begin: Cut = { without: [] },
): Promise<Cut> {
  let cut = begin;
  const fails = async (tried: Cut): Promise<boolean> => {
    const { breaches } = await runHistory(drawPlan(seed, tried), ground, { planted });
    if (!breaches.some((one) => one.name === name)) return false;
    cut = tried;
    return true;
  };
  // Each cut may make another possible: until none is.
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    const { items, replicas, duration } = drawPlan(seed, cut);
    const numbers = items.map(({ number }) => number);
    for (let size = Math.ceil(numbers.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < numbers.length; from += size) {
        const left = numbers.slice(from, from + size).filter((one) => !cut.without.includes(one));
        if (left.length > 0 && (await fails({ ...cut, without: [...cut.without, ...left] }))) isSmaller = true;
      }
    }
    if (replicas.length > 1 && (await fails({ ...cut, replicas: replicas.length - 1 }))) isSmaller = true;
    if (duration > 2 * HOUR && (await fails({ ...cut, duration: Math.ceil(duration / 2) }))) isSmaller = true;
  }
  return { ...cut, without: cut.without.toSorted((a, b) => a - b) };
}
