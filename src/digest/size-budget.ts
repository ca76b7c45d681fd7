/** How much a digest may hold: it is one message, so that it has one delivery. */

/** This many characters of news fit every platform beside titles, menu and marker. */
export const MAX_NEWS_CHARACTERS = 3_250;
/** What an item takes beside its text where the room is smallest. */
export const ITEM_CHARACTERS = 60;
/** Many short ones fill a message by their structure, which Slack counts too. */
export const MAX_ITEMS = 16;
/** A line that names the topics whose changes did not fit is this long at most. */
export const MAX_MORE_CHARACTERS = 400;

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
