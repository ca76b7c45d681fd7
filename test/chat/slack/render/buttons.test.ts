/** What can be done below a reply and beside the items of a list: one row, menus for the rest, and questions before what cannot be undone. */
import { describe, expect, test } from 'vitest';
import { confirmForm, parseConfirmForm, confirmQuestion } from '../../../../src/chat/slack/render/confirm-form.ts';
import { decodeSlackButton } from '../../../../src/chat/slack/render/button-id.ts';
import { render } from '../../../../src/chat/slack/render/render.ts';
import type { Action, Reply } from '../../../../src/reply/reply.ts';
import type { DigestButtonAction } from '../../../../src/reply/button.ts';
import { checkMessage } from './limits-check.ts';
import { checkView } from './view-check.ts';
import { targetsOf, textOf } from '../read-message.ts';

type Json = Readonly<Record<string, unknown>>;

const opening = (index: number, over: Partial<Action> = {}): Action => ({
  label: `Topic ${index}`,
  target: { verb: 'open', request: { type: 'brief', topic: `topic-${index}` }, page: 1, language: 'en' },
  ...over,
});
const onDigest = (action: DigestButtonAction, group: number, confirm?: string): Action => ({
  label: action,
  target: { verb: 'digest', action, subscription: `digest${group}`, language: 'en' },
  group,
  confirm,
});
/** What can be done with a digest of a list. */
const acts = (group: number): Action[] => [
  onDigest('change', group),
  onDigest('pause', group),
  onDigest('now', group, 'Post now?'),
  onDigest('log', group),
  onDigest('remove', group, 'Forget it?'),
];

const reply = (actions: readonly Action[], blocks: Reply['blocks'] = []): Reply => ({
  title: 'Title',
  language: 'en',
  audience: 'asker',
  blocks,
  actions,
});
const blocksOf = (given: Reply): readonly Json[] => {
  const messages = render(given);
  expect(messages.flatMap(checkMessage)).toEqual([]);
  return messages.flatMap(({ blocks }) => blocks as unknown as readonly Json[]);
};
const elementsOf = (given: Reply): readonly Json[] =>
  blocksOf(given).flatMap(({ type, elements }) => (type === 'actions' ? (elements as readonly Json[]) : []));

describe('the actions of a reply', () => {
  test.each([
    [1, ['button']],
    [5, ['button', 'button', 'button', 'button', 'button']],
    [6, ['button', 'button', 'button', 'button', 'overflow']],
    [9, ['button', 'button', 'button', 'button', 'overflow']],
    [10, ['button', 'button', 'button', 'button', 'static_select']],
    [40, ['button', 'button', 'button', 'button', 'static_select']],
  ])('%i stand in one row, none lost', (count, types) => {
    const given = reply(Array.from({ length: count }, (_, index) => opening(index)));
    expect(elementsOf(given).map(({ type }) => type)).toEqual(types);
    expect([...targetsOf(render(given)[0]).keys()]).toEqual(given.actions.map(({ label }) => label));
  });

  test('whose id is too long for a menu stay buttons', () => {
    const topics = ['a'.repeat(38), 'b'.repeat(38)];
    const long = opening(0, {
      label: 'Several',
      target: { verb: 'open', request: { type: 'several', topics }, page: 1, language: 'en' },
    });
    const given = reply([...Array.from({ length: 8 }, (_, index) => opening(index)), long]);
    expect(elementsOf(given).map(({ type }) => type)).toEqual([...Array<string>(5).fill('button'), 'overflow']);
    expect(targetsOf(render(given)[0]).size).toBe(9);
  });

  test('are asked about by Slack where they are buttons', () => {
    const [element] = elementsOf(
      reply([{ ...onDigest('remove', 0, 'Its settings are forgotten.'), group: undefined }]),
    );
    expect(element?.confirm).toMatchObject({ text: { text: 'Its settings are forgotten.' }, style: 'danger' });
  });
});

describe('the actions on the items of a list', () => {
  const items = Array.from({ length: 30 }, (_, index) => ({
    label: `Energy, weekdays 09:00 Beijing, owner ${index + 1}`,
    channel: 'C01GEN',
    detail: `Next: ${'Tuesday, '.repeat(8)}number ${index + 1}`,
  }));

  test('stand in a menu beside each, on every page, whatever else there is to do', () => {
    const given = reply(
      [...items.flatMap((_, index) => acts(index + 1)), opening(0)],
      [{ type: 'list', heading: 'Digests', items }],
    );
    const blocks = blocksOf(given);
    const menus = blocks.flatMap(({ text, accessory }) =>
      accessory === undefined ? [] : [{ text, accessory: accessory as Json }],
    );
    expect(menus).toHaveLength(30);
    for (const [index, { text, accessory }] of menus.entries()) {
      expect((text as Json).text).toContain(`number ${index + 1}`);
      expect((text as Json).text).toContain('<#C01GEN>');
      expect(accessory.type).toBe('overflow');
      const values = (accessory.options as readonly Json[]).map(({ value }) => decodeSlackButton(String(value)));
      expect(values.map((value) => value?.verb)).toEqual(['digest', 'digest', 'ask', 'digest', 'ask']);
      expect(JSON.stringify(values)).toContain(`digest${index + 1}`);
    }
    expect(render(given).length).toBeGreaterThan(1);
    expect(elementsOf(given).every(({ type }) => type === 'button')).toBe(true);
  });

  test('of a text that could be read as markup leave it as it is', () => {
    const hostile = [{ label: '*all* <!channel>', channel: 'C01GEN', detail: '@here _now_' }];
    const [, section] = blocksOf(
      reply([onDigest('log', 1), onDigest('pause', 1)], [{ type: 'list', heading: '', items: hostile }]),
    );
    expect(section?.text).toMatchObject({ type: 'plain_text' });
    expect(textOf({ blocks: [section] })).toContain('*all* <!channel>');
  });

  test.each(['remove', 'now'] as const)('%s is asked about first', (action) => {
    const { target } = onDigest(action, 1);
    const view = confirmForm({ action: target, channel: 'C01GEN', language: 'en' });
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain(confirmQuestion(target));
    expect(parseConfirmForm(String(view.private_metadata))).toEqual({
      action: target,
      channel: 'C01GEN',
      language: 'en',
    });
  });

  test.each(['', '{}', 'null', '{"action":"attache1/digest/explode/a/en","channel":"C1","language":"en"}'])(
    'a question of %j is none of ours',
    (metadata) => {
      expect(parseConfirmForm(metadata)).toBeUndefined();
    },
  );
});

test.each([
  [
    'Invite it with /invite @attache in that channel.',
    'mrkdwn',
    '*Energy*\n<#C01GEN> · <@U01ALICE> · Invite it with /invite @attache in that channel.',
  ],
  // Without its markup a reference would show an id, which says nothing to anybody.
  ['Tell @channel', 'plain_text', 'Energy\nTell @channel'],
  ['It is *bold*', 'plain_text', 'Energy\nIt is *bold*'],
])('beside an item of a list that says “%s” no id is shown', (detail, type, text) => {
  const items = [{ label: 'Energy', channel: 'C01GEN', person: 'U01ALICE', detail }];
  const [message] = render(reply(acts(1), [{ type: 'list', heading: '', items }]));
  expect(checkMessage(message)).toEqual([]);
  expect(message?.blocks).toContainEqual(expect.objectContaining({ text: expect.objectContaining({ type, text }) }));
});
