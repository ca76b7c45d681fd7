/** What was sent before goes on working: every id that ever stood in a message means what it meant then. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cancelled, decodeButtonId, stepOf } from '../../src/chat/discord/render/button-id.ts';
import { digestFormOf, readDigestForm, filledFromMessage } from '../../src/chat/discord/render/digest-form.ts';
import { readFlagForm, typedFromMessage } from '../../src/chat/discord/render/flag-form.ts';
import { SHORTCUTS } from '../../src/chat/slack/events/shortcut.ts';
import { CONFIRM_FORM, parseConfirmForm } from '../../src/chat/slack/render/confirm-form.ts';
import { ANSWER, decodeSlackButton, PICK } from '../../src/chat/slack/render/button-id.ts';
import {
  CHANNEL_SETTINGS_FORM,
  parseChannelSettingsForm,
  DIGEST_FORM,
  parseDigestForm,
  FLAG_FORM,
  parseFlagForm,
} from '../../src/chat/slack/render/forms.ts';
import { decodeButton } from '../../src/reply/button.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** What each part of the list is read with, by how its heading begins. */
const READ: Readonly<Record<string, readonly ((id: string) => unknown)[]>> = {
  'Both chats': [decodeButton, decodeSlackButton, decodeButtonId],
  Slack: [decodeSlackButton],
  'Discord: with': [(id) => ({ action: decodeButtonId(id), step: stepOf(id), cancelled: cancelled(id) })],
  'Discord: forms': [digestFormOf],
};

const LINES = readFileSync(new URL('../golden/sent-ids.txt', import.meta.url), 'utf8')
  .split(/\n\n# /u)
  .slice(1)
  .flatMap((part) => {
    const [heading = '', ...lines] = part.split('\n').filter((line) => line !== '');
    const [, read] = Object.entries(READ).find(([begins]) => heading.startsWith(begins)) ?? [];
    return lines.map((line) => {
      const [id = '', means = ''] = line.split('  ');
      return { id, means, read: read ?? [] };
    });
  });

test.each(LINES)('$id means what it meant', ({ id, means, read }) => {
  expect(read.length).toBeGreaterThan(0);
  for (const one of read) expect(plain(one(id))).toEqual(JSON.parse(means));
});

test('the list has every sort', () => {
  expect(LINES.length).toBeGreaterThanOrEqual(68);
});

const chosen = (value: string) => ({ selected_option: { value } });

test('forms and shortcuts of Slack are known by the names that they had', () => {
  expect([
    DIGEST_FORM,
    FLAG_FORM,
    CONFIRM_FORM,
    CHANNEL_SETTINGS_FORM,
    PICK,
    ANSWER,
    ...Object.values(SHORTCUTS),
  ]).toEqual([
    'attache1/digest',
    'attache1/flag',
    'attache1/ask',
    'attache1/settings',
    'attache/pick',
    'attache/answer',
    'attache/brief-a-topic',
    'attache/brief-this',
  ]);
  expect(
    parseDigestForm('{"id":"abcd2345","channel":"C1","language":"zh"}', {
      channel: { channel: { selected_conversation: 'C2' } },
      topics: { topics: { selected_options: [{ value: 'energy' }, { value: 'taiwan' }] } },
      days: { days: { selected_options: [{ value: 'mon' }, { value: 'thu' }] } },
      time: { time: { selected_time: '09:00' } },
      zone: { zone: { value: 'Asia/Shanghai' } },
      language: { language: chosen('en') },
      whenQuiet: { whenQuiet: chosen('rotate') },
    } as never),
  ).toEqual({
    id: 'abcd2345',
    channel: 'C2',
    language: 'zh',
    input: {
      topics: 'energy,taiwan',
      days: 'mon thu',
      time: '09:00',
      zone: 'Asia/Shanghai',
      language: 'en',
      whenQuiet: 'rotate',
    },
  });
  expect(
    parseFlagForm('{"topic":"energy","language":"en","channel":"C1"}', {
      statement: { statement: chosen('0ed6264e645bab5c') },
      text: { text: { value: 'Wrong.' } },
      link: { link: { value: 'https://a.example' } },
    } as never),
  ).toEqual({
    topic: 'energy',
    language: 'en',
    channel: 'C1',
    input: { topic: 'energy', statement: '0ed6264e645bab5c', text: 'Wrong.', link: 'https://a.example' },
  });
  expect(parseConfirmForm('{"action":"attache1/digest/remove/abcd2345/en","channel":"C1","language":"en"}')).toEqual({
    action: { verb: 'digest', action: 'remove', subscription: 'abcd2345', language: 'en' },
    channel: 'C1',
    language: 'en',
  });
  expect(
    parseChannelSettingsForm('{"channel":"C1","language":"en"}', {
      language: { language: chosen('own') },
      answers: { answers: chosen('open') },
    } as never),
  ).toEqual({ channel: 'C1', language: 'en', input: { language: 'own', answers: 'open' } });
});

const row = (component: object) => ({ type: 18, component });
const input = (custom_id: string, value: string) => row({ type: 4, custom_id, value });
const select = (custom_id: string, value: string) => row({ type: 3, custom_id, values: [value] });
const text = (id: number, content: string) => ({ type: 10, id, content });

test('forms of Discord, and messages that show what was typed into one, are read as they were', () => {
  expect(
    readFlagForm([
      select('statement', '0ed6264e645bab5c'),
      input('text', 'Wrong.'),
      input('link', 'https://a.example'),
    ]),
  ).toEqual({ statement: '0ed6264e645bab5c', text: 'Wrong.', link: 'https://a.example' });
  expect(
    readDigestForm([
      select('channel', '812345678901234567'),
      select('topics', 'energy'),
      input('when', 'mon 9:00'),
      input('zone', 'Asia/Shanghai'),
      select('language', 'zh'),
      select('when-quiet', 'rotate'),
    ]),
  ).toMatchObject({
    channel: '812345678901234567',
    when: 'mon 9:00',
    zone: 'Asia/Shanghai',
    language: 'zh',
    whenQuiet: 'rotate',
  });
  expect(
    typedFromMessage(
      [text(101, 'Wrong\\.'), text(102, 'https://a.example')],
      'attache1/flag/energy/en#0ed6264e645bab5c',
    ),
  ).toEqual({
    statement: '0ed6264e645bab5c',
    text: 'Wrong.',
    link: 'https://a.example',
  });
  const key = digestFormOf('attache1/again/abcd2345/en/812345678901234567/skip/zh');
  expect(
    key &&
      filledFromMessage(
        [text(111, '**Topics**\nEnergy'), text(112, '**When**\nmon 9:00'), text(113, '**Zone**\nUTC')],
        key,
      ),
  ).toEqual({
    channel: '812345678901234567',
    topics: 'Energy',
    when: 'mon 9:00',
    zone: 'UTC',
    language: 'zh',
    whenQuiet: 'skip',
  });
});
