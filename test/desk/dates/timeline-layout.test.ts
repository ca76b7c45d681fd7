/** The layout of the timeline of the dates, its labels, and the way through it by keyboard. */
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/records/schema.ts';
import { datesView, type DateView, type Lane } from '../../../src/desk/server/records/dates.ts';
import {
  createAxis,
  dayNumber,
  layOut,
  step,
  type Marker,
  type Timeline,
} from '../../../src/desk/web/dates/timeline-layout.ts';
import { accessibleName, labelOf } from '../../../src/desk/web/dates/markers.tsx';
import { TEXT } from '../../../src/desk/web/dates/dates-messages.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';

const TODAY = '2026-11-24';

const isoOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

let made = 0;
function date(over: Partial<DateView>): DateView {
  made += 1;
  const { first = '2026-08-25', last = first } = over;
  const said = over.said ?? first;
  return {
    id: `date-${made}`,
    kind: 'from',
    state: 'past',
    precision: first === last ? 'day' : 'about',
    text: 'The ministers met in the customs house.',
    statements: ['hands-shaken'],
    ...over,
    first,
    last,
    said,
  };
}

const day = (iso: string) => ({ iso, said: iso });
function laneOf(dates: readonly DateView[], over: Partial<Lane> = {}): Lane {
  return {
    brief: { id: 'grain-corridor', title: 'The grain corridor' },
    asOf: day('2026-09-01'),
    reviewedOn: day('2026-09-01'),
    reviewDue: day('2026-10-01'),
    overdue: true,
    overdueDays: 54,
    dates: [...dates, date({ kind: 'review', state: 'overdue', first: '2026-10-01' })],
    ...over,
  };
}
const draw = (...lanes: readonly Lane[]): Timeline => layOut({ today: day(TODAY), lanes }, 'en');
const markersOf = ({ lanes }: Timeline): readonly Marker[] => lanes.flatMap(({ markers }) => markers);
const isReview = ({ kind }: Marker): boolean => kind.startsWith('review');
function only(timeline: Timeline): Marker {
  const [marker, ...others] = markersOf(timeline).filter((one) => !isReview(one));
  if (marker === undefined || others.length > 0) throw new Error('not one marker');
  return marker;
}

describe('the timeline of the dates', () => {
  test("holds every date of the project's own records, each inside it", () => {
    const catalogue = ownCatalogue();
    for (const language of ['en', 'zh'] as const) {
      const view = datesView({ catalogue, language, now: NOW });
      const markers = markersOf(layOut(view, language));
      expect(markers.length).toBeGreaterThan(20);
      expect(markers.flatMap(({ dates }) => dates.map(({ id }) => id)).toSorted()).toEqual(
        view.lanes.flatMap(({ dates }) => dates.map(({ id }) => id)).toSorted(),
      );
      expect(markers.every(({ from, to }) => from >= 0 && from <= to && to <= 1)).toBe(true);
    }
  });

  test('draws a day as a point, and a period as a bar of its days', () => {
    const single = draw(laneOf([date({ first: '2026-08-25' })]));
    const middle = single.axis.position(dayNumber('2026-08-25') + 0.5);
    expect(only(single)).toMatchObject({ from: middle, to: middle });
    const period = draw(laneOf([date({ first: '2026-03-01', last: '2026-05-31' })]));
    expect(only(period)).toMatchObject({
      from: period.axis.position(dayNumber('2026-03-01')),
      to: period.axis.position(dayNumber('2026-06-01')),
    });
  });

  test('lets what has happened end today, whatever its year is, and what is expected go on', () => {
    const year = { first: '2026-01-01', last: '2026-12-31' };
    const happened = draw(laneOf([date(year)]));
    expect(only(happened).to).toBe(happened.today);
    const expected = draw(laneOf([date({ ...year, kind: 'watch', state: 'planned' })]));
    expect(only(expected).to).toBeGreaterThan(expected.today);
  });

  test('puts dates of one kind and the same days into one marker, and others apart', () => {
    const same = [date({}), date({ text: 'Another.' }), date({ kind: 'due' })];
    const markers = markersOf(draw(laneOf(same))).filter((marker) => !isReview(marker));
    expect(markers.map((marker) => [marker.kind, marker.dates.length, labelOf(marker, 'en', TEXT.en).what])).toEqual([
      ['began', 2, '2 measures'],
      ['over', 1, 'The ministers met in the customs house.'],
    ]);
  });

  test('draws at its edges what is too far away, and says so', () => {
    const far = [
      date({ first: '1972-02-21', said: 'February 21, 1972' }),
      date({ kind: 'watch', state: 'planned', first: '2049-10-01' }),
    ];
    const [before, after] = markersOf(draw(laneOf(far)));
    expect(before).toMatchObject({ beyond: 'before', from: 0, to: 0, labelSide: 'after' });
    expect(after).toMatchObject({ beyond: 'after', from: 1, to: 1, labelSide: 'before' });
    // The axis does not show its year.
    expect(before && labelOf(before, 'en', TEXT.en).when).toBe('from February 21, 1972');
  });

  test('puts a label below a bar that leaves room on neither side', () => {
    const all = draw(laneOf([date({ first: '2026-06-01', last: '2027-01-31', kind: 'watch', state: 'planned' })]));
    expect(only(all).labelSide).toBe('below');
  });

  test('shows how long a review has been overdue, up to today', () => {
    const timeline = draw(laneOf([]));
    const [lane] = timeline.lanes;
    expect(lane?.stale?.to).toBe(timeline.today);
    expect(lane?.stale?.from).toBe(lane?.fresh.to);
    const [due] = draw(laneOf([], { overdue: false, reviewDue: day('2027-01-10') })).lanes;
    expect(due?.stale).toBeUndefined();
  });
});

/** The first day of the axis of some dates, and the first behind it. */
function reaches(...dates: readonly { readonly first: string; readonly last: string }[]): string[] {
  const { position } = createAxis(dates, TODAY, 'en');
  const perDay = position(1) - position(0);
  const from = Math.round(-position(0) / perDay);
  return [isoOf(from), isoOf(Math.round(from + 1 / perDay))];
}
const gaps = (list: readonly number[]): number[] => list.slice(1).map((x, index) => x - (list[index] ?? 0));

describe('the time axis', () => {
  test('spans whole months, some before and behind today, and never more than five years', () => {
    expect(reaches()).toEqual(['2026-05-01', '2027-02-01']);
    expect(reaches({ first: '2025-10-30', last: '2025-10-30' })).toEqual(['2025-10-01', '2027-02-01']);
    expect(reaches({ first: '2026-11-01', last: '2027-08-15' })).toEqual(['2026-05-01', '2027-09-01']);
    expect(reaches({ first: '1949-10-01', last: '2050-01-01' })).toEqual(['2024-05-01', '2029-05-01']);
  });
  // The axis is so wide on a narrow phone, and where names first stand beside the lanes.
  test.each([
    { width: 312, isNarrow: true },
    { width: 554, isNarrow: false },
  ])('tells months only as there is room, and the year at least once, $width px wide', ({ width, isNarrow }) => {
    for (const first of ['2026-01-05', '2025-03-05', '2024-08-05', '1949-10-01'])
      for (const language of ['en', 'zh'] as const) {
        const { ticks } = createAxis([{ first, last: first }], '2026-01-20', language);
        const months = ticks.filter(({ month, isMinor }) => month !== undefined && !(isNarrow && isMinor));
        const years = ticks.filter(({ year }) => year !== undefined);
        expect(Math.min(...gaps(months.map(({ at }) => at * width)))).toBeGreaterThanOrEqual(32);
        expect(years.length).toBeGreaterThan(0);
        expect(Math.min(...gaps(years.map(({ at }) => at * width)), 100)).toBeGreaterThanOrEqual(44);
      }
  });
});

describe('the keyboard', () => {
  const upper = laneOf([date({ id: 'early', first: '2026-06-01' }), date({ id: 'late', first: '2026-08-01' })]);
  const middle = laneOf([], { brief: { id: 'none', title: 'None' }, dates: [] });
  const lower = laneOf([date({ id: 'next', first: '2026-08-10' })], { brief: { id: 'other', title: 'Other' } });
  const { lanes } = draw(upper, middle, lower);
  const go = (from: string, ...keys: string[]): string | undefined =>
    keys.reduce<string | undefined>((id, key) => id && step(lanes, id, key)?.id, from);
  const reviews = [upper, lower].map(({ dates }) => dates.find(({ kind }) => kind === 'review')?.id);
  test('goes along a lane and on to the next', () => {
    expect(go('early', 'ArrowRight')).toBe('late');
    expect(go('late', 'ArrowRight', 'ArrowRight')).toBe('next');
    expect(go('next', 'ArrowLeft')).toBe(reviews[0]);
    expect(go('early', 'ArrowLeft')).toBeUndefined();
  });
  test('goes to the nearest date of the topic above or below that has any', () => {
    expect(go('late', 'ArrowDown')).toBe('next');
    expect(go('next', 'ArrowUp')).toBe('late');
    expect(go('early', 'ArrowUp')).toBeUndefined();
  });
  test('goes to either end, and nowhere by other keys', () => {
    expect(go('late', 'End')).toBe(reviews[1]);
    expect(go('next', 'Home')).toBe('early');
    expect(go('late', 'x')).toBeUndefined();
  });
});

/** The label beside the one marker of a date. */
function label(over: Partial<DateView>, language: Language = 'en'): string {
  const { when, what } = labelOf(only(draw(laneOf([date(over)]))), language, TEXT[language]);
  return `${when} | ${what}`;
}

describe('a label', () => {
  test('says how each kind stands to today, as short as it can', () => {
    const winter = { first: '2026-12-01', last: '2027-02-28', said: 'this winter', precision: 'about' } as const;
    expect(label({ first: '2026-08-25' })).toBe('from Aug 25 | The ministers met in the customs house.');
    expect(label({ first: '2026-08-01', last: '2026-08-31', precision: 'month' })).toMatch(/^from Aug \|/u);
    expect(label({ ...winter, kind: 'watch', state: 'planned', text: 'Frost' })).toBe('expected this winter | Frost');
    expect(label({ ...winter, kind: 'watch', state: 'was-expected', text: 'Frost' })).toBe(
      'was expected this winter | Frost',
    );
    expect(label({ first: '2026-08-25', text: '会面' }, 'zh')).toBe('8月25日起 | 会面');
    const passed = { first: '2026-11-10', state: 'was-expected', text: 'It.' } as const;
    expect(label({ ...passed, kind: 'from' })).toBe('was to begin Nov 10 | It.');
    expect(label({ ...passed, kind: 'until' })).toBe('was to end Nov 10 | It.');
    expect(label({ ...passed, kind: 'due' })).toBe('was due Nov 10 | It.');
    expect(label({ ...passed, kind: 'horizon' }, 'zh')).toBe('原预测11月10日 | It.');
  });
  test('is told in full to those who hear it', () => {
    const timeline = draw(laneOf([date({ said: 'August 25, 2026' })]));
    const marker = only(timeline);
    expect(accessibleName(marker, 'en', TEXT.en)).toBe(
      'The grain corridor: from Aug 25 The ministers met in the customs house. (measure began, August 25, 2026)',
    );
    expect(accessibleName(marker, 'zh', TEXT.zh)).toBe(
      'The grain corridor：8月25日起 The ministers met in the customs house.（措施已开始，August 25, 2026）',
    );
    const review = markersOf(timeline).find(({ kind }) => kind === 'review-overdue');
    expect(review && accessibleName(review, 'en', TEXT.en)).toBe(
      'The grain corridor: review overdue since Oct 1 (Review was due on 2026-10-01; overdue for 54 days)',
    );
  });
});
