/** What every view is held to before it is shown: its schema, in which whatever claims something has its citations. */
import type { z } from 'zod';

/** Something that was to be shown without what its schema asks for, such as a citation: a fault of the house, never given out. */
export class MissingCitationError extends Error {
  override readonly name = 'MissingCitationError';
}

const MAX_WRONG = 8;

/** Returns a value as its schema has it; throws `MissingCitationError` where it lacks something. */
export function validated<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new MissingCitationError(`not given out: ${wrong.slice(0, MAX_WRONG).join('; ')}`);
}
