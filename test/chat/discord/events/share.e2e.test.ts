/** Sharing a brief in the channel, over real sockets against the strict fake Discord. */
import { describe, expect, test } from 'vitest';
import { DISCORD_IDS, PERMISSION } from '../../../peers/discord.ts';
import { links, said, seen } from '../reading.ts';
import { answerTo as answer, HERE, press, serve, topic, type Served } from '../serve.ts';

const { alice, bob, channel } = DISCORD_IDS;
const BUSAN = 'busan-summit';

describe('sharing', () => {
  test('posts the brief for everyone with the name of who shared it, who is told', async () => {
    const served = await serve({ peer: { guilds: [guildOf({ nick: '**@everyone** <@800000000000000002>' })] } });
    const { peer } = served;
    const message = await answer(served, peer.slash({ ...HERE, ...topic(BUSAN) }));
    const shared = press(served, message, 'Share');
    const posted = await peer.waitFor(() => peer.channelMessages(channel)[0]);
    expect(said(posted)).toContain('Shared by **@everyone** <@800000000000000002>');
    expect(said(posted)).toContain('Where they differ');
    expect(posted.mentions).toEqual([]);
    expect(posted.mention_everyone).toBe(false);
    expect(seen(posted).buttons.map(({ label }) => label)).not.toContain('Share in channel');
    const told = await shared.settled();
    expect(peer.onlyFor(told.id)).toBe(alice);
    expect(said(told)).toContain('in this channel now');
    expect(links(told)).toEqual([`https://discord.com/channels/${DISCORD_IDS.guild}/${channel}/${posted.id}`]);
    expect(posted.webhook_id).toBeUndefined();
    expect(peer.messageStates(message.id)).toHaveLength(1);
  });

  const refusals: [string, (served: Served) => void, Parameters<typeof guildOf>[0], string][] = [
    [
      'the bot may not post',
      ({ peer }) => peer.setBotPermissions(channel, PERMISSION.VIEW_CHANNEL),
      {},
      'I am not allowed to post',
    ],
    ['the person may not post', () => {}, { permissions: PERMISSION.VIEW_CHANNEL }, 'You may not write'],
  ];
  test.each(refusals)('where %s says so privately and posts nothing', async (_, forbid, member, reason) => {
    const served = await serve({ peer: { guilds: [guildOf(member)] } });
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(BUSAN) }));
    forbid(served);
    expect(said(await answer(served, press(served, message, 'Share')))).toContain(reason);
    expect(served.peer.channelMessages(channel)).toEqual([]);
  });

  test('an administrator needs no other right', async () => {
    const served = await serve({ peer: { guilds: [guildOf({ permissions: PERMISSION.ADMINISTRATOR })] } });
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(BUSAN) }));
    press(served, message, 'Share');
    const posted = await served.peer.waitFor(() => served.peer.channelMessages(channel)[0]);
    expect(said(posted)).toContain('Shared by alice');
  });

  test('in a thread it is the right to write in threads that counts', async () => {
    const served = await serve();
    const { peer } = served;
    const thread = peer.addChannel(DISCORD_IDS.guild, {
      type: 11,
      parentId: channel,
      botPermissions: PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES,
    });
    const message = await answer(served, peer.slash({ ...HERE, channelId: thread, ...topic(BUSAN) }));
    expect(said(await answer(served, press(served, message, 'Share')))).toContain('not allowed to post');
    peer.setBotPermissions(thread, PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES_IN_THREADS);
    press(served, message, 'Share');
    await peer.waitFor(() => peer.channelMessages(thread)[0]);
  });
});

function guildOf(member: { nick?: string; permissions?: bigint }) {
  return {
    id: DISCORD_IDS.guild,
    channels: [{ id: channel, name: 'general' }],
    members: [{ user: { id: alice, username: 'alice' }, ...member }, { user: { id: bob, username: 'bob' } }],
  };
}
