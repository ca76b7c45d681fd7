import { expect, test } from 'vitest';
import { changesOf, changesSinceRewrite } from '../../src/records/topic-history.ts';

const entry = (id: string, on: string) => ({ id, on, what: { en: id } });

test('changes are newest first, of one day the later written first, each as what it is', () => {
  const changes = changesOf({
    history: [entry('first', '2026-09-03'), entry('second', '2026-09-10'), entry('third', '2026-09-10')],
    corrections: [entry('righted', '2026-09-05')],
    retraction: entry('withdrawn', '2026-09-20'),
  });
  expect(changes.map(({ id, change }) => [id, change])).toEqual([
    ['withdrawn', 'retraction'],
    ['third', 'history'],
    ['second', 'history'],
    ['righted', 'correction'],
    ['first', 'history'],
  ]);
});

test('what stands before a rewriting is no news, nor is the rewriting; corrections are', () => {
  const brief = {
    history: [
      entry('first', '2026-09-03'),
      { ...entry('anew', '2026-09-10'), rewritten: true as const },
      entry('moved', '2026-09-12'),
    ],
    corrections: [entry('righted', '2026-09-05')],
  };
  expect(changesSinceRewrite(brief).map(({ id }) => id)).toEqual(['moved', 'righted']);
  expect(changesSinceRewrite({ ...brief, history: brief.history.slice(0, 1) }).map(({ id }) => id)).toEqual([
    'righted',
    'first',
  ]);
});
