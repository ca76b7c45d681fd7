import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withWording } from '../../../src/records/publish/record-edits.ts';
import type { Language } from '../../../src/records/schema.ts';

const CASES: readonly (readonly [name: string, before: string, language: Language, after: string])[] = [
  ['a block', 'questions:\n  en:\n    - a\nnext: 1\n', 'en', 'questions:\n  en:\n    - a\n    - NEW\nnext: 1\n'],
  [
    'a block without indent',
    'questions:\n  en:\n  - a\nnext: 1\n',
    'en',
    'questions:\n  en:\n  - a\n  - NEW\nnext: 1\n',
  ],
  [
    'a block with remarks',
    'questions:\n  en:\n    - a # why\n    # of the next\n\nnext: 1\n',
    'en',
    'questions:\n  en:\n    - a # why\n    - NEW\n    # of the next\n\nnext: 1\n',
  ],
  ['the end of the file', 'questions:\n  en:\n    - a', 'en', 'questions:\n  en:\n    - a\n    - NEW'],
  [
    'a folded item',
    'questions:\n  en:\n    - >-\n      a\n      b\nnext: 1\n',
    'en',
    'questions:\n  en:\n    - >-\n      a\n      b\n    - NEW\nnext: 1\n',
  ],
  [
    'Windows line ends',
    'questions:\r\n  en:\r\n    - a\r\nnext: 1\r\n',
    'en',
    'questions:\r\n  en:\r\n    - a\r\n    - NEW\r\nnext: 1\r\n',
  ],
  ['a byte order mark', '\uFEFFquestions:\n  en:\n    - a\n', 'en', '\uFEFFquestions:\n  en:\n    - a\n    - NEW\n'],
  ['brackets', 'questions: { en: [a, b] }\nnext: 1\n', 'en', 'questions: { en: [a, b, NEW] }\nnext: 1\n'],
  ['empty brackets', 'questions: { en: [] }\n', 'en', 'questions: { en: [ NEW ] }\n'],
  [
    'brackets over lines',
    'questions:\n  en: [\n    a,\n    b # last\n  ]\n',
    'en',
    'questions:\n  en: [\n    a,\n    b, NEW # last\n  ]\n',
  ],
  [
    'another language',
    'questions:\n  en:\n    - a # why\nnext: 1\n',
    'zh',
    'questions:\n  en:\n    - a # why\n  zh: [ NEW ]\nnext: 1\n',
  ],
];

describe('a wording is added and nothing else changes in', () => {
  test.each(CASES)('%s', (_name, before, language, after) => {
    expect(withWording(before, 'questions', language, 'NEW')).toBe(after);
  });
});

test('where the place of a line is not plain the list is still what it should be, and remarks stay', () => {
  for (const before of ['questions: { en: [a] } # why\n', 'questions:\n  en: []\nzh: 1 # why\n', 'next: 1 # why\n']) {
    const after = withWording(before, 'questions', 'zh', 'NEW') ?? '';
    expect(parse(after)).toHaveProperty('questions.zh', ['NEW']);
    expect(after).toContain('# why');
  }
});

test('what is no YAML, or has something else in the place of the list, is left alone', () => {
  for (const before of ['title: [', '', 'just text', 'questions: 5\n', 'questions:\n  en: 5\n'])
    expect(withWording(before, 'questions', 'en', 'NEW')).toBeUndefined();
});

test('whatever the words are, they are what is read again, and everything else is as it was', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.isWellFormed()),
      fc.constantFrom(...CASES),
      (wording, [, before, language]) => {
        const after = withWording(before, 'questions', language, wording);
        const was = parse(before) as { questions: Record<string, string[]> };
        was.questions[language] = [...(was.questions[language] ?? []), wording];
        expect(parse(after ?? '')).toEqual(was);
      },
    ),
    { numRuns: 500 },
  );
});
