import { describe, expect, test } from 'vitest';
import {
  topicRecord,
  faultsOf,
  questionsOn,
  recordFiles,
  relationshipRecord,
  documentRecord,
  STATEMENTS,
  type Fields,
} from '../../support/records.ts';

const TOPIC = 'north-south/topics/grain-corridor.yaml';
const DOCUMENT = 'north-south/documents/harbour-notes.yaml';
const RELATIONSHIP = 'north-south/relationship.yaml';

const faults = (files: Parameters<typeof faultsOf>[0]): string[] =>
  faultsOf(files).map((fault) => fault.replace(/:\d+:\d+(?= )/u, ''));

const MISSING = 'has no zh, and its relationship declares languages en and zh; write it in Chinese too';

/** The dates of the made-up texts in Chinese, which is to have the same figures. */
const chinese = (en: string): string =>
  en.includes('November 2026') ? '2026年11月' : en.includes('September 1, 2026') ? '2026年9月1日' : '字';

/** A record whose every text has the Chinese `字` beside the English, and whose lists of names have Chinese ones. */
function inBoth(value: unknown, topic: string): unknown {
  if (Array.isArray(value)) return value.map((item) => inBoth(item, topic));
  if (typeof value !== 'object' || value === null) return value;
  if ('en' in value && typeof value.en === 'string') return { ...value, zh: chinese(value.en) };
  if ('en' in value && Array.isArray(value.en))
    return { ...value, zh: value.en.length >= 8 ? value.en.map((_, at) => `${topic}${'吗'.repeat(at)}`) : [topic] };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inBoth(item, topic)]));
}

const topic = (over: Fields = {}): Fields => ({
  ...(inBoth(topicRecord('grain corridor'), '粮道') as Fields),
  title: { en: 'The grain corridor', zh: '粮食走廊' },
  ...over,
});
const relationship = {
  ...(inBoth(relationshipRecord(), '') as Fields),
  languages: ['en', 'zh'],
  parties: ['north', 'south'].map((id, at) => ({
    id,
    name: { en: `${id}land`, zh: `${'北南'.charAt(at)}国` },
    aliases: { en: [`${id}lander`], zh: [`${'北南'.charAt(at)}方`] },
  })),
  aliases: { en: ['northland-southland'], zh: ['北南'] },
};
const source = inBoth(documentRecord(), '') as Fields;

const bilingual = (over: Parameters<typeof recordFiles>[0] = {}): ReturnType<typeof recordFiles> =>
  recordFiles({ [TOPIC]: topic(), [DOCUMENT]: source, [RELATIONSHIP]: relationship, ...over });

test('finds no fault in records that are whole in both languages, so that each test below breaks one thing', () => {
  expect(faults(bilingual())).toEqual([]);
});

describe('a text in English only', () => {
  test.each([
    ['a title', TOPIC, topic({ title: { en: 'The grain corridor' } }), 'title'],
    ['a gap', TOPIC, topic({ gaps: [{ text: { en: 'No word of it.' }, searched: ['harbour-notes'] }] }), 'gaps.0.text'],
    [
      'a side of a disagreement',
      TOPIC,
      topic({
        disagreements: [
          {
            id: 'who-pays',
            question: { en: 'Who pays?', zh: '字' },
            sides: [
              { party: 'north', text: { en: 'Nobody.' }, statements: ['harbour-notes/envoy-bridge'] },
              { party: 'south', text: { en: 'Silent.', zh: '字' }, statements: [], searched: ['harbour-notes'] },
            ],
            state: { en: 'Open.', zh: '字' },
          },
        ],
      }),
      'disagreements.0.sides.0.text',
    ],
    [
      'a statement',
      DOCUMENT,
      { ...source, statements: [Object.assign({}, STATEMENTS.fact, { topics: ['grain-corridor'] })] },
      'statements.0.text',
    ],
    [
      'a measure',
      DOCUMENT,
      {
        ...source,
        statements: [{ ...STATEMENTS.measure, topics: ['grain-corridor'], text: { en: 'A.', zh: '字' } }],
      },
      'statements.0.instrument',
    ],
    [
      'an entry of the history',
      TOPIC,
      topic({ history: [{ id: 'first', on: '2026-09-03', what: { en: 'First published.' } }] }),
      'history.0.what',
    ],
    [
      'a document that is cited',
      DOCUMENT,
      { ...source, disclosure: { en: 'It belongs to its readers.' } },
      'disclosure',
    ],
    [
      'an author of the document',
      DOCUMENT,
      {
        ...source,
        authors: [
          { id: 'ada-quill', name: { en: 'Ada Quill' } },
          { id: 'ben-ledger', name: { en: 'Ben Ledger', zh: '字' } },
        ],
      },
      'authors.0.name',
    ],
    ['the relationship', RELATIONSHIP, { ...relationship, title: { en: 'North and South' } }, 'title'],
  ])('is named where both are declared: %s', (_, file, record, field) => {
    // A statement that is taken away is missed by the topic, and a side whose document goes: those are other faults.
    const own = faults(bilingual({ [file]: record })).filter((fault) => fault.startsWith(file));
    expect(own.filter((fault) => !fault.includes('bears on this topic'))).toEqual([`${file}  ${field}: ${MISSING}`]);
  });

  test('is as it should be where Chinese is not declared', () => {
    const { languages: _, ...undeclared } = relationship;
    expect(faults(recordFiles())).toEqual([]);
    expect(faults(recordFiles({ [RELATIONSHIP]: { ...undeclared, languages: ['en'] } }))).toEqual([]);
  });
});

test('names and questions are wanted in Chinese too where it is declared', () => {
  const over = {
    aliases: { en: ['grain corridor talks'] },
    questions: { en: questionsOn('grain corridor'), zh: ['粮食走廊'] },
  };
  expect(faults(bilingual({ [TOPIC]: topic(over) }))).toEqual([
    `${TOPIC}  aliases: has 0 in zh; write at least 1, as people type them in Chinese`,
    `${TOPIC}  questions: has 1 in zh; write at least 8, as people type them in Chinese`,
  ]);
});

test.each([
  ['zh', 'languages: must be a list'],
  [['zh'], 'languages: must be [en] or [en, zh]'],
  [['zh', 'en'], 'languages: must be [en] or [en, zh]'],
  [['en', 'en'], 'languages: must be [en] or [en, zh]'],
  [['en', 'fr'], 'languages.1: must be one of en, zh'],
  [[], 'languages: must be [en] or [en, zh]'],
])('refuses the languages %j', (languages, fault) => {
  expect(faults(bilingual({ [RELATIONSHIP]: { ...relationship, languages } }))).toEqual([`${RELATIONSHIP}  ${fault}`]);
});

const told = (en: string, zh: string): string[] => faults(bilingual({ [TOPIC]: topic({ summary: { en, zh } }) }));
const fault = (what: string): string[] => [
  `${TOPIC}  summary: ${what}; give both languages the same numbers, dates and addresses`,
];

describe('figures that differ', () => {
  test.each([
    ['a number', 'It took 3,000 tons.', '运了4000吨。', 'English alone says "3,000", Chinese alone says "4000"'],
    [
      'a share',
      'Half of 40 percent.',
      '百分之四十五的一半。',
      'English alone says "40 percent", Chinese alone says "百分之四十五"',
    ],
    [
      'a date',
      'They met on August 25, 2026.',
      '双方2026年8月26日会面。',
      'English alone says "August 25, 2026", Chinese alone says "2026年8月26日"',
    ],
    ['a year that one language leaves out', 'In 2026 it opened.', '它开放了。', 'English alone says "2026"'],
    [
      'an address',
      'See https://example.org/a.',
      '见https://example.org/b。',
      'English alone says "https://example.org/a", Chinese alone says "https://example.org/b"',
    ],
  ])('are named: %s', (_, en, zh, what) => {
    expect(told(en, zh)).toEqual(fault(what));
  });

  test('are named where Chinese is not declared, wherever both are written', () => {
    expect(
      faults(recordFiles({ [TOPIC]: topicRecord('grain corridor', { summary: { en: '30 ships', zh: '31艘船' } }) })),
    ).toEqual(fault('English alone says "30", Chinese alone says "31"'));
  });

  test('are placed at the text, with line and column', () => {
    expect(faultsOf(bilingual({ [TOPIC]: topic({ summary: { en: '30 ships', zh: '31艘船' } }) }))[0]).toMatch(
      /^north-south\/topics\/grain-corridor\.yaml:\d+:\d+ {2}summary: English alone says/u,
    );
  });
});
