/** Schedules as people write them: what is read in a text, and that every word of it that is not read is named. */
import { describe, expect, test } from 'vitest';
import { parseDays } from '../../../src/digest/schedule/days.ts';
import { parseDigestRequest } from '../../../src/conversation/digests/parse-digest-request.ts';
import { parseTime } from '../../../src/digest/schedule/parse-time.ts';
import { parseZone } from '../../../src/digest/schedule/zone.ts';
import { topicNames } from '../../../src/conversation/digests/topic-names.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';
import { expectProportional } from '../../support/growth.ts';

const names = topicNames(ownCatalogue());

type Read = {
  readonly topics?: string;
  readonly days?: string;
  readonly time?: string;
  readonly zone?: string;
  readonly language?: string;
  readonly whenQuiet?: string;
  readonly unknown?: readonly string[];
};

const WORKDAYS = 'mon tue wed thu fri';
const ALL_DAYS = 'mon tue wed thu fri sat sun';
const NEW_YORK = 'America/New_York';
const BEIJING = 'Asia/Shanghai';

/** Days, times and zones as those who read the fields understand them. */
const SCHEDULES: readonly (readonly [string, Read])[] = [
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
  ['america/new_york daily 9am', { days: ALL_DAYS, time: '09:00', zone: NEW_YORK }],
  ['energy zone New York', { topics: 'energy', zone: NEW_YORK }],
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
  ['every day at 9 in the morning', { days: ALL_DAYS, time: '09:00' }],
  ['weekdays 9 beijing', { days: WORKDAYS, time: '09:00', zone: BEIJING }],
  ["please send me energy every monday at 9 o'clock, thanks", { topics: 'energy', days: 'mon', time: '09:00' }],
  ['weekly on mondays 9am', { days: 'mon', time: '09:00' }],
  ['everything daily 7:30 in zh', { topics: 'all', days: ALL_DAYS, time: '07:30', language: 'zh' }],
  ['china and the united states daily 8am shanghai', { topics: 'cn-us', days: ALL_DAYS, time: '08:00', zone: BEIJING }],
  ['people-to-people, ai-governance', { topics: 'people-to-people, ai-governance' }],
  [
    'trade and taiwan mon wed fri 8:30 New York in Chinese',
    { topics: 'trade-and-tariffs, taiwan', days: 'mon wed fri', time: '08:30', zone: NEW_YORK, language: 'zh' },
  ],
  ['trade & tariffs weekdays 9am NYC', { topics: 'trade-and-tariffs', days: WORKDAYS, time: '09:00', zone: NEW_YORK }],
  [
    'energy daily 8pm Beijing skip when quiet',
    { topics: 'energy', days: ALL_DAYS, time: '20:00', zone: BEIJING, whenQuiet: 'skip' },
  ],
  ['energy daily, one brief in turn when nothing is new', { topics: 'energy', days: ALL_DAYS, whenQuiet: 'rotate' }],
  ['能源 每天9点 没有新内容时不发', { topics: 'energy', days: ALL_DAYS, time: '09:00', whenQuiet: 'skip' }],
  [
    '能源和关税 每天9点 无新内容时轮换一份简报',
    { topics: 'energy, trade-and-tariffs', days: ALL_DAYS, time: '09:00', whenQuiet: 'rotate' },
  ],
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
  ['时间 10:30', { time: '10:30' }],
  ['', {}],

  // How often it cannot come is not understood, and the rest is read.
  ['every 2 weeks', { unknown: ['2 weeks'] }],
  ['energy every two weeks on monday 9am', { topics: 'energy', days: 'mon', time: '09:00', unknown: ['two weeks'] }],
  ['biweekly mondays', { days: 'mon', unknown: ['biweekly'] }],
  ['monthly 9am', { time: '09:00', unknown: ['monthly'] }],
  [
    'first monday of the month 9am energy',
    { topics: 'energy', days: 'mon', time: '09:00', unknown: ['first', 'month'] },
  ],
  ['every other friday', { days: 'fri', unknown: ['other'] }],
  ['twice a day energy', { topics: 'energy', unknown: ['twice'] }],
  ['hourly', { unknown: ['hourly'] }],
  ['每两周 能源', { topics: 'energy', unknown: ['每两周'] }],
  ['每月1号 9点', { time: '09:00', unknown: ['每月1号'] }],
  ['隔周周一 9点', { days: 'mon', time: '09:00', unknown: ['隔周'] }],
  ['每周两次 能源', { topics: 'energy', unknown: ['两次', '每周'] }],

  // What is not understood is named, and the rest is read.
  ['energy bananas weekdays 9am', { topics: 'energy', days: WORKDAYS, time: '09:00', unknown: ['bananas'] }],
  ['energy tomorrow 9am', { topics: 'energy', time: '09:00', unknown: ['tomorrow'] }],
  ['energy weekdays 9am Bejing', { topics: 'energy', days: WORKDAYS, time: '09:00', unknown: ['Bejing'] }],
  ['every morning energy', { topics: 'energy', unknown: ['morning'] }],
  ['weekdays except fridays 9am', { days: WORKDAYS, time: '09:00', unknown: ['except'] }],
  ['9am and 5pm weekdays', { days: WORKDAYS, time: '09:00', unknown: ['5pm'] }],
  ['weekdays 9am beijing tokyo', { days: WORKDAYS, time: '09:00', zone: BEIJING, unknown: ['tokyo'] }],
  ['42nd energy daily', { topics: 'energy', days: ALL_DAYS, unknown: ['42nd'] }],
  ['please tell us of energy daily', { topics: 'energy', days: ALL_DAYS, unknown: ['tell us'] }],
  ['weekly 9am', { time: '09:00', unknown: ['weekly'] }],
  ['monday.com 9am', { time: '09:00', unknown: ['monday.com'] }],
  ['https://example.org daily', { days: ALL_DAYS, unknown: ['https://example.org'] }],
  ['@bob energy daily', { topics: 'energy', days: ALL_DAYS, unknown: ['@bob'] }],
  ['能源 明天 9点', { topics: 'energy', time: '09:00', unknown: ['明天'] }],
  ['香蕉 每天9点', { days: ALL_DAYS, time: '09:00', unknown: ['香蕉'] }],
  ['除了周五 工作日 9点', { days: WORKDAYS, time: '09:00', unknown: ['除了'] }],
  ['每周 能源', { topics: 'energy', unknown: ['每周'] }],
  ['能源 每天 9点 火星时间', { topics: 'energy', days: ALL_DAYS, time: '09:00', unknown: ['火星'] }],
];

test('the table has at least sixty schedules', () => {
  expect(SCHEDULES.length).toBeGreaterThanOrEqual(60);
});

test.each(SCHEDULES)('%s', (text, expected) => {
  const { input, unknown } = parseDigestRequest(text, names);
  const { topics, days, time, zone, language, whenQuiet } = input;
  const parsedDays = days === undefined ? undefined : parseDays(days, 'en');
  const parsedTime = time === undefined ? undefined : parseTime(time, 'en');
  const parsedZone = zone === undefined ? undefined : parseZone(zone, NOW);
  expect({
    ...(topics !== undefined && { topics }),
    ...(parsedDays && { days: parsedDays.ok ? parsedDays.days.join(' ') : parsedDays }),
    ...(parsedTime && { time: parsedTime.ok ? parsedTime.time : parsedTime }),
    ...(parsedZone && { zone: parsedZone.ok ? parsedZone.zone : parsedZone }),
    ...(language !== undefined && { language }),
    ...(whenQuiet !== undefined && { whenQuiet }),
    unknown,
  }).toEqual({ unknown: [], ...expected });
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
          const { unknown } = parseDigestRequest(written, names);
          expect({ written, named: unknown.join(' ') }).toMatchObject({ named: expect.stringContaining(word) });
        }
    },
  );
});

test('a long text is read by work in proportion', () => {
  for (const part of ['every ', 'on mon, ', 'at 9', '周一、', 'zone ', 'energy ', '能源', 'in new york '])
    expectProportional((size) => void parseDigestRequest(part.repeat(size / part.length), names), 2_000);
});
