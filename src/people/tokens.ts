/** Secrets that browsers keep: tokens of links and sessions, and the marks of devices on which a person has signed in. */
import { hash, randomBytes, createHmac, timingSafeEqual } from 'node:crypto';

/** Returns a new token, of 43 characters. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Returns what is kept of a token. */
export const hashToken = (token: string): string => hash('sha256', token, 'base64url');

/** Signed with what is kept of the password: all replicas have it, nobody else has, and another password ends it. */
const sign = (id: string, account: string, password: string): string =>
  createHmac('sha256', password).update(`device ${account} ${id}`).digest('base64url');

/** Returns a new mark of a device for an account, given what is kept of its password. */
export function newDeviceToken(account: string, password: string): string {
  const id = newToken();
  return `${id}.${sign(id, account, password)}`;
}

/** Returns the id of the device that a mark was made for, or undefined where it was not made for this account and password. */
export function verifiedDeviceId(mark: string, account: string, password: string): string | undefined {
  const [, id = '', signature = ''] = /^([\w-]{43})\.([\w-]{43})$/u.exec(mark) ?? [];
  if (id === '') return undefined;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(sign(id, account, password))) ? id : undefined;
}
