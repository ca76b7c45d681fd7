import { describe, expect, test } from 'vitest';
import { createAccounts } from '../../src/people/accounts.ts';
import { createChatTies } from '../../src/people/chat-ties.ts';
import type { Role } from '../../src/people/roles.ts';
import { hashToken } from '../../src/people/tokens.ts';
import { newId } from '../../src/digest/ids.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { NOW } from '../support/records.ts';

const BY = { id: '', name: 'test' };

/** People over a store in memory, with a clock that a test sets. */
function peopleOfTest() {
  let hours = 0;
  const now = (): Temporal.Instant => NOW.add({ milliseconds: Math.round(3_600_000 * hours) });
  const store = memoryStore(now);
  const accounts = createAccounts({ store, now });
  const add = async (name: string, role: Role = 'admin'): Promise<string> => {
    const invited = await accounts.add({ name, role }, BY);
    if (!invited.ok) throw new Error(invited.because);
    return invited.code;
  };
  const invite = async (name: string): Promise<string> => {
    const invited = await accounts.invite(name, BY);
    if (!invited.ok) throw new Error(invited.because);
    return invited.code;
  };
  const use = async (code: string): Promise<string> => {
    const entered = await accounts.signInByLink(code, '');
    return entered.ok ? entered.token : entered.because;
  };
  const enter = async (name: string, role: Role = 'admin') => use(await add(name, role));
  const acts = async () => (await accounts.audit({}, 50)).map(({ name, act, about }) => [name, act, about].join(' '));
  return { accounts, store, now, add, invite, use, enter, acts, pass: (more: number) => void (hours += more) };
}

describe('links', () => {
  test('are of 128 random bits, of which the store has a hash', async () => {
    const { add, invite, store } = peopleOfTest();
    const [one, two] = [await add('Ann'), await invite('Ann')];
    expect(one).toMatch(/^[\da-f]{44}$/u);
    // Twelve digits name the link; 32 are the secret.
    expect(one.slice(12)).not.toBe(two.slice(12));
    const stored = await store.link(one.slice(0, 12));
    expect(stored?.hash).toBe(hashToken(one));
    expect(JSON.stringify(stored)).not.toContain(one.slice(12));
  });

  test('say why they do not work: used, expired, replaced, ended, never there', async () => {
    const { accounts, add, invite, use, pass } = peopleOfTest();
    const used = await add('Ann');
    // Looking uses nothing, however often.
    for (let at = 0; at < 20; at += 1)
      expect(await accounts.openLink(used)).toMatchObject({ ok: true, account: { name: 'Ann', role: 'admin' } });
    expect(await accounts.signInByLink(used, 'another')).toMatchObject({ account: { name: 'Ann' } });
    expect(await use(used)).toBe('used');
    const replaced = await add('Bo', 'reader');
    const newest = await invite('Bo');
    expect([await use(replaced), await use(newest)]).toEqual(['replaced', expect.stringMatching(/^[\w-]{43}$/u)]);
    const ended = await add('Cy', 'reader');
    await accounts.signOutEverywhere('Cy', BY);
    expect(await use(ended)).toBe('withdrawn');
    const removed = await add('Di', 'reader');
    await accounts.remove('Di', BY);
    expect(await use(removed)).toBe('withdrawn');
    expect([await use('never'), await use('0'.repeat(44))]).toEqual(['gone', 'gone']);
    const late = await invite('Bo');
    pass(1 / 6 - 1 / 3_600);
    expect(await accounts.openLink(late)).toMatchObject({ ok: true });
    pass(1 / 3_600);
    expect([await accounts.openLink(late), await use(late)]).toEqual([{ ok: false, because: 'expired' }, 'expired']);
  });

  test('end after five wrong codes of theirs, which no other link minds', async () => {
    const { add, invite, use } = peopleOfTest();
    const code = await add('Ann');
    const other = await add('Bo', 'reader');
    const wrong = (at: number): string => code.slice(0, 12) + String(at).padStart(32, '0');
    for (let at = 0; at < 4; at += 1) expect(await use(wrong(at))).toBe('gone');
    expect(await use(other)).toMatch(/^[\w-]{43}$/u);
    expect(await use(wrong(4))).toBe('gone');
    expect(await use(code)).toBe('guessed');
    expect(await use(await invite('Ann'))).toMatch(/^[\w-]{43}$/u);
  });

  test('of the first admin work as long as there is none, the newest of them', async () => {
    const { accounts } = peopleOfTest();
    const [one, two] = [await accounts.inviteFirst(), await accounts.inviteFirst()];
    const use = (code = '', name = 'Ann') => accounts.signInByLink(code, name);
    expect(await use(one?.code)).toEqual({ ok: false, because: 'replaced' });
    expect(await use(two?.code, '')).toEqual({ ok: false, because: 'empty' });
    const three = await accounts.add({ name: 'Bo', role: 'admin' }, BY);
    expect(await use(two?.code)).toEqual({ ok: false, because: 'has-admin' });
    expect(three.ok && (await accounts.remove('Bo', BY))).toBe('removed');
    expect(await use(two?.code)).toMatchObject({ ok: true, account: { name: 'Ann', role: 'admin' } });
    expect(await accounts.inviteFirst()).toBeUndefined();
  });
});

describe('sessions', () => {
  test('end a week after their last use, a month after they began, and by signing out', async () => {
    const { accounts, enter, invite, use, pass } = peopleOfTest();
    const used = await enter('Ann');
    const unused = await enter('Bo', 'reader');
    for (let days = 0; days < 29; days += 1) {
      pass(24);
      expect(await accounts.session(used)).toMatchObject({ name: 'Ann' });
    }
    expect(await accounts.session(unused)).toBeUndefined();
    pass(25);
    expect(await accounts.session(used)).toBeUndefined();
    const again = await use(await invite('Ann'));
    await accounts.signOut(again);
    expect(await accounts.session(again)).toBeUndefined();
    await accounts.signOut('never');
  });

  test('live for seven days without use, and no longer', async () => {
    const { accounts, enter, pass } = peopleOfTest();
    const [used, unused] = [await enter('Ann'), await enter('Bo')];
    pass(7 * 24);
    expect(await accounts.session(used)).toMatchObject({ name: 'Ann' });
    pass(1);
    expect(await accounts.session(used)).toMatchObject({ name: 'Ann' });
    expect(await accounts.session(unused)).toBeUndefined();
  });

  test('of one person stay beside each other, and end together: by the command, by a lower role, by removal', async () => {
    const { accounts, enter, invite, use } = peopleOfTest();
    await enter('Root');
    const tokens = [await enter('Ann', 'reviewer'), await use(await invite('Ann'))];
    const live = async () => Promise.all(tokens.map(async (token) => (await accounts.session(token))?.role));
    expect(await live()).toEqual(['reviewer', 'reviewer']);
    await accounts.changeRole('Ann', 'admin', BY);
    expect(await live()).toEqual(['admin', 'admin']);
    await accounts.changeRole('Ann', 'curator', BY);
    expect(await live()).toEqual([undefined, undefined]);
    tokens.push(await use(await invite('Ann')));
    expect(await accounts.signOutEverywhere(' ANN', BY)).toBe(true);
    expect(await live()).toEqual([undefined, undefined, undefined]);
    expect(await accounts.signOutEverywhere('Nobody', BY)).toBe(false);
    tokens.push(await use(await invite('Ann')));
    await accounts.remove('Ann', BY);
    expect(await live()).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('end with the tie of a chat account that was undone, or that went to somebody else', async () => {
    const { accounts, store, now, enter, invite, use } = peopleOfTest();
    const ties = createChatTies({ store, now, newId });
    const me = { platform: 'slack', identity: 'T1/U1', name: 'ann' };
    const tie = async (name: string) => {
      const account = (await accounts.list()).find((one) => one.name === name)!;
      await ties.tie(me, (await ties.newCode(account))?.code ?? '');
      return account;
    };
    const first = await enter('Ann');
    const ann = await tie('Ann');
    const open = await accounts.inviteSelf(ann, 'slack');
    expect(await accounts.session(first)).toMatchObject({ name: 'Ann' });
    expect(await ties.untie(ann, me)).toBe(true);
    expect(await accounts.session(first)).toBeUndefined();
    expect(await use(open.code)).toBe('withdrawn');
    const second = await use(await invite('Ann'));
    await tie('Ann');
    const other = await enter('Bo', 'reader');
    await tie('Bo');
    expect(await accounts.session(second)).toBeUndefined();
    expect(await accounts.session(other)).toMatchObject({ name: 'Bo' });
  });

  test('last though the clock is set back', async () => {
    const { accounts, enter, pass } = peopleOfTest();
    const token = await enter('Ann');
    pass(-48);
    expect(await accounts.session(token)).toMatchObject({ name: 'Ann' });
    expect(await accounts.session('x'.repeat(43))).toBeUndefined();
  });
});

test('the provider names people by its own id: a name of somebody else makes nobody that person', async () => {
  const { accounts, add, enter, acts } = peopleOfTest();
  await enter('Ann');
  const come = (subject: string, name: string) =>
    accounts.signInBy({ subject: `https://idp.example ${subject}`, name }, { role: 'reader' });
  expect(await come('1', 'Ann')).toMatchObject({ ok: true, account: { name: 'Ann (2)', role: 'reader' } });
  expect(await come('2', ' ANN ')).toMatchObject({ account: { name: 'ANN (3)' } });
  expect(await come('3', 'on this machine')).toMatchObject({ account: { name: 'Person' } });
  expect(await come('1', 'Anna')).toMatchObject({ account: { name: 'Ann (2)' } });
  expect(await accounts.remove('Ann (2)', BY)).toBe('removed');
  expect(await come('1', 'Ann')).toEqual({ ok: false, because: 'removed' });
  // An admin can take them in again: by a link, as anybody.
  const back = { subject: 'https://idp.example 1', name: 'Ann' };
  expect(await accounts.signInBy(back, { link: await add('Anna') })).toMatchObject({ account: { name: 'Anna' } });
  expect(await come('1', 'Ann')).toMatchObject({ ok: true, account: { name: 'Anna' } });
  expect(await accounts.signInBy({ subject: 's', name: 'Eve' }, {})).toEqual({ ok: false, because: 'unknown' });
  expect(await acts()).toContain('Ann (2) account-added Ann (2)');
});

test('a refused sign-in at the provider is written down once a minute', async () => {
  const { accounts, pass } = peopleOfTest();
  const names = [' Mallory ', 'mallory', '  ', 'Eve'];
  for (const name of names) await accounts.refused(name, '192.0.2.1');
  pass(1 / 60);
  await accounts.refused('Mallory', '192.0.2.1');
  const entries = await accounts.audit({ act: 'sign-in-refused' }, 50);
  const told = entries.map(({ name, person, about, detail }) => [name, person, about, detail].join());
  expect(told.toSorted()).toEqual(['Eve,,,', 'Mallory,,,', 'Mallory,,,']);
});

test('what people do to each other is written down, and what was refused is not', async () => {
  const { accounts, enter, acts } = peopleOfTest();
  expect(await accounts.add({ name: 'Bo', role: 'reader' }, BY)).toEqual({ ok: false, because: 'first-admin' });
  await enter('Ann');
  await enter('Bo', 'reader');
  const ann = (await accounts.list())[0]!;
  expect(await accounts.changeRole('Ann', 'reader', ann)).toBe('last-admin');
  expect(await accounts.remove('Ann', ann)).toBe('last-admin');
  expect(await accounts.changeRole('bo', 'curator', ann)).toBe('changed');
  expect(await accounts.changeRole('Bo', 'curator', ann)).toBe('changed');
  expect(await accounts.changeRole('Nobody', 'curator', ann)).toBe('missing');
  expect(await accounts.who('curate')).toEqual(['Ann', 'Bo']);
  expect(await accounts.remove('Bo', ann)).toBe('removed');
  await accounts.note(ann, { act: 'records-published', about: 'a.yaml' });
  expect((await acts()).toSorted()).toEqual(
    [
      'Ann records-published a.yaml',
      'Ann account-removed Bo',
      'Ann role-changed Bo',
      'Bo signed-in ',
      'test account-added Bo',
      'Ann signed-in ',
      'test account-added Ann',
    ].toSorted(),
  );
});

test('what is kept too long is deleted', async () => {
  const { accounts, enter, pass } = peopleOfTest();
  const token = await enter('Ann');
  pass(24 * 731);
  await accounts.note(BY, { act: 'records-published' });
  await accounts.tidy();
  expect(await accounts.session(token)).toBeUndefined();
  expect((await accounts.audit({}, 9)).map(({ act }) => act)).toEqual(['records-published']);
});
