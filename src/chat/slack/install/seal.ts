/** Seals what must not be read in the store: AES-256-GCM under the newest of the operator's keys, bound to whose it is. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Of a key, in bytes. */
const KEY_BYTES = 32;
/** Of the number that is used once for each sealing, in bytes: what GCM is made for. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = '1';

/** What cannot be opened: no key that we have made it, or it is not what was sealed, or not for this owner. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly why: 'key' | 'damaged';

  constructor(why: SealError['why'], options?: ErrorOptions) {
    super(why === 'key' ? 'it was sealed with another key' : 'it is damaged, or was sealed for another', options);
    this.why = why;
  }
}

export type Seal = {
  /** Returns a text sealed for an owner, with the newest key. */
  readonly close: (owner: string, text: string) => string;
  /** Returns what was sealed for an owner, and whether the newest key did it; throws a SealError where it cannot be opened. */
  readonly open: (owner: string, sealed: string) => { readonly text: string; readonly newest: boolean };
};

/** Returns the keys of a list such as `NEWEST,OLDER`, or undefined where one of them is not 32 bytes in base64. */
export function parseKeys(list: string): readonly Buffer[] | undefined {
  const keys = list
    .split(',')
    .map((one) => one.trim())
    .map((one) => (/^[A-Za-z0-9+/_-]{43}=?$/u.test(one) ? Buffer.from(one, 'base64') : undefined));
  return keys.every((key) => key?.length === KEY_BYTES) ? keys.filter((key) => key !== undefined) : undefined;
}

/** Returns the seal of these keys, the newest first. */
export function createSeal(keys: readonly Buffer[]): Seal {
  const [newest] = keys;
  if (newest === undefined) throw new TypeError('a seal needs a key');
  const byName = new Map(keys.map((key) => [nameOf(key), key]));
  return {
    close: (owner, text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(additionalData(owner));
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, nameOf(newest), ...[nonce, cipher.getAuthTag(), hidden].map(encode)].join('.');
    },

    open: (owner, sealed) => {
      const [version, name = '', nonce = '', tag = '', hidden = '', ...rest] = sealed.split('.');
      if (version !== VERSION || rest.length > 0) throw new SealError('damaged');
      const key = byName.get(name);
      if (key === undefined) throw new SealError('key');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, decode(nonce), { authTagLength: TAG_BYTES });
        decipher.setAAD(additionalData(owner));
        decipher.setAuthTag(decode(tag));
        const text = Buffer.concat([decipher.update(decode(hidden)), decipher.final()]).toString('utf8');
        return { text, newest: key === newest };
      } catch (error) {
        throw new SealError('damaged', { cause: error });
      }
    },
  };
}

/** By this a sealed text says which key made it; nothing of the key can be told from it. */
const nameOf = (key: Buffer): string =>
  createHash('sha256').update('attache key name ').update(key).digest('base64url').slice(0, 12);

const additionalData = (owner: string): Buffer => Buffer.from(`attache seal ${VERSION} ${owner}`, 'utf8');
const encode = (bytes: Buffer): string => bytes.toString('base64url');
const decode = (text: string): Buffer => Buffer.from(text, 'base64url');
