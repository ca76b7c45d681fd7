/** Spares pure work that has been done: a brief is rendered once, however often it is asked for. */

/**
 * Returns the same pure function from objects to JSON data, which returns for the same object what it returned before, for as
 * long as the object lives.
 */
export function memoize<Input extends object, Output>(make: (input: Input) => Output): (input: Input) => Output {
  const results = new WeakMap<Input, Output>();
  // Through JSON, because V8 writes objects that it has read in half the time that those take that were put together bit by bit.
  const settle = (input: Input): Output => JSON.parse(JSON.stringify(make(input))) as Output;
  return (input) => results.getOrInsertComputed(input, settle);
}
