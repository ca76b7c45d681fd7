/** What was checked, as it goes from one thread to another: as texts, which the other reads a part at a time, while it answers. */
import type { DocumentRecord, Relationship, Topic } from '../records/schema.ts';
import type { CheckedTopic } from '../records/loaded-record.ts';
import type { CheckedFolder } from '../search/check-catalogue.ts';
import { mapSteps, type Steps } from '../shared/steps.ts';

export type CheckedTexts = Omit<CheckedFolder, 'values' | 'topics'> & {
  readonly relationships: readonly Relationship[];
  readonly documents: readonly string[];
  readonly topics: readonly (Omit<CheckedTopic, 'value'> & { readonly text: string | undefined })[];
};

/** Returns what was checked as texts. */
export function textsOf({ values, topics, ...rest }: CheckedFolder): CheckedTexts {
  return {
    ...rest,
    relationships: values.relationships,
    documents: values.documents.map((document) => JSON.stringify(document)),
    topics: topics.map(({ value, ...topic }) => ({
      ...topic,
      text: value === undefined ? undefined : JSON.stringify(value),
    })),
  };
}

/** Reads what was checked of its texts, a record a step. */
export function* readTexts({ relationships, documents, topics, ...rest }: CheckedTexts): Steps<CheckedFolder> {
  const read = yield* mapSteps(topics, ({ text, ...topic }): CheckedTopic => ({
    ...topic,
    value: text === undefined ? undefined : (JSON.parse(text) as Topic),
  }));
  return {
    ...rest,
    topics: read,
    values: {
      relationships,
      documents: yield* mapSteps(documents, (text) => JSON.parse(text) as DocumentRecord),
      // The same objects: the editor looks for one of them in both.
      topics: read.flatMap(({ value }) => value ?? []),
    },
  };
}
