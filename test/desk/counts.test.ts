/** Numbers in the texts of the desk. */
import { expect, test } from 'vitest';
import { TEXT as RECORDS } from '../../src/desk/web/records/records-messages.ts';
import { TEXT as READING } from '../../src/desk/web/reading/reading-messages.ts';
import { TEXT as SEARCH } from '../../src/desk/web/search/search.tsx';

test('thousands are set apart, and one is one, in both languages', () => {
  const [en, zh] = [RECORDS.en, RECORDS.zh];
  expect(en.summary({ topics: 1, statements: 1163, overdue: 1 })).toBe(
    '1 topic, 1,163 statements (one that bears on several topics counts in each), 1 review overdue.',
  );
  expect(en.summary({ topics: 2, statements: 1, overdue: 0 })).toMatch(/^2 topics, 1 statement \(.*no review overdue/u);
  expect(zh.summary({ topics: 14, statements: 1163, overdue: 0 })).toMatch(/^共14个主题、1,163条陈述/u);
  expect([en.statementsOf(1163), en.statementsOf(1), zh.statementsOf(1163)]).toEqual([
    '1,163 statements',
    '1 statement',
    '1,163条陈述',
  ]);
  expect(en.mapNote(1, 1400)).toMatch(/^1 of 1,400 paragraphs is cited\./u);
  expect(en.shown(1, 1400)).toBe('1 of 1,400 documents');
  expect(SEARCH.count(1163, 200)).toEqual({
    en: '1,163 statements, of which the first 200 are listed',
    zh: '共1,163条陈述，列出前200条',
  });
  expect(SEARCH.count(1, 1).en).toBe('1 statement');
  expect(READING['now-held'](1, 14).en).toBe('1 of 14 paragraphs is one of the record.');
  expect(READING['now-held'](1, 1).en).toBe('1 of 1 paragraph is one of the record.');
});
