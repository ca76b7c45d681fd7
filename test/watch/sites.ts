/** Sites on this machine that publish as ministries do, and misbehave as sites do. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPublicAddress, type FetchRules } from '../../src/app/documents/pinned-request.ts';
import type { WatchSource } from '../../src/watch/sources.ts';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export type Site = {
  readonly host: string;
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** What it answers at each path; 404 elsewhere. */
  readonly pages: Record<string, Answering>;
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** The most requests that it has answered at a time. */
  readonly mostAtOnce: () => number;
  readonly stop: () => void;
};

/** Starts a site under a name that no resolver knows. */
export async function startSite(name: string): Promise<Site> {
  const asked: Site['asked'] = [];
  const pages: Site['pages'] = {};
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    most = Math.max(most, (open += 1));
    response.on('close', () => (open -= 1));
    const page = pages[path];
    if (page !== undefined) page(request, response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `${name}.invalid:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    pages,
    asked,
    mostAtOnce: () => most,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** As on the public web, where this machine's address counts as one of it. */
export const RULES: FetchRules = {
  resolve: async (host) => (host.endsWith('.invalid') ? ['127.0.0.1'] : ['10.0.0.7']),
  permits: (address) => address === '127.0.0.1' || isPublicAddress(address),
};

export const answer =
  (body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): Answering =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);

export const status = (code: number, headers: Record<string, string> = {}): Answering => answer('', headers, code);

export type Published = {
  readonly path: string;
  readonly title: string;
  readonly day?: string;
  readonly guid?: string;
  readonly text?: string;
};

/** What a feed of a site says. */
export const rss = (site: Pick<Site, 'url'>, items: readonly Published[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items
    .map(
      ({ path, title, day, guid, text = '' }) =>
        `<item><title>${title}</title><link>${site.url}${path}</link><guid isPermaLink="false">${guid ?? path}</guid>${
          day === undefined ? '' : `<pubDate>${day}</pubDate>`
        }<description>${text}</description></item>`,
    )
    .join('')}</channel></rss>`;

/** What a page with a list says. */
export const list = (items: readonly Published[]): string =>
  `<html><body><ul class="news">${items
    .map(({ path, title, day = '' }) => `<li><a href="${path}">${title}</a> <span>${day}</span></li>`)
    .join('')}</ul></body></html>`;

/** A page with a document, long enough to be one. */
export const documentPage = (title: string, about: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><article><h1>${title}</h1>${Array.from(
    { length: 12 },
    (_, at) =>
      `<p>Paragraph ${at + 1} says of ${about} what the ministry has to say of it, at some length and in whole sentences, so that it is a paragraph of a document.</p>`,
  ).join('')}</article></body></html>`;

/** A source at an address of a site. */
export const sourceAt = (site: Pick<Site, 'url'>, path: string, given: Partial<WatchSource> = {}): WatchSource => ({
  relationship: 'north-south',
  id: `${given.kind ?? 'feed'}-${path.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-|-$/gu, '')}`,
  party: 'n',
  title: { en: path },
  kind: 'feed',
  url: `${site.url}${path}`,
  language: 'en',
  probed: true,
  ...(given.kind === 'list' && { select: { list: 'ul.news li' } }),
  ...given,
});
