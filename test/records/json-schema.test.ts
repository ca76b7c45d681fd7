import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonSchemas } from '../../src/records/json-schema.ts';
import { ownCatalogue } from '../support/records.ts';

const BRIEFS = join(import.meta.dirname, '..', '..', 'briefs');
const read = (name: string): string => readFileSync(join(BRIEFS, name), 'utf8');

/** Every record of the project with the schema that it should name. */
const records = readdirSync(BRIEFS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: folder }) =>
    // Folders of drafts are of a model that is not in service yet.
    readdirSync(join(BRIEFS, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isFile()
        ? {
            file: `${folder}/${entry.name}`,
            schema: folder === 'sources' ? 'source' : entry.name === 'relationship.yaml' ? 'relationship' : 'brief',
          }
        : [],
    ),
  );

/** Every field that a schema knows, with what editors say about it. */
function fields(schema: unknown, path = ''): { readonly path: string; readonly description: unknown }[] {
  if (Array.isArray(schema)) return schema.flatMap((item, index) => fields(item, `${path}[${index}]`));
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key !== 'properties') return fields(value, path);
    const known = Object.entries(value as Readonly<Record<string, object>>);
    const own = known.map(([name, field]) => ({
      path: `${path}.${name}`,
      description: 'description' in field ? field.description : undefined,
    }));
    return own.concat(known.flatMap(([name, field]) => fields(field, `${path}.${name}`)));
  });
}

describe('the schemas for editors', () => {
  test.each([...jsonSchemas()])('%s is up to date; npm run schema writes it', (name, content) => {
    expect(read(name)).toBe(content);
  });

  test.each([...jsonSchemas()])('%s has a sentence on every field', (_name, content) => {
    const all = fields(JSON.parse(content));
    expect(all.length).toBeGreaterThan(20);
    expect(
      all.filter(({ description }) => typeof description !== 'string' || !/^[A-Z].+\.$/u.test(description)),
    ).toEqual([]);
  });

  test.each([...jsonSchemas()])('%s is of a draft that editors know, and marks unknown fields', (_name, content) => {
    expect(JSON.parse(content)).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      additionalProperties: false,
    });
  });

  test('accept what the check accepts, and refuse an unknown kind of statement', () => {
    const schema = z.fromJSONSchema(JSON.parse(jsonSchemas().get('brief.schema.json') ?? ''));
    const {
      id: _id,
      relationship: _relationship,
      ...brief
    } = structuredClone([...ownCatalogue().briefs.values()][0] ?? { id: '', relationship: '', statements: [] });
    expect(schema.safeParse(brief).success).toBe(true);
    expect(schema.safeParse({ ...brief, statements: [{ ...brief.statements[0], kind: 'rumour' }] }).success).toBe(
      false,
    );
    expect(schema.safeParse({ ...brief, colour: 'red' }).success).toBe(false);
  });
});

describe('every record', () => {
  test.each(records)('$file names the schema for $schema records in its first line', ({ file, schema }) => {
    expect(read(file).split('\n')[0]).toBe(`# yaml-language-server: $schema=../${schema}.schema.json`);
  });
});
