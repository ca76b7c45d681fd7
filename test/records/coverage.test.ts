import { describe, expect, test } from 'vitest';
import { coverage, type Coverage } from '../../src/records/coverage.ts';
import { fingerprint } from '../../src/records/document.ts';
import {
  topicRecord,
  catalogueOf,
  DOCUMENT,
  ownCatalogue,
  recordFiles,
  documentRecord,
  STATEMENTS,
} from '../support/records.ts';

const statements = [STATEMENTS.fact, STATEMENTS.assessment];
const rests = {
  statements,
  bottomLine: { text: { en: 'They met; Quill doubts.' }, restsOn: ['hands-shaken', 'winter-doubted'] },
  watch: [],
};

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
      ['closes-in-winter'],
      ['hands-shaken'],
      ['winter-doubted', 'keep-talking', 'closes-in-winter'],
      ['envoy-bridge'],
    ]);
    expect(paragraphs[1]?.cites).toEqual([
      { brief: 'grain-corridor', statement: 'hands-shaken', find: 'Ministers of both sides' },
    ]);
    expect(briefs).toEqual(['grain-corridor']);
    expect(uncited).toEqual([]);
  });

  test('names the paragraphs that no brief cites, and those that must be cited', () => {
    const { paragraphs, uncited } = coverageOf({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', rests),
      'north-south/documents/harbour-notes.yaml': documentRecord({ mustCite: { from: 2, to: 3 } }),
    });
    expect(uncited).toEqual([1, 4]);
    expect(paragraphs.map(({ mustBeCited }) => mustBeCited)).toEqual([false, true, true, false]);
  });

  test('counts all briefs, but none that was retracted', () => {
    const { paragraphs, briefs } = coverageOf({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', rests),
      'north-south/topics/harbour-lights.yaml': topicRecord('harbour lights', rests),
      'north-south/topics/silver-bells.yaml': topicRecord('silver bells', {
        status: 'retracted',
        retraction: { id: 'silver-bells-gone', on: '2026-09-04', what: { en: 'It was not so.' } },
      }),
    });
    expect(briefs).toEqual(['grain-corridor', 'harbour-lights']);
    expect(paragraphs[1]?.cites.map(({ brief }) => brief)).toEqual(['grain-corridor', 'harbour-lights']);
    expect(paragraphs[3]?.cites).toEqual([]);
  });

  test("counts every citation of the project's own briefs once", () => {
    const catalogue = ownCatalogue();
    const counted = coverage(catalogue).flatMap(({ paragraphs }) => paragraphs.flatMap(({ cites }) => cites));
    const written = [...catalogue.briefs.values()].flatMap((brief) =>
      brief.statements.flatMap(({ citations }) => citations),
    );
    expect(counted).toHaveLength(written.length);
  });
});
