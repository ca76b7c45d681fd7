/** What every group of routes of the desk is handed. */
import type { z } from 'zod';
import type { Context } from 'hono';
import type { Bot } from '../platform.ts';
import { refuse } from './guard.ts';
import type { DeskSettings } from './settings.ts';

export type Desk = { readonly bot: Bot; readonly settings: DeskSettings };

/** Returns the body of a request as a schema says it is, or the refusal that names every field that is not. */
export async function readBody<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.infer<Schema> | Response> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return refuse(context, 400, 'body', `What was sent cannot be read. ${fields.slice(0, 5).join('; ')}`);
}
