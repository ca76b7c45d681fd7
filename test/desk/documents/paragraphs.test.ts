import { expect, test } from 'vitest';
import { editable, fromLines, keptText } from '../../../src/desk/web/documents/paragraphs.tsx';
import { proposedDetails, sentDetails } from '../../../src/desk/web/documents/document-draft.ts';

const READ = editable([
  { text: 'We use cookies.', furniture: 'cookies' },
  { text: 'One is said. Two is said.' },
  { text: 'Adver-', furniture: 'advertisement' },
  { text: 'Three is said.' },
]);

test('what looks like no part of the document is dropped at first', () => {
  expect(keptText(READ)).toBe('One is said. Two is said.\nThree is said.');
});

test('lines that were put right are the paragraphs, without those that say nothing', () => {
  const lines = fromLines(' One is said.\n\n  \nTwo is said. \n');
  expect(lines.map(({ text }) => text)).toEqual(['One is said.', 'Two is said.']);
  expect(keptText(lines)).toBe('One is said.\nTwo is said.');
  expect(new Set(lines.map(({ key }) => key)).size).toBe(2);
});

test('a Chinese document proposes its details in Chinese, and a known publisher what the records tell of it', () => {
  const read = {
    format: 'html' as const,
    paragraphs: [],
    duplicates: [],
    proposed: { language: 'zh' as const, title: '两国部长会面', publisher: '海关日报', authors: ['王小明', '李华'] },
  };
  const form = proposedDetails(read, undefined);
  expect(form).toMatchObject({ title: { en: '', zh: '两国部长会面' }, publisher: { en: '', zh: '海关日报' } });
  expect(sentDetails(form).authors).toEqual(['王小明', '李华']);
  const publisher = {
    publisher: { en: 'Customs Daily', zh: '海关日报' },
    kind: 'official' as const,
    party: 'south',
    disclosure: { en: 'A paper of the state.', zh: '国家报纸。' },
  };
  expect(proposedDetails({ ...read, publisher }, undefined)).toMatchObject(publisher);
  // A side's own source publishes its documents; what the records know of a publisher counts before that.
  expect(proposedDetails({ ...read, party: 'south' }, undefined)).toMatchObject({ kind: 'official', party: 'south' });
  const press = { ...publisher, kind: 'news' as const, party: undefined };
  expect(proposedDetails({ ...read, publisher: press, party: 'south' }, undefined)).toMatchObject(press);
});
