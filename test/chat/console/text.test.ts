import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { bold, dim, harmless, link, wrap, type Terminal } from '../../../src/chat/console/text.ts';

const plain: Terminal = { columns: 20, styled: false, linked: false };
const rich: Terminal = { columns: 20, styled: true, linked: true };
const lines = (text: string, columns = 20, indent = '', first = indent): string[] =>
  wrap(text, { columns }, indent, first).split('\n');

describe('harmless', () => {
  test.each([
    ['a colour', '\u001B[31mred\u001B[0m', '[31mred[0m'],
    ['a window title', '\u001B]0;owned\u0007x', ']0;ownedx'],
    ['a C1 sequence', '\u009B31mred', '31mred'],
    ['a carriage return over what stands there', 'safe\rEVIL', 'safe EVIL'],
    ['a backspace', 'ab\u0008c', 'abc'],
    ['a delete', 'ab\u007Fc', 'abc'],
    ['line breaks and tabs', 'a\n\tb\r\nc', 'a b c'],
    ['line separators', 'a\u2028b\u2029c', 'a b c'],
    ['half a character', 'a\uD800b', 'a\uFFFDb'],
    ['direction overrides', 'a\u202Eb\u202Cc\u2066d\u2069\u200F\u061C', 'abcd'],
  ])('takes %s out', (_what, text, expected) => {
    expect(harmless(text)).toBe(expected);
  });
  test('lets every character through that can be seen, joiners included', () => {
    const text = 'é 中文 👩\u200D👩\u200D👧 می\u200Cخواهم [1\u00A0¶3]';
    expect(harmless(text)).toBe(text);
  });
  test('leaves no control character of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(harmless(text)).not.toMatch(/\p{Cc}|\p{Cs}/u);
      }),
    );
  });
});

describe('styles and links', () => {
  test('are sequences on a terminal that has them, and nothing elsewhere', () => {
    expect([bold('a', rich), dim('a', rich)]).toEqual(['\u001B[1ma\u001B[22m', '\u001B[2ma\u001B[22m']);
    expect(link('a', 'https://e.org', rich)).toBe('\u001B]8;;https://e.org\u001B\\a\u001B]8;;\u001B\\');
    expect([bold('a', plain), dim('a', plain), link('a', 'https://e.org', plain)]).toEqual(['a', 'a', 'a']);
  });
  test('of an address that would end the sequence take the characters out that could', () => {
    expect(link('a', 'https://e.org/\u001B\\\u001B[31m\u0007 中', rich)).toBe(
      '\u001B]8;;https://e.org/\\[31m\u001B\\a\u001B]8;;\u001B\\',
    );
  });
});

describe('wrap', () => {
  test('breaks at white space, indents, and lets the first line begin otherwise', () => {
    expect(lines('one two three four five', 12, '  ', '- ')).toEqual(['- one two', '  three four', '  five']);
  });
  test('counts Chinese characters as two columns and breaks between them, but not before a stop', () => {
    expect(lines('中文字符中文字符中文', 10)).toEqual(['中文字符中', '文字符中文']);
    expect(lines('中文字符中。文字', 10)).toEqual(['中文字符', '中。文字']);
    expect(lines('AI 治理：the two 双方', 12)).toEqual(['AI 治理：the', 'two 双方']);
  });
  test('begins no line with a closing bracket and ends none with an opening one, whatever stands inside', () => {
    for (let columns = 10; columns < 40; columns += 1)
      for (const line of lines('原文说明“近期”有多长（已查阅[1]）。另见（AI）与《论》（[2]）。', columns))
        expect(line).not.toMatch(/^[）》”。]|[（《“]$/u);
  });
  test('keeps a citation on one line, whose space is not to be broken', () => {
    for (let columns = 12; columns < 40; columns += 1) {
      const told = lines('one two three [1\u00A0¶12] [2\u00A0¶3] four', columns).join('|');
      expect(told).toContain('[1\u00A0¶12]');
      expect(told).toContain('[2\u00A0¶3]');
    }
  });
  test('keeps a link on one line, counted by what is seen of it', () => {
    const mark = link('[1\u00A0¶2]', `https://example.org/${'x'.repeat(100)}`, rich);
    expect(lines(`one two ${mark} ${mark} three`, 16).map((line) => stringWidth(line))).toEqual([14, 12]);
    expect(wrap(`one ${mark}`, rich)).toContain(mark);
  });
  test('breaks a word that is longer than a line between characters, never inside one', () => {
    expect(lines('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
    expect(lines(`${'x'.repeat(10)} yy zz`, 10)).toEqual(['x'.repeat(10), 'yy zz']);
    expect(lines(`a ${'x'.repeat(20)} yy zz`, 10)).toEqual(['a', 'x'.repeat(10), 'x'.repeat(10), 'yy zz']);
    expect(lines('👩‍👩‍👧‍👦'.repeat(12), 10, '  ').every((line) => /^ {2}(?:👩‍👩‍👧‍👦)+$/u.test(line))).toBe(true);
  });
  test('uses eight columns at least, and has one empty line for nothing', () => {
    expect(lines('ab cd ef gh', 1)).toEqual(['ab cd ef', 'gh']);
    expect(lines('')).toEqual(['']);
  });
  test('makes no line wider than the columns and loses nothing but white space', () => {
    const unit = fc.oneof(
      fc.lorem({ maxCount: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom('中文，双方同意。', '👩‍👩‍👧‍👦', '[1\u00A0¶12]', 'https://example.org/a-long-address', '（中）'),
    );
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 12 }),
        fc.integer({ min: 12, max: 100 }),
        fc.constantFrom('', '  ', '    '),
        (parts, columns, indent) => {
          const text = harmless(parts.join(' '));
          const wrapped = lines(text, columns, indent);
          for (const line of wrapped) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
          expect(wrapped.join('').replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
        },
      ),
    );
  });
});
