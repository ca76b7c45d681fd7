import { describe, expect, test } from 'vitest';
import { createVerifier } from '../../src/records/verify.ts';
import { fingerprint } from '../../src/records/paragraphs.ts';
import {
  catalogueOf,
  DOCUMENT,
  documentRecord,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../support/records.ts';

function verify(document: readonly string[] = DOCUMENT, files: Parameters<typeof catalogueOf>[0] = recordFiles()) {
  const catalogue = catalogueOf(files);
  const source = catalogue.sources.get('harbour-notes');
  if (source === undefined) throw new Error('the made-up source is gone');
  return createVerifier(catalogue)(document, source);
}

/** The made-up records with some fields of one statement replaced. */
const changing = (kind: keyof typeof STATEMENTS, over: Fields, document: Fields = {}, topic: Fields = {}) =>
  recordFiles({
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', topic),
    'north-south/documents/harbour-notes.yaml': documentRecord({
      statements: Object.values({ ...STATEMENTS, [kind]: { ...STATEMENTS[kind], ...over } }).map((one) =>
        Object.assign({ topics: ['grain-corridor'] }, one),
      ),
      ...document,
    }),
  });

const citing = (paragraph: number, find: string) => changing('fact', { citations: [{ paragraph, find }] });
const quoting = (quote: string, citation = { paragraph: 4, find: 'a bridge between neighbours' }) =>
  changing('position', { quote, citations: [citation] });

/** The made-up records, and a document that quotes with some citations. */
const quotingElsewhere = (citations: readonly Fields[]) =>
  recordFiles({
    'north-south/documents/other.yaml': documentRecord({
      url: 'https://example.org/other',
      paragraphs: [fingerprint('Another paragraph.')],
      statements: [{ ...STATEMENTS.position, quote: 'words of no one', topics: ['grain-corridor'], citations }],
    }),
  });

test('a document that is the one cited holds, and what was compared is counted', () => {
  expect(verify()).toEqual({ faults: [], statements: 7, citations: 8, quotes: 0, beside: [] });
});

describe('fingerprints', () => {
  test('tell the paragraph that was changed, however little', () => {
    const changed = DOCUMENT.with(1, DOCUMENT[1].replace('the old', 'an old'));
    expect(verify(changed).faults).toEqual([
      expect.stringMatching(
        /^harbour-notes paragraph 2: the text differs from what was cited \(fingerprint [0-9a-f]{16}, recorded [0-9a-f]{16}\); read it again/u,
      ),
    ]);
  });
  test('tell that a paragraph is missing, and what is beside the record without a fault', () => {
    expect(verify(DOCUMENT.slice(0, 3)).faults[0]).toMatch(
      /^harbour-notes paragraph 4: is not in the document \(recorded [0-9a-f]{16}\); read it again/u,
    );
    expect(verify([...DOCUMENT, 'More.'])).toMatchObject({ faults: [], beside: [5] });
  });
  test('are found where others stand before and between them, and where two were joined to one or one was split', () => {
    const [first, ...rest] = DOCUMENT;
    const shifted = ['We use cookies.', first, 'Advertisement', ...rest];
    expect(verify(shifted)).toMatchObject({ faults: [], citations: 8, beside: [1, 3] });
    const at = first.indexOf(' ', 20);
    expect(verify([first.slice(0, at), first.slice(at + 1), ...rest])).toMatchObject({ faults: [], beside: [] });
    const split = [first, `${rest[0]} ${rest[1]}`, ...rest.slice(2)];
    expect(verify(split)).toMatchObject({ faults: [], citations: 8, beside: [] });
    // One that is beside holds the words of a link too, which would lead there.
    const twice = ['Ministers of both sides', ...DOCUMENT];
    expect(verify(twice, citing(2, 'Ministers of both sides')).faults).toEqual([
      expect.stringContaining('occurs 2 times in the document (paragraphs 2, 1 of the document)'),
    ]);
  });
  test('ask whether it is the same document where most of it is gone', () => {
    expect(verify(['Another.', 'One more.']).faults[0]).toBe(
      'harbour-notes: only 0 of 4 paragraphs are in the document; is it the same one?',
    );
  });
  test('do not mind typographic quotation marks, dashes and white space', () => {
    expect(verify(DOCUMENT.map((paragraph) => paragraph.replaceAll(' ', '\u00A0'))).faults).toEqual([]);
  });
});

/** The faults of the statement that cites. */
const fault = (files: ReturnType<typeof citing>, document: readonly string[] = DOCUMENT): readonly string[] =>
  verify(document, files).faults.filter((one) => one.includes('hands-shaken'));

describe('citations', () => {
  test('in another paragraph than said are told with the right one, and are not counted', () => {
    const files = citing(3, 'Ministers of both sides');
    expect(verify(DOCUMENT, files)).toEqual({
      faults: [
        'harbour-notes paragraph 3: harbour-notes/hands-shaken: "Ministers of both sides" is not there, but in paragraph 2; correct the words or the paragraph',
      ],
      statements: 7,
      citations: 7,
      quotes: 0,
      beside: [],
    });
  });
  test('nowhere in the document are told', () => {
    expect(fault(citing(2, 'Ministers of neither side'))).toEqual([
      'harbour-notes paragraph 2: harbour-notes/hands-shaken: "Ministers of neither side" is not there nor anywhere in the document; correct the words or the paragraph',
    ]);
  });
  test('of parts of words do not count as there, at the end and at the beginning', () => {
    expect(fault(citing(2, 'Ministers of both side'))).toHaveLength(1);
    expect(fault(citing(2, 'inisters of both sides'))).toHaveLength(1);
  });
  test('whose words stand in two places are told, since the link would lead to the first', () => {
    const twice = [...DOCUMENT.slice(0, 3), `${DOCUMENT[3]} The old customs house it was.`];
    expect(fault(citing(2, 'the old customs house'), twice)).toEqual([
      'harbour-notes paragraph 2: harbour-notes/hands-shaken: "the old customs house" occurs 2 times in the document (paragraphs 2, 4); choose words that occur once',
    ]);
  });
  test('whose words stand elsewhere with other punctuation hold, since the link does not mind those', () => {
    const twice = [...DOCUMENT.slice(0, 3), `${DOCUMENT[3]} The old, customs house it was.`];
    expect(fault(citing(2, 'the old customs house'), twice)).toEqual([]);
  });
  test('with other punctuation than the document has are told, since the link would find nothing', () => {
    expect(fault(citing(2, 'ministers of both sides'))).toEqual([]);
    expect(fault(citing(2, 'Ministers, of both sides'))).toEqual([
      'harbour-notes paragraph 2: harbour-notes/hands-shaken: "Ministers, of both sides" stands there with other punctuation, so that the link would not find it; copy the words as they stand',
    ]);
  });
  test('whose words follow on themselves count as twice', () => {
    const twice = DOCUMENT.with(1, `${DOCUMENT[1]} tick tock tick tock tick`);
    expect(fault(citing(2, 'tick tock tick'), twice)).toEqual([
      expect.stringContaining('"tick tock tick" occurs 2 times in the document (paragraphs 2, 2)'),
    ]);
  });
  test('of a statement of another document are checked in the document that they name, and no others', () => {
    const other = documentRecord({
      url: 'https://example.org/other',
      paragraphs: [fingerprint('Another paragraph.')],
      statements: [
        {
          ...STATEMENTS.fact,
          topics: ['grain-corridor'],
          citations: [
            { source: 'harbour-notes', paragraph: 1, find: 'Ministers of both sides' },
            { paragraph: 1, find: 'words of no document' },
          ],
        },
      ],
    });
    expect(verify(DOCUMENT, recordFiles({ 'north-south/documents/other.yaml': other })).faults).toEqual([
      'harbour-notes paragraph 1: other/hands-shaken: "Ministers of both sides" is not there, but in paragraph 2; correct the words or the paragraph',
    ]);
  });
});

describe('quotations', () => {
  test('that stand in a cited paragraph are counted, whatever their quotation marks, dashes and white space', () => {
    expect(verify(DOCUMENT, quoting('a bridge between neighbours'))).toMatchObject({ faults: [], quotes: 1 });
    const dashed = DOCUMENT.with(3, 'The envoy called it “a bridge – between neighbours”.');
    expect(
      verify(dashed, quoting('"a  bridge — between neighbours"')).faults.filter((one) => one.includes('quotation')),
    ).toEqual([]);
  });
  test.each([
    ['a letter differs', 'a bridge between neighbors'],
    ['a word is missing', 'a bridge neighbours'],
    ['a letter is a capital one', 'A bridge between neighbours'],
    ['a word is cut', 'bridge between neighbour'],
    ['a comma is added', 'a bridge, between neighbours'],
  ])('in which %s are told', (_what, quote) => {
    const { faults, quotes } = verify(DOCUMENT, quoting(quote));
    expect(faults).toEqual([
      `harbour-notes paragraph 4: harbour-notes/envoy-bridge: the quotation "${quote}" is not there word by word; copy it as it stands, or cite its paragraph`,
    ]);
    expect(quotes).toBe(0);
  });
  test('of a statement that cites another document only are checked there, and otherwise in its own', () => {
    const there = { source: 'harbour-notes', paragraph: 4, find: 'a bridge between neighbours' };
    expect(verify(DOCUMENT, quotingElsewhere([there])).faults).toEqual([
      expect.stringMatching(/^harbour-notes paragraph 4: other\/envoy-bridge: the quotation "words of no one"/u),
    ]);
    expect(verify(DOCUMENT, quotingElsewhere([there, { paragraph: 1, find: 'one two three' }])).faults).toEqual([]);
  });
  test('from another paragraph than the cited ones are told', () => {
    expect(
      verify(DOCUMENT, quoting('a bridge between neighbours', { paragraph: 3, find: 'doubt that the corridor' }))
        .faults,
    ).toEqual([expect.stringMatching(/^harbour-notes paragraph 3: harbour-notes\/envoy-bridge: the quotation/u)]);
  });
});

const chineseText = (zh: string): Fields => ({ text: { en: 'He said so.', zh } });

describe('a Chinese document', () => {
  const CHINESE = [
    '两国部长周二在海关旧址会面，双方同意“重新开放粮食走廊”。',
    '观察人士认为，走廊能否整个冬季保持开放仍有疑问，2026年11月将再次磋商。',
    '使者说，这条走廊是邻居之间的桥梁，2026年11月之后也不会关闭。',
    '部长们说，港口的起重机已经全部修好。',
  ];
  const chinese = (find: string, quote = '双方同意"重新开放粮食走廊"', text: Fields = {}) =>
    changing(
      'position',
      { quote, citations: [{ paragraph: 1, find }], ...text },
      {
        language: 'zh',
        title: { en: 'Notes', zh: '部长们说港口的起重机已经全部修好' },
        paragraphs: CHINESE.map((paragraph) => fingerprint(paragraph)),
      },
    );
  const faults = (...args: Parameters<typeof chinese>): readonly string[] =>
    verify(CHINESE, chinese(...args)).faults.filter((one) => /envoy-bridge|shares/u.test(one));

  test('holds, by characters, without marks between words', () => {
    expect(faults('部长周二在海关旧址')).toEqual([]);
    expect(verify(CHINESE, chinese('部长周二在海关旧址'))).toMatchObject({ quotes: 1, citations: 1 });
  });
  test.each([
    ['nowhere', 1, '走廊，双方同意重新', 'is not there nor anywhere in the document'],
    ['with other punctuation', 1, '海关旧址会面双方', 'stands there with other punctuation'],
    ['elsewhere', 1, '邻居之间的桥梁', 'is not there, but in paragraph 3'],
    ['twice', 3, '2026年11月', 'occurs 2 times in the document (paragraphs 2, 3)'],
    ['with a number cut', 2, '26年11月将再次', 'is not there nor anywhere in the document'],
  ])('tells words that stand %s', (_what, paragraph, find, message) => {
    expect(faults(find, undefined, { quote: undefined, citations: [{ paragraph, find }] })).toEqual([
      expect.stringContaining(`harbour-notes paragraph ${paragraph}: harbour-notes/envoy-bridge: "${find}" ${message}`),
    ]);
  });
  test('tells a quotation of which one character differs', () => {
    expect(faults('部长周二在海关旧址', '双方同意重新开放粮食走道')).toEqual([
      'harbour-notes paragraph 1: harbour-notes/envoy-bridge: the quotation "双方同意重新开放粮食走道" is not there word by word; copy it as it stands, or cite its paragraph',
    ]);
  });
  test('shares sixteen characters with no text, punctuation aside; fifteen, and those of its title, pass', () => {
    const find = '部长周二在海关旧址';
    expect(faults(find, undefined, chineseText('他说，走廊能否整个冬季，保持开放仍有疑问'))).toEqual([
      'harbour-notes paragraph 2: harbour-notes/envoy-bridge.text.zh shares 16 characters in a row ("走廊能否整个冬季保持开放仍有疑问"); say it in your own words',
    ]);
    expect(faults(find, undefined, chineseText('他说，走廊能否整个冬季保持开放仍有疑'))).toEqual([]);
    expect(faults(find, undefined, chineseText('部长们说港口的起重机已经全部修好'))).toEqual([]);
  });
});

describe('paragraphs that must be cited', () => {
  test('and are not are told by number', () => {
    const catalogue = catalogueOf();
    const source = catalogue.sources.get('harbour-notes');
    if (source === undefined) throw new Error('the made-up source is gone');
    const statements = source.statements.filter(({ kind }) => kind === 'reported-fact');
    expect(createVerifier(catalogue)(DOCUMENT, { ...source, statements, mustCite: { from: 1, to: 3 } }).faults).toEqual(
      [1, 3].map(
        (paragraph) =>
          `harbour-notes paragraph ${paragraph}: must be cited, and no statement cites it; add one, or narrow mustCite`,
      ),
    );
  });
});

describe('borrowed wording', () => {
  const EIGHT = 'both sides shook hands on Tuesday in the';
  const restsOn = ['harbour-notes/hands-shaken'];
  const saying = (en: string) => changing('fact', {}, {}, { whyItMatters: { text: { en }, restsOn } });

  test('of eight words in a row is told where it stands', () => {
    expect(verify(DOCUMENT, saying(`Since ${EIGHT} end.`)).faults).toEqual([
      'harbour-notes paragraph 2: grain-corridor.whyItMatters.text.en shares 8 words in a row ("both sides shook hands on tuesday in the"); say it in your own words',
    ]);
  });
  test('of seven words is let pass', () => {
    expect(verify(DOCUMENT, saying(`Since ${EIGHT.split(' ').slice(0, 7).join(' ')} end.`)).faults).toEqual([]);
  });
  test('is found through other case and punctuation, in statements, gaps, disagreements and documents too', () => {
    const shouted = EIGHT.toUpperCase().replaceAll(' ', ', ');
    expect(verify(DOCUMENT, changing('forecast', { text: { en: shouted } })).faults).toEqual([
      expect.stringMatching(/^harbour-notes paragraph 2: harbour-notes\/closes-in-winter\.text\.en shares 8 words/u),
    ]);
    const gaps = ['north', 'south'].map((side) => ({ text: { en: shouted }, searched: ['harbour-notes'], side }));
    expect(verify(DOCUMENT, changing('fact', {}, {}, { gaps })).faults).toEqual(
      [0, 1].map((place): unknown =>
        expect.stringContaining(`harbour-notes paragraph 2: grain-corridor.gaps.${place}.text.en shares 8 words`),
      ),
    );
    expect(verify(DOCUMENT, changing('fact', {}, { disclosure: { en: EIGHT } })).faults).toEqual([
      expect.stringMatching(/^harbour-notes paragraph 2: harbour-notes\.disclosure\.en shares 8 words/u),
    ]);
  });
  test('is none in a quotation, a name, or the title of the document', () => {
    const quote = `of ${EIGHT} old customs house`;
    const citations = [{ paragraph: 2, find: 'Ministers of both sides' }];
    expect(
      verify(DOCUMENT, changing('position', { quote, speaker: { en: EIGHT }, role: { en: EIGHT }, citations })).faults,
    ).toEqual([]);
    expect(verify(DOCUMENT, changing('measure', { instrument: { en: EIGHT } })).faults).toEqual([]);
    expect(verify(DOCUMENT, changing('fact', { text: { en: EIGHT } }, { title: { en: EIGHT } })).faults).toEqual([]);
  });
});
