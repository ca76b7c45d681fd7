import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseYaml, readYaml, valueOfYaml } from '../../src/records/parse-yaml.ts';
import { OWN } from '../support/records.ts';

const RECORDS = readdirSync(OWN, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

/** What a slip of the keyboard may leave in a text. */
const SLIPS = Array.from(' \n\r\t-:#"\'[]{},|>%@`~?\\=\u0085\u2028\u{FEFF}').concat([
  '\n\n',
  '\n  ',
  ': ',
  '- ',
  ' #',
  '0o7',
  '<<',
  '\\\n',
]);

/** Plain and quoted texts that parsers of YAML disagree on, or once did. */
const SCALARS = [
  '2026-01-01',
  '2026-01-01T00:00:00Z',
  '12:30:45',
  '1_000',
  '012',
  '0o14',
  '-0o14',
  '0xff',
  '-0xff',
  '0b101',
  '1',
  '-1',
  '+1',
  '1.',
  '.5',
  '-.5',
  '1e3',
  '1E+3',
  '1e400',
  '99999999999999999999',
  '-0',
  '0.0',
  '.inf',
  '-.inf',
  '+.Inf',
  '.nan',
  '.NaN',
  '-.nan',
  'Infinity',
  'NaN',
  'yes',
  'No',
  'on',
  'OFF',
  'y',
  'true',
  'True',
  'TRUE',
  'tRUE',
  'false',
  '~',
  'null',
  'Null',
  'NULL',
  'nULL',
  '',
  '""',
  "''",
  '=',
  '-',
  'a: b',
  'a:b',
  'a#b',
  'a #b',
  '"\\x41\\u4e2d"',

  '[1, yes, 0o7]',
  '{ <<: 1 }',
  '|\n  one\n\n  two\n',
  '>-\n  one\n  two\n\n  three\n',
  'one\n  two',
  '"one\n  two"',
];

describe('the quick parser and the one that decides', () => {
  test.each(RECORDS)('read the same value of %s', (name) => {
    const text = readFileSync(join(OWN, name), 'utf8');
    const value = readYaml(text);
    expect(value).toBeDefined();
    expect(value).toStrictEqual(parseYaml(text).value);
  });

  test.each(SCALARS)('read %j alike', (scalar) => {
    const texts = [`a: ${scalar}\n`, `- ${scalar}\n`, `a:\r\n  - ${scalar}\r\n`];
    // What the one refuses alone is read all the same; nothing is read otherwise.
    const decided = texts.filter((text) => parseYaml(text).faults.length === 0);
    expect(decided.map(valueOfYaml)).toStrictEqual(decided.map((text) => parseYaml(text).value));
  });

  test.each([
    ['an alias', 'a: &b [1]\nc: *b\n'],
    ['an anchor', 'a: &b 1\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a directive', '%YAML 1.1\n---\non: 1\n'],
    ['a key that is a list', '[a]: 1\n'],
    ['an explicit key', '? a\n: 1\n'],
    ['a key that is nothing', '{ : 1 }\n'],
    ['equal keys', 'a: 1\na: 2\n'],
    ['the marks of a conflict', '<<<<<<< ours: 1\n'],
    ['a tab in the indentation', 'a:\n\tb: 1\n'],
    ['twenty-five levels', `a: ${'['.repeat(24)}${']'.repeat(24)}\n`],
    ['ten thousand levels', '- '.repeat(10_000)],
    ['a long list', `[${'1,'.repeat(2_501)}]`],
    ['a long line', `a: ${'x'.repeat(900_000)}`],
    ['two documents', 'a: 1\n---\nb: 1\n'],
  ])('leave %s to the one that decides', (_what, text) => {
    expect(readYaml(text)).toBeUndefined();
  });

  test('read the same value of texts that nobody would write', () => {
    const text = [
      'a: 1\nb:\n  - x\n  - y: z\n    w: "q"\nc: |\n  text\n  more\nd: >-\n  folded\n  text\n\n  more\n',
      "e: { a: b, c: [d, e] }\nf: plain\n  over lines\ng: 'it''s'\nh: \"x\n  y\n\n  z\"\n",
    ].join('');
    const slip = tuple(nat(text.length), nat(2), constantFrom(...SLIPS));
    let read = 0;
    assert(
      property(array(slip, { minLength: 1, maxLength: 3 }), (edits) => {
        const slipped = edits.reduce((now, [at, gone, more]) => now.slice(0, at) + more + now.slice(at + gone), text);
        const value = readYaml(slipped);
        const { faults, value: expected } = parseYaml(slipped);
        if (value === undefined || faults.length > 0) return;
        read += 1;
        expect(value).toStrictEqual(expected);
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(read).toBeGreaterThan(50);
  });
});
