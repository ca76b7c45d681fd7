/** Text as Slack takes it: cleaned, escaped once, cut only with a sign, and read back. */
import { assert, integer, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { clean, clipEscaped, escape, parseText } from '../../../../src/chat/slack/render/escape.ts';
import { ALL, MENTIONS } from '../../../reply/awkward.ts';
import { expectProportional } from '../../../support/growth.ts';

test('escaping leaves no control sequence of Slack', () => {
  expect(escape('<!channel> & <@U1|x> &lt;')).toBe('&lt;!channel&gt; &amp; &lt;@U1|x&gt; &amp;lt;');
  expect(escape(MENTIONS)).not.toMatch(/[<>]/u);
});

test('cleaning keeps letters of every script and takes away what disturbs', () => {
  expect(clean('中文 עברית \u200Fa\u200E 👩‍👩‍👧‍👦 é\n\t')).toBe('中文 עברית \u200Fa\u200E 👩‍👩‍👧‍👦 é\n ');
  expect(clean('a\u202Eb\u0000c\u0007\uD800\u2066d\r')).toBe('abc\uFFFDd');
});

test('clipping keeps within the length, whole characters and whole entities, and shows that it cut', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 200 }), integer({ min: 1, max: 160 }), (text, most) => {
      const clipped = clipEscaped(text, most);
      expect(clipped.length).toBeLessThanOrEqual(Math.max(most, 1));
      expect(clipped === escape(text) || clipped.endsWith('…')).toBe(true);
      expect(clipped).not.toMatch(/&(?!amp;|lt;|gt;)/u);
      expect(clipped.isWellFormed()).toBe(true);
    }),
  );
  expect(clipEscaped(ALL, 75).length).toBeGreaterThan(65);
  // An entity has no room, and is not cut.
  expect(clipEscaped('&', 2)).toBe('…');
});

test('reading gives what a person wrote', () => {
  expect(
    parseText('<@U0BOT> R&amp;D &lt;rules&gt; in <#C1|general> <https://a.example/?x=1|this> <!here>').trim(),
  ).toBe('R&D <rules> in  general   this');
  expect(parseText('&amp;lt;')).toBe('&lt;');
});

test('reading takes forty thousand characters of anything by work in proportion', () => {
  for (const text of ['<', '<@', '<#C1|', '<https://a|', '&amp;', '<!', '<a|<b|'])
    expectProportional((size) => void parseText(text.repeat(size / text.length)), 40_000);
});
