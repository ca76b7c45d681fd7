/** What a list of reviews says of a topic. */
import { expect, test } from 'vitest';
import { reviewReply } from '../../../src/conversation/review/reply.ts';
import type { PassedDate } from '../../../src/people/passed-dates.ts';
import type { TopicItem } from '../../../src/people/review-queue.ts';
import { ownCatalogue } from '../../support/records.ts';

const catalogue = ownCatalogue();
const brief = catalogue.briefs.get('energy');

const passed = (day: number): PassedDate => ({
  key: `d${day}`,
  brief: 'energy',
  kind: 'due',
  when: { on: `2026-10-0${day}`, precision: 'day' },
  last: `2026-10-0${day}`,
  text: { en: `Load ${day}.`, zh: `第${day}批。` },
  statement: undefined,
  track: undefined,
  answer: undefined,
});

const itemWith = (count: number): TopicItem => {
  if (brief === undefined) throw new Error('there is no such brief');
  const dates = Array.from({ length: count }, (_, index) => passed(count - index));
  return { kind: 'topic', brief, version: 'abcdefghijkl', reasons: [], dates, notes: [] };
};

test.each([
  ['en', 'Oct 6, 2026', '6 dates passed without an outcome', 'And 2 more.'],
  ['zh', '2026年10月6日', '6个日期已过，尚无结果', '另有2个。'],
] as const)(
  'the dates that passed are named in %s, the newest first and the rest counted',
  (language, day, heading, more) => {
    const { blocks } = reviewReply([itemWith(6)], {}, { catalogue, language });
    const at = blocks.findIndex((block) => block.type === 'list' && block.heading === heading);
    const list = blocks[at];
    expect(list?.type === 'list' ? list.items.length : 0).toBe(4);
    expect(JSON.stringify(list)).toContain(day.split(' ').at(-1));
    expect(JSON.stringify(list)).not.toContain(language === 'en' ? 'Load 2.' : '第2批');
    expect(blocks[at + 1]).toMatchObject({ type: 'note', text: more });
  },
);

test('few dates are named all, and none is counted beside', () => {
  const { blocks } = reviewReply([itemWith(2)], {}, { catalogue, language: 'en' });
  expect(JSON.stringify(blocks)).not.toContain('more.');
});
