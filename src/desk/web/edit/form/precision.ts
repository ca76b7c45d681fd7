/** How precisely a date is known, and what is left of one that is known to something else. Pure. */
import { wordAt } from '../../../../records/text-edit/edit-value.ts';

export const PRECISIONS = ['day', 'month', 'year', 'about'] as const;
export type DatePrecision = (typeof PRECISIONS)[number];

const LENGTHS = { day: 10, month: 7, year: 4 } as const;

/** Returns a date as it is known to a precision: of a day its month and its year are known, and what is not known is left out. */
export function knownTo(
  date: unknown,
  precision: DatePrecision,
): { readonly precision: DatePrecision; readonly on?: string } {
  if (precision === 'about') return { precision };
  const on = wordAt(date, ['on']).slice(0, LENGTHS[precision]);
  return on.length === LENGTHS[precision] ? { precision, on } : { precision };
}

/** Returns the precision of a name; undefined where it is none. */
export const asPrecision = (name: unknown): DatePrecision | undefined => PRECISIONS.find((one) => one === name);
