/** The status board: how the measures and promises of a file stand, and which of them are asked for. */
import { dayOf } from '../records/dates.ts';
import { compareTexts } from '../shared/text.ts';
import type { ViewContext } from './context.ts';
import { trackView, type TrackView } from './track.ts';

export const STATUS_KINDS = ['in-force', 'measure', 'commitment', 'begins'] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

/** Which measures and promises are asked for: `month` (YYYY-MM, MM of the next one, or `this` or `next`) leaves those that end or fall due then, of kind `begins` those that begin or change. */
export type BoardFilter = {
  readonly topic?: string | undefined;
  readonly party?: string | undefined;
  readonly month?: string | undefined;
  readonly kind?: StatusKind | undefined;
};

/** Returns how the measures and promises that are asked for stand: what begins, ends or falls due next comes first, then what passed without a later document. */
export function boardView(filter: BoardFilter, view: ViewContext): TrackView[] {
  const { catalogue, now } = view;
  const { topic } = filter;
  return [...catalogue.tracks.values()]
    .filter(({ topics }) => topic === undefined || topics.includes(topic))
    .flatMap((track) => trackView(track, view) ?? [])
    .filter((track) => isAskedFor(track, filter, now))
    .toSorted((a, b) => compareTexts(placeOf(a), placeOf(b)));
}

function placeOf({ days: [first] }: TrackView): string {
  return first === undefined ? '3' : `${first.hasPassed ? '2' : '1'} ${first.when.to}`;
}

function isAskedFor(
  { kind, party, state, days }: TrackView,
  asked: Omit<BoardFilter, 'topic'>,
  now: Temporal.Instant,
): boolean {
  if (asked.party !== undefined && party !== asked.party && party !== 'both') return false;
  if (asked.kind === 'in-force' && state.code !== 'in-force') return false;
  if ((asked.kind === 'measure' || asked.kind === 'commitment') && kind !== asked.kind) return false;
  if (asked.month === undefined && asked.kind !== 'begins') return true;
  const month = asked.month === undefined ? undefined : monthAhead(asked.month, now);
  // What is only to begin neither ends nor falls due.
  return days.some(
    (day) =>
      (day.kind === 'from') === (asked.kind === 'begins') &&
      (month === undefined ? !day.hasPassed : day.when.to.startsWith(month)),
  );
}

/** Returns a month with its year: of one without, the next that is not over. */
export function monthAhead(month: string, now: Temporal.Instant): string {
  const today = Temporal.PlainDate.from(dayOf(now)).toPlainYearMonth();
  if (month === 'this' || month === 'next') return today.add({ months: month === 'next' ? 1 : 0 }).toString();
  if (month.length > 2) return month;
  const { year } = today;
  return `${Number(month) < today.month ? year + 1 : year}-${month}`;
}
