/** The records in service, by id: statements joined to the topics that they bear on, and relations seen from both ends. */
import { DOCUMENTS } from './folder.ts';
import type { LoadedRecord, LoadedRecords } from './load.ts';
import type {
  Brief,
  DocumentRecord,
  Language,
  Relation,
  Relationship,
  Source,
  Statement,
  StatementRecord,
  Topic,
  Track,
  TracksRecord,
} from './schema.ts';
import { compareTexts, nameKey } from '../shared/text.ts';

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
  const sources = byId(documents.map((document) => inService(document)));
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
    relationships.flatMap(({ id }) => {
      const last = lastOf(sourcesOf({ sources }, id).map(({ accessedOn }) => accessedOn));
      return last === undefined ? [] : [[id, last] as const];
    }),
  );
  const incoming = [...statements.values()].flatMap((from) => from.relations.map((one) => ({ ...one, from })));
  return {
    relationships: byId(relationships),
    sources,
    briefs: byId(
      topics
        .filter(({ status }) => status !== 'draft')
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
        const ofDocument = inService(document, true);
        return ofDocument.statements.map((statement) => [statement.id, statement] as const);
      }),
    ),
    relationsTo: Map.groupBy(incoming, ({ statement }) => statement),
    tracks: new Map(
      tracks.flatMap(({ relationship, tracks: list }) =>
        list.map((track) => [track.id, { ...track, relationship }] as const),
      ),
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
  return { ...topic, statements, asOf, readOn: readOn ?? written };
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

/** Returns the documents of a relationship, those of several among them. */
export const sourcesOf = ({ sources }: Pick<RecordCatalogue, 'sources'>, relationship: string): Source[] =>
  [...sources.values()].filter(({ relationships }) => relationships.includes(relationship));

/** Returns the topic of a name: its id, or a relationship with an id or a title of it, such as cn-us/energy. */
export function topicNamed({ briefs }: Pick<RecordCatalogue, 'briefs'>, name: string): Brief | undefined {
  const known = briefs.get(name);
  if (known !== undefined) return known;
  const [relationship, id = ''] = name.split('/');
  const own = [...briefs.values()].filter((brief) => brief.relationship === relationship);
  return own.find((brief) => brief.id === id) ?? own.find(({ title }) => nameKey(title.en) === nameKey(id));
}

/** Returns the topics of a name or, where there is none of it, of a title, in lower case. */
export function topicsByNameOrTitle(catalogue: Pick<RecordCatalogue, 'briefs'>, name: string): readonly Brief[] {
  const exact = topicNamed(catalogue, name);
  return exact === undefined
    ? [...catalogue.briefs.values()].filter(({ title }) => [title.en.toLowerCase(), title.zh].includes(name))
    : [exact];
}

/** Returns the id of a statement within its document. */
export const shortId = ({ id }: Pick<Statement, 'id'>): string => id.slice(id.lastIndexOf('/') + 1);

/** Returns the name of a topic or a document with the folder in which it stands, such as cn-us/energy. */
export const fullName = ({ id, relationship }: Pick<Brief | Source, 'id' | 'relationship'>): string =>
  `${relationship}/${id}`;

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

/** Returns a document with its statements, or with those that were withdrawn. */
function inService(document: DocumentRecord, isWithdrawn = false): Source {
  const { id, relationship: folder } = document;
  const inFull = ({ citations, relations = [], relationship = folder, ...record }: StatementRecord): Statement => ({
    ...record,
    id: `${id}/${record.id}`,
    document: id,
    relationship,
    citations: citations.map(({ source = id, paragraph, find }) => ({ source, paragraph, find })),
    relations,
  });
  const statements = document.statements
    .filter(({ withdrawn }) => (withdrawn !== undefined) === isWithdrawn)
    .map(inFull);
  const relationships =
    folder === DOCUMENTS
      ? [...new Set(document.statements.flatMap(({ relationship }) => relationship ?? []))].toSorted()
      : [folder];
  return { ...document, relationships, statements };
}

/** Returns records by id, in the order of their ids. */
function byId<Value extends { readonly id: string }>(records: readonly Value[]): Map<string, Value> {
  return new Map(records.map((record) => [record.id, record] as const).toSorted(([a], [b]) => compareTexts(a, b)));
}

/** Returns the day of the newest document of a relationship. */
export const fileEnd = (relationship: string, catalogue: Pick<RecordCatalogue, 'sources'>): string =>
  sourcesOf(catalogue, relationship)
    .map((source) => source.publishedOn)
    .toSorted()
    .at(-1) ?? '';

/** The published briefs that a brief names as related, in its order. */
export const relatedTo = (brief: Brief, catalogue: RecordCatalogue): Brief[] =>
  publishedOf(brief.related.flatMap((id) => catalogue.briefs.get(id) ?? []));
