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

/** Returns words for how a track stands with what else is known of it: "suspended until November 9; to be suspended again from December 1, as announced", "partly kept; promised, due 2028". */
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

type Change = Pick<NextChange, 'effect' | 'at' | 'until'>;

/** Returns what is announced of a measure for a later day: "to be suspended again from December 1 to March 1, as announced". */
export const nextText = ({ effect, at, until }: Change, before: Pick<Stands, 'state'>, language: Language): string =>
  messages(language)('track.next', {
    change: changeText(effect, before, language),
    limited: until !== undefined,
    isDay: at.precision !== 'about',
    day: formatWhen(at, language),
    until: until === undefined ? '' : formatWhen(until, language),
    on: onDay(at, language),
  });

/** Returns what is to be done to a measure, such as "be suspended again". */
export const changeText = (effect: string, { state }: Pick<Stands, 'state'>, language: Language): string =>
  messages(language)('track.change', {
    isAgain: state === 'suspended' || state === 'suspension-passed',
    effect: CHANGES.find((one) => one === effect) ?? 'other',
  });

/** Returns when something happened as a sentence has it: `on May 3, 2026`, `in May 2026`; of a period named loosely, in brackets. */
export function onDay(when: DateWithPrecision | undefined, language: Language): string {
  const t = messages(language);
  if (when === undefined) return '';
  const day = formatWhen(when, language);
  if (when.precision === 'about') return t('reply.aside', { text: day }).trim();
  return when.precision === 'day' ? t('trackState.onDay', { day }) : t('trackState.inMonth', { day });
}
