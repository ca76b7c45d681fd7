/** How a measure or a promise that people follow over time stands, in a few words. */
import { messages } from '../../locales/messages.ts';
import { formatWhen } from '../../records/dates.ts';
import type { Language } from '../../records/schema.ts';
import type { TrackStanding } from '../../records/track-state.ts';

/** Returns the state of a track with the day that matters to it, such as "suspended until November 10, 2026". */
export function trackStateText({ state, since, until, due }: TrackStanding, language: Language): string {
  const isAhead = state === 'announced' || state === 'promised';
  const when = state === 'ended' || state === 'start-passed' ? since : isAhead ? (due ?? until) : (until ?? due);
  // Words such as "over five years" say themselves what they are.
  const day = when === undefined ? '' : formatWhen(when, language);
  return messages(language)(`track.${state}`, { dated: day !== '', day, isDay: when?.precision !== 'about' });
}
