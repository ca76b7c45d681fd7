/** Renders every card, section and whole brief of ours and every awkward reply: to reviewed files, within Discord's limits, with nothing lost. */
import { describe, expect, test } from 'vitest';
import { shorten } from '../../../../src/reply/shorten.ts';
import { TYPE, type DiscordMessage } from '../../../../src/chat/discord/render/payload.ts';
import { markerNumber } from '../../../../src/chat/discord/render/marker.ts';
import { notice, render, SHORT_TEXTS } from '../../../../src/chat/discord/render/render.ts';
import { plain } from '../../../../src/chat/discord/render/escape.ts';
import { decodeButtonId } from '../../../../src/chat/discord/render/button-id.ts';
import { helpEntries } from '../../../../src/chat/discord/render/help.ts';
import type { Reply } from '../../../../src/reply/reply.ts';
import { answer } from '../../../../src/conversation/answer-request.ts';
import { type BriefRequest } from '../../../../src/reply/button.ts';
import { SECTIONS } from '../../../../src/reply/section.ts';
import { ALL, awkward } from '../../../reply/awkward.ts';
import { partsOf } from '../../../support/parts.ts';
import { addressesIn, lostOf, textsOf } from '../../../support/reply-texts.ts';
import { catalogue, NOW } from '../catalogue.ts';
import { limitFaults } from './limits-check.ts';
import { holds, links, live, pageText, read, said, seen } from '../reading.ts';

/** What a button opens, and which page of it. */
const openedBy = (id: string) => {
  const action = decodeButtonId(id);
  return action?.verb === 'open' ? action : undefined;
};

const golden = (name: string): string => `../../../golden/discord/${name}.txt`;
const textOf = (replies: Readonly<Record<string, Reply>>): string =>
  Object.entries(replies)
    .map(([name, reply]) => [`===== ${name}`, ...render(reply).map(pageText)].join('\n'))
    .join('\n\n')
    .concat('\n');

function replyTo(request: BriefRequest, language: 'en' | 'zh', audience: Reply['audience'] = 'asker'): Reply {
  return answer(request, { catalogue, now: NOW, language, audience, helpEntries: helpEntries(language) });
}

const THREE_TOPICS = '中美元首釜山会晤，中国恢复稀土出口，美国下调关税。';
const THREE_IN_ENGLISH =
  'For the call with Beijing and Washington: will the tariffs stay, do rare earths flow, and are Chinese students coming back?';

const real = [...catalogue.briefs.keys()].flatMap((topic) =>
  partsOf(topic).flatMap(({ part, request }) =>
    (['en', 'zh'] as const).map((language) => ({
      name: `${topic} ${part} ${language}`,
      reply: replyTo(request, language),
    })),
  ),
);
const others = (language: 'en' | 'zh') => [
  { name: `topics ${language}`, reply: replyTo({ type: 'topics' }, language) },
  { name: `help ${language}`, reply: replyTo({ type: 'help' }, language) },
  { name: `welcome ${language}`, reply: replyTo({ type: 'welcome', mention: '@attache' }, language, 'everyone') },
  { name: `message of three topics ${language}`, reply: replyTo({ type: 'message', text: THREE_TOPICS }, language) },
  { name: `message of nothing ${language}`, reply: replyTo({ type: 'message', text: 'qwertz uiop' }, language) },
  { name: `nothing ${language}`, reply: replyTo({ type: 'ask', question: 'qwertz uiop' }, language) },
];
const all = [...real, ...others('en'), ...others('zh'), ...awkward];

const rendered = new WeakMap<Reply, readonly DiscordMessage[]>();
/** The messages of a reply, rendered once for all that is asked of them. */
function messagesOf(reply: Reply): readonly DiscordMessage[] {
  const messages = rendered.get(reply) ?? render(reply);
  rendered.set(reply, messages);
  return messages;
}

describe('what is reviewed', () => {
  // The whole brief shows again what its sections do.
  const parts = partsOf('energy');
  test.each(['en', 'zh'] as const)(
    'a brief, its parts and all else that is answered read as in their file, in %s',
    async (language) => {
      const brief = Object.fromEntries(parts.map(({ part, request }) => [part, replyTo(request, language)]));
      await expect(textOf(brief)).toMatchFileSnapshot(golden(`brief-${language}`));
      const rest = Object.fromEntries(others(language).map(({ name, reply }) => [name, reply]));
      await expect(textOf(rest)).toMatchFileSnapshot(golden(`replies-${language}`));
    },
  );
});

describe.each(['en', 'zh'] as const)('one message holds, in %s,', (language) => {
  test.each([...catalogue.briefs.keys()])('both sides of %s, with statements of each', (topic) => {
    const reply = replyTo({ type: 'section', section: 'sides', topic }, language);
    expect(reply.blocks.filter(({ type }) => type === 'claims')).toHaveLength(2);
    expect(messagesOf(reply)).toHaveLength(1);
  });
  test.each([THREE_TOPICS, THREE_IN_ENGLISH])('what bears on a message of three topics: %s', (text) => {
    const reply = replyTo({ type: 'message', text }, language);
    expect(reply.blocks.filter(({ type }) => type === 'claims').length).toBeGreaterThan(0);
    expect(messagesOf(reply)).toHaveLength(1);
  });
});

/** An address without the words to be marked there, where both have no room. */
const short = (url: string): string => url.replace(/#.*$/u, '');

describe('every message', () => {
  test.each(all)('of $name keeps the limits', ({ reply }) => {
    expect(
      messagesOf(reply)
        .map(limitFaults)
        .filter((faults) => faults.length > 0),
    ).toEqual([]);
  });

  test.each(all)('of $name loses nothing, and keeps the order', ({ reply }) => {
    const pages = messagesOf(reply);
    const text = pages.map((page) => `${said(page)}\n${optionsOf(page)}`).join('\n');
    expect(lostOf(text, textsOf(reply), plain)).toEqual([]);
    const shown = pages.map(seen);
    const labels = [
      ...shown.flatMap(({ buttons, menus }) => [...buttons, ...menus.flatMap(({ options }) => options)]),
      ...shown.flatMap(({ menus }) => menus.map(({ placeholder: label }) => ({ label }))),
    ].map(({ label }) => label);
    for (const { label } of reply.actions)
      expect(labels.some((one) => one.startsWith(plain(label).slice(0, 60).trimEnd()))).toBe(true);
  });

  test.each(all)('of $name has each statement together with its citations', ({ reply }) => {
    const lines = messagesOf(reply).flatMap((page) => seen(page).texts.flatMap((content) => content.split('\n')));
    for (const claim of reply.blocks.flatMap((block) => (block.type === 'claims' ? block.claims : []))) {
      const behind = claim.marks.length === 0 ? '' : ` ${claim.marks.map(({ text }) => plain(text)).join('; ')}`;
      const before = claim.lead === undefined ? '' : plain(claim.lead.text);
      const cited = lines
        .map(read)
        .filter((line) => line.startsWith(`- ${before}`) && line.includes(behind))
        .map((line) => line.slice(2 + before.length));
      const text = cited.map((line) => (behind === '' ? line : line.replace(behind, ''))).join('');
      expect(holds(text, plain(claim.text))).toBe(true);
    }
  });

  test.each(all)('of $name links its own addresses only, and each citation to its own', ({ reply }) => {
    const addresses = new Set(addressesIn(reply).flatMap((url) => [url, short(url)]));
    const pages = messagesOf(reply);
    expect(pages.flatMap(links).filter((url) => !addresses.has(url))).toEqual([]);
    const markdown = pages.flatMap((one) => seen(one).texts).join('\n');
    const cited = reply.blocks
      .flatMap((block) => (block.type === 'claims' ? block.claims : []))
      .flatMap(({ marks }) => marks.flatMap(({ url }) => url ?? []));
    expect(cited.filter((url) => ![url, short(url)].some((one) => markdown.includes(`](${one})`)))).toEqual([]);
  });

  test.each(all)('of $name pings nobody and reads no markup in it', ({ reply }) => {
    for (const page of messagesOf(reply))
      for (const content of seen(page).texts) {
        const left = live(content);
        expect(left).not.toMatch(/[@<`~|[\]]/u);
        expect(left).not.toMatch(/https?:\/\//u);
        expect(left).not.toMatch(/:[\w+-]+:/u);
        // What is left of markup is ours: headings, list marks, small print, bold and italics.
        expect(left.replace(/^(?:###? |-# | {2}- |- )/gmu, '')).not.toMatch(/^\s*(?:[-+>#]|\d+\.\s)/mu);
      }
  });
});

const inOrder = (text: string, parts: readonly string[]): void => {
  const places = parts.map((part) => text.indexOf(part));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThanOrEqual(0);
};

test('a card is one message: how old the file is, bottom line, the newest of each side, where they differ and what is next, each linked to its words', () => {
  const messages = render(replyTo({ type: 'brief', topic: 'busan-summit' }, 'en'));
  expect(messages).toHaveLength(1);
  inOrder(said(messages[0]!), ['The Busan summit', 'the file ends', 'After Busan', 'Where they differ']);
  for (const url of links(messages[0]!)) expect(url).toMatch(/^https:\/\/[\w./-]+#:~:text=[\w%,&=-]+$/u);
  expect(links(messages[0]!).length).toBeGreaterThan(2);
});

test('the sections of a brief are a menu below its card, each with how much is in it', () => {
  const [card] = render(replyTo({ type: 'brief', topic: 'busan-summit' }, 'en'));
  const [menu] = seen(card!).menus;
  expect(menu?.placeholder).toBe('More…');
  const opened = menu?.options.flatMap(({ value }) => openedBy(value)?.request ?? []) ?? [];
  for (const section of SECTIONS) expect(opened).toContainEqual({ type: 'section', topic: 'busan-summit', section });
  expect(menu?.options.every(({ label }) => / \(\d+\)$/u.test(label))).toBe(true);
});

test.each<BriefRequest>([{ type: 'section', section: 'sources', topic: 'trade-and-tariffs' }, { type: 'status' }])(
  'what takes several messages goes on by a button below the content: %j',
  (request) => {
    const pages = render(replyTo(request, 'en'));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      const types = page.components.map(({ type }) => type);
      expect(types.indexOf(TYPE.row)).toBeGreaterThan(types.lastIndexOf(TYPE.text));
    }
  },
);

test('pages follow each other by buttons in both directions, the first has none back and the last none on', () => {
  const reply = awkward.find(({ name }) => name === 'many-claims')!.reply;
  const pages = render(reply);
  expect(pages.length).toBeGreaterThan(2);
  const leadingTo = (label: string) =>
    pages.map((page) => {
      const id = seen(page).buttons.find((one) => one.label.startsWith(label))?.custom_id;
      return id === undefined ? undefined : openedBy(id)?.page;
    });
  const numbers = pages.map((_, index) => index + 1);
  expect(leadingTo('Continue')).toEqual([...numbers.slice(1), undefined]);
  expect(leadingTo('Back')).toEqual([undefined, ...numbers.slice(0, -1)]);
  expect(pages.map((page) => said(page).includes(`part ${pages.indexOf(page) + 1} of ${pages.length}`))).not.toContain(
    false,
  );
});

test('an action without choices, or with more than a menu holds, is a button', () => {
  const reply = replyTo({ type: 'brief', topic: 'busan-summit' }, 'en');
  const more = reply.actions.find(({ choices }) => choices !== undefined)!;
  for (const choices of [[], Array.from({ length: 26 }, () => more.choices![0]!)]) {
    const [page] = render({ ...reply, actions: [{ ...more, choices }] });
    expect(seen(page!).buttons.map(({ label }) => label)).toContain('More…');
    expect(seen(page!).menus).toEqual([]);
  }
});

const menuNames = (reply: Reply): string[] => seen(render(reply)[0]!).menus.map(({ placeholder }) => placeholder);

test('more actions than a message has buttons for are a menu with the name of the reply', () => {
  const reply = replyTo({ type: 'sections', topic: 'busan-summit' }, 'en');
  const [back] = reply.actions;
  const actions = Array.from({ length: 16 }, () => back!);
  const bare = { ...reply, blocks: [], title: 'Digests' };
  expect(menuNames({ ...bare, actions: actions.slice(1) })).toEqual([]);
  expect(menuNames({ ...bare, actions })).toEqual(['Digests']);
});

test('many topics are spread over menus of 25, each choice once', () => {
  const reply = awkward.find(({ name }) => name === 'many-choices')!.reply;
  const menus = render(reply).flatMap((page) => seen(page).menus);
  expect(menus.map(({ options }) => options.length)).toEqual([25, 25, 25, 25, 20]);
  const values = menus.flatMap(({ options }) => options.map(({ value }) => value));
  expect(new Set(values).size).toBe(120);
  expect(values.every((value) => decodeButtonId(value)?.verb === 'open')).toBe(true);
});

test('the same choice twice in a menu stays the same choice', () => {
  const choice = {
    label: 'A',
    detail: '',
    target: { verb: 'open', request: { type: 'help' }, page: 1, language: 'en' },
  } as const;
  const [page] = render({
    title: 'Twice',
    language: 'en',
    audience: 'asker',
    blocks: [{ type: 'choices', prompt: 'Choose', choices: [choice, choice] }],
    actions: [choice, choice],
  });
  expect(limitFaults(page)).toEqual([]);
  const ids = [
    ...seen(page!).menus.flatMap(({ options }) => options.map(({ value }) => value)),
    ...seen(page!).buttons.map(({ custom_id }) => custom_id),
  ];
  expect(ids.map(decodeButtonId)).toEqual(Array.from({ length: 4 }, () => choice.target));
});

describe('a marker', () => {
  const marker = 'abcdefghijklmnopqrstuvwx';
  const marked: Reply = {
    ...replyTo({ type: 'section', section: 'sources', topic: 'trade-and-tariffs' }, 'en'),
    marker,
  };
  const bearers = (reply: Reply): number[] =>
    render(reply).map(
      ({ components }) => components.filter((part) => 'id' in part && part.id === markerNumber(marker)).length,
    );

  test('is in an id of every message, whose button works as before', () => {
    for (const page of render(marked)) {
      const carrying = [...seen(page).buttons, ...seen(page).menus].filter(({ custom_id }) =>
        custom_id.endsWith(`#${marker}`),
      );
      expect(carrying).toHaveLength(1);
    }
    expect(targets(marked)).toEqual(targets({ ...marked, marker: undefined }));
    expect(targets(marked)).not.toContain(undefined);
  });

  test('finds room even beside the longest topic', () => {
    const topic = 'a'.repeat(40);
    const [page] = render({
      ...marked,
      blocks: [],
      actions: [
        {
          label: 'Open',
          target: {
            verb: 'open',
            request: { type: 'section', section: 'disagreements', topic },
            page: 999,
            language: 'en',
          },
        },
      ],
    });
    expect(seen(page!).buttons[0]?.custom_id).toMatch(new RegExp(`#${marker}$`, 'u'));
    expect(limitFaults(page)).toEqual([]);
  });

  test('stands in one text of each message where there are no buttons, and only there', () => {
    const pages = bearers({ ...marked, actions: [], again: undefined });
    expect(pages.length).toBeGreaterThan(1);
    expect(new Set(pages)).toEqual(new Set([1]));
    expect(new Set(bearers(marked))).toEqual(new Set([0]));
  });
});

test('texts of many bytes keep what Discord can store, which is less than it documents', () => {
  const text = '双方同意，暂停一年；'.repeat(30);
  const pages = render({
    title: '长文',
    language: 'zh',
    audience: 'asker',
    blocks: Array.from({ length: 30 }, (_, index) => ({ type: 'gaps', heading: `第${index}节`, items: [text, text] })),
    actions: [],
  });
  expect(pages.flatMap(limitFaults)).toEqual([]);
  const sizes = pages.map((page) => Buffer.byteLength(seen(page).texts.join(''), 'utf8'));
  // Pages are well filled, too.
  expect(Math.max(...sizes)).toBeGreaterThan(8_500);
});

test.each(['*', '字', '\u{1F1E8}\u{1F1F3}'])(
  'a statement with all that is shown beside it fits a message (%s)',
  (mark) => {
    const most = (characters: number): string => mark.repeat(characters / mark.length);
    const marks = Array.from({ length: 30 }, (_, index) => ({
      source: index + 1,
      paragraphs: [index + 1, index + 2],
      text: `${index + 1} ¶${index + 1}, ¶${index + 2}`,
      url: `https://example.org/${'x'.repeat(400)}`,
    }));
    const claim = {
      id: 'a',
      kind: 'position',
      who: '',
      date: '',
      text: most(600),
      detail: [most(400)],
      marks,
    } as const;
    const messages = render({
      title: most(200),
      language: 'zh',
      audience: 'asker',
      blocks: [{ type: 'claims', heading: most(300), claims: [claim, claim] }],
      actions: [],
    });
    expect(messages.flatMap(limitFaults)).toEqual([]);
    expect(messages).toHaveLength(2);
  },
);

test('many buttons stand in rows of five, and more than fifteen are a menu', () => {
  const reply = replyTo({ type: 'sections', topic: 'busan-summit' }, 'en');
  const actions = Array.from({ length: 12 }, (_, at) => ({ ...reply.actions[0]!, label: `Button ${at}` }));
  const [rows, menu] = [actions, [...actions, ...actions]].map((some) =>
    render({ ...reply, blocks: [], actions: some }),
  );
  expect(seen(rows![0]!).buttons.map(({ label }) => label)).toEqual(actions.map(({ label }) => label));
  expect(seen(rows![0]!).menus).toEqual([]);
  expect(seen(menu![0]!).buttons).toEqual([]);
  expect(seen(menu![0]!).menus.map(({ options }) => options.length)).toEqual([24]);
});

test('a notice is one short message', () => {
  const message = notice(ALL, 'en');
  expect(limitFaults(message)).toEqual([]);
  expect(holds(said(message), plain(ALL))).toBe(true);
});

test('a reply of ordinary length is left as it is when room is made', () => {
  for (const { reply } of real) expect(shorten(reply.blocks, SHORT_TEXTS)).toEqual(reply.blocks);
});

function optionsOf(page: DiscordMessage): string {
  return seen(page)
    .menus.flatMap(({ options }) => options.map(({ label, description }) => `${label} ${description ?? ''}`))
    .join('\n');
}

function targets(reply: Reply) {
  return render(reply).flatMap((page) => seen(page).buttons.map(({ custom_id }) => decodeButtonId(custom_id)));
}
