/** What a page that reads otherwise is told as, and what is no change. */
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/records/paragraphs.ts';
import type { Statement } from '../../src/records/schema.ts';
import { compareReading } from '../../src/watch/reread.ts';

const TEXT = [
  'The ministers met in the harbour on Tuesday morning.',
  'They agreed that the toll is to fall by 5 percent.',
  'Nobody was told who is to pay for the lamps.',
];
const SOURCE = { id: 'notes', paragraphs: TEXT.map((one) => fingerprint(one)) };
const citing = (paragraph: number, find: string, over: Partial<Record<'quote' | 'document', string>> = {}): Statement =>
  ({
    id: `notes/p${paragraph}`,
    document: 'notes',
    citations: [{ source: 'notes', paragraph, find }],
    ...over,
  }) as unknown as Statement;
const ALL = [citing(1, 'met in the harbour'), citing(2, 'fall by 5 percent'), citing(3, 'pay for the lamps')];

const told = (now: readonly string[], before: readonly string[] | undefined = TEXT, statements = ALL) => {
  const { citations, differences } = compareReading(SOURCE, statements, { paragraphs: now }, before);
  return {
    states: citations.map(({ state, to }) => `${state}${to ?? ''}`),
    differences: differences.map(({ number, before: was, after }) => [number, was, after]),
  };
};
const HELD = ['holds', 'holds', 'holds'];
const [first = '', second = '', third = ''] = TEXT;

describe('a page', () => {
  it.each<[string, readonly string[]]>([
    ['that is the same', TEXT],
    ['with other quotation marks and spaces', [first, `${second}  `, third.replaceAll(' ', '\u00A0')]],
    ['whose paragraphs were joined', [`${first} ${second}`, third]],
    ['with titles of other pages around', ['More news', ...TEXT, 'Minister visits a school', 'Share']],
  ])('%s has not changed', (_, now) => expect(told(now)).toEqual({ states: HELD, differences: [] }));

  it('that lost what the record leaves out has not changed', () =>
    expect(told(TEXT, ['A notice of the site that was there once.', ...TEXT])).toEqual({
      states: HELD,
      differences: [],
    }));

  it('with a figure edited says which paragraph and which statement', () => {
    const now = second.replace('5', '7');
    const { differences } = compareReading(SOURCE, ALL, { paragraphs: [first, now, third] }, TEXT);
    expect(differences).toEqual([{ number: 2, before: second, after: now, statements: ['notes/p2'] }]);
    expect(told([first, now, third]).states).toEqual(['holds', 'gone', 'holds']);
  });

  it('with a paragraph edited around the cited words holds them, and is a difference all the same', () =>
    expect(told([first, `${second} But not before spring.`, third])).toEqual({
      states: HELD,
      differences: [[2, second, `${second} But not before spring.`]],
    }));

  it('with a sentence added says so, unless the text before came in another way', () => {
    const added = 'Correction: an earlier version named another day.';
    expect(told([...TEXT, added]).differences).toEqual([[undefined, undefined, added]]);
    const pasted = compareReading(SOURCE, ALL, { paragraphs: [...TEXT, added] }, TEXT, { onlyKnown: true });
    expect(pasted.differences).toEqual([]);
  });

  it('in another order has moved what it says, and words that stand twice elsewhere are gone', () => {
    expect(told([third, first, second])).toEqual({ states: ['holds', 'holds', 'moved1'], differences: [] });
    expect(told([first, 'Who is to pay for the lamps?', 'It is said: pay for the lamps.', second]).states[2]).toBe(
      'gone',
    );
  });

  it('without the words of a quotation is told, though the cited words stand there', () => {
    const quoting = [citing(2, 'fall by 5 percent', { quote: 'the toll is to fall by 5 percent' })];
    expect(told(TEXT, TEXT, quoting).states).toEqual(['holds']);
    expect(told([first, 'They agreed that tolls fall by 5 percent.', third], TEXT, quoting).states).toEqual([
      'holds',
      'gone',
    ]);
  });

  it('of which no text was held says only what of the citations stands there', () =>
    expect(
      compareReading(SOURCE, ALL, { paragraphs: [first, third] }, undefined).citations.map(({ state }) => state),
    ).toEqual(['holds', 'gone', 'holds']));
});
