import { describe, expect, test } from 'vitest';
import { coverage, type Coverage } from '../../src/records/coverage.ts';
import { fingerprint } from '../../src/records/paragraphs.ts';
import {
  topicRecord,
  catalogueOf,
  DOCUMENT,
  ownCatalogue,
  recordFiles,
  documentRecord,
  STATEMENTS,
} from '../support/records.ts';

const two = (topics: readonly string[]) =>
  [STATEMENTS.fact, STATEMENTS.assessment].map((statement) => Object.assign({ topics }, statement));
const rests = { disagreements: [], watch: [] };

function coverageOf(over: Parameters<typeof recordFiles>[0] = {}): Coverage {
  const [only, ...others] = coverage(catalogueOf(recordFiles(over)));
  if (only === undefined || others.length > 0) throw new Error('not one source');
  return only;
}

describe('coverage', () => {
  test('tells of each paragraph its number, its fingerprint and the statements that cite it', () => {
    const { source, paragraphs, briefs, uncited } = coverageOf();
    expect(source).toBe('harbour-notes');
    expect(paragraphs.map(({ number, fingerprint: print }) => [number, print])).toEqual(
      DOCUMENT.map((text, index) => [index + 1, fingerprint(text)]),
    );
    expect(paragraphs.map(({ cites }) => cites.map(({ statement }) => statement))).toEqual([
      ['harbour-notes/toll-lowered', 'harbour-notes/closes-in-winter'],
      ['harbour-notes/hands-shaken', 'harbour-notes/grain-promised'],
      ['harbour-notes/winter-doubted', 'harbour-notes/keep-talking', 'harbour-notes/closes-in-winter'],
      ['harbour-notes/envoy-bridge'],
    ]);
    expect(paragraphs[1]?.cites[0]).toEqual({
      statement: 'harbour-notes/hands-shaken',
      topics: ['grain-corridor'],
      find: 'Ministers of both sides',
    });
    expect(briefs).toEqual(['grain-corridor']);
    expect(uncited).toEqual([]);
  });

  test('names the paragraphs that no statement cites, and those that must be cited', () => {
    const { paragraphs, uncited } = coverageOf({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', rests),
      'north-south/documents/harbour-notes.yaml': documentRecord({
        mustCite: { from: 2, to: 3 },
        statements: two(['grain-corridor']),
      }),
    });
    expect(uncited).toEqual([1, 4]);
    expect(paragraphs.map(({ mustBeCited }) => mustBeCited)).toEqual([false, true, true, false]);
  });

  test('has a statement of several topics once, with all that are published', () => {
    const { paragraphs, briefs } = coverageOf({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', rests),
      'north-south/topics/harbour-lights.yaml': topicRecord('harbour lights', rests),
      'north-south/topics/silver-bells.yaml': topicRecord('silver bells', {
        ...rests,
        status: 'retracted',
        retraction: { id: 'silver-bells-gone', on: '2026-09-04', what: { en: 'It was not so.' } },
      }),
      'north-south/topics/secret-plan.yaml': topicRecord('secret plan', { ...rests, status: 'draft' }),
    });
    const published = ['grain-corridor', 'harbour-lights'];
    expect(briefs).toEqual(published);
    expect(paragraphs[1]?.cites.map(({ statement, topics }) => [statement, topics])).toEqual([
      ['harbour-notes/hands-shaken', published],
      ['harbour-notes/grain-promised', published],
    ]);
  });

  test('leaves out a statement of retracted topics alone', () => {
    const { paragraphs, uncited } = coverageOf({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
        status: 'retracted',
        retraction: { id: 'gone', on: '2026-09-04', what: { en: 'It was not so.' } },
      }),
    });
    expect(paragraphs.flatMap(({ cites }) => cites)).toEqual([]);
    expect(uncited).toEqual([1, 2, 3, 4]);
  });

  test('lists a citation of another document under that document', () => {
    const statement = { ...STATEMENTS.fact, id: 'heard', topics: ['grain-corridor'] };
    const citations = [{ source: 'harbour-notes', paragraph: 4, find: 'a bridge between neighbours' }];
    const [harbour, quay] = coverage(
      catalogueOf(
        recordFiles({
          'north-south/documents/quay-gossip.yaml': documentRecord({
            url: 'https://example.org/quay-gossip',
            statements: [{ ...statement, citations }],
          }),
        }),
      ),
    );
    expect(harbour?.paragraphs[3]?.cites.map((cite) => cite.statement)).toEqual([
      'harbour-notes/envoy-bridge',
      'quay-gossip/heard',
    ]);
    expect(quay?.paragraphs.flatMap(({ cites }) => cites)).toEqual([]);
  });

  test("counts every citation of the project's own statements once", () => {
    const catalogue = ownCatalogue();
    const counted = coverage(catalogue).flatMap(({ paragraphs }) => paragraphs.flatMap(({ cites }) => cites));
    const written = [...catalogue.statements.values()].flatMap(({ citations }) => citations);
    expect(counted).toHaveLength(written.length);
  });
});
