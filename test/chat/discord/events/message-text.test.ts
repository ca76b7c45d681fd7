/** Reads what a message says, wherever in it that stands. */
import { expect, test } from 'vitest';
import { messageText } from '../../../../src/chat/discord/events/message-text.ts';

test.each<[string, unknown, string]>([
  ['its content', { content: 'What about rare earths?' }, 'What about rare earths?'],
  [
    'its embeds, where it has no content or only an address',
    {
      content: 'https://example.org/article',
      embeds: [{ title: 'Chips', description: 'New rules', fields: [{ name: 'Who', value: 'Commerce' }] }],
    },
    'Chips\nNew rules\nWho\nCommerce',
  ],
  [
    'its components, nested ones too, without the labels of buttons',
    {
      content: '',
      components: [
        {
          type: 17,
          components: [{ type: 9, components: [{ type: 10, content: 'Soybeans' }], accessory: { label: 'Buy' } }],
        },
        { type: 1, components: [{ type: 2, label: 'Open' }] },
      ],
    },
    'Soybeans',
  ],
  [
    'its poll',
    {
      content: '',
      poll: {
        question: { text: 'Will tariffs fall?' },
        answers: [{ poll_media: { text: 'Yes' } }, { poll_media: {} }],
      },
    },
    'Will tariffs fall?\nYes',
  ],
  [
    'the message that it forwards',
    { content: '', message_snapshots: [{ message: { content: 'TikTok', embeds: [{ title: 'ByteDance' }] } }] },
    'TikTok\nByteDance',
  ],
  [
    'no mentions, emoji, times and addresses',
    {
      content:
        '<@800000000000000001> <@&800000000000000002> <#800000000000000003> <:flag:800000000000000004> <a:x:800000000000000005> <t:1700000000:R> </brief:800000000000000006> fentanyl https://x.example/a?b=c#d',
    },
    'fentanyl',
  ],
  [
    'nothing, of a picture or a sticker',
    { content: '', attachments: [{ filename: 'a.png' }], sticker_items: [{}] },
    '',
  ],
  [
    'nothing, of what is no message',
    { content: 5, embeds: 'x', components: [null, 7], poll: [], message_snapshots: {} },
    '',
  ],
  ['nothing, of nothing', undefined, ''],
])('%s', (_, message, text) => {
  expect(messageText(message)).toBe(text);
});

test('no more than 4,000 characters, none of them cut in two', () => {
  expect(messageText({ content: `${'a'.repeat(3_999)}😀` })).toBe('a'.repeat(3_999));
  expect(messageText({ content: '字'.repeat(9_000) })).toHaveLength(4_000);
});

test('what is nested without end is read to some depth', () => {
  const endless: { components: unknown[]; content: string } = { components: [], content: 'x' };
  endless.components.push(endless);
  expect(messageText(endless).length).toBeLessThan(100);
});
