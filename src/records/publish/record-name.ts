/** The names of records: their kinds and ids, names as one path, and the names of what is in service. Pure. */
import { documentPath, DOCUMENTS, DRAFTS, isSlug, RELATIONSHIP_FILE, TOPICS, TRACKS_FILE } from '../folder.ts';
import type { Brief, Source } from '../schema.ts';
import type { RecordKind, RecordName } from './change-set.ts';

const ENDING = '.yaml';

/** The records that a relationship has one of, by their files. */
const KINDS_BY_FILE: ReadonlyMap<string, RecordKind> = new Map([
  [RELATIONSHIP_FILE, 'relationship'],
  [TRACKS_FILE, 'tracks'],
]);

/**
 * Returns the kind of record that a name belongs to, or undefined where no record can have the name.
 * Nothing but ids is accepted as a path, so that nothing needs to be sanitized.
 */
export function recordKindOf({ folder, file }: RecordName): RecordKind | undefined {
  const [relationship = '', within, ...deeper] = folder.split('/');
  if (!isSlug(relationship) || deeper.length > 0) return undefined;
  if (!file.endsWith(ENDING) || !isSlug(file.slice(0, -ENDING.length))) return undefined;
  if (within === undefined)
    return relationship === DRAFTS ? 'draft' : relationship === DOCUMENTS ? 'document' : KINDS_BY_FILE.get(file);
  if (relationship === DRAFTS || relationship === DOCUMENTS) return undefined;
  return within === DOCUMENTS ? 'document' : within === TOPICS ? 'topic' : undefined;
}

/** Returns whether a name is that of a draft. */
export const isDraft = (name: RecordName): boolean => recordKindOf(name) === 'draft';

/** Returns the id by which the file of a record is named. */
export const recordId = ({ file }: Pick<RecordName, 'file'>): string => file.replace(/\.yaml$/u, '');

/** Returns the folder and file of a path such as cn-us/topics/energy.yaml. */
export function recordNameOf(path: string): RecordName {
  const slash = path.lastIndexOf('/');
  return { folder: path.slice(0, slash), file: path.slice(slash + 1) };
}

/** Returns the folder and file of a record as one path, such as cn-us/topics/energy.yaml. */
export const pathOf = ({ folder, file }: RecordName): string => `${folder}/${file}`;

export const isSameRecord = (one: RecordName, other: RecordName): boolean => pathOf(one) === pathOf(other);

/** Returns the name of the record of a document. */
export const documentRecordName = (source: Pick<Source, 'id' | 'relationship'>): RecordName =>
  recordNameOf(documentPath(source));

/** Returns the name of the record of a topic. */
export const topicRecordName = ({ id, relationship }: Pick<Brief, 'id' | 'relationship'>): RecordName => ({
  folder: `${relationship}/${TOPICS}`,
  file: `${id}.yaml`,
});
