import { findingText } from '../../src/records/fault.ts';
import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../src/records/parse-record.ts';
import { DocumentSchema, TopicSchema } from '../../src/records/schema.ts';
import { topicRecord, documentRecord, STATEMENTS, type Fields } from '../support/records.ts';

const told = (record: Fields, schema: typeof TopicSchema | typeof DocumentSchema): string[] =>
  parseRecord('a.yaml', JSON.stringify(record), schema).faults.map(
    ({ field, ...fault }) => `${field}: ${findingText(fault, 'en')}`,
  );
const topic = (over: Fields): string[] => told(topicRecord('grain corridor', over), TopicSchema);
const document = (over: Fields): string[] => told(documentRecord(over), DocumentSchema);
const statement = (over: Fields, base: Fields = STATEMENTS.assessment): string[] =>
  document({ statements: [{ ...base, topics: ['grain-corridor'], ...over }] });
const cited = (over: Fields): string[] => statement({ citations: [{ paragraph: 1, find: 'one two three', ...over }] });

const missing = (base: Fields, field: string): string[] => statement({ [field]: undefined }, base);

describe('texts', () => {
  const INVISIBLE = 'title.en: must be one line without control characters, invisible or direction marks; remove them';

  test.each([
    ['an escape', 'a\u001B[31m'],
    ['a bell', 'a\u0007b'],
    ['a C1 control', 'a\u009B31mb'],
    ['a line break', 'a\nb'],
    ['a tab', 'a\tb'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a right-to-left override', 'a\u202Eb'],
    ['a right-to-left mark', 'a\u200Fb'],
    ['an Arabic letter mark', 'a\u061Cb'],
    ['an isolate', 'a\u2066b'],
    ['a zero-width space', 'a\u200Bb'],
    ['a word joiner', 'a\u2060b'],
    ['a byte order mark inside', 'a\uFEFFb'],
    ['a soft hyphen', 'a\u00ADb'],
    ['half a character', 'a\uD800b'],
  ])('may not hold %s', (_what, en) => {
    expect(topic({ title: { en } })).toEqual([INVISIBLE]);
  });

  test.each(['Café Ødegård', '中文，标点。', 'می\u200Cخواهم', '👩\u200D👩\u200D👧', 'عربي', 'a <b> & @everyone *c*'])(
    'may be %s',
    (en) => {
      expect(topic({ title: { en } })).toEqual([]);
    },
  );

  test('may not be empty, nor begin or end with white space', () => {
    expect(topic({ title: { en: '' } })).toEqual(['title.en: must not be empty; write it, or remove the field']);
    expect(topic({ title: { en: ' a' } })).toEqual(['title.en: must not begin or end with white space; remove it']);
    expect(topic({ title: { en: 'a\u00A0' } })).toEqual([
      'title.en: must not begin or end with white space; remove it',
    ]);
  });

  test('have a length that every platform can show', () => {
    expect(topic({ title: { en: 'a'.repeat(80) } })).toEqual([]);
    expect(topic({ title: { en: 'a'.repeat(81) } })).toEqual([
      'title.en: must have at most 80 characters; shorten it or split it',
    ]);
    expect(topic({ title: { en: 'a', zh: '中'.repeat(81) } })).toEqual([
      'title.zh: must have at most 80 characters; shorten it or split it',
    ]);
    expect(statement({ text: { en: 'a'.repeat(321) } })).toEqual([
      'statements.0.text.en: must have at most 320 characters; shorten it or split it',
    ]);
  });
});

describe('dates', () => {
  test.each([
    ['2026-02-29', 'is a day that the calendar does not have; correct it'],
    ['2026-04-31', 'is a day that the calendar does not have; correct it'],
    ['2026-13-01', 'must be a date written as YYYY-MM-DD, such as 2025-10-30'],
    ['2026-1-1', 'must be a date written as YYYY-MM-DD, such as 2025-10-30'],
    ['2026-01-01T00:00:00Z', 'must be a date written as YYYY-MM-DD, such as 2025-10-30'],
    ['yesterday', 'must be a date written as YYYY-MM-DD, such as 2025-10-30'],
  ])('may not be %s, and one thing is told of it', (on, message) => {
    expect(topic({ verified: { on, by: { kind: 'person', name: 'Cleo' } } })).toEqual([`verified.on: ${message}`]);
  });
  test('may be the leap day of a leap year', () => {
    expect(topic({ verified: { on: '2024-02-29', by: { kind: 'person', name: 'Cleo' } } })).toEqual([]);
  });
  test('by the month or year are written so', () => {
    expect(statement({ madeOn: { precision: 'month', on: '2026-13' } })).toEqual([
      'statements.0.madeOn.on: must be a month written as YYYY-MM',
    ]);
    expect(statement({ madeOn: { precision: 'month', on: '2026-10-01' } })).toEqual([
      'statements.0.madeOn.on: must be a month written as YYYY-MM',
    ]);
    expect(statement({ madeOn: { precision: 'year', on: '26' } })).toEqual([
      "statements.0.madeOn.on: must be a year written in quotes, such as '2025'",
    ]);
  });
});

describe('addresses', () => {
  test.each(['ftp://example.org/', 'javascript:alert(1)', 'example.org', '//example.org/'])('may not be %s', (url) => {
    expect(document({ url })).toContain('url: must be a whole address that begins with https:// or http://');
  });
  test.each([
    'https://example.org/a b',
    'https://example.org/a|b',
    'https://example.org/<b>',
    'https://example.org/"',
    'https://example.org/\u001B]0;x\u0007',
    'https://example.org/中',
    'https://example.org/`',
    'https://example.org/\\',
  ])('may not hold what would break out of a link: %j', (url) => {
    expect(document({ url })).toEqual([
      'url: must be an address as a browser gives it; percent-encode spaces, quotes and letters beyond ASCII',
    ]);
  });
  test.each([
    'https://example.org',
    'https://example.org:8443/a-b_c~d/e.f?g=h&i=%20#j',
    'https://example.org/(a)*,;!$@[1]',
    'http://www.mod.gov.cn/gfbw/1.html',
  ])('may be %s', (url) => {
    expect(document({ url })).toEqual([]);
  });
});

test('an address is read without its line breaks, as browsers read it', () => {
  const record = parseRecord(
    'a.yaml',
    JSON.stringify(documentRecord({ url: 'https://exam\nple.org/' })),
    DocumentSchema,
  );
  expect(record.value?.url).toBe('https://example.org/');
});

describe('statements', () => {
  test('need one to four citations', () => {
    expect(statement({ citations: [] })).toEqual([
      'statements.0.citations: must have at least one citation; nothing goes unsourced',
    ]);
    expect(statement({ citations: undefined })).toEqual(['statements.0.citations: is missing; add it']);
    const five = Array.from({ length: 5 }, () => ({ paragraph: 1, find: 'one two three' }));
    expect(statement({ citations: five })).toEqual([
      'statements.0.citations: must have at most four citations; keep those that support the whole statement',
    ]);
  });
  test('are cited by three to six words, or six to sixteen characters of Chinese', () => {
    const wrong = [
      'statements.0.citations.0.find: must be three to six words, or six to sixteen characters of Chinese, that stand in the paragraph',
    ];
    expect(cited({ find: '双方同意开' })).toEqual(wrong);
    expect(cited({ find: '双方同意开放' })).toEqual([]);
    expect(cited({ find: '双'.repeat(16) })).toEqual([]);
    expect(cited({ find: '双'.repeat(17) })).toEqual(wrong);
    expect(cited({ find: 'one two' })).toEqual(wrong);
    expect(cited({ find: '1 2 3 4 5 6 7' })).toEqual(wrong);
    expect(cited({ find: '1 2 3 4 5 6' })).toEqual([]);
  });
  test('carry likelihood only where they are forecasts, and confidence only where they are assessments', () => {
    expect(statement({ likelihood: 'likely' })).toEqual([
      'statements.0.likelihood: is not a known field; correct its spelling or remove it',
    ]);
    expect(statement({ confidence: 'high' }, STATEMENTS.forecast)).toEqual([
      'statements.0.confidence: is not a known field; correct its spelling or remove it',
    ]);
    expect(statement({ horizon: { precision: 'year', on: '2027' } })).toEqual([
      'statements.0.horizon: is not a known field; correct its spelling or remove it',
    ]);
    expect(statement({ likelihood: 'certain' }, STATEMENTS.forecast)).toEqual([
      'statements.0.likelihood: must be one of very-unlikely, unlikely, even, likely, very-likely',
    ]);
  });
  test('of every kind name when or whose', () => {
    expect(missing(STATEMENTS.fact, 'eventOn')).toEqual(['statements.0.eventOn: is missing; add it']);
    for (const field of ['speaker', 'role', 'saidOn'])
      expect(missing(STATEMENTS.position, field)).toEqual([`statements.0.${field}: is missing; add it`]);
    for (const field of ['party', 'instrument', 'effect', 'from'])
      expect(missing(STATEMENTS.measure, field)).toEqual([`statements.0.${field}: is missing; add it`]);
    for (const field of ['by', 'to', 'accordingTo', 'saidOn'])
      expect(missing(STATEMENTS.commitment, field)).toEqual([`statements.0.${field}: is missing; add it`]);
    for (const base of [STATEMENTS.assessment, STATEMENTS.recommendation, STATEMENTS.forecast])
      expect(missing(base, 'by')).toEqual(['statements.0.by: is missing; add it']);
  });
});

const related = (relation: Fields): string[] => statement({ relations: [relation] });
describe('relations', () => {
  const other = 'quay-gossip/doubted';

  test('of four types name a statement of a document', () => {
    for (const type of ['supports', 'disputes', 'supersedes']) expect(related({ type, statement: other })).toEqual([]);
    expect(related({ type: 'resolves', statement: other, outcome: 'kept' })).toEqual([]);
    expect(related({ type: 'refutes', statement: other })).toEqual([
      'statements.0.relations.0.type: must be one of supports, disputes, supersedes, resolves',
    ]);
    for (const name of ['doubted', 'east-west/quay-gossip/doubted', 'Quay/doubted', 'quay-gossip/'])
      expect(related({ type: 'supports', statement: name })).toEqual([
        'statements.0.relations.0.statement: must be a document and a statement of it, such as ministry-2026-05-04-trade-talks/duties-lowered',
      ]);
  });

  test('have an outcome where they resolve, and only there', () => {
    expect(related({ type: 'resolves', statement: other })).toEqual([
      'statements.0.relations.0.outcome: is missing; add it',
    ]);
    expect(related({ type: 'resolves', statement: other, outcome: 'late' })).toEqual([
      'statements.0.relations.0.outcome: must be one of kept, partly, missed',
    ]);
    for (const type of ['supports', 'disputes', 'supersedes'])
      expect(related({ type, statement: other, outcome: 'kept' })).toEqual([
        'statements.0.relations.0.outcome: is not a known field; correct its spelling or remove it',
      ]);
  });
});

const side = (party: string, over: Fields = {}): Fields => ({
  party,
  text: { en: 'A.' },
  statements: ['harbour-notes/envoy-bridge'],
  ...over,
});
const sides = (...list: readonly Fields[]): string[] =>
  topic({ disagreements: [{ id: 'who', question: { en: 'Who?' }, sides: list, state: { en: 'Open.' } }] });
describe('topics', () => {
  test('need eight questions, an alias, key points, a history', () => {
    expect(topic({ questions: { en: Array(7).fill('a b') } })).toEqual(['questions.en: must have at least 8']);
    expect(topic({ aliases: { en: [] } })).toEqual(['aliases.en: must have at least 1']);
    expect(topic({ keyPoints: ['harbour-notes/hands-shaken'] })).toEqual(['keyPoints: must have at least 2']);
    expect(topic({ keyPoints: 'abcdef'.split('').map((id) => `harbour-notes/${id}`) })).toEqual([
      'keyPoints: must have at most 5',
    ]);
    expect(topic({ history: [] })).toEqual(['history: must have at least the entry of its first publication']);
    expect(topic({ gaps: [{ text: { en: 'A.' }, searched: [] }] })).toEqual([
      'gaps.0.searched: must name the documents that were searched',
    ]);
    expect(topic({ whyItMatters: { text: { en: 'A.' }, restsOn: [] } })).toEqual([
      'whyItMatters.restsOn: must name at least one statement of this topic that it rests on',
    ]);
  });

  test('tell of a disagreement both sides, each resting on statements or on documents that are silent', () => {
    expect(sides(side('north'), side('south'))).toEqual([]);
    expect(sides(side('north'), side('south', { statements: [], searched: ['harbour-notes'] }))).toEqual([]);
    expect(sides(side('north'), side('south', { statements: [] }))).toEqual([
      'disagreements.0.sides.1: must rest on statements, or name the documents searched that are silent',
    ]);
    expect(sides(side('north'), side('north'))).toEqual(['disagreements.0.sides: must have one side of each party']);
    for (const list of [[side('north')], [side('north'), side('south'), side('east')]])
      expect(sides(...list)).toEqual([
        'disagreements.0.sides: must have two sides; where one is silent, say so and name the documents searched',
      ]);
  });

  test('say whether a person or a program checked them', () => {
    expect(topic({ verified: { on: '2026-09-01', by: { kind: 'robot', name: 'R' } } })).toEqual([
      'verified.by.kind: must be one of person, program',
    ]);
  });
  test('take no id of their own, which is the name of the file', () => {
    expect(topic({ id: 'grain-corridor' })).toEqual(['id: is not a known field; correct its spelling or remove it']);
  });
});

describe('documents', () => {
  test.each(['ce3b98d70ba00cc', 'CE3B98D70BA00CCB', 'ce3b98d70ba00ccbff', 'xyz'])(
    'take fingerprints of 16 hexadecimal digits only, not %s',
    (paragraph) => {
      expect(document({ paragraphs: [paragraph] })).toEqual([
        expect.stringMatching(/^paragraphs\.0: must be a fingerprint of 16 hexadecimal digits, in quotes/u),
      ]);
    },
  );
  test('need a paragraph', () => {
    expect(document({ paragraphs: [] })).toEqual(['paragraphs: must have at least 1']);
  });
});
