import { describe, expect, test } from 'vitest';
import { inTitleOrder, recordCatalogueOf, sourcesOf, topicNamed } from '../../src/records/catalogue.ts';
import { formatFault } from '../../src/records/fault.ts';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import {
  catalogueOf,
  documentRecord,
  type Fields,
  folderOf,
  NOW,
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

test('a catalogue stays as it is when another one is made of the same topics', () => {
  const own = ownCatalogue();
  const values = {
    documents: [...own.sources.values()],
    topics: [...own.briefs.values()],
    relationships: [...own.relationships.values()],
    tracks: [],
  } as unknown as Parameters<typeof recordCatalogueOf>[0];
  const whole = recordCatalogueOf(values);
  const before = whole.briefs.get('energy')?.statements.length ?? 0;
  const half = recordCatalogueOf({ ...values, documents: values.documents.slice(0, 5) });
  expect(before).toBeGreaterThan(0);
  expect(half.briefs.get('energy')?.statements.length).toBeLessThan(before);
  expect(whole.briefs.get('energy')?.statements.length).toBe(before);
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

const shared = (one: Fields, relationship: string, topic: string, id: string): Fields => ({
  ...one,
  id,
  relationship,
  topics: [topic],
});
const east = (record: Fields): Fields =>
  JSON.parse(JSON.stringify(record).replaceAll('harbour-notes', 'east-notes')) as Fields;

describe('a document of two relationships', () => {
  const files = recordFiles({
    'east-west/relationship.yaml': relationshipRecord({ title: { en: 'Eastland and Westland' } }),
    'east-west/documents/east-notes.yaml': documentRecord({ url: 'https://example.org/east' }, ['tea-trade']),
    'east-west/topics/tea-trade.yaml': east(topicRecord('tea trade')),
    'documents/quay-gossip.yaml': documentRecord({
      url: 'https://example.org/quay',
      publishedOn: '2026-09-02',
      statements: [
        shared(STATEMENTS.fact, 'north-south', 'grain-corridor', 'seen'),
        {
          ...shared(STATEMENTS.fact, 'east-west', 'tea-trade', 'heard'),
          relations: [{ type: 'supports', statement: 'east-notes/envoy-bridge' }],
        },
      ],
    }),
  });
  const [DOCUMENT, GOSSIP] = ['north-south/documents/harbour-notes.yaml', 'documents/quay-gossip.yaml'];
  const faultsOf = (over: Readonly<Record<string, Fields>>): string[] => {
    const folder = folderOf({ ...files, ...over });
    const { faults } = createCatalogueChecker(folder).check(NOW);
    return faults.map((one) =>
      formatFault(one)
        .replaceAll(`${folder}/`, '')
        .replace(/:\d+:\d+ */u, ' '),
    );
  };
  const quay = (...statements: readonly Fields[]): Fields => ({ ...(files[GOSSIP] as Fields), statements });
  const told = (files[GOSSIP] as { readonly statements: readonly Fields[] }).statements;
  const [seen = {}, heard = {}] = told;

  test('stands once, and each of its statements in the topic of its relationship', () => {
    const { sources, statements, briefs, relationsTo } = catalogueOf(files);
    expect([...sources.keys()]).toEqual(['east-notes', 'harbour-notes', 'quay-gossip']);
    expect(sources.get('quay-gossip')).toMatchObject({
      relationship: 'documents',
      relationships: ['east-west', 'north-south'],
    });
    expect(statements.get('quay-gossip/seen')?.relationship).toBe('north-south');
    expect(statements.get('quay-gossip/heard')?.relationship).toBe('east-west');
    expect(briefs.get('grain-corridor')?.statements.map(({ id }) => id)).toContain('quay-gossip/seen');
    expect(briefs.get('tea-trade')?.statements.map(({ id }) => id)).not.toContain('quay-gossip/seen');
    expect(relationsTo.get('east-notes/envoy-bridge')).toHaveLength(1);
    for (const pair of ['east-west', 'north-south'])
      expect(sourcesOf({ sources }, pair).map(({ id }) => id)).toContain('quay-gossip');
  });

  test.each<[string, Readonly<Record<string, Fields>>, readonly string[]]>([
    [
      'a statement of it that names no relationship',
      { [GOSSIP]: quay({ ...seen, relationship: undefined }, heard) },
      [`${GOSSIP} statements.0.relationship: is missing; add it`],
    ],
    [
      'a relationship that is not there',
      { [GOSSIP]: quay({ ...seen, relationship: 'west-east' }, heard) },
      [`${GOSSIP} statements.0.relationship: must be one of east-west, north-south`],
    ],
    [
      'a topic of another relationship',
      { [GOSSIP]: quay({ ...seen, topics: ['tea-trade'] }, heard) },
      [
        `${GOSSIP} statements.0.topics.0: there is no topic tea-trade; add north-south/topics/tea-trade.yaml or correct the id`,
      ],
    ],
    [
      'a relationship in a document of one',
      {
        [DOCUMENT]: documentRecord({
          statements: [{ ...STATEMENTS.fact, relationship: 'north-south', topics: ['grain-corridor'] }],
        }),
      },
      [`${DOCUMENT} statements.0.relationship: is not a known field; correct its spelling or remove it`],
    ],
    [
      'what is wrong with the document itself, once',
      { [GOSSIP]: { ...quay(seen, heard), accessedOn: '2026-09-01' } },
      [`${GOSSIP} accessedOn: 2026-09-01 is before it was published on 2026-09-02; correct one of the two`],
    ],
    [
      'the same address in two relationships',
      { 'east-west/documents/east-notes.yaml': documentRecord({ url: 'https://example.org/quay' }, ['tea-trade']) },
      [
        'east-west/documents/east-notes.yaml url: is the address of quay-gossip too (documents/quay-gossip.yaml); keep one record of a document: one of several relationships stands in the folder documents beside them',
      ],
    ],
  ])('a fault is %s', (_what, over, expected) => {
    expect(faultsOf(over).filter((one) => expected.length > 1 || !one.includes('bottomLine'))).toEqual(
      expect.arrayContaining([...expected]),
    );
  });
});

const oneTopic = () =>
  catalogueOf(recordFiles({ 'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { status: 'draft' }) }));

describe('a topic', () => {
  test.each(['grain-corridor', 'north-south/grain-corridor', 'north-south/the grain corridor'])(
    'is named by %j',
    (name) => {
      expect(topicNamed(oneTopic(), name)?.id).toBe('grain-corridor');
    },
  );
  test.each(['west-east/grain-corridor', 'north-south', 'north-south/none', 'a/north-south/grain-corridor', '', '/'])(
    'is not named by %j',
    (name) => {
      expect(topicNamed(oneTopic(), name)).toBeUndefined();
    },
  );
});
