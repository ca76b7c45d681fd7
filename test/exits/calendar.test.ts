/** The calendar as programs of others read it: spans no more precise than the records, ids that stay, changes as updates. */
import ICAL from 'ical.js';
import { sync } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { calendarText, type CalendarScope } from '../../src/exits/calendar.ts';
import { NotGiven } from '../../src/exits/model.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../support/records.ts';

type Read = {
  readonly uid: string;
  readonly from: string;
  readonly to: string;
  readonly sequence: number;
  readonly status: string;
  readonly modified: string;
  readonly summary: string;
  readonly description: string;
};

/** Returns the day that a library of local times means. */
const day = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** Reads a calendar by two libraries, which must agree. */
function readBack(text: string): Map<string, Read> {
  expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component): Read => {
    const event = new ICAL.Event(component);
    expect(event.startDate.isDate).toBe(true);
    return {
      uid: event.uid,
      from: event.startDate.toString(),
      to: event.endDate.toString(),
      sequence: event.sequence,
      status: String(component.getFirstPropertyValue('status')),
      modified: String(component.getFirstPropertyValue('last-modified')).slice(0, 10),
      summary: event.summary,
      description: event.description,
    };
  });
  const others = Object.values(sync.parseICS(text)).flatMap((one) =>
    one?.type === 'VEVENT' ? [[one.uid, day(one.start), day(one.end as Date), Number(one.sequence), one.summary]] : [],
  );
  expect(others).toEqual(events.map((one) => [one.uid, one.from, one.to, one.sequence, one.summary]));
  return new Map(events.map((one) => [one.uid, one]));
}

const read = (
  catalogue: Catalogue,
  scope?: CalendarScope,
  language: 'en' | 'zh' = 'en',
  now = NOW,
): Map<string, Read> => readBack(calendarText({ catalogue, language, now }, scope));

const DUE = 'statement/harbour-notes/grain-promised/due@attache';
const UNTIL = 'statement/harbour-notes/toll-lowered/end@attache';
const FROST = 'watch/grain-corridor/first-frost@attache';

/** Returns the records of one topic with the promise of the document as given. */
const withPromise = (over: Fields = {}, topic: Fields = {}): Catalogue =>
  catalogueOf(
    recordFiles({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', topic),
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: Object.values(STATEMENTS).map((one) =>
          Object.assign({ topics: ['grain-corridor'] }, one, one.id === 'grain-promised' && over),
        ),
      }),
    }),
  );

describe('the calendar', () => {
  test('has ends, due days and what is watched for, each no more precise than its source', () => {
    const events = read(withPromise());
    expect([...events.values()].map(({ uid, from, to, status }) => [uid, from, to, status])).toEqual([
      [UNTIL, '2026-10-31', '2026-11-01', 'CONFIRMED'],
      [DUE, '2026-11-01', '2026-12-01', 'CONFIRMED'],
      [FROST, '2026-12-01', '2027-01-01', 'CONFIRMED'],
    ]);
    expect(events.get(DUE)?.description).toContain(
      'The Harbour Gazette, September 1, 2026, ¶2: “shook hands on Tuesday”',
    );
    expect(events.get(DUE)?.description).toContain(
      'https://example.org/harbour-notes#:~:text=shook%20hands%20on%20Tuesday',
    );
  });

  test.each(['en', 'zh'] as const)('of the project’s records has a source for every event, in %s', (language) => {
    const catalogue = ownCatalogue();
    const [relationship = ''] = catalogue.relationships.keys();
    const all = read(catalogue, {}, language);
    expect(all.size).toBeGreaterThan(30);
    expect(read(catalogue, { relationship }, language)).toEqual(all);
    const uncited = [...all.values()].filter(
      ({ status, description }) => status === 'CONFIRMED' && !/¶\d+[\s\S]*https?:/u.test(description),
    );
    expect(uncited).toEqual([]);
    const ofTopics = [...catalogue.briefs.keys()].flatMap((topic) =>
      Array.from(read(catalogue, { topic }, language).keys()),
    );
    expect(ofTopics.filter((uid) => uid.startsWith('track/') && !all.has(uid))).toEqual([]);
  });

  test('tells a correction as an update of the same event, once', () => {
    const before = read(withPromise()).get(DUE);
    const correction = {
      id: 'later',
      on: '2026-10-01',
      what: { en: 'The month was wrong.' },
      before: { en: 'By October.' },
    };
    const after = read(withPromise({ due: { precision: 'month', on: '2026-12' }, corrections: [correction] })).get(DUE);
    expect(before).toMatchObject({ from: '2026-11-01', sequence: 0, modified: '2026-09-02' });
    expect(after).toMatchObject({ from: '2026-12-01', to: '2027-01-01', sequence: 1, modified: '2026-10-01' });
  });

  test('cancels the event of a statement that was withdrawn, with day and reason', () => {
    const withdrawn = { on: '2026-10-05', reason: { en: 'Nobody promised it.' } };
    const event = read(withPromise({ withdrawn })).get(DUE);
    expect(event).toMatchObject({ status: 'CANCELLED', sequence: 1, modified: '2026-10-05' });
    expect(event?.description).toContain('Withdrawn on October 5, 2026. Nobody promised it.');
  });

  test('cancels the events of a topic that was retracted, and says so on that day', () => {
    const retraction = { id: 'gone', on: '2026-10-02', what: { en: 'It never was.' } };
    const events = read(withPromise({}, { status: 'retracted', retraction }), { topic: 'grain-corridor' });
    expect([UNTIL, DUE, FROST].map((uid) => events.get(uid)?.status)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
    expect(events.get('topic/grain-corridor/gone@attache')).toMatchObject({
      from: '2026-10-02',
      summary: 'The grain corridor: Retracted on October 2, 2026. It never was.',
    });
  });

  test('is the same text as long as nothing has changed, whatever the hour', () => {
    const catalogue = withPromise();
    const at = (hour: string) =>
      calendarText({ catalogue, language: 'en', now: Temporal.Instant.from(`2026-11-24T${hour}:00:00Z`) });
    expect(at('01')).toBe(at('23'));
  });

  test.each([{ topic: 'no/such' }, { relationship: 'no-such' }])('of what there is not is refused: %j', (scope) => {
    expect(() => read(ownCatalogue(), scope)).toThrow(NotGiven);
  });
});
