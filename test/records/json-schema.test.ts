import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { jsonSchemas } from '../../src/records/json-schema.ts';
import { documentRecord } from '../support/records.ts';

const BRIEFS = join(import.meta.dirname, '..', '..', 'briefs');
const read = (name: string): string => readFileSync(join(BRIEFS, name), 'utf8');

const SCHEMA_OF = new Map([
  ['documents', 'document'],
  ['topics', 'topic'],
]);

/** Every record of the project with the path of the schema that it should name. */
const records = globSync('*/{relationship.yaml,{documents,topics}/*.yaml}', { cwd: BRIEFS }).map((file) => {
  const [, within = ''] = file.split('/');
  const schema = SCHEMA_OF.get(within);
  return { file, schema: schema === undefined ? '../relationship.schema.json' : `../../${schema}.schema.json` };
});

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

const schemaOf = (name: string) => z.fromJSONSchema(JSON.parse(jsonSchemas().get(name) ?? ''));

describe('the schemas for editors', () => {
  test.each([...jsonSchemas()])('%s is up to date; npm run schema writes it', (name, content) => {
    expect(read(name)).toBe(content);
  });

  test.each([...jsonSchemas()])('%s has a sentence on every field', (_name, content) => {
    const all = fields(JSON.parse(content));
    expect(all.length).toBeGreaterThan(10);
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
    const topic: unknown = parse(read('cn-us/topics/energy.yaml'));
    expect(schemaOf('topic.schema.json').safeParse(topic).success).toBe(true);
    expect(schemaOf('topic.schema.json').safeParse(Object.assign({ colour: 'red' }, topic)).success).toBe(false);
    const document = structuredClone(documentRecord());
    const schema = schemaOf('document.schema.json');
    expect(schema.safeParse(document).success).toBe(true);
    const [statement] = Array.isArray(document.statements) ? document.statements : [];
    expect(schema.safeParse({ ...document, statements: [{ ...statement, kind: 'rumour' }] }).success).toBe(false);
  });
});

describe('every record', () => {
  test('is looked at', () => {
    expect(records.length).toBeGreaterThan(100);
  });
  test.each(records)('$file names the schema $schema in its first line', ({ file, schema }) => {
    expect(read(file).split('\n')[0]).toBe(`# yaml-language-server: $schema=${schema}`);
  });
});
