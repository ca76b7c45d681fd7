import { expect, test } from 'vitest';
import { statementIdOf } from '../../../../src/platforms/desk/server/reading/statement-id.ts';

test.each([
  ['Ivo Marsh said that the ships have turned back at the quay.', 'Ivo Marsh', 'ships-turned-back-quay'],
  ['In December 2025, the harbour was closed.', '', 'december-2025-harbour-closed'],
  // Nothing is left but small words and the name.
  ['Ivo Marsh said it.', 'Ivo Marsh', 'ivo-marsh-said-it'],
  ['', '', undefined],
])('the id of %j, said by %j, is made of what it says: %s', (text, speaker, id) => {
  expect(statementIdOf(text, speaker)).toBe(id);
});
