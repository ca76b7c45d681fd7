import { expect, test } from 'vitest';
import { idOfFileName, proposedDetails, withPublisher } from '../../../src/desk/web/documents/details-form.ts';

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
  expect(withPublisher(BEGUN, 'The Quay', [QUAY])).toEqual({
    publisherEn: 'The Quay',
    publisherZh: '码头报',
    kind: 'official',
    party: 'north',
    disclosureEn: 'A paper of the harbour.',
    disclosureZh: '港口的报纸。',
  });
  expect(withPublisher(BEGUN, 'The Qu', [QUAY])).toEqual({ publisherEn: 'The Qu' });
  expect(withPublisher({ ...BEGUN, disclosureEn: 'My words.' }, 'The Quay', [QUAY])).toEqual({
    publisherEn: 'The Quay',
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
