import { expect, test } from 'vitest';
import { align } from '../../src/records/align-paragraphs.ts';
import { fingerprint } from '../../src/records/paragraphs.ts';
import { expectProportional } from '../support/growth.ts';

const told = (number: number): string =>
  `Paragraph ${number} tells of “ship” ${number * 7}, of the quay — and of what was said there.`;
const many = (count: number): string[] => Array.from({ length: count }, (_, number) => told(number));
const recordOf = (paragraphs: readonly string[]): string[] => paragraphs.map((one) => fingerprint(one));
const isSame = (document: readonly string[], recorded: readonly string[]): (boolean | undefined)[] =>
  align(document, recorded).paragraphs.map((one) => one?.isSame);

test('paragraphs are found again where they were joined or split, in Chinese too', () => {
  const chinese = ['双方在码头会谈，谈了三天。', '第二天说到了船。', '第三天说到了粮食。'];
  const text = [...many(3), ...chinese];
  const [one = '', two = '', three = ''] = many(3);
  expect(isSame([one, `${two} ${three}`, chinese.join('')], recordOf(text))).toEqual(text.map(() => true));
  expect(isSame(text, recordOf([`${one} ${two}`, three, chinese.join('')]))).toEqual([true, true, true]);
});

test('a paragraph in which words more stand is changed, not split', () => {
  const [one = '', two = ''] = many(2);
  expect(isSame([`${one} ${two} Indeed.`], recordOf([one, two]))).toEqual([undefined, undefined]);
});

// Each took from seconds to minutes of a process that answers others meanwhile.
test.each([
  ['of many paragraphs', 1_000, many],
  ['of one long paragraph', 10_000, (size: number) => [many(size).join(' ')]],
  ['of one paragraph of Chinese', 4_000, (size: number) => ['双方在码头会谈谈了三天'.repeat(size)]],
])('another document %s is told from that of the record by work in proportion', (_what, size, document) => {
  const recorded = recordOf(Array.from({ length: 150 }, (_, number) => `Another one of the number ${number}.`));
  expectProportional((part) => {
    expect(align(document(part), recorded).paragraphs.every((one) => one?.isSame !== true)).toBe(true);
  }, size);
});
