/** Passwords: which are refused, and how they are kept (argon2id, in the PHC string format). */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AttacheError } from '../shared/errors.ts';

const derive = promisify(argon2);

/** https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

export const MIN_PASSWORD = 12;
const MAX_PASSWORD = 1_000;

const bare = (text: string): string => text.toLowerCase().replaceAll(/[\s\p{P}]/gu, '');

/** Fewer guesses than 10 to the power of this find what is refused, beginning with what is common. */
const GUESSES_POWER = 8;
/** So much of a password is looked at: more takes time, and makes none weaker. */
const MAX_LOOKED = 100;

/** Loaded where somebody chooses a password: the list of 40,000 common ones, and what finds them, keyboard rows, repeats and dates in a password. */
let estimating: Promise<(password: string, name: string) => number> | undefined;
const estimate = () =>
  (estimating ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([{ ZxcvbnFactory }, { dictionary, adjacencyGraphs: graphs }]) => {
      const estimator = new ZxcvbnFactory({ dictionary, graphs });
      return (password, name) =>
        estimator.check(password.slice(0, MAX_LOOKED), [name, ...name.split(' '), 'attache']).guessesLog10;
    },
  ));

/** Returns what is wrong with a password that somebody chose, or undefined. */
export async function passwordFault(password: string, name: string): Promise<'short' | 'long' | 'plain' | undefined> {
  const { length } = Array.from(password);
  if (length < MIN_PASSWORD) return 'short';
  if (length > MAX_PASSWORD) return 'long';
  // The own name again and again is what is guessed first.
  if (name !== '' && bare(password).replaceAll(bare(name), '').length < 4) return 'plain';
  return (await estimate())(password, name) < GUESSES_POWER ? 'plain' : undefined;
}

/** Two at a time: each takes 19 MB, and a thousand guesses at once must not take the memory of the process. */
const AT_ONCE = 2;
/** How many wait for it: strangers for half a second or so, and before them who has a link or a device that is known. */
const MAX_WAITING = { known: 32, stranger: 8 } as const;
let running = 0;
const waiting = { known: [] as (() => void)[], stranger: [] as (() => void)[] };

/** Whose password is worked on. */
export type PasswordPriority = keyof typeof MAX_WAITING;

type Derived = { readonly salt: Buffer; readonly memory: number; readonly passes: number; readonly bytes: number };

/** Rejects with AttacheError('busy') where too many wait. */
async function deriveTag(
  password: string,
  whose: PasswordPriority,
  { salt, memory, passes, bytes }: Derived,
): Promise<Buffer> {
  if (running < AT_ONCE) running += 1;
  else if (waiting[whose].length < MAX_WAITING[whose])
    await new Promise<void>((resolve) => waiting[whose].push(resolve));
  else throw new AttacheError('busy', 'Too many passwords are being looked at; try again in a moment.');
  try {
    // The same password typed on another keyboard may be written with other characters.
    const message = password.normalize('NFKC').slice(0, MAX_PASSWORD);
    return await derive('argon2id', { message, nonce: salt, parallelism: 1, tagLength: bytes, memory, passes });
  } finally {
    // The place goes to who waits.
    const next = waiting.known.shift() ?? waiting.stranger.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

/** Returns what is kept of a password; rejects with AttacheError('busy') where too many wait for it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await deriveTag(password, 'known', { salt, memory: MEMORY_KIB, passes: PASSES, bytes: TAG_BYTES });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${base64(salt)}$${base64(tag)}`;
}

/** Something to compare with where there is no account, so that this takes as long. */
const DUMMY_HASH = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${base64(Buffer.alloc(SALT_BYTES))}$${base64(Buffer.alloc(TAG_BYTES))}`;

/** Returns whether a password is the one that was kept; where none was, false after the same time. Rejects with AttacheError('busy') where too many wait for it. */
export async function verifyPassword(
  password: string,
  kept: string | undefined,
  whose: PasswordPriority = 'stranger',
): Promise<boolean> {
  const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]+)\$([\w+/]+)$/u.exec(kept ?? DUMMY_HASH);
  if (read === null) return false;
  const [, memory, passes, salt = '', tag = ''] = read;
  const expected = Buffer.from(tag, 'base64');
  const derived = { salt: Buffer.from(salt, 'base64'), memory: Number(memory), passes: Number(passes) };
  const given = await deriveTag(password, whose, { ...derived, bytes: expected.length });
  return timingSafeEqual(given, expected) && kept !== undefined;
}
