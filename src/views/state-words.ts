/** How a measure, a promise or a forecast stands, in words. */
import { messages } from '../locales/messages.ts';
import { fileEnd } from '../records/catalogue.ts';
import { formatDay, formatShort, formatWhen, passed, span } from '../records/dates.ts';
import type { DateWithPrecision, Language, Statement, Track } from '../records/schema.ts';
import { standingOf } from '../records/standing.ts';
import { type NextChange, type TrackDay, type TrackStanding, isUntold, ownDay } from '../records/track-state.ts';
import type { ClaimContext } from './context.ts';
import { whenOf } from './attribution.ts';
import { markOf } from './marks.ts';
import { pick } from './text.ts';

/** Returns how a measure, a commitment or a forecast stands, with the mark of the statement that says so unless short; nothing where there is nothing to say. */
export function standingText(statement: Statement, context: ClaimContext, isShort = false): string[] {
  const standing = standingOf(statement, context.catalogue, context.now);
  if (standing === undefined) return [];
  const { language, t } = context;
  const { by, until, next } = standing;
  const day = until === undefined ? '' : formatWhen(until, language);
  const mark = by === undefined || isShort ? '' : markOf([by], context);
  const known = (words: string): string => withMore(words, standing, language);
  const lapsed = (words: string): string => (next === undefined ? untold(words, until, context) : known(words));
  switch (standing.state) {
    case 'planned':
      return [t('sections.planned', { from: whenOf(statement, context) })];
    case 'start-passed':
      return [
        untold(
          t('sections.startPassed', { from: whenOf(statement, context) }),
          statement.kind === 'measure' ? statement.from : until,
          context,
        ),
      ];
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
      return [lapsed(t('sections.suspendedUntil', { until: day }))];
    case 'end-passed':
      return [lapsed(t('sections.endPassed', { until: day }))];
    case 'open':
      if (until === undefined) return [];
      // Words such as "over five years" say themselves what they are.
      if (until.precision === 'about' && standing.kind === 'commitment') return [day];
      return [isDue(statement) ? t('sections.due', { day }) : t('reply.horizon', { when: day })];
    case 'due-passed':
      return [
        untold(isDue(statement) ? t('sections.due', { day }) : t('reply.horizon', { when: day }), until, context),
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
  context: Pick<ClaimContext, 'sources' | 'language' | 't' | 'now'>,
): string {
  const { language, t, now } = context;
  const day = formatWhen(when, language);
  return passed(when, now)
    ? untold(t('reply.wasExpected', { when: day }), when, context)
    : t('reply.expected', { when: day });
}

/** Returns a date that has passed with why its outcome is not told. */
const untold = (
  past: string,
  when: DateWithPrecision | undefined,
  context: Pick<ClaimContext, 'sources' | 'language'>,
): string => messages(context.language)('sections.untold', { passed: past, why: whyUntold(when, context) });

/** Returns why the outcome of a date that has passed is not told: no document of this reply is later, or none of them says. */
export function whyUntold(
  when: DateWithPrecision | undefined,
  { sources, language }: Pick<ClaimContext, 'sources' | 'language'>,
): string {
  const t = messages(language);
  const isLater = when !== undefined && sources.some(({ publishedOn }) => publishedOn > span(when).last);
  return isLater ? t('sections.outcomeUntold') : t('sections.noLater');
}

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

/** Returns how a track stands in a few words, such as "ended on February 20, 2026". */
export function trackHeadline(standing: TrackStanding, { language }: Pick<ClaimContext, 'language'>) {
  const { state, since, until, due } = standing;
  const t = messages(language);
  const on = onDay(since, language);
  const from =
    since === undefined || since.precision === 'about'
      ? ''
      : t('trackState.since', { day: formatWhen(since, language) });
  /** A period that the source names loosely says itself what it is. */
  const dated = (when: DateWithPrecision | undefined, exact: (day: string) => string, loose: string): string =>
    when === undefined
      ? loose
      : when.precision === 'about'
        ? t('trackState.loosely', { state: loose, when: formatWhen(when, language) })
        : exact(formatWhen(when, language));
  const words = ((): string => {
    switch (state) {
      case 'announced':
        return due === undefined
          ? t('trackState.announced', { on })
          : t('trackState.toBegin', { on: onDay(due, language) });
      case 'start-passed':
        return t('trackState.wasToBegin', { on });
      case 'in-force':
        return until === undefined
          ? t('trackState.inForce', { since: from })
          : dated(until, (day) => t('trackState.inForceUntil', { until: day }), t('trackState.now.in-force'));
      case 'end-passed':
        return t('trackState.wasToEnd', { on: onDay(until, language) });
      case 'suspended':
        return until === undefined
          ? t('trackState.suspended', { since: from })
          : dated(until, (day) => t('trackState.suspendedUntil', { until: day }), t('trackState.now.suspended'));
      case 'suspension-passed':
        return dated(
          until,
          (day) => t('trackState.wasSuspendedUntil', { until: day }),
          t('trackState.now.suspension-passed'),
        );
      case 'promised':
        return due === undefined
          ? t('trackState.promised', { on })
          : dated(due, (day) => t('trackState.promisedDue', { due: day }), t('trackState.now.promised'));
      case 'due-passed':
        return dated(due, (day) => t('trackState.wasDue', { due: day }), t('trackState.now.due-passed'));
      case 'ended':
      case 'kept':
      case 'partly':
      case 'missed':
        return t(`trackState.${state}`, { on });
      case 'unknown':
        return t('trackState.unknown');
    }
  })();
  return withMore(words.trim(), standing, language);
}

/** Returns what comes with one of the days of a track, and the statement that says so: of what is announced, the change alone. */
export const toldOfDay = (
  standing: TrackStanding,
  { when }: Pick<TrackDay, 'when'>,
  context: Pick<ClaimContext, 'language'>,
): { readonly text: string; readonly by: Statement | undefined } =>
  standing.next?.at === when
    ? { text: nextText(standing.next, standing, context.language), by: standing.next.by }
    : { text: trackHeadline({ ...standing, next: undefined }, context), by: standing.by };

/** Returns what is said of a day that has passed without a later word; '' where none has. */
export function untoldText(track: Track, standing: TrackStanding, context: ClaimContext): string {
  const { catalogue, language, t } = context;
  const { state, since, until, due } = standing;
  const what = state === 'due-passed' ? 'done' : state === 'start-passed' ? 'other' : 'extended';
  const day = state === 'due-passed' ? due : state === 'start-passed' ? since : until;
  if (!isUntold(standing) || day === undefined) return '';
  const end = fileEnd(track.relationship, catalogue);
  return end > span(day).last
    ? t('trackState.untold', { what })
    : t('trackState.fileEnds', { what, day: formatDay(end, language) });
}

/** Returns what a row says of one of the days of a track: of what is announced, the change alone. */
export const dayWords = (standing: TrackStanding, { when }: TrackDay, context: Parameters<typeof rowWords>[1]) =>
  standing.next?.at === when
    ? { now: nextText(standing.next, standing, context.language), when: '' }
    : rowWords({ ...standing, next: undefined }, context);

/** Returns what a row of the board says of a track's state and of its day. */
export function rowWords(
  standing: TrackStanding,
  { language, now, t }: Pick<ClaimContext, 'language' | 'now' | 't'>,
): { readonly now: string; readonly when: string } {
  const { since, until, state } = standing;
  const day = ownDay(standing, now);
  const shown = withMore(t(`trackState.now.${state}`), standing, language);
  if (day === undefined) {
    const date = since === undefined ? '' : formatShort(since, language);
    if (state !== 'in-force' && state !== 'suspended') return { now: shown, when: date };
    // Of what lasts, "by September 30" would be read as its end.
    const isTold = since !== undefined && since.precision !== 'about';
    return { now: shown, when: isTold ? t('trackState.since', { day: date }) : '' };
  }
  const date = formatShort(day.when, language);
  const text = day.when.precision === 'about' ? date : t(DAY_WORDS[day.kind], { day: date });
  if (day.isPassed && isUntold(standing)) return { now: shown, when: t('trackState.passed', { day: text }) };
  const isLimited = day.kind === 'from' && until !== undefined;
  const end = isLimited ? formatShort(until, language) : '';
  return { now: shown, when: isLimited ? t('trackState.fromUntil', { from: date, until: end }) : text };
}

const DAY_WORDS = { from: 'trackState.from', until: 'trackState.until', due: 'sections.due' } as const;
