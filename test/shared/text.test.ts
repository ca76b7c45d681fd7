import { describe, expect, test } from 'vitest';
import { nameKey, pairs, plain, root, singular, words } from '../../src/shared/text.ts';

const texts = (text: string): string[] => words(text).map((word) => word.text);

describe('plain', () => {
  test('leaves out mentions, channels, custom emoji and addresses', () => {
    expect(plain('<@U1> <@!22> <#C3|general> <:wave:4> <!channel> tariffs https://example.org/a now')).toBe(
      'tariffs now',
    );
  });

  test('keeps the label of a link', () => {
    expect(plain('see <https://example.org|the tariffs>')).toBe('see the tariffs');
  });

  test('leaves out control and direction marks', () => {
    expect(plain('tar\u202Eiffs\u0000 \u200Bnow')).toBe('tar iffs now');
  });
});

describe('nameKey', () => {
  test.each([
    ['Rare-Earths', 'rare earths'],
    ['  U.S.–China ', 'u s china'],
    ["People's Republic", 'peoples republic'],
    ['Café', 'cafe'],
  ])('folds %s', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  test('is empty for a name without a letter or digit', () => {
    expect(nameKey('!? 🎉')).toBe('');
  });
});

describe('words', () => {
  test('takes initials for one word', () => {
    expect(texts('U.S. and A.I., S&P')).toEqual(['us', 'and', 'ai', 'sp']);
  });

  test('cuts Chinese from what stands beside it, in simplified characters', () => {
    expect(texts('AI治理怎麼談')).toEqual(['ai', '治理怎么谈']);
    expect(words('關稅')[0]?.chinese).toBe(true);
  });

  test('does not join the day of a date to the next word', () => {
    expect(texts('10月30日韩国')).toEqual(['10', '月', '30', '日', '韩国']);
  });

  test('does not join A股 to what follows', () => {
    expect(texts('A股受影响吗')).toEqual(['a', '股', '受影响吗']);
    expect(texts('参股企业')).toEqual(['参股企业']);
  });

  test('brings the characters and terms of Taiwan and Hong Kong to those of the mainland', () => {
    expect(texts('部長會談 關係變好 飛彈 班機 紅線 妳')).toEqual([
      '部长会谈',
      '关系变好',
      '导弹',
      '航班',
      '红线',
      '你',
    ]);
  });

  test('stops after so many', () => {
    expect(words('one two three four', 2)).toHaveLength(2);
  });

  test('brings plain text and text with markup to the same words', () => {
    expect(texts("<@U1> China's Tariffs")).toEqual(texts("China's tariffs"));
  });
});

describe('singular', () => {
  test.each([
    ['tariffs', 'tariff'],
    ['policies', 'policy'],
    ['taxes', 'tax'],
    ['us', 'us'],
    ['congress', 'congress'],
    ['crisis', 'crisis'],
    ['news', 'news'],
  ])('brings %s to %s', (word, expected) => {
    expect(singular(word)).toBe(expected);
  });
});

describe('root', () => {
  test.each([
    ['negotiate', 'negotiators'],
    ['restriction', 'restricting'],
    ['regulate', 'regulation'],
    ['invest', 'investors'],
    ['tourism', 'tourists'],
    ['trade', 'trading'],
  ])('is the same for %s and %s', (one, other) => {
    expect(root(one)).toBe(root(other));
  });

  test('keeps words apart that only begin alike', () => {
    expect(root('policy')).not.toBe(root('police'));
    expect(root('miner')).not.toBe(root('minister'));
  });
});

describe('pairs', () => {
  test('are the neighbouring characters, or the only one', () => {
    expect(pairs('出口管制')).toEqual(['出口', '口管', '管制']);
    expect(pairs('钨')).toEqual(['钨']);
    expect(pairs('')).toEqual([]);
  });
});

test.each([
  ['100,000 youths', ['100000', 'youth']],
  ['10万青少年', ['100000', '青少年']],
  ['$17 billion a year', ['17000000000', 'a', 'year']],
  ['25% or 25 percent', ['25%', 'or', '25%']],
  ['1.5 and 2026', ['1', '5', 'and', '2026']],
])('reads the numbers of %s by their value', (text, keys) => {
  expect(words(text).map(({ key }) => key)).toEqual(keys);
});
