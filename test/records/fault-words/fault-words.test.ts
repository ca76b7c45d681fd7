/** Faults in words: every sentence of the rules in Chinese, the fields by their names, and fixes that do what they say. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { PARTS } from '../../../src/records/check/against.ts';
import { SENTENCES } from '../../../src/records/fault-words/chinese.ts';
import { faultWords, inChinese } from '../../../src/records/fault-words/fault-words.ts';
import { fieldLabel, fieldWords } from '../../../src/records/fault-words/fields.ts';
import { fixOf, pathOfField } from '../../../src/records/fault-words/fixes.ts';
import { jsonSchemas } from '../../../src/records/json-schema.ts';
import { createRecordLoader } from '../../../src/records/load.ts';
import { parseRecord } from '../../../src/records/parse-record.ts';
import { Source, Topic } from '../../../src/records/schema.ts';
import { editedText, readRecord } from '../../../src/records/text-edit/edit-text.ts';
import { folderOf } from '../../support/records.ts';
import { WRITTEN } from '../../support/written.ts';

const SRC = join(import.meta.dirname, '..', '..', '..', 'src');

/** Every sentence of a fault in the sources of the rules, with a word for what differs. */
function sentencesOfRules(): string[] {
  const files = globSync(
    [
      'records/check/*.ts',
      'records/{parse-record,parse-yaml,fault-words/yaml-words,fields,schema,statement,load,folder}.ts',
      'search/changes/asked-questions.ts',
    ],
    { cwd: SRC },
  );
  return files.flatMap((file) => {
    const sentences: string[] = [];
    const { program } = parseSync(file, readFileSync(join(SRC, file), 'utf8'));
    new Visitor({
      Literal: ({ value }) => void (typeof value === 'string' && sentences.push(value)),
      TemplateLiteral: ({ quasis }) => void sentences.push(quasis.map(({ value }) => value.cooked ?? '').join('7')),
    }).visit(program);
    // The remedy stands behind a semicolon; what must be says it itself.
    return sentences.filter((one) => !one.endsWith('.') && (/ .*; \S/u.test(one) || /^must \w+ \w/u.test(one)));
  });
}

/** Made of several words of their own; what comes of them is among the sentences. */
const COMPOSED = new Set([
  'shares 7 ("7"); say it in your own words',
  '"7" is not there7; correct the words or the paragraph',
  'must be 7',
  'must 7 at most 77',
  'must 7 7 77',
  'says that no document of 7 bears on this topic, but 7 7; rewrite the gap, without side',
  '7 is before 7 7; correct one of the two dates',
  'the name of 7 is the id: lower-case words joined by hyphens, at most 7 characters; rename it',
]);

const slots = (text: string): string[] => [...text.matchAll(/\{(\d)\}/gu)].map(([, at]) => at ?? '');

describe('every sentence', () => {
  test('of the rules has its Chinese', () => {
    const all = sentencesOfRules();
    expect(all.length).toBeGreaterThan(80);
    expect(all.filter((one) => inChinese(one) === undefined && !COMPOSED.has(one))).toEqual([]);
  });

  test('in Chinese has what differs in the English one, and no English around it', () => {
    for (const [en, zh] of SENTENCES) {
      for (const slot of slots(zh)) expect(slots(en)).toContain(slot);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(zh).not.toMatch(/; |\p{Script=Han}[,;]/u);
    }
  });
});

describe('a fault in words', () => {
  test('names the field as forms do, and gives an example of what is expected', () => {
    const fault = { field: 'disagreements.0.sides.1.text.zh', message: 'is empty; write it, or remove the field' };
    expect(faultWords(fault, 'en')).toMatchObject({ field: 'disagreement 1 · side 2 · text · Chinese' });
    expect(faultWords(fault, 'zh')).toEqual({
      field: '分歧 1 · 一方 2 · 正文 · 中文',
      message: '是空的；请填写，或删去该字段',
      example: undefined,
      isTranslated: true,
    });
    expect(faultWords({ field: 'searchedTo', message: 'is missing; add it' }, 'en').example).toBe('2025-11-02');
    // Of no relationship that there is.
    expect(faultWords({ field: 'bottomLine.restsOn.0', message: 'is missing; add it' }, 'en').example).toBe(
      'ministry-2026-05-04-trade-talks/duties-lowered',
    );
    expect(
      faultWords(
        {
          field: 'title',
          message:
            'English alone says "300", Chinese alone says "310"; give both languages the same numbers, dates and addresses',
        },
        'zh',
      ).message,
    ).toBe('仅英文有"300"、仅中文有"310"；两种语言的数字、日期和网址须一致');
  });

  test.each(Object.values(PARTS))('calls %s by a Chinese name', (part) => {
    const message = `is more than wording: other ${part} (40, 14); add an entry in corrections that says what was wrong`;
    expect(inChinese(message)).toMatch(/^不只是措辞：\p{Script=Han}+不同（40、14）；/u);
  });

  test('leaves what it quotes of a record as it stands there', () => {
    const message =
      'English alone says "September 24, 2026", Chinese alone says "9月25日"; give both languages the same numbers, dates and addresses';
    expect(faultWords({ field: 'text', message }, 'zh').message).toBe(
      '仅英文有"September 24, 2026"、仅中文有"9月25日"；两种语言的数字、日期和网址须一致',
    );
  });

  test('of files and folders is Chinese to the end', () => {
    const empty = createRecordLoader(folderOf({})).read().faults;
    const missing = createRecordLoader('/nowhere/records').read().faults;
    expect([...empty, ...missing].map(({ message }) => inChinese(message))).toEqual([
      '没有主题；请新建双边关系（在工作台上选“新建双边关系”，或运行 npm run -s attache -- new 国家 国家），在已有的关系中添加主题，或把 BRIEFS_DIR 设为有主题的文件夹',
      '无法读取（ENOENT）；请检查 BRIEFS_DIR 和该文件夹的权限',
    ]);
    expect(
      inChinese("cannot be read: EACCES: permission denied, open 'a.yaml'; check that it is there and its rights"),
    ).toBe('无法读取（EACCES）；请检查它是否存在及其权限');
  });

  test('of a repository is Chinese, but for what git says', () => {
    const source = readFileSync(join(SRC, 'app/records/records-git.ts'), 'utf8');
    const said = [...source.matchAll(/[`'](\$\{first[^`]*|The repository of the records[^`']*)[`']/gu)].map(
      ([, one]) => one ?? '',
    );
    expect(said).toHaveLength(5);
    for (const one of said)
      expect(inChinese(one.replaceAll(/\$\{[^}]*\}/gu, 'energy.yaml'))).toMatch(/^[^a-z]*(?:energy\.yaml[^a-z]*)?$/u);
    expect(inChinese('The repository took no commit (denied by the hook). Nothing was published.')).toBe(
      '仓库未接受提交（denied by the hook）。未发布任何内容。',
    );
    const [locked = '', slow = ''] = [
      ...source.matchAll(/return `(The (?:repository is locked|commit took)[^`]*)`/gu),
    ].map(([, one = '']) => `${one.replace('${said}', 'no').replaceAll(/\$\{[^}]*\}/gu, '7')} Nothing was published.`);
    for (const one of [locked, slow]) expect(inChinese(one)).toMatch(/7.*（no）。未发布任何内容。$/u);
  });

  test('stays English where it is not known', () => {
    expect(faultWords({ field: '', message: 'is odd' }, 'zh')).toMatchObject({
      message: 'is odd',
      isTranslated: false,
    });
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

const messageOf = (text: string, schema: typeof Topic | typeof Source, field: string): string | undefined =>
  parseRecord('a.yaml', text, schema).faults.find((one) => one.field === field)?.message;

describe('an empty or a misread field is told as what it is', () => {
  test('and not as something else', () => {
    expect(messageOf('title: { en: , zh: }\n', Topic, 'title.en')).toBe('is empty; write it, or remove the field');
    expect(messageOf('title: { en: 7 }\n', Topic, 'title.en')).toBe(
      'must be text, but reads as a number; put it in quotes',
    );
    expect(messageOf('title: Tea\n', Topic, 'title')).toBe('must be a group of fields');
    expect(
      messageOf('statements: [{ kind: reported-fact, eventOn: 2025-10-30 }]\n', Source, 'statements.0.eventOn'),
    ).toBe('must say how precisely the date is known, in fields of its own');
  });

  test.each([
    ['from', 'is missing; add `from`, the first day of the period that is meant, such as 2026-01-01', '第一天'],
    ['to', 'is missing; add `to`, the last day of the period that is meant, such as 2026-03-31', '最后一天'],
    ['text', 'is missing; add `text`, the words for the period, such as { en: early 2026 }', '正文'],
  ])('and the part %s of a period by its name', (part, message, zh) => {
    const field = `statements.0.eventOn.${part}`;
    const text = 'statements: [{ kind: reported-fact, eventOn: { precision: about } }]\n';
    expect(messageOf(text, Source, field)).toBe(message);
    expect(faultWords({ field, message }, 'zh')).toMatchObject({
      field: `陈述 1 · 发生时间 · ${zh}`,
      message: expect.stringMatching(new RegExp(`^缺失；请补上 ${part}，`, 'u')) as string,
      example: undefined,
    });
    expect(fieldWords('statements.0.to', 'en')).toBe('statement 1 · to whom');
  });
});

/** The record after the fix of the fault of a field. */
function mended(text: string, schema: typeof Topic | typeof Source, field: string) {
  const fault = parseRecord('a.yaml', text, schema).faults.find((one) => one.field === field);
  if (fault === undefined) throw new Error('there is no such fault');
  const fix = fixOf(fault, readRecord(text), { names: ['title', 'summary'], required: ['title', 'summary'] });
  if (fix === undefined) throw new Error(`nothing mends: ${fault.message}`);
  const after = fix.edits.reduce<string | undefined>((now, edit) => now && editedText(now, edit), text) ?? '';
  expect(parseRecord('a.yaml', after, schema).faults.filter((one) => one.field === field)).toEqual([]);
  return { label: fix.en, after };
}

describe('a quick fix', () => {
  test.each([
    ['title: { en: Tea trade }', 'title: { en: " Tea trade" }', 'title.en', 'Write Tea trade'],
    ['status: published', 'status: publishd', 'status', 'Write published'],
    ['asOf: 2026-09-01', 'asOf: 2026/9/1', 'asOf', 'Write 2026-09-01'],
    ['summary:', 'sumary:', 'sumary', 'Rename it to summary'],
    ['corrections: []\n', '', 'corrections', 'Add an empty list'],
    ['title: { en: Tea trade }', 'title: { en: 2026 }', 'title.en', 'Put it in quotes'],
    ['id: tea-first', 'id: Tea First', 'history.0.id', 'Write tea-first'],
  ])('of %s written as %s', (right, wrong, field, label) => {
    const found = mended(WRITTEN.replace(right, wrong), Topic, field);
    expect(found.label).toBe(label);
    expect(readRecord(found.after)).toBeDefined();
  });

  test('of a date as one word', () => {
    const { label, after } = mended(
      'statements:\n  - kind: reported-fact\n    eventOn: 2025-10 # loosely\n',
      Source,
      'statements.0.eventOn',
    );
    expect(label).toBe('Write it as a month');
    expect(after).toContain('eventOn: { precision: month, on: 2025-10 } # loosely');
  });

  test('takes an empty field out, but no Chinese of a record that has a Chinese title', () => {
    const message = 'is empty; write it, or remove the field';
    const around = { names: ['en', 'zh', 'note'], required: ['en'] };
    expect(fixOf({ field: 'note', message }, { note: null }, around)?.edits).toEqual([
      { kind: 'remove', path: ['note'] },
    ]);
    const summary = { en: null, zh: null };
    for (const field of ['summary.zh', 'summary.en'])
      expect(fixOf({ field, message }, { title: { en: 'Tea', zh: '茶叶' }, summary }, around)).toBeUndefined();
    expect(fixOf({ field: 'summary.zh', message }, { title: { en: 'Tea' }, summary }, around)?.edits).toEqual([
      { kind: 'remove', path: ['summary', 'zh'] },
    ]);
  });

  test('is not there where nobody could be sure', () => {
    expect(fixOf({ field: 'status', message: 'must be one of draft, published' }, { status: 'odd' })).toBeUndefined();
    expect(fixOf({ field: 'bottomLine', message: 'is missing; add it' }, {})).toBeUndefined();
    expect(fixOf({ field: '', message: 'is empty' }, {})).toBeUndefined();
    expect(pathOfField('watch.0.on')).toEqual(['watch', 0, 'on']);
  });

  test('brings asOf up to the newest document, swaps a period, and takes out what is named twice', () => {
    const record = {
      asOf: '2025-01-01',
      watch: [{ expected: { precision: 'about', from: '2026-02-01', to: '2026-01-01' } }],
      related: ['a', 'a'],
    };
    expect(
      fixOf(
        {
          field: 'keyPoints.0',
          message: 'a/b was published on 2025-02-03, after asOf 2025-01-01; bring asOf up to it',
        },
        record,
      )?.edits,
    ).toEqual([{ kind: 'set', path: ['asOf'], value: '2025-02-03' }]);
    expect(
      fixOf(
        { field: 'watch.0.expected.to', message: '2026-01-01 is before 2026-02-01; swap or correct them' },
        record,
      )?.edits.map((one) => one.kind === 'set' && one.value),
    ).toEqual(['2026-01-01', '2026-02-01']);
    expect(fixOf({ field: 'related.1', message: 'a is named twice; remove one' }, record)?.edits).toEqual([
      { kind: 'remove', path: ['related', 1] },
    ]);
  });
});
