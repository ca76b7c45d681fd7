/** The chance of Node.js itself, drawn from a history while one runs: ids that the real code makes up come again with the seed. */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Random } from '../chaos/random.ts';

const real = crypto.randomBytes;
let drawn: Random | undefined;

/** Draws from a history's chance from now on; from the real one where none is given. */
export function drawFrom(random: Random | undefined): void {
  drawn = random;
}

const randomBytes = (size: number): Buffer => {
  const random = drawn;
  if (random === undefined) return real(size);
  return Buffer.from(Array.from({ length: size }, () => Math.floor(random.next() * 256)));
};
Object.assign(crypto, { randomBytes });
// What is imported by name is replaced too.
syncBuiltinESMExports();
