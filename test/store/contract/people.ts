/** What both engines keep of the people of the desk: accounts, links that work once, sessions, and the audit list. */
import { beforeEach, describe, expect, it } from 'vitest';
import { entryOf, type AuditEntry, type NewAuditEntry } from '../../../src/people/audit.ts';
import type { Role } from '../../../src/people/roles.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTwice, type EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

const BY = { id: 'by', name: 'By' };
let entries = 0;
const entry = (deed: NewAuditEntry = { act: 'account-added' }, when = at(0), by = BY): AuditEntry =>
  entryOf(by, deed, when, `entry${String(++entries).padStart(4, '0')}`);
const link = (id: string, account: string | undefined) => ({ id, hash: id, account, expiresAt: at(10) });

export function peopleContract({ fresh }: EngineUnderTest): void {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    [store, other] = await openTwice(fresh);
  });
  const add = (id: string, name: string, role: Role = 'admin', subject?: string): Promise<string> =>
    store.addAccount({ id, name, role, createdAt: at(0), subject }, entry());
  const ended = async (hash: string) => [
    (await other.session(hash)) === undefined,
    (await other.link(`link of ${hash}`))?.ended,
  ];
  const use = (hash: string, over = {}, when = at(1)) =>
    other.useLink(hash, over, (account) => entry({ act: 'signed-in' }, when, account));

  describe('accounts', () => {
    it('are kept by name, each name once, whatever the case', async () => {
      expect(await store.hasAccounts()).toBe(false);
      expect(await add('b', 'Bo', 'reader', 'https://idp.example 7')).toBe('added');
      expect(await add('a', 'Ann')).toBe('added');
      expect(await add('c', ' ANN')).toBe('name-taken');
      expect(await add('d', 'Di', 'reader', 'https://idp.example 7')).toBe('subject-taken');
      expect(await other.hasAccounts()).toBe(true);
      const none = { createdAt: at(0), seenAt: undefined };
      expect(await other.accounts()).toStrictEqual([
        { id: 'a', name: 'Ann', role: 'admin', subject: undefined, ...none },
        { id: 'b', name: 'Bo', role: 'reader', subject: 'https://idp.example 7', ...none },
      ]);
      expect(await store.accountNamed('ann')).toMatchObject({ id: 'a' });
      expect(await store.accountNamed('nobody')).toBeUndefined();
      expect(await store.accountOf('https://idp.example 7')).toEqual({
        id: 'b',
        name: 'Bo',
        role: 'reader',
        removed: false,
      });
      // What was refused left no trace.
      expect(await store.auditEntries({}, 9)).toHaveLength(2);
    });

    it('of one name are one though they are added at once', async () => {
      const added = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? store : other).addAccount(
            { id: `p${index}`, name: 'Ann', role: 'admin', createdAt: at(0) },
            entry(),
          ),
        ),
      );
      expect(added.filter((one) => one === 'added')).toHaveLength(1);
    });

    it('that are removed end with their sessions and links, free the name, and are known as removed', async () => {
      await add('a', 'Ann');
      await add('b', 'Bo', 'reader', 'sub');
      await store.addLink(link('l', 'b'));
      await store.addSession({ hash: 's', account: 'b', createdAt: at(0) }, entry());
      expect(await other.removeAccount('b', entry({ act: 'account-removed' }, at(2)))).toBe('removed');
      expect(await store.session('s')).toBeUndefined();
      // Nor does one that began while the person was removed.
      await store.addSession({ hash: 'late', account: 'b', createdAt: at(1) });
      expect(await store.session('late')).toBeUndefined();
      expect(await store.link('l')).toMatchObject({ ended: 'withdrawn' });
      expect(await store.accountNamed('Bo')).toBeUndefined();
      expect(await store.accountOf('sub')).toMatchObject({ id: 'b', removed: true });
      expect(await store.removeAccount('b', entry())).toBe('missing');
      expect(await add('b2', 'Bo', 'reader')).toBe('added');
    });

    it('keep one who may administer, though all are demoted or removed at once', async () => {
      await add('a', 'Ann');
      await add('b', 'Bo');
      await add('c', 'Cy', 'reader');
      const results = await Promise.all([
        store.changeRole('a', 'reader', entry()),
        other.changeRole('b', 'curator', entry()),
        store.removeAccount('a', entry()),
        other.removeAccount('b', entry()),
      ]);
      expect(results).toContain('last-admin');
      expect((await store.accounts()).filter(({ role }) => role === 'admin')).toHaveLength(1);
    });

    it('may all be removed, the last one last', async () => {
      await add('a', 'Ann');
      expect(await store.removeAccount('a', entry())).toBe('removed');
      expect(await store.hasAccounts()).toBe(false);
    });
  });

  describe('links', () => {
    it('work once, also where they are used at several places at once', async () => {
      await add('a', 'Ann');
      await store.addLink(link('l', 'a'), entry({ act: 'link-made' }));
      const used = await Promise.all(Array.from({ length: 6 }, () => use('l')));
      expect(used.filter((one) => one !== 'gone')).toEqual([{ id: 'a', name: 'Ann', role: 'admin' }]);
      expect(await store.link('l')).toMatchObject({ account: 'a', ended: 'used' });
    });

    it('that tie a provider end the sessions of their person, and others none', async () => {
      await add('a', 'Ann');
      await store.addSession({ hash: 's', account: 'a', createdAt: at(0) }, entry());
      await store.addLink(link('l', 'a'));
      await use('l');
      expect(await store.session('s')).toBeDefined();
      await store.addLink(link('tie', 'a'));
      await use('tie', { subject: 'sub' });
      expect(await store.session('s')).toBeUndefined();
    });

    it('end after so many wrong codes, and count none once they ended', async () => {
      await add('a', 'Ann');
      await store.addLink(link('l', 'a'));
      await Promise.all([store.noteGuess('l', 3), other.noteGuess('l', 3)]);
      expect(await store.link('l')).toStrictEqual({ ...link('l', 'a'), ended: undefined });
      await store.noteGuess('l', 3);
      expect(await other.link('l')).toMatchObject({ ended: 'guessed' });
      expect(await use('l')).toBe('gone');
      await store.addLink(link('next', 'a'));
      await use('next');
      for (let tries = 0; tries < 3; tries += 1) await store.noteGuess('next', 3);
      expect(await store.link('next')).toMatchObject({ ended: 'used' });
    });

    it('end with the sessions of their person: all at once, and with a lower role', async () => {
      await add('a', 'Ann');
      await add('b', 'Bo', 'curator');
      const begin = async (hash: string): Promise<void> => {
        await store.addSession({ hash, account: 'b', createdAt: at(0) }, entry());
        await store.addLink(link(`link of ${hash}`, 'b'));
      };
      await begin('one');
      await store.endAccess('b', entry({ act: 'sessions-ended' }));
      expect(await ended('one')).toEqual([true, 'withdrawn']);
      await begin('two');
      await store.changeRole('b', 'reviewer', entry());
      expect(await ended('two')).toEqual([false, undefined]);
      await store.changeRole('b', 'curator', entry());
      expect(await ended('two')).toEqual([true, 'withdrawn']);
    });

    it('do not work once they have expired, or a newer one is there', async () => {
      await add('a', 'Ann');
      await store.addLink(link('old', 'a'));
      await store.addLink(link('new', 'a'));
      expect(await use('old')).toBe('gone');
      expect(await store.link('old')).toMatchObject({ ended: 'replaced' });
      expect(await use('new', {}, at(10))).toBe('gone');
      expect(await use('nowhere')).toBe('gone');
      expect(await use('new', {}, at(9))).toMatchObject({ id: 'a' });
    });

    it('make one first admin only', async () => {
      await store.addLink(link('old', undefined));
      await store.addLink(link('new', undefined));
      expect(await store.link('old')).toMatchObject({ ended: 'replaced' });
      const made = await Promise.all(['Ann', 'Bo'].map((name) => use('new', { first: { id: name, name } })));
      expect(made.filter((one) => one !== 'gone')).toMatchObject([{ role: 'admin' }]);
      await store.addLink(link('late', undefined));
      expect(await use('late', { first: { id: 'c', name: 'Cy' } })).toBe('has-admin');
      expect(await store.accounts()).toMatchObject([{ role: 'admin', createdAt: at(1) }]);
    });

    it('tie a subject to one person only', async () => {
      await add('a', 'Ann');
      await add('b', 'Bo', 'reader', 'sub');
      await store.addLink(link('l', 'a'));
      expect(await use('l', { subject: 'sub' })).toBe('subject-taken');
      expect(await store.link('l')).toMatchObject({ ended: undefined });
      expect(await use('l', { subject: 'sub2' })).toMatchObject({ id: 'a' });
      expect(await store.accountOf('sub2')).toMatchObject({ id: 'a' });
      // Who was removed comes back by a link.
      expect(await store.removeAccount('b', entry())).toBe('removed');
      await store.addLink(link('back', 'a'));
      expect(await use('back', { subject: 'sub' })).toMatchObject({ id: 'a' });
      expect(await store.accountOf('sub')).toMatchObject({ id: 'a', removed: false });
    });
  });

  it('keeps sessions with who they are now, until they are ended', async () => {
    await add('a', 'Ann');
    await add('b', 'Bo', 'reader');
    await store.addSession({ hash: 's', account: 'b', createdAt: at(0) }, entry());
    await store.touchSession('s', at(5));
    await store.changeRole('b', 'curator', entry());
    expect(await other.session('s')).toStrictEqual({
      session: { hash: 's', account: 'b', createdAt: at(0), seenAt: at(5) },
      account: { id: 'b', name: 'Bo', role: 'curator' },
    });
    expect((await other.accounts()).map(({ seenAt }) => seenAt)).toStrictEqual([undefined, at(5)]);
    await store.endSession('s');
    expect(await other.session('s')).toBeUndefined();
  });

  it('lists what was done, the newest first, by act and time, page by page', async () => {
    const done = [
      entry({ act: 'records-published', about: 'north/topics/a.yaml', detail: '\0x' }, at(1), {
        id: 'a',
        name: 'Ann 100%',
      }),
      entry({ act: 'signed-in' }, at(2), { id: 'b', name: 'Bo' }),
      entry({ act: 'records-published' }, at(2), { id: 'b', name: 'Bo' }),
      entry({ act: 'records-published' }, at(3), { id: '', name: '王小明' }),
    ];
    for (const one of done) await store.addAudit(one);
    const ids = async (...given: Parameters<Store['auditEntries']>) =>
      (await other.auditEntries(...given)).map(({ id }) => done.findIndex((one) => one.id === id));
    expect(await ids({}, 9)).toEqual([3, 2, 1, 0]);
    expect(await ids({ act: 'records-published' }, 9)).toEqual([3, 2, 0]);
    expect(await ids({ from: at(2), until: at(3) }, 9)).toEqual([2, 1]);
    expect(await ids({}, 2)).toEqual([3, 2]);
    expect(await ids({}, 2, done[2])).toEqual([1, 0]);
    expect((await other.auditEntries({}, 9)).at(-1)).toStrictEqual({ ...done[0], detail: 'x' });
  });

  it('forgets sessions, links and entries, each before its time', async () => {
    await add('a', 'Ann');
    for (const [hash, when] of [
      ['unseen', at(0)],
      ['seen', at(0)],
      ['old', at(-90)],
    ] as const)
      await store.addSession({ hash, account: 'a', createdAt: when }, entry({ act: 'signed-in' }, at(-9)));
    for (const hash of ['seen', 'old']) await store.touchSession(hash, at(9));
    await store.addLink({ ...link('over', undefined), expiresAt: at(-1) });
    await store.addLink(link('open', undefined));
    await store.tidyAccounts({ seen: at(1), made: at(-60), links: at(0), audit: at(-1) });
    expect(
      await Promise.all(['unseen', 'seen', 'old'].map(async (hash) => (await store.session(hash))?.session.hash)),
    ).toEqual([undefined, 'seen', undefined]);
    expect(await store.link('over')).toBeUndefined();
    expect(await store.link('open')).toBeDefined();
    expect((await store.auditEntries({}, 9)).map(({ act }) => act)).toEqual(['account-added']);
  });
}
