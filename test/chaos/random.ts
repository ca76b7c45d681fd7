/** Chance that can be repeated: the same seed draws the same numbers. */

export type Random = {
  /** Returns a number from 0 up to but not including 1. */
  readonly next: () => number;
  /** Returns a number between two others, the lower one more often the higher `lean` is; 1 leans to neither. */
  readonly between: (low: number, high: number, lean?: number) => number;
  /** Returns one of several; throws where there is none. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Returns a source of its own, so that what one part draws does not depend on how often another does. */
  readonly split: () => Random;
};

/** Returns the numbers of a seed, by mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high, lean = 1) => low + (high - low) * next() ** lean,
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    split: () => createRandom(Math.floor(next() * 2 ** 32)),
  };
}
