/** Tables as other programs read them. */
import { expect, test } from 'vitest';
import { toCsv } from '../../src/shared/csv.ts';

const table = {
  heads: ['Topic', 'All'],
  rows: [
    ['Trade, "tariffs"\nand more', 3],
    ['=HYPERLINK("https://example.org")', -2],
    ['-5', undefined],
    ['贸易', 0],
  ],
};

test('are quoted where a comma, a quotation mark or a line break stands in a field', () => {
  expect(toCsv(table).split('\r\n').slice(0, 2)).toEqual(['\uFEFFTopic,All', '"Trade, ""tariffs""\nand more",3']);
});

test('hold no text that a spreadsheet would run as a formula, and numbers as they are', () => {
  expect(toCsv(table).split('\r\n').slice(2, 6)).toEqual([
    `"'=HYPERLINK(""https://example.org"")",-2`,
    "'-5,",
    '贸易,0',
    '',
  ]);
});
