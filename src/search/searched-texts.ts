/** What search reads of records, as one key: what was computed of a relationship holds as long as its key is the same. */
import { createHash } from 'node:crypto';
import type { RecordValues } from '../records/catalogue.ts';
import type { DocumentRecord, Topic } from '../records/schema.ts';

/** Returns the searchable texts of a topic as one key; a draft is searched by nobody. */
export const topicKey = ({ id, relationship, status, title, summary, aliases, questions, gaps }: Topic): string =>
  status === 'draft' ? '' : JSON.stringify([id, relationship, status, title, summary, aliases, questions, gaps]);

/** Returns what search knows of a document, its statements aside, as one key. */
export const titleKey = ({ id, relationship, title, publisher, authors, publishedOn }: DocumentRecord): string =>
  JSON.stringify([id, relationship, title, publisher, authors, publishedOn]);

/** Returns the key of each relationship that has topics. */
export function searchedKeys({ relationships, topics, documents }: RecordValues): ReadonlyMap<string, string> {
  // A relationship is read with the names of all: they tell other countries from its own.
  const names = JSON.stringify(relationships);
  const documentsOf = Map.groupBy(documents, ({ relationship }) => relationship);
  return new Map(
    [...Map.groupBy(topics, ({ relationship }) => relationship)].map(([relationship, own]) => {
      const hash = createHash('sha256').update(names);
      for (const topic of own) hash.update(topicKey(topic));
      for (const document of documentsOf.get(relationship) ?? [])
        hash.update(titleKey(document)).update(JSON.stringify(document.statements));
      return [relationship, hash.digest('hex')];
    }),
  );
}
