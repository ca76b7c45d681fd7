/** Which statements of topics were written since the topics themselves were: what rests on them may no longer hold. */
import type { RecordCatalogue } from '../catalogue.ts';
import type { ChangedSince } from './record-editor-contract.ts';
import { documentRecordName, pathOf, topicRecordName } from './record-name.ts';
import type { WrittenSet } from './writers.ts';

/**
 * Returns the published topics of which statements were written from a moment on, by the sets that were published, newest first.
 * A topic that was itself written or confirmed in the same set, or later, is left out, and what was undone counts for nothing.
 * With `within`, only what that set and later ones wrote of the topics that it touched.
 */
export function changedSince(
  sets: readonly WrittenSet[],
  from: Temporal.Instant,
  { briefs, sources, statements, withdrawn }: Pick<RecordCatalogue, 'briefs' | 'sources' | 'statements' | 'withdrawn'>,
  within?: string,
): ChangedSince {
  const topics = new Map(
    [...briefs.values()].flatMap((one) =>
      one.status === 'published' ? [[pathOf(topicRecordName(one)), one.id] as const] : [],
    ),
  );
  const documents = new Map([...sources.values()].map((one) => [pathOf(documentRecordName(one)), one.id]));
  const undone = new Set(sets.flatMap(({ undoes }) => undoes ?? []));
  const changed = new Map<string, Set<string>>();
  const touched = new Set<string>();
  for (const { id, at, records, undoes } of sets.toReversed()) {
    if (undoes !== undefined || undone.has(id) || Temporal.Instant.compare(at, from) < 0) continue;
    for (const record of records) {
      const document = documents.get(pathOf(record));
      if (document === undefined || record.change === 'removed') continue;
      for (const short of record.wrote().statements) {
        const name = `${document}/${short}`;
        const bears = (statements.get(name) ?? withdrawn.get(name))?.topics ?? [];
        for (const topic of bears) {
          changed.getOrInsertComputed(topic, () => new Set()).add(name);
          if (id === within) touched.add(topic);
        }
      }
    }
    for (const record of records) {
      const topic = topics.get(pathOf(record));
      const wrote = topic === undefined ? undefined : record.wrote();
      if (topic !== undefined && (wrote?.isWritten === true || wrote?.confirmedBy !== undefined)) changed.delete(topic);
    }
  }
  const isPublished = new Set(topics.values());
  return new Map(
    [...changed].flatMap(([topic, names]) =>
      isPublished.has(topic) && (within === undefined || touched.has(topic)) ? [[topic, [...names]] as const] : [],
    ),
  );
}
