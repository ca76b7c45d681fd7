/** Tells of what may come a thousand times a second without filling the log. */

/** How often what goes on is told again. */
const EVERY_MS = 60_000;

/** Does something after so many milliseconds. */
type DoLater = (work: () => void, milliseconds: number) => void;

/** Returns a function that passes on the first of many alike, and then once a minute how many there were since; `clock` returns milliseconds. The last of them are told where `plan` does something later, otherwise with the next. */
export function sampled(tell: (count: number) => void, clock: () => number, plan?: DoLater): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  let isPlanned = false;
  const settle = (): void => {
    if (count === 0) return;
    const now = clock();
    const left = toldAt + EVERY_MS - now;
    if (left > 0) {
      if (isPlanned || plan === undefined) return;
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
