/** A calendar day, for readers and for programs. */
import type { DayView } from '../../server/records/view-context.ts';

export const DayOf = ({ day }: { readonly day: DayView }) => <time dateTime={day.iso}>{day.said}</time>;
