/** "Brief this" in a message's menu, over real sockets against the strict fake Discord. */
import { describe, expect, test } from 'vitest';
import { DISCORD_IDS, PERMISSION, type Message } from '../../../peers/discord.ts';
import { ALL } from '../../../reply/awkward.ts';
import { catalogue } from '../catalogue.ts';
import { limitFaults } from '../render/limits-check.ts';
import { said, seen } from '../reading.ts';
import { answerTo as answer, HOSTILE, press, serve, type Served } from '../serve.ts';

const { alice, bob, channel } = DISCORD_IDS;
const MENU = { user: alice, name: 'Brief this' } as const;

const written = ({ peer }: Served, content: string) => peer.message({ channelId: channel, author: bob, content });

const labelsOf = (message: Message): readonly string[] => seen(message).buttons.map(({ label }) => label);

describe('Brief this', () => {
  test('answers privately with the brief that a message speaks of, and leaves the message alone', async () => {
    const served = await serve();
    const target = written(served, 'what happened in busan?');
    const interaction = served.peer.messageCommand({ ...MENU, targetMessage: target });
    expect(said(await answer(served, interaction))).toContain('The Busan summit');
    expect(interaction.callbacks.map(({ type }) => type)).toEqual([4]);
    expect(served.peer.channelMessages(channel)).toEqual([target]);
  });

  test('on a message of three topics tells what bears on it under its words, with a button for each topic', async () => {
    const served = await serve();
    const target = written(served, '中美元首釜山会晤，中国恢复稀土出口，美国下调关税。');
    const message = await answer(served, served.peer.messageCommand({ ...MENU, targetMessage: target }));
    expect(said(message)).toContain('“中美元首釜山会晤，中国恢复稀土出口，美国下调关税”');
    expect(said(message)).toMatch(/\d{4}.* ¶\d/u);
    const titles = new Set([...catalogue.briefs.values()].map(({ title }) => title.en));
    const label = labelsOf(message).find((one) => titles.has(one)) ?? '';
    expect(said(await answer(served, press(served, message, label)))).toContain('Where they differ');
  });

  test('reads a link’s preview too', async () => {
    const served = await serve();
    const target = served.peer.message({
      channelId: channel,
      author: bob,
      content: 'https://example.org/1',
      embeds: [{ title: 'What happened in Busan' }],
    });
    const interaction = served.peer.messageCommand({ ...MENU, targetMessage: target });
    expect(said(await answer(served, interaction))).toContain('The Busan summit');
  });

  test('answers in the reader’s language, not in the message’s', async () => {
    const served = await serve();
    const english = written(served, 'busan summit');
    const chinese = written(served, '釜山会晤');
    const ask = (targetMessage: typeof english, locale: string) =>
      answer(served, served.peer.messageCommand({ ...MENU, targetMessage, locale }));
    expect(said(await ask(english, 'zh-CN'))).toContain('釜山会晤');
    expect(said(await ask(chinese, 'en-GB'))).toContain('The Busan summit');
  });

  test.each([
    ['about nothing we have says so', 'qwertz uiop', 'Nothing in the file bears on the words of this message'],
    ['of a picture says that there is nothing to read', '', 'no text that I could read'],
    ['of nothing but mentions and emoji too', `<@${bob}> <:x:700000000000000001>`, 'no text that I could read'],
  ])('on a message %s', async (_, content, words) => {
    const served = await serve();
    const interaction = served.peer.messageCommand({ ...MENU, targetMessage: written(served, content) });
    expect(said(await answer(served, interaction))).toContain(words);
  });

  test.each([...HOSTILE, ['4,000 awkward characters', ALL.repeat(100).slice(0, 4_000)] as const])(
    'on a message of %s is harmless',
    async (_, content) => {
      const served = await serve();
      const interaction = served.peer.messageCommand({ ...MENU, targetMessage: written(served, content) });
      const message = await answer(served, interaction);
      const payload = { ...message, content: undefined, embeds: undefined, allowed_mentions: { parse: [] } };
      expect(limitFaults(payload)).toEqual([]);
    },
  );

  test('works in servers without the bot and among people', async () => {
    const served = await serve();
    const conversation = served.peer.privateChannel();
    const target = served.peer.message({ channelId: conversation, author: bob, content: 'busan summit' });
    const interaction = served.peer.messageCommand({ ...MENU, targetMessage: target, installed: 'user' });
    const message = await answer(served, interaction);
    expect(said(message)).toContain('The Busan summit');
    // A follow-up of a click replies to no other message.
    expect(labelsOf(message)).toContain('Share in channel');
    expect(labelsOf(message)).not.toContain('Reply to message');
  });

  test('replies for nobody who may not write there', async () => {
    const members = [{ user: { id: alice, username: 'alice' }, permissions: PERMISSION.VIEW_CHANNEL }];
    const here = { id: DISCORD_IDS.guild, channels: [{ id: channel, name: 'general' }], members };
    const served = await serve({ peer: { guilds: [here] } });
    const target = served.peer.message({ channelId: channel, author: alice, content: 'busan summit' });
    const message = await answer(served, served.peer.messageCommand({ ...MENU, targetMessage: target, forged: true }));
    expect(said(await answer(served, press(served, message, 'Reply to message')))).toContain('You may not write');
    expect(served.peer.channelMessages(channel)).toEqual([target]);
  });

  test('that comes twice answers once', async () => {
    const served = await serve();
    const interaction = served.peer.messageCommand({ ...MENU, targetMessage: written(served, 'busan summit') });
    served.peer.resend(interaction);
    await answer(served, interaction);
    await answer(served, served.peer.slash({ name: 'brief', user: alice, channelId: channel }));
    expect(interaction.callbacks).toHaveLength(1);
  });

  test('of another version is answered as stale', async () => {
    const served = await serve();
    const target = written(served, 'busan summit');
    const interaction = served.peer.messageCommand({
      ...MENU,
      name: 'Brief that',
      targetMessage: target,
      forged: true,
    });
    expect(said(await answer(served, interaction))).toContain('no longer works');
  });
});

test('/brief in a language that is asked for answers in it', async () => {
  const served = await serve();
  const ask = (language: string, locale: string) =>
    answer(
      served,
      served.peer.slash({
        name: 'brief',
        user: alice,
        channelId: channel,
        locale,
        options: [
          { name: 'topic', value: 'busan-summit' },
          { name: 'language', value: language },
        ],
      }),
    );
  expect(said(await ask('zh', 'en-US'))).toContain('釜山会晤');
  expect(said(await ask('en', 'zh-CN'))).toContain('The Busan summit');
});
