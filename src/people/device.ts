/** What a browser keeps after its person has signed in there with a password, so that the guesses of others do not keep them out: https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { newToken } from './tokens.ts';

/** Signed with what is kept of the password: all replicas have it, nobody else has, and another password ends it. */
const sign = (id: string, account: string, password: string): string =>
  createHmac('sha256', password).update(`device ${account} ${id}`).digest('base64url');

/** Returns a new mark of a device for an account, given what is kept of its password. */
export function newDevice(account: string, password: string): string {
  const id = newToken();
  return `${id}.${sign(id, account, password)}`;
}

/** Returns the id of the device that a mark was made for, or undefined where it was not made for this account and password. */
export function deviceId(mark: string, account: string, password: string): string | undefined {
  const [, id = '', signature = ''] = /^([\w-]{43})\.([\w-]{43})$/u.exec(mark) ?? [];
  if (id === '') return undefined;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(sign(id, account, password))) ? id : undefined;
}
