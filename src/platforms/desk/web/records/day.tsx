/** A calendar day, for readers and for programs. */
import type { Day } from '../../server/records/view-context.ts';

export const DayOf = ({ day }: { readonly day: Day }) => <time dateTime={day.iso}>{day.said}</time>;
