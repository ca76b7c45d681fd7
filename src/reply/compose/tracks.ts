/** A measure or a promise that people follow as the line of an answer. */
import { span } from '../../records/dates.ts';
import type { Statement, Track } from '../../records/schema.ts';
import { type TrackStanding, trackStanding } from '../../records/track-state.ts';
import type { Claim } from '../reply.ts';
import type { ClaimContext } from '../../views/context.ts';
import { lineOf } from '../../views/attribution.ts';
import { publishedIn } from '../../views/marks.ts';
import { otherSidesText } from '../../views/disputes.ts';
import { announcedText, trackStateText } from '../../views/state-words.ts';
import { pick } from '../../views/text.ts';

/** Returns a track as the line of an answer: its name and state, then the statement that gave it that, with its source. */
export function trackClaim(track: Track, context: ClaimContext): Claim {
  const { catalogue, now, language, t } = context;
  const standing = trackStanding(track, catalogue, now);
  const name = pick(track.title, language);
  const state = t('trackState.named', { name, state: trackStateText(standing, language) });
  const { by } = standing;
  return {
    id: by?.id ?? '',
    kind: by?.kind ?? 'reported-fact',
    state,
    text: by === undefined ? '' : pick(by.text, language),
    ...(by === undefined ? { marks: [] } : lineOf(by, context)),
    detail: [
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
          state: trackStateText({ ...before, until: undefined, due: undefined, next: undefined }, context.language),
        }),
      ]
    : [];
}

/** Of what may have changed since, the newest document that still tells of it is named. */
const SEEN_AGAIN: ReadonlySet<string> = new Set(['in-force', 'suspended', 'announced', 'promised']);

function seenAgain({ lastSeen }: TrackStanding, by: Statement, { catalogue, t, language }: ClaimContext): string[] {
  const source = lastSeen === undefined || lastSeen === by.document ? undefined : catalogue.sources.get(lastSeen);
  return source === undefined ? [] : [t('trackState.lastSeen', { where: publishedIn(source, language) })];
}
