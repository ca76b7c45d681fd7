/** Spares pure work that has been done: a brief is rendered once, however often it is asked for. */

/**
 * Returns the same pure function from objects to JSON data, which returns for the same object what it returned before, for as
 * long as the object lives.
 */
export function memoize<Given extends object, Made>(make: (given: Given) => Made): (given: Given) => Made {
  const made = new WeakMap<Given, Made>();
  // Through JSON, because V8 writes objects that it has read in half the time that those take that were put together bit by bit.
  const settle = (given: Given): Made => JSON.parse(JSON.stringify(make(given))) as Made;
  return (given) => made.getOrInsertComputed(given, settle);
}
