/** How much a digest may hold: it is one message, so that it has one delivery. */

/** So many pieces of news are told, of all that changed those of most consequence. */
export const MAX_NEWS = 5;
/** So many corrections and retractions of what a channel may have read. */
export const MAX_CORRECTIONS = 3;
/** So many lines of dates, and of documents. */
export const MAX_DATES = 4;
export const MAX_DOCUMENTS = 4;
/** So many lines of what a side has not said. */
export const MAX_SILENCES = 2;
/** The words of the lead. */
export const MAX_LEAD_WORDS = 40;
/** So many names stand in one line. */
export const MAX_TOGETHER = 6;
/** So many tracks of one event stand in one line. */
export const MAX_TRACKS = 3;
/** This many characters of lines fit every platform beside title and marker: only texts as long as records may have them reach it. */
export const MAX_NEWS_CHARACTERS = 3_500;
/** What changed leaves room for dates and documents. */
export const MAX_CHANGES_CHARACTERS = 2_600;
/** What a line takes beside its text where the room is smallest. */
export const LINE_CHARACTERS = 30;
/** A line that names topics is this long at most. */
export const MAX_NAMES_CHARACTERS = 400;

/** Returns the items from the first on whose sizes add up to no more than `most`. */
export function takeFitting<Item>(items: readonly Item[], size: (item: Item) => number, most: number): Item[] {
  let used = 0;
  const fits: Item[] = [];
  for (const item of items) {
    used += size(item);
    if (used > most) break;
    fits.push(item);
  }
  return fits;
}
