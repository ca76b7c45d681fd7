/** Faults in words: the fields by their names, with examples, and fixes that do what they say. */
import { describe, expect, test } from 'vitest';
import { finding, type Finding, faultWords, findingText } from '../../src/records/fault.ts';
import { fieldLabel, fieldWords } from '../../src/records/field-labels.ts';
import { fixOf, fixText } from '../../src/records/fault-fixes.ts';
import { pathOfField } from '../../src/records/text-edit/edit-value.ts';
import { jsonSchemas } from '../../src/records/json-schema.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import { parseRecord } from '../../src/records/parse-record.ts';
import { RelationshipSchema, DocumentSchema, TopicSchema } from '../../src/records/schema.ts';
import { editedText, readRecord } from '../../src/records/text-edit/edit-text.ts';
import { folderOf } from '../support/records.ts';
import { WRITTEN } from '../support/written.ts';

const at = (field: string, what: Finding) => ({ field, ...what });
const differ = (english: readonly string[], chinese: readonly string[], sides: 'en' | 'zh' | 'other') =>
  finding('figures-differ', { english, chinese, sides });

describe('a fault in words', () => {
  test('names the field as forms do, and gives an example of what is expected', () => {
    const fault = at('disagreements.0.sides.1.text.zh', finding('empty'));
    expect(faultWords(fault, 'en')).toMatchObject({ field: 'disagreement 1 · side 2 · text · Chinese' });
    expect(faultWords(fault, 'zh')).toEqual({
      field: '分歧 1 · 一方 2 · 正文 · 中文',
      message: '是空的；请填写，或删去该字段',
      example: undefined,
    });
    expect(faultWords(at('accessedOn', finding('missing')), 'en').example).toBe('2025-11-02');
    // Of no relationship that there is.
    expect(faultWords(at('bottomLine.restsOn.0', finding('missing')), 'en').example).toBe(
      'ministry-2026-05-04-trade-talks/duties-lowered',
    );
    // Its words have one.
    expect(faultWords(at('publishedOn', finding('not-a-date')), 'en').example).toBeUndefined();
  });

  test('says which language alone has a figure, and leaves what it quotes as it stands there', () => {
    expect(findingText(differ(['"300"'], ['"310"', '"7"'], 'other'), 'en')).toBe(
      'English alone says "300", Chinese alone says "310", "7"; give both languages the same numbers, dates and addresses',
    );
    expect(findingText(differ(['"September 24, 2026"'], ['"9月25日"', '"7"'], 'other'), 'zh')).toBe(
      '仅英文有"September 24, 2026"、仅中文有"9月25日"、"7"；两种语言的数字、日期和网址须一致',
    );
    expect(findingText(differ(['"300"'], [], 'en'), 'en')).toMatch(/^English alone says "300"; /u);
    expect(findingText(differ([], ['"310"'], 'zh'), 'zh')).toMatch(/^仅中文有"310"；/u);
  });

  test.each(['figures', 'names', 'hedges', 'negations', 'directions'] as const)('calls %s by a name', (part) => {
    const more = finding('more-than-words', { part, words: ['40', '14'] });
    expect(findingText(more, 'en')).toMatch(/^is more than wording: other [a-z ]+ \(40, 14\); /u);
    expect(findingText(more, 'zh')).toMatch(/^不只是措辞：\p{Script=Han}+不同（40、14）；/u);
  });

  test('of files and folders is Chinese to the end', () => {
    const empty = createRecordLoader(folderOf({})).read().faults;
    const missing = createRecordLoader('/nowhere/records').read().faults;
    expect([...empty, ...missing].map((one) => findingText(one, 'zh'))).toEqual([
      '没有主题；请新建双边关系（npm run -s attache -- new 国家 国家），在已有的关系中添加主题，或把 BRIEFS_DIR 设为有主题的文件夹',
      '无法读取（ENOENT）；请检查 BRIEFS_DIR 和该文件夹的权限',
    ]);
  });

  test('the outermost entry of a list is named by its own words, where the record is at hand', () => {
    const statement = {
      id: 'x',
      text: { en: 'Tea is carried over the mountains by caravans.', zh: '茶叶由商队运过山。' },
    };
    const record = { statements: [{}, statement], keyPoints: ['a/b'] };
    expect(fieldWords('statements.1.citations.0.find', 'en', record)).toBe(
      'statement 2 “Tea is carried over the mountains by ca…” · citation 1 · words to find',
    );
    expect(fieldWords('statements.1.text.zh', 'zh', record)).toBe('陈述 2 “茶叶由商队运过山。” · 正文 · 中文');
    expect(fieldWords('statements.0.text', 'en', record)).toBe('statement 1 · text');
    expect(fieldWords('keyPoints.0', 'en', record)).toBe('key points 1');
  });

  test('every field of the schemas has a name in both languages', () => {
    const names = new Set<string>();
    const walk = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if ('properties' in schema && typeof schema.properties === 'object')
        for (const name of Object.keys(schema.properties ?? {})) names.add(name);
      for (const inner of Object.values(schema)) walk(inner);
    };
    for (const text of jsonSchemas().values()) walk(JSON.parse(text));
    expect(names.size).toBeGreaterThan(60);
    expect([...names].filter((name) => !/\p{Script=Han}/u.test(fieldLabel(name, 'zh')))).toEqual([]);
    expect(fieldWords('watch.next-round.text.en', 'en')).toBe('to watch · next-round · text · English');
  });
});

const findingOf = (
  text: string,
  schema: typeof TopicSchema | typeof DocumentSchema | typeof RelationshipSchema,
  field: string,
): Finding | undefined => {
  const found = parseRecord('a.yaml', text, schema).faults.find((one) => one.field === field);
  return found && { code: found.code, params: found.params };
};

describe('an empty or a misread field is told as what it is', () => {
  test('and not as something else', () => {
    expect(findingOf('title: { en: , zh: }\n', TopicSchema, 'title.en')).toEqual(finding('empty'));
    expect(findingOf('title: { en: 7 }\n', TopicSchema, 'title.en')).toEqual(finding('number-for-text'));
    expect(findingOf('title: Tea\n', TopicSchema, 'title')).toEqual(finding('not-a-group'));
    expect(findingOf('parties: Tea\n', RelationshipSchema, 'parties')).toEqual(finding('not-a-list'));
    expect(
      findingOf('statements: [{ kind: reported-fact, eventOn: 2025-10-30 }]\n', DocumentSchema, 'statements.0.eventOn'),
    ).toEqual(finding('date-without-precision'));
  });

  test.each([
    ['from', 'is missing; add `from`, the first day of the period that is meant, such as 2026-01-01', '第一天'],
    ['to', 'is missing; add `to`, the last day of the period that is meant, such as 2026-03-31', '最后一天'],
    ['text', 'is missing; add `text`, the words for the period, such as { en: early 2026 }', '正文'],
  ])('and the part %s of a period by its name', (part, message, zh) => {
    const field = `statements.0.eventOn.${part}`;
    const text = 'statements: [{ kind: reported-fact, eventOn: { precision: about } }]\n';
    const found = findingOf(text, DocumentSchema, field) ?? finding('missing');
    expect(findingText(found, 'en')).toBe(message);
    expect(faultWords({ field, ...found }, 'zh')).toMatchObject({
      field: `陈述 1 · 发生时间 · ${zh}`,
      message: expect.stringMatching(new RegExp(`^缺失；请补上 ${part}，`, 'u')) as string,
      example: undefined,
    });
    expect(fieldWords('statements.0.to', 'en')).toBe('statement 1 · to whom');
  });
});

/** The record after the fix of the fault of a field. */
function mended(text: string, schema: typeof TopicSchema | typeof DocumentSchema, field: string) {
  const fault = parseRecord('a.yaml', text, schema).faults.find((one) => one.field === field);
  if (fault === undefined) throw new Error('there is no such fault');
  const fix = fixOf(fault, readRecord(text), { names: ['title', 'summary'], required: ['title', 'summary'] });
  if (fix === undefined) throw new Error(`nothing mends: ${fault.code}`);
  const after = fix.edits.reduce<string | undefined>((now, edit) => now && editedText(now, edit), text) ?? '';
  expect(parseRecord('a.yaml', after, schema).faults.filter((one) => one.field === field)).toEqual([]);
  return { label: fixText(fix, 'en'), after };
}

describe('a quick fix', () => {
  test.each([
    ['title: { en: Tea trade }', 'title: { en: " Tea trade" }', 'title.en', 'Write Tea trade'],
    ['status: published', 'status: publishd', 'status', 'Write published'],
    ['on: 2026-09-03, by', 'on: 2026/9/3, by', 'verified.on', 'Write 2026-09-03'],
    ['summary:', 'sumary:', 'sumary', 'Rename it to summary'],
    ['corrections: []\n', '', 'corrections', 'Add an empty list'],
    ['title: { en: Tea trade }', 'title: { en: 2026 }', 'title.en', 'Put it in quotes'],
    ['id: tea-first', 'id: Tea First', 'history.0.id', 'Write tea-first'],
  ])('of %s written as %s', (right, wrong, field, label) => {
    const found = mended(WRITTEN.replace(right, wrong), TopicSchema, field);
    expect(found.label).toBe(label);
    expect(readRecord(found.after)).toBeDefined();
  });

  test('of a date as one word', () => {
    const { label, after } = mended(
      'statements:\n  - kind: reported-fact\n    eventOn: 2025-10 # loosely\n',
      DocumentSchema,
      'statements.0.eventOn',
    );
    expect(label).toBe('Write it as a month');
    expect(after).toContain('eventOn: { precision: month, on: 2025-10 } # loosely');
  });

  test('takes an empty field out, but no Chinese of a record that has a Chinese title', () => {
    const empty = finding('empty');
    const around = { names: ['en', 'zh', 'note'], required: ['en'] };
    expect(fixOf({ field: 'note', ...empty }, { note: null }, around)?.edits).toEqual([
      { kind: 'remove', path: ['note'] },
    ]);
    const summary = { en: null, zh: null };
    for (const field of ['summary.zh', 'summary.en'])
      expect(fixOf({ field, ...empty }, { title: { en: 'Tea', zh: '茶叶' }, summary }, around)).toBeUndefined();
    expect(fixOf({ field: 'summary.zh', ...empty }, { title: { en: 'Tea' }, summary }, around)?.edits).toEqual([
      { kind: 'remove', path: ['summary', 'zh'] },
    ]);
  });

  test('is not there where nobody could be sure', () => {
    const odd = finding('not-one-of', { options: ['draft', 'published'] });
    expect(fixOf({ field: 'status', ...odd }, { status: 'odd' })).toBeUndefined();
    expect(fixOf({ field: 'bottomLine', ...finding('missing') }, {})).toBeUndefined();
    expect(fixOf({ field: '', ...finding('empty') }, {})).toBeUndefined();
    expect(pathOfField('watch.0.on')).toEqual(['watch', 0, 'on']);
  });

  test('stands at an entry that is named by its id as well as by its place', () => {
    const record = { tracks: [{ id: 'tea-duty' }, { id: 'silk-duty' }] };
    expect(pathOfField('tracks.silk-duty.title', record)).toEqual(['tracks', 1, 'title']);
    expect(pathOfField('tracks.wool-duty', record)).toEqual(['tracks', 'wool-duty']);
  });

  test('swaps a period, and takes out what is named twice', () => {
    const record = {
      watch: [{ expected: { precision: 'about', from: '2026-02-01', to: '2026-01-01' } }],
      related: ['a', 'a'],
    };
    const editsOf = (field: string, what: Finding) => fixOf({ field, ...what }, record)?.edits;
    const reversed = finding('period-reversed', { from: '2026-02-01', to: '2026-01-01' });
    expect(editsOf('watch.0.expected.to', reversed)?.map((one) => one.kind === 'set' && one.value)).toEqual([
      '2026-01-01',
      '2026-02-01',
    ]);
    expect(editsOf('related.1', finding('named-twice', { name: 'a' }))).toEqual([
      { kind: 'remove', path: ['related', 1] },
    ]);
  });
});
