import { expect, test } from 'vitest';
import {
  dropParagraph,
  editable,
  joinParagraph,
  keptText,
  splitParagraph,
} from '../../../src/desk/web/documents/paragraphs.tsx';
import { proposedDetails, sentDetails } from '../../../src/desk/web/documents/document-draft.ts';

const READ = editable([
  { text: 'We use cookies.', furniture: 'cookies' },
  { text: 'One is said. Two is said.' },
  { text: 'Adver-', furniture: 'advertisement' },
  { text: 'Three is said.' },
]);
const textsOf = (change: ReturnType<typeof joinParagraph>) => change?.paragraphs.map(({ text }) => text);

test('what looks like no part of the document is dropped at first, and can be taken back', () => {
  expect(keptText(READ)).toBe('One is said. Two is said.\nThree is said.');
  const back = dropParagraph(READ, 0);
  expect(keptText(back?.paragraphs ?? [])).toBe('We use cookies.\nOne is said. Two is said.\nThree is said.');
  expect(back?.key).toBe(0);
  // After a drop the next one is looked at.
  expect(dropParagraph(READ, 1)).toMatchObject({ key: 2, offset: 0 });
});

test('a paragraph is split at the cursor without white space at its ends, and never into nothing', () => {
  const change = splitParagraph(READ, 1, 12);
  expect(textsOf(change)).toEqual(['We use cookies.', 'One is said.', 'Two is said.', 'Adver-', 'Three is said.']);
  expect(change).toMatchObject({ key: 4, offset: 0 });
  for (const offset of [0, 25, 99]) expect(splitParagraph(READ, 1, offset)).toBeUndefined();
  expect(splitParagraph(READ, 9, 1)).toBeUndefined();
});

test('a paragraph is joined to the kept one above, over what is dropped, as its script is written', () => {
  const change = joinParagraph(READ, 3);
  expect(textsOf(change)).toEqual(['We use cookies.', 'One is said. Two is said. Three is said.', 'Adver-']);
  expect(change).toMatchObject({ key: 1, offset: 25 });
  expect(joinParagraph(READ, 1)).toBeUndefined();
  expect(textsOf(joinParagraph(editable([{ text: '两国部长' }, { text: '周二会面。' }]), 1))).toEqual([
    '两国部长周二会面。',
  ]);
  expect(textsOf(joinParagraph(editable([{ text: 'The minis-' }, { text: 'ters met.' }]), 1))).toEqual([
    'The ministers met.',
  ]);
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
});
