/** Waits for work, but not for ever. */

/** Returns what work settles with, or `otherwise` where it takes longer than so many milliseconds; the work itself goes on. */
export async function within<Result, Otherwise>(
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
