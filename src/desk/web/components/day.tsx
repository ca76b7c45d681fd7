/** A calendar day, for readers and for programs. */
import type { DayView } from '../../server/records/view-context.ts';
import { useLanguage } from '../language.ts';

export const DayOf = ({ day }: { readonly day: DayView }) => <time dateTime={day.iso}>{day.said}</time>;

/** A day in few letters, for tables. */
export function ShortDay({ day: { iso } }: { readonly day: DayView }) {
  const language = useLanguage() === 'zh' ? 'zh-CN' : 'en-US';
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <time dateTime={iso} className="day">
      {format.format(new Date(iso))}
    </time>
  );
}
