import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Flag } from '../../src/people/inbox.ts';
import { addPosted, flagOf } from '../support/flag.ts';
import { folderOf, NOW, recordFiles } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';

const flag = (id: string, over: Partial<Flag> = {}): Flag =>
  flagOf(id, { text: `It was not so:\nsays ${id} \u001B[31m`, ...over });

/** A store with what is given, and the command over it. */
async function inbox(...flags: readonly Flag[]) {
  const { store, dataDir } = await storeOfTest();
  for (const one of flags) await store.addFlag(one, NOW.subtract({ hours: 1 }), 9_999);
  const ran = async (...args: readonly string[]) => {
    const streams = { output: new PassThrough(), errors: new PassThrough() };
    const said = { output: '', errors: '' };
    for (const name of ['output', 'errors'] as const)
      streams[name].on('data', (chunk: Buffer) => void (said[name] += chunk.toString('utf8')));
    const env = { BRIEFS_DIR: folderOf(recordFiles()), DATA_DIR: dataDir };
    const code = await run(['inbox', ...args], { env, input: new PassThrough(), ...streams, now: () => NOW });
    return { code, ...said };
  };
  return { store, ran };
}

describe('inbox', () => {
  test('lists what was flagged and asked in vain, in the language asked for', async () => {
    const { store, ran } = await inbox(flag('a'));
    await addPosted(store, flag('b'));
    await store.countQuestion('moon landing', '2026-11-20', 9);
    await store.countQuestion('long ago', '2026-08-26', 9);
    const { code, output } = await ran();
    expect(code).toBe(0);
    expect(output).toContain('2 flags\n- a grain-corridor: November 24, 2026');
    expect(output).toContain('It was not so: says b');
    expect(output).toContain('1 question that found nothing in the last 90 days\n- moon landing: 1 time');
    for (const text of ['U777', 'long ago', '\u001B']) expect(output).not.toContain(text);
    expect((await ran('--language', 'zh')).output).toMatch(/^收件箱\n/u);
  });
  test('is empty at first', async () => {
    const { ran } = await inbox();
    expect((await ran()).output).toContain('Nobody has flagged anything.');
  });
  test('tells the same as JSON, and not who flagged it', async () => {
    const { store, ran } = await inbox();
    await addPosted(store, flag('a', { link: 'https://example.org/' }));
    await store.countQuestion('moon landing', '2026-11-20', 9);
    const { output } = await ran('--as', 'json');
    expect(JSON.parse(output)).toEqual({
      flags: [
        {
          id: 'a',
          topic: 'grain-corridor',
          statement: 'harbour-notes/hands-shaken',
          text: 'It was not so:\nsays a \u001B[31m',
          link: 'https://example.org/',
          language: 'en',
          place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
          createdAt: '2026-11-24T12:00:00Z',
        },
      ],
      questions: [{ text: 'moon landing', count: 1, lastOn: '2026-11-20' }],
    });
    expect(output).not.toContain('\u001B');
  });
  test('marks flags as done with, and fails for those that there are not', async () => {
    const { store, ran } = await inbox(flag('a'), flag('b'), flag('c'));
    expect(await ran('--done', 'a')).toMatchObject({ code: 0, output: 'a is done with.\n' });
    expect(await ran('--done', 'b', '--done', 'nowhere')).toMatchObject({
      code: 1,
      output: 'b is done with.\n',
      errors: 'attache: there is no open flag "nowhere". `attache inbox` lists them.\n',
    });
    expect((await ran('--done', 'a')).code).toBe(1);
    expect((await store.openFlags(9)).map(({ id }) => id)).toEqual(['c']);
  });
  test('lists no more than five hundred flags, and says so', async () => {
    const { ran } = await inbox(...Array.from({ length: 501 }, (_, index) => flag(`f${index}`, { person: '' })));
    expect((await ran()).output).toContain('Only the oldest 500 are listed.');
  });
  test.each([
    [['--as', 'slack'], '--as takes text or json'],
    [['--done', 'a', '--as', 'json'], '--done takes the ID of a flag, and nothing beside it'],
    [['--done'], 'argument missing'],
    [['--language', 'fr'], 'there is no language "fr"'],
    [['a'], 'Unexpected argument'],
  ])('of %j is misuse', async (args, expected) => {
    const { ran } = await inbox();
    const { code, errors } = await ran(...args);
    expect(code).toBe(2);
    expect(errors).toContain(expected);
  });
});
