/** Long work in steps, between which others are answered. */
import { setImmediate as breathe } from 'node:timers/promises';

/** Work that can pause at each yield. */
export type Steps<Value> = Generator<undefined, Value, undefined>;

/** Work that is done once, whoever needs its value first: a part at a time, or what is left of it at once. What it throws is thrown to each. */
export type Work<Value> = {
  /** Returns its value; does at once what is left. */
  readonly now: () => Value;
  /** Settles with its value; nothing else waits longer than a part of it takes. */
  readonly inParts: () => Promise<Value>;
  /** Returns its value as steps of other work. */
  readonly steps: () => Steps<Value>;
};

/** A part takes so long, and its last step more. */
const PART_MILLISECONDS = 8;

/** Returns the value of steps, done without a pause. */
export function finish<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Returns work of steps, of which none is done before somebody needs its value. */
export function workOf<Value>(begin: () => Steps<Value>): Work<Value> {
  let begun: Steps<Value> | undefined;
  let outcome: { readonly value: Value } | { readonly error: unknown } | undefined;
  function* steps(): Steps<Value> {
    while (outcome === undefined) {
      try {
        begun ??= begin();
        const step = begun.next();
        if (step.done === true) outcome = { value: step.value };
      } catch (error) {
        outcome = { error };
      }
      yield;
    }
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }
  return { steps, now: () => finish(steps()), inParts: () => inParts(steps()) };
}

/** Settles with the value of steps, of which so many are done at a time that nothing else waits long. */
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

/** Returns what a function makes of each of some values, a step each. */
export function* mapSteps<From, To>(values: Iterable<From>, map: (value: From) => To): Steps<To[]> {
  const made: To[] = [];
  for (const value of values) {
    made.push(map(value));
    yield;
  }
  return made;
}
