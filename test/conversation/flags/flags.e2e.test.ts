import { CURATORS } from '../../support/flag.ts';
import { describe, expect, test } from 'vitest';
import {
  createFlags,
  optionValue,
  type FlagsOptions,
  type FlagResult,
  type FlagInput,
  type Flagger,
  type Flags,
} from '../../../src/conversation/flags/flags.ts';
import { BOTTOM_LINE, statementKey } from '../../../src/reply/button.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import type { Store } from '../../../src/store/store.ts';
import { topicRecord, catalogueOf, NOW, recordFiles, STATEMENTS } from '../../support/records.ts';
import { fieldOf } from '../../support/form.ts';
import { storeOfTest } from '../../support/store.ts';

const by: Flagger = { channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' }, person: 'U1', language: 'en' };
const given: FlagInput = {
  topic: 'tea-trade',
  statement: 'harbour-notes/hands-shaken',
  text: 'They did not shake hands.',
  link: 'https://example.org/photo',
};

async function inbox(over: Partial<FlagsOptions> = {}): Promise<{ readonly flags: Flags; readonly store: Store }> {
  const catalogue = catalogueOf(
    recordFiles({
      'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
      'north-south/topics/secret-plan.yaml': topicRecord('secret plan', { status: 'draft' }),
      'north-south/topics/old-ferry.yaml': topicRecord('old ferry', {
        status: 'retracted',
        retraction: { id: 'gone', on: '2026-10-02', what: { en: 'It sank.' } },
      }),
    }),
  );
  const { store } = await storeOfTest();
  let ids = 0;
  return {
    store,
    flags: createFlags({
      store,
      catalogue: () => catalogue,
      now: () => NOW,
      newId: () => `flag${++ids}abcdefghijklmnop`,
      curators: undefined,
      wake: () => {},
      ...over,
    }),
  };
}
const noted = ({ blocks }: Reply): string[] => blocks.flatMap((block) => (block.type === 'note' ? [block.text] : []));
const fields = (flagged: FlagResult): string[] => (flagged.ok ? ['kept'] : flagged.faults.map(({ field }) => field));

describe('the form', () => {
  test('begins with what the message showed, the first of it chosen', async () => {
    const { flags: one } = await inbox();
    const keys = ['harbour-notes/hands-shaken', 'gone'].map(statementKey);
    const asked = one.form('tea-trade', 'en', keys);
    if (!asked.ok) throw new Error('there is no form');
    const statement = fieldOf(asked.form, 'statement', 'choice');
    const [first, second, third, ...others] = statement.options.map(({ value }) => value);
    expect([first, second, third]).toEqual([optionValue('harbour-notes/hands-shaken'), '*bottom-line', '*']);
    expect(others).not.toContain(first);
    expect(statement.chosen).toBe(first);
  });

  test('begins with the bottom line where the message showed it first', async () => {
    const { flags: one, store } = await inbox();
    const asked = one.form('tea-trade', 'en', [BOTTOM_LINE, 'harbour-notes/hands-shaken'].map(statementKey));
    if (!asked.ok) throw new Error('there is no form');
    const { options, chosen } = fieldOf(asked.form, 'statement', 'choice');
    expect(options.slice(0, 3).map(({ value }) => value)).toEqual([
      BOTTOM_LINE,
      optionValue('harbour-notes/hands-shaken'),
      '*',
    ]);
    expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
    expect(fields(await one.flag({ ...given, statement: chosen }, by))).toEqual(['kept']);
    expect((await store.openFlags(9))[0]?.statement).toBe(BOTTOM_LINE);
  });

  test.each(['en', 'zh'] as const)('in %s asks which statement, what is wrong, and for a link', async (language) => {
    const { flags: one, store } = await inbox();
    const asked = one.form('tea-trade', language);
    if (!asked.ok) throw new Error('there is no form');
    const { title, about, button } = asked.form;
    const statement = fieldOf(asked.form, 'statement', 'choice');
    const [text, link] = [fieldOf(asked.form, 'text', 'text'), fieldOf(asked.form, 'link', 'text')];
    expect(title.length).toBeLessThanOrEqual(24);
    expect(button).toMatchObject({ verb: 'flag', topic: 'tea-trade' });
    expect(about.join()).toContain('The tea trade');
    expect(about.join()).toContain(language === 'en' ? 'Your name is not stored' : '不含您的姓名');
    // The key points first, each by a value that is short enough for every platform and names its statement.
    const [bottomLine, whole, ...values] = statement.options.map(({ value }) => value);
    expect([whole, bottomLine]).toEqual(['*', '*bottom-line']);
    expect(values).toHaveLength(7);
    expect(Math.max(...values.map(({ length }) => length))).toBeLessThanOrEqual(75);
    for (const value of values)
      expect(fields(await one.flag({ ...given, statement: value }, { ...by, person: value }))).toEqual(['kept']);
    const flagged = (await store.openFlags(99)).map((flag) => flag.statement);
    expect(flagged.toSorted()).toEqual(
      Object.values(STATEMENTS)
        .map(({ id }) => `harbour-notes/${id}`)
        .toSorted(),
    );
    expect(statement.options[2]?.label).toBe('The ministers met in the customs house.');
    expect(statement.options[3]?.label).toBe('Quill doubts that it stays open through the winter.');
    expect([text.least, text.most, link.most]).toEqual([10, 2_000, 500]);
  });
  test.each([
    ['that is retracted', 'old-ferry', 'This brief was retracted'],
    ['that there is not', 'nowhere', 'This brief no longer exists'],
    ['that is a draft', 'secret-plan', 'This brief no longer exists'],
  ])('of a brief %s is none, and says why', async (_what, topic, why) => {
    const { flags: one } = await inbox();
    const asked = one.form(topic, 'en');
    expect(asked.ok ? [] : noted(asked.reply)).toEqual([expect.stringContaining(why)]);
  });
});

describe('a flag', () => {
  test('is kept with where it was flagged and what, and confirmed', async () => {
    const { flags: one, store } = await inbox();
    const flagged = await one.flag(given, by);
    expect(flagged).toMatchObject({ ok: true, reply: { title: 'Thank you: your report is saved', audience: 'asker' } });
    expect(await store.openFlags(9)).toEqual([
      {
        ...given,
        id: 'flag1abc',
        language: 'en',
        channelRef: by.channelRef,
        person: 'U1',
        createdAt: NOW,
        doneAt: undefined,
      },
    ]);
  });
  test('is due to be posted at once where curators have a channel, and the poster is told', async () => {
    let told = 0;
    const { flags: one, store } = await inbox({ curators: CURATORS, wake: () => void (told += 1) });
    await one.flag(given, by);
    const [kept] = await store.openFlags(9);
    expect(await store.delivery(kept?.id ?? '')).toMatchObject({ kind: 'flag', channelRef: CURATORS, nextAt: NOW });
    expect(told).toBe(1);
    await one.flag(given, by);
    await one.flag({ ...given, text: '' }, by);
    expect(told).toBe(1);
  });
  test.each<[string, Partial<FlagInput>, string[]]>([
    ['without anything', { statement: undefined, text: undefined, link: undefined }, ['statement', 'text']],
    ['of white space and marks', { statement: '', text: ' \u200B\u202E\n\t\u0000 ' }, ['statement', 'text']],
    ['of a statement that there is not', { statement: 'nowhere' }, ['statement']],
    ['of a statement by its id alone, as it was once', { statement: 'hands-shaken' }, ['statement']],
    ['of a statement of another kind of thing', { statement: '__proto__' }, ['statement']],
    ['of too few characters', { text: 'wrong' }, ['text']],
    ['of too few characters when cleaned', { text: `wrong${' '.repeat(50)}` }, ['text']],
    ['of too many characters', { text: 'x'.repeat(2_001) }, ['text']],
    ['of far too many characters', { text: 'x'.repeat(1_000_000) }, ['text']],
    ['with a link that is none', { link: 'example' }, ['link']],
    ['with a link of another kind', { link: 'javascript:alert(1)' }, ['link']],
    ['with a link to a file', { link: 'file:///etc/passwd' }, ['link']],
    ['with a link to nowhere', { link: 'https://' }, ['link']],
    ['with more than a link', { link: 'https://example.org/ and more' }, ['link']],
    ['with a link of many characters', { link: `https://example.org/${'x'.repeat(500)}` }, ['link']],
    ['with a link that grows when it is written out', { link: `https://example.org/${'中'.repeat(470)}` }, ['link']],
    ['with a password in its link', { link: 'https://ada:secret@example.org/' }, ['link']],
    ['wrong everywhere', { statement: 'x', text: 'x', link: 'x' }, ['statement', 'text', 'link']],
    ['on a retracted brief', { topic: 'old-ferry' }, ['form']],
    ['on a brief that is gone', { topic: 'nowhere' }, ['form']],
    ['on a draft', { topic: 'secret-plan' }, ['form']],
  ])('%s is refused at its fields, and nothing is kept', async (_what, over, expected) => {
    const { flags: one, store } = await inbox();
    const flagged = await one.flag({ ...given, ...over }, by);
    expect(fields(flagged)).toEqual(expected);
    expect(flagged.ok ? [] : noted(flagged.reply)).toEqual(
      flagged.ok ? [] : flagged.faults.map(({ message }) => message),
    );
    expect(JSON.stringify(flagged)).not.toContain('secret@');
    expect(await store.openFlags(9)).toEqual([]);
  });
  test('on a statement chosen in the form is kept with the id of the statement', async () => {
    const { flags: one, store } = await inbox();
    const asked = one.form('tea-trade', 'en');
    const chosen = asked.ok ? fieldOf(asked.form, 'statement', 'choice').options.at(-1) : undefined;
    expect(fields(await one.flag({ ...given, statement: chosen?.value }, by))).toEqual(['kept']);
    expect((await store.openFlags(9))[0]?.statement).toBe('harbour-notes/closes-in-winter');
  });
  test.each<[string, Partial<FlagInput>]>([
    ['on the brief as a whole', { statement: '*' }],
    ['on its bottom line', { statement: '*bottom-line' }],
    ['of as few characters as are enough', { text: 'x'.repeat(10) }],
    ['of as many as are allowed', { text: 'x'.repeat(2_000) }],
    ['without a link', { link: undefined }],
    ['with an empty link', { link: '  ' }],
    ['with an address that is not secure', { link: 'http://example.org' }],
  ])('%s is kept', async (_what, over) => {
    const { flags: one, store } = await inbox();
    expect(fields(await one.flag({ ...given, ...over }, by))).toEqual(['kept']);
    expect(await store.openFlags(9)).toHaveLength(1);
  });
  test('is cleaned of what steers a terminal or turns text around, and keeps its lines', async () => {
    const { flags: one, store } = await inbox();
    await one.flag(
      { ...given, text: ' Not so:\r\n\u202Ethey\u202C \u001B[31mdid\u0007 not.\n\n\n\n See  <@U1> & *me* \uD800 ' },
      by,
    );
    expect((await store.openFlags(9))[0]?.text).toBe('Not so:\nthey [31mdid not.\n\nSee  <@U1> & *me* \uFFFD');
  });
  test('of one person are five an hour, and the same twice counts once', async () => {
    let now = NOW;
    const { flags: one, store } = await inbox({ now: () => now });
    const flag = (text: string, person = 'U1'): Promise<FlagResult> => one.flag({ ...given, text }, { ...by, person });
    for (let index = 0; index < 5; index += 1) expect(fields(await flag(`It is wrong, ${index}.`))).toEqual(['kept']);
    expect(fields(await flag('It is wrong, 0.'))).toEqual(['kept']);
    const refused = await flag('It is wrong, 5.');
    expect(fields(refused)).toEqual(['form']);
    expect(refused.ok ? '' : noted(refused.reply)[0]).toContain('You have sent 5 reports within an hour');
    expect(fields(await flag('It is wrong, 5.', 'U2'))).toEqual(['kept']);
    expect(await store.openFlags(99)).toHaveLength(6);
    now = NOW.add({ hours: 1, seconds: 1 });
    expect(fields(await flag('It is wrong, 5.'))).toEqual(['kept']);
  });
  test('is answered in the language of who flags', async () => {
    const { flags: one } = await inbox();
    expect(await one.flag(given, { ...by, language: 'zh' })).toMatchObject({ reply: { title: '谢谢，已保存' } });
    const refused = await one.flag({ ...given, text: '' }, { ...by, language: 'zh' });
    expect(refused.ok ? [] : refused.faults).toEqual([{ field: 'text', message: '请说明哪里有误，至少10个字符。' }]);
  });
});
