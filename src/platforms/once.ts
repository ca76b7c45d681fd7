/** Spares pure work that has been done: a brief is rendered once, however often it is asked for. */

/** Returns the same pure function, which returns for the same object what it returned before, for as long as the object lives. */
export function once<Given extends object, Made>(make: (given: Given) => Made): (given: Given) => Made {
  const made = new WeakMap<Given, Made>();
  return (given) => made.getOrInsertComputed(given, make);
}
