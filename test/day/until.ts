/** Waiting for what comes in its own time. */
import { setTimeout as wait } from 'node:timers/promises';

/** So long the desk, or the chat beside it, may take. */
export const PATIENCE_MS = 240_000;

/** Waits until something holds; rejects with what was waited for. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await wait(100);
  }
}

/** So long something must stay as it is to count as settled. */
const SETTLED_LOOKS = 3;

/** Waits until what a look returns changes no more. */
export async function settled(look: () => Promise<string>): Promise<void> {
  let [last, same] = ['', 0];
  await until('the page to settle', async () => {
    const now = await look();
    same = now === last ? same + 1 : 0;
    last = now;
    await wait(150);
    return same >= SETTLED_LOOKS;
  });
}
