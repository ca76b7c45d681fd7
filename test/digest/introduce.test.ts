/** The first digest of a channel introduces every topic: with its summary, by its name, or at least counted. */
import { expect, test } from 'vitest';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { composeDigest } from '../../src/digest/compose.ts';
import { pick } from '../../src/reply/compose/parts.ts';
import { NOW, ownCatalogue } from '../support/records.ts';

const catalogue = ownCatalogue();

/** The same briefs, so often that there is no room even for their names. */
const many: Catalogue = {
  ...catalogue,
  briefs: new Map(
    Array.from({ length: 10 }, (_, turn) =>
      [...catalogue.briefs].map(([id, brief]) => [`${id}-${turn}`, { ...brief, id: `${id}-${turn}` }] as const),
    ).flat(),
  ),
};

/** What the first digest says, without the menu below it, which has places of its own. */
function told(from: Catalogue, language: 'en' | 'zh'): { readonly text: string; readonly summaries: number } {
  const digest = composeDigest({
    catalogue: from,
    subscription: {
      id: 's1',
      topics: 'all',
      language,
      whenQuiet: 'skip',
      baseline: [],
      rotated: undefined,
      introduced: false,
    },
    carriedKeys: new Set(),
    now: NOW,
  });
  const blocks = digest?.reply.blocks.filter(({ type }) => type !== 'choices') ?? [];
  const list = blocks.find((block) => block.type === 'list');
  return { text: JSON.stringify(blocks), summaries: list?.items.length ?? 0 };
}

test.each(['en', 'zh'] as const)('in %s it names every topic that it counts', (language) => {
  const { text } = told(catalogue, language);
  expect(text).toContain(String(catalogue.briefs.size));
  expect([...catalogue.briefs.values()].filter(({ title }) => !text.includes(pick(title, language)))).toEqual([]);
});

test.each([
  ['en', /Also: (.*), and (\d+) more \(All topics lists them\)\./u, ', '],
  ['zh', /另有：(.*)，以及其他(\d+)个主题（见“全部主题”）。/u, '、'],
] as const)('in %s it counts what it has no room to name', (language, rest, between) => {
  const { text, summaries } = told(many, language);
  const [, names = '', more = ''] = rest.exec(text) ?? [];
  // A name may hold what stands between names.
  const named = names.split(between).length;
  expect(Number(more)).toBeGreaterThan(0);
  expect(summaries + named + Number(more)).toBeGreaterThanOrEqual(many.briefs.size);
  expect(text.length).toBeLessThan(9_000);
});
