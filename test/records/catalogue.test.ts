import { describe, expect, test } from 'vitest';
import { inTitleOrder, recordCatalogueOf, topicNamed, valuesOf } from '../../src/records/catalogue.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import {
  catalogueOf,
  documentRecord,
  folderOf,
  ownCatalogue,
  recordFiles,
  relationshipRecord,
  STATEMENTS,
  topicRecord,
} from '../support/records.ts';

const TOPIC = 'north-south/topics/grain-corridor.yaml';
const gossip = (publishedOn: string, id = 'heard', topics = ['grain-corridor']) =>
  documentRecord({
    url: `https://example.org/${id}-${publishedOn}`,
    publishedOn,
    accessedOn: '2026-10-01',
    statements: [
      { ...STATEMENTS.fact, id, topics, relations: [{ type: 'disputes', statement: 'harbour-notes/hands-shaken' }] },
    ],
  });

test('topics stand by title in the language of the reader: English without the article, Chinese by its sound', () => {
  const { briefs } = ownCatalogue();
  const titles = (language: 'en' | 'zh'): (string | undefined)[] =>
    inTitleOrder(briefs.values(), language).map(({ title }) => title[language]);
  expect(titles('en').slice(0, 3)).toEqual([
    'AI governance',
    'The Busan summit',
    'Critical minerals and supply chains',
  ]);
  expect(titles('en').slice(-2)).toEqual(['Trade and tariffs', 'U.S. domestic politics']);
  expect(titles('zh').slice(0, 4)).toEqual(['出口管制与技术', '釜山会晤', '关键矿产与供应链', '教育与科研']);
  const reversed = [...briefs.values()].toReversed();
  expect(inTitleOrder(reversed, 'zh')).toEqual(inTitleOrder(briefs.values(), 'zh'));
});

describe('statements in service', () => {
  test('are named by their document and id, and cite it unless they name another', () => {
    const { statements, sources } = catalogueOf();
    expect([...statements.keys()].slice(0, 2)).toEqual(['harbour-notes/hands-shaken', 'harbour-notes/envoy-bridge']);
    expect(statements.get('harbour-notes/hands-shaken')).toMatchObject({
      id: 'harbour-notes/hands-shaken',
      document: 'harbour-notes',
      topics: ['grain-corridor'],
      citations: [{ source: 'harbour-notes', paragraph: 2, find: 'Ministers of both sides' }],
      relations: [],
    });
    expect(sources.get('harbour-notes')?.statements[0]).toBe(statements.get('harbour-notes/hands-shaken'));
  });

  test('stand in each of their topics, those of the newest document first, each document in its own order', () => {
    const { briefs } = catalogueOf(
      recordFiles({
        'north-south/documents/a-older.yaml': gossip('2026-09-01'),
        'north-south/documents/b-newest.yaml': gossip('2026-09-09'),
        'north-south/documents/c-elsewhere.yaml': gossip('2026-09-10', 'heard', ['tea-trade']),
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
      }),
    );
    const documents = (topic: string): string[] => briefs.get(topic)?.statements.map(({ id }) => id) ?? [];
    expect(documents('grain-corridor').slice(0, 3)).toEqual([
      'b-newest/heard',
      'a-older/heard',
      'harbour-notes/hands-shaken',
    ]);
    expect(documents('grain-corridor')).toHaveLength(9);
    expect(documents('tea-trade').slice(0, 2)).toEqual(['c-elsewhere/heard', 'harbour-notes/hands-shaken']);
  });

  test('know the relations that name them, from whichever document', () => {
    const { relationsTo } = catalogueOf(
      recordFiles({
        'north-south/documents/a-older.yaml': gossip('2026-09-01'),
        'north-south/documents/b-newest.yaml': gossip('2026-09-09'),
      }),
    );
    expect(relationsTo.get('harbour-notes/hands-shaken')?.map(({ type, from }) => `${from.id} ${type}`)).toEqual([
      'a-older/heard disputes',
      'b-newest/heard disputes',
    ]);
    expect(relationsTo.has('a-older/heard')).toBe(false);
  });

  test('of a draft are in service, and the draft is not', () => {
    const catalogue = catalogueOf(recordFiles({ [TOPIC]: topicRecord('grain corridor', { status: 'draft' }) }));
    expect(catalogue.briefs.size).toBe(0);
    expect(catalogue.statements.size).toBe(7);
  });
});

describe('a relationship that is prefixed', () => {
  const files = recordFiles({
    'east-west/relationship.yaml': relationshipRecord({ prefixed: true }),
    'east-west/documents/harbour-notes.yaml': documentRecord({
      statements: [
        ...Object.values(STATEMENTS).map((one) => Object.assign({ topics: ['grain-corridor'] }, one)),
        {
          ...STATEMENTS.fact,
          id: 'again',
          topics: ['grain-corridor'],
          citations: [{ source: 'harbour-notes', paragraph: 2, find: 'Ministers of both sides' }],
          relations: [{ type: 'supports', statement: 'harbour-notes/envoy-bridge' }],
        },
      ],
    }),
    'east-west/topics/grain-corridor.yaml': topicRecord('grain corridor', {
      related: ['tea-trade'],
      corrections: [
        {
          id: 'put-right',
          on: '2026-11-01',
          what: { en: 'It was wrong.' },
          statements: ['harbour-notes/hands-shaken', 'east-west/harbour-notes/envoy-bridge'],
        },
      ],
    }),
    'east-west/topics/tea-trade.yaml': topicRecord('tea trade', { status: 'draft' }),
  });
  // Not checked: two topics of the same words do not both find their own questions.
  const loaded = () => recordCatalogueOf(valuesOf(createRecordLoader(folderOf(files)).read()));

  test('has its folder in front of every name, and the other relationship has not', () => {
    const catalogue = loaded();
    expect([...catalogue.briefs.keys()]).toEqual(['east-west/grain-corridor', 'grain-corridor']);
    expect([...catalogue.sources.keys()]).toEqual(['east-west/harbour-notes', 'harbour-notes']);
    expect(catalogue.briefs.get('east-west/grain-corridor')).toMatchObject({
      relationship: 'east-west',
      // By these a correction finds the messages that showed them.
      corrections: [{ statements: ['east-west/harbour-notes/hands-shaken', 'east-west/harbour-notes/envoy-bridge'] }],
      bottomLine: { restsOn: ['east-west/harbour-notes/hands-shaken', 'east-west/harbour-notes/winter-doubted'] },
      whyItMatters: { restsOn: ['east-west/harbour-notes/hands-shaken'] },
      keyPoints: ['east-west/harbour-notes/hands-shaken', 'east-west/harbour-notes/winter-doubted'],
      disagreements: [
        {
          sides: [
            { party: 'north', statements: ['east-west/harbour-notes/envoy-bridge'] },
            { party: 'south', statements: [], searched: ['east-west/harbour-notes'] },
          ],
        },
      ],
      watch: [{ restsOn: ['east-west/harbour-notes/closes-in-winter'] }],
      gaps: [1, 2, 3].map(() => ({ searched: ['east-west/harbour-notes'] })),
      related: ['east-west/tea-trade'],
    });
    expect(catalogue.statements.get('east-west/harbour-notes/again')).toMatchObject({
      document: 'east-west/harbour-notes',
      topics: ['east-west/grain-corridor'],
      citations: [{ source: 'east-west/harbour-notes' }],
      relations: [{ statement: 'east-west/harbour-notes/envoy-bridge' }],
    });
  });

  test('shares no statement and no relation with the other, though their records have the same ids', () => {
    const catalogue = loaded();
    const statementsOf = (topic: string) => catalogue.briefs.get(topic)?.statements ?? [];
    expect(statementsOf('grain-corridor')).toHaveLength(7);
    expect(statementsOf('east-west/grain-corridor')).toHaveLength(8);
    expect(catalogue.relationsTo.has('harbour-notes/envoy-bridge')).toBe(false);
    expect(catalogue.relationsTo.get('east-west/harbour-notes/envoy-bridge')).toHaveLength(1);
  });

  test('has topics that are named whole', () => {
    const catalogue = loaded();
    expect(topicNamed(catalogue, 'east-west/grain-corridor')?.relationship).toBe('east-west');
    expect(topicNamed(catalogue, 'grain-corridor')?.relationship).toBe('north-south');
    expect(topicNamed(catalogue, 'north-south/grain-corridor')?.relationship).toBe('north-south');
  });

  test.each([
    'west-east/grain-corridor',
    'east-west',
    'east-west/none',
    'a/north-south/grain-corridor',
    '',
    '/',
    'north-south/',
  ])('has no topic of the name %j', (name) => {
    expect(topicNamed(loaded(), name)).toBeUndefined();
  });
});
