/** The rules of tracks: what is wrong in tracks.yaml and in the statements that name its tracks, each with its place and what to do. */
import { describe, expect, test } from 'vitest';
import { documentRecord, faultsOf, recordFiles, STATEMENTS, topicRecord, type Fields } from '../../support/records.ts';

const TRACKS = 'north-south/tracks.yaml';
const DOCUMENT = 'north-south/documents/harbour-notes.yaml';
const { fact, measure, commitment } = STATEMENTS;
const day = (on: string): Fields => ({ precision: 'day', on });

const track = (over: Fields = {}): Fields => ({
  id: 'toll',
  kind: 'measure',
  party: 'north',
  title: { en: 'Corridor toll' },
  aliases: { en: ['bridge toll'] },
  topics: ['grain-corridor'],
  ...over,
});
const withTracks = (...tracks: readonly Fields[]) => recordFiles({ [TRACKS]: { tracks } });

/** The records with a track, and with statements in place of those of their ids or beside them. */
function withStatements(...statements: readonly Fields[]) {
  const own = new Set(statements.map(({ id }) => id));
  const usual = Object.values(STATEMENTS).filter(({ id }) => !own.has(id));
  return recordFiles({
    [TRACKS]: { tracks: [track()] },
    [DOCUMENT]: documentRecord({
      statements: [...usual, ...statements].map((one) => Object.assign({ topics: ['grain-corridor'] }, one)),
    }),
  });
}

const faults = (files: Parameters<typeof faultsOf>[0]): string[] =>
  faultsOf(files).map((fault) => fault.replace(/:\d+:\d+(?= )/u, '').replaceAll(/:\d+\)/gu, ')'));

test('tracks, and statements that name them, have no fault', () => {
  expect(
    faults(
      withTracks(track(), track({ id: 'fee', title: { en: 'Corridor fee' }, aliases: { en: [] }, party: 'both' })),
    ),
  ).toEqual([]);
  expect(faults(withStatements({ ...measure, track: 'toll' }, { ...fact, track: 'toll', effect: 'ended' }))).toEqual(
    [],
  );
});

describe('tracks.yaml', () => {
  test.each<[string, Parameters<typeof faultsOf>[0], readonly unknown[]]>([
    [
      'of an unknown topic',
      withTracks(track({ topics: ['grain-corridor', 'tea'] })),
      [`${TRACKS}  tracks.0.topics.1: there is no topic tea; add north-south/topics/tea.yaml or correct the id`],
    ],
    [
      'of an unknown party',
      withTracks(track({ party: 'west' })),
      [expect.stringMatching(/^north-south\/tracks\.yaml {2}tracks\.0\.party: .*\bwest\b.*north.*south/u)],
    ],
    [
      'with an id twice',
      withTracks(track(), track({ title: { en: 'Corridor fee' }, aliases: { en: [] } })),
      [`${TRACKS}  tracks.1.id: toll is the id of another track too; give one of them another id`],
    ],
    [
      'with a name twice, in capitals or not',
      withTracks(track(), track({ id: 'fee', title: { en: 'Corridor fee' }, aliases: { en: ['Bridge Toll'] } })),
      [`${TRACKS}  tracks.1.aliases.en.0: “Bridge Toll” is a name of the track toll too; a name belongs to one track`],
    ],
    [
      'that is broken: its tracks are not told as missing beside it',
      { ...withStatements({ ...measure, track: 'toll' }), [TRACKS]: 'tracks: [' },
      [expect.stringMatching(/^north-south\/tracks\.yaml {2}/u)],
    ],
    [
      'with a field that there is none of',
      withTracks(track({ state: 'ended' })),
      [expect.stringMatching(/^north-south\/tracks\.yaml {2}tracks\.0\.state: is not a known field/u)],
    ],
    [
      'with .yml at its end',
      { ...recordFiles(), 'north-south/tracks.yml': { tracks: [track()] } },
      [expect.stringMatching(/^north-south\/tracks\.yml {2}/u)],
    ],
  ])('%s is a fault at its place', (_what, files, expected) => {
    expect(faults(files)).toEqual(expected);
  });
});

const replacing = (id: string, other: string): Fields => ({
  ...measure,
  id,
  track: 'toll',
  relations: [{ type: 'supersedes', statement: `harbour-notes/${other}` }],
});

describe('a statement', () => {
  const last = 'statements.6';

  test.each<[string, Fields, readonly unknown[]]>([
    [
      'of an unknown track',
      { ...fact, track: 'fee' },
      [`${DOCUMENT}  ${last}.track: there is no track fee; add it to north-south/tracks.yaml or correct the id`],
    ],
    [
      'with an effect and no track',
      { ...fact, effect: 'ended' },
      [`${DOCUMENT}  ${last}.effect: changes a track, and the statement names none; add track or remove effect`],
    ],
    [
      'whose end is before its beginning',
      { ...measure, track: 'toll', until: day('2026-08-01') },
      [expect.stringMatching(/statements\.6\.until: 2026-08-01 is before .*2026-08-26.*correct/u)],
    ],
    [
      'whose end is before the day that it tells of',
      { ...fact, track: 'toll', effect: 'suspended', until: day('2026-08-01') },
      [expect.stringMatching(/statements\.6\.until: 2026-08-01 is before .*2026-08-25.*correct/u)],
    ],
    [
      'that is due before it was promised',
      { ...commitment, track: 'toll', due: day('2026-08-01') },
      [`${DOCUMENT}  ${last}.due: 2026-08-01 is before it was promised on 2026-08-25; correct one of the two dates`],
    ],
    [
      'split from one that is not there',
      { ...fact, splitFrom: 'gone' },
      [expect.stringMatching(/statements\.6\.splitFrom: there is no statement gone.*correct/u)],
    ],
    ['split from itself', { ...fact, splitFrom: fact.id }, [expect.stringMatching(/statements\.6\.splitFrom: /u)]],
  ])('%s is a fault at its place', (_what, statement, expected) => {
    expect(faults(withStatements(statement))).toEqual(expected);
  });

  test('that was withdrawn under a bottom line, a key point and a reason is a fault at each', () => {
    const found = faults(withStatements({ ...fact, withdrawn: { on: '2026-11-01', reason: { en: 'Nobody met.' } } }));
    expect(found).toEqual(
      ['bottomLine.restsOn.0', 'whyItMatters.restsOn.0', 'keyPoints.0'].map((field) =>
        expect.stringMatching(
          new RegExp(
            `^north-south/topics/grain-corridor\\.yaml {2}${field}: .*harbour-notes/hands-shaken.*withdrawn`,
            'u',
          ),
        ),
      ),
    );
  });

  test('withdrawn on a day to come is a fault', () => {
    const { id: _, ...other } = fact;
    const withdrawn = { on: '2027-01-01', reason: { en: 'Nobody met.' } };
    expect(faults(withStatements({ ...other, id: 'else', withdrawn }))).toEqual([
      `${DOCUMENT}  statements.7.withdrawn.on: 2027-01-01 is in the future; correct it`,
    ]);
  });

  test('of a circle of a track, each in place of the other, is a fault at each', () => {
    expect(faults(withStatements(replacing('first', 'second'), replacing('second', 'first')))).toEqual([
      expect.stringMatching(/statements\.7\.relations\.0: .*harbour-notes\/second.*circle/u),
      expect.stringMatching(/statements\.8\.relations\.0: .*harbour-notes\/first.*circle/u),
    ]);
  });
});

test('a topic that is a draft may rest on what was withdrawn', () => {
  const withdrawn = { on: '2026-11-01', reason: { en: 'Nobody met.' } };
  const files = withStatements({ ...fact, withdrawn });
  const topic = topicRecord('grain corridor', { status: 'draft' });
  expect(faults({ ...files, 'north-south/topics/grain-corridor.yaml': topic })).toEqual(
    expect.not.arrayContaining([expect.stringContaining('withdrawn')]),
  );
});
