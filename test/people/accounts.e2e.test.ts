import { describe, expect, test } from 'vitest';
import { createAccounts } from '../../src/people/accounts.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { NOW } from '../support/records.ts';

const BY = { id: '', name: 'test' };
const PASSWORD = 'correct horse battery';

/** People over a store in memory, with a clock that a test sets. */
function peopleOfTest() {
  let hours = 0;
  const now = (): Temporal.Instant => NOW.add({ minutes: Math.round(60 * hours) });
  const accounts = createAccounts({ store: memoryStore(now), now });
  const invite = async (name: string, role: 'admin' | 'reader' = 'admin'): Promise<string> => {
    const invited = await accounts.add({ name, role }, BY);
    if (!invited.ok) throw new Error(invited.because);
    return invited.token;
  };
  const enter = async (name: string, role: 'admin' | 'reader' = 'admin'): Promise<string> => {
    const joined = await accounts.join(await invite(name, role), { name: '', password: PASSWORD });
    if (!joined.ok) throw new Error(joined.because);
    return joined.token;
  };
  const acts = async () => (await accounts.audit({}, 50)).map(({ name, act, about }) => [name, act, about].join(' '));
  return { accounts, invite, enter, acts, pass: (more: number) => void (hours += more) };
}

describe('links', () => {
  test('say why they do not work: used, expired, replaced, removed, never there', async () => {
    const { accounts, invite, pass } = peopleOfTest();
    const used = await invite('Ann');
    expect(await accounts.openLink(used)).toMatchObject({ ok: true, account: { name: 'Ann', role: 'admin' } });
    expect(await accounts.join(used, { name: 'another', password: PASSWORD })).toMatchObject({
      account: { name: 'Ann' },
    });
    expect(await accounts.join(used, { name: '', password: PASSWORD })).toEqual({ ok: false, because: 'used' });
    const late = await invite('Bo', 'reader');
    const replaced = await invite('Cy', 'reader');
    await accounts.invite('Cy', BY);
    expect(await accounts.openLink(replaced)).toEqual({ ok: false, because: 'gone' });
    const removed = await invite('Di', 'reader');
    await accounts.remove('Di', BY);
    expect(await accounts.openLink(removed)).toEqual({ ok: false, because: 'gone' });
    expect(await accounts.openLink('never')).toEqual({ ok: false, because: 'gone' });
    pass(24);
    expect(await accounts.join(late, { name: '', password: PASSWORD })).toEqual({ ok: false, because: 'expired' });
    expect(await accounts.signIn('Bo', PASSWORD)).toBeUndefined();
  });

  test('of a forgotten password end the sessions and the old password', async () => {
    const { accounts, enter } = peopleOfTest();
    const before = await enter('Ann');
    expect(await accounts.session(before)).toMatchObject({ name: 'Ann' });
    const invited = await accounts.invite('ann', BY);
    const token = invited.ok ? invited.token : '';
    const joined = await accounts.join(token, { name: '', password: 'another good password' });
    expect(joined.ok).toBe(true);
    expect(await accounts.session(before)).toBeUndefined();
    expect(await accounts.signIn('Ann', PASSWORD)).toBeUndefined();
    expect(await accounts.signIn(' ANN ', 'another good password')).toMatchObject({ account: { name: 'Ann' } });
  });

  test('of the first admin work as long as there is none, each start another', async () => {
    const { accounts } = peopleOfTest();
    const [one, two] = [await accounts.inviteFirst(), await accounts.inviteFirst()];
    const join = (token = '', name = 'Ann') => accounts.join(token, { name, password: PASSWORD });
    expect(await join(one?.token, '')).toEqual({ ok: false, because: 'empty' });
    expect(await join(one?.token, 'Ann')).toMatchObject({ ok: true, account: { role: 'admin' } });
    expect(await join(two?.token, 'Bo')).toEqual({ ok: false, because: 'has-admin' });
    expect(await accounts.inviteFirst()).toBeUndefined();
  });
});

describe('sessions', () => {
  test('end a week after their last use, a month after they began, and by signing out', async () => {
    const { accounts, enter, pass } = peopleOfTest();
    const used = await enter('Ann');
    const unused = await enter('Bo', 'reader');
    for (let days = 0; days < 29; days += 1) {
      pass(24);
      expect(await accounts.session(used)).toMatchObject({ name: 'Ann' });
    }
    expect(await accounts.session(unused)).toBeUndefined();
    pass(25);
    expect(await accounts.session(used)).toBeUndefined();
    const again = await accounts.signIn('Ann', PASSWORD);
    await accounts.signOut(again?.token ?? '');
    expect(await accounts.session(again?.token ?? '')).toBeUndefined();
    await accounts.signOut('never');
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
  const { accounts, invite, enter, acts } = peopleOfTest();
  await enter('Ann');
  const come = (subject: string, name: string) =>
    accounts.signInBy({ subject: `https://idp.example ${subject}`, name }, { role: 'reader' });
  expect(await come('1', 'Ann')).toMatchObject({ ok: true, account: { name: 'Ann (2)', role: 'reader' } });
  expect(await come('2', ' ANN ')).toMatchObject({ account: { name: 'ANN (3)' } });
  expect(await come('3', 'on this machine')).toMatchObject({ account: { name: 'Person' } });
  expect(await come('1', 'Anna')).toMatchObject({ account: { name: 'Ann (2)' } });
  // No password lets them in.
  expect(await accounts.signIn('Ann (2)', '')).toBeUndefined();
  expect(await accounts.remove('Ann (2)', BY)).toBe('removed');
  expect(await come('1', 'Ann')).toEqual({ ok: false, because: 'removed' });
  // An admin can take them in again: by a link, as anybody.
  const back = { subject: 'https://idp.example 1', name: 'Ann' };
  expect(await accounts.signInBy(back, { link: await invite('Anna') })).toMatchObject({ account: { name: 'Anna' } });
  expect(await come('1', 'Ann')).toMatchObject({ ok: true, account: { name: 'Anna' } });
  expect(await accounts.signInBy({ subject: 's', name: 'Eve' }, {})).toEqual({ ok: false, because: 'unknown' });
  expect(await acts()).toContain('Ann (2) account-added Ann (2)');
});

test('a refused sign-in is written down once a minute, and by no name that may have been a password', async () => {
  const { accounts, enter, pass } = peopleOfTest();
  await enter('Bo');
  await accounts.refused(' bo ', '192.0.2.1', 'form');
  await accounts.refused('bo', '192.0.2.1', 'form');
  await accounts.refused('  ', '192.0.2.1', 'form');
  await accounts.refused('a secret of theirs', '192.0.2.1', 'form');
  pass(1 / 60);
  await accounts.refused('bo', '192.0.2.1', 'form');
  await accounts.refused('Mallory', '192.0.2.1', 'provider');
  const entries = await accounts.audit({ act: 'sign-in-refused' }, 50);
  const told = entries.map(({ name, person, about, detail }) => [name, person, about, detail].join());
  expect(told.toSorted()).toEqual(['Bo,,,', 'Bo,,,', 'Mallory,,,', 'unknown name,,,']);
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
      'Bo password-set Bo',
      'test account-added Bo',
      'Ann signed-in ',
      'Ann password-set Ann',
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
