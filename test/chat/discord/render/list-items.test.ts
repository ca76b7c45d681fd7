/** Items of lists with their own actions, moments and posted messages. */
import { describe, expect, test } from 'vitest';
import { decodeButtonId, stepOf } from '../../../../src/chat/discord/render/button-id.ts';
import { finishedPost } from '../../../../src/chat/discord/render/edited-message.ts';
import { withAccent } from '../../../../src/chat/discord/render/payload.ts';
import { render } from '../../../../src/chat/discord/render/render.ts';
import type { Action, ListItem, Reply } from '../../../../src/reply/reply.ts';
import { limitFaults } from './limits-check.ts';
import { links, said, seen } from '../reading.ts';

function listOf(items: readonly ListItem[], actions: readonly Action[] = []): Reply {
  return {
    title: 'Digests',
    language: 'en',
    audience: 'asker',
    blocks: [{ type: 'list', heading: '', items }],
    actions,
  };
}

const actionsOf = (index: number): Action[] =>
  (['change', 'pause', 'preview', 'now', 'log', 'remove'] as const).map((action) => ({
    label: action,
    target: { verb: 'digest', action, subscription: `d${index}`, language: 'en' },
    group: index + 1,
    confirm: action === 'remove' || action === 'now' ? `Really ${action}?` : undefined,
  }));

const digests = (count: number): Reply => {
  const names = Array.from({ length: count }, (_, index) => `Energy ${index + 1}`);
  return listOf(
    names.map((label) => ({ label, detail: 'next: tomorrow' })),
    names.flatMap((_, index) => actionsOf(index)),
  );
};

describe('the actions of listed items are', () => {
  test('buttons where there is one item', () => {
    const [page] = render(digests(1));
    expect(seen(page!).buttons.map(({ label }) => label)).toEqual([
      'change',
      'pause',
      'preview',
      'now',
      'log',
      'remove',
    ]);
    const steps = seen(page!).buttons.map(({ custom_id: id }) => stepOf(id));
    expect(steps).toEqual([undefined, undefined, undefined, 'ask', undefined, 'ask']);
  });

  test('a menu for each of a few items, by its name', () => {
    const [page] = render(digests(3));
    const { menus } = seen(page!);
    expect(menus.map(({ placeholder }) => placeholder)).toEqual(['Energy 1', 'Energy 2', 'Energy 3']);
    const remove = menus[1]?.options.find(({ label }) => label === 'remove')?.value ?? '';
    expect(stepOf(remove)).toBe('ask');
    expect(decodeButtonId(remove)).toMatchObject({ action: 'remove', subscription: 'd1' });
  });

  test('a menu for each action where there are many items, each named', () => {
    const pages = render(digests(25));
    expect(pages.flatMap(limitFaults)).toEqual([]);
    const { menus } = seen(pages[0]!);
    expect(menus.map(({ placeholder }) => placeholder)).toEqual(['change', 'pause', 'preview', 'now', 'log', 'remove']);
    for (const { options } of menus) expect(options).toHaveLength(25);
    expect(menus[0]?.options[6]?.label).toBe('Energy 7');
  });
});

test('a moment is shown by the reader’s clock, and a posted message as a link there', () => {
  const at = Date.UTC(2026, 10, 30, 1);
  const post = { workspace: '900000000000000001', channel: '900000000000000002', message: '1500000000000000000' };
  const [page] = render(listOf([{ label: 'Nov 30', detail: 'sent', at, post }]));
  expect(seen(page!).texts.join('\n')).toContain(
    `sent · <t:${at / 1_000}:R> · https://discord.com/channels/${post.workspace}/${post.channel}/${post.message}`,
  );
  const odd = render(listOf([{ label: 'x', detail: 'sent', post: { ...post, message: '@everyone' } }]));
  expect(said(odd[0]!)).not.toContain('https');
});

const claim = (index: number) => ({
  id: `c${index}`,
  kind: 'position' as const,
  text: `Statement ${index}: ${'word '.repeat(30).trim()}`,
  who: '',
  date: '',
  detail: [],
  marks: [
    {
      source: 1,
      paragraphs: [index],
      text: `1 ¶${index}`,
      url: `https://example.org/d#:~:text=${'w'.repeat(220)}${index}`,
    },
  ],
});

const measures = (count: number, actions: readonly Action[] = []): Reply => ({
  title: 'Measures',
  language: 'en',
  audience: 'asker',
  blocks: [
    { type: 'claims', heading: 'Measures', claims: Array.from({ length: count }, (_, index) => claim(index + 1)) },
  ],
  actions,
});

describe('a reply that is longer than one message only by its addresses', () => {
  const sources: Action = {
    label: 'Sources',
    target: {
      verb: 'open',
      request: { type: 'section', topic: 'energy', section: 'sources' },
      page: 1,
      language: 'en',
    },
  };

  test('leads to the documents instead of the words, and loses nothing else', () => {
    const [page, ...more] = render(measures(14));
    expect(more).toEqual([]);
    expect(limitFaults(page!)).toEqual([]);
    expect(links(page!)).toEqual(Array.from({ length: 14 }, () => 'https://example.org/d'));
    for (const index of [1, 14]) expect(said(page!)).toContain(` 1 ¶${index}`);
  });

  test('leads nowhere only where its sources are at hand, and says so', () => {
    const [page, ...more] = render(measures(20, [sources]));
    expect(more).toEqual([]);
    expect(links(page!)).toEqual([]);
    expect(said(page!)).toContain('There is no room for links here');
    expect(said(page!)).toContain(' 1 ¶20');
    expect(render(measures(20)).length).toBeGreaterThan(1);
  });

  test('keeps its words where it is long anyway', () => {
    const pages = render(measures(80));
    expect(pages.length).toBeGreaterThan(3);
    expect(links(pages[0]!)[0]).toContain('#:~:text=');
  });
});

test('a private message has a coloured edge, which keeps the limits', () => {
  const [page] = render(digests(8));
  const placed = withAccent(page!);
  expect(placed.components).toMatchObject([{ type: 17, accent_color: expect.any(Number) }]);
  expect(limitFaults({ ...placed, allowed_mentions: { parse: [] } })).toEqual([]);
});

test('the post of a flag that is done with keeps all but the button, whatever Discord tells of it', () => {
  const [post] = render({
    ...listOf([{ label: 'What is wrong', detail: 'the date' }]),
    actions: [
      sourcesAction('Open the brief'),
      { label: 'Done', target: { verb: 'done', flag: 'abc12345', language: 'en' } },
    ],
    marker: 'abc12345',
  });
  const finished = finishedPost([...post!.components, { type: 99 }, null], 'Marked as done by Alice.');
  expect(limitFaults(finished)).toEqual([]);
  expect(seen(finished).buttons.map(({ label }) => label)).toEqual(['Open the brief']);
  expect(said(finished)).toContain('the date');
  expect(said(finished)).toContain('Marked as done by Alice.');
});

function sourcesAction(label: string): Action {
  return {
    label,
    target: { verb: 'open', request: { type: 'brief', topic: 'energy' }, page: 1, language: 'en' },
  };
}
