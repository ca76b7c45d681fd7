/** The sorts of dates that the picture tells apart, each by a shape of its own. */
import type { DateView } from '../../server/records/dates.ts';

export const SORTS = ['happened', 'said', 'expected', 'was-expected', 'review-due', 'review-overdue'] as const;
export type Sort = (typeof SORTS)[number];

/** Returns which sort a date is of. */
export function sortOf({ kind, state }: Pick<DateView, 'kind' | 'state'>): Sort {
  if (kind === 'review') return state === 'overdue' ? 'review-overdue' : 'review-due';
  if (state === 'planned') return 'expected';
  if (state === 'was-expected') return 'was-expected';
  return kind === 'said' ? 'said' : 'happened';
}
