/** What the pages of records are told. */
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/records/schema.ts';
import { briefView, type BriefView } from '../../../src/desk/server/records/brief.ts';
import { sourcesView, sourceView } from '../../../src/desk/server/records/source.ts';
import { topicsView } from '../../../src/desk/server/records/topics.ts';
import {
  topicRecord,
  catalogueOf,
  NOW,
  ownCatalogue,
  recordFiles,
  documentRecord,
  STATEMENTS,
} from '../../support/records.ts';

const own = ownCatalogue();
const RETRACTED = {
  status: 'retracted',
  retraction: { id: 'gone', on: '2026-09-20', what: { en: 'It was not so.' } },
};

function telling(over: Parameters<typeof recordFiles>[0] = {}, language: Language = 'en') {
  return { catalogue: catalogueOf(recordFiles(over)), language, now: NOW };
}

function briefOf(over: Parameters<typeof topicRecord>[1] = {}): BriefView {
  const files = { 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', over) };
  const told = briefView('grain-corridor', telling(files));
  if (told === undefined) throw new Error('the brief is gone');
  return told;
}

/** Northland's own text: it tells of the promise otherwise, has kept the toll, and says what became of the grain. */
const NORTHERN = documentRecord({
  title: { en: 'A note of Northland' },
  publisher: { en: 'Office of Northland' },
  authors: [],
  kind: 'official',
  party: 'north',
  url: 'https://example.org/northern-note',
  publishedOn: '2026-11-20',
  accessedOn: '2026-11-21',
  copy: { kind: 'archive', note: { en: 'The second page is missing.' } },
  statements: [
    {
      ...STATEMENTS.measure,
      id: 'toll-kept',
      topics: ['grain-corridor'],
      effect: 'extended',
      from: { precision: 'day', on: '2026-11-01' },
      until: { precision: 'year', on: '2027' },
      relations: [{ type: 'supersedes', statement: 'harbour-notes/toll-lowered' }],
    },
    {
      ...STATEMENTS.fact,
      id: 'grain-shipped',
      topics: ['grain-corridor'],
      relations: [
        { type: 'resolves', statement: 'harbour-notes/grain-promised', outcome: 'partly' },
        { type: 'disputes', statement: 'harbour-notes/hands-shaken' },
      ],
    },
  ],
});
const BOTH = {
  'north-south/documents/northern-note.yaml': NORTHERN,
  'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
    gaps: [{ text: { en: 'No document of Southland is held.' }, searched: ['harbour-notes'], side: 'south' }],
  }),
};

const statementsOf = (told: BriefView) => told.groups.flatMap(({ statements }) => statements);
const statementOf = (told: BriefView | undefined, id: string) =>
  told === undefined ? undefined : statementsOf(told).find((one) => one.id === id);

describe('the table of topics', () => {
  test('tells of a topic its dates, and what each side has in it', () => {
    const { today, relationships } = topicsView(telling(BOTH));
    expect(today).toEqual({ iso: '2026-11-24', said: 'November 24, 2026' });
    expect(relationships).toEqual([
      {
        id: 'north-south',
        title: 'Northland and Southland',
        // Each once, in however many topics it stands.
        statements: 9,
        sides: [
          { id: 'north', title: 'Northland' },
          { id: 'south', title: 'Southland' },
          { id: 'independent', title: 'Independent documents' },
        ],
        topics: [
          {
            id: 'grain-corridor',
            file: 'north-south/topics/grain-corridor.yaml',
            title: 'The grain corridor',
            clear: 'The grain corridor',
            retracted: false,
            asOf: { iso: '2026-11-20', said: 'November 20, 2026' },
            reviewDue: { iso: '2026-12-21', said: 'December 21, 2026' },
            overdue: false,
            sides: [
              {
                name: 'Northland',
                documents: 1,
                statements: 2,
                newest: { iso: '2026-11-20', said: 'November 20, 2026' },
                missing: false,
              },
              { name: 'Southland', documents: 0, statements: 0, newest: undefined, missing: true },
              {
                name: 'Independent documents',
                documents: 1,
                statements: 7,
                newest: { iso: '2026-09-01', said: 'September 1, 2026' },
                missing: false,
              },
            ],
            total: 9,
          },
        ],
      },
    ]);
  });

  test('is by title in the language, and marks what was retracted', () => {
    const [folder] = topicsView({ catalogue: own, language: 'zh', now: NOW }).relationships;
    const titles = (folder?.topics ?? []).map(({ title }) => title);
    expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b, 'zh')));
    expect(titles).toContain('人工智能治理');
    const files = { 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', RETRACTED) };
    expect(topicsView(telling(files)).relationships[0]?.topics[0]).toMatchObject({
      retracted: true,
      sides: [],
      total: 0,
    });
  });
});

describe('the page of a topic', () => {
  test('has every statement once, with each of its citations and the address of the cited words', () => {
    for (const brief of own.briefs.values())
      for (const language of ['en', 'zh'] as const) {
        const told = briefView(brief.id, { catalogue: own, language, now: NOW });
        if (told === undefined) throw new Error(brief.id);
        const statements = statementsOf(told);
        expect(statements.map(({ id }) => id).toSorted()).toEqual(brief.statements.map(({ id }) => id).toSorted());
        const numbers = told.sources.map((source) => source.number);
        for (const { id, citations, text, who, date } of statements) {
          const record = own.statements.get(id);
          expect(text).toBe(record?.text[language]);
          expect([id, who === '', date === '']).toEqual([id, false, false]);
          expect(citations.map(({ document, paragraph }) => ({ source: document.id, paragraph }))).toEqual(
            record?.citations.map(({ source, paragraph }) => ({ source, paragraph })),
          );
          for (const { link, number } of citations) {
            expect(link).toMatch(/^https?:.*#(?:page=\d+)?:~:text=\S+$/u);
            expect(numbers).toContain(number);
          }
        }
        const ids = new Set(statements.map(({ id }) => id));
        const resting = [told.bottomLine, told.whyItMatters, ...told.watch].flatMap((one) => one?.restsOn ?? []);
        const sides = told.disagreements.flatMap((one) => one.sides.flatMap(({ restsOn }) => restsOn));
        for (const id of [...told.keyPoints, ...resting, ...sides]) expect([id, ids.has(id)]).toEqual([id, true]);
      }
  });

  test('says what it rests on, what is expected, what is not said, how fresh it is, and which side is missing', () => {
    const told = briefOf();
    expect(told.bottomLine).toEqual({
      text: 'The ministers met; Quill doubts that it lasts.',
      restsOn: ['harbour-notes/hands-shaken', 'harbour-notes/winter-doubted'],
    });
    expect(told.badge).toEqual([
      'Sources end September 1, 2026; nothing read since (84 days)',
      'Citations checked against the source by program on September 3, 2026; no person has reviewed it yet',
    ]);
    expect(told.warnings).toEqual(['No document of Northland, Southland is held on this topic']);
    expect(told.watch).toEqual([
      {
        text: 'Whether the first frost closes it.',
        restsOn: ['harbour-notes/closes-in-winter'],
        wouldChange: 'What it would change: It would bear out the doubt.',
        expected: 'expected December 2026',
        passed: false,
      },
    ]);
    expect(told.gaps[0]).toEqual({ text: 'It does not say who pays.', searched: [1] });
    expect(told.file).toBe('north-south/topics/grain-corridor.yaml');
  });

  test('has both sides of a disagreement, also one that is silent', () => {
    expect(briefOf().disagreements).toEqual([
      {
        id: 'who-pays',
        question: 'Who pays for the corridor?',
        sides: [
          {
            party: 'Northland',
            text: 'Northland calls it a bridge.',
            restsOn: ['harbour-notes/envoy-bridge'],
            searched: [],
          },
          { party: 'Southland', text: 'Southland is silent.', restsOn: [], searched: [1] },
        ],
        state: 'Open on September 1, 2026.',
      },
    ]);
  });

  test('tells how measures and commitments stand, and never that something happened of which nothing is held', () => {
    const alone = briefOf();
    expect(statementOf(alone, 'harbour-notes/toll-lowered')).toMatchObject({
      who: 'Northland',
      date: 'from August 26, 2026',
      detail: ['Corridor toll: lowered', 'according to The Harbour Gazette'],
      state: { text: 'was to end October 31, 2026; nothing later in the file' },
      tone: 'warning',
      isOpen: false,
    });
    expect(statementOf(alone, 'harbour-notes/grain-promised')).toMatchObject({
      byline: 'Promised by Southland to Northland, according to Northland',
      state: { text: 'due November 2026' },
      isOpen: true,
    });
    const december = { ...telling(), now: Temporal.Instant.from('2026-12-01T12:00:00Z') };
    expect(statementOf(briefView('grain-corridor', december), 'harbour-notes/grain-promised')).toMatchObject({
      state: { text: 'was due November 2026; nothing later in the file' },
      tone: 'warning',
    });
    const both = briefView('grain-corridor', telling(BOTH));
    expect(statementOf(both, 'harbour-notes/toll-lowered')).toMatchObject({
      state: { text: 'superseded November 1, 2026 (Office of Northland, Nov 20, 2026 ¶1)' },
      stateBy: { label: 'Northland, November 1, 2026', page: 'topics', at: 'grain-corridor/northern-note/toll-kept' },
    });
    expect(statementOf(both, 'harbour-notes/grain-promised')).toMatchObject({
      state: { text: 'partly kept (Office of Northland, Nov 20, 2026 ¶2)' },
      stateBy: { id: 'northern-note/grain-shipped' },
    });
    // What still runs comes first.
    const measures = both?.groups.find(({ section }) => section === 'measures')?.statements ?? [];
    expect(measures.map(({ id }) => id)).toEqual(['northern-note/toll-kept', 'harbour-notes/toll-lowered']);
  });

  test('names the statements that tell the same differently, from both ends', () => {
    const both = briefView('grain-corridor', telling(BOTH));
    expect(statementOf(both, 'harbour-notes/hands-shaken')?.told).toMatchObject([
      { how: 'differently', others: [{ id: 'northern-note/grain-shipped' }] },
    ]);
    expect(statementOf(both, 'northern-note/grain-shipped')?.told).toMatchObject([
      { how: 'differently', others: [{ id: 'harbour-notes/hands-shaken', text: STATEMENTS.fact.text.en }] },
    ]);
    const told = briefView('busan-summit', { catalogue: own, language: 'zh', now: NOW });
    const elsewhere = (told === undefined ? [] : statementsOf(told)).flatMap((one) => one.told);
    expect(elsewhere.some(({ how }) => how === 'both-alike')).toBe(true);
  });

  test('puts positions under their party, and under others those of no party', () => {
    const { party: _, ...position } = STATEMENTS.position;
    const files = {
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: [
          ...Object.values(STATEMENTS),
          { ...position, id: 'guest', other: { en: 'A guest' }, quote: 'a bridge between neighbours' },
        ].map((one) => Object.assign({}, one, { topics: ['grain-corridor'] })),
      }),
    };
    const told = briefView('grain-corridor', telling(files));
    const positions = told?.groups.filter(({ section }) => section === 'positions') ?? [];
    expect(positions.map(({ heading, statements }) => [heading, statements.map(({ id }) => id)])).toEqual([
      ['Northland', ['harbour-notes/envoy-bridge']],
      ['Others', ['harbour-notes/guest']],
    ]);
    expect(statementOf(told, 'harbour-notes/guest')?.quote).toBe('a bridge between neighbours');
  });

  test('says of a date that is over that it was expected', () => {
    const watch = [
      {
        id: 'first-frost',
        text: { en: 'Whether the first frost closes it.' },
        wouldChange: { en: 'It would bear out the doubt.' },
        expected: { precision: 'month', on: '2026-10' },
        restsOn: ['harbour-notes/closes-in-winter'],
      },
    ];
    expect(briefOf({ watch }).watch[0]).toMatchObject({
      expected: 'was expected October 2026; nothing later in the file',
      passed: true,
    });
  });

  test('of a topic that was retracted tells only that, and what became of it', () => {
    const told = briefOf(RETRACTED);
    expect(told.retraction).toBe('This brief was retracted on September 20, 2026: It was not so.');
    expect([told.groups, told.watch, told.gaps, told.sources, told.sides]).toEqual([[], [], [], [], []]);
    expect(told.bottomLine).toBeUndefined();
    expect(told.changes.map(({ change }) => change)).toEqual(['retraction', 'history']);
  });

  test('is in English where there is no Chinese, is found by its whole name, and there is none of a topic that is not there', () => {
    expect(briefView('grain-corridor', telling({}, 'zh'))).toMatchObject({ language: 'en' });
    expect(briefView('cn-us/ai-governance', { catalogue: own, language: 'zh', now: NOW })).toMatchObject({
      id: 'ai-governance',
      language: 'zh',
    });
    expect(briefView('nothing', telling())).toBeUndefined();
  });
});

describe('the documents', () => {
  test('are the newest first, each with its side and how much of it is cited', () => {
    const { sides, topics, sources } = sourcesView(telling(BOTH));
    expect(sides).toEqual([
      { id: 'independent', title: 'Independent documents' },
      { id: 'north', title: 'Northland' },
    ]);
    expect(topics).toEqual([{ id: 'grain-corridor', title: 'The grain corridor' }]);
    expect(sources).toEqual([
      {
        id: 'northern-note',
        at: 'north-south/northern-note',
        isHeld: undefined,
        title: 'A note of Northland',
        publisher: 'Office of Northland',
        side: 'Northland',
        party: 'north',
        kind: 'official document',
        published: { iso: '2026-11-20', said: 'November 20, 2026' },
        language: 'English',
        statements: 2,
        paragraphs: 4,
        cited: 2,
        topics: ['grain-corridor'],
      },
      expect.objectContaining({ id: 'harbour-notes', side: 'Independent documents', statements: 7, cited: 4 }),
    ]);
  });

  test('have a page each, with the statements of every paragraph and their topics', () => {
    const told = sourceView('harbour-notes', telling());
    expect(
      told?.paragraphList.map(({ number, statements }) => [number, ...statements.map(({ id }) => id.split('/')[1])]),
    ).toEqual([
      [1, 'toll-lowered', 'closes-in-winter'],
      [2, 'hands-shaken', 'grain-promised'],
      [3, 'winter-doubted', 'keep-talking', 'closes-in-winter'],
      [4, 'envoy-bridge'],
    ]);
    expect(told?.paragraphList[1]?.statements[0]).toMatchObject({
      id: 'harbour-notes/hands-shaken',
      text: 'The ministers met in the customs house.',
      who: 'Ada Quill and Ben Ledger',
      topics: [{ id: 'grain-corridor', title: 'The grain corridor' }],
      citations: [
        {
          selector: { exact: 'Ministers of both sides' },
          link: 'https://example.org/harbour-notes#:~:text=Ministers%20of%20both%20sides',
        },
      ],
    });
    // Of a statement that cites two paragraphs each has its own.
    expect(told?.paragraphList[0]?.statements[1]?.citations).toHaveLength(1);
    expect(sourceView('northern-note', telling(BOTH))).toMatchObject({ copyNote: 'The second page is missing.' });
    expect(sourceView('nothing', telling())).toBeUndefined();
  });
});
