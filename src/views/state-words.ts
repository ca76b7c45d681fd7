/** How a measure, a promise or a forecast stands, in words. */
import { messages } from '../locales/messages.ts';
import { formatWhen, passed } from '../records/dates.ts';
import type { DateWithPrecision, Language, Statement } from '../records/schema.ts';
import { standingOf } from '../records/standing.ts';
import { type NextChange, type TrackDay, type TrackStanding, isUntold, OVER } from '../records/track-state.ts';
import type { ClaimContext } from './context.ts';
import { whenOf } from './attribution.ts';
import { markOf, publisherName } from './marks.ts';
import { pick } from './text.ts';

/** Returns how a measure, a commitment or a forecast stands, with the mark of the statement that says so unless short; nothing where there is nothing to say. */
export function standingText(statement: Statement, context: ClaimContext, isShort = false): string[] {
  const standing = standingOf(statement, context.catalogue, context.now);
  if (standing === undefined) return [];
  const { language, t } = context;
  const { by, until, next } = standing;
  const day = until === undefined ? '' : formatWhen(until, language);
  const form = until?.precision === 'about' ? 'loose' : 'end';
  const mark = by === undefined || isShort ? '' : markOf([by], context);
  const known = (words: string): string => withMore(words, standing, language);
  const lapsed = (words: string): string => (next === undefined ? untold(words, language) : known(words));
  switch (standing.state) {
    case 'planned':
      return [t('sections.planned', { from: whenOf(statement, context) })];
    case 'start-passed':
      return [untold(t('track.start-passed', { day: whenOf(statement, context) }), language)];
    case 'in-force':
      return [known(day === '' ? t('sections.inForce') : t('sections.inForceUntil', { until: day }))];
    case 'suspended':
      return [known(day === '' ? t('sections.suspended') : t('sections.suspendedUntil', { until: day }))];
    case 'ended':
      return [t('sections.ended')];
    case 'superseded':
      return [
        t(by !== undefined && 'effect' in by && by.effect === 'ended' ? 'sections.endedOn' : 'sections.superseded', {
          day: by === undefined ? '' : whenOf(by, context),
          mark,
        }),
      ];
    case 'suspension-passed':
    case 'end-passed':
      return [lapsed(t(`track.${standing.state}`, { form, day }))];
    case 'open':
      if (until === undefined) return [];
      // Words such as "over five years" say themselves what they are.
      if (until.precision === 'about' && standing.kind === 'commitment') return [day];
      return [isDue(statement) ? t('sections.due', { day }) : t('reply.horizon', { when: day })];
    case 'due-passed':
      return [
        untold(
          isDue(statement) ? t('track.due-passed', { form, day, sort: 'other' }) : t('reply.horizon', { when: day }),
          language,
        ),
      ];
    case 'kept':
    case 'partly':
    case 'missed': {
      const group = standing.kind === 'commitment' ? 'promise' : 'expected';
      return by === undefined ? [] : [t(`sections.${group}.${standing.state}`, { mark })];
    }
  }
}

/** Whether the day of a statement is one by which something is to be done; the day of others is the one until which it holds. */
const isDue = (statement: Statement): boolean => statement.kind === 'commitment' && statement.due !== undefined;

/** Returns when something watched for is, or was, expected. */
export function expectationText(
  when: DateWithPrecision,
  { language, t, now }: Pick<ClaimContext, 'language' | 't' | 'now'>,
): string {
  const day = formatWhen(when, language);
  return passed(when, now)
    ? untold(t('reply.wasExpected', { when: day }), language)
    : t('reply.expected', { when: day });
}

/** Returns what was to be on a day that has passed, with that no later document tells what became of it: the one way in which that is said. */
export const untold = (past: string, language: Language): string =>
  messages(language)('sections.untold', { passed: past, why: whyUntold({ language }) });

/** Returns a text without that no later document tells what became of it: where a heading says so of all that stands below. */
export const withoutUntold = (text: string, language: Language): string => text.replace(untold('', language), '');

/** Returns why the outcome of a day that has passed is not told. */
export const whyUntold = ({ language }: Pick<ClaimContext, 'language'>): string =>
  messages(language)('sections.noLater');

/** Returns the statement that announces what is to become of a measure, with its mark. */
export const announcedText = (next: TrackStanding['next'], context: ClaimContext): string[] =>
  next === undefined
    ? []
    : [
        context.t('trackState.announcedHow', {
          text: pick(next.by.text, context.language),
          mark: markOf([next.by], context),
        }),
      ];

/** Returns how a track stands with the day that matters to it, such as "suspended until November 9, 2026; nothing later in the file", and what is announced. */
export function trackStateText(standing: TrackStanding, language: Language): string {
  const { state, form: sort, since, until, due, by, endReportedBy } = standing;
  const isPast = OVER.has(state) || state === 'start-passed';
  const isAhead = state === 'announced' || state === 'promised';
  const end = isPast ? undefined : isAhead ? (due ?? until) : (until ?? due);
  const when = end ?? (state === 'promised' && by?.kind === 'commitment' ? by.saidOn : since);
  // Words such as "over five years" say themselves what they are; "by September 30" would be read as the end of what lasts.
  const isLoose = when?.precision === 'about';
  const form =
    when === undefined || (isLoose && end === undefined && !isPast)
      ? 'other'
      : isLoose
        ? 'loose'
        : end === undefined
          ? 'start'
          : 'end';
  const words = messages(language)(`track.${state}`, {
    form,
    // Each message has words for some forms; for the rest it falls back to its own `other`.
    sort: (sort ?? 'other') as 'other',
    day: when === undefined ? '' : formatWhen(when, language),
    isLimited: until !== undefined && until !== when,
    until: until === undefined ? '' : formatWhen(until, language),
  });
  const told =
    endReportedBy === undefined
      ? words
      : messages(language)('track.reported', { words, who: publisherName(endReportedBy, language) });
  return withMore(isUntold(standing) ? untold(told, language) : told, standing, language);
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
    ...(isPartlyKept ? [t('trackState.now.partly')] : []),
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

/** Returns what comes with one of the days of a track, and the statement that says so: of what is announced, the change alone. */
export const toldOfDay = (
  standing: TrackStanding,
  { when }: Pick<TrackDay, 'when'>,
  context: Pick<ClaimContext, 'language'>,
): { readonly text: string; readonly by: Statement | undefined } =>
  standing.next?.at === when
    ? { text: nextText(standing.next, standing, context.language), by: standing.next.by }
    : { text: trackStateText({ ...standing, next: undefined }, context.language), by: standing.by };
