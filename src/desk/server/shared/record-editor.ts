/** The record editor for routes: where there is none, and where it refuses, they answer with a refusal. */
import { refusal } from '../../../records/publish/refused.ts';
import type { RecordEditor, RecordName, Refusal, RefusalCode } from '../../../records/publish/editor.ts';
import { pathOf } from '../../../records/publish/record-name.ts';
import type { Bot } from '../../../chat/platform.ts';
import { RefusedRequest } from '../context.ts';

const STATUS: Readonly<Record<RefusalCode, 400 | 404 | 409 | 413 | 422 | 503>> = {
  name: 400,
  missing: 404,
  unreadable: 503,
  'there-already': 409,
  changed: 409,
  faulty: 422,
  silent: 422,
  told: 409,
  repository: 409,
  'too-large': 413,
  'not-text': 422,
  unwritable: 503,
  unfinished: 503,
};

/** Returns the editor of the records; refuses where records cannot be edited here. */
export function editorOf({ recordEditor }: Pick<Bot, 'recordEditor'>): RecordEditor {
  if (recordEditor !== undefined) return recordEditor;
  throw new RefusedRequest(503, 'unwritable', refusal('no-curating'));
}

/** Returns the error that a route throws where the record editor refuses, with the faults of the record. */
export const refusalOf = ({ because, code, params, faults, record }: Refusal): RefusedRequest =>
  new RefusedRequest(STATUS[because], because, { code, params }, faults, record);

/** Returns the files of records as the audit list names them. */
export const pathsOf = (records: readonly RecordName[]): string => records.map(pathOf).join(', ');
