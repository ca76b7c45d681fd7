/** What is checked again after a change is what checking everything anew gives. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, constantFrom, property, record, subarray, type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { type Fault, formatFault } from '../../src/records/fault.ts';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import {
  documentRecord,
  folderOf,
  NOW,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../support/records.ts';
import { fileMilliseconds } from '../support/clock.ts';

const WORDS = [
  'tea',
  'grain',
  'corridor',
  'silk',
  'harbour',
  'Japan',
  'talks',
  'envoys',
  '谷物',
  '走廊',
  'trade',
  'lane',
];
const words = array(constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));
const TOPICS = ['grain corridor', 'tea trade', 'silk lane'];
const PATH = 'north-south/documents/harbour-notes.yaml';

/** The document with other texts of its statements, some of them of other topics, some left out. */
const changed = record({
  texts: array(words, { minLength: 7, maxLength: 7 }),
  topics: array(subarray(['grain-corridor', 'tea-trade', 'silk-lane'], { minLength: 1 }), {
    minLength: 7,
    maxLength: 7,
  }),
  title: words,
});
type Change = typeof changed extends Arbitrary<infer Value> ? Value : never;

const document = ({ texts, topics, title }: Change): Fields =>
  documentRecord({
    title: { en: title },
    statements: Object.values(STATEMENTS).map((one, at) =>
      Object.assign({}, one, { text: { en: texts[at] ?? '' }, topics: at < 3 ? ALL : topics[at] }),
    ),
  });
const ALL = ['grain-corridor', 'tea-trade', 'silk-lane'];

const made = (): string =>
  folderOf(
    recordFiles(
      Object.fromEntries(
        TOPICS.map((topic) => [`north-south/topics/${topic.replace(' ', '-')}.yaml`, topicRecord(topic)]),
      ),
    ),
  );

const lines = (faults: readonly Fault[]): string[] => faults.map(formatFault);

test('the questions that a change touches, and then the others, fail as all that are asked anew', () => {
  const folder = made();
  const kept = createCatalogueChecker(folder, () => fileMilliseconds() + 60_000);
  kept.check(NOW);
  assert(
    property(changed, (change) => {
      const text = JSON.stringify(document(change));
      const touched = kept.check(NOW, [{ path: PATH, text }], 'touched');
      const anew = createCatalogueChecker(folder).check(NOW, [{ path: PATH, text }]);
      expect(lines(touched.faults)).toEqual(lines(anew.faults));
      // What was asked is told as it is then; the rest is asked later, one topic at a time.
      expect(lines(anew.editorial)).toEqual(expect.arrayContaining(lines(touched.editorial)));
      let rest = touched;
      for (let turns = 0; rest.unasked > 0 && turns < 5; turns += 1) rest = kept.check(NOW, [{ path: PATH, text }], 1);
      expect(rest.unasked).toBe(0);
      expect(lines(rest.editorial)).toEqual(lines(anew.editorial));
    }),
    { numRuns: 15 },
  );
});

test('a change of one topic touches the questions of its relationship, one of its dates none', () => {
  const folder = made();
  const kept = createCatalogueChecker(folder, () => fileMilliseconds() + 60_000);
  kept.check(NOW);
  const touchedBy = (over: Fields): readonly string[] =>
    kept.check(
      NOW,
      [{ path: 'north-south/topics/tea-trade.yaml', text: JSON.stringify(topicRecord('tea trade', over)) }],
      'touched',
    ).touched;
  expect(touchedBy({ reviewEveryDays: 31 })).toEqual([]);
  expect(touchedBy({ summary: { en: 'Of tea' } })).toHaveLength(3);
  writeFileSync(join(folder, 'north-south/topics/tea-trade.yaml'), JSON.stringify(topicRecord('tea trade')));
});
