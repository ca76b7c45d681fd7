/** `build`: bundles the code with the packages that a start loads, so that a start takes less time. */
import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { BuildOptions, Plugin, transform as esbuildTransform } from 'esbuild';
import { codeFolder, codeFolders, codeFiles, PROJECT } from '../app/built.ts';
import { EXIT } from '../app/exit.ts';
import { keepFiles } from '../platforms/keep-files.ts';
import { AttacheError } from '../shared/errors.ts';
import { errorMessage } from '../shared/error-code.ts';
import { print, type Io } from './io.ts';

/** What a start with both chats loads; every other package is loaded from where it is installed. */
const BUNDLED: ReadonlySet<string> = new Set([
  '@slack/bolt',
  'discord.js',
  'kysely',
  'lru-cache',
  'node-cron',
  'pino',
  'undici',
  'zod',
]);

/** It is written of what it replaces. */
const THIS_FILE = join(PROJECT, 'src', 'cli', 'build.ts');

/** A bot that runs from the bundle before loads parts of it when they are needed. */
const KEPT_FOLDERS = 2;

/** A file may change twice within what the times of files tell apart. */
const SETTLED_MILLISECONDS = 2_000;

/** Code knows its files and its threads by the place of its source, where the bundle is not. */
const inPlace = (folder: string): Plugin => ({
  name: 'in-place',
  setup: (build) =>
    build.onLoad({ filter: /[.]ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (path === THIS_FILE || !text.includes('import.meta.')) return undefined;
      const place = `new URL(${JSON.stringify(relative(folder, path))}, import.meta.url)`;
      const contents = text.replaceAll(/import\.meta\.(url|dirname)/gu, (_, what: string) =>
        what === 'url'
          ? `${place}.href`
          : `process.getBuiltinModule('node:url').fileURLToPath(new URL('.', ${place})).slice(0, -1)`,
      );
      return { loader: 'ts', contents };
    }),
});

/** A comment with a sign beyond ASCII makes Node keep all that stands in a file of megabytes in twice the room. */
const withoutComments = (transform: typeof esbuildTransform): Plugin => ({
  name: 'without-comments',
  setup: (build) =>
    build.onLoad({ filter: /[/\\]node_modules[/\\].*[.][cm]?js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const { code } = await transform(text, { minifyWhitespace: true, legalComments: 'none' });
      return { loader: 'js', contents: code };
    }),
});

/** Each of our files that imports the kit of Discord would otherwise make a property of its own of each of its hundreds of names. */
const namedOnce: Plugin = {
  name: 'named-once',
  setup: (build) => {
    build.onResolve({ filter: /^discord[.]js$/ }, ({ path, importer }) =>
      importer.endsWith('.ts') ? { path, namespace: 'named-once' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'named-once' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'default' && name !== 'module.exports');
      return { resolveDir: PROJECT, contents: `export const { ${names.join(', ')} } = require('${path}');` };
    });
  },
};

const optionsOf = (
  folder: string,
  apart: readonly string[],
  transform: typeof esbuildTransform,
): BuildOptions & { readonly write: false } => ({
  absWorkingDir: PROJECT,
  // The packages too: none of them stands in one file with code of ours then, which has Chinese in its patterns.
  entryPoints: [join(PROJECT, 'src', 'main.ts'), ...BUNDLED],
  entryNames: '[name]',
  outdir: folder,
  // Node need not find out what they are.
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node26',
  external: [...apart],
  // Packages written for require find it where modules have none.
  banner: {
    js: "import { createRequire as bundleRequire } from 'node:module';const require = bundleRequire(import.meta.url);",
  },
  plugins: [inPlace(folder), namedOnce, withoutComments(transform)],
  write: false,
  logLevel: 'silent',
});

export const build = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    parseArgs({ args: [...args], options: {} });
    const before = codeFiles();
    const folder = codeFolder(before);
    if (!codeFolders().includes(folder)) {
      if (io.now().epochMilliseconds - before.changedAt < SETTLED_MILLISECONDS) await wait(SETTLED_MILLISECONDS);
      // Loaded only here: it takes longer to load than most commands.
      const { build: bundle, transform } = await import('esbuild');
      const { outputFiles } = await bundle(optionsOf(folder, await packagesApart(), transform));
      if (codeFiles().hash !== before.hash)
        throw new AttacheError('settings', 'The code has changed while it was read; nothing is kept. Run build again.');
      const files = outputFiles.map(({ path, contents }) => ({ name: basename(path), body: contents }));
      await keepFiles(folder, files).catch((error: unknown) => {
        throw new AttacheError('settings', `The bundle cannot be kept in ${dirname(folder)}: ${errorMessage(error)}`);
      });
      for (const old of codeFolders().slice(KEPT_FOLDERS)) await rm(old, { recursive: true, force: true });
    }
    await print(
      io.output,
      'The code is bundled: "npm start" and "npm run attache" use the bundle until the code changes.',
    );
    return EXIT.ok;
  },
};

/** Returns the packages that are not bundled. */
async function packagesApart(): Promise<readonly string[]> {
  const { dependencies } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.keys(dependencies).filter((name) => !BUNDLED.has(name));
}
