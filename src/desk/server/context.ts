/** What the routes of the desk share: their context, the parsing of requests, inputs that several take, and refusals. */
import type { Env, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { Coded } from '../../locales/coded.ts';
import type { RecordName } from '../../records/publish/change-set.ts';
import type { RecordEditor, Refusal, RefusalCode } from '../../records/publish/record-editor-contract.ts';
import { refusal } from '../../records/publish/refusal.ts';
import type { Fault } from '../../records/fault.ts';
import type { DocumentImport } from '../../records/import/import-document.ts';
import type { UnreadableDocument } from '../../records/import/unreadable-document.ts';
import type { DeskBot } from '../bot.ts';
import type { RefusalStatus } from './access/guard.ts';
import type { DeskSettings } from './settings.ts';
import { MAX_RECORD_BYTES } from '../../records/folder.ts';
import { pathOf } from '../../records/publish/record-name.ts';

export type DeskContext = {
  readonly bot: DeskBot;
  readonly settings: DeskSettings;
};

export const LANGUAGE = z.enum(['en', 'zh']);

/** The id of a topic, a document or a statement in service: a relationship, a document and a statement may stand in it. */
export const ID = z.string().min(1).max(200);

/** A part of a place in the folder of records: what no record can have is refused where it is opened. */
export const PATH_PART = z.string().max(100);
/** A record, by its folder and file. */
export const RECORD_NAME = { folder: PATH_PART, file: PATH_PART };
/** A document as its files name it. */
export const DOCUMENT_NAME = { relationship: PATH_PART, id: PATH_PART };

/** The text of a record or of a document; one that is too large for a record is refused with a sentence of its own. */
export const RECORD_TEXT = z.string().max(2 * MAX_RECORD_BYTES);

/** So many records are in a change set at most. */
const MAX_SET_RECORDS = 100;
export const recordList = <Schema extends z.ZodType>(record: Schema) => z.array(record).max(MAX_SET_RECORDS);
/** The texts of a change set beside the one that is looked at. */
export const OTHER_TEXTS = recordList(z.strictObject({ ...RECORD_NAME, text: RECORD_TEXT }));

/** More faults than this do not help the author of a page. */
const MAX_FAULTS = 5;
const FAULT_CHARACTERS = 300;

/** A refusal of a route: thrown, so that what the route returns has one type for the page. It is told by its code, or in the reader's language already. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly status: RefusalStatus;
  readonly error: string;
  readonly why: Coded<'refusal'> | UnreadableDocument | string;
  /** The faults of a record, where one was sent, and of several the one that it is about. */
  readonly faults: readonly Fault[] | undefined;
  readonly record: RecordName | undefined;

  constructor(
    status: RefusalStatus,
    error: string,
    why: Coded<'refusal'> | UnreadableDocument | string,
    faults?: readonly Fault[],
    record?: RecordName,
  ) {
    super(error);
    this.status = status;
    this.error = error;
    this.why = why;
    this.faults = faults;
    this.record = record;
  }
}

/** Returns a middleware that parses the query of a request by a schema, or refuses it and names every invalid field. */
export const query =
  <Schema extends z.ZodType>(
    schema: Schema,
  ): MiddlewareHandler<Env, string, { in: { query: z.input<Schema> }; out: { query: z.output<Schema> } }> =>
  async (context, next) => {
    const read = schema.safeParse(context.req.query());
    if (!read.success)
      throw new RefusedRequest(400, 'query', refusal('unreadable-address', { faults: faultsOf(read.error) }));
    context.req.addValidatedData('query', read.data as object);
    await next();
  };

/** Returns a middleware that parses the JSON body of a request by a schema, or refuses it and names every invalid field. */
export const body =
  <Schema extends z.ZodType>(
    schema: Schema,
  ): MiddlewareHandler<Env, string, { in: { json: z.input<Schema> }; out: { json: z.output<Schema> } }> =>
  async (context, next) => {
    const read = schema.safeParse(parseJson(await context.req.text()));
    if (!read.success)
      throw new RefusedRequest(400, 'body', refusal('unreadable-request', { faults: faultsOf(read.error) }));
    context.req.addValidatedData('json', read.data as object);
    await next();
  };

/** The query for views in a reader's language: English when omitted. */
export const readerLanguage = query(z.object({ language: LANGUAGE.catch('en') }));

/** No request of the page has as many parts; a body of a megabyte of them takes a second to read. */
const MAX_PARTS = 1_000;

/** Returns the value of a JSON text; undefined where it is none or has more parts than any request. */
function parseJson(text: string): unknown {
  let parts = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '[' || character === '{' || character === ',') parts += 1;
    if (parts > MAX_PARTS) return undefined;
    if (character !== '"') continue;
    // To the end of the text in quotes.
    for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const faultsOf = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, MAX_FAULTS)
    .map(({ path, message }) => `${path.join('.') || 'all of it'}: ${message.slice(0, FAULT_CHARACTERS)}`)
    .join('; ');

const EDITOR_STATUS: Readonly<Record<RefusalCode, 400 | 404 | 409 | 413 | 422 | 503>> = {
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
export function editorOf({ recordEditor }: Pick<DeskBot, 'recordEditor'>): RecordEditor {
  if (recordEditor !== undefined) return recordEditor;
  throw new RefusedRequest(503, 'unwritable', refusal('no-curating'));
}

/** Returns what reads documents and holds their texts; refuses where records cannot be edited here. */
export function documentsOf({ documents }: Pick<DeskBot, 'documents'>): DocumentImport {
  if (documents !== undefined) return documents;
  throw new RefusedRequest(503, 'unwritable', refusal('no-curating'));
}

/** Returns the error that a route throws where the record editor refuses, with the faults of the record. */
export const refusalOf = ({ because, code, params, faults, record }: Refusal): RefusedRequest =>
  new RefusedRequest(EDITOR_STATUS[because], because, { code, params }, faults, record);

/** Returns the files of records as the audit list names them. */
export const pathsOf = (records: readonly RecordName[]): string => records.map(pathOf).join(', ');
