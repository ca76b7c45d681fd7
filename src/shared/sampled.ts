/** Tells of what may come a thousand times a second without filling the log. */

/** How often what goes on is told again. */
const EVERY_MILLISECONDS = 60_000;

/** Returns a function that passes on the first of many alike, and then at most once a minute how many there were since; `clock` returns milliseconds. */
export function sampled(tell: (count: number) => void, clock: () => number): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  return () => {
    count += 1;
    const now = clock();
    if (now - toldAt < EVERY_MILLISECONDS) return;
    toldAt = now;
    const since = count;
    count = 0;
    tell(since);
  };
}
