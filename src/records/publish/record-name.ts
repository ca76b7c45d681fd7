/** The names of records: as one path, and of what is in service. Pure. */
import { shortId } from '../catalogue.ts';
import { DOCUMENTS, TOPICS } from '../folder.ts';
import type { Brief, Source } from '../schema.ts';
import type { RecordName } from './change-set.ts';

/** Returns the folder and file of a record as one path, such as cn-us/topics/energy.yaml. */
export const pathOf = ({ folder, file }: RecordName): string => `${folder}/${file}`;

export const isSameRecord = (one: RecordName, other: RecordName): boolean => pathOf(one) === pathOf(other);

const named = (record: Pick<Source, 'id' | 'relationship'>, part: string): RecordName => ({
  folder: `${record.relationship}/${part}`,
  file: `${shortId(record)}.yaml`,
});

/** Returns the name of the record of a document; its id may be the one in service or that of its file. */
export const documentRecordName = (source: Pick<Source, 'id' | 'relationship'>): RecordName => named(source, DOCUMENTS);

/** Returns the name of the record of a topic; its id may be the one in service or that of its file. */
export const topicRecordName = (brief: Pick<Brief, 'id' | 'relationship'>): RecordName => named(brief, TOPICS);
