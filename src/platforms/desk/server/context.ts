/** What every group of routes of the desk is handed. */
import type { z } from 'zod';
import type { Context } from 'hono';
import type { Bot } from '../../platform.ts';
import { refuse } from './guard.ts';
import type { DeskSettings } from './settings.ts';

export type DeskContext = {
  readonly bot: Bot;
  readonly settings: DeskSettings;
  /** Is sent `posted` when something may have been posted in the desk's channel. */
  readonly live: EventTarget;
};

/** More than this do not help whoever wrote a page. */
const FAULTS_MOST = 5;

/** Returns the query of a request as a schema says it is, or the refusal that names every field that is not. */
export function parseQuery<Schema extends z.ZodType>(context: Context, schema: Schema): z.infer<Schema> | Response {
  const read = schema.safeParse(context.req.query());
  return read.success
    ? read.data
    : refuse(context, 400, 'query', `This address cannot be read. ${faultsOf(read.error)}`);
}

/** Returns the body of a request as a schema says it is, or the refusal that names every field that is not. */
export async function parseBody<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.infer<Schema> | Response> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  return refuse(context, 400, 'body', `What was sent cannot be read. ${faultsOf(read.error)}`);
}

const faultsOf = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, FAULTS_MOST)
    .map(({ path, message }) => `${path.join('.') || 'all of it'}: ${message}`)
    .join('; ');
