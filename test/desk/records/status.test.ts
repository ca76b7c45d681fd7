/** The page of states and dates: the board that chats and exits show, of each relationship. */
import { expect, test } from 'vitest';
import { statusView } from '../../../src/desk/server/records/status.ts';
import { boardView } from '../../../src/views/board.ts';
import { BOARD_GROUPS } from '../../../src/views/track.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';

const view = { catalogue: ownCatalogue(), language: 'en', now: NOW } as const;

test('each relationship has the rows of its board in its order, and the file they are kept in', () => {
  const { relationships, headings } = statusView(view);
  expect(relationships.map(({ file }) => file)).toEqual(['cn-us/tracks.yaml']);
  expect(relationships.flatMap(({ tracks }) => tracks)).toHaveLength(view.catalogue.tracks.size);
  for (const { id, tracks } of relationships) {
    expect(tracks).toEqual(boardView({ relationship: id }, view));
    const groups = tracks.map(({ group }) => BOARD_GROUPS.indexOf(group));
    expect(groups).toEqual(groups.toSorted((a, b) => a - b));
    for (const { group, state, citations } of tracks) {
      expect(headings[group]).not.toBe('');
      expect(state.text).not.toBe('');
      expect(citations.length).toBeGreaterThan(0);
    }
  }
});

test('what has passed without a later document comes first, and who tells it differently is named', () => {
  const tracks = statusView(view).relationships.flatMap((one) => one.tracks);
  const passed = tracks.filter(({ group }) => group === 'unknown');
  expect(passed.length).toBeGreaterThan(0);
  expect(passed.every(({ hasPassed }) => hasPassed)).toBe(true);
  expect(tracks.some(({ differing }) => differing !== '')).toBe(true);
});

test('what both promise is theirs in the language of the page', () => {
  const tracks = statusView({ ...view, language: 'zh' }).relationships.flatMap((one) => one.tracks);
  expect(new Set(tracks.filter(({ party }) => party === 'both').map(({ side }) => side))).toEqual(new Set(['双方']));
});
