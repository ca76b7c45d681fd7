/** How a measure or a promise that people follow over time stands, in a few words. */
import { messages } from '../../locales/messages.ts';
import { formatWhen } from '../../records/dates.ts';
import type { DateWithPrecision, Language } from '../../records/schema.ts';
import { isUntold, type NextChange, type TrackStanding } from '../../records/track-state.ts';

/** Returns the state of a track with the day that matters to it, such as "suspended until November 10, 2026", and what is announced. */
export function trackStateText(standing: TrackStanding, language: Language): string {
  const { state, since, until, due } = standing;
  const isAhead = state === 'announced' || state === 'promised';
  const when = state === 'ended' || state === 'start-passed' ? since : isAhead ? (due ?? until) : (until ?? due);
  // Words such as "over five years" say themselves what they are.
  const day = when === undefined ? '' : formatWhen(when, language);
  const words = messages(language)(`track.${state}`, {
    dated: day !== '',
    day,
    isDay: when?.precision !== 'about',
    isUntold: isUntold(standing),
  });
  return withMore(words, standing, language);
}

type Stands = {
  readonly state: string;
  readonly until?: DateWithPrecision | undefined;
  readonly isPartlyKept?: boolean;
  readonly next?: NextChange | undefined;
};

/** Returns words for how a track stands with what else is known of it: "suspended until November 9; from December 1 suspended again (announced)", "partly kept; promised, due 2028". */
export function withMore(words: string, stands: Stands, language: Language): string {
  const { until, isPartlyKept = false, next } = stands;
  const t = messages(language);
  return [
    ...(isPartlyKept ? [t('track.partly')] : []),
    words,
    // Of what ends, its end is told already.
    ...(next === undefined || (next.effect === 'ended' && next.at === until) ? [] : [nextText(next, stands, language)]),
  ].join(t('reply.listedLong'));
}

const CHANGES = ['imposed', 'raised', 'lowered', 'suspended', 'extended', 'ended'] as const;

/** Returns what is announced of a measure for a later day. */
export const nextText = ({ effect, at, until }: NextChange, { state }: Stands, language: Language): string =>
  messages(language)('track.next', {
    isDay: at.precision !== 'about',
    day: formatWhen(at, language),
    limited: until !== undefined,
    until: until === undefined ? '' : formatWhen(until, language),
    isAgain: state === 'suspended' || state === 'suspension-passed',
    effect: CHANGES.find((one) => one === effect) ?? 'other',
  });
