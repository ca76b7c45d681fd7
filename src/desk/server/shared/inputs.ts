/** What several routes take. */
import { z } from 'zod';
import { MAX_RECORD_BYTES } from '../../../records/folder.ts';

export const LANGUAGE = z.enum(['en', 'zh']);

/** The id of a topic, a document or a statement in service: a relationship, a document and a statement may stand in it. */
export const ID = z.string().min(1).max(200);

/** A part of a place in the folder of records: what no record can have is refused where it is opened. */
export const PLACE = z.string().max(100);
/** A record, by its folder and file. */
export const RECORD_NAME = { folder: PLACE, file: PLACE };
/** A document as its files name it. */
export const DOCUMENT_NAME = { relationship: PLACE, id: PLACE };

/** The text of a record or of a document; one that is too large for a record is refused with a sentence of its own. */
export const TEXT = z.string().max(2 * MAX_RECORD_BYTES);

/** So many records are in a change set at most. */
const MAX_RECORDS = 100;
export const recordsOf = <Schema extends z.ZodType>(record: Schema) => z.array(record).max(MAX_RECORDS);
/** The texts of a change set beside the one that is looked at. */
export const OTHER_TEXTS = recordsOf(z.strictObject({ ...RECORD_NAME, text: TEXT }));
