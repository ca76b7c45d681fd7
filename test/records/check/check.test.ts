import { describe, expect, test } from 'vitest';
import {
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

const BRIEF = 'north-south/topics/grain-corridor.yaml';
const SOURCE = 'north-south/documents/harbour-notes.yaml';

const withBrief = (over: Fields) => recordFiles({ [BRIEF]: topicRecord('grain corridor', over) });
const withSource = (over: Fields) => recordFiles({ [SOURCE]: documentRecord(over) });
const { fact, position, assessment, recommendation, forecast } = STATEMENTS;

/** A brief of the statement alone, which everything rests on. */
const withStatement = (statement: Fields): ReturnType<typeof recordFiles> => {
  const restsOn = [statement.id];
  return withBrief({
    statements: [statement],
    bottomLine: { text: { en: 'A line.' }, restsOn },
    whyItMatters: { text: { en: 'A reason.' }, restsOn },
    watch: [],
  });
};

const entry = (id: string, on = '2026-09-03'): Fields => ({ id, on, what: { en: 'Something.' } });

test('finds no fault in the made-up records, so that each test below breaks one rule only', () => {
  expect(faults(recordFiles())).toEqual([]);
});

describe('ids', () => {
  test.each([
    [
      'two briefs of the same id in two relationships',
      recordFiles({
        'east-west/relationship.yaml': relationshipRecord(),
        'east-west/grain-corridor.yaml': topicRecord('grain corridor', { aliases: { en: ['corn road'] } }),
      }),
      [`${BRIEF}  has the same id as east-west/grain-corridor.yaml; rename one of the two files`],
    ],
    [
      'a file name with capitals',
      recordFiles({ 'north-south/Tea.yaml': topicRecord('tea trade') }),
      [
        'north-south/Tea.yaml  the name of the file is the id: lower-case words joined by hyphens, at most 40 characters; rename it',
      ],
    ],
    [
      'a file name of 41 characters',
      recordFiles({ [`sources/${'a'.repeat(41)}.yaml`]: documentRecord() }),
      [
        `sources/${'a'.repeat(41)}.yaml  the name of the file is the id: lower-case words joined by hyphens, at most 40 characters; rename it`,
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
      withBrief({ statements: [...Object.values(STATEMENTS), fact] }),
      [`${BRIEF}  statements.5.id: hands-shaken is used twice; ids are permanent and each is used once`],
    ],
    [
      'a watch id used twice',
      withBrief({
        watch: ['a', 'b'].map((text) => ({
          id: 'same',
          text: { en: text },
          wouldChange: { en: 'It.' },
          restsOn: ['hands-shaken'],
        })),
      }),
      [`${BRIEF}  watch.1.id: same is used twice; ids are permanent and each is used once`],
    ],
    [
      'a history id used twice',
      withBrief({ history: [entry('one'), entry('one')] }),
      [`${BRIEF}  history.1.id: one is used twice; ids are permanent and each is used once`],
    ],
    [
      'a corrections id used twice',
      withBrief({ corrections: [entry('two'), entry('two')] }),
      [`${BRIEF}  corrections.1.id: two is used twice; ids are permanent and each is used once`],
    ],
    [
      'a correction with the id of a history entry',
      withBrief({ history: [entry('one')], corrections: [entry('one')] }),
      [`${BRIEF}  corrections.0.id: one is the id of a history entry too; each entry has its own`],
    ],
    [
      'a retraction with the id of a history entry',
      withBrief({ status: 'retracted', history: [entry('one')], retraction: entry('one') }),
      [`${BRIEF}  retraction.id: one is the id of another entry too; each entry has its own`],
    ],
    [
      'a retraction with the id of a correction',
      withBrief({ status: 'retracted', corrections: [entry('two')], retraction: entry('two') }),
      [`${BRIEF}  retraction.id: two is the id of another entry too; each entry has its own`],
    ],
  ])('tells %s', (_what, files, expected) => {
    expect(faults(files).filter((fault) => !fault.includes('is claimed by') && !fault.includes('questions'))).toEqual(
      expected,
    );
  });
});

const other = (over: Fields): ReturnType<typeof recordFiles> =>
  recordFiles({ 'north-south/topics/tea-trade.yaml': topicRecord('tea trade', over) });

describe('names', () => {
  test.each([
    [
      'an alias that is an alias of another brief',
      other({ aliases: { en: ['Grain-Corridor  TALKS!'] } }),
      'aliases.en.0: "Grain-Corridor  TALKS!" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'an alias that is the id of another brief',
      other({ aliases: { en: ['grain corridor'] } }),
      'aliases.en.0: "grain corridor" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'an alias that is the title of another brief',
      other({ aliases: { en: ['the grain corridor'] } }),
      'aliases.en.0: "the grain corridor" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'a title that is the title of another brief',
      other({ title: { en: 'The Grain Corridor' } }),
      'title.en: "The Grain Corridor" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'a Chinese alias that is claimed twice',
      recordFiles({
        [BRIEF]: topicRecord('grain corridor', { aliases: { en: ['corn road'], zh: ['粮食走廊'] } }),
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { aliases: { en: ['tea'], zh: ['粮食走廊'] } }),
      }),
      'aliases.zh.0: "粮食走廊" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml); leave it to one of the two',
    ],
    [
      'an alias that repeats the own id',
      other({ aliases: { en: ['tea trade'] } }),
      'aliases.en.0: "tea trade" is a name of this brief already (north-south/topics/tea-trade.yaml); remove it',
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

describe('references', () => {
  test.each([
    [
      'a source that there is not',
      withStatement({ ...fact, citations: [{ source: 'nowhere', paragraph: 1, find: 'one two three' }] }),
      [
        'statements.0.citations.0.source: there is no source nowhere; add briefs/sources/nowhere.yaml or correct the id',
      ],
    ],
    [
      'a paragraph that the source does not have',
      withStatement({ ...fact, citations: [{ source: 'harbour-notes', paragraph: 5, find: 'one two three' }] }),
      ['statements.0.citations.0.paragraph: harbour-notes has 4 paragraphs, not 5; correct the number'],
    ],
    [
      'a bottom line on no statement',
      withBrief({ bottomLine: { text: { en: 'A.' }, restsOn: ['hands-shaken', 'gone'] } }),
      ['bottomLine.restsOn.1: there is no statement gone in this brief; correct the id'],
    ],
    [
      'a reason on no statement',
      withBrief({ whyItMatters: { text: { en: 'A.' }, restsOn: ['gone'] } }),
      ['whyItMatters.restsOn.0: there is no statement gone in this brief; correct the id'],
    ],
    [
      'a watch item on no statement',
      withBrief({ watch: [{ id: 'w', text: { en: 'A.' }, wouldChange: { en: 'B.' }, restsOn: ['gone'] }] }),
      ['watch.0.restsOn.0: there is no statement gone in this brief; correct the id'],
    ],
    [
      'a gap searched nowhere',
      withBrief({ gaps: [{ text: { en: 'A.' }, searched: ['nowhere'] }] }),
      ['gaps.0.searched.0: there is no source nowhere; correct the id'],
    ],
    [
      'a related brief that there is not',
      withBrief({ related: ['nowhere'] }),
      ['related.0: there is no brief nowhere; correct the id'],
    ],
    [
      'a brief related to itself',
      withBrief({ related: ['grain-corridor'] }),
      ['related.0: is this brief itself; remove it'],
    ],
    [
      'a party that there is not',
      withStatement({ ...position, party: 'east' }),
      ['statements.0.party: there is no party east in north-south; it has north and south'],
    ],
    [
      'a relayed view for a party that there is not',
      withStatement({ ...recommendation, by: { name: { en: 'N.' }, party: 'east' } }),
      ['statements.0.by.party: there is no party east in north-south; it has north and south'],
    ],
    [
      'a view of somebody who did not write the source',
      withStatement({ ...assessment, by: ['ada-quill', 'eve'] }),
      [
        'statements.0.by.1: eve is no author of a source that this statement cites; correct it, or give the name of whose view the source relays',
      ],
    ],
  ])('tells %s', (_what, files, expected) => {
    expect(faults(files)).toEqual(expected.map((fault) => `${BRIEF}  ${fault}`));
  });

  test('are held against records that have faults of their own, so that all faults are told at once', () => {
    const files = withBrief({
      status: 'maybe',
      statements: [{ ...fact, citations: [{ source: 'harbour-notes', paragraph: 99, find: 'one two three' }] }],
    });
    expect(faults(files)).toEqual([
      `${BRIEF}  status: must be one of draft, published, retracted`,
      `${BRIEF}  statements.0.citations.0.paragraph: harbour-notes has 4 paragraphs, not 99; correct the number`,
    ]);
  });
});

describe('dates', () => {
  const NEXT_DAY = '2026-11-25';
  test.each([
    [
      'a cut-off to come',
      withBrief({ asOf: '2026-11-26' }),
      'asOf: 2026-11-26 is in the future; dates to come belong in watch and in horizons',
    ],
    [
      'a check to come',
      withBrief({ verified: { on: '2026-11-26', by: { kind: 'person', name: 'P' } } }),
      'verified.on: 2026-11-26 is in the future; dates to come belong in watch and in horizons',
    ],
    [
      'a history entry to come',
      withBrief({ history: [entry('one'), entry('two', '2026-11-26')] }),
      'history.1.on: 2026-11-26 is in the future; dates to come belong in watch and in horizons',
    ],
    [
      'a correction to come',
      withBrief({ corrections: [entry('two', '2026-11-26')] }),
      'corrections.0.on: 2026-11-26 is in the future; dates to come belong in watch and in horizons',
    ],
    [
      'a retraction to come',
      withBrief({ status: 'retracted', retraction: entry('two', '2026-11-26') }),
      'retraction.on: 2026-11-26 is in the future; dates to come belong in watch and in horizons',
    ],
    [
      'an event to come',
      withStatement({ ...fact, eventOn: { precision: 'day', on: '2026-11-26' } }),
      'statements.0.eventOn: 2026-11-26 is in the future; dates to come belong in watch and in horizons',
    ],
    [
      'an event in a year to come',
      withStatement({ ...fact, eventOn: { precision: 'year', on: '2027' } }),
      'statements.0.eventOn: 2027-01-01 is in the future; dates to come belong in watch and in horizons',
    ],
    [
      'a position to come',
      withStatement({ ...position, saidOn: { precision: 'month', on: '2026-12' } }),
      'statements.0.saidOn: 2026-12-01 is in the future; dates to come belong in watch and in horizons',
    ],
    [
      'a view to come',
      withStatement({ ...forecast, madeOn: { precision: 'month', on: '2026-12' } }),
      'statements.0.madeOn: 2026-12-01 is in the future; dates to come belong in watch and in horizons',
    ],
    [
      'an event after the cut-off',
      withStatement({ ...fact, eventOn: { precision: 'day', on: '2026-09-02' } }),
      'statements.0.eventOn: is after asOf 2026-09-01; bring asOf up to what the brief now holds',
    ],
    [
      'a position after the cut-off',
      withStatement({ ...position, saidOn: { precision: 'month', on: '2026-10' } }),
      'statements.0.saidOn: is after asOf 2026-09-01; bring asOf up to what the brief now holds',
    ],
    [
      'a view after the cut-off',
      withStatement({ ...assessment, madeOn: { precision: 'day', on: '2026-09-02' } }),
      'statements.0.madeOn: is after asOf 2026-09-01; bring asOf up to what the brief now holds',
    ],
    [
      'a source published after the cut-off',
      withBrief({
        asOf: '2026-08-31',
        statements: [fact],
        bottomLine: { text: { en: 'A.' }, restsOn: ['hands-shaken'] },
        watch: [],
      }),
      'statements.0.citations.0.source: harbour-notes was published on 2026-09-01, after asOf 2026-08-31; bring asOf up to what the brief now holds',
    ],
    [
      'an expected period that ends before it begins',
      withBrief({
        watch: [
          {
            id: 'w',
            text: { en: 'A.' },
            wouldChange: { en: 'B.' },
            restsOn: ['hands-shaken'],
            expected: { precision: 'about', from: '2027-02-01', to: '2027-01-01', text: { en: 'soon' } },
          },
        ],
      }),
      'watch.0.expected.to: 2027-01-01 is before 2027-02-01; swap or correct them',
    ],
    [
      'a horizon that ends before it begins',
      withStatement({
        ...forecast,
        horizon: { precision: 'about', from: '2027-02-01', to: '2027-01-01', text: { en: 'soon' } },
      }),
      'statements.0.horizon.to: 2027-01-01 is before 2027-02-01; swap or correct them',
    ],
    [
      'an event period that ends before it begins',
      withStatement({
        ...fact,
        eventOn: { precision: 'about', from: '2026-02-01', to: '2026-01-01', text: { en: 'then' } },
      }),
      'statements.0.eventOn.to: 2026-01-01 is before 2026-02-01; swap or correct them',
    ],
  ])('tells %s', (_what, files, expected) => {
    expect(faults(files)).toEqual([`${BRIEF}  ${expected}`]);
  });

  test('may be of the day that has begun somewhere in the world', () => {
    expect(
      faults(
        withBrief({
          asOf: NEXT_DAY,
          verified: { on: NEXT_DAY, by: { kind: 'person', name: 'P' } },
          history: [entry('one', NEXT_DAY)],
        }),
      ),
    ).toEqual([]);
  });

  test('known by the month or year may begin before the cut-off and end after it', () => {
    expect(faults(withStatement({ ...fact, eventOn: { precision: 'month', on: '2026-09' } }))).toEqual([]);
    expect(faults(withStatement({ ...fact, eventOn: { precision: 'year', on: '2026' } }))).toEqual([]);
  });

  test('to come are allowed in horizons and in the watch list', () => {
    expect(faults(withStatement({ ...forecast, horizon: { precision: 'year', on: '2031' } }))).toEqual([]);
  });
});

describe('status', () => {
  test('tells a retracted brief that does not say when and why', () => {
    expect(faults(withBrief({ status: 'retracted' }))).toEqual([
      `${BRIEF}  status: is retracted, but retraction is missing; say when and why`,
    ]);
  });
  test('tells a retraction of a brief that is published', () => {
    expect(faults(withBrief({ retraction: entry('gone') }))).toEqual([
      `${BRIEF}  retraction: is set, but status is not retracted; set it, or remove the retraction`,
    ]);
  });
});

describe('Chinese', () => {
  test('is wanted in the whole brief once the bottom line has it', () => {
    const bottomLine = { text: { en: 'A line.', zh: '要点。' }, restsOn: ['hands-shaken'] };
    const told = faults(withBrief({ bottomLine, statements: [fact], watch: [] }));
    expect(told).toEqual(
      ['title', 'summary', 'whyItMatters.text', 'statements.0.text', 'gaps.0.text'].map(
        (field) =>
          `${BRIEF}  ${field}: has no zh, though bottomLine has; translate the whole brief, or take zh out of bottomLine`,
      ),
    );
  });
  test('may stand in the title alone, for the list of topics', () => {
    expect(faults(withBrief({ title: { en: 'The grain corridor', zh: '粮食走廊' } }))).toEqual([]);
  });
});

describe('sources', () => {
  test.each([
    [
      'published in the future',
      withSource({ publishedOn: '2026-11-26', accessedOn: '2026-11-24' }),
      ['publishedOn: 2026-11-26 is in the future; correct it'],
    ],
    [
      'read in the future',
      withSource({ accessedOn: '2026-11-26' }),
      ['accessedOn: 2026-11-26 is in the future; correct it'],
    ],
    [
      'whose author id is used twice',
      withSource({ authors: ['ada-quill', 'ben-ledger', 'ada-quill'].map((id) => ({ id, name: { en: id } })) }),
      ['authors.2.id: ada-quill is used twice; give each author an id of their own'],
    ],
    [
      'whose range of paragraphs is none',
      withSource({ mustCite: { from: 3, to: 2 } }),
      ['mustCite: 3 to 2 is no range; swap or correct them'],
    ],
    [
      'whose range goes past its end',
      withSource({ mustCite: { from: 1, to: 5 } }),
      ['mustCite.to: the source has 4 paragraphs, not 5; correct it'],
    ],
  ])('tells one %s', (_what, files, expected) => {
    expect(faults(files).filter((fault) => fault.startsWith(SOURCE))).toEqual(
      expected.map((fault) => `${SOURCE}  ${fault}`),
    );
  });

  test('tells each paragraph that must be cited and is not', () => {
    const files = recordFiles({
      [SOURCE]: documentRecord({ mustCite: { from: 1, to: 4 } }),
      [BRIEF]: topicRecord('grain corridor', {
        statements: [fact],
        bottomLine: { text: { en: 'A.' }, restsOn: ['hands-shaken'] },
        watch: [],
      }),
    });
    expect(faults(files)).toEqual(
      [1, 3, 4].map(
        (paragraph) =>
          `${SOURCE}  mustCite: paragraph ${paragraph} is cited by no published brief; cite it in a statement, or narrow mustCite`,
      ),
    );
    expect(faults(withSource({ mustCite: { from: 1, to: 4 } }))).toEqual([]);
  });

  test('count a citation by a draft or a retracted brief for nothing', () => {
    for (const over of [{ status: 'draft' }, { status: 'retracted', retraction: entry('gone') }]) {
      const files = recordFiles({
        [SOURCE]: documentRecord({ mustCite: { from: 1, to: 1 } }),
        [BRIEF]: topicRecord('grain corridor', over),
      });
      expect(faults(files)).toHaveLength(1);
    }
  });
});

test('tells a relationship whose two parties are the same', () => {
  const party = { id: 'north', name: { en: 'Northland' }, aliases: { en: ['northland'] } };
  const files = recordFiles({ 'north-south/relationship.yaml': relationshipRecord({ parties: [party, party] }) });
  expect(faults(files)).toEqual([
    'north-south/relationship.yaml  parties.1.id: is the id of both parties; a relationship has two',
  ]);
});

const asking = (question: string) => {
  const questions = { en: [...questionsOn('grain corridor'), question] };
  return recordFiles({
    [BRIEF]: topicRecord('grain corridor', { questions }),
    'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
  });
};

describe('questions', () => {
  test('that another brief has too are told where that brief wins, though the finder has seen neither', () => {
    expect(faults(asking('what about the tea trade'))).toEqual([
      `${BRIEF}  questions.en.8: finds tea-trade instead; add an alias with its words, or reword it`,
    ]);
  });
  test('of drafts and retracted briefs are not asked', () => {
    const questions = { en: Array.from({ length: 8 }, (_, index) => `who won cup final ${index}`) };
    expect(faults(withBrief({ questions, status: 'draft' }))).toEqual([]);
    expect(faults(withBrief({ questions, status: 'retracted', retraction: entry('gone') }))).toEqual([]);
  });
});

test('what is whole on one day is whole on every later one: checked records are kept between starts by that', () => {
  const dated = recordFiles({
    [BRIEF]: topicRecord('grain corridor', {
      asOf: '2026-11-24',
      verified: { on: '2026-11-24', by: { kind: 'person', name: 'Cleo' } },
    }),
  });
  const on = (day: string): string[] => faultsOf(dated, Temporal.Instant.from(`${day}T00:00:00Z`));
  expect(on('2026-11-22')).not.toEqual([]);
  for (const day of ['2026-11-24', '2026-11-25', '2027-02-28', '2040-01-01']) expect(on(day)).toEqual([]);
});
