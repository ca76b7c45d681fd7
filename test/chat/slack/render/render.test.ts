/** Every brief and every awkward reply as Slack messages: reviewed files, Slack's limits, and nothing lost. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../../../src/records/schema.ts';
import { createLogger } from '../../../../src/app/log.ts';
import { helpEntriesOf } from '../../../../src/conversation/help.ts';
import { clean } from '../../../../src/chat/slack/render/escape.ts';
import { markerOf, render, renderNotice } from '../../../../src/chat/slack/render/render.ts';
import type { Reply } from '../../../../src/reply/reply.ts';
import type { BriefRequest } from '../../../../src/reply/button.ts';
import { awkward } from '../../../reply/awkward.ts';
import { NOW, ownCatalogue, ownIds } from '../../../support/records.ts';
import { partsOf } from '../../../support/parts.ts';
import { addressesIn, lostOf, textsOf } from '../../../support/reply-texts.ts';
import { checkMessage } from './limits-check.ts';
import { covered, labelsOf, linksOf, runsOf, targetsOf, textOf, type Run } from '../read-message.ts';
import { citedIn } from '../read-reply.ts';
import { pageText } from '../read-view.ts';
import { botInMemory, reader } from '../../../support/bot.ts';

const catalogue = ownCatalogue();
const topics = ownIds();

async function replyTo(request: BriefRequest, language: Language = 'en'): Promise<Reply> {
  const bot = botInMemory({ catalogue: () => catalogue, log: createLogger('silent'), now: () => NOW });
  return await bot.conversation.answer(
    request,
    reader({ language, helpEntries: (wanted) => helpEntriesOf('slack', wanted) }),
  );
}

const MESSAGES = [
  '中美元首釜山会晤，中国恢复稀土出口，美国下调关税。',
  'For the call with Beijing and Washington: will the tariffs stay, do rare earths flow, and are Chinese students coming back?',
];

const file = (name: string): string => `../../../golden/slack/${name}.txt`;
const shown = (replies: readonly (readonly [string, Reply])[]): string =>
  replies
    .map(([name, reply]) =>
      [`===== ${name}`, ...render(reply).flatMap((message) => [`(${message.text})`, pageText(message)])].join('\n'),
    )
    .join('\n\n')
    .concat('\n');

describe('what is reviewed: a brief', () => {
  // The whole brief shows again what its sections do.
  const parts = partsOf('energy');
  test.each(['en', 'zh'] as const)('with its parts, beside the topics and the help, in %s', async (language) => {
    const replies = async (asked: readonly { readonly part: string; readonly request: BriefRequest }[]) =>
      Promise.all(asked.map(async ({ part, request }) => [part, await replyTo(request, language)] as const));
    await expect(shown(await replies(parts))).toMatchFileSnapshot(file(`brief-${language}`));
    const rest = (['topics', 'help'] as const).map((type) => ({ part: type, request: { type } }));
    await expect(shown(await replies(rest))).toMatchFileSnapshot(file(`replies-${language}`));
  });
});

/** What menus say before they are opened. */
const placeholdersOf = ({ blocks }: { readonly blocks: readonly unknown[] }): string[] =>
  [...JSON.stringify(blocks).matchAll(/"placeholder":\{"type":"plain_text","text":"([^"]*)"/gu)].flatMap(
    ([, text]) => text ?? [],
  );

describe.each([
  ...topics.flatMap((topic) => partsOf(topic).map(({ part, request }) => ({ name: `${part} of ${topic}`, request }))),
  ...awkward,
])('$name', (given) => {
  let reply: Reply;
  let messages: ReturnType<typeof render>;
  let runs: readonly Run[];
  beforeAll(async () => {
    reply = 'reply' in given ? given.reply : await replyTo(given.request);
    messages = render(reply);
    runs = messages.flatMap(runsOf);
  });

  test('keeps within what Slack documents, on every page', () => {
    expect(messages.flatMap(checkMessage)).toEqual([]);
  });

  test('loses nothing over its pages, and keeps the order', () => {
    const text = messages
      .map((message) => [textOf(message), ...placeholdersOf(message), ...labelsOf(message)].join('\n'))
      .join('\n');
    expect(lostOf(text, textsOf(reply), clean)).toEqual([]);
  });

  test('links each of its addresses, and no other', () => {
    expect(new Set(messages.flatMap(linksOf))).toEqual(new Set(addressesIn(reply)));
  });

  test('keeps each statement beside its citations', () => {
    for (const { text, marks } of reply.blocks.flatMap(citedIn)) {
      const beside = runs.filter(({ links }) => marks.every((mark) => links.includes(mark.text)));
      expect({ text, covered: covered(text, beside) }).toEqual({ text, covered: true });
    }
  });

  test('offers its actions and the way on', () => {
    for (const [index, message] of messages.entries()) {
      const labels = [...targetsOf(message).keys()];
      const more = labels.filter((label) => /^(?:Continue|继续)/u.test(label));
      expect(more.length).toBe(reply.again !== undefined && index < messages.length - 1 ? 1 : 0);
      expect(labels.length).toBeGreaterThanOrEqual(new Set(reply.actions.map(({ target }) => target)).size > 0 ? 1 : 0);
    }
  });

  test('carries its title in the text that notifications show', () => {
    const title = reply.title
      .slice(0, 60)
      .trim()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;');
    expect(messages.filter(({ text }) => !text.includes(title))).toEqual([]);
  });
});

test.each(topics)('in Chinese %s keeps within the limits and loses nothing in any of its parts', async (topic) => {
  for (const { part, request } of partsOf(topic)) {
    const reply = await replyTo(request, 'zh');
    const messages = render(reply);
    expect({ part, faults: messages.flatMap(checkMessage) }).toEqual({ part, faults: [] });
    const text = messages
      .map((message) => [textOf(message), ...placeholdersOf(message), ...labelsOf(message)].join('\n'))
      .join('\n');
    expect({ part, lost: lostOf(text, textsOf(reply), clean) }).toEqual({ part, lost: [] });
  }
});

describe.each(['en', 'zh'] as const)('one message holds, in %s,', (language) => {
  test.each(topics)('both sides of %s, with statements of each', async (topic) => {
    const reply = await replyTo({ type: 'section', section: 'sides', topic }, language);
    expect(reply.blocks.filter(({ type }) => type === 'claims')).toHaveLength(2);
    expect(render(reply)).toHaveLength(1);
  });
  test.each(MESSAGES)('what bears on a message: %s', async (text) => {
    const reply = await replyTo({ type: 'message', text }, language);
    expect(reply.blocks.filter(({ type }) => type === 'claims').length).toBeGreaterThan(0);
    expect(render(reply)).toHaveLength(1);
  });
});

test('every choice of a menu can be chosen on some page', () => {
  const { reply } = awkward.find(({ name }) => name === 'many-choices') ?? { reply: undefined };
  if (reply === undefined) throw new Error('no such reply');
  const labels = render(reply).flatMap((message) => Array.from(targetsOf(message).keys()));
  expect(labels.filter((label) => label.startsWith('Choice '))).toHaveLength(120);
});

test('a reply without a title begins with what it says', async () => {
  const [message] = render(await replyTo({ type: 'thanks' }));
  expect([message?.text, message === undefined ? '' : textOf(message)]).toEqual([
    'You are welcome.',
    'You are welcome.',
  ]);
});

test('the marker of a reply is the block id of its first header, and tells pages apart', () => {
  const { reply } = awkward.find(({ name }) => name === 'everything-everywhere') ?? { reply: undefined };
  if (reply === undefined) throw new Error('no such reply');
  const ids = render(reply).map(({ blocks: [header] }) => header?.block_id);
  expect(ids[0]).toBe(reply.marker);
  expect(ids[1]).toBe(`${reply.marker}#2`);
  expect(() => markerOf('x'.repeat(256), 1)).toThrow(RangeError);
});

test('a notice is within the limits whatever it says', () => {
  expect(checkMessage(renderNotice('<!channel> & <@U1|x>'))).toEqual([]);
  expect(textOf(renderNotice('a & b'))).toBe('a & b');
});
