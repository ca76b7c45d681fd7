/** Tells of what may come a thousand times a second without filling the log. */

/** How often what goes on is told again. */
const EVERY_MILLISECONDS = 60_000;

/** Does something later, without keeping the process alive for it. */
const later = (work: () => void, milliseconds: number): void => void setTimeout(work, milliseconds).unref();

/** Returns a function that passes on the first of many alike, and then once a minute how many there were since, the last of them too; `clock` returns milliseconds. */
export function sampled(tell: (count: number) => void, clock: () => number, plan = later): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  let isPlanned = false;
  const settle = (): void => {
    if (count === 0) return;
    const now = clock();
    const left = toldAt + EVERY_MILLISECONDS - now;
    if (left > 0) {
      if (isPlanned) return;
      isPlanned = true;
      plan(() => {
        isPlanned = false;
        settle();
      }, left);
      return;
    }
    toldAt = now;
    const since = count;
    count = 0;
    tell(since);
  };
  return () => {
    count += 1;
    settle();
  };
}
