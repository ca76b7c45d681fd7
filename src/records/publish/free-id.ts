/** Ids that nothing else has. Pure. */

/** An id has at most so many characters (src/records/fields.ts). */
const MAX_CHARACTERS = 40;

/** Returns an id, or where it is taken the same with the first number behind it that is free. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count += 1) {
    const end = `-${count}`;
    // No id has two hyphens in a row.
    free = id.slice(0, MAX_CHARACTERS - end.length).replace(/-+$/u, '') + end;
  }
  return free;
}
