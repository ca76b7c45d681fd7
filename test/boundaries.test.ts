/** Holds the sources to the layers (docs/architecture.md): no import upwards, no circle, no package outside its place. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** The layers, from the lowest up: a file imports from its own layer and from those below, types included. */
const LAYERS = [
  'src/shared/',
  'src/locales/',
  'src/records/',
  'src/views/',
  'src/search/',
  'src/watch/',
  'src/reply/',
  'src/digest/',
  'src/people/',
  'src/conversation/',
  'src/store/',
  'src/exits/',
  'src/chat/',
  'src/choice/',
  'src/desk/',
  'src/app/',
  'src/cli/',
  'src/main.ts',
];

/** Floors that are handed what they need of the world: they know no process, environment, clock or network. */
const PURE = LAYERS.slice(0, LAYERS.indexOf('src/store/'));

/** What both chats do, by the file that does it in each. */
const SAME_JOB = [
  'index.ts',
  'limits.ts',
  'connection/connect.ts',
  'connection/logger.ts',
  'connection/outgoing-requests.ts',
  'connection/preflight.ts',
  'delivery/courier.ts',
  'delivery/outcome.ts',
  'delivery/send.ts',
  'events/asker.ts',
  'events/button.ts',
  'events/channel-settings.ts',
  'events/command.ts',
  'events/digest.ts',
  'events/form.ts',
  'events/message-text.ts',
  'events/message.ts',
  'events/welcome.ts',
  'render/button-id.ts',
  'render/edited-message.ts',
  'render/escape.ts',
  'render/form.ts',
  'render/render.ts',
];

/** The file of those layers that waits, where no other timers are given. */
const WAITING: Readonly<Record<string, readonly string[]>> = {
  'src/shared/mutex.ts': ['setImmediate'],
  'src/digest/delivery/timing.ts': ['setTimeout', 'setInterval'],
};

/** The places that each outside package is imported in, mostly one: a file, or the folder that owns it. */
const OWNERS: Readonly<Record<string, string | readonly string[]>> = {
  '@formatjs/icu-messageformat-parser': 'src/locales/message-parameters.ts',
  '@hono/node-server': 'src/desk/',
  '@mozilla/readability': 'src/records/import/html.ts',
  '@slack/bolt': 'src/chat/slack/',
  '@slack/oauth': 'src/chat/slack/',
  'discord.js': 'src/chat/discord/',
  dotenv: 'src/main.ts',
  esbuild: 'src/desk/server/page.ts',
  feedsmith: ['src/watch/parse.ts', 'src/exits/feed.ts'],
  hono: ['src/desk/', 'src/exits/http.ts'],
  '@modelcontextprotocol/server': 'src/exits/mcp.ts',
  'http-cache-semantics': 'src/watch/fetch.ts',
  'intl-messageformat': 'src/locales/messages.ts',
  'lru-cache': 'src/',
  linkedom: ['src/records/import/html.ts', 'src/watch/parse.ts'],
  kysely: 'src/store/',
  jszip: 'src/cli/watch.ts',
  mammoth: 'src/records/import/docx.ts',
  'node-cron': 'src/app/ticks.ts',
  openai: 'src/choice/model.ts',
  'openid-client': 'src/desk/server/access/provider.ts',
  'p-queue': 'src/watch/',
  pg: 'src/store/postgres.ts',
  pino: 'src/app/log.ts',
  'prom-client': 'src/app/metrics.ts',
  'robots-parser': 'src/watch/robots.ts',
  react: 'src/desk/web/',
  'react-dom': 'src/desk/web/',
  'string-width': 'src/chat/console/text.ts',
  undici: 'src/chat/guarded.ts',
  unpdf: 'src/records/import/pdf.ts',
  'ical-generator': 'src/exits/calendar.ts',
  'js-yaml': 'src/records/parse-yaml.ts',
  yaml: ['src/records/parse-yaml.ts', 'src/records/yaml-limits.ts', 'src/records/text-edit/'],
  zod: ['src/records/', 'src/views/', 'src/watch/sources.ts', 'src/desk/server/', 'src/exits/', 'src/choice/'],
};

/** Kits of the vendors: large, and loaded only where their platform is configured. */
const KITS = new Set(['@modelcontextprotocol/server', '@slack/bolt', '@slack/oauth', 'discord.js']);

/** The parts of Node.js that know a process, an environment, a clock or a network. */
const IMPURE_MODULES =
  /^node:(?:process|os|timers|child_process|cluster|worker_threads|net|tls|dgram|dns|https?|http2|perf_hooks|readline|repl)\b/u;
const IMPURE_GLOBALS = new Set([
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

type Import = { readonly from: string; readonly how: 'type' | 'value' | 'dynamic' };
type Module = { readonly imports: readonly Import[]; readonly impure: readonly string[]; readonly barrel: boolean };

/** What was read of sources: the same ones are asked for by every way that leads through them. */
const modules = new Map<string, { readonly source: string; readonly module: Module }>();

/** Reads what a file imports, what it touches of the world, and whether it only passes on what others export. */
function readModule(file: string, source: string): Module {
  const known = modules.get(file);
  if (known?.source === source) return known.module;
  const module = parseModule(file, source);
  modules.set(file, { source, module });
  return module;
}

function parseModule(file: string, source: string): Module {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const impure: string[] = [];
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
      if (IMPURE_GLOBALS.has(name)) impure.push(name);
    },
    MemberExpression: ({ object, property }) => {
      const path = `${object.type === 'Identifier' ? object.name : ''}.${property.type === 'Identifier' ? property.name : ''}`;
      if (['Temporal.Now', 'Date.now', 'Math.random'].includes(path)) impure.push(path);
    },
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0) impure.push('new Date()');
    },
  }).visit(program);
  const passesOn = program.body.map(
    (node) => node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null),
  );
  const barrel =
    program.body.some((node) => node.type === 'ExportAllDeclaration') ||
    (passesOn.length > 0 && passesOn.every(Boolean));
  return { imports, impure, barrel };
}

const within = (file: string, folders: readonly string[]): boolean =>
  folders.some((folder) => file === folder || (folder.endsWith('/') && file.startsWith(folder)));
const layerOf = (file: string): number => LAYERS.findIndex((layer) => within(file, [layer]));
const platformOf = (file: string): string | undefined =>
  /^src\/(?:chat\/)?(slack|discord|console|desk)\//u.exec(file)?.[1];
const isOutside = (from: string): boolean => !from.startsWith('src/') && !from.startsWith('node:');
const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

/** Returns what a file does that its layer forbids, one line each. */
function breaches(file: string, source: string): string[] {
  const { imports, impure, barrel } = readModule(file, source);
  const found: string[] = [];
  if (layerOf(file) === -1) found.push(`${file} stands in no layer`);
  if (barrel) found.push(`${file} only passes on what other files export; import from those`);

  for (const { from, how } of imports) {
    if (isOutside(from)) {
      const owner = OWNERS[packageOf(from)];
      if (owner === undefined) found.push(`${file} imports ${from}, which no place owns`);
      else if (!within(file, [owner].flat()))
        found.push(`${file} imports ${from}, which belongs to ${[owner].flat().join(' or ')}`);
    } else if (from.startsWith('src/')) {
      if (layerOf(from) > layerOf(file)) found.push(`${file} imports upwards: ${from}`);
      const platform = platformOf(from);
      if (platform !== undefined && platform !== platformOf(file) && within(file, ['src/chat/', 'src/desk/']))
        found.push(`${file} is of a platform and imports from another: ${from}`);
      if (platformOf(file) !== undefined && from.startsWith('src/store/'))
        found.push(`${file} is of a platform and imports ${from}`);
      // The command line starts the console itself; whatever else runs finds platforms through their registry. What the desk is handed is filled by the application.
      const isKnown = platform === 'console' || (from === 'src/desk/bot.ts' && how === 'type');
      if (platform !== undefined && layerOf(file) > LAYERS.indexOf('src/desk/') && !isKnown)
        found.push(`${file} knows a platform by name: ${from}`);
    }
    // Browsers have none of Node.js.
    if (file.startsWith('src/desk/web/') && from.startsWith('node:') && how !== 'type')
      found.push(`${file} is of the page and imports ${from}`);
    if (within(file, PURE) && IMPURE_MODULES.test(from)) found.push(`${file} must be pure and imports ${from}`);
  }
  if (within(file, PURE))
    for (const name of impure)
      if (WAITING[file]?.includes(name) !== true) found.push(`${file} must be pure and uses ${name}`);
  return found;
}

/** Returns the groups of files that import one another in a circle, types included, each group in order. */
function circles(files: ReadonlyMap<string, string>): string[][] {
  const graph = new Map(
    [...files].map(([file, source]) => [
      file,
      readModule(file, source).imports.flatMap(({ from }) => (files.has(from) && from !== file ? [from] : [])),
    ]),
  );
  // Tarjan's strongly connected components.
  const found: string[][] = [];
  const visited = new Map<string, { readonly index: number; low: number; onStack: boolean }>();
  const stack: string[] = [];
  const visit = (file: string): { low: number } => {
    const own = { index: visited.size, low: visited.size, onStack: true };
    visited.set(file, own);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      const seen = visited.get(next);
      if (seen === undefined) own.low = Math.min(own.low, visit(next).low);
      else if (seen.onStack) own.low = Math.min(own.low, seen.index);
    }
    if (own.low === own.index) {
      const group = stack.splice(stack.indexOf(file));
      for (const member of group) visited.get(member)!.onStack = false;
      if (group.length > 1) found.push(group.toSorted());
    }
    return own;
  };
  for (const file of graph.keys()) if (!visited.has(file)) visit(file);
  return found;
}

const isKit = (from: string): boolean => KITS.has(packageOf(from));

/** Returns what is loaded as soon as a file is and is looked for, kits unless told otherwise, with the way to each. */
function reached(entry: string, sources: ReadonlyMap<string, string>, isMeant = isKit): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const follow = (file: string, way: readonly string[]): void => {
    const source = sources.get(file);
    if (source === undefined || seen.has(file)) return;
    seen.add(file);
    for (const { from, how } of readModule(file, source).imports) {
      if (how !== 'value') continue;
      if (isMeant(from)) found.push([...way, file, from].join(' > '));
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

/** The files of a chat, below its folder. */
const filesOf = (chat: string): string[] =>
  [...sources.keys()].flatMap((file) => (platformOf(file) === chat ? [file.slice(`src/chat/${chat}/`.length)] : []));

/** What must load no kit: the program before a platform is connected, and what is pure of each platform. */
const KITLESS = [...sources.keys()].filter((file) =>
  /^src\/(?:main\.ts$|(?:app|cli|digest|store)\/)|^src\/(?:chat\/[^/]+|desk)\/(?:index|limits|render\/(?:render|text|help))\.ts$/u.test(
    file,
  ),
);

describe('the sources', () => {
  test('keep to their layers', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect([...sources].flatMap(([file, source]) => breaches(file, source))).toEqual([]);
  });

  test('import one another in no circle', () => {
    expect(circles(sources)).toEqual([]);
  });

  test('do the same job in files of the same name in both chats', () => {
    const discord = new Set(filesOf('discord'));
    expect(filesOf('slack').filter((file) => discord.has(file))).toEqual(expect.arrayContaining(SAME_JOB));
  });

  test('load a kit of a vendor only when its platform is connected', () => {
    expect(KITLESS.length).toBeGreaterThan(10);
    expect(KITLESS.flatMap((file) => reached(file, sources))).toEqual([]);
  });

  test('load what leaves for programs with its first request alone', () => {
    const serving = ['src/main.ts', 'src/cli/start.ts', 'src/app/serve.ts', 'src/desk/server/connect.ts'];
    expect(serving.flatMap((file) => reached(file, sources, (from) => from.startsWith('src/exits/')))).toEqual([]);
    // JSON alone brings neither feeds, calendars nor the protocol of assistants along.
    const own = new Set(['src/exits/feed.ts', 'src/exits/calendar.ts', 'src/exits/mcp.ts']);
    expect(reached('src/exits/http.ts', sources, (from) => own.has(from))).toEqual([]);
  });

  test('that the page of the desk loads have nothing of Node.js', () => {
    const pages = [...sources.keys()].filter((file) => file.startsWith('src/desk/web/'));
    expect(pages.flatMap((file) => reached(file, sources, (from) => from.startsWith('node:')))).toEqual([]);
  });

  test.each(['discord', 'slack'])('load the kit of %s when it is connected', (platform) => {
    expect(reached(`src/chat/${platform}/connection/connect.ts`, sources)).not.toEqual([]);
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
    ['src/records/a.ts', "import { platforms } from '../app/platforms.ts';", 'imports upwards: src/app/platforms.ts'],
    [
      'src/records/a.ts',
      "import { createFinder } from '../search/finder.ts';",
      'imports upwards: src/search/finder.ts',
    ],
    ['src/views/a.ts', "import type { Reply } from '../reply/reply.ts';", 'imports upwards: src/reply/reply.ts'],
    ['src/views/a.ts', "import { createFinder } from '../search/finder.ts';", 'imports upwards: src/search/finder.ts'],
    ['src/views/a.ts', 'const now = Temporal.Now.instant();', 'must be pure and uses Temporal.Now'],
    ['src/reply/a.ts', "import type { Platform } from '../chat/platform.ts';", 'imports upwards: src/chat/platform.ts'],
    [
      'src/conversation/a.ts',
      "import { readSettings } from '../app/settings.ts';",
      'imports upwards: src/app/settings.ts',
    ],
    ['src/conversation/a.ts', "import { run } from '../cli/run.ts';", 'imports upwards: src/cli/run.ts'],
    ['src/digest/a.ts', "import { openStore } from '../store/open.ts';", 'imports upwards: src/store/open.ts'],
    ['src/digest/a.ts', "import type { Store } from '../store/store.ts';", 'imports upwards: src/store/store.ts'],
    [
      'src/records/a.ts',
      "const { openStore } = await import('../store/open.ts');",
      'imports upwards: src/store/open.ts',
    ],
    [
      'src/records/a.ts',
      "export { openStore } from '../store/open.ts';\nexport const a = 1;",
      'imports upwards: src/store/open.ts',
    ],
    [
      'src/records/a.ts',
      "export type A = import('../store/open.ts').OpenOptions;",
      'imports upwards: src/store/open.ts',
    ],
    ['src/chat/slack/a.ts', "import { createBot } from '../../app/bot.ts';", 'imports upwards: src/app/bot.ts'],
    ['src/app/a.ts', "import { print } from '../cli/io.ts';", 'imports upwards: src/cli/io.ts'],
    ['src/elsewhere/a.ts', 'export const a = 1;', 'stands in no layer'],
    ['src/records/a.ts', 'const folder = process.env.BRIEFS_DIR;', 'must be pure and uses process'],
    ['src/records/a.ts', "import { env } from 'node:process';", 'must be pure and imports node:process'],
    [
      'src/records/a.ts',
      "import { scheduler } from 'node:timers/promises';",
      'must be pure and imports node:timers/promises',
    ],
    ['src/reply/a.ts', 'const now = Temporal.Now.instant();', 'must be pure and uses Temporal.Now'],
    ['src/reply/a.ts', 'const now = Date.now();', 'must be pure and uses Date.now'],
    ['src/reply/a.ts', 'const now = new Date();', 'must be pure and uses new Date()'],
    ['src/reply/a.ts', 'const now = performance.now();', 'must be pure and uses performance'],
    ['src/conversation/a.ts', 'setTimeout(() => {}, 1);', 'must be pure and uses setTimeout'],
    ['src/digest/a.ts', 'setTimeout(() => {}, 1);', 'must be pure and uses setTimeout'],
    ['src/conversation/a.ts', "console.log('x');", 'must be pure and uses console'],
    [
      'src/chat/slack/a.ts',
      "import { render } from '../discord/render/render.ts';",
      'is of a platform and imports from another: src/chat/discord/render/render.ts',
    ],
    [
      'src/chat/slack/a.ts',
      "import type { Store } from '../../store/store.ts';",
      'is of a platform and imports src/store/store.ts',
    ],
    [
      'src/app/a.ts',
      "import { connect } from '../chat/slack/connection/connect.ts';",
      'knows a platform by name: src/chat/slack/connection/connect.ts',
    ],
    [
      'src/desk/web/a.tsx',
      "import { join } from 'node:path';\nexport const A = () => <p>{join('a')}</p>;",
      'is of the page and imports node:path',
    ],
    ['src/records/a.ts', "import { pino } from 'pino';", 'imports pino, which belongs to src/app/log.ts'],
    [
      'src/chat/slack/a.ts',
      "import { REST } from 'discord.js';",
      'imports discord.js, which belongs to src/chat/discord/',
    ],
    [
      'src/cli/a.ts',
      "import type { App } from '@slack/bolt/dist/App.js';",
      'imports @slack/bolt/dist/App.js, which belongs to src/chat/slack/',
    ],
    ['src/cli/a.ts', "import _ from 'lodash';", 'imports lodash, which no place owns'],
    [
      'src/records/index.ts',
      "export { readCatalogue } from './catalogue.ts';\nexport type { Fault } from './fault.ts';",
      'only passes on what other files export; import from those',
    ],
    [
      'src/records/index.ts',
      "export * from './catalogue.ts';\nexport const a = 1;",
      'only passes on what other files export; import from those',
    ],
  ])('are broken by a file %s of %s', (file, source, expected) => {
    expect(breaches(file, source)).toEqual([`${file} ${expected}`]);
  });

  test.each([
    [
      'src/records/a.ts',
      "import { readFileSync } from 'node:fs';\nimport { z } from 'zod';\nconst day = new Date(Date.UTC(2026, 0, 1));\nexport const a = (now: Temporal.Instant, env: object) => [readFileSync, z, day, now, env];",
    ],
    [
      'src/conversation/a.ts',
      "import type { DigestStore } from '../digest/store.ts';\nimport { fit } from '../reply/fit.ts';\nexport const a = (store: DigestStore) => [store, fit];",
    ],
    [
      'src/chat/slack/a.ts',
      "import type { App } from '@slack/bolt';\nimport { settlesInTime } from '../timeout.ts';\nimport { fit } from '../../reply/fit.ts';\nimport { render } from './render/render.ts';\nexport const a = (app: App) => [app, settlesInTime, fit, render];",
    ],
  ])('are kept by a file %s that does what its layer is for', (file, source) => {
    expect(breaches(file, source)).toEqual([]);
  });

  test('are broken by files in a circle, also where they import types only, and not by a way without one', () => {
    const circle = new Map([
      ['src/reply/a.ts', "import { b } from './b.ts';\nexport const a = b;"],
      ['src/reply/b.ts', "import type { C } from './c.ts';\nexport const b = (c: C) => c;"],
      ['src/reply/c.ts', "export type C = typeof import('./a.ts').a;"],
      ['src/reply/d.ts', "import { a } from './a.ts';\nexport const d = a;"],
    ]);
    expect(circles(circle)).toEqual([['src/reply/a.ts', 'src/reply/b.ts', 'src/reply/c.ts']]);
    circle.set('src/reply/c.ts', 'export type C = string;');
    expect(circles(circle)).toEqual([]);
  });

  test('are broken by a kit that is loaded at once, however long the way, and not by its types or a later load', () => {
    expect(reached('src/main.ts', chain("import { App } from '@slack/bolt';\nexport const b = App;"))).toEqual([
      'src/main.ts > src/a.ts > src/b.ts > @slack/bolt',
    ]);
    expect(reached('src/main.ts', chain("import { type App } from '@slack/bolt';\nexport type b = App;"))).toHaveLength(
      1,
    );
    expect(reached('src/main.ts', chain("import type { App } from '@slack/bolt';\nexport type b = App;"))).toEqual([]);
    expect(reached('src/main.ts', chain("export const b = () => import('@slack/bolt');"))).toEqual([]);
  });
});
