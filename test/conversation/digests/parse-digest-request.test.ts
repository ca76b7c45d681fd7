/** Schedules as people write them: what is read in a text, and that every word of it that is not read is refused. */
import { describe, expect, test } from 'vitest';
import { parseDigestRequest } from '../../../src/conversation/digests/parse-digest-request.ts';
import { parseSubscriptionInput } from '../../../src/conversation/digests/subscription-input.ts';
import { topicNames } from '../../../src/conversation/digests/topic-names.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';
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
  const input = parseDigestRequest(text, names);
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
  return { filled, faults: parsed.ok ? [] : parsed.faults.map(({ message }) => message) };
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
  ['周三五点', { days: 'wed', time: '05:00' }],
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
  // A place that is a topic too is one where nothing else is, and a zone right behind a time.
  ['taiwan daily 9am', { topics: 'taiwan', days: ALL_DAYS, time: '09:00' }],
  ['daily 9am taiwan', { topics: 'taiwan', days: ALL_DAYS, time: '09:00' }],
  ['energy daily 9am taiwan', { topics: 'energy', days: ALL_DAYS, time: '09:00', zone: 'Asia/Taipei' }],
  ['taiwan daily 9am taiwan time', { topics: 'taiwan', days: ALL_DAYS, time: '09:00', zone: 'Asia/Taipei' }],
  ['每个工作日早上九点 北京时间', { days: WORKDAYS, time: '09:00', zone: BEIJING }],
  ['每周一三五 9点', { days: 'mon wed fri', time: '09:00' }],
  ['每天9点 英文', { days: ALL_DAYS, time: '09:00', language: 'en' }],
  ['能源每天9点北京时间英文', { topics: 'energy', days: ALL_DAYS, time: '09:00', zone: BEIJING, language: 'en' }],
  [
    '能源、关税 每天 09:00 时区 北京',
    { topics: 'energy, trade-and-tariffs', days: ALL_DAYS, time: '09:00', zone: BEIJING },
  ],
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

/** What is not of this form is refused: the words that are not understood are said, and the rest is filled in. */
const REFUSED: readonly (readonly [string, Read, readonly string[]])[] = [
  // Another order, or sentences.
  ['america/new_york daily 9am', { days: ALL_DAYS, time: '09:00' }, ['no topic “america/new_york”']],
  ['energy zone New York', { topics: 'energy' }, ['no topic “zone New York”']],
  ['monday energy 9am', { days: 'mon' }, ['time zone called “energy 9am”']],
  ['every day at 9 in the morning', { days: ALL_DAYS, time: '09:00' }, ['time zone called “the morning”']],
  [
    "please send me energy every monday at 9 o'clock, thanks",
    { topics: 'energy', days: 'mon', time: '09:00' },
    ['no topic “please send me”', 'time zone called “thanks”'],
  ],
  ['时间 10:30', { time: '10:30' }, ['no topic “时间”']],
  ['please tell us of energy daily', { topics: 'energy', days: ALL_DAYS }, ['no topic “please tell us of”']],
  [
    'energy daily 8pm Beijing skip when quiet',
    { topics: 'energy', days: ALL_DAYS, time: '20:00' },
    ['Beijing skip when quiet'],
  ],
  [
    'energy daily, one brief in turn when nothing is new',
    { topics: 'energy', days: ALL_DAYS },
    ['one brief in turn when nothing is new'],
  ],
  ['能源 每天9点 没有新内容时不发', { topics: 'energy', days: ALL_DAYS, time: '09:00' }, ['没有新内容时不发']],
  [
    '能源和关税 每天9点 无新内容时轮换一份简报',
    { topics: 'energy, trade-and-tariffs', days: ALL_DAYS, time: '09:00' },
    ['无新内容时轮换一份简报'],
  ],

  // How often it cannot come.
  ['every 2 weeks', {}, ['no topic “every 2 weeks”']],
  ['energy every two weeks on monday 9am', { topics: 'energy', days: 'mon', time: '09:00' }, ['“every two weeks”']],
  ['biweekly mondays', { days: 'mon' }, ['no topic “biweekly”']],
  ['monthly 9am', { time: '09:00' }, ['no topic “monthly”']],
  ['first monday of the month 9am energy', { days: 'mon' }, ['“first”', '“of the month 9am energy”']],
  ['every other friday', { days: 'fri' }, ['no topic “every other”']],
  ['twice a day energy', { topics: 'energy' }, ['no topic “twice a day”']],
  ['hourly', {}, ['no topic “hourly”']],
  ['weekly 9am', { time: '09:00' }, ['no topic “weekly”']],
  ['每两周 能源', { topics: 'energy' }, ['no topic “每两周”']],
  ['每月1号 9点', { time: '09:00' }, ['no topic “每月1号”']],
  ['隔周周一 9点', { days: 'mon', time: '09:00' }, ['no topic “隔周”']],
  ['每周两次 能源', { topics: 'energy' }, ['no topic “每周两次”']],
  ['每周三次 9点', { days: 'wed' }, ['time zone called “次 9点”']],
  ['每周 能源', { topics: 'energy' }, ['no topic “每周”']],

  // No clock is guessed, nor a zone.
  ['energy daily 25:00', { topics: 'energy', days: ALL_DAYS }, ['“25:00” is not a time']],
  ['monday midnight', { days: 'mon' }, ['“midnight” is not a time']],
  ['周一晚上12点', { days: 'mon' }, ['“晚上12点” is not a time']],
  ['daily 8am-9am', { days: ALL_DAYS }, ['“8am-9am”']],
  ['9am and 5pm weekdays', { time: '09:00' }, ['time zone called “and 5pm weekdays”']],
  ['monday 9am tuesday 10am', { days: 'mon', time: '09:00' }, ['“tuesday 10am”']],
  [
    'energy weekdays 9am Bejing',
    { topics: 'energy', days: WORKDAYS, time: '09:00' },
    ['“Bejing”', 'Did you mean Beijing'],
  ],
  ['weekdays 9am beijing tokyo', { days: WORKDAYS, time: '09:00' }, ['“beijing tokyo”']],
  ['daily 9am CST', { days: ALL_DAYS, time: '09:00' }, ['“CST” may mean several time zones']],
  ['daily 9am UTC+8', { days: ALL_DAYS, time: '09:00' }, ['“UTC+8” is a fixed offset']],
  ['energy Beijing', { topics: 'energy' }, ['no topic “Beijing”']],
  ['能源 每天 9点 火星时间', { topics: 'energy', days: ALL_DAYS, time: '09:00' }, ['“火星时间”']],

  // Words that are none of it.
  ['energy bananas weekdays 9am', { topics: 'energy', days: WORKDAYS, time: '09:00' }, ['no topic “bananas”']],
  ['energy tomorrow 9am', { topics: 'energy', time: '09:00' }, ['no topic “tomorrow”']],
  ['every morning energy', { topics: 'energy' }, ['no topic “every morning”']],
  ['weekdays except fridays 9am', { days: WORKDAYS }, ['“except fridays 9am”']],
  ['42nd energy daily', { topics: 'energy', days: ALL_DAYS }, ['no topic “42nd”']],
  ['monday.com 9am', { time: '09:00' }, ['“monday.com”']],
  ['https://example.org daily', { days: ALL_DAYS }, ['https://example.org']],
  ['@bob energy daily', { topics: 'energy', days: ALL_DAYS }, ['no topic “@bob”']],
  ['能源 明天 9点', { topics: 'energy', time: '09:00' }, ['no topic “明天”']],
  ['香蕉 每天9点', { days: ALL_DAYS, time: '09:00' }, ['no topic “香蕉”']],
  ['除了周五 工作日 9点', { days: WORKDAYS, time: '09:00' }, ['no topic “除了”']],
];

test('the tables have at least sixty schedules and forty refusals', () => {
  expect(SCHEDULES.length).toBeGreaterThanOrEqual(60);
  expect(REFUSED.length).toBeGreaterThanOrEqual(40);
});

test.each(SCHEDULES)('%s', (text, expected) => {
  expect(read(text)).toEqual({ filled: expected, faults: [] });
});

test.each(REFUSED)('%s is refused', (text, expected, said) => {
  const { filled, faults } = read(text);
  expect({ filled, faults: faults.join(' ') }).toEqual({
    filled: expected,
    faults: expect.stringMatching(new RegExp(said.map((part) => RegExp.escape(part)).join('.*'), 'u')),
  });
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
          expect({ written, said: read(written).faults.join(' ') }).toMatchObject({
            said: expect.stringContaining(word),
          });
        }
    },
  );
});

test('a long text is read by work in proportion', () => {
  for (const part of ['every ', 'on mon, ', 'at 9', '周一、', 'zone ', 'energy ', '能源', 'in new york '])
    expectProportional((size) => void parseDigestRequest(part.repeat(size / part.length), names), 2_000);
});
