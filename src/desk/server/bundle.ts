/** Bundles the page for browsers when the desk starts: there is neither a build step nor a built file to keep. */
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

type Asset = { readonly type: string; readonly body: Uint8Array; readonly brotli: Uint8Array };

export type Bundle = {
  /** The names of the entry files of the page. */
  readonly script: string;
  readonly style: string;
  readonly assets: ReadonlyMap<string, Asset>;
};

const ENTRY = join(import.meta.dirname, '..', 'web', 'app.tsx');

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

let bundling: Promise<Bundle> | undefined;

/** Returns the bundled page, which a process builds once; rejects where it cannot be built. */
export function bundle(): Promise<Bundle> {
  // One at a time in a process: the end of one would stop the builder of another.
  bundling ??= build().catch((error: unknown) => {
    bundling = undefined;
    throw error;
  });
  return bundling;
}

async function build(): Promise<Bundle> {
  // Loaded only where there is a desk.
  const esbuild = await import('esbuild');
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [ENTRY],
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
    const files = await Promise.all(
      outputFiles.map(async ({ path, contents }): Promise<[string, Asset]> => {
        const type = TYPES[extname(path)] ?? 'application/octet-stream';
        const brotli = await compress(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
        return [basename(path), { type, body: contents, brotli }];
      }),
    );
    const entry = (end: string): string => {
      const [name] = files.find(([one]) => one.startsWith('app-') && one.endsWith(end)) ?? [];
      if (name === undefined) throw new Error(`the bundle of the page has no ${end}`);
      return name;
    };
    return { script: entry('.js'), style: entry('.css'), assets: new Map(files) };
  } finally {
    // The builder's process would otherwise stay, with no further build to come.
    await esbuild.stop();
  }
}
