import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { jsonSchemas, type RecordSchema } from '../../../src/records/json-schema.ts';
import { aboutIn, fieldAt, offersAt, placeAt } from '../../../src/desk/web/edit/yaml-help.ts';
import { templateOf } from '../../../src/records/new-record.ts';

const schemaOf = (kind: string): RecordSchema =>
  JSON.parse(jsonSchemas().get(`${kind}.schema.json`) ?? '') as RecordSchema;
const [TOPIC, DOCUMENT] = [schemaOf('topic'), schemaOf('document')];
const IDS = {
  documents: ['harbour-notes'],
  topics: ['tea-trade', 'grain-corridor'],
  statements: ['harbour-notes/hands-shaken'],
};
const ENERGY = readFileSync(join(import.meta.dirname, '../../../briefs/cn-us/topics/energy.yaml'), 'utf8');

/** The place marked by ‸ in a text. */
const at = (marked: string) => placeAt(marked.replace('‸', ''), marked.indexOf('‸'));
const offers = (marked: string, schema = TOPIC): string[] => {
  const text = marked.replace('‸', '');
  const place = placeAt(text, marked.indexOf('‸'));
  return place === undefined ? [] : offersAt(schema, place, IDS).map((offer) => offer.text);
};

describe('a place', () => {
  test.each([
    ['tit‸', [], 'name', 'tit'],
    ['title:\n  ‸', ['title'], 'name', ''],
    ['title:\n  en: Tea\n  z‸', ['title'], 'name', 'z'],
    ['title:\n  en: Tea\nsum‸', [], 'name', 'sum'],
    ['status: dr‸', ['status'], 'value', 'dr'],
    ['status: ‸', ['status'], 'value', ''],
    ['statements:\n  - id: a\n    ki‸', ['statements', 0], 'name', 'ki'],
    ['statements:\n  - id: a\n  - ‸', ['statements', 1], 'either', ''],
    ['statements:\n- id: a\n- id: b\n  kind: fo‸', ['statements', 1, 'kind'], 'value', 'fo'],
    ['statements:\n- id: a\ngap‸', [], 'name', 'gap'],
    ['a:\n  - - x\n    - ‸', ['a', 0, 1], 'either', ''],
    ['title: { en: Tea, z‸', ['title'], 'name', 'z'],
    [
      'statements:\n  - citations:\n      - { source: a, paragraph: 1 }\n      - { source: h‸',
      ['statements', 0, 'citations', 1, 'source'],
      'value',
      'h',
    ],
    ['bottomLine: { text: { en: x }, restsOn: [a, b‸', ['bottomLine', 'restsOn', 1], 'either', 'b'],
    ['bottomLine: { text: { en: "a, {b" },\n  rest‸', ['bottomLine'], 'name', 'rest'],
    ['"title":\n  ‸', ['title'], 'name', ''],
    ['title:\n  en: >-\n    some: text\n    more\n  z‸', ['title'], 'name', 'z'],
    ['title: # why\n  e‸', ['title'], 'name', 'e'],
    ['url: https://example.org/a‸', ['url'], 'value', 'https://example.org/a'],
  ] as const)('%j', (marked, path, typing, typed) => {
    expect(at(marked)).toMatchObject({ path, typing, typed });
  });

  test.each(['title: x # a rem‸ark', '# statements: ‸', 'title:\n  en: |\n    some: te‸xt', 'a: { b: c } ‸# x ‸'])(
    'in %j is none that anything is offered at',
    (marked) => {
      expect(offers(marked)).toEqual([]);
    },
  );

  test('is found wherever one is in a record, and in any text, without throwing', () => {
    // Every eleventh, which comes to stand at each part of a line.
    const placed = Array.from({ length: ENERGY.length / 11 }, (_, index) => placeAt(ENERGY, index * 11));
    expect(placed.filter((place) => place !== undefined).length).toBeGreaterThan(placed.length / 2);
    const letters = Array.from('ab:- \n[]{},"\'#|>');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...letters) }), (text) => {
        for (let offset = 0; offset <= text.length; offset += 1)
          expect(placeAt(text, offset)?.from ?? 0).toBeLessThanOrEqual(offset);
      }),
      { numRuns: 300 },
    );
  });
});

describe('is offered', () => {
  test('what a record needs first, and nothing that it has, above or below', () => {
    const top = offers('title: { en: Tea }\n‸\nsummary: { en: Tea }\nwatch: []\n');
    expect(top).toContain('status');
    expect(top).not.toContain('title');
    expect(top).not.toContain('summary');
    expect(top).not.toContain('watch');
    expect(top.at(-1)).toBe('retraction');
  });

  test('what kinds of statements there are, where their kind is to be written', () => {
    const place = placeAt('statements:\n  - ki', 'statements:\n  - ki'.length);
    if (place === undefined) throw new Error('it is a place');
    const kind = offersAt(DOCUMENT, place, IDS).find(({ text }) => text === 'kind');
    expect(kind?.about).toContain('reported-fact: What happened.');
    expect(kind?.about).toContain('forecast: What somebody expects.');
  });

  test('by the kind of a statement the fields of that kind', () => {
    expect(offers('statements:\n  - id: a\n    ‸\n    kind: position\n', DOCUMENT)).toEqual(
      expect.arrayContaining(['speaker', 'party', 'saidOn']),
    );
    expect(offers('statements:\n  - kind: reported-fact\n    ‸', DOCUMENT)).not.toContain('speaker');
    expect(offers('statements:\n  - ‸', DOCUMENT)).toEqual(
      expect.arrayContaining(['id', 'kind', 'speaker', 'eventOn']),
    );
  });

  test.each([
    ['status: ‸', ['draft', 'published', 'retracted']],
    ['related: [‸', ['tea-trade', 'grain-corridor']],
    ['gaps:\n  - searched:\n      - ‸', ['harbour-notes']],
    ['bottomLine:\n  restsOn: [‸]\n', ['harbour-notes/hands-shaken']],
    ['keyPoints:\n  - ‸', ['harbour-notes/hands-shaken']],
    ['disagreements:\n  - sides:\n      - statements: [‸', ['harbour-notes/hands-shaken']],
    ['title:\n  ‸', ['en', 'zh']],
    ['nonsense:\n  ‸', []],
    ['title: ‸', []],
  ])('in a topic at %j %j', (marked, expected) => {
    expect(offers(marked)).toEqual(expected);
  });

  test.each([
    [
      'statements:\n  - kind: ‸',
      ['reported-fact', 'position', 'measure', 'commitment', 'assessment', 'recommendation', 'forecast'],
    ],
    ['statements:\n  - id: a\n    topics: [‸', ['tea-trade', 'grain-corridor']],
    ['statements:\n  - id: a\n    citations:\n      - { source: ‸', ['harbour-notes']],
    ['statements:\n  - id: a\n    relations:\n      - { statement: ‸', ['harbour-notes/hands-shaken']],
  ])('in a document at %j %j', (marked, expected) => {
    expect(offers(marked, DOCUMENT)).toEqual(expected);
  });
});

describe('a new record', () => {
  test.each(['document', 'topic'] as const)('begins as a %s with every field that it needs, and no other', (kind) => {
    const text = templateOf(kind, 'tea-trade', '2026-11-24');
    const record = parse(text) as Readonly<Record<string, unknown>>;
    const { required = [], properties = {} } = schemaOf(kind);
    expect(Object.keys(record).toSorted()).toEqual(required.toSorted());
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(record)));
    expect(text).toContain('zh:');
    expect(templateOf(kind, 'tea-trade', '2026-11-24', ['en'])).not.toContain('zh:');
  });
});

describe('a field', () => {
  test('under the pointer is told of in the words of the schema', () => {
    const told = (part: string, inside = part) =>
      fieldAt(TOPIC, ENERGY, ENERGY.indexOf(part) + part.indexOf(inside) + 1);
    expect(told('bottomLine:')).toMatchObject({
      name: 'bottomLine',
      about: expect.stringContaining('busy reader') as string,
    });
    expect(told('reviewEveryDays:')?.about).toContain(
      'Days from the day the last document of the relationship was read',
    );
    const fact = 'statements:\n  - citations:\n      - { paragraph: 16, find: a b c }\n';
    expect(fieldAt(DOCUMENT, fact, fact.indexOf('paragraph') + 1)).toMatchObject({
      about: 'The paragraph of the document, counted from 1.',
    });
    expect(fieldAt(DOCUMENT, fact, fact.indexOf('a b c') + 1)).toBeUndefined();
    expect(fieldAt(TOPIC, 'nonsense: 1', 2)).toBeUndefined();
  });

  test('is found soon in lines of a million characters too', { timeout: 20_000 }, () => {
    for (const part of ['x', ' ', '- ', 'a: ', 'a ', '"', '{']) {
      const long = part.repeat(1_000_000 / part.length);
      for (const text of [`summary:${long}`, `${long}\nsummary: x`, `summary: x\n${long}`]) {
        const offset = text.indexOf('summary') + 3;
        expect(fieldAt(TOPIC, text, offset)?.name ?? 'none').toBe(/summary:\s/u.test(text) ? 'summary' : 'none');
        placeAt(text, text.length);
      }
      expect(placeAt(`summary: ${long}`, long.length)).toBeUndefined();
    }
  });
});

describe('what a name or a value means', () => {
  test.each([
    ['citations', 'name', '出处：文件中的一至四处，合起来支持整条陈述。'],
    ['outcome', 'name', '结果'],
    ['position', 'value', '表态'],
    ['tea-trade', 'value', ''],
    ['unheard-of', 'name', ''],
  ] as const)('is said in Chinese of %s (%s)', (text, kind, said) => {
    expect(aboutIn('zh', { text, about: 'Where it says so.', kind })).toBe(said);
    expect(aboutIn('en', { text, about: 'Where it says so.', kind })).toBe('Where it says so.');
  });
});
