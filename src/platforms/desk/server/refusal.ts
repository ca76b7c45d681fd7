/** What curating refuses, as the page is told. */
import type { Context } from 'hono';
import type { RefusalCode, Refusal } from '../../../records/edit/editor.ts';

const STATUS: Readonly<Record<RefusalCode, 400 | 404 | 409 | 413 | 422 | 503>> = {
  name: 400,
  missing: 404,
  'there-already': 409,
  changed: 409,
  faulty: 422,
  'too-large': 413,
  'not-text': 422,
  unwritable: 503,
};

/** Returns a refusal with the faults of the record. */
export const refusalResponse = (context: Context, { because, detail, faults }: Refusal): Response =>
  context.json({ error: because, detail, faults }, STATUS[because]);
