/** Computes what depends on the searchable texts of a relationship, again only where one of them has changed. */
import { recordCatalogueOf, type RecordCatalogue, type RecordValues } from '../../records/catalogue.ts';
import { mapSteps, workOf, type Steps, type Work } from '../../shared/steps.ts';
import type { Brief, DocumentRecord, Relationship, Topic } from '../../records/schema.ts';
import type { IndexReader } from '../inverted-index.ts';
import { createTermReader } from '../passages/terms.ts';
import { createPartyNames } from '../parties.ts';

/** The topics of one relationship, with all records, and what has read most of their texts before. */
export type SearchedPart = {
  readonly briefs: readonly Brief[];
  readonly catalogue: RecordCatalogue;
  readonly reader: IndexReader;
};

/** The texts of a relationship that search depends on, and what is computed of them. */
type TextSet<Value> = { readonly words: readonly string[]; readonly computed: Work<Value> };

/** Two: the set in service, and the one being edited. */
const SETS_CACHED = 2;

type KnownPart<Value> = {
  readonly sets: readonly TextSet<Value>[];
  readonly names: string;
  readonly reader: IndexReader;
};

/** Returns a function of records that returns the work of computing something of each relationship that has topics, in the order of the topics: a change touches the searchable texts of few. */
export function ofSearchedTexts<Value>(
  compute: (part: SearchedPart) => Steps<Value>,
): (records: RecordValues) => Work<readonly Value[]> {
  const known = new Map<string, KnownPart<Value>>();
  return (records) =>
    workOf(function* () {
      const catalogue = recordCatalogueOf(records);
      yield;
      // A relationship is read with the names of all: they tell other countries from its own.
      const names = records.relationships.map(relationshipKey).join('\n');
      const topics = Map.groupBy(records.topics, ({ relationship }) => relationship);
      const documents = Map.groupBy(records.documents, ({ relationship }) => relationship);
      const values: Value[] = [];
      for (const [relationship, briefs] of Map.groupBy(catalogue.briefs.values(), (one) => one.relationship)) {
        const words = [
          names,
          ...(yield* mapSteps(topics.get(relationship) ?? [], topicKey)),
          ...(yield* mapSteps(documents.get(relationship) ?? [], documentKey)),
        ];
        const part = known.get(relationship);
        const sets = part?.sets ?? [];
        const before = sets.find(
          (one) => one.words.length === words.length && one.words.every((key, at) => key === words[at]),
        );
        const reader = part?.names === names ? part.reader : readerOf(records.relationships, relationship);
        const set = before ?? { words, computed: workOf(() => compute({ briefs, catalogue, reader })) };
        known.set(relationship, {
          sets: [set, ...sets.filter((one) => one !== set)].slice(0, SETS_CACHED),
          names,
          reader,
        });
        values.push(yield* set.computed.steps());
      }
      return values;
    });
}

function readerOf(relationships: readonly Relationship[], relationship: string): IndexReader {
  const partyNames = createPartyNames(relationships, relationship);
  return { partyNames, reader: createTermReader(partyNames) };
}

/** Returns a function that returns the key of a record, made once for each. */
function keyed<Item extends object>(key: (item: Item) => string): (item: Item) => string {
  const keys = new WeakMap<Item, string>();
  return (item) => {
    const before = keys.get(item);
    if (before !== undefined) return before;
    const own = key(item);
    keys.set(item, own);
    return own;
  };
}

const relationshipKey = keyed((one: Relationship) => JSON.stringify(one));

/** Returns the searchable texts of a topic as one key; a draft is searched by nobody. */
export const topicKey = keyed(({ id, relationship, status, title, summary, aliases, questions, gaps }: Topic) =>
  status === 'draft' ? '' : JSON.stringify([id, relationship, status, title, summary, aliases, questions, gaps]),
);

/** Returns what search knows of a document, its statements aside, as one key. */
export const titleKey = keyed(({ id, relationship, title, publisher, authors, publishedOn }: DocumentRecord) =>
  JSON.stringify([id, relationship, title, publisher, authors, publishedOn]),
);

const documentKey = keyed((one: DocumentRecord) => titleKey(one) + JSON.stringify(one.statements));
