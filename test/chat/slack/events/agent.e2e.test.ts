/** Slack's side panel: questions to begin with in the reader's language, a status while an answer is made, answers in threads. */
import { describe, expect, test } from 'vitest';
import { parseMessage } from '../../../../src/conversation/parse-text.ts';
import { realBot, until } from '../harness.ts';
import { textOf } from '../read-message.ts';
import { CHINESE, envelope, READER, useViews, type Json } from '../view-session.ts';

const DIRECT = 'D1';
const views = useViews();

const open = async (user = READER, tab = 'messages', id?: string): Promise<void> => {
  const event = { type: 'app_home_opened', user, channel: DIRECT, tab, event_ts: '1' };
  await views().fake.deliver('events_api', envelope(event, id));
};
const calls = (method: string): Json[] =>
  views().fake.calls.flatMap((call) => (call.method === method ? [call.args] : []));
const PROMPTS = 'assistant.threads.setSuggestedPrompts';
const STATUS = 'assistant.threads.setStatus';

let ts = 100;
const write = async (text: string, over: Json = {}): Promise<string> => {
  const event = { type: 'message', channel_type: 'im', channel: DIRECT, user: READER, ts: `${++ts}.1`, text, ...over };
  await views().fake.deliver('events_api', envelope(event));
  return event.ts;
};

describe('when the messages are opened', () => {
  test('at most four questions are suggested in the language of the reader, none in a thread, and each is answered', async () => {
    await open();
    await until('prompts', () => calls(PROMPTS)[0]);
    await open(CHINESE);
    const [english, chinese] = await until('both', () => (calls(PROMPTS).length === 2 ? calls(PROMPTS) : undefined));
    const { finder, briefs } = realBot().bot.conversation.catalogue();
    for (const asked of [english, chinese]) {
      // With a thread the call fails in silence under the agent view.
      expect(Object.keys(asked ?? {}).toSorted()).toEqual(['channel_id', 'prompts', 'title']);
      const prompts = JSON.parse(String(asked?.prompts)) as { title: string; message: string }[];
      expect(prompts).toHaveLength(4);
      for (const { message } of prompts) {
        const request = parseMessage(message, { briefs }).request;
        expect([message, request.type === 'ask' ? finder.find(request.question).result : request.type]).toEqual([
          message,
          request.type === 'ask' ? 'found' : 'topics',
        ]);
      }
    }
    expect(english?.title).toBe('Ask, for example:');
    expect(chinese?.title).toBe('例如可以问：');
    expect(views().sent).toEqual([]);
  });

  test('they are suggested once for an event that comes twice, and not when the Home tab is opened', async () => {
    await open(READER, 'messages', 'Ev-twice');
    await open(READER, 'messages', 'Ev-twice');
    await views().home();
    await until('prompts', () => calls(PROMPTS)[0]);
    expect(calls(PROMPTS)).toHaveLength(1);
  });

  test('an app that has no agent view yet is no fault', async () => {
    views().fake.fail(PROMPTS, { error: 'missing_scope' });
    await open();
    await until('the call', () => calls(PROMPTS)[0]);
    await views().home();
    expect(views().bot.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

describe('a direct message', () => {
  test('has a status in its thread, and then its answer there, which ends the status', async () => {
    const asked = await write('energy');
    const [answer] = await until('the answer', () => (views().fake.kept.length > 0 ? views().fake.kept : undefined));
    expect(answer).toMatchObject({ channel: DIRECT, thread_ts: asked });
    expect(textOf(answer)).toContain('Energy');
    expect(calls(STATUS)).toEqual([{ channel_id: DIRECT, thread_ts: asked, status: 'is looking it up…' }]);
    const order = views().fake.calls.map(({ method }) => method);
    expect(order.indexOf(STATUS)).toBeLessThan(order.indexOf('chat.postMessage'));
  });

  test('in a thread is answered in that thread', async () => {
    await write('energy', { thread_ts: '99.1' });
    const [answer] = await until('the answer', () => (views().fake.kept.length > 0 ? views().fake.kept : undefined));
    expect(answer?.thread_ts).toBe('99.1');
    expect(calls(STATUS)[0]?.thread_ts).toBe('99.1');
  });

  test('in Chinese has its status in Chinese', async () => {
    await write('稀土怎么样了');
    await until('the status', () => calls(STATUS)[0]);
    expect(calls(STATUS)[0]?.status).toBe('正在查阅……');
  });

  test('is answered where no status can be shown', async () => {
    views().fake.fail(STATUS, { error: 'unknown_method' });
    await write('energy');
    expect(textOf(await until('the answer', () => views().fake.kept[0]))).toContain('Energy');
  });

  test('that cannot be answered does not leave its status standing', async () => {
    views().fake.fail('chat.postMessage', { error: 'fatal_error' });
    const asked = await write('energy');
    await until('the end of the status', () => calls(STATUS)[1]);
    expect(calls(STATUS)[1]).toMatchObject({ thread_ts: asked, status: '' });
  });

  test('does not wait for a status that Slack is slow to show, and ends one that comes behind the answer', async () => {
    views().fake.fail(STATUS, 'silence');
    await write('energy');
    await until('the answer', () => views().fake.kept[0]);
  });

  test('a mention in a channel shows no status', async () => {
    const event = { type: 'app_mention', channel: 'C01GEN', user: READER, ts: `${++ts}.1`, text: '<@U0BOT> energy' };
    await views().fake.deliver('events_api', envelope(event));
    await until('the answer', () => views().fake.kept[0]);
    expect(calls(STATUS)).toEqual([]);
  });
});
