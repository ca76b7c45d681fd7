/** What was sent before goes on working: every id that ever stood in a message means what it meant then. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cancelled, decodeButtonId, stepOf } from '../../src/chat/discord/render/button-id.ts';
import { formOf, valuesIn, valuesInMessage } from '../../src/chat/discord/render/form.ts';
import { SHORTCUTS } from '../../src/chat/slack/events/shortcut.ts';
import { CONFIRM_FORM, parseConfirmForm } from '../../src/chat/slack/render/confirm-form.ts';
import { ANSWER, decodeSlackButton, PICK } from '../../src/chat/slack/render/button-id.ts';
import { FORM, parseForm } from '../../src/chat/slack/render/form.ts';
import { decodeButton } from '../../src/reply/button.ts';
import { newForm } from '../support/flag-form.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** What each part of the list is read with, by how its heading begins. */
const READ: Readonly<Record<string, readonly ((id: string) => unknown)[]>> = {
  'Both chats': [decodeButton, decodeSlackButton, decodeButtonId],
  Slack: [decodeSlackButton],
  'Discord: with': [(id) => ({ action: decodeButtonId(id), step: stepOf(id), cancelled: cancelled(id) })],
  'Discord: forms': [formOf],
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
  expect([FORM, CONFIRM_FORM, PICK, ANSWER, ...Object.values(SHORTCUTS)]).toEqual([
    'attache1/form',
    'attache1/ask',
    'attache/pick',
    'attache/answer',
    'attache/brief-a-topic',
    'attache/brief-this',
  ]);
  const digest = { verb: 'digest', action: 'change', subscription: 'abcd2345', language: 'zh' };
  expect(
    parseForm('{"form":"attache1/digest/change/abcd2345/zh","channel":"C1"}', {
      channel: { channel: { type: 'conversations_select', selected_conversation: 'C2' } },
      topics: { topics: { selected_options: [{ value: 'energy' }, { value: 'taiwan' }] } },
      days: { days: { selected_options: [{ value: 'mon' }, { value: 'thu' }] } },
      time: { time: { selected_time: '09:00' } },
      zone: { zone: { value: 'Asia/Shanghai' } },
      language: { language: chosen('en') },
      whenQuiet: { whenQuiet: chosen('rotate') },
    } as never),
  ).toEqual({
    button: digest,
    channel: 'C1',
    values: {
      channel: 'C2',
      topics: 'energy,taiwan',
      days: 'mon,thu',
      time: '09:00',
      zone: 'Asia/Shanghai',
      language: 'en',
      whenQuiet: 'rotate',
    },
  });
  expect(
    parseForm('{"form":"attache1/flag/energy/en","channel":"C1"}', {
      statement: { statement: chosen('0ed6264e645bab5c') },
      text: { text: { value: 'Wrong.' } },
      link: { link: { value: null } },
    } as never),
  ).toEqual({
    button: { verb: 'flag', topic: 'energy', language: 'en' },
    channel: 'C1',
    values: { statement: '0ed6264e645bab5c', text: 'Wrong.', link: '' },
  });
  expect(parseConfirmForm('{"action":"attache1/digest/remove/abcd2345/en","channel":"C1","language":"en"}')).toEqual({
    action: { verb: 'digest', action: 'remove', subscription: 'abcd2345', language: 'en' },
    channel: 'C1',
    language: 'en',
  });
  expect(
    parseForm('{"form":"attache1/settings/en","channel":"C1"}', {
      language: { language: chosen('own') },
      answers: { answers: chosen('open') },
    } as never),
  ).toMatchObject({ channel: 'C1', values: { language: 'own', answers: 'open' } });
});

const row = (component: object) => ({ type: 18, component });
const input = (custom_id: string, value: string) => row({ type: 4, custom_id, value });
const select = (custom_id: string, value: string) => row({ type: 3, custom_id, values: [value] });
const text = (id: number, content: string) => ({ type: 10, id, content });

test('forms of Discord, and messages that show what was typed into one, are read as they were', () => {
  expect(
    valuesIn([select('statement', '0ed6264e645bab5c'), input('text', 'Wrong.'), input('link', 'https://a.example')]),
  ).toEqual({ statement: '0ed6264e645bab5c', text: 'Wrong.', link: 'https://a.example' });
  const shown = [
    text(101, '**Which statement?**\nThe bottom line'),
    text(102, '**What is wrong?**\nWrong\\.\nAll of it\\.'),
    text(103, '**A link**\nhttps\\://a.example'),
  ];
  expect(valuesInMessage(shown, newForm())).toEqual({
    statement: 'bottom-line',
    text: 'Wrong.\nAll of it.',
    link: 'https://a.example',
  });
});
