/** Ids of digests and deliveries. */
import { randomBytes } from 'node:crypto';

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Returns a new id of 20 characters that nobody can mistake for another when reading it aloud; a delivery's is its marker and nonce, which Discord limits to 25. */
export function newId(): string {
  return Array.from(randomBytes(20), (byte) => LETTERS[byte % LETTERS.length]).join('');
}
