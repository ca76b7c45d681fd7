/** The records in service, by id: statements joined to the topics that they bear on, and relations seen from both ends. */
import type { LoadedRecord, LoadedRecords } from './load.ts';
import type {
  Brief,
  DocumentRecord,
  Language,
  Relation,
  Relationship,
  Source,
  Statement,
  Topic,
  Track,
  TracksRecord,
  StatementRecord,
} from './schema.ts';
import { compareTexts } from '../shared/text.ts';

/** Records without what is known of their files. */
export type RecordValues = {
  readonly documents: readonly DocumentRecord[];
  readonly topics: readonly Topic[];
  readonly relationships: readonly Relationship[];
  readonly tracks: readonly TracksRecord[];
};

/** A relation seen from the statement that it names. */
export type IncomingRelation = Relation & { readonly from: Statement };

export type RecordCatalogue = {
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Published and retracted topics by id, in the order of their ids; a draft is never here. */
  readonly briefs: ReadonlyMap<string, Brief>;
  readonly statements: ReadonlyMap<string, Statement>;
  /** The statements that were withdrawn, by id: they answer nothing, and channels that heard them are told. */
  readonly withdrawn: ReadonlyMap<string, Statement>;
  /** The relations that name a statement, by its id. */
  readonly relationsTo: ReadonlyMap<string, readonly IncomingRelation[]>;
  /** What people follow over time, by id, in the order of the files. */
  readonly tracks: ReadonlyMap<string, Track>;
  /** The statements that name a track, by its id. */
  readonly statementsOfTrack: ReadonlyMap<string, readonly Statement[]>;
};

/** Returns the records that have a value, whatever faults there are beside. */
export const valuesOf = ({ documents, topics, relationships, tracks }: LoadedRecords): RecordValues => ({
  documents: values(documents),
  topics: values(topics),
  relationships: values(relationships),
  tracks: values(tracks),
});

const values = <Value>(records: readonly LoadedRecord<Value>[]): Value[] =>
  records.flatMap(({ value }) => (value === undefined ? [] : [value]));

/** Returns the catalogue of records. */
export function recordCatalogueOf({ documents, topics, relationships, tracks }: RecordValues): RecordCatalogue {
  const prefixed = new Set(relationships.filter((one) => one.prefixed === true).map(({ id }) => id));
  const namer =
    (relationship: string): Namer =>
    (id) =>
      prefixed.has(relationship) ? `${relationship}/${id}` : id;
  const sources = byId(documents.map((document) => inService(document, namer(document.relationship))));
  const statements = new Map(
    [...sources.values()].flatMap((source) => source.statements.map((statement) => [statement.id, statement] as const)),
  );
  const newestFirst = [...sources.values()].toSorted((a, b) => compareTexts(b.publishedOn, a.publishedOn));
  const byTopic = Map.groupBy(
    newestFirst.flatMap((source) =>
      source.statements.flatMap((statement) => statement.topics.map((topic) => ({ topic, statement }))),
    ),
    ({ topic }) => topic,
  );
  // Whoever reads for a relationship reads for its quiet topics too.
  const readOn = new Map(
    [...Map.groupBy(sources.values(), ({ relationship }) => relationship)].flatMap(([relationship, own]) => {
      const last = lastOf(own.map(({ accessedOn }) => accessedOn));
      return last === undefined ? [] : [[relationship, last] as const];
    }),
  );
  const incoming = [...statements.values()].flatMap((from) => from.relations.map((one) => ({ ...one, from })));
  return {
    relationships: byId(relationships),
    sources,
    briefs: byId(
      topics
        .filter(({ status }) => status !== 'draft')
        .map((topic) => named(topic, namer(topic.relationship)))
        .map((topic) =>
          briefOf(
            topic,
            byTopic.get(topic.id)?.map(({ statement }) => statement) ?? [],
            sources,
            readOn.get(topic.relationship),
          ),
        ),
    ),
    statements,
    withdrawn: new Map(
      documents.flatMap((document) => {
        const ofDocument = inService(document, namer(document.relationship), true);
        return ofDocument.statements.map((statement) => [statement.id, statement] as const);
      }),
    ),
    relationsTo: Map.groupBy(incoming, ({ statement }) => statement),
    tracks: new Map(
      tracks.flatMap(({ relationship, tracks: list }) => {
        const name = namer(relationship);
        return list.map((track) => {
          const id = name(track.id);
          return [id, { ...track, id, topics: track.topics.map(name), relationship }] as const;
        });
      }),
    ),
    statementsOfTrack: Map.groupBy(
      [...statements.values()].filter(({ track }) => track !== undefined),
      ({ track }) => track ?? '',
    ),
  };
}

/** Returns a topic with its statements, how far their documents reach, and when its relationship was last read for: without any document, the day of its last entry. */
function briefOf(
  topic: Topic,
  statements: readonly Statement[],
  sources: ReadonlyMap<string, Source>,
  readOn: string | undefined,
): Brief {
  const written = lastOf(topic.history.map(({ on }) => on)) ?? topic.verified.on;
  const asOf = newestDay(statements, { sources }) || written;
  return Object.assign(topic, { statements, asOf, readOn: readOn ?? written });
}

const lastOf = (days: readonly string[]): string | undefined => days.toSorted().at(-1);

/** Returns the day on which the document of a statement was published, empty where there is none of it. */
export const publishedOn = (
  { document }: Pick<Statement, 'document'>,
  { sources }: Pick<RecordCatalogue, 'sources'>,
): string => sources.get(document)?.publishedOn ?? '';

/** Returns the day of the newest document of statements, empty where there is none. */
export const newestDay = (
  statements: readonly Pick<Statement, 'document'>[],
  catalogue: Pick<RecordCatalogue, 'sources'>,
): string => lastOf(statements.map((one) => publishedOn(one, catalogue))) ?? '';

/** Returns the topics that are published, of topics among which there may be retracted ones. */
export const publishedOf = <One extends Pick<Brief, 'status'>>(topics: Iterable<One>): One[] =>
  [...topics].filter(({ status }) => status === 'published');

/** Returns whether a statement or a track stands in a topic that readers can open. */
export const isPublished = (
  { topics }: Pick<Statement, 'topics'>,
  { briefs }: Pick<RecordCatalogue, 'briefs'>,
): boolean => topics.some((id) => briefs.get(id)?.status === 'published');

/** Returns the topic of a name: its id, or its relationship and its id, such as cn-us/energy. */
export function topicNamed({ briefs }: Pick<RecordCatalogue, 'briefs'>, name: string): Brief | undefined {
  const known = briefs.get(name);
  if (known !== undefined) return known;
  const [relationship = '', id = ''] = name.split('/');
  const short = briefs.get(id);
  return short?.relationship === relationship ? short : undefined;
}

/** Returns the topics that somebody may mean by a name: the one of a whole name, and of a short one the topics of every relationship that has it. */
export function topicsNamed(catalogue: Pick<RecordCatalogue, 'briefs'>, name: string): readonly Brief[] {
  if (!name.includes('/')) return [...catalogue.briefs.values()].filter((brief) => shortId(brief) === name);
  const only = topicNamed(catalogue, name);
  return only === undefined ? [] : [only];
}

/** Returns the topics of a name or, where there is none of it, of a title, in lower case. */
export function topicsByNameOrTitle(catalogue: Pick<RecordCatalogue, 'briefs'>, name: string): readonly Brief[] {
  const exact = topicsNamed(catalogue, name);
  return exact.length > 0
    ? exact
    : [...catalogue.briefs.values()].filter(({ title }) => [title.en.toLowerCase(), title.zh].includes(name));
}

/** Returns the id of a topic or a document without its relationship. */
export const shortId = ({ id }: Pick<Brief | Source, 'id'>): string => id.slice(id.lastIndexOf('/') + 1);

/** Returns an id as the files of its relationship write it: in service it may have the relationship in front. */
export const withoutRelationship = (id: string, relationship: string): string =>
  id.startsWith(`${relationship}/`) ? id.slice(relationship.length + 1) : id;

/** Returns the name of a topic that no other one has, such as cn-us/energy. */
export const fullName = (brief: Pick<Brief, 'id' | 'relationship'>): string =>
  `${brief.relationship}/${shortId(brief)}`;

/** Returns the shortest name by which somebody can mean this topic alone. */
export const shortestName = (catalogue: Pick<RecordCatalogue, 'briefs'>, brief: Brief): string =>
  topicsNamed(catalogue, shortId(brief)).length > 1 ? fullName(brief) : brief.id;

/** Returns the clear name of the topic of an id, or the id where there is none of it. */
export function nameIn(catalogue: Pick<RecordCatalogue, 'briefs'>, id: string): string {
  const brief = catalogue.briefs.get(id);
  return brief === undefined ? id : shortestName(catalogue, brief);
}

/** Returns topics in the order in which every list of them stands: by title in the reader's language, of one title by id. */
export function inTitleOrder(briefs: Iterable<Brief>, language: Language): Brief[] {
  const title = ({ title: { en, zh } }: Brief): string => (language === 'zh' ? (zh ?? en) : en);
  // "The Busan summit" stands under B, and Chinese titles by their sounds.
  const key = new Map([...briefs].map((brief) => [brief, title(brief).replace(/^the /iu, '')] as const));
  const { compare } = collatorOf(language);
  return [...key]
    .toSorted(([a, one], [b, other]) => compare(one, other) || compareTexts(a.id, b.id))
    .map(([brief]) => brief);
}

/** Made when first needed: each loads the rules of its language, which takes milliseconds of every start. */
const collators = new Map<Language, Intl.Collator>();

function collatorOf(language: Language): Intl.Collator {
  const collator = collators.get(language) ?? new Intl.Collator(language);
  collators.set(language, collator);
  return collator;
}

/** Returns the id that a topic, a document or a statement of a relationship has in service. */
type Namer = (id: string) => string;

/** Returns a document with its statements, or with those that were withdrawn. */
function inService(document: DocumentRecord, name: Namer, isWithdrawn = false): Source {
  const id = name(document.id);
  const statement = ({ citations, relations = [], ...record }: StatementRecord): Statement => ({
    ...record,
    id: `${id}/${record.id}`,
    document: id,
    topics: record.topics.map(name),
    ...(record.track !== undefined && { track: name(record.track) }),
    citations: citations.map(({ source, paragraph, find }) => ({
      source: source === undefined ? id : name(source),
      paragraph,
      find,
    })),
    relations: relations.map((one) => ({ ...one, statement: name(one.statement) })),
  });
  const statements = document.statements.filter(({ withdrawn }) => (withdrawn !== undefined) === isWithdrawn);
  return { ...document, id, statements: statements.map(statement) };
}

function named(topic: Topic, name: Namer): Topic {
  const resting = <Part extends { readonly restsOn: readonly string[] }>(part: Part): Part => ({
    ...part,
    restsOn: part.restsOn.map(name),
  });
  const side = (one: Topic['disagreements'][number]['sides'][number]): typeof one => ({
    ...one,
    statements: one.statements.map(name),
    ...(one.searched && { searched: one.searched.map(name) }),
  });
  const entry = <One extends { readonly statements?: readonly string[] | undefined }>(one: One): One => ({
    ...one,
    ...(one.statements && { statements: one.statements.map((id) => (id.split('/').length > 2 ? id : name(id))) }),
  });
  return {
    ...topic,
    id: name(topic.id),
    ...(topic.retraction && { retraction: entry(topic.retraction) }),
    bottomLine: resting(topic.bottomLine),
    whyItMatters: resting(topic.whyItMatters),
    keyPoints: topic.keyPoints.map(name),
    disagreements: topic.disagreements.map((one) => ({ ...one, sides: [side(one.sides[0]), side(one.sides[1])] })),
    watch: topic.watch.map(resting),
    gaps: topic.gaps.map((gap) => ({ ...gap, searched: gap.searched.map(name) })),
    related: topic.related.map(name),
    history: topic.history.map(entry),
    corrections: topic.corrections.map(entry),
  };
}

/** Returns records by id, in the order of their ids. */
function byId<Value extends { readonly id: string }>(records: readonly Value[]): Map<string, Value> {
  return new Map(records.map((record) => [record.id, record] as const).toSorted(([a], [b]) => compareTexts(a, b)));
}
