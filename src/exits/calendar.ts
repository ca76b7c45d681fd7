/** What ends, begins, falls due or is watched for, as a calendar (RFC 5545) that readers subscribe to: all-day spans no more precise than their sources, changes as updates of the same event. Pure. */
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { messages } from '../locales/messages.ts';
import { announcedChanges, type AnnouncedChange } from '../records/announced-changes.ts';
import { isPublished, publishedOf, publishedOn, type RecordCatalogue, fileEnd } from '../records/catalogue.ts';
import { dayAfter, dayOf, formatDay, passed, span } from '../records/dates.ts';
import type { Brief, DateWithPrecision, Statement, Track } from '../records/schema.ts';
import { standingOf } from '../records/standing.ts';
import { isUntold, OVER, trackDays, trackStanding, type TrackDay, type TrackStanding } from '../records/track-state.ts';
import { expectationText, toldOfDay, trackStateText, nextText } from '../views/state-words.ts';
import { clearTitle } from '../views/names.ts';
import { pick } from '../views/text.ts';
import { compareTexts } from '../shared/text.ts';
import { citationText, retractedText, withdrawnText } from './cited-text.ts';
import { scopeOf, findStatement, type LookupContext } from './lookup.ts';
import { MissingCitationError } from '../views/validate.ts';

/** One event, before it is written. */
type Event = {
  readonly uid: string;
  readonly when: DateWithPrecision;
  readonly summary: string;
  readonly lines: readonly string[];
  /** The statements that it rests on: at least one unless it takes something back. */
  readonly statements: readonly Statement[];
  readonly topics: readonly string[];
  /** How often the file has come to say something else of it, and the day on which it last did. */
  readonly revision: number;
  readonly changedOn: string;
  /** `cancelled` is what is not to come any more, `notice` what the file says of itself. */
  readonly is?: 'cancelled' | 'notice';
};

/** Returns the calendar of a topic, of a relationship or of all; throws `NotGiven` for an unknown one, and `MissingCitationError` before an event without a source leaves. */
export function calendarText(given: LookupContext, name?: string): string {
  const { catalogue, language } = given;
  const t = messages(language);
  const { briefs, of } = scopeOf(given, name);
  const relationships = new Set(briefs.map(({ relationship }) => relationship));
  const end = [...relationships]
    .map((id) => fileEnd(id, catalogue))
    .toSorted()
    .at(-1);
  const calendar = ical({
    prodId: { company: 'Attaché', product: 'Calendar', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    name: t('calendar.name', { of: of?.title ?? t('calendar.all') }),
    description: end === undefined ? null : t('answer.documentsTo', { day: formatDay(end, language) }),
    ttl: 12 * 60 * 60,
  });
  for (const event of eventsOf(briefs, given)) {
    const { first, last } = span(event.when);
    const changed = `${event.changedOn}T00:00:00Z`;
    const cited = event.is !== undefined ? [] : event.statements.map(({ id }) => findStatement(id, given));
    const citations = cited.flatMap((one) => one.citations);
    if (event.is === undefined && citations.length === 0)
      throw new MissingCitationError(`not given out: ${event.uid} rests on nothing`);
    calendar.createEvent({
      id: `${event.uid}@attache`,
      start: new Date(first),
      // The day on which it is over is not of it.
      end: new Date(dayAfter(last)),
      allDay: true,
      summary: event.summary,
      description: [
        ...event.lines,
        ...cited.map(({ who, text }) => t('reply.about', { title: who, what: text })),
        ...citations.flatMap((one) => [citationText(one, language), one.link]),
        event.topics.join(t('reply.listed')),
      ]
        .filter((line) => line !== '')
        .join('\n'),
      categories: event.topics.map((title) => ({ name: title })),
      transparency: ICalEventTransparency.TRANSPARENT,
      status: event.is === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      url: citations[0]?.link ?? null,
      sequence: event.revision,
      stamp: new Date(changed),
      lastModified: new Date(changed),
    });
  }
  return calendar.toString();
}

function eventsOf(briefs: readonly Brief[], given: LookupContext): Event[] {
  const { catalogue, now } = given;
  const isOf = ({ topics }: Pick<Track, 'topics'>): boolean => topics.some((id) => briefs.some((one) => one.id === id));
  const tracks = [...catalogue.tracks.values()].filter(isOf);
  const ofTracks = tracks.flatMap((track) => trackEvents(track, briefs, given));
  const trackDates = new Set(
    tracks.flatMap((track) =>
      daysOf(trackStanding(track, catalogue, now), now).map(({ when }) => `${track.id} ${span(when).last}`),
    ),
  );
  const statements = [...catalogue.statements.values(), ...catalogue.withdrawn.values()].filter(
    (one) => one.track === undefined && isOf(one),
  );
  const told = new Set<string>();
  const watched = briefs.flatMap((brief) =>
    watchEvents(brief, given).filter(({ statements: its, when, is }) => {
      const { last } = span(when);
      // The event of a track says it; and topics may watch for the same.
      const same = `${its[0]?.id} ${last}`;
      if (is !== 'cancelled' && (told.has(same) || its.some(({ track = '' }) => trackDates.has(`${track} ${last}`))))
        return false;
      told.add(same);
      return true;
    }),
  );
  return [
    ...ofTracks,
    ...statements.flatMap((one) => statementEvents(one, briefs, given)),
    ...watched,
    ...briefs.flatMap((brief) => retractionEvents(brief, given)),
  ].toSorted((a, b) => compareTexts(span(a.when).first, span(b.when).first) || compareTexts(a.uid, b.uid));
}

/** The titles of the published topics among some ids; where all of them were retracted, why and when the first was. */
function publishedTopics(ids: readonly string[], briefs: readonly Brief[], { catalogue, language }: LookupContext) {
  const own = ids.flatMap((id) => briefs.find((brief) => brief.id === id) ?? []);
  const published = publishedOf(own);
  return {
    titles: published.map((brief) => clearTitle(brief, catalogue, language)),
    retraction: published.length > 0 ? undefined : own.find(({ retraction }) => retraction !== undefined)?.retraction,
  };
}

type NamedDay = Pick<TrackDay, 'kind' | 'when'>;

const namedDay = (kind: TrackDay['kind'], when: DateWithPrecision | undefined): NamedDay[] =>
  when === undefined ? [] : [{ kind, when }];

/** How the events of days are called in their ids. */
const UID_WORDS = { from: 'start', until: 'end', due: 'due' } as const;

/** Returns the days that a track has: what it is waiting for or, where that is over, when that was. */
function daysOf(standing: TrackStanding, now: Temporal.Instant): readonly NamedDay[] {
  const { state, since, until } = standing;
  const open = trackDays(standing, now);
  if (open.length > 0) return open;
  if (!OVER.has(state)) return namedDay('until', until);
  return namedDay(state === 'ended' ? 'until' : 'due', since);
}

/** The days that a statement names, by what comes with them. */
function namedDays(statement: Statement, catalogue: Pick<RecordCatalogue, 'sources'>): readonly NamedDay[] {
  const from = statement.kind === 'measure' ? statement.from : undefined;
  const isAhead = from !== undefined && span(from).first > publishedOn(statement, catalogue);
  return [
    ...namedDay('from', isAhead ? from : undefined),
    ...namedDay('until', 'until' in statement ? statement.until : undefined),
    ...namedDay('due', statement.kind === 'commitment' ? statement.due : undefined),
  ];
}

function trackEvents(track: Track, briefs: readonly Brief[], given: LookupContext): Event[] {
  const { catalogue, language, now } = given;
  const t = messages(language);
  const own = catalogue.statementsOfTrack.get(track.id) ?? [];
  const gone = [...catalogue.withdrawn.values()].filter((one) => one.track === track.id);
  const standing = trackStanding(track, catalogue, now);
  const days = daysOf(standing, now);
  const title = pick(track.title, language);
  const { titles, retraction } = publishedTopics(track.topics, briefs, given);
  const changes = [...own, ...gone].map((one) => changesOf(one, given));
  const base = {
    topics: titles,
    revision: changes.reduce((sum, { count }) => sum + count + 1, -1),
    changedOn: changes.map(({ on }) => on).reduce(later, ''),
  };
  const uid = (kind: TrackDay['kind']): string => `track/${track.id}/${UID_WORDS[kind]}`;
  const cancelled = (kind: TrackDay['kind'], when: DateWithPrecision, why: string): Event => ({
    ...base,
    statements: [],
    uid: uid(kind),
    when,
    summary: t('calendar.cancelled', { what: title }),
    lines: [why],
    is: 'cancelled',
  });
  if (base.changedOn === '') return [];
  const begun = lastBegun(track, days, given);
  const told = oneOfAKind([...days, ...namedDay('from', begun?.at)], now);
  if (retraction !== undefined) {
    const why = retractedText(retraction, language);
    return told.map(({ kind, when }) => ({
      ...cancelled(kind, when, why),
      revision: base.revision + 1,
      changedOn: retraction.on,
    }));
  }
  const current = told.flatMap(({ kind, when }): Event[] => {
    const { text, by } =
      when === begun?.at
        ? { text: nextText(begun, { state: begun.before ?? '' }, language), by: begun.by }
        : toldOfDay(standing, { when }, { language });
    if (by === undefined || !isPublished(by, catalogue)) return [];
    const untold = isUntold(standing) ? days.find((one) => one.kind === kind && passed(one.when, now)) : undefined;
    return [
      {
        ...base,
        uid: uid(kind),
        when,
        summary: t('reply.about', { title, what: text }),
        lines: [],
        statements: [by],
        ...(untold !== undefined && {
          revision: base.revision + 1,
          changedOn: later(dayAfter(span(untold.when).last), base.changedOn),
        }),
      },
    ];
  });
  // What is not to come any more, though some document named its day: since the track is over, or the statement was withdrawn.
  const named = own.flatMap((one) => namedDays(one, catalogue));
  const isNamed = ({ kind, when }: NamedDay): boolean =>
    named.some((one) => one.kind === kind && span(one.when).last === span(when).last);
  const dropped = [
    ...(OVER.has(standing.state) ? named : []),
    ...gone.flatMap((one) => namedDays(one, catalogue)).filter((one) => !isNamed(one)),
  ].filter(({ kind }) => told.every((day) => day.kind !== kind));
  const latest = new Map(
    dropped
      .toSorted((a, b) => compareTexts(span(a.when).last, span(b.when).last))
      .map((one) => [one.kind, one] as const),
  );
  const last = gone.toSorted((a, b) => compareTexts(a.withdrawn?.on ?? '', b.withdrawn?.on ?? '')).at(-1)?.withdrawn;
  const why = last === undefined ? trackStateText(standing, language) : withdrawnText(last, language);
  return [
    ...current,
    ...[...latest.values()]
      .filter(({ when }) => span(when).last >= base.changedOn)
      .map(({ kind, when }) => cancelled(kind, when, why)),
  ];
}

/** The last change of a track that was announced and whose day has come, unless the track's own days have it: it stays where readers have it. */
function lastBegun(
  track: Track,
  days: readonly NamedDay[],
  { catalogue, now }: LookupContext,
): AnnouncedChange | undefined {
  const begun = announcedChanges(catalogue)
    .filter((one) => one.track === track && one.effect !== 'ended' && span(one.at).first <= dayOf(now))
    .toSorted((a, b) => compareTexts(span(a.at).last, span(b.at).last))
    .at(-1);
  const last = begun && span(begun.at).last;
  return days.some(({ kind, when }) => kind === 'from' && span(when).last === last) ? undefined : begun;
}

/** Returns of the days of each kind, which share one event, the next that has not passed or else the last. */
function oneOfAKind(days: readonly NamedDay[], now: Temporal.Instant): NamedDay[] {
  return [...Map.groupBy(days, ({ kind }) => kind).values()].flatMap((same) => {
    const inOrder = same.toSorted((a, b) => compareTexts(span(a.when).last, span(b.when).last));
    return inOrder.find(({ when }) => !passed(when, now)) ?? inOrder.slice(-1);
  });
}

/** How often what a statement says was changed since it came into the file, and when that or its coming was last. */
function changesOf(
  { document, corrections = [], withdrawn }: Statement,
  { catalogue }: LookupContext,
): { readonly count: number; readonly on: string } {
  const days = [...corrections.map(({ on }) => on), ...(withdrawn === undefined ? [] : [withdrawn.on])];
  const read = catalogue.sources.get(document)?.accessedOn ?? '';
  return { count: days.length, on: days.reduce(later, read) };
}

const later = (a: string, b: string): string => (a > b ? a : b);

const SUMMARIES = { from: 'calendar.begins', until: 'calendar.ends', due: 'calendar.due' } as const;

/** The days of a statement that is of no track. */
function statementEvents(statement: Statement, briefs: readonly Brief[], given: LookupContext): Event[] {
  const { catalogue, language, now } = given;
  const t = messages(language);
  if (statement.kind !== 'measure' && statement.kind !== 'commitment') return [];
  const { titles, retraction } = publishedTopics(statement.topics, briefs, given);
  const text = pick(statement.text, language);
  const { count, on } = changesOf(statement, given);
  const related = catalogue.relationsTo.get(statement.id) ?? [];
  const readOn = related.map(({ from }) => catalogue.sources.get(from.document)?.accessedOn ?? '');
  const { withdrawn } = statement;
  const by = withdrawn === undefined ? standingOf(statement, catalogue, now)?.by : undefined;
  const gone =
    retraction === undefined ? withdrawn && withdrawnText(withdrawn, language) : retractedText(retraction, language);
  return namedDays(statement, catalogue).flatMap(({ kind, when }): Event[] => {
    const isReplaced = by !== undefined && span(when).last > (catalogue.sources.get(by.document)?.accessedOn ?? '');
    const base = {
      uid: `statement/${statement.id}/${UID_WORDS[kind]}`,
      when,
      topics: titles,
      statements: [statement],
      revision: count + related.length + (retraction === undefined ? 0 : 1),
      changedOn: [...readOn, retraction?.on ?? ''].reduce(later, on),
    };
    const why = gone ?? (isReplaced ? pick(by.text, language) : undefined);
    return why === undefined
      ? [{ ...base, summary: t(SUMMARIES[kind], { what: text }), lines: [] }]
      : [{ ...base, summary: t('calendar.cancelled', { what: text }), lines: [why], is: 'cancelled' }];
  });
}

/** What a topic watches for on a day. */
function watchEvents(brief: Brief, given: LookupContext): Event[] {
  const { catalogue, language, now } = given;
  const t = messages(language);
  const { retraction } = brief;
  const title = clearTitle(brief, catalogue, language);
  const entries = [...brief.history, ...brief.corrections, ...(retraction === undefined ? [] : [retraction])];
  return brief.watch.flatMap(({ id, text, wouldChange, expected, restsOn }): Event[] => {
    const statements = restsOn
      .flatMap((one) => catalogue.statements.get(one) ?? [])
      .filter((one) => isPublished(one, catalogue));
    // What nothing in service tells of any more has no source to be given with.
    if (expected === undefined || (statements.length === 0 && retraction === undefined)) return [];
    const what = pick(text, language);
    const base = {
      uid: `watch/${brief.id}/${id}`,
      when: expected,
      statements,
      topics: [title],
      revision: entries.length - 1 + Number(passed(expected, now)),
      changedOn: [...entries.map(({ on }) => on), passed(expected, now) ? dayAfter(span(expected).last) : ''].reduce(
        later,
      ),
    };
    if (retraction !== undefined) {
      const why = retractedText(retraction, language);
      return [{ ...base, summary: t('calendar.cancelled', { what }), lines: [why], is: 'cancelled' }];
    }
    return [
      {
        ...base,
        summary: t('calendar.watched', { what }),
        lines: [expectationText(expected, { language, t, now }), pick(wouldChange, language)],
      },
    ];
  });
}

/** The day on which a topic was retracted, and why. */
function retractionEvents(brief: Brief, { catalogue, language }: LookupContext): Event[] {
  const { retraction } = brief;
  if (brief.status !== 'retracted' || retraction === undefined) return [];
  const title = clearTitle(brief, catalogue, language);
  const what = retractedText(retraction, language);
  return [
    {
      uid: `topic/${brief.id}/${retraction.id}`,
      when: { precision: 'day', on: retraction.on },
      summary: messages(language)('reply.about', { title, what }),
      lines: [],
      statements: [],
      topics: [title],
      revision: 0,
      changedOn: retraction.on,
      is: 'notice',
    },
  ];
}
