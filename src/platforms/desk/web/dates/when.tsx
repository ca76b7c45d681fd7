/** A date as the reader says it, with what a program reads. */
import type { DateView } from '../../server/records/dates.ts';

/** The value that HTML knows for a date of this precision; a period named loosely has none. */
const valueOf = ({ precision, first }: Pick<DateView, 'precision' | 'first'>): string | undefined => {
  switch (precision) {
    case 'day':
      return first;
    case 'month':
      return first.slice(0, 7);
    case 'year':
      return first.slice(0, 4);
    case 'about':
      return undefined;
  }
};

export function When({ date }: { readonly date: Pick<DateView, 'precision' | 'first' | 'said'> }) {
  const value = valueOf(date);
  return value === undefined ? <span>{date.said}</span> : <time dateTime={value}>{date.said}</time>;
}
