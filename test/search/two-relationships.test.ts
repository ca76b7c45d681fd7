import { findingText } from '../../src/records/fault.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import { briefsOf, type Finder, type FindResult } from '../../src/search/finder.ts';
import { type Fields, folderOf, NOW, ownCatalogue, recordFiles, topicRecord } from '../support/records.ts';
import { bothRelationships, secondRelationship } from '../support/second-relationship.ts';

const both = bothRelationships;
const own = ownCatalogue();
const finder = (): Finder => both().finder;

const idsOf = (found: FindResult): string[] => briefsOf(found).map(({ id }) => id);
const ids = (briefs: readonly { readonly id: string }[]): string[] => briefs.map(({ id }) => id);
const SECOND = ['bergen-ferry', 'mackerel-quota', 'northern-energy'];

const asked = (name: string): string[] =>
  readFileSync(new URL(`../questions/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { readonly question: string }).question);

/** Returns the topics that a result answers with, then those that it offers of other relationships. */
const idsWithElsewhere = (one: FindResult): readonly string[] => [
  ...idsOf(one),
  ...(one.result === 'found' ? (one.elsewhere ?? []).map(({ brief }) => brief.id) : []),
];

describe('a second relationship beside the first', () => {
  test('loads without faults, each of its topics found by its own questions', () => {
    expect(both().briefs.size).toBe(own.briefs.size + 3);
    expect([...both().relationships.keys()]).toEqual(['cn-us', 'is-no']);
    expect([...both().briefs.keys()].filter((id) => !own.briefs.has(id))).toEqual(SECOND);
    expect(ids(both().briefs.get('northern-energy')?.statements ?? []).toSorted()).toEqual([
      'fjord-notes/ferry-again',
      'geysir-notes/cable-promised',
    ]);
  });

  test('leaves the statements and documents of the first as they are', () => {
    for (const [id, brief] of own.briefs) expect(both().briefs.get(id)).toEqual(brief);
    for (const [id, source] of own.sources) expect(both().sources.get(id)).toEqual(source);
    expect(both().sources.size).toBe(own.sources.size + 2);
  });

  test.each([
    ['by its own topic', 'what about the mackerel', ['mackerel-quota']],
    ['by its own topic in Chinese', '鲭鱼配额怎么样了', ['mackerel-quota']],
    ['by a country', 'norway energy', ['northern-energy']],
    ['by a country in Chinese', '冰岛能源', ['northern-energy']],
    ['by a country in passing', 'what is reykjavik up to in energy', ['northern-energy']],
    ['by both countries', 'energy of iceland and norway', ['northern-energy']],
    ['by its full name', 'northern-energy', ['northern-energy']],
  ])('is asked about %s', (_how, question, expected) => {
    expect(idsOf(finder().find(question))).toEqual(expected);
  });

  test.each([
    ['by a country', 'china energy'],
    ['by a country in Chinese', '中国能源'],
    ['by both countries', 'energy of the us and china'],
    ['by its full name', 'cn-us/energy'],
  ])('leaves the first to be asked about the same %s', (_how, question) => {
    expect(idsOf(finder().find(question))).toEqual(['energy']);
  });

  test.each(['energy', '能源', 'what about energy', 'energy between the two sides', 'enrgy'])(
    'stands behind the first where neither is named, before it where the channel follows it: %s',
    (question) => {
      const found = [undefined, 'is-no'].map((relationship) => finder().find(question, { relationship }));
      expect(found.map(idsWithElsewhere)).toEqual([
        ['energy', 'northern-energy'],
        ['northern-energy', 'energy'],
      ]);
    },
  );

  test.each(['energy in japan', 'iceland tariffs', 'norway and rare earths', 'mackerel in china'])(
    'makes no other countries ours: %s',
    (question) => {
      expect(finder().find(question)).toMatchObject({ result: 'none' });
    },
  );

  test.each(['english', 'english-sealed', 'chinese', 'chinese-sealed'])(
    'changes nothing that the questions of the %s set find, but where both are meant',
    (name) => {
      const questions = asked(name);
      const changed = questions.flatMap((question) => {
        const [before, after] = [own, both()].map((catalogue) => idsOf(catalogue.finder.find(question)));
        return before?.join() === after?.join() ? [] : [{ question, before, after }];
      });
      for (const { question, before, after } of changed)
        expect({ question, after }).toEqual({ question, after: [...(before ?? []), 'northern-energy'] });
      expect(changed.length).toBeLessThanOrEqual(questions.length / 50);
    },
  );
});

describe('suggestions', () => {
  test('have the topics of both, told apart by their ids', () => {
    expect(
      ids(finder().suggest('energy', 'en', 5))
        .slice(0, 2)
        .toSorted(),
    ).toEqual(['energy', 'northern-energy']);
    expect(ids(finder().suggest('mack', 'en', 1))).toEqual(['mackerel-quota']);
    expect(ids(finder().suggest('', 'en', 100))).toHaveLength(both().briefs.size);
  });
  test('begin with what is typed of a full name', () => {
    expect(ids(finder().suggest('is-no/', 'en', 3)).toSorted()).toEqual(SECOND);
    expect(ids(finder().suggest('is-no/en', 'en', 1))).toEqual(['northern-energy']);
    expect(ids(finder().suggest('cn-us/en', 'en', 1))).toEqual(['energy']);
  });
  test('for a misspelt id are of the relationship that it names', () => {
    expect(ids(finder().nearest('is-no/enrgy'))[0]).toBe('northern-energy');
    expect(ids(finder().nearest('cn-us/enrgy'))[0]).toBe('energy');
    expect(ids(finder().nearest('enrgy')).toSorted()).toEqual(['energy', 'northern-energy']);
    expect(ids(finder().nearest('mackerel-qota'))).toEqual(['mackerel-quota']);
  });
});

const topics = (message: string): string[] => ids(finder().topics(message)).toSorted();

describe('the topics of a message', () => {
  test('are those of the relationship that it speaks of', () => {
    expect(topics('Iceland and Norway spoke of their energy cable. The mackerel quota stays in dispute.')).toEqual([
      'mackerel-quota',
      'northern-energy',
    ]);
    expect(topics('China and the United States spoke of energy and tariffs all night.')).toEqual([
      'energy',
      'trade-and-tariffs',
    ]);
  });
  test('are of each, sentence by sentence, where it speaks of both', () => {
    expect(
      topics('Washington and Beijing agreed on rare earths. Oslo and Reykjavik went on about the mackerel quota.'),
    ).toEqual(['critical-minerals', 'mackerel-quota']);
  });
});

/** The made-up parties of the other tests, who have a topic of the same title. */
const folderWith = (over: Parameters<typeof secondRelationship>[0], north: Fields = topicRecord('energy')): string =>
  folderOf({ ...recordFiles({ 'north-south/topics/energy.yaml': north }), ...secondRelationship(over) });
const faults = (over: Parameters<typeof secondRelationship>[0], north?: Fields): string[] => {
  const folder = folderWith(over, north);
  const { editorial, faults: others } = createCatalogueChecker(folder).check(NOW);
  return [...others, ...editorial].map(
    ({ file, field, ...fault }) => `${file.slice(folder.length + 1)} ${field}: ${findingText(fault, 'en')}`,
  );
};

/** So many questions, none asked twice, that all find what one does. */
const differing = (question: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => question + ' a'.repeat(index));

describe('beside a small first relationship', () => {
  const energy = secondRelationship()['is-no/topics/northern-energy.yaml'];
  const withQuestion = (first: string): string[] => {
    const questions = {
      en: [first, ...differing('sea cable', 7)],
      zh: differing('地热', 8),
    };
    return faults({ 'is-no/topics/northern-energy.yaml': { ...energy, questions } });
  };

  test('a question that both could answer is a fair one of each', () => {
    expect(withQuestion('what about energy')).toEqual([]);
  });

  test('a question that fails is told of the file of its own relationship', () => {
    expect(withQuestion('what about tariffs')).toEqual([
      'is-no/topics/northern-energy.yaml questions.en.0: finds nothing; add an alias with its words, or reword it',
    ]);
    expect(withQuestion('mackerel')).toEqual([
      'is-no/topics/northern-energy.yaml questions.en.0: finds mackerel-quota instead; add an alias with its words, or reword it',
    ]);
    const questions = { en: [...differing('energy talks', 7), 'mackerel'] };
    expect(faults({}, topicRecord('energy', { questions }))).toEqual([
      'north-south/topics/energy.yaml questions.en.7: finds nothing; add an alias with its words, or reword it',
    ]);
  });

  test('parties that no table of countries has are other countries to the second', () => {
    const { catalogue } = createCatalogueChecker(folderWith({})).read(NOW);
    const found = (question: string): string[] =>
      idsOf(
        catalogue?.finder.find(question) ?? {
          result: 'none',
          why: 'nothing',
          nearest: [],
          briefs: [],
          unknown: [],
          meant: [],
        },
      );
    expect(found('northland energy')).toEqual(['energy']);
    expect(found('icelandic energy')).toEqual(['northern-energy']);
    expect(found('mackerel of northland')).toEqual([]);
    expect(found('energy')).toEqual(['northern-energy']);
  });
});
