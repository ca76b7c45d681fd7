/** Mentions and direct messages, over real sockets against the strict fake Discord. */
import { describe, expect, test } from 'vitest';
import { DISCORD_IDS, FLAG, PERMISSION, type DiscordPeer, type Message } from '../../../peers/discord.ts';
import { catalogue } from '../catalogue.ts';
import { limitFaults } from '../render/limits-check.ts';
import { said, seen } from '../reading.ts';
import { HOSTILE, NONSENSE, serve } from '../serve.ts';

const { alice, bob, channel, guild } = DISCORD_IDS;

const answersIn = (peer: DiscordPeer, channelId: string): Message[] =>
  peer.channelMessages(channelId).filter(({ author }) => author.id === peer.bot.id);
const answer = (peer: DiscordPeer, channelId: string): Promise<Message> =>
  peer.waitFor(() => answersIn(peer, channelId)[0]);

/** Waits until a mention that comes behind is answered, and returns all answers: by then anything before it would be too. */
async function answersBefore(peer: DiscordPeer, channelId: string): Promise<Message[]> {
  const last = peer.message({ channelId, author: bob, content: `<@${peer.bot.id}> help` });
  const referring = (message: Message): boolean => message.message_reference?.['message_id'] === last.id;
  await peer.waitFor(() => answersIn(peer, channelId).some(referring));
  return answersIn(peer, channelId).filter((message) => !referring(message));
}

describe('a mention', () => {
  test('in a channel is answered there for everyone, in reply to it and without a ping', async () => {
    const { peer } = await serve();
    const asked = peer.message({
      channelId: channel,
      author: alice,
      content: `<@${peer.bot.id}> what happened in busan`,
    });
    const message = await answer(peer, channel);
    expect(said(message)).toContain('The Busan summit');
    expect(message.message_reference?.['message_id']).toBe(asked.id);
    expect(message.flags & (FLAG.EPHEMERAL | FLAG.COMPONENTS_V2)).toBe(FLAG.COMPONENTS_V2);
    expect(message.mentions).toEqual([]);
    expect(seen(message).buttons.map(({ label }) => label)).not.toContain('Share in channel');
    const sent = peer.requests.find(({ path }) => path === `/channels/${channel}/messages`);
    expect(sent?.body).toMatchObject({
      message_reference: { fail_if_not_exists: false },
      allowed_mentions: { parse: [], replied_user: false },
      enforce_nonce: true,
    });
  });

  test('in a thread is answered in the thread', async () => {
    const { peer } = await serve();
    const thread = peer.addChannel(guild, { type: 11, parentId: channel });
    peer.message({ channelId: thread, author: alice, content: `busan-summit <@${peer.bot.id}>` });
    expect(said(await answer(peer, thread))).toContain('The Busan summit');
    expect(answersIn(peer, channel)).toEqual([]);
  });

  test('alone gets the help, with nonsense an honest nothing, in Chinese Chinese', async () => {
    const { peer } = await serve();
    const ask = async (content: string): Promise<string> => {
      const { id } = peer.message({ channelId: channel, author: alice, content });
      const found = await peer.waitFor(() =>
        answersIn(peer, channel).find((one) => one.message_reference?.['message_id'] === id),
      );
      return said(found);
    };
    expect(await ask(`<@${peer.bot.id}>`)).toContain('How to ask');
    expect(await ask(`<@${peer.bot.id}> ${NONSENSE}`)).toContain('Nothing here on');
    expect(await ask(`<@!${peer.bot.id}> 没有这样的事`)).toContain('没有');
    // A list of digests is for who manages them, not for everybody in the channel.
    expect(await ask(`<@${peer.bot.id}> digests`)).toContain('whose answers you alone see');
    expect(await ask(`<@${peer.bot.id}> topics`)).toContain(catalogue.briefs.get('busan-summit')?.title.en);
  });

  test('by a reply that notifies the bot is one, by a reply that does not is none', async () => {
    const { peer } = await serve();
    peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> help` });
    const replyTo = await answer(peer, channel);
    const quiet = peer.message({
      channelId: channel,
      author: bob,
      content: 'busan-summit',
      replyTo,
      pingReplied: false,
    });
    const pinging = peer.message({ channelId: channel, author: bob, content: 'busan-summit', replyTo });
    const answersTo = (): unknown[] =>
      answersIn(peer, channel).map((message) => message.message_reference?.['message_id']);
    await peer.waitFor(() => answersTo().includes(pinging.id));
    const answers = await answersBefore(peer, channel);
    const answered = answers.map((message) => message.message_reference?.['message_id']);
    expect(answered).not.toContain(quiet.id);
  });

  test('by a reply that notifies the bot and asks nothing is left alone, and kept nowhere', async () => {
    const asked: unknown[] = [];
    const { peer } = await serve({
      bot: (bot) => ({ answer: (...request) => (asked.push(request[0].type), bot.conversation.answer(...request)) }),
    });
    peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> busan-summit` });
    const replyTo = await answer(peer, channel);
    for (const content of ['lol nice', 'thanks', '👍', `${NONSENSE}?`])
      peer.message({ channelId: channel, author: bob, content, replyTo });
    expect(await answersBefore(peer, channel)).toHaveLength(1);
    expect(asked).toEqual(['brief', 'help']);
  });

  test('that asks nothing is left alone', async () => {
    const { peer } = await serve();
    for (const content of [`lol <@${peer.bot.id}> is great`, `<@${peer.bot.id}> 👍`, `<@${peer.bot.id}> 太棒了`])
      peer.message({ channelId: channel, author: bob, content });
    expect(await answersBefore(peer, channel)).toEqual([]);
  });

  test('in reply to a person, of what they say, is told of Brief this', async () => {
    const { peer } = await serve();
    const replyTo = peer.message({ channelId: channel, author: bob, content: 'The tariffs on steel are back.' });
    peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> what about this?`, replyTo });
    expect(said(await answer(peer, channel))).toContain('Apps › Brief this');
    peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> busan-summit`, replyTo });
    await peer.waitFor(() => answersIn(peer, channel).some((one) => said(one).includes('Where they differ')));
  });

  test('of the role that Discord made for the bot is one', async () => {
    const { peer } = await serve();
    const role = peer.roleOf(guild, peer.bot.id);
    peer.message({ channelId: channel, author: alice, content: `<@&${role}> busan-summit` });
    // Without the intent Discord gives no text of it.
    expect(said(await answer(peer, channel))).toContain('You mentioned my role');
  });

  test.each<readonly [string, string]>([
    ...HOSTILE,
    ['40,000 characters', 'word '.repeat(8_000)],
    ['4,000 Chinese ones', '字'.repeat(4_000)],
  ])('with %s is harmless', async (_, text) => {
    const { peer } = await serve();
    peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> ${text}` });
    const message = await answer(peer, channel);
    expect([message.mentions, message.mention_roles, message.mention_everyone]).toEqual([[], [], false]);
    expect(limitFaults({ ...message, content: undefined, embeds: undefined, allowed_mentions: { parse: [] } })).toEqual(
      [],
    );
  });

  test('without a way to ask for its next page is answered in several messages', async () => {
    const long = Array.from(
      { length: 30 },
      () => ({ type: 'note', tone: 'plain', text: 'word '.repeat(100).trim() }) as const,
    );
    const { peer } = await serve({
      bot: () => ({
        answer: async () => ({ title: 'Long', language: 'en', audience: 'everyone', blocks: long, actions: [] }),
      }),
    });
    peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> x` });
    await peer.waitFor(() => answersIn(peer, channel).length === 5);
    expect(answersIn(peer, channel).map((one) => /part (\d) of 5/u.exec(said(one))?.[1])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
  });

  test('where the history may not be read is answered without naming the message', async () => {
    const { peer } = await serve();
    peer.setBotPermissions(channel, PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES);
    peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> busan-summit` });
    const message = await answer(peer, channel);
    expect(said(message)).toContain('The Busan summit');
    expect(message.message_reference).toBeUndefined();
  });

  test('where the bot may not post is told in the log, and nothing more', async () => {
    const served = await serve();
    const { peer } = served;
    peer.setBotPermissions(channel, PERMISSION.VIEW_CHANNEL);
    peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> ${NONSENSE}` });
    await peer.waitFor(() => served.lines.some((line) => line.includes('a message could not be answered')));
    expect(served.lines.join('')).toContain('no-permission');
    expect(answersIn(peer, channel)).toEqual([]);
  });

  test('of which the message is gone by then is answered all the same', async () => {
    const { peer } = await serve();
    const asked = peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> busan-summit` });
    peer.deleteMessage(asked);
    expect(said(await answer(peer, channel))).toContain('The Busan summit');
  });
});

describe('a direct message', () => {
  test('is answered there, also the first that somebody ever writes', async () => {
    const { peer } = await serve();
    const conversation = peer.dmWith(peer.user(alice));
    peer.message({ channelId: conversation, author: alice, content: 'what happened in busan' });
    const message = await answer(peer, conversation);
    expect(said(message)).toContain('The Busan summit');
    expect(message.message_reference).toBeUndefined();
    expect(seen(message).buttons.map(({ label }) => label)).not.toContain('Share in channel');
  });

  test('of /brief as text is read as the command', async () => {
    const { peer } = await serve();
    const conversation = peer.dmWith(peer.user(alice));
    peer.message({ channelId: conversation, author: alice, content: '/brief busan-summit' });
    expect(said(await answer(peer, conversation))).toContain('The Busan summit');
  });
});

describe('not answered', () => {
  test.each<[string, (peer: DiscordPeer) => unknown]>([
    [
      'a message that does not mention the bot',
      (peer) => peer.message({ channelId: channel, author: alice, content: 'busan-summit' }),
    ],
    [
      '@everyone and roles',
      (peer) =>
        peer.message({ channelId: channel, author: alice, content: `@everyone @here <@&${peer.bot.id}> busan-summit` }),
    ],
    [
      'another bot',
      (peer) => {
        const other = peer.addMember(guild, { user: { username: 'other', bot: true } });
        return peer.message({ channelId: channel, author: other, content: `<@${peer.bot.id}> busan-summit` });
      },
    ],
    [
      'the bot itself',
      (peer) => peer.message({ channelId: channel, author: peer.bot, content: `<@${peer.bot.id}> busan-summit` }),
    ],
    [
      'a mention that comes by an edit',
      (peer) => {
        const message = peer.message({ channelId: channel, author: alice, content: 'busan-summit' });
        return peer.editMessage(message, { content: `<@${peer.bot.id}> busan-summit` });
      },
    ],
    ['a webhook', (peer) => event(peer, { webhook_id: '700000000000000001' })],
    ['a message of the system', (peer) => event(peer, { type: 6 })],
  ])('%s', async (_, act) => {
    const { peer } = await serve();
    act(peer);
    const mine = (await answersBefore(peer, channel)).filter(({ components }) => components.length > 0);
    expect(mine).toEqual([]);
  });
});

test('the same message twice is answered once', async () => {
  const { peer } = await serve();
  const message = peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> busan-summit` });
  peer.resend(message);
  await answer(peer, channel);
  // Not even once Discord itself would no longer notice.
  peer.forgetNonces();
  peer.resend(message);
  expect(await answersBefore(peer, channel)).toHaveLength(1);
});

test('a command that is edited after its answer is not answered again', async () => {
  const { peer } = await serve();
  const message = peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> busan-summit` });
  await answer(peer, channel);
  peer.editMessage(message, { content: `<@${peer.bot.id}> topics` });
  expect(await answersBefore(peer, channel)).toHaveLength(1);
});

/** Sends a mention that differs from an ordinary one. */
function event(peer: DiscordPeer, over: object): void {
  peer.dispatch('MESSAGE_CREATE', {
    id: '1234567890123456789',
    type: 0,
    channel_id: channel,
    guild_id: guild,
    author: peer.user(alice),
    content: `<@${peer.bot.id}> busan-summit`,
    mentions: [peer.bot],
    mention_roles: [],
    mention_everyone: false,
    timestamp: '2026-11-24T12:00:00.000Z',
    edited_timestamp: null,
    tts: false,
    pinned: false,
    attachments: [],
    embeds: [],
    components: [],
    flags: 0,
    ...over,
  });
}
