/** How measures and promises stand: a row a track, as the page of their states shows them, and that of a topic. */
import { compareTexts } from '../../../shared/text.ts';
import type { Fault } from '../../../records/fault.ts';
import { TRACKS_FILE } from '../../../records/folder.ts';
import { pathOf } from '../../../records/publish/record-name.ts';
import { isUntold, trackDays, trackStanding } from '../../../records/track-state.ts';
import { dayOf, formatWhen, span } from '../../../records/dates.ts';
import type { Track } from '../../../records/schema.ts';
import { capitalized } from '../../../views/text.ts';
import { trackStateText } from '../../../views/state-words.ts';
import { messages } from '../../../locales/messages.ts';
import { statementLink, type StatementLink } from './statement.ts';
import {
  clearLink,
  dayIn,
  named,
  partiesOf,
  sideName,
  tracksTitle,
  type DayView,
  type NamedLink,
  type ViewContext,
} from './view-context.ts';

export type TrackRow = NamedLink & {
  /** Where it is written. */
  readonly place: Pick<Fault, 'file' | 'field'>;
  readonly kind: Track['kind'];
  /** The party whose measure or promise it is, and its id. */
  readonly party: string;
  readonly side: string;
  readonly topics: readonly NamedLink[];
  /** How it stands, with the day that matters to it. */
  readonly now: string;
  readonly state: string;
  /** Whether a day that was named has passed without a later word. */
  readonly hasPassed: boolean;
  /** Until when it lasts, or when it is due: for readers, and to sort by; empty where nothing says so. */
  readonly until: string;
  readonly untilDay: string;
  /** The statement that gave it its state. */
  readonly by: StatementLink | undefined;
  readonly lastSeen: (NamedLink & { readonly on: DayView }) | undefined;
  /** Who disputes it, with what they say. */
  readonly disputed: readonly StatementLink[];
};

export type TracksView = {
  readonly today: DayView;
  readonly sides: readonly NamedLink[];
  readonly topics: readonly NamedLink[];
  /** The records of tracks, by their paths. */
  readonly records: readonly NamedLink[];
  /** What ends or falls due next comes first, then what has no day. */
  readonly tracks: readonly TrackRow[];
};

/** Returns how every track stands. */
export function tracksView(context: ViewContext): TracksView {
  const { catalogue, language, now } = context;
  const tracks = [...catalogue.tracks.values()].map((track) => trackRow(track, context)).toSorted(byDay);
  const topics = new Set(tracks.flatMap((one) => one.topics.map(({ id }) => id)));
  return {
    today: dayIn(dayOf(now), language),
    sides: [...new Map(tracks.map(({ side, party }) => [side, { id: side, title: party }])).values()],
    topics: [...topics].flatMap((id) => {
      const topic = catalogue.briefs.get(id);
      return topic === undefined ? [] : [clearLink(topic, context)];
    }),
    records: [...catalogue.relationships].map(([folder, { title }]) => ({
      id: pathOf({ folder, file: TRACKS_FILE }),
      title: tracksTitle(title, language),
    })),
    tracks,
  };
}

/** Returns how the tracks of a topic stand. */
export const tracksOf = (topic: string, context: ViewContext): readonly TrackRow[] =>
  [...context.catalogue.tracks.values()]
    .filter(({ topics }) => topics.includes(topic))
    .map((track) => trackRow(track, context))
    .toSorted(byDay);

const byDay = (a: TrackRow, b: TrackRow): number =>
  Number(a.untilDay === '') - Number(b.untilDay === '') || compareTexts(a.untilDay, b.untilDay);

function trackRow(track: Track, context: ViewContext): TrackRow {
  const { catalogue, language, now } = context;
  const standing = trackStanding(track, catalogue, now);
  const { state, until, due, by, disputedBy, lastSeen } = standing;
  const seen = lastSeen === undefined ? undefined : catalogue.sources.get(lastSeen);
  const when = trackDays(standing, now)[0]?.when ?? until ?? due;
  const parties = partiesOf(track.relationship, context);
  const told = { language, t: messages(language), parties };
  const linked = (one: NonNullable<typeof by>): StatementLink => {
    const cited = new Set([one.document, ...one.citations.map(({ source }) => source)]);
    const sources = [...cited].flatMap((id) => catalogue.sources.get(id) ?? []);
    return statementLink(one, { ...told, sources, brief: { id: one.topics[0] ?? '' } });
  };
  return {
    ...named(track, language),
    place: { file: pathOf({ folder: track.relationship, file: TRACKS_FILE }), field: `tracks.${track.id}` },
    kind: track.kind,
    party: sideName(track.party, parties, language),
    side: track.party,
    topics: track.topics.flatMap((id) => {
      const topic = catalogue.briefs.get(id);
      return topic?.status === 'published' ? [clearLink(topic, context)] : [];
    }),
    now: capitalized(trackStateText(standing, language)),
    state,
    hasPassed: isUntold(standing),
    until: when === undefined ? '' : formatWhen(when, language),
    untilDay: when === undefined ? '' : span(when).last,
    by: by && linked(by),
    lastSeen: seen && { ...named(seen, language), on: dayIn(seen.publishedOn, language) },
    disputed: disputedBy.map(linked),
  };
}
