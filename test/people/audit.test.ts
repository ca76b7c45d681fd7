import { expect, test } from 'vitest';
import { auditCsv, entryOf } from '../../src/people/audit.ts';
import { NOW } from '../support/records.ts';

const ann = { id: 'a1', name: 'Ann "Q", Example' };

test('an entry tells who did what when, and its texts are bounded', () => {
  const entry = entryOf(ann, { act: 'records-published', about: 'x'.repeat(9_999) }, NOW, 'e1');
  expect(entry).toMatchObject({
    id: 'e1',
    at: NOW,
    person: 'a1',
    name: ann.name,
    act: 'records-published',
    detail: '',
  });
  expect(entry.about).toHaveLength(500);
});

test('as CSV nothing is taken for a formula or for another cell', () => {
  const entries = [
    entryOf(ann, { act: 'digest-managed', about: '=HYPERLINK("http://evil.example")' }, NOW, 'e1'),
    entryOf({ id: '', name: '王' }, { act: 'records-published', about: 'a\nb', detail: '+1' }, NOW, 'e2'),
  ];
  const at = NOW.toString({ smallestUnit: 'second' });
  expect(auditCsv(entries)).toBe(
    [
      '\uFEFFat,name,person,act,about,detail',
      `${at},"Ann ""Q"", Example",a1,digest-managed,"'=HYPERLINK(""http://evil.example"")",`,
      `${at},王,,records-published,"a\nb",'+1`,
      '',
    ].join('\r\n'),
  );
});
