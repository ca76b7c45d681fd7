/** Lists in parts. Pure. */

/** Returns items in groups of at most so many, in their order. */
export const chunks = <Item>(items: readonly Item[], most: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, at) => items.slice(at * most, (at + 1) * most));
