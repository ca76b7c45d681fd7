import { expect, test } from 'vitest';
import { formatFault, sortFaults, type Fault } from '../../src/records/fault.ts';

const fault = (file: string, line: number, column: number, field = 'a.0.b', message = 'is wrong; mend it'): Fault => ({
  file,
  line,
  column,
  field,
  message,
});

test('a fault is one line: place, field, what is wrong and what to do', () => {
  expect(formatFault(fault('x.yaml', 3, 7))).toBe('x.yaml:3:7  a.0.b: is wrong; mend it');
  expect(formatFault(fault('x.yaml', 1, 1, ''))).toBe('x.yaml:1:1  is wrong; mend it');
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
    ['a', 9, 9, 'a.0.b'],
    ['a', 9, 10, 'a.0.b'],
    ['a', 10, 1, 'a.0.b'],
    ['b', 1, 1, 'a.0.b'],
    ['b', 1, 1, 'c'],
  ]);
});
