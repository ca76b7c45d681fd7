/** A correction on a message of the bot's in Discord. */
import { describe, expect, test } from 'vitest';
import { corrected, hasNote } from '../../../../src/chat/discord/render/edited-message.ts';
import { render } from '../../../../src/chat/discord/render/render.ts';
import type { Reply } from '../../../../src/reply/reply.ts';
import { limitFaults } from './limits-check.ts';

const WRONG = 'China *bought* 10 tons.';
const ESCAPED = String.raw`China \*bought\* 10 tons.`;
const reply = (over: Partial<Reply> = {}): Reply => ({
  title: 'Energy',
  language: 'en',
  audience: 'everyone',
  blocks: [{ type: 'points', heading: 'Points', items: [{ label: 'Coal', text: `It says: ${WRONG}`, marks: [] }] }],
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
/** As Discord tells it: with a number for each part. */
const told = card.components.map((part, index) => Object.assign({}, part, { id: index + 1 }));

describe('a corrected message', () => {
  test('has the note on top and the wording struck, and is the same but for that', () => {
    const after = corrected(told, note, [WRONG]);
    if (after === undefined) throw new Error('it has no room');
    const [top, ...rest] = after.components;
    expect(top).toMatchObject({ type: 10, content: expect.stringContaining('It was 5.') });
    expect(JSON.parse(JSON.stringify(rest).replaceAll('~~', ''))).toEqual(told);
    expect(JSON.stringify(rest)).toContain(JSON.stringify(`~~${ESCAPED}~~`).slice(1, -1));
    expect(after.allowed_mentions).toEqual({ parse: [] });
    expect(limitFaults(after)).toEqual([]);
  });

  test('is known by the number of its note, which another correction does not have, and no other part', () => {
    const { components } = corrected(told, note, []) ?? { components: [] };
    expect([hasNote(components, 'note'), hasNote(components, 'another'), hasNote(told, 'note')]).toEqual([
      true,
      false,
      false,
    ]);
    const ids = components.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(Number(id)).toBeLessThanOrEqual(0x7f_ff_ff_ff);
  });

  test('strikes nothing twice, and reaches into containers', () => {
    const once = corrected(told, note, [WRONG])?.components;
    const twice = corrected(once, { ...note, marker: 'second' }, [WRONG]);
    expect(JSON.stringify(twice).split('~~')).toHaveLength(3);
    const held = [{ type: 17, accent_color: 1, components: [{ type: 10, content: ESCAPED }] }];
    expect(JSON.stringify(corrected(held, note, [WRONG]))).toContain('~~China');
  });

  test('is none where there is no room', () => {
    expect(corrected([{ type: 10, content: 'x'.repeat(3_990) }], note, [])).toBeUndefined();
    expect(
      corrected(
        Array.from({ length: 40 }, () => ({ type: 14 })),
        note,
        [],
      ),
    ).toBeUndefined();
  });
});
