/** What the publishers of a relationship have published: what may bear on its topics, and what does not. */
import { expect, test } from 'vitest';
import { bearing, bearingOfText, seriesIn } from '../../src/watch/bearing.ts';
import { BY_TEXT, type Entry } from '../../src/watch/items.ts';
import { ownCatalogue } from '../support/records.ts';

const catalogue = ownCatalogue();
const bearsOn = (text: string, party: string): readonly string[] =>
  bearing({ relationship: 'cn-us', party, text }, catalogue).topics;

const scoreOf = (party: string, text: string): number =>
  bearing({ relationship: 'cn-us', party, text }, catalogue).score;
const titled = (title: string): Entry => ({
  title,
  address: title,
  guid: '',
  day: undefined,
  modified: '',
  summary: '',
});

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
  ['us', 'NOAA Publishes the Winter Outlook'],
  ['us', 'Environment Committee under the Agreement with Korea Meets'],
  ['us', 'United States and Switzerland Conclude Talks on a Trade Agreement'],
  ['cn', 'Regular Press Conference of the Ministry of Commerce, November 26, 2026'],
  ['cn', 'Import Expo Closes with Record Deals of 84 billion U.S. dollars'],
  ['cn', '商务部公布第四批中国消费名品'],
])('what has a common word with a topic bears on none, of %s: %s', (party, title) => {
  expect(bearsOn(title, party)).toEqual([]);
});

test.each([
  ['us', 'Joint Statement on U.S.-China Economic and Trade Meeting in Geneva', 'trade-and-tariffs'],
  ['us', 'Adjusting Imports of Processed Critical Minerals and Their Derivative Products', 'critical-minerals'],
  ['cn', '王沪宁出席对台工作会议并讲话', 'taiwan'],
  ['cn', 'Notice on the control of exports of rare earths', 'critical-minerals'],
])(
  'what names the other party or a topic, or shares more than a word, bears on it, of %s: %s',
  (party, title, topic) => {
    expect(bearsOn(title, party)).toContain(topic);
  },
);

test('what names the other party comes before what names a topic, and this before what only shares words', () => {
  // Leaders and ministries of the other party name it too; those of its own say only who publishes.
  expect([
    scoreOf('cn', 'President Xi Jinping Holds Talks with U.S. President Donald J. Trump in Shenzhen'),
    scoreOf('us', 'Readout of President Donald J. Trump’s Meeting with President Xi Jinping'),
    scoreOf('cn', '商务部公告2026年第92号 公布调整稀土等物项对美出口管制措施的决定'),
  ]).toEqual([3, 3, 3]);
  expect(scoreOf('cn', '商务部公告2026年第88号 关于继续暂停稀土出口管制措施的公告')).toBe(2);
  expect(scoreOf('cn', 'Meeting in Beijing marks 80 years since Taiwan’s restoration')).toBe(2);
  expect(scoreOf('us', 'One Year Suspension of Expansion of End-User Controls for Affiliates')).toBe(1);
  // By common words alone, or by the name of the other party alone, the text has to tell.
  expect([
    scoreOf('us', 'NOAA Publishes the Winter Outlook'),
    scoreOf('us', 'Commerce Publishes Data on Foreign Direct Investment'),
    scoreOf('us', 'Photos: President Trump in Shenzhen'),
  ]).toEqual([BY_TEXT, BY_TEXT, BY_TEXT]);
  expect(scoreOf('us', 'Albania’s National Day')).toBe(0);
});

test('an entry whose title does not tell is judged by its text', () => {
  const [one, two, other] = [
    'Spokesperson Mao Ning’s Regular Press Conference on November 26, 2026',
    'Spokesperson Mao Ning’s Regular Press Conference on November 25, 2026',
    'Wang Yi Attends SCO Council of Foreign Ministers',
  ].map(titled) as [Entry, Entry, Entry];
  const isOfSeries = seriesIn([one, two, other]);
  expect([one, two, other].map(isOfSeries)).toEqual([true, true, false]);

  const item = { relationship: 'cn-us', party: 'cn', topics: [], score: BY_TEXT };
  const about = [
    'CNR: The Prime Minister of Malaysia will visit China next week. What are China’s expectations?',
    'Mao Ning: China and Malaysia are good neighbors. We will release information in due course.',
  ];
  const telling = [
    'Bloomberg: The U.S. will suspend its affiliates rule again. What is China’s comment?',
    'Mao Ning: We urge the U.S. side to abolish the rule on export controls altogether.',
  ];
  expect(bearingOfText(item, [...about, ...telling], catalogue)).toEqual({
    topics: expect.arrayContaining(['export-controls']),
    score: 3,
  });
  expect(bearingOfText(item, about, catalogue)).toEqual({ topics: [], score: 0 });
  // What a title names is not taken back; what has words alone is.
  const named = { ...item, topics: ['taiwan'], score: 2 };
  expect(bearingOfText(named, about, catalogue)).toBeUndefined();
  expect(bearingOfText(named, telling, catalogue)).toEqual({ topics: ['taiwan'], score: 3 });
  expect(bearingOfText({ ...named, score: 1 }, about, catalogue)).toEqual({ topics: [], score: 0 });
  expect(bearingOfText({ ...named, topics: ['energy'], score: 1 }, telling, catalogue)?.topics).not.toContain('energy');
  // A matter that a side calls its own names no other party.
  const own = ['The compatriots of Taiwan can study here.', 'Taiwan and the mainland are one family.'];
  expect(bearingOfText(item, own, catalogue)).toMatchObject({ topics: ['taiwan'], score: 2 });
  expect(bearingOfText(item, ['The outlook for snow is good.', 'The outlook says so.'], catalogue)?.score).toBe(0);
});

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
