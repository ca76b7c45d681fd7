/** A document as it is told: what it is, who wrote it, how it was read, and what it is cited for; never its text. */
import { z } from 'zod';
import { isPublished } from '../records/catalogue.ts';
import type { Source } from '../records/schema.ts';
import { documentRef, DocumentRefSchema } from './citation.ts';
import type { ViewContext } from './context.ts';
import { sideName } from './names.ts';
import { StatementSchema, statementView } from './statement.ts';
import { pick } from './text.ts';
import { validated } from './validate.ts';
import { day, id, text } from './when.ts';

export const DocumentSchema = z
  .strictObject({
    ...DocumentRefSchema.shape,
    relationships: z.array(id).min(1).describe('The relationships that it bears on.'),
    kind: z.enum(['official', 'news', 'commentary', 'think-tank', 'data']),
    side: text,
    authors: z.array(z.strictObject({ name: text, role: text.nullable() })),
    accessedOn: day,
    copy: z.strictObject({ kind: z.enum(['original', 'mirror', 'archive']), note: text.nullable() }),
    disclosure: text,
    paragraphs: z.int().positive().describe('How many paragraphs it has; their text is not given.'),
    statements: z.array(StatementSchema),
  })
  .describe('The record of a document and what it is cited for; never its text.');

export type DocumentView = z.infer<typeof DocumentSchema>;

/** Returns a document as it is told. */
export function documentView(source: Source, view: ViewContext): DocumentView {
  const { catalogue, language } = view;
  const parties = source.relationships.flatMap((one) => catalogue.relationships.get(one)?.parties ?? []);
  return validated(DocumentSchema, {
    ...documentRef(source, language),
    relationships: [...source.relationships],
    kind: source.kind,
    side: sideName(source.party, parties, language),
    authors: source.authors.map(({ name, role }) => ({
      name: pick(name, language),
      role: role === undefined ? null : pick(role, language),
    })),
    accessedOn: source.accessedOn,
    copy: { kind: source.copy.kind, note: source.copy.note === undefined ? null : pick(source.copy.note, language) },
    disclosure: pick(source.disclosure, language),
    paragraphs: source.paragraphs.length,
    statements: source.statements.filter((one) => isPublished(one, catalogue)).map((one) => statementView(one, view)),
  });
}
