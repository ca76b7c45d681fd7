/** What the file knows, as objects that leave the house: statements, topics, tracks, both sides, news, documents. What cannot be cited is refused before it leaves. */
import { hash } from 'node:crypto';
import type { z } from 'zod';
import { byConsequence } from '../digest/consequence.ts';
import { allNews, type NewsItem, type StatementNews } from '../digest/news.ts';
import { topicsIn } from '../digest/subscription.ts';
import { messages } from '../locales/messages.ts';
import { bottomLineDay } from '../records/bottom-line.ts';
import { citedSources, deepLink } from '../records/citation.ts';
import {
  inTitleOrder,
  isPublished,
  publishedOf,
  publishedOn,
  topicNamed,
  relatedTo,
  fileEnd,
} from '../records/catalogue.ts';
import { formatWhen, passed, span } from '../records/dates.ts';
import type { Brief, DateWithPrecision, Language, Source, Statement, Track, Translated } from '../records/schema.ts';
import { disputesOf, standingOf } from '../records/standing.ts';
import { statementDate } from '../records/statement-dates.ts';
import { trackDays, trackStanding, type TrackStanding } from '../records/track-state.ts';
import { partyName, clearTitle } from '../views/names.ts';
import { publisherPartyOf, relatedStatements, speakerOf } from '../views/attribution.ts';
import type { ClaimContext } from '../views/context.ts';
import { standingText, nextText, trackStateText } from '../views/state-words.ts';
import { lookedInText } from '../reply/compose/answer.ts';
import { capitalized, pick, readable } from '../views/text.ts';
import { isMeant } from '../reply/compose/board.ts';
import { shownStatement } from '../reply/compose/units.ts';
import type { StatusRequest } from '../reply/button.ts';
import { isWithheld, type Catalogue } from '../search/catalogue.ts';
import type { Unit } from '../search/result.ts';
import { compareTexts } from '../shared/text.ts';
import {
  DisagreementSchema,
  DocumentSchema,
  NewsItemSchema,
  SearchSchema,
  StatementSchema,
  TopicRefSchema,
  TopicSchema,
  TrackSchema,
  type CitationObject,
  type DisagreementObject,
  type DocumentObject,
  type DocumentRef,
  type NewsObject,
  type SearchObject,
  type StatementObject,
  type TopicObject,
  type TopicRef,
  type TrackObject,
  type WatchObject,
  type When,
} from './schemas.ts';

/** Why something is not given: `gone` for what was retracted or withdrawn, with the day and the reason, `busy` where too much is asked at once. */
export class NotGiven extends Error {
  override readonly name = 'NotGiven';
  readonly code: 'unknown' | 'gone' | 'withheld' | 'busy';
  readonly gone: { readonly on: string; readonly reason: string } | undefined;

  constructor(code: NotGiven['code'], message: string, gone?: NotGiven['gone']) {
    super(message);
    this.code = code;
    this.gone = gone;
  }
}

/** Returns that there is nothing of a name. */
export const noSuch = (what: 'topic' | 'statement' | 'document' | 'party', name: string): NotGiven =>
  new NotGiven('unknown', `There is no ${what} "${name.slice(0, MAX_NAME)}".`);

const MAX_NAME = 120;

/** Something that was to leave without what its schema asks for, such as a citation: a fault of the house, never given out. */
export class Uncited extends Error {
  override readonly name = 'Uncited';
}

const MAX_WRONG = 8;

/** Returns a value as its schema has it; throws `Uncited` where it lacks something. */
export function sealed<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Uncited(`not given out: ${wrong.slice(0, MAX_WRONG).join('; ')}`);
}

/** What every exit is handed. */
export type ExitSources = {
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  /** Logs a fault and returns the reference by which it is found in the log. */
  readonly fault: (error: unknown, about: string) => string;
};

/** What the objects are made from. */
export type ModelContext = {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
};

type Context = ModelContext &
  ClaimContext & {
    readonly isPublic: (statement: Statement) => boolean;
    /** The day of the newest document of each relationship, as it is asked for. */
    readonly ends: Map<string, string>;
  };

const contexts = new WeakMap<Catalogue, Map<Language, Omit<Context, 'now'>>>();

/** What telling a statement needs beside it: made once for each catalogue and language. */
function contextOf({ catalogue, language, now }: ModelContext): Context {
  const inLanguages = contexts.getOrInsertComputed(catalogue, () => new Map<Language, Omit<Context, 'now'>>());
  const own = inLanguages.getOrInsertComputed(language, () => ({
    catalogue,
    language,
    t: messages(language),
    parties: [...catalogue.relationships.values()].flatMap(({ parties }) => parties),
    sources: [...catalogue.sources.values()],
    ends: new Map(),
    // A statement of drafts alone is none of the file yet.
    isPublic: (statement: Statement) => isPublished(statement, catalogue),
  }));
  return { ...own, now };
}

/** The context in which one statement is told: the sources that it and what is told of it cite, and the parties of its relationship. */
function telling(statement: Statement, context: Context): Context {
  const { catalogue } = context;
  const own = [statement, ...relatedStatements([statement], context)];
  return {
    ...context,
    sources: citedSources({ statements: own, gaps: [{ text: { en: '' }, searched: [statement.document] }] }, catalogue),
    parties: catalogue.relationships.get(statement.relationship)?.parties ?? [],
  };
}

/** Returns a date with its precision; a month stays a month. */
export function whenObject(when: DateWithPrecision, language: Language): When {
  const { first, last } = span(when);
  return { text: formatWhen(when, language), precision: when.precision, from: first, to: last };
}

/** Returns what identifies a document. */
export const documentRef = (source: Source, language: Language): DocumentRef => ({
  id: source.id,
  title: pick(source.title, language),
  publisher: pick(source.publisher, language),
  publishedOn: source.publishedOn,
  language: source.language,
  address: source.url,
});

/** Returns the places that a statement cites, each with words as they stand there: those of its quotation where they hold the words that the record points at. */
function citationsOf(statement: Statement, { catalogue, language }: Context): CitationObject[] {
  const quote = statement.kind === 'position' ? statement.quote : undefined;
  return statement.citations.flatMap((citation): CitationObject[] => {
    const source = catalogue.sources.get(citation.source);
    if (source === undefined) return [];
    const exact = quote?.includes(citation.find) === true ? quote : citation.find;
    return [
      {
        type: 'SpecificResource',
        source: source.url,
        selector: { type: 'TextQuoteSelector', exact },
        paragraph: citation.paragraph,
        link: deepLink(source, citation),
        document: documentRef(source, language),
      },
    ];
  });
}

/** Returns the places that statements cite, each once. */
function citationsOfAll(statements: readonly Statement[], context: Context): CitationObject[] {
  const all = statements.flatMap((one) => citationsOf(one, context));
  return [...new Map(all.map((one) => [`${one.document.id} ${one.paragraph} ${one.selector.exact}`, one])).values()];
}

const publicOf = (ids: readonly string[], { catalogue, isPublic }: Context): Statement[] =>
  ids.flatMap((id) => {
    const statement = catalogue.statements.get(id);
    return statement !== undefined && isPublic(statement) ? [statement] : [];
  });

const topicNames = (ids: readonly string[], { catalogue, language }: Context): { id: string; title: string }[] =>
  ids.flatMap((id) => {
    const brief = catalogue.briefs.get(id);
    return brief?.status === 'published' ? [{ id, title: clearTitle(brief, catalogue, language) }] : [];
  });

const fileToOf = (relationship: string, { catalogue, ends }: Context): string =>
  ends.getOrInsertComputed(relationship, () => fileEnd(relationship, catalogue));

const disputing = (statements: readonly Statement[], context: Context): StatementObject['disputedBy'] =>
  statements
    .filter(context.isPublic)
    .map((one) => ({ statement: one.id, side: publisherPartyOf(one, telling(one, context)) }));

function statementOf(statement: Statement, general: Context): StatementObject {
  const context = telling(statement, general);
  const { catalogue, language, now } = context;
  const standing = standingOf(statement, catalogue, now);
  const when = statementDate(statement) ?? { precision: 'day', on: publishedOn(statement, catalogue) };
  return {
    id: statement.id,
    kind: statement.kind,
    text: pick(statement.text, language),
    language: language === 'zh' && statement.text.zh === undefined ? 'en' : language,
    who: capitalized(speakerOf(statement, context)),
    side: capitalized(publisherPartyOf(statement, context)),
    when: whenObject(when, language),
    state:
      standing === undefined
        ? null
        : {
            code: standing.state,
            text: standingText(statement, context).join(' '),
            until: standing.until === undefined ? null : whenObject(standing.until, language),
            by: standing.by !== undefined && context.isPublic(standing.by) ? standing.by.id : null,
          },
    quote: (statement.kind === 'position' ? statement.quote : undefined) ?? null,
    disputedBy: disputing(disputesOf(statement, catalogue).differently, general),
    corrections: (statement.corrections ?? []).map(({ id, on, what }) => ({ id, on, what: pick(what, language) })),
    track: statement.track ?? null,
    topics: topicNames(statement.topics, context),
    fileTo: fileToOf(statement.relationship, context),
    citations: citationsOf(statement, context),
  };
}

/** Returns a statement; throws `NotGiven` where there is none of the id, and where it was withdrawn. */
export function statementObject(id: string, given: ModelContext): StatementObject {
  const context = contextOf(given);
  const { catalogue, language } = context;
  const [statement] = publicOf([id], context);
  if (statement !== undefined) return sealed(StatementSchema, statementOf(statement, context));
  const withdrawn = catalogue.withdrawn.get(id);
  if (withdrawn?.withdrawn !== undefined && context.isPublic(withdrawn)) {
    const { on, reason } = withdrawn.withdrawn;
    throw new NotGiven('gone', `The statement was withdrawn on ${on}.`, { on, reason: pick(reason, language) });
  }
  const named = catalogue.statements.get(id) ?? withdrawn;
  for (const topic of named?.topics ?? [])
    if (catalogue.briefs.get(topic)?.status === 'retracted') topicOf(topic, context);
  throw noSuch('statement', id);
}

/** Returns the published topic of a name; throws `NotGiven` otherwise. */
function topicOf(name: string, { catalogue, language }: ModelContext): Brief {
  const brief = topicNamed(catalogue, name);
  if (brief?.status === 'published') return brief;
  if (brief?.retraction !== undefined) {
    const { on, what } = brief.retraction;
    throw new NotGiven('gone', `The topic was retracted on ${on}.`, { on, reason: pick(what, language) });
  }
  if (brief === undefined && isWithheld(catalogue, name))
    throw new NotGiven(
      'withheld',
      'The records of this topic have faults; it is out of service until they are mended.',
    );
  throw noSuch('topic', name);
}

/** Returns the topic of a name, published or retracted: of the latter, that it was is told; throws `NotGiven` otherwise. */
export function topicToTell(name: string, given: ModelContext): Brief {
  const named = topicNamed(given.catalogue, name);
  return named?.status === 'retracted' ? named : topicOf(name, given);
}

/** What news and days are given of: one topic, retracted or not, those of a relationship, or all. */
export type Scope = {
  readonly briefs: readonly Brief[];
  /** The id and the title of the topic or the relationship. */
  readonly of: { readonly id: string; readonly title: string } | undefined;
};

/** Returns what a topic or a relationship of a name holds, or all where none is named; throws `NotGiven` where nothing has the name. */
export function scopeOf(given: ModelContext, name?: string): Scope {
  const { catalogue, language } = given;
  if (name === undefined) return { briefs: topicsIn(catalogue, 'all'), of: undefined };
  const relationship = catalogue.relationships.get(name);
  if (relationship !== undefined)
    return { briefs: topicsIn(catalogue, [name]), of: { id: name, title: pick(relationship.title, language) } };
  const brief = topicToTell(name, given);
  return { briefs: [brief], of: { id: brief.id, title: clearTitle(brief, catalogue, language) } };
}

/** Returns what identifies a topic. */
const topicRef = (brief: Brief, context: Context): TopicRef => ({
  id: brief.id,
  title: clearTitle(brief, context.catalogue, context.language),
  relationship: brief.relationship,
  summary: pick(brief.summary, context.language),
  fileTo: brief.asOf,
});

/** Returns the published topics, by title. */
export function topicRefs(given: ModelContext): TopicRef[] {
  const context = contextOf(given);
  return inTitleOrder(publishedOf(context.catalogue.briefs.values()), context.language).map((brief) =>
    sealed(TopicRefSchema, topicRef(brief, context)),
  );
}

const documentRefs = (ids: readonly string[], { catalogue, language }: Context): DocumentRef[] =>
  ids.flatMap((id) => {
    const source = catalogue.sources.get(id);
    return source === undefined ? [] : [documentRef(source, language)];
  });

const citedText = (text: Translated, restsOn: readonly string[], context: Context): TopicObject['whyItMatters'] => ({
  text: pick(text, context.language),
  citations: citationsOfAll(publicOf(restsOn, context), context),
});

function disagreementsOf(brief: Brief, context: Context): DisagreementObject[] {
  const { catalogue, language } = context;
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  const [topic] = topicNames([brief.id], context);
  return brief.disagreements.map((one) => {
    const side = ({ party, text, statements, searched = [] }: Brief['disagreements'][number]['sides'][number]) => {
      const about = {
        party,
        name: capitalized(partyName(party, { parties, language })),
        text: pick(text, language),
      };
      const resting = publicOf(statements, context);
      return resting.length === 0 && searched.length > 0
        ? { ...about, searched: documentRefs(searched, context) }
        : { ...about, statements: resting.map(({ id }) => id), citations: citationsOfAll(resting, context) };
    };
    return {
      id: one.id,
      topic: topic ?? { id: brief.id, title: brief.id },
      question: pick(one.question, language),
      sides: [side(one.sides[0]), side(one.sides[1])],
      state: pick(one.state, language),
      fileTo: fileToOf(brief.relationship, context),
    };
  });
}

/** Returns what two sides tell differently, of one topic or of all. */
export function disagreementObjects(given: ModelContext, topic?: string): DisagreementObject[] {
  const context = contextOf(given);
  return briefsOf(topic, context).flatMap((brief) =>
    disagreementsOf(brief, context).map((one) => sealed(DisagreementSchema, one)),
  );
}

const briefsOf = (topic: string | undefined, context: Context): Brief[] =>
  topic === undefined
    ? inTitleOrder(publishedOf(context.catalogue.briefs.values()), context.language)
    : [topicOf(topic, context)];

function trackOf(track: Track, standing: TrackStanding, context: Context): TrackObject[] {
  const { catalogue, language } = context;
  const topics = topicNames(track.topics, context);
  const its = (catalogue.statementsOfTrack.get(track.id) ?? []).filter(context.isPublic);
  const newest = its.toSorted((a, b) => compareTexts(publishedOn(b, catalogue), publishedOn(a, catalogue)))[0];
  const by = standing.by !== undefined && context.isPublic(standing.by) ? standing.by : newest;
  // What nobody has said anything of yet claims nothing.
  if (topics.length === 0 || by === undefined || newest === undefined) return [];
  const seen = catalogue.sources.get(standing.lastSeen ?? newest.document);
  const parties = catalogue.relationships.get(track.relationship)?.parties ?? [];
  const dated = (when: DateWithPrecision | undefined): When | null =>
    when === undefined ? null : whenObject(when, language);
  return [
    {
      id: track.id,
      kind: track.kind,
      title: pick(track.title, language),
      party: track.party,
      side: capitalized(partyName(track.party, { parties, language })),
      state: { code: standing.state, text: trackStateText(standing, language) },
      since: dated(standing.since),
      until: dated(standing.until),
      due: dated(standing.due ?? standing.next?.at),
      statement: by.id,
      text: pick(by.text, language),
      lastSeen: documentRef(seen ?? (catalogue.sources.get(by.document) as Source), language),
      next: nextOf(standing, context),
      disputedBy: disputing(standing.disputedBy, context),
      topics,
      fileTo: fileToOf(track.relationship, context),
      citations: citationsOfAll(
        [by, ...(standing.next && context.isPublic(standing.next.by) ? [standing.next.by] : [])],
        context,
      ),
    },
  ];
}

function nextOf(standing: TrackStanding, { language, isPublic }: Context): TrackObject['next'] {
  const { next } = standing;
  if (next === undefined || !isPublic(next.by)) return null;
  const { effect, at, until, by } = next;
  return {
    effect,
    text: nextText(next, standing, language),
    when: whenObject(at, language),
    until: until === undefined ? null : whenObject(until, language),
    statement: by.id,
  };
}

/** What is asked of the status board. */
export type StatusAsked = Omit<StatusRequest, 'type'>;

/** Returns how measures and promises stand, of one topic or of all: what begins, ends or falls due next comes first. */
export function trackObjects(given: ModelContext, asked: StatusAsked = {}): TrackObject[] {
  const context = contextOf(given);
  const { topic, party } = asked;
  if (party !== undefined && !context.parties.some(({ id }) => id === party)) throw noSuch('party', party);
  const brief = topic === undefined ? undefined : topicOf(topic, context);
  const { catalogue, now } = context;
  const day = (standing: TrackStanding): string => {
    const [its] = trackDays(standing, now);
    return its === undefined ? '3' : `${its.isPassed ? '2' : '1'} ${span(its.when).last}`;
  };
  return [...catalogue.tracks.values()]
    .filter((track) => brief === undefined || track.topics.includes(brief.id))
    .map((track) => ({ track, standing: trackStanding(track, catalogue, now) }))
    .filter(({ track, standing }) => isMeant(track, standing, asked, now))
    .toSorted((a, b) => compareTexts(day(a.standing), day(b.standing)))
    .flatMap(({ track, standing }) => trackOf(track, standing, context).map((one) => sealed(TrackSchema, one)));
}

function watchOf(brief: Brief, context: Context): WatchObject[] {
  const { language, now } = context;
  return brief.watch.map(({ id, text, wouldChange, expected, restsOn }) => ({
    id,
    topic: brief.id,
    text: pick(text, language),
    wouldChange: pick(wouldChange, language),
    expected: expected === undefined ? null : whenObject(expected, language),
    hasPassed: expected !== undefined && passed(expected, now),
    citations: citationsOfAll(publicOf(restsOn, context), context),
  }));
}

/** Returns a topic; throws `NotGiven` where there is none, and where it was retracted. */
export function topicObject(name: string, given: ModelContext): TopicObject {
  const brief = topicOf(name, given);
  const context = contextOf({ ...given, language: readable(brief, given.language) });
  const { catalogue, language } = context;
  return sealed(TopicSchema, {
    ...topicRef(brief, context),
    language,
    bottomLine: {
      ...citedText(brief.bottomLine.text, brief.bottomLine.restsOn, context),
      asOf: bottomLineDay(brief, catalogue) || null,
    },
    whyItMatters: citedText(brief.whyItMatters.text, brief.whyItMatters.restsOn, context),
    keyPoints: publicOf(brief.keyPoints, context).map((one) => statementOf(one, context)),
    disagreements: disagreementsOf(brief, context),
    tracks: trackObjects(context, { topic: brief.id }),
    watch: watchOf(brief, context),
    gaps: brief.gaps.map((gap) => ({ text: pick(gap.text, language), searched: documentRefs(gap.searched, context) })),
    related: topicNames(
      relatedTo(brief, catalogue).map(({ id }) => id),
      context,
    ),
    statements: brief.statements.length,
  });
}

/** Which part of a list is asked for; all of it where nothing is. */
export type Part = { readonly from: number; readonly most: number };
/** A part of a list, and how long the whole is. */
export type Listed<Item> = { readonly items: readonly Item[]; readonly all: number };

const WHOLE: Part = { from: 0, most: Infinity };

/** Returns a part of a list. */
export const listed = <Row>(rows: readonly Row[], { from, most }: Part): Listed<Row> => ({
  items: rows.slice(from, from + most),
  all: rows.length,
});

/** Returns a part of a list, each row of it made into an item. */
const listedAs = <Row, Item>(rows: readonly Row[], part: Part, make: (row: Row) => Item): Listed<Item> => {
  const { items, all } = listed(rows, part);
  return { items: items.map(make), all };
};

/** Returns the statements of one topic or of all, those of the newest documents first. */
export function statementObjects(given: ModelContext, topic?: string, part = WHOLE): Listed<StatementObject> {
  const context = contextOf(given);
  const { catalogue } = context;
  const all =
    topic === undefined
      ? [...catalogue.statements.values()]
          .filter(context.isPublic)
          .toSorted((a, b) => compareTexts(publishedOn(b, catalogue), publishedOn(a, catalogue)))
      : topicOf(topic, context).statements;
  return listedAs(all, part, (one) => sealed(StatementSchema, statementOf(one, context)));
}

/** The documents that the published topics cite or were looked through for, by catalogue. */
const used = new WeakMap<Catalogue, ReadonlySet<string>>();

const usedDocuments = (catalogue: Catalogue): ReadonlySet<string> =>
  used.getOrInsertComputed(catalogue, () => {
    const briefs = publishedOf(catalogue.briefs.values());
    const looked = briefs.flatMap(({ disagreements }) =>
      disagreements.flatMap(({ sides }) => sides.flatMap(({ searched = [] }) => searched)),
    );
    return new Set([
      ...briefs.flatMap((brief) => citedSources(brief, catalogue).map(({ id }) => id)),
      ...briefs.flatMap((brief) => brief.statements.map(({ document }) => document)),
      ...looked,
    ]);
  });

function documentOf(source: Source, context: Context): DocumentObject {
  const { catalogue, language, t } = context;
  const parties = source.relationships.flatMap((id) => catalogue.relationships.get(id)?.parties ?? []);
  const party = parties.find(({ id }) => id === source.party)?.name;
  return {
    ...documentRef(source, language),
    relationships: [...source.relationships],
    kind: source.kind,
    side: party === undefined ? t('desk.told.independent') : capitalized(pick(party, language)),
    authors: source.authors.map(({ name, role }) => ({
      name: pick(name, language),
      role: role === undefined ? null : pick(role, language),
    })),
    accessedOn: source.accessedOn,
    copy: { kind: source.copy.kind, note: source.copy.note === undefined ? null : pick(source.copy.note, language) },
    disclosure: pick(source.disclosure, language),
    paragraphs: source.paragraphs.length,
    statements: source.statements.filter(context.isPublic).map((one) => statementOf(one, context)),
  };
}

/** Returns the record of a document, never its text; throws `NotGiven` where no published topic uses it. */
export function documentObject(id: string, asked: ModelContext): DocumentObject {
  const context = contextOf(asked);
  const source = context.catalogue.sources.get(id);
  if (source === undefined || !usedDocuments(context.catalogue).has(id)) throw noSuch('document', id);
  return sealed(DocumentSchema, documentOf(source, context));
}

/** Returns the records of the documents that one topic or all rest on, the newest first. */
export function documentObjects(asked: ModelContext, topic?: string, part = WHOLE): Listed<DocumentObject> {
  const context = contextOf(asked);
  const { catalogue } = context;
  const ids =
    topic === undefined
      ? usedDocuments(catalogue)
      : new Set(citedSources(topicOf(topic, context), catalogue).map((source) => source.id));
  const sources = [...catalogue.sources.values()]
    .filter(({ id }) => ids.has(id))
    .toSorted((a, b) => compareTexts(b.publishedOn, a.publishedOn));
  return listedAs(sources, part, (source) => sealed(DocumentSchema, documentOf(source, context)));
}

type TopicNews = Exclude<NewsItem, { readonly type: 'overdue' }>;

/** Of one day, in the order of digests: what moved, what stands otherwise, what is to come, what new documents say, what was put right. */
export const NEWS_PLACES: Readonly<Record<NewsObject['type'], number>> = {
  update: 0,
  new: 1,
  past: 2,
  // The times of entries in feeds that are out there rest on these.
  begins: 2,
  due: 3,
  'coming-up': 4,
  statement: 5,
  reworded: 6,
  correction: 7,
  withdrawn: 8,
  retraction: 9,
};

/** So many days before it a date begins to be told. */
const NEAR_DAYS = 14;

const nearing = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: NEAR_DAYS }).toString();

/** Returns the day from which the file says something. */
function newsDay(item: TopicNews, { catalogue, now }: Context): string {
  switch (item.type) {
    case 'statement':
      return catalogue.sources.get(item.statement.document)?.accessedOn ?? '';
    case 'reworded':
      return item.correction.on;
    case 'due':
    case 'coming-up': {
      const { first, last } = span(item.when);
      const isEnd = item.type === 'due' && item.change === undefined;
      return nearing(isEnd || passed({ precision: 'day', on: first }, now) ? last : first);
    }
    default:
      return item.on;
  }
}

/** Whether an item is news for who reads the file: not how the house keeps it, and nothing that could not be looked up. */
function isTold(item: NewsItem, context: Context): item is TopicNews {
  if (item.type === 'overdue') return false;
  if ('change' in item) return context.isPublic(item.statement);
  if (item.type === 'past') return item.standing.by !== undefined && context.isPublic(item.standing.by);
  return (item.type !== 'new' && item.type !== 'update') || publicOf(item.statements, context).length > 0;
}

function newsOf(item: TopicNews, on: string, context: Context): NewsObject {
  const { language, t } = context;
  const [topic] = topicNames([item.brief.id], context);
  const base = {
    key: item.key,
    on,
    topic: topic ?? { id: item.brief.id, title: pick(item.brief.title, language) },
  };
  type Cited = Extract<NewsObject, { readonly citations: unknown }>;
  const cited = (
    type: Cited['type'],
    text: string,
    rests: readonly Statement[],
    more: Partial<Pick<Cited, 'when' | 'track'>> = {},
  ): Cited => ({
    ...base,
    type,
    text,
    when: null,
    track: null,
    ...more,
    statements: rests.map(({ id }) => id),
    citations: citationsOfAll(rests, context),
  });
  switch (item.type) {
    case 'statement':
      return cited('statement', pick(item.statement.text, language), [item.statement]);
    case 'reworded':
      return cited('reworded', pick(item.correction.what, language), [item.statement]);
    case 'due':
      return cited('due', pick(item.statement.text, language), [item.statement], {
        when: whenObject(item.when, language),
        track: item.statement.track ?? null,
      });
    case 'begins': {
      const { change, statement } = item;
      const { track, before = '', at } = change;
      const state = nextText(change, { state: before }, language);
      const text =
        track === undefined
          ? pick(statement.text, language)
          : t('trackState.named', { name: pick(track.title, language), state });
      const when = whenObject(at, language);
      return cited('begins', text, [statement], { when, track: track?.id ?? null });
    }
    case 'coming-up': {
      const rests = publicOf(item.restsOn, context);
      return cited('coming-up', pick(item.what, language), rests, { when: whenObject(item.when, language) });
    }
    case 'past': {
      const { track, standing } = item;
      const state = trackStateText(standing, language);
      const text = t('trackState.named', { name: pick(track.title, language), state });
      const when = whenObject({ precision: 'day', on: item.on }, language);
      return cited('past', text, standing.by === undefined ? [] : [standing.by], { when, track: track.id });
    }
    case 'new':
    case 'update':
    case 'correction': {
      const rests = publicOf(item.statements, context);
      const text = pick(item.what, language);
      return rests.length === 0 && item.type === 'correction'
        ? { ...base, type: 'correction', text, statement: null }
        : cited(item.type, text, rests);
    }
    case 'retraction':
      return { ...base, type: 'retraction', text: pick(item.what, language), statement: null };
    case 'withdrawn':
      return { ...base, type: 'withdrawn', text: pick(item.what, language), statement: item.statement.id };
  }
}

/** What is asked of the news; `topic` may be a relationship. */
export type NewsAsked = { readonly topic?: string | undefined; readonly since?: string | undefined };

const isStatement = (item: NewsItem): item is StatementNews => item.type === 'statement';

/** Returns the news of one topic, of a relationship or of all since a day, the newest first, of one day as digests order it. Of a retracted topic, that it was. */
export function newsObjects(
  asked: ModelContext,
  { topic, since = '' }: NewsAsked = {},
  part = WHOLE,
): Listed<NewsObject> {
  const context = contextOf(asked);
  const { catalogue } = context;
  const { of } = scopeOf(asked, topic);
  const items = allNews(catalogue, of === undefined ? 'all' : [of.id], context.now)
    .filter((item) => isTold(item, context))
    .map((item) => ({ item, on: newsDay(item, context) }))
    .filter(({ on }) => on >= since)
    .toSorted(
      (a, b) =>
        compareTexts(b.on, a.on) ||
        NEWS_PLACES[a.item.type] - NEWS_PLACES[b.item.type] ||
        (isStatement(a.item) && isStatement(b.item) ? byConsequence(a.item, b.item) : 0),
    );
  return listedAs(items, part, ({ item, on }) => sealed(NewsItemSchema, newsOf(item, on, context)));
}

/** Returns the statements that a unit of a search shows or rests on. */
function restingOn(one: Unit, context: Context): readonly string[] {
  switch (one.unit) {
    case 'statement':
    case 'track':
      return [shownStatement(one, context)?.id ?? ''];
    case 'disagreement':
      return one.brief.disagreements[one.at]?.sides.flatMap(({ statements }) => statements.slice(0, 1)) ?? [];
    case 'watch':
      return one.brief.watch[one.at]?.restsOn ?? [];
    case 'bottom-line':
      return one.brief.bottomLine.restsOn;
    case 'gap':
      return [];
  }
}

/** So many topics are looked through. */
const MAX_SEARCHED = 5;

/** Returns what bears on some words: topics and statements, best first; the indexes must be prepared. */
export function searchObject(query: string, asked: ModelContext): SearchObject {
  const context = contextOf(asked);
  const { finder } = context.catalogue;
  const ranked = finder.rank(query).filter(({ brief }) => brief.status === 'published');
  const topics = ranked.map(({ brief }) => brief);
  const ids = ranked.slice(0, MAX_SEARCHED).flatMap(({ brief, names }) => {
    const units = finder.within(brief.id, query)?.units ?? [];
    // Of a topic that is named whole, what matters most.
    return units.length === 0 && names.length > 0 ? brief.keyPoints : units.flatMap((one) => restingOn(one, context));
  });
  const statements = publicOf([...new Set(ids)], context);
  return sealed(SearchSchema, {
    query,
    topics: topics.map((brief) => topicRef(brief, context)),
    statements: statements.map((one) => statementOf(one, context)),
    lookedFor: lookedFor(statements.length === 0 ? finder.explain(query).unknown : [], context),
  });
}

/** Returns what was looked for, and in how many documents up to when. */
export function lookedFor(words: readonly string[], asked: ModelContext): SearchObject['lookedFor'] {
  const context = contextOf(asked);
  const documents = [...usedDocuments(context.catalogue)].flatMap((id) => context.catalogue.sources.get(id) ?? []);
  const days = documents.map(({ publishedOn: on }) => on).toSorted();
  return {
    words: [...words],
    documents: documents.length,
    text: lookedInText(documents, context),
    fileTo: days.at(-1) ?? null,
  };
}

/** Returns topics and statements by their ids, as an answer shows them; what is not in the file is left out. */
export function namedObjects(
  ids: { readonly topics: readonly string[]; readonly statements: readonly string[] },
  asked: ModelContext,
): { readonly topics: TopicRef[]; readonly statements: StatementObject[] } {
  const context = contextOf(asked);
  const briefs = publishedOf(ids.topics.flatMap((id) => context.catalogue.briefs.get(id) ?? []));
  return {
    topics: briefs.map((brief) => topicRef(brief, context)),
    statements: publicOf([...new Set(ids.statements)], context).map((one) => statementOf(one, context)),
  };
}

const versions = new WeakMap<Catalogue, string>();

/** Returns what tells these records from those before and after: the same in every process that serves them. */
export const versionOf = (catalogue: Catalogue): string =>
  versions.getOrInsertComputed(catalogue, ({ briefs, sources, tracks, withdrawn }) => {
    const all = [briefs, sources, tracks, withdrawn].map((records) => Array.from<unknown>(records.values()));
    return hash('sha256', JSON.stringify(all), 'base64url').slice(0, 12);
  });
