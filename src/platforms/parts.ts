/** Long work a part at a time, with everything else that the process does in between. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Steps } from '../shared/steps.ts';

/** A part takes so long, and its last step more. */
const PART_MILLISECONDS = 8;

/** Settles with the value of steps, of which so many are done at a time that nothing else waits long; rejects with what they throw. */
export async function inParts<Value>(steps: Steps<Value>): Promise<Value> {
  for (;;) {
    const until = performance.now() + PART_MILLISECONDS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await breathe();
  }
}

/** Returns what whoever has work for a moment waits for: one after the other goes on, and in between everybody else. */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(() => breathe()));
}
