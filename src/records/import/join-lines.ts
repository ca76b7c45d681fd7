/** Joins two pieces of a text that were parted by a line break. */

/** Returns two pieces as one text: a divided word whole, Chinese without a space, anything else with one. */
export function joinTexts(before: string, after: string): string {
  if (before === '') return after;
  // A word that was divided at the end of its line.
  if (/\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after)) return before.slice(0, -1) + after;
  // Chinese is written without spaces.
  return /\p{sc=Han}$|[，。、；：！？」』）]$/u.test(before) && /^[\p{sc=Han}（「『]/u.test(after)
    ? before + after
    : `${before} ${after}`;
}
