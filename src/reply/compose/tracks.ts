/** How a measure or a promise that people follow stands, in words: as a line of an answer, and as a row of the status board. */
import type { DateWithPrecision, Statement, Track } from '../../records/schema.ts';
import { formatDay, formatShort, formatWhen, span } from '../../records/dates.ts';
import { sourcesOf, type RecordCatalogue } from '../../records/catalogue.ts';
import { isUntold, ownDay, trackStanding, type TrackDay, type TrackStanding } from '../../records/track-state.ts';
import { messages } from '../../locales/messages.ts';
import type { Claim, CitationMark } from '../reply.ts';
import { announcedText, differingSides, lineOf, otherSidesText, type ClaimContext } from './attribution.ts';
import { pick } from './parts.ts';
import { publishedIn } from './sources.ts';
import { nextText, onDay, withMore } from './track-state.ts';

/** Returns a track as the line of an answer: its name and state, then the statement that gave it that, with its source. */
export function trackClaim(track: Track, context: ClaimContext): Claim {
  const { catalogue, now, language, t } = context;
  const standing = trackStanding(track, catalogue, now);
  const name = pick(track.title, language);
  const state = t('trackState.named', { name, state: trackHeadline(standing, context) });
  const { by } = standing;
  const unknown = untoldText(track, standing, context);
  return {
    id: by?.id ?? '',
    kind: by?.kind ?? 'reported-fact',
    state,
    text: by === undefined ? '' : pick(by.text, language),
    ...(by === undefined ? { marks: [] } : lineOf(by, context)),
    detail: [
      ...(unknown === '' ? [] : [unknown]),
      ...announcedText(standing.next, context),
      ...(by === undefined || !SEEN_AGAIN.has(standing.state) ? [] : seenAgain(standing, by, context)),
      ...otherSidesText(standing.disputedBy, context),
      ...beforeText(track, standing, context),
    ],
  };
}

/** Returns how a track stood before it came to stand as it does; nothing where that was its beginning. */
function beforeText(track: Track, { since, state }: TrackStanding, context: ClaimContext): string[] {
  if (since === undefined) return [];
  const day = Temporal.PlainDate.from(span(since).first).subtract({ days: 1 });
  const before = trackStanding(track, context.catalogue, day.toZonedDateTime('UTC').toInstant());
  const isOther = before.state !== 'unknown' && before.state !== state && !before.state.endsWith('-passed');
  return isOther
    ? [
        context.t('trackState.before', {
          state: trackHeadline({ ...before, until: undefined, due: undefined, next: undefined }, context),
        }),
      ]
    : [];
}

/** Of what may have changed since, the newest document that still tells of it is named. */
const SEEN_AGAIN: ReadonlySet<string> = new Set(['in-force', 'suspended', 'announced', 'promised']);

function seenAgain({ lastSeen }: TrackStanding, by: Statement, { catalogue, t, language }: ClaimContext): string[] {
  const source = lastSeen === undefined || lastSeen === by.document ? undefined : catalogue.sources.get(lastSeen);
  return source === undefined ? [] : [t('trackState.lastSeen', { where: publishedIn(source, t, language) })];
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
function untoldText(track: Track, standing: TrackStanding, context: ClaimContext): string {
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

/** Returns the day of the newest document of a relationship. */
export const fileEnd = (relationship: string, catalogue: Pick<RecordCatalogue, 'sources'>): string =>
  sourcesOf(catalogue, relationship)
    .map(({ publishedOn }) => publishedOn)
    .toSorted()
    .at(-1) ?? '';

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

/** Returns the mark of the newest document that tells of a track. */
export function lastSeenMark(
  track: Track,
  { lastSeen, by }: TrackStanding,
  context: ClaimContext,
): readonly CitationMark[] {
  const its = context.catalogue.statementsOfTrack.get(track.id) ?? [];
  const newest = by?.document === lastSeen ? by : its.find(({ document }) => document === lastSeen);
  return newest === undefined ? [] : documentMark(newest, context);
}

/** Returns the mark of the document of a statement: a row of many has no room for paragraphs. */
export function documentMark({ document }: Statement, { catalogue, t, language }: ClaimContext): CitationMark[] {
  const source = catalogue.sources.get(document);
  return source === undefined ? [] : [{ paragraphs: [], text: publishedIn(source, t, language), url: source.url }];
}

/** Returns which sides' accounts of a track differ, in a few words; '' where none does. */
export const disputedText = ({ disputedBy }: TrackStanding, context: ClaimContext): string =>
  differingSides(disputedBy, context).join(context.t('reply.listed'));
