/** What documents announced for a later day: that a measure begins, or changes. Pure. */
import { publishedOn, type RecordCatalogue } from './catalogue.ts';
import { span } from './dates.ts';
import type { Statement, Track } from './schema.ts';
import { standingOf } from './standing.ts';
import { trackStanding, type NextChange, type TrackState } from './track-state.ts';

/** A change that a document announced before its day. */
export type AnnouncedChange = Omit<NextChange, 'by'> & {
  readonly by: Extract<Statement, { readonly kind: 'measure' }>;
  /** The track that it changes, and how that stood on the day before; of a measure that is in none undefined. */
  readonly track: Track | undefined;
  readonly before: TrackState | undefined;
};

type Records = Pick<RecordCatalogue, 'statements' | 'statementsOfTrack' | 'tracks' | 'sources' | 'relationsTo'>;

const kept = new WeakMap<Records, readonly AnnouncedChange[]>();

/** Returns every change that was announced before its day, of a track and a day one: what only says that a measure goes on is none. */
export function announcedChanges(records: Records): readonly AnnouncedChange[] {
  return kept.getOrInsertComputed(records, () => {
    const measures = [...records.statements.values()].filter(
      (one) => one.kind === 'measure' && publishedOn(one, records) < span(one.from).first,
    );
    const byDay = Map.groupBy(measures, (one) =>
      one.kind === 'measure' ? `${one.track ?? one.id} ${span(one.from).first}` : '',
    );
    return [...byDay.values()].flatMap(([first]) =>
      first?.kind === 'measure' ? (changeOn(span(first.from).first, first, records) ?? []) : [],
    );
  });
}

/** Returns what was announced for a day of the track of a measure, or of a measure that is in none, as things stood on the day before. */
function changeOn(first: string, measure: AnnouncedChange['by'], records: Records): AnnouncedChange | undefined {
  const dayBefore = Temporal.PlainDate.from(first).subtract({ days: 1 }).toZonedDateTime('UTC').toInstant();
  const track = records.tracks.get(measure.track ?? '');
  if (track === undefined) {
    const isPlanned = standingOf(measure, records, dayBefore)?.state === 'planned';
    const { effect, from, until } = measure;
    return isPlanned ? { effect, at: from, until, by: measure, track, before: undefined } : undefined;
  }
  const standing = trackStanding(track, records, dayBefore);
  const by = standing.state === 'announced' ? standing.by : standing.next?.by;
  // Who tells of it on its day or later announces nothing.
  if (by?.kind !== 'measure' || span(by.from).first !== first || publishedOn(by, records) >= first) return undefined;
  return { effect: by.effect, at: by.from, until: by.until, by, track, before: standing.state };
}
