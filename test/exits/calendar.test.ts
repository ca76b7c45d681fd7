/** The calendar as programs of others read it: spans no more precise than the records, ids that stay, changes as updates. */
import { describe, expect, test } from 'vitest';
import { calendarText } from '../../src/exits/calendar.ts';
import { NotGiven } from '../../src/exits/lookup.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  ownCatalogue,
  recordFiles,
  relationshipRecord,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../support/records.ts';
import { announced, DUTY, ownWith, paper } from '../digest/own-and-announced.ts';
import { readCalendar, type CalendarEvent } from './subscribers.ts';

const read = (
  catalogue: Catalogue,
  name?: string,
  language: 'en' | 'zh' = 'en',
  now = NOW,
): Map<string, CalendarEvent> => readCalendar(calendarText({ catalogue, language, now }, name));

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
    const all = read(catalogue, undefined, language);
    expect(all.size).toBeGreaterThan(30);
    expect(read(catalogue, relationship, language)).toEqual(all);
    const uncited = [...all.values()].filter(
      ({ status, description }) => status === 'CONFIRMED' && !/¶\d+[\s\S]*https?:/u.test(description),
    );
    expect(uncited).toEqual([]);
    const ofTopics = [...catalogue.briefs.keys()].flatMap((topic) =>
      Array.from(read(catalogue, topic, language).keys()),
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
    const events = read(withPromise({}, { status: 'retracted', retraction }), 'grain-corridor');
    expect([UNTIL, DUE, FROST].map((uid) => events.get(uid)?.status)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
    expect(events.get('topic/grain-corridor/gone@attache')).toMatchObject({
      from: '2026-10-02',
      summary: 'The grain corridor: Retracted on October 2, 2026. It never was.',
    });
  });

  test('has one event for what begins: the next day until it has passed, then the one after it, and never an earlier one again', () => {
    const raised = announced('us-section-232-polysilicon', 'raised', '2027-01-15', { topics: ['trade-and-tariffs'] });
    const catalogue = ownWith(paper('2026-11-10', [raised]));
    const event = (day: string) =>
      read(catalogue, undefined, 'en', Temporal.Instant.from(`${day}T13:00:00Z`)).get(
        'track/us-section-232-polysilicon/start@attache',
      );
    const days = ['2026-12-03', '2026-12-04', '2026-12-06', '2027-01-15', '2027-01-20'].map(event);
    expect(days.map((one) => one?.from)).toEqual([
      '2026-12-04',
      '2026-12-04',
      '2027-01-15',
      '2027-01-15',
      '2027-01-15',
    ]);
    expect(days[2]?.summary).toContain('to be raised on January 15, 2027');
    expect(days[2]?.sequence).toBe((days[1]?.sequence ?? 0) + 1);
  });

  test('keeps what began where readers have it when a document of that day tells of it too', () => {
    const before = paper('2026-11-10', [DUTY]);
    const events = [[before], [before, paper('2026-12-15', [{ ...DUTY, id: 'confirmed' }])]].map((papers) =>
      read(ownWith(...papers), undefined, 'en', Temporal.Instant.from('2026-12-18T12:00:00Z')).get(
        'track/us-section-301-forced-labor-duty/start@attache',
      ),
    );
    expect(events[1]?.from).toBe('2026-12-15');
    expect(events[1]?.summary).toBe(events[0]?.summary);
  });

  test('is the same text as long as nothing has changed, whatever the hour', () => {
    const catalogue = withPromise();
    const at = (hour: string) =>
      calendarText({ catalogue, language: 'en', now: Temporal.Instant.from(`2026-11-24T${hour}:00:00Z`) });
    expect(at('01')).toBe(at('23'));
  });

  test('of what there is not is refused', () => {
    expect(() => read(ownCatalogue(), 'no/such/topic')).toThrow(NotGiven);
  });

  test('of a relationship without topics is empty, and names no day', () => {
    const catalogue = catalogueOf(recordFiles({ 'east-west/relationship.yaml': relationshipRecord() }));
    const text = calendarText({ catalogue, language: 'en', now: NOW }, 'east-west');
    expect(text).not.toMatch(/DESC|undefined/u);
    expect(readCalendar(text).size).toBe(0);
  });
});
