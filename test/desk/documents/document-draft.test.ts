import { expect, test } from 'vitest';
import {
  fromFlat,
  idOfFileName,
  proposedDetails,
  sentDetails,
  withPublisher,
} from '../../../src/desk/web/documents/document-draft.ts';

const QUAY = {
  publisher: { en: 'The Quay', zh: '码头报' },
  kind: 'official' as const,
  party: 'north',
  disclosure: { en: 'A paper of the harbour.', zh: '港口的报纸。' },
};
const BEGUN = proposedDetails(
  { proposed: { language: 'en', authors: [] }, furniture: [], duplicates: [] } as unknown as Parameters<
    typeof proposedDetails
  >[0],
  undefined,
);

test('a publisher that the records know brings all that is told of it, unless something is told already', () => {
  const named = (en: string) => ({ ...BEGUN, publisher: { en } });
  expect(withPublisher(named('The Quay'), [QUAY])).toEqual({ ...BEGUN, ...QUAY });
  expect(withPublisher(named('The Qu'), [QUAY])).toEqual(named('The Qu'));
  const told = { ...named('The Quay'), disclosure: { en: 'My words.' } };
  expect(withPublisher(told, [QUAY])).toEqual(told);
});

test('details that a tab kept before are read: their languages stood apart', () => {
  const kept = {
    relationship: 'north-south',
    id: 'ferries',
    titleEn: 'Ferries',
    titleZh: '渡轮',
    publisherEn: 'The Quay',
    publisherZh: '',
    authors: 'Ann Lee\n\nIvo Marsh',
    kind: 'official',
    party: '',
    url: 'https://quay.example/ferries',
    publishedOn: '2026-10-01',
    language: 'en',
    copy: 'mirror',
    disclosureEn: 'A paper of the harbour.',
    disclosureZh: '',
  };
  expect(sentDetails(fromFlat(kept))).toEqual({
    title: { en: 'Ferries', zh: '渡轮' },
    publisher: { en: 'The Quay' },
    authors: ['Ann Lee', 'Ivo Marsh'],
    kind: 'official',
    party: '',
    url: kept.url,
    publishedOn: kept.publishedOn,
    language: 'en',
    copy: 'mirror',
    disclosure: { en: 'A paper of the harbour.' },
  });
});

test.each([
  ['state-2026-07-23-rubio-nhk.txt', 'state-2026-07-23-rubio-nhk'],
  ['document.pdf', ''],
  ['Meeting notes (final).docx', ''],
  ['2026-scan-1.pdf', ''],
])('of the file %s the id %j is proposed', (name, id) => {
  expect(idOfFileName(name)).toBe(id);
});
