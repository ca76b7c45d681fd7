import { describe, expect, test } from 'vitest';
import { verifyDocument } from '../../src/records/verify.ts';
import {
  topicRecord,
  questionsOn,
  catalogueOf,
  DOCUMENT,
  recordFiles,
  documentRecord,
  STATEMENTS,
  type Fields,
} from '../support/records.ts';

function verify(document: readonly string[] = DOCUMENT, files: Parameters<typeof catalogueOf>[0] = recordFiles()) {
  const catalogue = catalogueOf(files);
  const source = catalogue.sources.get('harbour-notes');
  if (source === undefined) throw new Error('the made-up source is gone');
  return verifyDocument(document, source, catalogue, 'briefs');
}

const citing = (paragraph: number, find: string, over: Fields = {}) =>
  recordFiles({
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
      statements: [{ ...STATEMENTS.fact, citations: [{ source: 'harbour-notes', paragraph, find }] }],
      bottomLine: { text: { en: 'They met.' }, restsOn: ['hands-shaken'] },
      watch: [],
      ...over,
    }),
  });

test('a document that is the one cited holds, and its citations are counted', () => {
  expect(verify()).toEqual({ faults: [], cited: 6 });
});

describe('fingerprints', () => {
  test('tell the paragraph that was changed, however little', () => {
    const changed = DOCUMENT.with(1, DOCUMENT[1].replace('Tuesday', 'Monday'));
    expect(verify(changed).faults).toEqual([
      expect.stringMatching(
        /^harbour-notes paragraph 2: the text differs from what was cited \(fingerprint [0-9a-f]{16}, recorded [0-9a-f]{16}\); read it again/u,
      ),
    ]);
  });
  test('tell that a paragraph is missing or one too many', () => {
    expect(verify(DOCUMENT.slice(0, 3)).faults[0]).toBe(
      'harbour-notes: the document has 3 paragraphs, the record 4; is it the same document?',
    );
    expect(verify([...DOCUMENT, 'More.']).faults).toEqual([
      'harbour-notes: the document has 5 paragraphs, the record 4; is it the same document?',
    ]);
  });
  test('do not mind typographic quotation marks and dashes', () => {
    const files = recordFiles({ 'north-south/documents/harbour-notes.yaml': documentRecord() });
    expect(
      verify(
        DOCUMENT.map((paragraph) => paragraph.replaceAll(' ', '\u00A0')),
        files,
      ).faults,
    ).toEqual([]);
  });
});

describe('citations', () => {
  test('in another paragraph than said are told with the right one', () => {
    expect(verify(DOCUMENT, citing(3, 'Ministers of both sides'))).toEqual({
      faults: [
        'grain-corridor hands-shaken: "Ministers of both sides" is not in paragraph 3, but in 2; correct the words or the paragraph',
      ],
      cited: 0,
    });
  });
  test('nowhere in the document are told', () => {
    expect(verify(DOCUMENT, citing(2, 'Ministers of neither side')).faults).toEqual([
      'grain-corridor hands-shaken: "Ministers of neither side" is not in paragraph 2 nor anywhere in the document; correct the words or the paragraph',
    ]);
  });
  test('of parts of words do not count as there', () => {
    expect(verify(DOCUMENT, citing(2, 'Ministers of both side')).faults).toHaveLength(1);
  });
  test('whose words stand in two places are told, since the link would lead to the first', () => {
    const twice = [...DOCUMENT.slice(0, 3), `${DOCUMENT[3]} The old customs house it was.`];
    const { faults } = verify(twice, citing(2, 'the old customs house'));
    expect(faults).toContain(
      'grain-corridor hands-shaken: "the old customs house" occurs 2 times in the document (paragraphs 2, 4); choose words that occur once',
    );
  });
  test('with other punctuation than the document has are told, since the link would find nothing', () => {
    expect(verify(DOCUMENT, citing(2, 'ministers of both sides')).faults).toEqual([]);
    expect(verify(DOCUMENT, citing(2, 'Ministers, of both sides')).faults).toEqual([
      'grain-corridor hands-shaken: "Ministers, of both sides" stands in paragraph 2 with other punctuation, so that the link would not find it; copy the words as they stand',
    ]);
  });
  test('whose words follow on themselves count as twice', () => {
    const twice = DOCUMENT.with(1, `${DOCUMENT[1]} tick tock tick tick tock tick`);
    expect(verify(twice, citing(2, 'tick tock tick')).faults).toContain(
      'grain-corridor hands-shaken: "tick tock tick" occurs 2 times in the document (paragraphs 2, 2); choose words that occur once',
    );
  });
});

describe('paragraphs that must be cited', () => {
  test('and are not are told by number', () => {
    const files = { ...citing(2, 'Ministers of both sides') };
    const catalogue = catalogueOf(files);
    const source = catalogue.sources.get('harbour-notes');
    if (source === undefined) throw new Error('the made-up source is gone');
    expect(verifyDocument(DOCUMENT, { ...source, mustCite: { from: 1, to: 3 } }, catalogue, 'briefs').faults).toEqual(
      [1, 3].map(
        (paragraph) =>
          `harbour-notes paragraph ${paragraph}: must be cited, and no published brief cites it; add a statement, or narrow mustCite`,
      ),
    );
  });
});

describe('borrowed wording', () => {
  const EIGHT = 'both sides shook hands on Tuesday in the';

  test('of eight words in a row is told where it stands', () => {
    expect(
      verify(
        DOCUMENT,
        citing(2, 'Ministers of both sides', {
          whyItMatters: { text: { en: `Since ${EIGHT} end.` }, restsOn: ['hands-shaken'] },
        }),
      ).faults,
    ).toEqual([
      'briefs: grain-corridor.whyItMatters.text.en: shares 8 words in a row with paragraph 2 ("both sides shook hands on tuesday in the"); say it in your own words',
    ]);
  });
  test('of seven words is let pass', () => {
    const seven = EIGHT.split(' ').slice(0, 7).join(' ');
    expect(
      verify(
        DOCUMENT,
        citing(2, 'Ministers of both sides', {
          whyItMatters: { text: { en: `Since ${seven} end.` }, restsOn: ['hands-shaken'] },
        }),
      ).faults,
    ).toEqual([]);
  });
  test('is found through other case and punctuation, in questions, aliases and sources too', () => {
    const shouted = EIGHT.toUpperCase().replaceAll(' ', ', ');
    const questions = { en: [...questionsOn('grain corridor'), `Grain corridor: ${shouted}?`] };
    expect(verify(DOCUMENT, citing(2, 'Ministers of both sides', { questions })).faults).toEqual([
      expect.stringMatching(/^briefs: grain-corridor\.questions\.en\.8: shares 8 words/u),
    ]);
    const files = recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({ disclosure: { en: EIGHT } }),
    });
    expect(verify(DOCUMENT, files).faults).toEqual([
      expect.stringMatching(/^briefs: harbour-notes\.disclosure\.en: shares 8 words/u),
    ]);
  });
});
