/** What is news, and to whom: by permanent keys, from made-up records. */
import { beforeEach, describe, expect, test } from 'vitest';
import { allNews, type NewsItem } from '../../src/digest/news.ts';
import { packKeys, unseenNews } from '../../src/digest/seen-news.ts';
import { NOW, STATEMENTS } from '../support/records.ts';
import { digestOf, linesOf, statement, twoTopics } from './records.ts';

const TOPICS = { topics: ['grain-corridor'] };
const keys = (news: readonly NewsItem[]): string[] => news.map(({ key }) => key);
const types = (news: readonly NewsItem[], type: NewsItem['type']): string[] =>
  keys(news.filter((item) => item.type === type));
const at = (day: string): Temporal.Instant => Temporal.Instant.from(`${day}T12:00:00Z`);
const correction = { id: 'room', on: '2026-10-01', what: { en: 'The room.' }, before: { en: 'They met in the inn.' } };

describe('news', () => {
  test('is each statement once, whichever topics it bears on', () => {
    const statements = types(allNews(twoTopics(), 'all', NOW), 'statement');
    expect(statements.toSorted()).toEqual(
      Object.values(STATEMENTS)
        .map(({ id }) => `statement/harbour-notes/${id}`)
        .toSorted(),
    );
    expect(types(allNews(twoTopics(), ['tea-trade'], NOW), 'statement')).toEqual(statements);
  });

  test('of a topic that is retracted is that alone', () => {
    const catalogue = twoTopics();
    const tea = catalogue.briefs.get('tea-trade');
    if (tea === undefined) throw new Error('there is no tea trade');
    const retraction = { id: 'gone', on: '2026-10-02', what: { en: 'It sank.' } };
    const briefs = new Map([...catalogue.briefs, ['tea-trade', { ...tea, status: 'retracted' as const, retraction }]]);
    expect(keys(allNews({ ...catalogue, briefs }, ['tea-trade'], NOW))).toEqual(['tea-trade/gone']);
  });

  test.each([
    ['2026-10-16', ['grain-corridor/review/2026-10-02'], []],
    ['2026-10-17', ['grain-corridor/review/2026-10-02'], ['toll-lowered/due/2026-10-31']],
    ['2026-10-31', ['grain-corridor/review/2026-10-02'], ['toll-lowered/due/2026-10-31']],
    ['2026-11-01', ['grain-corridor/review/2026-10-02'], []],
    ['2026-11-16', ['grain-corridor/review/2026-10-02'], ['grain-promised/due/2026-11-30']],
    ['2026-12-01', ['grain-corridor/review/2026-10-02'], []],
    ['2026-09-20', [], []],
  ])('on %s tells what is overdue, and what ends or falls due within two weeks', (day, overdue, due) => {
    const news = allNews(twoTopics(), ['grain-corridor'], at(day));
    expect(types(news, 'overdue')).toEqual(overdue);
    expect(types(news, 'due')).toEqual(due.map((key) => `statement/harbour-notes/${key}`));
  });

  test.each([
    ['2026-11-16', []],
    ['2026-11-17', ['grain-corridor/date/first-frost/2026-12-01']],
    ['2026-12-10', []],
    ['2026-12-20', ['grain-corridor/date/first-frost/2026-12-01']],
    ['2027-01-01', []],
  ])('on %s tells of watch dates that begin or end within two weeks', (day, dates) => {
    expect(types(allNews(twoTopics(), ['grain-corridor'], at(day)), 'coming-up')).toEqual(dates);
  });

  test.each([
    [
      'is kept',
      statement('fact', {
        ...TOPICS,
        id: 'shipped',
        relations: [{ type: 'resolves', statement: 'harbour-notes/grain-promised', outcome: 'kept' }],
      }),
    ],
    [
      'has another in its place',
      statement('commitment', {
        ...TOPICS,
        id: 'promised-anew',
        due: undefined,
        relations: [{ type: 'supersedes', statement: 'harbour-notes/toll-lowered' }],
      }),
    ],
  ])('tells of no date once what was due %s', (what, record) => {
    const day = what === 'is kept' ? '2026-11-20' : '2026-10-20';
    expect(types(allNews(twoTopics(), 'all', at(day)), 'due')).toHaveLength(1);
    expect(types(allNews(twoTopics({ harbour: [record] }), 'all', at(day)), 'due')).toEqual([]);
  });

  test('is that of its day and of its topics, however often the same records are asked', () => {
    const catalogue = twoTopics();
    const due = (day: string): number => types(allNews(catalogue, 'all', at(day)), 'due').length;
    expect(['2026-10-20', '2026-01-20', '2026-10-20'].map(due)).toEqual([1, 0, 1]);
    const topics = (chosen: 'all' | readonly string[]): number =>
      new Set(allNews(catalogue, chosen, NOW).map(({ brief }) => brief.id)).size;
    expect([topics('all'), topics(['tea-trade']), topics('all')]).toEqual([2, 1, 2]);
  });
});

describe('a channel', () => {
  let before: readonly NewsItem[] = [];
  let baseline: string[] = [];
  beforeEach(() => {
    before = allNews(twoTopics(), 'all', NOW);
    baseline = packKeys(before);
  });

  test('has received what there was when it subscribed', () => {
    expect(unseenNews(before, baseline, new Set())).toEqual([]);
    expect(unseenNews(before, [], new Set(baseline))).toEqual([]);
    expect(unseenNews(before, [], new Set())).toEqual(before);
  });

  test('hears of a statement that is added later to a document that was known', () => {
    const added = statement('fact', { ...TOPICS, id: 'bell-rung', text: { en: 'A bell was rung.' } });
    const news = unseenNews(allNews(twoTopics({ harbour: [added] }), 'all', NOW), baseline, new Set());
    expect(keys(news)).toEqual(['statement/harbour-notes/bell-rung']);
    expect(unseenNews(news, baseline, new Set(['statement/harbour-notes/bell-rung']))).toEqual([]);
  });

  test('hears of a correction of what it knows, and of none of what it hears with it', () => {
    const corrected = statement('fact', { ...TOPICS, id: 'bell-rung', corrections: [correction] });
    const news = allNews(twoTopics({ harbour: [corrected] }), 'all', NOW);
    const known = packKeys(
      [...before, ...news.filter(({ type }) => type === 'statement')].map((item) =>
        item.type === 'statement' ? Object.assign({}, item, { corrections: [] }) : item,
      ),
    );
    expect(keys(unseenNews(news, known, new Set()))).toEqual(['statement/harbour-notes/bell-rung/correction/room']);
    expect(keys(unseenNews(news, baseline, new Set()))).toEqual(['statement/harbour-notes/bell-rung']);
    expect(unseenNews(news, packKeys(news), new Set())).toEqual([]);
    const statements = packKeys(news.filter(({ type }) => type === 'statement'));
    expect(unseenNews(news, statements, new Set()).filter(({ type }) => type === 'reworded')).toEqual([]);
  });

  test('keeps its statements in few short keys, however often its topics change', () => {
    const model = before.find((item) => item.type === 'statement');
    if (model === undefined) throw new Error('there are no statements');
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      ...model,
      key: `statement/a-document/${index}`,
      corrections: [],
    }));
    const kept = packKeys(many, ['energy/first']);
    expect(kept).toHaveLength(101);
    expect(Math.max(...kept.map(({ length }) => length))).toBeLessThan(1_300);
    expect(kept.join('').length).toBeLessThan(125_000);
    expect(packKeys(many, kept).toSorted()).toEqual(kept.toSorted());
    expect(unseenNews(many, kept, new Set())).toEqual([]);
    expect(unseenNews([{ ...model, key: 'statement/a-document/20000' }], kept, new Set())).toHaveLength(1);
  });
});

/** All news of the records with some statements more. */
const at24 = (...harbour: readonly Record<string, unknown>[]) => allNews(twoTopics({ harbour }), 'all', NOW);
const unseen = (news: readonly NewsItem[], heard: readonly NewsItem[]) =>
  keys(unseenNews(news, packKeys(heard), new Set()));

describe('a statement that was split', () => {
  const whole = statement('commitment', { ...TOPICS, id: 'both-said' });
  const part = (over: Record<string, unknown> = {}) =>
    statement('commitment', { ...TOPICS, id: 'part-said', splitFrom: 'both-said', ...over });

  test('was heard where the one that said it before was heard, its date too', () => {
    expect(unseen(at24(whole, part()), at24(whole))).toEqual([]);
    expect(unseen(at24(whole, part(), part({ id: 'rest-said', splitFrom: 'part-said' })), at24(whole))).toEqual([]);
  });

  test('was heard where that one was told in a digest, or has been withdrawn since', () => {
    expect(
      keys(unseenNews(at24(whole, part()).slice(-4), [], new Set(['statement/harbour-notes/both-said']))),
    ).not.toContain('statement/harbour-notes/part-said');
    const gone = { ...whole, withdrawn: { on: '2026-11-20', reason: { en: 'It said two things.' } } };
    expect(unseen(at24(gone, part()), at24(whole))).toEqual(['statement/harbour-notes/both-said/withdrawn']);
  });

  test('is told like any other where neither was heard, and is corrected where it was', () => {
    expect(unseen(at24(whole, part()), at24()).filter((key) => !key.includes('/due/'))).toEqual([
      'statement/harbour-notes/both-said',
      'statement/harbour-notes/part-said',
    ]);
    expect(unseen(at24(whole, part({ corrections: [correction] })), at24(whole))).toEqual([
      'statement/harbour-notes/part-said/correction/room',
    ]);
  });
});

describe('a statement that was withdrawn', () => {
  const fact = statement('fact', { ...TOPICS, id: 'bell-rung', text: { en: 'A bell was rung.' } });
  const withdrawn = { on: '2026-11-20', reason: { en: 'Nobody heard it.' } };
  const before = () => allNews(twoTopics({ harbour: [fact] }), 'all', NOW);
  const after = () => twoTopics({ harbour: [{ ...fact, withdrawn }] });

  test('is told once to who heard it, and to nobody else', () => {
    const news = allNews(after(), 'all', NOW);
    const key = 'statement/harbour-notes/bell-rung/withdrawn';
    expect(keys(unseenNews(news, packKeys(before()), new Set()))).toEqual([key]);
    expect(keys(unseenNews(news, packKeys(before()), new Set([key])))).toEqual([]);
    expect(keys(unseenNews(news, packKeys(allNews(twoTopics(), 'all', NOW)), new Set()))).toEqual([]);
  });

  test('is told with its reason and its words, and shown in no answer', () => {
    const catalogue = after();
    const digest = digestOf(catalogue, {
      subscription: {
        baseline: packKeys(before()),
      },
    });
    expect(linesOf(digest?.reply)['Retracted']).toEqual([
      expect.stringMatching(
        /^The grain corridor — Nobody heard it\. \(November 20, 2026\) It said: “A bell was rung\.” .*Harbour Gazette/u,
      ),
    ]);
    expect(digest?.carried.keys).toEqual(['statement/harbour-notes/bell-rung/withdrawn']);
    expect(catalogue.statements.has('harbour-notes/bell-rung')).toBe(false);
    expect(JSON.stringify(catalogue.briefs.get('grain-corridor')?.statements)).not.toContain('bell');
  });
});

test('a review that is overdue is told once, also where its day was counted otherwise before', () => {
  const overdue = allNews(twoTopics(), ['grain-corridor'], NOW).filter(({ type }) => type === 'overdue');
  const after = (key: string) => unseenNews(overdue, [key], new Set());
  expect(overdue).toHaveLength(1);
  expect(after('grain-corridor/review/2026-10-05')).toEqual([]);
  expect(after(overdue[0]?.key ?? '')).toEqual([]);
  expect(after('grain-corridor/review/2026-09-01')).toEqual(overdue);
  expect(after('tea-trade/review/2026-10-05')).toEqual(overdue);
});
