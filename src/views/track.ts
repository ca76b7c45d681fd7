/** A measure or promise that people follow, as it is told: how it stands, which of its days are open, and the statement that says so. */
import { z } from 'zod';
import { isPublished, publishedOn } from '../records/catalogue.ts';
import { passed } from '../records/dates.ts';
import { TRACK_EFFECTS, type DateWithPrecision, type Source, type Track } from '../records/schema.ts';
import {
  isUntold,
  OVER,
  TRACK_STATES,
  type TrackDay,
  trackDays,
  trackStanding,
  type TrackStanding,
} from '../records/track-state.ts';
import { compareTexts } from '../shared/text.ts';
import { citations, citationsOf, citationsOfAll, documentRef, DocumentRefSchema } from './citation.ts';
import { claimContextOf, contextOfStatement, fileEndOf, topicNames, type ViewContext } from './context.ts';
import { accountText, disputedText } from './disputes.ts';
import { partyName } from './names.ts';
import { nextText, toldOfDay, trackStateText } from './state-words.ts';
import { accountOf, disputedBy, disputingViews, fileTo, topics } from './statement.ts';
import { capitalized, pick } from './text.ts';
import { validated } from './validate.ts';
import { id, text, WhenSchema, whenView, type WhenView } from './when.ts';

/** The groups of a board, in its order: a day passed without a later document, a day is near, what lasts or is announced, what is promised, what is over, and bills. */
export const BOARD_GROUPS = ['unknown', 'soon', 'in-force', 'promised', 'over', 'bill'] as const;
export type BoardGroup = (typeof BOARD_GROUPS)[number];

/** So many days before its day something is told as near. */
export const NEAR_DAYS = 60;

export const TrackSchema = z
  .strictObject({
    id,
    kind: z.enum(['measure', 'commitment', 'bill']),
    title: text,
    relationship: id,
    party: id.describe('Whose measure or promise it is: the id of a party, or both.'),
    side: text,
    state: z.strictObject({ code: z.enum(TRACK_STATES), text }),
    group: z.enum(BOARD_GROUPS).describe('The group of the status board that it stands in.'),
    isOver: z.boolean().describe('Whether nothing is to come of it any more.'),
    hasPassed: z.boolean().describe('Whether a day that was named has passed without a later document.'),
    since: WhenSchema.nullable(),
    until: WhenSchema.nullable(),
    due: WhenSchema.nullable(),
    days: z
      .array(
        z.strictObject({
          kind: z.enum(['from', 'until', 'due']),
          when: WhenSchema,
          hasPassed: z.boolean(),
          text: text.describe('How it stands by that day, or what is announced for it.'),
          statement: id.nullable().describe('The statement that names it.'),
          citations,
        }),
      )
      .describe('Its open days, the first in front: those ahead, and one that has passed without a later document.'),
    next: z
      .strictObject({
        effect: z.enum(TRACK_EFFECTS),
        text,
        when: WhenSchema,
        until: WhenSchema.nullable(),
        statement: id.describe('The statement that announces it.'),
      })
      .nullable()
      .describe('What is announced of it for a later day, where its own state is another one.'),
    statement: id.describe('The statement that gave it this state, or that tells of it last.'),
    text: text.describe('What that statement says.'),
    saidBy: text,
    saidOn: WhenSchema,
    statements: z.array(id).min(1).describe('All statements that tell of it.'),
    lastSeen: DocumentRefSchema.describe('The newest document that tells of it.'),
    disputedBy,
    account: z.string().describe('Whose account alone a promise of another side is; empty where it is no such.'),
    differing: z.string().describe('Whose accounts of it differ, in a few words; empty where none does.'),
    topics,
    fileTo,
    citations,
  })
  .describe('A measure or promise that people follow over time, and how it stands.');

export type TrackView = z.infer<typeof TrackSchema>;

/** Returns a measure or promise as it is told; undefined where no published statement tells of it. */
export function trackView(track: Track, view: ViewContext): TrackView | undefined {
  const context = claimContextOf(view);
  const { catalogue, language, now } = context;
  const topicsOfIt = topicNames(track.topics, view);
  const published = (catalogue.statementsOfTrack.get(track.id) ?? []).filter((one) => isPublished(one, catalogue));
  const [newest] = published.toSorted((a, b) => compareTexts(publishedOn(b, catalogue), publishedOn(a, catalogue)));
  const standing = trackStanding(track, catalogue, now);
  const by = standing.by !== undefined && isPublished(standing.by, catalogue) ? standing.by : newest;
  if (topicsOfIt.length === 0 || by === undefined || newest === undefined) return undefined;
  const parties = catalogue.relationships.get(track.relationship)?.parties ?? [];
  const announced = standing.next !== undefined && isPublished(standing.next.by, catalogue) ? [standing.next.by] : [];
  const dated = (when: DateWithPrecision | undefined): WhenView | null =>
    when === undefined ? null : whenView(when, language);
  const { text: words, who, when } = accountOf(by, contextOfStatement(by, view));
  return validated(TrackSchema, {
    id: track.id,
    kind: track.kind,
    title: pick(track.title, language),
    relationship: track.relationship,
    party: track.party,
    side: capitalized(partyName(track.party, { parties, language })),
    state: { code: standing.state, text: trackStateText(standing, language) },
    group: groupOf(track, standing, trackDays(standing, now), now),
    isOver: OVER.has(standing.state),
    hasPassed: isUntold(standing),
    since: dated(standing.since),
    until: dated(standing.until),
    due: dated(standing.due ?? standing.next?.at),
    days: trackDays(standing, now).map((day) => {
      const { text: told, by: teller } = toldOfDay(standing, day, context);
      return {
        kind: day.kind,
        when: whenView(day.when, language),
        hasPassed: day.isPassed,
        text: told,
        statement: teller?.id ?? null,
        citations: citationsOf(teller !== undefined && isPublished(teller, catalogue) ? teller : by, view),
      };
    }),
    next: nextView(standing, view),
    statement: by.id,
    text: words,
    saidBy: who,
    saidOn: when,
    statements: published.map((one) => one.id),
    lastSeen: documentRef(catalogue.sources.get(standing.lastSeen ?? newest.document) as Source, language),
    disputedBy: disputingViews(standing.disputedBy, view),
    account: accountText(by, track.party, { ...context, parties }),
    differing: disputedText(standing, { ...context, parties }),
    topics: topicsOfIt,
    fileTo: fileEndOf(track.relationship, view),
    citations: citationsOfAll([by, ...announced], view),
  });
}

/** Returns the group of the board that a track stands in: of its days the first ahead counts. */
function groupOf(
  { kind }: Track,
  standing: TrackStanding,
  [first]: readonly TrackDay[],
  now: Temporal.Instant,
): BoardGroup {
  const { state } = standing;
  if (state === 'introduced') return 'bill';
  if (OVER.has(state)) return 'over';
  if (isUntold(standing)) return 'unknown';
  if (first !== undefined && passed(first.when, now.add({ hours: 24 * (NEAR_DAYS + 1) }))) return 'soon';
  return state === 'promised' || (state === 'unknown' && kind === 'commitment') ? 'promised' : 'in-force';
}

function nextView(standing: TrackStanding, { catalogue, language }: ViewContext): TrackView['next'] {
  const { next } = standing;
  if (next === undefined || !isPublished(next.by, catalogue)) return null;
  const { effect, at, until, by } = next;
  return {
    effect,
    text: nextText(next, standing, language),
    when: whenView(at, language),
    until: until === undefined ? null : whenView(until, language),
    statement: by.id,
  };
}
