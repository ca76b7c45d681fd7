/** How a track stands: each change of it, each day that passes without a later word, and who disputes it. */
import { describe, expect, test } from 'vitest';
import type { DateWithPrecision, Source, Statement, Track } from '../../src/records/schema.ts';
import { hadBegun, isUntold, trackStanding, type TrackStanding } from '../../src/records/track-state.ts';
import { catalogueOf, documentRecord, NOW, recordFiles, STATEMENTS, type Fields } from '../support/records.ts';

const day = (on: string): DateWithPrecision => ({ precision: 'day', on });
const on = (date: string): Temporal.Instant => Temporal.Instant.from(`${date}T12:00:00Z`);
const tracks = (kind: Track['kind']): Fields => ({
  tracks: [
    {
      id: 'toll',
      kind,
      party: 'north',
      title: { en: 'Corridor toll' },
      aliases: { en: [] },
      topics: ['grain-corridor'],
    },
  ],
});

/** A document of its own: the day it was published, its party, and its statement of the track. */
type Told = readonly [publishedOn: string, statement: Fields, party?: 'north' | 'south' | 'press'];

/** Returns how the track stands when these documents, in this order, are what tells of it. */
function standing(kind: Track['kind'], told: readonly Told[], now = NOW): TrackStanding {
  const documents = told.map(([publishedOn, statement, party = 'north'], at) => [
    `north-south/documents/word-${at + 1}.yaml`,
    documentRecord({
      url: `https://example.org/word-${at + 1}`,
      publisher: { en: `Office ${party}` },
      ...(party !== 'press' && { party, kind: 'official' }),
      publishedOn,
      accessedOn: '2026-11-24',
      statements: [{ topics: ['grain-corridor'], id: 'said', track: 'toll', ...statement }],
    }),
  ]);
  const catalogue = catalogueOf(
    recordFiles({ 'north-south/tracks.yaml': tracks(kind), ...Object.fromEntries(documents) }),
  );
  const track = catalogue.tracks.get('toll');
  if (track === undefined) throw new Error('the made-up track is gone');
  return trackStanding(track, catalogue, now);
}

/** What a reader is told of it: the state with its days, the document that gave it, and those that dispute it. */
const told = (kind: Track['kind'], words: readonly Told[], now = NOW): Fields => {
  const { state, since, until, due, by, disputedBy, lastSeen } = standing(kind, words, now);
  const days = { since, until, due };
  const disputes = disputedBy.map(({ document }) => document);
  return {
    state,
    ...Object.fromEntries(
      Object.entries(days).flatMap(([name, when]) =>
        when === undefined ? [] : [[name, 'on' in when ? when.on : when.text]],
      ),
    ),
    by: by?.document,
    lastSeen,
    ...(disputes.length > 0 && { disputes }),
  };
};

/** What is announced of it, and the document that does. */
const nextOf = ({ next }: TrackStanding): string | undefined =>
  next && `${next.effect} ${nameOf(next.at)}${next.until ? ` to ${nameOf(next.until)}` : ''} by ${next.by.document}`;
const nameOf = (when: DateWithPrecision): string => ('on' in when ? when.on : when.text.en);

const { id: _, ...usual } = STATEMENTS.measure;
const measure = (effect: string, from: string, over: Fields = {}): Fields => ({
  ...usual,
  effect,
  from: day(from),
  until: undefined,
  ...over,
});
const { id: _promise, ...promise } = STATEMENTS.commitment;
const promised = (saidOn: string, due?: string, over: Fields = {}): Fields => ({
  ...promise,
  saidOn: day(saidOn),
  due: due === undefined ? undefined : day(due),
  ...over,
});
const fact = (effect: string | undefined, eventOn: string, over: Fields = {}): Fields => ({
  ...STATEMENTS.fact,
  id: 'said',
  effect,
  eventOn: day(eventOn),
  ...over,
});
const until = (last: string): Fields => ({ until: day(last) });
const relates = (type: string, to: number, outcome?: string): Fields => ({
  relations: [{ type, statement: `word-${to}/said`, ...(outcome !== undefined && { outcome }) }],
});

/** The first day of a month of 2026. */
const month = (at: number): string => `2026-0${at}-01`;

/** A change in a month, with an end in the same month or none. */
const change = (effect: string, at: number, hasEnd: boolean): Told => [
  month(at),
  measure(effect, month(at), hasEnd ? until(`2026-0${at}-20`) : {}),
];

test('a bill is introduced until something makes it a measure', () => {
  const introduced: Told = ['2026-03-01', fact('announced', '2026-03-01')];
  expect(told('bill', [introduced])).toMatchObject({ state: 'introduced', since: '2026-03-01', by: 'word-1' });
  expect(told('bill', [introduced, ['2026-05-01', measure('imposed', '2026-05-01')]])).toMatchObject({
    state: 'in-force',
    by: 'word-2',
  });
});

test('an end that a report alone gives is known as such until a document of a party gives it', () => {
  const imposed: Told = ['2026-03-01', measure('imposed', '2026-03-01')];
  const extended = fact('extended', '2026-06-01', until('2027-02-01'));
  expect(standing('measure', [imposed, ['2026-06-01', extended, 'press']]).endReportedBy?.publisher.en).toBe(
    'Office press',
  );
  expect(standing('measure', [imposed, ['2026-06-01', extended, 'south']]).endReportedBy).toBeUndefined();
  const both: Told[] = [imposed, ['2026-06-01', extended, 'press'], ['2026-06-02', { ...extended, id: 'told' }]];
  expect(standing('measure', both).endReportedBy).toBeUndefined();
});

describe('a measure', () => {
  const imposed: Told = ['2026-03-01', measure('imposed', '2026-03-01')];

  test.each<[string, readonly Told[], Fields, Temporal.Instant?]>([
    [
      'of which nothing changes it is unknown',
      [['2026-03-01', fact(undefined, '2026-03-01')]],
      { state: 'unknown', by: undefined },
    ],
    [
      'that was announced is announced',
      [['2026-03-01', fact('announced', '2026-03-01')]],
      { state: 'announced', since: '2026-03-01' },
    ],
    [
      'announced for a later day is announced for that day',
      [['2026-11-01', measure('announced', '2026-12-24')]],
      { state: 'announced', due: '2026-12-24' },
    ],
    [
      'imposed from a later day is announced for that day',
      [['2026-11-01', measure('imposed', '2026-12-24', until('2027-03-01'))]],
      { state: 'announced', due: '2026-12-24', until: '2027-03-01' },
    ],
    [
      'whose announced day passed without a document of that day or later is not in force',
      [['2026-11-01', measure('imposed', '2026-11-10')]],
      { state: 'start-passed', since: '2026-11-10' },
    ],
    [
      'that was only announced, for a day that passed, is not in force either',
      [['2026-11-01', measure('announced', '2026-11-10')]],
      { state: 'start-passed', since: '2026-11-10' },
    ],
    ['that was imposed is in force', [imposed], { state: 'in-force', since: '2026-03-01', by: 'word-1' }],
    [
      'that was announced again after it began stays in force',
      [imposed, ['2026-04-01', fact('announced', '2026-04-01')]],
      { state: 'in-force', since: '2026-03-01', by: 'word-1', lastSeen: 'word-2' },
    ],
    [
      'that was raised, lowered and extended is in force since its beginning, until the new end',
      [
        imposed,
        ['2026-04-01', measure('raised', '2026-04-01')],
        ['2026-05-01', measure('lowered', '2026-05-01', until('2026-06-01'))],
        ['2026-05-20', measure('extended', '2026-06-01', until('2027-01-01'))],
      ],
      { state: 'in-force', since: '2026-03-01', until: '2027-01-01', by: 'word-4' },
    ],
    [
      'extended without a day keeps the end that it had',
      [
        ['2026-03-01', measure('imposed', '2026-03-01', until('2026-12-31'))],
        ['2026-05-01', measure('extended', '2026-05-01')],
      ],
      { state: 'in-force', since: '2026-03-01', until: '2026-12-31', by: 'word-2' },
    ],
    [
      'that is to end on a later day is in force until then',
      [imposed, ['2026-11-01', measure('ended', '2026-12-01')]],
      { state: 'in-force', since: '2026-03-01', until: '2026-12-01', by: 'word-1' },
    ],
    [
      'that was suspended until a later day is suspended',
      [imposed, ['2026-04-01', measure('suspended', '2026-04-01', until('2026-12-10'))]],
      { state: 'suspended', since: '2026-04-01', until: '2026-12-10', by: 'word-2' },
    ],
    [
      'whose suspension passed without a later word says so',
      [imposed, ['2026-04-01', measure('suspended', '2026-04-01', until('2026-11-10'))]],
      { state: 'suspension-passed', since: '2026-04-01', until: '2026-11-10' },
    ],
    [
      'whose suspension was extended is suspended until the new day',
      [
        imposed,
        ['2026-04-01', measure('suspended', '2026-04-01', until('2026-11-10'))],
        ['2026-11-05', measure('extended', '2026-11-05', until('2027-01-10'))],
      ],
      { state: 'suspended', since: '2026-04-01', until: '2027-01-10', by: 'word-3' },
    ],
    [
      'that applies again after a suspension keeps the end of its own',
      [
        ['2026-03-01', measure('imposed', '2026-03-01', until('2026-12-31'))],
        ['2026-04-01', measure('suspended', '2026-04-01', until('2026-05-01'))],
        ['2026-05-02', measure('imposed', '2026-05-02')],
      ],
      { state: 'in-force', since: '2026-05-02', until: '2026-12-31', by: 'word-3' },
    ],
    [
      'whose own end passed while it was suspended without a day has ended',
      [
        ['2026-03-01', measure('imposed', '2026-03-01', until('2026-10-31'))],
        ['2026-04-01', measure('suspended', '2026-04-01')],
      ],
      { state: 'end-passed', since: '2026-04-01', until: '2026-10-31', by: 'word-2' },
    ],
    [
      'that was ended has ended, and a later word of it changes nothing',
      [imposed, ['2026-06-01', measure('ended', '2026-06-01')], ['2026-08-01', fact('ended', '2026-06-01')]],
      { state: 'ended', since: '2026-06-01', by: 'word-2', lastSeen: 'word-3' },
    ],
    [
      'that was to end on a day that passed, of which no later document tells, was to end',
      [imposed, ['2026-11-01', measure('ended', '2026-11-20')]],
      { state: 'end-passed', until: '2026-11-20' },
    ],
    [
      'whose end passed without a later word is not in force',
      [['2026-03-01', measure('imposed', '2026-03-01', until('2026-11-23'))]],
      { state: 'end-passed', until: '2026-11-23' },
    ],
    [
      'is in force on its last day',
      [['2026-03-01', measure('imposed', '2026-03-01', until('2026-11-24'))]],
      { state: 'in-force', until: '2026-11-24' },
    ],
    [
      'that ended and was imposed again is in force since then, without the old end',
      [
        ['2026-03-01', measure('imposed', '2026-03-01', until('2026-05-01'))],
        ['2026-05-01', measure('ended', '2026-05-01')],
        ['2026-07-01', measure('imposed', '2026-07-01')],
      ],
      { state: 'in-force', since: '2026-07-01', by: 'word-3' },
    ],
    [
      'that another statement stands in place of is told by that one alone',
      [imposed, ['2026-04-01', measure('imposed', '2026-02-01', relates('supersedes', 1))]],
      { state: 'in-force', since: '2026-02-01', by: 'word-2' },
    ],
    [
      'stays in force until the one that supersedes it begins',
      [imposed, ['2026-11-01', measure('raised', '2026-12-24', relates('supersedes', 1))]],
      { state: 'in-force', since: '2026-03-01', by: 'word-1' },
    ],
    [
      'that somebody says will be lifted is in force still',
      [imposed, ['2026-04-01', { ...promised('2026-04-01', '2026-05-01') }]],
      { state: 'in-force', by: 'word-1', lastSeen: 'word-2' },
    ],
  ])('%s', (_what, words, expected) => {
    const found = told('measure', words);
    expect(found).toMatchObject(expected);
    expect('since' in expected && !('until' in expected) && 'until' in found).toBe(false);
  });

  describe('of which a change is announced for a later day', () => {
    const suspended: Told = ['2026-04-01', measure('suspended', '2026-04-01', until('2026-11-10'))];
    const raised: Told = ['2026-03-01', measure('raised', '2026-03-01')];

    test.each<[string, readonly Told[], string, string | undefined]>([
      [
        'is told to be suspended again where its suspension has lapsed',
        [imposed, suspended, ['2026-11-20', measure('suspended', '2026-12-01', until('2027-11-10'))]],
        'suspension-passed',
        'suspended 2026-12-01 to 2027-11-10 by word-3',
      ],
      [
        'is told to be lowered while it is in force',
        [raised, ['2026-11-20', measure('lowered', '2026-12-15')]],
        'in-force',
        'lowered 2026-12-15 by word-2',
      ],
      [
        'is told to be imposed again after it ended',
        [imposed, ['2026-06-01', measure('ended', '2026-06-01')], ['2026-11-20', measure('imposed', '2026-12-15')]],
        'ended',
        'imposed 2026-12-15 by word-3',
      ],
      [
        'is told to end before the end that it had',
        [
          ['2026-03-01', measure('imposed', '2026-03-01', until('2027-03-01'))],
          ['2026-11-20', measure('ended', '2026-12-15')],
        ],
        'in-force',
        'ended 2026-12-15 by word-2',
      ],
      [
        'is told to end where it had no end, which then is its own',
        [imposed, ['2026-11-20', measure('ended', '2026-12-15')]],
        'in-force',
        'ended 2026-12-15 by word-2',
      ],
      [
        'is told to change where a word only announces it',
        [imposed, suspended, ['2026-11-20', measure('announced', '2026-12-01')]],
        'suspension-passed',
        'announced 2026-12-01 by word-3',
      ],
      [
        'is told by the nearest of them, as its newest document tells it',
        [
          imposed,
          ['2026-11-20', measure('raised', '2027-01-01')],
          ['2026-11-21', measure('lowered', '2026-12-15')],
          ['2026-11-22', measure('lowered', '2026-12-15', until('2027-06-30'))],
        ],
        'in-force',
        'lowered 2026-12-15 to 2027-06-30 by word-4',
      ],
      [
        'is told by the new day where that was put off',
        [
          imposed,
          ['2026-11-20', measure('lowered', '2026-12-01')],
          ['2026-11-21', measure('lowered', '2026-12-15', relates('supersedes', 2))],
        ],
        'in-force',
        'lowered 2026-12-15 by word-3',
      ],
      [
        'is told nothing new by who says only that it goes on',
        [
          imposed,
          suspended,
          ['2026-10-01', measure('extended', '2026-10-01', until('2027-11-10'))],
          ['2026-11-20', measure('suspended', '2026-12-01', until('2027-11-10'))],
        ],
        'suspended',
        undefined,
      ],
    ])('%s', (_what, words, state, next) => {
      const found = standing('measure', words);
      expect(found.state).toBe(state);
      expect(nextOf(found)).toBe(next);
      expect(isUntold(found)).toBe(false);
    });

    test('has no word of its beginning where only what comes after that is announced', () => {
      const words: readonly Told[] = [
        ['2026-11-01', measure('imposed', '2026-11-10')],
        ['2026-11-01', measure('raised', '2026-12-15')],
      ];
      const found = standing('measure', words);
      expect(found).toMatchObject({ state: 'start-passed', next: { effect: 'raised' } });
      expect(isUntold(found)).toBe(true);
    });

    test('stands so from that day on', () => {
      const again: Told = ['2026-11-20', measure('suspended', '2026-12-01', until('2027-11-10'))];
      const found = standing('measure', [imposed, suspended, again], on('2026-12-01'));
      expect(found).toMatchObject({ state: 'suspended', since: day('2026-12-01'), until: day('2027-11-10') });
      expect(found.next).toBeUndefined();
    });
  });

  test('begins when its first day comes, and is in force once a document of that day or later is read', () => {
    const words: readonly Told[] = [['2026-03-01', measure('imposed', '2026-03-10')]];
    expect(standing('measure', words, on('2026-03-09')).state).toBe('announced');
    expect(standing('measure', words, on('2026-03-10'))).toMatchObject({ state: 'announced', since: undefined });
    expect(standing('measure', words, on('2026-03-11')).state).toBe('start-passed');
    expect(standing('measure', [...words, ['2026-03-10', fact(undefined, '2026-03-10')]]).state).toBe('in-force');
  });

  test('is never in force, and never suspended, past the last end that was told of it', () => {
    const effects = ['announced', 'imposed', 'raised', 'lowered', 'suspended', 'extended'];
    for (const first of effects)
      for (const second of effects) {
        const found = standing('measure', [change(first, 3, true), change(second, 4, true)]);
        expect([first, second, found.state]).toEqual([
          first,
          second,
          expect.not.stringMatching(/^(?:in-force|suspended)$/u),
        ]);
      }
  }, 60_000);
});

describe('a promise', () => {
  const first: Told = ['2026-03-01', promised('2026-03-01', '2026-12-31')];
  const passed: Told = ['2026-03-01', promised('2026-03-01', '2026-06-30')];

  test.each<[string, readonly Told[], Fields]>([
    ['without a day is open', [['2026-03-01', promised('2026-03-01')]], { state: 'promised', since: '2026-03-01' }],
    ['is due on its day', [first], { state: 'promised', since: '2026-03-01', due: '2026-12-31', by: 'word-1' }],
    ['whose day passed without a word is past due', [passed], { state: 'due-passed', due: '2026-06-30' }],
    [
      'that was put off is due on the new day',
      [passed, ['2026-06-01', fact('extended', '2026-06-01', until('2027-02-01'))]],
      { state: 'promised', since: '2026-03-01', due: '2027-02-01', by: 'word-2' },
    ],
    [
      'made again without a day before it is due is due as before',
      [first, ['2026-06-01', promised('2026-06-01')]],
      { state: 'promised', since: '2026-03-01', due: '2026-12-31', by: 'word-2' },
    ],
    [
      'made again without a day after it was due is not due on the old one',
      [passed, ['2026-07-01', promised('2026-07-01')]],
      { state: 'promised', since: '2026-03-01', by: 'word-2' },
    ],
    [
      'made again without a day after it was kept in part is kept in part',
      [passed, ['2026-07-01', fact('partly', '2026-06-20')], ['2026-08-01', promised('2026-08-01')]],
      { state: 'partly', since: '2026-06-20', by: 'word-2', lastSeen: 'word-3' },
    ],
    ...(['kept', 'partly', 'missed'] as const).flatMap((outcome): [string, readonly Told[], Fields][] => [
      [
        `that another statement resolves as ${outcome} is ${outcome}`,
        [
          passed,
          ['2026-07-01', fact(undefined, '2026-06-20', { ...relates('resolves', 1, outcome), track: undefined })],
        ],
        { state: outcome, since: '2026-06-20', by: 'word-2' },
      ],
      [
        `of which a statement says that it was ${outcome} is ${outcome}`,
        [passed, ['2026-07-01', fact(outcome, '2026-06-20')]],
        { state: outcome, since: '2026-06-20', by: 'word-2', lastSeen: 'word-2' },
      ],
    ]),
    [
      'made anew after an outcome is open again',
      [passed, ['2026-07-01', fact('missed', '2026-06-30')], ['2026-08-01', promised('2026-08-01', '2026-12-01')]],
      { state: 'promised', since: '2026-08-01', due: '2026-12-01', by: 'word-3' },
    ],
    [
      'that another promise stands in place of is told by that one alone',
      [passed, ['2026-04-01', promised('2026-04-01', '2026-12-01', relates('supersedes', 1))]],
      { state: 'promised', since: '2026-04-01', due: '2026-12-01', by: 'word-2' },
    ],
    [
      'whose measure ended has ended with it',
      [first, ['2026-07-01', fact('ended', '2026-07-01')]],
      { state: 'ended', since: '2026-07-01', by: 'word-2' },
    ],
  ])('%s', (_what, words, expected) => {
    const found = told('commitment', words);
    expect(found).toMatchObject(expected);
    expect(!('due' in expected) && 'due' in found).toBe(false);
  });
});

describe('what the other side disputes', () => {
  const imposed: Told = ['2026-03-01', measure('imposed', '2026-03-01')];

  test.each<[string, readonly Told[], readonly string[] | undefined]>([
    [
      'by a relation',
      [imposed, ['2026-04-01', fact(undefined, '2026-04-01', relates('disputes', 1)), 'south']],
      ['word-2'],
    ],
    ['by its effect', [imposed, ['2026-04-01', fact('disputed', '2026-04-01'), 'south']], ['word-2']],
    ['is nothing of the same side', [imposed, ['2026-04-01', fact('disputed', '2026-04-01')]], undefined],
    [
      'of a measure that is only announced, too',
      [
        ['2026-11-01', measure('imposed', '2026-12-24')],
        ['2026-11-02', fact('disputed', '2026-11-02'), 'south'],
      ],
      ['word-2'],
    ],
    [
      'by an end on a later day',
      [
        imposed,
        ['2026-06-02', measure('ended', '2026-06-01')],
        ['2026-06-09', measure('ended', '2026-06-08'), 'south'],
      ],
      ['word-3'],
    ],
    [
      'by an end on an earlier day, in whichever order they were published',
      [
        imposed,
        ['2026-06-09', measure('ended', '2026-06-08')],
        ['2026-06-10', measure('ended', '2026-06-01'), 'south'],
      ],
      ['word-2'],
    ],
    [
      'not by an end that is only known by its month',
      [
        imposed,
        ['2026-06-02', measure('ended', '2026-06-01')],
        ['2026-06-09', measure('ended', '2026-06-01', { from: { precision: 'month', on: '2026-06' } }), 'south'],
      ],
      undefined,
    ],
    [
      'not by an end before it was imposed again',
      [
        imposed,
        ['2026-04-01', measure('ended', '2026-04-01'), 'south'],
        ['2026-05-01', measure('imposed', '2026-05-01')],
        ['2026-06-01', measure('ended', '2026-06-01')],
      ],
      undefined,
    ],
    [
      'not by a press report with another day',
      [
        imposed,
        ['2026-06-02', measure('ended', '2026-06-01')],
        ['2026-06-09', measure('ended', '2026-06-08'), 'press'],
      ],
      undefined,
    ],
  ])('%s', (_what, words, disputes) => {
    expect(told('measure', words).disputes).toEqual(disputes);
  });

  test('of two ends both are shown: the first gives the state, the other stands beside it', () => {
    const found = standing('measure', [
      imposed,
      ['2026-06-09', measure('ended', '2026-06-08'), 'south'],
      ['2026-06-02', measure('ended', '2026-06-01')],
    ]);
    expect(found).toMatchObject({ state: 'ended', since: day('2026-06-01'), by: { document: 'word-3' } });
    expect(found.disputedBy.map(({ document }) => document)).toEqual(['word-2']);
  });
});

const beginningOn = (date: string) => ({ kind: 'measure', from: day(date) }) as Statement;

describe('the very day', () => {
  test('on which a measure begins is one on which it has begun', () => {
    const by = { document: 'word' } as Statement;
    const sources = new Map([['word', { publishedOn: '2026-11-05' } as Source]]);
    const begun = ['2026-11-04', '2026-11-05', '2026-11-06'].map((date) =>
      hadBegun(beginningOn(date), by, { sources }),
    );
    expect(begun).toEqual([true, true, false]);
  });

  test.each([
    ['2026-11-01', '2026-10-01'],
    ['2026-11-02', '2026-11-02'],
  ])('after the last one continues what applied: ordered anew from %s it stands so since %s', (again, since) => {
    const words: readonly Told[] = [
      ['2026-09-20', measure('imposed', '2026-10-01', until('2026-10-31'))],
      [again, measure('imposed', again, until('2026-12-31'))],
    ];
    expect(told('measure', words)).toMatchObject({ state: 'in-force', since });
  });

  test.each([
    ['2026-11-10', '2026-11-10'],
    ['2026-11-11', undefined],
  ])('on which a promise is due it is still due: made again on %s its day is %s', (again, due) => {
    const words: readonly Told[] = [
      ['2026-10-01', promised('2026-10-01', '2026-11-10')],
      [again, promised(again)],
    ];
    expect(told('commitment', words).due).toBe(due);
  });

  test.each([
    ['2026-12-10', undefined],
    ['2026-12-11', undefined],
    ['2026-12-12', 'ended 2026-12-12 by word-2'],
  ])('after the last one is no other end: announced to end on %s, its next is %s', (date, next) => {
    const words: readonly Told[] = [
      ['2026-10-01', measure('imposed', '2026-10-01', until('2026-12-10'))],
      ['2026-11-01', measure('ended', date)],
    ];
    expect(nextOf(standing('measure', words))).toBe(next);
  });
});
