/** The rows of the page of states and dates. */
import { expect, test } from 'vitest';
import { tracksOf, tracksView } from '../../../src/desk/server/records/status.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';

const view = { catalogue: ownCatalogue(), language: 'en', now: NOW } as const;

test('what has a day comes first, by the day; each row is told by a statement and narrowed by its own', () => {
  const { tracks, sides, topics } = tracksView(view);
  expect(tracks).toHaveLength(view.catalogue.tracks.size);
  const days = tracks.map(({ untilDay }) => untilDay);
  const dated = days.filter((day) => day !== '');
  expect(days.slice(0, dated.length)).toEqual(dated.toSorted());
  for (const { side, topics: own, now, by, state } of tracks) {
    expect(sides.map(({ id }) => id)).toContain(side);
    expect(topics.map(({ id }) => id)).toEqual(expect.arrayContaining(own.map(({ id }) => id)) as string[]);
    expect(now).not.toBe('');
    expect(by !== undefined || state === 'unknown').toBe(true);
  }
});

test('a day that has passed without a later word is marked, and who disputes is linked', () => {
  const { tracks } = tracksView(view);
  const passed = tracks.filter(({ hasPassed }) => hasPassed);
  expect(passed.length).toBeGreaterThan(0);
  for (const { untilDay } of passed) expect(untilDay < '2026-11-25').toBe(true);
  expect(tracks.some(({ disputed }) => disputed.length > 0)).toBe(true);
});

test('what both promise is theirs in the language of the page', () => {
  const { tracks } = tracksView({ ...view, language: 'zh' });
  const shared = tracks.filter(({ side }) => side === 'both');
  expect(new Set(shared.map(({ party }) => party))).toEqual(new Set(['双方']));
});

test('a topic has its own alone, in Chinese too', () => {
  const own = tracksOf('taiwan', { ...view, language: 'zh' });
  expect(own.every(({ topics }) => topics.some(({ id }) => id === 'taiwan'))).toBe(true);
  for (const { now } of own) expect(now).toMatch(/\p{Script=Han}/u);
});
