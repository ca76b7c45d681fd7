/** The status board: how the measures, promises and bills of a file stand, in one order. */
import { messages } from '../locales/messages.ts';
import type { Language } from '../records/schema.ts';
import { compareTexts } from '../shared/text.ts';
import type { ViewContext } from './context.ts';
import { BOARD_GROUPS, type BoardGroup, NEAR_DAYS, trackView, type TrackView } from './track.ts';

export const STATUS_KINDS = ['in-force', 'measure', 'commitment', 'bill', 'begins'] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

/** Which measures and promises are asked for: of a relationship, a topic or a party; `begins` leaves those that begin or change on a day ahead. */
export type BoardFilter = {
  readonly relationship?: string | undefined;
  readonly topic?: string | undefined;
  readonly party?: string | undefined;
  readonly kind?: StatusKind | undefined;
};

/** Returns how the measures and promises that are asked for stand, by the groups of the board: in each the nearest day first, of what has passed or is over the latest; then as in the file. */
export function boardView(filter: BoardFilter, view: ViewContext): TrackView[] {
  const { topic, relationship } = filter;
  return [...view.catalogue.tracks.values()]
    .filter((track) => topic === undefined || track.topics.includes(topic))
    .filter((track) => relationship === undefined || track.relationship === relationship)
    .flatMap((track) => trackView(track, view) ?? [])
    .filter((track) => isAskedFor(track, filter))
    .toSorted((a, b) => BOARD_GROUPS.indexOf(a.group) - BOARD_GROUPS.indexOf(b.group) || compareInGroup(a, b));
}

const compareInGroup = (a: TrackView, b: TrackView): number =>
  a.group === 'over'
    ? compareTexts(b.since?.to ?? '', a.since?.to ?? '')
    : a.group === 'unknown'
      ? compareTexts(dayOf(b), dayOf(a))
      : compareTexts(dayOf(a), dayOf(b));

/** What has no day comes behind what has one. */
const dayOf = ({ days: [first] }: TrackView): string => first?.when.to ?? 'none';

function isAskedFor({ kind, party, state, days }: TrackView, asked: BoardFilter): boolean {
  if (asked.party !== undefined && party !== asked.party && party !== 'both') return false;
  switch (asked.kind) {
    case undefined:
      return true;
    case 'in-force':
      return state.code === 'in-force';
    case 'begins':
      return days.some((day) => day.kind === 'from' && !day.hasPassed);
    default:
      return kind === asked.kind;
  }
}

/** Returns the heading of a group of the board. */
export function groupHeading(group: BoardGroup, language: Language): string {
  const t = messages(language);
  if (group === 'unknown') return t('card.passed');
  if (group === 'soon') return t('board.group.soon', { days: NEAR_DAYS });
  return group === 'bill' ? t('board.bills') : t(`board.group.${group}`);
}
