/** What programs ask for: one view by its name, or a list of them; and why something is not given. */
import type { ModelChooser } from '../conversation/model-chooser.ts';
import { hash } from 'node:crypto';
import { byConsequence } from '../digest/consequence.ts';
import { allNews, type NewsItem, type StatementNews } from '../digest/news.ts';
import { topicsIn } from '../digest/subscription.ts';
import { messages } from '../locales/messages.ts';
import { citedSources } from '../records/citation.ts';
import { inTitleOrder, isPublished, publishedOf, publishedOn, topicNamed } from '../records/catalogue.ts';
import { passed, span } from '../records/dates.ts';
import type { Brief, Language, Source } from '../records/schema.ts';
import { lookedInText } from '../reply/compose/answer.ts';
import { shownStatement } from '../reply/compose/units.ts';
import { isWithheld, type Catalogue } from '../search/catalogue.ts';
import type { Unit } from '../search/result.ts';
import { compareTexts } from '../shared/text.ts';
import { boardView, type BoardFilter } from '../views/board.ts';
import { publishedStatements } from '../views/context.ts';
import { documentView, type DocumentView } from '../views/document.ts';
import { clearTitle } from '../views/names.ts';
import { newsView, type NewsFact, type NewsView } from '../views/news.ts';
import { nextText, trackStateText } from '../views/state-words.ts';
import { statementView, type StatementView } from '../views/statement.ts';
import { pick } from '../views/text.ts';
import {
  disagreementViews,
  topicRef,
  topicView,
  type DisagreementView,
  type TopicRef,
  type TopicView,
} from '../views/topic.ts';
import type { TrackView } from '../views/track.ts';
import { validated } from '../views/validate.ts';
import { SearchSchema, type SearchView } from './schemas.ts';

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
const notFound = (what: 'topic' | 'statement' | 'document' | 'party', name: string): NotGiven =>
  new NotGiven('unknown', `There is no ${what} "${name.slice(0, MAX_NAME)}".`);

const MAX_NAME = 120;

/** What every exit is handed. */
export type ExitSources = {
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  /** What may choose among candidates; omitted where no model is set up. */
  readonly chooser?: ModelChooser | undefined;
  /** Logs a fault and returns the reference by which it is found in the log. */
  readonly fault: (error: unknown, about: string) => string;
};

/** What views are looked up in, in which language and at which moment. */
export type LookupContext = {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
  /** What may choose what answers a question. */
  readonly chooser?: ModelChooser | undefined;
};

/** Returns a statement; throws `NotGiven` where there is none of the id, and where it was withdrawn. */
export function findStatement(id: string, context: LookupContext): StatementView {
  const { catalogue, language } = context;
  const [statement] = publishedStatements([id], context);
  if (statement !== undefined) return statementView(statement, context);
  const withdrawn = catalogue.withdrawn.get(id);
  if (withdrawn?.withdrawn !== undefined && isPublished(withdrawn, catalogue)) {
    const { on, reason } = withdrawn.withdrawn;
    throw new NotGiven('gone', `The statement was withdrawn on ${on}.`, { on, reason: pick(reason, language) });
  }
  const named = catalogue.statements.get(id) ?? withdrawn;
  for (const topic of named?.topics ?? [])
    if (catalogue.briefs.get(topic)?.status === 'retracted') findBrief(topic, context);
  throw notFound('statement', id);
}

/** Returns the published topic of a name; throws `NotGiven` otherwise. */
function findBrief(name: string, { catalogue, language }: LookupContext): Brief {
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
  throw notFound('topic', name);
}

/** Returns the topic of a name, published or retracted: of the latter, that it was is told; throws `NotGiven` otherwise. */
export function findBriefOrRetraction(name: string, given: LookupContext): Brief {
  const named = topicNamed(given.catalogue, name);
  return named?.status === 'retracted' ? named : findBrief(name, given);
}

/** What news and days are given of: one topic, retracted or not, those of a relationship, or all. */
export type Scope = {
  readonly briefs: readonly Brief[];
  /** The id and the title of the topic or the relationship. */
  readonly of: { readonly id: string; readonly title: string } | undefined;
};

/** Returns what a topic or a relationship of a name holds, or all where none is named; throws `NotGiven` where nothing has the name. */
export function scopeOf(given: LookupContext, name?: string): Scope {
  const { catalogue, language } = given;
  if (name === undefined) return { briefs: topicsIn(catalogue, 'all'), of: undefined };
  const relationship = catalogue.relationships.get(name);
  if (relationship !== undefined)
    return { briefs: topicsIn(catalogue, [name]), of: { id: name, title: pick(relationship.title, language) } };
  const brief = findBriefOrRetraction(name, given);
  return { briefs: [brief], of: { id: brief.id, title: clearTitle(brief, catalogue, language) } };
}

/** Returns the published topics, by title. */
export const listTopics = (context: LookupContext): TopicRef[] =>
  inTitleOrder(publishedOf(context.catalogue.briefs.values()), context.language).map((brief) =>
    topicRef(brief, context),
  );

/** Returns what two sides tell differently, of one topic or of all. */
export function listDisagreements(context: LookupContext, topic?: string): DisagreementView[] {
  const briefs =
    topic === undefined
      ? inTitleOrder(publishedOf(context.catalogue.briefs.values()), context.language)
      : [findBrief(topic, context)];
  return briefs.flatMap((brief) => disagreementViews(brief, context));
}

/** Returns how measures and promises stand, of one topic or of all; throws `NotGiven` for a topic or a party that is not in the file. */
export function listTracks(context: LookupContext, { topic, ...filter }: BoardFilter = {}): TrackView[] {
  const { party } = filter;
  const parties = [...context.catalogue.relationships.values()].flatMap((one) => one.parties);
  if (party !== undefined && !parties.some(({ id }) => id === party)) throw notFound('party', party);
  return boardView({ ...filter, topic: topic === undefined ? undefined : findBrief(topic, context).id }, context);
}

/** Returns a topic; throws `NotGiven` where there is none, and where it was retracted. */
export const findTopic = (name: string, context: LookupContext): TopicView =>
  topicView(findBrief(name, context), context);

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
export function listStatements(context: LookupContext, topic?: string, part = WHOLE): Listed<StatementView> {
  const { catalogue } = context;
  const all =
    topic === undefined
      ? [...catalogue.statements.values()]
          .filter((one) => isPublished(one, catalogue))
          .toSorted((a, b) => compareTexts(publishedOn(b, catalogue), publishedOn(a, catalogue)))
      : findBrief(topic, context).statements;
  return listedAs(all, part, (one) => statementView(one, context));
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

/** Returns the record of a document, never its text; throws `NotGiven` where no published topic uses it. */
export function findDocument(id: string, context: LookupContext): DocumentView {
  const source = context.catalogue.sources.get(id);
  if (source === undefined || !usedDocuments(context.catalogue).has(id)) throw notFound('document', id);
  return documentView(source, context);
}

/** Returns the records of the documents that one topic or all rest on, the newest first. */
export function listDocuments(context: LookupContext, topic?: string, part = WHOLE): Listed<DocumentView> {
  const { catalogue } = context;
  const ids =
    topic === undefined
      ? usedDocuments(catalogue)
      : new Set(citedSources(findBrief(topic, context), catalogue).map((source) => source.id));
  const sources: readonly Source[] = [...catalogue.sources.values()]
    .filter(({ id }) => ids.has(id))
    .toSorted((a, b) => compareTexts(b.publishedOn, a.publishedOn));
  return listedAs(sources, part, (source) => documentView(source, context));
}

type TopicNews = Exclude<NewsItem, { readonly type: 'overdue' }>;

/** Of one day, in the order of digests: what moved, what stands otherwise, what is to come, what new documents say, what was put right. */
export const NEWS_PLACES: Readonly<Record<NewsView['type'], number>> = {
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
function newsDay(item: TopicNews, { catalogue, now }: LookupContext): string {
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
function isPublicNews(item: NewsItem, context: LookupContext): item is TopicNews {
  const { catalogue } = context;
  if (item.type === 'overdue') return false;
  if ('change' in item) return isPublished(item.statement, catalogue);
  if (item.type === 'past') return item.standing.by !== undefined && isPublished(item.standing.by, catalogue);
  return (item.type !== 'new' && item.type !== 'update') || publishedStatements(item.statements, context).length > 0;
}

function newsFactOf(item: TopicNews, on: string, context: LookupContext): NewsFact {
  const { language } = context;
  const t = messages(language);
  const { key, brief } = item;
  const about = { key, on, brief };
  switch (item.type) {
    case 'statement':
      return { ...about, type: item.type, text: pick(item.statement.text, language), restsOn: [item.statement] };
    case 'reworded':
      return { ...about, type: item.type, text: pick(item.correction.what, language), restsOn: [item.statement] };
    case 'due': {
      const { type, statement, when } = item;
      return {
        ...about,
        type,
        text: pick(statement.text, language),
        restsOn: [statement],
        when,
        track: statement.track,
      };
    }
    case 'begins': {
      const { change, statement, type } = item;
      const { track, before = '', at } = change;
      const state = nextText(change, { state: before }, language);
      const text =
        track === undefined
          ? pick(statement.text, language)
          : t('trackState.named', { name: pick(track.title, language), state });
      return { ...about, type, text, restsOn: [statement], when: at, track: track?.id };
    }
    case 'coming-up': {
      const { type, what, when } = item;
      return { ...about, type, text: pick(what, language), restsOn: publishedStatements(item.restsOn, context), when };
    }
    case 'past': {
      const { track, standing, type } = item;
      const state = trackStateText(standing, language);
      const text = t('trackState.named', { name: pick(track.title, language), state });
      const restsOn = standing.by === undefined ? [] : [standing.by];
      return { ...about, type, text, restsOn, when: { precision: 'day', on: item.on }, track: track.id };
    }
    case 'new':
    case 'update':
    case 'correction': {
      const restsOn = publishedStatements(item.statements, context);
      const text = pick(item.what, language);
      return restsOn.length === 0 && item.type === 'correction'
        ? { ...about, type: item.type, text, withdrawn: undefined }
        : { ...about, type: item.type, text, restsOn };
    }
    case 'retraction':
      return { ...about, type: item.type, text: pick(item.what, language), withdrawn: undefined };
    case 'withdrawn':
      return { ...about, type: item.type, text: pick(item.what, language), withdrawn: item.statement };
  }
}

/** What is asked of the news; `topic` may be a relationship. */
export type NewsAsked = { readonly topic?: string | undefined; readonly since?: string | undefined };

const isStatement = (item: NewsItem): item is StatementNews => item.type === 'statement';

/** Returns the news of one topic, of a relationship or of all since a day, the newest first, of one day as digests order it. Of a retracted topic, that it was. */
export function listNews(
  context: LookupContext,
  { topic, since = '' }: NewsAsked = {},
  part = WHOLE,
): Listed<NewsView> {
  const { of } = scopeOf(context, topic);
  const items = allNews(context.catalogue, of === undefined ? 'all' : [of.id], context.now)
    .filter((item) => isPublicNews(item, context))
    .map((item) => ({ item, on: newsDay(item, context) }))
    .filter(({ on }) => on >= since)
    .toSorted(
      (a, b) =>
        compareTexts(b.on, a.on) ||
        NEWS_PLACES[a.item.type] - NEWS_PLACES[b.item.type] ||
        (isStatement(a.item) && isStatement(b.item) ? byConsequence(a.item, b.item) : 0),
    );
  return listedAs(items, part, ({ item, on }) => newsView(newsFactOf(item, on, context), context));
}

/** Returns the statements that a unit of a search shows or rests on. */
function restingOn(one: Unit, context: LookupContext): readonly string[] {
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
export function searchFile(query: string, context: LookupContext): SearchView {
  const { finder } = context.catalogue;
  const ranked = finder.rank(query).filter(({ brief }) => brief.status === 'published');
  const topics = ranked.map(({ brief }) => brief);
  const ids = ranked.slice(0, MAX_SEARCHED).flatMap(({ brief, names }) => {
    const units = finder.within(brief.id, query)?.units ?? [];
    // Of a topic that is named whole, what matters most.
    return units.length === 0 && names.length > 0 ? brief.keyPoints : units.flatMap((one) => restingOn(one, context));
  });
  const found = namedViews({ topics: topics.map(({ id }) => id), statements: ids }, context);
  const unknown = found.statements.length === 0 ? finder.explain(query).unknown : [];
  return validated(SearchSchema, { query, ...found, lookedFor: lookedFor(unknown, context) });
}

/** Returns what was looked for, and in how many documents up to when. */
export function lookedFor(words: readonly string[], context: LookupContext): SearchView['lookedFor'] {
  const documents = [...usedDocuments(context.catalogue)].flatMap((id) => context.catalogue.sources.get(id) ?? []);
  const days = documents.map(({ publishedOn: on }) => on).toSorted();
  return {
    words: [...words],
    documents: documents.length,
    text: lookedInText(documents, context),
    fileTo: days.at(-1) ?? null,
  };
}

/** Returns topics and statements by their ids; what is not in the file is left out. */
export function namedViews(
  ids: { readonly topics: readonly string[]; readonly statements: readonly string[] },
  context: LookupContext,
): { readonly topics: TopicRef[]; readonly statements: StatementView[] } {
  const briefs = publishedOf(ids.topics.flatMap((id) => context.catalogue.briefs.get(id) ?? []));
  return {
    topics: briefs.map((brief) => topicRef(brief, context)),
    statements: publishedStatements([...new Set(ids.statements)], context).map((one) => statementView(one, context)),
  };
}

const versions = new WeakMap<Catalogue, string>();

/** Returns what tells these records from those before and after: the same in every process that serves them. */
export const versionOf = (catalogue: Catalogue): string =>
  versions.getOrInsertComputed(catalogue, ({ briefs, sources, tracks, withdrawn }) => {
    const all = [briefs, sources, tracks, withdrawn].map((records) => Array.from<unknown>(records.values()));
    return hash('sha256', JSON.stringify(all), 'base64url').slice(0, 12);
  });
