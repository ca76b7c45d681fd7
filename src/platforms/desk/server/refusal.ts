/** Refusals of the record editor as responses to the page. */
import type { RefusalCode, Refusal } from '../../../records/edit/editor.ts';
import { RefusedRequest } from './context.ts';

const STATUS: Readonly<Record<RefusalCode, 400 | 404 | 409 | 413 | 422 | 503>> = {
  name: 400,
  missing: 404,
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

/** Returns the error that a route throws where the record editor refuses, with the faults of the record. */
export const refusalOf = ({ because, detail, faults }: Refusal): RefusedRequest =>
  new RefusedRequest(STATUS[because], because, detail, faults);
