/** How many entries a cache keeps. Pure. */

/** Returns the options of a cache of at most so many entries, which takes up only the room of those that it has: with `max` alone lru-cache makes room for all of them at once. */
export const lruOptions = (entries: number) => ({ maxSize: entries, sizeCalculation: () => 1 }) as const;
