import { describe, expect, test } from 'vitest';
import { fingerprint, paragraphs, runsOf, SHARED_RUN_WORDS, words } from '../../src/records/paragraphs.ts';
import { normalized } from '../../src/records/find-words.ts';

describe('paragraphs', () => {
  test('are the lines that are not empty, with white space folded', () => {
    expect(paragraphs('\uFEFFOne  line.\r\n\r\n \t \r\nTwo\u00A0lines. \rThree.\n')).toEqual([
      'One line.',
      'Two lines.',
      'Three.',
    ]);
    expect(paragraphs(' \n\n')).toEqual([]);
  });
});

describe('fingerprints', () => {
  test('are the same for the same words in other typography', () => {
    const plain = fingerprint(`"It's" a well-known 'fact' - yes`);
    expect(fingerprint('“It’s”  a well\u2011known ‘fact’ — yes ')).toBe(plain);
    expect(fingerprint('Cafe\u0301')).toBe(fingerprint('Caf\u00E9'));
  });
  test('are others for other words, other case and other punctuation', () => {
    const all = ['China did.', 'China did', 'china did.', 'China did!', 'China  did .'].map((text) =>
      fingerprint(text),
    );
    expect(new Set(all).size).toBe(all.length);
  });
  test('stay the same for ever, since records hold them', () => {
    expect(fingerprint('Grain corridors reopened after the harbour talks.')).toBe(RECORDED);
    expect(fingerprint('Ｃａｆé – “稀土”')).toBe('936af2cc76b76bc2');
  });
});

const RECORDED = 'a0dc2f8b8c19b8ea';

describe('words', () => {
  test('are runs of letters and digits in lower case, apostrophes dropped, and single Chinese characters', () => {
    expect(words("China's U.S.-made 5G — “it’s” 2026年稀土！")).toEqual([
      'chinas',
      'u',
      's',
      'made',
      '5g',
      'its',
      '2026',
      '年',
      '稀',
      '土',
    ]);
  });
  test('make runs of neighbours, none where the text is shorter', () => {
    expect(runsOf(words('a b c d'), 3)).toEqual(['a b c', 'b c d']);
    expect(runsOf(words('a b'), 3)).toEqual([]);
    expect(runsOf(words('1 2 3 4 5 6 7 8 9'))).toHaveLength(9 - SHARED_RUN_WORDS + 1);
  });
  test('make runs of twice as many Chinese characters, a word between them counting as two', () => {
    expect(runsOf(words('稀土加工'), 2)).toEqual(['稀 土 加 工']);
    expect(runsOf(words('稀土 5G 加'), 2)).toEqual(['稀 土 5g', '土 5g 加']);
    expect(runsOf(words('一二三四五六七八九十一二三四五'))).toEqual([]);
    expect(runsOf(words('一二三四五六七八九十一二三四五六'))).toHaveLength(1);
  });
});

test('normalized text composes, folds white space and levels quotation marks and dashes', () => {
  expect(normalized(' ‚a‘ „b“ c–d—e−f \n g ')).toBe(`'a' "b" c-d-e-f g`);
});
