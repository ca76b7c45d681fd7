/** A correction on a message of the bot's in Slack. */
import { describe, expect, test } from 'vitest';
import { corrected, isMarked } from '../../../../src/chat/slack/render/edited-message.ts';
import { render } from '../../../../src/chat/slack/render/render.ts';
import type { Reply } from '../../../../src/reply/reply.ts';
import { checkMessage } from './limits-check.ts';

const WRONG = 'China bought 10 <tons> & more.';
const reply = (over: Partial<Reply> = {}): Reply => ({
  title: 'Energy',
  language: 'en',
  audience: 'everyone',
  blocks: [
    {
      type: 'points',
      heading: 'Points',
      items: [
        { label: 'Coal', text: `It says: ${WRONG} So it does.`, marks: [] },
        { label: '', text: 'Another one.', marks: [] },
      ],
    },
  ],
  actions: [{ label: 'Topics', target: { verb: 'open', request: { type: 'topics' }, page: 1, language: 'en' } }],
  marker: 'card',
  ...over,
});
const note = reply({
  title: '',
  blocks: [{ type: 'points', heading: 'Corrected', items: [{ label: 'Energy', text: 'It was 5.', marks: [] }] }],
  actions: [],
  marker: 'note',
});
const [card] = render(reply());
if (card === undefined) throw new Error('it renders into nothing');
const struck = (value: unknown): string[] =>
  JSON.stringify(value)
    .split('},{')
    .filter((part) => part.includes('"strike":true'));

/** All that blocks say. */
const texts = (blocks: unknown): string =>
  [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/gu)].map(([, text]) => text).join('');

describe('a corrected message', () => {
  test('has the note on top and the wording struck, and is the same but for that', () => {
    const after = corrected(card, note, [WRONG]);
    if (after === undefined) throw new Error('it has no room');
    const [top, ...rest] = after.blocks;
    expect(top).toMatchObject({ type: 'rich_text', block_id: 'note' });
    expect(checkMessage(after)).toEqual([]);
    expect(struck(rest)).toHaveLength(1);
    expect(struck(rest)[0]).toContain(JSON.stringify(WRONG).slice(1, -1));
    // Put together again, it is what it was.
    expect(texts(rest)).toBe(texts(card.blocks));
    expect(after.text).toBe('Corrected Energy: It was 5.');
  });

  test('keeps both markers: by the one it was found, by the other it is known to be done', () => {
    const after = corrected(card, note, [WRONG]) ?? {};
    expect([isMarked(after, 'card'), isMarked(after, 'note'), isMarked(card, 'note')]).toEqual([true, true, false]);
    expect(isMarked({ text: 'somebody else' }, 'card')).toBe(false);
  });

  test('is struck also where Slack tells a text escaped, and not at all where it stands in other words', () => {
    const told = {
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [{ type: 'text', text: 'China bought 10 &lt;tons&gt; &amp; more.' }],
            },
          ],
        },
      ],
    };
    expect(struck(corrected(told, note, [WRONG]))).toHaveLength(1);
    expect(struck(corrected(card, note, ['Other words.']))).toEqual([]);
  });

  test('leaves titles, buttons and what it does not know as they are', () => {
    const header = { type: 'header', text: { type: 'plain_text', text: WRONG, emoji: true } };
    const unknown = { type: 'something_new', elements: [{ type: 'text', text: WRONG }] };
    const after = corrected({ blocks: [header, unknown] }, note, [WRONG]);
    expect(after?.blocks.slice(1)).toEqual([header, unknown]);
  });

  test('is none where there is no room', () => {
    const long = { blocks: Array.from({ length: 50 }, () => ({ type: 'divider' })) };
    expect(corrected(long, note, [])).toBeUndefined();
    const text = {
      blocks: [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x'.repeat(11_900) }] }],
        },
      ],
    };
    expect(corrected(text, note, [])).toBeUndefined();
  });
});
