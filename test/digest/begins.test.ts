/** What is to begin, in digests of the project's own records: told before its day and on it as what was announced, once each. */
import { describe, expect, test } from 'vitest';
import { allNews } from '../../src/digest/news.ts';
import { announcedChanges } from '../../src/records/announced-changes.ts';
import { span } from '../../src/records/dates.ts';
import { packKeys } from '../../src/digest/seen-news.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { ownCatalogue, type Fields } from '../support/records.ts';
import { AFFILIATES, announced, DUTY, ownWith, paper } from './own-and-announced.ts';
import { digestOf, linesOf } from './records.ts';

const BEFORE = 'Next 14 days';
const THEN = / — (?:To|Was to) [^;]*, as announced/u;
const at = (day: string): Temporal.Instant => Temporal.Instant.from(`${day}T12:00:00Z`);
const DAILY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type Told = {
  readonly day: string;
  readonly title: string;
  readonly before: readonly string[];
  readonly came: readonly string[];
};

/** A channel that subscribed on a day, and what its digests say. */
function channel(catalogue: Catalogue, since: string, { every = 1 } = {}) {
  const heard = allNews(catalogue, 'all', at(since)).filter(({ type }) => type !== 'due' && type !== 'coming-up');
  const baseline = packKeys(heard);
  const carriedKeys = new Set<string>();
  const days = every === 1 ? DAILY : (['mon'] as const);
  const on = (day: string, records = catalogue, language: 'en' | 'zh' = 'en'): Told | undefined => {
    const schedule = { days: [...days], time: '09:00', zone: 'UTC' };
    const digest = digestOf(records, { now: at(day), carriedKeys, subscription: { baseline, schedule, language } });
    for (const key of digest?.carried.keys ?? []) carriedKeys.add(key);
    const lines = linesOf(digest?.reply);
    const came = ['', 'New', 'Also new'].flatMap((heading) => lines[heading] ?? []).filter((line) => THEN.test(line));
    return digest && { day, title: digest.reply.title, before: lines[BEFORE] ?? [], came };
  };
  return {
    on,
    carriedKeys,
    onDays: (...listed: readonly string[]): Told[] => listed.flatMap((day) => on(day) ?? []),
  };
}

/** When a name is first told ahead of its day, and when it is told on its day or after it. */
const mentions = (told: readonly Told[], name: string): string[] => [
  ...told
    .filter(({ before }) => before.some((line) => line.includes(name)))
    .slice(0, 1)
    .map(({ day }) => `${day} before`),
  ...told.flatMap(({ day, came }) => came.filter((line) => line.includes(name)).map(() => `${day} then`)),
];

describe('what is to begin', () => {
  test('is told two weeks before and on its day, as what was announced, with who announced it', () => {
    const told = channel(ownCatalogue(), '2026-11-18').onDays(
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
      '2026-12-03',
      '2026-12-04',
      '2026-12-05',
      '2026-12-18',
    );
    expect(mentions(told, 'polysilicon')).toEqual(['2026-11-20 before', '2026-12-04 then']);
    const [before, then] = told.filter(({ day }) => day === '2026-11-20' || day === '2026-12-04');
    // What passed the day before without a later document comes first.
    expect(before?.title).toBe(
      'November 20: APEC in Shenzhen, November 2026: was planned (November 18–19, 2026); nothing later in the file',
    );
    expect(before?.before).toContain(
      'December 4, 2026 — U.S. polysilicon duties (Section 232) to take effect, as announced [CRS, Oct 8, 2026 ¶17, ¶26]',
    );
    expect(then?.title).toBe(
      'December 4: U.S. polysilicon duties (Section 232): to take effect on December 4, 2026, as announced',
    );
    expect(then?.came).toEqual([
      'U.S. polysilicon duties (Section 232) — To take effect on December 4, 2026, as announced. U.S. Section 232 duties of 10% to 15%, by country, on polysilicon and derivatives, with minimum import prices, were set to take effect on December 4, 2026. [CRS, Oct 8, 2026 ¶17, ¶26]',
    ]);
  });

  test('is told of suspensions and lower duties too', () => {
    const records = ownWith(paper('2026-11-28', [AFFILIATES, DUTY]));
    const one = channel(ownCatalogue(), '2026-11-28');
    const told = ['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-15', '2026-12-16'].flatMap(
      (day) => one.on(day, records) ?? [],
    );
    expect(mentions(told, 'affiliates')).toEqual(['2026-11-29 before', '2026-12-01 then']);
    expect(mentions(told, '12.5%')).toEqual(['2026-12-01 before', '2026-12-15 then']);
    expect(told.find(({ day }) => day === '2026-12-01')?.came).toEqual([
      'U.S. affiliates rule (50% rule) — To be suspended again from December 1, 2026 to November 10, 2027, as announced. The United States suspends its affiliates rule again from December 1, 2026, until November 10, 2027. [White House, Nov 28, 2026 ¶1]',
    ]);
    const chinese = channel(records, '2026-11-29').on('2026-12-01', records, 'zh');
    expect(chinese?.title).toMatch(/^12月1日：美国出口管制50%穿透性规则：已宣布自2026年12月1日起再次暂停/u);
  });

  test('is told in a weekly digest with its day, within two weeks of it, and later no more', () => {
    const records = ownWith(paper('2026-11-10', [DUTY]));
    const weekly = channel(records, '2026-11-23', { every: 7 }).onDays(
      '2026-11-23',
      '2026-11-30',
      '2026-12-07',
      '2026-12-14',
      '2026-12-21',
      '2026-12-28',
    );
    expect(mentions(weekly, '12.5%')).toEqual(['2026-12-07 before', '2026-12-21 then']);
    expect(weekly.find(({ day }) => day === '2026-12-21')?.title).toContain(
      'was to be lowered on December 15, 2026, as announced',
    );
    expect(weekly.find(({ day }) => day === '2026-12-21')?.came[0]).toContain(
      'Was to be lowered on December 15, 2026, as announced; nothing later in the file.',
    );
    const late = channel(records, '2026-11-23');
    expect(late.on('2026-12-30')?.came).toEqual([]);
  });

  test('is not told as begun where a later document says how it stands, or had put it off', () => {
    const confirmed = { ...DUTY, id: 'confirmed' };
    const known = ownWith(paper('2026-11-10', [DUTY]), paper('2026-12-15', [confirmed]));
    expect(mentions(channel(known, '2026-12-14').onDays('2026-12-15', '2026-12-16'), '12.5%')).toEqual([]);
    const off = {
      ...DUTY,
      id: 'off',
      from: { precision: 'day', on: '2027-01-15' },
      relations: [{ type: 'supersedes', statement: 'wh-paper-0/us-section-301-forced-labor-duty-lowered' }],
    };
    const put = channel(ownWith(paper('2026-11-10', [DUTY]), paper('2026-12-10', [off])), '2026-12-11');
    const told = put.onDays('2026-12-14', '2026-12-15', '2026-12-16', '2027-01-01', '2027-01-15', '2027-01-16');
    expect(mentions(told, '12.5%')).toEqual(['2027-01-01 before', '2027-01-15 then']);
  });

  test('by a month is told ahead of the month, and then when the month is over', () => {
    const month = { ...DUTY, from: { precision: 'month', on: '2026-12' } };
    const told = channel(ownWith(paper('2026-11-10', [month])), '2026-11-12').onDays(
      '2026-11-16',
      '2026-11-17',
      '2026-12-01',
      '2026-12-17',
      '2026-12-31',
      '2027-01-01',
    );
    expect(mentions(told, '12.5%')).toEqual(['2026-11-17 before', '2026-12-31 then']);
    expect(told.find(({ day }) => day === '2026-11-17')?.before).toContainEqual(
      expect.stringMatching(/^December 2026 — .* to be lowered, as announced/u),
    );
  });

  test('in no track is told by its statement', () => {
    const alone = { ...announced('', 'imposed', '2026-12-10'), id: 'alone', track: undefined };
    const told = channel(ownWith(paper('2026-11-20', [alone])), '2026-11-22').onDays(
      '2026-11-26',
      '2026-11-27',
      '2026-12-10',
      '2026-12-11',
    );
    expect(mentions(told, 'The measure is imposed from that day.')).toEqual(['2026-11-27 before', '2026-12-10 then']);
  });

  test('is told by its end where a document says when it ends, and an end that was moved is not told as its own', () => {
    const ended = { ...DUTY, effect: 'ended', id: 'duty-ended' };
    const told = channel(ownWith(paper('2026-11-10', [ended])), '2026-11-23').onDays(
      '2026-12-01',
      '2026-12-14',
      '2026-12-15',
      '2026-12-16',
    );
    expect(mentions(told, '12.5%')).toEqual(['2026-12-01 before', '2026-12-15 then']);
    const first: Fields = { ...AFFILIATES, id: 'first', until: { precision: 'day', on: '2026-12-20' } };
    const longer: Fields = {
      ...AFFILIATES,
      id: 'longer',
      effect: 'extended',
      from: { precision: 'day', on: '2026-12-20' },
    };
    const moved = channel(ownWith(paper('2026-11-28', [first]), paper('2026-12-05', [longer])), '2026-12-06');
    const lines = moved
      .onDays('2026-12-06', '2026-12-19', '2026-12-20', '2026-12-21')
      .flatMap(({ before, came }) => before.concat(came));
    const own = lines.filter((line) => line.includes('affiliates') && line.includes('December 20'));
    expect(new Set(own.map((line) => line.split(' [')[0]))).toEqual(
      new Set([
        'December 20, 2026 — U.S. affiliates rule (50% rule) to be extended, as announced',
        expect.stringMatching(/^U\.S\. affiliates rule \(50% rule\) — To be extended from December 20/u),
      ]),
    );
  });
});

describe('who heard of it', () => {
  test('hears it no more: not after a clock that was ahead, nor by another digest of the channel, nor where its passing was told before', () => {
    const one = channel(ownCatalogue(), '2026-11-18');
    expect(one.on('2026-12-05')?.came).toHaveLength(1);
    for (const day of ['2026-11-24', '2026-12-04', '2026-12-06']) {
      expect(one.on(day)?.came ?? []).toEqual([]);
    }
    const old = channel(ownCatalogue(), '2026-11-18');
    old.carriedKeys.add('track/us-section-232-polysilicon/start-passed/2026-12-04');
    expect(old.on('2026-12-05')?.came ?? []).toEqual([]);
  });
});

test('on most days nothing begins: the project’s records have seven such days, one change on each', () => {
  const days = Map.groupBy(announcedChanges(ownCatalogue()), (one) => span(one.at).last);
  expect([...days.values()].map(({ length }) => length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
});
