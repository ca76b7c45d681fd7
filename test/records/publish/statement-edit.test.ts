import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { withoutStatement, withStatement } from '../../../src/records/publish/record-edits.ts';
import { OWN } from '../../support/records.ts';

const ADDED = {
  id: 'ships-counted',
  kind: 'reported-fact',
  topics: ['grain-corridor'],
  text: {
    en: 'Southland says that ninety ships came: "all of them counted", and more.',
    zh: '南方称有九十艘船：全部清点。',
  },
  eventOn: { precision: 'year', on: '2026' },
  citations: [{ paragraph: 2, find: 'carried ninety ships' }],
};
const LINES = `  - id: ships-counted
    kind: reported-fact
    topics: [ grain-corridor ]
    text:
      en: 'Southland says that ninety ships came: "all of them counted", and more.'
      zh: 南方称有九十艘船：全部清点。
    eventOn: { precision: year, on: "2026" }
    citations:
      - { paragraph: 2, find: carried ninety ships }
`;
const DRAFT = `# What a draft begins with.
title: { en: Ferries }
statements: []

  # - id:
  #   kind:
`;
const WRITTEN = `title: { en: Ferries }
statements:
  # The first.
  - id: one
    text: { en: One. } # as said
  - id: two
    text:
      en: >-
        Two
        lines.
# The end.
`;

test('the first statement takes the place of [], and the remarks stay', () => {
  expect(withStatement(DRAFT, ADDED)).toBe(DRAFT.replace(' []\n', `\n${LINES}`));
});

test('another stands behind the last, and all other characters stay', () => {
  expect(withStatement(WRITTEN, ADDED)).toBe(WRITTEN.replace('# The end.', `${LINES}# The end.`));
  const crlf = WRITTEN.replaceAll('\n', '\r\n');
  expect(withStatement(crlf, ADDED)).toBe(crlf.replace('# The end.', `${LINES.replaceAll('\n', '\r\n')}# The end.`));
});

test('one takes the place of another, and one is taken out', () => {
  expect(withStatement(WRITTEN, ADDED, 'one')).toBe(
    WRITTEN.replace('  - id: one\n    text: { en: One. } # as said\n', LINES),
  );
  // A remark above one goes with it.
  expect(withoutStatement(WRITTEN, 'one')).toBe(
    WRITTEN.replace('  # The first.\n  - id: one\n    text: { en: One. } # as said\n', ''),
  );
  expect(withoutStatement(withStatement(WRITTEN, ADDED) ?? '', 'ships-counted')).toBe(WRITTEN);
  expect(parse(withoutStatement(withStatement(DRAFT, ADDED) ?? '', 'ships-counted') ?? '')).toEqual(parse(DRAFT));
  expect(withStatement(WRITTEN, ADDED, 'three')).toBeUndefined();
  expect(withoutStatement(WRITTEN, 'three')).toBeUndefined();
});

test('what is written in brackets gets it too, and what is no YAML does not', () => {
  const flow = JSON.stringify({ title: { en: 'Ferries' }, statements: [{ id: 'one' }] });
  // What is JSON stays it.
  expect(JSON.parse(withStatement(flow, ADDED) ?? '')).toEqual({
    title: { en: 'Ferries' },
    statements: [{ id: 'one' }, ADDED],
  });
  expect(parse(withStatement('title: { en: Ferries }\n', ADDED) ?? '')).toMatchObject({ statements: [ADDED] });
  expect(withStatement('title: [', ADDED)).toBeUndefined();
});

test('in records of the project only lines are added', () => {
  const folder = join(OWN, 'cn-us', 'documents');
  for (const name of readdirSync(folder).slice(0, 8)) {
    const text = readFileSync(join(folder, name), 'utf8');
    const added = withStatement(text, ADDED) ?? '';
    expect(added.replace(LINES, '')).toBe(text);
  }
});
