/** Reads the number of a port from a setting. */

/** What to do about a value that is none. */
export const PORT_ADVICE = 'set it to a whole number from 1 to 65535';

/** Returns the port that a setting names, or undefined where it is not set or is no whole number from 1 to 65535. */
export function readPort(value: string | undefined): number | undefined {
  if (value === undefined || !/^\d{1,5}$/u.test(value)) return undefined;
  const port = Number(value);
  return port >= 1 && port <= 65_535 ? port : undefined;
}
