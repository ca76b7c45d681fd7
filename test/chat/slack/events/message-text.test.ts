/** What a message of somebody else's says, in the shapes that Slack hands messages over in. */
import { expect, test } from 'vitest';
import { MAX_MESSAGE, messageText } from '../../../../src/chat/slack/events/message-text.ts';
import { expectProportional } from '../../../support/growth.ts';

const rich = (text: string): object => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

test.each([
  ['its text, without mentions', { text: '<@U1> look at <!here> rare earths' }, 'look at   rare earths'],
  [
    'links and channels by their names',
    { text: 'see <https://a.example/b|the talks> in <#C1|trade>' },
    'see  the talks  in  trade',
  ],
  ['its text rather than its blocks, which say the same', { text: 'tariffs', blocks: [rich('tariffs')] }, 'tariffs'],
  ['its blocks where it has no text', { text: '', blocks: [rich('what of tariffs')] }, 'what of tariffs'],
  [
    'sections, headers, fields and contexts of a bot',
    {
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Export controls' } },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: 'Chips &amp; more' },
          fields: [{ type: 'mrkdwn', text: 'GPUs' }],
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'today' }] },
      ],
    },
    'Export controls Chips & more GPUs today',
  ],
  [
    'the preview of a link beside it',
    { text: '<https://news.example/1>', attachments: [{ title: 'Busan summit', text: 'They met.', fallback: 'x' }] },
    '<https://news.example/1>\nBusan summit\nThey met.',
  ],
  [
    'a message that it forwards',
    {
      text: '',
      attachments: [{ is_share: true, message_blocks: [{ message: { blocks: [rich('soybeans again')] } }] }],
    },
    'soybeans again',
  ],
  [
    'what stands in place of an attachment where there is no more',
    { attachments: [{ fallback: 'LNG prices' }] },
    'LNG prices',
  ],
  ['nothing where it is a picture alone', { text: '', files: [{ name: 'a.png' }] }, ''],
  ['nothing of what is no text', { text: 7, blocks: 'no', attachments: [null, 3, { title: {} }] }, ''],
])('is %s', (_what, message, text) => {
  expect(messageText(message)).toBe(text);
});

test('is no longer than what is read, and no half a character', () => {
  expect(messageText({ text: 'a'.repeat(MAX_MESSAGE * 3) })).toHaveLength(MAX_MESSAGE);
  const text = messageText({ text: `a${'😀'.repeat(MAX_MESSAGE)}` });
  expect(text.isWellFormed()).toBe(true);
  expect(text.length).toBe(MAX_MESSAGE - 1);
});

test('is read by work in proportion though its blocks are deep and many', () => {
  expectProportional((size) => {
    let deep: unknown = { text: 'lost' };
    for (let depth = 0; depth < size / 10; depth++) deep = { elements: [deep] };
    const wide = Array.from({ length: size }, () => ({ text: 'x' }));
    expect(messageText({ blocks: [deep, ...wide] }).length).toBeLessThanOrEqual(MAX_MESSAGE);
  }, 100_000);
});
