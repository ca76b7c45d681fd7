/** `build`: bundles the code with the packages that a start loads, so that a start takes less time. */
import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { BuildOptions, Plugin } from 'esbuild';
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

const optionsOf = (folder: string, apart: readonly string[]): BuildOptions & { readonly write: false } => ({
  absWorkingDir: PROJECT,
  entryPoints: [join(PROJECT, 'src', 'main.ts')],
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
  plugins: [inPlace(folder)],
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
      const esbuild = await import('esbuild');
      const { outputFiles } = await esbuild.build(optionsOf(folder, await packagesApart()));
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
