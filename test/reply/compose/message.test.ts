import { describe, expect, test } from 'vitest';
import { composeBrief } from '../../../src/reply/compose/brief.ts';
import { composeBottomLines, composeNoneBears } from '../../../src/reply/compose/message.ts';
import type { ComposeContext } from '../../../src/reply/compose/parts.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { topicRecord, catalogueOf, NOW, ownCatalogue, recordFiles } from '../../support/records.ts';
import { of } from './composing.ts';

const LONG = 'tea-that-came-to-northland-by-s';

/** The bottom lines of some made-up briefs. */
function told(ids: readonly string[], over: Partial<ComposeContext> = {}): Reply {
  const catalogue = catalogueOf(
    recordFiles({
      'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { reviewEveryDays: 700 }),
      ...Object.fromEntries(
        ['tea-bags', LONG, `${LONG}s`].map((id) => [
          `north-south/topics/${id}.yaml`,
          topicRecord(id.replaceAll('-', ' '), { reviewEveryDays: 700 }),
        ]),
      ),
      'north-south/topics/old-ferry.yaml': topicRecord('old ferry', {
        status: 'retracted',
        retraction: { id: 'gone', on: '2026-10-02', what: { en: 'It sank.' } },
      }),
    }),
  );
  const briefs = ids.flatMap((id) => catalogue.briefs.get(id) ?? []);
  return composeBottomLines(briefs, { catalogue, language: 'en', now: NOW, audience: 'asker', ...over });
}

const marked = (reply: Reply) => of(reply, 'summary').map(({ text, marks: cited }) => [text, cited]);

describe('the bottom lines of several briefs', () => {
  test('each say which topic and what, after how old the file is where that is the same of all', () => {
    const { blocks } = told(['tea-trade', 'grain-corridor']);
    expect(blocks).toMatchObject([
      { type: 'badge', items: ['Sources end September 1, 2026; nothing read since (84 days)'] },
      {
        type: 'summary',
        heading: 'The tea trade',
        text: 'The ministers met; Quill doubts that it lasts.',
        marks: [{ paragraphs: [2, 3] }],
      },
      { type: 'summary', heading: 'The grain corridor' },
    ]);
  });
  test('each say how new their documents are and whether a review is overdue where that differs', () => {
    const sides = ['north', 'south'].map((party) => ({ party, readTo: '2026-11-23', heldBy: undefined }));
    const { blocks } = told(['tea-trade', 'grain-corridor'], { reach: () => new Map([['north-south', sides]]) });
    expect(blocks.map(({ type }) => type)).toEqual(['summary', 'badge', 'summary', 'badge']);
    const items = ['File to September 1, 2026', 'sources read to November 23, 2026'];
    expect(blocks[1]).toEqual({ type: 'badge', items });
    expect(blocks[3]).toEqual({ type: 'badge', items, warning: 'Review overdue since October 2, 2026' });
  });
  test('cite as the cards that they open do', () => {
    const catalogue = ownCatalogue();
    const context = { catalogue, language: 'en', now: NOW, audience: 'asker' } as const;
    const briefs = ['energy', 'outlook'].flatMap((id) => catalogue.briefs.get(id) ?? []);
    expect(marked(composeBottomLines(briefs, context))).toEqual(
      briefs.flatMap((brief) => marked(composeBrief(brief, context))),
    );
  });
  test('can be asked for page by page where a button has room for their names', () => {
    expect(told(['tea-trade', 'grain-corridor']).again).toEqual({
      type: 'several',
      topics: ['tea-trade', 'grain-corridor'],
    });
    expect(told(['tea-trade', 'grain-corridor', LONG, `${LONG}s`]).again).toBeUndefined();
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
    expect(blocks[1]).toEqual({
      type: 'note',
      tone: 'warning',
      text: 'The old ferry: This brief was retracted on October 2, 2026: It sank.',
    });
    expect(JSON.stringify(blocks)).not.toContain('ferry talks');
    expect(told(['old-ferry']).blocks.map(({ type }) => type)).toEqual(['note']);
  });
  test('that are not translated follow in English with a note', () => {
    expect(told(['tea-trade', 'grain-corridor'], { language: 'zh' }).blocks[0]).toMatchObject({
      type: 'note',
      text: expect.stringContaining('本简报暂无中文版'),
    });
    const catalogue = ownCatalogue();
    const briefs = ['energy', 'outlook'].flatMap((id) => catalogue.briefs.get(id) ?? []);
    const { blocks } = composeBottomLines(briefs, { catalogue, language: 'zh', now: NOW, audience: 'asker' });
    expect(blocks[1]).toMatchObject({ type: 'summary', heading: '能源（截至2026年9月25日）' });
  });
});

test('a message that only mentions a topic is told that nothing bears on it, and leads there', () => {
  const catalogue = catalogueOf();
  const mentioned = [...catalogue.briefs.values()].slice(0, 1);
  const reply = composeNoneBears(mentioned, { catalogue, language: 'en', now: NOW, audience: 'asker' });
  expect(reply.outcome).toBe('nothing');
  expect(of(reply, 'note')[0]?.text).toBe('Nothing in the file bears on the words of this message. It mentions:');
  expect(reply.actions.map(({ label }) => label)).toEqual([mentioned[0]?.title.en, 'All topics', 'How to ask']);
});
