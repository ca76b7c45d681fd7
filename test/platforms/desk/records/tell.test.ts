/** What the pages of records are told. */
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../../src/records/schema.ts';
import { briefView, type BriefView } from '../../../../src/platforms/desk/server/records/brief.ts';
import { datesView } from '../../../../src/platforms/desk/server/records/dates.ts';
import { sourceView } from '../../../../src/platforms/desk/server/records/source.ts';
import { sourcesView, topicsView } from '../../../../src/platforms/desk/server/records/topics.ts';
import {
  topicRecord,
  catalogueOf,
  NOW,
  ownCatalogue,
  recordFiles,
  documentRecord,
  STATEMENTS,
} from '../../../support/records.ts';

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

describe('the table of topics', () => {
  test('tells of a brief its dates, its statements, its sources and its latest change', () => {
    const { today, relationships } = topicsView(telling());
    expect(today).toEqual({ iso: '2026-11-24', said: 'November 24, 2026' });
    expect(relationships).toEqual([
      {
        id: 'north-south',
        title: 'Northland and Southland',
        topics: [
          {
            id: 'grain-corridor',
            title: 'The grain corridor',
            retracted: false,
            asOf: { iso: '2026-09-01', said: 'September 1, 2026' },
            verified: { on: { iso: '2026-09-03', said: 'September 3, 2026' }, by: 'attache verify', isPerson: false },
            reviewDue: { iso: '2026-10-01', said: 'October 1, 2026' },
            overdue: true,
            statements: { 'reported-fact': 1, position: 1, assessment: 1, recommendation: 1, forecast: 1 },
            sources: [{ id: 'harbour-notes', title: 'Notes from the harbour' }],
            changes: 1,
            corrections: 0,
            latest: {
              id: 'grain-corridor-first',
              on: { iso: '2026-09-03', said: 'September 3, 2026' },
              what: 'First published.',
              change: 'history',
              statements: [],
            },
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
    expect(topicsView(telling(files)).relationships[0]?.topics[0]).toMatchObject({ retracted: true, changes: 2 });
  });

  test('counts what is cited of each source', () => {
    const files = {
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
        statements: [STATEMENTS.fact, STATEMENTS.assessment],
        watch: [],
      }),
      'sources/quay-gossip.yaml': documentRecord({ title: { en: 'Gossip from the quay' } }),
    };
    expect(sourcesView(telling(files))).toMatchObject([
      { id: 'quay-gossip', cited: 0, paragraphs: 4, briefs: 0, kind: 'news report' },
      { id: 'harbour-notes', cited: 2, paragraphs: 4, briefs: 1, publisher: 'The Harbour Gazette' },
    ]);
  });
});

describe('the page of a brief', () => {
  test('has every statement once, with each of its citations and the address of the cited words', () => {
    for (const brief of own.briefs.values())
      for (const language of ['en', 'zh'] as const) {
        const told = briefView(brief.id, { catalogue: own, language, now: NOW });
        const statements = told?.groups.flatMap((group) => group.statements) ?? [];
        expect(statements.map(({ id }) => id).toSorted()).toEqual(brief.statements.map(({ id }) => id).toSorted());
        for (const { id, citations, text } of statements) {
          const record = brief.statements.find((one) => one.id === id);
          expect(text).toBe(record?.text[language]);
          expect(citations.map(({ paragraph, find }) => ({ paragraph, find }))).toEqual(
            record?.citations.map(({ paragraph, find }) => ({ paragraph, find })),
          );
          for (const { url, number } of citations) {
            expect(url).toMatch(/^https:.*#:~:text=\S+$/u);
            expect(told?.sources.map((source) => source.number)).toContain(number);
          }
        }
      }
  });

  test('says what it rests on, what is expected, what is not said, and how fresh it is', () => {
    const told = briefOf();
    expect(told.bottomLine).toEqual({
      text: 'The ministers met; Quill doubts that it lasts.',
      restsOn: ['hands-shaken', 'winter-doubted'],
    });
    expect(told.badge).toEqual({
      asOf: 'Information as of September 1, 2026',
      verified: 'Citations checked against the source by program on September 3, 2026; no person has reviewed it yet',
      overdue: 'Review overdue since October 1, 2026; events after the information date are not in this brief',
    });
    expect(told.watch).toEqual([
      {
        text: 'Whether the first frost closes it.',
        restsOn: ['closes-in-winter'],
        wouldChange: 'What it would change: It would bear out the doubt.',
        expected: 'expected December 2026',
        passed: false,
      },
    ]);
    expect(told.gaps).toEqual([{ text: 'It does not say who pays.', searched: [1] }]);
  });

  test('says of a date that is over that it was expected', () => {
    const watch = [
      {
        id: 'first-frost',
        text: { en: 'Whether the first frost closes it.' },
        wouldChange: { en: 'It would bear out the doubt.' },
        expected: { precision: 'month', on: '2026-10' },
        restsOn: ['closes-in-winter'],
      },
    ];
    expect(briefOf({ watch }).watch[0]).toMatchObject({
      expected: 'was expected October 2026; this brief does not know whether it happened',
      passed: true,
    });
  });

  test('of a brief that was retracted tells only that, and what became of it', () => {
    const told = briefOf(RETRACTED);
    expect(told.retraction).toBe('This brief was retracted on September 20, 2026: It was not so.');
    expect([told.groups, told.watch, told.gaps, told.sources]).toEqual([[], [], [], []]);
    expect(told.bottomLine).toBeUndefined();
    expect(told.changes.map(({ change }) => change)).toEqual(['retraction', 'history']);
  });

  test('is in English where there is no Chinese, and there is none of a brief that is not there', () => {
    expect(briefView('grain-corridor', telling({}, 'zh'))).toMatchObject({ language: 'en' });
    expect(briefView('ai-governance', { catalogue: own, language: 'zh', now: NOW })).toMatchObject({ language: 'zh' });
    expect(briefView('nothing', telling())).toBeUndefined();
  });
});

describe('the page of a source', () => {
  test('has each paragraph with the statements that cite it', () => {
    const told = sourceView('harbour-notes', telling());
    expect(told?.paragraphs.map(({ number, cites }) => [number, ...cites.map(({ statement }) => statement)])).toEqual([
      [1, 'closes-in-winter'],
      [2, 'hands-shaken'],
      [3, 'winter-doubted', 'keep-talking', 'closes-in-winter'],
      [4, 'envoy-bridge'],
    ]);
    expect(told?.paragraphs[1]?.cites[0]).toEqual({
      brief: { id: 'grain-corridor', title: 'The grain corridor' },
      statement: 'hands-shaken',
      kind: 'reported fact',
      text: 'The ministers met in the customs house.',
      find: 'Ministers of both sides',
      url: 'https://example.org/harbour-notes#:~:text=Ministers%20of%20both%20sides',
    });
    expect(sourceView('nothing', telling())).toBeUndefined();
  });
});

describe('the picture of the dates', () => {
  test('has a lane for each brief, with how fresh its information is', () => {
    const { today, lanes } = datesView(telling());
    expect(today.iso).toBe('2026-11-24');
    expect(lanes).toHaveLength(1);
    expect(lanes[0]).toMatchObject({
      brief: { id: 'grain-corridor', title: 'The grain corridor' },
      asOf: { iso: '2026-09-01' },
      reviewedOn: { iso: '2026-09-01' },
      reviewDue: { iso: '2026-10-01' },
      overdue: true,
      overdueDays: 54,
    });
    expect(lanes[0]?.dates.map(({ kind, said, text }) => [kind, said, text])).toEqual([
      ['said', 'August 2026', 'The envoy likened the corridor to a bridge.'],
      ['event', 'August 25, 2026', 'The ministers met in the customs house.'],
      ['review', 'October 1, 2026', ''],
      ['watch', 'December 2026', 'Whether the first frost closes it.'],
      ['horizon', 'this winter', 'The corridor may close when the frost comes.'],
    ]);
  });

  test("counts a person's later review", () => {
    const verified = { on: '2026-11-20', by: { kind: 'person', name: 'Cleo' } };
    const files = { 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { verified }) };
    expect(datesView(telling(files)).lanes[0]).toMatchObject({
      reviewedOn: { iso: '2026-11-20' },
      reviewDue: { iso: '2026-12-20' },
      overdue: false,
      overdueDays: 0,
    });
  });

  test('has what is open first, and the rest by their latest date', () => {
    const lanes = datesView({ catalogue: own, language: 'en', now: NOW }).lanes.map(({ brief, dates }) => [
      brief.id,
      dates.some(({ state }) => state === 'was-expected'),
      dates.length,
    ]);
    expect(lanes).toHaveLength(own.briefs.size);
    const open = lanes.map(([, isOpen]) => isOpen);
    expect(open.lastIndexOf(true)).toBe(open.indexOf(false) - 1);
    expect(lanes.at(-1)?.[2]).toBe(1);
    const spring = datesView({ catalogue: own, language: 'en', now: Temporal.Instant.from('2026-01-15T12:00:00Z') });
    expect(spring.lanes[0]?.dates.some(({ state, kind }) => state === 'planned' && kind === 'watch')).toBe(true);
  });

  test('lists what is watched for without a date', () => {
    const { undated } = datesView({ catalogue: own, language: 'zh', now: NOW });
    expect(undated).toContainEqual({
      brief: { id: 'leader-diplomacy', title: '元首外交' },
      text: '习近平访美；特朗普已向他发出邀请。',
    });
  });
});
