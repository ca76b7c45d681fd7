import { describe, expect, test } from 'vitest';
import { findingText, formatFault } from '../../src/records/fault.ts';
import { MAX_RECORD_BYTES } from '../../src/records/folder.ts';
import { parseRecord } from '../../src/records/parse-record.ts';
import { RelationshipSchema, DocumentSchema, TopicSchema } from '../../src/records/schema.ts';
import { topicRecord, relationshipRecord, documentRecord, STATEMENTS, type Fields } from '../support/records.ts';
import { expectProportional } from '../support/growth.ts';

/** A relationship as a curator writes it. */
const WRITTEN = `# a comment
title:
  en: Northland and Southland
parties:
  - id: north
    name: { en: Northland }
    aliases: { en: [northland] }
  - id: south
    name: { en: Southland }
    aliases:
      en:
        - southland
aliases:
  en: [northland-southland]
`;

const faults = (
  text: string,
  schema: typeof RelationshipSchema | typeof TopicSchema | typeof DocumentSchema = RelationshipSchema,
): string[] => parseRecord('a.yaml', text, schema).faults.map(formatFault);

const withStatement = (over: Fields): string =>
  JSON.stringify(documentRecord({ statements: [{ ...STATEMENTS.assessment, topics: ['grain-corridor'], ...over }] }));

/** The faults of a record that was written as JSON, without their places. */
const about = (text: string, schema: typeof TopicSchema | typeof DocumentSchema): string[] =>
  parseRecord('a.yaml', text, schema).faults.map(({ field, ...fault }) => `${field}: ${findingText(fault, 'en')}`);

describe('a record as it should be', () => {
  test('is read without faults, and holds what was written', () => {
    const record = parseRecord('a.yaml', WRITTEN, RelationshipSchema);
    expect(record.faults).toEqual([]);
    expect(record.value?.parties[1].aliases.en).toEqual(['southland']);
  });

  test.each([
    ['a byte order mark', `\uFEFF${WRITTEN}`],
    ['Windows line ends', WRITTEN.replaceAll('\n', '\r\n')],
    ['trailing white space and no last line break', `${WRITTEN.trimEnd()}   `],
    ['a document start mark', `---\n${WRITTEN}`],
    ['YAML 1.2 declared', `%YAML 1.2\n---\n${WRITTEN}`],
    ['JSON, which is YAML too', JSON.stringify(relationshipRecord())],
  ])('may have %s', (_what, text) => {
    expect(faults(text)).toEqual([]);
  });

  test('keeps dates as they are written instead of making times of them', () => {
    const record = parseRecord(
      'a.yaml',
      JSON.stringify(documentRecord()).replace('"2026-09-01"', '2026-09-01'),
      DocumentSchema,
    );
    expect(record.value?.publishedOn).toBe('2026-09-01');
  });
});

describe('faults of YAML itself', () => {
  test.each([
    [
      'a field given twice',
      `${WRITTEN}title:\n  en: Again\n`,
      'a.yaml:15:1  gives title a second time; keep one of the two',
    ],
    [
      'a tab for indentation',
      WRITTEN.replace('  en: Northland and', '\ten: Northland and'),
      'a.yaml:3:1  is indented with a tab; use spaces',
    ],
    [
      'an unknown tag',
      WRITTEN.replace('en: Northland and', 'en: !js Northland and'),
      'a.yaml:3:7  is read as a sign of YAML, not as text; put the text in quotation marks',
    ],
    [
      'a colon in a text',
      WRITTEN.replace('en: Northland and', 'en: Sea: Northland and'),
      'a.yaml:3:7  reads as a second field on one line, or as a field in the middle of a text; put a text that holds a colon and a space in quotation marks, or indent the line as those beside it',
    ],
    [
      'a line too far to the right, once',
      WRITTEN.replace('  en: Northland and', '  en: A\n    zh: B\n  fr: Northland and'),
      'a.yaml:3:7  reads as a second field on one line, or as a field in the middle of a text; put a text that holds a colon and a space in quotation marks, or indent the line as those beside it',
    ],
    [
      'quotation marks in quotation marks',
      WRITTEN.replace('en: Northland and', 'en: "The "north"" #'),
      'a.yaml:3:13  does not belong here; look for a quotation mark, a bracket or a dash too many or missing, here or on the line before',
    ],
    [
      'a quotation mark that is not closed, where it stands',
      WRITTEN.replace('en: Northland and', 'en: "Northland and'),
      'a.yaml:3:7  opens a quotation mark that is not closed; close it where the text ends',
    ],
    [
      'one that is not closed in braces, after one that is',
      WRITTEN.replace('{ en: Southland }', `{ en: "Southland", zh: 'South }`),
      'a.yaml:9:34  opens a quotation mark that is not closed; close it where the text ends',
    ],
    [
      'one that the next quotation mark seems to close',
      WRITTEN.replace('title:\n  en: Northland and', 'title:\n  en: "Northland\nid: "x"\nzh: and'),
      'a.yaml:3:7  opens a quotation mark that is not closed; close it where the text ends',
    ],
    [
      'a colon in a text in braces',
      WRITTEN.replace('{ en: Northland }', '{ en: Cork: it is traded. }'),
      'a.yaml:6:17  reads as a second field on one line, or as a field in the middle of a text; put a text that holds a colon and a space in quotation marks, or indent the line as those beside it',
    ],
    [
      'a full-width colon between lines',
      WRITTEN.replace('  en: Northland and', '  zh: A\n  en：Northland and'),
      'a.yaml:4:3  has a full-width colon behind the name of the field; type a half-width one and a space instead',
    ],
    [
      'a full-width colon in the first line',
      WRITTEN.replace('title:', 'title：'),
      expect.stringMatching(/^a\.yaml:\d:1 {2}has a full-width colon behind the name of the field; /u) as string,
    ],
    [
      'a full-width comma in braces',
      WRITTEN.replace('{ en: Northland }', '{ en: Northland， zh: 北国 }'),
      'a.yaml:6:26  is a full-width comma; type a half-width one and a space instead',
    ],
    [
      'a text that begins with a sign',
      WRITTEN.replace('en: Northland and', 'en: @Northland and'),
      'a.yaml:3:7  is read as a sign of YAML, not as text; put the text in quotation marks',
    ],
    [
      'an anchor',
      WRITTEN.replace('{ en: Northland }', '&a { en: Northland }'),
      'a.yaml:6:14  gives its value a name with &, to be referred to elsewhere; remove the name',
    ],
    [
      'a second document',
      `${WRITTEN}---\na: 1\n`,
      'a.yaml:15:1  begins a second document; a file holds one record, so move it to a file of its own',
    ],
    [
      'what a merge has left',
      WRITTEN.replace('  en: Northland and', '<<<<<<< HEAD\n  en: Northland or\n=======\n  en: Northland and').concat(
        '>>>>>>> other\n',
      ),
      'a.yaml:3:1  holds a conflict of a repository; keep one of the two versions that stand from here to >>>>>>>, and take out the three marks',
    ],
    [
      'YAML 1.1, which reads "on" as true',
      `%YAML 1.1\n---\n${WRITTEN}`,
      'a.yaml:1:1  declares YAML 1.1, in which `on` is no name; remove the %YAML line',
    ],
  ])('tells %s at its place', (_what, text, expected) => {
    expect(faults(text)).toEqual([expected]);
  });

  test('leaves the full-width marks of a Chinese text alone', () => {
    expect(faults(WRITTEN.replace('{ en: Northland }', '{ en: Northland, zh: 北国：甲，乙 }'))).toEqual([]);
  });

  test('does not follow references, so that a bomb of them costs nothing', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`),
    ].join('\n');
    const told = faults(bomb);
    expect(told[0]).toBe('a.yaml:1:7  gives its value a name with &, to be referred to elsewhere; remove the name');
    expect(told).toContain('a.yaml:2:8  refers to another place of the file; write the value out');
  });

  test.each([
    ['lists in brackets', `a:\n  b: ${'['.repeat(200_000)}`, '2:30'],
    ['groups in braces', '{a: '.repeat(100_000), '1:97'],
    ['groups by lines', Array.from({ length: 30 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''), '25:25'],
    ['lists by lines, deeper than the parser goes', '- '.repeat(20_000), undefined],
  ])('refuses %s that are nested deeper than any record', (_what, text, place) => {
    const [told, ...more] = faults(text);
    expect(told).toMatch(
      /^a\.yaml:\d+:\d+ {2}is nested more than 24 levels deep; no record is, so write it out flatter$/u,
    );
    expect(told).toContain(place === undefined ? 'a.yaml:' : `a.yaml:${place} `);
    expect(more).toEqual([]);
  });

  // What the parser does with many fields, items or marks took 11 seconds of everybody's time at 209 kB.
  test.each([
    [
      'thousands of fields',
      (at: number) => `field${at}: 1\n`,
      90_000,
      /^a\.yaml:1:1 {2}has \d+ fields; no part of a record has more than 100, so remove what is none$/u,
    ],
    [
      'thousands of equal fields',
      () => 'field: 1\n',
      90_000,
      /^a\.yaml:2:1 {2}gives field a second time; keep one of the two$/u,
    ],
    [
      'thousands of items',
      () => '- {a: 1}\n',
      60_000,
      /^a\.yaml:1:1 {2}is a list of \d+ items; no list of a record has more than 2500, so split it$/u,
    ],
    [
      'a megabyte of marks',
      () => '! ',
      999_000,
      /^a\.yaml:1:\d+ {2}holds more than 80000 marks, words and line breaks; a record holds one topic/u,
    ],
    [
      'hundreds of thousands of fields',
      (at: number) => `field${at}: 1\n`,
      999_000,
      /^a\.yaml:\d+:\d+ {2}holds more than 80000 marks, words and line breaks; a record holds one topic/u,
    ],
    [
      'hundreds of thousands of lines in one piece',
      () => 'ab\n',
      900_000,
      /^a\.yaml:80001:\d+ {2}holds more than 80000 marks, words and line breaks; a record holds one topic/u,
    ],
  ])('refuses %s, by work in proportion', (_what, part, length, expected) => {
    const textOf = (size: number): string => {
      let text = '';
      for (let at = 0; text.length < size; at += 1) text += part(at);
      return text;
    };
    expect(faults(textOf(length))[0]).toMatch(expected);
    expectProportional((size) => void faults(textOf(size)), length);
  });

  test('tells a field without a name, and of hundreds of faults the first', () => {
    expect(faults('? [a]\n: 1\n')).toEqual(['a.yaml:1:3  is a field without a name; write one, or remove it']);
    const told = faults(`history:\n${'- {}\n'.repeat(199)}`, TopicSchema);
    expect(told).toHaveLength(501);
    expect(told.at(-1)).toMatch(/^a\.yaml:1:1 {2}has \d+ more faults; correct these first$/u);
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \n\n'],
    ['comments only', '# yaml-language-server: $schema=../topic.schema.json\n'],
  ])('tells that a file of %s is empty', (_what, text) => {
    expect(faults(text)).toEqual(['a.yaml:1:1  is empty; write the record, or remove the file']);
  });

  test.each([
    ['a sentence', 'hello there\n'],
    ['a list', '- a\n- b\n'],
    ['a number', '5\n'],
  ])('tells that %s is no record', (_what, text) => {
    expect(faults(text)).toEqual(['a.yaml:1:1  must be a group of fields']);
  });

  test('refuses a file of 2 MB without parsing it', () => {
    expect(faults(`a: ${'['.repeat(2_000_000)}\n`)).toEqual([
      `a.yaml:1:1  is larger than ${MAX_RECORD_BYTES} bytes; a record holds one topic or one document, so split it`,
    ]);
  });

  test('counts the size in bytes, not in characters', () => {
    const text = `${WRITTEN}# ${'中'.repeat(MAX_RECORD_BYTES / 2)}\n`;
    expect(text.length).toBeLessThan(MAX_RECORD_BYTES);
    expect(faults(text)).toHaveLength(1);
  });
});

describe('faults of fields, at line and column', () => {
  test.each([
    [
      'a number where text is wanted',
      WRITTEN.replace('en: Northland and Southland', 'en: 2025'),
      'a.yaml:3:7  title.en: must be text, but reads as a number; put it in quotes',
    ],
    [
      'an empty value where text is wanted',
      WRITTEN.replace('en: Northland and Southland', 'en:'),
      'a.yaml:3:6  title.en: is empty; write it, or remove the field',
    ],
    [
      'true where text is wanted',
      WRITTEN.replace('- southland', '- yes\n        - true'),
      'a.yaml:13:11  parties.1.aliases.en.1: must be text, but reads as true or false; put it in quotes',
    ],
    [
      'binary data where text is wanted',
      WRITTEN.replace('en: Northland and Southland', 'en: !!binary aGVsbG8='),
      'a.yaml:3:16  title.en: must be text',
    ],
    [
      'text where a group is wanted',
      WRITTEN.replace('title:\n  en: Northland and', 'title: Northland and'),
      'a.yaml:2:8  title: must be a group of fields',
    ],
    [
      'a group where a list is wanted',
      WRITTEN.replace('en: [northland-southland]', 'en: { a: b }'),
      'a.yaml:14:3  aliases.en: must be a list',
    ],
    [
      'an unknown field',
      WRITTEN.replace('    name: { en: Southland }', '    nmae: { en: Southland }'),
      'a.yaml:8:5  parties.1.name: is missing; add it',
      'a.yaml:9:5  parties.1.nmae: is not a known field; correct its spelling or remove it',
    ],
    [
      'an unknown field in a flow group',
      WRITTEN.replace('{ en: Northland }', '{ en: Northland, de: Nordland }'),
      'a.yaml:6:28  parties.0.name.de: is not a known field; correct its spelling or remove it',
    ],
    [
      'a field whose name holds a full-width colon',
      WRITTEN.replace('{ en: Northland }', '{ en: Northland, zh：北国 }'),
      'a.yaml:6:28  parties.0.name.zh：北国: has a full-width colon behind the name of the field; type a half-width one and a space instead',
    ],
    [
      'a field named __proto__',
      `${WRITTEN}__proto__: { a: 1 }\n`,
      'a.yaml:15:1  __proto__: is not a known field; correct its spelling or remove it',
    ],
    [
      'a merge key',
      `${WRITTEN}<<: { a: 1 }\n`,
      'a.yaml:15:1  <<: is not a known field; correct its spelling or remove it',
    ],
    [
      'too short a list',
      WRITTEN.replace(/ {2}- id: south[\s\S]*- southland\n/u, ''),
      'a.yaml:4:1  parties: must have at least 2',
    ],
    [
      'a missing list',
      WRITTEN.replace(/aliases:\n {2}en: \[north.*\n/u, ''),
      'a.yaml:2:1  aliases: is missing; add it',
    ],
    [
      'an id that is none',
      WRITTEN.replace('id: south', 'id: South Land'),
      'a.yaml:8:9  parties.1.id: must be lower-case words joined by hyphens, such as ai-governance',
    ],
  ])('tells %s', (_what, text, ...expected) => {
    expect(faults(text)).toEqual(expected);
  });

  test('counts columns right behind a byte order mark, Windows line ends and Chinese', () => {
    const text = `\uFEFF${WRITTEN.replace('{ en: Northland }', '{ zh: 北国, en: 7 }').replaceAll('\n', '\r\n')}`;
    expect(faults(text)).toEqual([
      'a.yaml:6:25  parties.0.name.en: must be text, but reads as a number; put it in quotes',
    ]);
  });

  test('counts columns of the first line without the byte order mark before it', () => {
    const text = JSON.stringify(relationshipRecord({ colour: 'red' }));
    expect(faults(`\uFEFF${text}`)).toEqual(faults(text));
  });

  test.each([
    ['zero', 0, 'must be more than 0'],
    ['a fraction', 1.5, 'must be a whole number'],
    ['text', 'three', 'must be a number'],
  ])('tells a paragraph number that is %s', (_what, paragraph, message) => {
    expect(about(withStatement({ citations: [{ paragraph, find: 'one two three' }] }), DocumentSchema)).toEqual([
      `statements.0.citations.0.paragraph: ${message}`,
    ]);
  });

  test.each([
    [0, 'must be at least 1'],
    [731, 'must be at most 730'],
  ])('tells a review interval of %i days', (reviewEveryDays, message) => {
    expect(about(JSON.stringify(topicRecord('grain corridor', { reviewEveryDays })), TopicSchema)).toEqual([
      `reviewEveryDays: ${message}`,
    ]);
  });

  test('names the kinds there are where a kind is unknown or missing', () => {
    expect(about(withStatement({ kind: 'rumour' }), DocumentSchema)).toEqual([
      'statements.0.kind: must be one of reported-fact, position, measure, commitment, assessment, recommendation, forecast',
    ]);
    expect(about(withStatement({ kind: undefined }), DocumentSchema)).toEqual([
      'statements.0.kind: is missing; add it',
    ]);
    expect(about(withStatement({ madeOn: { precision: 'decade', on: '2020' } }), DocumentSchema)).toEqual([
      'statements.0.madeOn.precision: must be one of day, month, year, about',
    ]);
  });

  test('says nothing of how long a text is where a list is wanted', () => {
    expect(about(withStatement({ topics: 'trade-and-tariffs' }), DocumentSchema)).toEqual([
      'statements.0.topics: must be a list',
    ]);
  });

  test('tells the faults of an author in the form that was meant, list or name', () => {
    const either =
      'statements.0.by: must be a list of author ids of the document, or a name (with role and party) whose view the document relays';
    expect(about(withStatement({ by: 'ada-quill' }), DocumentSchema)).toEqual([either]);
    expect(about(withStatement({ by: [] }), DocumentSchema)).toEqual([
      'statements.0.by: must name at least one author of the document',
    ]);
    expect(about(withStatement({ by: ['Ada Quill'] }), DocumentSchema)).toEqual([
      'statements.0.by.0: must be lower-case words joined by hyphens, such as ai-governance',
    ]);
    expect(about(withStatement({ by: { nmae: { en: 'Ada' } } }), DocumentSchema)).toEqual([
      'statements.0.by.name: is missing; add it',
      'statements.0.by.nmae: is not a known field; correct its spelling or remove it',
    ]);
  });
});
