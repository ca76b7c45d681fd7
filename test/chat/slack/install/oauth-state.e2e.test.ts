/** The state of an installation: signed, bounded in time, and taken once, on two replicas that share a store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StateStore } from '@slack/oauth';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStateStore } from '../../../../src/chat/slack/install/oauth-state.ts';
import { openStore } from '../../../../src/store/open.ts';
import type { Store } from '../../../../src/store/store.ts';

const SCOPES = { scopes: ['chat:write'] };
const START = Temporal.Instant.from('2026-11-24T12:00:00Z');
const IGNORED = new Date(0);

let now: Temporal.Instant;
let dataDir: string;
let stores: readonly Store[];
let one: StateStore;
let two: StateStore;

const replica = (store: Store, secret = 'the same secret on both'): StateStore =>
  createStateStore({
    secret,
    installOptions: SCOPES,
    now: () => now,
    claim: async (name) => await store.claimEvent(name, now),
  });
const take = async (states: StateStore, state: string): Promise<unknown> =>
  await states.verifyStateParam(IGNORED, state).catch((error: unknown) => (error as Error).message);

beforeEach(async () => {
  now = START;
  dataDir = mkdtempSync(join(tmpdir(), 'attache-state-'));
  stores = [await openStore(undefined, { dataDir }), await openStore(undefined, { dataDir })];
  const [first, second] = stores;
  if (first === undefined || second === undefined) throw new Error('no stores');
  one = replica(first);
  two = replica(second);
});
afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('it is taken once, whichever replica it comes back to', async () => {
  const state = await one.generateStateParam(SCOPES, IGNORED);
  // It goes through a cookie and an address as it is.
  expect(state).toMatch(/^[\w.-]{60,200}$/u);
  expect(await one.generateStateParam(SCOPES, IGNORED)).not.toBe(state);
  const taken = await Promise.all([take(one, state), take(two, state), take(one, state)]);
  expect(taken.filter((result) => result === SCOPES)).toHaveLength(1);
  expect(taken.filter((result) => result === 'the state of an installation is used')).toHaveLength(2);
  expect(await take(two, state)).toContain('used');
});

test('it is good for ten minutes, and not before it was made', async () => {
  const states = await Promise.all([1, 2, 3].map(() => one.generateStateParam(SCOPES, IGNORED)));
  now = START.add({ minutes: 10 });
  expect(await take(two, states[0] ?? '')).toBe(SCOPES);
  now = START.add({ minutes: 10, seconds: 1 });
  expect(await take(two, states[1] ?? '')).toContain('expired');
  now = START.subtract({ minutes: 2 });
  expect(await take(two, states[2] ?? '')).toContain('expired');
});

test('it is refused where anything of it was changed, or another secret signed it, and takes nothing then', async () => {
  const state = await one.generateStateParam(SCOPES, IGNORED);
  const [at = '', random = '', signature = ''] = state.split('.');
  const [store] = stores;
  if (store === undefined) throw new Error('no store');
  const foreign = await replica(store, 'another secret').generateStateParam(SCOPES, IGNORED);
  for (const forged of [
    '',
    '..',
    foreign,
    `${Number(at) + 60}.${random}.${signature}`,
    `${at}.${random}x.${signature}`,
    `${at}.${random}.${signature.slice(0, -1)}`,
    `${at}.${random}.${signature}.more`,
    `${at}.${random}`,
    `${state} `,
  ])
    expect({ forged, taken: await take(two, forged) }).toEqual({ forged, taken: expect.stringContaining('forged') });
  expect(await take(two, state)).toBe(SCOPES);
});

test('it is refused where the store cannot be asked', async () => {
  const state = await one.generateStateParam(SCOPES, IGNORED);
  await stores[0]?.close();
  expect(await take(one, state)).not.toBe(SCOPES);
});
