/** Cuts texts between characters as readers see them, never inside one. */

/** How far beyond the cut a character can reach: an emoji of a family is 11 code units. */
const REACH = 64;

/**
 * Returns text of at most `most` units, ending in an ellipsis where it was longer, never inside a character. `size` counts the
 * units of a text, code units unless given; it must grow with the text.
 */
export function clip(text: string, most: number, size: (text: string) => number = (one) => one.length): string {
  if (size(text) <= most) return text;
  let kept = 0;
  let units = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, most + REACH))) {
    units += size(segment);
    if (units > most - 1) break;
    kept = index + segment.length;
  }
  return `${text.slice(0, kept === 0 ? most - 1 : kept).trimEnd()}…`.toWellFormed();
}
