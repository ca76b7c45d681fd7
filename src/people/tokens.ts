/** Secrets of links and sessions: 32 random bytes, of which only a hash is kept. */
import { hash, randomBytes } from 'node:crypto';

/** Returns a new token, of 43 characters. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Returns what is kept of a token. */
export const hashToken = (token: string): string => hash('sha256', token, 'base64url');
