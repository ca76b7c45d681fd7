/** Serves the page and its parts. */
import { Hono } from 'hono';
import type { Bundle } from './bundle.ts';

const YEAR_SECONDS = 31_536_000;

/** The desk among the tabs of a browser: an A with its bar as the line of a text. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#8a2b20"/><path d="M8 25 16 7l8 18" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/><path d="M12 19h12" stroke="#f0a392" stroke-width="3" stroke-linecap="round"/></svg>';

/** Returns the route of the page; a browser waits while the page is being built. */
export function page(bundled: Promise<Bundle>): Hono {
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
export function assets(bundled: Promise<Bundle>): Hono {
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
