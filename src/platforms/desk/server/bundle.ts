/** Bundles the page for browsers at the first start and caches the result, so that there is neither a build step nor built files to commit. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { keepFiles } from '../../keep-files.ts';

const compress = promisify(brotliCompress);

type Asset = { readonly type: string; readonly body: Buffer; readonly brotli: Buffer };

export type Bundle = {
  /** The names of the entry files of the page. */
  readonly script: string;
  readonly style: string;
  readonly assets: ReadonlyMap<string, Asset>;
};

const WEB = join(import.meta.dirname, '..', 'web');
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
/** The usual folder for caches of tools. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'attache');
/** To be changed with the options below. */
const VERSION = '1';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

let bundling: Promise<Bundle> | undefined;

/** Returns the bundled page, from the cache where neither its files nor its packages have changed; rejects where it cannot be built. */
export function bundle(): Promise<Bundle> {
  // One at a time in a process: the end of one would stop the builder of another.
  bundling ??= read().catch((error: unknown) => {
    bundling = undefined;
    throw error;
  });
  return bundling;
}

async function read(): Promise<Bundle> {
  const folder = join(CACHE, `desk-${await fingerprint()}`);
  const cached = await readAll(folder).catch(() => undefined);
  if (cached !== undefined) return toBundle(cached);
  const built = await build();
  // On a read-only file system nothing is cached: the next start builds again.
  await writeCache(folder, built).catch(() => {});
  return toBundle(built);
}

type Files = readonly { readonly name: string; readonly body: Buffer }[];

async function build(): Promise<Files> {
  // Loaded only where a build is needed.
  const esbuild = await import('esbuild');
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [join(WEB, 'app.tsx')],
      outdir: '/assets',
      entryNames: '[name]-[hash]',
      chunkNames: '[name]-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2023',
      jsx: 'automatic',
      minify: true,
      legalComments: 'none',
      loader: { '.svg': 'dataurl', '.png': 'dataurl' },
      define: { 'process.env.NODE_ENV': '"production"' },
      write: false,
      logLevel: 'silent',
    });
    return outputFiles.map(({ path, contents }) => ({ name: basename(path), body: Buffer.from(contents) }));
  } finally {
    // The builder's process would otherwise stay, with no further build to come.
    await esbuild.stop();
  }
}

/** Returns a hash of everything that the page is made of: its own files, and the packages by their versions. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(VERSION);
  const names = (await readdir(WEB, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  // npm's record of the installed packages: https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  for (const name of [...names, installed]) {
    hash.update(name.slice(ROOT.length));
    hash.update(await readFile(name).catch(() => ''));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Keeps the files for the next start, and removes those of older versions. */
async function writeCache(folder: string, files: Files): Promise<void> {
  await keepFiles(folder, files);
  for (const name of await readdir(CACHE))
    if (/^desk-[0-9a-f]{16}$/u.test(name) && name !== basename(folder))
      await rm(join(CACHE, name), { recursive: true, force: true });
}

async function readAll(folder: string): Promise<Files> {
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map(async (name) => ({ name, body: await readFile(join(folder, name)) })));
}

async function toBundle(files: Files): Promise<Bundle> {
  const entry = (end: string): string => {
    const found = files.find(({ name }) => name.startsWith('app-') && name.endsWith(end));
    if (found === undefined) throw new Error(`the bundle of the page has no ${end}`);
    return found.name;
  };
  const assets = new Map(
    await Promise.all(
      files.map(
        async ({ name, body }) =>
          [
            name,
            {
              type: TYPES[extname(name)] ?? 'application/octet-stream',
              body,
              brotli: await compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
            },
          ] as const,
      ),
    ),
  );
  return { script: entry('.js'), style: entry('.css'), assets };
}
