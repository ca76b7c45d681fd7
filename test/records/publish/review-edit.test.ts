import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withFound, withReview } from '../../../src/records/publish/record-edits.ts';
import { WRITTEN } from '../../support/written.ts';

const LINE = 'verified: { on: 2026-09-03, by: { kind: person, name: Cleo } }';

describe('a review', () => {
  test('changes three words of a topic and no other character', () => {
    expect(withReview(WRITTEN, { on: '2026-11-24', name: 'Ann Lee' })).toBe(
      WRITTEN.replace(LINE, 'verified: { on: 2026-11-24, by: { kind: person, name: Ann Lee } }'),
    );
    // The same again is the same text.
    expect(withReview(WRITTEN, { on: '2026-09-03', name: 'Cleo' })).toBe(WRITTEN);
  });

  test('replaces that of a program on lines of its own, with its comments, a mark at the start and CRLF', () => {
    const lines =
      'verified: # who\n  on: "2026-09-01"\n  by:\n    kind: program # not a person\n    name: attache verify (a program)\n';
    const text = `\uFEFF${WRITTEN.replace(`${LINE}\n`, lines)}`.replaceAll('\n', '\r\n');
    const reviewed = withReview(text, { on: '2026-11-24', name: '王芳' }) ?? '';
    expect(reviewed).toContain(
      'verified: # who\r\n  on: 2026-11-24\r\n  by:\r\n    kind: person # not a person\r\n    name: 王芳\r\n',
    );
    expect(reviewed.replace(/verified:[\s\S]*?reviewEvery/u, '')).toBe(
      text.replace(/verified:[\s\S]*?reviewEvery/u, ''),
    );
  });

  test.each(['A, B', 'null', '1st', 'x: y', '"quoted"', '# no', "O'Neil } "])('quotes the name %s', (name) => {
    const reviewed = withReview(WRITTEN, { on: '2026-11-24', name }) ?? '';
    expect(parse(reviewed)).toHaveProperty('verified', { on: '2026-11-24', by: { kind: 'person', name } });
  });

  test('is added where there is none or only a part of one, and not to what is no topic', () => {
    const without = WRITTEN.replace(`${LINE}\n`, '');
    expect(withReview(without, { on: '2026-11-24', name: 'Ann' })).toContain('name: Ann');
    const part = WRITTEN.replace(LINE, 'verified: { on: 2026-09-03, by: { kind: person, name: } }');
    expect(withReview(part, { on: '2026-11-24', name: 'Ann' })).toContain('# Written by hand');
    for (const text of ['- a list', 'a: [', ''])
      expect(withReview(text, { on: '2026-11-24', name: 'Ann' })).toBeUndefined();
  });
});

describe('what a statement was found to tell', () => {
  const text =
    'title: { en: Notes } # kept\nstatements:\n  - id: one\n    kind: reported-fact\n  - id: two\n    relations:\n      - { type: supports, statement: a/b }\n';

  test('is added to its relations, or is its track, and the rest stays as it was', () => {
    const kept = { type: 'resolves', statement: 'a/c', outcome: 'kept' } as const;
    const first = withFound(text, 'one', { relation: kept }) ?? '';
    expect(parse(first)).toMatchObject({ statements: [{ id: 'one', relations: [kept] }, { id: 'two' }] });
    expect(first).toContain('# kept');
    const second = withFound(text, 'two', { relation: kept }) ?? '';
    expect(parse(second)).toMatchObject({ statements: [{}, { relations: [{ type: 'supports' }, kept] }] });
    expect(parse(withFound(text, 'two', { track: 'toll' }) ?? '')).toMatchObject({
      statements: [{}, { track: 'toll' }],
    });
    expect(withFound(text, 'three', { track: 'toll' })).toBeUndefined();
  });
});
