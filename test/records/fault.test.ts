import { expect, test } from 'vitest';
import { finding, sortFaults, type Fault, type Finding, faultWords, formatFault } from '../../src/records/fault.ts';

const fault = (
  file: string,
  line: number,
  column: number,
  field = 'asOf',
  what: Finding = finding('missing'),
): Fault => ({ file, line, column, field, ...what });

test('a fault is one line: place, field, what is wrong and what to do', () => {
  expect(formatFault(fault('x.yaml', 3, 7))).toBe('x.yaml:3:7  asOf: is missing; add it');
  expect(formatFault(fault('x.yaml', 1, 1, '', finding('record-empty')))).toBe(
    'x.yaml:1:1  is empty; write the record, or remove the file',
  );
});

test('lists and names are told as each language has them', () => {
  const undecided = fault('x.yaml', 1, 1, 'questions.zh.0', finding('question-undecided', { topics: ['a', 'b'] }));
  expect(faultWords(undecided, 'en').message).toContain('between a, b;');
  expect(faultWords(undecided, 'zh').message).toContain('在a、b之间');
  const named = (party: { readonly en: string; readonly zh?: string }, language: 'en' | 'zh'): string =>
    faultWords(fault('x.yaml', 1, 1, 'gaps', finding('side-missing', { party, side: 'north' })), language).message;
  expect(named({ en: 'Northland', zh: '北国' }, 'en')).toMatch(/^no document of Northland /u);
  expect(named({ en: 'Northland', zh: '北国' }, 'zh')).toMatch(/^没有北国一方/u);
  expect(named({ en: 'Northland' }, 'zh')).toMatch(/^没有Northland一方/u);
});

test('faults are sorted by file, line and column as numbers, and each is told once', () => {
  const faults = [
    fault('b', 1, 1),
    fault('a', 10, 1),
    fault('a', 9, 10),
    fault('a', 9, 9),
    fault('b', 1, 1),
    fault('b', 1, 1, 'c'),
  ];
  expect(sortFaults(faults).map(({ file, line, column, field }) => [file, line, column, field])).toEqual([
    ['a', 9, 9, 'asOf'],
    ['a', 9, 10, 'asOf'],
    ['a', 10, 1, 'asOf'],
    ['b', 1, 1, 'asOf'],
    ['b', 1, 1, 'c'],
  ]);
});
