/** JSON Schemas of the records, by which editors complete a record, explain its fields and mark its faults. Run as a program (npm run schema), it writes them into briefs/, where the first line of each record names them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DocumentSchema, RelationshipSchema, SharedDocumentSchema, TopicSchema, TracksSchema } from './schema.ts';

/** The schema of each kind of record, by the name of its file in briefs/. */
const SCHEMAS = {
  'topic.schema.json': TopicSchema,
  'document.schema.json': DocumentSchema,
  'shared-document.schema.json': SharedDocumentSchema,
  'relationship.schema.json': RelationshipSchema,
  'tracks.schema.json': TracksSchema,
} as const;

/** Returns the content of each schema file by its name, as JSON that ends in a line break. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      // Draft 7 is the newest that the YAML extensions of the usual editors all understand.
      const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
      const $comment = 'Made from src/records/schema.ts by: npm run schema';
      return [name, `${JSON.stringify({ $schema, $comment, ...rest }, null, 2)}\n`];
    }),
  );
}

export type RecordSchema = {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, RecordSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: RecordSchema | readonly RecordSchema[] | undefined;
  readonly anyOf?: readonly RecordSchema[] | undefined;
  readonly oneOf?: readonly RecordSchema[] | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly const?: string | boolean | undefined;
  readonly pattern?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
};

if (import.meta.main)
  for (const [name, content] of jsonSchemas())
    writeFileSync(join(import.meta.dirname, '..', '..', 'briefs', name), content);
