/** What both engines keep of tokens of programs: hashes, one name in use, and the audit list with each. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccessToken } from '../../../src/people/access-tokens.ts';
import { entryOf, type AuditAct, type AuditEntry } from '../../../src/people/audit.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTwice, type EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

let entries = 0;
const entry = (act: AuditAct = 'token-made'): AuditEntry =>
  entryOf({ id: '', name: 'command line' }, { act }, at(0), `token${String(++entries).padStart(4, '0')}`);
const token = (id: string, over: Partial<AccessToken> = {}): AccessToken => ({
  id,
  name: 'reader',
  place: 'header',
  hash: `hash-${id}`,
  madeBy: 'Ada',
  createdAt: at(0),
  expiresAt: at(600),
  usedAt: undefined,
  withdrawnAt: undefined,
  ...over,
});

export function accessTokenContract({ fresh }: EngineUnderTest): void {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    [store, other] = await openTwice(fresh);
  });

  describe('tokens of programs', () => {
    it('are in use once by a name, also where several are made at once, each with its line in the audit list', async () => {
      const made = await Promise.all(
        [store, other, store].map((one, index) => one.addAccessToken(token(`t${index}`), entry())),
      );
      expect(made.filter(Boolean)).toHaveLength(1);
      const [kept, ...more] = await other.accessTokens();
      expect(more).toEqual([]);
      expect(await store.accessTokenOf(kept?.hash ?? '')).toEqual(token(kept?.id ?? ''));
      expect(await store.accessTokenOf('hash-none')).toBeUndefined();
      expect(await store.auditEntries({ act: 'token-made' }, 9)).toHaveLength(1);
    });

    it('remember their last use, and end where they are withdrawn, once; the name is free then', async () => {
      await store.addAccessToken(token('one', { place: 'path' }), entry());
      await store.noteAccessTokenUse('one', at(3));
      const ended = await Promise.all(
        [store, other].map((one) => one.withdrawAccessToken('reader', at(4), entry('token-withdrawn'))),
      );
      expect(ended.filter(Boolean)).toHaveLength(1);
      expect(await other.accessTokenOf('hash-one')).toEqual(
        token('one', { place: 'path', usedAt: at(3), withdrawnAt: at(4) }),
      );
      expect(await store.auditEntries({ act: 'token-withdrawn' }, 9)).toHaveLength(1);
      expect(await store.withdrawAccessToken('reader', at(5), entry('token-withdrawn'))).toBe(false);
      expect(await store.addAccessToken(token('two'), entry())).toBe(true);
      expect((await store.accessTokens()).map(({ id }) => id).toSorted()).toEqual(['one', 'two']);
    });
  });
}
