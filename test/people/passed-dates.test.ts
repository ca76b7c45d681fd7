/** Days that have passed without a word: each told once, until something is said of it or nobody wants to be asked yet. */
import { describe, expect, test } from 'vitest';
import { passedDates, type DateAnswer } from '../../src/people/passed-dates.ts';
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

const TRACK = {
  tracks: [
    {
      id: 'toll',
      kind: 'measure',
      party: 'north',
      title: { en: 'Corridor toll' },
      aliases: { en: ['tolls'] },
      topics: ['grain-corridor'],
    },
  ],
};
const watch = (on: string, restsOn: string) => [
  {
    id: 'frost',
    text: { en: 'Whether the toll returns.' },
    wouldChange: { en: 'The price.' },
    expected: { precision: 'day', on },
    restsOn: [restsOn],
  },
];

type Made = { readonly tracked?: boolean; readonly watch?: readonly Fields[]; readonly later?: readonly Fields[] };

function dates({ tracked = false, watch: watched, later }: Made = {}, answers: readonly DateAnswer[] = [], now = NOW) {
  const topics = ['grain-corridor'];
  const statements = Object.values(STATEMENTS).map((one) =>
    Object.assign({ topics }, one, tracked && one.id === 'toll-lowered' ? { track: 'toll' } : {}),
  );
  const catalogue = catalogueOf(
    recordFiles({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', watched ? { watch: watched } : {}),
      'north-south/documents/harbour-notes.yaml': { ...documentRecord(), statements },
      ...(tracked && { 'north-south/tracks.yaml': TRACK }),
      ...(later && {
        'north-south/documents/later-notes.yaml': documentRecord({
          url: 'https://example.org/later',
          publishedOn: '2026-11-10',
          accessedOn: '2026-11-12',
          statements: later.map((one) => Object.assign({ topics }, one)),
        }),
      }),
    }),
    now,
  );
  return passedDates(catalogue, answers, now);
}

describe('days that have passed without a word', () => {
  test('are those of statements, with what they were the day of', () => {
    expect(dates()).toMatchObject([
      { key: 'until/harbour-notes/toll-lowered/2026-10-31', kind: 'until', last: '2026-10-31', track: undefined },
    ]);
    const december = Temporal.Instant.from('2026-12-02T12:00:00Z');
    expect(dates({}, [], december).map(({ kind, last }) => [kind, last])).toEqual([
      ['due', '2026-11-30'],
      ['until', '2026-10-31'],
    ]);
  });

  test('are told by the track where there is one, and not by its statements as well', () => {
    expect(dates({ tracked: true })).toMatchObject([
      { key: 'track/toll/end-passed/2026-10-31', track: 'toll', text: { en: 'Corridor toll' } },
    ]);
  });

  test('of what is watched for are told once with what they rest on, and by themselves where that has another day', () => {
    const other = 'harbour-notes/envoy-bridge';
    expect(dates({ watch: watch('2026-10-31', 'harbour-notes/toll-lowered') })).toHaveLength(1);
    expect(dates({ tracked: true, watch: watch('2026-11-01', 'harbour-notes/toll-lowered') })).toHaveLength(1);
    expect(dates({ watch: watch('2026-11-01', other) }).map(({ kind }) => kind)).toEqual(['watch', 'until']);
  });

  test('are over with a later word: a measure in its place, or whatever is told of its track', () => {
    const ended = { ...STATEMENTS.measure, id: 'toll-ended', effect: 'ended', until: undefined };
    const supersedes = { type: 'supersedes', statement: 'harbour-notes/toll-lowered' };
    const at = { from: { precision: 'day', on: '2026-11-01' } };
    expect(dates({ later: [{ ...ended, ...at, relations: [supersedes] }] })).toEqual([]);
    expect(dates({ tracked: true, later: [{ ...ended, ...at, track: 'toll' }] })).toEqual([]);
  });

  test('are not asked again before the day that somebody named, and then with who did', () => {
    const answer = { key: 'until/harbour-notes/toll-lowered/2026-10-31', by: 'Ann', at: NOW };
    expect(dates({}, [{ ...answer, askOn: '2026-11-25' }])).toEqual([]);
    expect(dates({}, [{ ...answer, askOn: '2026-11-24' }])).toMatchObject([{ answer: { by: 'Ann' } }]);
    // Where another day is named since, it is another question.
    expect(dates({}, [{ ...answer, key: `${answer.key.slice(0, -2)}30`, askOn: '2026-12-25' }])).toHaveLength(1);
  });

  test('of the own records are few, and each stands there once', () => {
    const found = passedDates(ownCatalogue(), [], Temporal.Instant.from('2026-11-30T12:00:00Z'));
    expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
    expect(found.map(({ track }) => track)).toContain('us-affiliates-rule');
    // What is watched for rests on a promise of that day, which its track tells.
    expect(found.map(({ key }) => key)).toContain('track/apec-g20-2026/due-passed/2026-11-19');
    expect(found.some(({ key }) => key.includes('trump-at-apec-shenzhen'))).toBe(false);
    // Of what was promised for the end of 2025, a later document of its track tells.
    expect(found.some(({ key }) => key.includes('soybeans-12-million-tons-2025'))).toBe(false);
    expect(found.length).toBeLessThan(15);
  });
});
