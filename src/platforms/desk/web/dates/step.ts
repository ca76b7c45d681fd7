/** The keyboard's way through the picture. */
import type { Mark, PlacedLane } from './layout.ts';

/** Returns the mark that a key leads to from another: along the lane, to the nearest of the lane above or below, or to either end. */
export function step(lanes: readonly PlacedLane[], from: Mark, key: string): Mark | undefined {
  const row = lanes.findIndex(({ marks }) => marks.some(({ id }) => id === from.id));
  const own = inOrder(lanes[row]);
  const place = own.findIndex(({ id }) => id === from.id);
  const nearest = (lane: PlacedLane | undefined): Mark | undefined =>
    inOrder(lane).reduce<Mark | undefined>(
      (best, mark) => (best === undefined || Math.abs(mark.x - from.x) < Math.abs(best.x - from.x) ? mark : best),
      undefined,
    );
  switch (key) {
    case 'ArrowRight':
      return own[place + 1] ?? inOrder(filled(lanes.slice(row + 1)))[0];
    case 'ArrowLeft':
      return own[place - 1] ?? inOrder(filled(lanes.slice(0, row).toReversed())).at(-1);
    case 'ArrowDown':
      return nearest(filled(lanes.slice(row + 1)));
    case 'ArrowUp':
      return nearest(filled(lanes.slice(0, row).toReversed()));
    case 'Home':
      return inOrder(filled(lanes))[0];
    case 'End':
      return inOrder(filled(lanes.toReversed())).at(-1);
    default:
      return undefined;
  }
}

const inOrder = (lane: PlacedLane | undefined): Mark[] =>
  (lane?.marks ?? []).toSorted((a, b) => a.x - b.x || a.y - b.y);

const filled = (lanes: readonly PlacedLane[]): PlacedLane | undefined => lanes.find(({ marks }) => marks.length > 0);
