import { describe, expect, test } from 'vitest';
import { faultWords } from '../../../src/records/fault.ts';
import { checkCatalogue } from '../../../src/search/check-catalogue.ts';
import {
  folderOf,
  NOW,
  topicRecord,
  questionsOn,
  faultsOf,
  recordFiles,
  relationshipRecord,
  documentRecord,
  STATEMENTS,
  type Fields,
} from '../../support/records.ts';

/** Faults without their lines and columns, which other tests assert. */
const faults = (files: Parameters<typeof faultsOf>[0]): string[] =>
  faultsOf(files).map((fault) => fault.replace(/:\d+:\d+(?= )/u, '').replaceAll(/:\d+\)/gu, ')'));

const TOPIC = 'north-south/topics/grain-corridor.yaml';
const DOCUMENT = 'north-south/documents/harbour-notes.yaml';
const LATER = 'north-south/documents/quay-gossip.yaml';

const withTopic = (over: Fields) => recordFiles({ [TOPIC]: topicRecord('grain corridor', over) });
const withDocument = (over: Fields) => recordFiles({ [DOCUMENT]: documentRecord(over) });
const { fact, position, measure, commitment, assessment, recommendation, forecast } = STATEMENTS;
const dated = (on: string) => ({ precision: 'day', on });

/** The statements of the document, with one replaced by another of its id. */
const replaced = (statement: Fields): readonly Fields[] =>
  Object.values(STATEMENTS).map((one) =>
    Object.assign({ topics: ['grain-corridor'] }, one.id === statement.id ? statement : one),
  );
const withStatement = (statement: Fields) => withDocument({ statements: replaced(statement) });

/** A document of a week later with a statement in it. */
const later = (over: Fields = {}, statement: Fields = {}): Fields =>
  documentRecord({
    url: 'https://example.org/quay-gossip',
    publishedOn: '2026-09-08',
    accessedOn: '2026-09-09',
    statements: [{ ...fact, id: 'heard', topics: ['grain-corridor'], ...statement }],
    ...over,
  });
const relating = (...relations: readonly Fields[]) => recordFiles({ [LATER]: later({}, { relations }) });

const entry = (id: string, on = '2026-09-03'): Fields => ({ id, on, what: { en: 'Something.' } });

test('finds no fault in the made-up records, so that each test below breaks one rule only', () => {
  expect(faults(recordFiles())).toEqual([]);
});

describe('ids', () => {
  const long = 'a'.repeat(81);
  test.each([
    [
      'two topics of the same id in two relationships',
      recordFiles({
        'east-west/relationship.yaml': relationshipRecord(),
        'east-west/topics/grain-corridor.yaml': 'title: [',
      }),
      [
        expect.stringMatching(/^east-west\/topics\/grain-corridor\.yaml {2}comes before the bracket/u),
        `${TOPIC}  has the same id as east-west/topics/grain-corridor.yaml; an id stands once among all relationships: rename one of the two files`,
      ],
    ],
    [
      'two documents of the same id in two relationships',
      recordFiles({
        'east-west/relationship.yaml': relationshipRecord(),
        'east-west/documents/harbour-notes.yaml': documentRecord({ url: 'https://example.org/east', statements: [] }),
      }),
      [
        `${DOCUMENT}  has the same id as east-west/documents/harbour-notes.yaml; an id stands once among all relationships: rename one of the two files, or, where it is one document, keep it once in the folder documents beside the relationships`,
      ],
    ],
    [
      'a file name with capitals',
      recordFiles({ [DOCUMENT]: documentRecord(), 'north-south/topics/Tea.yaml': topicRecord('tea trade') }),
      [
        'north-south/topics/Tea.yaml  the name of the file is the id: lower-case words joined by hyphens, at most 40 characters; rename it',
      ],
    ],
    [
      'a file name of 81 characters',
      recordFiles({ [`north-south/documents/${long}.yaml`]: later() }),
      [
        `north-south/documents/${long}.yaml  the name of the file is the id: lower-case words joined by hyphens, at most 80 characters; rename it`,
      ],
    ],
    [
      'a relationship folder with a space',
      recordFiles({ 'east west/relationship.yaml': relationshipRecord() }),
      [
        'east west/relationship.yaml  the name of its folder is the id: lower-case words joined by hyphens, at most 40 characters; rename it',
      ],
    ],
    [
      'a statement id used twice',
      withDocument({ statements: [...replaced(fact), { ...fact, topics: ['grain-corridor'] }] }),
      [`${DOCUMENT}  statements.7.id: hands-shaken is used twice; ids are permanent and each is used once`],
    ],
    [
      'the id of a correction of a statement used twice',
      withStatement({
        ...fact,
        corrections: [1, 2].map(() => ({
          id: 'day',
          on: '2026-09-03',
          what: { en: 'The day.' },
          before: { en: 'They met.' },
        })),
      }),
      [`${DOCUMENT}  statements.0.corrections.1.id: day is used twice; ids are permanent and each is used once`],
    ],
    [
      'a watch id used twice',
      withTopic({
        watch: ['a', 'b'].map((text) => ({
          id: 'same',
          text: { en: text },
          wouldChange: { en: 'It.' },
          restsOn: ['harbour-notes/hands-shaken'],
        })),
      }),
      [`${TOPIC}  watch.1.id: same is used twice; ids are permanent and each is used once`],
    ],
    [
      'a history id used twice',
      withTopic({ history: [entry('one'), entry('one')] }),
      [`${TOPIC}  history.1.id: one is used twice; ids are permanent and each is used once`],
    ],
    [
      'a corrections id used twice',
      withTopic({ corrections: [entry('two'), entry('two')] }),
      [`${TOPIC}  corrections.1.id: two is used twice; ids are permanent and each is used once`],
    ],
    [
      'a correction with the id of a history entry',
      withTopic({ history: [entry('one')], corrections: [entry('one')] }),
      [`${TOPIC}  corrections.0.id: one is the id of a history entry too; each entry has its own`],
    ],
    [
      'a retraction with the id of a history entry',
      withTopic({ status: 'retracted', history: [entry('one')], retraction: entry('one') }),
      [`${TOPIC}  retraction.id: one is the id of another entry too; each entry has its own`],
    ],
    [
      'a retraction with the id of a correction',
      withTopic({ status: 'retracted', corrections: [entry('two')], retraction: entry('two') }),
      [`${TOPIC}  retraction.id: two is the id of another entry too; each entry has its own`],
    ],
  ])('tells %s', (_what, files, expected) => {
    // A topic whose id cannot be one has no statements either.
    expect(faults(files).filter((fault) => !fault.includes('is no statement of this topic'))).toEqual(expected);
  });
});

const other = (over: Fields): ReturnType<typeof recordFiles> =>
  recordFiles({ 'north-south/topics/tea-trade.yaml': topicRecord('tea trade', over) });

describe('names', () => {
  test.each([
    [
      'an alias that is an alias of another topic',
      other({ aliases: { en: ['Grain-Corridor  TALKS!'] } }),
      'aliases.en.0: "Grain-Corridor  TALKS!" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'an alias that is the id of another topic',
      other({ aliases: { en: ['grain corridor'] } }),
      'aliases.en.0: "grain corridor" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'an alias that is the title of another topic',
      other({ aliases: { en: ['the grain corridor'] } }),
      'aliases.en.0: "the grain corridor" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'a title that is the title of another topic',
      other({ title: { en: 'The Grain Corridor' } }),
      'title.en: "The Grain Corridor" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'a Chinese alias that is claimed twice',
      recordFiles({
        [TOPIC]: topicRecord('grain corridor', { aliases: { en: ['corn road'], zh: ['粮食走廊'] } }),
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { aliases: { en: ['tea'], zh: ['粮食走廊'] } }),
      }),
      'aliases.zh.0: "粮食走廊" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'an alias that repeats the own id',
      other({ aliases: { en: ['tea trade'] } }),
      'aliases.en.0: "tea trade" is a name of this topic already (north-south/topics/tea-trade.yaml); remove it',
    ],
    [
      'an alias without a word',
      other({ aliases: { en: ['?!'] } }),
      'aliases.en.0: "?!" has no word that can be looked for; use a distinctive name',
    ],
  ])('tells %s', (_what, files, expected) => {
    expect(faults(files)).toEqual([`north-south/topics/tea-trade.yaml  ${expected}`]);
  });

  test('are held against drafts too, since these will be published', () => {
    expect(faults(other({ status: 'draft', aliases: { en: ['grain corridor talks'] } }))).toHaveLength(1);
  });
});

const side = (party: string, over: Fields = {}): Fields => ({
  party,
  text: { en: 'A.' },
  statements: ['harbour-notes/envoy-bridge'],
  ...over,
});
const resting = (...restsOn: readonly string[]) => ({ text: { en: 'A.' }, restsOn });
const watching = (...restsOn: readonly string[]) => [
  { id: 'w', text: { en: 'A.' }, wouldChange: { en: 'B.' }, restsOn },
];
const drafted = (status: string) =>
  recordFiles({
    [DOCUMENT]: documentRecord(),
    'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { status }),
  });

describe('references', () => {
  const disagreeing = (...sides: readonly Fields[]) =>
    withTopic({ disagreements: [{ id: 'who', question: { en: 'Who?' }, sides, state: { en: 'Open.' } }] });
  const GONE = 'harbour-notes/gone';
  const NO_STATEMENT = `there is no statement ${GONE} in north-south; correct the document or the id`;
  const NO_PARTY = 'there is no party east in north-south; it has north and south';
  const NO_DOCUMENT = 'there is no document nowhere; add north-south/documents/nowhere.yaml or correct the id';

  test.each([
    [
      'a bottom line on no statement',
      withTopic({ bottomLine: resting('harbour-notes/hands-shaken', GONE) }),
      `bottomLine.restsOn.1: ${NO_STATEMENT}`,
    ],
    ['a reason on no statement', withTopic({ whyItMatters: resting(GONE) }), `whyItMatters.restsOn.0: ${NO_STATEMENT}`],
    [
      'a key point that is no statement',
      withTopic({ keyPoints: ['harbour-notes/hands-shaken', GONE] }),
      `keyPoints.1: ${NO_STATEMENT}`,
    ],
    ['a watch item on no statement', withTopic({ watch: watching(GONE) }), `watch.0.restsOn.0: ${NO_STATEMENT}`],
    [
      'a side on no statement',
      disagreeing(side('north'), side('south', { statements: [GONE] })),
      `disagreements.0.sides.1.statements.0: ${NO_STATEMENT}`,
    ],
    ['a side that is no party', disagreeing(side('north'), side('east')), `disagreements.0.sides.1.party: ${NO_PARTY}`],
    [
      'a silent side searched nowhere',
      disagreeing(side('north'), side('south', { statements: [], searched: ['nowhere'] })),
      `disagreements.0.sides.1.searched.0: ${NO_DOCUMENT}`,
    ],
    [
      'a side left out of a disagreement',
      disagreeing(side('north')),
      'disagreements.0.sides: must have two sides; where one is silent, say so and name the documents searched',
    ],
    [
      'a gap searched nowhere',
      withTopic({ gaps: [{ text: { en: 'A.' }, searched: ['nowhere'] }] }),
      `gaps.0.searched.0: ${NO_DOCUMENT}`,
    ],
    [
      'a gap of no party',
      withTopic({ gaps: [{ text: { en: 'A.' }, searched: ['harbour-notes'], side: 'east' }] }),
      `gaps.0.side: ${NO_PARTY}`,
    ],
    [
      'a related topic that there is not',
      withTopic({ related: ['nowhere'] }),
      'related.0: there is no topic nowhere; add north-south/topics/nowhere.yaml or correct the id',
    ],
    [
      'a topic related to itself',
      withTopic({ related: ['grain-corridor'] }),
      'related.0: is this topic itself; remove it',
    ],
    [
      'a statement that a list names twice',
      withTopic({ keyPoints: ['harbour-notes/hands-shaken', 'harbour-notes/hands-shaken'] }),
      'keyPoints.1: harbour-notes/hands-shaken is named twice; remove one',
    ],
  ])('of a topic are told: %s', (_what, files, expected) => {
    expect(faults(files)).toEqual([`${TOPIC}  ${expected}`]);
  });

  test('of a topic to a statement without that topic are told in each of its lists', () => {
    const files = recordFiles({
      [DOCUMENT]: documentRecord({
        statements: replaced(fact).map((one) =>
          one.id === 'hands-shaken' ? Object.assign({}, one, { topics: ['tea-trade'] }) : one,
        ),
      }),
      'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { status: 'draft' }),
    });
    expect(faults(files).filter((fault) => fault.startsWith(TOPIC))).toEqual(
      ['bottomLine.restsOn.0', 'whyItMatters.restsOn.0', 'keyPoints.0'].map(
        (field) =>
          `${TOPIC}  ${field}: harbour-notes/hands-shaken is no statement of this topic; add grain-corridor to its topics, or rest on another one`,
      ),
    );
  });

  test('of a draft may be to statements that do not name it yet', () => {
    expect(faults(drafted('draft'))).toEqual([]);
    expect(faults(drafted('published')).length).toBeGreaterThan(4);
  });

  test.each([
    [
      'a statement of a topic that there is not',
      { ...fact, topics: ['grain-corridor', 'nowhere'] },
      'statements.0.topics.1: there is no topic nowhere; add north-south/topics/nowhere.yaml or correct the id',
    ],
    [
      'a topic named twice, which would show the statement twice',
      { ...fact, topics: ['grain-corridor', 'grain-corridor'] },
      'statements.0.topics.1: grain-corridor is named twice; remove one',
    ],
    [
      'a document that there is not',
      { ...fact, citations: [{ source: 'nowhere', paragraph: 1, find: 'one two three' }] },
      `statements.0.citations.0.source: ${NO_DOCUMENT}`,
    ],
    [
      'a paragraph that the document does not have',
      { ...fact, citations: [{ paragraph: 5, find: 'one two three' }] },
      'statements.0.citations.0.paragraph: harbour-notes has 4 paragraphs, not 5; correct the number',
    ],
    ['a party that there is not', { ...position, party: 'east' }, `statements.1.party: ${NO_PARTY}`],
    ['a teller that there is not', { ...position, accordingTo: 'east' }, `statements.1.accordingTo: ${NO_PARTY}`],
    ['a measure of no party', { ...measure, party: 'east' }, `statements.2.party: ${NO_PARTY}`],
    ['a promise by no party', { ...commitment, by: 'east' }, `statements.3.by: ${NO_PARTY}`],
    ['a promise to no party', { ...commitment, to: 'east' }, `statements.3.to: ${NO_PARTY}`],
    ['a promise told by no party', { ...commitment, accordingTo: 'east' }, `statements.3.accordingTo: ${NO_PARTY}`],
    [
      'a relayed view for a party that there is not',
      { ...recommendation, by: { name: { en: 'N.' }, party: 'east' } },
      `statements.5.by.party: ${NO_PARTY}`,
    ],
    [
      'a view of somebody who did not write the document',
      { ...assessment, by: ['ada-quill', 'eve'] },
      'statements.4.by.1: eve is no author of this document; correct it, or give the name of whose view it relays',
    ],
    [
      'a relation to an unknown statement',
      { ...fact, relations: [{ type: 'supports', statement: GONE }] },
      `statements.0.relations.0.statement: ${NO_STATEMENT}`,
    ],
    [
      'a relation to a statement of an unknown document',
      { ...fact, relations: [{ type: 'supports', statement: 'nowhere/gone' }] },
      'statements.0.relations.0.statement: there is no statement nowhere/gone in north-south; correct the document or the id',
    ],
    [
      'a relation to itself',
      { ...fact, relations: [{ type: 'disputes', statement: 'harbour-notes/hands-shaken' }] },
      'statements.0.relations.0.statement: is this statement itself; name the other one, or remove the relation',
    ],
  ])('of a statement are told: %s', (_what, statement, expected) => {
    expect(faults(withStatement(statement))).toEqual([`${DOCUMENT}  ${expected}`]);
  });

  test('of a promise may be both parties and the public', () => {
    expect(faults(withStatement({ ...commitment, by: 'both', to: 'both' }))).toEqual([]);
    expect(faults(withStatement({ ...commitment, to: 'public' }))).toEqual([]);
  });

  test('never lead into another relationship, whatever it holds', () => {
    const files = recordFiles({
      'east-west/relationship.yaml': relationshipRecord(),
      'east-west/documents/east-notes.yaml': documentRecord({ url: 'https://example.org/east' }, ['tea-trade']),
      'east-west/topics/tea-trade.yaml': topicRecord('tea trade', {
        ...Object.fromEntries(
          ['bottomLine', 'whyItMatters'].map((field) => [field, resting('east-notes/hands-shaken')]),
        ),
        keyPoints: ['east-notes/hands-shaken', 'east-notes/winter-doubted'],
        disagreements: [],
        watch: [],
        gaps: [],
      }),
      [LATER]: later(
        {},
        {
          topics: ['tea-trade', 'grain-corridor'],
          citations: [{ source: 'east-notes', paragraph: 1, find: 'one two three' }],
          relations: [{ type: 'supports', statement: 'east-notes/hands-shaken' }],
        },
      ),
    });
    expect(faults(files)).toEqual([
      `${LATER}  statements.0.citations.0.source: there is no document east-notes; add north-south/documents/east-notes.yaml or correct the id`,
      `${LATER}  statements.0.topics.0: there is no topic tea-trade; add north-south/topics/tea-trade.yaml or correct the id`,
      `${LATER}  statements.0.relations.0.statement: there is no statement east-notes/hands-shaken in north-south; correct the document or the id`,
    ]);
  });

  test('to a document under two addresses are faults of neither; two documents of one address are one document', () => {
    for (const url of [
      'https://example.org/harbour-notes',
      'http://example.org/harbour-notes',
      'https://www.example.org/harbour-notes/',
      'https://EXAMPLE.org/harbour-notes',
      'https://example.org/harbour-notes?utm_source=letter#top',
    ])
      expect(faults(recordFiles({ [LATER]: later({ url }) }))).toEqual([
        `${LATER}  url: is the address of harbour-notes too (${DOCUMENT}); keep one record of a document: one of several relationships stands in the folder documents beside them`,
      ]);
    for (const url of ['https://example.org/Harbour-Notes', 'https://example.org/harbour-notes?page=2'])
      expect(faults(recordFiles({ [LATER]: later({ url }) }))).toEqual([]);
  });
});

const circle = (...ids: readonly string[]) =>
  ids.map((id, at) =>
    Object.assign({}, fact, {
      id,
      topics: ['grain-corridor'],
      relations: [{ type: 'supersedes', statement: `quay-gossip/${ids[(at + 1) % ids.length] ?? ''}` }],
    }),
  );

describe('relations', () => {
  test('of each type may be held to a statement of an earlier document', () => {
    expect(
      faults(
        relating(
          { type: 'supports', statement: 'harbour-notes/hands-shaken' },
          { type: 'disputes', statement: 'harbour-notes/winter-doubted' },
          { type: 'supersedes', statement: 'harbour-notes/toll-lowered' },
          { type: 'resolves', statement: 'harbour-notes/grain-promised', outcome: 'kept' },
          { type: 'resolves', statement: 'harbour-notes/closes-in-winter', outcome: 'missed' },
        ),
      ),
    ).toEqual([]);
  });

  test('tell an outcome of commitments and forecasts alone', () => {
    expect(faults(relating({ type: 'resolves', statement: 'harbour-notes/hands-shaken', outcome: 'kept' }))).toEqual([
      `${LATER}  statements.0.relations.0: resolves a reported-fact; only a commitment or a forecast has an outcome, use supports or disputes`,
    ]);
  });

  test.each([[['one', 'two']], [['one', 'two', 'three']]])(
    'that lead in a circle are told of each in it: %j',
    (ids) => {
      expect(faults(recordFiles({ [LATER]: later({ statements: circle(...ids) }) }))).toEqual(
        ids.map(
          (_, at) =>
            `${LATER}  statements.${at}.relations.0: quay-gossip/${ids[(at + 1) % ids.length] ?? ''} supersedes this one in turn; remove one of the relations of the circle`,
        ),
      );
    },
  );

  test('into a circle, or to one statement from two, are none', () => {
    const statements = [
      { ...fact, id: 'one', relations: [{ type: 'supersedes', statement: 'quay-gossip/three' }] },
      { ...fact, id: 'two', relations: [{ type: 'supersedes', statement: 'quay-gossip/three' }] },
      { ...fact, id: 'three' },
    ].map((one) => Object.assign({ topics: ['grain-corridor'] }, one));
    expect(faults(recordFiles({ [LATER]: later({ statements }) }))).toEqual([]);
  });

  test('in which the earlier document has the last word are told', () => {
    const earlier = { publishedOn: '2026-08-30', accessedOn: '2026-08-31' };
    const replacing = { relations: [{ type: 'supersedes', statement: 'harbour-notes/toll-lowered' }] };
    expect(faults(recordFiles({ [LATER]: later(earlier, replacing) }))).toEqual([
      `${LATER}  statements.0.relations.0: harbour-notes/toll-lowered is of 2026-09-01, after this document of 2026-08-30; only a later one supersedes it, so turn the relation round`,
    ]);
    expect(faults(recordFiles({ [LATER]: later({ publishedOn: '2026-09-01' }, replacing) }))).toEqual([]);
  });

  test('that are told from both ends, or contradict each other, are told', () => {
    const back = (type: string) =>
      recordFiles({
        [DOCUMENT]: documentRecord({
          statements: replaced({ ...fact, relations: [{ type: 'supports', statement: 'quay-gossip/heard' }] }),
        }),
        [LATER]: later({}, { relations: [{ type, statement: 'harbour-notes/hands-shaken' }] }),
      });
    expect(faults(back('supports'))).toEqual([
      `${LATER}  statements.0.relations.0: harbour-notes/hands-shaken is related so already, here or there; a relation counts from both its ends, remove one`,
    ]);
    expect(faults(back('disputes'))).toEqual([
      `${LATER}  statements.0.relations.0: harbour-notes/hands-shaken supports and disputes it; keep one of the two`,
    ]);
  });
});

describe('faults', () => {
  const broken = recordFiles({
    [TOPIC]: topicRecord('grain corridor', {
      status: 'maybe',
      related: ['nowhere'],
      watch: [],
    }),
    [DOCUMENT]: documentRecord({
      kind: 'gossip',
      statements: [
        ...replaced({
          ...commitment,
          due: dated('2026-08-01'),
          relations: [{ type: 'supports', statement: 'nowhere/gone' }],
        }),
        { ...fact, id: 'Not An Id', topics: ['nowhere'] },
      ],
    }),
  });

  test('of shape, of references and of content are told in one pass and in that order, each at its place', () => {
    expect(faultsOf(broken)).toEqual([
      expect.stringMatching(/^north-south\/documents\/harbour-notes\.yaml:25:11 {2}kind: must be one of/u),
      expect.stringMatching(
        /^north-south\/documents\/harbour-notes\.yaml:\d+:\d+ {2}statements\.7\.id: must be lower-case words/u,
      ),
      expect.stringMatching(/^north-south\/topics\/grain-corridor\.yaml:\d+:\d+ {2}status: must be one of/u),
      expect.stringMatching(
        /^north-south\/documents\/harbour-notes\.yaml:\d+:\d+ {2}statements\.3\.relations\.0\.statement: there is no statement nowhere\/gone/u,
      ),
      expect.stringMatching(
        /^north-south\/documents\/harbour-notes\.yaml:\d+:\d+ {2}statements\.7\.topics\.0: there is no topic nowhere/u,
      ),
      expect.stringMatching(
        /^north-south\/topics\/grain-corridor\.yaml:\d+:\d+ {2}related\.0: there is no topic nowhere/u,
      ),
      expect.stringMatching(
        /^north-south\/documents\/harbour-notes\.yaml:\d+:\d+ {2}statements\.3\.due: 2026-08-01 is before it was promised on 2026-08-25/u,
      ),
    ]);
  });

  test('in a statement that cannot be read hide no other: what names it is no fault of its own', () => {
    const files = withStatement({ ...fact, eventOn: 'yesterday' });
    expect(faults(files)).toEqual([`${DOCUMENT}  statements.0.eventOn: must be a group of fields`]);
  });
});

describe('dates', () => {
  const NEXT_DAY = '2026-11-25';
  const FUTURE = 'is in the future; dates to come belong in watch';
  const reversed = { precision: 'about', from: '2026-02-01', to: '2026-01-01', text: { en: 'then' } };

  test.each([
    [
      'a check to come',
      { verified: { on: '2026-11-26', by: { kind: 'person', name: 'P' } } },
      [`verified.on: 2026-11-26 ${FUTURE}`],
    ],
    [
      'a history entry to come',
      { history: [entry('one'), entry('two', '2026-11-26')] },
      [`history.1.on: 2026-11-26 ${FUTURE}`],
    ],
    ['a correction to come', { corrections: [entry('two', '2026-11-26')] }, [`corrections.0.on: 2026-11-26 ${FUTURE}`]],
    [
      'a retraction to come',
      { status: 'retracted', retraction: entry('two', '2026-11-26') },
      [`retraction.on: 2026-11-26 ${FUTURE}`],
    ],
    [
      'an expected period that ends before it begins',
      {
        watch: [
          {
            id: 'w',
            text: { en: 'A.' },
            wouldChange: { en: 'B.' },
            restsOn: ['harbour-notes/hands-shaken'],
            expected: reversed,
          },
        ],
      },
      ['watch.0.expected.to: 2026-01-01 is before 2026-02-01; swap or correct them'],
    ],
  ])('of a topic are told: %s', (_what, over, expected) => {
    expect(faults(withTopic(over))).toEqual(expected.map((fault) => `${TOPIC}  ${fault}`));
  });

  test('of a topic stay as they are when a newer document is added that bears on it', () => {
    expect(faults(recordFiles({ [LATER]: later() }))).toEqual([]);
  });

  test.each([
    [
      'an event to come',
      { ...fact, eventOn: dated('2026-11-26') },
      'statements.0.eventOn: 2026-11-26 is in the future; what is to come is a commitment, a forecast or a measure',
    ],
    [
      'an event in a year to come',
      { ...fact, eventOn: { precision: 'year', on: '2027' } },
      'statements.0.eventOn: 2027-01-01 is in the future; what is to come is a commitment, a forecast or a measure',
    ],
    [
      'a position to come',
      { ...position, saidOn: { precision: 'month', on: '2026-12' } },
      'statements.1.saidOn: 2026-12-01 is in the future; what is to come is a commitment, a forecast or a measure',
    ],
    [
      'a view to come',
      { ...assessment, madeOn: { precision: 'month', on: '2026-12' } },
      'statements.4.madeOn: 2026-12-01 is in the future; what is to come is a commitment, a forecast or a measure',
    ],
    [
      'a promise to come',
      { ...commitment, saidOn: dated('2026-11-26'), due: dated('2026-12-01') },
      'statements.3.saidOn: 2026-11-26 is in the future; what is to come is a commitment, a forecast or a measure',
    ],
    [
      'an event after the document was read',
      { ...fact, eventOn: dated('2026-09-03') },
      'statements.0.eventOn: 2026-09-03 is after the document was read on 2026-09-02; correct one of the two',
    ],
    [
      'a measure that ends before it begins',
      { ...measure, from: dated('2026-11-01') },
      'statements.2.until: 2026-10-31 is before its beginning on 2026-11-01; correct one of the two dates',
    ],
    [
      'a commitment due before it was made',
      { ...commitment, due: { precision: 'month', on: '2026-07' } },
      'statements.3.due: 2026-07-31 is before it was promised on 2026-08-25; correct one of the two dates',
    ],
    [
      'a forecast whose horizon is before it was made',
      { ...forecast, horizon: dated('2026-08-31') },
      'statements.6.horizon: 2026-08-31 is before the forecast was made on 2026-09-01; correct one of the two dates',
    ],
    [
      'a correction to come',
      {
        ...fact,
        corrections: [{ id: 'a', on: '2026-11-26', what: { en: 'The day.' }, before: { en: 'They met.' } }],
      },
      'statements.0.corrections.0.on: 2026-11-26 is in the future; correct it',
    ],
    [
      'an event period that ends before it begins',
      { ...fact, eventOn: reversed },
      'statements.0.eventOn.to: 2026-01-01 is before 2026-02-01; swap or correct them',
    ],
    [
      'a beginning that ends before it begins',
      { ...measure, from: reversed },
      'statements.2.from.to: 2026-01-01 is before 2026-02-01; swap or correct them',
    ],
    [
      'a horizon that ends before it begins',
      { ...forecast, horizon: { ...reversed, from: '2027-02-01', to: '2027-01-01' } },
      'statements.6.horizon.to: 2027-01-01 is before 2027-02-01; swap or correct them',
    ],
  ])('of a statement are told: %s', (_what, statement, expected) => {
    expect(faults(withStatement(statement))).toEqual([`${DOCUMENT}  ${expected}`]);
  });

  test('may be of the day that has begun somewhere in the world', () => {
    expect(
      faults(
        withTopic({
          verified: { on: NEXT_DAY, by: { kind: 'person', name: 'P' } },
          history: [entry('one', NEXT_DAY)],
        }),
      ),
    ).toEqual([]);
  });

  test('known by the month or year may begin before the document was read and end after it', () => {
    expect(faults(withStatement({ ...fact, eventOn: { precision: 'month', on: '2026-09' } }))).toEqual([]);
    expect(faults(withStatement({ ...fact, eventOn: { precision: 'year', on: '2026' } }))).toEqual([]);
    expect(faults(withStatement({ ...commitment, due: { precision: 'month', on: '2026-08' } }))).toEqual([]);
  });

  test('to come are allowed of measures, promises, horizons and in the watch list', () => {
    expect(faults(withStatement({ ...forecast, horizon: { precision: 'year', on: '2031' } }))).toEqual([]);
    expect(faults(withStatement({ ...commitment, due: { precision: 'year', on: '2031' } }))).toEqual([]);
    expect(faults(withStatement({ ...measure, from: dated('2027-01-01'), until: dated('2028-01-01') }))).toEqual([]);
  });
});

const words = (count: number): string => Array.from({ length: count }, () => 'a').join(' ');

describe('positions', () => {
  test('speak for a party or for a third side, not for both and not for neither', () => {
    const { party: _, ...nobody } = position;
    expect(faults(withStatement({ ...nobody, other: { en: 'The ferrymen' } }))).toEqual([]);
    expect(faults(withStatement(nobody))).toEqual([
      `${DOCUMENT}  statements.1.party: is missing; name the party, or in \`other\` the third side that the speaker speaks for`,
    ]);
    expect(faults(withStatement({ ...position, other: { en: 'The ferrymen' } }))).toEqual([
      `${DOCUMENT}  statements.1.other: is set beside party; the speaker speaks for one of the two, remove the other`,
    ]);
  });

  test('quote at most 25 words, of which two Chinese characters are one', () => {
    for (const quote of [words(25), '\u53cc'.repeat(50), `${'\u53cc'.repeat(40)} ${words(5)}`])
      expect(faults(withStatement({ ...position, quote }))).toEqual([]);
    for (const quote of [words(26), '\u53cc'.repeat(51), `${'\u53cc'.repeat(40)} ${words(6)}`])
      expect(faults(withStatement({ ...position, quote }))).toEqual([
        `${DOCUMENT}  statements.1.quote: is longer than 25 words (two Chinese characters count as one); quote only what is the news`,
      ]);
  });
});

const gaps = (...sides: readonly string[]) => ({
  gaps: sides.map((party) => ({ text: { en: 'None is held.' }, searched: ['harbour-notes'], side: party })),
});
const none = (party: string): string =>
  `${TOPIC}  gaps: no document of ${party === 'north' ? 'Northland' : 'Southland'} bears on this topic; add one, or a gap with side: ${party} that says so`;
describe('balance', () => {
  test('a topic without a document of a party says so in a gap', () => {
    expect(faults(withTopic(gaps()))).toEqual([none('north'), none('south')]);
    expect(faults(withTopic(gaps('north')))).toEqual([none('south')]);
    expect(faults(withTopic(gaps('north', 'south')))).toEqual([]);
    expect(faults(withTopic({ ...gaps(), status: 'draft' }))).toEqual([]);
  });

  test('a gap that says so where there is one is a fault too', () => {
    const files = (over: Fields) =>
      recordFiles({
        [DOCUMENT]: documentRecord({ party: 'north', kind: 'official' }),
        [TOPIC]: topicRecord('grain corridor', over),
      });
    expect(faults(files(gaps('south')))).toEqual([]);
    expect(faults(files(gaps('south', 'north')))).toEqual([
      `${TOPIC}  gaps.1.side: says that no document of Northland bears on this topic, but 1 does; rewrite the gap, without side`,
    ]);
  });
});

/** The faults of balance in Chinese, with a topic in which Northland alone, which has a name in Chinese, has documents or has none. */
function balanceInChinese(document: Fields, over: Fields): string[] {
  const { parties } = relationshipRecord() as { readonly parties: readonly Fields[] };
  const [north, south] = parties;
  const files = recordFiles({
    'north-south/relationship.yaml': relationshipRecord({
      parties: [{ ...north, name: { en: 'Northland', zh: '北国' } }, south],
    }),
    [DOCUMENT]: documentRecord(document),
    [TOPIC]: topicRecord('grain corridor', over),
  });
  return checkCatalogue(folderOf(files), NOW).faults.map((fault) => faultWords(fault, 'zh').message);
}

describe('a fault of balance in Chinese', () => {
  test('calls a party by its name in Chinese where it has one', () => {
    expect(balanceInChinese({}, gaps())).toEqual([
      '没有北国一方的文件涉及本主题；请添加，或写一条 side 为 north 的空白来说明',
      '没有Southland一方的文件涉及本主题；请添加，或写一条 side 为 south 的空白来说明',
    ]);
    expect(balanceInChinese({ party: 'north', kind: 'official' }, gaps('south', 'north'))).toEqual([
      '称没有北国一方的文件涉及本主题，实际有1份；请改写该空白并去掉所缺一方',
    ]);
  });
});

describe('status', () => {
  test('tells a retracted topic that does not say when and why', () => {
    expect(faults(withTopic({ status: 'retracted' }))).toEqual([
      `${TOPIC}  status: is retracted, but retraction is missing; say when and why`,
    ]);
  });
  test('tells a retraction of a topic that is published', () => {
    expect(faults(withTopic({ retraction: entry('gone') }))).toEqual([
      `${TOPIC}  retraction: is set, but status is not retracted; set it, or remove the retraction`,
    ]);
  });
});

describe('Chinese', () => {
  test('is wanted in the whole topic once the bottom line has it', () => {
    const bottomLine = { text: { en: 'A line.', zh: '要点。' }, restsOn: ['harbour-notes/hands-shaken'] };
    const told = faults(withTopic({ bottomLine, disagreements: [], watch: [] }));
    expect(told).toEqual(
      ['title', 'summary', 'whyItMatters.text', 'gaps.0.text', 'gaps.1.text', 'gaps.2.text'].map(
        (field) =>
          `${TOPIC}  ${field}: has no zh, though bottomLine has; translate the whole topic, or take zh out of bottomLine`,
      ),
    );
  });
  test('may stand in the title alone, for the list of topics', () => {
    expect(faults(withTopic({ title: { en: 'The grain corridor', zh: '粮食走廊' } }))).toEqual([]);
  });
});

describe('documents', () => {
  test.each([
    [
      'published in the future',
      { publishedOn: '2026-11-26', accessedOn: '2026-11-26' },
      ['publishedOn: 2026-11-26 is in the future; correct it', 'accessedOn: 2026-11-26 is in the future; correct it'],
    ],
    [
      'read before it was published',
      { accessedOn: '2026-08-31' },
      ['accessedOn: 2026-08-31 is before it was published on 2026-09-01; correct one of the two'],
    ],
    [
      'that is official, though no party speaks in it',
      { kind: 'official' },
      ['kind: is official, but no party speaks in it; name the party, or give the kind that it is'],
    ],
    [
      'of a party that there is not',
      { kind: 'official', party: 'east' },
      ['party: there is no party east in north-south; it has north and south'],
    ],
    [
      'whose author id is used twice',
      { authors: ['ada-quill', 'ben-ledger', 'ada-quill'].map((id) => ({ id, name: { en: id } })) },
      ['authors.2.id: ada-quill is used twice; give each author an id of their own'],
    ],
    [
      'whose range of paragraphs is none',
      { mustCite: { from: 3, to: 2 } },
      ['mustCite: 3 to 2 is no range; swap or correct them'],
    ],
    [
      'whose range goes past its end',
      { mustCite: { from: 1, to: 5 } },
      ['mustCite.to: the document has 4 paragraphs, not 5; correct it'],
    ],
  ])('tells one %s', (_what, over, expected) => {
    expect(faults(withDocument(over)).filter((fault) => fault.startsWith(DOCUMENT))).toEqual(
      expected.map((fault) => `${DOCUMENT}  ${fault}`),
    );
  });

  test('tells of a day that is none where it stands, and not in each topic that rests on it', () => {
    expect(faults(withDocument({ publishedOn: '2026-13-41' }))).toEqual([
      expect.stringContaining(`${DOCUMENT}  publishedOn: `),
    ]);
  });

  test('tells each paragraph that must be cited and is not', () => {
    const statements = [fact, assessment].map((one) => Object.assign({ topics: ['grain-corridor'] }, one));
    const files = recordFiles({
      [DOCUMENT]: documentRecord({ mustCite: { from: 1, to: 4 }, statements }),
      [TOPIC]: topicRecord('grain corridor', { disagreements: [], watch: [] }),
    });
    expect(faults(files)).toEqual(
      [1, 4].map(
        (paragraph) =>
          `${DOCUMENT}  mustCite: paragraph ${paragraph} is cited by no statement; cite it in one, or narrow mustCite`,
      ),
    );
    expect(faults(withDocument({ mustCite: { from: 1, to: 4 } }))).toEqual([]);
  });
});

test('tells a relationship whose two parties are the same', () => {
  const party = { id: 'north', name: { en: 'Northland' }, aliases: { en: ['northland'] } };
  const files = recordFiles({ 'north-south/relationship.yaml': relationshipRecord({ parties: [party, party] }) });
  expect(faults(files).filter((fault) => fault.startsWith('north-south/relationship.yaml'))).toEqual([
    'north-south/relationship.yaml  parties.1.id: is the id of both parties; a relationship has two',
  ]);
});

const asking = (question: string) => {
  const questions = { en: [...questionsOn('grain corridor'), question] };
  return recordFiles({
    [TOPIC]: topicRecord('grain corridor', { questions }),
    'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
  });
};

describe('questions', () => {
  test('are asked once, in whatever letters they are written', () => {
    const [first = ''] = questionsOn('grain corridor');
    const questions = { en: [...questionsOn('grain corridor'), `${first.toUpperCase()}?`] };
    expect(faults(withTopic({ questions }))).toEqual([`${TOPIC}  questions.en.8: is asked above already; remove it`]);
  });

  test('that another topic has too are told where that topic wins, though the finder has seen neither', () => {
    expect(faults(asking('what about the tea trade'))).toEqual([
      `${TOPIC}  questions.en.8: finds tea-trade instead; add an alias with its words, or reword it`,
    ]);
  });
  test('of drafts and retracted topics are not asked', () => {
    const questions = { en: Array.from({ length: 8 }, (_, index) => `who won cup final ${index}`) };
    expect(faults(withTopic({ questions, status: 'draft' }))).toEqual([]);
    expect(faults(withTopic({ questions, status: 'retracted', retraction: entry('gone') }))).toEqual([]);
  });
});

test('what is whole on one day is whole on every later one: checked records are kept between starts by that', () => {
  const files = recordFiles({
    [TOPIC]: topicRecord('grain corridor', {
      verified: { on: '2026-11-24', by: { kind: 'person', name: 'Cleo' } },
    }),
  });
  const on = (day: string): string[] => faultsOf(files, Temporal.Instant.from(`${day}T00:00:00Z`));
  expect(on('2026-11-22')).not.toEqual([]);
  for (const day of ['2026-11-24', '2026-11-25', '2027-02-28', '2040-01-01']) expect(on(day)).toEqual([]);
});
