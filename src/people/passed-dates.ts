/** What ended or fell due without a word: days of tracks, of statements and of what is watched for, each told once. Pure. */
import { announcedChanges, type AnnouncedChange } from '../records/announced-changes.ts';
import { calendar, type CalendarDate, type DateKind } from '../records/calendar.ts';
import { newestDay, publishedOn, type RecordCatalogue } from '../records/catalogue.ts';
import { dayOf, passed, span } from '../records/dates.ts';
import type { DateWithPrecision, Statement, Track, Translated } from '../records/schema.ts';
import { isUntold, ownDay, trackStanding } from '../records/track-state.ts';
import { compareTexts } from '../shared/text.ts';

export type PassedDate = {
  /** Permanent, and another one where another day is named: what was answered is kept by it. */
  readonly key: string;
  readonly brief: string;
  /** What was to be on that day; of a track too. */
  readonly kind: DateKind;
  readonly when: DateWithPrecision;
  readonly last: string;
  readonly text: Translated;
  /** What named the day: of what is watched for undefined, since that rests on several. */
  readonly statement: Statement | undefined;
  readonly track: string | undefined;
  /** The last answer that nothing had come of it, whose day has come. */
  readonly answer: DateAnswer | undefined;
};

/** What a person said of a day that has passed: that nothing came of it yet, and when to ask again. */
export type DateAnswer = {
  readonly key: string;
  /** YYYY-MM-DD */
  readonly askOn: string;
  readonly by: string;
  readonly at: Temporal.Instant;
};

export type DateAnswerStore = {
  readonly dateAnswers: () => Promise<readonly DateAnswer[]>;
  /** Writes an answer in place of the one that stood there when it was given, by its day; false where another stands there. */
  readonly answerDate: (answer: DateAnswer, before: string | undefined) => Promise<boolean>;
  /** Removes an answer, if it is the one of this day; false where it is not. */
  readonly removeDateAnswer: (key: string, askOn: string) => Promise<boolean>;
};

/** Returns the days that have passed without a word, the newest first; without those of which nobody wants to be asked yet. What stands in a track is told by its track, and what is watched for by what it rests on. */
export function passedDates(
  catalogue: RecordCatalogue,
  answers: readonly DateAnswer[],
  now: Temporal.Instant,
): PassedDate[] {
  const today = dayOf(now);
  const answered = new Map(answers.map((one) => [one.key, one]));
  const tracks = ofTracks(catalogue, now);
  const found = [...tracks, ...ofStatements(catalogue, new Set(tracks.flatMap(({ track }) => track ?? [])), now)];
  return found
    .map((one): PassedDate => Object.assign(one, { answer: answered.get(one.key) }))
    .filter(({ answer }) => answer === undefined || answer.askOn <= today)
    .toSorted((a, b) => compareTexts(b.last, a.last) || compareTexts(a.key, b.key));
}

type Unanswered = Omit<PassedDate, 'answer'>;

function ofTracks(catalogue: RecordCatalogue, now: Temporal.Instant): Unanswered[] {
  return [...catalogue.tracks.values()].flatMap((track): Unanswered[] => {
    const brief = track.topics.find((id) => catalogue.briefs.get(id)?.status === 'published');
    if (brief === undefined) return [];
    const standing = trackStanding(track, catalogue, now);
    const own = isUntold(standing) ? ownDay(standing, now) : undefined;
    const begun = own === undefined ? begunUntold(track, catalogue, now) : undefined;
    const when = own?.when ?? begun?.at;
    if (when === undefined) return [];
    const kind = own?.kind ?? 'from';
    const state = own === undefined ? 'start-passed' : standing.state;
    const { last } = span(when);
    const key = `track/${track.id}/${state}/${last}`;
    return [{ key, brief, kind, when, last, text: track.title, statement: begun?.by ?? standing.by, track: track.id }];
  });
}

/** The last change of a track whose day has passed, where no later document tells of the track. */
function begunUntold(track: Track, catalogue: RecordCatalogue, now: Temporal.Instant): AnnouncedChange | undefined {
  const seen = newestDay(catalogue.statementsOfTrack.get(track.id) ?? [], catalogue);
  return announcedChanges(catalogue)
    .filter((one) => one.track === track && passed(one.at, now) && span(one.at).first > seen)
    .toSorted((a, b) => compareTexts(span(a.at).last, span(b.at).last))
    .at(-1);
}

function ofStatements(catalogue: RecordCatalogue, listed: ReadonlySet<string>, now: Temporal.Instant): Unanswered[] {
  const { statements, sources, statementsOfTrack } = catalogue;
  const dates = calendar(catalogue, now).dates.filter(({ state }) => state === 'was-expected');
  /** Whether the track of a statement tells it: as a day that has passed itself, or by a later word. */
  const isToldByTrack = (id: string, last: string): boolean => {
    const track = statements.get(id)?.track;
    if (track === undefined) return false;
    const later = (statementsOfTrack.get(track) ?? []).some((one) => publishedOn(one, { sources }) > last);
    return later || listed.has(track);
  };
  const told = new Set<string>();
  const isNew = ({ statements: ids, last }: CalendarDate): boolean => {
    if (ids.some((id) => isToldByTrack(id, last) || told.has(`${id} ${last}`))) return false;
    for (const id of ids) told.add(`${id} ${last}`);
    return true;
  };
  // What is watched for comes last, so that what it rests on is told first; of several topics the first one tells it.
  return [...dates.filter(({ kind }) => kind !== 'watch'), ...dates.filter(({ kind }) => kind === 'watch')].flatMap(
    (date): Unanswered[] => {
      const { brief, kind, when, last, text, statements: ids } = date;
      if (text === undefined || !isNew(date)) return [];
      const statement = kind === 'watch' ? undefined : statements.get(ids[0] ?? '');
      const key = `${kind === 'watch' ? date.id : `${kind}/${statement?.id ?? ''}`}/${last}`;
      return [{ key, brief, kind, when, last, text, statement, track: undefined }];
    },
  );
}
