/** The one note on statements that were added before a channel's digests counted any. */
import { expect, test } from 'vitest';
import { NOW, ownCatalogue } from '../support/records.ts';
import { allNews } from '../../src/digest/news.ts';
import { digestOf, linesOf, statement, twoTopics } from './records.ts';

const added = (topics: readonly string[], id: string) =>
  statement('fact', { id, topics, text: { en: `A ${id} was heard.` } });

test('each digest of a channel hears of what the others were not told yet', () => {
  const records = twoTopics({ harbour: [added(['tea-trade'], 'bell')] });
  const note = (id: string, topics: string[], carriedKeys: ReadonlySet<string>) => {
    const digest = digestOf(records, { subscription: { id, topics, baseline: [] }, carriedKeys });
    return {
      text: Object.keys(linesOf(digest?.reply))[0],
      keys: new Set([...carriedKeys, ...(digest?.carried.keys ?? [])]),
    };
  };
  const grain = note('s1', ['grain-corridor'], new Set());
  expect(grain.text).toContain('7 statements in 1 topic: The grain corridor (7).');
  const tea = note('s2', ['tea-trade'], grain.keys);
  expect(tea.text).toContain('1 statement in 1 topic: The tea trade (1).');
  expect(note('s2', ['tea-trade'], tea.keys).text).toBeUndefined();
});

test.each([
  ['en', /^Since the records were rebuilt .*: (\d+) statements in (\d+) topics: .*\(\d+\)\. From now on/u],
  ['zh', /^记录已依据两国政府的文件重建，新增(\d+)条陈述，涉及(\d+)个主题：.*（\d+）。今后只报新内容。$/u],
] as const)(
  'in %s it counts the statements of all topics of ours, and everything fits one digest',
  (language, text) => {
    const catalogue = ownCatalogue();
    const digest = digestOf(catalogue, { subscription: { baseline: [], language } });
    const [note = ''] = Object.keys(linesOf(digest?.reply));
    const [, statements, topics] = text.exec(note) ?? [];
    const news = allNews(catalogue, 'all', NOW).filter(({ type }) => type === 'statement');
    expect([Number(statements), Number(topics)]).toEqual([news.length, catalogue.briefs.size]);
    expect(news.length).toBeGreaterThan(300);
    expect(digest?.carried.keys.filter((key) => /^statement\/[^/]+\/[^/]+$/u.test(key))).toEqual([]);
  },
);

test('what has no room for its name is counted', () => {
  const catalogue = ownCatalogue();
  const many = [...catalogue.briefs].flatMap(([id, brief]) =>
    Array.from({ length: 20 }, (_, turn) => [`${id}-${turn}`, { ...brief, id: `${id}-${turn}` }] as const),
  );
  const digest = digestOf({ ...catalogue, briefs: new Map(many) }, { subscription: { baseline: [] } });
  const [note = ''] = Object.keys(linesOf(digest?.reply));
  const [, named = '', more] = /topics: (.*), and (\d+) more\. From now on/u.exec(note) ?? [];
  expect(named.split('), ').length + Number(more)).toBe(many.length);
  expect(note.length).toBeLessThan(750);
});
