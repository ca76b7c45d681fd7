/** People who ask in turn: one alone may not ask as often as is measured. */

const PEOPLE = Array.from({ length: 3_000 }, (_, at) => `${800_000_000_000_000_000n + BigInt(at)}`);

let turn = 0;
let asking = PEOPLE.length;

/** From now on so many of them ask. */
export const letAsk = (count: number): void => void (asking = count);

/** Returns the id of the next person. */
export const nextPerson = (): string => PEOPLE[(turn += 1) % asking] ?? '';
