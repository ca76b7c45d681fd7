/** What replies show, by which they can be corrected later: the statements and bottom lines that they say, and nothing else. */
import { expect, test } from 'vitest';
import { answer } from '../../../src/conversation/answer-request.ts';
import { carriedBy } from '../../../src/conversation/message-answers/shown.ts';
import type { Carried } from '../../../src/digest/delivery/delivery.ts';
import type { BriefRequest } from '../../../src/reply/button.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';

const catalogue = ownCatalogue();

const carried = (request: BriefRequest, language: 'en' | 'zh' = 'en'): Carried =>
  carriedBy(answer(request, { catalogue, language, now: NOW, audience: 'everyone', helpEntries: [] }), catalogue);

test.each(['en', 'zh'] as const)('a card shows its bottom line and its points, in %s', (language) => {
  const reply = answer(
    { type: 'brief', topic: 'energy' },
    { catalogue, language, now: NOW, audience: 'everyone', helpEntries: [] },
  );
  const points = reply.blocks.flatMap((block) => (block.type === 'claims' ? block.claims.map(({ id }) => id) : []));
  const [shown, ...others] = carriedBy(reply, catalogue).briefs;
  expect(others).toEqual([]);
  expect(points.length).toBeGreaterThan(0);
  expect(shown?.id).toBe('energy');
  expect(shown?.bottomLine).toBeDefined();
  expect(shown?.statements.toSorted()).toEqual(points.toSorted());
  expect(shown?.versions).toHaveLength(shown?.statements.length ?? 0);
});

test('the bottom lines of several topics are shown, each of its own', () => {
  const { briefs } = carried({ type: 'several', topics: ['energy', 'critical-minerals'] });
  expect(
    briefs
      .filter(({ bottomLine }) => bottomLine !== undefined)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['critical-minerals', 'energy']);
});

test('news shows the statements that it tells', () => {
  const { briefs } = carried({ type: 'news' });
  expect(briefs.length).toBeGreaterThan(0);
  expect(briefs.flatMap(({ statements }) => statements).length).toBeGreaterThan(0);
  expect(briefs.every(({ bottomLine }) => bottomLine === undefined)).toBe(true);
});

test.each([{ type: 'help' }, { type: 'topics' }, { type: 'ask', question: 'zzqx' }] as const)(
  'what says nothing of the records shows nothing: %j',
  (request) => {
    expect(carried(request)).toMatchObject({ keys: [], briefs: [], introduces: false });
  },
);
