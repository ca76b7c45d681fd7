/** Fetches a document from an address that a curator gives: from public hosts only, within limits, and where the site's robots.txt lets us. */
import { MAX_DOCUMENT_BYTES, tooLarge } from '../../records/import/import-document.ts';
import type { DocumentBytes } from '../../records/import/imported-document.ts';
import { unreadable } from '../../records/import/unreadable-document.ts';
import { UnreadableDocument } from '../../records/import/unreadable-document.ts';
import { errorCode } from '../../shared/errors.ts';
import { MAX_REDIRECTS, MAX_ROBOTS_BYTES, readRobots, webAddress } from '../../watch/robots.ts';
import { PUBLIC_HOSTS, request, type FetchRules, type SiteAnswer } from './pinned-request.ts';

/** A document that was fetched, with the address that it came from in the end. */
export type FetchedDocument = DocumentBytes & { readonly address: string };

const MAX_MS = 20_000;

/** The kinds of content that a document can come as. */
const KINDS =
  /^(?:text\/.+|application\/(?:pdf|x-pdf|xhtml\+xml|xml|octet-stream|vnd\.openxmlformats-officedocument\.wordprocessingml\.document))$/u;

/** Fetches what stands at an address, over at most five redirects and within twenty seconds; rejects with UnreadableDocument that says why not and what to do. Other rules are for tests. */
export async function fetchDocument(
  address: string,
  rules: Partial<FetchRules> = {},
  mostMilliseconds = MAX_MS,
): Promise<FetchedDocument> {
  const signal = AbortSignal.timeout(mostMilliseconds);
  const options = { ...PUBLIC_HOSTS, ...rules, signal, mostBytes: MAX_DOCUMENT_BYTES };
  const robots = new Map<string, ReturnType<typeof readRobots>>();
  const robotsOf = (site: URL): ReturnType<typeof readRobots> =>
    robots.getOrInsertComputed(site.origin, () =>
      readRobots(site, (one) => request(one, { ...options, mostBytes: MAX_ROBOTS_BYTES })),
    );
  let url = addressOf(address);
  try {
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const itsRobots = await robotsOf(url);
      if (itsRobots?.mayFetch(url) !== true) throw new UnreadableDocument(unreadable('robots', { file: url.href }));
      const response = await request(url, options);
      if (response.location === undefined) return documentOf(url, response);
      url = addressOf(response.location, url);
    }
  } catch (error) {
    throw toldOf(error, url, signal, mostMilliseconds);
  }
  throw new UnreadableDocument(unreadable('redirects', { file: address, most: MAX_REDIRECTS }));
}

/** Returns an address that can be fetched; throws UnreadableDocument for any other, and calls it by the address that led there. */
function addressOf(text: string, from?: URL): URL {
  const url = webAddress(text, from);
  if (url !== undefined) return url;
  throw new UnreadableDocument(unreadable('address', { file: (from?.href ?? text).slice(0, 200) }));
}

function documentOf(url: URL, { status, type, charset, bytes }: SiteAnswer): FetchedDocument {
  const file = url.href;
  if (status !== 200)
    throw new UnreadableDocument(
      unreadable('status', {
        file,
        status,
        remedy: [401, 402, 403, 429, 451].includes(status) ? 'browser' : 'other',
      }),
    );
  if (type !== '' && !KINDS.test(type))
    throw new UnreadableDocument(unreadable('kind', { file, type: type.slice(0, 80) }));
  return { bytes, name: file, address: file, ...(charset !== undefined && { charset }) };
}

/** Returns an error of the network as one that tells a curator what to do. */
function toldOf(error: unknown, url: URL, signal: AbortSignal, mostMilliseconds: number): unknown {
  if (error instanceof UnreadableDocument) return error;
  const file = url.href;
  const code = errorCode(error);
  if (signal.aborted)
    return new UnreadableDocument(unreadable('slow', { file, seconds: mostMilliseconds / 1_000 }), { cause: error });
  if (code === 'ERR_TOO_LARGE') return tooLarge(file);
  if (code === 'ERR_INWARD') return new UnreadableDocument(unreadable('inward', { file }));
  if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code))
    return new UnreadableDocument(unreadable('unknown-host', { file }), { cause: error });
  return new UnreadableDocument(unreadable('unreachable', { file, why: code || 'fault' }), { cause: error });
}
