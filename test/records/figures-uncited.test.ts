/** Which figures of a statement stand in none of the paragraphs that it cites. */
import { expect, test } from 'vitest';
import { uncitedFigures } from '../../src/records/figures.ts';

const ENGLISH = { language: 'en', publishedOn: '2026-09-25' } as const;
const CHINESE = { language: 'zh', publishedOn: '2026-02-21' } as const;
const both = (en: string, zh = ''): { en: string; zh: string } => ({ en, zh });

test.each([
  ['They agreed on 40 cargoes of coal.', 'They settled on fourteen cargoes of coal.', ['40']],
  ['They agreed on 14 cargoes of coal.', 'They settled on fourteen cargoes of coal.', []],
  ['Sales rose by 12 percent to 3 billion dollars.', 'Sales rose 12% to $2 billion.', ['3 billion']],
  ['They met on September 24, 2026.', 'They met on Sept. 24.', []],
  ['They met on September 23, 2026.', 'They met on Sept. 24.', ['September 23, 2026']],
  // The day of publication is known of the document.
  ['On September 25, 2026, they said that they had met.', 'They have met.', []],
  ['They met again.', 'They met twice.', []],
])('%s', (statement, paragraph, uncited) => {
  expect(uncitedFigures(both(statement), ['Something else.', paragraph], ENGLISH)).toEqual(uncited);
});

test('Reads a Chinese document beside an English statement, and a Chinese one where there is no English', () => {
  const paragraph = '美国最高法院20日以6比3的结果作出裁决，1750亿美元关税。';
  const ruled = both('On February 20, 2026, the court ruled 6 to 3 on 175 billion dollars.');
  expect(uncitedFigures(ruled, [paragraph], { ...CHINESE, publishedOn: '2026-02-20' })).toEqual([]);
  expect(uncitedFigures(both('', '法院以7比2作出裁决。'), [paragraph], CHINESE)).toEqual(['7', '2']);
});
