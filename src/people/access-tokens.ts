/** Tokens by which programs read: made and withdrawn by people, kept as hashes, and the port to the store. */
import { LRUCache } from 'lru-cache';
import { newId } from '../digest/ids.ts';
import { lruOptions } from '../shared/lru-options.ts';
import { createTokenBuckets } from '../shared/token-buckets.ts';
import type { Actor } from './accounts.ts';
import { createAuditWriter, type AuditEntry } from './audit.ts';
import { hashToken, newToken } from './tokens.ts';

/** What a token is sent in: the header of a program, or the path of a feed or a calendar, whose readers send no header. */
export const TOKEN_PLACES = ['header', 'path'] as const;
export type TokenPlace = (typeof TOKEN_PLACES)[number];

/** A token as it is kept: never itself. Its one scope is to read. */
export type AccessToken = {
  readonly id: string;
  readonly name: string;
  readonly place: TokenPlace;
  readonly hash: string;
  /** The name that who made it had then; '' where it was made before that was kept. */
  readonly madeBy: string;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | undefined;
  readonly withdrawnAt: Temporal.Instant | undefined;
};

export type AccessTokenStore = {
  /** Adds a token with its entry in the audit list; false where one of this name is in use. */
  readonly addAccessToken: (token: AccessToken, entry: AuditEntry) => Promise<boolean>;
  /** Returns all tokens, the newest first. */
  readonly accessTokens: () => Promise<readonly AccessToken[]>;
  readonly accessTokenOf: (hash: string) => Promise<AccessToken | undefined>;
  readonly noteAccessTokenUse: (id: string, at: Temporal.Instant) => Promise<void>;
  /** Withdraws the token of a name; false where none of it is in use. */
  readonly withdrawAccessToken: (name: string, at: Temporal.Instant, entry: AuditEntry) => Promise<boolean>;
};

/** What a token that was sent is good for: `busy` for one that has read too much in the last minute, `guessed` where it was not looked up, since too many were tried from there that read nothing. */
export type TokenAnswer = 'good' | 'unknown' | 'expired' | 'withdrawn' | 'busy' | 'guessed';

export type AccessTokens = {
  /** Makes a token of a name, shown this once. */
  readonly make: (
    wanted: { readonly name: string; readonly place: TokenPlace; readonly days: number },
    by: Actor,
  ) => Promise<
    | { readonly ok: true; readonly token: string; readonly expiresAt: Temporal.Instant }
    | { readonly ok: false; readonly because: 'name' | 'days' | 'name-taken' }
  >;
  readonly withdraw: (name: string, by: Actor) => Promise<boolean>;
  readonly list: () => Promise<readonly AccessToken[]>;
  /** Says whether a token may read here, and counts its use; what reads nothing is counted by the network that it came from. */
  readonly check: (token: string, place: TokenPlace, network: string) => Promise<TokenAnswer>;
};

/** By this a token is known for one, in a file or a log where it should not be. */
const PREFIX = 'attache_';
const TOKEN = /^attache_[\w-]{43}$/u;
const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,58}[\p{L}\p{N}])?$/u;
export const MAX_TOKEN_DAYS = 730;
/** So many requests at once, and two a second over time. */
const BURST = 120;
const REFILL_MS = 500;
/** So many tokens that read nothing are looked up of one network at once, and one a second over time. */
const WRONG = { burst: 300, milliseconds: 1_000 } as const;
/** So many that were good are looked up whatever else was tried from where they come. */
const MAX_PROVEN = 1_000;
/** How exactly it is kept when a token was last used. */
const NOTE_MINUTES = 5;

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

/** Returns whether a token is still good, and else why not. */
export const tokenState = (
  { withdrawnAt, expiresAt }: Pick<AccessToken, 'withdrawnAt' | 'expiresAt'>,
  now: Temporal.Instant,
): 'good' | 'expired' | 'withdrawn' =>
  withdrawnAt !== undefined ? 'withdrawn' : isBefore(now, expiresAt) ? 'good' : 'expired';

/** Returns the tokens of a store; each process has limits of its own. */
export function createAccessTokens({
  store,
  now,
}: {
  readonly store: AccessTokenStore;
  readonly now: () => Temporal.Instant;
}): AccessTokens {
  const entry = createAuditWriter({ now, newId });
  const buckets = createTokenBuckets(BURST, REFILL_MS);
  const wrong = createTokenBuckets(WRONG.burst, WRONG.milliseconds);
  const proven = new LRUCache<string, true>(lruOptions(MAX_PROVEN));
  return {
    make: async ({ name, place, days }, by) => {
      if (!NAME.test(name)) return { ok: false, because: 'name' };
      if (!Number.isInteger(days) || days < 1 || days > MAX_TOKEN_DAYS) return { ok: false, because: 'days' };
      const token = PREFIX + newToken();
      const createdAt = now();
      const expiresAt = createdAt.add({ hours: 24 * days });
      const kept = {
        id: newId(),
        name,
        place,
        hash: hashToken(token),
        madeBy: by.name,
        createdAt,
        expiresAt,
        usedAt: undefined,
        withdrawnAt: undefined,
      };
      const isAdded = await store.addAccessToken(kept, entry(by, { act: 'token-made', about: name, detail: place }));
      return isAdded ? { ok: true, token, expiresAt } : { ok: false, because: 'name-taken' };
    },
    withdraw: async (name, by) =>
      await store.withdrawAccessToken(name, now(), entry(by, { act: 'token-withdrawn', about: name })),
    list: store.accessTokens,
    check: async (token, place, network) => {
      if (!TOKEN.test(token)) return 'unknown';
      const at = now();
      const hash = hashToken(token);
      const isProven = proven.has(hash);
      // Before it is looked up, since many may come at once.
      if (!isProven && !wrong.take(network, at.epochMilliseconds)) return 'guessed';
      const kept = await store.accessTokenOf(hash);
      const state = kept?.place === place ? tokenState(kept, at) : 'unknown';
      if (kept === undefined || state !== 'good') {
        proven.delete(hash);
        return state;
      }
      proven.set(hash, true);
      if (!isProven) wrong.give(network, at.epochMilliseconds);
      if (!buckets.take(kept.id, at.epochMilliseconds)) return 'busy';
      if (kept.usedAt === undefined || isBefore(kept.usedAt, at.subtract({ minutes: NOTE_MINUTES })))
        await store.noteAccessTokenUse(kept.id, at);
      return 'good';
    },
  };
}
