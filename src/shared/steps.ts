/** Long work in steps, between which others can be answered. */

/** Work that can pause at each yield. */
export type Steps<Value> = Generator<undefined, Value, undefined>;

/** Does steps, at once or with pauses; settles with their value. */
export type DoSteps = <Value>(steps: Steps<Value>) => Promise<Value>;

/** Work that is done once, whoever needs its value first: step by step, or what is left of it at once. What it throws is thrown to each. */
export type Work<Value> = {
  /** Returns its value; does at once what is left. */
  readonly now: () => Value;
  /** Returns what is left of it as steps to its value. */
  readonly steps: () => Steps<Value>;
};

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
  return { steps, now: () => finish(steps()) };
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
