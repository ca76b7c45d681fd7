/** What a channel sets for answers, and how answers follow it, over real sockets against the strict fake Discord. */
import { describe, expect, test } from 'vitest';
import { messages } from '../../../../src/locales/messages.ts';
import type { ChannelRef } from '../../../../src/digest/subscription.ts';
import { createLogger } from '../../../../src/app/log.ts';
import {
  createChannelSettings,
  DEFAULT_SETTINGS,
  type ChannelSettings,
} from '../../../../src/conversation/channel-settings/channel-settings.ts';
import { DISCORD_IDS, FLAG, PERMISSION, type DiscordPeerOptions, type Interaction } from '../../../peers/discord.ts';
import { NOW } from '../catalogue.ts';
import { newStore } from '../digest-serving.ts';
import { said, seen } from '../reading.ts';
import { held } from '../../../support/bot.ts';
import { answerTo as answer, answersIn, HERE, mention, press, serve, topic, type Serving } from '../serve.ts';

const { alice, bob, guild, channel, otherChannel } = DISCORD_IDS;
const WRITES = PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES;
const BUSAN = topic('busan-summit');

type Set = Readonly<Record<string, Partial<ChannelSettings>>>;

const channelRefOf = (id: string): ChannelRef => ({ platform: 'discord', workspace: guild, channel: id });

/** What channels have set, in a store of its own. */
async function newChannelSettings(set: Set = {}) {
  const store = await newStore();
  for (const [id, settings] of Object.entries(set))
    await store.setChannelSettings(channelRefOf(id), { ...DEFAULT_SETTINGS, ...settings });
  const log = createLogger('error', [], () => {});
  const stored = (id: string): Promise<ChannelSettings | undefined> => store.channelSettings(channelRefOf(id));
  return { channelSettings: createChannelSettings({ store, now: () => NOW, log }), stored };
}

const PEOPLE: DiscordPeerOptions = {
  guilds: [
    {
      id: guild,
      channels: [{ id: channel }, { id: otherChannel }],
      members: [
        { user: { id: alice, username: 'alice' }, permissions: WRITES | PERMISSION.MANAGE_GUILD },
        { user: { id: bob, username: 'bob' }, permissions: WRITES },
      ],
    },
  ],
};

async function serving(set?: Set, more: Serving = {}) {
  const { channelSettings, stored } = await newChannelSettings(set);
  const bot: Serving['bot'] = (one) => ({ channelSettings: channelSettings, ...more.bot?.(one) });
  return { ...(await serve({ peer: PEOPLE, ...more, bot })), stored };
}

type Values = Readonly<Record<string, string>>;
const settings = (values: Values = {}) => ({
  name: 'digest',
  options: [
    {
      name: 'settings',
      type: 1,
      options: Object.entries(values).map(([name, value]) => ({ name, value, type: name === 'channel' ? 7 : 3 })),
    },
  ],
});

describe('/digest settings', () => {
  test('alone tells what holds, in this channel or another, and changes nothing', async () => {
    const served = await serving({ [otherChannel]: { language: 'zh', audience: 'everyone' } });
    const here = await answer(served, served.peer.slash({ ...HERE, ...settings() }));
    expect(said(here)).toContain('each reader’s own');
    const there = served.peer.slash({ ...HERE, ...settings({ channel: otherChannel }), locale: 'zh-CN' });
    expect(said(await answer(served, there))).toContain('公开：频道内所有人可见');
    expect(await served.stored(channel)).toBeUndefined();
  });

  test('with a language or who sees answers changes that; what cannot be set is told', async () => {
    const served = await serving();
    const change = (values: Values, forged = false) =>
      answer(served, served.peer.slash({ ...HERE, ...settings(values), forged }));
    expect(said(await change({ language: 'zh', answers: 'open' }))).toContain('Changed');
    expect(said(await change({ answers: 'x' }, true))).toContain('Answers are private or open.');
    expect(await served.stored(channel)).toEqual({ language: 'zh', audience: 'everyone' });
    await change({ answers: 'private' });
    expect(await served.stored(channel)).toEqual({ language: 'zh', audience: 'asker' });
  });

  test('in a thread, or naming one, is about the channel of the thread', async () => {
    const served = await serving();
    const thread = served.peer.addChannel(guild, { type: 11, parentId: otherChannel });
    await answer(served, served.peer.slash({ ...HERE, channelId: thread, ...settings({ language: 'zh' }) }));
    await answer(served, served.peer.slash({ ...HERE, ...settings({ channel: thread, answers: 'open' }) }));
    expect(await served.stored(otherChannel)).toEqual({ language: 'zh', audience: 'everyone' });
    expect(await served.stored(thread)).toBeUndefined();
  });

  test('is for those who manage the server, whatever Discord lets through', async () => {
    const served = await serving();
    expect(() => served.peer.slash({ ...HERE, user: bob, ...settings() })).toThrow('lacks the permissions');
    const forged = served.peer.slash({ ...HERE, user: bob, ...settings({ answers: 'open' }), forged: true });
    expect(said(await forged.settled())).toContain('Manage Server');
    expect(await served.stored(channel)).toBeUndefined();
  });
});

/** Whether an answer is for everyone. */
async function isOpen(interaction: Interaction): Promise<boolean> {
  return ((await interaction.settled()).flags & FLAG.EPHEMERAL) === 0;
}

describe('where a channel is set to open answers,', () => {
  const OPEN = { [channel]: { audience: 'everyone' } } as const;

  test('a brief is for everyone there, without a button to share it; its buttons answer each presser alone', async () => {
    const served = await serving(OPEN);
    const interaction = served.peer.slash({ ...HERE, ...BUSAN });
    expect(await isOpen(interaction)).toBe(true);
    const [message] = served.peer.channelMessages(channel);
    expect(said(message ?? {})).toContain('The Busan summit');
    expect(seen(message ?? {}).buttons.map(({ label }) => label)).not.toContain('Share in channel');
    const click = await answer(served, press(served, message!, 'Both sides'));
    expect(said(click)).toContain('The Busan summit: Both sides');
    const question = served.peer.slash({ ...HERE, ...topic('what happened in busan') });
    expect(await isOpen(question)).toBe(true);
  });

  test.each(['what’s new', 'tariffs and chips', 'busan-summit sources'])(
    'what answers %s is for everyone too, as on Slack',
    async (text) => {
      const served = await serving(OPEN);
      expect(await isOpen(served.peer.slash({ ...HERE, ...topic(text) }))).toBe(true);
    },
  );

  test.each([
    ['the topics', {}],
    ['help', topic('help')],
    ['the digests', topic('digests')],
    ['that there is nothing', topic('qwertz uiop')],
    ['a choice', topic('china')],
  ])('%s stays with who asked', async (_, options) => {
    const served = await serving(OPEN);
    await answer(served, served.peer.slash({ ...HERE, ...options }));
    expect(served.peer.channelMessages(channel)).toEqual([]);
  });

  test('"Brief this" stays with who asked', async () => {
    const served = await serving(OPEN);
    const target = served.peer.message({ channelId: channel, author: bob, content: 'busan summit' });
    await answer(served, served.peer.messageCommand({ name: 'Brief this', user: alice, targetMessage: target }));
    expect(served.peer.channelMessages(channel)).toEqual([target]);
  });

  test('an answer that takes long is acknowledged for everyone', async () => {
    const { change, release } = held();
    const served = await serving(OPEN, { bot: change });
    const interaction = served.peer.slash({ ...HERE, ...BUSAN });
    expect((await interaction.response).type).toBe(5);
    release();
    expect(await isOpen(interaction)).toBe(true);
    expect(interaction.messages).toHaveLength(1);
  });

  test('who may not write there is answered alone, and so is everyone where the bot may not', async () => {
    const served = await serving(OPEN);
    served.peer.setMemberPermissions(guild, alice, PERMISSION.VIEW_CHANNEL | PERMISSION.MANAGE_GUILD);
    expect(await isOpen(served.peer.slash({ ...HERE, ...BUSAN }))).toBe(false);
    served.peer.setBotPermissions(channel, PERMISSION.VIEW_CHANNEL);
    expect(await isOpen(served.peer.slash({ ...HERE, user: bob, ...BUSAN }))).toBe(false);
  });

  test('it holds in its threads, and not in other channels', async () => {
    const served = await serving(OPEN);
    const thread = served.peer.addChannel(guild, { type: 11, parentId: channel });
    served.peer.setMemberPermissions(guild, bob, WRITES | PERMISSION.SEND_MESSAGES_IN_THREADS);
    expect(await isOpen(served.peer.slash({ ...HERE, user: bob, channelId: thread, ...BUSAN }))).toBe(true);
    expect(await isOpen(served.peer.slash({ ...HERE, channelId: otherChannel, ...BUSAN }))).toBe(false);
  });

  test('it does not hold in a server that the bot is not in any more', async () => {
    const served = await serving(OPEN);
    served.peer.leaveGuild(guild);
    served.peer.setMemberPermissions(guild, alice, WRITES | PERMISSION.USE_EXTERNAL_APPS);
    expect(await isOpen(served.peer.slash({ ...HERE, ...BUSAN, installed: 'user' }))).toBe(false);
  });

  test('settings that cannot be told soon are not waited for', async () => {
    const { channelSettings } = await newChannelSettings();
    const served = await serving(OPEN, {
      bot: () => ({
        channelSettings: { ...channelSettings, read: () => Promise.withResolvers<ChannelSettings>().promise },
      }),
    });
    expect(await isOpen(served.peer.slash({ ...HERE, ...BUSAN }))).toBe(false);
  });
});

describe('where a channel has set a language,', () => {
  const CHINESE = { [channel]: { language: 'zh' } } as const;

  test('commands and mentions are answered in it, also in its threads', async () => {
    const served = await serving(CHINESE);
    expect(said(await answer(served, served.peer.slash({ ...HERE, ...BUSAN })))).toContain('釜山会晤');
    mention(served.peer);
    expect(said(await served.peer.waitFor(() => answersIn(served.peer)[0]))).toContain('釜山会晤');
    const thread = served.peer.addChannel(guild, { type: 11, parentId: channel });
    served.peer.message({ channelId: thread, author: alice, content: `<@${served.peer.bot.id}> busan-summit` });
    const inThread = () => served.peer.channelMessages(thread).find(({ author }) => author.bot);
    expect(said(await served.peer.waitFor(inThread))).toContain('釜山会晤');
  });

  test('a language that is asked for wins, then what is typed, then the channel’s, then the reader’s', async () => {
    const served = await serving({ [channel]: { language: 'en' } });
    const ask = async (options: { name: string; value: string }[], channelId: string = channel): Promise<string> =>
      said(await answer(served, served.peer.slash({ ...HERE, channelId, locale: 'zh-CN', options })));
    expect(await ask([{ name: 'topic', value: 'busan-summit' }])).toContain('The Busan summit');
    expect(await ask([{ name: 'topic', value: '釜山会晤' }])).toContain('釜山会晤');
    expect(
      await ask([
        { name: 'topic', value: '釜山会晤' },
        { name: 'language', value: 'en' },
      ]),
    ).toContain('The Busan summit');
    expect(await ask([{ name: 'topic', value: 'busan-summit' }], otherChannel)).toContain('釜山会晤');
  });
});

test('a card that everyone sees can be asked after by who replies to it', async () => {
  const served = await serving({ [channel]: { audience: 'everyone' } });
  const { peer } = served;
  const answerTo = async (id: string, channelId: string): Promise<string> =>
    said(
      await peer.waitFor(() =>
        peer.channelMessages(channelId).find(({ message_reference: to }) => to?.['message_id'] === id),
      ),
    );
  const card = await peer.slash({ ...HERE, ...topic('energy') }).settled();
  const content = `<@${peer.bot.id}> why?`;
  const reply = peer.message({ channelId: channel, author: bob, content, replyTo: card });
  expect(await answerTo(reply.id, channel)).toContain('Energy: why');
  // Bob has been told of energy since; of a message of Alice’s nothing is known.
  const other = peer.message({ channelId: channel, author: alice, content: 'who knows' });
  const lost = peer.message({ channelId: channel, author: bob, content, replyTo: other });
  expect(await answerTo(lost.id, channel)).toContain(messages('en')('discord.useBriefThis'));
});
