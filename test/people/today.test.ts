/** The lists of Today: what stands in which, nothing in two, and what of it the morning message tells. */
import { describe, expect, test } from 'vitest';
import { morningReply, type MorningLists } from '../../src/people/morning.ts';
import { passedDates } from '../../src/people/passed-dates.ts';
import { reviewQueue, type ReviewReason, type TopicItem } from '../../src/people/review-queue.ts';
import { createToday, needsSomebody, type TodayLists } from '../../src/people/today.ts';
import { saying, type HealthState } from '../../src/watch/health.ts';
import type { WatchItem } from '../../src/watch/items.ts';
import type { SourceStatus, Watch } from '../../src/watch/port.ts';
import { NOW, ownCatalogue } from '../support/records.ts';

const source = (state: HealthState, notes: SourceStatus['health']['notes'] = []): SourceStatus => ({
  relationship: 'north-south',
  id: 'press',
  party: 'north',
  source: { title: { en: 'The press' } } as NonNullable<SourceStatus['source']>,
  isOn: true,
  health: { state, words: saying('unread'), notes },
  waiting: 0,
  readTo: undefined,
  triedAt: undefined,
  nextAt: undefined,
});

const catalogue = ownCatalogue();
const item = { id: 'w1', title: 'A new document' } as WatchItem;
const watch = {
  newItems: async ({ states }: Parameters<Watch['newItems']>[0] = {}) =>
    states?.[0] === 'new' ? { items: [item], total: 7 } : { items: [], total: 2 },
  sources: async () => [source('ok')],
  reach: async () => new Map(),
} as unknown as Watch;

const reviews: Parameters<typeof createToday>[0]['reviews'] = {
  passedDates: async () => passedDates(catalogue, [], NOW),
  queue: async (dates) => reviewQueue({ catalogue, now: NOW, dates, records: [] }),
};

const lists = (over: Partial<Parameters<typeof createToday>[0]> = {}): Promise<TodayLists> =>
  createToday({
    reviews,
    watch,
    texts: undefined,
    ...over,
  }).lists(9);

describe('the lists', () => {
  test('have what waits at the sources, what was set aside, and the days that passed', async () => {
    const all = await lists();
    expect(all.items).toEqual({ first: [item], total: 7 });
    expect(all.later).toBe(2);
    expect(all.sources).toHaveLength(1);
    expect(all.dates.length).toBeGreaterThan(3);
    expect((await lists({ watch: undefined })).items).toBeUndefined();
  });

  test('have each topic once: overtaken by a measure, with something that happened, or only standing', async () => {
    const { bottomLines, topics, standing } = await lists();
    const ids = [bottomLines, topics, standing].map((list) => list.map(({ brief }) => brief.id));
    expect(new Set(ids.flat()).size).toBe(ids.flat().length);
    expect(ids[0]).toContain('trade-and-tariffs');
    // Of the own records no person has reviewed any, and nothing else has happened in most.
    expect(ids[2]).toContain('taiwan');
    const [first] = standing;
    const withReason = (reason: ReviewReason): TopicItem => ({ ...(first as TopicItem), reasons: [reason] });
    const changed = withReason({ type: 'changed', since: '2026-11-01', count: 2 });
    const overdue = withReason({ type: 'overdue', since: '2026-11-01', days: 2 });
    const soon = withReason({ type: 'due-soon', on: '2026-12-01' });
    const sorted = await lists({ reviews: { ...reviews, queue: async () => [changed, overdue, soon] } });
    expect(sorted.topics).toEqual([changed, overdue]);
    expect(sorted.standing).toEqual([soon]);
  });
});

test.each([
  ['ok', false],
  ['off', false],
  ['unread', false],
  ['empty', true],
  ['stale', true],
  ['blocked', true],
  ['failing', true],
  ['dead', true],
] as const)('a source that is %s needs somebody: %s', (state, needs) => {
  expect(needsSomebody(source(state))).toBe(needs);
  expect(needsSomebody(source(state, [saying('gap', { day: '2026-11-01' })]))).toBe(true);
  expect(needsSomebody({ ...source(state), source: undefined })).toBe(true);
});

describe('the morning message', () => {
  const quiet: MorningLists = {
    items: { first: [], total: 0 },
    later: 3,
    sources: [source('ok')],
    reach: new Map(),
    dates: [],
    bottomLines: [],
    topics: [],
    standing: [],
    drafts: [{ kind: 'draft', record: { folder: 'drafts', file: 'x.yaml' } }],
    texts: [],
    inbox: { flags: [], more: false, questions: [] },
  };
  const context = { catalogue, language: 'en', now: NOW, deskAddress: undefined } as const;

  test('is none where nothing has happened that needs anybody', () => {
    expect(morningReply(quiet, context)).toBeUndefined();
  });

  test('tells each list in a line with its first names, in both languages', async () => {
    const { dates, bottomLines, standing } = await lists();
    const [topic] = standing;
    const brief = topic?.brief;
    const flag = { id: 'f', topic: brief?.id ?? '', title: '', statementId: '', statement: '', text: '', link: '' };
    const full: readonly (readonly [Partial<MorningLists>, string])[] = [
      [{ items: { first: [item], total: 4 } }, '4 new entries at the sources'],
      [{ dates }, `${dates.length} dates passed without a word`],
      [{ bottomLines }, `${bottomLines.length} bottom lines older than a measure`],
      [{ topics: standing.slice(0, 1) }, '1 topic to review'],
      [
        {
          inbox: {
            flags: [{ ...flag, language: 'en', on: '2026-11-01' }],
            more: false,
            questions: [],
          },
        },
        '1 flag of readers',
      ],
      [
        { inbox: { flags: [], more: false, questions: [{ text: 'who pays', count: 1, lastOn: '2026-11-01' }] } },
        '1 question without an answer',
      ],
      [{ sources: [source('blocked')] }, '1 source needs somebody'],
    ];
    for (const [over, words] of full) {
      const reply = morningReply({ ...quiet, ...over }, context);
      expect(JSON.stringify(reply?.blocks)).toContain(words);
      expect(reply?.blocks.flatMap((block) => (block.type === 'list' ? block.items : []))).toHaveLength(1);
      const chinese = morningReply({ ...quiet, ...over }, { ...context, language: 'zh' });
      expect(JSON.stringify(chinese?.blocks)).toMatch(/\p{Script=Han}/u);
    }
    const linked = morningReply({ ...quiet, dates }, { ...context, deskAddress: 'https://desk.example.org' });
    expect(JSON.stringify(linked)).toContain('https://desk.example.org/#/today');
  });

  test('fits one message of either chat, whatever publishers write', () => {
    const long = { ...item, title: '*<@U1>_'.repeat(200) };
    const reply = morningReply({ ...quiet, items: { first: [long, long, long, long], total: 400 } }, context);
    expect(JSON.stringify(reply).length).toBeLessThan(1_000);
  });
});
