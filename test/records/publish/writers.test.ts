import { expect, test } from 'vitest';
import type { Brief } from '../../../src/records/schema.ts';
import { writersOf, writtenBetween, type WrittenSet } from '../../../src/records/publish/writers.ts';
import { catalogueOf, NOW } from '../../support/records.ts';

const TOPIC = { folder: 'north-south/topics', file: 'grain-corridor.yaml' };
const DOCUMENT = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
/** The topic as far as its writers are asked for. */
const briefOf = (): Brief => {
  const brief = catalogueOf().briefs.get('grain-corridor');
  if (brief === undefined) throw new Error('there is no such topic');
  return brief;
};

let count = 0;
type Texts = { readonly before: string | null; readonly after: string | null };
const set = (by: string, texts: Texts, over: Partial<WrittenSet> = {}, name = TOPIC): WrittenSet => ({
  id: `set${++count}`,
  at: NOW,
  by,
  wording: [],
  undoes: undefined,
  isFull: true,
  records: [
    {
      ...name,
      change: 'changed',
      wrote: () => writtenBetween(texts.before ?? undefined, texts.after ?? undefined),
    },
  ],
  ...over,
});
/** A set of the document. */
const ofNotes = (by: string, texts: Texts): WrittenSet => set(by, texts, {}, DOCUMENT);
const statements = (...texts: readonly (readonly [id: string, text: string])[]): string =>
  JSON.stringify({ title: 'x', statements: texts.map(([id, text]) => ({ id, text })) });
const verified = (by: string, title: string): string => `title: ${title}\nverified: { by: { name: ${by} } }`;

test('the writers of a topic are those who last changed what it tells, each statement for itself', () => {
  const sets = [
    // Reviewing, and adding a question, is no writing.
    set('Rex', {
      before: 'title: b\nverified: { on: 1 }',
      after: 'title: b\nverified: { on: 2 }\nquestions: { en: [x] }',
    }),
    set('Cleo', { before: 'title: a', after: 'title: b' }),
    ofNotes('Bo', {
      before: statements(['hands-shaken', 'a'], ['winter-doubted', 'a']),
      after: statements(['hands-shaken', 'b'], ['winter-doubted', 'a']),
    }),
    ofNotes('Ann', {
      before: null,
      after: statements(['hands-shaken', 'a'], ['winter-doubted', 'a'], ['of-another-topic', 'a']),
    }),
    set('Ann', { before: null, after: 'title: a' }),
  ];
  const found = writersOf(briefOf(), sets);
  expect(found.topic).toBe('Cleo');
  expect(Object.fromEntries(found.statements)).toEqual({
    'harbour-notes/hands-shaken': 'Bo',
    'harbour-notes/winter-doubted': 'Ann',
  });
});

test('what was undone was written by nobody, and of what came from elsewhere no writer is known', () => {
  const undone = set('Bo', { before: 'title: a', after: 'title: b' });
  const sets = [set('Ann', { before: 'title: b', after: 'title: a' }, { undoes: undone.id }), undone];
  expect(writersOf(briefOf(), sets).topic).toBeUndefined();
  expect(writersOf(briefOf(), [])).toEqual({
    topic: undefined,
    statements: new Map(),
    unconfirmed: new Set(),
  });
});

test('all who have written since another person confirmed a topic are its writers still, not only the last', () => {
  // Oldest first.
  const sets: WrittenSet[] = [];
  const unconfirmed = (): string[] => [...writersOf(briefOf(), sets.toReversed()).unconfirmed];
  sets.push(set('Ann', { before: null, after: verified('Ann', 'a') }));
  sets.push(ofNotes('Bo', { before: null, after: statements(['hands-shaken', 'a']) }));
  sets.push(set('Cleo', { before: verified('Ann', 'a'), after: verified('Ann', 'b') }));
  expect(unconfirmed()).toEqual(['Ann', 'Bo', 'Cleo']);
  // Whoever wrote some of it does not confirm it for the others, nor for themselves.
  sets.push(set('Bo', { before: verified('Ann', 'b'), after: verified('Bo', 'b') }));
  expect(unconfirmed()).toEqual(['Ann', 'Bo', 'Cleo']);
  sets.push(set('Rex', { before: verified('Bo', 'b'), after: verified('Rex', 'b') }));
  expect(unconfirmed()).toEqual([]);
  sets.push(set('Bo', { before: verified('Rex', 'b'), after: verified('Rex', 'c') }));
  expect(unconfirmed()).toEqual(['Bo']);
  // Another's name in a record is no word of theirs.
  sets.push(set('Dan', { before: verified('Rex', 'c'), after: verified('Cy', 'c') }));
  sets.push(set('Dan', { before: verified('Cy', 'c'), after: verified('Rex', 'c') }));
  expect(unconfirmed()).toEqual(['Bo']);
  // An undone confirmation is none.
  const undone = set('Rex', { before: verified('Rex', 'c'), after: verified('Rex', 'c, again') });
  sets.push(
    undone,
    set('Rex', { before: verified('Rex', 'c, again'), after: verified('Rex', 'c') }, { undoes: undone.id }),
  );
  expect(unconfirmed()).toEqual(['Bo']);
});
