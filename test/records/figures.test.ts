import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differingFigures, figuresOf } from '../../src/records/figures.ts';
import { ownCatalogue } from '../support/records.ts';

const differing = (en: string, zh: string) => differingFigures(figuresOf(en, 'en'), figuresOf(zh, 'zh'));
const NOTHING = { first: [], second: [] };
const differs = (en: string, zh: string): boolean => {
  const { first, second } = differing(en, zh);
  return first.length + second.length > 0;
};

describe('the same figures', () => {
  test.each([
    ['3,000 officials', '三千名官员'],
    ['3,000 officials', '3000名官员'],
    ['three thousand officials', '3千名官员'],
    ['a deal of $3 billion', '一笔30亿美元的交易'],
    ['3bn dollars', '30亿美元'],
    ['$3B in sales', '30亿美元销售额'],
    ['1.2 trillion yuan', '1.2万亿元'],
    ['25 million tons of soybeans', '2500万吨大豆'],
    ['12 million tons', '1200万吨'],
    ['$17 billion', '170亿美元'],
    ['12.5 percent', '百分之十二点五'],
    ['half a million students', '50万名学生'],
    ['600,000 students', '60万名学生'],
    ['more than 300 firms', '300多家企业'],
    ['50% of exports', '出口的50%'],
    ['50 percent', '百分之五十'],
    ['fifty per cent', '50%'],
    ['a 50 percent rule', '50%规则'],
    ['3.5 percent', '百分之三点五'],
    ['up 2 percentage points', '上升2个百分点'],
    ['two percentage points', '两个百分点'],
    ['between 50 and 60 percent', '50%至60%之间'],
    ['50–60%', '50至60%'],
    ['3–5 billion dollars', '30亿至50亿美元'],
    ['from 3 to 5 billion', '30至50亿'],
    ['70 percent of farmers', '七成农民'],
    ['November 2026', '2026年11月'],
    ['in November 2026', '二〇二六年十一月'],
    ['October 30, 2025', '2025年10月30日'],
    ['30 October 2025', '2025年10月30日'],
    ['on the 30th of October 2025', '2025年十月三十日'],
    ['Oct. 30, 2025', '2025年10月30号'],
    ['October 30–31, 2025', '2025年10月30日至31日'],
    ['October 30 and 31, 2025', '2025年10月30日和31日'],
    ['30-31 October 2025', '2025年10月30日—31日'],
    ['from October 30 to November 2, 2025', '2025年10月30日至11月2日'],
    ['In 2025 they met on October 30', '2025年10月30日会晤'],
    ['on October 30', '10月30日'],
    ['this October', '今年10月'],
    ['in May 2026', '2026年5月'],
    ['It may be so by May', '5月前或许如此'],
    ['in March', '3月'],
    ['early 2026', '2026年初'],
    ['by the end of 2026', '2026年底前'],
    ['2025-26', '2025—26年'],
    ['2025–2026', '2025至2026年'],
    ['from 2025 to 2027', '2025年至2027年'],
    ['the 1990s', '20世纪90年代'],
    ['the 1990s', '上世纪九十年代'],
    ['the 2020s', '本世纪20年代'],
    ['the 21st century', '二十一世纪'],
    ['the twenty-first century', '21世纪'],
    ['the 20th Party Congress', '二十大'],
    ['the Fourth Plenum of the 20th Central Committee', '二十届四中全会'],
    ['the 15th Five-Year Plan', '十五五规划'],
    ['the G20 summit', '二十国集团峰会'],
    ['the Group of Twenty', 'G20'],
    ['the G7', '七国集团'],
    ['the P5', '五常'],
    ['the 1992 Consensus', '九二共识'],
    ['COVID-19', '新冠疫情'],
    ['for the first time since 2019', '2019年以来首次'],
    ['the third quarter of 2025', '2025年第三季度'],
    ['Q3 2025', '2025年三季度'],
    ['H20 chips', 'H20芯片'],
    ['the F-35', 'F-35战机'],
    ['the F-35', 'F35战机'],
    ['5G networks', '5G网络'],
    ['H-1B visas', 'H-1B签证'],
    ['Section 301', '301条款'],
    ['Section 232 tariffs', '232条款关税'],
    ['Announcement No. 61', '第61号公告'],
    ['7nm chips', '7纳米芯片'],
    ['7-nanometer chips', '7纳米芯片'],
    ['100 minutes', '一百分钟'],
    ['see https://example.com/a.', '见https://example.com/a。'],
    ['Committee of 100', '百人会'],
    ['in 145 percent tariffs', '145%的关税'],
    ['a 24-hour hotline', '24小时热线'],
    ['at 9:30', '9:30'],
    ['from 2 a.m. to 4 a.m.', '凌晨2点至4点'],
    ['nearly 100', '近百'],
    ['some 1,200 items', '约1200项'],
    ['1.4 billion people', '14亿人'],
    ['1.4 billion people', '十四亿人'],
    ['8 of 10', '10个中的8个'],
    ['The 14 briefs', '十四份简报'],
    ['10-year visas', '十年签证'],
    ['a 240-hour transit', '240小时过境'],
    ['50,000 young Americans in five years', '五年五万名美国青少年'],
    ['tariffs of 10%', '10%的关税'],
    ['£2.5m', '250万英镑'],
    ['1,000 km', '1000公里'],
    ['US$500', '500美元'],
  ])('are in "%s" and in "%s"', (en, zh) => {
    expect(differing(en, zh)).toEqual(NOTHING);
  });
});

test.each([
  ['four issues', '五个议题'],
  ['Two scholars', '学者'],
  ['on Monday', '周二'],
  ['hundreds of firms', '数千家企业'],
  ['a third', '四分之一'],
])('are compared only where one is in digits: "%s" and "%s"', (en, zh) => {
  expect(differing(en, zh)).toEqual(NOTHING);
});

describe('other figures', () => {
  test.each([
    ['3,000 officials', '四千名官员'],
    ['$3 billion', '3亿美元'],
    ['50%', '百分之六十'],
    ['50%', '50个百分点'],
    ['October 30, 2025', '2025年10月31日'],
    ['October 30, 2025', '10月30日'],
    ['November 2026', '2026年10月'],
    ['early 2026', '2027年初'],
    ['the G20', '七国集团'],
    ['the 1990s', '20世纪80年代'],
    ['https://a.com/1', 'https://a.com/2'],
    ['H20', 'H200'],
    ['2 percent', '2'],
    ['25 million', '250万'],
    ['$17 billion', '17亿美元'],
    ['12.5%', '百分之十二'],
    ['14 issues', '五个议题'],
    ['In 2025', '去年'],
    ['30 ships', '舰艇'],
    ['21st century', '20世纪'],
  ])('are in "%s" and in "%s"', (en, zh) => {
    expect(differing(en, zh)).not.toEqual(NOTHING);
  });

  test('are told as they are written', () => {
    expect(differing('Both met on October 30, 2025, for 100 minutes.', '双方2025年10月31日会晤一百分钟。')).toEqual({
      first: ['October 30, 2025'],
      second: ['2025年10月31日'],
    });
  });
});

describe('numbers of any size', () => {
  const DIGITS = '零一二三四五六七八九';
  /** 1,234 as 一千二百三十四. */
  const inCharacters = (value: number): string => {
    if (value < 10) return DIGITS.charAt(value);
    const scale = [1e8, 1e4, 1000, 100, 10].find((one) => value >= one) ?? 1;
    const head = scale === 10 && value < 20 ? '' : inCharacters(Math.floor(value / scale));
    const rest = value % scale;
    const gap = rest > 0 && rest * 10 < scale ? '零' : '';
    return `${head}${{ 1e8: '亿', 1e4: '万', 1000: '千', 100: '百', 10: '十' }[scale] ?? ''}${gap}${rest === 0 ? '' : inCharacters(rest)}`;
  };
  const amount = fc.oneof(fc.integer({ min: 3, max: 99 }), fc.integer({ min: 100, max: 999_999_999 }));

  test('read alike in digits and in characters', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const zh = `${inCharacters(value)}个`;
        expect(differing(`${value.toLocaleString('en')} of them`, zh)).toEqual(NOTHING);
        expect(differing(`${value} of them`, `${value}个`)).toEqual(NOTHING);
      }),
    );
  });

  test('are told apart from any other', () => {
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        fc.pre(one !== other);
        expect(differing(`${one.toLocaleString('en')} of them`, `${inCharacters(other)}个`)).not.toEqual(NOTHING);
      }),
    );
  });
});

test('a digit changed in one language of our own texts is always noticed, unless the text says the other number too', () => {
  const texts: { readonly en: string; readonly zh: string }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { en, zh } = value as { en?: unknown; zh?: unknown };
    if (typeof en === 'string' && typeof zh === 'string') texts.push({ en, zh });
    else for (const item of Object.values(value)) visit(item);
  };
  const { briefs, statements } = ownCatalogue();
  for (const brief of briefs.values()) visit({ ...brief, aliases: [], questions: [], statements: [] });
  for (const statement of statements.values()) visit(statement);
  // Every eighth text, so that all of them are tried within seconds.
  const changes = texts
    .filter((_, at) => at % 8 === 0)
    .flatMap(({ en, zh }) =>
      changed(en)
        .map((other) => [other, zh] as const)
        .concat(changed(zh).map((other) => [en, other] as const)),
    );
  expect(changes.length).toBeGreaterThan(300);
  expect(texts.filter(({ en, zh }) => differs(en, zh))).toEqual([]);
  // A text of several dates may say the same day twice, or the next one: which of them is meant only a reader sees.
  const unnoticed = changes.filter(([en, zh]) => !differs(en, zh));
  expect(unnoticed.filter(([en, zh]) => !isSaidTwice(en) && !isSaidTwice(zh))).toEqual([]);
  expect(unnoticed.length).toBeLessThan(changes.length / 100);
});

/** Whether a text says one of its numbers more than once. */
function isSaidTwice(text: string): boolean {
  const numbers = text.match(/\d+/gu) ?? [];
  return new Set(numbers).size < numbers.length;
}

/** Each text that a text becomes when one of its digits is one more. */
const changed = (text: string): string[] =>
  [...text.matchAll(/[1-8]/gu)].map(
    ({ index, 0: digit }) => `${text.slice(0, index)}${Number(digit) + 1}${text.slice(index + 1)}`,
  );
