import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { topicRecord, catalogueOf, ownCatalogue, recordFiles } from '../support/records.ts';
import { expectProportional } from '../support/growth.ts';

let kept: Catalogue | undefined;
const made = (): Catalogue =>
  (kept ??= catalogueOf(
    recordFiles({
      'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
      'north-south/topics/salt-route.yaml': topicRecord('salt route'),
      'north-south/topics/wool-market.yaml': topicRecord('wool market'),
      'north-south/topics/fish-quota.yaml': topicRecord('fish quota'),
      'north-south/topics/river-dam.yaml': topicRecord('river dam'),
      'north-south/topics/secret-plan.yaml': topicRecord('secret plan', { status: 'draft' }),
    }),
  ));
const own = ownCatalogue();
const topics = (message: string, catalogue: Catalogue = made()): string[] =>
  catalogue.finder.topics(message).map(({ id }) => id);

describe('the topics of a message', () => {
  test('are those that its sentences name', () => {
    const found = topics(
      'Northland and Southland talked all night. The fish quota came up. Then the tea trade, and the tea trade talks again. Southland wants the river dam.',
    );
    expect(found.toSorted()).toEqual(['fish-quota', 'river-dam', 'tea-trade']);
  });
  test('are at most five', () => {
    expect(
      topics(
        'Northland and Southland: the tea trade; the salt route; the wool market; the fish quota; the river dam; the grain corridor.',
      ),
    ).toHaveLength(5);
  });
  test.each([
    ['这次谈了关税、稀土和留学生签证', ['critical-minerals', 'education-and-research', 'trade-and-tariffs']],
    ['关税又来了,稀土也是。', ['critical-minerals', 'trade-and-tariffs']],
    ['The trade truce holds so far, say the negotiators. I would not bet on it.', ['trade-and-tariffs']],
  ])('that names neither party are those that it names clearly: %s', (message, expected) => {
    expect(topics(message, own).toSorted()).toEqual(expected);
  });
  test.each([
    'My phone tariff plan went up again. Who has a better one?',
    'There are rare earth magnets in my headphones. Keep them away from the old disks.',
    'Potato chips: slice thin, soak, fry twice. Trade you a bag for some oil.',
    'The energy was great. Students of the university market stand, thank you!',
    'South Korea signed a pact on critical minerals. Export controls came up as well.',
    'Peru and Chile spoke about tariffs and rare earths. Export controls came up as well.',
  ])('of everyday matters and of other countries are none: %s', (message) => {
    expect(topics(message, own)).toEqual([]);
  });
  test('are not taken from a sentence about others', () => {
    expect(topics('Northland and Southland met. Peru and Chile fear for their tea trade.')).toEqual([]);
    expect(topics('Northland and Southland met. They fear for their tea trade.')).toEqual(['tea-trade']);
  });
  test('of a message that is no more than a question are what the question finds', () => {
    expect(topics('what about the tea trade')).toEqual(['tea-trade']);
    expect(topics('who won the cup final')).toEqual([]);
  });
  test('never include a draft', () => {
    expect(topics('Northland and Southland agreed on the secret plan.')).not.toContain('secret-plan');
  });
  test.each([
    "Washington won again on Sunday. The guard, who came in a trade with Beijing's club, scored thirty. The American coach praised his defense, and the Chinese fans sang all night.",
    '美国队昨晚战胜中国女排，主教练说防守和信心是关键。球员交易传闻不断，球迷热情高涨。',
  ])('are not what a text on something else mentions in passing: %s', (message) => {
    expect(topics(message, own)).toEqual([]);
  });
  test.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['control characters and halves of characters', '\u0000\uD800'],
    ['mentions', '<@U1>'],
    ['one word', 'tariffs '],
    ['one Chinese word', '关税'],
    ['commas', ',，'],
    ['stops', '. '],
  ])('of %s are none, by work in proportion', (_what, unit) => {
    expectProportional((size) => expect(topics(unit.repeat(size), own)).toEqual([]), 1_000);
  });
  test('beyond 4,000 characters are not read', () => {
    const filler = 'Northland and Southland had dinner. '.repeat(112);
    expect(topics(`${filler.slice(0, 3_900)}. The tea trade.`)).toEqual(['tea-trade']);
    expect(topics(`${filler} The tea trade.`)).toEqual([]);
  });
});
