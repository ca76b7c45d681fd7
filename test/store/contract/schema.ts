/** The tables that are created are those that the types of src/store/schema.ts say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { parseSync, type TSType } from 'oxc-parser';
import { expect, it } from 'vitest';
import type { EngineUnderTest } from '../engines.ts';

type Column = { readonly type: 'text' | 'number' | 'instant'; readonly nullable: boolean };
type Columns = Readonly<Record<string, Column>>;

const SCHEMA = join(import.meta.dirname, '..', '..', '..', 'src', 'store', 'schema.ts');

/** Returns the tables by the types of schema.ts, in the names that the database has. */
function declaredTables(): Readonly<Record<string, Columns>> {
  const { program } = parseSync(SCHEMA, readFileSync(SCHEMA, 'utf8'));
  const types = new Map<string, TSType>();
  for (const node of program.body) {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    if (declared?.type === 'TSTypeAliasDeclaration') types.set(declared.id.name, declared.typeAnnotation);
  }
  const membersOf = (type: TSType | undefined): [string, TSType][] => {
    if (type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier')
      return membersOf(types.get(type.typeName.name));
    if (type?.type !== 'TSTypeLiteral') throw new Error('a row is neither a type of this file nor written out');
    return type.members.map((member) => {
      if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier' || member.typeAnnotation === null)
        throw new Error('a member of a row is no plain column');
      return [member.key.name, member.typeAnnotation.typeAnnotation];
    });
  };
  return Object.fromEntries(
    membersOf(types.get('Rows')).map(([table, row]) => [
      table,
      Object.fromEntries(membersOf(row).map(([name, type]) => [snakeCase(name), columnOf(type)])),
    ]),
  );
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);

function columnOf(type: TSType): Column {
  const parts = type.type === 'TSUnionType' ? type.types : [type];
  const present = parts.filter((part) => part.type !== 'TSUndefinedKeyword');
  const [first] = present;
  return {
    nullable: present.length < parts.length,
    type:
      first?.type === 'TSNumberKeyword'
        ? 'number'
        : first?.type === 'TSTypeReference' && first.typeName.type === 'TSQualifiedName'
          ? 'instant'
          : 'text',
  };
}

/** What a column of a type may be in a database. */
const STORED: Readonly<Record<Column['type'], readonly string[]>> = {
  text: ['text'],
  number: ['integer', 'bigint', 'double precision'],
  instant: ['bigint'],
};

type Found = { readonly table: string; readonly column: string; readonly type: string; readonly nullable: number };

const COLUMNS = {
  SQLite: sql<Found>`
    select tables.name as "table", columns.name as "column", lower(columns.type) as type, columns."notnull" = 0 as nullable
    from sqlite_master as tables, pragma_table_info(tables.name) as columns where tables.type = 'table'`,
  PostgreSQL: sql<Found>`
    select table_name as "table", column_name as "column", data_type as type, cast(is_nullable = 'YES' as int) as nullable
    from information_schema.columns where table_schema = current_schema()`,
};

export function schemaContract({ name, bare }: EngineUnderTest): void {
  it('creates each table with the columns of its type, and no other', async () => {
    const database = await bare();
    await database.open();
    const { rows } = await COLUMNS[name].execute(database.openEngine().db);
    const found: Record<string, Record<string, Pick<Found, 'type' | 'nullable'>>> = {};
    for (const { table, column, type, nullable } of rows) (found[table] ??= {})[column] = { type, nullable };
    const declared = declaredTables();
    expect(Object.keys(found).toSorted()).toStrictEqual(Object.keys(declared).toSorted());
    for (const [table, columns] of Object.entries(declared)) {
      expect([table, ...Object.keys(found[table] ?? {}).toSorted()]).toStrictEqual([
        table,
        ...Object.keys(columns).toSorted(),
      ]);
      for (const [column, { type, nullable }] of Object.entries(columns))
        expect({ column: `${table}.${column}`, ...found[table]?.[column] }).toStrictEqual({
          column: `${table}.${column}`,
          type: expect.toBeOneOf([...STORED[type]]),
          nullable: Number(nullable),
        });
    }
  });
}
