import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** What every request passes through: it knows no platform, no store, no command, no settings, no process and no clock. */
const MIDDLE = ['src/brief/', 'src/request/', 'src/reply/', 'src/digest/', 'src/inbox/', 'src/places/'];

/** What the middle may know beside itself, as types only: the contracts that it is handed. */
const CONTRACTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ['src/digest/', 'src/inbox/', 'src/places/'].map((folder) => [folder, ['src/store/store.ts', 'src/app/log.ts']]),
);

/** What platforms may know beside themselves and the middle. */
const PLATFORM_MAY = ['src/shared/errors.ts', 'src/app/log.ts', 'src/records/edit/editor.ts'];

/** The places that each outside package is imported in, mostly one: a file, or the folder that owns it. */
const OWNERS: Readonly<Record<string, string | readonly string[]>> = {
  '@codemirror/autocomplete': 'src/platforms/desk/web/edit/code.tsx',
  '@codemirror/commands': 'src/platforms/desk/web/edit/code.tsx',
  '@codemirror/lang-yaml': 'src/platforms/desk/web/edit/code.tsx',
  '@codemirror/language': 'src/platforms/desk/web/edit/code.tsx',
  '@codemirror/lint': 'src/platforms/desk/web/edit/code.tsx',
  '@codemirror/state': 'src/platforms/desk/web/edit/code.tsx',
  '@codemirror/view': 'src/platforms/desk/web/edit/code.tsx',
  '@hono/node-server': 'src/platforms/desk/',
  '@lezer/highlight': 'src/platforms/desk/web/edit/code.tsx',
  '@mozilla/readability': 'src/records/import/html.ts',
  '@skyra/discord-components-core': 'src/platforms/desk/web/preview/elements.ts',
  '@slack/bolt': 'src/platforms/slack/',
  '@slack/oauth': 'src/platforms/slack/',
  'discord.js': 'src/platforms/discord/',
  dotenv: 'src/main.ts',
  esbuild: 'src/platforms/desk/server/bundle.ts',
  hono: 'src/platforms/desk/',
  linkedom: 'src/records/import/html.ts',
  kysely: 'src/store/',
  'node-cron': 'src/app/serve.ts',
  pg: 'src/store/postgres/postgres.ts',
  pino: 'src/app/log.ts',
  'prom-client': 'src/operate/',
  react: 'src/platforms/desk/web/',
  'react-dom': 'src/platforms/desk/web/',
  'slack-blocks-to-jsx': 'src/platforms/desk/web/preview/slack.tsx',
  'string-width': 'src/platforms/console/text.ts',
  unpdf: 'src/records/import/pdf.ts',
  yaml: ['src/records/parse-record.ts', 'src/records/edit/add-wording.ts'],
  zod: ['src/brief/', 'src/platforms/desk/'],
};

/** Kits of the vendors: large, and loaded only where their platform is configured. */
const KITS = new Set(['@slack/bolt', '@slack/oauth', 'discord.js']);

/** The parts of Node.js that know a process, an environment, a clock or a network. */
const WORLDLY =
  /^node:(?:process|os|timers|child_process|cluster|worker_threads|net|tls|dgram|dns|https?|http2|perf_hooks|readline|repl)\b/u;
const WORLDLY_GLOBALS = new Set([
  'process',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'console',
  'fetch',
  'globalThis',
  'WebSocket',
]);

/** Files of the middle that wait: what they wait for is handed to them all the same. */
const WAITING: Readonly<Record<string, readonly string[]>> = {
  'src/digest/delivery/deliver.ts': ['setTimeout'],
  'src/digest/delivery/look-up.ts': ['setInterval'],
};

type Import = { readonly from: string; readonly how: 'type' | 'value' | 'dynamic' };
type Module = { readonly imports: readonly Import[]; readonly worldly: readonly string[]; readonly barrel: boolean };

/** Reads what a file imports, what it touches of the world, and whether it only passes on what others export. */
function readModule(file: string, source: string): Module {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const worldly: string[] = [];
  const add = (specifier: string, how: Import['how']): void =>
    void imports.push({ from: specifier.startsWith('.') ? join(dirname(file), specifier) : specifier, how });
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.importKind === 'type' ? 'type' : 'value'),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === 'type' ? 'type' : 'value'),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source.value, node.exportKind === 'type' ? 'type' : 'value');
    },
    ImportExpression: ({ source: from }) => {
      if (from.type === 'Literal' && typeof from.value === 'string') add(from.value, 'dynamic');
    },
    TSImportType: ({ source: from }) => add(from.value, 'type'),
    Identifier: ({ name }) => {
      if (WORLDLY_GLOBALS.has(name)) worldly.push(name);
    },
    MemberExpression: ({ object, property }) => {
      const path = `${object.type === 'Identifier' ? object.name : ''}.${property.type === 'Identifier' ? property.name : ''}`;
      if (['Temporal.Now', 'Date.now', 'Math.random'].includes(path)) worldly.push(path);
    },
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0) worldly.push('new Date()');
    },
  }).visit(program);
  const passesOn = program.body.map(
    (node) => node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null),
  );
  const barrel =
    program.body.some((node) => node.type === 'ExportAllDeclaration') ||
    (passesOn.length > 0 && passesOn.every(Boolean));
  return { imports, worldly, barrel };
}

const within = (file: string, places: readonly string[]): boolean =>
  places.some((place) => file === place || (place.endsWith('/') && file.startsWith(place)));
const isOutside = (from: string): boolean => !from.startsWith('src/') && !from.startsWith('node:');
const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

/** Returns what a file does that its place forbids, one line each. */
function breaches(file: string, source: string): string[] {
  const { imports, worldly, barrel } = readModule(file, source);
  const found: string[] = [];
  if (barrel) found.push(`${file} only passes on what other files export; import from those`);

  for (const { from } of imports.filter((one) => isOutside(one.from))) {
    const owner = OWNERS[packageOf(from)];
    if (owner === undefined) found.push(`${file} imports ${from}, which no place owns`);
    else if (!within(file, [owner].flat()))
      found.push(`${file} imports ${from}, which belongs to ${[owner].flat().join(' or ')}`);
  }

  if (within(file, MIDDLE)) {
    const contracts = new Set(
      Object.entries(CONTRACTS).flatMap(([place, files]) => (within(file, [place]) ? files : [])),
    );
    for (const { from, how } of imports.filter((one) => one.from.startsWith('src/')))
      if (!within(from, MIDDLE) && !(how === 'type' && contracts.has(from)))
        found.push(`${file} is of the middle and imports ${from}`);
    for (const { from } of imports) if (WORLDLY.test(from)) found.push(`${file} is of the middle and imports ${from}`);
    for (const name of worldly)
      if (WAITING[file]?.includes(name) !== true) found.push(`${file} is of the middle and uses ${name}`);
  }

  // Browsers have none of Node.js.
  if (file.startsWith('src/platforms/desk/web/'))
    for (const { from, how } of imports)
      if (from.startsWith('node:') && how !== 'type') found.push(`${file} is of the page and imports ${from}`);

  const platform = /^src\/platforms\/[^/]+\//u.exec(file)?.[0];
  if (platform !== undefined) {
    for (const { from } of imports.filter((one) => one.from.startsWith('src/'))) {
      const shared = /^src\/platforms\/[^/]+$/u.test(from);
      if (!shared && !within(from, [platform, ...MIDDLE, ...PLATFORM_MAY]))
        found.push(`${file} is of a platform and imports ${from}`);
    }
  }
  return found;
}

/** Returns the kits that are loaded as soon as a file is, with the way to each. */
function kitsReached(entry: string, sources: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const follow = (file: string, way: readonly string[]): void => {
    const source = sources.get(file);
    if (source === undefined || seen.has(file)) return;
    seen.add(file);
    for (const { from, how } of readModule(file, source).imports) {
      if (how !== 'value') continue;
      if (KITS.has(packageOf(from))) found.push([...way, file, from].join(' > '));
      else follow(from, [...way, file]);
    }
  };
  follow(entry, []);
  return found;
}

const sources = new Map(
  globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).map((file) => [
    file.replaceAll('\\', '/'),
    readFileSync(join(ROOT, file), 'utf8'),
  ]),
);

/** What must load no kit: the program before a platform is connected, and what is pure of each platform. */
const KITLESS = [...sources.keys()].filter((file) =>
  /^src\/(?:main|bot|settings)\.ts$|^src\/(?:command|digest|store)\/|^src\/platforms\/[^/]+\/(?:index|render|text|ways|limits)\.ts$/u.test(
    file,
  ),
);

describe('the sources', () => {
  test('keep to their places', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect([...sources].flatMap(([file, source]) => breaches(file, source))).toEqual([]);
  });

  test('load a kit of a vendor only when its platform is connected', () => {
    expect(KITLESS.length).toBeGreaterThan(10);
    expect(KITLESS.flatMap((file) => kitsReached(file, sources))).toEqual([]);
  });

  test('load the kit of each platform when it is connected', () => {
    expect(kitsReached('src/platforms/discord/connection/connect.ts', sources)).not.toEqual([]);
    expect(
      readModule(
        'src/platforms/slack/connection/connect.ts',
        sources.get('src/platforms/slack/connection/connect.ts') ?? '',
      ).imports,
    ).toContainEqual({ from: '@slack/bolt', how: 'dynamic' });
  });

  test('import every package that has a place', () => {
    const imported = new Set(
      [...sources].flatMap(([file, source]) => readModule(file, source).imports.map(({ from }) => packageOf(from))),
    );
    expect(Object.keys(OWNERS).filter((name) => !imported.has(name))).toEqual([]);
  });
});

const chain = (last: string): ReadonlyMap<string, string> =>
  new Map([
    ['src/main.ts', "import { a } from './a.ts';\na();"],
    ['src/a.ts', "import { b } from './b.ts';\nexport const a = b;"],
    ['src/b.ts', last],
  ]);

describe('the rules', () => {
  test.each([
    [
      'src/brief/a.ts',
      "import { platforms } from '../platforms/index.ts';",
      'is of the middle and imports src/platforms/index.ts',
    ],
    [
      'src/reply/a.ts',
      "import type { Platform } from '../platforms/platform.ts';",
      'is of the middle and imports src/platforms/platform.ts',
    ],
    [
      'src/request/a.ts',
      "import { readSettings } from '../settings.ts';",
      'is of the middle and imports src/app/settings.ts',
    ],
    ['src/request/a.ts', "import { run } from '../command/run.ts';", 'is of the middle and imports src/cli/run.ts'],
    [
      'src/digest/a.ts',
      "import { openStore } from '../store/open.ts';",
      'is of the middle and imports src/store/open.ts',
    ],
    [
      'src/digest/a.ts',
      "import { Store } from '../store/store.ts';",
      'is of the middle and imports src/store/store.ts',
    ],
    [
      'src/brief/a.ts',
      "import type { Store } from '../store/store.ts';",
      'is of the middle and imports src/store/store.ts',
    ],
    [
      'src/brief/a.ts',
      "const { openStore } = await import('../store/open.ts');",
      'is of the middle and imports src/store/open.ts',
    ],
    [
      'src/brief/a.ts',
      "export { openStore } from '../store/open.ts';\nexport const a = 1;",
      'is of the middle and imports src/store/open.ts',
    ],
    [
      'src/brief/a.ts',
      "export type A = import('../store/open.ts').OpenOptions;",
      'is of the middle and imports src/store/open.ts',
    ],
    ['src/brief/a.ts', 'const folder = process.env.BRIEFS_DIR;', 'is of the middle and uses process'],
    ['src/brief/a.ts', "import { env } from 'node:process';", 'is of the middle and imports node:process'],
    [
      'src/brief/a.ts',
      "import { scheduler } from 'node:timers/promises';",
      'is of the middle and imports node:timers/promises',
    ],
    ['src/reply/a.ts', 'const now = Temporal.Now.instant();', 'is of the middle and uses Temporal.Now'],
    ['src/reply/a.ts', 'const now = Date.now();', 'is of the middle and uses Date.now'],
    ['src/reply/a.ts', 'const now = new Date();', 'is of the middle and uses new Date()'],
    ['src/reply/a.ts', 'const now = performance.now();', 'is of the middle and uses performance'],
    ['src/request/a.ts', 'setTimeout(() => {}, 1);', 'is of the middle and uses setTimeout'],
    ['src/digest/a.ts', 'setTimeout(() => {}, 1);', 'is of the middle and uses setTimeout'],
    ['src/request/a.ts', "console.log('x');", 'is of the middle and uses console'],
    [
      'src/platforms/slack/a.ts',
      "import { render } from '../discord/render.ts';",
      'is of a platform and imports src/platforms/discord/render/render.ts',
    ],
    [
      'src/platforms/slack/a.ts',
      "import type { Store } from '../../store/store.ts';",
      'is of a platform and imports src/store/store.ts',
    ],
    [
      'src/platforms/slack/a.ts',
      "import { readSettings } from '../../settings.ts';",
      'is of a platform and imports src/app/settings.ts',
    ],
    [
      'src/platforms/slack/a.ts',
      "import { createBot } from '../../bot.ts';",
      'is of a platform and imports src/app/bot.ts',
    ],
    [
      'src/platforms/desk/web/a.tsx',
      "import { join } from 'node:path';\nexport const A = () => <p>{join('a')}</p>;",
      'is of the page and imports node:path',
    ],
    ['src/brief/a.ts', "import { pino } from 'pino';", 'imports pino, which belongs to src/app/log.ts'],
    [
      'src/platforms/slack/a.ts',
      "import { REST } from 'discord.js';",
      'imports discord.js, which belongs to src/platforms/discord/',
    ],
    [
      'src/command/a.ts',
      "import type { App } from '@slack/bolt/dist/App.js';",
      'imports @slack/bolt/dist/App.js, which belongs to src/platforms/slack/',
    ],
    ['src/command/a.ts', "import _ from 'lodash';", 'imports lodash, which no place owns'],
    [
      'src/brief/index.ts',
      "export { readCatalogue } from './catalogue.ts';\nexport type { Fault } from './fault.ts';",
      'only passes on what other files export; import from those',
    ],
    [
      'src/brief/index.ts',
      "export * from './catalogue.ts';\nexport const a = 1;",
      'only passes on what other files export; import from those',
    ],
  ])('are broken by a file %s of %s', (file, source, expected) => {
    expect(breaches(file, source)).toEqual([`${file} ${expected}`]);
  });

  test.each([
    [
      'src/brief/a.ts',
      "import { readFileSync } from 'node:fs';\nimport { z } from 'zod';\nconst day = new Date(Date.UTC(2026, 0, 1));\nexport const a = (now: Temporal.Instant, env: object) => [readFileSync, z, day, now, env];",
    ],
    [
      'src/digest/a.ts',
      "import type { Store } from '../store/store.ts';\nimport { answer } from '../request/answer.ts';\nexport const a = (store: Store) => [store, answer];",
    ],
    [
      'src/platforms/slack/a.ts',
      "import type { App } from '@slack/bolt';\nimport { ready } from '../acknowledge.ts';\nimport { fit } from '../../reply/fit.ts';\nimport { render } from './render.ts';\nexport const a = (app: App) => [app, ready, fit, render];",
    ],
  ])('are kept by a file %s that does what its place is for', (file, source) => {
    expect(breaches(file, source)).toEqual([]);
  });

  test('are broken by a kit that is loaded at once, however long the way, and not by its types or a later load', () => {
    expect(kitsReached('src/main.ts', chain("import { App } from '@slack/bolt';\nexport const b = App;"))).toEqual([
      'src/main.ts > src/a.ts > src/b.ts > @slack/bolt',
    ]);
    expect(
      kitsReached('src/main.ts', chain("import { type App } from '@slack/bolt';\nexport type b = App;")),
    ).toHaveLength(1);
    expect(kitsReached('src/main.ts', chain("import type { App } from '@slack/bolt';\nexport type b = App;"))).toEqual(
      [],
    );
    expect(kitsReached('src/main.ts', chain("export const b = () => import('@slack/bolt');"))).toEqual([]);
  });
});
