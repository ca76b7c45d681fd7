/** Whose words are asked for, over the project's own records. */
import { expect, test } from 'vitest';
import type { FindResult } from '../../src/search/result.ts';
import { ownCatalogue } from '../support/records.ts';

const catalogue = ownCatalogue();
const find = (question: string): FindResult => catalogue.finder.find(question);

test.each([
  ['What is the position of China on Taiwan?', 'cn', false],
  ['What did the President of the United States say about Taiwan?', 'us', true],
  ['What did Rubio say about Taiwan?', 'us', true],
  // Of both beside each other neither is asked alone.
  ['What did Rubio and Wang Yi say about Taiwan?', undefined, false],
  ['特朗普和习近平关于台湾说了什么？', undefined, false],
  // What is said on a party, by whatever name, it does not say itself.
  ['What did the industry say about US chip export rules?', undefined, false],
  ['What does Japan say about U.S. tariffs?', undefined, false],
  // One after the other, they stand under the heading of neither.
  ["How did Washington react to China's rare earth controls, and how did Beijing respond?", 'us', false],
])('whose words are asked for, and stand under a heading of that party: %s', (question, party, isHeaded) => {
  const found = find(question);
  if (found.result !== 'found') throw new Error('it has one answer');
  expect([found.party, found.restriction?.party !== undefined]).toEqual([party, isHeaded]);
});

test.each([
  'what does China say about Taiwan?',
  'What does China say about US chip export controls?',
  '中方对台湾怎么说',
  'what does China say about the Busan meeting',
])(
  'under the heading of a side stands its own word alone, not what a reporter or the other side tells: %s',
  (question) => {
    const found = find(question);
    expect(found).toMatchObject({ result: 'found', restriction: { party: 'cn' } });
    const said = found.result === 'found' ? found.units.map((one) => one.unit === 'statement' && one.statement) : [];
    expect(said.length).toBeGreaterThan(1);
    // What China tells of somebody else's words is not its own.
    for (const one of said)
      expect(one).toSatisfy((own: Readonly<Record<string, unknown>>) =>
        own['kind'] === 'commitment' ? own['accordingTo'] === 'cn' : own['party'] === 'cn',
      );
  },
);
