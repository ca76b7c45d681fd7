/** What documents announced for a later day: that a measure begins, or changes. Pure. */
import { publishedOn, type RecordCatalogue } from './catalogue.ts';
import { span } from './dates.ts';
import type { Statement, Track } from './schema.ts';
import { standingOf } from './standing.ts';
import { trackStanding, type NextChange, type TrackState } from './track-state.ts';

type Measure = Extract<Statement, { readonly kind: 'measure' }>;

/** A change that a document announced before its day. */
export type AnnouncedChange = Omit<NextChange, 'by'> & {
  readonly by: Measure;
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
      (one): one is Measure => one.kind === 'measure' && publishedOn(one, records) < span(one.from).first,
    );
    const byDay = Map.groupBy(measures, (one) => `${one.track ?? one.id} ${span(one.from).first}`);
    return [...byDay.values()].flatMap((announcing) => changeOf(announcing, records) ?? []);
  });
}

/** Returns what measures announced for one day of a track, or a measure that is in none, as things stood on the day before. */
function changeOf(announcing: readonly Measure[], records: Records): AnnouncedChange | undefined {
  const [measure] = announcing;
  if (measure === undefined) return undefined;
  const { first } = span(measure.from);
  const dayBefore = Temporal.PlainDate.from(first).subtract({ days: 1 }).toZonedDateTime('UTC').toInstant();
  const track = records.tracks.get(measure.track ?? '');
  if (track === undefined) {
    const isPlanned = standingOf(measure, records, dayBefore)?.state === 'planned';
    const { effect, from, until } = measure;
    return isPlanned ? { effect, at: from, until, by: measure, track, before: undefined } : undefined;
  }
  const { state, by: own, next } = trackStanding(track, records, dayBefore);
  // What was ordered for the days right before stands as announced too, until they have passed.
  const planned = [state === 'announced' ? own : undefined, next?.by].find(
    (one) => one?.kind === 'measure' && span(one.from).first === first,
  );
  if (planned?.kind !== 'measure') return undefined;
  // Who tells of it on its day or later announces nothing: whoever announced it before did.
  const by = announcing.includes(planned) ? planned : announcing.findLast(({ effect }) => effect === planned.effect);
  return by && { effect: by.effect, at: by.from, until: by.until, by, track, before: state };
}
