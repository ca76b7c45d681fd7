/** What both engines keep of days that passed, and of chat identities that are each one person's. */
import { beforeEach, describe, expect, it } from 'vitest';
import { entryOf, type AuditEntry } from '../../../src/people/audit.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTwice, type EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

let entries = 0;
const entry = (minute = 0): AuditEntry =>
  entryOf(
    { id: 'by', name: 'By' },
    { act: 'account-added' },
    at(minute),
    `review${String(++entries).padStart(4, '0')}`,
  );
const said = (askOn: string, by = 'Ann') => ({ key: 'due/a/b/2026-10-31', askOn, by, at: at(1) });
const ME = { platform: 'slack', identity: 'T1/U1', name: 'me', tiedAt: at(1) };

export function reviewContract({ fresh }: EngineUnderTest): void {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    [store, other] = await openTwice(fresh);
  });
  const add = (id: string, name: string): Promise<string> =>
    store.addAccount({ id, name, role: 'reviewer', createdAt: at(0) }, entry());
  const code = (hash: string, account: string): Promise<void> => store.addTieCode({ hash, account, expiresAt: at(15) });

  describe('what was said of days that passed', () => {
    it('stands in place of what stood there when it was said, of two at once the first one', async () => {
      const both = await Promise.all([
        store.answerDate(said('2026-12-01'), undefined),
        other.answerDate(said('2026-12-02', 'Bo'), undefined),
      ]);
      expect(both.filter(Boolean)).toHaveLength(1);
      const [first] = await store.dateAnswers();
      const askOn = first?.askOn ?? '';
      expect(first).toEqual(said(askOn, askOn.endsWith('1') ? 'Ann' : 'Bo'));
      expect(await other.answerDate(said('2027-01-01', 'Bo'), askOn)).toBe(true);
      expect(await store.answerDate(said('2027-02-01'), askOn)).toBe(false);
      expect(await store.dateAnswers()).toEqual([said('2027-01-01', 'Bo')]);
      expect(await store.removeDateAnswer('due/a/b/2026-10-31', askOn)).toBe(false);
      expect(await store.removeDateAnswer('due/a/b/2026-10-31', '2027-01-01')).toBe(true);
      expect(await other.dateAnswers()).toEqual([]);
    });
  });

  describe('chat identities', () => {
    it('are tied by a code that works once, before it expires, in place of earlier ones', async () => {
      await add('a', 'Ann');
      await code('early', 'a');
      await code('late', 'a');
      expect(await store.tieByCode('early', ME, () => entry())).toBeUndefined();
      const both = await Promise.all(
        [store, other].map((one, index) => one.tieByCode('late', { ...ME, identity: `T1/U${index}` }, () => entry())),
      );
      expect(both.filter((one) => one !== undefined)).toEqual([{ id: 'a', name: 'Ann', role: 'reviewer' }]);
      await code('old', 'a');
      expect(await store.tieByCode('old', { ...ME, tiedAt: at(15) }, () => entry())).toBeUndefined();
      await code('burnt', 'a');
      await other.burnTieCode('burnt');
      expect(await store.tieByCode('burnt', ME, () => entry())).toBeUndefined();
    });

    it('are one person’s each, and nobody’s once that account is removed', async () => {
      for (const [id, name] of [
        ['a', 'Ann'],
        ['b', 'Bo'],
      ] as const) {
        await add(id, name);
        await code(`code ${id}`, id);
        expect(await store.tieByCode(`code ${id}`, ME, () => entry())).toMatchObject({ id });
      }
      expect(await other.tiedAccount(ME)).toEqual({ id: 'b', name: 'Bo', role: 'reviewer' });
      expect([await store.ties('a'), await store.ties('b')]).toEqual([[], [ME]]);
      expect(await store.tiedAccount({ platform: 'discord', identity: ME.identity })).toBeUndefined();
      expect(await store.untie('a', ME, entry())).toBe(false);
      await store.removeAccount('b', entry());
      expect(await other.tiedAccount(ME)).toBeUndefined();
      await store.tidyChatTies(at(0));
      expect(await store.ties('b')).toEqual([]);
      await code('anew', 'a');
      expect(await store.tieByCode('anew', ME, () => entry())).toMatchObject({ id: 'a' });
      await store.addSession({ hash: 's', account: 'a', createdAt: at(0) }, entry());
      await store.addLink({ id: 'l', hash: 'l', account: 'a', expiresAt: at(10) });
      expect(await store.untie('a', ME, entry())).toBe(true);
      expect(await store.ties('a')).toEqual([]);
      expect([await other.session('s'), (await other.link('l'))?.ended]).toEqual([undefined, 'withdrawn']);
    });

    it('that go over to another person end the sessions of the one before', async () => {
      for (const [id, name] of [
        ['a', 'Ann'],
        ['b', 'Bo'],
      ] as const) {
        await add(id, name);
        await store.addSession({ hash: id, account: id, createdAt: at(0) }, entry());
      }
      for (const id of ['a', 'a', 'b']) {
        expect(await store.session('a')).toBeDefined();
        await code(id, id);
        await store.tieByCode(id, ME, () => entry());
      }
      expect([await store.session('a'), await store.session('b')]).toMatchObject([undefined, {}]);
    });
  });
}
