/** The dates of all topics: by month, in sentences, and nothing twice; and what rows of the status say of their day. */
import { expect, test } from 'vitest';
import { composeDates, composeStatus } from '../../../src/reply/compose/board.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';

const catalogue = ownCatalogue();

test.each(['en', 'zh'] as const)('the dates of all topics say each thing once, under its month, in %s', (language) => {
  const { blocks } = composeDates({ type: 'dates' }, undefined, {
    catalogue,
    language,
    now: NOW,
    audience: 'everyone',
  });
  const points = blocks.filter((block) => block.type === 'points');
  expect(blocks.some(({ type }) => type === 'board')).toBe(false);
  expect(points[0]?.heading).toBe(language === 'en' ? 'November 2026' : '2026年11月');
  const watched = points.flatMap(({ items }) =>
    items.filter(({ label }) => label === (language === 'en' ? 'To watch' : '待关注')).map(({ text }) => text),
  );
  expect(watched.length).toBeGreaterThan(5);
  expect(new Set(watched).size).toBe(watched.length);
  // The row of the export controls says when the pause ends; that this is watched is not said beside it.
  const pause =
    language === 'en' ? /pause of its October 9|suspension of the October 9/u : /10月9日(?:管制的暂停|管制的一年暂停)/u;
  expect(watched.filter((text) => pause.test(text))).toEqual([]);
});

const rowsOf = (request: Parameters<typeof composeStatus>[0]) =>
  composeStatus(request, undefined, { catalogue, language: 'en', now: NOW, audience: 'everyone' }).blocks.flatMap(
    (block) => (block.type === 'board' ? block.items : []),
  );

test('what ends or falls due in a month is none of what begins then', () => {
  const polysilicon = 'U.S. polysilicon duties (Section 232)';
  expect(rowsOf({ type: 'status' }).map(({ name }) => name)).toContain(polysilicon);
  const due = rowsOf({ type: 'status', month: '12' }).map(({ name }) => name);
  expect(due).toContain('APEC in Shenzhen and G20 in Miami');
  expect(due).not.toContain(polysilicon);
  expect(rowsOf({ type: 'status', month: 'next', kind: 'begins' }).map(({ name, when }) => [name, when])).toEqual([
    [polysilicon, 'from Dec 4, 2026'],
  ]);
});

test('by when something was known to be in force is not told as a day of its own', () => {
  const inForce = rowsOf({ type: 'status', kind: 'in-force' });
  expect(inForce.find(({ name }) => name.includes('steel and aluminum'))).toMatchObject({ now: 'in force', when: '' });
  expect(inForce.map(({ when }) => when).filter((when) => when.startsWith('by '))).toEqual([]);
});
