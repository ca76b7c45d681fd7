import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { NOW } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';

/** The command over a store of its own. */
async function people(over: Readonly<Record<string, string>> = { DESK_HOSTS: 'desk.example.org' }) {
  const { store, dataDir } = await storeOfTest();
  const ran = async (...args: readonly string[]) => {
    const streams = { output: new PassThrough(), errors: new PassThrough() };
    const said = { output: '', errors: '' };
    for (const name of ['output', 'errors'] as const)
      streams[name].on('data', (chunk: Buffer) => void (said[name] += chunk.toString('utf8')));
    const env = { DATA_DIR: dataDir, ...over };
    const code = await run(['people', ...args], { env, input: new PassThrough(), ...streams, now: () => NOW });
    return { code, ...said };
  };
  return { store, ran };
}

test('prints the link of the first admin again, as the start does', async () => {
  const { store, ran } = await people({});
  const told = (await ran('link')).output;
  expect(told).toMatch(/\nhttp:\/\/127\.0\.0\.1:3000\/sign-in#[\w-]{43}\n$/u);
  expect((await ran('link')).output).toBe(told);
  await ran('add', 'Ann', '--role', 'admin');
  expect(await ran('link')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('the desk has an admin') as string,
  });
  await store.close();
  const elsewhere = await people();
  expect((await elsewhere.ran('link')).output).toMatch(
    /becomes its admin[^]*\nhttps:\/\/desk\.example\.org\/sign-in#[\da-f]{44}/u,
  );
});

test('adds people by a link, lists them, changes and removes them', async () => {
  const { store, ran } = await people();
  expect((await ran('list')).output).toContain('Nobody has an account.');
  expect(await ran('add', 'Bo', '--role', 'reader')).toMatchObject({
    code: 1,
    errors: 'attache: the first person must be an admin, who adds the others: --role admin.\n',
  });
  const added = await ran('add', 'Ann Example', '--role', 'admin');
  expect(added.code).toBe(0);
  expect(added.output).toMatch(
    /^Ann Example is admin\. This link signs in once, until 2026-11-24T12:10Z; give it to nobody else:\nhttps:\/\/desk\.example\.org\/sign-in#[\da-f]{44}\n$/u,
  );
  await ran('add', 'Bo', '--role', 'reader');
  expect((await ran('link', 'bo')).output).toMatch(/^Bo is reader\. .*\n.*\/sign-in#/u);
  expect(await ran('role', 'Bo', '--role', 'curator')).toMatchObject({ code: 0, output: 'Bo is curator.\n' });
  expect((await ran('list')).output).toBe(
    ['Ann Example: admin, signs in by links, not signed in', 'Bo: curator, signs in by links, not signed in', ''].join(
      '\n',
    ),
  );
  expect(JSON.parse((await ran('list', '--as', 'json')).output)).toMatchObject([
    { name: 'Ann Example' },
    { role: 'curator' },
  ]);
  expect((await ran('sign-out', 'bo')).output).toBe(
    'bo is signed out everywhere, and links made before work no more.\n',
  );
  expect((await ran('sign-out', 'Di')).errors).toContain('there is nobody of the name "Di"');
  expect((await ran('remove', 'Ann Example')).errors).toContain('nobody would be left who may look after people');
  expect((await ran('remove', 'Bo')).output).toBe('Bo is removed, and signed out everywhere.\n');
  expect((await ran('remove', 'Bo')).errors).toContain('there is nobody of the name "Bo"');
  const done = await store.auditEntries({}, 9);
  expect(done.every(({ name }) => name === 'command line')).toBe(true);
  expect(done.map(({ act }) => act).toSorted()).toEqual(
    ['account-added', 'account-added', 'account-removed', 'link-made', 'role-changed', 'sessions-ended'].toSorted(),
  );
});

test.each([
  [[], 'people takes add NAME --role ROLE'],
  [['add'], 'people add takes one NAME'],
  [['add', 'Ann'], 'people add takes --role: reader, curator, reviewer, admin'],
  [['add', 'Ann', 'Example', '--role', 'admin'], 'put quotes around it'],
  [['add', 'Ann', '--role', 'owner'], 'there is no role "owner"'],
  [['remove', 'Ann', '--role', 'admin'], 'people remove takes no --role'],
  [['list', 'Ann'], 'people list takes no name'],
  [['remove', 'Ann', '--as', 'json'], '--as takes text or json, with people list'],
])('of %j is misuse', async (args, expected) => {
  const { ran } = await people();
  const { code, errors } = await ran(...args);
  expect(code).toBe(2);
  expect(errors).toContain(expected);
});
