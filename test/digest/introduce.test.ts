/** The first digest of a channel introduces every topic: with its bottom line, by its name, or at least counted. */
import { expect, test } from 'vitest';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { Subscription } from '../../src/digest/subscription.ts';
import { pick } from '../../src/views/text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { ownCatalogue } from '../support/records.ts';
import { digestOf } from './records.ts';

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

/** The first digest of a channel in a language. */
function introduction(from: Catalogue, language: 'en' | 'zh', topics: Subscription['topics'] = 'all'): Reply {
  const digest = digestOf(from, { subscription: { language, topics, introduced: false, baseline: [] } });
  if (digest === undefined) throw new Error('there is no introduction');
  return digest.reply;
}

const said = ({ blocks }: Reply): string => JSON.stringify(blocks);
const buttonsOf = ({ actions }: Reply): readonly string[] => actions.map(({ label }) => label);

test.each(['en', 'zh'] as const)('in %s it names every topic that it counts', (language) => {
  const text = said(introduction(catalogue, language));
  expect(text).toContain(String(catalogue.briefs.size));
  expect([...catalogue.briefs.values()].filter(({ title }) => !text.includes(pick(title, language)))).toEqual([]);
});

test('it shows the bottom lines of the three topics with the newest documents, cited and dated', () => {
  const reply = introduction(catalogue, 'en');
  const shown = ['Leader diplomacy', 'Military channels', 'Outlook'];
  const points = reply.blocks.find((block) => block.type === 'points');
  // The day is that of the newest document that the bottom line rests on, whatever else came in since.
  expect(points?.items.map(({ label }) => label)).toEqual([
    'Leader diplomacy, as of September 26, 2026',
    'Military channels, as of September 25, 2026',
    'Outlook, as of September 26, 2026',
  ]);
  expect(points?.items.map(({ text }) => text)).toEqual(
    ['leader-diplomacy', 'military-channels', 'outlook'].map((id) => catalogue.briefs.get(id)?.bottomLine.text.en),
  );
  expect(points?.items.map(({ marks }) => marks[0]?.text)).toEqual([
    'CCTV, May 14, 2026 ¶1, ¶11, ¶12',
    "China's Defense Ministry, May 28, 2026 ¶35, ¶36",
    'White House, Sept 25, 2026 ¶13',
  ]);
  // The title has room for all three.
  expect(reply.title).toBe(`November 24: first digest, on ${shown.join(', ')}, and 12 more`);
  expect(buttonsOf(reply)).toEqual([...shown, 'All topics', 'Manage']);
  // No menu of all topics: a button lists them.
  expect(reply.blocks.some(({ type }) => type === 'choices')).toBe(false);
});

test.each([
  [['energy'], ['Energy']],
  [
    ['energy', 'outlook', 'taiwan', 'ai-governance', 'busan-summit'],
    ['AI governance', 'Outlook', 'Taiwan'],
  ],
])('of %j it has the buttons %j', (topics, buttons) => {
  expect(buttonsOf(introduction(catalogue, 'en', topics))).toEqual([...buttons, 'All topics', 'Manage']);
});

test.each([
  ['en', /Also: (.*), and (\d+) more \(All topics lists them\)\./u, ', '],
  ['zh', /另有：(.*)，以及其他(\d+)个主题（见“全部主题”）。/u, '、'],
] as const)('in %s it counts what it has no room to name', (language, rest, between) => {
  const text = said(introduction(many, language));
  const [, names = '', more = ''] = rest.exec(text) ?? [];
  // A name may hold what stands between names.
  const named = names.split(between).length;
  expect(Number(more)).toBeGreaterThan(0);
  expect(3 + named + Number(more)).toBeGreaterThanOrEqual(many.briefs.size);
  expect(text.length).toBeLessThan(9_000);
});
