import { describe, expect, test } from 'vitest';
import { disputesOf, type Disputes } from '../../src/records/standing.ts';
import { catalogueOf, documentRecord, recordFiles, STATEMENTS, topicRecord, type Fields } from '../support/records.ts';

type Relation = readonly [type: 'supports' | 'disputes' | 'supersedes', document: string];
/** Documents of one statement each, by id: the fields that tell their side, and the relations of their statements. */
type Documents = Readonly<Record<string, readonly [fields: Fields, ...relations: readonly Relation[]]>>;

const NORTH = { party: 'north', kind: 'official', publisher: { en: 'Northern Office' } };
const SOUTH = { party: 'south', kind: 'official', publisher: { en: 'Southern Office' } };
const paper = (en: string, over: Fields = {}): Fields => ({ publisher: { en }, ...over });

function told(documents: Documents, id = 'own'): Disputes {
  const files = Object.entries(documents).map(([name, [fields, ...relations]]) => [
    `north-south/documents/${name}.yaml`,
    documentRecord({
      url: `https://example.org/${name}`,
      ...fields,
      statements: [
        {
          ...STATEMENTS.fact,
          id: 'claim',
          topics: ['grain-corridor'],
          relations: relations.map(([type, other]) => ({ type, statement: `${other}/claim` })),
        },
      ],
    }),
  ]);
  const catalogue = catalogueOf(
    recordFiles({
      // A draft, so that no rule of balance stands in the way of any mixture of documents.
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { status: 'draft' }),
      ...Object.fromEntries(files),
    }),
  );
  const statement = catalogue.statements.get(`${id}/claim`);
  if (statement === undefined) throw new Error('the made-up statement is gone');
  return disputesOf(statement, catalogue);
}

const ids = (statements: Disputes['alike']): string[] => statements.map(({ document }) => document);

describe('a claim', () => {
  test('of one document is told by its side alone, or by none', () => {
    expect(told({ own: [NORTH] })).toEqual({
      by: 'one-side',
      parties: ['north'],
      alike: [],
      differently: [],
      origins: 1,
    });
    expect(told({ own: [paper('Gazette')] })).toMatchObject({ by: 'none', parties: [], origins: 1 });
  });

  test.each<readonly [string, Documents]>([
    ['it names itself', { own: [NORTH, ['supports', 'other']], other: [SOUTH] }],
    ['that names it', { own: [NORTH], other: [SOUTH, ['supports', 'own']] }],
  ])('is told by both alike where it is supported by a document of the other side, %s', (_what, documents) => {
    const { by, parties, alike, differently, origins } = told(documents);
    expect([by, parties, ids(alike), differently, origins]).toEqual([
      'both-alike',
      ['north', 'south'],
      ['other'],
      [],
      2,
    ]);
  });

  test.each<readonly [string, Documents]>([
    ['it names itself', { own: [NORTH, ['disputes', 'other']], other: [SOUTH] }],
    ['that names it', { own: [NORTH], other: [SOUTH, ['disputes', 'own']] }],
  ])('is told by both differently where it is disputed by a document of the other side, %s', (_what, documents) => {
    const { by, parties, alike, differently, origins } = told(documents);
    expect([by, parties, alike, ids(differently), origins]).toEqual([
      'both-differently',
      ['north', 'south'],
      [],
      ['other'],
      1,
    ]);
  });

  test('is told differently where the other side does both', () => {
    const documents: Documents = {
      own: [NORTH, ['supports', 'like'], ['disputes', 'unlike']],
      like: [SOUTH],
      unlike: [SOUTH],
    };
    expect(told(documents)).toMatchObject({ by: 'both-differently', origins: 2 });
  });

  test('stays that of one side where only its own documents and independent ones speak of it', () => {
    const documents: Documents = {
      own: [NORTH, ['supports', 'again'], ['supports', 'paper']],
      again: [NORTH],
      paper: [paper('Gazette'), ['disputes', 'quarrel']],
      quarrel: [paper('Other Gazette')],
    };
    expect(told(documents)).toMatchObject({ by: 'one-side', parties: ['north'] });
    expect(told({ own: [NORTH, ['disputes', 'again']], again: [NORTH] }).by).toBe('one-side');
  });

  test('of an independent document is told by the sides that say the same or the contrary', () => {
    const alike: Documents = { own: [paper('Gazette'), ['supports', 'a'], ['supports', 'b']], a: [NORTH], b: [SOUTH] };
    expect(told(alike).by).toBe('both-alike');
    const apart: Documents = { own: [paper('Gazette'), ['supports', 'a'], ['disputes', 'b']], a: [NORTH], b: [SOUTH] };
    expect(told(apart).by).toBe('both-differently');
    expect(told({ own: [paper('Gazette'), ['supports', 'a']], a: [NORTH] }).by).toBe('one-side');
  });

  test('is not told by what only takes its place', () => {
    expect(
      told({ own: [NORTH], other: [{ ...SOUTH, publishedOn: '2026-09-02' }, ['supersedes', 'own']] }),
    ).toMatchObject({ by: 'one-side', alike: [], differently: [] });
  });
});

const supported = (own: Fields, ...others: readonly Fields[]): number =>
  told({
    own: [own, ...others.map((_, at): Relation => ['supports', `other-${at + 1}`])],
    ...Object.fromEntries(others.map((fields, at) => [`other-${at + 1}`, [fields]])),
  }).origins;
describe('independent support', () => {
  test('counts publishers and parties once each', () => {
    expect(supported(paper('A'), paper('B'), paper('C'))).toBe(3);
    expect(supported(paper('A'), paper('A'), paper('B'))).toBe(2);
    expect(supported(NORTH, { ...NORTH, publisher: { en: 'Northern Television' } }, SOUTH)).toBe(2);
  });

  test('counts documents of one origin once, whoever publishes them', () => {
    const wire = { origin: 'Harbour Wire of September 1' };
    expect(supported(paper('A', wire), paper('B', wire), paper('C'))).toBe(2);
    expect(supported(paper('A', wire), paper('B', { origin: 'Another wire' }))).toBe(2);
  });

  test('counts once what hangs together through a third document, in any order', () => {
    const wire = { origin: 'Harbour Wire of September 1' };
    const both = { ...NORTH, ...wire };
    expect(supported(paper('A', wire), NORTH, both)).toBe(1);
    expect(supported(both, paper('A', wire), NORTH)).toBe(1);
    expect(supported(NORTH, paper('A', wire), both, SOUTH)).toBe(2);
  });

  test('does not take a name in one field for the same name in another', () => {
    expect(supported(NORTH, paper('north'), paper('B', { origin: 'north' }))).toBe(3);
  });

  test('does not count what disputes the claim', () => {
    expect(told({ own: [NORTH, ['disputes', 'other']], other: [SOUTH] }).origins).toBe(1);
  });
});
