/** Where everything of the picture of the dates stands. */
import { array, assert, constant, constantFrom, integer, oneof, property, record, string, uuid } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../../src/records/schema.ts';
import {
  datesView,
  type DatesView,
  type DateView,
  type Lane,
} from '../../../../src/platforms/desk/server/records/dates.ts';
import { shorten } from '../../../../src/platforms/desk/web/dates/label.ts';
import { edgesOf, layOut, type Mark, type Picture } from '../../../../src/platforms/desk/web/dates/layout.ts';
import { createScale, dayNumber } from '../../../../src/platforms/desk/web/dates/scale.ts';
import { step } from '../../../../src/platforms/desk/web/dates/step.ts';
import { labelIn, spoken } from '../../../../src/platforms/desk/web/dates/tell.ts';
import { WORDS } from '../../../../src/platforms/desk/web/dates/words.ts';
import { NOW, ownCatalogue } from '../../../support/records.ts';

/** About as wide as a system font at 13 px writes it. */
const measure = (text: string, isBold = false): number =>
  Array.from(text).reduce((sum, letter) => sum + (/[\u2E80-\uFFEF]/u.test(letter) ? 13 : isBold ? 8 : 7), 0);

const TODAY = '2026-11-24';
/** A narrow phone, a wide one, a small window, and screens. */
const WIDTHS = [328, 390, 700, 760, 1216, 1800];

function draw(told: Pick<DatesView, 'today' | 'lanes'>, width: number, language: Language = 'en'): Picture {
  const spans = told.lanes.flatMap(({ dates }) => dates);
  const scale = createScale(spans, told.today.iso, edgesOf(width), language);
  return layOut(told, { width, scale, measure, labelOf: labelIn(language, WORDS[language]) });
}

const isoOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

let made = 0;
function date(over: Partial<DateView>): DateView {
  made += 1;
  const { first = '2026-08-25', last = first } = over;
  const said = over.said ?? first;
  return {
    id: `date-${made}`,
    kind: 'event',
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
const told = (...lanes: readonly Lane[]) => ({ today: day(TODAY), lanes });

type Box = {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** What a picture shows that must not touch: marks, their labels, and names above lanes. */
function boxes(picture: Picture): Box[] {
  return picture.lanes.flatMap(({ marks, title, lane }) => [
    ...marks.flatMap(({ id, x, y, bar, label }) => [
      { name: `mark ${id}`, left: bar?.from ?? x - 9, right: bar?.to ?? x + 9, top: y - 9, bottom: y + 9 },
      {
        name: `label ${id}`,
        left: label.anchor === 'start' ? label.x : label.x - label.width,
        right: label.anchor === 'start' ? label.x + label.width : label.x,
        top: label.y - 8,
        bottom: label.y + 8,
      },
    ]),
    ...title.lines.map((line, index) => ({
      name: `name ${lane.brief.id} ${index}`,
      left: title.x,
      right: title.x + measure(line, true),
      top: title.y - 11 + index * 18,
      bottom: title.y + 4 + index * 18,
    })),
  ]);
}

/** Returns what touches, and what leaves the picture, one line each. */
function faults(picture: Picture): string[] {
  const all = boxes(picture);
  const touching = all.flatMap((a, index) =>
    all
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.name} touches ${b.name}`),
  );
  const outside = all
    .filter(
      ({ left, right, top, bottom }) => left < -1 || right > picture.width + 1 || top < 0 || bottom > picture.height,
    )
    .map(({ name }) => `${name} leaves the picture`);
  return [...touching, ...outside];
}

const marksOf = (picture: Picture): readonly Mark[] => picture.lanes.flatMap(({ marks }) => marks);
function only(picture: Picture): Mark {
  const [mark, ...others] = marksOf(picture).filter(({ sort }) => !sort.startsWith('review'));
  if (mark === undefined || others.length > 0) throw new Error('not one mark');
  return mark;
}

describe('the picture of the dates', () => {
  test.each(WIDTHS)("of the project's own records, %i px wide, lets nothing touch or leave it", (width) => {
    const catalogue = ownCatalogue();
    for (const language of ['en', 'zh'] as const) {
      const picture = draw(datesView({ catalogue, language, now: NOW }), width, language);
      expect(marksOf(picture).length).toBeGreaterThan(20);
      expect(faults(picture)).toEqual([]);
    }
  });

  test('lets nothing touch or leave it, whatever the dates are', () => {
    const iso = integer({ min: dayNumber('2020-01-01'), max: dayNumber('2032-12-31') }).map((number) => isoOf(number));
    const any = record({
      first: iso,
      days: oneof(constant(0), integer({ min: 0, max: 800 })),
      sort: constantFrom<Pick<DateView, 'kind' | 'state'>[]>(
        { kind: 'event', state: 'past' },
        { kind: 'said', state: 'past' },
        { kind: 'watch', state: 'planned' },
        { kind: 'horizon', state: 'was-expected' },
      ),
      text: string({ maxLength: 90 }),
    }).map(({ first, days, sort, text }) => {
      const last = isoOf(dayNumber(first) + days);
      return date({ ...sort, first, last, said: `${first} to ${last}`, text });
    });
    const lane = record({
      dates: array(any, { maxLength: 8 }),
      title: string({ minLength: 1, maxLength: 80 }),
      reviewDue: iso,
      id: uuid(),
    }).map(({ dates, title, reviewDue, id }) => {
      const overdue = reviewDue < TODAY;
      return laneOf([], {
        brief: { id, title },
        reviewDue: day(reviewDue),
        overdue,
        dates: [...dates, date({ kind: 'review', state: overdue ? 'overdue' : 'planned', first: reviewDue })],
      });
    });
    assert(
      property(array(lane, { maxLength: 4 }), constantFrom(...WIDTHS), (lanes, width) => {
        expect(faults(draw(told(...lanes), width))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('draws a day as a point, and a period as a bar of its days', () => {
    expect(only(draw(told(laneOf([date({ first: '2026-08-25' })])), 1216)).bar).toBeUndefined();
    const { bar, x } = only(draw(told(laneOf([date({ first: '2026-03-01', last: '2026-05-31' })])), 1216));
    const scale = createScale([{ first: '2026-03-01', last: '2026-05-31' }], TODAY, edgesOf(1216), 'en');
    expect(bar).toEqual({ from: scale.x(dayNumber('2026-03-01')), to: scale.x(dayNumber('2026-06-01')) });
    expect(x).toBeCloseTo(((bar?.from ?? 0) + (bar?.to ?? 0)) / 2);
  });

  test('lets what has happened end today, whatever its year is, and what is expected go on', () => {
    const year = { first: '2026-01-01', last: '2026-12-31' };
    const happened = draw(told(laneOf([date(year)])), 1216);
    expect(only(happened).bar?.to).toBe(happened.today);
    const expected = draw(told(laneOf([date({ ...year, kind: 'watch', state: 'planned' })])), 1216);
    expect(only(expected).bar?.to).toBeGreaterThan(expected.today);
  });

  test('puts dates of one sort and the same days into one mark, and others apart', () => {
    const same = [date({}), date({}), date({ kind: 'said' })];
    const marks = marksOf(draw(told(laneOf(same)), 1800)).filter(({ sort }) => !sort.startsWith('review'));
    expect(marks.map(({ sort, dates, label }) => [sort, dates.length, label.what])).toEqual([
      ['happened', 2, '2 events'],
      ['said', 1, 'The ministers met in the customs house.'],
    ]);
  });

  test('draws at its edges what is too far away, and says so', () => {
    const far = [date({ first: '1972-02-21' }), date({ kind: 'watch', state: 'planned', first: '2049-10-01' })];
    const picture = draw(told(laneOf(far)), 1216);
    const { left, right } = edgesOf(1216);
    const [before, after] = marksOf(picture);
    expect([before?.beyond, after?.beyond]).toEqual(['before', 'after']);
    expect([before?.x, after?.x]).toEqual([left + 12, right - 12]);
    expect(faults(picture)).toEqual([]);
  });

  test('shows how long a review has been overdue, up to today', () => {
    const picture = draw(told(laneOf([])), 1216);
    const [lane] = picture.lanes;
    expect(lane?.stale?.to).toBe(picture.today);
    expect(lane?.stale?.from).toBe(lane?.fresh.to);
    const [due] = draw(told(laneOf([], { overdue: false, reviewDue: day('2027-01-10') })), 1216).lanes;
    expect(due?.stale).toBeUndefined();
  });
});

/** The first day of the axis of some spans, and the first behind it. */
const reaches = (...spans: readonly { readonly first: string; readonly last: string }[]): string[] => {
  const { from, to } = createScale(spans, TODAY, { left: 0, right: 1000 }, 'en');
  return [isoOf(from), isoOf(to)];
};
const gaps = (list: readonly number[]): number[] => list.slice(1).map((x, index) => x - (list[index] ?? 0));

describe('the time axis', () => {
  test('spans whole months, some before and behind today, and never more than five years', () => {
    expect(reaches()).toEqual(['2026-05-01', '2027-02-01']);
    expect(reaches({ first: '2025-10-30', last: '2025-10-30' })).toEqual(['2025-10-01', '2027-02-01']);
    expect(reaches({ first: '2026-11-01', last: '2027-08-15' })).toEqual(['2026-05-01', '2027-09-01']);
    expect(reaches({ first: '1949-10-01', last: '2050-01-01' })).toEqual(['2024-05-01', '2029-05-01']);
  });
  test('tells months only as there is room, and the year at least once', () => {
    for (const right of [300, 600, 1600])
      for (const language of ['en', 'zh'] as const) {
        const span = { first: '2024-03-05', last: '2024-03-05' };
        const { ticks } = createScale([span], '2026-01-20', { left: 0, right }, language);
        const months = ticks.flatMap(({ x, month }) => (month === undefined ? [] : [x]));
        const years = ticks.flatMap(({ x, year }) => (year === undefined ? [] : [x]));
        expect(Math.min(...gaps(months))).toBeGreaterThanOrEqual(32);
        expect(years.length).toBeGreaterThan(0);
        expect(Math.min(...gaps(years), 100)).toBeGreaterThanOrEqual(44);
      }
  });
});

describe('the keyboard', () => {
  const upper = laneOf([date({ id: 'early', first: '2026-06-01' }), date({ id: 'late', first: '2026-08-01' })]);
  const middle = laneOf([], { brief: { id: 'none', title: 'None' }, dates: [] });
  const lower = laneOf([date({ id: 'next', first: '2026-08-10' })], { brief: { id: 'other', title: 'Other' } });
  const { lanes } = draw(told(upper, middle, lower), 1216);
  const go = (from: string, ...keys: string[]): string | undefined =>
    keys.reduce<string | undefined>((id, key) => {
      const mark = lanes.flatMap(({ marks }) => marks).find((one) => one.id === id);
      return mark && step(lanes, mark, key)?.id;
    }, from);
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

/** What is written beside the one mark of a date. */
function say(over: Partial<DateView>, language: Language = 'en'): string {
  const { label } = only(draw(told(laneOf([date(over)])), 1800, language));
  return `${label.when} | ${label.what}`;
}

describe('a label', () => {
  test('says how each sort stands to today, as short as it can', () => {
    const winter = { first: '2026-12-01', last: '2027-02-28', said: 'this winter', precision: 'about' } as const;
    expect(say({ first: '2026-08-25' })).toBe('Aug 25 | The ministers met in the customs house.');
    expect(say({ first: '2026-08-01', last: '2026-08-31', precision: 'month' })).toMatch(/^Aug \|/u);
    expect(say({ ...winter, kind: 'watch', state: 'planned', text: 'Frost' })).toBe('expected this winter | Frost');
    expect(say({ ...winter, kind: 'watch', state: 'was-expected', text: 'Frost' })).toBe(
      'was expected this winter | Frost',
    );
    expect(say({ first: '2026-08-25', text: '会面' }, 'zh')).toBe('8月25日 | 会面');
  });
  test('is cut between letters, or left out where nothing would be left of it', () => {
    expect(shorten('corridor', 100, measure)).toBe('corridor');
    expect(shorten('corridor', 42, measure)).toBe('corri…');
    expect(shorten('🙂🙂🙂🙂🙂🙂', 28, measure)).toBe('🙂🙂🙂…');
    expect(shorten('corridor', 20, measure)).toBe('');
  });
  test('is told in full to those who hear it', () => {
    const lane = laneOf([date({ said: 'August 25, 2026' })]);
    const mark = only(draw(told(lane), 328));
    expect(spoken(mark, 'en', WORDS.en)).toBe(
      'The grain corridor: Aug 25 The ministers met in the customs house. (happened, August 25, 2026)',
    );
    expect(spoken(mark, 'zh', WORDS.zh)).toBe(
      'The grain corridor：8月25日 The ministers met in the customs house.（已发生，August 25, 2026）',
    );
    const review = marksOf(draw(told(lane), 328)).find(({ sort }) => sort === 'review-overdue');
    expect(review && spoken(review, 'en', WORDS.en)).toBe(
      'The grain corridor: review overdue since Oct 1 (Review was due on 2026-10-01; overdue for 54 days)',
    );
  });
});
