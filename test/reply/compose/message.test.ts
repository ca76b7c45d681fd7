import { describe, expect, test } from 'vitest';
import { composeBottomLines } from '../../../src/reply/compose/message.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { topicRecord, catalogueOf, NOW, ownCatalogue, recordFiles } from '../../support/records.ts';

/** The bottom lines of some made-up briefs. */
function told(ids: readonly string[], language: 'en' | 'zh' = 'en'): Reply {
  const catalogue = catalogueOf(
    recordFiles({
      'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { reviewEveryDays: 700 }),
      'north-south/topics/old-ferry.yaml': topicRecord('old ferry', {
        status: 'retracted',
        retraction: { id: 'gone', on: '2026-10-02', what: { en: 'It sank.' } },
      }),
    }),
  );
  const briefs = ids.flatMap((id) => catalogue.briefs.get(id) ?? []);
  return composeBottomLines(briefs, { catalogue, language, now: NOW, audience: 'asker' });
}

describe('the bottom lines of several briefs', () => {
  test('each say which topic, what, how old, of what kinds, and whether a review is overdue', () => {
    const { blocks } = told(['tea-trade', 'grain-corridor']);
    expect(blocks.map(({ type }) => type)).toEqual(['summary', 'badge', 'summary', 'badge', 'sources']);
    expect(blocks[0]).toMatchObject({
      heading: 'The tea trade',
      text: 'The ministers met; Quill doubts that it lasts.',
      marks: [{ source: 1, paragraphs: [2, 3] }],
    });
    expect(blocks[1]).toEqual({
      type: 'badge',
      items: [
        'Documents to September 1, 2026; newer ones looked for until September 3, 2026',
        'Rests on: reported fact, assessment',
      ],
    });
    expect(blocks[3]).toMatchObject({ warning: expect.stringContaining('Review overdue since October 3, 2026') });
  });
  test('have the sources that they cite, with the paragraphs of bottom lines only', () => {
    const sources = told(['tea-trade', 'grain-corridor']).blocks.at(-1);
    expect(sources?.type === 'sources' && sources.items.map(({ number, detail }) => [number, detail])).toEqual([
      [1, expect.stringMatching(/cited: ¶2 ¶3$/u)],
    ]);
  });
  test('can each be opened, and all topics too', () => {
    expect(
      told(['tea-trade', 'grain-corridor']).actions.map(({ label, target }) => [
        label,
        'request' in target && target.request,
      ]),
    ).toEqual([
      ['The tea trade', { type: 'brief', topic: 'tea-trade' }],
      ['The grain corridor', { type: 'brief', topic: 'grain-corridor' }],
      ['All topics', { type: 'topics' }],
    ]);
  });
  test('of a retracted brief are its retraction', () => {
    const { blocks } = told(['old-ferry', 'tea-trade']);
    expect(blocks[0]).toEqual({
      type: 'note',
      tone: 'warning',
      text: 'The old ferry: This brief was retracted on October 2, 2026: It sank.',
    });
    expect(JSON.stringify(blocks)).not.toContain('ferry talks');
    expect(told(['old-ferry']).blocks.map(({ type }) => type)).toEqual(['note']);
  });
  test('that are not translated follow in English with a note', () => {
    expect(told(['tea-trade', 'grain-corridor'], 'zh').blocks[0]).toMatchObject({
      type: 'note',
      text: expect.stringContaining('本简报暂无中文版'),
    });
    const catalogue = ownCatalogue();
    const briefs = ['energy', 'outlook'].flatMap((id) => catalogue.briefs.get(id) ?? []);
    const { blocks } = composeBottomLines(briefs, { catalogue, language: 'zh', now: NOW, audience: 'asker' });
    expect(blocks[0]).toMatchObject({ type: 'summary', heading: '能源' });
  });
});
