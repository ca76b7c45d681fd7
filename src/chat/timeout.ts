/** Waits for work, but not for ever; and the platforms' three seconds: a ready answer is the acknowledgement, a slower one is preceded by one. */

/** Returns what work settles with, or `otherwise` where it takes longer than so many milliseconds; the work itself goes on. */
export async function withTimeout<Result, Otherwise>(
  work: Promise<Result>,
  milliseconds: number,
  otherwise: Otherwise,
): Promise<Result | Otherwise> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<Otherwise>((resolve) => {
        timer = setTimeout(() => resolve(otherwise), milliseconds);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** After this long an acknowledgement leaves, so that it arrives within the 3 seconds that both platforms allow. */
export const ACKNOWLEDGE_AFTER_MS = 1_500;

/** Returns whether work settled within the time an answer may take; it never rejects, and leaves the work going on. */
export async function settlesInTime(
  work: Promise<unknown>,
  milliseconds: number = ACKNOWLEDGE_AFTER_MS,
): Promise<boolean> {
  const settled = work.then(
    () => true,
    () => true,
  );
  return await withTimeout(settled, milliseconds, false);
}
