import { describe, expect, test } from 'vitest';
import { anonymousQuestion } from '../../src/people/inbox.ts';
import { expectProportional } from '../support/growth.ts';

describe('a question that found nothing', () => {
  test.each([
    ['What about the Moon?', 'what about the moon'],
    ['  what   about the moon!! ', 'what about the moon'],
    ['月球怎么样了？', '月球怎么样了'],
    ['ＭＯＯＮ Landing', 'moon landing'],
  ])('%j is kept as %j, so that the same one is counted as one', (question, kept) => {
    expect(anonymousQuestion(question)).toBe(kept);
  });
  test.each([
    ['<@U12345678> ask <@!123456789012345678|ada> about the moon', 'ask about the moon'],
    ['ask ada.lovelace+x@example.org about the moon', 'ask about the moon'],
    ['ask @ada_l about the moon', 'ask about the moon'],
    ['call +49 (0)30 1234-5678 about the moon', 'call about the moon'],
    ['ticket 1234567890123 about the moon', 'ticket about the moon'],
    ['the moon https://example.org/u/ada?token=abc', 'the moon'],
  ])('%j loses what points to a person', (question, kept) => {
    expect(anonymousQuestion(question)).toBe(kept);
  });
  test('keeps years and other short numbers', () => {
    expect(anonymousQuestion('What of 2027 and section 301?')).toBe('what of 2027 and section 301');
  });
  test.each(['', '   ', '?!', 'a', '好？', '<@U1>', '\u0000\uD800', 'moon '.repeat(60), 'x'.repeat(100_000)])(
    '%j leaves nothing to keep',
    (question) => {
      expect(anonymousQuestion(question)).toBeUndefined();
    },
  );
  test.each(['@', 'a@', '1 ', '<@', '1', 'a@b.'])('of many marks (%s) takes work in proportion', (marks) => {
    expectProportional((size) => void anonymousQuestion(marks.repeat(size / marks.length)), 800);
  });
});
