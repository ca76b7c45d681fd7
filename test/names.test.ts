/** Holds the names of types: none hides a type of the language or of the browser. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

type Named = { readonly name: string; readonly file: string };

type Statement = ReturnType<typeof parseSync>['program']['body'][number];

/** Returns the types that a file declares, and its exported constants that are named like types, such as schemas. */
function namesOf(file: string, source: string): readonly Named[] {
  const { program, errors } = parseSync(file, source);
  expect(errors).toEqual([]);
  const names = program.body.flatMap((statement) => {
    const isExported = statement.type === 'ExportNamedDeclaration';
    const declared = isExported ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') return declared === null ? [] : typeNames(declared);
    return isExported ? declared.declarations.flatMap(({ id }) => constantName(id)) : [];
  });
  // A schema and the type inferred from it share their name.
  return [...new Set(names)].map((name) => ({ name, file }));
}

function typeNames(declared: Exclude<Statement, { type: 'ExportNamedDeclaration' }>): readonly string[] {
  switch (declared.type) {
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
      return [declared.id.name];
    case 'ClassDeclaration':
      return declared.id === null ? [] : [declared.id.name];
    default:
      return [];
  }
}

const constantName = (id: { readonly type: string; readonly name?: unknown }): readonly string[] =>
  id.type === 'Identifier' && typeof id.name === 'string' && /^[A-Z]\w*[a-z]/u.test(id.name) ? [id.name] : [];

/** Returns a line for each name that is a global type's. */
function faultsOf(files: readonly (readonly [file: string, source: string])[], globals: ReadonlySet<string>): string[] {
  return files
    .flatMap(([file, source]) => namesOf(file, source))
    .flatMap(({ name, file }) => (globals.has(name) ? [`${name} in ${file} hides a global type`] : []));
}

/** The types that TypeScript knows everywhere: those of the language and of the browser. */
const GLOBALS: ReadonlySet<string> = new Set(
  globSync('node_modules/@typescript/*/lib/lib.{es*,dom*,decorators*}.d.ts', { cwd: ROOT }).flatMap((file) =>
    [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(
        /^(?:declare )?(?:abstract )?(?:interface|type|class|var|const|namespace) (\w+)/gmu,
      ),
    ].flatMap(([, name = '']) => (/^[A-Z]/u.test(name) ? [name] : [])),
  ),
);

test.each(['Record', 'Partial', 'Map', 'Text', 'Range', 'Option', 'Selection', 'Notification', 'Request', 'Temporal'])(
  '%s is known for a global type',
  (name) => {
    expect(GLOBALS).toContain(name);
  },
);

test('no type has the name of a global type', () => {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).toSorted();
  expect(files.length).toBeGreaterThan(300);
  expect(
    faultsOf(
      files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const),
      GLOBALS,
    ),
  ).toEqual([]);
});

describe('the check', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a type of the language', { 'a.ts': 'type Record = 1;' }, 'Record in a.ts hides a global type'],
    ['a type of the browser', { 'a.tsx': 'export interface Text { a: 1 }' }, 'Text in a.tsx hides a global type'],
    ['an exported schema', { 'a.ts': 'export const Notification = 1;' }, 'Notification in a.ts hides a global type'],
  ])('sees %s', (_, files, fault) => {
    expect(faultsOf(Object.entries(files), GLOBALS)).toEqual([fault]);
  });

  test('lets a schema share its name with its own type, and a constant be named as it likes', () => {
    expect(
      faultsOf(
        [
          ['a.ts', 'export const Brief = 1; export type Brief = 2; const Text = 3; export const MAX = 4;'],
          ['b.ts', 'export const MAX = 5; const Brief = 6;'],
        ],
        GLOBALS,
      ),
    ).toEqual([]);
  });
});
