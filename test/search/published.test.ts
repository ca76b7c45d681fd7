/** What the publishers of a relationship have published: what may bear on its topics, and what does not. */
import { expect, test } from 'vitest';
import { bearing } from '../../src/watch/run.ts';
import { ownCatalogue } from '../support/records.ts';

const catalogue = ownCatalogue();
const bearsOn = (text: string, party: string): readonly string[] =>
  bearing({ relationship: 'cn-us', party, text }, catalogue).topics;

test.each([
  ['us', 'Fact sheet: lowering the cost of prescription drugs'],
  ['us', 'President approves disaster declaration for Florida'],
  ['us', 'Joint statement on the ministerial on religious freedom'],
  ['us', 'USTR statement on WTO reform'],
  ['us', 'GDP third quarter, second estimate'],
  ['cn', 'China-ASEAN dialogue held'],
  ['cn', 'Wang Yi meets with Foreign Minister of Kazakhstan'],
  ['cn', 'MOFCOM holds symposium with foreign companies'],
  ['cn', 'Xi inspects Guangdong'],
  ['cn', 'Foreign Ministry Spokesperson’s regular press conference on November 24, 2026'],
  ['cn', '海南自贸港封关准备工作'],
  ['cn', '全国消费促进月启动'],
])('what has a common word with a topic bears on none, of %s: %s', (party, title) => {
  expect(bearsOn(title, party)).toEqual([]);
});

test.each([
  ['us', 'Joint Statement on U.S.-China Economic and Trade Meeting in Geneva', 'trade-and-tariffs'],
  ['us', 'Adjusting imports of semiconductors and their derivative products', 'trade-and-tariffs'],
  ['cn', '王沪宁出席对台工作会议并讲话', 'taiwan'],
  ['cn', 'Notice on the control of exports of rare earths', 'critical-minerals'],
])(
  'what names the other party or a topic, or shares more than a word, bears on it, of %s: %s',
  (party, title, topic) => {
    expect(bearsOn(title, party)).toContain(topic);
  },
);

test('titles of documents bear on a topic of theirs', () => {
  const topics = new Map<string, string[]>();
  for (const brief of catalogue.briefs.values())
    for (const { document } of brief.statements) topics.set(document, [...(topics.get(document) ?? []), brief.id]);
  for (const language of ['en', 'zh'] as const) {
    const asked = [...catalogue.sources].flatMap(([id, { title, relationship, party = '' }]) => {
      const text = title[language];
      const own = topics.get(id);
      return text === undefined || own === undefined ? [] : [{ text, relationship, party, own }];
    });
    const found = asked.filter(({ own, ...one }) => bearing(one, catalogue).topics.some((id) => own.includes(id)));
    console.log(`${language}: ${found.length} of ${asked.length} titles of documents bear on a topic of theirs`);
    expect(found.length / asked.length).toBeGreaterThanOrEqual(0.85);
  }
});
