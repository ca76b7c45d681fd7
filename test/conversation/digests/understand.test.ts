/** Digests as people type them: what is understood of a text, and that every other word of it is told. */
import { describe, expect, test } from 'vitest';
import { parseSubscriptionInput } from '../../../src/conversation/digests/subscription-input.ts';
import { topicNames } from '../../../src/conversation/digests/topic-names.ts';
import { understand } from '../../../src/conversation/digests/understand.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';
import { bothRelationships } from '../../support/second-relationship.ts';
import { expectProportional } from '../../support/growth.ts';

const catalogue = ownCatalogue();
const names = topicNames(catalogue);

type Read = {
  readonly topics?: string;
  readonly days?: string;
  readonly time?: string;
  readonly zone?: string;
  readonly language?: string;
};

const WORKDAYS = 'mon tue wed thu fri';
const ALL_DAYS = 'mon tue wed thu fri sat sun';
const NEW_YORK = 'America/New_York';
const BEIJING = 'Asia/Shanghai';

/** What a text fills of a new digest, and what is wrong with the rest of it. */
function read(text: string) {
  const { input, unknown } = understand(text, names);
  // A zone is always needed: that of who asks.
  const parsed = parseSubscriptionInput({ zone: 'UTC', ...input }, undefined, { catalogue, reader: 'en', now: NOW });
  const { topics, days, time, zone, language } = parsed.filled;
  const filled: Read = {
    ...(topics !== undefined && { topics: topics === 'all' ? topics : topics.join(', ') }),
    ...(days !== undefined && { days: days.join(' ') }),
    ...(time !== undefined && { time }),
    ...(zone !== undefined && input.zone !== undefined && { zone }),
    ...(language !== undefined && { language }),
  };
  return { filled, unknown, faults: parsed.ok ? [] : parsed.faults.map(({ message }) => message) };
}

/** What is read in a text of topics, days, time, zone and language, in this order. */
const SCHEDULES: readonly (readonly [string, Read])[] = [
  ['weekdays 9:00', { days: WORKDAYS, time: '09:00' }],
  ['every day at 8am', { days: ALL_DAYS, time: '08:00' }],
  ['mon,thu 09:30 Asia/Shanghai', { days: 'mon thu', time: '09:30', zone: BEIJING }],
  ['weekly monday 9', { days: 'mon', time: '09:00' }],
  ['工作日 9点', { days: WORKDAYS, time: '09:00' }],
  ['每周一 上午9点 北京时间', { days: 'mon', time: '09:00', zone: BEIJING }],
  ['能源 工作日 9点 北京时间', { topics: 'energy', days: WORKDAYS, time: '09:00', zone: BEIJING }],
  ['每周一三五 9点 北京时间', { days: 'mon wed fri', time: '09:00', zone: BEIJING }],
  [
    'energy weekdays 9am Beijing in Chinese',
    { topics: 'energy', days: WORKDAYS, time: '09:00', zone: BEIJING, language: 'zh' },
  ],
  ['9am on mondays', { days: 'mon', time: '09:00' }],
  ['energy daily 9am Boston, MA', { topics: 'energy', days: ALL_DAYS, time: '09:00', zone: NEW_YORK }],
  ['energy ai governance daily', { topics: 'ai-governance, energy', days: ALL_DAYS }],
  ['energy weekdays 9am Beijing', { topics: 'energy', days: WORKDAYS, time: '09:00', zone: BEIJING }],
  ['weekdays 9am Beijing', { days: WORKDAYS, time: '09:00', zone: BEIJING }],
  ['mondays 9am', { days: 'mon', time: '09:00' }],
  ['mon wed fri 9am', { days: 'mon wed fri', time: '09:00' }],
  ['mon,wed,fri 9am', { days: 'mon wed fri', time: '09:00' }],
  ['mon/wed/fri at 9', { days: 'mon wed fri', time: '09:00' }],
  ['every day at 9 in Chinese', { days: ALL_DAYS, time: '09:00', language: 'zh' }],
  ['daily 9:00 in Chinese', { days: ALL_DAYS, time: '09:00', language: 'zh' }],
  ['daily 9:00 in english', { days: ALL_DAYS, time: '09:00', language: 'en' }],
  ['weekdays 9am china time', { days: WORKDAYS, time: '09:00', zone: BEIJING }],
  ['weekdays 9am beijing time', { days: WORKDAYS, time: '09:00', zone: BEIJING }],
  ['energy weekdays 9am washington', { topics: 'energy', days: WORKDAYS, time: '09:00', zone: NEW_YORK }],
  ['energy weekdays 9am, washington', { topics: 'energy', days: WORKDAYS, time: '09:00', zone: NEW_YORK }],
  ['energy daily 9am ET', { topics: 'energy', days: ALL_DAYS, time: '09:00', zone: NEW_YORK }],
  ['energy daily 9am eastern time', { topics: 'energy', days: ALL_DAYS, time: '09:00', zone: NEW_YORK }],
  ['energy, tariffs every day at 09:00', { topics: 'energy, trade-and-tariffs', days: ALL_DAYS, time: '09:00' }],
  [
    'energy and tariffs daily 9am tokyo',
    { topics: 'energy, trade-and-tariffs', days: ALL_DAYS, time: '09:00', zone: 'Asia/Tokyo' },
  ],
  ['energy on mondays and thursdays at 9', { topics: 'energy', days: 'mon thu', time: '09:00' }],
  ['every tuesday and thursday at 7pm HKT', { days: 'tue thu', time: '19:00', zone: 'Asia/Hong_Kong' }],
  ['mon-fri 0900 new york', { days: WORKDAYS, time: '09:00', zone: NEW_YORK }],
  ['monday to thursday noon', { days: 'mon tue wed thu', time: '12:00' }],
  ['weekends 10:30 paris', { days: 'sat sun', time: '10:30', zone: 'Europe/Paris' }],
  ['every weekday at 8:30 pm in london', { days: WORKDAYS, time: '20:30', zone: 'Europe/London' }],
  ['weekdays 9 beijing', { days: WORKDAYS, time: '09:00', zone: BEIJING }],
  ['weekly on mondays 9am', { days: 'mon', time: '09:00' }],
  ['everything daily 7:30 in zh', { topics: 'all', days: ALL_DAYS, time: '07:30', language: 'zh' }],
  ['china and the united states daily 8am shanghai', { topics: 'cn-us', days: ALL_DAYS, time: '08:00', zone: BEIJING }],
  ['people-to-people, ai-governance', { topics: 'ai-governance, people-to-people' }],
  [
    'trade and taiwan mon wed fri 8:30 New York in Chinese',
    { topics: 'taiwan, trade-and-tariffs', days: 'mon wed fri', time: '08:30', zone: NEW_YORK, language: 'zh' },
  ],
  ['trade & tariffs weekdays 9am NYC', { topics: 'trade-and-tariffs', days: WORKDAYS, time: '09:00', zone: NEW_YORK }],
  ['trade to english', { topics: 'trade-and-tariffs', language: 'en' }],
  // A place that is a topic too is one, but a zone right behind a time.
  ['taiwan daily 9am', { topics: 'taiwan', days: ALL_DAYS, time: '09:00' }],
  ['daily 9am taiwan', { days: ALL_DAYS, time: '09:00', zone: 'Asia/Taipei' }],
  ['energy daily 9am taiwan', { topics: 'energy', days: ALL_DAYS, time: '09:00', zone: 'Asia/Taipei' }],
  ['taiwan daily 9am taiwan time', { topics: 'taiwan', days: ALL_DAYS, time: '09:00', zone: 'Asia/Taipei' }],
  ['每个工作日早上九点 北京时间', { days: WORKDAYS, time: '09:00', zone: BEIJING }],
  ['每周一三五 9点', { days: 'mon wed fri', time: '09:00' }],
  ['每天9点 英文', { days: ALL_DAYS, time: '09:00', language: 'en' }],
  ['能源每天9点北京时间英文', { topics: 'energy', days: ALL_DAYS, time: '09:00', zone: BEIJING, language: 'en' }],
  ['能源、关税 每天 09:00 北京', { topics: 'energy, trade-and-tariffs', days: ALL_DAYS, time: '09:00', zone: BEIJING }],
  ['能源 每周一、三早上9点', { topics: 'energy', days: 'mon wed', time: '09:00' }],
  ['能源 工作日 下午3点半', { topics: 'energy', days: WORKDAYS, time: '15:30' }],
  ['周一至周五上午八点半 纽约时间', { days: WORKDAYS, time: '08:30', zone: NEW_YORK }],
  ['工作日晚上8点 美国东部时间 中文', { days: WORKDAYS, time: '20:00', zone: NEW_YORK, language: 'zh' }],
  ['台湾 每天中午 华盛顿', { topics: 'taiwan', days: ALL_DAYS, time: '12:00', zone: NEW_YORK }],
  ['星期二和星期四 下午三点一刻 東京', { days: 'tue thu', time: '15:15', zone: 'Asia/Tokyo' }],
  ['每周末 10点', { days: 'sat sun', time: '10:00' }],
  [
    '稀土 關稅 每個工作日 9點 北京',
    { topics: 'critical-minerals, trade-and-tariffs', days: WORKDAYS, time: '09:00', zone: BEIJING },
  ],
  ['', {}],
];

/** The words of a text that are not understood, beside what is. */
const NOT_UNDERSTOOD: readonly (readonly [string, Read, readonly string[]])[] = [
  // S9: how often it cannot come
  ['energy every 2 weeks 9am Beijing', { topics: 'energy', time: '09:00', zone: BEIJING }, ['every 2 weeks']],
  ['first monday of the month 9am energy', { topics: 'energy', days: 'mon', time: '09:00' }, ['first', 'of the month']],
  ['every other friday', { days: 'fri' }, ['every other']],
  ['每周两次 能源', { topics: 'energy' }, ['每周两次']],
  ['隔周周一 9点', { days: 'mon', time: '09:00' }, ['隔周']],
  // Words that are none of it.
  [
    "please send me energy every monday at 9 o'clock, thanks",
    { topics: 'energy', days: 'mon', time: '09:00' },
    ['please send me', 'thanks'],
  ],
  ['energy zone New York', { topics: 'energy', zone: NEW_YORK }, ['zone']],
  ['weekdays except fridays 9am', { days: WORKDAYS, time: '09:00' }, ['except fridays']],
  ['monday 9am tuesday 10am', { days: 'mon', time: '09:00' }, ['tuesday 10am']],
  ['weekdays 9am beijing tokyo', { days: WORKDAYS, time: '09:00', zone: BEIJING }, ['tokyo']],
  ['energy bananas weekdays 9am', { topics: 'energy', days: WORKDAYS, time: '09:00' }, ['bananas']],
  ['monday.com 9am', { time: '09:00' }, ['monday.com']],
  ['https://example.org daily', { days: ALL_DAYS }, ['https://example.org']],
  ['能源 明天 9点', { topics: 'energy', time: '09:00' }, ['明天']],
  ['香蕉 每天9点', { days: ALL_DAYS, time: '09:00' }, ['香蕉']],
];

/** What is of a field, and wrong there. */
const WRONG: readonly (readonly [string, Read, string])[] = [
  ['energy daily 25:00', { topics: 'energy', days: ALL_DAYS }, '“25:00” is not a time'],
  ['周一晚上12点', { days: 'mon' }, '“晚上12点” is not a time'],
  ['daily 9am CST', { days: ALL_DAYS, time: '09:00' }, '“CST” may mean several time zones'],
  ['taiwn weekdays', { topics: 'taiwan', days: WORKDAYS }, 'There is no topic “taiwn”. Did you mean: Taiwan?'],
  ['Enegry', { topics: 'energy' }, 'There is no topic “Enegry”. Did you mean: Energy?'],
];

test.each(SCHEDULES)('%s', (text, expected) => {
  expect(read(text)).toEqual({ filled: expected, unknown: [], faults: [] });
});

test.each(NOT_UNDERSTOOD)('%s: the rest is told', (text, filled, unknown) => {
  expect(read(text)).toEqual({ filled, unknown, faults: [] });
});

test.each(WRONG)('%s: what is wrong is told', (text, filled, fault) => {
  expect(read(text)).toEqual({ filled, unknown: [], faults: [expect.stringContaining(fault)] });
});

test.each([
  ['iceland', ['is-no']],
  ['Norway', ['is-no']],
  ['iceland-norway', ['is-no']],
  ['all Iceland', ['is-no']],
  ['冰岛', ['is-no']],
  ['china', ['cn-us']],
  ['us-china', ['cn-us']],
  ['the United States', ['cn-us']],
  ['中国', ['cn-us']],
  ['全部中美', ['cn-us']],
  ['all', ['all']],
  ['trade', ['trade-and-tariffs']],
  ['energy', ['energy']],
  ['能源', ['energy', 'northern-energy']],
  ['is-no/northern-energy', ['northern-energy']],
  ['northern-energy', ['northern-energy']],
  ['bananas', []],
])('of two relationships, %s names %j', (name, ids) => {
  expect(topicNames(bothRelationships()).named(name)).toEqual(ids);
});

test('“all” beside a name means all of that, never everything', () => {
  expect(understand('all iceland weekdays', topicNames(bothRelationships())).input.topics).toBe('is-no');
  expect(understand('iceland, all of it', topicNames(bothRelationships())).input.topics).toBe('is-no');
});

describe('no word is dropped', () => {
  const WORDS = ['banana', 'tomorrow', 'xyzzy', '42nd', 'unless', '香蕉', '不要'];
  test.each(['energy weekdays 9am Beijing in Chinese', 'mon wed fri at 9, tokyo', '能源 每天 9点 北京时间'])(
    'wherever it stands: %s',
    (text) => {
      const parts = text.split(' ');
      for (const word of WORDS)
        for (let at = 0; at <= parts.length; at += 1) {
          const written = parts.toSpliced(at, 0, word).join(' ');
          expect({ written, said: read(written).unknown.join(' ') }).toMatchObject({
            said: expect.stringContaining(word),
          });
        }
    },
  );
});

test('a long text is read by work in proportion', () => {
  for (const part of ['every ', 'on mon, ', 'at 9', '周一、', 'zone ', 'energy ', '能源', 'in new york '])
    expectProportional((size) => void understand(part.repeat(size / part.length), names), 2_000);
});
