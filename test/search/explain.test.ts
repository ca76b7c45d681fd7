import { describe, expect, test } from 'vitest';
import { verdictText, explanationTexts } from '../../src/search/explain.ts';
import type { Finder } from '../../src/search/finder.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { askGolden, unpromptedFinder } from '../../src/search/asked-questions.ts';
import { topicRecord, catalogueOf, ownCatalogue, recordFiles } from '../support/records.ts';

const { finder, briefs, relationships, sources } = ownCatalogue();
const twoBriefs = (): Catalogue =>
  catalogueOf(
    recordFiles({
      'north-south/topics/copper-barges.yaml': topicRecord('copper barges'),
      'north-south/topics/copper-kilns.yaml': topicRecord('copper kilns'),
    }),
  );
const verdicts = (asked: Finder, question: string): string[] =>
  (['en', 'zh'] as const).map((language) => verdictText(asked.explain(question), language));

describe('what a question finds', () => {
  test('is told with the lead over the next', () => {
    const explained = finder.explain('tariffs on chips');
    const [first, second] = explained.candidates;
    expect(explained).toMatchObject({ whole: false, found: { result: 'found', brief: first?.brief } });
    expect(explained.lead).toBeCloseTo((first?.score ?? 0) - (second?.score ?? 0), 1);
    const [en, zh] = verdicts(finder, 'tariffs on chips');
    expect(en).toMatch(/^“.+” answers it, \d\.\d\d points ahead of the next\.$/u);
    expect(zh).toMatch(/^由“.+”回答，领先第二名\d\.\d\d分。$/u);
  });
  test('is told to be its own name, which points do not outweigh, and comes first', () => {
    const two = twoBriefs();
    const question = two.briefs.get('copper-kilns')?.questions.en[2] ?? '';
    const explained = two.finder.explain(question);
    expect(explained).toMatchObject({ whole: true, lead: undefined });
    expect(explained.candidates[0]?.brief.id).toBe('copper-kilns');
    expect(verdicts(two.finder, question)).toEqual([
      'The question is, word for word, a name or a question of “The copper kilns”.',
      '提问与“The copper kilns”的名称或所列问题完全一致。',
    ]);
  });
  test('is told to be undecided', () => {
    const two = twoBriefs();
    const [en, zh] = verdicts(two.finder, 'northland and southland on copper');
    expect(en).toBe('Undecided between “The copper barges”, “The copper kilns”: all of them are offered.');
    expect(zh).toBe('难以在“The copper barges”、“The copper kilns”之间取舍，全部列出供选择。');
    expect(two.finder.explain('northland and southland on copper').lead).toBe(0);
  });
  test('is told to be nothing', () => {
    expect(verdicts(finder, 'energy healing')).toEqual(['No brief answers it.', '没有简报可以回答。']);
    expect(verdicts(finder, '')).toEqual(['No brief answers it.', '没有简报可以回答。']);
    expect(finder.explain('')).toMatchObject({ candidates: [], lead: undefined });
  });
  test('is what is found, whatever is asked', () => {
    const asked = [...briefs.values()].flatMap(({ questions, aliases }) => questions.en.concat(aliases.en));
    // Of each topic a few, in turns.
    for (const question of [...asked.filter((_, at) => at % 5 === 0), 'tariffs and chips', 'copper in japan'])
      expect(finder.explain(question).found).toEqual(finder.find(question));
  });
});

describe('the reasons of a brief', () => {
  test('are told in both languages', () => {
    const [energy] = finder.explain('energy healing').candidates;
    if (energy === undefined) throw new Error('nothing was weighed');
    expect(explanationTexts(energy, 'en')).toEqual([
      expect.stringMatching(/^\d\.\d\d points for it and \d\.\d\d against it, 0\.80 needed$/u),
      'Its name stands in the question: “energy”',
      'Words that speak for it: “energy”',
      'Words that no brief knows: “healing”',
      'Not answered with: too little speaks for it.',
    ]);
    expect(explanationTexts(energy, 'zh')).toEqual([
      expect.stringMatching(/^支持\d\.\d\d分，不利\d\.\d\d分，至少需要0\.80分$/u),
      '提问中出现其名称：“energy”',
      '支持它的词：“energy”',
      '没有简报收录的词：“healing”',
      '不用它回答：依据不足。',
    ]);
  });
  test('leave out what there is none of', () => {
    const [first] = finder.explain('稀土').candidates;
    expect(
      first && explanationTexts(first, 'en').filter((line) => /against|no brief|everyday|Not answered/u.test(line)),
    ).toEqual([]);
  });
});

describe('the questions that a brief lists', () => {
  const unprompted = unpromptedFinder([...briefs.values()], [...relationships.values()], sources);
  test('all find it, though the finder has not seen them', () => {
    for (const brief of briefs.values()) {
      const asked = askGolden(brief, unprompted);
      expect(asked).toHaveLength(brief.questions.en.length + (brief.questions.zh?.length ?? 0));
      expect(asked.filter(({ passed }) => !passed)).toEqual([]);
    }
  });
  test('fail where they find another', () => {
    const two = twoBriefs();
    const [barges, kilns] = [two.briefs.get('copper-barges'), two.briefs.get('copper-kilns')];
    if (barges === undefined || kilns === undefined) throw new Error('the briefs are gone');
    const wrong = { ...barges, questions: { en: ['northland copper kilns', 'nonsense'] } };
    const failed = askGolden(wrong, unpromptedFinder([barges, kilns], [...two.relationships.values()]));
    expect(failed.map(({ passed, explained }) => [passed, explained.found.result])).toEqual([
      [false, 'found'],
      [false, 'none'],
    ]);
  });
});
