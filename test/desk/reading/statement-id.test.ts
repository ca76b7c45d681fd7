import { expect, test } from 'vitest';
import { statementIdOf, withoutNames } from '../../../src/desk/server/reading/statement-id.ts';

test.each([
  ['Ivo Marsh said that the ships have turned back at the quay.', ['Ivo Marsh'], 'ships-turned-back-quay'],
  ['In December 2025, the harbour was closed.', [''], 'december-2025-harbour-closed'],
  // Nothing is left but small words and the name.
  ['Ivo Marsh said it.', ['Ivo Marsh'], 'ivo-marsh-said-it'],
  ['', [], undefined],
  // A name goes with what makes it a possessive, and whom the document is by goes too.
  [
    'Southland’s plan, as the Harbour Office relays it, wants quays.',
    ['Southland', 'Harbour Office'],
    'plan-wants-quays',
  ],
  ['Ida Roe writes for the Harbour Office that grain is short.', ['', 'Harbour Office', 'Ida Roe'], 'grain-short'],
])('the id of %j, told by %j, is made of what it says: %s', (text, named, id) => {
  expect(statementIdOf(text, named)).toBe(id);
});

test('names are left out as whole words only, the longest first, and Chinese ones wherever they stand', () => {
  expect(withoutNames('Southlanders of South and Southland.', ['South', 'Southland'])).toBe('Southlanders of   and  .');
  expect(withoutNames('据港务局称，谷物不足。', ['港务局'])).toBe('据 称，谷物不足。');
});
