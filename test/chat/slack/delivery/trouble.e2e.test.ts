/** Digests in Slack where something is in the way: who may manage them, channels that the bot cannot see, repeated presses, owners to be told. */
import { afterEach, describe, expect, test } from 'vitest';
import { messages } from '../../../../src/locales/messages.ts';
import { FORM } from '../../../../src/chat/slack/render/form.ts';
import type { Subscription } from '../../../../src/digest/subscription.ts';
import { startSlackFake, type SlackFake } from '../../../peers/slack-faults.ts';
import { makeDaily, startDigestBot, type DigestBot } from '../events/digest-session.ts';
import { until } from '../harness.ts';
import { targetsOf, textOf } from '../read-message.ts';

type Json = Record<string, unknown>;

const CHANNEL = 'C01GEN';
const SUBSCRIBE = 'subscribe energy';
const SLOT = '2026-11-24T14:00:00Z';

let fake: SlackFake;
let bot: DigestBot;
/** Who is in which channel; a channel that is not listed cannot be seen. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = { [CHANNEL]: ['U1', 'UADMIN'], C02: ['U2'] };

/** What conversations.info tells of a channel beyond the usual. */
let channelInfo: object | undefined;

async function start(env: Record<string, string> = {}): Promise<void> {
  fake = await startSlackFake({
    'users.info': ({ user }) => ({
      ok: true,
      user: { id: user, tz: 'America/New_York', locale: 'en-US', is_admin: user === 'UADMIN' },
    }),
    'conversations.members': ({ channel, cursor }) => {
      const members = MEMBERS[String(channel)];
      if (members === undefined) return { ok: false, error: 'channel_not_found' };
      // One member a page.
      const at = Number(cursor ?? 0);
      const next = at + 1 < members.length ? String(at + 1) : '';
      return { ok: true, members: members.slice(at, at + 1), response_metadata: { next_cursor: next } };
    },
    'conversations.info': ({ channel }) => ({ ok: true, channel: { id: channel, is_member: true, ...channelInfo } }),
    'views.open': () => ({ ok: true, view: {} }),
  });
  bot = await startDigestBot(fake.apiUrl, env);
}

afterEach(async () => {
  channelInfo = undefined;
  await bot.close();
  await fake.close();
  if (fake.problems.length > 0) throw new Error(fake.problems.join());
});

let number = 0;
const replyAfter = async (act: () => Promise<unknown>): Promise<Json> => {
  const before = fake.responses.length;
  await act();
  return await until('an answer', () => fake.responses[before]);
};
const command = async (text: string, over: object = {}): Promise<Json> => {
  const name = `c${++number}`;
  const heard = { command: '/digest', text, team_id: 'T01TEST', channel_id: CHANNEL, user_id: 'U1', trigger_id: name };
  return await replyAfter(
    async () => await fake.deliver('slash_commands', { ...heard, response_url: fake.responseUrl(name), ...over }),
  );
};
const pressed = (value: string, over: object = {}, name = `p${++number}`): Json => ({
  type: 'block_actions',
  team: { id: 'T01TEST' },
  user: { id: 'U1', name: 'one' },
  channel: { id: CHANNEL, name: 'general' },
  container: { type: 'message', message_ts: '1.1', channel_id: CHANNEL, is_ephemeral: true },
  trigger_id: name,
  response_url: fake.responseUrl(name),
  actions: [{ type: 'button', action_id: 'attache/0', value, action_ts: '1' }],
  ...over,
});
const press = async (value: string, over: object = {}): Promise<string> =>
  textOf(await replyAfter(async () => await fake.deliver('interactive', pressed(value, over))));
const submit = async (user: string, channel: string, trigger = `v${++number}`): Promise<Json> => {
  const payload = {
    type: 'view_submission',
    team: { id: 'T01TEST' },
    user: { id: user },
    trigger_id: trigger,
    view: {
      callback_id: FORM,
      private_metadata: JSON.stringify({ form: 'attache1/digest/weekly//en', channel: CHANNEL }),
      state: {
        values: {
          channel: { channel: { type: 'conversations_select', selected_conversation: channel } },
          days: { days: { type: 'checkboxes', selected_options: [{ value: 'mon' }] } },
          zone: { zone: { type: 'plain_text_input', value: 'Paris' } },
        },
      },
    },
  };
  return (await fake.deliver('interactive', payload)).payload;
};
const all = async (): Promise<readonly Subscription[]> => await bot.store().subscriptions({});
const one = async (): Promise<Subscription> => {
  const [first] = await all();
  if (first === undefined) throw new Error('there is no digest');
  return first;
};
/** The digests in the channel: the notice that somebody subscribed it is none. */
const inChannel = () =>
  fake.kept.filter(
    (message) => message.channel === CHANNEL && !textOf(message).includes(messages('en')('digests.announced.title')),
  );
const toOwner = () => fake.kept.filter(({ channel }) => channel === 'DU1');

describe('who may manage a digest', () => {
  test('are the members of its channel: others are refused by text, by button and by form', async () => {
    await start();
    await command(SUBSCRIBE);
    const { id } = await one();
    const elsewhere = { channel_id: 'C02', user_id: 'U2' };
    for (const act of ['pause', 'remove', 'preview', 'log', 'now', 'change', 'handover'])
      expect(textOf(await command(`${act} ${id} `, elsewhere))).toContain('a member of that channel');
    const there = { user: { id: 'U2', name: 'two' }, channel: { id: 'C02', name: 'two' } };
    for (const act of ['pause', 'change'])
      expect(await press(`attache1/digest/${act}/${id}/en`, there)).toContain('a member of that channel');
    expect(await submit('U2', CHANNEL)).toMatchObject({
      response_action: 'errors',
      errors: { channel: expect.stringContaining('a member of that channel') },
    });
    expect(await all()).toMatchObject([{ id, pausedBecause: undefined, owner: 'U1' }]);
    expect(fake.calls.filter(({ method }) => method === 'views.open')).toEqual([]);
  });

  test('may be elsewhere when they do, also as the last of many members', async () => {
    await start();
    await command(SUBSCRIBE);
    const { id } = await one();
    const over = { channel_id: 'C02', user_id: 'UADMIN' };
    expect(textOf(await command(`pause ${id}`, over))).toContain('Paused.');
  });

  test('are only admins where it is set so, also for opening the form', async () => {
    await start({ DIGEST_MANAGERS: 'admins' });
    expect(textOf(await command(SUBSCRIBE))).toContain('an admin of the workspace');
    expect(textOf(await command(''))).toContain('an admin of the workspace');
    expect(await submit('U1', CHANNEL)).toMatchObject({ response_action: 'errors' });
    expect(await all()).toEqual([]);
    expect(textOf(await command(SUBSCRIBE, { user_id: 'UADMIN' }))).toContain('Digest subscribed');
  });
});

test('a form for a channel that the bot cannot see is refused in words, not as a fault', async () => {
  await start();
  expect(await submit('U1', 'C0PRIVATE')).toMatchObject({
    response_action: 'errors',
    errors: { channel: expect.stringContaining('/invite @attache') },
  });
  expect(bot.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test('a fault behind the form is told in words with its reference, at a field that is there', async () => {
  await start();
  fake.fail('conversations.members', { status: 500 });
  const { errors } = (await submit('U1', CHANNEL)) as { errors?: Record<string, string> };
  expect(Object.keys(errors ?? {})).toEqual(['channel']);
  expect(errors?.['channel']).toContain('reference');
});

test('a form that Slack brings twice makes one digest', async () => {
  await start();
  expect(await submit('U1', CHANNEL, 'same')).toMatchObject({ response_action: 'update' });
  expect(await submit('U1', CHANNEL, 'same')).toEqual({});
  expect(await all()).toHaveLength(1);
});

test('pressed twice by the same trigger it is posted now once, also by a process that came after', async () => {
  await start();
  await command(SUBSCRIBE);
  const { id } = await one();
  const value = `attache1/digest/now/${id}/en`;
  await Promise.all([1, 2].map(async () => await fake.deliver('interactive', pressed(value, {}, 'same'))));
  await until('the digest', () => (inChannel().length > 0 ? true : undefined));
  await until('the settlement', async () => ((await one()).introduced ? true : undefined));
  await bot.restart();
  await replyAfter(async () => await fake.deliver('interactive', pressed(value, {}, 'same')));
  expect(await bot.store().digestLog({}, 5)).toMatchObject([{ slot: 'now-same', state: 'sent', attempts: 1 }]);
  expect(inChannel()).toHaveLength(1);
});

test('whose bot was removed is paused, its owner told once, and resumed by their button after the cause is mended', async () => {
  await start();
  await command(SUBSCRIBE);
  await makeDaily(bot);
  const { id } = await one();
  fake.fail('chat.postMessage', { error: 'not_in_channel' });
  bot.moveTo(SLOT);
  const [alert] = await until('the alert', () => (toOwner().length > 0 ? toOwner() : undefined));
  expect(textOf(alert)).toContain('no longer a member');
  expect(textOf(alert)).toContain('/invite @attache');
  const resume = targetsOf(alert).get('Resume') ?? '';
  const direct = { channel: { id: 'D01', name: 'directmessage' } };

  fake.fail('conversations.history', { error: 'not_in_channel' });
  expect(await press(resume, direct)).toContain('not a member');
  expect((await one()).pausedBecause).toBe('bot-removed');
  expect(await press(resume, direct)).toContain('Digest resumed');
  expect((await one()).pausedBecause).toBeUndefined();

  bot.moveTo('2026-11-25T14:00:00Z');
  await until('the digest', () => (inChannel().length > 0 ? true : undefined));
  expect(toOwner()).toHaveLength(1);
  expect(inChannel()).toHaveLength(1);
  expect((await one()).id).toBe(id);
});

test.each([
  ['is archived', 'is_archived', { is_archived: true }, 'channel-gone', 'Unarchive it'],
  ['is deleted', 'channel_not_found', undefined, 'channel-gone', '/invite @attache'],
  [
    'takes messages of some people only',
    'restricted_action_read_only_channel',
    { is_read_only: true },
    'no-permission',
    'let this app post',
  ],
] as const)(
  'whose channel %s is paused, its owner told once, and resumed by their button after the cause is mended',
  async (_, error, info, because, advice) => {
    await start();
    await command(SUBSCRIBE);
    await makeDaily(bot);
    fake.refuse(CHANNEL, error);
    bot.moveTo(SLOT);
    const [alert] = await until('the alert', () => (toOwner().length > 0 ? toOwner() : undefined));
    expect(textOf(alert)).toContain('is paused');
    expect(await one()).toMatchObject({ pausedBecause: because, dueAt: undefined });
    bot.moveTo('2026-11-25T14:00:00Z');

    const resume = targetsOf(alert).get('Resume') ?? '';
    const direct = { channel: { id: 'D01', name: 'directmessage' } };
    channelInfo = info;
    if (info === undefined) fake.fail('conversations.history', { error });
    expect(await press(resume, direct)).toContain(advice);
    expect((await one()).pausedBecause).toBe(because);
    channelInfo = undefined;
    expect(await press(resume, direct)).toContain('Digest resumed');

    fake.accept(CHANNEL);
    bot.moveTo('2026-11-26T14:00:00Z');
    await until('the settlement', async () => ((await one()).introduced ? true : undefined));
    expect(toOwner()).toHaveLength(1);
    expect(inChannel()).toHaveLength(1);
    expect(await bot.store().digestLog({}, 9)).toMatchObject([
      { slot: '2026-11-26T14:00Z', state: 'sent' },
      { slot: '2026-11-24T14:00Z', state: 'refused' },
    ]);
  },
);

test('after three slots in which the bot was not running is posted once, labelled late, and the older two are recorded', async () => {
  await start();
  await command(SUBSCRIBE);
  await makeDaily(bot);
  bot.clock.now = Temporal.Instant.from('2026-11-26T20:00:00Z');
  await bot.restart();
  const message = await until('the digest', () => inChannel()[0]);
  expect(textOf(message)).toContain('Late: due 09:00, sent 15:00 (New York time)');
  await until('the settlement', async () => ((await one()).introduced ? true : undefined));
  const deliveries = await bot.store().digestLog({}, 9);
  expect(deliveries.map(({ slot, state, late }) => [slot, state, late])).toEqual([
    ['2026-11-26T14:00Z', 'sent', true],
    ['2026-11-25T14:00Z', 'missed', false],
    ['2026-11-24T14:00Z', 'missed', false],
  ]);
  const log = textOf(await command('log'));
  expect(log.match(/missed · the bot was not running/gu)).toHaveLength(2);
  await bot.restart();
  expect(inChannel()).toHaveLength(1);
});

test('in a private channel that the bot can no longer see can still be removed by its owner, and by nobody else', async () => {
  await start();
  await command(SUBSCRIBE);
  const { id, ...rest } = await one();
  await bot.store().removeSubscription(id);
  await bot.store().addSubscription({ id, ...rest, channelRef: { ...rest.channelRef, channel: 'C0PRIVATE' } }, 9);
  const value = `attache1/digest/remove/${id}/en`;
  expect(await press(value, { user: { id: 'U2', name: 'two' } })).toContain('cannot be found');
  expect(await all()).toHaveLength(1);
  expect(await press(value)).toContain('Removed.');
  expect(await all()).toEqual([]);
});
