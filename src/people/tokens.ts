/** Secrets that browsers and programs keep. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Returns a new token, of 43 characters. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Returns what is kept of a token. */
export const hashToken = (token: string): string => hash('sha256', token, 'base64url');

/** Returns whether a hash is that of a token, and tells nothing by how long comparing takes. */
export const isHashOf = (kept: string, token: string): boolean =>
  timingSafeEqual(Buffer.from(kept), Buffer.from(hashToken(token)));
