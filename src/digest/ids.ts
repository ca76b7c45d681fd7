/** Ids of digests and deliveries. */
import { hash, randomBytes } from 'node:crypto';

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Returns a new id of 20 characters that nobody can mistake for another when reading it aloud; a delivery's is its marker and nonce, which Discord limits to 25. */
export function newId(): string {
  return lettersOf(randomBytes(20));
}

/**
 * Returns the id of the delivery of a slot, 24 characters, always the same.
 * So a row that is written anew after the database lost it carries the marker of the message that may stand in the channel.
 * Where it belongs to no subscription, its kind stands in the place of one.
 */
export function deliveryId(subscription: string, slot: string): string {
  return lettersOf(hash('sha256', JSON.stringify([subscription, slot]), 'buffer').subarray(0, 24));
}

/** Returns the id of the recall of a message for a correction, which is always the same too. */
export const recallId = (correction: string, message: string): string =>
  deliveryId('recall', `${correction} ${message}`);

/** Returns the id of the answer of a slot, which is always the same too. */
export const answerId = (slot: string): string => deliveryId('answer', slot);

const lettersOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
