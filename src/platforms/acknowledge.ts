/** The platforms' three seconds: a ready answer is the acknowledgement, a slower one is preceded by one. */
import { within } from './within.ts';

/** After this long an acknowledgement leaves, so that it arrives within the 3 seconds that both platforms allow. */
export const ACKNOWLEDGE_AFTER_MILLISECONDS = 1_500;

/** Returns whether work settled within the time an answer may take; it never rejects, and leaves the work going on. */
export async function ready(
  work: Promise<unknown>,
  milliseconds: number = ACKNOWLEDGE_AFTER_MILLISECONDS,
): Promise<boolean> {
  const settled = work.then(
    () => true,
    () => true,
  );
  return await within(settled, milliseconds, false);
}
