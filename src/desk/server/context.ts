/** The context of every group of routes of the desk. */
import type { Env, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { Coded } from '../../locales/coded.ts';
import type { RecordName } from '../../records/publish/editor.ts';
import { refusal } from '../../records/publish/refused.ts';
import type { Fault } from '../../records/fault.ts';
import type { UnreadableDocument } from '../../records/import/unreadable.ts';
import type { Bot } from '../../chat/platform.ts';
import type { RefusalStatus } from './access/guard.ts';
import { LANGUAGE } from './shared/inputs.ts';
import type { DeskSettings } from './settings.ts';

export type DeskContext = {
  readonly bot: Bot;
  readonly settings: DeskSettings;
  /** Receives the event `posted` when something may have been posted in the desk's channel, and `removed` with the number of a message that was deleted. */
  readonly live: EventTarget;
};

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
export const reader = query(z.object({ language: LANGUAGE.catch('en') }));

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
