/** Protects the desk: only its own pages may send requests, under known host names. Who may do what is beside it. */
import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { type Coded, codedText } from '../../../locales/coded.ts';
import type { RecordName } from '../../../records/publish/change-set.ts';
import { refusal, refusalText } from '../../../records/publish/refusal.ts';
import { unreadableText, type Unreadable } from '../../../records/import/unreadable-document.ts';
import { MAX_RECORD_BYTES } from '../../../records/folder.ts';
import { isLoopback, type DeskSettings } from '../settings.ts';

/** The largest of what the page sends: the texts of a change set of many records. */
const MAX_BODY_BYTES = 8 * MAX_RECORD_BYTES;

/** Where links from elsewhere lead: nothing there is changed by looking. */
const ENTRANCES: ReadonlySet<string> = new Set(['/', '/sign-in', '/oidc/callback']);

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** What the desk answers where it refuses: the code and its parameters, the words in each language, and the English ones for programs. */
export const refusalBody = (error: string, why: Coded<'refusal'>, record?: RecordName) => ({
  error,
  code: why.code,
  params: why.params,
  said: { en: codedText('refusal', why, 'en'), zh: codedText('refusal', why, 'zh') },
  detail: refusalText({ ...why, record }, 'en'),
});

/** What the desk answers where a document cannot be read. */
export const unreadableBody = (why: Unreadable) => ({
  error: why.code,
  code: why.code,
  params: why.params,
  said: { en: unreadableText(why, 'en'), zh: unreadableText(why, 'zh') },
  detail: unreadableText(why, 'en'),
});

/** Returns a refusal in the format of all errors of the desk. */
export const refuse = (context: Context, status: RefusalStatus, error: string, why: Coded<'refusal'>): Response =>
  context.json(refusalBody(error, why), status);

/** Sets headers under which a page runs only its own scripts, cannot be framed, and sends no referrer to other sites. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    // Elements of the previews and the editor bring their own style elements.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  // The desk is served without TLS on this machine; a proxy that adds TLS adds this as well.
  strictTransportSecurity: false,
});

/** Keeps answers out of caches: what was true once may no longer be. */
export const uncached: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('cache-control', 'no-store');
};

/** Refuses requests under an unknown host name: a foreign page whose name was pointed at this machine (DNS rebinding). */
export function knownHost({ host: bound, hosts }: DeskSettings): MiddlewareHandler {
  return async (context, next) => {
    const name = hostOf(context.req.header('host'));
    const known =
      name !== undefined &&
      (isLoopback(name) ||
        hosts.includes(name) ||
        name === bound.toLowerCase() ||
        (!isLoopback(bound) && isIP(name) > 0));
    if (known) return next();
    return refuse(context, 403, 'unknown-host', refusal('unknown-host'));
  };
}

/** Refuses requests sent by pages of other sites: whatever changes something must come from a page of the desk. */
export const ownOrigin: MiddlewareHandler = async (context, next) => {
  const { method } = context.req;
  const origin = context.req.header('origin');
  const site = context.req.header('sec-fetch-site');
  const reads = method === 'GET' || method === 'HEAD';
  const own = origin === undefined ? reads : URL.parse(origin)?.host === context.req.header('host')?.toLowerCase();
  // Reading reveals nothing to another site in any case, but it costs work.
  const near =
    site === undefined ||
    site === 'same-origin' ||
    (reads && site === 'none') ||
    (reads && ENTRANCES.has(context.req.path));
  if (own && near) return next();
  return refuse(context, 403, 'other-origin', refusal('other-origin'));
};

/** The routes that take bytes, with a limit of their own. */
const UPLOADS: ReadonlySet<string> = new Set(['/api/documents/file']);
const UPLOAD_TYPE = 'application/octet-stream';

/** Returns a middleware that refuses bodies of more bytes. */
export const bodyUpTo = (most: number): MiddlewareHandler =>
  bodyLimit({
    maxSize: most,
    onError: (context) => refuse(context, 413, 'too-large', refusal('too-much', { most })),
  });

const jsonLimit = bodyUpTo(MAX_BODY_BYTES);

/** Refuses bodies that are too large or neither JSON nor, where a file is expected, bytes: a form of another site can send other types without permission. */
export const jsonBody: readonly MiddlewareHandler[] = [
  async (context, next) => (UPLOADS.has(context.req.path) ? next() : jsonLimit(context, next)),
  async (context, next) => {
    const { method } = context.req;
    if (method === 'GET' || method === 'HEAD') return next();
    const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type === (UPLOADS.has(context.req.path) ? UPLOAD_TYPE : 'application/json')) return next();
    return refuse(context, 415, 'not-json', refusal('not-json'));
  },
];

/** Returns the name or address in a Host header, in lower case and without its port; undefined where it has none. */
export function hostOf(header: string | undefined): string | undefined {
  if (header === undefined || !/^[\w.:[\]-]+$/u.test(header)) return undefined;
  const name = URL.parse(`http://${header}`)?.hostname;
  return name?.replace(/^\[(.*)\]$/u, '$1');
}
