/** Bundles the page for browsers when the desk starts, and serves it: there is neither a build step nor a built file to keep. */
import { Hono } from 'hono';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const YEAR_SECONDS = 31_536_000;

/** The desk among the tabs of a browser: an A with its bar as the line of a text. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#8a2b20"/><path d="M8 25 16 7l8 18" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/><path d="M12 19h12" stroke="#f0a392" stroke-width="3" stroke-linecap="round"/></svg>';

/** Returns the route of the page; a browser waits while the page is being built. */
export function pageRoutes(bundled: Promise<Bundle>): Hono {
  return new Hono().get('/', async (context) => {
    const { script, style } = await bundled;
    context.header('cache-control', 'no-store');
    return context.html(
      [
        '<!doctype html>',
        '<html lang="en">',
        '<head>',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<title>Attaché</title>',
        `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,${encodeURIComponent(ICON)}">`,
        `<link rel="stylesheet" href="/assets/${style}">`,
        `<script type="module" src="/assets/${script}"></script>`,
        '</head>',
        '<body><div id="desk"></div><noscript>The desk needs JavaScript. Without it, ask in the terminal: npm run -s attache -- ask "rare earths".</noscript></body>',
        '</html>',
      ].join('\n'),
    );
  });
}

/** Returns the routes of what the page is made of, which holds nothing that only its people may know. */
export function assetRoutes(bundled: Promise<Bundle>): Hono {
  return new Hono().get('/assets/:name', async (context) => {
    const asset = (await bundled).assets.get(context.req.param('name'));
    if (asset === undefined) return context.notFound();
    const takesBrotli = /\bbr\b/u.test(context.req.header('accept-encoding') ?? '');
    context.header('content-type', asset.type);
    context.header('vary', 'accept-encoding');
    // The name contains a hash of the content.
    context.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`);
    if (takesBrotli) context.header('content-encoding', 'br');
    return context.body(new Uint8Array(takesBrotli ? asset.brotli : asset.body));
  });
}

const compress = promisify(brotliCompress);

type Asset = { readonly type: string; readonly body: Uint8Array; readonly brotli: Uint8Array };

export type Bundle = {
  /** The names of the entry files of the page. */
  readonly script: string;
  readonly style: string;
  /** The name of the script of the sign-in page. */
  readonly signInScript: string;
  readonly assets: ReadonlyMap<string, Asset>;
};

const WEB = join(import.meta.dirname, '..', 'web');

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
      entryPoints: [join(WEB, 'app.tsx'), join(WEB, 'sign-in.ts')],
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
    const entry = (beginning: string, end: string): string => {
      const [name] = files.find(([one]) => one.startsWith(beginning) && one.endsWith(end)) ?? [];
      if (name === undefined) throw new Error(`the bundle of the page has no ${beginning}*${end}`);
      return name;
    };
    return {
      script: entry('app-', '.js'),
      style: entry('app-', '.css'),
      signInScript: entry('sign-in-', '.js'),
      assets: new Map(files),
    };
  } finally {
    // The builder's process would otherwise stay, with no further build to come.
    await esbuild.stop();
  }
}
