import { expect, test } from 'vitest';
import { relatedStatements } from '../../../src/desk/server/reading/related.ts';
import { catalogueOf, documentRecord, NOW, recordFiles, STATEMENTS } from '../../support/records.ts';

test('who reports a fact is named once, from however many places it is cited', async () => {
  const fact = {
    ...STATEMENTS.fact,
    topics: ['grain-corridor'],
    citations: [...STATEMENTS.fact.citations, { paragraph: 1, find: 'after the harbour talks' }],
  };
  const others = Object.values(STATEMENTS).filter((one) => one !== STATEMENTS.fact);
  const statements = [fact, ...others.map((one) => Object.assign({ topics: ['grain-corridor'] }, one))];
  const catalogue = catalogueOf(
    recordFiles({ 'north-south/documents/harbour-notes.yaml': documentRecord({ statements }) }),
  );
  const [nearest] = await relatedStatements(
    { text: { en: 'Ministers met there.' }, said: ['Ministers met there.'] },
    { relationship: 'north-south', except: undefined },
    { catalogue, language: 'en', now: NOW },
  );
  expect(nearest).toMatchObject({ id: 'harbour-notes/hands-shaken', who: 'Ada Quill and Ben Ledger' });
});
